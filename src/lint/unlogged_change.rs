//! A part that has changed since the last published edition, and that version control does not name.
//!
//! Version control is what a councillor or a resident reads to learn what is new. It is written
//! from memory at the end of the work, and parts are forgotten: in the published editions no entry
//! ever named Chapter 2, although a paragraph came into it. The last published edition is read
//! from the history of the sources; without a history nothing is compared.
//!
//! Before:
//!
//! ```md
//! The partners work together in a new way.
//! ```
//!
//! After:
//!
//! ```md
//! The partners work together in a new way.
//! ```
//!
//! ```yaml version-control.yaml
//! - { version: "4.0", date: 2020-04, effective: 2020-04-01, summary: Refreshed }
//! - version: "5.0"
//!   date: 2021-04
//!   effective: 2021-04-01
//!   summary: Refreshed
//!   changes:
//!     - { part: introduction, note: new way of working described }
//! ```
//!
//! Source: the practice of the published agreement, whose table lists the parts that changed.

use std::collections::BTreeSet;

use super::since::{Fate, Since};
use super::{Case, Level, Lint, Report};

/// A changed part that version control does not name.
pub(super) const LINT: Lint =
    Lint { code: "unlogged-change", level: Level::Warning, file: include_str!("unlogged_change.rs"), check };

fn check(case: &Case<'_>, report: &mut Report) {
    let Some(since) = Since::of(case) else { return };
    let Some(entry) = since.entries.last() else { return };
    let logged: BTreeSet<&str> =
        since.items().filter_map(|change| Some(change.part.as_ref()?.words.as_str())).collect();
    for part in since.parts().filter(|part| !logged.contains(part.id.as_str())) {
        let what = match since.fate(part) {
            Fate::New => "is new",
            Fate::Changed => "has changed",
            Fate::Same => continue,
        };
        let month = since.month();
        let message = format!("this part {what} since the edition of {month}, and version control does not name it");
        report.add(part.origin, message, |finding| {
            finding.also(entry.version.span, "the changes of this edition are listed here").help(format!(
                "add `- part: {}` with a note to the changes of version {}",
                part.id, entry.version.words
            ))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, found_since};

    const LOG: &str = "- { version: \"4.0\", date: 2020-04, effective: 2020-04-01, summary: Refreshed }\n\
                       - version: \"5.0\"\n  date: 2021-04\n  effective: 2021-04-01\n  summary: Refreshed\n  changes:\n";

    #[test]
    fn a_changed_part_without_an_item_is_told_at_its_title() {
        let text = chapter("The partners work apart.");
        assert_eq!(found_since("unlogged-change", &[(CHAPTER, text.as_str())], &[]), ["Introduction"]);
    }

    #[test]
    fn an_item_for_the_part_is_enough() {
        let text = chapter("The partners work apart.");
        let log = format!("{LOG}    - {{ part: introduction, note: new words }}\n");
        let changes = [(CHAPTER, text.as_str()), ("version-control.yaml", log.as_str())];
        assert_eq!(found_since("unlogged-change", &changes, &[]), Vec::<String>::new());
    }

    #[test]
    fn new_numbers_wrapping_and_first_uses_are_no_changes() {
        let text = chapter("The partners\n  work   together.");
        let moved = "---\ntitle: First\n---\n\n1. The {{ body.kcsp }} comes first.\n";
        let changes =
            [(CHAPTER, moved), ("chapters/02-introduction.md", text.as_str()), ("chapters/02-partners.md", "")];
        assert_eq!(found_since("unlogged-change", &changes, &[]), ["First"]);
    }

    #[test]
    fn a_changed_list_of_the_data_changes_the_part_that_shows_it() {
        let plans =
            "plans:\n  - { id: safer-in-kent, name: A Safer Kent, short: Safer in Kent Plan, period: 2017-2021 }\n";
        assert_eq!(found_since("unlogged-change", &[("data/plans.yaml", plans)], &[]), ["Partners"]);
    }
}
