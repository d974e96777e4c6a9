//! The sentences that were written for the last edition: they name its year, speak from its day, give
//! its figures, or cite what other people published in a year.
//!
//! These are questions, not findings: a sentence that is history stays as it is.

use std::collections::BTreeMap;
use std::ops::Range;

use super::quote::quote;
use super::{Case, Found, Point};
use crate::reading::{
    FinancialYear, Passage, Pattern, Quotes, Time, TimesInNames, is_of_edition, numbers, quotes, times,
};

/// Words that count from the day on which they were written.
static SINCE_WRITTEN: Pattern = Pattern::made(|| {
    let years = [
        "(?:this|last|next) (?:financial )?year",
        "the (?:last|past|coming|forthcoming|current|new) (?:financial )?year",
        "the year (?:ahead|to come)",
        "(?:the |in )?(?:last|past|next|coming) (?:few|12|twelve) months",
    ];
    let states = [
        "(?:not|no [a-z ]{1,30}) yet",
        "still pending",
        "to date",
        "so far",
        "at present",
        "currently",
        "(?:is|are) (?:now being|still being|now|still|being) [a-z]+(?:ing|ed)(?: (?:at|into|out|up))?",
    ];
    format!(r"(?i-u)\b(?:{}|{})\b", years.join("|"), states.join("|"))
});

/// A share, or an amount of money.
static AMOUNT: Pattern =
    Pattern::new(r"[0-9](?:[0-9.,]*[0-9])?(?:%| per cent)|£[0-9](?:[0-9.,]*[0-9])?(?: million| billion)?");

/// Words before a number that make it a name: "Section 17".
static NUMBERED: Pattern = Pattern::new(
    r"(?i-u)\b(?:act|appendix|article|chapter|clause|figure|no\.|number|page|paragraph|part|regulation|schedule|section|sections|table|version) $",
);

/// What a sentence has that was written for the last edition, each kind in the order of its words.
#[derive(Debug, Default)]
struct Old {
    /// Years, months and days of the last edition.
    times: Vec<String>,
    /// Words that count from the day on which they were written.
    since: Vec<String>,
    /// Figures.
    figures: Vec<String>,
    /// Titles of documents with a year.
    titles: Vec<String>,
}

/// All of them, in the order of the document.
pub(super) fn all(case: &Case<'_>) -> Vec<Found> {
    let sweep = Sweep { case, in_names: TimesInNames::of(&case.agreement.names()) };
    let passages = case.reading.passages.iter().filter(|passage| passage.part.is_some() && passage.is_language());
    passages.flat_map(|passage| sweep.passage(passage)).collect()
}

struct Sweep<'a, 'c> {
    case: &'a Case<'c>,
    in_names: TimesInNames,
}

impl Sweep<'_, '_> {
    fn passage(&self, passage: &Passage<'_>) -> Vec<Found> {
        let (times, quoted) = (times(&passage.text), quotes(&passage.text));
        let mut sentences = Sentences { all: passage.sentences(), old: BTreeMap::new() };
        for time in times.iter().filter(|time| passage.is_typed(&time.range)) {
            if let Some(title) = title_around(passage, &time.range, &quoted) {
                add(&mut sentences.of(time.range.start).titles, passage.words_of(&title));
            } else if self.is_old(time) && !self.in_names.contain(&passage.text, &time.range) {
                add(&mut sentences.of(time.range.start).times, passage.words_of(&time.range));
            }
        }
        if passage.is_prose() {
            for range in since_written(passage, &quoted) {
                add(&mut sentences.of(range.start).since, passage.words_of(&range));
            }
            for range in figures(passage, &times, &quoted) {
                add(&mut sentences.of(range.start).figures, passage.words_of(&range));
            }
        }
        let found = sentences.old.into_iter().map(|(at, old)| {
            let sentence = sentences.all.get(at).cloned().unwrap_or(0..passage.text.len());
            let point = Point { once: true, ..Point::sentence(quote(passage, &sentence), old.reasons()) };
            Found::at(passage.place(&sentence), point)
        });
        found.collect()
    }

    /// Whether a time is of the last edition, or of the year on which that looks back, and not of this one.
    fn is_old(&self, time: &Time) -> bool {
        let Some(before) = self.case.before else { return false };
        let now = self.case.now;
        let (then, today) = (FinancialYear::of(before.effective.value), FinancialYear::of(now.effective.value));
        match FinancialYear::named(time) {
            Some(year) => then < today && (year == then || year == then.later(-1)),
            None => is_of_edition(before, time.when) && !is_of_edition(now, time.when),
        }
    }
}

/// The sentences of a passage with what is old in them.
struct Sentences {
    all: Vec<Range<usize>>,
    /// By the place in the list of all.
    old: BTreeMap<usize, Old>,
}

impl Sentences {
    /// What is old in the sentence that a byte is in.
    fn of(&mut self, at: usize) -> &mut Old {
        self.old.entry(self.all.partition_point(|sentence| sentence.end <= at)).or_default()
    }
}

impl Old {
    /// What to ask, in the order of what matters.
    fn reasons(&self) -> Vec<String> {
        let quoted = |words: &[String]| words.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join(", ");
        let mut reasons = Vec::new();
        if !self.times.is_empty() {
            reasons.push(format!("Bring {} up to date, or keep it as history.", self.times.join(", ")));
        }
        match self.since.as_slice() {
            [] => {}
            [one] => reasons.push(format!("Does “{one}” still hold?")),
            several => reasons.push(format!("Do these still hold: {}?", quoted(several))),
        }
        if !self.figures.is_empty() {
            reasons.push(format!("Confirm or renew: {}.", self.figures.join(", ")));
        }
        if !self.titles.is_empty() {
            reasons.push(format!("Is there a newer edition of {}?", quoted(&self.titles)));
        }
        reasons
    }
}

fn add(words: &mut Vec<String>, new: &str) {
    if !words.iter().any(|known| known == new) {
        words.push(new.to_owned());
    }
}

/// The title of a document that a time is a part of: what is quoted, or a link.
fn title_around(passage: &Passage<'_>, time: &Range<usize>, quoted: &Quotes) -> Option<Range<usize>> {
    let link = || passage.runs_in(time).find(|run| run.link).map(|run| run.range.clone());
    quoted.around(time).or_else(link)
}

/// Words that count from the day on which they were written.
fn since_written(passage: &Passage<'_>, quoted: &Quotes) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = SINCE_WRITTEN.find_iter(&passage.text).map(|found| found.range()).collect();
    found.retain(|range| {
        let up_to_date = passage.text[..range.start].ends_with("up ");
        passage.is_typed(range) && !quoted.hold(range) && !up_to_date
    });
    found
}

/// Figures in digits that are neither times nor parts of names, in the order of the text.
fn figures(passage: &Passage<'_>, times: &[Time], quoted: &Quotes) -> Vec<Range<usize>> {
    /// Smaller numbers are seldom measured.
    const LEAST: usize = 13;
    let text = &passage.text;
    let amounts = AMOUNT.find_iter(text).map(|found| found.range());
    let counts = numbers(text).into_iter().filter(|number| !number.in_words && number.value >= LEAST);
    let mut found: Vec<Range<usize>> = amounts.chain(counts.map(|number| number.range)).collect();
    found.sort_by_key(|range| range.start);
    found.retain(|range| {
        let in_time = times.iter().any(|time| time.range.start < range.end && range.start < time.range.end);
        // "Section 17", "16 Days of Activism"
        let is_name =
            NUMBERED.is_match(&text[..range.start]) || text[range.end..].trim_start().starts_with(char::is_uppercase);
        let known = passage.is_typed(range) && !in_time && !quoted.hold(range);
        known && !is_name
    });
    found
}
