//! Reading the fields of an entry, so that every fault of it is told at once.
//!
//! A reader asks for the keys that it knows; what is left over at the end is unknown.

use crate::date::Date;
use crate::diagnostic::{Diagnostic, nearest};
use crate::id::is_id;
use crate::parse::yaml::{Node, Text, Value};
use crate::source::{Span, Spanned};

/// The fields of one entry of a data file.
pub struct Fields<'a> {
    /// What the entry is, with its article: "a priority".
    what: &'static str,
    /// Where the entry stands.
    pub span: Span,
    entries: Vec<(&'a Spanned<String>, &'a Node)>,
    asked: Vec<&'static str>,
}

/// Collects findings while data is read.
pub type Findings = Vec<Diagnostic>;

/// The finding that a value is of the wrong kind.
pub fn wrong_type(node: &Node, name: &str, wanted: &str) -> Diagnostic {
    let got = match &node.value {
        Value::Empty => "nothing",
        Value::Text(_) => "a text",
        Value::List(_) => "a list",
        Value::Map(_) => "keys with values",
    };
    Diagnostic::error("wrong-type", node.span, format!("{name} must be {wanted}, and here is {got}")).help(match wanted
    {
        "a list" => "begin each item on a line of its own with a hyphen, or put them in [square brackets]",
        _ => "look at how the entries beside it are written",
    })
}

impl<'a> Fields<'a> {
    /// The fields of a map; anything else is a finding. `what` names the entry, "a priority".
    pub fn of(node: &'a Node, what: &'static str, findings: &mut Findings) -> Option<Fields<'a>> {
        match &node.value {
            Value::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| (key, value)).collect();
                Some(Fields { what, span: node.span, entries, asked: Vec::new() })
            }
            _ => {
                findings.push(wrong_type(node, what, "keys with values"));
                None
            }
        }
    }

    /// A key with its value, if it is there and not empty.
    pub fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        self.entries.iter().find(|(name, node)| name.value == key && node.value != Value::Empty).map(|(_, node)| *node)
    }

    /// The place of a key, for findings about it; the entry where it is absent.
    pub fn key_span(&self, key: &str) -> Span {
        self.entries.iter().find(|(name, _)| name.value == key).map_or(self.span, |(name, _)| name.span)
    }

    /// A value that must be there.
    pub fn required(&mut self, key: &'static str, findings: &mut Findings) -> Option<&'a Node> {
        let node = self.node(key);
        if node.is_none() {
            let span = match self.entries.iter().find(|(name, _)| name.value == key) {
                Some((name, _)) => name.span,
                None => self.entries.first().map_or(self.span, |(name, node)| name.span.to(node.span)),
            };
            findings.push(
                Diagnostic::error("missing-field", span, format!("{} needs `{key}`", self.what))
                    .help(format!("add a line `{key}:` with its value to this entry")),
            );
        }
        node
    }

    /// A text, if the key is there.
    pub fn text(&mut self, key: &'static str, findings: &mut Findings) -> Option<Text> {
        let node = self.node(key)?;
        as_text(node, &format!("`{key}`"), findings)
    }

    /// A text that must be there.
    pub fn required_text(&mut self, key: &'static str, findings: &mut Findings) -> Option<Text> {
        let node = self.required(key, findings)?;
        as_text(node, &format!("`{key}`"), findings)
    }

    /// An id that must be there: lower-case letters, digits and hyphens.
    pub fn id(&mut self, findings: &mut Findings) -> Option<Spanned<String>> {
        let text = self.required_text("id", findings)?;
        if is_id(&text.words) {
            return Some(text.spanned());
        }
        findings.push(
            Diagnostic::error("bad-id", text.span, format!("`{}` cannot be an id", text.words))
                .help("use lower-case letters, digits and hyphens, beginning with a letter"),
        );
        None
    }

    /// The members of a list, none if the key is absent.
    pub fn list(&mut self, key: &'static str, findings: &mut Findings) -> &'a [Node] {
        match self.node(key) {
            None => &[],
            Some(Node { value: Value::List(items), .. }) => items,
            Some(node) => {
                findings.push(wrong_type(node, &format!("`{key}`"), "a list"));
                &[]
            }
        }
    }

    /// A list of texts, none if the key is absent.
    pub fn texts(&mut self, key: &'static str, findings: &mut Findings) -> Vec<Text> {
        let items = self.list(key, findings);
        items.iter().filter_map(|item| as_text(item, &format!("an item of `{key}`"), findings)).collect()
    }

    /// A flag, `false` if the key is absent.
    pub fn flag(&mut self, key: &'static str, default: bool, findings: &mut Findings) -> bool {
        let Some(text) = self.text(key, findings) else { return default };
        match text.words.as_str() {
            "true" => true,
            "false" => false,
            _ => {
                findings.push(
                    Diagnostic::error("wrong-type", text.span, format!("`{key}` must be true or false"))
                        .help("write `true` or `false`, or delete the line"),
                );
                default
            }
        }
    }

    /// A whole number, if the key is there.
    pub fn number(&mut self, key: &'static str, findings: &mut Findings) -> Option<Spanned<u32>> {
        let text = self.text(key, findings)?;
        match text.words.parse() {
            Ok(number) => Some(Spanned::new(number, text.span)),
            Err(_) => {
                findings.push(
                    Diagnostic::error("wrong-type", text.span, format!("`{key}` must be a whole number"))
                        .help("write it in digits, without quotation marks"),
                );
                None
            }
        }
    }

    /// A day such as `2021-06-25`, if the key is there.
    pub fn date(&mut self, key: &'static str, findings: &mut Findings) -> Option<Spanned<Date>> {
        let text = self.text(key, findings)?;
        let date = Date::parse(&text.words);
        if date.is_none() {
            findings.push(
                Diagnostic::error("bad-date", text.span, format!("`{}` is not a day of the calendar", text.words))
                    .help("write year, month and day as in 2021-04-01"),
            );
        }
        Some(Spanned::new(date?, text.span))
    }

    /// One of a few words, if the key is there.
    pub fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        known: &[(&'static str, T)],
        findings: &mut Findings,
    ) -> Option<Spanned<T>> {
        let text = self.text(key, findings)?;
        let found = known.iter().find(|(word, _)| *word == text.words).map(|(_, value)| *value);
        if found.is_none() {
            let words: Vec<String> = known.iter().map(|(word, _)| format!("`{word}`")).collect();
            let mut finding =
                Diagnostic::error("unknown-word", text.span, format!("`{key}` cannot be `{}`", text.words))
                    .help(format!("write one of {}", words.join(", ")));
            if let Some(near) = nearest(&text.words, known.iter().map(|(word, _)| *word)) {
                finding = finding.suggest(text.span, near, false);
            }
            findings.push(finding);
        }
        Some(Spanned::new(found?, text.span))
    }

    /// Ends the reading: every key that nobody asked for is a finding.
    pub fn finish(self, findings: &mut Findings) {
        for (key, _) in &self.entries {
            if self.asked.contains(&key.value.as_str()) {
                continue;
            }
            let mut finding =
                Diagnostic::error("unknown-key", key.span, format!("{} has no `{}`", self.what, key.value));
            finding = match nearest(&key.value, self.asked.iter().copied()) {
                Some(near) => finding.help(format!("did you mean `{near}`?")).suggest(key.span, near, false),
                None => {
                    let mut known: Vec<String> = self.asked.iter().map(|key| format!("`{key}`")).collect();
                    known.dedup();
                    finding.help(format!("it can have {}", known.join(", ")))
                }
            };
            findings.push(finding);
        }
    }
}

/// The text of a node, or a finding; `name` stands in the message.
pub fn as_text(node: &Node, name: &str, findings: &mut Findings) -> Option<Text> {
    match &node.value {
        Value::Text(text) if !text.words.trim().is_empty() => Some(text.clone()),
        Value::Text(_) => {
            findings.push(
                Diagnostic::error("missing-field", node.span, format!("{name} is empty"))
                    .help("write its text between the quotation marks, or delete the line"),
            );
            None
        }
        Value::Empty | Value::List(_) | Value::Map(_) => {
            findings.push(wrong_type(node, name, "a text"));
            None
        }
    }
}
