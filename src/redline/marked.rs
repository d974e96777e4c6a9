//! The newer edition with its changes shown in their places, as one more document.

mod gone;
mod list;
mod order;
mod revised;
mod struck;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::mem::take;

use super::{Comparison, Fate, Kind, Report, Sort, Traced, TracedPart, told};
use crate::document::{Block, BlockKind, ChangeMark, Document, Inline, Item, Part, Role, Since, Table, Tone};
use crate::source::Span;
use gone::{follows_a_row, follows_its_like};
use revised::Reviser;
use struck::made;

/// How changes are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Show {
    /// As a redline: with the words that came and those that went, and the list of changes first.
    Words,
    /// As marks in the newer edition, whose words stay as they are; the list of changes comes last.
    Marks,
}

/// The marked document.
pub(super) fn document(report: &Report<'_, '_>, parts: &[TracedPart], comparison: &Comparison, show: Show) -> Document {
    let [_, new] = report.documents;
    let mut document = new.clone();
    let Some(origin) = new.parts.first().map(|part| part.origin) else { return document };
    let mut marker = Marker::new(report, parts, show, origin);
    let mut done: Vec<Part> = Vec::with_capacity(parts.len() + 1);
    let mut traced = parts.iter().peekable();
    for part in take(&mut document.parts) {
        if part.role == Role::Contents {
            done.push(part);
            continue;
        }
        while let Some(gone) = traced.next_if(|traced| traced.new.is_none()) {
            done.extend(marker.gone_part(gone));
        }
        match traced.next() {
            Some(traced) => done.push(marker.part(part, traced)),
            None => done.push(part),
        }
    }
    for gone in traced {
        done.extend(marker.gone_part(gone));
    }
    let numbers = order::numbered(&mut done);
    let list = list::part(show, parts, comparison, &numbers, origin);
    match show {
        Show::Words => {
            done.insert(0, list);
            let since = told::since(&comparison.old, &comparison.new);
            document.meta.title = format!("Changes to the {} since {since}", document.meta.title);
            document.meta.description = format!("What has changed since {since}, shown in the text.");
        }
        Show::Marks => {
            let edition = told::since(&comparison.old, &comparison.new);
            document.since = Some(Since { edition, list: list.id.clone() });
            done.push(list);
        }
    }
    document.parts = done;
    document
}

/// Marks the changes in the parts of a document, which it walks as its units were read.
struct Marker<'m, 'd> {
    report: &'m Report<'m, 'd>,
    show: Show,
    changes: Vec<&'m Traced>,
    /// The change of each unit of the newer edition that has one.
    of_unit: HashMap<usize, usize>,
    /// What is gone before a unit of the newer edition, or at the end of the part before it.
    gone: BTreeMap<(bool, usize), Vec<usize>>,
    /// The next unit, and where those of this part end.
    unit: usize,
    end: usize,
    /// Where the part is written, which is as near as can be said of what went from it.
    origin: Span,
    marked: BTreeSet<usize>,
}

impl<'m, 'd> Marker<'m, 'd> {
    fn new(report: &'m Report<'m, 'd>, parts: &'m [TracedPart], show: Show, origin: Span) -> Marker<'m, 'd> {
        let changes: Vec<&Traced> = parts.iter().flat_map(|part| &part.traced).collect();
        let of_unit = changes.iter().enumerate().filter_map(|(at, traced)| Some((traced.new?, at))).collect();
        let mut gone: BTreeMap<(bool, usize), Vec<usize>> = BTreeMap::new();
        let mut at = 0;
        for part in parts {
            let end = part.new.map_or(0, |new| report.new.parts[new].units.end);
            for traced in &part.traced {
                if traced.new.is_none() && part.new.is_some() && show == Show::Words {
                    let place = traced.before.map_or((true, end), |before| (false, before));
                    gone.entry(place).or_default().push(at);
                }
                at += 1;
            }
        }
        let marked = BTreeSet::new();
        Marker { report, show, changes, of_unit, gone, unit: 0, end: 0, origin, marked }
    }

    fn part(&mut self, mut part: Part, traced: &TracedPart) -> Part {
        let units = traced.new.map_or(0..0, |new| self.report.new.parts[new].units.clone());
        (self.unit, self.end, self.origin) = (units.start, units.end, part.origin);
        let mut blocks = Vec::new();
        if let Some(unit) = self.next(Sort::Title, &part.id, part.origin) {
            self.gone_before(unit, &mut blocks);
            if let Some(change) = self.change_of(unit) {
                let mut title = vec![part.title.clone()];
                self.revise(unit, |reviser| reviser.lines(&mut title));
                let differs = self.show == Show::Words && traced.part.fate != Some(Fate::Added);
                let title = title.into_iter().filter(|_| differs);
                let inside = title.map(|title| made(BlockKind::Paragraph(title), part.origin)).collect();
                blocks.push(self.mark(change, inside, part.origin));
            }
        }
        self.blocks(take(&mut part.blocks), &mut blocks);
        for change in self.gone.remove(&(true, self.end)).unwrap_or_default() {
            blocks.push(self.gone_block(change));
        }
        // Whatever was not met on the way is told at the end.
        let all: Vec<usize> = units.filter_map(|unit| self.change_of(unit)).collect();
        for change in all {
            if !self.marked.contains(&change) {
                let words = self.words_of(change, part.origin);
                blocks.push(self.mark(change, words, part.origin));
            }
        }
        part.blocks = blocks;
        part
    }

    /// The next unit, if it is the one that is expected; what has no words is no unit.
    fn next(&mut self, sort: Sort, id: &str, origin: Span) -> Option<usize> {
        let unit = self.report.new.units.get(self.unit).filter(|_| self.unit < self.end)?;
        (unit.sort == sort && unit.id == id && unit.origin == origin).then(|| {
            self.unit += 1;
            self.unit - 1
        })
    }

    fn change_of(&self, unit: usize) -> Option<usize> {
        self.of_unit.get(&unit).copied()
    }

    fn blocks(&mut self, blocks: Vec<Block>, into: &mut Vec<Block>) {
        for block in blocks {
            self.block(block, into);
        }
    }

    fn block(&mut self, mut block: Block, into: &mut Vec<Block>) {
        let (id, origin) = (block.id.clone(), block.origin);
        let sort = match &mut block.kind {
            BlockKind::Heading { .. } => Sort::Heading,
            BlockKind::Paragraph(_) | BlockKind::Note(_) | BlockKind::Preformatted(_) => Sort::Paragraph,
            BlockKind::Signature { .. } => Sort::Signature,
            BlockKind::Details(_) => Sort::Details,
            BlockKind::Numbered { .. } => return self.numbered(block, into),
            BlockKind::List { start, items, .. } => {
                let ordered = start.is_some();
                *items = self.items(take(items), ordered, into);
                return into.push(block);
            }
            BlockKind::Callout { .. } => return self.callout(block, into),
            BlockKind::Columns(groups) => {
                for group in groups {
                    let blocks = take(group);
                    self.blocks(blocks, group);
                }
                return into.push(block);
            }
            BlockKind::Table(table) => {
                self.table(table, &id, origin, into);
                return into.push(block);
            }
            BlockKind::Figure(_) => return self.figure(block, into),
            BlockKind::Change { blocks, .. } => {
                let inside = take(blocks);
                self.blocks(inside, blocks);
                return into.push(block);
            }
            BlockKind::Rule | BlockKind::Contents => return into.push(block),
        };
        let unit = self.next(sort, &id, origin);
        let mut inside = vec![block];
        if let Some(unit) = unit {
            self.gone_before(unit, into);
            inside = self.revised(unit, inside);
        }
        self.push(unit, inside, into);
    }

    fn numbered(&mut self, mut block: Block, into: &mut Vec<Block>) {
        let unit = self.next(Sort::Paragraph, &block.id, block.origin);
        if let BlockKind::Numbered { blocks, .. } = &mut block.kind {
            if let Some(unit) = unit {
                self.gone_before(unit, into);
                *blocks = self.revised(unit, take(blocks));
            }
            // Tables and figures inside it are units of their own.
            let mut inside = Vec::with_capacity(blocks.len());
            for inner in take(blocks) {
                match inner.kind {
                    BlockKind::Table(_) | BlockKind::Figure(_) => self.block(inner, &mut inside),
                    _ => inside.push(inner),
                }
            }
            *blocks = inside;
        }
        self.push(unit, vec![block], into);
    }

    fn callout(&mut self, mut block: Block, into: &mut Vec<Block>) {
        let origin = block.origin;
        if let BlockKind::Callout { title, blocks } = &mut block.kind {
            let mut inside = Vec::new();
            if let Some(unit) = self.next(Sort::Heading, &block.id, origin) {
                self.gone_before(unit, into);
                self.revise(unit, |reviser| reviser.lines(std::slice::from_mut(title)));
                inside.extend(self.change_of(unit).map(|change| self.mark(change, Vec::new(), origin)));
            }
            self.blocks(take(blocks), &mut inside);
            *blocks = inside;
        }
        into.push(block);
    }

    fn figure(&mut self, mut block: Block, into: &mut Vec<Block>) {
        let (id, origin) = (block.id.clone(), block.origin);
        if let BlockKind::Figure(figure) = &mut block.kind
            && let Some(unit) = self.next(Sort::Caption, &id, origin)
        {
            self.gone_before(unit, into);
            self.revise(unit, |reviser| reviser.lines(std::slice::from_mut(&mut figure.caption)));
            into.extend(self.change_of(unit).map(|change| self.mark(change, Vec::new(), origin)));
        }
        let unit = self.next(Sort::Figure, &id, origin);
        let mut inside = vec![block];
        if let Some(unit) = unit {
            self.gone_before(unit, into);
            inside.extend(self.in_words(unit, origin));
        }
        self.push(unit, inside, into);
        self.nodes(&id, origin, into);
    }

    /// Blocks with the mark of their unit, if it has changed.
    fn push(&mut self, unit: Option<usize>, inside: Vec<Block>, into: &mut Vec<Block>) {
        let origin = inside.first().map(|block| block.origin);
        match (unit.and_then(|unit| self.change_of(unit)), origin) {
            (Some(change), Some(origin)) => into.push(self.mark(change, inside, origin)),
            _ => into.extend(inside),
        }
    }

    fn items(&mut self, items: Vec<Item>, ordered: bool, into: &mut Vec<Block>) -> Vec<Item> {
        let mut marked = Vec::with_capacity(items.len());
        for mut item in items {
            let Some(unit) = self.next(Sort::Item, &item.id, item.origin) else {
                marked.push(item);
                continue;
            };
            for change in self.take_gone(unit) {
                let gone = self.gone_block(change);
                if self.changes[change].change.sort == Sort::Item && !ordered {
                    marked.push(Item { id: String::new(), origin: item.origin, blocks: vec![gone] });
                } else {
                    into.push(gone);
                }
            }
            let blocks = self.revised(unit, take(&mut item.blocks));
            self.push(Some(unit), blocks, &mut item.blocks);
            marked.push(item);
        }
        if !ordered {
            let origin = marked.last().map(|item| item.origin);
            for change in self.gone_after(|marker, at| follows_its_like(marker, at, Sort::Item)) {
                let blocks = vec![self.gone_block(change)];
                marked.extend(origin.map(|origin| Item { id: String::new(), origin, blocks }));
            }
        }
        marked
    }

    /// What has changed in a diagram stands below it, member by member.
    fn nodes(&mut self, id: &str, origin: Span, into: &mut Vec<Block>) {
        while let Some(unit) = self.next(Sort::Node, id, origin) {
            self.gone_before(unit, into);
            if let Some(change) = self.change_of(unit) {
                let words = self.words_of(change, origin);
                into.push(self.mark(change, words, origin));
            }
        }
        for change in self.gone_after(|marker, at| follows_its_like(marker, at, Sort::Node)) {
            into.push(self.gone_block(change));
        }
    }

    fn table(&mut self, table: &mut Table, id: &str, origin: Span, into: &mut Vec<Block>) {
        if let Some(unit) = self.next(Sort::Caption, id, origin) {
            self.gone_before(unit, into);
            self.revise(unit, |reviser| reviser.lines(std::slice::from_mut(&mut table.caption)));
            into.extend(self.change_of(unit).map(|change| self.mark(change, Vec::new(), origin)));
        }
        if let Some(unit) = self.next(Sort::Columns, id, origin) {
            self.gone_before(unit, into);
            let mut headers: Vec<_> = table.columns.iter_mut().map(|column| take(&mut column.header)).collect();
            self.revise(unit, |reviser| reviser.lines(&mut headers));
            for (column, header) in table.columns.iter_mut().zip(headers) {
                column.header = header;
            }
            into.extend(self.change_of(unit).map(|change| self.mark(change, Vec::new(), origin)));
        }
        let width = table.columns.len();
        let mut rows = Vec::with_capacity(table.rows.len());
        for mut row in take(&mut table.rows) {
            if let Some(unit) = self.next(Sort::Row, id, row.origin) {
                for change in self.take_gone(unit) {
                    match self.gone_row(change, width) {
                        Some(row) => rows.push(row),
                        None => into.push(self.gone_block(change)),
                    }
                }
                let origin = row.origin;
                self.revise(unit, |reviser| reviser.cells(&mut row.cells, origin));
                if let (Some(change), Some(first)) = (self.change_of(unit), row.cells.first_mut()) {
                    self.row_mark(change, first, origin);
                }
            }
            rows.push(row);
        }
        let last = rows.last().is_some();
        for change in self.gone_after(|changes, at| last && follows_a_row(changes, at, width)) {
            rows.extend(self.gone_row(change, width));
        }
        table.rows = rows;
    }

    /// The words of a change as a paragraph, where words are shown.
    fn words_of(&self, change: usize, origin: Span) -> Vec<Block> {
        let words = || made(BlockKind::Paragraph(struck::words(&self.changes[change].change.words)), origin);
        (self.show == Show::Words).then(words).into_iter().collect()
    }

    /// What differs in what is said of a picture.
    fn in_words(&self, unit: usize, origin: Span) -> Option<Block> {
        let traced = self.changes[self.change_of(unit)?];
        let differs = self.show == Show::Words && traced.old.is_some() && traced.change.kind != Kind::Moved;
        let words = || {
            let title = Inline::RunIn(vec![Inline::Text("In words:".to_owned())]);
            let words = struck::words(&traced.change.words);
            [title, Inline::Text(" ".to_owned())].into_iter().chain(words).collect()
        };
        differs.then(|| made(BlockKind::Paragraph(words()), origin))
    }

    fn revised(&mut self, unit: usize, mut blocks: Vec<Block>) -> Vec<Block> {
        self.revise(unit, |reviser| blocks = reviser.blocks(take(&mut blocks)));
        blocks
    }

    /// Has the words of a unit marked, where they are shown and differ.
    fn revise(&self, unit: usize, revise: impl FnOnce(Reviser<'_>)) {
        let old = self.change_of(unit).and_then(|change| self.changes[change].old);
        if let Some(old) = old.filter(|_| self.show == Show::Words) {
            let (old, new) = (&self.report.old.units[old].words, &self.report.new.units[unit].words);
            if old.keys != new.keys {
                revise(Reviser::new(old, new));
            }
        }
    }

    fn mark(&mut self, change: usize, blocks: Vec<Block>, origin: Span) -> Block {
        let words = told::change(&self.changes[change].change);
        self.mark_in_words(change, blocks, origin, words)
    }

    /// The mark of a row, in its first cell, which says its name.
    fn row_mark(&mut self, change: usize, first: &mut Vec<Block>, origin: Span) {
        let words = format!("Row {}", told::fate(&self.changes[change].change));
        let inside = take(first);
        first.push(self.mark_in_words(change, inside, origin, words));
    }

    /// The mark of a change, known by the change until all marks are numbered.
    fn mark_in_words(&mut self, change: usize, blocks: Vec<Block>, origin: Span, words: String) -> Block {
        self.marked.insert(change);
        let told = &self.changes[change].change;
        let mark = ChangeMark {
            number: change,
            of: 0,
            tone: match told.kind {
                Kind::Added => Tone::Added,
                Kind::Removed | Kind::Merged => Tone::Removed,
                Kind::Changed | Kind::Reworded | Kind::Moved | Kind::MovedAndChanged | Kind::Split => Tone::Changed,
            },
            words,
            previous: None,
            next: None,
        };
        Block { id: String::new(), named: true, origin, kind: BlockKind::Change { mark, blocks } }
    }
}

/// The id of a mark; no author can give it to anything else.
fn id(number: usize) -> String {
    format!("change_{number}")
}
