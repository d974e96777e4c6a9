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

/// The words of a pair; what is gone stands before what has come in its place.
pub(super) fn both(old: &Words, new: &Words) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut add = |said: Said, at: usize, shown: &[String]| {
        let mut text = shown.concat();
        if text.trim().is_empty() {
            return;
        }
        // The first words of a text have no space before them, and now something stands there.
        if !runs.is_empty() && text.starts_with(char::is_alphanumeric) && at == 0 {
            text.insert(0, ' ');
        }
        match runs.last_mut().filter(|last| last.said == said) {
            Some(last) => last.text.push_str(&text),
            None => runs.push(Run { said, text }),
        }
    };
    for op in without_islands(capture_diff_slices(Algorithm::Patience, &old.keys, &new.keys)) {
        match op {
            DiffOp::Equal { new_index, len, .. } => add(Said::Same, new_index, &new.shown[new_index..new_index + len]),
            DiffOp::Delete { old_index, old_len, .. } => {
                add(Said::Removed, old_index, &old.shown[old_index..old_index + old_len]);
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                add(Said::Added, new_index, &new.shown[new_index..new_index + new_len]);
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                add(Said::Removed, old_index, &old.shown[old_index..old_index + old_len]);
                add(Said::Added, new_index, &new.shown[new_index..new_index + new_len]);
            }
        }
    }
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    runs
}

/// Joins changes that only a word or two stand between: nobody reads "the" as what stayed.
fn without_islands(ops: Vec<DiffOp>) -> Vec<DiffOp> {
    const ISLAND: usize = 1;
    let mut joined: Vec<DiffOp> = Vec::new();
    let last = ops.len().saturating_sub(1);
    for (index, op) in ops.into_iter().enumerate() {
        let island = matches!(op, DiffOp::Equal { len, .. } if len <= ISLAND) && index > 0 && index < last;
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

/// Whether two texts have the same names, numbers and dates, however they are put.
pub(super) fn same_facts(old: &Words, new: &Words) -> bool {
    facts(old) == facts(new)
}

/// Words with a digit or, inside a sentence, with a capital letter.
fn facts(words: &Words) -> Vec<(u32, &str)> {
    let mut begins = true;
    let mut found = Vec::new();
    for (key, shown) in words.keys.iter().zip(&words.shown) {
        let word = shown.trim();
        let fact = word.chars().any(|c| c.is_ascii_digit()) || !begins && word.starts_with(char::is_uppercase);
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
