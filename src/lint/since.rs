//! What has changed since the last published edition: which entries are newer, and which parts differ.

use std::collections::{BTreeMap, BTreeSet};

use super::{Case, LastEdition};
use crate::agreement::Named;
use crate::content::version_control::{Change, Entry};
use crate::document::{Block, BlockKind, Document, Inline, Part, Picture, Role, plain_text};

/// This edition beside the one that was published before it.
pub(super) struct Since<'c> {
    /// The entries of version control that came after that edition, oldest first.
    pub entries: &'c [Entry],
    document: &'c Document,
    last: &'c LastEdition,
    /// The parts that somebody wrote.
    written: BTreeSet<&'c str>,
    before: BTreeMap<&'c str, &'c Part>,
    names: ShortForms<'c>,
    old_names: ShortForms<'c>,
}

/// What became of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// The edition before has none of this id.
    New,
    /// It says something else.
    Changed,
    /// It says what it said.
    Same,
}

/// How closely one looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sight {
    /// At what is said.
    Words,
    /// Also at the form in which it is said, and at the words of links.
    Form,
}

/// The names in full of each short form.
type ShortForms<'n> = BTreeMap<&'n str, Vec<String>>;

impl<'c> Since<'c> {
    /// Both editions, where the one before is known and nothing of this one is missing.
    pub fn of(case: &'c Case<'_>) -> Option<Since<'c>> {
        let (document, last) = (case.document?, case.last_edition?);
        let control = case.agreement.version_control.as_ref().filter(|_| case.complete)?;
        Some(Since {
            entries: control.value.since(&last.document.meta.edition),
            document,
            last,
            written: case.agreement.parts().map(|part| part.id.as_str()).collect(),
            before: last.document.parts.iter().map(|part| (part.id.as_str(), part)).collect(),
            names: short_forms(&case.names),
            old_names: short_forms(&last.agreement.names()),
        })
    }

    /// The month of the edition before.
    pub fn month(&self) -> &'c str {
        &self.last.document.meta.edition.month
    }

    /// The items of the newer entries.
    pub fn items(&self) -> impl Iterator<Item = &'c Change> {
        self.entries.iter().flat_map(|entry| &entry.changes)
    }

    /// The parts that somebody wrote; the lists that the tool makes are none.
    pub fn parts(&self) -> impl Iterator<Item = &'c Part> {
        let document = self.document;
        let written = |part: &&Part| part.role != Role::Contents && self.written.contains(part.id.as_str());
        document.parts.iter().filter(written)
    }

    /// What became of what a part says.
    pub fn fate(&self, part: &Part) -> Fate {
        match self.before.get(part.id.as_str()) {
            None => Fate::New,
            Some(old) if self.differ(old, part, Sight::Words) => Fate::Changed,
            Some(_) => Fate::Same,
        }
    }

    /// Whether a part is as it was in every way: what it says, how, and where it stands.
    pub fn is_untouched(&self, part: &Part) -> bool {
        self.before.get(part.id.as_str()).is_some_and(|old| {
            (old.role, &old.number, old.numbered) == (part.role, &part.number, part.numbered)
                && !self.differ(old, part, Sight::Form)
        })
    }

    fn differ(&self, old: &Part, new: &Part, sight: Sight) -> bool {
        words_of(old, &self.last.document, &self.old_names, sight) != words_of(new, self.document, &self.names, sight)
    }
}

/// What a part says, whatever its numbers are and wherever its names are first spelled out.
fn words_of(part: &Part, document: &Document, names: &ShortForms<'_>, sight: Sight) -> String {
    let mut words = Words { text: String::new(), document, sight };
    words.inlines(&part.title);
    if sight == Sight::Form {
        words.add("");
        words.inlines(part.short_title.as_deref().unwrap_or_default());
    }
    words.blocks(&part.blocks);
    let text = words.text.split_whitespace().collect::<Vec<_>>().join(" ");
    // "Kent Police (KP)" at its first use is "Kent Police" elsewhere.
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once(" (") {
        plain.push_str(before);
        let spelled_out = after.split_once(')').filter(|(short, _)| {
            names.get(*short).is_some_and(|full| full.iter().take(MOST_NAMES).any(|full| before.ends_with(full)))
        });
        match spelled_out {
            Some((_, after)) => rest = after,
            None => {
                plain.push_str(" (");
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// The most names of one short form that are looked at.
const MOST_NAMES: usize = 8;

fn short_forms<'n>(names: &[Named<'n>]) -> ShortForms<'n> {
    let mut all = ShortForms::new();
    for name in names {
        if let Some(short) = name.short {
            all.entry(&short.words).or_default().push(name.full.clone());
        }
    }
    all
}

struct Words<'a> {
    text: String,
    document: &'a Document,
    sight: Sight,
}

impl Words<'_> {
    fn add(&mut self, words: &str) {
        self.text.push(' ');
        self.text.push_str(words);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            if self.sight == Sight::Form {
                self.add(form_of(&block.kind));
            }
            match &block.kind {
                BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) | BlockKind::Note(content) => {
                    self.add("");
                    self.inlines(content);
                }
                BlockKind::Table(table) => {
                    self.add("");
                    self.inlines(&table.caption);
                    for column in &table.columns {
                        self.add("");
                        self.inlines(&column.header);
                    }
                }
                BlockKind::Figure(figure) => {
                    self.add("");
                    self.inlines(&figure.caption);
                    self.add(figure.alternative.as_deref().unwrap_or_default());
                    self.add(&figure.description);
                    if let Picture::Image(image) = &figure.picture {
                        self.add(&format!("{} {}", image.path, image.bytes.len()));
                    }
                }
                BlockKind::Callout { title, .. } => {
                    self.add("");
                    self.inlines(title);
                }
                BlockKind::Signature { name, offices } => {
                    self.add(name.as_deref().unwrap_or_default());
                    offices.iter().for_each(|office| self.inlines(office));
                }
                BlockKind::Details(details) => {
                    for detail in details {
                        self.inlines(&detail.term);
                        for line in &detail.lines {
                            self.add("");
                            self.inlines(line);
                        }
                    }
                }
                BlockKind::Preformatted(text) => self.add(text),
                BlockKind::Numbered { .. }
                | BlockKind::List { .. }
                | BlockKind::Columns(_)
                | BlockKind::Rule
                | BlockKind::Contents
                | BlockKind::Change { .. } => {}
            }
            for group in block.kind.children() {
                self.blocks(group);
            }
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Text(words) | Inline::Code(words) => self.text.push_str(words),
                Inline::ShortForm { long, .. } => self.text.push_str(long),
                Inline::Sign(sign) => self.text.push_str(&sign.words),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::RunIn(inner) => self.inlines(inner),
                Inline::Link { url, content } => {
                    self.inlines(content);
                    self.text.push_str(url);
                }
                // Where it leads, since the words change with every number.
                Inline::Reference { target, content } | Inline::Elsewhere { target, content, .. } => {
                    self.text.push_str(target);
                    if self.sight == Sight::Form {
                        self.words_without_numbers(content);
                    }
                }
                Inline::Mark { target, .. } => self.text.push_str(target),
                Inline::FootnoteMark(index) => {
                    if let Some(note) = self.document.footnotes.get(*index) {
                        self.text.push(' ');
                        self.inlines(&note.content);
                    }
                }
                Inline::LineBreak => self.text.push(' '),
                Inline::Revised { content, .. } => self.inlines(content),
            }
        }
    }

    /// "Chapter 3" is as good as "Chapter 4": an author's own words for a link have no such numbers.
    fn words_without_numbers(&mut self, content: &[Inline]) {
        for word in plain_text(content).split_whitespace() {
            if word.len() > 1 && !word.bytes().any(|byte| byte.is_ascii_digit()) {
                self.add(word);
            }
        }
    }
}

/// What a block is, in a word.
fn form_of(kind: &BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading { level: ..=2, .. } => "heading",
        BlockKind::Heading { .. } => "lower heading",
        BlockKind::Paragraph(_) => "paragraph",
        BlockKind::Note(_) => "note",
        BlockKind::Numbered { .. } => "numbered",
        BlockKind::List { start: None, .. } => "list",
        BlockKind::List { .. } => "steps",
        BlockKind::Table(_) => "table",
        BlockKind::Figure(_) => "figure",
        BlockKind::Callout { .. } => "box",
        BlockKind::Columns(_) => "columns",
        BlockKind::Preformatted(_) => "preformatted",
        BlockKind::Rule => "rule",
        BlockKind::Signature { .. } => "signature",
        BlockKind::Details(_) => "details",
        BlockKind::Contents => "contents",
        BlockKind::Change { .. } => "change",
    }
}
