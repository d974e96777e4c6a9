//! Which paragraph, item or table of the document a place is in, and what that is called.

use crate::document::{Block, BlockKind, Document, Inline, plain_text};
use crate::source::Span;

/// What is ticked as one: a numbered paragraph with all that belongs to it, an item, a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// Where it is written.
    pub span: Span,
    /// "Paragraph 3.8, Delivery of Probation Services"; `None` where it has no name.
    pub label: Option<String>,
    /// The bold words that open it, without their colon.
    pub title: Option<String>,
}

/// The unit that a place is in; `None` where the place is in no block, such as in a title.
pub(super) fn unit(document: &Document, place: Span) -> Option<Unit> {
    let note = document.footnotes.iter().find(|note| holds(note.origin, place));
    if let Some(note) = note {
        return Some(Unit { span: note.origin, label: Some("Footnote".to_owned()), title: None });
    }
    document.parts.iter().find_map(|part| in_blocks(&part.blocks, place))
}

fn in_blocks(blocks: &[Block], place: Span) -> Option<Unit> {
    // Whatever is drawn from data lies in another file, and so do its rows and items.
    blocks.iter().find_map(|block| {
        let unit = |label: Option<String>| Some(Unit { span: block.origin, label, title: None });
        let titled = |span: Span, title: Option<String>| Some(Unit { span, label: title.clone(), title });
        match &block.kind {
            BlockKind::Columns(groups) => groups.iter().find_map(|group| in_blocks(group, place)),
            _ if !holds(block.origin, place) => None,
            BlockKind::Change { blocks, .. } => in_blocks(blocks, place),
            BlockKind::Numbered { number, blocks } => {
                let title = blocks.first().and_then(run_in);
                let after = title.as_ref().map(|title| format!(", {title}")).unwrap_or_default();
                Some(Unit { span: block.origin, label: Some(format!("Paragraph {number}{after}")), title })
            }
            BlockKind::List { items, .. } => {
                let item = items.iter().find(|item| holds(item.origin, place))?;
                titled(item.origin, item.blocks.first().and_then(run_in))
            }
            BlockKind::Table(table) => unit(Some(format!("Table {}", table.number))),
            BlockKind::Figure(figure) => unit(figure.number.map(|number| format!("Figure {number}"))),
            BlockKind::Heading { .. } => unit(Some("Heading".to_owned())),
            BlockKind::Callout { title, .. } => unit(Some(plain_text(title)).filter(|title| !title.is_empty())),
            BlockKind::Paragraph(_) => titled(block.origin, run_in(block)),
            BlockKind::Note(_)
            | BlockKind::Preformatted(_)
            | BlockKind::Rule
            | BlockKind::Signature { .. }
            | BlockKind::Details(_)
            | BlockKind::Contents => unit(None),
        }
    })
}

/// The bold words that open a paragraph, without their colon.
fn run_in(block: &Block) -> Option<String> {
    let BlockKind::Paragraph(content) = &block.kind else { return None };
    let Some(Inline::RunIn(words)) = content.first() else { return None };
    Some(plain_text(words).trim_end_matches(':').to_owned())
}

fn holds(span: Span, place: Span) -> bool {
    span.file == place.file && span.start <= place.start && place.start < span.end
}
