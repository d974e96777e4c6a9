//! Running text as the parser tells of it, in the smallest things that have a place.

use std::ops::Range;

use super::attributes;
use super::source::Source;

/// The smallest thing that the parser tells of, with its place in the text.
#[derive(Debug, Clone)]
pub(super) struct Atom {
    pub range: Range<usize>,
    pub kind: AtomKind,
}

#[derive(Debug, Clone)]
pub(super) enum AtomKind {
    /// Words that stand in the text letter for letter, with no escape in them.
    Verbatim,
    /// A character that was written with an escape or as an entity.
    Made(String),
    /// `{{ … }}`.
    Braces,
    Code(String),
    SoftBreak,
    HardBreak,
    FootnoteMark(String),
    Open(Opening),
    Close,
}

#[derive(Debug, Clone)]
pub(super) enum Opening {
    Emphasis,
    Strong,
    Link(Target),
    Picture(Target),
}

/// The address of a link or picture as the parser resolved it.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub address: String,
    pub title: String,
    /// Where the address was written, if that is not in the link itself.
    pub definition: Option<Range<usize>>,
}

/// The atoms of one paragraph, heading or cell.
#[derive(Debug, Default)]
pub(super) struct Atoms(pub Vec<Atom>);

impl Atoms {
    /// Adds words that the parser made from a range of the text.
    pub fn text(&mut self, source: &Source, made: &str, range: Range<usize>) {
        let covered = source.covered();
        if covered.get(range.clone()) != Some(made) {
            // The parser begins the range of an escaped character after its backslash.
            return self.push(AtomKind::Made(made.to_owned()), range);
        }
        let end = self.0.last().map_or(0, |atom| atom.range.end);
        let escaped = range.start > 0 && covered.as_bytes()[range.start - 1] == b'\\' && end != range.start;
        let Some(first) = made.chars().next().filter(|_| escaped) else {
            return self.verbatim(source, range);
        };
        let rest = range.start + first.len_utf8();
        self.push(AtomKind::Made(first.to_string()), range.start - 1..rest);
        self.verbatim(source, rest..range.end);
    }

    fn verbatim(&mut self, source: &Source, range: Range<usize>) {
        let mut at = range.start;
        for brace in source.braces_in(&range) {
            self.words(at..brace.start);
            self.push(AtomKind::Braces, brace.clone());
            at = brace.end;
        }
        self.words(at..range.end);
    }

    fn words(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(Atom { range: last, kind: AtomKind::Verbatim }) if last.end == range.start => last.end = range.end,
            _ => self.push(AtomKind::Verbatim, range),
        }
    }

    pub fn push(&mut self, kind: AtomKind, range: Range<usize>) {
        self.0.push(Atom { range, kind });
    }

    /// Drops breaks and white space at both ends, that of Word and of entities too.
    pub fn trim(&mut self, source: &Source) {
        while let Some(atom) = self.0.last_mut() {
            match atom.kind {
                AtomKind::Verbatim => {
                    atom.range.end = atom.range.start + source.slice(atom.range.clone()).trim_end().len();
                    if !atom.range.is_empty() {
                        break;
                    }
                }
                AtomKind::SoftBreak | AtomKind::HardBreak => {}
                AtomKind::Made(ref text) if text.trim().is_empty() => {}
                _ => break,
            }
            self.0.pop();
        }
        let mut blank = 0;
        for atom in &mut self.0 {
            match atom.kind {
                AtomKind::Verbatim => {
                    atom.range.start = atom.range.end - source.slice(atom.range.clone()).trim_start().len();
                    if !atom.range.is_empty() {
                        break;
                    }
                }
                AtomKind::SoftBreak | AtomKind::HardBreak => {}
                AtomKind::Made(ref text) if text.trim().is_empty() => {}
                _ => break,
            }
            blank += 1;
        }
        self.0.drain(..blank);
    }

    /// Takes `{…}` off the end.
    pub fn take_attributes(&mut self, source: &Source) -> Option<Range<usize>> {
        let last = self.0.last_mut().filter(|atom| matches!(atom.kind, AtomKind::Verbatim))?;
        let found = attributes::at_end(source.slice(last.range.clone()))?;
        let range = last.range.start + found.start..last.range.start + found.end;
        last.range.end = range.start;
        self.trim(source);
        Some(range)
    }

    /// The words at the beginning, if the first atom is words.
    pub fn opening_words<'a>(&self, source: &'a Source) -> &'a str {
        match self.0.first() {
            Some(Atom { range, kind: AtomKind::Verbatim }) => source.slice(range.clone()),
            _ => "",
        }
    }

    /// Takes bytes off the first atom, which is words.
    pub fn skip(&mut self, bytes: usize) {
        if let Some(atom) = self.0.first_mut() {
            atom.range.start = (atom.range.start + bytes).min(atom.range.end);
        }
    }

    /// Where the element that opens at `open` closes.
    pub fn close_of(&self, open: usize) -> usize {
        let mut depth = 0_usize;
        for (at, atom) in self.0.iter().enumerate().skip(open) {
            match atom.kind {
                AtomKind::Open(_) => depth += 1,
                AtomKind::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return at;
            }
        }
        self.0.len()
    }

    /// The title of a box: a first line all in bold, with its attributes; the rest stays.
    pub fn take_title(&mut self, source: &Source) -> Option<(Atoms, Option<Range<usize>>)> {
        if !matches!(self.0.first()?.kind, AtomKind::Open(Opening::Strong)) {
            return None;
        }
        let close = self.close_of(0);
        let is_break = |atom: &Atom| matches!(atom.kind, AtomKind::SoftBreak | AtomKind::HardBreak);
        let end = self.0.iter().skip(close + 1).position(is_break).map_or(self.0.len(), |at| close + 1 + at);
        let mut after = Atoms(self.0.get(close + 1..end)?.to_vec());
        let attributes = after.take_attributes(source);
        after.trim(source);
        if !after.0.is_empty() {
            return None;
        }
        let mut title: Vec<Atom> = self.0.drain(..end).take(close).collect();
        title.remove(0);
        self.trim(source);
        Some((Atoms(title), attributes))
    }
}

impl Atom {
    /// Whether this is the mark of a footnote.
    pub fn is_note_mark(&self) -> bool {
        matches!(self.kind, AtomKind::FootnoteMark(_))
    }
}
