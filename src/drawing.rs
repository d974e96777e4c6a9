//! Diagrams: shapes and words at their places, with the same content as an outline.
//!
//! A drawing is laid out once, from data and measured text, and every format shows the same
//! one. What a diagram is about is left to the content kind that draws it.

pub mod chart;
#[cfg(test)]
mod check;
pub mod governance;
pub mod loom;
pub mod organisation;
mod pattern;
mod pen;
pub mod sign;
pub mod svg;
pub mod timeline;
mod wrap;

/// A diagram that is ready to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// A word for style sheets, such as `loom`.
    pub style: &'static str,
    /// Width in points.
    pub width: f64,
    /// Height in points.
    pub height: f64,
    /// Shapes and words, those behind first.
    pub marks: Vec<Mark>,
    /// The same content in words, in reading order: the long description, and what narrow
    /// screens show in place of the picture.
    pub outline: Vec<Group>,
}

/// A group of the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// How its members look, so that a narrow screen can show the same shapes.
    pub shape: GroupShape,
    /// What the group is called in the drawing; may be empty.
    pub title: String,
    /// Its members, in order.
    pub members: Vec<Member>,
    /// What joins it to the next group, in words; may be empty.
    pub joins_next: String,
}

/// A member of a group: a priority, a theme, a body.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The id in the data.
    pub id: String,
    /// Its name as the drawing prints it.
    pub name: String,
    /// What it does, one sentence or phrase each; may be empty.
    pub duties: Vec<String>,
    /// How it stands to the others, in words, such as "Scrutinises the partnership".
    pub relations: Vec<String>,
}

/// How the members of a group look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupShape {
    /// Solid rounded tiles.
    Tile,
    /// Pale capsules across the whole width.
    Band,
    /// White square boxes with a bar, on a grey panel.
    Panel,
    /// A square box with a double line.
    Double,
    /// A pale rounded box.
    Soft,
    /// A white square box with a grey bar.
    Square,
    /// Words without a shape, such as the values of a chart.
    Plain,
}

/// A shape or a line of words. Lengths are points, from the top left corner; `y` grows downwards.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A rectangle.
    Rect {
        /// Left edge.
        x: f64,
        /// Upper edge.
        y: f64,
        /// Width.
        width: f64,
        /// Height.
        height: f64,
        /// Radius of the corners.
        radius: f64,
        /// Thickness of its outline; 0 for none.
        line: f64,
        /// Its colours.
        paint: Paint,
    },
    /// A circle.
    Circle {
        /// Centre.
        x: f64,
        /// Centre.
        y: f64,
        /// Radius.
        radius: f64,
        /// Thickness of its outline; 0 for none.
        line: f64,
        /// Its colours.
        paint: Paint,
    },
    /// A straight or bent line, not filled.
    Line {
        /// Its corners.
        points: Vec<(f64, f64)>,
        /// Its thickness.
        line: f64,
        /// Its colour.
        paint: Paint,
    },
    /// A filled shape with corners, such as the head of an arrow.
    Polygon {
        /// Its corners.
        points: Vec<(f64, f64)>,
        /// Its colour.
        paint: Paint,
    },
    /// One line of words.
    Text {
        /// Left end.
        x: f64,
        /// Base line.
        y: f64,
        /// Size in points.
        size: f64,
        /// How heavy the letters are.
        weight: crate::typeface::Weight,
        /// The words.
        words: String,
        /// Their colour.
        paint: Paint,
    },
}

/// What a mark is painted with, by its part in the drawing; the palette knows the colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Paint {
    /// A solid tile (class `f-tile`).
    Tile,
    /// Words on a tile (`t-tile`).
    OnTile,
    /// A shape whose being filled means something (`f-solid`): without colours it stays filled,
    /// where a tile becomes a box.
    Solid,
    /// Words on such a shape (`t-solid`).
    OnSolid,
    /// A pale band with a theme line (`f-band`).
    Band,
    /// A white label with a theme line (`f-tag`).
    Tag,
    /// A white knot with a theme line (`f-knot`).
    Knot,
    /// A grey panel with a grey line (`f-panel`).
    Panel,
    /// A white box with a dark grey line (`f-box`).
    Box,
    /// A dark grey bar or arrow (`f-grey`).
    Grey,
    /// A line in the theme colour (`s-acc`).
    Thread,
    /// A line in ink (`s-ink`).
    Connector,
    /// A shape in ink (`f-ink`).
    Ink,
    /// Words in ink (`t-ink`).
    Words,
    /// Words in the theme colour (`t-acc`).
    Accent,
}
