//! What two thresholds find in made editions, counted.

use std::collections::{BTreeMap, HashMap};

use super::made::{Case, Fate, Piece};
use crate::date::Date;
use crate::document::{Block, BlockKind, Document, Edition, Inline, Item, Meta, Motif, Part, Role};
use crate::palette::{Colour, Palette};
use crate::redline::pairs::{Pairs, Thresholds};
use crate::redline::units::{Unit, Units};
use crate::redline::words::Vocabulary;
use crate::source::{Files, Root, Span};

/// A number of them, and how many of these are right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    pub right: usize,
    pub of: usize,
}

impl Share {
    fn count(&mut self, right: bool) {
        self.of += 1;
        self.right += usize::from(right);
    }

    /// In a hundred, rounded down.
    pub fn percent(self) -> usize {
        self.right * 100 / self.of.max(1)
    }
}

/// What was found in some cases.
#[derive(Debug)]
pub struct Counts {
    /// What was found again, of each fate.
    pub found: BTreeMap<Fate, Share>,
    /// Pairs told as in their place, of pieces that have nothing to do with each other.
    pub false_pairs: usize,
    /// What is told as moved, split off or merged, and how much of it is true.
    pub told: usize,
    pub false_moves: usize,
    pub false_parts: usize,
    /// What is not true, to be looked at.
    pub lies: Vec<String>,
}

impl Counts {
    /// Nothing yet.
    pub const NONE: Counts =
        Counts { found: BTreeMap::new(), false_pairs: 0, told: 0, false_moves: 0, false_parts: 0, lies: Vec::new() };

    /// Adds what was found in other cases.
    pub fn add(&mut self, other: &Counts) {
        for (fate, share) in &other.found {
            let sum = self.found.entry(*fate).or_default();
            (sum.right, sum.of) = (sum.right + share.right, sum.of + share.of);
        }
        self.false_pairs += other.false_pairs;
        self.told += other.told;
        self.false_moves += other.false_moves;
        self.false_parts += other.false_parts;
        self.lies.extend_from_slice(&other.lies);
    }

    /// What was found again, of several fates.
    pub fn found(&self, fates: &[Fate]) -> Share {
        let mut sum = Share::default();
        for share in fates.iter().filter_map(|fate| self.found.get(fate)) {
            sum.right += share.right;
            sum.of += share.of;
        }
        sum
    }
}

/// A case as two documents.
pub struct Compared {
    case: Case,
    old: Document,
    new: Document,
}

impl Compared {
    pub fn of(case: Case) -> Compared {
        let (old, new) = (document(&case.old), document(&case.new));
        Compared { case, old, new }
    }

    /// Adds to the counts what each of some thresholds finds in this case.
    pub fn count<'c>(&self, counts: impl IntoIterator<Item = (Thresholds, &'c mut Counts)>) {
        let mut vocabulary = Vocabulary::of([&self.old, &self.new]);
        let (old, new) = (Units::of(&self.old, &mut vocabulary), Units::of(&self.new, &mut vocabulary));
        let truth = Truth::of(self, &old, &new);
        for (least, counts) in counts {
            let pairs = Pairs::by(least, &old, &new, &vocabulary);
            truth.lies(&pairs, counts);
            for (number, fate) in self.case.fates.iter().enumerate() {
                counts.found.entry(*fate).or_default().count(truth.is_found(&pairs, number, *fate));
            }
        }
    }
}

struct Truth<'c> {
    old: &'c Units<'c>,
    new: &'c Units<'c>,
    /// Which unit each piece is.
    olds: HashMap<usize, usize>,
    /// The units of the new edition that come from a unit of the old one.
    heirs: HashMap<usize, Vec<usize>>,
}

impl<'c> Truth<'c> {
    fn of(compared: &Compared, old: &'c Units<'c>, new: &'c Units<'c>) -> Truth<'c> {
        let numbered = |units: &'c Units<'c>| {
            let number = |unit: &Unit<'_>| unit.id.strip_prefix("piece-").and_then(|number| number.parse().ok());
            units.units.iter().enumerate().filter_map(move |(at, unit)| Some((number(unit)?, at)))
        };
        let olds: HashMap<usize, usize> = numbered(old).collect();
        let news: HashMap<usize, usize> = numbered(new).collect();
        let mut heirs: HashMap<usize, Vec<usize>> = HashMap::new();
        for (number, piece) in compared.case.new.iter().flatten().enumerate() {
            for from in &piece.from {
                // What has lost all its words is no unit.
                heirs.entry(olds[from]).or_default().extend(news.get(&number));
            }
        }
        Truth { old, new, olds, heirs }
    }

    fn comes_from(&self, new: usize, old: usize) -> bool {
        self.heirs.get(&old).is_some_and(|heirs| heirs.contains(&new))
    }

    /// Whether two things that stood in one part have changed their order.
    fn crossed(&self, (old, new): (usize, usize), (other_old, other_new): (usize, usize)) -> bool {
        let together = self.old.units[old].part == self.old.units[other_old].part
            && self.new.units[new].part == self.new.units[other_new].part;
        together && (old < other_old) != (new < other_new)
    }

    /// What is truly in both editions and has changed its order with something.
    fn crossing(&self, old: usize, new: usize) -> Vec<usize> {
        let all = self.heirs.iter().filter_map(|(old, heirs)| Some((*old, *heirs.first()?)));
        all.filter(|other| other.0 != old && self.crossed((old, new), *other)).map(|(old, _)| old).collect()
    }

    fn lies(&self, pairs: &Pairs, counts: &mut Counts) {
        let mut lie = |what: &str, old: usize, new: usize| {
            let (old, new) = (&self.old.units[old], &self.new.units[new]);
            counts.lies.push(format!("{what}\n  - {}\n  + {}", old.words.text(), new.words.text()));
        };
        for (old, pair) in &pairs.by_old {
            let (true_pair, new) = (self.comes_from(pair.new, *old), pair.new);
            let known = self.old.units[*old].key.is_some();
            if pair.moved {
                counts.told += 1;
                let elsewhere = self.old.units[*old].part != self.new.units[new].part;
                if !true_pair || !elsewhere && self.crossing(*old, new).is_empty() {
                    counts.false_moves += 1;
                    lie("false move", *old, new);
                }
            } else if !true_pair && !known {
                counts.false_pairs += 1;
                lie("false pair", *old, new);
            }
        }
        let split = pairs.split.iter().map(|(new, old)| (*old, *new));
        for (old, new) in split.chain(pairs.merged.iter().map(|(old, new)| (*old, *new))) {
            counts.told += 1;
            if !self.comes_from(new, old) {
                counts.false_parts += 1;
                lie("false part", old, new);
            }
        }
    }

    /// Whether what became of a piece is told: a move as a move, a part as a part.
    fn is_found(&self, pairs: &Pairs, number: usize, fate: Fate) -> bool {
        let old = self.olds[&number];
        let heirs = self.heirs.get(&old).map(Vec::as_slice).unwrap_or_default();
        let pair = pairs.of_old(old).filter(|pair| heirs.contains(&pair.new));
        let is_told = |new: &usize| {
            pair.is_some_and(|pair| pair.new == *new)
                || pairs.split_from(*new) == Some(old)
                || pairs.merged_into(old) == Some(*new)
        };
        match (fate, pair) {
            (Fate::Removed, _) => pairs.of_old(old).is_none(),
            (Fate::Sent, Some(pair)) => pair.moved,
            // Where two change places, either may be told as moved.
            (Fate::Shifted | Fate::Swapped, Some(pair)) => {
                let crossing = self.crossing(old, pair.new);
                let moved = |old: &usize| pairs.of_old(*old).is_none_or(|pair| pair.moved);
                pair.moved || crossing.is_empty() || crossing.iter().any(moved)
            }
            _ => !heirs.is_empty() && heirs.iter().all(is_told),
        }
    }
}

/// The pieces as a document; each has its number in reading order as its id.
fn document(parts: &[Vec<Piece>]) -> Document {
    let origin = Span::whole(Files::new().add(Root::Content, "chapter.md", "chapter.md", b"words".to_vec()));
    let text = |words: &str| vec![Inline::Text(words.to_owned())];
    let block = |id: String, kind| Block { id, named: false, origin, kind };
    let mut number = 0;
    let mut part = |(at, pieces): (usize, &Vec<Piece>)| {
        let mut blocks: Vec<Block> = Vec::new();
        for piece in pieces {
            let (id, said) = (format!("piece-{number}"), BlockKind::Paragraph(text(&piece.words.join(" "))));
            number += 1;
            if !piece.item {
                blocks.push(block(id, said));
                continue;
            }
            let item = Item { blocks: vec![block(format!("{id}-text"), said)], id, origin };
            let list = BlockKind::List { start: None, columns: 1, items: vec![item] };
            blocks.push(block(format!("list-{number}"), list));
        }
        Part {
            id: format!("part-{at}"),
            role: Role::Chapter,
            number: Some(at.to_string()),
            title: text("Part"),
            short_title: None,
            numbered: false,
            blocks,
            origin,
        }
    };
    Document {
        parts: parts.iter().enumerate().map(&mut part).collect(),
        footnotes: Vec::new(),
        since: None,
        superseded: None,
        sought: std::collections::BTreeSet::new(),
        meta: Meta {
            title: String::new(),
            short_title: String::new(),
            files_named: "Kent Community Safety Agreement".to_owned(),
            description: String::new(),
            language: "en-GB".to_owned(),
            area: String::new(),
            partnership: String::new(),
            partners: Vec::new(),
            edition: Edition {
                version: "1.0".to_owned(),
                month: "April 2021".to_owned(),
                effective: "1 April 2021".to_owned(),
                date: Date { year: 2021, month: 4, day: 1 },
            },
            palette: Palette::from_theme(Colour(0x4b, 0x2a, 0x7b)).expect("a colour that can be read"),
            motif: Motif::default(),
            opening: crate::document::Opening::Cover,
        },
    }
}
