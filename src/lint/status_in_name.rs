//! "Draft" or "Proposed" in the name of a plan or an Act, where its status belongs.
//!
//! A name stays the same, and a status changes. With "Draft" in its name, every value goes on
//! printing it after the plan has been agreed: the 2021 edition had a "Draft Vision Zero". With
//! `status: draft` the list of plans prints it after the name, and there is one word to change.
//!
//! Before:
//!
//! ```yaml data/plans.yaml
//! plans:
//!   - { id: safer-in-kent, name: Draft Vision Zero Strategy }
//! ```
//!
//! After:
//!
//! ```yaml data/plans.yaml
//! plans:
//!   - { id: safer-in-kent, name: Vision Zero Strategy, status: draft }
//! ```
//!
//! Source: the published edition of April 2021; the source format of this tool.

use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::agreement::Kind;
use crate::parse::yaml::Text;
use crate::source::Span;

/// A status in a name.
pub(super) const LINT: Lint =
    Lint { code: "status-in-name", level: Level::Warning, file: include_str!("status_in_name.rs"), check };

/// The words for a status, in small letters.
const STATUSES: [&str; 9] = [
    "draft",
    "final draft",
    "consultation draft",
    "proposed",
    "provisional",
    "in draft",
    "in preparation",
    "under review",
    "emerging",
];

fn check(case: &Case<'_>, report: &mut Report) {
    for named in case.names.iter().filter(|named| matches!(named.kind, Kind::Plan | Kind::Legislation)) {
        for text in [Some(named.name), named.short].into_iter().flatten() {
            let Some(range) = status(&text.words) else { continue };
            let place = text
                .literal
                .map_or(text.span, |start| Span::new(text.span.file, start + range.start, start + range.end));
            let what = if named.kind == Kind::Plan { "plan" } else { "Act or duty" };
            let message = format!("the name of this {what} says how far it has come, and that will change");
            report.add(place, message, |finding| {
                let finding = finding.help("take it out of the name, and write it after `status:`");
                match text.literal {
                    Some(start) => {
                        let whole = Span::new(text.span.file, start, start + text.words.len());
                        finding.suggest(whole, without(text, &range), false)
                    }
                    None => finding,
                }
            });
        }
    }
}

/// The status in a name: its first word, its last after a comma or a dash, or words in brackets.
fn status(name: &str) -> Option<Range<usize>> {
    let lower = name.to_ascii_lowercase();
    for word in ["draft ", "proposed ", "provisional "] {
        // "Proposed Submission" is the name of a stage of local plans.
        if lower.starts_with(word) && !lower.starts_with("proposed submission") {
            return Some(0..word.len() - 1);
        }
    }
    let end = lower.trim_end();
    for (open, close) in [("(", ")"), ("[", "]")] {
        let Some(start) = end.rfind(open) else { continue };
        let inner = &end[start + 1..];
        let Some((inner, _)) = inner.split_once(close) else { continue };
        let plain = inner.trim().trim_start_matches("currently ").trim_start_matches("still ");
        if STATUSES.contains(&plain) || plain.starts_with("draft ") && plain.split(' ').nth(2).is_none() {
            return Some(start..start + 1 + inner.len() + 1);
        }
    }
    for sign in [",", "-", "\u{2013}", ":", ";"] {
        let Some((before, after)) = end.rsplit_once(sign) else { continue };
        if STATUSES.contains(&after.trim()) {
            return Some(before.trim_end().len()..end.len());
        }
    }
    end.ends_with(" draft").then(|| end.len() - "draft".len()..end.len())
}

fn without(text: &Text, range: &Range<usize>) -> String {
    let (before, after) = (text.words.get(..range.start), text.words.get(range.end..));
    let (before, after) = (before.unwrap_or_default().trim(), after.unwrap_or_default().trim());
    if before.is_empty() || after.is_empty() { format!("{before}{after}") } else { format!("{before} {after}") }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{findings, found_with};
    use super::status;

    const CODE: &str = "status-in-name";

    #[test]
    fn a_status_is_found_with_the_name_that_is_left() {
        for (name, words, left) in [
            ("Draft Vision Zero – Road Safety", "Draft", "Vision Zero – Road Safety"),
            ("Vision Zero (draft)", "(draft)", "Vision Zero"),
            ("Vision Zero (Draft 2021) Strategy", "(Draft 2021)", "Vision Zero Strategy"),
            ("Vision Zero, consultation draft", ", consultation draft", "Vision Zero"),
            ("Vision Zero – draft", " – draft", "Vision Zero"),
            ("Proposed Road Plan", "Proposed", "Road Plan"),
            ("Vision Zero Draft", "Draft", "Vision Zero"),
        ] {
            let data = format!("plans:\n  - id: a\n    name: {name}\n");
            let (files, told) = findings(&[("data/plans.yaml", &data)], None);
            let told = told.iter().find(|one| one.code == CODE).expect(name);
            assert_eq!(files.written(told.primary.span), words);
            assert_eq!(told.suggestion.as_ref().map(|one| one.replacement.as_str()), Some(left));
        }
    }

    #[test]
    fn acts_and_short_forms_are_looked_at_too() {
        let data = "legislation:\n  - { id: a, title: \"Draft Abuse Bill\", kind: bill }\n";
        assert_eq!(found_with(CODE, &[("data/legislation.yaml", data)], None), ["Draft"]);
        let data = "plans:\n  - { id: a, name: Plan of Kent, short: Draft Plan }\n";
        assert_eq!(found_with(CODE, &[("data/plans.yaml", data)], None), ["Draft"]);
        let data = "bodies:\n  - { id: a, name: Draft Horse Society }\n";
        assert_eq!(found_with(CODE, &[("data/bodies.yaml", data)], None), [""; 0]);
    }

    #[test]
    fn other_names_are_fine() {
        for name in [
            "Vision Zero",
            "Drafting Guide",
            "Plan (2017-2021)",
            "Proposed Submission Local Plan",
            "Drafts of the Plan",
            "Overdraft",
            "Plan - Proposals",
            "The Review under Review Board",
            "Plan for a draft of air (Kent)",
        ] {
            assert_eq!(status(name), None, "{name}");
        }
    }
}
