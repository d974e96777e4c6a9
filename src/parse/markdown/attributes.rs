//! Attributes: `{#dhr row-headers}` at the end of a block.

use std::ops::Range;

use super::source::{Source, brief};
use crate::diagnostic::{Diagnostic, nearest};
use crate::id::{is_id, slug};
use crate::source::Spanned;

/// What a block may carry in its attributes besides an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bearer {
    /// A heading, paragraph, list item or title of a box: an id.
    Text,
    /// The caption of a table: an id and `row-headers`.
    Caption,
    /// A picture: an id and `decorative`.
    Picture,
}

const ROW_HEADERS: &str = "row-headers";
const DECORATIVE: &str = "decorative";

impl Bearer {
    fn words(self) -> &'static [&'static str] {
        match self {
            Bearer::Text => &[],
            Bearer::Caption => &[ROW_HEADERS],
            Bearer::Picture => &[DECORATIVE],
        }
    }
}

/// What an author wrote between the braces.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    /// The word after `#`.
    pub id: Option<Spanned<String>>,
    /// Whether `row-headers` stands there.
    pub row_headers: bool,
    /// Whether `decorative` stands there.
    pub decorative: bool,
}

/// The part of an unescaped text that holds attributes: `{…}` at its very end.
pub(super) fn at_end(text: &str) -> Option<Range<usize>> {
    let text = text.trim_end();
    let inner = text.strip_suffix('}')?;
    let start = inner.rfind(['{', '}', '\n'])?;
    let opens = inner[start..].starts_with('{') && !inner[..start].ends_with('{');
    opens.then_some(start..text.len())
}

/// Reads `{…}`, which stands at `range`.
pub(super) fn read(source: &mut Source, range: Range<usize>, bearer: Bearer) -> Attributes {
    let mut attributes = Attributes::default();
    let inner = range.start + 1..range.end.saturating_sub(1);
    let words = words_of(source, inner);
    if words.is_empty() {
        let finding =
            Diagnostic::error("empty-attributes", source.span(range), "There is nothing between these braces")
                .help("Write an id, such as {#domestic-abuse}, or leave the braces out.");
        source.report(finding);
        return attributes;
    }
    if let Some((at, _)) = words.iter().find(|(_, word)| word == "#") {
        let finding = Diagnostic::error("malformed-id", source.span(at.clone()), "There is no id after this #")
            .help("Write the id without a space, such as {#domestic-abuse}. To print the braces, write \\{ and \\}.");
        source.report(finding);
        return attributes;
    }
    for (at, word) in words {
        let span = source.span(at.clone());
        if let Some(id) = word.strip_prefix('#') {
            let id = Spanned::new(id.to_owned(), source.span(at.start + 1..at.end));
            if let Some(first) = &attributes.id {
                let finding = Diagnostic::error("second-id", span, "This has two ids")
                    .also(first.span, "the first one")
                    .help("Keep the one that is used elsewhere.");
                source.report(finding);
            } else if check_id(source, &id) {
                attributes.id = Some(id);
            }
            continue;
        }
        match (word.as_str(), bearer) {
            (ROW_HEADERS, Bearer::Caption) => attributes.row_headers = true,
            (DECORATIVE, Bearer::Picture) => attributes.decorative = true,
            (ROW_HEADERS, _) => {
                let finding = Diagnostic::error("misplaced-attributes", span, "“row-headers” belongs to a table")
                    .help("Write it in the caption line before the table: Table: Caption {#id row-headers}");
                source.report(finding);
            }
            (DECORATIVE, _) => {
                let finding = Diagnostic::error("misplaced-attributes", span, "“decorative” belongs to a picture")
                    .help("Write it directly after the picture: ![](../images/x.svg){decorative}");
                source.report(finding);
            }
            (word, _) => {
                let mut finding =
                    Diagnostic::error("unknown-attribute", span, format!("“{}” is not an attribute", brief(word)));
                finding = match nearest(&brief(word), bearer.words().iter().copied()) {
                    Some(known) => finding.help(format!("Did you mean “{known}”?")).suggest(span, known, false),
                    None if is_id(word) => finding.help(format!(
                        "An id starts with #: {{#{}}}. To print the braces, write \\{{ and \\}}.",
                        brief(word)
                    )),
                    None => finding.help("To print the braces, write \\{ and \\}."),
                };
                source.report(finding);
            }
        }
    }
    attributes
}

/// Reports a word that cannot be an id; `true` if it can.
pub(super) fn check_id(source: &mut Source, id: &Spanned<String>) -> bool {
    if is_id(id) {
        return true;
    }
    let mut finding = Diagnostic::error("malformed-id", id.span, format!("“{}” cannot be an id", brief(id)))
        .help("An id has small letters, digits and hyphens, and starts with a letter.");
    let better = slug(&brief(id));
    let better = better.trim_start_matches(|c: char| !c.is_ascii_lowercase());
    if is_id(better) {
        finding = finding.help(format!(
            "An id has small letters, digits and hyphens, and starts with a letter, such as “{better}”."
        ));
        finding = finding.suggest(id.span, better, false);
    }
    source.report(finding);
    false
}

fn words_of(source: &Source, inner: Range<usize>) -> Vec<(Range<usize>, String)> {
    let text = source.slice(inner.clone());
    let mut words = Vec::new();
    let mut at = 0;
    for word in text.split(|c: char| c.is_whitespace()) {
        if !word.is_empty() {
            let start = inner.start + at;
            words.push((start..start + word.len(), word.to_owned()));
        }
        at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_braces_are_attributes() {
        let found = |text: &'static str| at_end(text).map(|range| &text[range]);
        assert_eq!(found("words {#a b}  "), Some("{#a b}"));
        assert_eq!(found("{#a}"), Some("{#a}"));
        assert_eq!(found("a {b} {c}"), Some("{c}"));
        assert_eq!(found("a {b} c"), None);
        assert_eq!(found("a {{b}"), None);
        assert_eq!(found("a b}"), None);
        assert_eq!(found("a {b\nc}"), None);
        assert_eq!(found(""), None);
    }
}
