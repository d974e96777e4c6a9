//! The blocks that only a document beside the agreement has: its recommendation and what is attached.

use super::{Attachment, Companion};
use crate::compose::{Composer, Setting, words};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Inline};
use crate::parse::prose::Call;

impl Companion {
    /// `{{ recommendation }}`: what may be resolved, as a choice where there are several options.
    pub fn compose_recommendation(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let Some(recommendation) = &self.recommendation else {
            return missing(call, "recommendation", "lead-in and options", composer);
        };
        let mut lead_in = composer.text(&recommendation.lead_in, Setting::Running);
        if let [option] = recommendation.options.as_slice() {
            lead_in.push(Inline::Text(" ".to_owned()));
            lead_in.extend(composer.text(option, Setting::Running));
            lead_in.push(Inline::Text(".".to_owned()));
            return vec![composer.plain(BlockKind::Paragraph(lead_in), recommendation.lead_in.span)];
        }
        lead_in.push(Inline::Text(":".to_owned()));
        let last = recommendation.options.len().saturating_sub(1);
        let mut items = Vec::new();
        for (at, option) in recommendation.options.iter().enumerate() {
            let mut content = composer.text(option, Setting::Running);
            let end = if at == last {
                "."
            } else if at + 1 == last {
                "; or"
            } else {
                ";"
            };
            content.push(Inline::Text(end.to_owned()));
            items.push(composer.item(content, option.span));
        }
        vec![
            composer.plain(BlockKind::Paragraph(lead_in), recommendation.lead_in.span),
            composer.plain(BlockKind::List { start: Some(1), columns: 1, items }, call.span),
        ]
    }

    /// `{{ attachments }}`: what comes with the document, each with the way to it.
    pub fn compose_attachments(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        if self.attachments.is_empty() {
            return missing(call, "attachments", "a list of documents and titles", composer);
        }
        let mut items = Vec::new();
        for (at, attachment) in self.attachments.iter().enumerate() {
            let mut content = vec![Inline::RunIn(words(format!("Appendix {}:", at + 1))), Inline::Text(" ".to_owned())];
            let span = match attachment {
                Attachment::Document(id) => {
                    content.push(Inline::Elsewhere {
                        document: id.value.clone(),
                        target: String::new(),
                        content: Vec::new(),
                    });
                    id.span
                }
                Attachment::Other { title, note } => {
                    content.extend(composer.text(title, Setting::Running));
                    if let Some(note) = note {
                        content.push(Inline::Text(" (".to_owned()));
                        content.extend(composer.text(note, Setting::Running));
                        content.push(Inline::Text(")".to_owned()));
                    }
                    title.span
                }
            };
            items.push((content, span));
        }
        vec![composer.bullets(items, 1, call.span)]
    }
}

/// The finding that the document has nothing of a kind.
pub fn missing(call: &Call, key: &str, what: &str, composer: &mut Composer<'_>) -> Vec<Block> {
    composer.findings.push(
        Diagnostic::error("missing-field", call.span, format!("the document.yaml of this document has no `{key}`"))
            .help(format!("add `{key}:` with {what} to it, or take this block out")),
    );
    Vec::new()
}
