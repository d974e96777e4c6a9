//! How a record is written beside the others, in braces or on lines of its own.

use crate::parse::yaml::{Node, Value};
use crate::source::Span;

/// Where a record stands, and in what way it is written.
pub(super) struct Place {
    /// The byte after the record, and after the remarks that belong to it.
    end: usize,
    /// How the record is written.
    style: Style,
    /// The end of a line in this file.
    line: &'static str,
    /// Whether an empty line stands between records.
    gap: bool,
}

enum Style {
    /// In braces, in a list in brackets.
    InBrackets,
    /// In braces, after this indent and hyphen.
    InBraces(String),
    /// On lines of its own, after this indent and hyphen.
    OnLines(String),
}

impl Place {
    /// The place of one of the records of `list`; `None` of one that does not begin in a usual way.
    pub(super) fn of(text: &str, list: Span, all: &[Node], index: usize) -> Option<Place> {
        let span = all.get(index)?.span;
        let braces = text.get(span.start..)?.starts_with('{');
        let line = if text.contains("\r\n") { "\r\n" } else { "\n" };
        if text.get(list.start..)?.starts_with('[') {
            return braces.then_some(Place { end: span.end, style: Style::InBrackets, line, gap: false });
        }
        let before = text.get(..span.start)?;
        let lead = before.get(before.rfind('\n').map_or(0, |end| end + 1)..)?.trim_start_matches('\u{feff}');
        if lead.trim() != "-" {
            return None;
        }
        let column = lead.chars().count();
        let style = if braces { Style::InBraces(lead.to_owned()) } else { Style::OnLines(lead.to_owned()) };
        let end = end_of_remarks(text, end_of_line(text, span.end), column);
        let blank = |from: usize, to: usize| {
            text.get(from..to).is_some_and(|between| between.lines().skip(1).any(|line| line.trim().is_empty()))
        };
        let above = index.checked_sub(1).and_then(|index| all.get(index));
        let below = all.get(index + 1);
        let gap = above.is_some_and(|above| blank(above.span.end, span.start))
            || below.is_some_and(|below| blank(span.end, below.span.start));
        Some(Place { end, style, line, gap })
    }

    /// A field right after another one of this record: at which byte, and what.
    pub(super) fn field_after(&self, text: &str, key: Span, value: Span, field: &str) -> (usize, String) {
        match &self.style {
            Style::InBrackets | Style::InBraces(_) => (value.end, format!(", {field}")),
            Style::OnLines(_) => {
                let before = text.get(..key.start).unwrap_or_default();
                let column = before.chars().rev().take_while(|c| *c != '\n').filter(|c| *c != '\u{feff}').count();
                (end_of_line(text, value.end), format!("{}{}{field}", self.line, " ".repeat(column)))
            }
        }
    }

    /// Another record right after this one: at which byte, and what.
    pub(super) fn record_after(&self, fields: &[String]) -> (usize, String) {
        let gap = if self.gap { self.line } else { "" };
        let written = match &self.style {
            Style::InBrackets => format!(", {{ {} }}", fields.join(", ")),
            Style::InBraces(lead) => format!("{}{gap}{lead}{{ {} }}", self.line, fields.join(", ")),
            Style::OnLines(lead) => {
                let indent = format!("{}{}", self.line, " ".repeat(lead.chars().count()));
                format!("{}{gap}{lead}{}", self.line, fields.join(&indent))
            }
        };
        (self.end, written)
    }
}

/// The byte at which the line of another byte ends.
fn end_of_line(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    at + line.strip_suffix('\r').filter(|_| line.len() < rest.len()).unwrap_or(line).len()
}

/// The end of the remarks below a record that are indented as its keys are.
fn end_of_remarks(text: &str, end: usize, column: usize) -> usize {
    let mut end = end;
    loop {
        let Some(rest) = text.get(end..) else { return end };
        let Some(next) = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')) else { return end };
        let line = next.split('\n').next().unwrap_or_default();
        let words = line.trim_start_matches(' ');
        if !words.starts_with('#') || line.len() - words.len() < column {
            return end;
        }
        end = end_of_line(text, end + rest.len() - next.len());
    }
}

/// The fields of a record that go on when it is renamed, as they are written.
///
/// Its former names need not: the record that ends keeps them, and its own name with them.
pub(super) fn copied(text: &str, node: &Node) -> Vec<String> {
    let Value::Map(entries) = &node.value else { return Vec::new() };
    let goes_on = |key: &str| !matches!(key, "id" | "name" | "from" | "until" | "formerly");
    let entries = entries.iter().filter(|(key, value)| goes_on(&key.value) && value.value != Value::Empty);
    entries.filter_map(|(key, value)| Some(text.get(key.span.start..value.span.end)?.to_owned())).collect()
}

/// A list of words on one line.
pub(super) fn flow_list<'t>(key: &str, items: impl Iterator<Item = &'t str>) -> String {
    format!("{key}: [{}]", items.map(scalar).collect::<Vec<_>>().join(", "))
}

/// Words as YAML reads them everywhere: bare where nothing in them has a meaning, else in quotation marks.
pub(super) fn scalar(words: &str) -> String {
    let is_bare = words.starts_with(char::is_alphabetic)
        && !words.ends_with(' ')
        && words
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '/' | '(' | ')' | '\'' | '\u{2019}' | '&'));
    if is_bare {
        return words.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in words.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
