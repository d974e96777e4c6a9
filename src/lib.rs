//! Publishes a Community Safety Agreement from Markdown and YAML.

pub mod agreement;
pub mod compose;
pub mod content;
pub mod diagnostic;
pub mod document;
pub mod drawing;
pub mod palette;
pub mod parse;
pub mod publish;
pub mod render;
pub mod source;
pub mod templates;
pub mod typeface;
