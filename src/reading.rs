//! The agreement as its reader meets it: runs of words in order, each letter with its place.
//!
//! Values are printed in full, marks are gone, and a reference whose words the tool makes is one
//! [`STAND_IN`]. What was typed by hand is told apart from what comes from data, since only a
//! hand slips. Nothing is judged here; that is left to [`crate::lint`].

mod counted;
mod editions;
mod financial_year;
mod mentions;
mod near;
mod numbers;
mod passage;
mod pattern;
mod quotes;
mod short_forms;
mod spoken;
mod tables;
mod tense;
mod this_agreement;
mod times;
mod times_in_names;
mod uses;

pub use counted::{Counted, counted, is_plural};
pub use editions::{Editions, is_of_edition};
pub use financial_year::FinancialYear;
pub use mentions::{Fit, Known, KnownNames, Mention, Said};
pub use near::{Miss, NearMiss};
pub use numbers::{Number, numbers};
pub use passage::{Form, Origin, Passage, Run, STAND_IN, Word, words_of};
pub use pattern::{Captures, Match, Pattern};
pub use quotes::{Quotes, quotes, touches};
pub use short_forms::ShortForm;
pub use spoken::Spoken;
pub use tables::{Table, TableCell, tables};
pub use tense::{Tense, is_subject, tells_an_end, verb_after};
pub use this_agreement::ThisAgreement;
pub use times::{Time, When, times};
pub use times_in_names::TimesInNames;
pub use uses::values;

pub use crate::compose::register::in_words;

use std::cell::{self, OnceCell};
use std::collections::BTreeSet;

use crate::agreement::{Agreement, SETTINGS};
use crate::compose::register::{Found, Kind, Register};
use crate::content::part::PartSource;
use crate::document::plain_text;
use crate::parse::markdown::{Place, parse_inline};
use crate::parse::prose::{Call, Cell, Node, NodeKind, Piece, PieceKind};
use crate::parse::yaml::{self, Text, Value};
use crate::source::{FileId, Files, Span, Spanned};

/// Every run of words that is printed, in the order of the document, then of the data.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The runs.
    pub passages: Vec<Passage<'a>>,
    /// What the data knows by name.
    register: &'a Register,
    agreement: &'a Agreement,
    known: OnceCell<KnownNames>,
    mentions: OnceCell<Vec<Vec<Mention>>>,
    misses: OnceCell<Vec<Vec<NearMiss>>>,
    short_forms: OnceCell<Vec<ShortForm>>,
    /// For every passage, where it speaks of what.
    places: OnceCell<Vec<spoken::Places>>,
}

/// Keys whose texts are printed as words, in whatever file they stand.
const WORDED: [&str; 33] = [
    "title",
    "short-title",
    "description",
    "name",
    "short",
    "text",
    "note",
    "summary",
    "label",
    "heading",
    "lead-in",
    "items",
    "issues",
    "other-issues",
    "includes",
    "guiding-principles",
    "chief-constable",
    "commissioner",
    "post",
    "offices",
    "words",
    "alt",
    "status",
    "revision",
    "what",
    "unit",
    "area",
    "excludes",
    "contribution",
    "services",
    "remark",
    "reason",
    "options",
];

/// The key of `document.yaml` below which every text is printed, and the one that is a word of this tool.
const HEAD: &str = "head";
const STATUS: &str = "status";

/// Files in which a `note` speaks to editors and is not printed.
const NOTED: [&str; 2] = ["data/legislation.yaml", "data/glossary.yaml"];

impl<'a> Reading<'a> {
    /// Reads an agreement; what is wrong with its sources is told elsewhere.
    pub fn of(agreement: &'a Agreement, register: &'a Register, files: &'a Files) -> Reading<'a> {
        let mut reader = Reader {
            files,
            register,
            part: None,
            csv: BTreeSet::new(),
            passages: Vec::new(),
            printed: cell::Cell::new(0),
        };
        for part in agreement.parts() {
            reader.part = Some(part);
            reader.data("", &part.front_matter, "");
            reader.nodes(&part.prose.blocks);
            for note in &part.prose.footnotes {
                reader.pieces(&note.content, Form::Footnote, note.span);
            }
        }
        reader.part = None;
        for (file, tree) in agreement.printed_trees() {
            reader.data(file, tree, "");
        }
        // A record of other days is not printed in this document.
        let unshown = agreement.priorities.iter().flat_map(|data| data.value.of_other_days());
        let unshown: Vec<Span> = unshown.collect();
        let is_shown =
            |at: Span| !unshown.iter().any(|one| one.file == at.file && one.start <= at.start && at.end <= one.end);
        reader.passages.retain(|passage| unshown.is_empty() || is_shown(passage.span));
        Reading {
            passages: reader.passages,
            register,
            agreement,
            known: OnceCell::new(),
            mentions: OnceCell::new(),
            misses: OnceCell::new(),
            short_forms: OnceCell::new(),
            places: OnceCell::new(),
        }
    }

    /// Everything that the data knows by name.
    pub fn known(&self) -> &KnownNames {
        self.known.get_or_init(|| KnownNames::of(self.agreement, self.register))
    }

    /// Every passage with the places in it that speak of something by a name that is known.
    pub fn with_mentions(&self) -> impl Iterator<Item = (&Passage<'a>, &[Mention])> {
        let mentions = self.mentions.get_or_init(|| {
            let known = self.known();
            let of = |passage: &Passage<'_>| {
                if passage.is_language() { known.mentions(&passage.text) } else { Vec::new() }
            };
            self.passages.iter().map(of).collect()
        });
        self.passages.iter().zip(mentions.iter().map(Vec::as_slice))
    }

    /// Every passage with the places in it that nearly have a name.
    pub fn with_misses(&self) -> impl Iterator<Item = (&Passage<'a>, &[NearMiss])> {
        let misses = self.misses.get_or_init(|| {
            let near = near::NearNames::of(self.known());
            self.with_mentions().map(|(passage, mentions)| near.misses(passage, mentions)).collect()
        });
        self.passages.iter().zip(misses.iter().map(Vec::as_slice))
    }

    /// The name of a thing in the data, if it has that id.
    pub fn name(&self, kind: Kind, id: &str) -> Option<&crate::compose::register::Name> {
        self.register.name(kind, id)
    }

    /// How many there are of what the data can count, by the path of the value: `count.priorities`.
    pub fn count(&self, path: &str) -> Option<usize> {
        self.register.count(path)
    }

    /// Everything that the data can count, by the path of its value.
    pub fn counts(&self) -> impl Iterator<Item = (&str, usize)> {
        self.register.counts()
    }
}

/// The longest value that is printed, and the most letters of all of them; a value beyond that
/// is a [`STAND_IN`], since a few files can ask for the same long words again and again.
const MOST_OF_ONE: usize = 1_000;
const MOST_OF_ALL: usize = 4 * 1024 * 1024;

struct Reader<'a> {
    files: &'a Files,
    register: &'a Register,
    part: Option<&'a PartSource>,
    /// The CSV files that were read.
    csv: BTreeSet<FileId>,
    passages: Vec<Passage<'a>>,
    /// How many letters values have printed.
    printed: cell::Cell<usize>,
}

impl<'a> Reader<'a> {
    fn nodes(&mut self, nodes: &'a [Node]) {
        for (index, node) in nodes.iter().enumerate() {
            match &node.kind {
                NodeKind::Heading { content, .. } => self.pieces(content, Form::Heading, node.span),
                NodeKind::Paragraph(content) => {
                    self.pieces(content, Form::Paragraph, node.span);
                    if let Some(passage) = self.passages.last_mut() {
                        passage.next = nodes.get(index + 1);
                    }
                }
                NodeKind::List { items, .. } => {
                    for item in items {
                        let first = self.passages.len();
                        self.nodes(&item.blocks);
                        if let Some(passage) = self.passages.get_mut(first).filter(|new| new.form == Form::Paragraph) {
                            passage.form = Form::Item;
                        }
                    }
                }
                NodeKind::Table { caption, header, rows, .. } => {
                    self.pieces(caption.as_deref().unwrap_or_default(), Form::Caption, node.span);
                    self.cells(header, Form::ColumnHeader);
                    rows.iter().for_each(|row| self.cells(row, Form::Cell));
                }
                NodeKind::Callout { title, blocks } => {
                    self.pieces(title, Form::BoxTitle, node.span);
                    self.nodes(blocks);
                }
                NodeKind::Picture { alternative, caption, .. } => {
                    self.plain(alternative, Form::Alternative);
                    caption.iter().for_each(|caption| self.inline(caption, Form::Caption));
                }
                NodeKind::DataBlock(call) => {
                    call.caption.iter().for_each(|text| self.inline(text, Form::Caption));
                    self.csv(call);
                }
                NodeKind::Preformatted(text) => {
                    let run = Run::new(0..text.len(), node.span, Origin::Literal, false);
                    self.push(text.clone(), vec![run], Form::Literal, node.span);
                }
                NodeKind::Rule => {}
            }
        }
    }

    fn cells(&mut self, cells: &[Cell], form: Form<'a>) {
        cells.iter().for_each(|cell| self.pieces(&cell.content, form, cell.span));
    }

    /// The cells of the CSV file that a block shows; they are plain words.
    fn csv(&mut self, call: &Call) {
        // A file that several blocks show is read once.
        let Some(file) = tables::csv_file(call, self.files).filter(|file| self.csv.insert(*file)) else { return };
        let Some(text) = tables::csv_text(file, self.files) else { return };
        for (index, row) in tables::csv_rows(text).into_iter().enumerate() {
            let form = if index == 0 { Form::ColumnHeader } else { Form::Cell };
            for (range, words) in row {
                self.plain(&Spanned::new(words, Span::new(file, range.start, range.end)), form);
            }
        }
    }

    /// The texts of a data file or of a front matter that are printed.
    fn data(&mut self, file: &'a str, node: &'a yaml::Node, key: &'a str) {
        match &node.value {
            Value::Empty => {}
            Value::Text(text) if WORDED.contains(&key) => self.text(text, Form::Data { file, key }),
            Value::Text(_) => {}
            Value::List(items) => items.iter().for_each(|item| self.data(file, item, key)),
            Value::Map(entries) => {
                for (key, value) in entries {
                    let silent =
                        key.value == "note" && NOTED.contains(&file) || key.value == STATUS && file == SETTINGS;
                    if file == SETTINGS && key.value == HEAD {
                        value.for_each_text(&mut |text| self.text(text, Form::Data { file, key: HEAD }));
                    } else if !silent {
                        self.data(file, value, &key.value);
                    }
                }
            }
        }
    }

    fn text(&mut self, text: &Text, form: Form<'a>) {
        let place = match text.literal {
            Some(offset) => Place::At { file: text.span.file, offset },
            None => Place::Within(text.span),
        };
        let (pieces, _) = parse_inline(&text.words, place);
        self.pieces(&pieces, form, text.span);
    }

    fn inline(&mut self, text: &Spanned<String>, form: Form<'a>) {
        let (pieces, _) = parse_inline(&text.value, Place::of(text));
        self.pieces(&pieces, form, text.span);
    }

    fn plain(&mut self, text: &Spanned<String>, form: Form<'a>) {
        let run = Run::new(0..text.value.len(), text.span, Origin::Typed, false);
        self.push(text.value.clone(), vec![run], form, text.span);
    }

    fn pieces(&mut self, pieces: &[Piece], form: Form<'a>, span: Span) {
        let mut text = String::new();
        let mut runs = Vec::new();
        self.runs(pieces, false, &mut text, &mut runs);
        self.push(text, runs, form, span);
    }

    fn push(&mut self, text: String, runs: Vec<Run>, form: Form<'a>, span: Span) {
        self.passages.push(Passage::new(text, runs, form, self.part, span, self.files));
    }

    fn runs(&self, pieces: &[Piece], link: bool, text: &mut String, runs: &mut Vec<Run>) {
        for piece in pieces {
            let start = text.len();
            let origin = match &piece.kind {
                PieceKind::Text(words) => {
                    text.push_str(words);
                    Origin::Typed
                }
                PieceKind::Code(words) => {
                    text.push_str(words);
                    Origin::Literal
                }
                PieceKind::Emphasis(inner) | PieceKind::Strong(inner) | PieceKind::RunIn(inner) => {
                    self.runs(inner, link, text, runs);
                    continue;
                }
                PieceKind::Link { content, .. } => {
                    self.runs(content, true, text, runs);
                    continue;
                }
                PieceKind::Reference { content, .. } if !content.is_empty() => {
                    self.runs(content, true, text, runs);
                    continue;
                }
                PieceKind::Reference { .. } => {
                    text.push(STAND_IN);
                    Origin::Reference
                }
                PieceKind::Value { path, filter } => {
                    text.push_str(&self.value(path, filter.is_some()));
                    Origin::Value(path.value.clone())
                }
                PieceKind::LineBreak => {
                    text.push(' ');
                    Origin::Typed
                }
                PieceKind::FootnoteMark { .. } => continue,
            };
            runs.push(Run::new(start..text.len(), piece.span, origin, link));
        }
    }

    fn value(&self, path: &Spanned<String>, in_letters: bool) -> String {
        let words = self.words_of_value(path, in_letters);
        self.printed.set(self.printed.get().saturating_add(words.len()));
        if self.printed.get() > MOST_OF_ALL { STAND_IN.to_string() } else { words }
    }

    fn words_of_value(&self, path: &Spanned<String>, in_letters: bool) -> String {
        if let Some(count) = self.register.count(&path.value).filter(|_| in_letters) {
            return in_words(count);
        }
        match self.register.look_up(path) {
            Ok(found) if found.letters() > MOST_OF_ONE => STAND_IN.to_string(),
            Ok(Found::Name(_, _, name)) => name.long.clone(),
            Ok(Found::Inline(inline)) => plain_text(std::slice::from_ref(&inline)),
            Ok(Found::Phrase(content)) => plain_text(content),
            Err(_) => STAND_IN.to_string(),
        }
    }
}

#[cfg(test)]
mod tests;
