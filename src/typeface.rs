//! The bundled typefaces: how wide words are and which characters can be printed.
//!
//! Setting text is left to the formats; this is the one room of the font parser.

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
