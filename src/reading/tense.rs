//! Whether a sentence tells of a thing as past, present or to come.
//!
//! English cannot be told by a list of words, so these lists are short and what they do not
//! know is `None`: whoever asks says nothing then.

mod lists;

use std::ops::Range;

use lists::{
    AFTER_VERB, BEGINNINGS, BETWEEN, DETERMINERS, ENDS, PAST, PREPOSITIONS, PRESENT, PRESENT_OF_MANY, PRESENT_OR_NOUN,
};

/// When something is told to happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// It was.
    Past,
    /// It is, or has been.
    Present,
    /// It will be.
    Future,
}

/// How many words after a subject its verb is looked for.
const REACH: usize = 14;

/// The verb of the subject that ends at a byte, up to the end of its sentence: when, and where it stands.
pub fn verb_after(text: &str, at: usize, end: usize, many: bool) -> Option<(Tense, Range<usize>)> {
    let rest = text.get(at..end)?;
    // A mark of a clause ends the search, brackets are passed over, and so is the "'s" of nobody.
    let mut words = words(rest).take(REACH).peekable();
    let mut first = true;
    let mut in_brackets = false;
    while let Some(word) = words.next() {
        let range = at + word.range.start..at + word.range.end;
        if word.before.contains([':', ';', '.', '\u{2013}', '\u{2014}', '\'', '\u{2019}', '/']) && !in_brackets {
            return None;
        }
        in_brackets = (in_brackets || word.before.contains('(')) && !word.before.contains(')');
        if in_brackets {
            continue;
        }
        let lower = word.text.to_lowercase();
        let next = words.peek().map(|next| next.text.to_lowercase()).unwrap_or_default();
        let comma = word.before.contains(',');
        match lower.as_str() {
            "will" | "shall" => return Some((Tense::Future, range)),
            "is" | "are" if next == "to" || next == "due" => return Some((Tense::Future, range)),
            "would" | "might" => return None,
            word if PRESENT.contains(&word) => return Some((Tense::Present, range)),
            word if many && PRESENT_OF_MANY.contains(&word) => return Some((Tense::Present, range)),
            word if PRESENT_OR_NOUN.contains(&word) && AFTER_VERB.contains(&next.as_str()) => {
                return Some((Tense::Present, range));
            }
            word if PAST.contains(&word) || word.len() > 4 && word.ends_with("ed") => {
                return Some((Tense::Past, range));
            }
            word if BETWEEN.contains(&word) => {}
            // "…, the Team and the Board are"; "the Groups in Kent are".
            "and" | "the" | "in" | "across" => {}
            _ if word.text.starts_with(char::is_uppercase) && !comma && !first => {}
            _ => return None,
        }
        first = false;
    }
    None
}

/// Whether the name at a byte can be the subject of what follows: nothing governs it.
pub fn is_subject(text: &str, sentence: usize, at: usize) -> bool {
    let Some(before) = text.get(sentence..at) else { return false };
    // The eight last words are enough, and more would make a long list slow.
    let near = before.char_indices().rev().filter(|(_, c)| c.is_whitespace()).nth(8).map_or(0, |(at, _)| at);
    let Some(before) = before.get(near..) else { return false };
    let trimmed = before.trim_end();
    let mut determined = false;
    let mut rest = trimmed;
    loop {
        let ended = rest.trim_end_matches(['"', '\u{201c}', '*', '(']);
        let word = ended.rsplit(char::is_whitespace).next().unwrap_or_default();
        if word.is_empty() {
            return true;
        }
        if word.ends_with([',', ':', ';', '.', '?', '!', ')', '\u{2013}', '\u{2014}']) {
            return true;
        }
        let lower = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let cut = ended.len() - word.len();
        if DETERMINERS.contains(&lower.as_str()) {
            determined = true;
            rest = ended.get(..cut).unwrap_or_default().trim_end();
            continue;
        }
        if lower == "and" {
            let others = ended.get(..cut).unwrap_or_default();
            return !words(others).any(|word| PREPOSITIONS.contains(&word.text.to_lowercase().as_str()));
        }
        return BEGINNINGS.contains(&lower.as_str())
            || determined
                && !PREPOSITIONS.contains(&lower.as_str())
                && word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    }
}

/// Whether a sentence tells of an end or a change, so that it may name what is no more.
pub fn tells_an_end(sentence: &str) -> bool {
    let mut before = "";
    words(sentence).any(|word| {
        let lower = word.text.to_lowercase();
        let told =
            ENDS.contains(&lower.as_str()) || before == "no" && lower == "longer" || before == "used" && lower == "to";
        before = word.text;
        told
    })
}

struct Word<'t> {
    range: Range<usize>,
    text: &'t str,
    /// What stands between it and the word before.
    before: &'t str,
}

/// Words with what stands before each; a hyphen is inside a word.
fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let gap = rest.find(|c: char| c.is_alphanumeric() || c == super::STAND_IN)?;
        let word = rest.get(gap..)?;
        let len = word.find(|c: char| !c.is_alphanumeric() && c != '-' && c != super::STAND_IN).unwrap_or(word.len());
        let found = Word { range: at + gap..at + gap + len, text: word.get(..len)?, before: rest.get(..gap)? };
        at += gap + len;
        Some(found)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tense(text: &str) -> Option<Tense> {
        let at = text.find("Road Board").expect("the name");
        let end = at + "Road Board".len();
        verb_after(text, end, text.len(), false).filter(|_| is_subject(text, 0, at)).map(|(tense, _)| tense)
    }

    #[test]
    fn the_tense_of_a_subject_is_told() {
        for text in [
            "The Road Board is responsible.",
            "Until then the Road Board (RB) still delivers its services.",
            "At the end, the Road Board and the Fire Service support each other and Road Board leads the work.",
            "We think that the Road Board has a plan.",
            "In Kent the Road Board also plans to grow.",
        ] {
            let expected = if text.contains("Fire Service") { None } else { Some(Tense::Present) };
            assert_eq!(tense(text), expected, "{text}");
        }
        assert_eq!(tense("The Road Board and the Fire Service have a plan."), Some(Tense::Present));
        for text in ["From 26 June 2021 the Road Board will be responsible.", "The Road Board is to take over."] {
            assert_eq!(tense(text), Some(Tense::Future), "{text}");
        }
        for text in
            ["In 2020 the Road Board managed the change.", "The Road Board became one.", "The Road Board then ran it."]
        {
            assert_eq!(tense(text), Some(Tense::Past), "{text}");
        }
    }

    #[test]
    fn what_is_no_subject_has_no_tense() {
        for text in [
            "The members of the Road Board are officers.",
            "Work with Kent Police and the Road Board is going on.",
            "The Road Board's plans are ready.",
            "Under the Road Board everything has a place.",
            "The Road Board plans are ready.",
            "The Road Board: it is here.",
            "It supports the Road Board and has a plan.",
            "Road Board",
        ] {
            assert_eq!(tense(text), None, "{text}");
        }
    }

    #[test]
    fn an_end_is_told_in_any_tense() {
        for text in
            ["It has since been replaced.", "It no longer exists.", "The former board is gone.", "It used to be so."]
        {
            assert!(tells_an_end(text), "{text}");
        }
        assert!(!tells_an_end("It continues to deliver its services."));
    }
}
