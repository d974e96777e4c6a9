//! The text being read, with the braces hidden from the Markdown parser.
//!
//! `{{ count.plans | words }}` would end a table cell at its `|`, and the braces beside `**`
//! decide whether a word turns bold. So each `{{ … }}` is covered with letters of the same
//! length that mean nothing before Markdown is parsed, and found again by its place.

use std::ops::Range;

use super::Place;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Opens every cover; a noncharacter, refused in texts, three bytes long.
const OPENING: char = '\u{fdd0}';
/// Fills a cover; unassigned, two bytes long.
const FILLING: char = '\u{378}';
/// The most findings that one text gives; what follows is rarely worth reading.
pub(super) const MAX_FINDINGS: usize = 500;

/// A text, its covered twin of the same length, and what was found in it so far.
pub(super) struct Source {
    text: String,
    covered: String,
    braces: Vec<Range<usize>>,
    prefix: usize,
    place: Place,
    findings: Vec<Diagnostic>,
}

impl Source {
    /// Takes a text whose first `prefix` bytes the author did not write.
    pub fn new(text: String, prefix: usize, place: Place) -> Self {
        let braces = find_braces(&text);
        let covered = cover(&text, &braces);
        Source { text, covered, braces, prefix, place, findings: Vec::new() }
    }

    /// What the Markdown parser reads.
    pub fn covered(&self) -> &str {
        &self.covered
    }

    /// The author's words in a range of bytes; empty if the range splits a character.
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// Whether this is a string from data rather than the text of a part.
    pub fn is_inline(&self) -> bool {
        self.prefix > 0
    }

    /// How many bytes the text has.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// The place of a range of bytes in the author's file.
    pub fn span(&self, range: Range<usize>) -> Span {
        match self.place {
            Place::Within(span) => span,
            Place::At { file, offset } => {
                let within = |at: usize| self.text.floor_char_boundary(at).saturating_sub(self.prefix) + offset;
                Span::new(file, within(range.start), within(range.end))
            }
        }
    }

    /// Every `{{ … }}` that lies in a range.
    pub fn braces_in(&self, range: &Range<usize>) -> &[Range<usize>] {
        let first = self.braces.partition_point(|brace| brace.start < range.start);
        let end = self.braces.partition_point(|brace| brace.end <= range.end);
        self.braces.get(first..end).unwrap_or_default()
    }

    /// The words that the parser made from a range, with the braces uncovered again.
    pub fn uncover(&self, made: &str, range: &Range<usize>) -> String {
        let mut hidden = self.braces_in(range).iter();
        let mut text = String::with_capacity(made.len());
        let mut rest = made;
        while let Some(at) = rest.find(OPENING) {
            text.push_str(&rest[..at]);
            rest = &rest[at..];
            let found = hidden.find(|brace| rest.starts_with(&self.covered[(*brace).clone()]));
            match found {
                Some(brace) => {
                    text.push_str(self.slice(brace.clone()));
                    rest = &rest[brace.len()..];
                }
                None => {
                    text.push(OPENING);
                    rest = &rest[OPENING.len_utf8()..];
                }
            }
        }
        text.push_str(rest);
        text
    }

    /// Whether the words that the parser made hold a covered brace.
    pub fn holds_braces(made: &str) -> bool {
        made.contains(OPENING)
    }

    /// Keeps a finding, up to the most that one text may give.
    pub fn report(&mut self, finding: Diagnostic) {
        if self.findings.len() < MAX_FINDINGS {
            self.findings.push(finding);
        } else if self.findings.len() == MAX_FINDINGS {
            let message = format!("There are more than {MAX_FINDINGS} findings in this text; the others are not shown");
            self.findings.push(Diagnostic::error("too-many-findings", finding.primary.span, message));
        }
    }

    /// What was found, in the order of the text.
    pub fn into_findings(mut self) -> Vec<Diagnostic> {
        crate::diagnostic::sort(&mut self.findings);
        self.findings
    }
}

/// The beginning of a word, for a message; a hostile one may fill the whole text.
pub(super) fn brief(word: &str) -> String {
    const MOST: usize = 60;
    match word.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &word[..end]),
        None => word.to_owned(),
    }
}

/// Each `{{` with the `}}` that closes it on the same line, unless a backslash stands before it.
fn find_braces(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'{' if bytes.get(at + 1) == Some(&b'{') => {
                let inner = bytes[at + 2..]
                    .iter()
                    .position(|byte| matches!(byte, b'{' | b'}' | b'`' | b'\n' | b'\r'))
                    .unwrap_or(bytes.len() - at - 2);
                let end = at + 2 + inner;
                if inner > 0 && bytes[end..].starts_with(b"}}") {
                    found.push(at..end + 2);
                    at = end + 2;
                } else {
                    at = end.max(at + 2);
                }
            }
            _ => at += 1,
        }
    }
    found
}

fn cover(text: &str, braces: &[Range<usize>]) -> String {
    let mut covered = String::with_capacity(text.len());
    let mut done = 0;
    for brace in braces {
        covered.push_str(&text[done..brace.start]);
        let mut left = brace.len();
        while left > 0 {
            let filling = if left == brace.len() || left % 2 == 1 { OPENING } else { FILLING };
            covered.push(filling);
            left -= filling.len_utf8();
        }
        done = brace.end;
    }
    covered.push_str(&text[done..]);
    covered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Files, Root};

    fn source(text: &str) -> Source {
        let file = Files::new().add(Root::Content, "a.md", "a.md", text.as_bytes());
        Source::new(text.to_owned(), 0, Place::At { file, offset: 0 })
    }

    #[test]
    fn a_cover_is_as_long_as_what_it_hides() {
        for inner in ["a", "ab", "abc", " a.b | words ", "é", " table x \"A – B\" "] {
            let text = format!("x{{{{{inner}}}}}y");
            let source = source(&text);
            assert_eq!(source.covered().len(), text.len(), "{text}");
            assert_eq!(source.braces.len(), 1, "{text}");
            assert_eq!(source.uncover(source.covered(), &(0..text.len())), text);
        }
    }

    #[test]
    fn escaped_open_and_broken_braces_stay() {
        for text in [r"\{\{ a }}", r"\{{ a }}", "{{ a", "{{ a\n}}", "{{}}", "{{ `a` }}", "{ { a } }"] {
            assert_eq!(source(text).covered(), text);
        }
    }

    #[test]
    fn a_cover_typed_by_hand_uncovers_as_itself() {
        let source = source("\u{fdd0}\u{378} {{ a }}");
        assert_eq!(source.uncover("\u{fdd0}\u{378}", &(0..source.len())), "\u{fdd0}\u{378}");
    }
}
