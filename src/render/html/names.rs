//! The ids of a page: those of the document, and a few of the page's own beside them.

use std::collections::HashSet;

use crate::document::{Block, BlockKind, Detail, Document, Inline};

/// Which ids a page has, which it needs and which it has already given out.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: HashSet<String>,
    given: HashSet<String>,
    wanted: HashSet<String>,
}

impl Names {
    /// Learns every id of the document, and which of them a reference leads to.
    pub(super) fn of(document: &Document) -> Self {
        let mut names = Names::default();
        for part in &document.parts {
            names.taken.insert(part.id.clone());
            names.want(&part.title);
        }
        for note in &document.footnotes {
            names.taken.insert(note.id.clone());
            names.want(&note.content);
        }
        for block in document.walk() {
            names.block(block);
        }
        names
    }

    fn block(&mut self, block: &Block) {
        self.taken.insert(block.id.clone());
        match &block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) | BlockKind::Note(content) => {
                self.want(content);
            }
            BlockKind::List { items, .. } => self.taken.extend(items.iter().map(|item| item.id.clone())),
            BlockKind::Table(table) => {
                self.want(&table.caption);
                table.columns.iter().for_each(|column| self.want(&column.header));
            }
            BlockKind::Figure(figure) => self.want(&figure.caption),
            BlockKind::Callout { title, .. } => self.want(title),
            BlockKind::Signature { offices, .. } => offices.iter().for_each(|office| self.want(office)),
            BlockKind::Details(details) => {
                for Detail { term, lines } in details {
                    self.want(term);
                    lines.iter().for_each(|line| self.want(line));
                }
            }
            BlockKind::Numbered { .. }
            | BlockKind::Columns(_)
            | BlockKind::Preformatted(_)
            | BlockKind::Rule
            | BlockKind::Contents
            | BlockKind::Change { .. } => {}
        }
    }

    fn want(&mut self, content: &[Inline]) {
        for inline in content {
            if let Inline::Reference { target, .. } | Inline::Mark { target, .. } = inline {
                self.wanted.insert(target.clone());
            }
            self.want(inline.inner());
        }
    }

    /// An id of the document, the first time that it is asked for.
    pub(super) fn give(&mut self, id: &str) -> Option<String> {
        self.given.insert(id.to_owned()).then(|| id.to_owned())
    }

    /// The same, but only where a reference leads to it.
    pub(super) fn give_wanted(&mut self, id: &str) -> Option<String> {
        if self.wanted.contains(id) { self.give(id) } else { None }
    }

    /// A name for something of the page's own, lengthened until the document does not have it.
    pub(super) fn own(&mut self, name: &str) -> String {
        let mut own = name.to_owned();
        while !self.taken.insert(own.clone()) {
            own.push_str("-x");
        }
        self.given.insert(own.clone());
        own
    }
}
