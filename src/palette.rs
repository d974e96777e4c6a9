//! The colours of a publication, all derived from the one in `agreement.yaml`.

/// An opaque sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour(pub u8, pub u8, pub u8);

/// Every colour that the outputs use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Palette {
    /// The theme colour on a light page.
    pub theme: Colour,
    /// The pale tint of it that bands and header rows have.
    pub tint: Colour,
    /// The theme colour on a dark page.
    pub dark_theme: Colour,
    /// The tint on a dark page.
    pub dark_tint: Colour,
}
