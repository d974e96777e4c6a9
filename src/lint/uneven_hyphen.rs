//! A word that is written with a hyphen in one place and without it in another.
//!
//! Readers who search for "cross-cutting" do not find "cross cutting", a screen reader says the two
//! differently, and a comparison of editions shows changes that are none. The spelling that the
//! document uses most often is its spelling. Names of the data, and quoted titles, keep theirs.
//!
//! Before:
//!
//! ```md
//! The cross-cutting themes matter. A cross-cutting theme is for all. No crosscutting theme is left out.
//! ```
//!
//! After:
//!
//! ```md
//! The cross-cutting themes matter. A cross-cutting theme is for all. No cross-cutting theme is left out.
//! ```
//!
//! Source: GOV.UK style guide, "Hyphenation": be consistent.

use std::collections::BTreeMap;

use super::{Case, Level, Lint, Report};
use crate::source::Span;

/// A word with and without its hyphen.
pub(super) const LINT: Lint =
    Lint { code: "uneven-hyphen", level: Level::Warning, file: include_str!("uneven_hyphen.rs"), check };

/// The fewest letters of a compound that is compared; shorter ones have other meanings.
const LEAST: usize = 8;

/// One way of writing a word: how often, and where each time.
#[derive(Default)]
struct Spelling {
    places: Vec<(Span, String)>,
}

fn check(case: &Case<'_>, report: &mut Report) {
    // By the letters alone: first with the hyphen, then without.
    let mut words: BTreeMap<String, [Spelling; 2]> = BTreeMap::new();
    let mut seen = Vec::new();
    for passage in case.reading.passages.iter().filter(|passage| passage.is_prose() || passage.data().is_none()) {
        if !passage.is_language() {
            continue;
        }
        for word in passage.words() {
            // An address, a number or a date is no word.
            if !word.text.chars().all(|c| c.is_alphabetic() || c == '-') || word.text.len() < LEAST {
                continue;
            }
            // Names keep their own spelling, and so do capitals within a sentence.
            let name = word.range.start > 0 && word.text.starts_with(char::is_uppercase);
            if name || !passage.is_typed(&word.range) {
                continue;
            }
            seen.push((passage, word));
        }
    }
    for (_, word) in seen.iter().filter(|(_, word)| word.text.matches('-').count() == 1) {
        words.entry(letters(word.text)).or_default();
    }
    for (passage, word) in &seen {
        if let Some(spellings) = words.get_mut(&letters(word.text)) {
            let closed = usize::from(!word.text.contains('-'));
            spellings[closed].places.push((passage.place(&word.range), word.text.to_owned()));
        }
    }
    for [hyphen, closed] in words.into_values() {
        let (usual, other) =
            if hyphen.places.len() >= closed.places.len() { (hyphen, closed) } else { (closed, hyphen) };
        let Some((first, spelled)) = usual.places.first() else { continue };
        for (place, written) in &other.places {
            let message = format!("`{written}` is written `{}` in other places", spelled.to_lowercase());
            report.add(*place, message, |finding| {
                let finding = finding.also(*first, "as it is written most often").help("write it in one way");
                if written.chars().all(char::is_lowercase) || !written.starts_with(char::is_uppercase) {
                    finding.suggest(*place, spelled.to_lowercase(), true)
                } else {
                    finding
                }
            });
        }
    }
}

fn letters(word: &str) -> String {
    word.chars().filter(|c| *c != '-').flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample::{found, mended};

    #[test]
    fn the_rarer_spelling_is_told_and_mended() {
        let body = "They co-operate well. We co-operate too. You cooperate now.";
        assert_eq!(found("uneven-hyphen", body), ["cooperate"]);
        assert_eq!(mended("uneven-hyphen", body), "They co-operate well. We co-operate too. You co-operate now.");
    }

    #[test]
    fn names_and_words_with_one_spelling_are_fine() {
        for body in [
            "An anti-social act and more anti-social acts.",
            "The Antisocial Board deals with anti-social acts.",
            "See https://example.org/co-operate and cooperate.",
            "A re-sign and a resign are short.",
        ] {
            assert_eq!(found("uneven-hyphen", body), Vec::<String>::new(), "{body}");
        }
    }
}
