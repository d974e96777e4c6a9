//! Texts as bags of words: what two have in common, whatever its order.

use std::collections::HashMap;

/// Each word of a text once.
pub(super) fn distinct(keys: &[u32]) -> Vec<u32> {
    let mut keys = keys.to_vec();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// What two texts have in common, each word as often as both have it.
pub(super) fn common(old: &[u32], new: &[u32]) -> Vec<u32> {
    parted(old, new).0
}

/// What one text has and the other has not.
pub(super) fn without(all: &[u32], some: &[u32]) -> Vec<u32> {
    parted(all, some).1
}

/// The words of one text that another has as well, each as often as both have it, and the rest.
fn parted(all: &[u32], some: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut counts: HashMap<u32, usize> = HashMap::new();
    some.iter().for_each(|key| *counts.entry(*key).or_default() += 1);
    all.iter().partition(|key| match counts.get_mut(key).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            true
        }
        None => false,
    })
}
