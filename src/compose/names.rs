//! Gives references their words once every place of the document has its name.

use std::collections::BTreeMap;

use super::Anchor;
use crate::diagnostic::Diagnostic;
use crate::document::Inline;
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
}
