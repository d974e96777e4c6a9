//! The front page of several documents: one table that leads to all of them.

use super::Artefact;
use crate::document::{Block, BlockKind, Column, Document, Inline, Opening, Part, Role, Row, Table};
use crate::source::Span;
use crate::tally::{counted, size};

/// One document on the shelf.
pub(super) struct Entry {
    /// What names it in a comparison.
    pub key: String,
    /// The words of its cells, those of the last column apart.
    pub cells: Vec<String>,
    /// What it is called in the links.
    pub called: String,
    /// Its files, in the order in which they are offered.
    pub files: Vec<File>,
}

/// A file of a document.
pub(super) struct File {
    /// Its name.
    name: String,
    /// What it is: "as a page".
    what: &'static str,
    /// Its pages, where it has pages.
    pages: Option<usize>,
    /// Its size in bytes.
    bytes: usize,
}

impl File {
    /// What was made, as it is offered.
    pub fn of(artefact: &Artefact, what: &'static str) -> File {
        File { name: artefact.name.clone(), what, pages: artefact.pages, bytes: artefact.bytes.len() }
    }

    fn link(&self, called: &str) -> Inline {
        let size = size(self.bytes).replace(' ', "\u{a0}");
        let size = match self.pages {
            Some(pages) => format!("{}, {size}", counted(pages, "page")),
            None => size,
        };
        let content = text(&format!("{called} {} ({size})", self.what));
        Inline::Link { url: format!("./{}", self.name), content }
    }
}

/// The words of a front page.
pub(super) struct Words<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub document_title: String,
    pub description: String,
    pub introduction: String,
    pub caption: &'a str,
    /// The heads of the columns before the last.
    pub columns: &'a [&'a str],
}

/// The front page as a document that looks like another; none of a document without parts.
pub(super) fn page(like: &Document, words: &Words<'_>, entries: &[Entry]) -> Option<Document> {
    let origin = like.parts.first()?.origin;
    let block = |id: &str, kind| block(id, kind, origin);
    let column = |header: &str, share| Column { header: text(header), numeric: false, share };
    let columns = words.columns.iter().map(|header| column(header, 2)).chain([column("Read it", 3)]).collect();
    let rows = entries.iter().map(|entry| row(entry, origin)).collect();
    let table = BlockKind::Table(Table {
        number: 1,
        caption: text(words.caption),
        columns,
        row_headers: true,
        // On a narrow screen its links would be out of sight beside the other columns.
        stacks: true,
        wide: false,
        rows,
    });
    let part = Part {
        id: words.id.to_owned(),
        role: Role::Front,
        number: None,
        title: text(words.title),
        short_title: None,
        numbered: false,
        blocks: vec![
            block("", BlockKind::Paragraph(text(&words.introduction))),
            block(&format!("all-{}", words.id), table),
        ],
        origin,
    };
    let mut meta = like.meta.clone();
    meta.title.clone_from(&words.document_title);
    meta.description.clone_from(&words.description);
    meta.opening = Opening::Cover;
    let (footnotes, sought) = (Vec::new(), std::collections::BTreeSet::new());
    Some(Document { meta, parts: vec![part], footnotes, since: None, superseded: None, sought })
}

fn block(id: &str, kind: BlockKind, origin: Span) -> Block {
    Block { id: id.to_owned(), named: !id.is_empty(), origin, kind }
}

fn row(entry: &Entry, origin: Span) -> Row {
    let cell = |content| vec![block("", BlockKind::Paragraph(content), origin)];
    let mut read = Vec::new();
    for file in &entry.files {
        if !read.is_empty() {
            read.push(Inline::LineBreak);
        }
        read.push(file.link(&entry.called));
    }
    let cells = entry.cells.iter().map(|words| cell(text(words))).chain([cell(read)]).collect();
    Row { key: entry.key.clone(), cells, origin }
}

fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.to_owned())]
}
