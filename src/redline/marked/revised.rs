//! Words that came and words that went, marked inside the blocks that they stand in.
//!
//! The blocks are walked in the order in which [`Words`] were read from them, piece by piece.

use std::mem::take;
use std::ops::Range;

use super::struck;
use crate::document::{Block, BlockKind, Inline, Item, Revision, plain_text};
use crate::redline::wording::{Step, steps};
use crate::redline::words::Words;
use crate::source::Span;

/// Marks what differs in the newer one of two texts.
pub(super) struct Reviser<'w> {
    old: &'w Words,
    new: &'w Words,
    /// Whether each word of the newer text is new.
    added: Vec<bool>,
    /// The words that are gone before each word of the newer text, and at its end, until they are shown.
    gone: Vec<Vec<usize>>,
    way: Vec<Step>,
    /// The next word.
    next: usize,
    /// The next piece of text.
    piece: usize,
}

impl<'w> Reviser<'w> {
    /// Finds the way from one text to the other.
    pub fn new(old: &'w Words, new: &'w Words) -> Reviser<'w> {
        let length = new.keys.len();
        let (mut added, mut gone, mut at) = (vec![false; length], vec![Vec::new(); length + 1], 0);
        let way = steps(old, new);
        for step in &way {
            match *step {
                Step::Same { new, .. } => at = new + 1,
                Step::New(new) => {
                    added[new] = true;
                    at = new + 1;
                }
                Step::Gone(old) => gone[at].push(old),
            }
        }
        Reviser { old, new, added, gone, way, next: 0, piece: 0 }
    }

    /// The blocks of a unit; what could not be placed stands at their end.
    pub fn blocks(mut self, blocks: Vec<Block>) -> Vec<Block> {
        let origin = blocks.first().map(|block| block.origin);
        let mut blocks = self.walk(blocks);
        if let (Some(rest), Some(origin)) = (self.rest(), origin) {
            blocks.push(paragraph(rest, origin));
        }
        blocks
    }

    /// Runs of text that were read one after another, such as the headers of columns.
    pub fn lines(mut self, lines: &mut [Vec<Inline>]) {
        let last = lines.len().saturating_sub(1);
        for (index, line) in lines.iter_mut().enumerate() {
            *line = self.inlines(take(line));
            if index == last {
                line.extend(self.rest().into_iter().flatten());
            }
        }
    }

    /// The cells of a row.
    pub fn cells(mut self, cells: &mut [Vec<Block>], origin: Span) {
        for (index, cell) in cells.iter_mut().enumerate() {
            if index > 0 && self.new.is_mark(self.next) {
                self.next += 1;
            }
            *cell = self.walk(take(cell));
            if let Some(went) = self.went(self.next) {
                cell.push(paragraph(went, origin));
            }
        }
        if let (Some(rest), Some(cell)) = (self.rest(), cells.last_mut()) {
            cell.push(paragraph(rest, origin));
        }
    }

    fn walk(&mut self, blocks: Vec<Block>) -> Vec<Block> {
        let mut walked = Vec::with_capacity(blocks.len());
        for mut block in blocks {
            let origin = block.origin;
            let mut after = None;
            match &mut block.kind {
                BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) | BlockKind::Note(content) => {
                    *content = self.line(take(content));
                }
                BlockKind::Preformatted(_) => after = self.whole_piece(),
                BlockKind::List { items, .. } => *items = self.items(take(items), origin),
                BlockKind::Details(details) => {
                    for detail in details {
                        detail.term = self.line(take(&mut detail.term));
                        for line in &mut detail.lines {
                            *line = self.line(take(line));
                        }
                    }
                }
                BlockKind::Signature { offices, .. } => {
                    let name = self.whole_piece();
                    for office in offices.iter_mut() {
                        *office = self.line(take(office));
                    }
                    offices.extend(name);
                }
                BlockKind::Callout { title, blocks } => {
                    *title = self.line(take(title));
                    *blocks = self.walk(take(blocks));
                }
                BlockKind::Numbered { blocks, .. } | BlockKind::Change { blocks, .. } => {
                    *blocks = self.walk(take(blocks));
                }
                BlockKind::Columns(groups) => {
                    for group in groups {
                        *group = self.walk(take(group));
                    }
                }
                BlockKind::Table(_) | BlockKind::Figure(_) | BlockKind::Rule | BlockKind::Contents => {}
            }
            walked.push(block);
            walked.extend(after.map(|content| paragraph(content, origin)));
        }
        walked
    }

    fn items(&mut self, items: Vec<Item>, origin: Span) -> Vec<Item> {
        let mut walked = Vec::with_capacity(items.len());
        for mut item in items {
            walked.extend(self.items_that_went(origin));
            if self.new.is_mark(self.next) {
                self.next += 1;
            }
            item.blocks = self.walk(take(&mut item.blocks));
            walked.push(item);
        }
        walked.extend(self.items_that_went(origin));
        walked
    }

    /// Whole items that stood before the next word.
    fn items_that_went(&mut self, origin: Span) -> Vec<Item> {
        let mut items = Vec::new();
        while let Some(gone) = self.gone.get_mut(self.next)
            && gone.first().is_some_and(|first| self.old.is_mark(*first))
        {
            gone.remove(0);
            if let Some(went) = self.went(self.next) {
                items.push(Item { id: String::new(), origin, blocks: vec![paragraph(went, origin)] });
            }
        }
        items
    }

    /// A run of text that ends a line, with what stood at its end.
    fn line(&mut self, content: Vec<Inline>) -> Vec<Inline> {
        let mut content = self.inlines(content);
        let next_is_new = self.added.get(self.next).copied().unwrap_or(false) && !self.new.is_mark(self.next);
        if !next_is_new {
            content.extend(self.went(self.next).into_iter().flatten());
        }
        content
    }

    fn inlines(&mut self, content: Vec<Inline>) -> Vec<Inline> {
        joined(self.each(content))
    }

    fn each(&mut self, content: Vec<Inline>) -> Vec<Inline> {
        let mut walked = Vec::with_capacity(content.len());
        for inline in content {
            match inline {
                Inline::Text(text) => self.text(&text, &mut walked, Inline::Text),
                Inline::Code(text) => self.text(&text, &mut walked, Inline::Code),
                Inline::Emphasis(inner) => walked.push(Inline::Emphasis(self.inlines(inner))),
                Inline::Strong(inner) => walked.push(Inline::Strong(self.inlines(inner))),
                Inline::RunIn(inner) => walked.push(Inline::RunIn(self.inlines(inner))),
                Inline::Link { url, content } => {
                    let from = self.next;
                    let gone = self.gone.get(from).cloned().unwrap_or_default();
                    let inside = self.inlines(content.clone());
                    // The address of a link is its last word.
                    let leads_elsewhere = self.added.get(self.next) == Some(&true);
                    let address = leads_elsewhere.then(|| Inline::Text(self.new.differing(self.next).to_owned()));
                    let link = Inline::Link { url, content };
                    if self.added.get(from..=self.next).is_some_and(|added| added.contains(&true)) {
                        // A link is one thing: the old words for it and its old address, then the new ones.
                        let words = self.old_words(from..self.next + 1, &gone);
                        walked.extend(self.shown(&words).into_iter().flatten());
                        self.gone[from..=self.next].iter_mut().for_each(Vec::clear);
                        let content = [link].into_iter().chain(address).collect();
                        walked.push(Inline::Revised { revision: Revision::Added, content });
                    } else {
                        walked.extend(all_of(&inside, Revision::Removed));
                        walked.push(link);
                        walked.extend(self.went(self.next).into_iter().flatten());
                    }
                    self.next += 1;
                }
                Inline::Revised { revision, content } => {
                    let content = self.inlines(content);
                    walked.push(Inline::Revised { revision, content });
                }
                mark @ Inline::FootnoteMark(_) => self.footnote(mark, &mut walked),
                whole @ (Inline::ShortForm { .. }
                | Inline::Reference { .. }
                | Inline::Elsewhere { .. }
                | Inline::Mark { .. }
                | Inline::Sign(_)) => self.whole(whole, &mut walked),
                Inline::LineBreak => {
                    self.piece += 1;
                    walked.push(Inline::LineBreak);
                }
            }
        }
        walked
    }

    /// Something that is new or not, but never in part.
    fn whole(&mut self, inline: Inline, walked: &mut Vec<Inline>) {
        let piece = self.begin();
        let mut is_new = false;
        while self.is_of(piece) {
            walked.extend(self.went(self.next).into_iter().flatten());
            is_new |= self.added[self.next];
            self.next += 1;
        }
        walked.push(if is_new { revised(Revision::Added, inline) } else { inline });
    }

    /// The mark of a footnote; what has changed in the note stands in brackets beside it.
    fn footnote(&mut self, mark: Inline, walked: &mut Vec<Inline>) {
        let piece = self.begin();
        let from = self.next;
        let gone = self.gone.get(from).cloned().unwrap_or_default();
        while self.is_of(piece) {
            self.next += 1;
        }
        let range = from..self.next;
        let added = &self.added[range.clone()];
        if !added.is_empty() && added.iter().all(|added| *added) {
            walked.extend(self.went(from).into_iter().flatten());
            return walked.push(revised(Revision::Added, mark));
        }
        let changed = added.contains(&true) || range.clone().skip(1).any(|at| !self.gone[at].is_empty());
        walked.push(mark);
        if changed {
            let words = self.old_words(range.clone(), &gone);
            walked.extend(self.shown(&words).into_iter().flatten());
            self.gone[range.clone()].iter_mut().for_each(Vec::clear);
            let note: String = range.map(|at| self.new.differing(at)).collect();
            walked.push(Inline::Text(" ".to_owned()));
            walked.push(revised(Revision::Added, Inline::Text(note.trim().to_owned())));
        }
    }

    /// A piece that cannot be marked: what went is given, to be shown beside it.
    fn whole_piece(&mut self) -> Option<Vec<Inline>> {
        let piece = self.begin();
        let mut went: Vec<Inline> = Vec::new();
        while self.is_of(piece) {
            went.extend(self.went(self.next).into_iter().flatten());
            self.next += 1;
        }
        (!went.is_empty()).then_some(went)
    }

    fn text(&mut self, text: &str, walked: &mut Vec<Inline>, make: fn(String) -> Inline) {
        let piece = self.begin();
        // All before `plain` has been pushed; all before `at` has been looked at.
        let (mut plain, mut at) = (0, 0);
        while self.is_of(piece) {
            if let Some(went) = self.went(self.next) {
                push(walked, &text[plain..at], make);
                plain = at;
                walked.extend(went);
                let follows_at_once = self.new.spots[self.next].as_ref().is_some_and(|spot| spot.bytes.start == at);
                if follows_at_once && !self.added[self.next] && text[at..].starts_with(char::is_alphanumeric) {
                    walked.push(Inline::Text(" ".to_owned()));
                }
            }
            // All that follow in the same way, up to the next place where something went.
            let (from, is_new) = (self.next, self.added[self.next]);
            while self.is_of(piece)
                && self.added[self.next] == is_new
                && (self.next == from || self.gone[self.next].is_empty())
            {
                self.next += 1;
            }
            let spot = |index: usize| self.new.spots[index].as_ref().map_or(at..at, |spot| spot.bytes.clone());
            let (start, end) = (spot(from).start.max(at), spot(self.next - 1).end.max(at));
            if is_new {
                push(walked, &text[plain..start], make);
                walked.push(revised(Revision::Added, make(text[start..end].to_owned())));
                plain = end;
            }
            at = end;
        }
        push(walked, &text[plain..], make);
    }

    fn begin(&mut self) -> usize {
        self.piece += 1;
        self.piece - 1
    }

    /// Whether the next word is of a piece.
    fn is_of(&self, piece: usize) -> bool {
        self.new.spots.get(self.next).is_some_and(|spot| spot.as_ref().is_some_and(|spot| spot.piece == piece))
    }

    /// The words that went before a word, up to the next mark; each once.
    fn went(&mut self, before: usize) -> Option<Vec<Inline>> {
        let gone = self.gone.get_mut(before)?;
        let end = gone.iter().position(|word| self.old.is_mark(*word)).unwrap_or(gone.len());
        let words: Vec<usize> = gone.drain(..end).collect();
        self.shown(&words)
    }

    /// What stood where some words of the newer text stand; `gone` is what has not been shown of
    /// that which went before the first of them.
    fn old_words(&self, range: Range<usize>, gone: &[usize]) -> Vec<usize> {
        let mut at = 0;
        let mut found = Vec::new();
        for step in &self.way {
            match *step {
                Step::New(new) => at = new + 1,
                Step::Gone(old) if at == range.start => found.extend(gone.contains(&old).then_some(old)),
                Step::Gone(old) if range.contains(&at) => found.push(old),
                Step::Gone(_) => {}
                Step::Same { old, new } => {
                    found.extend(range.contains(&new).then_some(old));
                    at = new + 1;
                }
            }
        }
        found
    }

    /// All that has not been shown yet.
    fn rest(&mut self) -> Option<Vec<Inline>> {
        let words: Vec<usize> = self.gone.iter_mut().flat_map(take).collect();
        self.shown(&words)
    }

    /// Words of the older text as they were shown, struck out.
    fn shown(&self, words: &[usize]) -> Option<Vec<Inline>> {
        let marks = words.iter().take_while(|word| self.old.is_mark(**word)).count();
        let words = &words[marks..];
        let text: String = words.iter().map(|word| self.old.differing(*word)).collect();
        let trimmed = text.trim_start();
        if trimmed.is_empty() {
            return None;
        }
        let space = (trimmed.len() < text.len() || words.first() == Some(&0) && self.next > 0)
            .then(|| Inline::Text(" ".to_owned()));
        let went = revised(Revision::Removed, Inline::Text(trimmed.to_owned()));
        Some(space.into_iter().chain([went]).collect())
    }
}

fn push(walked: &mut Vec<Inline>, text: &str, make: fn(String) -> Inline) {
    if !text.is_empty() {
        walked.push(make(text.to_owned()));
    }
}

/// Words of one edition that stand together as one run, with the spaces between them.
fn joined(content: Vec<Inline>) -> Vec<Inline> {
    let mut done: Vec<Inline> = Vec::with_capacity(content.len());
    for inline in content {
        let Inline::Revised { revision, content } = inline else {
            done.push(inline);
            continue;
        };
        let space = matches!(done.last(), Some(Inline::Text(text)) if text.trim().is_empty());
        let before = done.len().checked_sub(if space { 2 } else { 1 });
        if before.and_then(|at| done.get(at)).is_some_and(|before| is(before, revision)) {
            let space = if space { done.pop() } else { None };
            if let Some(Inline::Revised { content: before, .. }) = done.last_mut() {
                before.extend(space.into_iter().chain(content));
            }
        } else {
            let after_what_went = done.last().is_some_and(|last| is(last, Revision::Removed));
            if after_what_went && !plain_text(&content).starts_with(|c: char| c.is_ascii_punctuation()) {
                done.push(Inline::Text(" ".to_owned()));
            }
            done.push(Inline::Revised { revision, content });
        }
    }
    done
}

/// Everything in a run that stands in one edition only, however deep.
fn all_of(content: &[Inline], wanted: Revision) -> Vec<Inline> {
    let mut found = Vec::new();
    for inline in content {
        match inline {
            revised if is(revised, wanted) => found.push(revised.clone()),
            other => found.extend(all_of(other.inner(), wanted)),
        }
    }
    found
}

fn is(inline: &Inline, wanted: Revision) -> bool {
    matches!(inline, Inline::Revised { revision, .. } if *revision == wanted)
}

fn revised(revision: Revision, inline: Inline) -> Inline {
    Inline::Revised { revision, content: vec![inline] }
}

fn paragraph(content: Vec<Inline>, origin: Span) -> Block {
    struck::made(BlockKind::Paragraph(content), origin)
}

#[cfg(test)]
mod tests;
