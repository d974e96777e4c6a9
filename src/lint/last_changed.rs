//! "Last updated in …" with a date before the latest change that version control logs.
//!
//! Such a sentence is copied from edition to edition. Version control already says when each part
//! was changed, and a reader who compares the two no longer knows which to believe.
//!
//! Before:
//!
//! ```md
//! The agreement was last refreshed in April 2018.
//! ```
//!
//! After:
//!
//! ```md
//! The agreement was last refreshed in {{ edition.month }}.
//! ```
//!
//! Source: one fact in one place, the source format of this tool.

use super::{Case, Level, Lint, Report};
use crate::date::Date;
use crate::reading::{Pattern, Time, When, times};
use crate::source::Span;

/// A last change that was not the last.
pub(super) const LINT: Lint =
    Lint { code: "last-changed", level: Level::Warning, file: include_str!("last_changed.rs"), check };

static LAST: Pattern = Pattern::new(
    r"(?i-u)\blast (?:updated|changed|reviewed|refreshed|revised|amended)\b(?: (?:in|on|for|from|with|at|during))?",
);

/// A change that version control logs, with the words that name its part.
struct Logged {
    date: Date,
    span: Span,
    names: Vec<String>,
}

fn check(case: &Case<'_>, report: &mut Report) {
    let Some(control) = &case.agreement.version_control else { return };
    let mut logged = Vec::new();
    let title = case.agreement.settings.as_ref().map(|data| data.value.title.words.to_lowercase());
    let whole = ["agreement".to_owned(), "this document".to_owned()].into_iter().chain(title);
    if let Some(entry) = case.edition() {
        logged.push(Logged { date: entry.month.value, span: entry.month.span, names: whole.collect() });
    }
    for entry in &control.value.entries {
        for change in &entry.changes {
            let Some(part) = change.part.as_ref() else { continue };
            let Some(source) = case.agreement.parts().find(|source| source.id == part.words) else { continue };
            let title = source.title.words.to_lowercase();
            // "County Priorities" is spoken of as "the priorities".
            let noun = title.rsplit(' ').next().unwrap_or_default().to_owned();
            logged.push(Logged { date: entry.month.value, span: change.span, names: vec![title, noun] });
        }
    }
    for passage in case.reading.passages.iter().filter(|passage| passage.is_prose() && passage.data().is_none()) {
        if !LAST.is_match(&passage.text) {
            continue;
        }
        for sentence in passage.sentences() {
            let text = passage.words_of(&sentence);
            let Some(said) = LAST.find(text) else { continue };
            let Some(time) = times(text).into_iter().find(|time| is_next(text, said.end(), time)) else { continue };
            let range = sentence.start + time.range.start..sentence.start + time.range.end;
            if !passage.is_typed(&range) {
                continue;
            }
            // What was changed last stands before the words that say so.
            let subject = text[..said.start()].to_lowercase();
            let later = logged.iter().rev().find(|change| {
                time.last().is_some_and(|day| day < change.date)
                    && change.names.iter().any(|name| name.len() > 4 && subject.contains(name.as_str()))
            });
            let Some(later) = later else { continue };
            let message = format!("version control logs a later change than `{}`", passage.words_of(&range));
            report.add(passage.place(&range), message, |finding| {
                finding
                    .also(later.span, format!("a change of {} is logged here", later.date.month_year()))
                    .help("bring the date up to date, or leave it to version control")
            });
        }
    }
}

/// Whether a time follows directly after the words that say "last changed in".
fn is_next(text: &str, end: usize, time: &Time) -> bool {
    let between = text.get(end..time.range.start).unwrap_or("x");
    !matches!(time.when, When::Years(..)) && matches!(between.trim(), "" | "the" | "spring" | "early" | "late")
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, found, found_with};

    #[test]
    fn a_change_after_the_last_is_found() {
        assert_eq!(found("last-changed", "The agreement was last updated in April 2020."), ["April 2020"]);
        let control = "- version: \"5.0\"\n  date: 2021-04\n  effective: 2021-04-01\n  summary: Refreshed\n  changes:\n\
                       \x20   - { part: partners, note: a partner added }\n";
        let text = chapter("The partners were last changed on 1 April 2019.");
        let changes = [("version-control.yaml", control), (CHAPTER, text.as_str())];
        assert_eq!(found_with("last-changed", &changes, None), ["1 April 2019"]);
    }

    #[test]
    fn true_dates_and_other_subjects_are_fine() {
        for body in [
            "The agreement was last updated in April 2021.",
            "The agreement was last updated in {{ edition.month }}.",
            "The guidance was last updated in April 2018.",
            "We last met in April 2018 about the agreement.",
        ] {
            assert_eq!(found("last-changed", body), Vec::<String>::new(), "{body}");
        }
    }
}
