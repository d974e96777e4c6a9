//! The words of a document: shown one run after another, and without their marks.

use super::{Block, BlockKind, Inline, Revision};

/// Shows every run of inlines of some blocks to `see`, in reading order.
pub fn for_each_run(blocks: &mut [Block], see: &mut dyn FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) | BlockKind::Note(content) => {
                see(content)
            }
            BlockKind::Table(table) => {
                see(&mut table.caption);
                table.columns.iter_mut().for_each(|column| see(&mut column.header));
            }
            BlockKind::Figure(figure) => see(&mut figure.caption),
            BlockKind::Callout { title, .. } => see(title),
            BlockKind::Signature { offices, .. } => offices.iter_mut().for_each(&mut *see),
            BlockKind::Details(details) => details.iter_mut().for_each(|detail| {
                see(&mut detail.term);
                detail.lines.iter_mut().for_each(&mut *see);
            }),
            BlockKind::Numbered { .. }
            | BlockKind::List { .. }
            | BlockKind::Columns(_)
            | BlockKind::Preformatted(_)
            | BlockKind::Rule
            | BlockKind::Contents
            | BlockKind::Change { .. } => {}
        }
        block.kind.children_mut().into_iter().for_each(|group| for_each_run(group, see));
    }
}

/// The words of inlines without their marks; a sign has those that are read out, a footnote mark
/// has none, nor has what was removed.
pub fn plain_text(content: &[Inline]) -> String {
    let mut text = String::new();
    push_plain(content, &mut text);
    text
}

fn push_plain(content: &[Inline], text: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::ShortForm { short, .. } => text.push_str(short),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::RunIn(inner) => push_plain(inner, text),
            Inline::Link { content, .. } | Inline::Reference { content, .. } | Inline::Elsewhere { content, .. } => {
                push_plain(content, text);
            }
            Inline::Sign(sign) => text.push_str(&sign.words),
            Inline::FootnoteMark(_) | Inline::Mark { .. } => {}
            Inline::LineBreak => text.push(' '),
            Inline::Revised { revision: Revision::Added, content } => push_plain(content, text),
            Inline::Revised { revision: Revision::Removed, .. } => {}
        }
    }
}
