//! Footnotes and their marks.

use std::collections::BTreeMap;

use super::source::{Source, brief};
use crate::diagnostic::Diagnostic;
use crate::parse::prose::{FootnoteText, Node, NodeKind};
use crate::source::{Span, Spanned};

/// The notes and marks of a text.
#[derive(Debug, Default)]
pub(super) struct Notes {
    notes: Vec<FootnoteText>,
    marks: BTreeMap<String, Span>,
}

/// Labels are compared without regard to capitals, as the parser does.
pub(super) fn fold(label: &str) -> String {
    label.to_lowercase()
}

impl Notes {
    /// Remembers a mark.
    pub fn mark(&mut self, label: &str, span: Span) {
        self.marks.entry(fold(label)).or_insert(span);
    }

    /// Adds a note, which must be one paragraph.
    pub fn add(&mut self, source: &mut Source, label: Spanned<String>, blocks: Vec<Node>, span: Span) {
        let mut content = None;
        for block in blocks {
            match block.kind {
                NodeKind::Paragraph(pieces) if content.is_none() => content = Some(pieces),
                NodeKind::Heading { .. } => {}
                _ => {
                    let finding = Diagnostic::error(
                        "long-note",
                        block.span,
                        "A note has one paragraph of words, and this is more",
                    )
                    .help("Put it into the text, or into the note's first paragraph.");
                    source.report(finding);
                    break;
                }
            }
        }
        if content.is_none() {
            let finding = Diagnostic::error("empty-note", span, "This note has no words")
                .help("Write the words after the colon, on the same line.");
            source.report(finding);
        }
        self.notes.push(FootnoteText { label, content: content.unwrap_or_default(), span });
    }

    /// Reports notes that are given twice or have no mark.
    pub fn check(self, source: &mut Source) -> Vec<FootnoteText> {
        let mut first: BTreeMap<&str, Span> = BTreeMap::new();
        for note in &self.notes {
            if let Some(&before) = first.get(note.label.value.as_str()) {
                let finding = Diagnostic::error("second-note", note.label.span, "There are two notes with this label")
                    .also(before, "the first one")
                    .help("Give one of them another label, here and at its mark.");
                source.report(finding);
                continue;
            }
            first.insert(&note.label.value, note.label.span);
            if !self.marks.contains_key(&note.label.value) {
                let finding =
                    Diagnostic::error("mark-missing", note.label.span, "No place in the text has a mark for this note")
                        .help(format!(
                            "Write [^{}] after the words that it explains, or take the note out.",
                            brief(&note.label.value)
                        ));
                source.report(finding);
            }
        }
        self.notes
    }
}
