//! Gives references their words once every place of the document has its name.

use std::collections::BTreeMap;

use super::Anchor;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Inline};
use crate::source::Span;

/// Fills in what references print once every place has its name.
pub(super) struct Namer<'n> {
    pub(super) anchors: &'n BTreeMap<String, Anchor>,
    pub(super) spans: BTreeMap<&'n str, Span>,
    pub(super) findings: Vec<Diagnostic>,
}

impl Namer<'_> {
    pub(super) fn inlines(&mut self, content: &mut [Inline]) {
        for inline in content {
            match inline {
                Inline::Reference { target, content } if content.is_empty() => {
                    let Some(anchor) = self.anchors.get(target.as_str()) else { continue };
                    match &anchor.name {
                        Some(name) => content.push(Inline::Text(name.clone())),
                        None => {
                            let span = self.spans.get(target.as_str()).copied().unwrap_or(anchor.span);
                            self.findings.push(
                                Diagnostic::error(
                                    "nameless-reference",
                                    span,
                                    format!("`#{target}` has no number or title to print"),
                                )
                                .also(anchor.span, "it is this")
                                .help(format!("write the words of the link yourself: [the words](#{target})")),
                            );
                        }
                    }
                }
                Inline::Reference { content, .. }
                | Inline::Link { content, .. }
                | Inline::Emphasis(content)
                | Inline::Strong(content)
                | Inline::RunIn(content) => self.inlines(content),
                Inline::Text(_)
                | Inline::Code(_)
                | Inline::ShortForm { .. }
                | Inline::FootnoteMark(_)
                | Inline::LineBreak => {}
            }
        }
    }

    pub(super) fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) | BlockKind::Note(content) => {
                    self.inlines(content);
                }
                BlockKind::Numbered { blocks, .. } => self.blocks(blocks),
                BlockKind::List { items, .. } => items.iter_mut().for_each(|item| self.blocks(&mut item.blocks)),
                BlockKind::Table(table) => {
                    self.inlines(&mut table.caption);
                    table.columns.iter_mut().for_each(|column| self.inlines(&mut column.header));
                    table.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| self.blocks(cell));
                }
                BlockKind::Figure(figure) => self.inlines(&mut figure.caption),
                BlockKind::Callout { title, blocks } => {
                    self.inlines(title);
                    self.blocks(blocks);
                }
                BlockKind::Columns(groups) => groups.iter_mut().for_each(|group| self.blocks(group)),
                BlockKind::Signature { offices, .. } => offices.iter_mut().for_each(|office| self.inlines(office)),
                BlockKind::Details(details) => details.iter_mut().for_each(|detail| {
                    self.inlines(&mut detail.term);
                    detail.lines.iter_mut().for_each(|line| self.inlines(line));
                }),
                BlockKind::Preformatted(_) | BlockKind::Rule | BlockKind::Contents => {}
            }
        }
    }
}
