//! Pieces of running text, built from the atoms that the parser hands over.

use std::ops::Range;

use super::address::{self, Address};
use super::atoms::{Atom, AtomKind, Atoms, Opening, Target};
use super::braces::{self, Braces};
use super::source::Source;
use super::{attributes, hidden};
use crate::diagnostic::Diagnostic;
use crate::parse::prose::{NodeKind, Piece, PieceKind, plain_text};
use crate::source::{Span, Spanned};

impl Atoms {
    /// The pieces of text that the atoms make.
    pub fn pieces(&self, source: &mut Source) -> Vec<Piece> {
        let escaped = self.0.iter().any(|atom| matches!(&atom.kind, AtomKind::Made(text) if text == "{"));
        let mut building = Building { source, atoms: &self.0, at: 0, escaped, unclosed: false };
        let mut pieces = building.level();
        while building.at < building.atoms.len() {
            // Unbalanced marks do not come from the parser; words are kept all the same.
            building.at += 1;
            pieces.extend(building.level());
        }
        pieces
    }
}

/// Turns a bold title that ends in a colon, at the start of a paragraph, into its run-in title.
pub(super) fn run_in(pieces: &mut [Piece]) {
    if let Some(Piece { kind, .. }) = pieces.first_mut()
        && let PieceKind::Strong(inner) = kind
        && plain_text(inner).ends_with(':')
    {
        *kind = PieceKind::RunIn(std::mem::take(inner));
    }
}

struct Building<'a> {
    source: &'a mut Source,
    atoms: &'a [Atom],
    at: usize,
    /// Whether braces were escaped, so that closing ones may stand alone.
    escaped: bool,
    /// Whether braces were opened and not closed on their line.
    unclosed: bool,
}

impl Building<'_> {
    /// The pieces up to the next unmatched close, which is left in place.
    fn level(&mut self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        while let Some(Atom { range, kind }) = self.atoms.get(self.at) {
            let span = self.source.span(range.clone());
            match kind {
                AtomKind::Close => break,
                AtomKind::Verbatim => {
                    self.check_words(range);
                    push_text(&mut pieces, self.source.slice(range.clone()), span);
                }
                AtomKind::Made(text) => {
                    for finding in hidden::find(text).into_iter().filter_map(|(_, c, _)| hidden::finding(c, span)) {
                        self.source.report(finding);
                    }
                    push_text(&mut pieces, text, span);
                }
                AtomKind::SoftBreak => push_text(&mut pieces, " ", span),
                AtomKind::HardBreak => pieces.push(Piece { span, kind: PieceKind::LineBreak }),
                AtomKind::Code(text) => pieces.push(Piece { span, kind: PieceKind::Code(text.clone()) }),
                AtomKind::FootnoteMark(label) => {
                    let label = Spanned::new(label.clone(), span);
                    pieces.push(Piece { span, kind: PieceKind::FootnoteMark { label } });
                }
                AtomKind::Braces => pieces.extend(self.value(range.clone(), span)),
                AtomKind::Open(opening) => {
                    self.at += 1;
                    let content = self.level();
                    let inner_end = self.atoms.get(self.at.wrapping_sub(1)).map_or(range.start, |last| last.range.end);
                    let inner_end = if content.is_empty() { range.start + 1 } else { inner_end };
                    match opening {
                        Opening::Emphasis => pieces.push(Piece { span, kind: PieceKind::Emphasis(content) }),
                        Opening::Strong => pieces.push(Piece { span, kind: PieceKind::Strong(content) }),
                        Opening::Link(target) => pieces.extend(self.link(range, inner_end, target, content)),
                        Opening::Picture(_) => {
                            let help = if self.source.is_inline() {
                                "Pictures belong to the text of a part, in a paragraph of their own."
                            } else {
                                "Give the picture a paragraph of its own, with an empty line before and after it."
                            };
                            let finding =
                                Diagnostic::error("picture-in-text", span, "A picture stands among words here")
                                    .help(help);
                            self.source.report(finding);
                            push_text(&mut pieces, &plain_text(&content), span);
                        }
                    }
                }
            }
            self.at += 1;
        }
        pieces
    }

    fn value(&mut self, range: Range<usize>, span: Span) -> Option<Piece> {
        match braces::read(self.source, range)? {
            Braces::Value { path, filter } => Some(Piece { span, kind: PieceKind::Value { path, filter } }),
            Braces::Call(call) => {
                let message = format!("The block “{}” stands among words here", super::source::brief(&call.name));
                let help = if self.source.is_inline() {
                    "Blocks belong to the text of a part, in a paragraph of their own."
                } else {
                    "Give the block a paragraph of its own, with an empty line before and after it."
                };
                self.source.report(Diagnostic::error("block-in-text", span, message).help(help));
                None
            }
        }
    }

    fn link(&mut self, range: &Range<usize>, inner_end: usize, target: &Target, content: Vec<Piece>) -> Option<Piece> {
        let span = self.source.span(range.clone());
        let (at, exact) = place_of_address(self.source, range, inner_end, target);
        let url_span = self.source.span(at.clone());
        let content = if plain_text(&content).trim().is_empty() && !content.iter().any(holds_value) {
            Vec::new()
        } else {
            content
        };
        if !target.title.is_empty() {
            let finding = Diagnostic::error("link-title", span, "The words in quotation marks would not be published")
                .help("Links have no title here: put the words into the text or leave them out.");
            self.source.report(finding);
        }
        if Source::holds_braces(&target.address) {
            let finding = Diagnostic::error("value-in-address", url_span, "A value cannot stand in an address")
                .help("Write the address in full.");
            self.source.report(finding);
            return None;
        }
        match address::of_link(&target.address) {
            Address::Here(id) => {
                let start = if exact { at.start + 1 } else { at.start };
                let target = Spanned::new(id.to_owned(), self.source.span(start..at.end));
                attributes::check_id(self.source, &target)
                    .then_some(Piece { span, kind: PieceKind::Reference { document: None, target, content } })
            }
            Address::Elsewhere(document, id) => {
                let place = |range: Range<usize>| self.source.span(if exact { range } else { at.clone() });
                let sign = at.start + document.len();
                let target = Spanned::new(id.to_owned(), place(sign + 1..at.end));
                let document = Spanned::new(document.to_owned(), place(at.start..sign));
                attributes::check_id(self.source, &target).then_some(Piece {
                    span,
                    kind: PieceKind::Reference { document: Some(Box::new(document)), target, content },
                })
            }
            Address::Away if content.is_empty() => {
                let finding = Diagnostic::error("link-without-words", span, "This link has no words")
                    .help("Write between the square brackets what the link leads to.");
                self.source.report(finding);
                None
            }
            Address::Away => {
                let url = Spanned::new(target.address.clone(), url_span);
                Some(Piece { span, kind: PieceKind::Link { url, content } })
            }
            // A hidden character that stands in the address itself is told where it stands.
            Address::Refused(..) if self.source.slice(at).chars().any(|c| hidden::refused(c).is_some()) => None,
            Address::Refused(code, message, help) => {
                self.source.report(Diagnostic::error(code, url_span, message).help(help));
                None
            }
        }
    }

    /// Reports marks that the author meant as more than words.
    fn check_words(&mut self, range: &Range<usize>) {
        let text = self.source.slice(range.clone()).to_owned();
        let mut at = 0;
        while let Some(found) = text[at..].find(['{', '}', '[']) {
            at += found;
            let rest = &text[at..];
            let (len, finding) = if rest.starts_with("{{}}") {
                (
                    4,
                    Some((
                        "empty-value",
                        "There is no name between these braces",
                        "Write a name, such as {{ edition.month }}, or put a backslash before each brace.",
                    )),
                )
            } else if rest.starts_with("{{") {
                self.unclosed = true;
                (
                    2,
                    Some((
                        "malformed-value",
                        "These braces are not closed on the same line",
                        "Close them with }}, or put a backslash before each brace to print them. Only a name can stand between them.",
                    )),
                )
            } else if rest.starts_with("}}") && std::mem::take(&mut self.unclosed) {
                // They close those of a line before, which is told there.
                (2, None)
            } else if rest.starts_with("}}") && !self.escaped {
                (
                    2,
                    Some((
                        "malformed-value",
                        "These braces were not opened on the same line",
                        "Open them with {{, or put a backslash before each brace to print them.",
                    )),
                )
            } else if let Some(after) = rest.strip_prefix("{#") {
                // Only as far as the next brace, so that many open ones are read once each.
                let end = after.find(['{', '}', '\n']).map(|end| end + 2);
                let len = end.filter(|&end| rest[end..].starts_with('}')).map_or(2, |end| end + 1);
                (
                    len,
                    Some((
                        "misplaced-attributes",
                        "An id cannot stand here",
                        if self.source.is_inline() {
                            "Words in a data file have no id: delete it, or put a backslash before { to print it."
                        } else {
                            "An id such as {#domestic-abuse} stands at the very end of a heading, paragraph, list item, caption or picture. Put a backslash before { to print it."
                        },
                    )),
                )
            } else if let Some(len) = note_mark(rest) {
                let inline = self.source.is_inline();
                let message = if inline { "A note cannot be marked here" } else { "There is no note for this mark" };
                let help = if inline {
                    "Notes belong to the text of a part: put the words into the sentence, or a backslash before [ to print it."
                } else {
                    "Write the note on a line of its own, such as [^label]: The words of the note."
                };
                (len, Some(("note-missing", message, help)))
            } else {
                (1, None)
            };
            if let Some((code, message, help)) = finding {
                let span = self.source.span(range.start + at..range.start + at + len);
                self.source.report(Diagnostic::error(code, span, message).help(help));
            }
            at += len;
        }
    }
}

/// The length of `[^label]` at the start of a text.
fn note_mark(text: &str) -> Option<usize> {
    let label = text.strip_prefix("[^")?;
    let end = label.find([']', '[', ' ', '\t', '\n'])?;
    (end > 0 && label[end..].starts_with(']')).then_some(end + 3)
}

/// Where the address of a link was written, and whether the range holds it letter for letter.
fn place_of_address(source: &Source, range: &Range<usize>, inner_end: usize, target: &Target) -> (Range<usize>, bool) {
    let within = target.definition.clone().unwrap_or(inner_end.min(range.end)..range.end);
    match source.slice(within.clone()).find(&target.address) {
        Some(at) if !target.address.is_empty() => (within.start + at..within.start + at + target.address.len(), true),
        _ => (range.clone(), false),
    }
}

fn holds_value(piece: &Piece) -> bool {
    match &piece.kind {
        PieceKind::Value { .. } => true,
        PieceKind::Emphasis(inner) | PieceKind::Strong(inner) | PieceKind::RunIn(inner) => {
            inner.iter().any(holds_value)
        }
        PieceKind::Link { content, .. } | PieceKind::Reference { content, .. } => content.iter().any(holds_value),
        PieceKind::Text(_) | PieceKind::Code(_) | PieceKind::FootnoteMark { .. } | PieceKind::LineBreak => false,
    }
}

/// Adds words to the last piece of text; spaces and line ends in a row are one space.
fn push_text(pieces: &mut Vec<Piece>, words: &str, span: Span) {
    if !matches!(pieces.last(), Some(Piece { kind: PieceKind::Text(_), .. })) {
        pieces.push(Piece { span, kind: PieceKind::Text(String::new()) });
    }
    if let Some(Piece { span: whole, kind: PieceKind::Text(text) }) = pieces.last_mut() {
        *whole = whole.to(span);
        for c in words.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' if text.ends_with(' ') => {}
                ' ' | '\t' | '\n' | '\r' => text.push(' '),
                c => text.push(c),
            }
        }
    }
}

/// A picture that stands alone; `inner` is what the author wrote between its square brackets.
pub(super) fn picture(
    source: &mut Source,
    atom: &Atom,
    target: &Target,
    inner: &[Atom],
    decorative: bool,
) -> Option<NodeKind> {
    let span = source.span(atom.range.clone());
    let content = Atoms(inner.to_vec()).pieces(source);
    let words = match (inner.first(), inner.last()) {
        (Some(first), Some(last)) => first.range.start..last.range.end,
        _ => atom.range.start + 2..atom.range.start + 2,
    };
    if content.iter().any(holds_value) {
        let finding = Diagnostic::error(
            "value-in-alternative",
            source.span(words.clone()),
            "A value cannot stand in the description of a picture",
        )
        .help("Write the words in full; values may stand in the caption.");
        source.report(finding);
    }
    let alternative = Spanned::new(plain_text(&content).trim().to_owned(), source.span(words.clone()));
    let (at, _) = place_of_address(source, &atom.range, words.end, target);
    let within = target.definition.clone().unwrap_or(at.end..atom.range.end);
    let caption = (!target.title.trim().is_empty()).then(|| {
        let title = source.uncover(&target.title, &within);
        let exact = source.slice(within.clone()).rfind(&title).map(|start| within.start + start);
        let range = exact.map_or(within.clone(), |start| start..start + title.len());
        Spanned::new(title, source.span(range))
    });
    if decorative && !(alternative.is_empty() && caption.is_none()) {
        let finding = Diagnostic::error(
            "decorative-with-words",
            span,
            "A decorative picture has words here that would not be published",
        )
        .help("Leave out “decorative”, or else the words in square brackets and the caption.");
        source.report(finding);
    }
    if !decorative && alternative.is_empty() && !content.iter().any(holds_value) {
        let finding = Diagnostic::error("picture-without-alternative", span, "This picture says nothing to a reader who cannot see it")
            .help("Describe it in the square brackets: ![what it shows](path). If it is there only for the look, write {decorative} after it.");
        source.report(finding);
    }
    if !decorative && is_file_name(&alternative) {
        let message = "The description of this picture is the name of a file";
        let finding = Diagnostic::error("picture-without-alternative", alternative.span, message)
            .help("Describe in the square brackets what the picture shows: ![what it shows](path).");
        source.report(finding);
    }
    let path_span = source.span(at);
    if Source::holds_braces(&target.address) {
        let finding = Diagnostic::error("value-in-address", path_span, "A value cannot stand in a path")
            .help("Write the path in full.");
        source.report(finding);
        return None;
    }
    if let Some((code, message, help)) = address::of_picture(&target.address) {
        source.report(Diagnostic::error(code, path_span, message).help(help));
    }
    let path = Spanned::new(target.address.clone(), path_span);
    Some(NodeKind::Picture { path, alternative, caption, decorative })
}

/// Whether words are only the name of a picture's file.
fn is_file_name(words: &str) -> bool {
    let lower = words.to_ascii_lowercase();
    !words.contains(' ')
        && [".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf"].iter().any(|ending| lower.ends_with(ending))
}
