//! Characters that the bundled typefaces cannot print, found before any format meets them.
//!
//! PDF/UA-1 (ISO 14289-1, 7.21) allows no character without a glyph. The fault is told here,
//! at the author's own words, since a typesetter can only point into its template.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::parse::prose::{Node, NodeKind, Piece, PieceKind, Prose};
use crate::parse::yaml;
use crate::source::{Files, Span};
use crate::typeface::Typefaces;

/// Looks for characters that cannot be printed.
pub struct Glyphs<'a> {
    files: &'a Files,
    typefaces: &'a Typefaces<'a>,
    seen: BTreeSet<(Span, char)>,
    /// What was found.
    pub findings: Vec<Diagnostic>,
}

impl<'a> Glyphs<'a> {
    /// A search that has found nothing yet.
    pub fn new(files: &'a Files, typefaces: &'a Typefaces<'a>) -> Self {
        Glyphs { files, typefaces, seen: BTreeSet::new(), findings: Vec::new() }
    }

    /// Looks at words that stand somewhere in `span`.
    pub fn words(&mut self, words: &str, span: Span) {
        for character in words.chars() {
            if matches!(character, '\n' | '\r' | '\t') || self.typefaces.covers(character) {
                continue;
            }
            let source = self.files.text(span.file).unwrap_or("");
            let here = source.get(span.start..span.end).unwrap_or("");
            let places: Vec<Span> = here
                .match_indices(character)
                .map(|(at, found)| Span::new(span.file, span.start + at, span.start + at + found.len()))
                .collect();
            for place in if places.is_empty() { vec![span] } else { places } {
                if self.seen.insert((place, character)) {
                    self.findings.push(
                        Diagnostic::error(
                            "no-glyph",
                            place,
                            format!("no typeface of this tool has the character U+{:04X}", u32::from(character)),
                        )
                        .help("write it in words, or use a plain letter or sign in its place"),
                    );
                }
            }
        }
    }

    /// Looks at every text of a data file.
    pub fn data(&mut self, node: &yaml::Node) {
        match &node.value {
            yaml::Value::Empty => {}
            yaml::Value::Text(text) => self.words(&text.words, text.span),
            yaml::Value::List(items) => items.iter().for_each(|item| self.data(item)),
            yaml::Value::Map(entries) => entries.iter().for_each(|(_, value)| self.data(value)),
        }
    }

    /// Looks at everything in a part's prose that is printed.
    pub fn prose(&mut self, prose: &Prose) {
        self.nodes(&prose.blocks);
        prose.footnotes.iter().for_each(|note| self.pieces(&note.content));
    }

    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match &node.kind {
                NodeKind::Heading { content, .. } | NodeKind::Paragraph(content) => self.pieces(content),
                NodeKind::List { items, .. } => items.iter().for_each(|item| self.nodes(&item.blocks)),
                NodeKind::Table { caption, header, rows, .. } => {
                    self.pieces(caption.as_deref().unwrap_or_default());
                    header.iter().chain(rows.iter().flatten()).for_each(|cell| self.pieces(&cell.content));
                }
                NodeKind::Callout { title, blocks } => {
                    self.pieces(title);
                    self.nodes(blocks);
                }
                NodeKind::Picture { alternative, caption, .. } => {
                    self.words(&alternative.value, alternative.span);
                    if let Some(caption) = caption {
                        self.words(&caption.value, caption.span);
                    }
                }
                NodeKind::DataBlock(call) => {
                    if let Some(caption) = &call.caption {
                        self.words(&caption.value, caption.span);
                    }
                }
                NodeKind::Preformatted(text) => self.words(text, node.span),
                NodeKind::Rule => {}
            }
        }
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match &piece.kind {
                PieceKind::Text(words) | PieceKind::Code(words) => self.words(words, piece.span),
                PieceKind::Emphasis(inner)
                | PieceKind::Strong(inner)
                | PieceKind::RunIn(inner)
                | PieceKind::Link { content: inner, .. }
                | PieceKind::Reference { content: inner, .. } => self.pieces(inner),
                PieceKind::Value { .. } | PieceKind::FootnoteMark { .. } | PieceKind::LineBreak => {}
            }
        }
    }
}
