//! How words whose letters are those of a name stand to it.

use super::{Fit, Known, Said};

/// The letters that a character stands for, small.
pub fn letters(character: char) -> impl Iterator<Item = char> {
    let and = if character == '&' { "and" } else { "" };
    let own = character.is_alphanumeric().then(|| character.to_lowercase());
    and.chars().chain(own.into_iter().flatten())
}

/// Whether a character may stand between the letters of a name.
pub fn is_gap(character: char) -> bool {
    character.is_whitespace()
        || is_hyphen(character)
        || is_apostrophe(character)
        || matches!(character, ',' | '(' | ')' | '/' | ':' | '\u{2013}')
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}')
}

/// Whether a character is an apostrophe, straight or curly.
pub fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2019}' | '\u{2018}')
}

/// How words with the letters of a known form stand to it; `None` where they only happen to
/// follow each other, or are ordinary words in small letters.
pub fn fit(words: &str, known: &Known) -> Option<Fit> {
    let (plain, wanted) = (plain(words), plain(&known.words));
    let same_capitals = {
        let mut pairs = plain.chars().zip(wanted.chars());
        plain.len() == wanted.len()
            && pairs.next().is_some_and(|(a, b)| a == b || a.is_uppercase() && a.to_lowercase().eq(b.to_lowercase()))
            && pairs.all(|(a, b)| a == b)
    };
    let same_letters = plain.to_lowercase() == wanted.to_lowercase();
    let loose = known.said == Said::Avoided || known.any_capitals;
    if same_capitals || loose && same_letters {
        return Some(Fit::Exact);
    }
    // What is in a list or in the next clause is no part of a name.
    let more = |mark: char| plain.matches(mark).count() > wanted.matches(mark).count();
    let brackets = plain.matches('(').count().saturating_sub(wanted.matches('(').count());
    if [',', '/', ':', '\u{2013}'].into_iter().any(more)
        || brackets > 1
        || brackets == 1 && !has_year_in_brackets(&plain)
    {
        return None;
    }
    let capitals = |text: &str| text.split([' ', '-']).filter(|word| word.starts_with(char::is_uppercase)).count();
    let (here, there) = (capitals(&plain), capitals(&wanted));
    let shouted = !plain.chars().any(char::is_lowercase) && wanted.chars().any(char::is_lowercase);
    match known.said {
        // "Prevent" is a word, "MORILE" and "Morile" are slips for "MoRiLE".
        Said::Short if !plain.contains(' ') => {
            let count = |text: &str| text.chars().filter(|c| c.is_uppercase()).count();
            let mixed = without_plural(&wanted).contains(char::is_lowercase);
            (count(&plain) >= 2 || mixed && here > 0).then_some(Fit::Loose)
        }
        // Every letter of a heading may be a capital, and a name of small letters is an ordinary word.
        _ if shouted || there == 0 && same_letters => None,
        _ if there == 0 => Some(Fit::Loose),
        _ => (here >= 2).then_some(Fit::Loose),
    }
}

fn has_year_in_brackets(text: &str) -> bool {
    text.find('(')
        .and_then(|at| text.get(at + 1..at + 6))
        .is_some_and(|inner| inner.ends_with(')') && inner.bytes().take(4).all(|byte| byte.is_ascii_digit()))
}

/// Words with straight apostrophes, simple hyphens and single spaces.
fn plain(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            character if is_apostrophe(character) => text.push('\''),
            character if is_hyphen(character) => text.push('-'),
            character if character.is_whitespace() => {
                if !text.ends_with(' ') {
                    text.push(' ');
                }
            }
            other => text.push(other),
        }
    }
    text
}

fn without_plural(short: &str) -> &str {
    short.strip_suffix('s').unwrap_or(short)
}
