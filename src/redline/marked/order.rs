//! The numbers of marks, in the order in which they are met.

use std::collections::HashMap;

use super::id;
use crate::document::{Block, BlockKind, Inline, Part, for_each_run};

/// Numbers the marks anew as a reader meets them, with their links and those of the list.
pub(super) fn in_reading_order(parts: &mut [Part], list: &mut Part) {
    let mut met = Vec::new();
    for part in parts.iter() {
        look(&part.blocks, &mut met);
    }
    let numbers: HashMap<usize, usize> = met.iter().enumerate().map(|(at, number)| (*number, at + 1)).collect();
    for part in parts {
        renumber(&mut part.blocks, &numbers, met.len());
    }
    let ids: HashMap<String, String> = numbers.into_iter().map(|(old, new)| (id(old), id(new))).collect();
    for_each_run(&mut list.blocks, &mut |content| {
        for inline in content {
            if let Inline::Reference { target, .. } = inline
                && let Some(id) = ids.get(target)
            {
                target.clone_from(id);
            }
        }
    });
}

fn look(blocks: &[Block], met: &mut Vec<usize>) {
    for block in blocks {
        if let BlockKind::Change { mark, .. } = &block.kind {
            met.push(mark.number);
        }
        block.kind.children().into_iter().for_each(|group| look(group, met));
    }
}

fn renumber(blocks: &mut [Block], numbers: &HashMap<usize, usize>, of: usize) {
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
        block.kind.children_mut().into_iter().for_each(|group| renumber(group, numbers, of));
    }
}
