//! The front page of the archive: one table with all editions.

use super::Artefact;
use crate::document::{Block, BlockKind, Column, Document, Inline, Part, Role, Row, Table};
use crate::source::Span;
use crate::tally::{counted, size};

/// One edition on the shelf.
pub(super) struct Edition {
    month: String,
    version: String,
    effective: String,
    /// The name of its page.
    page: String,
    /// The name of its PDF, its pages and its size in bytes.
    pdf: Option<(String, usize, usize)>,
}

impl Edition {
    /// What was made of one document.
    pub fn of(document: &Document, made: &[Artefact]) -> Edition {
        let edition = &document.meta.edition;
        let pdf = made.iter().find_map(|made| Some((made.name.clone(), made.pages?, made.bytes.len())));
        Edition {
            month: edition.month.clone(),
            version: edition.version.clone(),
            effective: edition.effective.clone(),
            page: format!("{}.html", document.meta.file_stem()),
            pdf,
        }
    }
}

/// The front page as a document: the newest edition first; none of a document without parts.
pub(super) fn front_page(newest: &Document, shelf: &[Edition]) -> Option<Document> {
    let origin = newest.parts.first()?.origin;
    let page = Page { origin };
    let rows = shelf.iter().rev().map(|edition| page.row(edition)).collect();
    let column = |header: &str, share| Column { header: text(header), numeric: false, share };
    let table = BlockKind::Table(Table {
        number: 1,
        caption: text("Every edition, the newest first"),
        columns: vec![column("Edition", 2), column("Effective from", 2), column("Read it", 3)],
        row_headers: true,
        rows,
    });
    let title = newest.meta.title.clone();
    let introduction = BlockKind::Paragraph(text(&format!(
        "All editions of the {title} that are in the history of its sources. An edition holds until the next \
         one takes effect."
    )));
    let part = Part {
        id: "editions".to_owned(),
        role: Role::Front,
        number: None,
        title: text("Editions"),
        short_title: None,
        numbered: false,
        blocks: vec![page.block("", introduction), page.block("all-editions", table)],
        origin,
    };
    let mut meta = newest.meta.clone();
    meta.title = format!("{title}: all editions");
    meta.description = format!("Every edition of the {title}, as a page and as a PDF.");
    Some(Document { meta, parts: vec![part], footnotes: Vec::new(), since: None, superseded: None })
}

struct Page {
    origin: Span,
}

impl Page {
    fn block(&self, id: &str, kind: BlockKind) -> Block {
        Block { id: id.to_owned(), named: !id.is_empty(), origin: self.origin, kind }
    }

    fn row(&self, edition: &Edition) -> Row {
        let link = |name: &str, words: String| Inline::Link { url: format!("./{name}"), content: text(&words) };
        let mut read = vec![link(&edition.page, format!("{} as a page", edition.month))];
        if let Some((name, pages, bytes)) = &edition.pdf {
            let size = size(*bytes).replace(' ', "\u{a0}");
            let words = format!("{} as a PDF ({}, {size})", edition.month, counted(*pages, "page"));
            read.extend([Inline::LineBreak, link(name, words)]);
        }
        let cell = |content| vec![self.block("", BlockKind::Paragraph(content))];
        Row {
            key: edition.version.clone(),
            cells: vec![
                cell(text(&format!("{}, version {}", edition.month, edition.version))),
                cell(text(&edition.effective)),
                cell(read),
            ],
            origin: self.origin,
        }
    }
}

fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.to_owned())]
}
