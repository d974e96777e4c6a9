//! A sign among the words of a document, with what is read out in its place.

pub use crate::drawing::sign::SignShape;

/// A small shape as high as the letters around it, perhaps with a letter in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// What it looks like.
    pub shape: SignShape,
    /// The letter in it.
    pub letter: Option<char>,
    /// What is read out in its place (WCAG 1.1.1); empty where words that are seen follow it.
    pub words: String,
}
