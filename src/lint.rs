//! The shelf of lints: what a tired editor misses although everything builds.
//!
//! Each lint is a file of its own. The text at its head says what it finds, why that matters to a
//! reader, and where the rule comes from; it is what `agreement check --explain` prints. A county
//! gives a lint another level in `agreement.yaml`, and a part allows what is right in its place.

mod all_capitals;
mod announced_count;
mod colour_words;
mod current_year;
mod date_style;
mod doubtful_grammar;
mod draft_wording;
mod edition_date;
mod empty_cell;
mod ended_name;
mod future_name;
mod hidden_letter;
mod last_changed;
mod letter_in_number;
mod levels;
mod long_sentence;
mod loose_punctuation;
mod merged_row;
mod missing_apostrophe;
mod mixed_script;
mod near_name;
mod old_name;
mod one_month_twice;
mod open_bracket;
mod other_lead;
mod other_order;
mod other_period;
mod passed_bill;
mod passed_date;
mod picture_words;
mod priority_without_lead;
mod repeated_list;
mod repeated_text;
#[cfg(test)]
mod sample;
mod sentence_fragment;
mod similar_name;
mod since;
mod stale_bill;
mod stale_year;
mod status_in_name;
#[cfg(test)]
mod tests;
mod typed_name;
mod typed_number;
mod typing_slip;
mod unchanged_item;
mod underlining;
mod uneven_hyphen;
mod unknown_act;
mod unknown_short_form;
mod unlogged_change;
mod unprinted_value;
mod unshown_data;
mod unused_name;
mod vague_link;
mod vague_reference;
mod version_gap;
mod wrong_count;
mod wrong_percentage;
mod year_style;

use std::collections::BTreeSet;

use crate::agreement::{Agreement, Named};
use crate::content::version_control::Entry;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::reading::Reading;
use crate::source::{Files, Span};
use crate::typeface::Typefaces;

/// Every lint, in the order of the guide.
pub const LINTS: [Lint; 55] = [
    typed_number::LINT,
    vague_reference::LINT,
    edition_date::LINT,
    current_year::LINT,
    stale_year::LINT,
    year_style::LINT,
    date_style::LINT,
    last_changed::LINT,
    unlogged_change::LINT,
    unchanged_item::LINT,
    version_gap::LINT,
    one_month_twice::LINT,
    ended_name::LINT,
    future_name::LINT,
    passed_bill::LINT,
    stale_bill::LINT,
    passed_date::LINT,
    near_name::LINT,
    similar_name::LINT,
    old_name::LINT,
    typed_name::LINT,
    unknown_short_form::LINT,
    unknown_act::LINT,
    other_period::LINT,
    other_lead::LINT,
    other_order::LINT,
    wrong_count::LINT,
    wrong_percentage::LINT,
    announced_count::LINT,
    letter_in_number::LINT,
    mixed_script::LINT,
    hidden_letter::LINT,
    picture_words::LINT,
    vague_link::LINT,
    empty_cell::LINT,
    merged_row::LINT,
    colour_words::LINT,
    all_capitals::LINT,
    underlining::LINT,
    long_sentence::LINT,
    repeated_text::LINT,
    repeated_list::LINT,
    priority_without_lead::LINT,
    unused_name::LINT,
    unshown_data::LINT,
    status_in_name::LINT,
    unprinted_value::LINT,
    loose_punctuation::LINT,
    draft_wording::LINT,
    typing_slip::LINT,
    open_bracket::LINT,
    uneven_hyphen::LINT,
    missing_apostrophe::LINT,
    doubtful_grammar::LINT,
    sentence_fragment::LINT,
];

/// The most findings of one lint; what is beyond is one more that says so.
const MOST: usize = 1_000;

/// How much the findings of a lint weigh.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It is not looked for.
    Off,
    /// A remark that an editor may ignore.
    Hint,
    /// Something that a reader would trip over.
    Warning,
    /// Something with which nothing is published.
    Error,
}

impl Level {
    /// Every level with the word for it in `agreement.yaml`.
    pub const ALL: [(&'static str, Level); 4] =
        [("off", Level::Off), ("hint", Level::Hint), ("warning", Level::Warning), ("error", Level::Error)];

    /// The word for it.
    pub fn word(self) -> &'static str {
        Level::ALL.iter().find(|(_, level)| *level == self).map_or("off", |(word, _)| *word)
    }

    fn severity(self) -> Option<Severity> {
        match self {
            Level::Off => None,
            Level::Hint => Some(Severity::Hint),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}

/// One thing that is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Lint {
    /// Its name in kebab case; it completes "allow …".
    pub code: &'static str,
    /// What its findings weigh where the county says nothing else.
    pub level: Level,
    /// The text of its file, whose head is its page.
    file: &'static str,
    check: fn(&Case<'_>, &mut Report),
}

/// What sources are judged by, besides themselves.
#[derive(Debug, Clone, Copy, Default)]
pub struct Circumstances<'a> {
    /// The day as at which time is judged; the effective date of the edition where it is `None`.
    pub as_at: Option<Date>,
    /// The sources of the last published edition, where they are known.
    pub last_edition: Option<&'a Files>,
}

/// The last published edition.
#[derive(Debug)]
pub struct LastEdition {
    /// As it was written.
    pub agreement: Agreement,
    /// As it is published with this program.
    pub document: Document,
}

/// What a lint looks at.
#[derive(Debug)]
pub struct Case<'a> {
    /// The agreement as it was written.
    pub agreement: &'a Agreement,
    /// The same as it is read.
    pub reading: &'a Reading<'a>,
    /// Everything that has a name in the data.
    pub names: Vec<Named<'a>>,
    /// The sources.
    pub files: &'a Files,
    /// The document that it makes, where nothing prevents that.
    pub document: Option<&'a Document>,
    /// The edition that was published before it, where that is known.
    pub last_edition: Option<&'a LastEdition>,
    /// The day as at which it is judged: that of the edition, or another that was asked for.
    pub as_at: Option<Date>,
    /// Whether all of it could be read; if not, nothing can be said to be missing.
    pub complete: bool,
}

impl<'a> Case<'a> {
    /// The entry of this edition in version control.
    fn edition(&self) -> Option<&'a Entry> {
        edition_of(self.agreement)
    }

    /// The entry of this edition, if the agreement is judged as at the day on which it takes effect.
    fn edition_of_the_day(&self) -> Option<&'a Entry> {
        self.edition().filter(|edition| self.as_at == Some(edition.effective.value))
    }
}

/// The entry of the edition; a document beside the agreement has a date and no edition.
fn edition_of(agreement: &Agreement) -> Option<&Entry> {
    let control = agreement.version_control.as_ref().filter(|_| agreement.companion.is_none());
    control.and_then(|data| data.value.last())
}

impl LastEdition {
    /// Composes it; none if its sources make no document with this program.
    pub fn read(files: &Files) -> Option<LastEdition> {
        let typefaces = Typefaces::load(files).ok()?;
        let (agreement, _) = Agreement::read(files);
        let (document, _) = agreement.compose(files, &typefaces);
        Some(LastEdition { document: document?, agreement })
    }
}

/// Takes what a lint finds.
#[derive(Debug)]
pub struct Report {
    lint: Lint,
    findings: Vec<Diagnostic>,
    /// Where they are: a place is told once, also where several words share the place of a block.
    places: BTreeSet<Span>,
    more: usize,
}

impl Report {
    /// Adds a finding, to which `say` adds what to do.
    pub fn add(&mut self, place: Span, message: impl Into<String>, say: impl FnOnce(Diagnostic) -> Diagnostic) {
        if !self.places.insert(place) {
            return;
        }
        if self.findings.len() < MOST {
            self.findings.push(say(Diagnostic::warning(self.lint.code, place, message)));
        } else {
            self.more += 1;
        }
    }
}

impl Lint {
    /// Its page in Markdown: what it finds, why, an example before and after, the source.
    pub fn page(&self) -> String {
        let head = self.file.lines().map_while(|line| line.strip_prefix("//!"));
        let lines: Vec<&str> = head.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        lines.join("\n")
    }

    /// What it finds, in one sentence.
    pub fn summary(&self) -> String {
        self.page().split("\n\n").next().unwrap_or_default().replace('\n', " ")
    }
}

/// Whether any lint compares with the last edition, at the levels that the county has set.
///
/// It takes as long to read as this one.
pub fn compares(agreement: &Agreement) -> bool {
    let levels = levels::Levels::of(agreement);
    [unlogged_change::LINT, unchanged_item::LINT].iter().any(|lint| levels.level(lint) != Level::Off)
}

/// Lints that ask whether anything uses an entry of the data, so that each document has to be asked.
const OF_ALL: [&str; 2] = ["unused-name", "unshown-data"];

/// What the lints find in several documents with the same data, that of the agreement first.
///
/// What is said of the data is said once, as the agreement sees it; an entry is unused only if no
/// document uses it, and nothing is unused unless the sources are `sound`, since what has a fault may
/// have been meant to use it.
pub fn together(found: Vec<(&Agreement, Vec<Diagnostic>)>, sound: bool) -> Vec<Diagnostic> {
    let unused = |findings: &[Diagnostic]| -> BTreeSet<(&'static str, Span)> {
        let of_all = findings.iter().filter(|finding| OF_ALL.contains(&finding.code));
        of_all.map(|finding| (finding.code, finding.primary.span)).collect()
    };
    let by_all = found.iter().map(|(_, findings)| unused(findings)).reduce(|one, other| &one & &other);
    let by_all = by_all.filter(|_| sound).unwrap_or_default();
    let mut all = Vec::new();
    for (agreement, findings) in found {
        let own = agreement.companion.as_ref().map(|_| agreement.own_files());
        all.extend(findings.into_iter().filter(|finding| match &own {
            Some(own) => own.contains(&finding.file()) && (sound || !OF_ALL.contains(&finding.code)),
            None => !OF_ALL.contains(&finding.code) || by_all.contains(&(finding.code, finding.primary.span)),
        }));
    }
    all
}

/// What every lint finds, at the levels that the county has set, as at a day or else as at that of
/// the edition.
pub fn check(
    agreement: &Agreement,
    document: Option<&Document>,
    files: &Files,
    as_at: Option<Date>,
    last_edition: Option<&LastEdition>,
) -> Vec<Diagnostic> {
    let register = agreement.register(&mut Vec::new());
    let reading = Reading::of(agreement, &register, files);
    let day = agreement.day();
    let mut levels = levels::Levels::of(agreement);
    let case = Case {
        agreement,
        reading: &reading,
        names: agreement.names(),
        files,
        document,
        last_edition,
        as_at: as_at.or(day),
        complete: agreement.is_complete(),
    };
    let mut findings = Vec::new();
    for lint in LINTS {
        let Some(severity) = levels.level(&lint).severity() else { continue };
        let mut report = Report { lint, findings: Vec::new(), places: BTreeSet::new(), more: 0 };
        (lint.check)(&case, &mut report);
        let last = report.findings.last().map(|finding| finding.primary.span).filter(|_| report.more > 0);
        if let Some(place) = last {
            let message = format!("there are {} more of these after this place", report.more);
            report.findings.push(Diagnostic::warning(lint.code, place, message).help("put those before right first"));
        }
        report.findings.retain(|finding| !levels.allows(&lint, finding));
        findings.extend(report.findings.into_iter().map(|finding| Diagnostic { severity, ..finding }));
    }
    findings.extend(levels.finish());
    findings
}
