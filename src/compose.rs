//! The workbench on which content kinds make blocks of a document.
//!
//! It numbers tables and figures, gives out ids, spells names out at their first use and
//! remembers references until every place has its name. It knows no kind and no format.

mod calls;
pub mod contact;
pub mod drawn;
pub mod glyphs;
pub mod images;
pub mod lengths;
mod names;
mod notes;
pub mod prose;
mod references;
pub mod register;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Column, Figure, Footnote, Inline, Item, Part, Picture, Row, Table};
use crate::parse::markdown::{Place, parse_inline};
use crate::parse::prose::Call;
use crate::parse::yaml::Text;
use crate::source::{FileId, Files, Span, Spanned};
use crate::typeface::Typefaces;
use references::Asked;
use register::{Kind, Register};

/// The block that places the notes of a part.
pub const NOTES: &str = "notes";

/// The key of the Chief Constable's priorities among the lists of the register.
pub const CHIEF_CONSTABLE: &str = "chief-constable";

/// Makes the blocks that stand for `{{ name }}` in prose.
pub trait DataBlocks {
    /// The blocks of a call, or `None` where no block has that name.
    fn compose(&self, call: &Call, composer: &mut Composer<'_>) -> Option<Vec<Block>>;
    /// The names that [`DataBlocks::compose`] knows.
    fn names(&self) -> Vec<&'static str>;
}

/// Where words stand, which decides how names are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Running text: the first use of a name spells it out.
    Running,
    /// A title, heading or caption: the short form, and it is no first use.
    Heading,
}

struct Anchor {
    name: Option<String>,
    span: Span,
}

/// The notes of a part that stand in a list of its own, in the order of their first marks.
#[derive(Default)]
struct Listed {
    /// The labels, each with the item of its note.
    items: Vec<(String, Item)>,
    /// The id of the list, once its place is known.
    block: Option<String>,
}

/// The state of a document that is being composed.
pub struct Composer<'a> {
    /// What the data knows by name.
    pub register: &'a Register,
    /// The measure of words.
    pub typefaces: &'a Typefaces<'a>,
    /// Where pictures and tables of numbers are.
    pub files: &'a Files,
    /// What was found so far.
    pub findings: Vec<Diagnostic>,
    /// The brief name of each part by its id.
    pub part_labels: BTreeMap<String, String>,
    /// Whether a part could not be read, so that nobody knows its ids.
    pub incomplete: bool,
    blocks: &'a dyn DataBlocks,
    /// The part of the first use of each data block, by the block's name.
    uses: BTreeMap<String, String>,
    spelled_out: BTreeSet<(Kind, String)>,
    anchors: BTreeMap<String, Anchor>,
    references: Vec<Asked>,
    part: String,
    next_block: usize,
    tables: usize,
    figures: usize,
    footnotes: Vec<Footnote>,
    marks: BTreeMap<(FileId, String), usize>,
    /// Where the notes of the part stand among them, by their labels.
    notes: BTreeMap<String, usize>,
    /// The list of notes of the part, if it has one.
    listed: Option<Listed>,
    /// How many letters came from elsewhere: values, and the names of places.
    copied: usize,
    /// Whether it has been told that the document is larger than any reader wants.
    told_too_large: bool,
}

/// The most letters that values and references may put into a document.
const MOST_COPIED: usize = 16 * 1024 * 1024;
/// The most blocks and places to which more may be added from data.
const MOST_PLACES: usize = 500_000;

/// The most columns that a table may have on a page of upright paper.
const MOST_UPRIGHT: usize = 7;

impl<'a> Composer<'a> {
    /// An empty document; `uses` tells in which part each data block is first used.
    pub fn new(
        register: &'a Register,
        typefaces: &'a Typefaces<'a>,
        files: &'a Files,
        blocks: &'a dyn DataBlocks,
        uses: BTreeMap<String, String>,
    ) -> Self {
        Composer {
            register,
            typefaces,
            files,
            findings: Vec::new(),
            part_labels: BTreeMap::new(),
            incomplete: false,
            blocks,
            uses,
            spelled_out: BTreeSet::new(),
            anchors: BTreeMap::new(),
            references: Vec::new(),
            part: String::new(),
            next_block: 0,
            tables: 0,
            figures: 0,
            footnotes: Vec::new(),
            marks: BTreeMap::new(),
            notes: BTreeMap::new(),
            listed: None,
            copied: 0,
            told_too_large: false,
        }
    }

    /// The part in which a data block is first used, if any part uses it.
    pub fn part_with(&self, block: &str) -> Option<String> {
        self.uses.get(block).cloned()
    }

    /// Makes the id of a part known before any block is composed.
    ///
    /// `file` is where it is written, if it is not made from data.
    pub fn declare_part(&mut self, part: &Part, file: Option<FileId>) {
        let origin = file.map_or(part.origin, Span::whole);
        if let Some(first) = self.anchors.get(&part.id) {
            let message = format!("two parts have the name `{}`", part.id);
            let finding = Diagnostic::error("duplicate-id", origin, message).also(first.span, "the first one");
            self.findings
                .push(finding.help("give this file another name; the number or letter before it does not count"));
            return;
        }
        self.anchors.insert(part.id.clone(), Anchor { name: Some(part.name()), span: origin });
        self.part_labels.insert(part.id.clone(), part.brief_name());
    }

    /// Makes an id known whose block could not be made, so that references to it are not at fault.
    pub fn declare_unmade(&mut self, id: &Spanned<String>) {
        self.anchors.entry(id.value.clone()).or_insert(Anchor { name: Some(String::new()), span: id.span });
    }

    /// Begins the blocks of a part.
    pub fn begin_part(&mut self, id: &str) {
        id.clone_into(&mut self.part);
        self.next_block = 0;
    }

    fn declare(&mut self, id: &str, name: Option<String>, span: Span) {
        if let Some(first) = self.anchors.get(id) {
            let finding =
                Diagnostic::error("duplicate-id", span, format!("the id `{id}` is used twice in this document"))
                    .label("a second time here")
                    .also(first.span, "first used here")
                    .help("give one of them another id, for example with {#another-id} at its end");
            self.findings.push(finding);
            return;
        }
        self.anchors.insert(id.to_owned(), Anchor { name, span });
    }

    /// A block with the id that its author gave, or one made from its part and `hint`.
    ///
    /// `name` is what a reference without words of its own prints.
    pub fn block(
        &mut self,
        kind: BlockKind,
        origin: Span,
        id: Option<&Spanned<String>>,
        hint: Option<&str>,
        name: Option<String>,
    ) -> Block {
        match id {
            Some(id) => {
                self.declare(&id.value, name, id.span);
                Block { id: id.value.clone(), named: true, origin, kind }
            }
            None => {
                let id = self.made_id(hint, name, origin);
                Block { id, named: false, origin, kind }
            }
        }
    }

    /// A block that nobody refers to.
    pub fn plain(&mut self, kind: BlockKind, origin: Span) -> Block {
        self.block(kind, origin, None, None, None)
    }

    /// An item of a list with one paragraph.
    pub fn item(&mut self, content: Vec<Inline>, origin: Span) -> Item {
        let id = self.made_id(None, None, origin);
        let paragraph = self.plain(BlockKind::Paragraph(content), origin);
        Item { id, origin, blocks: vec![paragraph] }
    }

    /// A list without order from the content of its items.
    pub fn bullets(&mut self, items: Vec<(Vec<Inline>, Span)>, columns: u8, origin: Span) -> Block {
        let items = items.into_iter().map(|(content, span)| self.item(content, span)).collect();
        self.plain(BlockKind::List { start: None, columns, items }, origin)
    }

    /// An id that no author can write, since theirs have no two hyphens together.
    fn made_id(&mut self, hint: Option<&str>, name: Option<String>, span: Span) -> String {
        let hinted = hint.filter(|hint| !hint.is_empty()).map(|hint| format!("{}--{hint}", self.part));
        let id = hinted.filter(|id| !self.anchors.contains_key(id)).unwrap_or_else(|| {
            loop {
                self.next_block += 1;
                let id = format!("{}--{}", self.part, self.next_block);
                // A heading may be a number, and a part may be called `note`.
                if !self.anchors.contains_key(&id) {
                    break id;
                }
            }
        });
        self.anchors.insert(id.clone(), Anchor { name, span });
        id
    }

    /// The id of a footnote; a part called `note` may have blocks whose ids look the same.
    fn note_id(&mut self, number: usize, span: Span) -> String {
        let mut id = format!("note--{number}");
        while self.anchors.contains_key(&id) {
            id.push_str("-note");
        }
        self.anchors.insert(id.clone(), Anchor { name: None, span });
        id
    }

    /// A numbered table with its caption above it.
    pub fn table(
        &mut self,
        id: Option<&Spanned<String>>,
        origin: Span,
        caption: Vec<Inline>,
        columns: Vec<Column>,
        row_headers: bool,
        rows: Vec<Row>,
    ) -> Block {
        self.tables += 1;
        let wide = columns.len() > MOST_UPRIGHT;
        let table = Table { number: self.tables, caption, columns, row_headers, stacks: false, wide, rows };
        let name = format!("Table {}", self.tables);
        self.block(BlockKind::Table(table), origin, id, Some(&format!("table-{}", self.tables)), Some(name))
    }

    /// A figure; it has a number if it has a caption.
    pub fn figure(
        &mut self,
        id: Option<&Spanned<String>>,
        origin: Span,
        caption: Vec<Inline>,
        picture: Picture,
        alternative: Option<String>,
        description: String,
    ) -> Block {
        let number = (!caption.is_empty()).then(|| {
            self.figures += 1;
            self.figures
        });
        let name = number.map(|number| format!("Figure {number}"));
        let figure = Figure { number, caption, picture, alternative, description };
        let hint = number.map(|number| format!("figure-{number}"));
        self.block(BlockKind::Figure(figure), origin, id, hint.as_deref(), name)
    }

    /// The inlines of a text from a data file.
    pub fn text(&mut self, text: &Text, setting: Setting) -> Vec<Inline> {
        let place = match text.literal {
            Some(offset) => Place::At { file: text.span.file, offset },
            None => Place::Within(text.span),
        };
        let (pieces, findings) = parse_inline(&text.words, place);
        self.findings.extend(findings);
        self.inlines(&pieces, setting)
    }

    /// Counts a name as spelled out, where a block prints it in full with its short form.
    pub fn count_as_spelled_out(&mut self, kind: Kind, id: &str) {
        self.spelled_out.insert((kind, id.to_owned()));
    }

    /// Whether words from elsewhere still have room; where a few files ask for the same long
    /// words again and again, the document would outgrow any memory.
    fn has_room(&mut self, letters: usize, span: Span) -> bool {
        self.copied = self.copied.saturating_add(letters);
        if self.copied > MOST_COPIED {
            self.tell_too_large(span);
        }
        self.copied <= MOST_COPIED
    }

    fn tell_too_large(&mut self, span: Span) {
        if !std::mem::replace(&mut self.told_too_large, true) {
            self.findings.push(
                Diagnostic::error("document-too-large", span, "from here on the document is too large to be published")
                    .help("use long names, values and blocks from data less often"),
            );
        }
    }
}

/// A column of text.
pub fn column(header: &str, share: u8) -> Column {
    Column { header: vec![Inline::Text(header.to_owned())], numeric: false, share }
}

/// A column of counts.
pub fn numeric_column(header: &str) -> Column {
    Column { header: vec![Inline::Text(header.to_owned())], numeric: true, share: 0 }
}

/// One run of plain words.
pub fn words(text: impl Into<String>) -> Vec<Inline> {
    vec![Inline::Text(text.into())]
}

/// Puts the blocks of a part into two columns, a group for each heading of the first level.
///
/// What stands before the first heading keeps the whole width.
pub fn in_columns(composer: &mut Composer<'_>, blocks: Vec<Block>) -> Vec<Block> {
    let mut before = Vec::new();
    let mut groups: Vec<Vec<Block>> = Vec::new();
    for block in blocks {
        if matches!(block.kind, BlockKind::Heading { level: 2, .. }) {
            groups.push(vec![block]);
        } else {
            groups.last_mut().unwrap_or(&mut before).push(block);
        }
    }
    if let Some(origin) = groups.first().and_then(|group| group.first()).map(|block| block.origin) {
        before.push(composer.plain(BlockKind::Columns(groups), origin));
    }
    before
}
