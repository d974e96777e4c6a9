//! Places as programs count them: lines and columns from 1, columns in characters.
//!
//! A byte-order mark at the head of a file is no column. The end of a place is the column after
//! its last character. Each file is counted through once, however many findings there are in it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use agreement::source::{FileId, Files, Span};
use serde::Serialize;

/// After how many bytes the number of characters so far is noted.
const STEP: usize = 256;
/// The most characters of the words at a place that are handed over.
const MOST_WORDS: usize = 200;
/// A byte-order mark.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// A range of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Region {
    /// The first line.
    pub line: usize,
    /// The column of its first character.
    pub column: usize,
    /// The last line.
    pub end_line: usize,
    /// The column after its last character.
    pub end_column: usize,
}

/// Finds places in files.
pub struct Places<'a> {
    files: &'a Files,
    counts: RefCell<BTreeMap<FileId, Count>>,
}

/// What was counted of a file.
struct Count {
    /// Where each line starts.
    lines: Vec<usize>,
    /// How many characters begin before each multiple of [`STEP`].
    characters: Vec<usize>,
}

impl<'a> Places<'a> {
    /// Of these files.
    pub fn new(files: &'a Files) -> Self {
        Places { files, counts: RefCell::default() }
    }

    /// Where a span stands; nothing for one that means its file as a whole.
    pub fn region(&self, span: Span) -> Option<Region> {
        (span.end > 0).then(|| self.exact(span))
    }

    /// Where a span stands, whatever it means.
    pub fn exact(&self, span: Span) -> Region {
        let bytes = self.files.bytes(span.file);
        let mut counts = self.counts.borrow_mut();
        let count = counts.entry(span.file).or_insert_with(|| Count::of(bytes));
        let start = span.start.min(bytes.len());
        let (line, column) = count.line_column(bytes, start);
        let (end_line, end_column) = count.line_column(bytes, span.end.clamp(start, bytes.len()));
        Region { line, column, end_line, end_column }
    }

    /// The words at a span, of many only the first.
    pub fn words(&self, span: Span) -> String {
        let bytes = self.files.bytes(span.file);
        let start = span.start.min(bytes.len());
        let end = span.end.clamp(start, bytes.len());
        // A character has at most four bytes; what is cut off is not looked at.
        let near = end.min(start.saturating_add(MOST_WORDS * 4 + 4));
        let words = String::from_utf8_lossy(&bytes[start..near]);
        let words = if start == 0 { words.trim_start_matches('\u{feff}') } else { &words };
        match words.char_indices().nth(MOST_WORDS) {
            Some((at, _)) => format!("{}…", &words[..at]),
            None if near < end => format!("{words}…"),
            None => words.to_owned(),
        }
    }

    /// The line in which a span starts, without its ends, of a long one only what is near.
    pub fn line(&self, span: Span) -> String {
        let bytes = self.files.bytes(span.file);
        let start = span.start.min(bytes.len());
        let from = bytes[..start].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let to = bytes[start..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |more| start + more);
        let from = from.max(start.saturating_sub(MOST_WORDS));
        let to = to.min(start.saturating_add(MOST_WORDS));
        String::from_utf8_lossy(&bytes[from..to]).trim().to_owned()
    }
}

impl Count {
    fn of(bytes: &[u8]) -> Count {
        let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let lines = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        let steps = bytes.chunks(STEP).scan(0, |characters, chunk| {
            *characters += begun(chunk);
            Some(*characters)
        });
        Count { lines, characters: std::iter::once(0).chain(steps).collect() }
    }

    fn line_column(&self, bytes: &[u8], at: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= at).max(1);
        let mut start = self.lines.get(line - 1).copied().unwrap_or(0);
        if start == 0 && bytes.starts_with(MARK) {
            start = MARK.len();
        }
        (line, self.before(bytes, at).saturating_sub(self.before(bytes, start)) + 1)
    }

    /// How many characters begin before a byte.
    fn before(&self, bytes: &[u8], at: usize) -> usize {
        let step = at / STEP;
        self.characters.get(step).copied().unwrap_or(0) + begun(&bytes[step * STEP..at])
    }
}

/// How many characters begin in some bytes of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use agreement::source::Root;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn columns_are_characters_and_a_mark_is_none() {
        let mut files = Files::new();
        let id = files.add(Root::Content, "a.md", "a.md", "\u{feff}été x\r\n\nzwölf".as_bytes());
        let places = Places::new(&files);
        let at = |words: &str| {
            let start = files.text(id).expect("text").find(words).expect("there");
            places.region(Span::new(id, start, start + words.len())).expect("a place")
        };
        assert_eq!(at("x"), Region { line: 1, column: 5, end_line: 1, end_column: 6 });
        assert_eq!(at("été"), Region { line: 1, column: 1, end_line: 1, end_column: 4 });
        assert_eq!(at("x\r\n\nzwö"), Region { line: 1, column: 5, end_line: 3, end_column: 4 });
        assert_eq!(places.region(Span::whole(id)), None);
        assert_eq!(places.exact(Span::whole(id)), Region { line: 1, column: 1, end_line: 1, end_column: 1 });
        assert_eq!(places.words(Span::new(id, 0, 8)), "été");
        assert_eq!(places.region(Span::new(id, 900, 950)).map(|region| region.line), Some(3));
    }

    #[test]
    fn many_words_are_cut() {
        let mut files = Files::new();
        let id = files.add(Root::Content, "a.md", "a.md", "é".repeat(9_000).as_bytes());
        let places = Places::new(&files);
        assert_eq!(places.words(Span::new(id, 0, 18_000)), format!("{}…", "é".repeat(MOST_WORDS)));
        assert_eq!(places.words(Span::new(id, 0, 4)), "éé");
    }

    proptest! {
        #[test]
        fn places_are_those_of_the_sources(text in "(\u{feff})?[a-zé日\n]{0,900}", start in 0usize..1000, end in 0usize..1000) {
            let mut files = Files::new();
            let id = files.add(Root::Content, "a.md", "a.md", text.as_bytes());
            let whole = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let (start, end) = (whole(start).min(whole(end)), whole(end));
            prop_assume!(!text.starts_with('\u{feff}') || start >= 3);
            let region = Places::new(&files).exact(Span::new(id, start, end));
            prop_assert_eq!((region.line, region.column), files.line_column(id, start));
            prop_assert_eq!((region.end_line, region.end_column), files.line_column(id, end.max(start)));
        }
    }
}
