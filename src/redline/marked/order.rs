//! The numbers of marks, in the order in which they are met.

use std::collections::HashMap;

use super::id;
use crate::document::{Block, BlockKind, Part};

/// Numbers the marks as a reader meets them, counted from 1, and leads each to its neighbours.
///
/// Until then the number of a mark is the change that it is of; the answer tells the one by the
/// other.
pub(super) fn numbered(parts: &mut [Part]) -> HashMap<usize, usize> {
    let mut met = Vec::new();
    parts.iter().for_each(|part| look(&part.blocks, &mut met));
    let numbers: HashMap<usize, usize> = met.iter().enumerate().map(|(at, change)| (*change, at + 1)).collect();
    parts.iter_mut().for_each(|part| number(&mut part.blocks, &numbers, met.len()));
    numbers
}

fn look(blocks: &[Block], met: &mut Vec<usize>) {
    for block in blocks {
        if let BlockKind::Change { mark, .. } = &block.kind {
            met.push(mark.number);
        }
        block.kind.children().into_iter().for_each(|group| look(group, met));
    }
}

fn number(blocks: &mut [Block], numbers: &HashMap<usize, usize>, of: usize) {
    for block in blocks {
        if let BlockKind::Change { mark, .. } = &mut block.kind
            && let Some(number) = numbers.get(&mark.number)
        {
            block.id = id(*number);
            mark.number = *number;
            mark.of = of;
            mark.previous = (*number > 1).then(|| id(number - 1));
            mark.next = (*number < of).then(|| id(number + 1));
        }
        block.kind.children_mut().into_iter().for_each(|group| self::number(group, numbers, of));
    }
}
