//! Blocks of prose, built from the events of the Markdown parser.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::atoms::{AtomKind, Atoms, Opening, Target};
use super::coverage::Coverage;
use super::definitions::{self, Definitions};
use super::notes::Notes;
use super::paragraph::Caption;
use super::source::Source;
use super::tables::Table;
use crate::diagnostic::Diagnostic;
use crate::parse::prose::{ListItem, Node, NodeKind, Piece, Prose};
use crate::source::Spanned;

/// How deep boxes, lists and marks may stand inside one another.
const MAX_DEPTH: usize = 32;
/// How many paragraphs, headings, items and other blocks a text may have.
const MAX_BLOCKS: usize = 20_000;
/// How many broken links are kept for the findings.
const MAX_BROKEN: usize = 500;

/// Reads a text; in a string from data the pieces are what its only paragraph holds.
pub(super) fn read(source: Source) -> (Prose, Vec<Piece>, Vec<Diagnostic>) {
    let text = source.covered().to_owned();
    let mut missing: Vec<Range<usize>> = Vec::new();
    let mut broken = |link: BrokenLink<'_>| {
        let full = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
        if full && missing.len() < MAX_BROKEN {
            missing.push(link.span);
        }
        None
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let parser = Parser::new_with_broken_link_callback(&text, options, Some(&mut broken));
    let mut blocks = Blocks::new(source);
    for (label, definition) in parser.reference_definitions().iter() {
        blocks.coverage.add(definition.span.clone());
        blocks.definitions.add(label, definition.span.clone());
    }
    blocks.definitions.sort();
    for (event, range) in parser.into_offset_iter() {
        blocks.event(event, range);
    }
    blocks.finish(&missing)
}

/// What is being built when the next event comes.
pub(super) struct Blocks {
    pub source: Source,
    /// The boxes, lists and items that are open; the first is the text itself.
    pub frames: Vec<Frame>,
    run: Option<Run>,
    pub caption: Option<Caption>,
    pub notes: Notes,
    definitions: Definitions,
    pub coverage: Coverage,
    links: Vec<usize>,
    /// How many boxes, items and marks are open.
    depth: usize,
    /// How many elements are open inside one that was too deep.
    skipped: usize,
    too_deep: bool,
    /// How many blocks there are so far.
    count: usize,
    /// The level of the last heading; the title of the part is 1.
    pub heading: u8,
    /// The names of the HTML tags that were refused, whose closing ones are not told again.
    tags: Vec<String>,
    code: Option<(Range<usize>, String)>,
    pub pieces: Vec<Piece>,
}

/// A block that holds others.
pub(super) struct Frame {
    pub range: Range<usize>,
    pub kind: FrameKind,
    pub blocks: Vec<Node>,
}

pub(super) enum FrameKind {
    Text,
    Callout { title: Vec<Piece>, id: Option<Spanned<String>> },
    List { start: Option<u64>, items: Vec<ListItem> },
    Item { id: Option<Spanned<String>> },
    Note { label: Spanned<String> },
    Table(Table),
}

struct Run {
    holder: Holder,
    range: Range<usize>,
    atoms: Atoms,
}

#[derive(Clone, Copy)]
enum Holder {
    /// `false` where the parser gives none, as in a list without empty lines.
    Paragraph {
        marked: bool,
    },
    Heading(u8),
    Cell,
}

impl Blocks {
    fn new(source: Source) -> Self {
        let text = Frame { range: 0..source.len(), kind: FrameKind::Text, blocks: Vec::new() };
        Blocks {
            source,
            frames: vec![text],
            run: None,
            caption: None,
            notes: Notes::default(),
            definitions: Definitions::default(),
            coverage: Coverage::default(),
            links: Vec::new(),
            depth: 0,
            skipped: 0,
            too_deep: false,
            count: 0,
            heading: 1,
            tags: Vec::new(),
            code: None,
            pieces: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(end, range),
            Event::Text(made) => self.words(&made, range),
            Event::Code(made) => {
                self.coverage.add(range.clone());
                let code = self.source.uncover(&made, &range);
                self.atom(AtomKind::Code(code), range);
            }
            Event::SoftBreak => self.atom(AtomKind::SoftBreak, range),
            Event::HardBreak => self.atom(AtomKind::HardBreak, range),
            Event::FootnoteReference(label) => {
                self.coverage.add(range.clone());
                self.notes.mark(&label, self.source.span(range.clone()));
                self.atom(AtomKind::FootnoteMark(super::notes::fold(&label)), range);
            }
            Event::Html(_) => self.coverage.add(range),
            Event::InlineHtml(_) => {
                self.coverage.add(range.clone());
                self.refuse_html(range);
            }
            Event::Rule if self.skipped > 0 => {}
            Event::Rule => {
                let span = self.source.span(self.trimmed(range));
                self.flush();
                self.push(Node { span, id: None, kind: NodeKind::Rule });
            }
            // Not enabled; words are kept all the same.
            Event::InlineMath(made) | Event::DisplayMath(made) => self.words(&made, range),
            Event::TaskListMarker(_) => {
                let words = self.source.slice(range.clone()).to_owned();
                self.words(&words, range);
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        if self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        let nests = matches!(
            tag,
            Tag::BlockQuote(_)
                | Tag::Item
                | Tag::FootnoteDefinition(_)
                | Tag::Emphasis
                | Tag::Strong
                | Tag::Link { .. }
                | Tag::Image { .. }
        );
        if nests && self.depth == MAX_DEPTH {
            self.skipped = 1;
            self.coverage.add(range.clone());
            if !std::mem::replace(&mut self.too_deep, true) {
                let message =
                    format!("Boxes, lists and marks stand inside one another more than {MAX_DEPTH} deep here");
                let finding = Diagnostic::error("too-deep", self.source.span(range), message)
                    .help("Take out some of the signs >, -, *, _ or [ before these words.");
                self.source.report(finding);
            }
            return;
        }
        self.depth += usize::from(nests);
        match tag {
            Tag::Paragraph => self.open(Holder::Paragraph { marked: true }, range),
            Tag::Heading { level, .. } => self.open(Holder::Heading(level as u8), range),
            Tag::TableCell => self.open(Holder::Cell, range),
            Tag::BlockQuote(_) => self.enter(FrameKind::Callout { title: Vec::new(), id: None }, range),
            Tag::List(start) => self.enter(FrameKind::List { start, items: Vec::new() }, range),
            Tag::Item => {
                let text = self.source.slice(range.clone());
                let marker = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                self.coverage.add(range.start..range.start + marker);
                self.enter(FrameKind::Item { id: None }, range);
            }
            Tag::FootnoteDefinition(label) => {
                self.flush();
                self.drop_caption();
                let label_len = self.source.slice(range.clone()).find("]:").map_or(0, |at| at + 2);
                let at = range.start..range.start + label_len;
                self.coverage.add(at.clone());
                let label = Spanned::new(super::notes::fold(&label), self.source.span(at));
                self.enter(FrameKind::Note { label }, range);
            }
            Tag::Table(alignments) => {
                self.flush();
                let table = Table::new(self.caption.take(), &alignments, range.start);
                self.enter(FrameKind::Table(table), range);
            }
            Tag::TableHead | Tag::TableRow => {}
            Tag::CodeBlock(kind) => self.start_code(&kind, range),
            Tag::HtmlBlock => {
                self.flush();
                self.coverage.add(range.clone());
                self.refuse_html(range);
            }
            Tag::Emphasis => self.atom(AtomKind::Open(Opening::Emphasis), range),
            Tag::Strong => self.atom(AtomKind::Open(Opening::Strong), range),
            Tag::Link { link_type, dest_url, title, id } => {
                self.coverage.add(range.clone());
                self.links.push(range.start);
                let mailto = if link_type == LinkType::Email { "mailto:" } else { "" };
                let target = Target {
                    address: format!("{mailto}{dest_url}"),
                    title: title.into_string(),
                    definition: self.definition(link_type, &id),
                };
                self.atom(AtomKind::Open(Opening::Link(target)), range);
            }
            Tag::Image { link_type, dest_url, title, id } => {
                self.coverage.add(range.clone());
                self.links.push(range.start);
                let target = Target {
                    address: dest_url.into_string(),
                    title: title.into_string(),
                    definition: self.definition(link_type, &id),
                };
                self.atom(AtomKind::Open(Opening::Picture(target)), range);
            }
            // Not enabled; what is in them is read as if the marks were not there.
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, end: TagEnd, range: Range<usize>) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match end {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell => self.flush(),
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.depth = self.depth.saturating_sub(1);
                self.leave();
            }
            TagEnd::List(_) | TagEnd::Table => self.leave(),
            TagEnd::TableHead => self.end_header(),
            TagEnd::TableRow => self.end_row(range),
            TagEnd::CodeBlock => {
                if let Some((range, text)) = self.code.take() {
                    let span = self.source.span(self.trimmed(range));
                    self.push(Node { span, id: None, kind: NodeKind::Preformatted(text) });
                }
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image => {
                self.depth = self.depth.saturating_sub(1);
                self.atom(AtomKind::Close, range);
            }
            TagEnd::HtmlBlock
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn words(&mut self, made: &str, range: Range<usize>) {
        self.coverage.add(range.clone());
        if self.skipped > 0 {
            return;
        }
        if let Some((_, text)) = &mut self.code {
            text.push_str(&self.source.uncover(made, &range));
            return;
        }
        self.paragraph(&range);
        if let Some(run) = &mut self.run {
            run.atoms.text(&self.source, made, range);
        }
    }

    fn atom(&mut self, kind: AtomKind, range: Range<usize>) {
        if self.skipped > 0 {
            return;
        }
        self.paragraph(&range);
        if let Some(run) = &mut self.run {
            run.atoms.push(kind, range);
        }
    }

    /// Opens a paragraph where the parser gives none.
    fn paragraph(&mut self, range: &Range<usize>) {
        let run = self.run.get_or_insert_with(|| Run {
            holder: Holder::Paragraph { marked: false },
            range: range.clone(),
            atoms: Atoms::default(),
        });
        if let Holder::Paragraph { marked: false } = run.holder {
            run.range.end = run.range.end.max(range.end);
        }
    }

    fn open(&mut self, holder: Holder, range: Range<usize>) {
        self.flush();
        self.run = Some(Run { holder, range, atoms: Atoms::default() });
    }

    /// Ends the paragraph, heading or cell that is open.
    pub fn flush(&mut self) {
        let Some(Run { holder, mut range, mut atoms }) = self.run.take() else { return };
        // An escape at the beginning has its backslash before the first range that the parser gives.
        range.start = atoms.0.first().map_or(range.start, |first| first.range.start.min(range.start));
        atoms.trim(&self.source);
        match holder {
            Holder::Cell => self.end_cell(range, &atoms),
            Holder::Heading(level) => self.end_heading(level, range, atoms),
            Holder::Paragraph { .. } => self.end_paragraph(range, atoms),
        }
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>) {
        self.flush();
        if let CodeBlockKind::Fenced(word) = kind {
            let line = self.source.slice(range.clone()).lines().next().unwrap_or_default().len();
            let line = range.start..range.start + line;
            if !word.trim().is_empty() {
                let finding = Diagnostic::error(
                    "words-after-fence",
                    self.source.span(line.clone()),
                    "The words after this fence would not be published",
                )
                .help("Leave the line with the three signs empty otherwise.");
                self.source.report(finding);
            }
            self.coverage.add(line);
        }
        self.code = Some((range, String::new()));
    }

    fn refuse_html(&mut self, range: Range<usize>) {
        let text = self.source.slice(range.clone()).trim_end();
        let span = self.source.span(range.start..range.start + text.len());
        let name: String =
            text.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        if text.starts_with("</") && self.tags.contains(&name) {
            return;
        }
        let finding = if text.starts_with("<!--") {
            Diagnostic::error("html-comment", span, "A comment stands in the text")
                .help("Notes to colleagues belong in the pull request, or after # in the front matter.")
        } else {
            let help = match name.as_str() {
                "b" | "strong" => "Write **words** for bold.",
                "i" | "em" => "Write *words* for italics.",
                "br" => "Put a backslash at the end of the line to begin a new one.",
                "a" => "Write a link as [words](https://www.example.org).",
                "img" => "Write a picture as ![what it shows](../images/name.svg).",
                "u" => "Leave it out: underlined words look like links. Write **words** for bold.",
                "h1" | "h2" | "h3" | "h4" => "Write a heading as ## and its words.",
                "ul" | "ol" | "li" => "Begin each item of a list with a hyphen and a space, or with 1. and a space.",
                _ => "Write it in Markdown. To print the sign <, put a backslash before it.",
            };
            Diagnostic::error("raw-html", span, "HTML is not published").help(help)
        };
        if !text.starts_with("</") {
            self.tags.push(name);
        }
        self.source.report(finding);
    }

    fn definition(&mut self, kind: LinkType, label: &str) -> Option<Range<usize>> {
        match kind {
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => self.definitions.find(label),
            LinkType::Inline
            | LinkType::Autolink
            | LinkType::Email
            | LinkType::ReferenceUnknown
            | LinkType::CollapsedUnknown
            | LinkType::ShortcutUnknown
            | LinkType::WikiLink { .. } => None,
        }
    }

    fn enter(&mut self, kind: FrameKind, range: Range<usize>) {
        self.flush();
        if !matches!(kind, FrameKind::Table(_)) {
            self.drop_caption();
        }
        self.frames.push(Frame { range, kind, blocks: Vec::new() });
    }

    fn leave(&mut self) {
        self.flush();
        self.drop_caption();
        if self.frames.len() < 2 {
            return;
        }
        let Some(Frame { range, kind, blocks }) = self.frames.pop() else { return };
        let span = self.source.span(self.trimmed(range));
        match kind {
            FrameKind::Text => {}
            FrameKind::Callout { title, id } => self.push(Node { span, id, kind: NodeKind::Callout { title, blocks } }),
            FrameKind::List { start, items } => {
                self.push(Node { span, id: None, kind: NodeKind::List { start, items } })
            }
            FrameKind::Item { id } => {
                if let Some(FrameKind::List { items, .. }) = self.frames.last_mut().map(|frame| &mut frame.kind) {
                    items.push(ListItem { span, id, blocks });
                }
            }
            FrameKind::Note { label } => self.notes.add(&mut self.source, label, blocks, span),
            FrameKind::Table(table) => self.end_table(table, span),
        }
    }

    /// A range without the line ends and spaces at its end, which the parser gives to some blocks.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        range.start..range.start + self.source.slice(range).trim_end().len()
    }

    /// The innermost block that is open.
    pub fn frame(&mut self) -> Option<&mut Frame> {
        self.frames.last_mut()
    }

    /// Adds a block to the innermost that is open.
    pub fn push(&mut self, node: Node) {
        self.drop_caption();
        self.count += 1;
        if self.count > MAX_BLOCKS {
            if self.count == MAX_BLOCKS + 1 {
                let message = format!("This text has more than {MAX_BLOCKS} paragraphs, items and other blocks");
                let finding = Diagnostic::error("text-too-large", node.span, message)
                    .help("From here on, put it into another file.");
                self.source.report(finding);
            }
            return;
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.push(node);
        }
    }

    fn finish(mut self, missing: &[Range<usize>]) -> (Prose, Vec<Piece>, Vec<Diagnostic>) {
        while self.frames.len() > 1 {
            self.leave();
        }
        self.flush();
        self.drop_caption();
        definitions::check_missing(&mut self.source, missing, &self.links);
        self.definitions.check(&mut self.source);
        self.coverage.check(&mut self.source);
        let footnotes = self.notes.check(&mut self.source);
        let blocks = self.frames.pop().map(|frame| frame.blocks).unwrap_or_default();
        (Prose { blocks, footnotes }, self.pieces, self.source.into_findings())
    }
}
