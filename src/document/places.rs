//! What the places of a document are called where another document leads to them.

use std::collections::BTreeMap;

use super::{Block, BlockKind, Document, plain_text};

/// Every place with the name that a reference prints; empty for one that has no number or title.
pub fn places(document: &Document) -> BTreeMap<&str, String> {
    let mut found = BTreeMap::new();
    for part in &document.parts {
        found.insert(part.id.as_str(), part.name());
    }
    for block in document.walk() {
        found.entry(block.id.as_str()).or_insert_with(|| name(block));
        if let BlockKind::List { items, .. } = &block.kind {
            for item in items {
                found.entry(item.id.as_str()).or_default();
            }
        }
    }
    found
}

fn name(block: &Block) -> String {
    match &block.kind {
        BlockKind::Heading { content, .. } | BlockKind::Callout { title: content, .. } => plain_text(content),
        BlockKind::Numbered { number, .. } => format!("paragraph {number}"),
        BlockKind::Table(table) => format!("Table {}", table.number),
        BlockKind::Figure(figure) => figure.number.map_or_else(String::new, |number| format!("Figure {number}")),
        BlockKind::Paragraph(_)
        | BlockKind::Note(_)
        | BlockKind::List { .. }
        | BlockKind::Columns(_)
        | BlockKind::Preformatted(_)
        | BlockKind::Rule
        | BlockKind::Signature { .. }
        | BlockKind::Details(_)
        | BlockKind::Contents
        | BlockKind::Change { .. } => String::new(),
    }
}
