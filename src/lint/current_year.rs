//! A financial year that is called current, latest, new or last and is not.
//!
//! When an edition is made from the one before, "the current financial year, 2019-20" is easily left as
//! it was, and the reader takes old results for new ones. Financial years run from 1 April to
//! 31 March; which one is current is judged as at the effective date of the edition. Until the end of
//! June the year that has just begun may still be called coming, next or new. The version table
//! speaks of the years of other editions and is left alone.
//!
//! Before:
//!
//! ```md
//! The results for the current financial year (2019-20) are in [](#partners).
//! ```
//!
//! After:
//!
//! ```md
//! The results for the current financial year (2021-22) are in [](#partners).
//! ```
//!
//! Source: the source format of this tool, in which the effective date of the edition is the only
//! source of what is current.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::reading::{FinancialYear, Passage, Pattern, Time};

/// A financial year that is not what it is called.
pub(super) const LINT: Lint =
    Lint { code: "current-year", level: Level::Warning, file: include_str!("current_year.rs"), check };

const CALLED: &str = "(?P<word>current|present|this|latest|newest|most recent|new|coming|forthcoming|upcoming|next|last|previous|past|preceding)";

/// What stands right before the year: "the current financial year, ", "the latest ".
static BEFORE: Pattern = Pattern::made(|| {
    let year = r"(?: full| complete)?(?: financial| fiscal)? year";
    format!(r"(?i-u)\b{CALLED}(?:{year}[,:]?(?: \(|\(| )(?:that is |which is |i\.e\. |of |for |is )?)$")
});

/// What stands right before a year that is itself called something, and right after it.
static CALLED_SO: Pattern = Pattern::made(|| format!(r"(?i-u)\b(?:the|our) {CALLED} $"));
static YEAR_AFTER: Pattern = Pattern::new(r"(?i-u)^ (?:financial year|fiscal year|year)\b");

/// What stands right after the year: ", the latest year".
static AFTER: Pattern = Pattern::made(|| {
    format!(
        r"(?i-u)^(?:,? ?\(?|,? which (?:is|was) | (?:is|was) )(?:the |our ){CALLED}(?: full| complete)?(?: financial| fiscal)? year\b"
    )
});

fn check(case: &Case<'_>, report: &mut Report) {
    let Some(day) = case.as_at else { return };
    let now = FinancialYear::of(day);
    // The first quarter of the year, in which it still counts as new.
    let begins = (4..=6).contains(&day.month);
    let passages = case.reading.passages.iter();
    for passage in passages.filter(|passage| passage.is_language() && passage.text.contains("20")) {
        if passage.data().is_some_and(|(file, _)| file == "version-control.yaml") || !mentions(&passage.text) {
            continue;
        }
        let times = passage.times();
        let years: Vec<(&Time, FinancialYear)> =
            times.iter().filter_map(|time| Some((time, FinancialYear::named(time)?))).collect();
        let all: BTreeSet<FinancialYear> = years.iter().map(|(_, year)| *year).collect();
        for (time, year) in &years {
            let Some((word, called)) = called(&passage.text, &time.range) else { continue };
            let right = right(&word, now, begins);
            // "in 2019-20, compared with the previous year (2018-19)"
            let told_from_another = match word.as_str() {
                "last" | "previous" | "past" | "preceding" => all.contains(&year.later(1)),
                "next" | "coming" => all.contains(&year.later(-1)),
                _ => false,
            };
            if right.contains(year) || told_from_another || !passage.is_typed(&called) {
                continue;
            }
            tell(case, passage, &time.range, &word, &right, report);
        }
    }
}

fn tell(
    case: &Case<'_>,
    passage: &Passage<'_>,
    range: &Range<usize>,
    word: &str,
    right: &[FinancialYear],
    report: &mut Report,
) {
    let (Some(day), Some(meant)) = (case.as_at, right.first()) else { return };
    let found = passage.words_of(range);
    let place = passage.place(range);
    let message = format!("`{found}` is called the {word} year, which on {} is {meant}", day.long());
    report.add(place, message, |mut finding| {
        if let Some(edition) = case.edition_of_the_day() {
            finding = finding.also(edition.effective.span, "this edition takes effect on this day");
        }
        finding = finding.help(format!("write `{meant}`, or leave out `{word}`"));
        if passage.is_typed(range) { finding.suggest(place, meant.to_string(), false) } else { finding }
    });
}

fn mentions(text: &str) -> bool {
    ["year", "Year"].iter().any(|word| text.contains(word))
}

/// What a year is called, in small letters, and where.
fn called(text: &str, range: &Range<usize>) -> Option<(String, Range<usize>)> {
    const NEAR: usize = 64;
    let start = text.floor_char_boundary(range.start.saturating_sub(NEAR));
    let end = text.ceil_char_boundary((range.end + NEAR).min(text.len()));
    let (before, after) = (text.get(start..range.start)?, text.get(range.end..end)?);
    let word = |captures: crate::reading::Captures<'_>, from: usize| {
        let word = captures.name("word")?;
        Some((word.as_str().to_lowercase(), from + word.start()..from + word.end()))
    };
    if let Some(found) = BEFORE.captures(before) {
        return word(found, start);
    }
    if YEAR_AFTER.is_match(after)
        && let Some(found) = CALLED_SO.captures(before)
    {
        return word(found, start);
    }
    word(AFTER.captures(after)?, range.end)
}

/// The years that may be called so; the first is the likeliest.
fn right(word: &str, now: FinancialYear, begins: bool) -> Vec<FinancialYear> {
    match word {
        "current" | "present" | "this" => vec![now],
        "latest" | "newest" | "most recent" => vec![now.later(-1), now],
        "new" => vec![now, now.later(1)],
        "coming" | "forthcoming" | "upcoming" | "next" if begins => vec![now, now.later(1)],
        "coming" | "forthcoming" | "upcoming" | "next" => vec![now.later(1)],
        _ => vec![now.later(-1)],
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, found, found_with};

    const CODE: &str = "current-year";

    #[test]
    fn years_that_are_not_what_they_are_called_are_found() {
        for (text, expected) in [
            ("In the current financial year, 2020-21, it rose.", "2020-21"),
            ("The results for the new financial year (2020/21) are in.", "2020/21"),
            ("The latest year for which there are figures is 2018-19, the latest year.", "2018-19"),
            ("This year (2019-20) it fell.", "2019-20"),
            ("In 2019-20, the last year, it fell.", "2019-20"),
            ("In 2019-20 (the previous financial year) it fell.", "2019-20"),
            ("The current 2020-21 financial year is hard.", "2020-21"),
            ("Aims for the coming year 2020-21.", "2020-21"),
            ("Aims for the next financial year, 2023-24.", "2023-24"),
            ("The present year is 2020-21.", "2020-21"),
        ] {
            assert_eq!(found(CODE, text), [expected], "{text}");
        }
    }

    #[test]
    fn years_that_are_what_they_are_called_are_left_alone() {
        for text in [
            "The current financial year, 2021-22, and the last one; last year (2020-21) it rose.",
            "The new financial year (2021-22), the coming year 2021-22 and the next year, 2022-23.",
            "The latest year, 2020-21. In the latest year (2021-22).",
            "In 2018-19 it rose, compared with the previous year (2017-18).",
            "It rose in 2017-18, and in the next year (2018-19) it fell.",
            "In 2019-20 there was a new year party. The five year plan (2019-20 to 2023-24).",
            "The new plan 2019-20. The latest review was in 2019-20. This was in 2019-20.",
            "A year-long study in 2018-19; every year 2019-20 is compared.",
        ] {
            assert_eq!(found(CODE, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn the_day_of_judgement_counts() {
        let text = chapter("The current financial year is 2021-22, and the coming year 2021-22 begins.");
        let at = |day| found_with(CODE, &[(CHAPTER, text.as_str())], Some(day)).len();
        assert_eq!((at("2021-04-01"), at("2021-12-01"), at("2022-04-01")), (0, 1, 2));
    }

    #[test]
    fn a_year_that_a_value_prints_is_judged_too() {
        let text = "The results are for the new financial year ({{ assessments.year }}).";
        assert_eq!(found(CODE, text), ["{{ assessments.year }}"]);
    }
}
