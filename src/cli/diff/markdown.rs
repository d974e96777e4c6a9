//! Changes as Markdown for a pull request: short, with long changes folded.
//!
//! Every change has its words ("added", "removed"), since marks alone are not read out.

use agreement::redline::{Change, Kind, Run, Said, told};
use agreement::tally::counted;

use super::Told;
use crate::plain::plain;

/// How many letters of a change are shown without unfolding it.
const FOLD: usize = 400;
/// The most letters in all; platforms cut off a megabyte.
const MOST: usize = 600_000;

/// The whole document.
pub fn written(all: &Told<'_>) -> String {
    let comparison = all.comparison;
    let mut text = format!(
        "## Changes from {} to {}\n\n{}.\n",
        plain(&told::edition(&comparison.old)),
        plain(&told::edition(&comparison.new)),
        told::counts(comparison)
    );
    let mut left_out = 0;
    for part in comparison.parts.iter().filter(|part| part.fate.is_some() || !part.changes.is_empty()) {
        if text.len() > MOST {
            left_out += part.changes.len();
            continue;
        }
        text.push_str(&format!("\n### {}\n\n", plain(&told::part(part))));
        for change in &part.changes {
            if text.len() > MOST {
                left_out += 1;
                continue;
            }
            text.push_str(&one(change));
        }
        if let Some(rest) = told::rest(part) {
            text.push_str(&format!("\n{rest}\n"));
        }
    }
    if left_out > 0 {
        text.push_str(&format!("\n{} more; agreement diff shows them all.\n", counted(left_out, "change")));
    }
    if let Some(same) = told::unchanged(comparison) {
        text.push_str(&format!("\nThe words are the same in {}.\n", plain(&same)));
    }
    text
}

fn one(change: &Change) -> String {
    let head = format!("**{}** {}", plain(&told::thing(change)), plain(&told::fate(change)));
    if change.kind == Kind::Moved {
        return format!("- {head}\n");
    }
    let words: Vec<String> = change.words.iter().map(shown).collect();
    let words = words.join(" ");
    if words.len() <= FOLD {
        return format!("- {head}: {words}\n");
    }
    format!("- {head}\n  <details><summary>the words</summary>\n\n  {words}\n\n  </details>\n")
}

fn shown(run: &Run) -> String {
    let text = plain(run.text.trim());
    match run.said {
        Said::Same => text,
        Said::Added => format!("**\\[added:** <ins>{text}</ins>**\\]**"),
        Said::Removed => format!("**\\[removed:** <del>{text}</del>**\\]**"),
    }
}
