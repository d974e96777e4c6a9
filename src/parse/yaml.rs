//! YAML as a tree of texts, lists and maps that each know where they stand.
//!
//! Every scalar is kept as the author typed it: `5.0`, `2021-04` and `yes` are texts until
//! somebody asks for a number, a date or a flag. This is the one room of the YAML crate.

mod fault;
mod lines;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Budget, DuplicateKeyPolicy, MergeKeyPolicy, Options, Spanned as Located};

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, MAX_TEXT_BYTES, Span, Spanned};

/// How deep lists and maps may stand inside each other.
const MAX_DEPTH: usize = 32;

/// A value of a YAML file with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Where it stands; of a list or map, from its first to its last member.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a YAML node can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing after the colon.
    Empty,
    /// Words, a number, a date.
    Text(Text),
    /// A list.
    List(Vec<Node>),
    /// Keys with their values, in the order of the file.
    Map(Vec<(Spanned<String>, Node)>),
}

impl Node {
    /// The value of a key, if it is there and not empty.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let Value::Map(entries) = &self.value else { return None };
        entries.iter().find(|(name, value)| name.value == key && value.value != Value::Empty).map(|(_, value)| value)
    }

    /// Shows every text in it to `see`, in the order of the file.
    pub fn for_each_text(&self, see: &mut dyn FnMut(&Text)) {
        match &self.value {
            Value::Empty => {}
            Value::Text(text) => see(text),
            Value::List(items) => items.iter().for_each(|item| item.for_each_text(see)),
            Value::Map(entries) => entries.iter().for_each(|(_, value)| value.for_each_text(see)),
        }
    }
}

/// A scalar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The words, quotes and escapes resolved.
    pub words: String,
    /// Where they stand, quotes included.
    pub span: Span,
    /// Where the first letter stands, if the words stand in the file letter for letter.
    pub literal: Option<usize>,
}

impl Text {
    /// No words, for what should be in a file and is not.
    pub fn blank(span: Span) -> Text {
        Text { words: String::new(), span: Span::new(span.file, span.start, span.start), literal: None }
    }

    /// The place of a part of the words, where they stand letter for letter; else of them all.
    pub fn place_of(&self, part: &str) -> Span {
        match (self.literal, self.words.find(part)) {
            (Some(start), Some(at)) => Span::new(self.span.file, start + at, start + at + part.len()),
            _ => self.span,
        }
    }

    /// The words with their place.
    pub fn spanned(&self) -> Spanned<String> {
        Spanned::new(self.words.clone(), self.span)
    }
}

enum Raw {
    Empty,
    Plain,
    Words(String),
    List(Vec<Located<Raw>>),
    Map(Vec<(Located<Raw>, Located<Raw>)>),
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a text, a list or a map")
    }
    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }
    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }
    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }
    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }
    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }
    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }
    fn visit_str<E>(self, words: &str) -> Result<Raw, E> {
        Ok(Raw::Words(words.to_owned()))
    }
    fn visit_string<E>(self, words: String) -> Result<Raw, E> {
        Ok(Raw::Words(words))
    }
    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Empty)
    }
    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Empty)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

fn options() -> Options {
    let mut budget = Budget::default();
    budget.max_depth = MAX_DEPTH;
    budget.flow_nesting_limit = MAX_DEPTH;
    budget.max_anchors = 0;
    budget.max_aliases = 0;
    budget.max_reader_input_bytes = Some(MAX_TEXT_BYTES);
    let mut options = Options::default();
    options.budget = Some(budget);
    // Repeated keys are reported when the tree is made, all of them at once.
    options.duplicate_keys = DuplicateKeyPolicy::LastWins;
    options.merge_keys = MergeKeyPolicy::AsOrdinary;
    options.strict_booleans = true;
    options.reject_unsupported_tags = true;
    options.non_finite_float_policy = serde_yaml::options::NonFiniteFloatPolicy::PassThrough;
    options.with_snippet = false;
    options
}

/// Reads YAML that begins at byte `offset` of a file.
///
/// An empty text is [`Value::Empty`]. Faults of grammar end the reading and give no node;
/// repeated keys are all reported.
pub fn parse(text: &str, file: FileId, offset: usize) -> (Option<Node>, Vec<Diagnostic>) {
    if text.len() > MAX_TEXT_BYTES {
        let message = format!("this file is larger than {} MB, more than any data file needs", MAX_TEXT_BYTES >> 20);
        let finding = Diagnostic::error("file-too-large", Span::new(file, offset, offset), message)
            .help("split it, or take out what does not belong in the agreement");
        return (None, vec![finding]);
    }
    let (body, offset) = match text.strip_prefix('\u{feff}') {
        Some(rest) => (rest, offset + '\u{feff}'.len_utf8()),
        None => (text, offset),
    };
    if body.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return (Some(Node { span: Span::new(file, offset, offset), value: Value::Empty }), Vec::new());
    }
    let mut reading = Reading { text: body, file, offset, findings: Vec::new() };
    match serde_yaml::from_str_with_options::<Located<Raw>>(body, options()) {
        Ok(raw) => {
            let node = reading.node(raw);
            (Some(node), reading.findings)
        }
        Err(error) => {
            reading.fault(&error);
            (None, reading.findings)
        }
    }
}

struct Reading<'a> {
    text: &'a str,
    file: FileId,
    offset: usize,
    findings: Vec<Diagnostic>,
}

impl Reading<'_> {
    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.offset + start, self.offset + end)
    }

    /// The bytes of a location, kept inside the text and on whole characters.
    fn range(&self, location: serde_yaml::Location) -> (usize, usize) {
        let (start, len) = match (location.span().byte_offset(), location.span().byte_len()) {
            (Some(start), Some(len)) => (usize::try_from(start).unwrap_or(0), usize::try_from(len).unwrap_or(0)),
            _ => (self.line_start(location), 0),
        };
        let floor = |at: usize| {
            let mut at = at.min(self.text.len());
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = floor(start);
        (start, floor(start.saturating_add(len)).max(start))
    }

    fn line_start(&self, location: serde_yaml::Location) -> usize {
        let line = usize::try_from(location.line()).unwrap_or(1).max(1);
        let column = usize::try_from(location.column()).unwrap_or(1).max(1);
        let start: usize = self.text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        self.text[start..].char_indices().nth(column - 1).map_or(self.text.len(), |(at, _)| start + at)
    }

    fn node(&mut self, raw: Located<Raw>) -> Node {
        let (start, end) = self.range(raw.referenced);
        match raw.value {
            Raw::Empty => Node { span: self.span(start, start), value: Value::Empty },
            Raw::Plain => self.text_node(start, end, None),
            Raw::Words(words) => self.text_node(start, end, Some(words)),
            Raw::List(items) => {
                let items: Vec<Node> = items.into_iter().map(|item| self.node(item)).collect();
                let span = items.iter().fold(self.span(start, start), |span, item| span.to(item.span));
                Node { span: self.closed(span), value: Value::List(items) }
            }
            Raw::Map(_) if self.text[start..].starts_with("{{") => {
                let end = self.text[start..].find("}}").map_or(end, |at| start + at + "}}".len());
                self.report(fault::braces(start..end, &self.text[start..end]));
                self.text_node(start, end, None)
            }
            Raw::Map(entries) => {
                let mut seen: Vec<(Spanned<String>, Node)> = Vec::new();
                let mut first: BTreeMap<String, Span> = BTreeMap::new();
                for (key, value) in entries {
                    let key = match self.node(key) {
                        Node { value: Value::Text(text), .. } => text.spanned(),
                        Node { span, value } => {
                            let message = match value {
                                Value::Empty => "there is no key before this colon",
                                Value::Text(_) | Value::List(_) | Value::Map(_) => "a key must be a word",
                            };
                            self.findings.push(
                                Diagnostic::error("yaml-syntax", span, message)
                                    .help("write a key, a colon, a space and its value; words that hold a colon go in quotation marks"),
                            );
                            continue;
                        }
                    };
                    let value = self.node(value);
                    if value.value == Value::Empty {
                        self.check_remark(key.span);
                    }
                    if let Some(first) = first.get(&key.value) {
                        self.findings.push(
                            Diagnostic::error(
                                "duplicate-key",
                                key.span,
                                format!("`{}` is given twice in the same entry", key.value),
                            )
                            .label("a second time here")
                            .also(*first, "first given here")
                            .help("keep the one that is right and delete the other"),
                        );
                        continue;
                    }
                    first.insert(key.value.clone(), key.span);
                    seen.push((key, value));
                }
                let span =
                    seen.iter().fold(self.span(start, start), |span, (key, value)| span.to(key.span).to(value.span));
                Node { span: self.closed(span), value: Value::Map(seen) }
            }
        }
    }

    /// Reports `key: #value`, where the value is taken for a remark.
    fn check_remark(&mut self, key: Span) {
        let after = key.end - self.offset;
        let line = self.text[after..].lines().next().unwrap_or_default();
        let Some(rest) = line.trim_start().strip_prefix(':') else { return };
        let words = rest.trim();
        if words.len() > 1 && words.starts_with('#') && !words.starts_with("# ") && !words.starts_with("##") {
            let start = after + (line.len() - rest.trim_start().len());
            let fault = fault::remark(start..start + words.len(), words);
            self.report(fault);
        }
    }

    /// The place of a list or an entry with the bracket that closes it, if brackets are round it.
    fn closed(&self, span: Span) -> Span {
        let (start, end) = (span.start - self.offset, span.end - self.offset);
        let Some(open @ ('[' | '{')) = self.text[start..].chars().next() else { return span };
        let after = self.text[end.max(start + 1)..].trim_start_matches([' ', '\t', '\r', '\n', ',']);
        if after.starts_with(if open == '[' { ']' } else { '}' }) {
            return self.span(start, self.text.len() - after.len() + 1);
        }
        span
    }

    fn text_node(&self, start: usize, end: usize, words: Option<String>) -> Node {
        let slice = &self.text[start..end];
        let trimmed = slice.trim_end();
        let end = start + trimmed.len();
        let words = words.unwrap_or_else(|| trimmed.to_owned());
        let literal = if trimmed == words {
            Some(start)
        } else {
            let inner = trimmed.len() == words.len() + 2
                && (trimmed.starts_with('"') || trimmed.starts_with('\''))
                && trimmed.get(1..trimmed.len() - 1) == Some(words.as_str());
            inner.then_some(start + 1)
        };
        let span = self.span(start, end);
        Node { span, value: Value::Text(Text { words, span, literal: literal.map(|at| self.offset + at) }) }
    }

    fn fault(&mut self, error: &serde_yaml::Error) {
        let at = error.location().map_or(0, |location| self.range(location).0);
        let fault = fault::find(self.text, at, kind(error));
        self.report(fault);
    }

    fn report(&mut self, fault: fault::Fault) {
        let span = self.span(fault.range.start, fault.range.end);
        let mut finding = Diagnostic::error(fault.code, span, fault.message).help(fault.help);
        if let Some(words) = fault.instead {
            finding = finding.suggest(span, words, false);
        }
        self.findings.push(finding);
    }
}

fn kind(error: &serde_yaml::Error) -> fault::Kind {
    use serde_yaml::Error;
    use serde_yaml::budget::BudgetBreach;
    match error.without_snippet() {
        Error::MultipleDocuments { .. } => fault::Kind::Documents,
        Error::UnsupportedTag { .. } | Error::TaggedScalarCannotDeserializeIntoString { .. } => fault::Kind::Tag,
        Error::UnknownAnchor { .. } | Error::AliasError { .. } => fault::Kind::Name,
        Error::Budget { breach: BudgetBreach::Anchors { .. } | BudgetBreach::Aliases { .. }, .. } => fault::Kind::Name,
        Error::Budget { breach: BudgetBreach::Depth { .. }, .. } => fault::Kind::Depth,
        Error::Budget { .. } => fault::Kind::Size,
        _ => fault::Kind::Grammar,
    }
}
