//! A body, a plan or an Act that is no more and is spoken of as if it still were.
//!
//! A reader turns to the body that is named, and a body that has handed over can neither answer
//! nor be held to account. What is told as the past, headings and quotations are left alone, and
//! so is a sentence that tells of the end itself. Days are compared with the date of the edition.
//!
//! Before:
//!
//! ```yaml data/plans.yaml
//! plans:
//!   - { id: safer-in-kent, name: Safer in Kent, until: 2020-03-31 }
//! ```
//!
//! ```md
//! The {{ plan.safer-in-kent }} has three aims.
//! ```
//!
//! After:
//!
//! ```yaml data/plans.yaml
//! plans:
//!   - { id: safer-in-kent, name: Safer in Kent, until: 2020-03-31, status: ended }
//! ```
//!
//! ```md
//! The {{ plan.safer-in-kent }} had three aims.
//! ```
//!
//! Source: the source format of this tool (`until`, `period` and `succeeded-by` in the data).

use std::collections::HashMap;

use super::{Case, Level, Lint, Report};
use crate::agreement::{Kind, Named};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::reading::{Tense, tells_an_end};

/// Something that is no more, spoken of as if it were.
pub(super) const LINT: Lint =
    Lint { code: "ended-name", level: Level::Warning, file: include_str!("ended_name.rs"), check };

fn check(case: &Case<'_>, report: &mut Report) {
    let Some(day) = case.as_at else { return };
    let endings: Vec<Option<Date>> =
        case.names.iter().map(|named| ending(named).filter(|until| *until < day)).collect();
    let of = case.names.iter().zip(&endings).filter_map(|(named, until)| Some((named, (*until)?)));
    let of: HashMap<(Kind, &str), (&Named<'_>, Date)> =
        of.map(|(named, until)| ((named.kind, named.id.value.as_str()), (named, until))).collect();
    if of.is_empty() {
        return;
    }
    for standing in case.agreement.standings() {
        let Some((named, until)) = of.get(&(standing.kind, standing.id)) else { continue };
        let message = format!("`{}` ended {}, but {}", named.full, told(named, *until), standing.words);
        report.add(standing.place, message, |finding| {
            let help = match (successor(case, named), named.kind) {
                (Some(next), _) => format!("put `{next}`, which follows it, in its place"),
                (None, Kind::Plan) => "add `status: ended` to it, or put the plan that follows in its place".to_owned(),
                (None, _) => "take it out here, or correct its last day".to_owned(),
            };
            explained(finding, named).help(help)
        });
    }
    for spoken in case.reading.spoken_of(|name| endings.get(name).is_some_and(Option::is_some)) {
        let (Some(named), Some(Some(until))) = (case.names.get(spoken.name), endings.get(spoken.name)) else {
            continue;
        };
        let Some((Tense::Present, words)) = spoken.verb(named.many) else { continue };
        if tells_an_end(spoken.words()) {
            continue;
        }
        let message = format!("`{}` ended {}, and this speaks of it as if it went on", named.full, told(named, *until));
        report.add(spoken.passage.place(&words), message, |finding| {
            explained(finding, named).help(match successor(case, named) {
                Some(next) => format!("tell it as the past, or write of `{next}`, which follows it"),
                None => "tell it as the past, or leave it out".to_owned(),
            })
        });
    }
}

/// The last day of a thing; a Bill has none, since it goes on as an Act.
fn ending(named: &Named<'_>) -> Option<Date> {
    named.until.as_ref().filter(|_| !named.bill).map(|until| until.value)
}

/// When it ended: of a plan that only has a period, the year.
fn told(named: &Named<'_>, until: Date) -> String {
    if is_period(named) { format!("in {}", until.year) } else { format!("on {}", until.long()) }
}

fn is_period(named: &Named<'_>) -> bool {
    named.until.as_ref().is_some_and(|until| until.span == named.name.span)
}

fn explained(finding: Diagnostic, named: &Named<'_>) -> Diagnostic {
    match &named.until {
        Some(until) if is_period(named) => finding.also(until.span, "its period is set in this entry"),
        Some(until) => finding.also(until.span, "its last day is set here"),
        None => finding,
    }
}

/// The name of the body that follows a body.
fn successor<'a>(case: &'a Case<'_>, named: &Named<'_>) -> Option<&'a str> {
    let mut bodies = case.agreement.bodies.iter().flat_map(|data| &data.value.bodies);
    let body = bodies.find(|body| named.kind == Kind::Body && body.id.value == named.id.value)?;
    let next = &body.succeeded_by.as_ref()?.words;
    let mut bodies = case.agreement.bodies.iter().flat_map(|data| &data.value.bodies);
    bodies.find(|body| body.id.value == *next).map(|body| body.name.words.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, findings, found_with};

    const CODE: &str = "ended-name";

    fn later(body: &str) -> Vec<String> {
        let mut found = found_with(CODE, &[(CHAPTER, &chapter(body))], Some("2021-10-01"));
        // The sample's Road Board is listed all the while: see the test of places.
        found.retain(|words| words != "responsible-authority");
        found
    }

    #[test]
    fn what_is_no_more_is_not_told_in_the_present() {
        assert_eq!(later("The {{ body.old-board }} continues to deliver."), ["{{ body.old-board }} continues"]);
        assert_eq!(later("In Kent, the Road Board is responsible."), ["Road Board is"]);
        assert_eq!(later("We know that the Road Board (RB) still leads the work."), ["Road Board (RB) still leads"]);
    }

    #[test]
    fn history_is_left_alone() {
        for text in [
            "The {{ body.old-board }} delivered its services until 25 June 2021.",
            "The {{ body.old-board }} became the {{ body.new-board }} on 26 June 2021.",
            "The {{ body.old-board }} has been replaced by the {{ body.new-board }}.",
            "The {{ body.old-board }} no longer exists, and is missed.",
            "## The Road Board is responsible",
            "The board was called \"Road Board\" and is missed.",
            "The former members of the {{ body.old-board }} are partners.",
            "The {{ body.old-board }}'s plans are kept.",
            "Road Board",
            "{{ body.new-board }} is responsible.",
        ] {
            assert_eq!(later(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn before_its_last_day_is_over_nothing_has_ended() {
        let text = chapter("The {{ body.old-board }} continues to deliver.");
        for day in [None, Some("2021-06-25")] {
            assert_eq!(found_with(CODE, &[(CHAPTER, &text)], day), Vec::<String>::new());
        }
        assert_eq!(found_with(CODE, &[(CHAPTER, &text)], Some("2021-06-26")).len(), 2);
    }

    #[test]
    fn whoever_has_a_place_and_is_no_more_is_told_with_who_follows() {
        let settings = "format: 1\ntitle: T\ndescription: D\npartnership: kcsp\narea: A\nlanguage: en-GB\n\
                        partners: [old-board]\ncontact: { body: old-board }\n";
        let priorities =
            "priorities:\n  - id: roads\n    name: Road Safety\n    lead: { post: Chair, body: old-board }\n";
        let governance = "nodes:\n  - { id: board, body: old-board, text: Roads }\n";
        let changes =
            [("agreement.yaml", settings), ("data/priorities.yaml", priorities), ("data/governance.yaml", governance)];
        let (files, findings) = findings(&changes, Some("2022-01-01"));
        let of: Vec<_> = findings.iter().filter(|finding| finding.code == CODE).collect();
        let words: Vec<&str> = of.iter().map(|finding| files.written(finding.primary.span)).collect();
        let plan = "\"Safer in Kent: The Community Safety Plan\"";
        assert_eq!(words, ["old-board", "old-board", "responsible-authority", "old-board", plan, "old-board"]);
        assert!(of.iter().filter(|one| one.message.contains("Road Board")).all(|one| {
            one.help.as_deref() == Some("Put “Safer Roads Board”, which follows it, in its place.")
                && one.others.len() == 1
        }));
        assert!(of.iter().any(|one| one.message
            == "“Safer in Kent: The Community Safety Plan” ended in 2021, but is listed among the plans of today"));
    }
}
