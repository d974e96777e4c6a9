//! Prose into blocks: numbers paragraphs, resolves values, and calls for blocks from data.

use super::images::image;
use super::notes::placed;
use super::register::{Found, in_words};
use super::{Asked, Composer, Listed, Setting};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Column, Footnote, Inline, Item, Picture, Row, plain_text};
use crate::id::slug;
use crate::parse::markdown::{Place, parse_inline};
use crate::parse::prose::{Cell, ListItem, Node, NodeKind, Piece, PieceKind, Prose};
use crate::source::{Span, Spanned};

/// How the paragraphs of a part are numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Numbering {
    /// Not at all.
    Plain,
    /// Each item of a top-level ordered list, with this number before the point.
    Chapter(String),
}

impl Composer<'_> {
    /// The blocks of a part's prose.
    pub fn prose(&mut self, prose: &Prose, numbering: &Numbering) -> Vec<Block> {
        let labels = prose.footnotes.iter().enumerate().rev();
        self.notes = labels.map(|(index, note)| (note.label.value.clone(), index)).collect();
        self.listed = placed(prose).map(|_| Listed::default());
        let mut numbered = 0;
        let mut blocks = Vec::new();
        for node in &prose.blocks {
            match (&node.kind, numbering) {
                (NodeKind::List { start: Some(_), items }, Numbering::Chapter(chapter)) => {
                    for item in items {
                        numbered += 1;
                        blocks.push(self.numbered(item, format!("{chapter}.{numbered}"), prose));
                    }
                }
                _ => self.node(node, prose, &mut blocks),
            }
        }
        self.fill_notes(prose, &mut blocks);
        blocks
    }

    fn numbered(&mut self, item: &ListItem, number: String, prose: &Prose) -> Block {
        let hint = run_in_slug(&item.blocks);
        let name = format!("paragraph {number}");
        let block = self.block(BlockKind::Rule, item.span, item.id.as_ref(), hint.as_deref(), Some(name));
        let blocks = self.nodes(&item.blocks, prose);
        Block { kind: BlockKind::Numbered { number, blocks }, ..block }
    }

    fn nodes(&mut self, nodes: &[Node], prose: &Prose) -> Vec<Block> {
        let mut blocks = Vec::new();
        for node in nodes {
            self.node(node, prose, &mut blocks);
        }
        blocks
    }

    fn node(&mut self, node: &Node, prose: &Prose, blocks: &mut Vec<Block>) {
        let id = node.id.as_ref();
        let block = match &node.kind {
            NodeKind::Heading { level, content } => {
                let content = self.noted(content, Setting::Heading, prose);
                let title = plain_text(&content);
                let kind = BlockKind::Heading { level: *level, content };
                self.block(kind, node.span, id, Some(&slug(&title)), Some(title))
            }
            NodeKind::Paragraph(content) => {
                let content = self.noted(content, Setting::Running, prose);
                let title = run_in(&content);
                let hint = title.as_deref().map(slug);
                self.block(BlockKind::Paragraph(content), node.span, id, hint.as_deref(), title)
            }
            NodeKind::List { start, items } => {
                let block = self.block(BlockKind::Rule, node.span, id, None, None);
                let items = items.iter().map(|item| self.list_item(item, prose)).collect();
                Block { kind: BlockKind::List { start: *start, columns: 1, items }, ..block }
            }
            NodeKind::Table { caption, row_headers, header, right_aligned, rows, .. } => {
                let caption = self.noted(caption.as_deref().unwrap_or_default(), Setting::Heading, prose);
                let columns = header
                    .iter()
                    .enumerate()
                    .map(|(index, cell)| Column {
                        header: self.noted(&cell.content, Setting::Running, prose),
                        numeric: right_aligned.get(index).copied().unwrap_or(false),
                        share: 1,
                    })
                    .collect();
                let rows = rows.iter().map(|cells| self.row(cells, node.span, prose)).collect();
                self.table(id, node.span, caption, columns, *row_headers, rows)
            }
            NodeKind::Callout { title, blocks } => {
                let title = self.noted(title, Setting::Heading, prose);
                let name = plain_text(&title);
                let block =
                    self.block(BlockKind::Rule, node.span, id, Some(&slug(&name)), (!name.is_empty()).then_some(name));
                let blocks = self.nodes(blocks, prose);
                Block { kind: BlockKind::Callout { title, blocks }, ..block }
            }
            NodeKind::Picture { path, alternative, caption, decorative } => {
                let Some(picture) = image(self.files, path, &mut self.findings) else {
                    id.into_iter().for_each(|id| self.declare_unmade(id));
                    return;
                };
                let caption = match caption {
                    Some(caption) => {
                        let (pieces, findings) = parse_inline(&caption.value, Place::of(caption));
                        self.findings.extend(findings);
                        self.noted(&pieces, Setting::Heading, prose)
                    }
                    None => Vec::new(),
                };
                let alternative = (!decorative).then(|| alternative.value.clone());
                self.figure(id, node.span, caption, Picture::Image(picture), alternative, String::new())
            }
            NodeKind::DataBlock(call) => {
                blocks.extend(self.data_block(call));
                return;
            }
            NodeKind::Preformatted(text) => {
                self.block(BlockKind::Preformatted(text.clone()), node.span, id, None, None)
            }
            NodeKind::Rule => self.block(BlockKind::Rule, node.span, id, None, None),
        };
        blocks.push(block);
    }

    fn list_item(&mut self, item: &ListItem, prose: &Prose) -> Item {
        let hint = run_in_slug(&item.blocks);
        let block = self.block(BlockKind::Rule, item.span, item.id.as_ref(), hint.as_deref(), None);
        Item { id: block.id, origin: item.span, blocks: self.nodes(&item.blocks, prose) }
    }

    fn row(&mut self, cells: &[Cell], table: Span, prose: &Prose) -> Row {
        let mut made = Vec::new();
        let mut key = String::new();
        let mut origin: Option<Span> = None;
        for cell in cells {
            let content = self.noted(&cell.content, Setting::Running, prose);
            if made.is_empty() {
                key = plain_text(&content);
            }
            origin = Some(origin.map_or(cell.span, |span| span.to(cell.span)));
            let blocks = if content.is_empty() {
                Vec::new()
            } else {
                vec![self.plain(BlockKind::Paragraph(content), cell.span)]
            };
            made.push(blocks);
        }
        Row { key, cells: made, origin: origin.unwrap_or(table) }
    }

    /// The inlines of pieces that may hold marks of the footnotes of `prose`.
    fn noted(&mut self, pieces: &[Piece], setting: Setting, prose: &Prose) -> Vec<Inline> {
        let mut content = Vec::new();
        for piece in pieces {
            self.piece(piece, setting, Some(prose), &mut content);
        }
        content
    }

    /// The inlines of pieces from a data file, which have no footnotes.
    pub fn inlines(&mut self, pieces: &[Piece], setting: Setting) -> Vec<Inline> {
        let mut content = Vec::new();
        for piece in pieces {
            self.piece(piece, setting, None, &mut content);
        }
        content
    }

    fn piece(&mut self, piece: &Piece, setting: Setting, prose: Option<&Prose>, content: &mut Vec<Inline>) {
        let inner = |composer: &mut Self, pieces: &[Piece]| {
            let mut made = Vec::new();
            for piece in pieces {
                composer.piece(piece, setting, prose, &mut made);
            }
            made
        };
        match &piece.kind {
            PieceKind::Text(words) => push_words(content, words),
            PieceKind::Emphasis(pieces) => {
                let made = inner(self, pieces);
                content.push(Inline::Emphasis(made));
            }
            PieceKind::Strong(pieces) => {
                let made = inner(self, pieces);
                content.push(Inline::Strong(made));
            }
            PieceKind::RunIn(pieces) => {
                let made = inner(self, pieces);
                content.push(Inline::RunIn(made));
            }
            PieceKind::Code(words) => content.push(Inline::Code(words.clone())),
            PieceKind::Link { url, content: pieces } => {
                let made = inner(self, pieces);
                content.push(Inline::Link { url: url.value.clone(), content: made });
            }
            PieceKind::Reference { document: None, target, content: pieces } => {
                let made = inner(self, pieces);
                content.push(self.reference(target, made));
            }
            PieceKind::Reference { document: Some(document), target, content: pieces } => {
                let made = inner(self, pieces);
                content.push(Inline::Elsewhere {
                    document: document.value.clone(),
                    target: target.value.clone(),
                    content: made,
                });
            }
            PieceKind::Value { path, filter } => self.value(path, filter.as_ref(), setting, content),
            PieceKind::FootnoteMark { label } => {
                let Some(prose) = prose else { return };
                let mark = if self.listed.is_some() {
                    self.listed_note(label, prose)
                } else {
                    self.footnote(label, prose).map(Inline::FootnoteMark)
                };
                // A space before a mark does not let it fall into the next line.
                if let (Some(_), Some(Inline::Text(words))) = (&mark, content.last_mut())
                    && words.ends_with(' ')
                {
                    words.pop();
                    words.push('\u{a0}');
                }
                content.extend(mark);
            }
            PieceKind::LineBreak => content.push(Inline::LineBreak),
        }
    }

    /// A link to a place in the document; without `content` it prints the name of the place.
    pub fn reference(&mut self, target: &Spanned<String>, content: Vec<Inline>) -> Inline {
        self.references.push(Asked { target: target.clone(), by_name: content.is_empty() });
        Inline::Reference { target: target.value.clone(), content }
    }

    fn footnote(&mut self, label: &Spanned<String>, prose: &Prose) -> Option<usize> {
        let key = (label.span.file, label.value.clone());
        if let Some(index) = self.marks.get(&key) {
            return Some(*index);
        }
        let note = prose.footnotes.get(*self.notes.get(&label.value)?)?;
        let index = self.footnotes.len();
        self.marks.insert(key, index);
        // Marks in a note are refused; without the prose none of them is followed.
        let content = self.inlines(&note.content, Setting::Running);
        let id = self.note_id(index + 1, note.span);
        self.footnotes.push(Footnote { id, content, origin: note.span });
        Some(index)
    }

    /// The words of a value from the data, with their marks.
    pub fn phrase(&mut self, path: &Spanned<String>) -> Vec<Inline> {
        let mut content = Vec::new();
        self.value(path, None, Setting::Running, &mut content);
        content
    }

    fn value(
        &mut self,
        path: &Spanned<String>,
        filter: Option<&Spanned<String>>,
        setting: Setting,
        content: &mut Vec<Inline>,
    ) {
        if let Some(filter) = filter {
            match (filter.value.as_str(), self.register.count(&path.value)) {
                ("words", Some(count)) => push_words(content, &in_words(count)),
                ("words", None) => match self.register.look_up(path) {
                    // Why there is nothing is told already.
                    Ok(found) if found.letters() == 0 => {}
                    Ok(_) => self.findings.push(
                        Diagnostic::error("unknown-filter", filter.span, format!("`{}` is not a number", path.value))
                            .help("leave out `| words`, which prints a number in words"),
                    ),
                    Err(finding) => self.findings.push(*finding),
                },
                (other, _) => self.findings.push(
                    Diagnostic::error("unknown-filter", filter.span, format!("nothing is called `| {other}`"))
                        .help("the only one is `| words`, which prints a count in words"),
                ),
            }
            return;
        }
        if self.blocks.names().contains(&path.value.as_str()) {
            let message = format!("the block `{}` stands among words here", path.value);
            self.findings
                .push(Diagnostic::error("block-in-text", path.span, message).help(
                    "blocks stand in the text of a part, in a paragraph of their own, with empty lines round it",
                ));
            return;
        }
        match self.register.look_up(path) {
            Err(finding) => self.findings.push(*finding),
            Ok(found) if !self.has_room(found.letters(), path.span) => {}
            Ok(Found::Inline(Inline::Text(text))) => push_words(content, &text),
            Ok(Found::Inline(Inline::ShortForm { short, .. })) if setting == Setting::Heading => {
                push_words(content, &short);
            }
            Ok(Found::Inline(inline)) => content.push(inline),
            Ok(Found::Phrase(phrase)) => content.extend(phrase.iter().cloned()),
            Ok(Found::Name(kind, id, name)) => match setting {
                Setting::Heading => push_words(content, name.short_or_long()),
                Setting::Running => {
                    if self.spelled_out.insert((kind, id.to_owned())) {
                        push_words(content, &name.spelled_out());
                    } else {
                        content.push(Inline::ShortForm {
                            short: name.short_or_long().to_owned(),
                            long: name.long.clone(),
                        });
                    }
                }
            },
        }
    }
}

/// Adds words to the run before them.
fn push_words(content: &mut Vec<Inline>, words: &str) {
    match content.last_mut() {
        Some(Inline::Text(text)) => text.push_str(words),
        _ => content.push(Inline::Text(words.to_owned())),
    }
}

/// The run-in title of a paragraph, without its colon.
fn run_in(content: &[Inline]) -> Option<String> {
    match content.first() {
        Some(Inline::RunIn(title)) => Some(plain_text(title).trim_end_matches(':').trim().to_owned()),
        _ => None,
    }
}

fn run_in_slug(blocks: &[Node]) -> Option<String> {
    let NodeKind::Paragraph(content) = &blocks.first()?.kind else { return None };
    match &content.first()?.kind {
        PieceKind::RunIn(title) => Some(slug(&crate::parse::prose::plain_text(title))),
        _ => None,
    }
}
