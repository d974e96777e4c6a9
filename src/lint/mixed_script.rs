//! A word that mixes letters of two alphabets which look alike, such as Latin and Cyrillic.
//!
//! Such a word comes from a damaged conversion or a copied page. It looks right, but a screen
//! reader spells it out or says something else, and a search for it finds nothing. The contents
//! list of the 2017 edition had two Cyrillic letters in "Appendix". Words that are all in another
//! alphabet, and Greek signs such as µ and Ω, are left alone.
//!
//! Before:
//!
//! ```md
//! The results are in an Аppendix.
//! ```
//!
//! After:
//!
//! ```md
//! The results are in an Appendix. The sign for a micrometre is μm, and Привет is Russian.
//! ```
//!
//! Source: Unicode Technical Standard 39 (Security Mechanisms), section 5: mixed scripts.

use std::ops::Range;

use super::{Case, Level, Lint, Report};

/// A word with letters of two alphabets.
pub(super) const LINT: Lint =
    Lint { code: "mixed-script", level: Level::Warning, file: include_str!("mixed_script.rs"), check };

/// Letters of other alphabets with the Latin ones that look the same.
const ALIKE: [(&str, &str); 2] = [
    ("АВЕЅІЈКМНОРСТУХЁЇаеѕіјкорсухһԁԛԝёї", "ABESIJKMHOPCTYXËÏaesijkopcyxhdqwëï"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονικ", "ABEZHIKMNOPTYXovik"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
}

/// What is wrong with a word.
struct Mixed {
    range: Range<usize>,
    /// The alphabet that it borrows from.
    script: Script,
    /// The word in Latin letters, if each of the others looks like one.
    latin: Option<String>,
    /// Whether some of its letters are Latin already.
    mixed: bool,
}

fn check(case: &Case<'_>, report: &mut Report) {
    for passage in case.reading.passages.iter().filter(|one| one.is_language() && !one.text.is_ascii()) {
        for Mixed { range, script, latin, mixed } in mixed(&passage.text) {
            // What a value prints is told where it is written.
            if !passage.is_typed(&range) {
                continue;
            }
            let found = passage.words_of(&range);
            let name = if script == Script::Greek { "Greek" } else { "Cyrillic" };
            let message = if mixed {
                format!("`{found}` is written with Latin and {name} letters")
            } else {
                format!("`{found}` is written with {name} letters that only look like Latin ones")
            };
            report.add(passage.place(&range), message, |finding| {
                let finding =
                    finding.help("type the word again: a search does not find it, and a screen reader misreads it");
                match latin.zip(passage.exact_place(&range)) {
                    Some((latin, place)) => finding.suggest(place, latin, mixed),
                    None => finding,
                }
            });
        }
    }
}

/// The words of a text whose letters are not all of one alphabet.
fn mixed(text: &str) -> Vec<Mixed> {
    // Words in Russian are not at fault, and the shortest of them may hold no other letters.
    let russian = text.chars().any(|c| script(c) == Some(Script::Cyrillic) && alike(c).is_none());
    let latin = text.chars().any(|c| script(c) == Some(Script::Latin));
    let mut found = Vec::new();
    for range in words(text) {
        let word = &text[range.clone()];
        if word.is_ascii() {
            continue;
        }
        let count = |wanted: Script| word.chars().filter(|c| script(*c) == Some(wanted)).count();
        let (latins, greeks, cyrillics) = (count(Script::Latin), count(Script::Greek), count(Script::Cyrillic));
        let script = match (greeks, cyrillics) {
            (0, 1..) if latins > 0 => Script::Cyrillic,
            (0, 1..) if latin && !russian => Script::Cyrillic,
            // "kΩ" and "μm" are units, and formulas join Greek letters to Latin ones.
            (1.., 0) if latins > 1 && word.chars().all(|c| script(c) != Some(Script::Greek) || alike(c).is_some()) => {
                Script::Greek
            }
            _ => continue,
        };
        let letters: Option<String> =
            word.chars().map(|c| if script_is_latin_or_none(c) { Some(c) } else { alike(c) }).collect();
        if latins == 0 && letters.is_none() {
            continue;
        }
        found.push(Mixed { range, script, latin: letters, mixed: latins > 0 });
    }
    found
}

fn script_is_latin_or_none(c: char) -> bool {
    matches!(script(c), None | Some(Script::Latin))
}

/// The runs of letters of a text, with the accents on them.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let letter = c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}');
        match (letter, start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                found.push(first..at);
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// The alphabet of a letter; signs that every alphabet shares, µ among them, have none.
fn script(c: char) -> Option<Script> {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' if c.is_alphabetic() => {
            Some(Script::Latin)
        }
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some(Script::Greek),
        '\u{400}'..='\u{52f}' => Some(Script::Cyrillic),
        _ => None,
    }
}

/// The Latin letter that looks like a letter of another alphabet.
fn alike(c: char) -> Option<char> {
    ALIKE.iter().find_map(|(others, latin)| latin.chars().nth(others.chars().position(|other| other == c)?))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{found, found_with, mended};
    use super::*;

    const CODE: &str = "mixed-script";

    #[test]
    fn the_two_tables_of_letters_are_as_long_as_each_other() {
        for (others, latin) in ALIKE {
            assert_eq!(others.chars().count(), latin.chars().count());
            assert!(others.chars().all(|c| !matches!(script(c), None | Some(Script::Latin))), "{others}");
            assert!(latin.chars().all(|c| script(c) == Some(Script::Latin)), "{latin}");
        }
    }

    #[test]
    fn a_word_with_letters_of_two_alphabets_is_found() {
        assert_eq!(found(CODE, "See Аppendix B, the pοlice and `раth`."), ["Аppendix", "pοlice"]);
        assert_eq!(mended(CODE, "See **Арpendix** B."), "See **Appendix** B.");
    }

    #[test]
    fn the_damaged_word_of_the_2017_contents_is_found() {
        assert_eq!(found(CODE, "Ар pendix A"), ["Ар"]);
        assert_eq!(mended(CODE, "Ар pendix A"), "Ар pendix A", "which letters follow is for the editor to see");
    }

    #[test]
    fn a_word_in_the_data_is_found() {
        let glossary = "terms:\n  - { id: csa, name: Сommunity Safety Agreement, short: CSA }\n";
        assert_eq!(found_with(CODE, &[("data/glossary.yaml", glossary)], None), ["Сommunity"]);
    }

    #[test]
    fn other_alphabets_and_signs_are_left_alone() {
        for text in [
            "Привет, это сова и рот.",
            "Ελλάδα, Α και Ο",
            "5 µm, 5 μm, 10 kΩ, 3 MΩ, Δt, α-particles, β, πr, Σx",
            "naïve café Łódź Ærø fiancée",
            "the ﬁrst 1º and 2ª, n² and H₂O",
            "a word е\u{301}то по-русски",
        ] {
            assert_eq!(found(CODE, text), Vec::<String>::new(), "{text}");
        }
    }
}
