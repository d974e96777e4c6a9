//! What stands in quotation marks, straight or curly, single or double.

use std::ops::Range;

/// The stretches of a text that stand in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotes(Vec<Range<usize>>);

/// The longest stretch that is taken for a quotation, in bytes.
const MOST: usize = 400;

/// Finds what stands in quotation marks; an apostrophe opens and closes nothing.
pub fn quotes(text: &str) -> Quotes {
    let mut found: Vec<Range<usize>> = Vec::new();
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
                    found.push(start..at);
                    open[kind] = None;
                }
                _ if opens => open[kind] = Some(at + mark.len_utf8()),
                _ => {}
            }
        }
        before = Some(mark);
    }
    found.sort_by_key(|range| range.start);
    Quotes(found)
}

impl Quotes {
    /// Whether all of a range stands in quotation marks.
    pub fn hold(&self, range: &Range<usize>) -> bool {
        let next = self.0.partition_point(|quote| quote.start <= range.start);
        // A quotation may stand in another; two are enough to look at.
        self.0[..next].iter().rev().take(2).any(|quote| range.end <= quote.end)
    }
}

#[cfg(test)]
mod tests {
    use super::quotes;

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
}
