//! A date, month or version that is said to be this edition's and is not.
//!
//! The effective date of an edition is kept in one place, and a foreword that names another, or a header
//! of the edition before, leaves readers unsure which agreement they hold and from when it binds.
//! Older editions may be spoken of with their own months, "the April 2017 agreement"; what is told is
//! another date for this edition, and a month or version that no edition has. The notes of the version
//! table are held against their own entry. Dates on which laws come into effect are left alone.
//!
//! Before:
//!
//! ```md
//! I am pleased to present this agreement, which takes effect on 1 April 2022.
//! ```
//!
//! After:
//!
//! ```md
//! I am pleased to present this agreement, which takes effect on {{ edition.effective }}.
//! ```
//!
//! Source: the source format of this tool, in which version-control.yaml is the only source of these.

mod said;

use std::ops::Range;

use self::said::{Facts, Near, OTHER, Wrong};
use super::{Case, Level, Lint, Report};
use crate::content::version_control::Entry;
use crate::reading::{Editions, Form, Passage, Pattern, ThisAgreement, When, is_of_edition, times};
use crate::source::Span;

/// A date, month or version that is not this edition's.
pub(super) const LINT: Lint =
    Lint { code: "edition-date", level: Level::Warning, file: include_str!("edition_date.rs"), check };

/// How far words may stand from the time that they speak of, in bytes.
const NEAR: usize = 240;

static VERSION: Pattern = Pattern::new(
    r"(?i-u)\b(?P<this>(?:this|current|present|latest|newest)(?: is)?(?: the)? )?version(?P<is> is| number is|:| \()? ?(?P<number>[0-9]{1,3}\.[0-9]{1,3})\b",
);

fn check(case: &Case<'_>, report: &mut Report) {
    let (Some(data), Some(edition)) = (&case.agreement.version_control, case.edition()) else { return };
    let known = Editions::of(&data.value);
    for entry in &data.value.entries {
        notes(entry, &known, report);
    }
    let facts = Facts { known, edition, this: ThisAgreement::of(case.agreement) };
    for passage in case.reading.passages.iter().filter(|passage| passage.is_language()) {
        if passage.data().is_some_and(|(file, _)| file == "version-control.yaml" || file == "data/plans.yaml") {
            continue;
        }
        dates(passage, &facts, report);
        versions(passage, &facts, report);
    }
}

fn dates(passage: &Passage<'_>, facts: &Facts<'_>, report: &mut Report) {
    let text = &passage.text;
    let mut sentences: Option<Vec<Range<usize>>> = None;
    for time in passage.times() {
        let when = match time.when {
            When::Day(_) | When::Month(_) | When::Year(_) => time.when,
            When::Days(..) | When::Months(..) | When::Years(..) => continue,
        };
        if !passage.is_typed(&time.range) || is_of_edition(facts.edition, when) {
            continue;
        }
        let all = sentences.get_or_insert_with(|| passage.sentences());
        let sentence = all.get(all.partition_point(|sentence| sentence.end <= time.range.start)).cloned();
        let sentence = sentence.unwrap_or(0..text.len());
        let start = text.floor_char_boundary(time.range.start.saturating_sub(NEAR)).max(sentence.start);
        let end = text.ceil_char_boundary((time.range.end + NEAR).min(text.len())).min(sentence.end);
        if start > time.range.start || end < time.range.end {
            continue;
        }
        let near = Near { before: &text[start..time.range.start], after: &text[time.range.end..end] };
        let whole = is_a_label(passage, &sentence);
        // What agreement.yaml says of the document is said of this edition.
        let title = (passage.data().is_some_and(|(file, _)| file == "agreement.yaml")).then_some(Wrong::NotThis);
        let wrong = facts.wrong(&near, when, whole).or(title);
        let Some(wrong) = wrong else { continue };
        let found = passage.words_of(&time.range);
        let place = passage.place(&time.range);
        let edition = facts.edition;
        let (value, right, of) = match when {
            When::Day(_) => ("{{ edition.effective }}", edition.effective.value.long(), edition.effective.span),
            When::Month(_) => ("{{ edition.month }}", edition.month.value.month_year(), edition.month.span),
            _ => ("{{ edition.year }}", edition.effective.value.year.to_string(), edition.effective.span),
        };
        tell(passage, place, found, (value, &right, of), &wrong, report);
    }
}

fn versions(passage: &Passage<'_>, facts: &Facts<'_>, report: &mut Report) {
    let text = &passage.text;
    if !text.contains("ersion") {
        return;
    }
    for captures in VERSION.captures_iter(text) {
        let Some(number) = captures.name("number").filter(|number| passage.is_typed(&number.range())) else { continue };
        let whole = captures.whole();
        let edition = facts.edition;
        if number.as_str() == edition.version.words {
            continue;
        }
        let start = text.floor_char_boundary(whole.start().saturating_sub(NEAR));
        let end = text.ceil_char_boundary((whole.end() + NEAR).min(text.len()));
        let (before, after) = (&text[start..whole.start()], &text[whole.end()..end]);
        let before = before.rsplit(". ").next().unwrap_or_default();
        let after = after.split(". ").next().unwrap_or_default();
        let title = before.trim_end_matches([' ', ',', '(', '\u{2013}', '-']);
        let named = facts.this.ends(title);
        let of_this = after.strip_prefix(" of ").is_some_and(|rest| facts.this.begins(rest)) || named.is_some();
        let known = facts.known.have_version(number.as_str());
        let said_to_be_this =
            captures.name("this").is_some() && (of_this || facts.this.is_in(before) || facts.this.is_in(after));
        let alone =
            named == Some(0) && start == 0 && title.len() < whole.start() && is_a_label(passage, &(0..text.len()));
        let wrong = match () {
            () if said_to_be_this || alone => Wrong::NotThis,
            () if of_this && !known => Wrong::NoEdition,
            () => continue,
        };
        let place = passage.place(&number.range());
        let right = (("{{ edition.version }}"), edition.version.words.as_str(), edition.version.span);
        tell(passage, place, number.as_str(), right, &wrong, report);
    }
}

fn tell(
    passage: &Passage<'_>,
    place: Span,
    found: &str,
    right: (&str, &str, Span),
    wrong: &Wrong,
    report: &mut Report,
) {
    let (value, right, of) = right;
    let (message, also) = match wrong {
        Wrong::NotThis => {
            (format!("`{found}` is given for this edition, which is of {right}"), format!("{right} is set here"))
        }
        Wrong::NoEdition => {
            (format!("no edition in version-control.yaml is of `{found}`"), format!("the last one is of {right}"))
        }
    };
    report.add(place, message, |finding| {
        let finding = finding.also(of, also);
        // In the data a name is printed as it stands.
        let values_work = passage.data().is_none();
        if values_work {
            finding
                .help(format!("write `{value}`, which is always right, or name the edition that you mean"))
                .suggest(place, value, false)
        } else {
            finding.help("correct it, or name the edition that you mean")
        }
    });
}

/// Whether a passage, or a sentence that is all of one, is a heading or another label.
fn is_a_label(passage: &Passage<'_>, sentence: &Range<usize>) -> bool {
    let whole = sentence.start == 0 && sentence.end == passage.text.len();
    let short = passage.text.len() <= 120;
    whole && short && !matches!(passage.form, Form::Item)
}

/// The notes of an edition, which speak of that edition.
fn notes(entry: &Entry, known: &Editions<'_>, report: &mut Report) {
    let own = |when: When| {
        matches!(when, When::Year(_) | When::Days(..) | When::Months(..) | When::Years(..))
            || is_of_edition(entry, when)
    };
    let changes = entry.changes.iter().map(|change| {
        let part = change.part.as_ref().map_or("", |part| part.words.as_str());
        (&change.note, matches!(part, "effective-date" | "document"))
    });
    for (note, of_date) in std::iter::once((&entry.summary, false)).chain(changes) {
        for time in times(&note.words) {
            let before = &note.words[..time.range.start];
            let effective =
                ["effective from ", "effective ", "with effect from "].iter().any(|lead| before.ends_with(lead));
            let another = OTHER.is_match(before);
            let copied = effective && !another && known.have(time.when);
            let changed = of_date && ["to ", "of "].iter().any(|lead| before.ends_with(lead));
            if own(time.when) || !(copied || changed) {
                continue;
            }
            let written = &note.words[time.range.clone()];
            let place = note.place_of(written);
            let (right, of) = match time.when {
                When::Day(_) => (entry.effective.value.long(), entry.effective.span),
                _ => (entry.month.value.month_year(), entry.month.span),
            };
            let message = format!("`{written}` stands in the notes of the edition of {right}");
            report.add(place, message, |finding| {
                finding
                    .also(of, "the date of this edition is set here")
                    .help(format!("write `{right}`, or say in the note which edition is meant"))
                    .suggest(place, right, false)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, findings, found, found_with};

    const CODE: &str = "edition-date";

    #[test]
    fn another_date_for_this_edition_is_found() {
        for (text, expected) in [
            ("I present the latest refresh of our {{ agreement.title }}, effective 1 April 2022.", "1 April 2022"),
            (
                "I present our Kent Community Safety Agreement (CSA), which takes effect on 1 April 2022.",
                "1 April 2022",
            ),
            ("This edition takes effect on 1st April 2020.", "1st April 2020"),
            ("The {{ term.csa }} is effective from April 2022.", "April 2022"),
            ("Effective date: 1 April 2020", "1 April 2020"),
            ("The effective date of this agreement is 1 May 2021.", "1 May 2021"),
            ("This is the April 2020 edition.", "April 2020"),
            ("The latest refresh (April 2020) adds a theme.", "April 2020"),
            ("The latest April 2020 refresh adds a theme.", "April 2020"),
            ("The April 2022 refresh adds a theme.", "April 2022"),
            ("It is set out in the Kent CSA (May 2021).", "May 2021"),
            ("Kent Community Safety Agreement (April 2017)", "April 2017"),
            ("## Kent CSA, April 2020", "April 2020"),
            ("The current version of the agreement is version 5.0; this version 4.0 of the agreement.", "4.0"),
            ("The current version (4.0) of the agreement.", "4.0"),
            ("As version 6.0 of this agreement says, it fell.", "6.0"),
        ] {
            assert_eq!(found(CODE, text), [expected], "{text}");
        }
    }

    #[test]
    fn older_editions_and_other_things_are_left_alone() {
        for text in [
            "The agreement takes effect on 1 April 2021; this April 2021 edition; version 5.0 of the agreement.",
            "It was first published as a new agreement in April 2017 and took effect on 1 April 2017.",
            "The themes of the April 2017 agreement, and of the April 2020 CSA, are kept.",
            "The previous edition took effect on 1 April 2020. The agreement took effect in April 2020.",
            "The General Data Protection Regulation came into effect on 25 May 2018, as this agreement says.",
            "This agreement supports the Act, which takes effect on 1 May 2021.",
            "The partners to this agreement reviewed it in March 2015, and met on 4 May 2021.",
            "The next edition takes effect on 1 April 2022, and the next refresh (April 2022) follows.",
            "The latest review, in April 2020, took place in the light of the agreement.",
            "Under the agreement, contracts run from 26 June 2021; the change takes effect on 26 June 2021.",
            "Version 2.2 of the guidelines. The current version is 2.1 of the matrix. Version 4.0 of the agreement is old.",
            "The agreement for 2014 to 2017 ended on 31 March 2017. The Kent CSA (April 2014) was the first.",
            "This agreement was signed in 2020. The Brexit agreement of January 2020 takes effect.",
            "The {{ term.csa }} of April 2020 had six priorities.",
        ] {
            assert_eq!(found(CODE, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn the_notes_of_an_edition_speak_of_that_edition() {
        let table = |note: &str| {
            format!(
                "- version: \"1.0\"\n  date: 2020-04\n  effective: 2020-04-01\n  summary: New\n  changes:\n\
                 \x20   - {{ part: document, note: date updated to April 2020 }}\n\
                 - version: \"2.0\"\n  date: 2021-04\n  effective: 2021-04-01\n  summary: Refreshed\n  changes:\n    - {note}\n"
            )
        };
        let found = |note: &str| found_with(CODE, &[("version-control.yaml", table(note).as_str())], None);
        assert_eq!(found("{ part: effective-date, note: changed to April 2020 }"), ["April 2020"]);
        assert_eq!(
            found("{ part: introduction, note: \"priorities and themes updated, effective from April 2020\" }"),
            ["April 2020"]
        );
        for note in [
            "{ part: effective-date, note: changed from April 2020 to April 2021 }",
            "{ part: introduction, note: \"new Act, effective from April 2020\" }",
            "{ part: introduction, note: the review of April 2020 added }",
        ] {
            assert_eq!(found(note), Vec::<String>::new(), "{note}");
        }
    }

    #[test]
    fn the_title_of_the_document_is_of_this_edition() {
        let settings = |title: &str| {
            format!("format: 1\ntitle: {title}\ndescription: A\npartnership: kcsp\narea: Kent\nlanguage: en-GB\n")
        };
        let old = settings("Kent Community Safety Agreement (April 2020)");
        assert_eq!(found_with("edition-date", &[("agreement.yaml", &old)], None), ["April 2020"]);
        let new = settings("Kent Community Safety Agreement (April 2021)");
        assert_eq!(found_with("edition-date", &[("agreement.yaml", &new)], None), Vec::<String>::new());
    }

    #[test]
    fn the_place_of_the_right_date_is_shown_and_its_value_offered() {
        let text = chapter("This agreement takes effect on 1 April 2022.");
        let (files, found) = findings(&[(CHAPTER, &text)], None);
        let one = found.iter().find(|one| one.code == CODE).expect("a finding");
        assert_eq!(files.written(one.others[0].span), "2021-04-01");
        assert_eq!(one.suggestion.as_ref().map(|one| one.replacement.as_str()), Some("{{ edition.effective }}"));
    }
}
