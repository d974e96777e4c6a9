//! YAML as a tree of texts, lists and maps that each know where they stand.
//!
//! Every scalar is kept as the author typed it: `5.0`, `2021-04` and `yes` are texts until
//! somebody asks for a number, a date or a flag. This is the one room of the YAML crate.

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

fn options(duplicate_keys: DuplicateKeyPolicy) -> Options {
    let mut budget = Budget::default();
    budget.max_depth = MAX_DEPTH;
    budget.flow_nesting_limit = MAX_DEPTH;
    budget.max_anchors = 0;
    budget.max_aliases = 0;
    budget.max_reader_input_bytes = Some(MAX_TEXT_BYTES);
    let mut options = Options::default();
    options.budget = Some(budget);
    options.duplicate_keys = duplicate_keys;
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
    let whole = Span::new(file, offset, offset + text.len());
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
    match serde_yaml::from_str_with_options::<Located<Raw>>(body, options(DuplicateKeyPolicy::LastWins)) {
        Ok(raw) => {
            let node = reading.node(raw);
            if reading.findings.is_empty()
                && let Err(error) =
                    serde_yaml::from_str_with_options::<serde::de::IgnoredAny>(body, options(DuplicateKeyPolicy::Error))
            {
                reading.fault(&error, whole);
            }
            (Some(node), reading.findings)
        }
        Err(error) => {
            reading.fault(&error, whole);
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
                Node { span, value: Value::List(items) }
            }
            Raw::Map(entries) => {
                let mut seen: Vec<(Spanned<String>, Node)> = Vec::new();
                for (key, value) in entries {
                    let key = match self.node(key) {
                        Node { value: Value::Text(text), .. } => text.spanned(),
                        Node { span, .. } => {
                            self.findings.push(
                                Diagnostic::error("wrong-type", span, "a key must be a word")
                                    .help("write a word, then a colon"),
                            );
                            continue;
                        }
                    };
                    let value = self.node(value);
                    if let Some((first, _)) = seen.iter().find(|(known, _)| known.value == key.value) {
                        self.findings.push(
                            Diagnostic::error(
                                "duplicate-key",
                                key.span,
                                format!("`{}` is given twice in the same entry", key.value),
                            )
                            .label("a second time here")
                            .also(first.span, "first given here")
                            .help("keep the one that is right and delete the other"),
                        );
                        continue;
                    }
                    seen.push((key, value));
                }
                let span =
                    seen.iter().fold(self.span(start, start), |span, (key, value)| span.to(key.span).to(value.span));
                Node { span, value: Value::Map(seen) }
            }
        }
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

    fn fault(&mut self, error: &serde_yaml::Error, whole: Span) {
        let span = error.location().map_or(Span::new(whole.file, whole.start, whole.start), |location| {
            let (start, end) = self.range(location);
            let end =
                if end == start { self.text[start..].find('\n').map_or(self.text.len(), |at| start + at) } else { end };
            self.span(start, end)
        });
        let told = error.to_string();
        let lower = told.to_lowercase();
        let (code, message, help): (_, String, &str) = if lower.contains("duplicate") {
            ("duplicate-key", "the same key is given twice".into(), "keep the one that is right and delete the other")
        } else if lower.contains("anchor") || lower.contains("alias") {
            (
                "yaml-syntax",
                "`&` and `*` have a special meaning at the start of a value, and this tool does not use it".into(),
                "put the value in quotation marks",
            )
        } else if lower.contains("budget") || lower.contains("depth") || lower.contains("nesting") {
            (
                "too-deep",
                format!("lists and entries stand more than {MAX_DEPTH} deep inside each other"),
                "check the brackets and the spaces at the start of the lines",
            )
        } else if lower.contains("tag") {
            (
                "yaml-syntax",
                "`!` has a special meaning at the start of a value, and this tool does not use it".into(),
                "put the value in quotation marks",
            )
        } else if lower.contains("tab") {
            ("yaml-syntax", "there is a tab at the start of a line".into(), "indent with spaces")
        } else if lower.contains("mapping values are not allowed") || lower.contains("mapping value") {
            (
                "yaml-syntax",
                "there is a colon inside this value, so the line cannot be read".into(),
                "put the whole value in quotation marks",
            )
        } else if matches!(error, serde_yaml::Error::MultipleDocuments { .. }) {
            ("yaml-syntax", "`---` begins a second document here".into(), "keep one, without lines of `---`")
        } else {
            (
                "yaml-syntax",
                "this is not well-formed YAML from here on".into(),
                "look at this line and the one before it: a missing colon, quotation mark, bracket, or spaces that do not line up",
            )
        };
        self.findings.push(Diagnostic::error(code, span, message).help(help));
    }
}
