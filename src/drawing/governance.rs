//! The governance diagram: who scrutinises, supports and works with whom.
//!
//! Three layers: the bodies that scrutinise, with a double line; the body that most others act
//! upon, solid; all others in columns below. An arrow with its verb stands for each relation.
//! Where there is no clear way for an arrow, the box of the body that acts says it in words.
//! Who these bodies are is left to the content.

mod boxes;
mod paint;
mod plan;

use super::{Drawing, Group, GroupShape, Member};
use crate::typeface::Typefaces;

use boxes::Sheet;
use plan::Plan;

/// The width of the drawing in points: that of the text of an A4 page.
const WIDTH: f64 = 470.0;
/// The greatest height in points that leaves room for a heading and a caption on the page.
const PAGE: f64 = 620.0;
/// The most bodies that can be drawn.
const MOST: usize = 9;
/// The sizes to try, of names and of all other words.
const SIZES: [(f64, f64); 5] = [(12.0, 10.5), (11.0, 10.0), (10.0, 9.5), (9.5, 9.0), (9.0, 9.0)];

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

impl Tie {
    /// The verb, as it stands after one body or after many.
    fn verb(self, many: bool) -> &'static str {
        match (self, many) {
            (Tie::Scrutinises, false) => "scrutinises",
            (Tie::Scrutinises, true) => "scrutinise",
            (Tie::Supports, false) => "supports",
            (Tie::Supports, true) => "support",
            (Tie::ReportsTo, false) => "reports to",
            (Tie::ReportsTo, true) => "report to",
            (Tie::WorksWith, false) => "works with",
            (Tie::WorksWith, true) => "work with",
        }
    }
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
    /// A word of a body's name or duties that is wider than its box at 9 pt.
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
    /// More words than one page holds, even at 9 pt.
    TooTall,
}

/// Lays out the diagram.
///
/// # Errors
///
/// Every body and every relation that cannot be drawn.
pub fn draw(nodes: &[Node], relations: &[Relation], typefaces: &Typefaces) -> Result<Drawing, Vec<Misfit>> {
    check(nodes, relations)?;
    let plan = Plan::of(nodes, relations, typefaces);
    let mut outcome = Err(Vec::new());
    for (name_size, size) in SIZES {
        let sheet = Sheet { nodes, plan: &plan, typefaces, name_size, size };
        outcome = match sheet.fill() {
            Err(misfits) => Err(misfits),
            Ok(filled) => {
                let (marks, height) = paint::paint(&sheet, &filled);
                if height <= PAGE {
                    let outline = outline(nodes, relations, &plan);
                    return Ok(Drawing { style: "governance", width: WIDTH, height, marks, outline });
                }
                Err(vec![Misfit::TooTall])
            }
        };
    }
    outcome
}

fn check(nodes: &[Node], relations: &[Relation]) -> Result<(), Vec<Misfit>> {
    let mut misfits = Vec::new();
    if nodes.is_empty() || nodes.len() > MOST {
        misfits.push(Misfit::Count { found: nodes.len(), most: MOST });
    }
    for (index, relation) in relations.iter().enumerate() {
        if relation.from >= nodes.len() || relation.to >= nodes.len() {
            misfits.push(Misfit::Nobody { relation: index });
        } else if relation.from == relation.to {
            misfits.push(Misfit::Itself { relation: index });
        }
    }
    if misfits.is_empty() { Ok(()) } else { Err(misfits) }
}

/// A relation as a sentence without full stop, told of one of its two bodies.
///
/// `None` where the sentence belongs to the other body.
fn sentence(nodes: &[Node], relation: &Relation, told_of: usize) -> Option<String> {
    let other = match (told_of == relation.from, told_of == relation.to, relation.tie) {
        (true, _, _) => relation.to,
        (_, true, Tie::WorksWith) => relation.from,
        _ => return None,
    };
    let verb = relation.tie.verb(nodes[told_of].many);
    let (first, rest) = verb.split_at(1);
    let mut sentence = format!("{}{rest} {}", first.to_uppercase(), with_article(&nodes[other].name));
    if let Some(words) = &relation.words {
        sentence.push_str(": ");
        sentence.push_str(words);
    }
    Some(sentence)
}

/// The name of a body as it stands in a sentence: "the KCSP Working Group", "Kent Police".
fn with_article(name: &str) -> String {
    const TAKES_ARTICLE: [&str; 14] = [
        "agency",
        "agencies",
        "board",
        "boards",
        "commissioner",
        "committee",
        "committees",
        "forum",
        "group",
        "groups",
        "panel",
        "partnership",
        "partnerships",
        "team",
    ];
    if let Some(rest) = name.strip_prefix("The ") {
        return format!("the {rest}");
    }
    let before_short_form = name.split(" (").next().unwrap_or(name);
    let last = before_short_form.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let one_word = !before_short_form.contains(' ');
    if TAKES_ARTICLE.contains(&last.as_str()) && !one_word { format!("the {name}") } else { name.to_owned() }
}

/// The shape of a body by its place and kind.
fn shape(nodes: &[Node], plan: &Plan, node: usize) -> GroupShape {
    if node == plan.centre {
        GroupShape::Tile
    } else if plan.scrutinises[node] {
        GroupShape::Double
    } else if nodes[node].many {
        GroupShape::Square
    } else {
        GroupShape::Soft
    }
}

/// The same bodies in words, those of one layer and shape together.
fn outline(nodes: &[Node], relations: &[Relation], plan: &Plan) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for row in &plan.rows {
        let mut first = true;
        for &node in row {
            let shape = shape(nodes, plan, node);
            let Node { id, name, duties, many: _ } = &nodes[node];
            let relations = relations.iter().filter_map(|relation| sentence(nodes, relation, node));
            let member =
                Member { id: id.clone(), name: name.clone(), duties: duties.clone(), relations: relations.collect() };
            match groups.last_mut() {
                Some(group) if !first && group.shape == shape => group.members.push(member),
                _ => {
                    groups.push(Group { shape, title: String::new(), members: vec![member], joins_next: String::new() })
                }
            }
            first = false;
        }
    }
    groups
}

#[cfg(test)]
mod tests;
