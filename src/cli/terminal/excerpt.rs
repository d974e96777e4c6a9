//! Cuts the line in question out of a source, safe to print whatever is in it.

use std::ops::Range;

use agreement::source::{FileId, Files, Span};

/// How many lines apart two places may lie and still be shown in one piece.
const TOGETHER: usize = 12;

/// The most characters of words in the middle of a sentence.
pub const MOST_WORDS: usize = 80;

/// One or more lines of a source with ranges in them.
#[derive(Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The number of the first line.
    pub line: usize,
    /// The number of the line of the first place.
    pub lead: usize,
    /// The column of the first place, counted in characters of the whole line.
    pub column: usize,
    /// The lines, trimmed and cleaned.
    pub text: String,
    /// The ranges of `text` that are the places asked for, each with its position in the request.
    pub places: Vec<(usize, Range<usize>)>,
}

/// The lines around `spans` of one file, in pieces; nothing for a file without text.
///
/// The first piece holds the first span. A place that runs over several lines is shown as
/// far as the end of its first one.
pub fn excerpts(files: &Files, file: FileId, spans: &[Span], width: usize) -> Vec<Excerpt> {
    let bytes = files.bytes(file);
    if bytes.is_empty() || bytes.iter().take(4096).any(|&byte| byte == 0) {
        return Vec::new();
    }
    let mut places: Vec<(usize, Place)> = spans.iter().map(|span| Place::of(bytes, *span)).enumerate().collect();
    let first = places.first().map_or(0, |(_, place)| place.line);
    places.sort_by_key(|(at, place)| (place.line.abs_diff(first) > TOGETHER, place.line, *at));
    let mut pieces: Vec<Vec<(usize, Place)>> = Vec::new();
    for place in places {
        match pieces.last_mut() {
            Some(piece) if piece.iter().any(|(_, other)| other.line.abs_diff(place.1.line) <= TOGETHER) => {
                piece.push(place);
            }
            _ => pieces.push(vec![place]),
        }
    }
    pieces.iter().map(|piece| Excerpt::of(bytes, piece, width)).collect()
}

/// Where a span stands, in bytes of the file.
#[derive(Debug, Clone)]
struct Place {
    /// Counted from 1.
    line: usize,
    /// The line without its end.
    within: Range<usize>,
    /// The part of the span in that line.
    range: Range<usize>,
}

impl Place {
    fn of(bytes: &[u8], span: Span) -> Self {
        let start = span.start.min(bytes.len());
        let within = line_at(bytes, start);
        let start = start.clamp(within.start, within.end);
        let end = span.end.clamp(start, within.end);
        let line = bytes[..within.start].iter().filter(|&&byte| byte == b'\n').count() + 1;
        Place { line, within, range: start..end }
    }
}

/// The line that a byte is in, without line end and byte-order mark.
fn line_at(bytes: &[u8], at: usize) -> Range<usize> {
    let mut start = bytes[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    if start == 0 && bytes.starts_with(b"\xef\xbb\xbf") {
        start = 3;
    }
    let mut end = bytes[at..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |more| at + more);
    if end > start && bytes[end - 1] == b'\r' {
        end -= 1;
    }
    start..end.max(start)
}

impl Excerpt {
    fn of(bytes: &[u8], piece: &[(usize, Place)], width: usize) -> Self {
        let mut excerpt = Excerpt { line: 1, lead: 1, column: 1, text: String::new(), places: Vec::new() };
        let Some((_, lead)) = piece.iter().min_by_key(|(at, _)| *at) else { return excerpt };
        let first = piece.iter().map(|(_, place)| place.line).min().unwrap_or(1);
        let last = piece.iter().map(|(_, place)| place.line).max().unwrap_or(1);
        let mut within =
            piece.iter().find(|(_, place)| place.line == first).map_or(0..0, |(_, place)| place.within.clone());
        for line in first..=last {
            let here: Vec<&(usize, Place)> = piece.iter().filter(|(_, place)| place.line == line).collect();
            excerpt.push_line(bytes, &within, &here, width);
            if line < last {
                excerpt.text.push('\n');
                let next = bytes[within.end..]
                    .iter()
                    .position(|&byte| byte == b'\n')
                    .map_or(bytes.len(), |more| within.end + more + 1);
                within = line_at(bytes, next.min(bytes.len()));
            }
        }
        excerpt.line = first;
        excerpt.lead = lead.line;
        excerpt.column = String::from_utf8_lossy(&bytes[lead.within.start..lead.range.start]).chars().count() + 1;
        excerpt
    }

    /// Adds one line, cut to about `width` characters around the first place in it.
    fn push_line(&mut self, bytes: &[u8], within: &Range<usize>, places: &[&(usize, Place)], width: usize) {
        // Far more bytes than can be shown, so that a line of megabytes costs nothing.
        let around = places.iter().min_by_key(|(at, _)| *at).map_or(within.start, |(_, place)| place.range.start);
        let reach = width.saturating_mul(8);
        let near = around.saturating_sub(reach).max(within.start)..around.saturating_add(reach).min(within.end);
        let pieces = cleaned(&bytes[near.clone()], near.start);
        let at = pieces.iter().position(|piece| piece.end > around).unwrap_or(pieces.len());
        let long = near != *within || pieces.len() > width;
        let from = if long && at + 20 > width { at.saturating_sub(width / 2) } else { 0 };
        let to = if long { (from + width).min(pieces.len()) } else { pieces.len() };
        let base = self.text.len();
        if from > 0 || near.start > within.start {
            self.text.push('…');
        }
        let shown_from = self.text.len();
        let mut marks: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        for piece in &pieces[from..to] {
            let start = self.text.len();
            self.text.push_str(&piece.text);
            marks.push((piece.start..piece.end, start..self.text.len()));
        }
        let shown_to = self.text.len();
        if to < pieces.len() || near.end < within.end {
            self.text.push('…');
        }
        for (request, place) in places {
            let inside = |byte: usize| {
                marks
                    .iter()
                    .find(|(source, _)| source.end > byte)
                    .map_or(shown_to, |(_, shown)| shown.start)
                    .clamp(shown_from, shown_to)
            };
            let start = inside(place.range.start);
            let end = marks
                .iter()
                .rev()
                .find(|(source, _)| source.start < place.range.end)
                .map_or(shown_from, |(_, shown)| shown.end);
            self.places.push((*request, start.max(base)..end.max(start)));
        }
    }
}

/// One character of a source with the words that stand for it.
struct Piece {
    start: usize,
    end: usize,
    text: String,
}

fn cleaned(bytes: &[u8], base: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = base;
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            pieces.push(Piece { start: at, end: at + c.len_utf8(), text: visible(c) });
            at += c.len_utf8();
        }
        if !chunk.invalid().is_empty() {
            pieces.push(Piece { start: at, end: at + chunk.invalid().len(), text: "\u{fffd}".to_owned() });
            at += chunk.invalid().len();
        }
    }
    pieces
}

/// A character as it may be printed: one that [cannot be seen](is_unseen) is replaced with its number.
fn visible(c: char) -> String {
    if c != '\t' && is_unseen(c) { format!("<U+{:04X}>", u32::from(c)) } else { c.to_string() }
}

/// Whether a character steers a terminal, turns the direction of text, or cannot be seen.
pub fn is_unseen(c: char) -> bool {
    let format = matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}');
    c.is_control() || format
}

/// Words for a message, on one line and safe to print.
pub fn safe(text: &str) -> String {
    text.chars().map(|c| if matches!(c, '\n' | '\t') { " ".to_owned() } else { visible(c) }).collect()
}

/// Words of an author in the middle of a sentence, each space that is not an ordinary one by its
/// number, since a change may be about nothing else.
pub fn spelled(text: &str) -> String {
    let one = |c: char| match c {
        '\n' => "⏎".to_owned(),
        c if c != ' ' && (c.is_whitespace() || is_unseen(c)) => format!("<U+{:04X}>", u32::from(c)),
        c => c.to_string(),
    };
    text.chars().map(one).collect()
}

/// The same, of many words only the first.
pub fn brief(text: &str) -> String {
    match text.char_indices().nth(MOST_WORDS) {
        Some((at, _)) => format!("{}…", spelled(&text[..at])),
        None => spelled(text),
    }
}

#[cfg(test)]
mod tests {
    use agreement::source::Root;
    use proptest::prelude::*;

    use super::*;

    fn one(text: &[u8], start: usize, end: usize) -> Excerpt {
        let mut files = Files::new();
        let id = files.add(Root::Content, "a.md", "content/a.md", text);
        excerpts(&files, id, &[Span::new(id, start, end)], 40).remove(0)
    }

    fn underlined(excerpt: &Excerpt) -> &str {
        &excerpt.text[excerpt.places[0].1.clone()]
    }

    #[test]
    fn the_words_at_fault_are_the_words_underlined() {
        let excerpt = one(b"first\r\nsecond line\r\nthird", 7, 13);
        assert_eq!((excerpt.line, excerpt.column, excerpt.text.as_str()), (2, 1, "second line"));
        assert_eq!(underlined(&excerpt), "second");
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        let excerpt = one("\u{feff}title: x".as_bytes(), 3, 8);
        assert_eq!((excerpt.column, underlined(&excerpt)), (1, "title"));
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("{}FAULT{}", "é".repeat(90_000), "b".repeat(90_000));
        let excerpt = one(text.as_bytes(), 180_000, 180_005);
        assert_eq!(underlined(&excerpt), "FAULT");
        assert_eq!(excerpt.column, 90_001);
        assert!(excerpt.text.chars().count() <= 42, "{}", excerpt.text);
        assert!(excerpt.text.starts_with('…') && excerpt.text.ends_with('…'));
    }

    #[test]
    fn nothing_that_steers_a_terminal_is_printed() {
        let excerpt = one("a\u{1b}[31m\u{202e}\u{9b}z\rq".as_bytes(), 1, 2);
        assert_eq!(excerpt.text, "a<U+001B>[31m<U+202E><U+009B>z<U+000D>q");
        assert_eq!(underlined(&excerpt), "<U+001B>");
        assert_eq!(safe("a\n\u{7f}"), "a <U+007F>");
        assert_eq!(brief("a\u{a0}b \tc\n\u{1b}"), "a<U+00A0>b <U+0009>c⏎<U+001B>");
        assert_eq!(brief(&"é".repeat(81)), format!("{}…", "é".repeat(80)));
    }

    #[test]
    fn a_place_over_several_lines_ends_with_its_first() {
        assert_eq!(underlined(&one(b"one two\nthree", 4, 12)), "two");
    }

    #[test]
    fn places_near_each_other_share_a_piece_and_those_far_apart_do_not() {
        let text = "x\n".repeat(60);
        let mut files = Files::new();
        let id = files.add(Root::Content, "a.md", "a.md", text.as_bytes());
        let at = |line: usize| Span::new(id, line * 2 - 2, line * 2 - 1);
        let pieces = excerpts(&files, id, &[at(30), at(2), at(32)], 40);
        assert_eq!(pieces.len(), 2);
        assert_eq!((pieces[0].line, pieces[0].text.as_str()), (30, "x\nx\nx"));
        assert_eq!((pieces[1].line, pieces[1].places.as_slice()), (2, [(1, 0..1)].as_slice()));
    }

    proptest! {
        #[test]
        fn whatever_the_file_and_the_span_every_range_can_be_cut(
            bytes in proptest::collection::vec(any::<u8>().prop_map(|b| if b % 5 == 0 { b'\n' } else { b }), 0..400),
            spans in proptest::collection::vec((0usize..500, 0usize..500), 1..4),
            width in 1usize..60,
        ) {
            let mut files = Files::new();
            let id = files.add(Root::Content, "a.md", "a.md", bytes);
            let spans: Vec<Span> = spans.iter().map(|(start, end)| Span::new(id, *start, *end)).collect();
            for excerpt in excerpts(&files, id, &spans, width) {
                for (_, range) in &excerpt.places {
                    prop_assert!(excerpt.text.get(range.clone()).is_some(), "{excerpt:?}");
                }
            }
        }
    }
}
