//! What stands in quotation marks, straight or curly, single or double.

use std::ops::Range;

/// The stretches of a text that stand in quotation marks, without the marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotes {
    /// Those in double marks and those in single ones, each in order; one kind may stand in the other.
    kinds: [Vec<Range<usize>>; 2],
}

/// The longest stretch that is taken for a quotation, in bytes.
const MOST: usize = 400;

/// Finds what stands in quotation marks; an apostrophe opens and closes nothing.
pub fn quotes(text: &str) -> Quotes {
    let mut kinds: [Vec<Range<usize>>; 2] = [Vec::new(), Vec::new()];
    let mut open: [Option<usize>; 2] = [None; 2];
    let mut before: Option<char> = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, mark)) = letters.next() {
        let after = letters.peek().map(|(_, next)| *next);
        let double = match mark {
            '"' | '\u{201c}' | '\u{201d}' => Some(0),
            '\'' | '\u{2018}' | '\u{2019}' => Some(1),
            _ => None,
        };
        if let Some(kind) = double {
            let in_word = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
            let opens =
                before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '/' | '\u{2014}' | '\u{2013}'));
            let begun = open[kind].filter(|start| at - start <= MOST);
            match begun {
                _ if in_word => {}
                Some(start) if !opens || kind == 0 && mark != '\u{201c}' => {
                    kinds[kind].push(start..at);
                    open[kind] = None;
                }
                _ if opens => open[kind] = Some(at + mark.len_utf8()),
                _ => {}
            }
        }
        before = Some(mark);
    }
    Quotes { kinds }
}

impl Quotes {
    /// Whether all of a range stands in quotation marks.
    pub fn hold(&self, range: &Range<usize>) -> bool {
        self.around(range).is_some()
    }

    /// The stretch in quotation marks that holds all of a range.
    pub fn around(&self, range: &Range<usize>) -> Option<Range<usize>> {
        self.kinds.iter().find_map(|quotes| {
            let next = quotes.partition_point(|quote| quote.start <= range.start);
            quotes[..next].last().filter(|quote| range.end <= quote.end).cloned()
        })
    }

    /// Whether any of a range stands in quotation marks.
    pub fn touch(&self, range: &Range<usize>) -> bool {
        self.kinds.iter().any(|quotes| touches(quotes, range))
    }
}

/// Whether any of some ranges, which are in order, shares a letter with another range.
pub fn touches(ranges: &[Range<usize>], range: &Range<usize>) -> bool {
    let first = ranges.partition_point(|known| known.end <= range.start);
    ranges.get(first).is_some_and(|known| known.start < range.end)
}

#[cfg(test)]
mod tests {
    use super::{quotes, touches};

    fn held(text: &str, part: &str) -> bool {
        let at = text.find(part).expect("the part");
        quotes(text).hold(&(at..at + part.len()))
    }

    #[test]
    fn quotations_are_told_from_apostrophes() {
        for text in [
            "called \"Old Name\" then",
            "called 'Old Name', then",
            "“Old Name”",
            "(‘Old Name’)",
            "the 'very Old Name' of it",
        ] {
            assert!(held(text, "Old Name"), "{text}");
        }
        for text in ["Kent's Old Name isn't", "the partners' Old Name and others' names", "\"a\" Old Name \"b\""] {
            assert!(!held(text, "Old Name"), "{text}");
        }
    }

    /// Everything in quotation marks, in order.
    fn found(text: &str) -> Vec<&str> {
        let mut ranges: Vec<_> = quotes(text).kinds.into_iter().flatten().collect();
        ranges.sort_by_key(|range| range.start);
        ranges.into_iter().map(|range| &text[range]).collect()
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
    fn a_quotation_goes_on_after_those_in_it() {
        assert!(held("\"the 'one' and the 'two' and Old Name\"", "Old Name"));
    }

    #[test]
    fn a_range_touches_what_it_shares_a_letter_with() {
        let text = "\"one\" two \"three\"";
        let quoted = quotes(text);
        for (range, touched) in [(2..3, true), (8..12, true), (6..9, false)] {
            assert_eq!(quoted.touch(&range), touched, "{range:?}");
            assert_eq!(touches(&[1..4, 11..16], &range), touched, "{range:?}");
        }
    }
}
