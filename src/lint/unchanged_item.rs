//! An item of version control that names a part which has not changed since the last published edition.
//!
//! Version control is what a councillor or a resident reads to learn what is new. Its items are
//! easily copied from the entry before, and one that names a part in which nothing is new sends
//! readers on a search, and makes them doubt the other items. A part that only shows data has
//! changed when that data has. The last published edition is read from the history of the sources;
//! without a history nothing is compared.
//!
//! Before:
//!
//! ```yaml version-control.yaml
//! - { version: "4.0", date: 2020-04, effective: 2020-04-01, summary: Refreshed }
//! - version: "5.0"
//!   date: 2021-04
//!   effective: 2021-04-01
//!   summary: Refreshed
//!   changes:
//!     - { part: effective-date, note: changed to April 2021 }
//!     - { part: introduction, note: minor changes made }
//! ```
//!
//! After:
//!
//! ```yaml version-control.yaml
//! - { version: "4.0", date: 2020-04, effective: 2020-04-01, summary: Refreshed }
//! - version: "5.0"
//!   date: 2021-04
//!   effective: 2021-04-01
//!   summary: Refreshed
//!   changes:
//!     - { part: effective-date, note: changed to April 2021 }
//! ```
//!
//! Source: the practice of the published agreement, whose table lists the parts that changed.

use std::collections::BTreeMap;

use super::since::Since;
use super::{Case, Level, Lint, Report};
use crate::content::version_control::Change;
use crate::parse::yaml::Text;

/// An item for a part that is as it was.
pub(super) const LINT: Lint =
    Lint { code: "unchanged-item", level: Level::Warning, file: include_str!("unchanged_item.rs"), check };

fn check(case: &Case<'_>, report: &mut Report) {
    let Some(since) = Since::of(case) else { return };
    let mut named: BTreeMap<&str, Vec<&Text>> = BTreeMap::new();
    for item in since.items().filter_map(Change::named_part) {
        named.entry(item.words.as_str()).or_default().push(item);
    }
    // A part that many items name is compared once.
    for part in since.parts() {
        let Some(items) = named.get(part.id.as_str()).filter(|_| since.is_untouched(part)) else { continue };
        for item in items {
            let message = format!(
                "this item names {}, which has not changed since the edition of {}",
                part.name(),
                since.month()
            );
            report
                .add(item.span, message, |finding| finding.help("take the item out, or name the part that did change"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, findings_since, found_since};

    /// Version control with an edition after version 4.0 that has these items.
    fn log(items: &str) -> String {
        format!(
            "- {{ version: \"4.0\", date: 2020-04, effective: 2020-04-01, summary: Refreshed }}\n\
             - version: \"5.0\"\n  date: 2021-04\n  effective: 2021-04-01\n  summary: Refreshed\n  changes:\n{items}"
        )
    }

    /// What is told of these items where some files have changed since version 4.0.
    fn told(items: &str, changes: &[(&str, &str)], before: &[(&str, &str)]) -> Vec<String> {
        let log = log(items);
        let mut all = vec![("version-control.yaml", log.as_str())];
        all.extend(changes);
        found_since("unchanged-item", &all, before)
    }

    const INTRODUCTION: &str = "    - { part: introduction, note: minor changes made }\n";
    const PARTNERS: &str = "    - { part: partners, note: plans updated }\n";

    #[test]
    fn an_item_for_a_part_as_it_was_is_told_at_the_name_of_the_part() {
        let items = format!("{INTRODUCTION}{PARTNERS}");
        assert_eq!(told(&items, &[], &[]), ["introduction", "partners"]);
        let twice = format!("{INTRODUCTION}{INTRODUCTION}");
        assert_eq!(told(&twice, &[], &[]), ["introduction", "introduction"]);
        let log = log(INTRODUCTION);
        let (_, findings) = findings_since(&[("version-control.yaml", &log)], &[]);
        let messages: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(messages, ["This item names Chapter 1, which has not changed since the edition of April 2020"]);
    }

    #[test]
    fn other_line_breaks_and_first_uses_make_no_change() {
        let text = chapter("The partners\n  work   together.");
        assert_eq!(told(INTRODUCTION, &[(CHAPTER, &text)], &[]), ["introduction"]);
        let named = chapter("The {{ body.kcsp }} meets. It is new.");
        let was = chapter("The {{ body.kcsp }} meets. It is old.");
        assert_eq!(told(PARTNERS, &[(CHAPTER, &named)], &[(CHAPTER, &was)]), ["partners"]);
    }

    #[test]
    fn an_older_entry_is_left_alone() {
        let log = "- version: \"4.0\"\n  date: 2020-04\n  effective: 2020-04-01\n  summary: Refreshed\n  changes:\n\
                   \x20   - { part: introduction, note: new words }\n\
                   - { version: \"5.0\", date: 2021-04, effective: 2021-04-01, summary: Refreshed }\n";
        assert_eq!(found_since("unchanged-item", &[("version-control.yaml", log)], &[]), Vec::<String>::new());
    }

    #[test]
    fn a_part_with_other_words_has_changed() {
        let text = chapter("The partners work apart.");
        assert_eq!(told(INTRODUCTION, &[(CHAPTER, &text)], &[]), Vec::<String>::new());
    }

    #[test]
    fn a_part_that_shows_other_data_has_changed() {
        let plans =
            "plans:\n  - { id: safer-in-kent, name: A Safer Kent, short: Safer in Kent Plan, period: 2017-2021 }\n";
        assert_eq!(told(PARTNERS, &[("data/plans.yaml", plans)], &[]), Vec::<String>::new());
        let assessments = "year: 2020-21\npartnership-count: 12\nissues:\n\
                           \x20 - { name: Domestic Abuse, count: 11 }\n  - { name: Road Safety, count: 1 }\n";
        assert_eq!(told(PARTNERS, &[("data/assessments.yaml", assessments)], &[]), Vec::<String>::new());
    }

    #[test]
    fn a_part_in_another_form_or_place_has_changed() {
        for (now, was) in [
            ("- Roads\n- Homes", "Roads\n\nHomes"),
            ("1. Roads\n2. Homes", "- Roads\n- Homes"),
            ("See [what the partners do](#partners).", "See [the partners](#partners)."),
        ] {
            let (now, was) = (chapter(now), chapter(was));
            assert_eq!(told(INTRODUCTION, &[(CHAPTER, &now)], &[(CHAPTER, &was)]), Vec::<String>::new(), "{now}");
        }
        let first = "---\ntitle: First\n---\n\nIt comes first.\n";
        let text = chapter("The partners work together.");
        let moved = [("chapters/00-first.md", first), (CHAPTER, text.as_str())];
        assert_eq!(told(INTRODUCTION, &moved, &[]), Vec::<String>::new());
        let short = "---\ntitle: Introduction\nshort-title: Opening\n---\n\nThe partners work together.\n";
        assert_eq!(told(INTRODUCTION, &[(CHAPTER, short)], &[]), Vec::<String>::new());
    }

    #[test]
    fn new_parts_fixed_words_and_labels_are_left_alone() {
        let new = "---\ntitle: Homes\n---\n\nHomes are safe.\n";
        let items = "    - { part: homes, note: new chapter }\n    - { part: effective-date, note: changed }\n\
                     \x20   - { part: logos, note: updated }\n    - { part: document, note: set anew }\n\
                     \x20   - { part: foreword, note: taken out }\n    - { label: Ch. 9, note: taken out }\n";
        assert_eq!(told(items, &[("chapters/03-homes.md", new)], &[]), Vec::<String>::new());
        // A chapter that has such a word as its id is not what the item speaks of.
        let logos = [("chapters/03-logos.md", new)];
        assert_eq!(told("    - { part: logos, note: updated }\n", &logos, &logos), Vec::<String>::new());
    }

    #[test]
    fn a_foreword_is_a_part_if_there_is_one() {
        let foreword = [("foreword.md", "---\ntitle: Foreword\n---\n\nWelcome to the partners.\n")];
        let item = "    - { part: foreword, note: renewed }\n";
        assert_eq!(told(item, &foreword, &foreword), ["foreword"]);
        let was = [("foreword.md", "---\ntitle: Foreword\n---\n\nWelcome.\n")];
        assert_eq!(told(item, &foreword, &was), Vec::<String>::new());
    }
}
