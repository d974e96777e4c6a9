//! How much fits into one PDF: Typst needs all of it at once, and time for each block and letter.

use crate::diagnostic::Diagnostic;
use crate::document::{BlockKind, Document, Inline, plain_text};

/// The most that a document may weigh: some seven hundred pages.
const MOST: usize = 1_700_000;
/// What a block weighs beside its letters, each of which weighs 1.
const BLOCK: usize = 60;

/// The finding that the document is too large, at the first block that is too much.
pub(super) fn too_large(document: &Document) -> Option<Diagnostic> {
    let mut weight = document.footnotes.iter().map(|note| BLOCK + letters(&note.content)).sum::<usize>();
    for block in document.walk() {
        weight += BLOCK;
        weight += match &block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) | BlockKind::Note(content) => {
                letters(content)
            }
            BlockKind::Preformatted(words) => words.len(),
            BlockKind::List { items, .. } => items.len() * BLOCK,
            // A cell costs what it holds, and the room that is measured for it.
            BlockKind::Table(table) => table.rows.len() * table.columns.len() * BLOCK,
            _ => 0,
        };
        if weight > MOST {
            let message = "from here on the document is too large for one PDF";
            let help = "Make several agreements of it; some seven hundred pages fit into one.";
            return Some(Diagnostic::error("document-too-large", block.origin, message).help(help));
        }
    }
    None
}

fn letters(content: &[Inline]) -> usize {
    plain_text(content).len()
}
