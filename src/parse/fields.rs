//! Reading the fields of an entry, so that every fault of it is told at once.
//!
//! A reader asks for the keys that it knows; what is left over at the end is unknown.

use crate::date::Date;
use crate::diagnostic::{Diagnostic, nearest};
use crate::id::is_id;
use crate::parse::yaml::{Node, Text, Value};
use crate::period::Period;
use crate::source::{Span, Spanned};

/// The fields of one entry of a data file.
pub struct Fields<'a> {
    /// What the entry is, with its article: "a priority".
    what: &'static str,
    /// Where the entry stands.
    pub span: Span,
    entries: Vec<(&'a Spanned<String>, &'a Node)>,
    asked: Vec<&'static str>,
    /// The keys that must be there and are not.
    missing: Vec<&'static str>,
}

/// Names of a thing that are not to be written any more.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OtherNames {
    /// Names that it had; right where the past is told.
    pub formerly: Vec<Text>,
    /// Names that it should never be called by.
    pub avoid: Vec<Text>,
}

/// Collects findings while data is read.
pub type Findings = Vec<Diagnostic>;

/// The finding that a value is of the wrong kind; `wanted` is "a list", "words" or "keys".
pub fn wrong_type(node: &Node, name: &str, wanted: &str) -> Diagnostic {
    let got = match &node.value {
        Value::Empty => "there is nothing",
        Value::Text(_) => "these are words",
        Value::List(_) => "this is a list",
        Value::Map(_) => "these are keys with values",
    };
    let (wanted, help) = match (wanted, &node.value) {
        ("a list", Value::Map(_)) => ("must be a list", "begin each item with a hyphen and a space"),
        ("a list", _) => {
            ("must be a list", "begin each item on a line of its own with a hyphen, or put them in [square brackets]")
        }
        ("keys", Value::Text(text)) if key_without_space(&text.words) => {
            ("must have keys with values", "write a space between the colon and the value")
        }
        ("keys", Value::List(_)) => ("must have keys with values", "take away the hyphens, or the brackets round it"),
        ("keys", _) => {
            ("must have keys with values", "write each fact as a key, a colon and a space, such as `name: Kent Police`")
        }
        ("words", Value::Map(_)) => {
            ("must be words", "if the colon belongs to the words, put the whole value in quotation marks")
        }
        ("words", Value::List(_)) => {
            ("must be words", "take away the hyphens, or put the whole value in quotation marks")
        }
        ("words", Value::Empty) => ("must be words", "write it, or delete the hyphen"),
        (other, _) => (other, "look at how the entries beside it are written"),
    };
    Diagnostic::error("wrong-type", node.span, format!("{name} {wanted}, and {got}")).help(help)
}

/// The finding that nothing stands after a key.
fn no_value(key: &Spanned<String>) -> Diagnostic {
    Diagnostic::error("missing-field", key.span, format!("`{}` has no value", key.value))
        .help("write its value after the colon and a space")
}

/// Whether words look like `name:Kent`, a key with no space after its colon.
fn key_without_space(words: &str) -> bool {
    words.split_once(':').is_some_and(|(key, value)| {
        !key.is_empty() && !value.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    })
}

impl<'a> Fields<'a> {
    /// The fields of a map; anything else is a finding. `what` names the entry, "a priority".
    pub fn of(node: &'a Node, what: &'static str, findings: &mut Findings) -> Option<Fields<'a>> {
        match &node.value {
            Value::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| (key, value)).collect();
                Some(Fields { what, span: node.span, entries, asked: Vec::new(), missing: Vec::new() })
            }
            Value::Empty => {
                let message =
                    if what == "this file" { "this file is empty".to_owned() } else { format!("{what} is empty") };
                let help = "write its keys and values, or delete it";
                findings.push(Diagnostic::error("missing-field", node.span, message).help(help));
                None
            }
            Value::Text(_) | Value::List(_) => {
                findings.push(wrong_type(node, what, "keys"));
                None
            }
        }
    }

    /// A key with its value, if it is there and not empty.
    pub fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        self.entries.iter().find(|(name, node)| name.value == key && node.value != Value::Empty).map(|(_, node)| *node)
    }

    /// A value that must be there; if it is not, [`Fields::finish`] says so.
    pub fn required(&mut self, key: &'static str, findings: &mut Findings) -> Option<&'a Node> {
        let node = self.node(key);
        if node.is_none() {
            match self.entries.iter().find(|(name, _)| name.value == key) {
                Some((name, _)) => findings.push(no_value(name)),
                None if !self.missing.contains(&key) => self.missing.push(key),
                None => {}
            }
        }
        node
    }

    /// The place where the entry begins, for what is missing from it.
    pub fn start(&self) -> Span {
        Span::new(self.span.file, self.span.start, self.span.start)
    }

    /// Whether a key is there with a value, right or wrong.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, node)| name.value == key && node.value != Value::Empty)
    }

    /// Whether a key is there without a value.
    pub fn is_blank(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, node)| name.value == key && node.value == Value::Empty)
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

    /// The names that a thing had, `formerly`, and those that it should not be called by, `avoid`.
    pub fn other_names(&mut self, findings: &mut Findings) -> OtherNames {
        OtherNames { formerly: self.texts("formerly", findings), avoid: self.texts("avoid", findings) }
    }

    /// Keys that their author chooses, each with a text; none if the key is absent.
    pub fn pairs(&mut self, key: &'static str, findings: &mut Findings) -> Vec<(Spanned<String>, Text)> {
        let Some(node) = self.node(key) else { return Vec::new() };
        let Value::Map(entries) = &node.value else {
            findings.push(wrong_type(node, &format!("`{key}`"), "keys"));
            return Vec::new();
        };
        let pair = |(name, value): &(Spanned<String>, Node)| {
            if value.value == Value::Empty {
                findings.push(no_value(name));
                return None;
            }
            Some((name.clone(), as_text(value, &format!("`{}`", name.value), findings)?))
        };
        entries.iter().filter_map(pair).collect()
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

    /// A year, a financial year, a month or a day, if the key is there.
    pub fn period(&mut self, key: &'static str, findings: &mut Findings) -> Option<Spanned<Period>> {
        let text = self.text(key, findings)?;
        Some(Spanned::new(as_period(&text.words, text.span, findings)?, text.span))
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
            let words = words.join(", ");
            let finding = Diagnostic::error("unknown-word", text.span, format!("`{key}` cannot be `{}`", text.words));
            findings.push(match nearest(&text.words, known.iter().map(|(word, _)| *word)) {
                Some(near) => {
                    let help = format!("write one of {words}; perhaps `{near}` was meant");
                    finding.help(help).suggest(text.span, near, false)
                }
                None => finding.help(format!("write one of {words}")),
            });
        }
        Some(Spanned::new(found?, text.span))
    }

    /// Ends the reading: tells every key that nobody asked for, and all that are missing.
    pub fn finish(mut self, findings: &mut Findings) {
        let is_free = |asked: &&'static str| !self.entries.iter().any(|(key, _)| key.value == *asked);
        let free: Vec<&'static str> = self.asked.iter().copied().filter(is_free).collect();
        for (key, _) in &self.entries {
            if self.asked.contains(&key.value.as_str()) {
                continue;
            }
            let mut finding =
                Diagnostic::error("unknown-key", key.span, format!("{} has no `{}`", self.what, key.value));
            finding = match nearest(&key.value, free.iter().copied()) {
                Some(near) => {
                    // A key with a slip in it is one fault, not also a missing key.
                    self.missing.retain(|missing| *missing != near);
                    finding.help(format!("did you mean `{near}`?")).suggest(key.span, near, false)
                }
                None => {
                    let mut known: Vec<String> = Vec::new();
                    for key in self.asked.iter().map(|key| format!("`{key}`")) {
                        if !known.contains(&key) {
                            known.push(key);
                        }
                    }
                    finding.help(format!("it can have {}", known.join(", ")))
                }
            };
            findings.push(finding);
        }
        if self.missing.is_empty() {
            return;
        }
        let names: Vec<String> = self.missing.iter().map(|key| format!("`{key}`")).collect();
        let (first, rest) = names.split_at(names.len() - 1);
        let joined =
            if first.is_empty() { rest.concat() } else { format!("{} and {}", first.join(", "), rest.concat()) };
        let lines: Vec<String> = self.missing.iter().map(|key| format!("`{key}:`")).collect();
        let span = self.entries.first().map_or(self.span, |(name, node)| name.span.to(node.span));
        let span = if self.what == "this file" { Span::new(span.file, span.start, span.start) } else { span };
        let help = match lines.as_slice() {
            [line] => format!("add a line {line} with its value"),
            _ => format!("add lines {} with their values", lines.join(", ")),
        };
        let code = if self.missing.contains(&"id") { "missing-id" } else { "missing-field" };
        findings.push(Diagnostic::error(code, span, format!("{} needs {joined}", self.what)).help(help));
    }
}

/// The entries of a file that holds one list under `key`, and nothing else.
pub fn entries<T>(
    node: &Node,
    key: &'static str,
    findings: &mut Findings,
    mut read: impl FnMut(&Node, &mut Findings) -> Option<T>,
) -> Vec<T> {
    let Some(mut fields) = Fields::of(node, "this file", findings) else { return Vec::new() };
    let entries = fields.list(key, findings).iter().filter_map(|entry| read(entry, findings)).collect();
    fields.finish(findings);
    entries
}

/// A year, a financial year, a month or a day, or a finding.
pub fn as_period(words: &str, span: Span, findings: &mut Findings) -> Option<Period> {
    let period = Period::parse(words);
    if period.is_none() {
        findings.push(
            Diagnostic::error("bad-date", span, format!("`{words}` is not a year, a month or a day"))
                .help("write it as in 2020, 2019/20, 2020-11 or 2020-11-25"),
        );
    }
    period
}

/// The text of a node, or a finding; `name` stands in the message.
pub fn as_text(node: &Node, name: &str, findings: &mut Findings) -> Option<Text> {
    match &node.value {
        Value::Text(text) if !text.words.trim().is_empty() => Some(text.clone()),
        Value::Text(_) => {
            findings.push(
                Diagnostic::error("missing-field", node.span, format!("{name} is empty"))
                    .help("write its words between the quotation marks, or take the key out if it is not needed"),
            );
            None
        }
        Value::Empty | Value::List(_) | Value::Map(_) => {
            findings.push(wrong_type(node, name, "words"));
            None
        }
    }
}
