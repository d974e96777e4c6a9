//! Words that a line break may not part: dates, "Appendix E", "page 26", telephone numbers.
//!
//! How they are kept on one line is left to the formats.

use crate::date::MONTHS;

/// Words that stay with the number or letter after them, in lower case.
const NAMES: [&str; 13] = [
    "appendix",
    "chapter",
    "figure",
    "table",
    "paragraph",
    "section",
    "page",
    "version",
    "part",
    "step",
    "no.",
    "ch.",
    "app.",
];
/// Words that stay with the number before them.
const UNITS: [&str; 4] = ["page", "pages", "%", "million"];

/// Whether a word and the next, with one space between them, stay on one line.
pub fn belong_together(word: &str, next: &str) -> bool {
    let word = word.trim_start_matches(['(', '[', '"', '\'', '\u{2018}', '\u{201c}']);
    let bare = next.trim_end_matches(['.', ',', ';', ':', ')', ']', '?', '!', '"', '\u{2019}', '\u{201d}']);
    let month = |name: &str| MONTHS.contains(&name);
    (is_number(word) && month(bare))
        || (month(word) && bare.len() == 4 && is_number(bare))
        || (NAMES.contains(&word.to_lowercase().as_str()) && is_designator(bare))
        || (is_number(word) && UNITS.contains(&bare))
        || (is_number(word) && is_number(bare) && word.starts_with('0'))
        || is_postcode(word, bare)
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// `3`, `2.5`, `E`: what comes after "paragraph" or "Appendix".
fn is_designator(word: &str) -> bool {
    let single = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    single
        || (word.starts_with(|c: char| c.is_ascii_digit())
            && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
}

/// `ME15` before `9QB`.
fn is_postcode(word: &str, next: &str) -> bool {
    let outward = (2..=4).contains(&word.len())
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.bytes().any(|byte| byte.is_ascii_digit())
        && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let inward = next.as_bytes();
    outward
        && inward.len() == 3
        && inward[0].is_ascii_digit()
        && inward[1..].iter().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::belong_together;

    #[test]
    fn dates_stay_whole() {
        assert!(belong_together("(1", "April") && belong_together("April", "2021,"));
        assert!(!belong_together("May", "12"));
    }

    #[test]
    fn names_stay_with_their_numbers() {
        for (word, next) in [("Appendix", "E"), ("(page", "26)"), ("paragraph", "2.5,"), ("27", "pages")] {
            assert!(belong_together(word, next), "{word} {next}");
        }
        assert!(!belong_together("table", "here") && !belong_together("2020", "400"));
    }

    #[test]
    fn telephone_numbers_and_postcodes_stay_whole() {
        assert!(belong_together("03000", "410234,") && belong_together("ME15", "9QB"));
    }
}
