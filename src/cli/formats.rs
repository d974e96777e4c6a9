//! A shelf: one file for each way in which findings are handed over.

mod escaped;
mod github;
mod json;
mod places;
mod sarif;
mod summary;
mod text;

pub use escaped::json;
pub use github::summarised;

use agreement::date::Date;
use agreement::diagnostic::{Diagnostic, Severity};
use agreement::source::Files;
use clap::ValueEnum;

use crate::counts::Counts;

/// The ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: the words at fault in their lines, and what to do
    Text,
    /// For programs: guide/findings.schema.json says what is in it
    Json,
    /// For programs that show the findings of any tool: SARIF 2.1.0
    Sarif,
    /// For GitHub Actions: annotations beside the lines, and a summary
    Github,
}

/// What came of a check.
#[derive(Debug)]
pub struct Report<'a> {
    /// The sources.
    pub files: &'a Files,
    /// The findings to show, sorted by place.
    pub shown: Vec<&'a Diagnostic>,
    /// How many there are in the files that were asked for, shown or not.
    pub counts: Counts,
    /// How many there are in all other files.
    pub elsewhere: Counts,
    /// How many files were looked at and asked for.
    pub checked: usize,
    /// Whether all sources could be read; if not, only those that could not are spoken of.
    pub complete: bool,
    /// The day that was asked for, if not that of the edition.
    pub as_at: Option<Date>,
    /// Whether warnings refuse too.
    pub strict: bool,
    /// Whether what can be put right has been.
    pub fixed: bool,
}

impl Report<'_> {
    /// Whether something was found with which nothing may be published.
    pub fn refuses(&self) -> bool {
        self.counts.errors > 0 || (self.strict && self.counts.warnings > 0)
    }

    /// How many of those shown `--fix` would put right.
    fn certain(&self) -> usize {
        self.shown.iter().filter(|finding| finding.suggestion.as_ref().is_some_and(|one| one.certain)).count()
    }

    /// Those shown with the gravest first, each weight in the order of places.
    fn gravest_first(&self) -> Vec<&Diagnostic> {
        let mut findings = self.shown.clone();
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        findings
    }
}

/// A report in a format, as it goes to stdout.
pub fn written(format: Format, report: &Report<'_>) -> String {
    match format {
        Format::Text => text::written(report),
        Format::Json => json::written(report),
        Format::Sarif => sarif::written(report),
        Format::Github => github::written(report),
    }
}

/// The word for a weight in our own formats.
fn word(severity: Severity) -> &'static str {
    crate::terminal::level_word(severity)
}
