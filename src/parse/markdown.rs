//! Markdown into [`Prose`], with every finding at the exact words.
//!
//! CommonMark with tables and footnotes, and what `{#id}`, `{{ value }}` and `Table:` add to
//! it. What the words mean (which ids, values and blocks exist) is left to the content kinds.

mod address;
mod atoms;
mod attributes;
mod blocks;
mod braces;
mod coverage;
mod definitions;
mod front_matter;
mod headings;
mod hidden;
mod inline;
mod notes;
mod paragraph;
mod source;
mod tables;
#[cfg(test)]
mod tests;

pub use front_matter::split_front_matter;
pub use hidden::finding as hidden_character;

use self::source::Source;
use super::prose::{Piece, Prose};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, MAX_TEXT_BYTES, Span, Spanned};

/// Where a string that is parsed as inline Markdown stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The string stands in the file letter for letter, from this byte on; spans are exact.
    At {
        /// The file that it is in.
        file: FileId,
        /// Its first byte.
        offset: usize,
    },
    /// The string was written with escapes or folded; every span is this one.
    Within(Span),
}

impl Place {
    /// The place of a value: exact if its span is as long as its text.
    pub fn of(text: &Spanned<String>) -> Place {
        if text.span.end - text.span.start == text.value.len() {
            Place::At { file: text.span.file, offset: text.span.start }
        } else {
            Place::Within(text.span)
        }
    }
}

/// Reads the body of a Markdown file, from `body_start` on.
///
/// Spans count from the first byte of `text`. The front matter is not looked at.
pub fn parse(text: &str, body_start: usize, file: FileId) -> (Prose, Vec<Diagnostic>) {
    let body_start = text.floor_char_boundary(body_start);
    let body = &text[body_start..];
    let place = Place::At { file, offset: body_start };
    if text.len() > MAX_TEXT_BYTES {
        return (Prose::default(), vec![too_large(Span::whole(file))]);
    }
    let mut source = Source::new(body.to_owned(), 0, place);
    report_hidden(&mut source);
    if text[..body_start].trim_start_matches('\u{feff}').is_empty() && front_matter::is_open(body) {
        let end = body.lines().next().unwrap_or_default().len();
        let finding = Diagnostic::error("open-front-matter", source.span(0..end), "The front matter is not closed")
            .help("Write a line of --- after its last line.");
        source.report(finding);
    }
    let (prose, _, findings) = blocks::read(source);
    (prose, findings)
}

/// Reads a string of a data file: inline Markdown, values and references, but no blocks.
///
/// The signs that open a block at the start of a line are words here, and line ends are
/// spaces. Pictures, notes and ids are refused.
pub fn parse_inline(text: &str, place: Place) -> (Vec<Piece>, Vec<Diagnostic>) {
    if text.len() > MAX_TEXT_BYTES {
        let span = match place {
            Place::At { file, .. } => Span::whole(file),
            Place::Within(span) => span,
        };
        return (Vec::new(), vec![too_large(span)]);
    }
    // No block begins with a comma, and marks beside it behave as at the start of a line.
    let line = format!("{INLINE_PREFIX}{}", text.replace(['\n', '\r'], " "));
    let mut source = Source::new(line, INLINE_PREFIX.len(), place);
    report_hidden(&mut source);
    let (_, pieces, findings) = blocks::read(source);
    (pieces, findings)
}

const INLINE_PREFIX: &str = ",";

/// The finding that a picture may not come from where its path leads, if it may not.
pub fn refused_picture(path: &Spanned<String>) -> Option<Diagnostic> {
    let (code, message, help) = address::of_picture(path)?;
    Some(Diagnostic::error(code, path.span, message).help(help))
}

/// The finding that words are not the whole address of a page on the web, if they are not.
pub fn refused_page(address: &Spanned<String>) -> Option<Diagnostic> {
    let on_the_web = address.value.starts_with("https:") || address.value.starts_with("http:");
    match address::of_link(&address.value) {
        address::Address::Refused(code, message, help) => {
            Some(Diagnostic::error(code, address.span, message).help(help))
        }
        address::Address::Away if on_the_web => None,
        address::Address::Here(_) | address::Address::Elsewhere(..) | address::Address::Away => Some(
            Diagnostic::error("bad-address", address.span, "this is not the address of a page on the web")
                .help("copy it from the browser; it begins with https:"),
        ),
    }
}

fn too_large(span: Span) -> Diagnostic {
    let most = MAX_TEXT_BYTES / 1024 / 1024;
    Diagnostic::error("text-too-large", span, format!("This text is larger than {most} MB"))
        .help("Split it into several files.")
}

fn report_hidden(source: &mut Source) {
    let text = source.slice(0..source.len());
    for (at, c, _) in hidden::find(text) {
        if let Some(finding) = hidden::finding(c, source.span(at..at + c.len_utf8())) {
            source.report(finding);
        }
    }
}
