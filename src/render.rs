//! The formats: each prints the same neutral document.
//!
//! No format knows another, and none knows a content kind.

pub mod pdf;
