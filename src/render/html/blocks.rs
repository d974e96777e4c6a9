//! Blocks as HTML, from the innermost outwards.
//!
//! Rust walks into blocks and a template prints each one, so that no template has to call
//! itself. Small flowing things (paragraphs, lists, rules) are written here; the rest has a
//! template of its own. Pictures are left to [`super::figures`].

use super::engine::Engine;
use super::fields::View;
use super::inlines::{self, Html, escape, fragment};
use super::joints::Join;
use super::notes::Notes;
use super::view::{
    CalloutView, CellView, ChangeView, ColumnView, ColumnsView, DetailView, DetailsView, FootnoteView, HeadingView,
    NumberedView, PartView, RowView, SignatureView, TableView,
};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Column, Document, Inline, Item, Part, Role, Table, plain_text};

/// A page while it is written.
pub(super) struct Writer<'a> {
    pub(super) document: &'a Document,
    engine: &'a Engine<'a>,
    pub(super) notes: Notes,
    /// What the templates were found to be wrong in.
    pub(super) findings: Vec<Diagnostic>,
}

impl<'a> Writer<'a> {
    /// Nothing is written yet.
    pub(super) fn new(document: &'a Document, engine: &'a Engine<'a>, notes: Notes) -> Self {
        Writer { document, engine, notes, findings: Vec::new() }
    }

    /// Fills in a view's template; what is wrong with it is kept, once.
    pub(super) fn fill<V: View>(&mut self, view: V) -> Html {
        match self.engine.render(V::TEMPLATE, &view.into_context()) {
            Ok(html) => Html(html),
            Err(findings) => {
                for finding in findings {
                    if !self.findings.contains(&finding) {
                        self.findings.push(finding);
                    }
                }
                Html::default()
            }
        }
    }

    /// Running text.
    pub(super) fn text(&mut self, content: &[Inline]) -> Html {
        inlines::write(content, Join::Text, &mut self.notes)
    }

    /// A title, in which words with hyphens stay whole.
    pub(super) fn title(&mut self, content: &[Inline]) -> Html {
        inlines::write(content, Join::Title, &mut self.notes)
    }

    /// A part; the list of contents, which the page shows as navigation, is none.
    pub(super) fn part(&mut self, part: &Part) -> Option<Html> {
        let kind = match part.role {
            Role::Contents => return None,
            Role::Front => "front",
            Role::Chapter => "chapter",
            Role::Appendix => "appendix",
            Role::Back => "back",
            Role::Section => "section",
        };
        let id = self.notes.names.give(&part.id);
        let title = self.title(&part.title);
        let blocks = self.blocks(&part.blocks);
        let view = PartView {
            id,
            kind: kind.to_owned(),
            number: part.number.clone(),
            title,
            // Chapters share one axis of text, whether their paragraphs have numbers or not.
            hanging: part.numbered || (matches!(part.role, Role::Chapter | Role::Section) && part.number.is_some()),
            blocks,
            footnotes: self.footnotes(),
        };
        Some(self.fill(view))
    }

    /// The footnotes that wait to be printed, and those that these mark in turn.
    fn footnotes(&mut self) -> Vec<FootnoteView> {
        let document = self.document;
        let mut views = Vec::new();
        loop {
            let waiting = self.notes.take_waiting();
            if waiting.is_empty() {
                break;
            }
            for index in waiting {
                let Some(note) = document.footnotes.get(index) else { continue };
                let content = self.text(&note.content);
                views.push((index, self.notes.names.give(&note.id), content));
            }
        }
        let view = |(index, id, content)| FootnoteView {
            id,
            number: index + 1,
            content,
            marks: self.notes.marks(index).iter().map(|mark| fragment(mark)).collect(),
        };
        views.into_iter().map(view).collect()
    }

    /// Blocks one after the other.
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> Html {
        let mut html = String::new();
        for block in blocks {
            html.push_str(self.block(block).0.trim_end());
            html.push('\n');
        }
        Html(html)
    }

    fn block(&mut self, block: &Block) -> Html {
        match &block.kind {
            BlockKind::Heading { level, content } => {
                let id = self.notes.names.give(&block.id);
                let content = self.title(content);
                // The title of a part is the page's level 2.
                self.fill(HeadingView { id, level: usize::from((*level).clamp(2, 5)) + 1, content })
            }
            BlockKind::Paragraph(content) => self.paragraph(block, content, ""),
            BlockKind::Note(content) => self.paragraph(block, content, " class=\"note\""),
            BlockKind::Numbered { number, blocks } => self.numbered(block, number, blocks),
            BlockKind::List { start, columns, items } => self.list(block, *start, *columns, items),
            BlockKind::Table(table) => self.table(block, table),
            BlockKind::Figure(figure) => self.figure(block, figure),
            BlockKind::Callout { title, blocks } => {
                let id = self.notes.names.give(&block.id);
                let title_id = self.notes.names.own(&format!("{}-title", block.id));
                let title = self.title(title);
                let blocks = self.blocks(blocks);
                self.fill(CalloutView { id, title_id, title, blocks })
            }
            BlockKind::Columns(groups) => {
                let id = self.notes.names.give_wanted(&block.id);
                let groups = groups.iter().map(|group| self.blocks(group)).collect();
                self.fill(ColumnsView { id, groups })
            }
            BlockKind::Preformatted(text) => Html(format!("<pre{}>{}</pre>", self.id(block), escape(text))),
            BlockKind::Rule => Html(format!("<hr{}>", self.id(block))),
            BlockKind::Signature { name, offices } => {
                let id = self.notes.names.give_wanted(&block.id);
                let offices = offices.iter().map(|office| self.text(office)).collect();
                self.fill(SignatureView { id, name: name.clone(), offices })
            }
            BlockKind::Details(details) => {
                let id = self.notes.names.give_wanted(&block.id);
                let details = details
                    .iter()
                    .map(|detail| DetailView {
                        term: self.text(&detail.term),
                        lines: detail.lines.iter().map(|line| self.text(line)).collect(),
                    })
                    .collect();
                self.fill(DetailsView { id, details })
            }
            BlockKind::Change { mark, blocks } => {
                let id = self.notes.names.give(&block.id);
                let blocks = self.blocks(blocks);
                self.fill(ChangeView {
                    id,
                    tone: mark.tone.word().to_owned(),
                    number: mark.number,
                    of: mark.of,
                    words: mark.words.clone(),
                    previous: mark.previous.as_deref().map(fragment),
                    next: mark.next.as_deref().map(fragment),
                    blocks,
                })
            }
            // The navigation beside the text is the list of contents.
            BlockKind::Contents => Html::default(),
        }
    }

    /// An ` id` attribute: where the author gave the id, or a reference leads to it.
    fn id(&mut self, block: &Block) -> String {
        let names = &mut self.notes.names;
        let id = if block.named { names.give(&block.id) } else { names.give_wanted(&block.id) };
        attribute(id)
    }

    fn paragraph(&mut self, block: &Block, content: &[Inline], class: &str) -> Html {
        let id = self.id(block);
        Html(format!("<p{class}{id}>{}</p>", self.text(content).0))
    }

    fn numbered(&mut self, block: &Block, number: &str, blocks: &[Block]) -> Html {
        let id = self.notes.names.give(&block.id);
        let number_id = self.notes.names.own(&format!("p{}", number.replace('.', "-")));
        let (first, rest) = match blocks.split_first() {
            Some((Block { kind: BlockKind::Paragraph(content), .. }, rest)) => (self.text(content), rest),
            _ => (Html::default(), blocks),
        };
        let rest = self.blocks(rest);
        self.fill(NumberedView { id, address: fragment(&block.id), number: number.to_owned(), number_id, first, rest })
    }

    fn list(&mut self, block: &Block, start: Option<u64>, columns: u8, items: &[Item]) -> Html {
        let id = self.id(block);
        let class = if columns > 1 { " class=\"two-columns\"" } else { "" };
        let (open, close) = match start {
            None => (format!("<ul{class}{id}>"), "</ul>"),
            Some(1) => (format!("<ol{class}{id}>"), "</ol>"),
            Some(first) => (format!("<ol start=\"{first}\"{class}{id}>"), "</ol>"),
        };
        let mut html = open + "\n";
        for item in items {
            let id = attribute(self.notes.names.give_wanted(&item.id));
            html.push_str(&format!("<li{id}>{}</li>\n", self.compact(&item.blocks).0));
        }
        Html(html + close)
    }

    /// Blocks of an item or a cell, whose only (or first) paragraph needs no tag of its own.
    fn compact(&mut self, blocks: &[Block]) -> Html {
        match blocks {
            [Block { kind: BlockKind::Paragraph(content), id, named: false, .. }, rest @ ..]
                if rest.iter().all(|block| matches!(block.kind, BlockKind::List { .. } | BlockKind::Note(_)))
                    && self.notes.names.give_wanted(id).is_none() =>
            {
                let mut html = self.text(content).0;
                if !rest.is_empty() {
                    html.push('\n');
                    html.push_str(&self.blocks(rest).0);
                }
                Html(html)
            }
            blocks => self.blocks(blocks),
        }
    }

    fn table(&mut self, block: &Block, table: &Table) -> Html {
        let id = self.notes.names.give(&block.id);
        let caption_id = self.notes.names.own(&format!("{}-caption", block.id));
        let caption = self.text(&table.caption);
        let columns = table.columns.iter().map(|column| ColumnView {
            header: self.title(&column.header),
            numeric: column.numeric,
            turned: table.turns(column),
            width: width(column, &table.columns),
        });
        let columns = columns.collect();
        let mut rows = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            let cells = row.cells.iter().enumerate().map(|(at, cell)| CellView {
                content: self.compact(cell),
                header: table.row_headers && at == 0,
                numeric: table.columns.get(at).is_some_and(|column| column.numeric),
                narrow: table.columns.get(at).is_some_and(|column| column.share == 0),
            });
            rows.push(RowView { cells: cells.collect() });
        }
        let (stacks, wide) = (table.stacks, table.wide);
        let scrolls = wide || !stacks && !fits_narrow(table);
        self.fill(TableView { id, caption_id, number: table.number, caption, scrolls, stacks, wide, columns, rows })
    }
}

fn attribute(id: Option<String>) -> String {
    id.map_or_else(String::new, |id| format!(" id=\"{}\"", escape(&id)))
}

/// The width that a column asks for, in steps of five percent; with equal shares the words decide.
fn width(column: &Column, columns: &[Column]) -> String {
    let shares = || columns.iter().map(|column| usize::from(column.share)).filter(|share| *share > 0);
    if column.share == 0 {
        return "narrow".to_owned();
    }
    if shares().all(|share| share == usize::from(column.share)) {
        return String::new();
    }
    let percent = usize::from(column.share) * 100 / shares().sum::<usize>().max(1);
    format!("percent-{}", ((percent + 2) / 5 * 5).clamp(5, 95))
}

/// Whether a table of at most three columns can wrap its cells on a screen of 320 px.
///
/// 284 px are left beside the margins. A letter takes up to 11 px where a reader spaces letters by
/// 0.12 of their size (WCAG 1.4.12), the padding of a cell 12.
fn fits_narrow(table: &Table) -> bool {
    const ROOM: usize = 284;
    const LETTER: usize = 11;
    const PADDING: usize = 12;
    let width = |(at, column): (usize, &Column)| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| longest_in_cell(cell));
        cells.fold(longest_word(&column.header), usize::max) * LETTER + PADDING
    };
    table.columns.len() <= 3 && table.columns.iter().enumerate().map(width).sum::<usize>() <= ROOM
}

/// The letters of the longest word; the mark of a note takes the room of two.
fn longest_word(content: &[Inline]) -> usize {
    let words = content.iter().map(|inline| match inline {
        Inline::FootnoteMark(_) | Inline::Mark { .. } => "00".to_owned(),
        other => plain_text(std::slice::from_ref(other)),
    });
    words.collect::<String>().split([' ', '-']).map(|word| word.chars().count()).max().unwrap_or(0)
}

/// The same of all that stands in a cell; an item of a list is set in by the room of two.
fn longest_in_cell(blocks: &[Block]) -> usize {
    let longest = |block: &Block| match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Note(content) | BlockKind::Heading { content, .. } => {
            longest_word(content)
        }
        BlockKind::Preformatted(words) => words.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0),
        kind => {
            let inner = kind.children().into_iter().map(longest_in_cell).max().unwrap_or(0);
            inner + if matches!(kind, BlockKind::List { .. }) { 2 } else { 0 }
        }
    };
    blocks.iter().map(longest).max().unwrap_or(0)
}
