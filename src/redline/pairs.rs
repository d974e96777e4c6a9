//! Which unit of the older edition is which of the newer one.
//!
//! Ids decide first, then equal words, then likeness: in place where the order of both allows
//! it, elsewhere only where the likeness is great.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::bags::{common, distinct, without};
use super::order::{heaviest, in_order};
use super::units::{PartUnits, Sort, Unit, Units};
use super::words::Vocabulary;

/// The least likeness of two units that stand in the same place. Both were measured: see the tests.
const IN_PLACE: f64 = 0.35;
/// The least likeness of two units that stand in different places, and the least part of a unit
/// that is found in another it was split from.
const ELSEWHERE: f64 = 0.6;

/// The fewest words of something that can be told to have moved.
const FEWEST_WORDS: usize = 6;
/// The most units that a word may stand in to be of use in looking for likeness.
const COMMON: usize = 48;
/// The most units that one unit is compared with.
const MOST_TRIED: usize = 32;

/// The two thresholds together, so that others can be measured beside those that hold.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Thresholds {
    in_place: f64,
    elsewhere: f64,
}

/// Two units that are the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub old: usize,
    pub new: usize,
    /// Whether it stands in another part, or in another order.
    pub moved: bool,
}

/// What was paired.
#[derive(Debug)]
pub(super) struct Pairs {
    by_old: BTreeMap<usize, Pair>,
    by_new: BTreeMap<usize, Pair>,
    old_parts: BTreeMap<usize, usize>,
    new_parts: BTreeMap<usize, usize>,
    split: BTreeMap<usize, usize>,
    merged: BTreeMap<usize, usize>,
}

impl Pairs {
    /// Pairs the units of two documents.
    pub fn of(old: &Units<'_>, new: &Units<'_>, vocabulary: &Vocabulary) -> Pairs {
        Pairs::by(Thresholds { in_place: IN_PLACE, elsewhere: ELSEWHERE }, old, new, vocabulary)
    }

    fn by(least: Thresholds, old: &Units<'_>, new: &Units<'_>, vocabulary: &Vocabulary) -> Pairs {
        let mut matching = Matching { least, old, new, vocabulary, old_of: HashMap::new(), new_of: HashMap::new() };
        let parts = parts(old, new);
        matching.by_key();
        for (old_part, new_part) in &parts {
            matching.by_words(*old_part, *new_part);
        }
        for (old_part, new_part) in &parts {
            matching.in_place(*old_part, *new_part);
        }
        matching.elsewhere();
        let (split, merged) = (matching.split(), matching.merged());
        let moved = matching.moved(&parts);
        let mut pairs = Pairs {
            by_old: BTreeMap::new(),
            by_new: BTreeMap::new(),
            new_parts: parts.iter().map(|(old, new)| (*new, *old)).collect(),
            old_parts: parts.into_iter().collect(),
            split,
            merged,
        };
        for (old, new) in &matching.new_of {
            let pair = Pair { old: *old, new: *new, moved: moved.contains(old) };
            pairs.by_old.insert(*old, pair);
            pairs.by_new.insert(*new, pair);
        }
        pairs
    }

    /// The pair of a unit of the older edition.
    pub fn of_old(&self, old: usize) -> Option<Pair> {
        self.by_old.get(&old).copied()
    }

    /// The pair of a unit of the newer edition.
    pub fn of_new(&self, new: usize) -> Option<Pair> {
        self.by_new.get(&new).copied()
    }

    /// The part of the newer edition that a part of the older one has become.
    pub fn part_of_old(&self, old: usize) -> Option<usize> {
        self.old_parts.get(&old).copied()
    }

    /// The part of the older edition that a part of the newer one was.
    pub fn part_of_new(&self, new: usize) -> Option<usize> {
        self.new_parts.get(&new).copied()
    }

    /// The unit of the older edition that a new unit was a part of.
    pub fn split_from(&self, new: usize) -> Option<usize> {
        self.split.get(&new).copied()
    }

    /// The unit of the newer edition that an old unit has become a part of.
    pub fn merged_into(&self, old: usize) -> Option<usize> {
        self.merged.get(&old).copied()
    }
}

/// The parts that are the same: by their ids, the others by their titles.
fn parts(old: &Units<'_>, new: &Units<'_>) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for same in [
        |a: &PartUnits<'_>, b: &PartUnits<'_>| a.id == b.id,
        |a: &PartUnits<'_>, b: &PartUnits<'_>| a.role == b.role && a.title == b.title,
    ] {
        for (at, part) in new.parts.iter().enumerate() {
            if found.iter().any(|(_, known)| *known == at) {
                continue;
            }
            let was = old
                .parts
                .iter()
                .enumerate()
                .find(|(was, before)| found.iter().all(|(known, _)| known != was) && same(before, part));
            found.extend(was.map(|(was, _)| (was, at)));
        }
    }
    found
}

struct Matching<'m, 'd> {
    least: Thresholds,
    old: &'m Units<'d>,
    new: &'m Units<'d>,
    vocabulary: &'m Vocabulary,
    /// The new unit's old one, and the other way round.
    old_of: HashMap<usize, usize>,
    new_of: HashMap<usize, usize>,
}

impl Matching<'_, '_> {
    fn pair(&mut self, old: usize, new: usize) {
        self.new_of.insert(old, new);
        self.old_of.insert(new, old);
    }

    fn is_free(&self, old: usize, new: usize) -> bool {
        !self.new_of.contains_key(&old) && !self.old_of.contains_key(&new)
    }

    /// What is paired within a part, in the order of the older edition.
    fn within(&self, old_part: usize, new_part: usize) -> Vec<(usize, usize)> {
        let (old, new) = (self.old.parts[old_part].units.clone(), &self.new.parts[new_part].units);
        old.filter_map(|at| Some((at, *self.new_of.get(&at)?)).filter(|(_, to)| new.contains(to))).collect()
    }

    /// Pairs what the author or the data names; a name that stands twice names nothing.
    fn by_key(&mut self) {
        let known = |units: &[Unit<'_>]| {
            let mut all: HashMap<String, Option<usize>> = HashMap::new();
            for (index, unit) in units.iter().enumerate() {
                if let Some(key) = &unit.key {
                    all.entry(key.clone()).and_modify(|one| *one = None).or_insert(Some(index));
                }
            }
            all
        };
        let (old, new) = (known(&self.old.units), known(&self.new.units));
        for (key, at) in old {
            if let (Some(at), Some(Some(to))) = (at, new.get(&key))
                && self.old.units[at].sort == self.new.units[*to].sort
            {
                self.pair(at, *to);
            }
        }
    }

    /// Pairs equal words within a part, in order.
    fn by_words(&mut self, old_part: usize, new_part: usize) {
        let mut waiting: HashMap<(Sort, &[u32]), Vec<usize>> = HashMap::new();
        let (old, new) = (self.old, self.new);
        for at in old.parts[old_part].units.clone().rev() {
            if !self.new_of.contains_key(&at) {
                let unit = &old.units[at];
                waiting.entry((unit.sort, &unit.words.keys)).or_default().push(at);
            }
        }
        for at in new.parts[new_part].units.clone() {
            if self.old_of.contains_key(&at) {
                continue;
            }
            let unit = &new.units[at];
            if let Some(was) = waiting.get_mut(&(unit.sort, &unit.words.keys[..])).and_then(Vec::pop) {
                self.pair(was, at);
            }
        }
    }

    /// Pairs what is alike within a part, where the order of what is paired already allows it.
    fn in_place(&mut self, old_part: usize, new_part: usize) {
        let fixed = in_order(&self.within(old_part, new_part));
        let between = |at: usize, to: usize| {
            let next = fixed.partition_point(|(old, _)| *old < at);
            let after = next.checked_sub(1).and_then(|before| fixed.get(before)).is_none_or(|(_, new)| *new < to);
            after && fixed.get(next).is_none_or(|(_, new)| *new > to)
        };
        let (old, new) = (self.old.parts[old_part].units.clone(), self.new.parts[new_part].units.clone());
        let mut candidates = self.alike(old, new, self.least.in_place);
        candidates.retain(|(at, to, _)| between(*at, *to));
        for (at, to) in heaviest(&candidates) {
            self.pair(at, to);
        }
    }

    /// Pairs what is very much alike wherever it stands, the likest first.
    fn elsewhere(&mut self) {
        let mut candidates = self.alike(0..self.old.units.len(), 0..self.new.units.len(), self.least.elsewhere);
        candidates.retain(|(at, to, _)| {
            self.old.units[*at].words.keys.len() >= FEWEST_WORDS && self.new.units[*to].words.keys.len() >= FEWEST_WORDS
        });
        candidates.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)).then(a.1.cmp(&b.1)));
        for (at, to, _) in candidates {
            if self.is_free(at, to) {
                self.pair(at, to);
            }
        }
    }

    /// Free units of both ranges that are alike enough, with their likeness.
    fn alike(&self, old: Range<usize>, new: Range<usize>, least: f64) -> Vec<(usize, usize, f64)> {
        let mut standing: HashMap<u32, Vec<usize>> = HashMap::new();
        for to in new.filter(|to| !self.old_of.contains_key(to)) {
            for key in distinct(&self.new.units[to].words.keys) {
                if self.vocabulary.spread(key) <= COMMON {
                    standing.entry(key).or_default().push(to);
                }
            }
        }
        let mut found = Vec::new();
        for at in old.filter(|at| !self.new_of.contains_key(at)) {
            let unit = &self.old.units[at];
            let mut shared: HashMap<usize, f64> = HashMap::new();
            for key in distinct(&unit.words.keys) {
                for to in standing.get(&key).into_iter().flatten() {
                    *shared.entry(*to).or_default() += self.vocabulary.weight(key);
                }
            }
            let mut likely: Vec<(usize, f64)> =
                shared.into_iter().filter(|(to, _)| self.new.units[*to].sort == unit.sort).collect();
            likely.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            for (to, _) in likely.into_iter().take(MOST_TRIED) {
                let likeness = self.likeness(&unit.words.keys, &self.new.units[to].words.keys);
                if likeness >= least {
                    found.push((at, to, likeness));
                }
            }
        }
        found
    }

    /// How alike two texts are, from 0 to 1: what both have of what they have, rare words first.
    fn likeness(&self, old: &[u32], new: &[u32]) -> f64 {
        let shared = self.weigh(&common(old, new));
        let all = self.weigh(old) + self.weigh(new);
        if all > 0.0 { 2.0 * shared / all } else { 0.0 }
    }

    fn weigh(&self, keys: &[u32]) -> f64 {
        keys.iter().map(|key| self.vocabulary.weight(*key)).sum()
    }

    /// New units that were a part of an old unit which has become another one beside them.
    fn split(&self) -> BTreeMap<usize, usize> {
        self.parted(self.new, self.old, &self.old_of)
    }

    /// Old units that have become a part of a new unit which was another one beside them.
    fn merged(&self) -> BTreeMap<usize, usize> {
        self.parted(self.old, self.new, &self.new_of)
    }

    /// Units without a pair that are for the most part found in what the pair of their neighbour
    /// has and the neighbour itself has not.
    fn parted(&self, units: &Units<'_>, others: &Units<'_>, paired: &HashMap<usize, usize>) -> BTreeMap<usize, usize> {
        let mut found = BTreeMap::new();
        for (at, unit) in units.units.iter().enumerate() {
            if paired.contains_key(&at) || unit.words.keys.len() < FEWEST_WORDS {
                continue;
            }
            for beside in [at.checked_sub(1), Some(at + 1)].into_iter().flatten() {
                let Some(neighbour) =
                    units.units.get(beside).filter(|one| one.sort == unit.sort && one.part == unit.part)
                else {
                    continue;
                };
                let Some(whole) = paired.get(&beside).copied() else { continue };
                let rest = without(&others.units[whole].words.keys, &neighbour.words.keys);
                let covered = self.weigh(&common(&unit.words.keys, &rest)) / self.weigh(&unit.words.keys).max(0.1);
                if covered >= self.least.elsewhere {
                    found.insert(at, whole);
                }
            }
        }
        found
    }

    /// The old units that stand elsewhere: in another part, or in another order.
    fn moved(&self, parts: &[(usize, usize)]) -> BTreeSet<usize> {
        let mut moved: BTreeSet<usize> = self.new_of.keys().copied().collect();
        for (old_part, new_part) in parts {
            let inside = self.within(*old_part, *new_part);
            // Rows and members of diagrams are known by their names, whatever their order is.
            let (rows, inside): (Vec<_>, Vec<_>) =
                inside.into_iter().partition(|(at, _)| matches!(self.old.units[*at].sort, Sort::Row | Sort::Node));
            for (at, _) in rows {
                moved.remove(&at);
            }
            // Text stays where a picture can have moved.
            let weighed: Vec<(usize, usize, f64)> =
                inside.into_iter().map(|(at, to)| (at, to, steadiness(&self.old.units[at]))).collect();
            for (at, _) in heaviest(&weighed) {
                moved.remove(&at);
            }
        }
        moved
    }
}

/// How much rather something stays in its place than others, where one of them has moved.
fn steadiness(unit: &Unit<'_>) -> f64 {
    match unit.sort {
        Sort::Title | Sort::Heading => 4.0,
        Sort::Paragraph if !unit.label.is_empty() => 4.0,
        Sort::Paragraph | Sort::Signature | Sort::Details => 3.0,
        Sort::Item | Sort::Columns | Sort::Row => 2.0,
        Sort::Caption | Sort::Figure | Sort::Node => 1.0,
    }
}

#[cfg(test)]
mod tests;
