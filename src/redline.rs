//! What has changed between two editions: their structure first, then the words.
//!
//! Two documents go in; parts, paragraphs, items and rows are paired, and the words of each pair
//! are compared. New numbers, other line breaks and names that are spelled out elsewhere are no
//! changes. A move is told only where it is certain: one that is missed is noise, a false one
//! is a lie.

mod bags;
mod marked;
mod order;
mod pairs;
pub mod told;
mod units;
mod wording;
mod words;

use std::collections::BTreeMap;

use crate::document::{Document, Edition, Role};
use crate::source::Span;

pub use marked::Show;
pub use units::Sort;
pub use wording::{Run, Said};

use pairs::{Pair, Pairs};
use units::{PartUnits, Units};
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
    with_report(old, new, |report| report.comparison(&report.parts()))
}

/// Compares two documents, and gives the newer one with its changes shown in their places.
pub fn redline(old: &Document, new: &Document, show: Show) -> (Comparison, Document) {
    with_report(old, new, |report| {
        let parts = report.parts();
        let comparison = report.comparison(&parts);
        let document = marked::document(report, &parts, &comparison, show);
        (comparison, document)
    })
}

fn with_report<T>(old: &Document, new: &Document, with: impl FnOnce(&Report<'_, '_>) -> T) -> T {
    let mut vocabulary = Vocabulary::of([old, new]);
    let old_units = Units::of(old, &mut vocabulary);
    let new_units = Units::of(new, &mut vocabulary);
    let pairs = Pairs::of(&old_units, &new_units, &vocabulary);
    with(&Report { documents: [old, new], old: &old_units, new: &new_units, pairs: &pairs })
}

/// Puts what was paired into the words of a report.
struct Report<'a, 'd> {
    documents: [&'d Document; 2],
    old: &'a Units<'d>,
    new: &'a Units<'d>,
    pairs: &'a Pairs,
}

/// A part with its changes, and which units they are of.
struct TracedPart {
    /// All but its changes.
    part: PartChanges,
    /// Which part of the newer edition it is, if it is one.
    new: Option<usize>,
    /// The changes, in order.
    traced: Vec<Traced>,
}

/// A change with its units.
struct Traced {
    change: Change,
    /// The unit of the older edition whose words it has.
    old: Option<usize>,
    /// The unit of the newer edition that it is of, if it is in that.
    new: Option<usize>,
    /// What is gone stood before this unit of the newer edition; at the end of the part if before none.
    before: Option<usize>,
}

impl Report<'_, '_> {
    fn comparison(&self, parts: &[TracedPart]) -> Comparison {
        let parts = parts.iter().map(|traced| PartChanges {
            changes: traced.traced.iter().map(|traced| traced.change.clone()).collect(),
            ..traced.part.clone()
        });
        let [old, new] = self.documents;
        Comparison { old: old.meta.edition.clone(), new: new.meta.edition.clone(), parts: parts.collect() }
    }

    fn parts(&self) -> Vec<TracedPart> {
        let mut parts: Vec<TracedPart> = Vec::new();
        for (index, part) in self.new.parts.iter().enumerate() {
            let was = self.pairs.part_of_new(index);
            let changes = PartChanges::of(part, was.is_none().then_some(Fate::Added));
            parts.push(self.filled(changes, was, Some(index)));
        }
        for (index, part) in self.old.parts.iter().enumerate() {
            if self.pairs.part_of_old(index).is_some() {
                continue;
            }
            let changes = self.filled(PartChanges::of(part, Some(Fate::Removed)), Some(index), None);
            // It is told where it stood: after the part that came before it.
            let before = (0..index).rev().find_map(|at| self.pairs.part_of_old(at));
            let at = before.and_then(|before| parts.iter().position(|part| part.new == Some(before)));
            parts.insert(at.map_or(0, |at| at + 1), changes);
        }
        parts
    }

    /// The changes of one part; what left it stands before what came after it.
    fn filled(&self, part: PartChanges, old: Option<usize>, new: Option<usize>) -> TracedPart {
        let mut part = TracedPart { part, new, traced: Vec::new() };
        let old_range = old.map_or(0..0, |old| self.old.parts[old].units.clone());
        let new_range = new.map_or(0..0, |new| self.new.parts[new].units.clone());
        let mut left = old_range.start;
        for index in new_range {
            let pair = self.pairs.of_new(index);
            // What is gone comes before the first unit that stood after it.
            if let Some(pair) = pair.filter(|pair| old_range.contains(&pair.old) && !pair.moved) {
                part.traced.extend((left..pair.old).filter_map(|gone| self.removed(gone, Some(index))));
                left = left.max(pair.old + 1);
            }
            match pair {
                Some(pair) => self.paired(&mut part, pair, index),
                None => part.traced.push(self.added(index)),
            }
        }
        part.traced.extend((left..old_range.end).filter_map(|gone| self.removed(gone, None)));
        part
    }

    fn added(&self, index: usize) -> Traced {
        let unit = &self.new.units[index];
        let words = wording::one_sided(&unit.words, Said::Added);
        let split = self.pairs.split_from(index).map(|old| &self.old.units[old]);
        let kind = if split.is_some() { Kind::Split } else { Kind::Added };
        let old = split.map(|unit| self.old.place(unit));
        let change = Change { kind, sort: unit.sort, old, new: Some(self.new.place(unit)), words };
        Traced { change, old: None, new: Some(index), before: None }
    }

    fn removed(&self, index: usize, before: Option<usize>) -> Option<Traced> {
        if self.pairs.of_old(index).is_some() {
            return None;
        }
        let unit = &self.old.units[index];
        let merged = self.pairs.merged_into(index).map(|new| &self.new.units[new]);
        let change = Change {
            kind: if merged.is_some() { Kind::Merged } else { Kind::Removed },
            sort: unit.sort,
            old: Some(self.old.place(unit)),
            new: merged.map(|unit| self.new.place(unit)),
            words: wording::one_sided(&unit.words, Said::Removed),
        };
        Some(Traced { change, old: Some(index), new: None, before })
    }

    fn paired(&self, part: &mut TracedPart, pair: Pair, index: usize) {
        let (old, new) = (&self.old.units[pair.old], &self.new.units[index]);
        let same = old.words.keys == new.words.keys;
        let kind = match (same, pair.moved) {
            (true, false) => {
                if old.label == new.label {
                    part.part.same += 1;
                } else {
                    part.part.renumbered += 1;
                }
                return;
            }
            (true, true) => Kind::Moved,
            (false, true) => Kind::MovedAndChanged,
            (false, false) if wording::same_facts(&old.words, &new.words) => Kind::Reworded,
            (false, false) => Kind::Changed,
        };
        let change = Change {
            kind,
            sort: new.sort,
            old: Some(self.old.place(old)),
            new: Some(self.new.place(new)),
            words: wording::both(&old.words, &new.words),
        };
        part.traced.push(Traced { change, old: Some(pair.old), new: Some(index), before: None });
    }
}
