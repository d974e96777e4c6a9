//! A document as a row of units that can be paired: titles, headings, paragraphs, items, rows.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;

use super::Place;
use super::words::{Vocabulary, Words};
use crate::document::{Block, BlockKind, Document, Inline, Picture, Role, Table, plain_text};
use crate::drawing::Drawing;
use crate::source::Span;

/// What sort of thing a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// The title of a part.
    Title,
    /// A heading inside a part.
    Heading,
    /// A paragraph, numbered or not, with the lists that belong to it.
    Paragraph,
    /// An item of a list that stands by itself.
    Item,
    /// The caption of a table or figure.
    Caption,
    /// The names of the columns of a table.
    Columns,
    /// A row of a table.
    Row,
    /// A picture, as it is described.
    Figure,
    /// A member of a diagram: a priority, a theme, a body.
    Node,
    /// Who signs.
    Signature,
    /// Lines such as those of an address.
    Details,
}

/// What a unit is made of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Body<'d> {
    /// A run of text.
    Run(&'d [Inline]),
    /// Blocks one after another.
    Blocks(&'d [Block]),
    /// The cells of a row.
    Cells(&'d [Vec<Block>]),
    /// Several things, of which only the words are of interest.
    Words,
}

/// One unit.
#[derive(Debug)]
pub(super) struct Unit<'d> {
    pub part: usize,
    pub sort: Sort,
    /// The number of a paragraph, or the name of a row.
    pub label: String,
    /// The heading that it stands below.
    pub heading: String,
    /// What is the same in every edition, where the author or the data says so.
    pub key: Option<String>,
    pub id: &'d str,
    pub origin: Span,
    pub words: Words,
    pub body: Body<'d>,
}

/// A part, with its units.
#[derive(Debug)]
pub(super) struct PartUnits<'d> {
    pub id: &'d str,
    pub role: Role,
    pub name: String,
    pub title: String,
    pub units: Range<usize>,
}

/// All units of a document, in reading order.
#[derive(Debug)]
pub(super) struct Units<'d> {
    pub parts: Vec<PartUnits<'d>>,
    pub units: Vec<Unit<'d>>,
}

impl<'d> Units<'d> {
    /// The units of a document; the list of contents has none.
    pub fn of(document: &'d Document, vocabulary: &mut Vocabulary) -> Units<'d> {
        let mut units = Units { parts: Vec::new(), units: Vec::new() };
        for part in document.parts.iter().filter(|part| part.role != Role::Contents) {
            let from = units.units.len();
            let mut reading =
                Reading { document, vocabulary, units: &mut units, part: &part.id, tables: 0, heading: String::new() };
            let key = format!("title {}", part.id);
            reading.inlines(Sort::Title, &part.title, &part.id, part.origin, Some(key));
            reading.blocks(&part.blocks);
            let to = units.units.len();
            units.parts.push(PartUnits {
                id: &part.id,
                role: part.role,
                name: part.brief_name(),
                title: plain_text(&part.title),
                units: from..to,
            });
        }
        units
    }

    /// Where a unit stands.
    pub fn place(&self, unit: &Unit<'_>) -> Place {
        let part = self.parts.get(unit.part).map(|part| part.name.clone()).unwrap_or_default();
        Place {
            part,
            label: unit.label.clone(),
            heading: unit.heading.clone(),
            id: unit.id.to_owned(),
            origin: unit.origin,
        }
    }
}

/// What becomes a unit if it has words.
struct Found<'d> {
    sort: Sort,
    key: Option<String>,
    id: &'d str,
    origin: Span,
    body: Body<'d>,
}

struct Reading<'r, 'd> {
    document: &'d Document,
    vocabulary: &'r mut Vocabulary,
    units: &'r mut Units<'d>,
    part: &'d str,
    tables: usize,
    heading: String,
}

impl<'d> Reading<'_, 'd> {
    fn add(&mut self, found: Found<'d>, label: &str, words: Words) {
        if words.keys.is_empty() {
            return;
        }
        let Found { sort, key, id, origin, body } = found;
        self.vocabulary.count(&words);
        let part = self.units.parts.len();
        let heading = if sort == Sort::Heading { String::new() } else { self.heading.clone() };
        if sort == Sort::Heading {
            self.heading = words.text();
        }
        self.units.units.push(Unit { part, sort, label: label.to_owned(), heading, key, id, origin, words, body });
    }

    fn inlines(&mut self, sort: Sort, content: &'d [Inline], id: &'d str, origin: Span, key: Option<String>) {
        let mut words = Words::default();
        self.vocabulary.inlines(content, self.document, &mut words);
        self.add(Found { sort, key, id, origin, body: Body::Run(content) }, "", words);
    }

    fn blocks(&mut self, blocks: &'d [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &'d Block) {
        let named = block.named.then(|| format!("block {}", block.id));
        let (id, origin) = (block.id.as_str(), block.origin);
        match &block.kind {
            BlockKind::Heading { content, .. } => self.inlines(Sort::Heading, content, id, origin, named),
            BlockKind::Paragraph(_) | BlockKind::Note(_) | BlockKind::Preformatted(_) => {
                self.whole(Sort::Paragraph, "", named, block, std::slice::from_ref(block));
            }
            BlockKind::Numbered { number, blocks } => {
                self.whole(Sort::Paragraph, number, named, block, blocks);
                // Tables and figures inside it are units of their own.
                for inner in blocks {
                    if matches!(inner.kind, BlockKind::Table(_) | BlockKind::Figure(_)) {
                        self.block(inner);
                    }
                }
            }
            BlockKind::List { items, .. } => {
                for item in items {
                    let mut words = Words::default();
                    self.vocabulary.blocks(&item.blocks, self.document, &mut words);
                    let (id, origin, body) = (&item.id, item.origin, Body::Blocks(&item.blocks));
                    self.add(Found { sort: Sort::Item, key: None, id, origin, body }, "", words);
                }
            }
            BlockKind::Callout { title, blocks } => {
                self.inlines(Sort::Heading, title, id, origin, None);
                self.blocks(blocks);
            }
            BlockKind::Columns(groups) => groups.iter().for_each(|group| self.blocks(group)),
            BlockKind::Table(table) => self.table(table, block),
            BlockKind::Figure(figure) => {
                self.inlines(Sort::Caption, &figure.caption, id, origin, None);
                let image = match &figure.picture {
                    Picture::Image(image) => image,
                    Picture::Drawing(drawing) => return self.nodes(drawing, id, origin),
                };
                let alternative = figure.alternative.as_deref().unwrap_or_default();
                let mut words = self.texts([alternative, &figure.description]);
                let mut picture = DefaultHasher::new();
                image.bytes.hash(&mut picture);
                let meant = format!("<{} {}>", image.path, picture.finish());
                self.vocabulary.meant(&meant, format!(" ({})", image.path), &mut words);
                self.add(Found { sort: Sort::Figure, key: named, id, origin, body: Body::Words }, "", words);
            }
            BlockKind::Signature { .. } => {
                self.whole(Sort::Signature, "", named, block, std::slice::from_ref(block));
            }
            BlockKind::Details(_) => self.whole(Sort::Details, "", named, block, std::slice::from_ref(block)),
            BlockKind::Change { blocks, .. } => self.blocks(blocks),
            BlockKind::Rule | BlockKind::Contents => {}
        }
    }

    fn whole(&mut self, sort: Sort, label: &str, key: Option<String>, block: &'d Block, inside: &'d [Block]) {
        let mut words = Words::default();
        self.vocabulary.blocks(inside, self.document, &mut words);
        self.add(Found { sort, key, id: &block.id, origin: block.origin, body: Body::Blocks(inside) }, label, words);
    }

    /// The members of a diagram, which are data and keep their ids.
    fn nodes(&mut self, drawing: &Drawing, id: &'d str, origin: Span) {
        for (index, group) in drawing.outline.iter().enumerate() {
            let key = |id: &str| Some(format!("node {} {} {id}", self.part, drawing.style));
            let (title, members) = (key(&format!("group {index}")), group.members.iter().map(|member| key(&member.id)));
            let members: Vec<_> = members.collect();
            let found = |key| Found { sort: Sort::Node, key, id, origin, body: Body::Words };
            let words = self.texts([group.title.as_str(), group.joins_next.as_str()]);
            self.add(found(title), &group.title, words);
            for (member, key) in group.members.iter().zip(members) {
                let all: Vec<&str> = member.duties.iter().chain(&member.relations).map(String::as_str).collect();
                let after = if all.is_empty() { String::new() } else { format!(": {}", all.join("; ")) };
                let words = self.texts([format!("{}{after}", member.name).as_str()]);
                self.add(found(key), &member.name, words);
            }
        }
    }

    /// The words of texts without links or marks.
    fn texts<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> Words {
        let mut words = Words::default();
        for text in texts {
            self.vocabulary.text(&format!(" {text}"), &mut words);
        }
        words
    }

    fn table(&mut self, table: &'d Table, block: &'d Block) {
        self.tables += 1;
        // A table without an id is known by its place among those of its part.
        let name = if block.named { block.id.clone() } else { format!("{} {}", self.part, self.tables) };
        self.inlines(Sort::Caption, &table.caption, &block.id, block.origin, None);
        let mut words = Words::default();
        for column in &table.columns {
            self.vocabulary.text(" ", &mut words);
            self.vocabulary.inlines(&column.header, self.document, &mut words);
        }
        let found = |sort, key, origin, body| Found { sort, key: Some(key), id: &block.id, origin, body };
        self.add(found(Sort::Columns, format!("columns {name}"), block.origin, Body::Words), "", words);
        for row in &table.rows {
            let mut words = Words::default();
            let mut label = String::new();
            for (index, cell) in row.cells.iter().enumerate() {
                if index > 0 {
                    self.vocabulary.mark("|", &mut words);
                }
                self.vocabulary.blocks(cell, self.document, &mut words);
                if index == 0 {
                    // A remark below the name is no part of it.
                    let first = cell.iter().take_while(|block| !matches!(block.kind, BlockKind::Note(_))).count();
                    let mut name = Words::default();
                    self.vocabulary.blocks(&cell[..first], self.document, &mut name);
                    label = name.text();
                }
            }
            let key = format!("row {name} {}", row.key);
            self.add(found(Sort::Row, key, row.origin, Body::Cells(&row.cells)), &label, words);
        }
    }
}
