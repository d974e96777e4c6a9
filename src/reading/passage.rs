//! A run of words as it is read, with the way back from each letter to its source.

use std::cell::OnceCell;
use std::ops::Range;

use super::times::{Time, times};
use crate::content::part::PartSource;
use crate::parse::prose::Node;
use crate::source::{Files, Span};

/// Stands for the words of a reference that the tool makes, such as "paragraph 2.5".
pub const STAND_IN: char = '\u{fffc}';

/// What a passage is to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form<'a> {
    /// A heading in a part.
    Heading,
    /// A paragraph; of a list item, each after its first.
    Paragraph,
    /// The first paragraph of a list item, of a numbered paragraph too.
    Item,
    /// The name of a column.
    ColumnHeader,
    /// A cell of a table.
    Cell,
    /// The caption of a table, a picture or a block made from data.
    Caption,
    /// What a picture shows, in words.
    Alternative,
    /// The title of a box.
    BoxTitle,
    /// A footnote.
    Footnote,
    /// Text whose spaces count.
    Literal,
    /// A text of a data file, or, where `file` is empty, of a front matter.
    Data {
        /// The path below the content folder.
        file: &'a str,
        /// The key that it stands under, or the list under that key.
        key: &'a str,
    },
}

/// Where words come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Somebody typed them.
    Typed,
    /// A value prints them; its path, such as `body.kent-police`.
    Value(String),
    /// A reference prints them.
    Reference,
    /// Code and other letters that are not language.
    Literal,
}

/// A part of a passage that comes from one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its bytes in the passage.
    pub range: Range<usize>,
    /// Where it is written.
    pub span: Span,
    /// Where its words come from.
    pub origin: Origin,
    /// Whether it is inside a link or a reference with words of its own.
    pub link: bool,
    /// How its letters stand in the source, once somebody has asked.
    joins: OnceCell<Option<Joins>>,
}

/// How the letters of words stand in their source.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Joins {
    /// From each such letter of the words on, the byte of the source at which it stands, up to
    /// the next one.
    letters: Vec<(usize, usize)>,
    /// Letters that are written by name or number, such as `&nbsp;`, with the byte after it.
    entities: Vec<(usize, usize)>,
}

impl Run {
    pub(super) fn new(range: Range<usize>, span: Span, origin: Origin, link: bool) -> Run {
        Run { range, span, origin, link, joins: OnceCell::new() }
    }
}

/// A word of a passage, without the punctuation around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'p> {
    /// Its bytes in the passage.
    pub range: Range<usize>,
    /// The letters.
    pub text: &'p str,
}

/// A run of words: a paragraph, a heading, a cell, a text of the data.
#[derive(Debug)]
pub struct Passage<'a> {
    /// The words as they are read.
    pub text: String,
    /// What it is.
    pub form: Form<'a>,
    /// The part that it is in; data has none.
    pub part: Option<&'a PartSource>,
    /// The whole of it in the source.
    pub span: Span,
    /// The block after a paragraph, such as the list that it announces.
    pub next: Option<&'a Node>,
    /// What it is made of, in order, without gaps.
    pub runs: Vec<Run>,
    pub(super) files: &'a Files,
    /// The times in it, once somebody has asked.
    times: OnceCell<Vec<Time>>,
}

impl<'a> Passage<'a> {
    pub(super) fn new(
        text: String,
        runs: Vec<Run>,
        form: Form<'a>,
        part: Option<&'a PartSource>,
        span: Span,
        files: &'a Files,
    ) -> Passage<'a> {
        Passage { text, form, part, span, next: None, runs, files, times: OnceCell::new() }
    }

    /// Every time in it, in order; a day without its year is none. They are looked for once.
    pub fn times(&self) -> &[Time] {
        self.times.get_or_init(|| times(&self.text))
    }

    /// Whether it is running text or a part of it: a paragraph, an item, a cell, a footnote.
    pub fn is_prose(&self) -> bool {
        match self.form {
            Form::Paragraph | Form::Item | Form::Cell | Form::Footnote => true,
            Form::Data { file, key } => match key {
                "text" | "note" | "summary" | "items" | "lead-in" | "guiding-principles" | "description" => true,
                "name" => file == "data/governance.yaml",
                _ => false,
            },
            Form::Heading | Form::ColumnHeader | Form::Caption | Form::Alternative | Form::BoxTitle | Form::Literal => {
                false
            }
        }
    }

    /// Whether it is language at all, a title or a name among it; code is not.
    pub fn is_language(&self) -> bool {
        self.form != Form::Literal
    }

    /// The data file and the key that it comes from.
    pub fn data(&self) -> Option<(&'a str, &'a str)> {
        match self.form {
            Form::Data { file, key } if !file.is_empty() => Some((file, key)),
            _ => None,
        }
    }

    /// Whether all of a range was typed by hand.
    pub fn is_typed(&self, range: &Range<usize>) -> bool {
        self.runs_in(range).all(|run| run.origin == Origin::Typed)
    }

    /// Whether any of a range is in a link or a reference.
    pub fn is_linked(&self, range: &Range<usize>) -> bool {
        self.runs_in(range).any(|run| run.link || run.origin == Origin::Reference)
    }

    /// The runs that share a letter with a range.
    pub fn runs_in<'p>(&'p self, range: &Range<usize>) -> impl Iterator<Item = &'p Run> + use<'p, 'a> {
        let range = range.clone();
        let first = self.runs.partition_point(|run| run.range.end <= range.start);
        self.runs[first..].iter().take_while(move |run| run.range.start < range.end)
    }

    /// Where a range is written; as exact as the source allows.
    pub fn place(&self, range: &Range<usize>) -> Span {
        let mut places = self.runs_in(range).map(|run| self.place_in(run, range));
        let Some(first) = places.next() else { return self.span };
        places.fold(first, Span::to)
    }

    /// Where a range is written, if the source holds its letters there and nothing more but blanks,
    /// so that other words can be put in its place.
    pub fn exact_place(&self, range: &Range<usize>) -> Option<Span> {
        self.exact_place_in(range, self.files.text(self.span.file).unwrap_or_default())
    }

    /// The same, where the text of the file is at hand: to look it up takes time each time.
    pub fn exact_place_in(&self, range: &Range<usize>, source: &str) -> Option<Span> {
        let place = self.place(range);
        let written = source.get(place.start..place.end)?;
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '>').collect::<String>();
        // What is much longer holds more than the range, or its letters could not be told apart.
        let near = written.len() <= 2 * range.len() + 64;
        (near && letters(written) == letters(self.words_of(range))).then_some(place)
    }

    /// The words of a range.
    pub fn words_of(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    fn place_in(&self, run: &Run, range: &Range<usize>) -> Span {
        if run.origin != Origin::Typed {
            return run.span;
        }
        let words = &self.text[run.range.clone()];
        let joins = run.joins.get_or_init(|| joins(words, self.files.written(run.span)));
        let Some(joins) = joins.as_ref().filter(|_| !range.is_empty()) else { return run.span };
        let source = |letter: usize| {
            let join = joins.letters.partition_point(|(word, _)| *word <= letter).saturating_sub(1);
            joins.letters.get(join).map_or(0, |(word, source)| source + (letter - word))
        };
        let start = range.start.max(run.range.start) - run.range.start;
        let end = range.end.min(run.range.end) - run.range.start;
        let last = words.floor_char_boundary(end - 1);
        let entity = joins.entities.binary_search_by_key(&last, |(word, _)| *word).ok();
        let end = entity.and_then(|at| joins.entities.get(at)).map_or(source(last) + (end - last), |(_, end)| *end);
        Span::new(run.span.file, run.span.start + source(start), (run.span.start + end).min(run.span.end))
    }

    /// The words, in order.
    pub fn words(&self) -> impl Iterator<Item = Word<'_>> {
        words(&self.text, 0)
    }

    /// The words of a range, in order.
    pub fn words_in(&self, range: &Range<usize>) -> impl Iterator<Item = Word<'_>> {
        words(self.words_of(range), range.start)
    }

    /// The sentences, in order; what has no full stop is one sentence.
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut start = 0;
        for (at, mark) in self.text.char_indices().filter(|(_, c)| matches!(c, '.' | '?' | '!')) {
            let rest = &self.text[at + mark.len_utf8()..];
            let closed = rest.trim_start_matches(['"', '\'', '\u{201d}', '\u{2019}', ')']);
            let next = closed.trim_start();
            let begins = next.len() < closed.len()
                && next.starts_with(|c: char| {
                    c.is_uppercase() || c.is_numeric() || matches!(c, '\u{201c}' | '"' | '(' | STAND_IN)
                });
            if begins && !(mark == '.' && is_abbreviation(&self.text[start..at])) {
                let end = self.text.len() - closed.len();
                found.push(start..end);
                start = self.text.len() - next.len();
            }
        }
        if !self.text[start..].trim().is_empty() {
            found.push(start..self.text.len());
        }
        found
    }

    /// The sentence that a byte is in.
    pub fn sentence_at(&self, at: usize) -> Range<usize> {
        self.sentences().into_iter().find(|range| at < range.end).unwrap_or(0..self.text.len())
    }
}

/// The words of any text, in order, without the punctuation around them.
pub fn words_of(text: &str) -> impl Iterator<Item = Word<'_>> {
    words(text, 0)
}

pub(super) fn words(text: &str, base: usize) -> impl Iterator<Item = Word<'_>> {
    text.split_whitespace().filter_map(move |token| {
        let start = token.as_ptr() as usize - text.as_ptr() as usize;
        let inner = token.trim_start_matches(|c: char| !c.is_alphanumeric());
        let start = base + start + (token.len() - inner.len());
        let inner = inner.trim_end_matches(|c: char| !c.is_alphanumeric());
        (!inner.is_empty()).then(|| Word { range: start..start + inner.len(), text: inner })
    })
}

/// Whether a full stop after these words ends an abbreviation, not a sentence.
fn is_abbreviation(before: &str) -> bool {
    const KNOWN: [&str; 20] = [
        "mr", "mrs", "ms", "dr", "st", "no", "nos", "vs", "e.g", "i.e", "etc", "p", "pp", "ch", "para", "art", "cf",
        "inc", "ltd", "approx",
    ];
    let last = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    initial || KNOWN.contains(&last.to_lowercase().as_str())
}

/// Where words and the source that they were made from part.
///
/// The source has the same letters in the same order, with line ends, marks of quotation,
/// escapes and entities between them.
fn joins(words: &str, written: &str) -> Option<Joins> {
    /// The longest entity or indent that may stand between two letters.
    const MOST: usize = 64;
    let mut joins = Joins { letters: vec![(0, 0)], entities: Vec::new() };
    if words == written {
        return Some(joins);
    }
    let mut shift = |index: usize, at: usize| {
        if joins.letters.last().is_none_or(|(word, source)| at - source != index - word) {
            joins.letters.push((index, at));
        }
    };
    let mut at = 0;
    for (index, letter) in words.char_indices() {
        let rest = written.get(at..)?;
        let next = rest.chars().next()?;
        if next == letter {
            shift(index, at);
            at += letter.len_utf8();
        } else if letter == ' ' && matches!(next, '\r' | '\n') {
            shift(index, at);
            at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n', '>']).len();
        } else if let Some(end) = rest.bytes().take(MOST).position(|byte| byte == b';').filter(|_| next == '&') {
            shift(index, at);
            at += end + 1;
            joins.entities.push((index, at));
        } else if let Some((more, _)) = rest.char_indices().take(MOST).find(|(_, c)| *c == letter) {
            shift(index, at + more);
            at += more + letter.len_utf8();
        } else {
            return None;
        }
    }
    Some(joins)
}
