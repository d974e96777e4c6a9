//! What there is to do for the next edition, as far as the sources tell.
//!
//! The checks say what time has overtaken: they are asked as at the day on which the new edition
//! takes effect, and no rule of theirs is written again here. To that comes what only a refresh asks: the
//! sentences that speak from the year of the last edition, and the facts that somebody has to
//! confirm. Nothing is invented and nothing is changed: a [`Worklist`] is a list of
//! questions, each with its place.

pub mod entry;
mod facts;
mod overtaken;
mod quote;
mod sections;
mod sweep;
#[cfg(test)]
mod tests;
mod units;
mod written;

pub use written::Merged;

use crate::agreement::Agreement;
use crate::content::version_control::Entry;
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::reading::Reading;
use crate::source::{FileId, Files, Span};

/// The checks that time makes true: what has ended, passed, begun, or grown old.
const OF_TIME: [&str; 9] = [
    "current-year",
    "edition-date",
    "ended-name",
    "future-name",
    "last-changed",
    "passed-bill",
    "passed-date",
    "stale-bill",
    "stale-year",
];

/// How the name of a worklist begins and ends.
const NAME: (&str, &str) = ("worklist-", ".md");

/// The name of the worklist of a month, in the content folder: `worklist-2022-04.md`.
pub fn file_name(month: Date) -> String {
    format!("{}{:04}-{:02}{}", NAME.0, month.year, month.month, NAME.1)
}

/// Whether a path below the content folder is that of a worklist, which speaks to colleagues and is
/// not published.
pub fn is_worklist(path: &str) -> bool {
    let month = path.strip_prefix(NAME.0).and_then(|rest| rest.strip_suffix(NAME.1));
    month.is_some_and(|month| Date::parse(&format!("{month}-01")).is_some())
}

/// What there is to do for an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worklist {
    /// The edition.
    version: String,
    month: Date,
    effective: Date,
    /// The edition before it, where there is one: its version and its month.
    before: Option<(String, Date)>,
    /// Parts in the order of the document, then files of data; none is empty.
    sections: Vec<Section>,
    /// The titles of the parts in which there is nothing.
    others: Vec<String>,
}

/// A part, or a file of data, with what there is to do in it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Section {
    /// "Chapter 3. Key Changes".
    title: String,
    /// The path of its file below the content folder.
    path: String,
    /// Who looks after it, if the sources say so.
    owner: Option<String>,
    /// What else is known of it as a whole: who signs it, when it was changed last.
    remarks: Vec<String>,
    tasks: Vec<Task>,
}

/// Something to tick.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Task {
    /// What the place is called: "Paragraph 3.8, Delivery of Probation Services".
    label: Option<String>,
    /// The path of the file below the content folder, and the line, counted from 1.
    place: (String, usize),
    /// What to do there; never empty.
    points: Vec<Point>,
}

/// A thing to do, with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Point {
    /// The words by which it is found again in a list that was written before: a sentence of the
    /// text in quotation marks, or what is to be done.
    subject: String,
    /// Whether that is a sentence of the text.
    quoted: bool,
    /// Why, and what to do about it.
    reasons: Vec<String>,
    /// Whether it is told only when a list begins: later the editor may have written these words.
    once: bool,
}

/// A point with the place that it speaks of.
struct Found {
    at: Span,
    /// The part that it belongs to, where that is not the one of its file.
    part: Option<FileId>,
    point: Point,
}

impl Found {
    fn at(at: Span, point: Point) -> Found {
        Found { at, part: None, point }
    }
}

/// What is looked at.
struct Case<'a> {
    files: &'a Files,
    agreement: &'a Agreement,
    document: &'a Document,
    reading: &'a Reading<'a>,
    /// The new edition.
    now: &'a Entry,
    /// The edition before it.
    before: Option<&'a Entry>,
    /// What the checks of time say.
    findings: Vec<&'a Diagnostic>,
}

impl Case<'_> {
    /// The path of a file below the content folder.
    fn path(&self, file: FileId) -> &str {
        self.files.path(file)
    }
}

/// What there is to do for the newest edition in `files`; `None` if version control has none.
///
/// `document` is what the files make, and `findings` what [`crate::lint`] says of them, judged as at
/// the effective date of that edition.
pub fn worklist(files: &Files, document: &Document, findings: &[Diagnostic]) -> Option<Worklist> {
    let (agreement, _) = Agreement::read(files);
    let register = agreement.register(&mut Vec::new());
    let reading = Reading::of(&agreement, &register, files);
    let entries = &agreement.version_control.as_ref()?.value.entries;
    let (now, earlier) = entries.split_last()?;
    let case = Case {
        files,
        agreement: &agreement,
        document,
        reading: &reading,
        now,
        before: earlier.last(),
        findings: findings.iter().filter(|finding| OF_TIME.contains(&finding.code)).collect(),
    };
    let mut found = overtaken::all(&case);
    found.extend(sweep::all(&case));
    found.extend(facts::all(&case));
    let (sections, others) = sections::of(&case, found);
    Some(Worklist {
        version: now.version.words.clone(),
        month: now.month.value,
        effective: now.effective.value,
        before: case.before.map(|entry| (entry.version.words.clone(), entry.month.value)),
        sections,
        others,
    })
}

impl Point {
    /// A fact to confirm, or a thing to do.
    fn fact(subject: impl Into<String>, reason: impl Into<String>) -> Point {
        let reason = reason.into();
        let reasons = if reason.is_empty() { Vec::new() } else { vec![reason] };
        Point { subject: subject.into(), quoted: false, reasons, once: false }
    }

    /// A sentence to read again.
    fn sentence(quote: String, reasons: Vec<String>) -> Point {
        Point { subject: quote, quoted: true, reasons, once: false }
    }

    /// Leaves the title of a paragraph out of the sentence that begins with it.
    fn drop_title(&mut self, title: &str) {
        let rest = self.subject.strip_prefix('“').and_then(|words| words.strip_prefix(title)?.strip_prefix(": "));
        if let Some(rest) = rest.filter(|_| self.quoted) {
            self.subject = format!("“{rest}");
        }
    }
}
