//! What stands between `{{` and `}}`: a value, or the call of a data block.

use std::ops::Range;

use super::attributes::check_id;
use super::source::{Source, brief};
use crate::diagnostic::Diagnostic;
use crate::id::is_id;
use crate::parse::prose::Call;
use crate::source::Spanned;

/// What the braces ask for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Braces {
    /// `{{ plan.safer-in-kent.short }}`, `{{ count.plans | words }}`, or a single name.
    Value {
        /// Names joined by dots.
        path: Spanned<String>,
        /// The word after `|`.
        filter: Option<Spanned<String>>,
    },
    /// A name with words, options, an id or a caption.
    Call(Call),
}

impl Braces {
    /// The call of a block, if this can be one: a name without a dot and without a filter.
    pub fn into_call(self, span: crate::source::Span) -> Option<Call> {
        match self {
            Braces::Call(call) => Some(call),
            Braces::Value { path, filter: None } if is_id(&path) => {
                Some(Call { span, name: path, words: Vec::new(), options: Vec::new(), id: None, caption: None })
            }
            Braces::Value { .. } => None,
        }
    }
}

/// The most words, options and captions that one call may have.
const MAX_WORDS: usize = 32;

const EXPRESSION: &str = "Write the name of a value, such as {{ edition.month }}, or of a block on a line of its own, such as {{ leads }}. Nothing is calculated here.";

/// Reads the braces at `range`; `None` after reporting what is wrong with them.
pub(super) fn read(source: &mut Source, range: Range<usize>) -> Option<Braces> {
    let inner = range.start + 2..range.end.saturating_sub(2);
    let tokens = tokens(source.slice(inner.clone()), inner.start);
    let span = source.span(range);
    let Some((first, rest)) = tokens.split_first() else {
        source.report(Diagnostic::error("empty-value", span, "There is no name between these braces").help(EXPRESSION));
        return None;
    };
    if first.kind != Kind::Word || !is_path(&first.text) {
        let wrong = source.span(first.range.clone());
        let mut finding = not_a_name(wrong);
        let better = first.text.to_lowercase().replace('_', "-");
        if first.kind == Kind::Word && is_path(&better) {
            finding = Diagnostic::error("malformed-value", wrong, format!("“{}” is not a name", brief(&first.text)))
                .help(format!("Names have small letters and hyphens: “{}”.", brief(&better)))
                .suggest(wrong, better, false);
        }
        source.report(finding);
        return None;
    }
    let path = Spanned::new(first.text.clone(), source.span(first.range.clone()));
    match rest {
        [] => Some(Braces::Value { path, filter: None }),
        [bar, filter] if bar.is("|") && filter.kind == Kind::Word && is_id(&filter.text) => {
            let filter = Spanned::new(filter.text.clone(), source.span(filter.range.clone()));
            Some(Braces::Value { path, filter: Some(filter) })
        }
        [bar, ..] if bar.is("|") => {
            let wrong = source.span(bar.range.start..range_end(rest));
            let finding = Diagnostic::error("malformed-value", wrong, "After | there can be one word, such as “words”")
                .help("Write it as in {{ count.plans | words }}.");
            source.report(finding);
            None
        }
        _ if !is_id(&path) => {
            let wrong = source.span(rest[0].range.start..range_end(rest));
            source.report(not_a_name(wrong));
            None
        }
        _ if rest.len() > MAX_WORDS => {
            let wrong = source.span(rest[0].range.start..range_end(rest));
            let message = format!("A block takes at most {MAX_WORDS} words, and there are more");
            let finding =
                Diagnostic::error("malformed-value", wrong, message).help("Leave out the words that are not needed.");
            source.report(finding);
            None
        }
        _ => call(source, span, path, rest).map(Braces::Call),
    }
}

fn call(source: &mut Source, span: crate::source::Span, name: Spanned<String>, rest: &[Token]) -> Option<Call> {
    let mut call = Call { span, name, words: Vec::new(), options: Vec::new(), id: None, caption: None };
    let mut sound = true;
    for token in rest {
        let at = source.span(token.range.clone());
        let mut refuse = |source: &mut Source, finding: Diagnostic| {
            sound = false;
            source.report(finding);
        };
        match token.kind {
            Kind::OpenQuotation => {
                let finding = Diagnostic::error("malformed-value", at, "This quotation mark is not closed")
                    .help("Put the caption between two quotation marks, inside the braces.");
                refuse(source, finding);
            }
            Kind::Quotation if call.caption.is_some() => {
                let finding = Diagnostic::error("second-caption", at, "This block has two captions")
                    .help("Leave one of them out.");
                refuse(source, finding);
            }
            Kind::Quotation => call.caption = Some(Spanned::new(token.text.clone(), at)),
            Kind::Word => match (token.text.strip_prefix('#'), token.text.split_once('=')) {
                (Some(_), _) if call.id.is_some() => {
                    let finding = Diagnostic::error("second-id", at, "This has two ids")
                        .help("Keep the one that is used elsewhere.");
                    refuse(source, finding);
                }
                (Some(id), _) => {
                    let id = Spanned::new(id.to_owned(), source.span(token.range.start + 1..token.range.end));
                    if check_id(source, &id) {
                        call.id = Some(id);
                    } else {
                        sound = false;
                    }
                }
                (None, Some((key, value))) if is_id(key) && is_plain(value) => {
                    let colon = token.range.start + key.len();
                    let key = Spanned::new(key.to_owned(), source.span(token.range.start..colon));
                    let value = Spanned::new(value.to_owned(), source.span(colon + 1..token.range.end));
                    if let Some((first, _)) = call.options.iter().find(|(known, _)| known.value == key.value) {
                        let finding =
                            Diagnostic::error("second-option", at, format!("“{}” is given twice", brief(&key.value)))
                                .also(first.span, "the first one")
                                .help("Leave one of them out.");
                        refuse(source, finding);
                    } else {
                        call.options.push((key, value));
                    }
                }
                (None, None) if is_plain(&token.text) => call.words.push(Spanned::new(token.text.clone(), at)),
                _ => refuse(source, not_a_name(at)),
            },
        }
    }
    sound.then_some(call)
}

fn not_a_name(span: crate::source::Span) -> Diagnostic {
    Diagnostic::error("malformed-value", span, "Only names can stand here").help(EXPRESSION)
}

/// Names joined by dots; names after the first may start with a digit.
fn is_path(text: &str) -> bool {
    let mut names = text.split('.');
    names.next().is_some_and(is_id)
        && names.all(|name| {
            name.starts_with(|c: char| c.is_ascii_alphanumeric())
                && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        })
}

/// The value of an option or a further word: a name or the path of a file.
fn is_plain(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphanumeric())
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'))
}

#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Kind {
    Word,
    Quotation,
    OpenQuotation,
}

#[derive(Debug)]
struct Token {
    kind: Kind,
    text: String,
    range: Range<usize>,
}

impl Token {
    fn is(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text == word
    }
}

fn range_end(tokens: &[Token]) -> usize {
    tokens.last().map_or(0, |token| token.range.end)
}

/// Splits at spaces; quotation marks (straight or curly) hold words together, `|` stands alone.
fn tokens(inner: &str, offset: usize) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = inner[at..].chars().next() {
        let rest = &inner[at..];
        if c.is_whitespace() {
            at += c.len_utf8();
        } else if rest.starts_with('|') || rest.starts_with("\\|") {
            // In a table cell an editor may have put a backslash before the bar.
            let len = rest.find('|').unwrap_or(0) + 1;
            tokens.push(Token { kind: Kind::Word, text: "|".to_owned(), range: offset + at..offset + at + len });
            at += len;
        } else if matches!(c, '"' | '“' | '”') {
            let start = at + c.len_utf8();
            let close = inner[start..].char_indices().find(|(_, c)| matches!(c, '"' | '“' | '”'));
            let (kind, end, next) = match close {
                Some((len, mark)) => (Kind::Quotation, start + len, start + len + mark.len_utf8()),
                None => (Kind::OpenQuotation, inner.len(), inner.len()),
            };
            let range = if kind == Kind::Quotation { start..end } else { at..end };
            tokens.push(Token {
                kind,
                text: inner[start..end].to_owned(),
                range: offset + range.start..offset + range.end,
            });
            at = next;
        } else {
            let end = rest
                .find(|c: char| c.is_whitespace() || matches!(c, '|' | '"' | '“' | '”'))
                .map_or(inner.len(), |len| at + len);
            let end = if inner[end..].starts_with('|') && inner[at..end].ends_with('\\') { end - 1 } else { end };
            tokens.push(Token { kind: Kind::Word, text: inner[at..end].to_owned(), range: offset + at..offset + end });
            at = end;
        }
    }
    tokens
}
