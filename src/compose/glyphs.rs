//! Characters that the bundled typefaces cannot print, and words that no line can hold, found
//! before any format meets them.
//!
//! PDF/UA-1 (ISO 14289-1, 7.21) allows no character without a glyph. The fault is told here,
//! at the author's own words, since a typesetter can only point into its template.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::parse::markdown::hidden_character;
use crate::parse::prose::Prose;
use crate::parse::yaml;
use crate::source::{Files, Span};
use crate::typeface::Typefaces;

/// The most letters of a word; what is longer is no word, and takes a typesetter very long.
const LONGEST: usize = 500;

/// Looks for characters that cannot be printed.
pub struct Glyphs<'a> {
    files: &'a Files,
    typefaces: &'a Typefaces<'a>,
    seen: BTreeSet<Span>,
    /// What was found.
    pub findings: Vec<Diagnostic>,
}

impl<'a> Glyphs<'a> {
    /// A search that has found nothing yet.
    pub fn new(files: &'a Files, typefaces: &'a Typefaces<'a>) -> Self {
        Glyphs { files, typefaces, seen: BTreeSet::new(), findings: Vec::new() }
    }

    /// Looks at words that stand somewhere in `span`.
    pub fn words(&mut self, words: &str, span: Span) {
        self.long_words(words, span);
        let missing: BTreeSet<char> =
            words.chars().filter(|c| !matches!(c, '\n' | '\r' | '\t') && !self.typefaces.covers(*c)).collect();
        if missing.is_empty() {
            return;
        }
        let source = self.files.written(span);
        let at = |start: usize, end: usize| Span::new(span.file, span.start + start, span.start + end);
        let mut found = BTreeSet::new();
        // Neighbours are one finding: a word in another script, not each of its letters.
        let mut run: Option<(usize, usize)> = None;
        let mut hidden_in_line = false;
        for (start, c) in source.char_indices().chain(std::iter::once((source.len(), ' '))) {
            let end = start + c.len_utf8();
            hidden_in_line &= c != '\n';
            if missing.contains(&c) && hidden_character(c, span).is_none() {
                found.insert(c);
                run = Some((run.map_or(start, |(first, _)| first), end));
                continue;
            }
            if let Some((start, end)) = run.take() {
                self.report(&source[start..end], at(start, end));
            }
            if missing.contains(&c) && start < source.len() {
                found.insert(c);
                // Of hidden characters each line tells its first.
                if !std::mem::replace(&mut hidden_in_line, true) {
                    self.findings.extend(hidden_character(c, at(start, end)));
                }
            }
        }
        let unseen: Vec<&char> = missing.difference(&found).collect();
        let entities = if unseen.is_empty() { BTreeMap::new() } else { entities(source) };
        for c in unseen {
            let place = entities.get(c).map_or(span, |(start, end)| at(*start, *end));
            let backslash = source.starts_with('"') && source.contains('\\') && place == span;
            match hidden_character(*c, place) {
                Some(finding) if backslash => self.findings.push(
                    finding.help("in \"double\" quotation marks a backslash has a meaning of its own: write it twice"),
                ),
                Some(finding) => self.findings.push(finding),
                None => self.report(&c.to_string(), place),
            }
        }
    }

    fn long_words(&mut self, words: &str, span: Span) {
        let long = |word: &&str| word.len() > LONGEST && word.chars().nth(LONGEST).is_some();
        let Some(word) = words.split_whitespace().find(long) else { return };
        let written = self.files.written(span);
        let place = written.find(word).map_or(span, |at| {
            let start = span.start + at;
            Span::new(span.file, start, start + word.len())
        });
        if self.seen.insert(place) {
            let message = format!("this word has more than {LONGEST} letters, and no line has room for it");
            self.findings.push(
                Diagnostic::error("long-word", place, message)
                    .help("put spaces into it; an address can be a link with words of its own: [the words](address)"),
            );
        }
    }

    fn report(&mut self, characters: &str, place: Span) {
        if !self.seen.insert(place) {
            return;
        }
        let mut numbers: Vec<String> = characters.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
        let more = numbers.len() > 4;
        numbers.truncate(if more { 3 } else { 4 });
        if more {
            numbers.push("…".to_owned());
        }
        let what = if numbers.len() == 1 { "this character" } else { "these characters" };
        let message = format!("the typefaces of this tool do not have {what} ({})", numbers.join(", "));
        self.findings.push(
            Diagnostic::error("no-glyph", place, message)
                .help("write it in words, or use a plain letter or sign in its place"),
        );
    }

    /// Looks at every text of a data file.
    pub fn data(&mut self, node: &yaml::Node) {
        node.for_each_text(&mut |text| self.words(&text.words, text.span));
    }

    /// Looks at everything in a part's prose that is printed.
    pub fn prose(&mut self, prose: &Prose) {
        prose.for_each_text(&mut |words, span, _| self.words(words, span));
    }
}

/// Where each character is first written by its number, such as `&#x1F600;`.
fn entities(source: &str) -> BTreeMap<char, (usize, usize)> {
    /// The most letters between `&` and `;`; the largest number has fewer.
    const MOST: usize = 12;
    let mut found = BTreeMap::new();
    for (start, _) in source.match_indices("&#") {
        let Some(len) = source.as_bytes()[start..].iter().take(MOST).position(|byte| *byte == b';') else { continue };
        let number = &source[start + 2..start + len];
        let number = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        if let Some(character) = number.ok().and_then(char::from_u32) {
            found.entry(character).or_insert((start, start + len + 1));
        }
    }
    found
}
