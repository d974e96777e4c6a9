//! Text into values that know where they were written.
//!
//! Each notation has one room, the only place that knows its crate. Nothing is read from a
//! disk here, and what the words mean is left to the content kinds.

pub mod csv;
pub mod fields;
pub mod listed;
pub mod markdown;
pub mod prose;
pub mod times;
pub mod yaml;
