//! What figures are taken from, once for all documents: `data/sources.yaml`.

use crate::compose::register::{Fact, Register};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::document::Inline;
use crate::parse::fields::{Fields, Findings, entries};
use crate::parse::listed::check_ids;
use crate::parse::yaml::{Node, Text};
use crate::period::Period;
use crate::source::Spanned;

/// A publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its id.
    pub id: Spanned<String>,
    /// Who published it.
    pub publisher: Text,
    /// What it is called.
    pub title: Text,
    /// When it was published.
    pub date: Spanned<Period>,
    /// Whose figures are not in it.
    pub excludes: Option<Text>,
    /// A remark.
    pub note: Option<Text>,
}

/// Every publication.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sources {
    /// In the order of the file.
    pub sources: Vec<Source>,
}

impl Sources {
    /// Reads the file.
    pub fn read(node: &Node, findings: &mut Findings) -> Sources {
        let sources = entries(node, "sources", findings, Source::read);
        check_ids(sources.iter().map(|source: &Source| &source.id), "sources", findings);
        Sources { sources }
    }

    /// Makes each known as `source.id`: publisher, title, date and what is left out.
    pub fn register(&self, register: &mut Register) {
        // Of two with one id the first is printed.
        for source in self.sources.iter().rev() {
            register.add_fact(format!("source.{}", source.id.value), Fact::Phrase(source.reference()));
        }
    }
}

impl Source {
    /// The finding that it is of a time after the date of the document that names it.
    pub fn untimely(&self, day: Date) -> Option<Diagnostic> {
        if self.date.value.first_day()? <= day {
            return None;
        }
        let (date, day) = (self.date.value.words(), day.long());
        let message = format!("this source is of {date}, and a document that names it is of {day}");
        Some(
            Diagnostic::error("bad-date", self.date.span, message)
                .help("correct the date of the source, or that of the document"),
        )
    }

    fn read(node: &Node, findings: &mut Findings) -> Option<Source> {
        let mut fields = Fields::of(node, "a source", findings)?;
        let id = fields.id(findings);
        let publisher = fields.required_text("publisher", findings);
        let title = fields.required_text("title", findings);
        fields.required("date", findings);
        let date = fields.period("date", findings);
        let excludes = fields.text("excludes", findings);
        let note = fields.text("note", findings);
        fields.finish(findings);
        Some(Source { id: id?, publisher: publisher?, title: title?, date: date?, excludes, note })
    }

    /// Publisher, *title*, date, and in brackets what is left out; then the remark.
    pub fn reference(&self) -> Vec<Inline> {
        let text = |words: String| Inline::Text(words);
        let mut line = vec![
            text(format!("{}, ", self.publisher.words)),
            Inline::Emphasis(vec![text(self.title.words.clone())]),
            text(format!(", {}", self.date.value.words())),
        ];
        if let Some(excludes) = &self.excludes {
            line.push(text(format!(" (without {})", excludes.words)));
        }
        if let Some(note) = &self.note {
            line.push(text(format!("; {}", note.words)));
        }
        line.push(text(".".to_owned()));
        line
    }
}

#[cfg(test)]
mod tests;
