//! A paragraph or a sentence that stands in two places of the document, word for word or nearly so.
//!
//! Two copies drift apart with the next edition, and then the document contradicts itself. The
//! 2017 and 2021 editions told in an appendix once more what paragraph 2.4 says. One place and a
//! reference to it are enough.
//!
//! Before:
//!
//! ```md
//! The Commissioner must have regard to the priorities of the responsible authorities in the county, and they to the plan.
//!
//! ## The plan
//!
//! The Commissioner must have regard to the priorities of the responsible authorities in this county, and they to the plan.
//! ```
//!
//! After:
//!
//! ```md
//! The Commissioner must have regard to the priorities of the responsible authorities in the county, and they to the plan. {#regard}
//!
//! ## The plan
//!
//! How the plan and the priorities belong together is explained in [](#regard).
//! ```
//!
//! Source: the published editions of April 2017 and April 2021.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::lookup::HashMap;
use crate::reading::{Form, Passage, Word};

/// Words that stand in two places.
pub(super) const LINT: Lint =
    Lint { code: "repeated-text", level: Level::Warning, file: include_str!("repeated_text.rs"), check };

/// The fewest words that are compared.
const LEAST: usize = 12;
/// The fewest of a sentence in a paragraph; a short one may be said twice.
const LEAST_OF_SENTENCE: usize = 15;
/// How many words in a row are compared as one.
const SHINGLE: usize = 3;
/// How much of two paragraphs must be the same: four parts of five.
const ALIKE: (usize, usize) = (4, 5);
/// How much of two sentences: where one word differs, they may well say two things.
const ALIKE_SENTENCES: (usize, usize) = (9, 10);
/// The most places that are remembered for the same words.
const MOST_PLACES: usize = 8;

/// A paragraph or a sentence.
struct Unit<'a, 'p> {
    passage: &'p Passage<'a>,
    range: Range<usize>,
    /// The paragraph that it is in, by number.
    paragraph: usize,
    whole: bool,
    /// The rows of words in it, in order and each once.
    shingles: Vec<u64>,
}

fn check(case: &Case<'_>, report: &mut Report) {
    let mut units = Vec::new();
    for (paragraph, passage) in case.reading.passages.iter().enumerate() {
        // Editions of the log of changes say the same year by year.
        // The cells of a table repeat each other, and so do words that lead into a list.
        if !passage.is_prose()
            || passage.form == Form::Cell
            || passage.data().is_some_and(|(file, _)| file == "version-control.yaml")
        {
            continue;
        }
        if passage.text.trim_end().ends_with(':') {
            continue;
        }
        let words = hashed(passage);
        units.extend(unit(passage, &words, 0..passage.text.len(), paragraph, true));
        // No sentence has more words than its paragraph.
        let sentences = if words.len() < LEAST_OF_SENTENCE { Vec::new() } else { passage.sentences() };
        if sentences.len() > 1 {
            units.extend(sentences.into_iter().filter_map(|range| unit(passage, &words, range, paragraph, false)));
        }
    }
    let mut told: HashMap<usize, usize> = HashMap::default();
    for (unit, first) in repeated(&units) {
        let known = told.get(&unit.paragraph) == Some(&first.paragraph);
        if unit.whole {
            told.insert(unit.paragraph, first.paragraph);
        } else if known {
            continue;
        }
        let what = if unit.whole { "paragraph" } else { "sentence" };
        let message = format!("this {what} stands in the document twice, in the same words or nearly so");
        report.add(unit.passage.place(&unit.range), message, |finding| {
            finding
                .also(first.passage.place(&first.range), "the first of the two is here")
                .help("keep it in one place, and write a reference such as [](#its-id) in the other")
        });
    }
}

/// A word, known by its letters whatever their case.
struct Hashed {
    range: Range<usize>,
    hash: u64,
    typed: bool,
}

fn hashed(passage: &Passage<'_>) -> Vec<Hashed> {
    let hashed = |word: Word<'_>| Hashed {
        hash: hash(&word.text.to_lowercase()),
        typed: passage.is_typed(&word.range),
        range: word.range,
    };
    passage.words().map(hashed).collect()
}

/// A unit, if it has enough words that somebody typed; `words` are those of its passage.
fn unit<'a, 'p>(
    passage: &'p Passage<'a>,
    words: &[Hashed],
    range: Range<usize>,
    paragraph: usize,
    whole: bool,
) -> Option<Unit<'a, 'p>> {
    let first = words.partition_point(|word| word.range.start < range.start);
    let last = words.partition_point(|word| word.range.end <= range.end);
    let words = words.get(first..last)?;
    let typed = words.iter().filter(|word| word.typed).count();
    if typed < if whole { LEAST } else { LEAST_OF_SENTENCE } {
        return None;
    }
    let hashes: Vec<u64> = words.iter().map(|word| word.hash).collect();
    let mut shingles: Vec<u64> = hashes.windows(SHINGLE).map(hash).collect();
    shingles.sort_unstable();
    shingles.dedup();
    Some(Unit { passage, range, paragraph, whole, shingles })
}

fn hash<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The units that repeat an earlier one of the same kind.
///
/// Two sets that share four fifths of their members share one of the rarest few of each, so only
/// these are looked up.
fn repeated<'u, 'a, 'p>(units: &'u [Unit<'a, 'p>]) -> Vec<(&'u Unit<'a, 'p>, &'u Unit<'a, 'p>)> {
    let mut often: HashMap<u64, u32> = HashMap::default();
    units.iter().flat_map(|unit| &unit.shingles).for_each(|shingle| *often.entry(*shingle).or_default() += 1);
    let mut index: HashMap<(bool, u64), Vec<&Unit<'a, 'p>>> = HashMap::default();
    let mut found = Vec::new();
    for unit in units {
        let mut rare: Vec<(u32, u64)> =
            unit.shingles.iter().map(|shingle| (often.get(shingle).copied().unwrap_or_default(), *shingle)).collect();
        let (part, whole) = ALIKE;
        let few = rare.len() - (rare.len() * part).div_ceil(whole) + 1;
        if few < rare.len() {
            rare.select_nth_unstable(few);
            rare.truncate(few);
        }
        rare.sort_unstable();
        let keys =
            rare.iter().filter(|(count, _)| *count > 1).take(MOST_PLACES).map(|(_, shingle)| (unit.whole, *shingle));
        let keys: Vec<(bool, u64)> = keys.collect();
        let first = keys
            .iter()
            .filter_map(|key| index.get(key))
            .flatten()
            .find(|other| other.paragraph != unit.paragraph && alike(other, unit));
        match first {
            Some(first) => found.push((unit, *first)),
            None => {
                for key in keys {
                    let places = index.entry(key).or_default();
                    if places.len() < MOST_PLACES {
                        places.push(unit);
                    }
                }
            }
        }
    }
    found
}

/// Whether two units share enough of the rows of words of the larger.
fn alike(one: &Unit<'_, '_>, other: &Unit<'_, '_>) -> bool {
    let (part, whole) = if one.whole { ALIKE } else { ALIKE_SENTENCES };
    let (one, other) = (&one.shingles, &other.shingles);
    if one.len().min(other.len()) * whole < one.len().max(other.len()) * part {
        return false;
    }
    let (mut left, mut right, mut common) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(left), other.get(right)) {
        common += usize::from(a == b);
        left += usize::from(a <= b);
        right += usize::from(b <= a);
    }
    common * whole >= one.len().max(other.len()) * part
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, findings, found, found_with};

    const CODE: &str = "repeated-text";
    const LONG: &str = "Each Commissioner must have regard to the priorities of the responsible authorities in the partnerships of \
                        the county, and they must have regard to the objectives in the plan in their turn.";

    #[test]
    fn a_paragraph_that_stands_twice_is_found_with_the_first() {
        let nearly = LONG.replace("of the county", "of Kent");
        let text = chapter(&format!("{LONG}\n\n- One.\n- {nearly}"));
        let (files, told) = findings(&[(CHAPTER, &text)], None);
        let told = told.iter().find(|one| one.code == CODE).expect("a finding");
        assert_eq!(files.written(told.primary.span), nearly);
        assert_eq!(files.written(told.others[0].span), LONG);
    }

    #[test]
    fn a_paragraph_of_another_chapter_or_of_the_data_is_found() {
        let other = format!("---\ntitle: B\n---\n\n{LONG}\n");
        let first = chapter(LONG);
        assert_eq!(found_with(CODE, &[(CHAPTER, &first), ("chapters/03-b.md", &other)], None), [LONG]);
        let governance = format!("nodes:\n  - id: a\n    name: A\n    text: {LONG}\n");
        assert_eq!(found_with(CODE, &[(CHAPTER, &first), ("data/governance.yaml", &governance)], None), [LONG]);
    }

    #[test]
    fn a_sentence_among_others_is_found_once() {
        let text = format!("The law is old. {LONG}\n\nThe plan is new. {LONG} It ends in May.");
        assert_eq!(found(CODE, &text), [LONG]);
        let text = format!("{LONG} {LONG}");
        assert_eq!(found(CODE, &text), [""; 0], "a paragraph is not compared with itself");
        let twice = format!("{LONG} And so it goes on for ever.");
        assert_eq!(found(CODE, &format!("{twice}\n\n{twice}")), [twice]);
    }

    #[test]
    fn words_that_are_alike_only_in_part_are_left_alone() {
        let other = "Each Commissioner must have regard to the priorities of the responsible authorities in the partnerships of \
                     the county, but nobody else needs to look at them.";
        assert_eq!(found(CODE, &format!("{LONG}\n\n{other}")), [""; 0]);
        assert_eq!(found(CODE, "The partners work together.\n\nThe partners work together."), [""; 0]);
        let one = "It will be told of if a copy of the data has been in the state of running for more than four hours.";
        let (first, second) = (format!("A. {one}"), format!("B. {}", one.replace("a copy", "a loss")));
        assert_eq!(found(CODE, &format!("{first} C is here.\n\n{second} D is there.")), [""; 0]);
        let table = format!("Table: A\n\n| A | B |\n|---|---|\n| a | {LONG} |\n| b | {LONG} |");
        assert_eq!(found(CODE, &table), [""; 0], "cells may say the same");
        let leading = LONG.replace("turn.", "turn:");
        assert_eq!(found(CODE, &format!("{leading}\n\n- a\n\n{leading}\n\n- b")), [""; 0], "so may leading words");
        let values = "The {{ body.kfrs }} and the {{ body.kcsp }} keep the {{ term.csa }}.";
        assert_eq!(found(CODE, &format!("{values}\n\n{values}")), [""; 0], "names are not typed");
    }

    #[test]
    fn a_paragraph_repeated_very_often_is_told_in_good_time() {
        let text = format!("{LONG}\n\n").repeat(900);
        assert_eq!(found(CODE, &text).len(), 899);
    }
}
