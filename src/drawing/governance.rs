//! The governance diagram: who scrutinises, supports and works with whom.

use super::Drawing;
use crate::typeface::Typefaces;

/// A body of the diagram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its id in the data.
    pub id: String,
    /// Its name, such as "Kent Community Safety Partnership (KCSP)".
    pub name: String,
    /// What it does, one phrase each.
    pub duties: Vec<String>,
    /// Whether it stands for many bodies of a kind, such as the local partnerships.
    pub many: bool,
}

/// What a body has to do with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tie {
    /// It scrutinises the other.
    Scrutinises,
    /// It supports the other.
    Supports,
    /// It reports to the other.
    ReportsTo,
    /// Each works with the other.
    WorksWith,
}

/// A relation between two bodies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The index of the body that acts.
    pub from: usize,
    /// The index of the body acted upon.
    pub to: usize,
    /// What kind it is.
    pub tie: Tie,
    /// The words beside the arrow, where the usual ones do not serve.
    pub words: Option<String>,
}

/// Why the diagram cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// No body, or more than can be drawn.
    Count {
        /// How many there are.
        found: usize,
        /// The most that can be drawn.
        most: usize,
    },
    /// A word of a body's name or duties that is wider than its box.
    Word {
        /// The index of the body.
        node: usize,
        /// The word.
        word: String,
    },
    /// A relation of a body with itself.
    Itself {
        /// The index of the relation.
        relation: usize,
    },
    /// A relation with a body that is not there.
    Nobody {
        /// The index of the relation.
        relation: usize,
    },
    /// A relation whose words do not fit beside its arrow.
    Words {
        /// The index of the relation.
        relation: usize,
    },
}

/// Lays out the diagram.
///
/// # Errors
///
/// Every body and every relation that cannot be drawn.
pub fn draw(nodes: &[Node], relations: &[Relation], typefaces: &Typefaces) -> Result<Drawing, Vec<Misfit>> {
    let _ = (nodes, relations, typefaces);
    Ok(Drawing { style: "governance", width: 470.0, height: 0.0, marks: Vec::new(), outline: Vec::new() })
}
