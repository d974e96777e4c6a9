//! What a paragraph turns out to be: words, a caption, a title, a picture or a data block.

use std::ops::Range;

use super::atoms::{Atom, AtomKind, Atoms, Opening};
use super::attributes::{self, Attributes, Bearer};
use super::blocks::{Blocks, FrameKind};
use super::braces;
use super::inline;
use crate::diagnostic::Diagnostic;
use crate::parse::prose::{Node, NodeKind, Piece};
use crate::source::{Span, Spanned};

const CAPTION: &str = "Table:";

/// A caption that waits for its table.
pub(super) struct Caption {
    pub span: Span,
    pub content: Vec<Piece>,
    pub attributes: Attributes,
}

impl Blocks {
    /// Ends a paragraph whose atoms are trimmed.
    pub fn end_paragraph(&mut self, range: Range<usize>, mut atoms: Atoms) {
        if self.source.is_inline() {
            atoms.skip(1);
            atoms.trim(&self.source);
            self.pieces = atoms.pieces(&mut self.source);
            return;
        }
        let range = range.start..range.start + self.source.slice(range).trim_end().len();
        let span = self.source.span(range.clone());
        if matches!(self.frame().map(|frame| &frame.kind), Some(FrameKind::Note { .. })) {
            return self.note(span, &atoms);
        }
        let opening = atoms.opening_words(&self.source);
        if opening.starts_with(CAPTION) {
            return self.end_caption(range, atoms);
        }
        if opening.starts_with("##") {
            let finding = Diagnostic::error("heading-without-space", span, "This heading would be printed as words")
                .help("Write a space after the signs #; there can be two to four of them.");
            self.source.report(finding);
        }
        if self.end_picture(&range, &mut atoms) {
            return;
        }
        self.take_callout_title(&mut atoms);
        let attributes = atoms.take_attributes(&self.source);
        if let [Atom { range: braces, kind: AtomKind::Braces }] = atoms.0.as_slice() {
            let braces = braces.clone();
            if self.end_call(&range, braces, attributes.clone()) {
                return;
            }
        }
        let (id, named) = match attributes {
            Some(at) => (attributes::read(&mut self.source, at.clone(), Bearer::Text).id, Some(at)),
            None => (None, None),
        };
        let mut content = atoms.pieces(&mut self.source);
        if content.is_empty() {
            if let Some(at) = named {
                let finding = Diagnostic::error(
                    "misplaced-attributes",
                    self.source.span(at),
                    "There are no words before this id",
                )
                .help("Write it at the end of the block that it names, on the same line.");
                self.source.report(finding);
            }
            return;
        }
        inline::run_in(&mut content);
        let mut node = Node { span, id, kind: NodeKind::Paragraph(content) };
        if let Some(frame) = self.frame()
            && let FrameKind::Item { id } = &mut frame.kind
            && frame.blocks.is_empty()
        {
            *id = node.id.take();
        }
        self.push(node);
    }

    /// The id at the end of a heading.
    pub fn take_id(&mut self, atoms: &mut Atoms) -> Option<Spanned<String>> {
        let at = atoms.take_attributes(&self.source)?;
        attributes::read(&mut self.source, at, Bearer::Text).id
    }

    /// Reports a caption that still waits for its table.
    pub fn drop_caption(&mut self) {
        if let Some(caption) = self.caption.take() {
            let finding = Diagnostic::error("caption-without-table", caption.span, "There is no table directly after this caption")
                .help("Put the table below it. A table starts with a row such as | Priority | Lead | and a line with as many cells, | --- | --- |.");
            self.source.report(finding);
        }
    }

    fn note(&mut self, span: Span, atoms: &Atoms) {
        if let Some(mark) = atoms.0.iter().find(|atom| atom.is_note_mark()) {
            let finding =
                Diagnostic::error("note-in-note", self.source.span(mark.range.clone()), "A note has a note of its own")
                    .help("Put the words of the second note into the first.");
            self.source.report(finding);
        }
        let content = atoms.pieces(&mut self.source);
        self.push(Node { span, id: None, kind: NodeKind::Paragraph(content) });
    }

    fn end_caption(&mut self, range: Range<usize>, mut atoms: Atoms) {
        self.drop_caption();
        atoms.skip(CAPTION.len());
        atoms.trim(&self.source);
        let attributes = match atoms.take_attributes(&self.source) {
            Some(at) => attributes::read(&mut self.source, at, Bearer::Caption),
            None => Attributes::default(),
        };
        let span = self.source.span(range);
        let content = atoms.pieces(&mut self.source);
        if content.is_empty() {
            let finding = Diagnostic::error("empty-caption", span, "This caption has no words")
                .help("Say after “Table:” what the table shows.");
            self.source.report(finding);
        }
        self.caption = Some(Caption { span, content, attributes });
    }

    /// A paragraph that is only a picture; its attributes may touch it or follow a space.
    fn end_picture(&mut self, range: &Range<usize>, atoms: &mut Atoms) -> bool {
        let Some(Atom { kind: AtomKind::Open(Opening::Picture(target)), .. }) = atoms.0.first() else { return false };
        let target = target.clone();
        let close = atoms.close_of(0);
        let mut rest = Atoms(atoms.0.get(close + 1..).unwrap_or_default().to_vec());
        let found = rest.take_attributes(&self.source);
        rest.trim(&self.source);
        if !rest.0.is_empty() {
            return false;
        }
        let attributes = match found {
            Some(at) => attributes::read(&mut self.source, at, Bearer::Picture),
            None => Attributes::default(),
        };
        let inner = atoms.0.get(1..close).unwrap_or_default();
        let kind = inline::picture(&mut self.source, &atoms.0[0], &target, inner, attributes.decorative);
        if let Some(kind) = kind {
            let span = self.source.span(range.clone());
            self.push(Node { span, id: attributes.id, kind });
        }
        true
    }

    /// A paragraph that is only braces; `false` if they hold a value, which is words.
    fn end_call(&mut self, range: &Range<usize>, braces: Range<usize>, attributes: Option<Range<usize>>) -> bool {
        let at = self.source.span(braces.clone());
        let read = braces::read(&mut self.source, braces);
        let Some(read) = read else { return true };
        let Some(mut call) = read.into_call(at) else { return false };
        if let Some(found) = attributes {
            let found = attributes::read(&mut self.source, found, Bearer::Text);
            match (&call.id, found.id) {
                (Some(first), Some(second)) => {
                    let finding = Diagnostic::error("second-id", second.span, "This has two ids")
                        .also(first.span, "the first one")
                        .help("Keep the one that is used elsewhere.");
                    self.source.report(finding);
                }
                (_, Some(id)) => {
                    call.span = call.span.to(id.span);
                    call.id = Some(id);
                }
                (_, None) => {}
            }
        }
        let span = self.source.span(range.clone());
        self.push(Node { span, id: call.id.clone(), kind: NodeKind::DataBlock(call) });
        true
    }

    /// Moves a first line in bold from the first paragraph of a box to the box itself.
    fn take_callout_title(&mut self, atoms: &mut Atoms) {
        let first = self.frame().is_some_and(|frame| {
            frame.blocks.is_empty() && matches!(&frame.kind, FrameKind::Callout { title, .. } if title.is_empty())
        });
        let Some((words, attributes)) = first.then(|| atoms.take_title(&self.source)).flatten() else { return };
        let found = attributes.and_then(|at| attributes::read(&mut self.source, at, Bearer::Text).id);
        let pieces = words.pieces(&mut self.source);
        if let Some(FrameKind::Callout { title, id }) = self.frame().map(|frame| &mut frame.kind) {
            *title = pieces;
            *id = found;
        }
    }
}
