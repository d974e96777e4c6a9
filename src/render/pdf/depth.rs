//! How deeply blocks may stand inside each other: paper is narrow, and so is Typst's patience.

use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Document};

/// The most blocks that may stand inside each other.
const DEEPEST: usize = 10;
/// A table counts as so many.
const TABLE: usize = 3;

/// A finding for each block that stands too deep, the innermost of each nest left out.
pub(super) fn too_deep(document: &Document) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for part in &document.parts {
        look(&part.blocks, 1, &mut findings);
    }
    findings
}

fn look(blocks: &[Block], depth: usize, findings: &mut Vec<Diagnostic>) {
    for block in blocks {
        if depth > DEEPEST {
            let message = "lists, boxes or tables stand too deep inside each other to be printed";
            findings.push(
                Diagnostic::error("nested-too-deep", block.origin, message)
                    .help(format!("at most {DEEPEST} may; move this one further out")),
            );
        } else {
            let step = match block.kind {
                BlockKind::Table(_) => TABLE,
                // What shows its changes is as deep as what does not.
                BlockKind::Change { .. } => 0,
                _ => 1,
            };
            block.kind.children().into_iter().for_each(|children| look(children, depth + step, findings));
        }
    }
}
