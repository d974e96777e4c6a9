//! Words that belong to somebody else: quotations, titles in quotation marks, names with a time in them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::times::{When, times};
use crate::agreement::Named;

/// The longest quotation, in bytes; a mark that is not closed by then opened none.
const LONGEST: usize = 400;

/// What stands between quotation marks in a text, without the marks, in order.
pub fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize)> = None;
    let mut before: Option<char> = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let after = letters.peek().map(|(_, next)| *next);
        if open.is_some_and(|(_, start)| at - start > LONGEST) {
            open = None;
        }
        let begins = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '\u{2013}' | '\u{2014}'));
        let ends = after.is_none_or(|c| !c.is_alphanumeric());
        match open {
            Some((closing, start)) if letter == closing && ends && before.is_some_and(|c| !c.is_whitespace()) => {
                found.push(start..at);
                open = None;
            }
            None if begins => {
                let closing = match letter {
                    '"' => Some('"'),
                    '\'' => Some('\''),
                    '\u{201c}' => Some('\u{201d}'),
                    '\u{2018}' => Some('\u{2019}'),
                    _ => None,
                };
                open = closing.map(|closing| (closing, at + letter.len_utf8()));
            }
            Some(_) | None => {}
        }
        before = Some(letter);
    }
    found
}

/// Whether any of some ranges, which are in order, shares a letter with another range.
pub fn touches(ranges: &[Range<usize>], range: &Range<usize>) -> bool {
    let first = ranges.partition_point(|known| known.end <= range.start);
    ranges.get(first).is_some_and(|known| known.start < range.end)
}

/// The names of the data that have a time in them, such as "Strategic Statement 2015–2020".
#[derive(Debug, Default)]
pub struct TimesInNames {
    /// For a time as it is written, what stands before and after it in each name.
    around: BTreeMap<String, Vec<(String, String)>>,
}

impl TimesInNames {
    /// The most names that are kept for one time.
    const MOST: usize = 32;

    /// Looks through the names.
    pub fn of(names: &[Named<'_>]) -> TimesInNames {
        let mut all = TimesInNames::default();
        let others = names.iter().flat_map(|named| named.others.formerly.iter().map(|other| &other.words));
        for name in names.iter().map(|named| &named.name.words).chain(others) {
            for time in times(name).into_iter().filter(|time| !matches!(time.when, When::Year(_))) {
                let (before, after) = (&name[..time.range.start], &name[time.range.end..]);
                let around = all.around.entry(name[time.range.clone()].to_owned()).or_default();
                if around.len() < TimesInNames::MOST && before.len() + after.len() > 0 {
                    around.push((before.to_owned(), after.to_owned()));
                }
            }
        }
        all
    }

    /// Whether a time of a text is a part of one of the names.
    pub fn contain(&self, text: &str, range: &Range<usize>) -> bool {
        let Some(around) = text.get(range.clone()).and_then(|time| self.around.get(time)) else { return false };
        around
            .iter()
            .any(|(before, after)| text[..range.start].ends_with(before) && text[range.end..].starts_with(after))
    }
}

#[cfg(test)]
mod tests {
    use super::{quotations, touches};

    fn found(text: &str) -> Vec<&str> {
        quotations(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn quotations_are_found_with_any_marks() {
        let text = "the \"Plan 2017-21\", ‘Working Together’ and “Safer in Kent’s 2020”, 'Is it Worth It' (\"a b\")";
        assert_eq!(found(text), ["Plan 2017-21", "Working Together", "Safer in Kent’s 2020", "Is it Worth It", "a b"]);
    }

    #[test]
    fn apostrophes_and_inches_open_nothing() {
        assert_eq!(found("the Commissioner's plan, partners’ aims, 5\" and rock 'n roll"), Vec::<&str>::new());
        assert_eq!(found(&format!("an \"open mark {} and \"a title\"", "x ".repeat(300))), ["a title"]);
    }

    #[test]
    fn a_range_touches_what_it_shares_a_letter_with() {
        let ranges = quotations("\"one\" two \"three\"");
        assert!(touches(&ranges, &(2..3)) && touches(&ranges, &(8..12)));
        assert!(!touches(&ranges, &(6..9)));
    }
}
