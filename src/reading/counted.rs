//! Numbers with the words that they count.

use super::numbers::{Number, numbers};
use super::passage::{Word, words};

/// A number and what follows it in the same clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted<'t> {
    /// The number.
    pub number: Number,
    /// The next words, up to a mark of punctuation.
    pub words: Vec<Word<'t>>,
}

/// The most words that are looked at after a number, and the bytes that they are in.
const WORDS: usize = 8;
const BYTES: usize = 160;

/// Every whole number of a text with the words after it.
pub fn counted(text: &str) -> Vec<Counted<'_>> {
    let found = numbers(text).into_iter();
    found
        .map(|number| {
            let start = number.range.end;
            let end = text.floor_char_boundary((start + BYTES).min(text.len()));
            // A mark right after the number ends its clause.
            let end = if text[start..].starts_with(char::is_whitespace) { end } else { start };
            let mut after = start;
            let mut following = Vec::new();
            for word in words(&text[start..end], start).take(WORDS) {
                // A mark between two words ends the clause.
                if text[after..word.range.start].contains(|c: char| !c.is_whitespace()) {
                    break;
                }
                after = word.range.end;
                following.push(word);
            }
            Counted { number, words: following }
        })
        .collect()
}

/// Whether a word is a plural by its look.
pub fn is_plural(word: &str) -> bool {
    let lower = word.to_lowercase();
    let ends = lower.ends_with('s') && !["ss", "us", "is", "'s", "\u{2019}s"].iter().any(|end| lower.ends_with(end));
    lower.len() > 3 && ends || matches!(lower.as_str(), "people" | "children" | "criteria" | "men" | "women")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_the_words_of_its_clause() {
        let found = counted("The eleven local CSPs, of which six took part (in 4).");
        let told: Vec<(usize, Vec<&str>)> =
            found.iter().map(|one| (one.number.value, one.words.iter().map(|word| word.text).collect())).collect();
        assert_eq!(told, [(11, vec!["local", "CSPs"]), (6, vec!["took", "part"]), (4, vec![])]);
    }

    #[test]
    fn plurals_are_known_by_their_look() {
        assert!(["aims", "priorities", "CSPs", "children"].iter().all(|word| is_plural(word)));
        assert!(!["process", "is", "campus", "analysis", "as", "county's"].iter().any(|word| is_plural(word)));
    }
}
