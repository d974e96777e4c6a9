//! Words that stay on one line: dates, "Appendix E", "page 26", "27 pages", telephone numbers.

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// Words that stay with the number or letter after them.
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

/// The text with a no-break space (U+00A0) wherever a line must not end.
pub(super) fn glue(text: &str) -> String {
    let mut glued = String::with_capacity(text.len());
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        glued.push_str(word);
        if let Some(next) = words.peek() {
            glued.push(if belong(word, next) { '\u{a0}' } else { ' ' });
        }
    }
    glued
}

fn belong(word: &str, next: &str) -> bool {
    let word = word.trim_start_matches(['(', '[', '"', '\'', '‘', '“']);
    let bare = next.trim_end_matches(['.', ',', ';', ':', ')', ']', '?', '!', '"', '’', '”']);
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
    use super::glue;

    fn shown(text: &str) -> String {
        glue(text).replace('\u{a0}', "~")
    }

    #[test]
    fn dates_stay_whole() {
        assert_eq!(shown("from 1 April 2021, and in May 2018."), "from 1~April~2021, and in May~2018.");
        assert_eq!(shown("In May 12 people came"), "In May 12 people came");
    }

    #[test]
    fn names_stay_with_their_numbers() {
        assert_eq!(
            shown("see Appendix E (page 26), paragraph 2.5 of 27 pages"),
            "see Appendix~E (page~26), paragraph~2.5 of 27~pages"
        );
        assert_eq!(shown("the part A plays, the table here"), "the part~A plays, the table here");
    }

    #[test]
    fn telephone_numbers_and_postcodes_stay_whole() {
        assert_eq!(shown("ring 03000 410234, ME15 9QB"), "ring 03000~410234, ME15~9QB");
        assert_eq!(shown("in 2020 400 people"), "in 2020 400 people");
    }
}
