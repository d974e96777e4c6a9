//! Names that a text nearly has: one word of them misspelt, another, missing or one too many.
//!
//! Each name is looked for by its two rarest words only, so that a text of any length and a
//! register of any size are compared in one pass.

use std::ops::Range;

use strsim::osa_distance;

use super::mentions::{Fit, KnownNames, Mention, Said};
use super::passage::Passage;
use crate::lookup::HashMap;

/// How a name was missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Miss {
    /// A word has one or two wrong letters, or of an Act with its year another ending.
    Letters,
    /// A word has another number: "Review" for "Reviews".
    Number,
    /// A word is missing.
    Missing,
    /// A word is one too many.
    Extra,
}

/// A place in a text that nearly has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Which of [`KnownNames::known`] it nearly is.
    pub known: usize,
    /// How it was missed.
    pub miss: Miss,
}

/// The words that stand in too many names to find one by.
const COMMON: [&str; 7] = ["and", "of", "the", "for", "in", "to", "a"];

/// The most words of a name that are compared.
const MOST_WORDS: usize = 20;

/// The most names that one word leads to.
const MOST_NAMES: usize = 12;

/// A word of a name or of a text.
struct Token<'l> {
    range: Range<usize>,
    /// In small letters.
    lower: &'l str,
    capital: bool,
    /// Whether something ends before it: a sentence, a clause, a bracket.
    apart: bool,
}

/// The names ready to be looked for by their rare words.
#[derive(Debug, Default)]
pub(super) struct NearNames {
    /// For each name that is looked for, its words and whether each has a capital.
    names: Vec<(usize, Vec<(String, bool)>)>,
    /// For a rare word, the names with it and its place there.
    by_word: HashMap<String, Vec<(usize, usize)>>,
}

impl NearNames {
    pub fn of(known: &KnownNames) -> NearNames {
        let mut names = Vec::new();
        let mut counts: HashMap<String, usize> = HashMap::default();
        for (index, form) in known.known.iter().enumerate().filter(|(_, form)| form.said == Said::Full) {
            let mut lower = String::new();
            let words: Vec<(String, bool)> = tokens(&form.words, &mut lower)
                .into_iter()
                .take(MOST_WORDS + 1)
                .map(|token| (token.lower.to_owned(), token.capital))
                .collect();
            let telling = words.iter().filter(|(word, _)| !COMMON.contains(&word.as_str())).count();
            if words.len() > MOST_WORDS || telling < 3 {
                continue;
            }
            for (word, _) in &words {
                *counts.entry(word.clone()).or_default() += 1;
            }
            names.push((index, words));
        }
        let mut by_word: HashMap<String, Vec<(usize, usize)>> = HashMap::default();
        for (name, (_, words)) in names.iter().enumerate() {
            let mut rare: Vec<(usize, usize)> = words
                .iter()
                .enumerate()
                .filter(|(_, (word, _))| word.len() > 2 && !COMMON.contains(&word.as_str()))
                .map(|(at, (word, _))| (counts.get(word).copied().unwrap_or(0), at))
                .collect();
            rare.sort_unstable();
            for (_, at) in rare.into_iter().take(2) {
                let word = words.get(at).map_or_else(String::new, |(word, _)| word.clone());
                let leads = by_word.entry(word).or_default();
                if leads.len() < MOST_NAMES {
                    leads.push((name, at));
                }
            }
        }
        NearNames { names, by_word }
    }

    /// Every near miss that was typed in a passage, in order; what `mentions` has is none.
    pub fn misses(&self, passage: &Passage<'_>, mentions: &[Mention]) -> Vec<NearMiss> {
        let mut found: Vec<NearMiss> = Vec::new();
        let mut lower = String::new();
        let text = tokens(&passage.text, &mut lower);
        for (at, token) in text.iter().enumerate() {
            for (name, place) in self.by_word.get(token.lower).into_iter().flatten() {
                let Some((known, words)) = self.names.get(*name) else { continue };
                let Some((range, miss)) = aligned(words, *place, &text, at) else { continue };
                if passage.is_typed(&range) && !told(mentions, &range) {
                    found.push(NearMiss { range, known: *known, miss });
                }
            }
        }
        // Of several names that a place may stand for, the surest; of places inside each other, the longest.
        found.sort_by_key(|near| (near.range.start, near.miss, std::cmp::Reverse(near.range.end)));
        let mut end = 0;
        found.retain(|near| {
            let keep = near.range.start >= end;
            if keep {
                end = near.range.end;
            }
            keep
        });
        found
    }
}

/// Whether a range is, or is in, a place that speaks of something by a name that is known.
fn told(mentions: &[Mention], range: &Range<usize>) -> bool {
    let first = mentions.partition_point(|mention| mention.range.end <= range.start);
    mentions.get(first).is_some_and(|mention| {
        // The one "s" more of a plural belongs to the mention.
        let end = mention.range.end + usize::from(mention.plural);
        mention.range.start <= range.start && range.end <= end
            || mention.fit == Fit::Loose && mention.range.start < range.end
    })
}

/// The words of a text; their small letters are put into `lower`, which is empty.
fn tokens<'l>(text: &str, lower: &'l mut String) -> Vec<Token<'l>> {
    struct Found {
        range: Range<usize>,
        /// Where its small letters begin; they end where those of the next word begin.
        lower: usize,
        capital: bool,
        apart: bool,
    }
    let mut found: Vec<Found> = Vec::new();
    lower.reserve(text.len());
    let mut apart = false;
    let mut joined = false;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let own = character.is_alphanumeric() || character == '&';
        let goes_on = |last: &&mut Found| {
            joined || last.range.end == at && character != '&' && lower.get(last.lower..) != Some("and")
        };
        match found.last_mut().filter(|_| own).filter(goes_on) {
            // "Constable's" is "constables": an apostrophe is no letter.
            Some(last) => {
                lower.extend(character.to_lowercase());
                last.range.end = end;
            }
            None if own => {
                found.push(Found { range: at..end, lower: lower.len(), capital: character.is_uppercase(), apart });
                apart = false;
                if character == '&' {
                    lower.push_str("and");
                } else {
                    lower.extend(character.to_lowercase());
                }
            }
            None => {}
        }
        joined = matches!(character, '\'' | '\u{2019}') && found.last().is_some_and(|last| last.range.end == at);
        if !own && !character.is_whitespace() && !joined && !matches!(character, '-' | '\u{2010}' | '\u{2011}' | ',') {
            apart = true;
        }
    }
    let ends: Vec<usize> = found.iter().skip(1).map(|next| next.lower).chain([lower.len()]).collect();
    let word = |(found, end): (Found, usize)| Token {
        range: found.range,
        lower: lower.get(found.lower..end).unwrap_or_default(),
        capital: found.capital,
        apart: found.apart,
    };
    found.into_iter().zip(ends).map(word).collect()
}

/// Where a name with one slip stands in a text, if one of its words stands there.
fn aligned(words: &[(String, bool)], place: usize, text: &[Token<'_>], at: usize) -> Option<(Range<usize>, Miss)> {
    let before: Vec<&(String, bool)> = words.iter().take(place).rev().collect();
    let after: Vec<&(String, bool)> = words.iter().skip(place + 1).collect();
    let left: Vec<&Token<'_>> = text.get(..at)?.iter().rev().take(words.len() + 1).collect();
    let right: Vec<&Token<'_>> = text.get(at + 1..)?.iter().take(words.len() + 1).collect();
    // All of one side as it should be, and one slip on the other.
    let (slip_before, slip_after, miss) = match (same(&before, &left), same(&after, &right)) {
        (true, true) => return None,
        (true, false) => {
            let (used, miss) = one_slip(&after, &right, words, false)?;
            (before.len(), used, miss)
        }
        (false, true) => {
            let (used, miss) = one_slip(&before, &left, words, true)?;
            (used, after.len(), miss)
        }
        (false, false) => return None,
    };
    let window = text.get(at - slip_before..=at + slip_after)?;
    let (first, last) = (window.first()?, window.last()?);
    if window.iter().skip(1).any(|token| token.apart) {
        return None;
    }
    // It must look like the name: capitals where the name has them.
    let capitals = words.iter().filter(|(_, capital)| *capital).count();
    let here = window.iter().filter(|token| token.capital).count();
    let looks = if capitals < 2 { here >= capitals } else { here + 1 >= capitals && here >= 2 };
    looks.then_some((first.range.start..last.range.end, miss))
}

fn same(words: &[&(String, bool)], text: &[&Token<'_>]) -> bool {
    words.len() <= text.len() && words.iter().zip(text).all(|((word, _), token)| *word == token.lower)
}

/// How many words of a text make one side of a name with one slip.
///
/// Words run away from the word that was found: for the side before it, backwards.
fn one_slip(
    side: &[&(String, bool)],
    text: &[&Token<'_>],
    all: &[(String, bool)],
    before: bool,
) -> Option<(usize, Miss)> {
    let good = side.iter().zip(text).take_while(|((word, _), token)| *word == token.lower).count();
    let (wanted, _) = side.get(good)?;
    let rest = side.get(good + 1..)?;
    let found = text.get(good);
    let outermost = rest.is_empty();
    if let Some(found) = found
        && same(rest, text.get(good + 1..)?)
        && let Some(miss) = slip(wanted, found.lower, all)
        && !(outermost && miss == Miss::Number)
    {
        return Some((side.len(), miss));
    }
    // A long name without its first word: "Kent and Medway Group" for "NHS Kent and Medway Group".
    let own_start = found.is_none_or(|token| !token.capital);
    let telling = all.iter().filter(|(word, _)| !COMMON.contains(&word.as_str())).count();
    let short = outermost && !(before && telling >= 5 && own_start);
    if !short && same(rest, text.get(good..)?) && !COMMON.contains(&wanted.as_str()) {
        return Some((side.len() - 1, Miss::Missing));
    }
    let extra = found.is_some_and(|token| token.capital && !COMMON.contains(&token.lower));
    if extra && same(side.get(good..)?, text.get(good + 1..)?) {
        return Some((side.len() + 1, Miss::Extra));
    }
    None
}

/// How one word was missed by another; `None` if they are simply two words.
fn slip(wanted: &str, found: &str, all: &[(String, bool)]) -> Option<Miss> {
    let digits = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    if digits(wanted) || digits(found) || wanted.len() > 40 || found.len() > 40 {
        return None;
    }
    let shorter = if wanted.len() < found.len() { wanted } else { found };
    let longer = if wanted.len() < found.len() { found } else { wanted };
    let ending = longer.strip_prefix(shorter);
    if matches!(ending, Some("s" | "es"))
        || shorter.strip_suffix('y').is_some_and(|stem| longer == format!("{stem}ies"))
    {
        return Some(Miss::Number);
    }
    let distance = osa_distance(wanted, found);
    let least = wanted.len().min(found.len());
    // "an" for "and" is a slip among many words that are right.
    let near = distance == 1 && (least >= 4 || all.len() >= 5) || distance == 2 && least >= 7;
    let act = all.last().is_some_and(|(word, _)| word.len() == 4 && digits(word));
    let stem = wanted.chars().zip(found.chars()).take_while(|(a, b)| a == b).count();
    (near || act && stem >= 4).then_some(Miss::Letters)
}
