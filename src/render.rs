//! The shelf of formats: each prints the same neutral document and knows no kind of content.

pub mod html;
#[cfg(feature = "pdf")]
pub mod pdf;
