//! Text as words that can be compared: what is meant, beside what is shown.
//!
//! "Kent Police (KP)" at its first use, "Kent Police" and the short form "KP" after it mean the
//! same, and so does a reference whose number has changed.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::bags::distinct;
use crate::document::{Block, BlockKind, Document, Inline, plain_text};

/// The words of one text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Words {
    /// What each word means; equal numbers are equal words.
    pub keys: Vec<u32>,
    /// How each is shown, with the space before it; a name shows in its first word.
    pub shown: Vec<String>,
    /// Where each is written; nothing for marks that stand between pieces, such as bullets.
    pub spots: Vec<Option<Spot>>,
    /// What is meant but not shown, such as where a link leads; it is shown where it differs.
    pub unseen: BTreeMap<usize, String>,
    /// The pieces of text so far.
    pieces: usize,
    /// The piece that all words belong to, while it is one that cannot be taken apart.
    whole: Option<usize>,
    /// Whether there is a space before what comes next.
    space: bool,
}

/// Where a word is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    /// Which piece of text, counted in reading order: a run of words, a short form, a reference.
    pub piece: usize,
    /// From which byte of the piece to which; nothing where it cannot be taken apart.
    pub bytes: Range<usize>,
}

impl Words {
    fn push(&mut self, key: u32, shown: &str, bytes: Option<Range<usize>>) {
        let space = if self.space && !self.shown.is_empty() { " " } else { "" };
        self.keys.push(key);
        self.shown.push(format!("{space}{shown}"));
        let spot = |bytes| match self.whole {
            Some(piece) => Spot { piece, bytes: 0..0 },
            None => Spot { piece: self.pieces.saturating_sub(1), bytes },
        };
        self.spots.push(bytes.map(spot));
        self.space = false;
    }

    /// Begins a piece of text, but inside one that cannot be taken apart.
    fn piece(&mut self) {
        if self.whole.is_none() {
            self.pieces += 1;
        }
    }

    /// Whether a word is a mark that stands between pieces: a bullet or a bar.
    pub fn is_mark(&self, at: usize) -> bool {
        self.spots.get(at).is_some_and(Option::is_none) && self.shown.get(at).is_some_and(|shown| !shown.is_empty())
    }

    /// A word as it is shown where it differs.
    pub fn differing(&self, at: usize) -> &str {
        match self.unseen.get(&at) {
            Some(unseen) => unseen,
            None => self.shown.get(at).map_or("", String::as_str),
        }
    }

    /// All of it as it is shown.
    pub fn text(&self) -> String {
        self.shown.concat().trim().to_owned()
    }
}

/// Every word of two documents.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    numbers: HashMap<String, u32>,
    /// In how many units each word stands.
    spread: Vec<usize>,
    units: usize,
    /// The long form of each short form that is used.
    long: BTreeMap<String, String>,
}

impl Vocabulary {
    /// The short forms of some documents.
    pub fn of(documents: [&Document; 2]) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for document in documents {
            for block in document.walk() {
                match &block.kind {
                    BlockKind::Paragraph(content) | BlockKind::Note(content) | BlockKind::Heading { content, .. } => {
                        vocabulary.learn(content);
                    }
                    _ => {}
                }
            }
        }
        vocabulary
    }

    fn learn(&mut self, content: &[Inline]) {
        for inline in content {
            if let Inline::ShortForm { short, long } = inline {
                self.long.insert(short.clone(), long.clone());
            }
            self.learn(inline.inner());
        }
    }

    /// The number of a word.
    fn key(&mut self, word: &str) -> u32 {
        if let Some(known) = self.numbers.get(word) {
            return *known;
        }
        let number = u32::try_from(self.spread.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.to_owned(), number);
        self.spread.push(0);
        number
    }

    /// Counts the words of a unit, so that it is known which words tell units apart.
    pub fn count(&mut self, words: &Words) {
        for key in distinct(&words.keys) {
            if let Some(spread) = self.spread.get_mut(key as usize) {
                *spread += 1;
            }
        }
        self.units += 1;
    }

    /// In how many units a word stands.
    pub fn spread(&self, key: u32) -> usize {
        self.spread.get(key as usize).copied().unwrap_or(0)
    }

    /// How much a word tells of the text that it is in: rare words tell most.
    pub fn weight(&self, key: u32) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "nobody writes so many units")]
        let (all, some) = (self.units as f64, self.spread(key).max(1) as f64);
        (1.0 + all / some).ln()
    }

    /// The words of inlines, added to those that are there.
    pub fn inlines(&mut self, content: &[Inline], document: &Document, words: &mut Words) {
        for inline in content {
            match inline {
                Inline::Text(text) | Inline::Code(text) => {
                    words.piece();
                    self.text(text, words);
                }
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::RunIn(inner) => {
                    self.inlines(inner, document, words);
                }
                Inline::ShortForm { short, long } => self.whole(words, |own, words| own.name(long, short, words)),
                Inline::Link { url, content } => {
                    self.inlines(content, document, words);
                    self.meant(&format!("<{url}>"), format!(" <{url}>"), words);
                }
                // The other document has another name in every edition.
                Inline::Reference { target, content } | Inline::Elsewhere { target, content, .. } => {
                    words.piece();
                    let key = self.key(&format!("<#{target}>"));
                    words.push(key, &plain_text(content), Some(0..0));
                }
                Inline::Sign(sign) => {
                    words.piece();
                    if !sign.words.is_empty() {
                        let key = self.key(&format!("<sign {}>", sign.words));
                        // Signs may touch, and their words may not.
                        words.space = true;
                        words.push(key, &sign.words, Some(0..0));
                        words.space = true;
                    }
                }
                // The number of a note changes with those before it; the note itself is told in its list.
                Inline::Mark { target, number } => {
                    words.piece();
                    let key = self.key(&format!("<#{target}>"));
                    words.push(key, &format!("[{number}]"), Some(0..0));
                }
                Inline::FootnoteMark(index) => {
                    let note = document.footnotes.get(*index);
                    self.whole(words, |own, words| {
                        if let Some(note) = note {
                            own.text(" [", words);
                            own.inlines(&note.content, document, words);
                            own.text("]", words);
                        }
                    });
                }
                Inline::LineBreak => {
                    words.piece();
                    words.space = true;
                }
                Inline::Revised { content, .. } => self.inlines(content, document, words),
            }
        }
    }

    /// The words of blocks, one after another, but for what makes units of its own.
    pub fn blocks(&mut self, blocks: &[Block], document: &Document, words: &mut Words) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) | BlockKind::Note(content) => {
                    words.space = true;
                    self.inlines(content, document, words);
                }
                BlockKind::Preformatted(text) => {
                    words.piece();
                    words.space = true;
                    self.text(text, words);
                }
                BlockKind::List { items, .. } => {
                    for item in items {
                        self.mark("•", words);
                        self.blocks(&item.blocks, document, words);
                    }
                }
                BlockKind::Details(details) => {
                    for detail in details {
                        words.space = true;
                        self.inlines(&detail.term, document, words);
                        for line in &detail.lines {
                            words.space = true;
                            self.inlines(line, document, words);
                        }
                    }
                }
                BlockKind::Signature { name, offices } => {
                    words.piece();
                    words.space = true;
                    self.text(name.as_deref().unwrap_or_default(), words);
                    for office in offices {
                        words.space = true;
                        self.inlines(office, document, words);
                    }
                }
                BlockKind::Callout { title, blocks } => {
                    words.space = true;
                    self.inlines(title, document, words);
                    self.blocks(blocks, document, words);
                }
                BlockKind::Numbered { blocks, .. } | BlockKind::Change { blocks, .. } => {
                    self.blocks(blocks, document, words);
                }
                BlockKind::Columns(groups) => groups.iter().for_each(|group| self.blocks(group, document, words)),
                BlockKind::Table(_) | BlockKind::Figure(_) | BlockKind::Rule | BlockKind::Contents => {}
            }
        }
    }

    /// The words of a text; marks at their ends are words of their own.
    pub fn text(&mut self, text: &str, words: &mut Words) {
        let mut rest = text;
        while !rest.is_empty() {
            let trimmed = rest.trim_start();
            words.space |= trimmed.len() < rest.len();
            rest = trimmed;
            let at = text.len() - rest.len();
            if let Some(after) = self.spelled_out(rest, at, words) {
                rest = after;
                continue;
            }
            let end = word_end(rest);
            let (word, after) = rest.split_at(end);
            let plain: String = word.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{2060}' | '\u{200b}')).collect();
            if !plain.is_empty() {
                words.push(self.key(&plain), &plain, Some(at..at + end));
            }
            rest = after;
        }
    }

    /// What follows "(KP)", if that stands here and the words before it are what it stands for.
    fn spelled_out<'t>(&mut self, rest: &'t str, at: usize, words: &mut Words) -> Option<&'t str> {
        let (short, after) = rest.strip_prefix('(')?.split_once(')')?;
        let long = self.long.get(short)?.clone();
        let mut name = Words::default();
        self.text(&long, &mut name);
        if !words.keys.ends_with(&name.keys) {
            return None;
        }
        if let Some(last) = words.shown.last_mut() {
            last.push_str(&format!(" ({short})"));
            words.space = false;
        }
        let piece = words.pieces.saturating_sub(1);
        if let Some(Some(spot)) = words.spots.last_mut().filter(|_| words.whole.is_none())
            && spot.piece == piece
        {
            spot.bytes.end = at + rest.len() - after.len();
        }
        Some(after)
    }

    /// A name that is shown by its short form.
    fn name(&mut self, long: &str, short: &str, words: &mut Words) {
        let from = words.shown.len();
        self.text(long, words);
        let mut shown = words.shown.iter_mut().skip(from);
        if let Some(first) = shown.next() {
            let space = if first.starts_with(' ') { " " } else { "" };
            *first = format!("{space}{short}");
        }
        shown.for_each(String::clear);
    }

    /// Something that is meant, and shown by what stands before it.
    pub fn meant(&mut self, what: &str, shown: String, words: &mut Words) {
        words.unseen.insert(words.keys.len(), shown);
        words.keys.push(self.key(what));
        words.shown.push(String::new());
        words.spots.push(None);
    }

    /// A mark that stands between pieces of text.
    pub fn mark(&mut self, mark: &str, words: &mut Words) {
        words.space = true;
        words.push(self.key(mark), mark, None);
    }

    /// Reads one piece that cannot be taken apart.
    fn whole(&mut self, words: &mut Words, read: impl FnOnce(&mut Vocabulary, &mut Words)) {
        let outermost = words.whole.is_none();
        words.piece();
        if outermost {
            words.whole = Some(words.pieces.saturating_sub(1));
        }
        read(self, words);
        if outermost {
            words.whole = None;
        }
    }
}

/// Where the first word of a text ends: letters and digits with what joins them, or one mark.
fn word_end(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let Some((_, first)) = chars.next() else { return 0 };
    if !is_letter(first) {
        return first.len_utf8();
    }
    while let Some((at, c)) = chars.next() {
        let joins = matches!(c, '\'' | '\u{2019}' | '-' | '\u{2011}' | '.' | ',' | '/' | '@' | ':' | '\u{2013}');
        let followed = chars.peek().is_some_and(|(_, next)| is_letter(*next));
        if !(is_letter(c) || joins && followed) {
            return at;
        }
    }
    text.len()
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{ad}' | '\u{2060}' | '\u{200b}')
}
