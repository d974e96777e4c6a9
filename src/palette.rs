//! The colours of a publication, all derived from the one in `agreement.yaml`.
//!
//! Contrast is that of WCAG 2.2, success criterion 1.4.3: text has at least 4.5 to 1 with what
//! it stands on, a shape that means something 3 to 1. Partners of the theme colour are made in
//! OKLCH, where equal steps look equal whatever the hue. Which colour goes where is left to
//! the formats.

use std::fmt;

mod oklch;

use oklch::Oklch;

/// The least contrast of text with its ground (WCAG 2.2, success criterion 1.4.3).
pub const TEXT_CONTRAST: f64 = 4.5;
/// The least contrast of a meaningful shape with its ground (WCAG 2.2, success criterion 1.4.11).
pub const SHAPE_CONTRAST: f64 = 3.0;

/// An opaque sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// White, the page of every light output.
    pub const WHITE: Colour = Colour(0xff, 0xff, 0xff);

    /// Reads `#4b2a7b`, in small or capital letters; nothing else.
    pub fn parse(text: &str) -> Option<Colour> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Colour(part(0)?, part(2)?, part(4)?))
    }

    /// The colour as `#4b2a7b`.
    pub fn hex(self) -> String {
        self.to_string()
    }

    /// Relative luminance from 0 (black) to 1 (white), as WCAG 2.2 defines it.
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The three channels as amounts of light, 0 to 1.
    fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// The contrast ratio of two colours, 1 to 21, in either order.
pub fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (a.luminance(), b.luminance());
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// A theme colour that is too pale for text on white.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TooPale {
    /// Its contrast with white, rounded down to two decimals, so that it always prints below 4.5.
    pub contrast: f64,
    /// The nearest colour of the same hue that is dark enough.
    pub suggested: Colour,
}

/// Every colour that the outputs use and that depends on the theme.
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
    /// The grey of light panels: the usual one, or paler where the theme colour would not be
    /// legible on it.
    pub panel: Colour,
}

impl Palette {
    /// Derives every colour from the theme, or says that it is too pale.
    ///
    /// # Errors
    ///
    /// A colour with a contrast below 4.5 to 1 against white.
    pub fn from_theme(theme: Colour) -> Result<Palette, TooPale> {
        let found = contrast(theme, Colour::WHITE);
        if found < TEXT_CONTRAST {
            let contrast = (found * 100.0).floor() / 100.0;
            return Err(TooPale { contrast, suggested: darkened(theme) });
        }
        let Oklch { chroma, hue, .. } = Oklch::of(theme);
        // Full colour for themes as strong as the default, proportionally less for duller ones.
        let strength = (chroma / STRONG).min(1.0);
        let partner = |lightness: f64, chroma: f64| Oklch { lightness, chroma: chroma * strength, hue }.colour();
        Ok(Palette {
            theme,
            tint: legible_under(theme, partner(0.934, 0.021)),
            dark_theme: partner(0.794, 0.086),
            dark_tint: partner(0.303, 0.0627),
            panel: legible_under(theme, Scheme::GREY_1),
        })
    }

    /// The colours on a light page.
    pub fn light(&self) -> Scheme {
        Scheme {
            page: Colour::WHITE,
            ink: Colour(0x1d, 0x19, 0x24),
            theme: self.theme,
            tint: self.tint,
            on_tile: Colour::WHITE,
            grey_7: Colour(0x57, 0x52, 0x5e),
            grey_5: Colour(0x85, 0x80, 0x8c),
            grey_3: Colour(0xcf, 0xcc, 0xd4),
            grey_1: self.panel,
        }
    }

    /// The colours on a dark page.
    pub fn dark(&self) -> Scheme {
        Scheme {
            page: Scheme::DARK_PAGE,
            ink: Colour(0xec, 0xe9, 0xf1),
            theme: self.dark_theme,
            tint: self.dark_tint,
            on_tile: Scheme::DARK_PAGE,
            grey_7: Colour(0xb9, 0xb4, 0xc2),
            grey_5: Colour(0x8a, 0x84, 0x94),
            grey_3: Colour(0x3d, 0x37, 0x48),
            grey_1: Colour(0x23, 0x1e, 0x2c),
        }
    }
}

/// All the colours of one scheme, light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Scheme {
    /// The ground of the page.
    pub page: Colour,
    /// Text.
    pub ink: Colour,
    /// The theme colour: titles, links, solid tiles, lines of bands.
    pub theme: Colour,
    /// The ground of bands and header rows.
    pub tint: Colour,
    /// Text on a solid tile.
    pub on_tile: Colour,
    /// Secondary text; lines and bars of the police priorities.
    pub grey_7: Colour,
    /// Edges that mean something.
    pub grey_5: Colour,
    /// Hair rules without meaning.
    pub grey_3: Colour,
    /// The ground of panels and boxes.
    pub grey_1: Colour,
}

impl Scheme {
    /// The usual ground of light panels.
    const GREY_1: Colour = Colour(0xf3, 0xf2, 0xf4);
    /// The ground of a dark page.
    const DARK_PAGE: Colour = Colour(0x17, 0x14, 0x1d);
}

/// The chroma of the default purple, at which partners have their full colour.
const STRONG: f64 = 0.131_685;

/// The lightest colour of the same hue that can be text on white.
fn darkened(colour: Colour) -> Colour {
    let start = Oklch::of(colour);
    lightest(0.0, start.lightness, |lightness| {
        let candidate = Oklch { lightness, ..start }.colour();
        (contrast(candidate, Colour::WHITE) >= TEXT_CONTRAST).then_some(candidate)
    })
    .unwrap_or(Colour(0, 0, 0))
}

/// `ground`, or a paler one of the same hue on which `text` is legible.
///
/// White is the last resort, and it always serves a colour that may be a theme.
fn legible_under(text: Colour, ground: Colour) -> Colour {
    let start = Oklch::of(ground);
    let steps = 50;
    (0..=steps)
        .map(|step| {
            let way = f64::from(step) / f64::from(steps);
            let lightness = start.lightness + (1.0 - start.lightness) * way;
            if step == 0 { ground } else { Oklch { lightness, chroma: start.chroma * (1.0 - way), ..start }.colour() }
        })
        .find(|candidate| contrast(text, *candidate) >= TEXT_CONTRAST)
        .unwrap_or(Colour::WHITE)
}

/// Halves the range of lightness until the greatest at which `pass` answers is found.
fn lightest(low: f64, high: f64, pass: impl Fn(f64) -> Option<Colour>) -> Option<Colour> {
    let (mut low, mut high, mut best) = (low, high, pass(low));
    for _ in 0..24 {
        let middle = f64::midpoint(low, high);
        match pass(middle) {
            Some(colour) => (low, best) = (middle, Some(colour)),
            None => high = middle,
        }
    }
    best
}

#[cfg(test)]
mod tests;
