//! A date that has passed in a sentence that still speaks of the future.
//!
//! "The contracts expire on 25 June 2021" was news once. In a later edition it tells a reader to
//! wait for what has long happened, and makes everything around it doubtful. Days are compared
//! with the date of the edition; what a value prints is not looked at.
//!
//! Before:
//!
//! ```md
//! The contracts expire on 25 June 2020, and the new service will start from 2020-21.
//! ```
//!
//! After:
//!
//! ```md
//! The contracts expired on 25 June 2020. Since then partners will only have met online.
//! ```
//!
//! Source: GOV.UK content design guidance, "keep content up to date"; the date of the edition in
//! `version-control.yaml`.

use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::date::Date;
use crate::reading::{Passage, Time, When, Word, quotes};

/// A date that has passed, told as still to come.
pub(super) const LINT: Lint =
    Lint { code: "passed-date", level: Level::Warning, file: include_str!("passed_date.rs"), check };

/// Words that say when something happens. "Since", "after" and "before" count from a date instead.
const WHEN: [&str; 8] = ["on", "in", "from", "by", "during", "until", "till", "at"];

/// Words that may stand between those and a date.
const PARTS: [&str; 14] = [
    "the",
    "end",
    "start",
    "beginning",
    "middle",
    "of",
    "early",
    "late",
    "mid",
    "spring",
    "summer",
    "autumn",
    "winter",
    "and",
];

/// Verbs of the present that tell of a day to come, where a date follows.
const TO_COME: [&str; 18] = [
    "expire",
    "expires",
    "ends",
    "begins",
    "starts",
    "closes",
    "opens",
    "finishes",
    "launches",
    "commences",
    "commence",
    "lapses",
    "lapse",
    "terminates",
    "terminate",
    "retires",
    "becomes",
    "replaces",
];

/// The same, where the word after it makes it one.
const TO_COME_WITH: [(&str, &str); 10] = [
    ("take", "place"),
    ("takes", "place"),
    ("take", "effect"),
    ("takes", "effect"),
    ("come", "into"),
    ("comes", "into"),
    ("is", "due"),
    ("are", "due"),
    ("take", "over"),
    ("takes", "over"),
];

/// What may follow "is" and "are" to make them speak of the future.
const PLANNED: [&str; 5] = ["expected", "scheduled", "planned", "to", "set"];

/// Verbs after a "to" of their own that speak of the future: "to start in May".
const TO_DO: [&str; 12] =
    ["be", "start", "begin", "replace", "end", "expire", "launch", "open", "close", "commence", "follow", "take"];

/// Words that begin another statement, so that a date before them is not that of a verb after them.
const BREAKS: [&str; 17] = [
    "that", "which", "who", "whom", "whose", "when", "where", "because", "so", "although", "though", "while", "if",
    "unless", "but", "since", "as",
];

/// Verbs of the past that are not made with "-ed".
const PAST: [&str; 10] = ["was", "were", "had", "did", "became", "began", "came", "took", "ran", "would"];

/// How many words may stand between a verb and its date.
const REACH: usize = 14;

fn check(case: &Case<'_>, report: &mut Report) {
    let Some(day) = case.as_at else { return };
    for passage in case.reading.passages.iter().filter(|passage| passage.is_prose()) {
        // The table of editions is history.
        if passage.data().is_some_and(|(file, _)| file == "version-control.yaml") {
            continue;
        }
        for (time, words) in told_as_future(passage, day) {
            let message = format!("`{}` has passed, and this speaks of it as still to come", passage.words_of(&time));
            report.add(passage.place(&words), message, |finding| {
                let finding = finding.help("write what has happened since, or take the sentence out");
                match case.edition_of_the_day() {
                    Some(edition) => finding.also(edition.effective.span, "the date of this edition is set here"),
                    None => finding,
                }
            });
        }
    }
}

/// The times of a passage that have passed and are spoken of as to come, with the words that do so.
fn told_as_future(passage: &Passage<'_>, day: Date) -> Vec<(Range<usize>, Range<usize>)> {
    let times = passage.times();
    if times.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut quoted = None;
    let mut next = times.iter().peekable();
    for sentence in passage.sentences() {
        if next.peek().is_none_or(|time| time.range.start >= sentence.end) {
            continue;
        }
        let words: Vec<Word<'_>> = passage.words_in(&sentence).collect();
        while let Some(time) = next.next_if(|time| time.range.start < sentence.end) {
            if !passage.is_typed(&time.range) {
                continue;
            }
            let Some(told) = future_of(passage, &words, time, day) else { continue };
            if !quoted.get_or_insert_with(|| quotes(&passage.text)).hold(&time.range) {
                found.push((time.range.clone(), told));
            }
        }
    }
    found
}

/// From the verb that speaks of a time as to come to the time, or the other way round.
fn future_of(passage: &Passage<'_>, words: &[Word<'_>], time: &Time, day: Date) -> Option<Range<usize>> {
    let first = words.partition_point(|word| word.range.end <= time.range.start);
    let after = words.partition_point(|word| word.range.start < time.range.end);
    // Back over "the end of" to "by" or "in".
    let mut at = first;
    while at > 0 && PARTS.contains(&lower(words, at - 1).as_str()) {
        at -= 1;
    }
    let when = at.checked_sub(1)?;
    let word = lower(words, when);
    if !WHEN.contains(&word.as_str()) || ends_between(passage, words, when, first) || !has_passed(time, &word, day) {
        return None;
    }
    let governed = before(passage, words, when).or_else(|| {
        // "From 26 June the Service will": the date opens the statement.
        let opens = when == 0 || ends_between(passage, words, when - 1, when);
        opens.then(|| future_after(passage, words, after)).flatten()
    })?;
    let verb = words.get(governed)?;
    let start = words.get(when)?;
    Some(verb.range.start.min(start.range.start)..verb.range.end.max(time.range.end))
}

/// Whether a time lies behind a day, as the word before it has it: what runs from a time has begun.
fn has_passed(time: &Time, word: &str, day: Date) -> bool {
    let begins = match time.when {
        When::Years(first, last) => last == first + 1,
        When::Day(_) | When::Month(_) | When::Year(_) => true,
        When::Days(..) | When::Months(..) => false,
    };
    if word == "from" && begins {
        // On the day itself an edition may still say "will".
        let same_day = matches!(time.when, When::Day(_));
        return time.first().is_some_and(|first| if same_day { first < day } else { first <= day });
    }
    time.last().is_some_and(|last| last < day)
}

/// The verb before a date that speaks of it as to come.
fn before(passage: &Passage<'_>, words: &[Word<'_>], when: usize) -> Option<usize> {
    // "The funding received in 2019": the date belongs to the word right before it.
    let last = when.checked_sub(1)?;
    let describes = is_participle(&lower(words, last))
        && !(last.saturating_sub(3)..last).any(|at| matches!(lower(words, at).as_str(), "be" | "is" | "are" | "been"));
    if describes {
        return None;
    }
    for at in (when.saturating_sub(REACH)..when).rev() {
        if ends_between(passage, words, at, at + 1) {
            return None;
        }
        let word = lower(words, at);
        let following = lower(words, at + 1);
        let near = when - at <= 6;
        let told = match word.as_str() {
            "will" | "shall" => true,
            "is" | "are" => PLANNED.contains(&following.as_str()) || following == "due",
            "to" => TO_DO.contains(&following.as_str()) && !tells_the_past(words, at),
            word if near && TO_COME.contains(&word) => !is_noun(words, at),
            word => near && TO_COME_WITH.contains(&(word, following.as_str())) && !is_noun(words, at),
        };
        if told {
            let will = at.checked_sub(1).filter(|at| matches!(lower(words, *at).as_str(), "will" | "shall"));
            return Some(will.unwrap_or(at));
        }
        if BREAKS.contains(&word.as_str())
            || is_past(&word) && !matches!(lower(words, at.wrapping_sub(1)).as_str(), "be" | "is" | "are")
        {
            return None;
        }
    }
    None
}

/// The future verb of the statement that a date opens.
fn future_after(passage: &Passage<'_>, words: &[Word<'_>], after: usize) -> Option<usize> {
    for at in after..words.len().min(after + REACH) {
        // One comma after the date is its own.
        if at > after && ends_between(passage, words, at - 1, at) {
            return None;
        }
        let word = lower(words, at);
        match word.as_str() {
            "will" | "shall" => return Some(at),
            "is" | "are" if PLANNED.iter().take(3).any(|planned| *planned == lower(words, at + 1)) => return Some(at),
            word if BREAKS.contains(&word) || is_past(word) => return None,
            _ => {}
        }
    }
    None
}

/// Whether the statement before a word is told as past: "the work was to start".
fn tells_the_past(words: &[Word<'_>], at: usize) -> bool {
    (at.saturating_sub(8)..at).any(|at| is_past(&lower(words, at)))
}

/// Whether a word that can be a verb is a noun where it stands: "the ends", "at starts".
fn is_noun(words: &[Word<'_>], at: usize) -> bool {
    const BEFORE_NOUN: [&str; 12] = ["the", "a", "an", "this", "that", "its", "their", "at", "of", "both", "no", "new"];
    at.checked_sub(1).is_some_and(|before| BEFORE_NOUN.contains(&lower(words, before).as_str()))
}

fn is_past(word: &str) -> bool {
    PAST.contains(&word) || is_participle(word)
}

fn is_participle(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed")
        || matches!(word, "held" | "made" | "begun" | "set")
}

fn lower(words: &[Word<'_>], at: usize) -> String {
    words.get(at).map(|word| word.text.to_lowercase()).unwrap_or_default()
}

/// Whether a mark between two words next to each other ends a statement.
fn ends_between(passage: &Passage<'_>, words: &[Word<'_>], one: usize, other: usize) -> bool {
    let (Some(one), Some(other)) = (words.get(one), words.get(other)) else { return true };
    let between = passage.words_of(&(one.range.end..other.range.start));
    between.contains([',', ';', ':', '(', ')', '\u{2013}', '\u{2014}'])
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, found_with};

    const CODE: &str = "passed-date";

    fn at(day: &str, body: &str) -> Vec<String> {
        found_with(CODE, &[(CHAPTER, &chapter(body))], Some(day))
    }

    #[test]
    fn a_date_that_has_passed_is_not_to_come() {
        for (text, words) in [
            ("The contracts will expire on 25 June 2021.", "will expire on 25 June 2021"),
            ("The contracts expire on 25 June 2021.", "expire on 25 June 2021"),
            ("There is no plan yet, because the elections take place in May 2021.", "take place in May 2021"),
            ("From 26 June 2021 the Board will be responsible for all of it.", "From 26 June 2021 the Board will"),
            (
                "The Company (to be replaced by the Board from 26 June 2021).",
                "to be replaced by the Board from 26 June 2021",
            ),
            ("The new service will start from 2017/18.", "will start from 2017/18"),
            ("Domestic abuse service to start from 2017-18.", "to start from 2017-18"),
            ("The rules come into force by the end of 2020.", "come into force by the end of 2020"),
            ("The review is due in early 2021.", "is due in early 2021"),
            ("By 31 March 2020 all partners will have met.", "By 31 March 2020 all partners will"),
            ("It is expected to be published in spring 2021.", "is expected to be published in spring 2021"),
        ] {
            assert_eq!(at("2022-04-01", text), [words], "{text}");
        }
    }

    #[test]
    fn a_date_that_is_still_to_come_is_right() {
        for text in [
            "The contracts will expire on 25 June 2021.",
            "From 26 June 2021 the Board will be responsible.",
            "This edition takes effect on 1 April 2021, and elections take place in May 2021.",
            "The plan for 2021-22 will be ready in 2021.",
        ] {
            assert_eq!(at("2021-04-01", text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(at("2021-06-26", "From 26 June 2021 the Board will be responsible."), Vec::<String>::new());
        assert_eq!(at("2021-06-27", "From 26 June 2021 the Board will be responsible.").len(), 1);
        assert_eq!(at("2017-04-01", "The service will start from 2017/18."), ["will start from 2017/18"]);
    }

    #[test]
    fn a_future_that_only_counts_from_a_date_is_right() {
        for text in [
            "Since 2018 partners will only have met online.",
            "After the review of 2018 partners will work together.",
            "The funding received in 2019 will be used for signs.",
            "Partners will use the funding received in 2019.",
            "The Act, which took effect in 2015, will be reviewed.",
            "Under the Care Act 2014 partners will share information.",
            "The Police and Crime Plan 2017-2021 will be replaced.",
            "In 2018 the Board decided that it will meet each month.",
            "The pilot was to start in 2018.",
            "It was agreed in 2018 to start a pilot.",
            "The contracts expired on 25 June 2021.",
            "The end of the transition period on 31 December 2020, with new rules from 1 January 2021",
            "Partners will go on with the work that began in 2018.",
            "At the start of 2019 the Board met.",
            "The five year plan for 2019-20 to 2023-24 will be kept.",
            "The contract said: \"it will expire on 25 June 2021\".",
            "We will build on the strategy of 2018.",
        ] {
            assert_eq!(at("2022-04-01", text), Vec::<String>::new(), "{text}");
        }
    }
}
