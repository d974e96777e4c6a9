//! How much fits into one PDF: Typst needs all of it at once, and time for each block and letter.

use crate::diagnostic::Diagnostic;
use crate::document::{BlockKind, Document, Inline, plain_text};

/// The most that a document may weigh: some six hundred pages.
const MOST: usize = 1_700_000;
/// What a block weighs beside its letters, each of which weighs 1.
const BLOCK: usize = 60;
/// What a run of words in bold, a link, a mark or a break weighs.
const INLINE: usize = 15;
/// What a heading weighs, which stands in the outline and keeps to what follows it.
const HEADING: usize = 500;
/// What a footnote weighs, which is tried on the foot of one page after another.
const NOTE: usize = 500;

/// The finding that the document is too large, at the first block that is too much.
pub(super) fn too_large(document: &Document) -> Option<Diagnostic> {
    let mut weight = document.footnotes.iter().map(|note| NOTE + words(&note.content)).sum::<usize>();
    for block in document.walk() {
        weight += BLOCK;
        weight += match &block.kind {
            BlockKind::Heading { content, .. } => HEADING + words(content),
            BlockKind::Paragraph(content) | BlockKind::Note(content) => words(content),
            BlockKind::Preformatted(words) => words.len(),
            BlockKind::Change { mark, .. } => HEADING + mark.words.len(),
            BlockKind::List { items, .. } => items.len() * BLOCK,
            // A cell costs what it holds, and the room that is measured for it.
            BlockKind::Table(table) => table.rows.len() * table.columns.len() * BLOCK,
            _ => 0,
        };
        if weight > MOST {
            let message = "from here on the document is too large for one PDF";
            let help = "Make several agreements of it; some six hundred pages fit into one.";
            return Some(Diagnostic::error("document-too-large", block.origin, message).help(help));
        }
    }
    None
}

fn words(content: &[Inline]) -> usize {
    plain_text(content).len() + INLINE * inlines(content)
}

fn inlines(content: &[Inline]) -> usize {
    content.iter().map(|inline| 1 + inlines(inline.inner())).sum()
}
