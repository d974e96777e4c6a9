//! Signs: small shapes that stand among letters, the same for the page and the PDF.
//!
//! Each is known by its outline and by how much of it is filled, so that it says the same in
//! grey print and to whoever sees no colours. What a sign means is left to the words with it.

use super::svg::{FAMILIES, write_escaped};

/// The side of the square that a sign is drawn in, in units of its own.
pub const SIDE: u32 = 24;

/// What a sign looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SignShape {
    /// The outline of a circle: nothing of it is done.
    EmptyCircle,
    /// A circle whose left half is filled; it has no room for a letter.
    HalfCircle,
    /// A filled circle: all of it is done.
    FullCircle,
    /// A filled triangle that stands on one side, as warnings do.
    Triangle,
    /// A filled square.
    Square,
    /// The outline of a square that stands on a corner.
    Diamond,
    /// The outline of a circle as large as the square.
    Ring,
    /// Nothing to be seen, where the words alone are read out, as in an empty cell of a table.
    Nothing,
}

impl SignShape {
    /// Every shape.
    pub const ALL: [SignShape; 8] = [
        SignShape::EmptyCircle,
        SignShape::HalfCircle,
        SignShape::FullCircle,
        SignShape::Triangle,
        SignShape::Square,
        SignShape::Diamond,
        SignShape::Ring,
        SignShape::Nothing,
    ];

    /// A word for it, such as `half-circle`.
    pub fn word(self) -> &'static str {
        match self {
            SignShape::EmptyCircle => "empty-circle",
            SignShape::HalfCircle => "half-circle",
            SignShape::FullCircle => "full-circle",
            SignShape::Triangle => "triangle",
            SignShape::Square => "square",
            SignShape::Diamond => "diamond",
            SignShape::Ring => "ring",
            SignShape::Nothing => "nothing",
        }
    }

    /// Where its letter stands: base line, size and whether the ground is filled.
    fn letter(self) -> Option<(u32, u32, bool)> {
        match self {
            SignShape::HalfCircle | SignShape::Nothing => None,
            SignShape::FullCircle | SignShape::Square => Some((17, 15, true)),
            SignShape::Triangle => Some((20, 12, true)),
            SignShape::Diamond => Some((16, 11, false)),
            SignShape::EmptyCircle | SignShape::Ring => Some((17, 14, false)),
        }
    }
}

/// A sign as the inside of an SVG `svg` element whose `viewBox` is [`SIDE`] wide and high.
///
/// `ink` and `ground` are colours as SVG writes them. A letter on a filled shape has the
/// ground's colour and the class `on-sign`, so that a style sheet can change it with the scheme.
pub fn marks(shape: SignShape, letter: Option<char>, ink: &str, ground: &str) -> String {
    let circle = |radius: &str, line: &str| {
        format!(r#"<circle cx="12" cy="12" r="{radius}" fill="none" stroke="{ink}" stroke-width="{line}"/>"#)
    };
    let filled = |path: &str| format!(r#"<path d="{path}" fill="{ink}"/>"#);
    let mut svg = match shape {
        SignShape::EmptyCircle => circle("9", "2.4"),
        SignShape::HalfCircle => circle("9", "2.4") + &filled("M12 3A9 9 0 0 0 12 21z"),
        SignShape::FullCircle => format!(r#"<circle cx="12" cy="12" r="10.2" fill="{ink}"/>"#),
        SignShape::Triangle => filled("M12 1.5L23.5 22H.5z"),
        SignShape::Square => filled("M2 2H22V22H2z"),
        SignShape::Diamond => {
            format!(r#"<path d="M12 1.2L22.8 12 12 22.8 1.2 12z" fill="none" stroke="{ink}" stroke-width="1.7"/>"#)
        }
        SignShape::Ring => circle("10.8", "1.7"),
        SignShape::Nothing => String::new(),
    };
    if let Some((letter, (base, size, on_filled))) = letter.zip(shape.letter()) {
        let (class, colour) = if on_filled { (r#" class="on-sign""#, ground) } else { ("", ink) };
        svg.push_str(&format!(
            r#"<text{class} x="12" y="{base}" font-size="{size}" font-weight="700" text-anchor="middle" fill="{colour}">"#
        ));
        // Writing to a String cannot fail.
        let _ = write_escaped(&mut svg, letter.encode_utf8(&mut [0; 4]));
        svg.push_str("</text>");
    }
    svg
}

/// A sign as a picture of its own; one without a letter has no words at all.
pub fn to_svg((shape, letter): (SignShape, Option<char>), ink: &str, ground: &str) -> String {
    let marks = marks(shape, letter, ink, ground);
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" width="{SIDE}" height="{SIDE}" font-family="{FAMILIES}">{marks}</svg>"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_shapes_are_drawn_alike_without_their_colours() {
        let mut drawn: Vec<String> = SignShape::ALL.iter().map(|shape| marks(*shape, None, "black", "white")).collect();
        drawn.sort_unstable();
        drawn.dedup();
        assert_eq!(drawn.len(), SignShape::ALL.len());
    }

    #[test]
    fn a_letter_stands_out_from_the_shape_below_it() {
        let square = marks(SignShape::Square, Some('P'), "#000", "#fff");
        assert!(
            square.contains(r##"class="on-sign" x="12""##) && square.contains(r##"fill="#fff">P</text>"##),
            "{square}"
        );
        let ring = marks(SignShape::Ring, Some('T'), "#000", "#fff");
        assert!(ring.contains(r##"fill="#000">T</text>"##) && !ring.contains("on-sign"), "{ring}");
        assert!(!marks(SignShape::HalfCircle, Some('X'), "#000", "#fff").contains("<text"));
    }

    #[test]
    fn a_letter_cannot_become_markup() {
        assert!(marks(SignShape::Ring, Some('<'), "#000", "#fff").contains(">&lt;</text>"));
    }
}
