//! The words of a pair: what both have, what is gone, what is new.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::words::Words;

/// Whether words stand in both editions or in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Said {
    /// In both.
    Same,
    /// Only in the newer one.
    Added,
    /// Only in the older one.
    Removed,
}

/// Words that stand together in one or both editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// In which they stand.
    pub said: Said,
    /// The words as they are shown, with the space before them.
    pub text: String,
}

/// All words of a text that stands in one edition only.
pub(super) fn one_sided(words: &Words, said: Said) -> Vec<Run> {
    vec![Run { said, text: words.text() }]
}

/// One word on the way from the older text to the newer one, as its index in its own text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// It is in both.
    Same { old: usize, new: usize },
    /// It is gone.
    Gone(usize),
    /// It is new.
    New(usize),
}

impl Step {
    fn said(self) -> Said {
        match self {
            Step::Same { .. } => Said::Same,
            Step::Gone(_) => Said::Removed,
            Step::New(_) => Said::Added,
        }
    }
}

/// The words of a pair; what is gone stands before what has come in its place.
pub(super) fn both(old: &Words, new: &Words) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for stretch in steps(old, new).chunk_by(|a, b| a.said() == b.said()) {
        let shown = |step: &Step| match *step {
            Step::Same { new: at, .. } => (at, new.shown[at].as_str()),
            Step::New(at) => (at, new.differing(at)),
            Step::Gone(at) => (at, old.differing(at)),
        };
        let mut text: String = stretch.iter().map(|step| shown(step).1).collect();
        let Some((first, said)) = stretch.first().map(|step| (shown(step).0, step.said())) else { continue };
        if text.trim().is_empty() {
            continue;
        }
        // The first words of a text have no space before them, and now something stands there.
        if !runs.is_empty() && text.starts_with(char::is_alphanumeric) && first == 0 {
            text.insert(0, ' ');
        }
        match runs.last_mut().filter(|last| last.said == said) {
            Some(last) => last.text.push_str(&text),
            None => runs.push(Run { said, text }),
        }
    }
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    runs
}

/// The way from one text to the other, cell by cell where both are rows of as many cells.
pub(super) fn steps(old: &Words, new: &Words) -> Vec<Step> {
    let (old_cells, new_cells) = (cells(old), cells(new));
    if old_cells.len() != new_cells.len() {
        return way(old, new, 0..old.keys.len(), 0..new.keys.len());
    }
    let mut steps = Vec::with_capacity(old.keys.len().max(new.keys.len()));
    for (old_cell, new_cell) in old_cells.into_iter().zip(new_cells) {
        if old_cell.start > 0 {
            steps.push(Step::Same { old: old_cell.start - 1, new: new_cell.start - 1 });
        }
        steps.extend(way(old, new, old_cell, new_cell));
    }
    steps
}

/// The words of each cell of a row, without the bars; a text without bars is one cell.
fn cells(words: &Words) -> Vec<Range<usize>> {
    let bars = (0..words.keys.len()).filter(|at| words.is_mark(*at) && words.shown[*at].trim() == "|");
    let mut found = Vec::new();
    let mut start = 0;
    for bar in bars {
        found.push(start..bar);
        start = bar + 1;
    }
    found.push(start..words.keys.len());
    found
}

fn way(old: &Words, new: &Words, in_old: Range<usize>, in_new: Range<usize>) -> Vec<Step> {
    let ops = capture_diff_slices(Algorithm::Patience, &old.keys[in_old.clone()], &new.keys[in_new.clone()]);
    let mut steps = Vec::with_capacity(in_old.len().max(in_new.len()));
    for op in without_islands(ops, |at| new.is_mark(in_new.start + at)) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            let same = |at| Step::Same { old: in_old.start + old_index + at, new: in_new.start + new_index + at };
            steps.extend((0..len).map(same));
            continue;
        }
        steps.extend(op.old_range().map(|at| Step::Gone(in_old.start + at)));
        steps.extend(op.new_range().map(|at| Step::New(in_new.start + at)));
    }
    with_whole_items(&mut steps, old, new);
    steps
}

/// Joins changes that only a word stands between: nobody reads "the" as what stayed.
fn without_islands(ops: Vec<DiffOp>, is_mark: impl Fn(usize) -> bool) -> Vec<DiffOp> {
    const ISLAND: usize = 1;
    let mut joined: Vec<DiffOp> = Vec::new();
    let last = ops.len().saturating_sub(1);
    for (index, op) in ops.into_iter().enumerate() {
        let island = match op {
            DiffOp::Equal { new_index, len, .. } => {
                len <= ISLAND && index > 0 && index < last && !(new_index..new_index + len).any(&is_mark)
            }
            _ => false,
        };
        let before = joined.last().is_some_and(|before| !matches!(before, DiffOp::Equal { .. }));
        let grows = before && (island || !matches!(op, DiffOp::Equal { .. }));
        match joined.last_mut().filter(|_| grows) {
            Some(before) => {
                let (old_index, old_len) = joined_range(before.old_range(), op.old_range());
                let (new_index, new_len) = joined_range(before.new_range(), op.new_range());
                *before = DiffOp::Replace { old_index, old_len, new_index, new_len };
            }
            None => joined.push(op),
        }
    }
    joined
}

/// Where two ranges that follow each other begin, and how long they are; an empty one has no place.
fn joined_range(first: Range<usize>, second: Range<usize>) -> (usize, usize) {
    (if first.is_empty() { second.start } else { first.start }, first.len() + second.len())
}

/// An item of a list comes or goes with its own bullet: "• A • B" becomes "• B" by losing "• A",
/// not "A •", although both are true.
fn with_whole_items(steps: &mut [Step], old: &Words, new: &Words) {
    let mut at = 1;
    while at < steps.len() {
        let said = steps[at].said();
        let length = steps[at..].iter().take_while(|step| step.said() == said).count();
        let alone = steps.get(at + length).is_none_or(|step| step.said() == Said::Same);
        let (before, last) = (steps[at - 1], steps[at + length - 1]);
        let turned = match (before, last) {
            (Step::Same { old: first, new: bullet }, Step::Gone(last)) if alone && old.is_mark(last) => {
                (old.keys[first] == old.keys[last])
                    .then_some((Step::Gone(first), Step::Same { old: last, new: bullet }))
            }
            (Step::Same { old: bullet, new: first }, Step::New(last)) if alone && new.is_mark(last) => {
                (new.keys[first] == new.keys[last]).then_some((Step::New(first), Step::Same { old: bullet, new: last }))
            }
            _ => None,
        };
        if let Some((first, same)) = turned {
            steps[at - 1] = first;
            steps[at + length - 1] = same;
        }
        at += length;
    }
}

/// Whether two texts have the same names, numbers and dates, however they are put.
pub(super) fn same_facts(old: &Words, new: &Words) -> bool {
    facts(old) == facts(new)
}

/// Words with a digit or, inside a sentence, with a capital letter; addresses, also those of links.
fn facts(words: &Words) -> Vec<(u32, &str)> {
    let mut begins = true;
    let mut found = Vec::new();
    for (at, (key, shown)) in words.keys.iter().zip(&words.shown).enumerate() {
        let word = shown.trim();
        let address = word.contains('@') || words.unseen.contains_key(&at);
        let fact =
            address || word.chars().any(|c| c.is_ascii_digit()) || !begins && word.starts_with(char::is_uppercase);
        if fact {
            found.push((*key, word));
        }
        if !word.is_empty() {
            begins = matches!(word, "." | "!" | "?" | ":" | "•" | "|");
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
