//! Putting marks on a drawing, one after the other.

use super::{Mark, Paint};
use crate::typeface::Weight;

/// From base line to base line, in sizes of the type.
pub(super) const PITCH: f64 = 1.22;
/// From the top of a line to its base line, in sizes of the type.
const ASCENT: f64 = 0.95;

/// The marks so far.
#[derive(Default)]
pub(super) struct Pen {
    pub marks: Vec<Mark>,
}

/// A rectangle on the drawing, its outline not counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// How a line of words looks.
#[derive(Clone, Copy)]
pub(super) struct Style {
    /// The size in points.
    pub size: f64,
    /// How heavy.
    pub weight: Weight,
    /// The colour.
    pub paint: Paint,
}

impl Pen {
    /// A rectangle whose outline, if it has one, lies inside the area.
    pub fn rect(&mut self, area: Area, radius: f64, line: f64, paint: Paint) {
        let inset = line / 2.0;
        self.marks.push(Mark::Rect {
            x: area.x + inset,
            y: area.y + inset,
            width: area.width - line,
            height: area.height - line,
            radius: (radius - inset).max(0.0),
            line,
            paint,
        });
    }

    /// A line of words that starts at `x` on the base line `y`.
    pub fn words(&mut self, x: f64, y: f64, style: Style, words: &str) {
        let Style { size, weight, paint } = style;
        self.marks.push(Mark::Text { x, y, size, weight, words: words.to_owned(), paint });
    }

    /// Lines of words, one below the other, in the middle of the height between `top` and
    /// `top + height`.
    pub fn centred(&mut self, x: f64, top: f64, height: f64, style: Style, lines: &[String]) {
        let pitch = style.size * PITCH;
        let mut base = top + (height - block_height(lines.len(), style.size)) / 2.0 + style.size * ASCENT;
        for line in lines {
            self.words(x, base, style, line);
            base += pitch;
        }
    }
}

/// How high so many lines of a size are.
pub(super) fn block_height(lines: usize, size: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a drawing has few lines")]
    let lines = lines as f64;
    lines * size * PITCH
}
