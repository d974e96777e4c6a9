//! Prose as its author wrote it: blocks and pieces of text, each with its place in the source.
//!
//! This is data only. Numbers, names of references, values and data blocks are still what the
//! author typed; the content kinds settle them. Nothing here knows how Markdown is written.

use crate::source::{Span, Spanned};

/// The most rows below the header that a table may have.
pub const MAX_ROWS: usize = 2_000;
/// The most columns that a page has room for.
pub const MAX_COLUMNS: usize = 12;

/// The text of a part, without its front matter.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Prose {
    /// The blocks in the order of the source.
    pub blocks: Vec<Node>,
    /// The notes in the order of the source; each has a mark somewhere in the blocks.
    pub footnotes: Vec<FootnoteText>,
}

/// What a footnote says, in one paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct FootnoteText {
    /// The word between `[^` and `]`; it is never printed.
    pub label: Spanned<String>,
    /// The words of the note.
    pub content: Vec<Piece>,
    /// The whole note.
    pub span: Span,
}

/// A block of prose.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The block with its marks; a table with its caption.
    pub span: Span,
    /// The id that the author gave with `{#id}`; for a list item see [`ListItem::id`].
    pub id: Option<Spanned<String>>,
    /// What it is.
    pub kind: NodeKind,
}

/// The kinds of block that an author can write.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind {
    /// A heading; its levels are 2 to 4, as the title of the part is level 1.
    Heading {
        /// 2 to 4.
        level: u8,
        /// The words.
        content: Vec<Piece>,
    },
    /// A paragraph of running text.
    Paragraph(Vec<Piece>),
    /// A list.
    List {
        /// The first number of an ordered list, or `None` for bullets.
        start: Option<u64>,
        /// The items.
        items: Vec<ListItem>,
    },
    /// A table; every row has as many cells as the header.
    Table {
        /// The words after `Table:`; `None` only where their absence has been reported.
        caption: Option<Vec<Piece>>,
        /// The whole caption line, from `Table:` to the end of its attributes.
        caption_span: Option<Span>,
        /// Whether the first cell of each row is that row's header.
        row_headers: bool,
        /// The first row.
        header: Vec<Cell>,
        /// For each column, whether its author aligned it to the right (`---:`).
        right_aligned: Vec<bool>,
        /// The rows below the header.
        rows: Vec<Vec<Cell>>,
    },
    /// A box, written as a block quote.
    Callout {
        /// Its first line where that is all in bold; empty otherwise.
        title: Vec<Piece>,
        /// What is in it.
        blocks: Vec<Node>,
    },
    /// A picture that stands alone.
    Picture {
        /// The file as written: relative to the folder of the source, with `/` between folders.
        path: Spanned<String>,
        /// What it shows, for those who cannot see it; empty only if decorative.
        alternative: Spanned<String>,
        /// The title text, which may hold inline Markdown (see [`super::markdown::parse_inline`]).
        caption: Option<Spanned<String>>,
        /// Whether it is there only for the look.
        decorative: bool,
    },
    /// A block that is made from data: `{{ leads #who-leads "Lead officers" }}`.
    DataBlock(Call),
    /// Text whose spaces and line breaks count.
    Preformatted(String),
    /// A break between two thoughts.
    Rule,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListItem {
    /// The item with its marker.
    pub span: Span,
    /// The id at the end of the item's first paragraph.
    pub id: Option<Spanned<String>>,
    /// What is in it.
    pub blocks: Vec<Node>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Where it is written; for a cell that its row lacks, the end of the row.
    pub span: Span,
    /// The words; empty for an empty cell.
    pub content: Vec<Piece>,
}

/// The call of a data block: `{{ bodies role=responsible-authority style=list }}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// From `{{` to `}}`.
    pub span: Span,
    /// The first word.
    pub name: Spanned<String>,
    /// Further words without `=`, such as the path in `{{ table data/burglary.csv }}`.
    pub words: Vec<Spanned<String>>,
    /// The words `key=value`; no key stands twice.
    pub options: Vec<(Spanned<String>, Spanned<String>)>,
    /// The word after `#`; the same as [`Node::id`] of the block.
    pub id: Option<Spanned<String>>,
    /// The words in quotation marks, without the marks.
    pub caption: Option<Spanned<String>>,
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// The piece with its marks.
    pub span: Span,
    /// What it is.
    pub kind: PieceKind,
}

/// The kinds of piece.
#[derive(Debug, Clone, PartialEq)]
pub enum PieceKind {
    /// Words as they are; a soft line break is a space.
    Text(String),
    /// Words that are stressed.
    Emphasis(Vec<Piece>),
    /// Words that are important.
    Strong(Vec<Piece>),
    /// Words in bold that open a paragraph and end in a colon: its title.
    RunIn(Vec<Piece>),
    /// Letters to be read one by one; nothing in them is a value.
    Code(String),
    /// A link that leaves the document.
    Link {
        /// An address whose scheme is http, https, mailto or tel.
        url: Spanned<String>,
        /// The words of the link, never empty.
        content: Vec<Piece>,
    },
    /// A link to a place in this document, `[words](#target)`, or in another of the family,
    /// `[words](agreement#target)`.
    Reference {
        /// The id of the other document; none for a place in this one. In a box, since it is rare and
        /// pieces are many.
        document: Option<Box<Spanned<String>>>,
        /// The id, without `#`.
        target: Spanned<String>,
        /// The author's words; empty where the name of the target is to be printed.
        content: Vec<Piece>,
    },
    /// A value from the data, `{{ path | filter }}`.
    Value {
        /// Names joined by dots, such as `plan.safer-in-kent.short`.
        path: Spanned<String>,
        /// The word after `|`.
        filter: Option<Spanned<String>>,
    },
    /// The mark of a footnote.
    FootnoteMark {
        /// The label of one of [`Prose::footnotes`].
        label: Spanned<String>,
    },
    /// A line break that the author asked for.
    LineBreak,
}

/// What a run of words is, where that matters to who looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// Running text.
    Running,
    /// Letters to be read one by one: code, and text whose spaces count.
    Literal,
}

impl Prose {
    /// Shows every block to `see`, each before those inside it, in the order of the source.
    pub fn for_each_node<'a>(&'a self, see: &mut dyn FnMut(&'a Node)) {
        each_node(&self.blocks, see);
    }

    /// Shows every piece to `see`, each before those inside it.
    pub fn for_each_piece<'a>(&'a self, see: &mut dyn FnMut(&'a Piece)) {
        self.for_each_node(&mut |node| match &node.kind {
            NodeKind::Heading { content, .. } | NodeKind::Paragraph(content) => each_piece(content, see),
            NodeKind::Table { caption, header, rows, .. } => {
                each_piece(caption.as_deref().unwrap_or_default(), see);
                header.iter().chain(rows.iter().flatten()).for_each(|cell| each_piece(&cell.content, see));
            }
            NodeKind::Callout { title, .. } => each_piece(title, see),
            NodeKind::List { .. }
            | NodeKind::Picture { .. }
            | NodeKind::DataBlock(_)
            | NodeKind::Preformatted(_)
            | NodeKind::Rule => {}
        });
        self.footnotes.iter().for_each(|note| each_piece(&note.content, see));
    }

    /// Shows every run of words that is printed to `see`, with its place, in the order of the source.
    pub fn for_each_text(&self, see: &mut dyn FnMut(&str, Span, Words)) {
        node_texts(&self.blocks, see);
        self.footnotes.iter().for_each(|note| piece_texts(&note.content, see));
    }
}

fn each_piece<'a>(pieces: &'a [Piece], see: &mut dyn FnMut(&'a Piece)) {
    for piece in pieces {
        see(piece);
        match &piece.kind {
            PieceKind::Emphasis(inner)
            | PieceKind::Strong(inner)
            | PieceKind::RunIn(inner)
            | PieceKind::Link { content: inner, .. }
            | PieceKind::Reference { content: inner, .. } => each_piece(inner, see),
            PieceKind::Text(_)
            | PieceKind::Code(_)
            | PieceKind::Value { .. }
            | PieceKind::FootnoteMark { .. }
            | PieceKind::LineBreak => {}
        }
    }
}

fn each_node<'a>(nodes: &'a [Node], see: &mut dyn FnMut(&'a Node)) {
    for node in nodes {
        see(node);
        match &node.kind {
            NodeKind::List { items, .. } => items.iter().for_each(|item| each_node(&item.blocks, see)),
            NodeKind::Callout { blocks, .. } => each_node(blocks, see),
            NodeKind::Heading { .. }
            | NodeKind::Paragraph(_)
            | NodeKind::Table { .. }
            | NodeKind::Picture { .. }
            | NodeKind::DataBlock(_)
            | NodeKind::Preformatted(_)
            | NodeKind::Rule => {}
        }
    }
}

fn node_texts(nodes: &[Node], see: &mut dyn FnMut(&str, Span, Words)) {
    for node in nodes {
        match &node.kind {
            NodeKind::Heading { content, .. } | NodeKind::Paragraph(content) => piece_texts(content, see),
            NodeKind::List { items, .. } => items.iter().for_each(|item| node_texts(&item.blocks, see)),
            NodeKind::Table { caption, header, rows, .. } => {
                piece_texts(caption.as_deref().unwrap_or_default(), see);
                header.iter().chain(rows.iter().flatten()).for_each(|cell| piece_texts(&cell.content, see));
            }
            NodeKind::Callout { title, blocks } => {
                piece_texts(title, see);
                node_texts(blocks, see);
            }
            NodeKind::Picture { alternative, caption, .. } => {
                see(&alternative.value, alternative.span, Words::Running);
                caption.iter().for_each(|caption| see(&caption.value, caption.span, Words::Running));
            }
            NodeKind::DataBlock(call) => {
                call.caption.iter().for_each(|caption| see(&caption.value, caption.span, Words::Running));
            }
            NodeKind::Preformatted(text) => see(text, node.span, Words::Literal),
            NodeKind::Rule => {}
        }
    }
}

fn piece_texts(pieces: &[Piece], see: &mut dyn FnMut(&str, Span, Words)) {
    for piece in pieces {
        match &piece.kind {
            PieceKind::Text(words) => see(words, piece.span, Words::Running),
            PieceKind::Code(words) => see(words, piece.span, Words::Literal),
            PieceKind::Emphasis(inner)
            | PieceKind::Strong(inner)
            | PieceKind::RunIn(inner)
            | PieceKind::Link { content: inner, .. }
            | PieceKind::Reference { content: inner, .. } => piece_texts(inner, see),
            PieceKind::Value { .. } | PieceKind::FootnoteMark { .. } | PieceKind::LineBreak => {}
        }
    }
}

/// The words of pieces without their marks; a value and a footnote mark have none.
pub fn plain_text(content: &[Piece]) -> String {
    let mut text = String::new();
    push_plain(content, &mut text);
    text
}

fn push_plain(content: &[Piece], text: &mut String) {
    for piece in content {
        match &piece.kind {
            PieceKind::Text(words) | PieceKind::Code(words) => text.push_str(words),
            PieceKind::Emphasis(inner)
            | PieceKind::Strong(inner)
            | PieceKind::RunIn(inner)
            | PieceKind::Link { content: inner, .. }
            | PieceKind::Reference { content: inner, .. } => push_plain(inner, text),
            PieceKind::Value { .. } | PieceKind::FootnoteMark { .. } => {}
            PieceKind::LineBreak => text.push(' '),
        }
    }
}
