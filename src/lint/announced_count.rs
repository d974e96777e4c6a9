//! A list that is announced with a number of items that it does not have.
//!
//! "Three aims:" before four, or "ten projects" before eleven, makes a reader count and doubt both. The
//! number is usually that of last year, when an item fewer was listed. Lists of Markdown are looked
//! at, those that data makes, and items in the run of a sentence after "including". Where a list
//! is said to be only a part, with "including" or "such as", it may be shorter than the number.
//!
//! Before:
//!
//! ```md
//! The agreement has three aims:
//!
//! - better services;
//! - better planning;
//! - better outcomes; and
//! - better data.
//! ```
//!
//! After:
//!
//! ```md
//! The agreement has three aims:
//!
//! - better services;
//! - better planning; and
//! - better outcomes.
//! ```
//!
//! Source: GOV.UK style guide, Bullet points; WCAG 2.2, success criterion 3.1.5 (Reading Level).

mod items;

use std::ops::Range;

use self::items::{List, fewest_items, list_after};
use super::{Case, Level, Lint, Report};
use crate::reading::{Counted, Origin, Passage, Pattern, counted, in_words, is_plural, quotes};
use crate::source::Span;

/// A list with another number of items than is announced.
pub(super) const LINT: Lint =
    Lint { code: "announced-count", level: Level::Warning, file: include_str!("announced_count.rs"), check };

/// The largest number that is taken for that of a list.
const LARGEST: usize = 40;

/// The longest sentence, in bytes, that is taken for an announcement.
const LONGEST: usize = 600;

/// Words that are counted and listed by nobody.
const MEASURES: [&str; 28] = [
    "years",
    "months",
    "weeks",
    "days",
    "hours",
    "minutes",
    "seconds",
    "times",
    "people",
    "pages",
    "pounds",
    "miles",
    "metres",
    "children",
    "men",
    "women",
    "residents",
    "officers",
    "members",
    "staff",
    "levels",
    "others",
    "cases",
    "incidents",
    "offences",
    "victims",
    "words",
    "characters",
];

/// Whether a list is said to be only a part of what is counted.
static PARTIAL: Pattern =
    Pattern::new(r"(?i-u)\b(?:includ(?:e|es|ed|ing)|such as|for example|e\.g|among them|not limited to)\b");

/// "The aims are:", "there are three aims:", "for these three reasons:": how a list is announced.
static ANNOUNCES: Pattern = Pattern::new(
    r"(?i-u)(?:^|\b(?:are|were|is|as follows|follow|below|namely|includ(?:e|es|ed|ing)|such as)) ?(?:the following)?$",
);

/// How long the words of an announcement after the noun may be, in bytes.
const ANNOUNCEMENT: usize = 100;

/// What stands before the number of a list: "there are", "has", "the following".
static BEFORE: Pattern = Pattern::new(
    r"(?i-u)\b(?:the|these|those|its|our|has|have|had|are|were|is|of|with|into|in|at|by|for|on|to|following|through|using|under|from|contains?|needs?|requires?|covers?|sets out|serves?)(?: (?:the )?following)? $|^(?iu:[^a-z0-9])*$",
);

/// Numbers that are less exact than they look.
static ROUGH: Pattern = Pattern::new(
    r"(?i-u)\b(?:at least|more than|over|about|around|nearly|almost|up to|some|fewer than|less than|another|other|further|first|last|next|top|of the|one of|any|either|each of|or|between|only) $",
);

fn check(case: &Case<'_>, report: &mut Report) {
    for passage in case.reading.passages.iter().filter(|passage| passage.is_prose()) {
        if !passage.text.contains(':') && !PARTIAL.is_match(&passage.text) {
            continue;
        }
        let numbers = counted(&passage.text);
        if numbers.is_empty() {
            continue;
        }
        if passage.text.trim_end().ends_with(':') {
            if let Some(list) = list_after(case, passage) {
                before_a_list(passage, &numbers, &list, report);
            }
        } else {
            in_a_sentence(passage, &numbers, report);
        }
    }
}

/// A number with the noun that it counts.
struct Announced {
    number: Range<usize>,
    value: usize,
    in_words: bool,
    noun: Range<usize>,
}

/// The plural that a number counts, if it may be that of a list.
fn announced(text: &str, found: &Counted<'_>) -> Option<Announced> {
    const ADJECTIVES: usize = 4;
    let number = &found.number;
    if !(2..=LARGEST).contains(&number.value) {
        return None;
    }
    let noun = found.words.iter().take(ADJECTIVES).find(|word| is_plural(word.text))?;
    let lower = noun.text.to_lowercase();
    // "Three in four partners", "two of the aims".
    let joined = found.words.iter().take_while(|word| word.range != noun.range);
    let joined =
        joined.into_iter().any(|word| matches!(word.text, "of" | "in" | "and" | "or" | "to" | "the" | "more" | "out"));
    if joined || MEASURES.contains(&lower.as_str()) || is_rough(text, number.range.start) {
        return None;
    }
    let (number, value, in_words) = (number.range.clone(), number.value, number.in_words);
    Some(Announced { number, value, in_words, noun: noun.range.clone() })
}

fn is_rough(text: &str, at: usize) -> bool {
    ROUGH.is_match(near_before(text, at))
}

/// A few words before a place.
fn near_before(text: &str, at: usize) -> &str {
    const NEAR: usize = 60;
    let start = text.floor_char_boundary(at.saturating_sub(NEAR));
    text.get(start..at).unwrap_or_default()
}

/// The number in the sentence that ends with the colon, or of the same noun in one before it.
fn before_a_list(passage: &Passage<'_>, numbers: &[Counted<'_>], list: &List, report: &mut Report) {
    let text = &passage.text;
    let Some(last) = passage.sentences().pop().filter(|last| last.len() <= LONGEST) else { return };
    let sentence = text.get(last.clone()).unwrap_or_default().trim_end().trim_end_matches(':');
    let end = last.start + sentence.len();
    let here: Vec<&Counted<'_>> = numbers.iter().filter(|one| last.contains(&one.number.range.start)).collect();
    let partial = PARTIAL.is_match(sentence);
    let found = match here.as_slice() {
        [one] => announced(text, one).filter(|one| {
            let rest = text.get(one.noun.end..end).unwrap_or_default();
            let before = near_before(text, one.number.start).get(..).unwrap_or_default();
            let begins = one.number.start == last.start;
            rest.len() <= ANNOUNCEMENT
                && !rest.contains(':')
                && ANNOUNCES.is_match(rest)
                && (begins || BEFORE.is_match(before))
        }),
        [] => earlier(text, numbers, &last, end),
        _ => None,
    };
    let Some(found) = found.filter(|found| passage.is_typed(&found.number)) else { return };
    let wrong = list.items > found.value || list.items < found.value && !partial && !list.at_least;
    if wrong && (list.items < LARGEST || !partial) {
        tell(passage, &found, list.items, list.place, report);
    }
}

/// The number of an earlier sentence, where the last one announces the same: "paid for ten projects
/// … The projects were:".
fn earlier(text: &str, numbers: &[Counted<'_>], last: &Range<usize>, end: usize) -> Option<Announced> {
    let sentence = text.get(last.start..end)?;
    let words: Vec<&str> = sentence.split_whitespace().take(4).collect();
    let the = words.first().is_some_and(|word| matches!(*word, "The" | "These" | "Those" | "They"));
    let is = sentence
        .split_whitespace()
        .last()
        .is_some_and(|word| matches!(word, "are" | "were" | "include" | "included" | "including" | "follows"));
    let noun = words.iter().skip(1).find(|word| is_plural(word))?;
    let mut same =
        numbers.iter().filter(|one| one.number.range.start < last.start).filter_map(|one| announced(text, one));
    let mut found = same.by_ref().filter(|one| text.get(one.noun.clone()).is_some_and(|word| word == *noun));
    let first = found.next()?;
    // Two numbers of the same things: nobody knows which is announced.
    (the && is && found.next().is_none()).then_some(first)
}

/// "ten projects, including a, b and c": more items than are counted.
fn in_a_sentence(passage: &Passage<'_>, numbers: &[Counted<'_>], report: &mut Report) {
    let text = &passage.text;
    let sentences = passage.sentences();
    let mut quoted = None;
    for found in numbers.iter().filter_map(|one| announced(text, one)) {
        let sentence = sentences.get(sentences.partition_point(|one| one.end <= found.number.start));
        let Some(sentence) = sentence.filter(|sentence| sentence.len() <= LONGEST * 2) else { continue };
        let rest = text.get(found.noun.end..sentence.end).unwrap_or_default();
        // The items begin right after the noun.
        let near = rest.get(..rest.floor_char_boundary(rest.len().min(40))).unwrap_or_default();
        let Some(begins) = ["including:", "including", "such as:", "such as"].iter().find_map(|word| {
            near.find(word).filter(|at| near[..*at].trim_matches([',', ' ', '(']).is_empty()).map(|at| at + word.len())
        }) else {
            continue;
        };
        let from = found.noun.end + begins;
        let items = text.get(from..sentence.end).unwrap_or_default();
        let quoted = quoted.get_or_insert_with(|| quotes(text));
        let apart = |at: usize| {
            let range = from + at..from + at + 1;
            !quoted.touch(&range) && !passage.runs_in(&range).any(|run| matches!(run.origin, Origin::Value(_)))
        };
        let least = fewest_items(items, apart);
        if least > found.value && passage.is_typed(&found.number) {
            let whole = found.number.start..found.noun.end;
            let message =
                format!("`{}` are announced, and at least {} are named", passage.words_of(&whole), in_words(least));
            report.add(passage.place(&whole), message, |finding| finding.help("correct the number, or the list"));
        }
    }
}

fn tell(passage: &Passage<'_>, found: &Announced, items: usize, last: Span, report: &mut Report) {
    let whole = found.number.start..found.noun.end;
    let written = passage.words_of(&whole);
    let place = passage.place(&whole);
    let number = passage.place(&found.number);
    let right = if found.in_words { in_words(items) } else { items.to_string() };
    let message = format!("`{written}` are announced, and the list has {right}");
    report.add(place, message, |finding| {
        let first = passage.words_of(&found.number).chars().next();
        let right = if first.is_some_and(char::is_uppercase) { capital(&right) } else { right };
        finding
            .also(Span::new(last.file, last.start, last.start), "the last item is here")
            .help("correct the number, or the list")
            .suggest(number, right, false)
    });
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, findings, found, found_with};

    const CODE: &str = "announced-count";

    fn list(items: usize) -> String {
        (1..=items).map(|item| format!("\n- item {item}")).collect()
    }

    #[test]
    fn a_list_with_more_or_fewer_items_is_found() {
        for (text, expected) in [
            ("The agreement has three aims:", "three aims"),
            ("There are three main aims:", "three main aims"),
            ("It works through the following three steps:", "three steps"),
            ("The three cross-cutting themes are:", "three cross-cutting themes"),
            ("Three new powers are as follows:", "Three new powers"),
            ("This is done in 3 ways:", "3 ways"),
            ("These are the reasons. There are three reasons for this change, as follows:", "three reasons"),
            (
                "In the year the fund paid for three projects. Much was delayed. The projects that were paid for in 2020-21 were:",
                "three projects",
            ),
            ("It has three aims, which include:", "three aims"),
        ] {
            assert_eq!(found(CODE, &format!("{text}\n{}", list(4))), [expected], "{text}");
        }
        assert_eq!(found(CODE, &format!("The agreement has three aims:\n{}", list(2))), ["three aims"]);
    }

    #[test]
    fn other_numbers_before_a_list_are_left_alone() {
        for text in [
            "The agreement has four aims:",
            "In the last three years partners have:",
            "Two of the councils have:",
            "The three councils agreed on the following:",
            "At least three things are needed:",
            "More than three reasons were given:",
            "Three aims and two themes are:",
            "The three aims matter. The police will:",
            "The fund paid for three projects and four events. The events that were good were:",
            "Three projects ran in one year and five projects in the next. The projects were:",
            "It has six aims, including:",
            "For three partners this means:",
            "In 2020-21 and in two days:",
            "The first three steps are:",
        ] {
            assert_eq!(found(CODE, &format!("{text}\n{}", list(4))), Vec::<String>::new(), "{text}");
        }
        assert_eq!(found(CODE, "The agreement has three aims:\n\nA paragraph."), Vec::<String>::new());
    }

    #[test]
    fn items_in_the_run_of_a_sentence_are_counted() {
        let text = "The fund paid for three projects including a café, two clubs, some videos, signs and a leaflet.";
        assert_eq!(found(CODE, text), ["three projects"]);
        let text = "The fund paid for three projects, including: a café; clubs, big and small; videos; and signs.";
        assert_eq!(found(CODE, text), ["three projects"]);
        for text in [
            "The fund paid for three projects including a café, two clubs and videos.",
            "The fund paid for three projects (including one for \"a, b, c, d\" and {{ plan.safer-in-kent }}).",
            "The fund paid for ten projects including a, b, c, d and e, and the team, the police, and others helped.",
            "It has three aims, and it deals with a, b, c, d, e and f, including g.",
            "It has three aims, including a, b, and c, which began in May, grew in June and ended in July.",
            "It has three aims, including big and small a, b and c, but no d, e or f.",
        ] {
            assert_eq!(found(CODE, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_list_that_data_makes_is_counted() {
        let text = |number: &str| {
            chapter(&format!(
                "These {number} priorities guide the plan. The {number} principles are:\n\n{{{{ police-and-crime-plan part=guiding-principles }}}}"
            ))
        };
        let plan = "plan: safer-in-kent\nguiding-principles: [One, Two, Three]\nchief-constable: []\n";
        let found = |number: &str| {
            found_with(CODE, &[("data/police-and-crime-plan.yaml", plan), (CHAPTER, &text(number))], None)
        };
        assert_eq!(found("four"), ["four principles"]);
        assert_eq!(found("three"), Vec::<String>::new());
    }

    #[test]
    fn the_right_number_is_offered_in_the_same_style() {
        let text = chapter(&format!("Three new aims are:\n{}", list(4)));
        let (files, found) = findings(&[(CHAPTER, &text)], None);
        let one = found.into_iter().find(|one| one.code == CODE).and_then(|one| one.suggestion).expect("an offer");
        assert_eq!((files.written(one.span), one.replacement.as_str()), ("Three", "Four"));
    }
}
