//! The neutral document: what every content kind composes to and every format renders from.
//!
//! Numbers, names of references, counts and sorted tables are settled here; a format only
//! decides how they look. No content kind and no format is named in this file.

mod changes;
mod inline;
mod meta;
mod pages;
mod places;
mod sign;
mod table;
mod text;

use std::collections::BTreeSet;

use crate::drawing::Drawing;
use crate::source::{Bytes, Span};

pub use changes::{ChangeMark, Newer, Revision, Since, Tone};
pub use inline::Inline;
pub use meta::{Edition, Meta, Motif, Opening, Partner};
pub use pages::Pages;
pub use places::places;
pub use sign::{Sign, SignShape};
pub use table::{Column, Row, Table};
pub use text::{for_each_run, plain_text};

/// A whole published document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Title, edition and the other facts of the cover, the running header and the metadata.
    pub meta: Meta,
    /// The parts in reading order, the cover not counted.
    pub parts: Vec<Part>,
    /// The footnotes in the order of their first mark; the number of one is its index plus 1.
    pub footnotes: Vec<Footnote>,
    /// What its marks of changes are of, where a reader may show or hide them.
    pub since: Option<Since>,
    /// The edition that is valid in place of this one, if there is one.
    pub superseded: Option<Newer>,
    /// The ids of its places that other documents lead to.
    pub sought: BTreeSet<String>,
}

/// A picture from a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// The path below the content folder; its ending tells the format.
    pub path: String,
    /// The file as it was read.
    pub bytes: Bytes,
    /// Width in pixels (or SVG user units).
    pub width: u32,
    /// Height in pixels (or SVG user units).
    pub height: u32,
}

/// What a part is in the order of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The list of contents; a page may show it as navigation instead.
    Contents,
    /// Before the chapters: version control, foreword.
    Front,
    /// A numbered chapter.
    Chapter,
    /// A lettered appendix.
    Appendix,
    /// After the appendices: contact.
    Back,
    /// A section of a document that has neither chapters nor appendices.
    Section,
}

/// A chapter, an appendix or another part that starts a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The stable id, the same in every edition.
    pub id: String,
    /// What it is.
    pub role: Role,
    /// The number of a chapter (`3`) or section (`3` or `3.0`), or the letter of an appendix (`A`).
    pub number: Option<String>,
    /// The title without number.
    pub title: Vec<Inline>,
    /// A shorter title for the running footer and narrow lists, if the author gave one.
    pub short_title: Option<Vec<Inline>>,
    /// Whether its paragraphs are numbered, so that text hangs beside a column of numbers.
    pub numbered: bool,
    /// The text.
    pub blocks: Vec<Block>,
    /// Where the author wrote it.
    pub origin: Span,
}

impl Part {
    /// The name that references print: "Chapter 3", "Appendix A", "section 2", or the title.
    pub fn name(&self) -> String {
        match (self.role, &self.number) {
            (Role::Chapter, Some(number)) => format!("Chapter {number}"),
            (Role::Appendix, Some(letter)) => format!("Appendix {letter}"),
            (Role::Section, Some(number)) => format!("section {number}"),
            (Role::Contents | Role::Front | Role::Back | Role::Chapter | Role::Appendix | Role::Section, _) => {
                plain_text(&self.title)
            }
        }
    }
}

impl Part {
    /// The name for narrow places: "Ch. 3", "Appendix A", or the title.
    pub fn brief_name(&self) -> String {
        match (self.role, &self.number) {
            (Role::Chapter, Some(number)) => format!("Ch. {number}"),
            _ => self.name(),
        }
    }
}

/// A piece of a part that stands on lines of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Unique in the document; what the author gave, or made from part and place.
    pub id: String,
    /// Whether the author gave the id, so that it stays the same in later editions.
    pub named: bool,
    /// Where the author wrote it, or the data that it was made from.
    pub origin: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of block.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// A heading inside a part: level 2 is directly below the part's title, 3 below that, to 4.
    Heading {
        /// 2 to 4; the title of a part is level 1.
        level: u8,
        /// The words.
        content: Vec<Inline>,
    },
    /// A paragraph of running text.
    Paragraph(Vec<Inline>),
    /// A remark in a table cell or below a block, less prominent than the text.
    Note(Vec<Inline>),
    /// A numbered paragraph of a chapter: `3.1` and what belongs to it.
    Numbered {
        /// Chapter and paragraph, such as `3.1`.
        number: String,
        /// The first is the paragraph itself; more paragraphs or lists may follow.
        blocks: Vec<Block>,
    },
    /// A list.
    List {
        /// The number of the first item, or `None` where the order means nothing.
        start: Option<u64>,
        /// How many columns it may be set in where there is room: 1 or 2.
        columns: u8,
        /// The items.
        items: Vec<Item>,
    },
    /// A table with its caption.
    Table(Table),
    /// A picture or drawing with its caption.
    Figure(Figure),
    /// A box that stands out from the text.
    Callout {
        /// The title of the box, if it has one.
        title: Vec<Inline>,
        /// What is in it.
        blocks: Vec<Block>,
    },
    /// Groups set in columns of equal width where there is room; read down, then across.
    Columns(Vec<Vec<Block>>),
    /// Text whose line breaks and spaces count.
    Preformatted(String),
    /// A break between two thoughts.
    Rule,
    /// Who signs a foreword.
    Signature {
        /// The name, if it is to be published.
        name: Option<String>,
        /// The offices held, one a line.
        offices: Vec<Vec<Inline>>,
    },
    /// Terms with what they stand for, such as the lines of an address block.
    Details(Vec<Detail>),
    /// The list of contents, made by the format from [`Document::contents`].
    Contents,
    /// What has changed since another edition, in a document that shows its changes.
    Change {
        /// What happened, in words.
        mark: ChangeMark,
        /// To what; empty where the mark says it all.
        blocks: Vec<Block>,
    },
}

/// One line of [`BlockKind::Details`].
#[derive(Debug, Clone, PartialEq)]
pub struct Detail {
    /// What it is, such as "Email".
    pub term: Vec<Inline>,
    /// The lines of the answer.
    pub lines: Vec<Vec<Inline>>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Unique in the document.
    pub id: String,
    /// Where the author wrote it.
    pub origin: Span,
    /// What it says; often one paragraph.
    pub blocks: Vec<Block>,
}

/// A picture with its caption and what it says to a reader who cannot see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its number in the document, counted from 1; decorative pictures have none.
    pub number: Option<usize>,
    /// The caption without "Figure 2"; empty for a picture without one.
    pub caption: Vec<Inline>,
    /// What is shown.
    pub picture: Picture,
    /// A short text in its place, or `None` where it is decoration (WCAG 1.1.1).
    pub alternative: Option<String>,
    /// All that it shows, in sentences, for formats that cannot show the outline of a drawing
    /// beside it; empty where the short text says it all.
    pub description: String,
}

/// What a figure shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Picture {
    /// A file of the author's.
    Image(Image),
    /// A diagram laid out from data, with the same content as an outline of words.
    Drawing(Box<Drawing>),
}

/// A footnote.
#[derive(Debug, Clone, PartialEq)]
pub struct Footnote {
    /// Unique in the document.
    pub id: String,
    /// What it says.
    pub content: Vec<Inline>,
    /// Where the author wrote it.
    pub origin: Span,
}

/// A line of the list of contents.
#[derive(Debug, Clone, PartialEq)]
pub struct ContentsEntry<'a> {
    /// The part that it leads to.
    pub part: &'a Part,
}

impl Document {
    /// The parts that the list of contents names: all but itself.
    pub fn contents(&self) -> impl Iterator<Item = ContentsEntry<'_>> {
        self.parts.iter().filter(|part| part.role != Role::Contents).map(|part| ContentsEntry { part })
    }

    /// Every block in reading order, containers before what they hold.
    pub fn walk(&self) -> Vec<&Block> {
        let mut found = Vec::new();
        for part in &self.parts {
            walk_blocks(&part.blocks, &mut found);
        }
        found
    }
}

fn walk_blocks<'a>(blocks: &'a [Block], found: &mut Vec<&'a Block>) {
    for block in blocks {
        found.push(block);
        for group in block.kind.children() {
            walk_blocks(group, found);
        }
    }
}

impl BlockKind {
    /// The groups of blocks that a block holds, in reading order.
    pub fn children(&self) -> Vec<&[Block]> {
        match self {
            BlockKind::Numbered { blocks, .. }
            | BlockKind::Callout { blocks, .. }
            | BlockKind::Change { blocks, .. } => {
                vec![blocks]
            }
            BlockKind::List { items, .. } => items.iter().map(|item| item.blocks.as_slice()).collect(),
            BlockKind::Table(table) => table.rows.iter().flat_map(|row| row.cells.iter().map(Vec::as_slice)).collect(),
            BlockKind::Columns(groups) => groups.iter().map(Vec::as_slice).collect(),
            BlockKind::Heading { .. }
            | BlockKind::Paragraph(_)
            | BlockKind::Note(_)
            | BlockKind::Figure(_)
            | BlockKind::Preformatted(_)
            | BlockKind::Rule
            | BlockKind::Signature { .. }
            | BlockKind::Details(_)
            | BlockKind::Contents => Vec::new(),
        }
    }

    /// The same groups, to be changed.
    pub fn children_mut(&mut self) -> Vec<&mut [Block]> {
        match self {
            BlockKind::Numbered { blocks, .. }
            | BlockKind::Callout { blocks, .. }
            | BlockKind::Change { blocks, .. } => {
                vec![blocks]
            }
            BlockKind::List { items, .. } => items.iter_mut().map(|item| item.blocks.as_mut_slice()).collect(),
            BlockKind::Table(table) => {
                table.rows.iter_mut().flat_map(|row| row.cells.iter_mut().map(Vec::as_mut_slice)).collect()
            }
            BlockKind::Columns(groups) => groups.iter_mut().map(Vec::as_mut_slice).collect(),
            BlockKind::Heading { .. }
            | BlockKind::Paragraph(_)
            | BlockKind::Note(_)
            | BlockKind::Figure(_)
            | BlockKind::Preformatted(_)
            | BlockKind::Rule
            | BlockKind::Signature { .. }
            | BlockKind::Details(_)
            | BlockKind::Contents => Vec::new(),
        }
    }
}
