//! The words that each place of a document begins with, so that it can be found on a page.

use std::collections::BTreeMap;

use agreement::document::{Block, BlockKind, Document};

use super::part_heading;
use super::words::{shown, spaced};

/// How many words of running text are enough to know it by.
const ENOUGH: usize = 4;

/// Every part, block and item with its first words; those without words are left out.
pub fn of(document: &Document) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for part in &document.parts {
        found.insert(part.id.clone(), part_heading(part));
    }
    for block in document.walk() {
        found.entry(block.id.clone()).or_insert_with(|| opening(block));
        if let BlockKind::List { items, .. } = &block.kind {
            for item in items {
                found.entry(item.id.clone()).or_insert_with(|| first(&item.blocks));
            }
        }
    }
    found.retain(|_, words| !words.is_empty());
    found
}

fn opening(block: &Block) -> String {
    match &block.kind {
        BlockKind::Heading { content, .. } => spaced(&shown(content, false)),
        BlockKind::Paragraph(content) | BlockKind::Note(content) => few(&shown(content, false)),
        BlockKind::Numbered { number, blocks } => spaced(&format!("{number} {}", first(blocks))),
        BlockKind::Table(table) => spaced(&format!("Table {}. {}", table.number, shown(&table.caption, false))),
        BlockKind::Figure(figure) => match figure.number {
            Some(number) => spaced(&format!("Figure {number}. {}", shown(&figure.caption, false))),
            None => String::new(),
        },
        BlockKind::Callout { title, blocks } if title.is_empty() => first(blocks),
        BlockKind::Callout { title, .. } => spaced(&shown(title, false)),
        BlockKind::List { items, .. } => items.first().map(|item| first(&item.blocks)).unwrap_or_default(),
        BlockKind::Columns(groups) => groups.first().map(|group| first(group)).unwrap_or_default(),
        BlockKind::Preformatted(_)
        | BlockKind::Rule
        | BlockKind::Signature { .. }
        | BlockKind::Details(_)
        | BlockKind::Contents
        | BlockKind::Change { .. } => String::new(),
    }
}

fn first(blocks: &[Block]) -> String {
    blocks.first().map(opening).unwrap_or_default()
}

fn few(text: &str) -> String {
    spaced(text).split(' ').take(ENOUGH).collect::<Vec<_>>().join(" ")
}
