//! What went, as it stood: its words struck out, without what leads to places that went with it.

use crate::document::{Block, BlockKind, Document, Inline, Revision, for_each_run};
use crate::redline::units::Body;
use crate::redline::{Run, Said};
use crate::source::Span;

/// A block that the comparison makes; nothing leads to it.
pub(super) fn made(kind: BlockKind, origin: Span) -> Block {
    Block { id: String::new(), named: false, origin, kind }
}

/// The words of a comparison as one run of text.
pub(super) fn words(runs: &[Run]) -> Vec<Inline> {
    let inline = |run: &Run| {
        let text = |text: &str| Inline::Text(text.to_owned());
        let trimmed = run.text.trim_start();
        let space = (trimmed.len() < run.text.len()).then(|| text(" "));
        let words = match run.said {
            Said::Same => text(trimmed),
            Said::Added => Inline::Revised { revision: Revision::Added, content: vec![text(trimmed)] },
            Said::Removed => Inline::Revised { revision: Revision::Removed, content: vec![text(trimmed)] },
        };
        space.into_iter().chain([words]).collect::<Vec<_>>()
    };
    runs.iter().flat_map(inline).collect()
}

/// A unit that went; its words where it is not made of blocks.
///
/// All of it stands at `origin`, since nobody can mend what went.
pub(super) fn unit(body: Body<'_>, runs: &[Run], document: &Document, origin: Span) -> Vec<Block> {
    match body {
        Body::Blocks(blocks) => self::blocks(blocks, document, origin),
        Body::Run(content) => vec![made(BlockKind::Paragraph(run(content, document)), origin)],
        Body::Cells(_) | Body::Words => vec![made(BlockKind::Paragraph(words(runs)), origin)],
    }
}

/// Blocks that went; their tables and figures are told of by themselves.
pub(super) fn blocks(blocks: &[Block], document: &Document, origin: Span) -> Vec<Block> {
    let mut struck = plain(blocks, origin);
    for_each_run(&mut struck, &mut |content| *content = run(content, document));
    struck
}

/// The same blocks without ids, tables and figures; text as it was typed becomes a paragraph.
fn plain(blocks: &[Block], origin: Span) -> Vec<Block> {
    let wanted = |block: &&Block| !matches!(block.kind, BlockKind::Table(_) | BlockKind::Figure(_));
    let one = |block: &Block| {
        let mut kind = block.kind.clone();
        match &mut kind {
            BlockKind::Preformatted(text) => kind = BlockKind::Paragraph(vec![Inline::Text(std::mem::take(text))]),
            BlockKind::Numbered { blocks, .. }
            | BlockKind::Callout { blocks, .. }
            | BlockKind::Change { blocks, .. } => {
                *blocks = plain(blocks, origin);
            }
            BlockKind::List { items, .. } => {
                for item in items {
                    item.id.clear();
                    item.origin = origin;
                    item.blocks = plain(&item.blocks, origin);
                }
            }
            BlockKind::Columns(groups) => groups.iter_mut().for_each(|group| *group = plain(group, origin)),
            BlockKind::Signature { name, offices } => {
                offices.splice(0..0, name.take().map(|name| vec![Inline::Text(name)]));
            }
            BlockKind::Heading { content, .. } => kind = BlockKind::Paragraph(std::mem::take(content)),
            BlockKind::Paragraph(_)
            | BlockKind::Note(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Rule
            | BlockKind::Details(_)
            | BlockKind::Contents => {}
        }
        made(kind, origin)
    };
    blocks.iter().filter(wanted).map(one).collect()
}

fn run(content: &[Inline], document: &Document) -> Vec<Inline> {
    if content.is_empty() {
        return Vec::new();
    }
    vec![Inline::Revised { revision: Revision::Removed, content: unlinked(content, document) }]
}

/// The same words without links inside the document; a footnote stands in brackets.
fn unlinked(content: &[Inline], document: &Document) -> Vec<Inline> {
    let mut found = Vec::with_capacity(content.len());
    for inline in content {
        match inline {
            Inline::Reference { content, .. } | Inline::Elsewhere { content, .. } | Inline::Revised { content, .. } => {
                found.extend(unlinked(content, document));
            }
            // Its note is told in the list of notes.
            Inline::Mark { .. } => {}
            Inline::FootnoteMark(index) => {
                if let Some(note) = document.footnotes.get(*index) {
                    found.push(Inline::Text(" [".to_owned()));
                    found.extend(unlinked(&note.content, document));
                    found.push(Inline::Text("]".to_owned()));
                }
            }
            Inline::Emphasis(inner) => found.push(Inline::Emphasis(unlinked(inner, document))),
            Inline::Strong(inner) => found.push(Inline::Strong(unlinked(inner, document))),
            Inline::RunIn(inner) => found.push(Inline::RunIn(unlinked(inner, document))),
            Inline::Link { url, content } => {
                found.push(Inline::Link { url: url.clone(), content: unlinked(content, document) });
            }
            Inline::Text(_) | Inline::Code(_) | Inline::ShortForm { .. } | Inline::Sign(_) | Inline::LineBreak => {
                found.push(inline.clone());
            }
        }
    }
    found
}
