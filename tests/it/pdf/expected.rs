//! What a PDF has to say, taken from the neutral document and from nothing that a format made.

mod places;
mod words;

use std::collections::BTreeMap;

use agreement::document::{
    Block, BlockKind, ChangeMark, Detail, Document, Inline, Opening, Part, Role, SignShape, Table, Tone, plain_text,
};

pub use words::spaced;
use words::{cell_words, change_words, said, shown};

/// A heading that the tree has to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 for the title of the document, 2 for a part, 3 and more inside parts.
    pub level: usize,
    /// Its words, with the number or letter of the part.
    pub words: String,
    /// Whether it may be missing, such as the title of a box.
    pub optional: bool,
}

/// A table that the tree has to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedTable {
    /// Its number and caption, such as "Table 3. Lead officers".
    pub caption: String,
    /// The words of the header row.
    pub columns: Vec<String>,
    /// The rows below it, as the words of their first cells.
    pub rows: Vec<String>,
    /// Whether the first cell of each row is a header.
    pub row_headers: bool,
}

/// A figure that the tree has to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedFigure {
    /// Its number and caption; empty for a picture without one.
    pub caption: String,
    /// What is said in its place.
    pub alternative: String,
}

/// A link that the tree has to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedLink {
    /// The words, without a page number that a format adds.
    pub words: String,
    /// The address, without the page that a format adds; `None` for a place in the document.
    pub address: Option<String>,
    /// The id of the place in another document that it leads to; empty for that document as a whole.
    pub elsewhere: Option<String>,
    /// What it says to those who do not see where its words stand, if that is more than its words.
    pub says: Option<String>,
}

/// Everything that the checks compare a tree with.
#[derive(Debug, Clone, Default)]
pub struct Expected {
    /// The language of the document.
    pub language: String,
    /// The title of the document.
    pub title: String,
    /// Whether it has no cover: its parts run on below the title of the first page.
    pub runs_on: bool,
    /// Pieces of the cover or of the first page's head, in the order in which they are read out before the first part.
    pub cover: Vec<String>,
    /// What the header of each page repeats.
    pub header: Vec<String>,
    /// The headings in order.
    pub headings: Vec<Heading>,
    /// The parts that the list of contents names, as it prints them; none without such a list.
    pub contents: Vec<String>,
    /// The tables in order.
    pub tables: Vec<ExpectedTable>,
    /// The figures in order, those of the cover first.
    pub figures: Vec<ExpectedFigure>,
    /// The links in order, without those of the contents and of footnotes.
    pub links: Vec<ExpectedLink>,
    /// The words of the footnotes in order.
    pub footnotes: Vec<String>,
    /// For each list, or group of terms, in order, how many items it has and the number of the first, if it has one.
    pub lists: Vec<(usize, Option<u64>)>,
    /// The words of each part in reading order: title, text, captions, cells, and footnotes where
    /// they are first marked; without the entries of the contents and the words inside pictures.
    pub parts: Vec<(String, Vec<String>)>,
    /// The words that each place begins with, by its id.
    pub places: BTreeMap<String, String>,
}

impl Expected {
    /// What a document has to become.
    pub fn of(document: &Document) -> Expected {
        let meta = &document.meta;
        let title = Heading { level: 1, words: meta.title.clone(), optional: false };
        let lists_parts = document.walk().iter().any(|block| block.kind == BlockKind::Contents);
        let named = document.contents().filter(|_| lists_parts);
        let mut expected = Expected {
            language: meta.language.clone(),
            title: meta.title.clone(),
            runs_on: matches!(meta.opening, Opening::Head(_)),
            header: vec![meta.title.clone(), meta.edition.line()],
            headings: vec![title],
            contents: named.map(|entry| part_heading(entry.part)).collect(),
            footnotes: document.footnotes.iter().map(|note| spaced(&plain_text(&note.content))).collect(),
            places: places::of(document),
            ..Expected::default()
        };
        let text = String::new();
        let mut walk = Walk { document, expected: &mut expected, text, marked: Vec::new(), level: 1, removed: false };
        walk.opening();
        for part in &document.parts {
            walk.part(part);
        }
        expected
    }
}

/// The heading of a part as it is read out.
pub fn part_heading(part: &Part) -> String {
    let title = spaced(&plain_text(&part.title));
    match (part.role, &part.number) {
        (Role::Chapter | Role::Section, Some(number)) => format!("{number} {title}"),
        (Role::Appendix, Some(letter)) => format!("Appendix {letter} {title}"),
        (Role::Contents | Role::Front | Role::Chapter | Role::Appendix | Role::Back | Role::Section, _) => title,
    }
}

struct Walk<'a> {
    document: &'a Document,
    expected: &'a mut Expected,
    text: String,
    marked: Vec<usize>,
    /// The level of the heading above, where 1 is the title of a part.
    level: usize,
    /// Whether all that stands here was removed, which has been said.
    removed: bool,
}

impl Walk<'_> {
    /// The cover, or the head of the first page.
    fn opening(&mut self) {
        let document = self.document;
        let meta = &document.meta;
        let mut pieces = vec![meta.title.clone()];
        if meta.opening == Opening::Cover {
            let edition = &meta.edition;
            pieces.extend([edition.month.clone(), edition.version.clone(), edition.effective.clone()]);
        }
        if !meta.opening.facts().is_empty() {
            self.details(meta.opening.facts());
            let facts = std::mem::take(&mut self.text);
            pieces.extend(facts.lines().map(spaced).filter(|line| !line.is_empty()));
        }
        if let Opening::Head(_) = meta.opening {
            pieces.insert(0, meta.partnership.clone());
        } else {
            let logos = meta.partners.iter().filter_map(|partner| partner.logo.as_ref());
            let figure = |(_, alternative): &(_, String)| ExpectedFigure {
                caption: String::new(),
                alternative: alternative.clone(),
            };
            self.expected.figures.extend(logos.map(figure));
            pieces.push(meta.partnership.clone());
            pieces.extend(meta.partners.iter().map(|partner| partner.name.clone()));
        }
        self.expected.cover = pieces;
    }

    fn part(&mut self, part: &Part) {
        let words = part_heading(part);
        self.level = 1;
        self.line(&words);
        self.expected.headings.push(Heading { level: 2, words: words.clone(), optional: false });
        self.blocks(&part.blocks);
        let text = spaced(&std::mem::take(&mut self.text));
        self.expected.parts.push((words, text.split(' ').map(str::to_owned).collect()));
    }

    fn line(&mut self, words: &str) {
        self.text.push('\n');
        self.text.push_str(words);
        self.text.push('\n');
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.text.push('\n');
            self.block(block);
        }
        self.text.push('\n');
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading { level, content } => {
                let words = self.shown(content);
                self.level = usize::from(*level);
                self.expected.headings.push(Heading { level: self.level + 1, words, optional: false });
                self.inlines(content);
            }
            BlockKind::Paragraph(content) | BlockKind::Note(content) => self.inlines(content),
            BlockKind::Numbered { number, blocks } => {
                self.line(number);
                self.blocks(blocks);
            }
            BlockKind::List { start, items, .. } => {
                self.expected.lists.push((items.len(), *start));
                for item in items {
                    self.blocks(&item.blocks);
                }
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => {
                let caption = match figure.number {
                    Some(number) => format!("Figure {number}. {}", self.shown(&figure.caption)),
                    None => self.shown(&figure.caption),
                };
                if let Some(number) = figure.number {
                    self.line(&format!("Figure {number}."));
                }
                self.inlines(&figure.caption);
                if let Some(alternative) = &figure.alternative {
                    let alternative = spaced(alternative);
                    self.expected.figures.push(ExpectedFigure { caption, alternative });
                }
            }
            BlockKind::Callout { title, blocks } => {
                let words = self.shown(title);
                if !words.is_empty() {
                    self.expected.headings.push(Heading { level: 3, words, optional: true });
                }
                self.inlines(title);
                self.blocks(blocks);
            }
            BlockKind::Columns(groups) => groups.iter().for_each(|group| self.blocks(group)),
            BlockKind::Preformatted(text) => self.line(text),
            BlockKind::Rule => {}
            BlockKind::Contents => {
                let words = "Appendices".to_owned();
                if self.document.parts.iter().any(|part| part.role == Role::Appendix) {
                    self.line(&words);
                    self.expected.headings.push(Heading { level: 3, words, optional: true });
                }
            }
            BlockKind::Change { mark, blocks } => self.change(mark, blocks),
            BlockKind::Signature { name, offices } => {
                if let Some(name) = name {
                    self.line(name);
                }
                for office in offices {
                    self.text.push('\n');
                    self.inlines(office);
                }
            }
            BlockKind::Details(details) => {
                self.details(details);
            }
        }
    }

    fn details(&mut self, details: &[Detail]) {
        self.expected.lists.push((details.len(), None));
        for detail in details {
            for line in std::iter::once(&detail.term).chain(&detail.lines) {
                self.text.push('\n');
                self.inlines(line);
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let caption = format!("Table {}. {}", table.number, self.shown(&table.caption));
        let removed = self.removed;
        let first_cell =
            |cells: &[Vec<Block>]| spaced(&cells.first().map(|cell| cell_words(cell, removed)).unwrap_or_default());
        let table_expected = ExpectedTable {
            caption,
            columns: table.columns.iter().map(|column| self.shown(&column.header)).collect(),
            rows: table.rows.iter().map(|row| first_cell(&row.cells)).collect(),
            row_headers: table.row_headers,
        };
        self.expected.tables.push(table_expected);
        self.line(&format!("Table {}.", table.number));
        self.inlines(&table.caption);
        for column in &table.columns {
            self.text.push('\n');
            self.inlines(&column.header);
        }
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            self.blocks(cell);
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Text(words) | Inline::Code(words) => self.text.push_str(words),
                Inline::ShortForm { short, .. } => self.text.push_str(short),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::RunIn(inner) => self.inlines(inner),
                Inline::Link { url, content } => self.link(content, Some(url.clone()), None),
                Inline::Reference { content, .. } => self.link(content, None, None),
                Inline::Elsewhere { document, target, content } => {
                    self.link(content, Some(format!("./{document}.pdf")), Some(target.clone()));
                }
                Inline::Mark { number, .. } => {
                    self.text.push_str(&number.to_string());
                    self.led(number.to_string(), None, None);
                    if let Some(link) = self.expected.links.last_mut() {
                        link.says = Some(format!("Note {number}"));
                    }
                }
                Inline::FootnoteMark(index) => self.footnote(*index),
                // A small picture, or nothing where there is nothing to be seen.
                Inline::Sign(sign) if sign.shape == SignShape::Nothing || sign.words.is_empty() => {}
                Inline::Sign(sign) => {
                    let (caption, alternative) = (String::new(), sign.words.clone());
                    self.expected.figures.push(ExpectedFigure { caption, alternative });
                }
                Inline::LineBreak => self.text.push('\n'),
                Inline::Revised { revision, content } => {
                    let (before, after) = said(*revision, self.removed);
                    self.text.push_str(before);
                    self.inlines(content);
                    self.text.push_str(after);
                }
            }
        }
    }

    fn link(&mut self, content: &[Inline], address: Option<String>, elsewhere: Option<String>) {
        self.led(self.shown(content), address, elsewhere);
        self.inlines(content);
    }

    fn led(&mut self, words: String, address: Option<String>, elsewhere: Option<String>) {
        self.expected.links.push(ExpectedLink { words, address, elsewhere, says: None });
    }

    fn shown(&self, content: &[Inline]) -> String {
        spaced(&shown(content, self.removed))
    }

    fn change(&mut self, mark: &ChangeMark, blocks: &[Block]) {
        let words = change_words(mark);
        self.line(&words);
        self.expected.headings.push(Heading { level: self.level + 2, words, optional: false });
        for (target, name) in [(&mark.previous, "Previous"), (&mark.next, "Next")] {
            if target.is_some() {
                self.line(name);
                self.led(name.to_owned(), None, None);
            }
        }
        let before = std::mem::replace(&mut self.removed, mark.tone == Tone::Removed);
        self.blocks(blocks);
        self.removed = before;
    }

    fn footnote(&mut self, index: usize) {
        if self.marked.contains(&index) {
            return;
        }
        self.marked.push(index);
        let document = self.document;
        if let Some(note) = document.footnotes.get(index) {
            self.text.push('\n');
            self.inlines(&note.content);
            self.text.push('\n');
        }
    }
}
