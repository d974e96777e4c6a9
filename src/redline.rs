//! What has changed between two editions: their structure first, then the words.
//!
//! Two documents go in; parts, paragraphs, items and rows are paired, and the words of each pair
//! are compared. New numbers, other line breaks and names that are spelled out elsewhere are no
//! changes. A move is told only where it is certain: one that is missed is noise, a false one
//! is a lie.

mod bags;
mod order;
mod pairs;
mod units;
mod wording;
mod words;

use std::collections::BTreeMap;

use crate::document::{Document, Edition, Role};
use crate::source::Span;

pub use units::Sort;
pub use wording::{Run, Said};

use pairs::{Pair, Pairs};
use units::{PartUnits, Unit, Units};
use words::Vocabulary;

/// What has changed from one edition to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The older edition.
    pub old: Edition,
    /// The newer edition.
    pub new: Edition,
    /// The parts in the order of the newer edition; those that it lacks stand where they stood.
    pub parts: Vec<PartChanges>,
}

/// What has changed in one part.
#[derive(Debug, Clone, PartialEq)]
pub struct PartChanges {
    /// Its id, the same in every edition.
    pub id: String,
    /// What it is.
    pub role: Role,
    /// Its name for narrow places: "Ch. 3".
    pub name: String,
    /// Its title.
    pub title: String,
    /// Whether it is new, or gone.
    pub fate: Option<Fate>,
    /// The changes in the order of the newer edition.
    pub changes: Vec<Change>,
    /// How many units are the same in both, those with new numbers not counted.
    pub same: usize,
    /// How many are the same but for their number.
    pub renumbered: usize,
}

impl PartChanges {
    fn of(part: &PartUnits<'_>, fate: Option<Fate>) -> PartChanges {
        PartChanges {
            id: part.id.to_owned(),
            role: part.role,
            name: part.name.clone(),
            title: part.title.clone(),
            fate,
            changes: Vec::new(),
            same: 0,
            renumbered: 0,
        }
    }
}

/// Whether something stands in one edition only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Only in the newer one.
    Added,
    /// Only in the older one.
    Removed,
}

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What happened.
    pub kind: Kind,
    /// To what.
    pub sort: Sort,
    /// Where it stood, if it did.
    pub old: Option<Place>,
    /// Where it stands, if it does.
    pub new: Option<Place>,
    /// The words of both, in reading order; what both have is shown once.
    pub words: Vec<Run>,
}

/// What happened to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Its words changed, and with them a name, a number or a date.
    Changed,
    /// Its words changed, but no name, number or date.
    Reworded,
    /// It stands elsewhere, and its words are the same.
    Moved,
    /// It stands elsewhere, in other words.
    MovedAndChanged,
    /// It was a part of something that is now several.
    Split,
    /// It is now a part of something that was several.
    Merged,
}

/// Where something stands in an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The name of the part for narrow places: "Ch. 3".
    pub part: String,
    /// The number of a paragraph, or the name of a row; empty where it has neither.
    pub label: String,
    /// The heading that it stands below inside its part; empty where there is none.
    pub heading: String,
    /// The id of the block, for a link to it.
    pub id: String,
    /// Where its author wrote it.
    pub origin: Span,
}

impl Change {
    /// Its place in the newer edition, or else in the older one.
    pub fn place(&self) -> Option<&Place> {
        self.new.as_ref().or(self.old.as_ref())
    }
}

impl Comparison {
    /// Every change, part by part.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.parts.iter().flat_map(|part| &part.changes)
    }

    /// How often each kind of change occurs.
    pub fn counts(&self) -> BTreeMap<Kind, usize> {
        let mut counts = BTreeMap::new();
        for change in self.changes() {
            *counts.entry(change.kind).or_insert(0) += 1;
        }
        counts
    }

    /// Whether nothing has changed.
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| part.fate.is_none() && part.changes.is_empty())
    }
}

/// Compares two documents; each may be of any edition.
pub fn compare(old: &Document, new: &Document) -> Comparison {
    let mut vocabulary = Vocabulary::of([old, new]);
    let old_units = Units::of(old, &mut vocabulary);
    let new_units = Units::of(new, &mut vocabulary);
    let pairs = Pairs::of(&old_units, &new_units, &vocabulary);
    Report { old: &old_units, new: &new_units, pairs: &pairs }.comparison(old, new)
}

/// Puts what was paired into the words of a report.
struct Report<'a, 'd> {
    old: &'a Units<'d>,
    new: &'a Units<'d>,
    pairs: &'a Pairs,
}

impl Report<'_, '_> {
    fn comparison(&self, old: &Document, new: &Document) -> Comparison {
        let mut parts: Vec<PartChanges> = Vec::new();
        for (index, part) in self.new.parts.iter().enumerate() {
            let was = self.pairs.part_of_new(index);
            let mut changes = PartChanges::of(part, was.is_none().then_some(Fate::Added));
            self.fill(&mut changes, was, Some(index));
            parts.push(changes);
        }
        for (index, part) in self.old.parts.iter().enumerate() {
            if self.pairs.part_of_old(index).is_some() {
                continue;
            }
            let mut changes = PartChanges::of(part, Some(Fate::Removed));
            self.fill(&mut changes, Some(index), None);
            // It is told where it stood: after the part that came before it.
            let before = (0..index).rev().find_map(|at| self.pairs.part_of_old(at));
            let at = before.and_then(|before| parts.iter().position(|part| part.id == self.new.parts[before].id));
            parts.insert(at.map_or(0, |at| at + 1), changes);
        }
        Comparison { old: old.meta.edition.clone(), new: new.meta.edition.clone(), parts }
    }

    /// The changes of one part; what left it stands before what came after it.
    fn fill(&self, part: &mut PartChanges, old: Option<usize>, new: Option<usize>) {
        let old_range = old.map_or(0..0, |old| self.old.parts[old].units.clone());
        let new_range = new.map_or(0..0, |new| self.new.parts[new].units.clone());
        let mut left = old_range.start;
        for index in new_range {
            let pair = self.pairs.of_new(index);
            // What is gone comes before the first unit that stood after it.
            if let Some(pair) = pair.filter(|pair| old_range.contains(&pair.old) && !pair.moved) {
                for gone in left..pair.old {
                    self.removed(part, gone);
                }
                left = left.max(pair.old + 1);
            }
            let unit = &self.new.units[index];
            match pair {
                Some(pair) => self.paired(part, pair, unit),
                None => {
                    let words = wording::one_sided(&unit.words, Said::Added);
                    let split = self.pairs.split_from(index).map(|old| &self.old.units[old]);
                    let kind = if split.is_some() { Kind::Split } else { Kind::Added };
                    let old = split.map(|unit| self.old.place(unit));
                    part.changes.push(Change { kind, sort: unit.sort, old, new: Some(self.new.place(unit)), words });
                }
            }
        }
        for gone in left..old_range.end {
            self.removed(part, gone);
        }
    }

    fn removed(&self, part: &mut PartChanges, index: usize) {
        if self.pairs.of_old(index).is_some() {
            return;
        }
        let unit = &self.old.units[index];
        let merged = self.pairs.merged_into(index).map(|new| &self.new.units[new]);
        part.changes.push(Change {
            kind: if merged.is_some() { Kind::Merged } else { Kind::Removed },
            sort: unit.sort,
            old: Some(self.old.place(unit)),
            new: merged.map(|unit| self.new.place(unit)),
            words: wording::one_sided(&unit.words, Said::Removed),
        });
    }

    fn paired(&self, part: &mut PartChanges, pair: Pair, new: &Unit<'_>) {
        let old = &self.old.units[pair.old];
        let same = old.words.keys == new.words.keys;
        let kind = match (same, pair.moved) {
            (true, false) => {
                if old.label == new.label {
                    part.same += 1;
                } else {
                    part.renumbered += 1;
                }
                return;
            }
            (true, true) => Kind::Moved,
            (false, true) => Kind::MovedAndChanged,
            (false, false) if wording::same_facts(&old.words, &new.words) => Kind::Reworded,
            (false, false) => Kind::Changed,
        };
        part.changes.push(Change {
            kind,
            sort: new.sort,
            old: Some(self.old.place(old)),
            new: Some(self.new.place(new)),
            words: wording::both(&old.words, &new.words),
        });
    }
}
