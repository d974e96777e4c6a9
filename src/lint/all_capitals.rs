//! Words in capitals that are no short form.
//!
//! The shape of a word in capitals is a box, so it is slower to read, above all for people with
//! dyslexia, and some screen readers spell it out. What is important can be set in bold.
//!
//! Before:
//!
//! ```md
//! Partners MUST NOT share these details. This is IMPORTANT for victims.
//! ```
//!
//! After:
//!
//! ```md
//! Partners must **not** share these details. MARAC, UNICEF and the NHS may.
//! ```
//!
//! Source: GOV.UK style guide, A to Z, "Capitalisation"; Home Office, "Designing for users with dyslexia".

use std::cell::LazyCell;
use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::lookup::HashSet;
use crate::reading::{Passage, Word, words_of};

/// Words in capitals that are no short form.
pub(super) const LINT: Lint =
    Lint { code: "all-capitals", level: Level::Hint, file: include_str!("all_capitals.rs"), check };

/// From how many letters on a word in capitals is hardly a short form.
const LONG: usize = 7;

/// From how many letters on it is none.
const VERY_LONG: usize = 12;

/// How many findings a paragraph may have; beyond them it has one.
const MANY: usize = 3;

/// How long words end in English, and short forms hardly ever.
const ENDINGS: [&str; 24] = [
    "ING", "ION", "IONS", "MENT", "MENTS", "ED", "LY", "ITY", "ITIES", "ANCE", "ENCE", "ABLE", "IBLE", "NESS", "IVE",
    "ENT", "ANT", "FUL", "LESS", "SHIP", "HOOD", "WARD", "OUS", "AGES",
];

/// Long words that are always in capitals: marks of secrecy, and short forms that everybody knows.
const KNOWN: [&str; 7] = ["OFFICIAL", "SECRET", "SENSITIVE", "CAPTCHA", "CONTEST", "HMICFRS", "HMCPSI"];

/// Words that are written in capitals only to stress them. Those that are short forms too, such
/// as IT, US and WHO, are not among them.
const STRESSED: [&str; 36] = [
    "not",
    "must",
    "never",
    "always",
    "only",
    "all",
    "any",
    "please",
    "very",
    "every",
    "both",
    "each",
    "should",
    "shall",
    "cannot",
    "the",
    "and",
    "this",
    "that",
    "these",
    "those",
    "with",
    "without",
    "before",
    "after",
    "until",
    "will",
    "does",
    "important",
    "note",
    "warning",
    "urgent",
    "new",
    "your",
    "you",
    "have",
];

fn check(case: &Case<'_>, report: &mut Report) {
    let shorts = short_forms(case);
    let plain = LazyCell::new(|| plain_words(case));
    for passage in case.reading.passages.iter().filter(|passage| passage.is_language()) {
        let ranges = capitals(passage, &shorts, &|word| plain.contains(word));
        // A paragraph in capitals is one finding.
        let told = if ranges.len() > MANY { 1 } else { ranges.len() };
        for range in ranges.iter().take(told) {
            let found = passage.words_of(range);
            let message = if told < ranges.len() {
                format!("`{found}` and more words of this paragraph are in capitals and are no short forms")
            } else {
                format!("`{found}` is in capitals and is no short form")
            };
            report.add(passage.place(range), message, |finding| {
                let finding = finding.help("write small letters; **bold** stresses what is important");
                let lower = found.to_lowercase();
                let stressed = words_of(&lower).all(|word| STRESSED.contains(&word.text));
                let opens = passage.sentence_at(range.start).start == range.start;
                match passage.exact_place(range).filter(|_| stressed && !opens) {
                    Some(place) => finding.suggest(place, lower, false),
                    None => finding,
                }
            });
        }
    }
}

/// The short forms: those of the data, and those that some text explains in brackets.
fn short_forms<'a>(case: &'a Case<'_>) -> HashSet<&'a str> {
    let mut shorts: HashSet<&str> = HashSet::default();
    for named in &case.names {
        let texts = named.short.into_iter().chain([named.name]);
        shorts.extend(
            texts.flat_map(|text| words_of(&text.words)).map(|word| word.text).filter(|word| is_capitals(word)),
        );
    }
    for passage in &case.reading.passages {
        let mut rest = passage.text.as_str();
        while let Some((_, inner)) = rest.split_once('(') {
            rest = inner;
            let Some((words, after)) = inner.split_once([')', '(']) else { break };
            rest = if words.len() < inner.len() { &inner[words.len()..] } else { after };
            shorts.extend(
                words_of(words).map(|word| word.text).filter(|word| !words.trim().contains(' ') && is_capitals(word)),
            );
        }
    }
    shorts
}

/// The words that also stand somewhere in small letters, so that in capitals they are no short forms.
fn plain_words<'a>(case: &'a Case<'_>) -> HashSet<&'a str> {
    let words = case.reading.passages.iter().filter(|one| one.is_language()).flat_map(|one| one.words());
    words.map(|word| word.text).filter(|word| !is_capitals(word)).collect()
}

/// The runs of words in capitals that are no short forms.
///
/// `plain` says whether a word stands somewhere in small letters.
fn capitals(passage: &Passage<'_>, shorts: &HashSet<&str>, plain: &dyn Fn(&str) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run: Vec<Word<'_>> = Vec::new();
    let mut end = |run: &mut Vec<Word<'_>>| {
        let words = std::mem::take(run);
        let is_plain = |word: &str| {
            let lower = word.to_lowercase();
            let mut letters = lower.chars();
            let title: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
            STRESSED.contains(&lower.as_str()) || word.len() > 3 && (plain(&lower) || plain(&title))
        };
        let counts = |word: &Word<'_>| {
            if shorts.contains(word.text) {
                return false;
            }
            let long = word.text.len() >= LONG && !is_numeral(word.text) && !KNOWN.contains(&word.text);
            let word_like = || {
                word.text.len() >= VERY_LONG
                    || ENDINGS.iter().any(|ending| word.text.ends_with(ending))
                    || is_plain(word.text)
            };
            STRESSED.contains(&word.text.to_lowercase().as_str()) || long && word_like()
        };
        let is_known = |word: &str| shorts.contains(word) || KNOWN.contains(&word);
        let several = words.iter().filter(|word| !is_known(word.text) && is_plain(word.text)).count() > 1;
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        if several {
            found.push(first.range.start..last.range.end);
            return;
        }
        found.extend(words.iter().filter(|word| counts(word)).map(|word| word.range.clone()));
    };
    let mut last = 0;
    for word in passage.words() {
        let between = passage.text.get(last..word.range.start).unwrap_or_default();
        if !run.is_empty() && !between.chars().all(|c| c == ' ') {
            end(&mut run);
        }
        last = word.range.end;
        if is_capitals(word.text) && passage.is_typed(&word.range) && !is_address(token(&passage.text, &word.range)) {
            run.push(word);
        } else {
            end(&mut run);
        }
    }
    end(&mut run);
    found
}

/// Whether letters without a space are an address, a path or a formula.
fn is_address(token: &str) -> bool {
    token.contains(['/', '@', '_', '\\', '=', '<', '>', '#', '$', '%']) || token.trim_end_matches('.').contains('.')
}

/// The letters around a word up to the next space.
fn token<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    let start = text[..range.start].rfind(' ').map_or(0, |at| at + 1);
    let end = text[range.end..].find(' ').map_or(text.len(), |at| range.end + at);
    &text[start..end]
}

/// Whether a word is two letters or more, all of them capitals.
fn is_capitals(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a word is a Roman number.
fn is_numeral(word: &str) -> bool {
    word.bytes().all(|byte| b"IVXLCDM".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, findings, found, found_with};

    const CODE: &str = "all-capitals";

    #[test]
    fn words_in_capitals_are_found() {
        assert_eq!(found(CODE, "This is IMPORTANT, and we must NOT share."), ["IMPORTANT", "NOT"]);
        assert_eq!(found(CODE, "You MUST NOT share. SAFEGUARDING matters."), ["MUST NOT", "SAFEGUARDING"]);
        assert_eq!(found(CODE, "## KENT POLICE\n\nKent Police and the police."), ["KENT POLICE"]);
    }

    #[test]
    fn a_stressed_word_is_offered_in_small_letters() {
        let (_, told) = findings(&[(CHAPTER, &chapter("They must NOT go. NOT now."))], None);
        let offered: Vec<Option<&str>> = told
            .iter()
            .filter(|one| one.code == CODE)
            .map(|one| one.suggestion.as_ref().map(|suggestion| suggestion.replacement.as_str()))
            .collect();
        assert_eq!(offered, [Some("not"), None]);
    }

    #[test]
    fn a_paragraph_in_capitals_is_one_finding() {
        assert_eq!(found(CODE, "You MUST. You MUST NOT. You NEVER go. IMPORTANT."), ["MUST"]);
    }

    #[test]
    fn titles_and_data_are_read_too() {
        let text = "---\ntitle: INTRODUCTION\n---\n\nWords.\n";
        assert_eq!(found_with(CODE, &[(CHAPTER, text)], None), ["INTRODUCTION"]);
    }

    #[test]
    fn short_forms_are_fine() {
        for text in [
            "The NHS, MARAC, UNICEF, COVID-19, IT, the US and the WHO.",
            "The Inspectorate (HMXYZABC) is HMXYZABC for short, and ABCDEFGH is a short form. OFFICIAL SENSITIVE",
            "Act XXXVIII, MoRiLE, CSPs, `IMPORTANT`, READ_ME, CHANGELOG.md and AND/OR",
            "KCSP and KFRS KCSP CSPs, A I, PLANB-4ABCDEF",
        ] {
            assert_eq!(found(CODE, text), [""; 0], "{text}");
        }
        let glossary = "terms:\n  - { id: pestelo, name: Political, short: PESTELO }\n";
        let text = chapter("A PESTELO analysis.");
        assert_eq!(found_with(CODE, &[("data/glossary.yaml", glossary), (CHAPTER, &text)], None), [""; 0]);
    }

    #[test]
    fn a_row_of_open_brackets_ends() {
        assert_eq!(found(CODE, &"(".repeat(5_000)), [""; 0]);
    }
}
