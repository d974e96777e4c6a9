//! A theme, a priority, a list or a whole file of the data that no page shows.
//!
//! Its editors believe that readers see it, and they do not. Either its block was taken out of the
//! text by mistake, or the data is not needed any more.
//!
//! Before:
//!
//! ```yaml data/morile.yaml
//! year: "2020-21"
//! issues: [Modern Slavery, Gangs]
//! ```
//!
//! After:
//!
//! ```yaml data/morile.yaml
//! year: "2020-21"
//! issues: [Modern Slavery, Gangs]
//! ```
//!
//! ```md
//! {{ morile }}
//! ```
//!
//! Source: the source format of this tool.

use std::collections::BTreeSet;

use super::{Case, Level, Lint, Report};
use crate::agreement::Kind;
use crate::content::companion::RECOMMENDATIONS;
use crate::reading::values;
use crate::source::Span;

/// Data that no page shows.
pub(super) const LINT: Lint =
    Lint { code: "unshown-data", level: Level::Warning, file: include_str!("unshown_data.rs"), check };

/// What the texts ask for.
struct Asked {
    blocks: BTreeSet<String>,
    /// The parts of the police and crime plan that are shown.
    parts: BTreeSet<String>,
    /// The priorities whose actions are shown.
    actions: BTreeSet<String>,
    values: BTreeSet<String>,
}

impl Asked {
    fn block(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.blocks.contains(*name))
    }

    fn value(&self, start: &str) -> bool {
        self.values.range(start.to_owned()..).next().is_some_and(|path| path.starts_with(start))
    }
}

fn check(case: &Case<'_>, report: &mut Report) {
    if !case.complete {
        return;
    }
    let mut asked = Asked {
        blocks: BTreeSet::new(),
        parts: BTreeSet::new(),
        actions: BTreeSet::new(),
        values: values(case.agreement, case.reading),
    };
    for call in case.agreement.calls() {
        asked.blocks.insert(call.name.value.clone());
        let option =
            |name: &str| call.options.iter().find(|(key, _)| key.value == name).map(|(_, it)| it.value.clone());
        match call.name.value.as_str() {
            "police-and-crime-plan" => drop(asked.parts.insert(option("part").unwrap_or_else(|| "all".to_owned()))),
            "actions" => asked.actions.extend(option("priority")),
            _ => {}
        }
    }
    priorities(case, &asked, report);
    actions(case, &asked, report);
    settings(case, &asked, report);
    lists(case, &asked, report);
    files(case, &asked, report);
}

/// Priorities and themes one by one, and what priorities include.
fn priorities(case: &Case<'_>, asked: &Asked, report: &mut Report) {
    let Some(data) = &case.agreement.priorities else { return };
    let drawn = asked.block(&["priority-diagram", "priority-tables"]);
    for named in &case.names {
        let shown = match named.kind {
            Kind::Priority => drawn || asked.block(&["leads"]),
            Kind::Theme => drawn,
            Kind::Body | Kind::Plan | Kind::Term | Kind::Legislation => true,
        };
        let path = format!("{}.{}", named.kind.word(), named.id.value);
        if !shown && !asked.values.contains(&path) && !asked.value(&format!("{path}.")) {
            let what = named.kind.noun();
            report.add(named.name.span, format!("no page shows the {what} `{}`", named.full), |finding| {
                finding.help("write {{ priority-tables }} where the priorities and themes belong, or take it out")
            });
        }
    }
    let first = data.value.priorities.iter().flat_map(|priority| &priority.includes).next();
    if let Some(first) = first.filter(|_| !asked.block(&["priority-includes"])) {
        report.add(first.span, "no page shows what the priorities include", |finding| {
            finding.help("write {{ priority-includes }} where it belongs, or take `includes:` out")
        });
    }
}

/// Actions of a priority, in a document that shows those of others.
fn actions(case: &Case<'_>, asked: &Asked, report: &mut Report) {
    let Some(data) = case.agreement.actions.as_ref().filter(|_| !asked.actions.is_empty()) else { return };
    for priority in case.agreement.priorities.iter().flat_map(|data| &data.value.priorities) {
        let id = priority.id.value.as_str();
        let mut of_it = data.value.actions.iter().filter(|action| action.priority.words == id);
        if let Some(first) = of_it.next().filter(|_| !asked.actions.contains(id)) {
            let message = match of_it.count() {
                0 => format!("no page shows this action for `{}`", priority.name.words),
                more => format!("no page shows the {} actions for `{}`", more + 1, priority.name.words),
            };
            report.add(first.title.span, message, |finding| {
                finding.help(format!("write {{{{ actions priority={id} }}}} into the section on this priority"))
            });
        }
    }
}

/// What `document.yaml` says that a section shows.
fn settings(case: &Case<'_>, asked: &Asked, report: &mut Report) {
    let Some(data) = &case.agreement.companion else { return };
    for key in ["recommendation", "attachments", RECOMMENDATIONS] {
        if let Some(node) = data.tree.get(key).filter(|_| !asked.block(&[key])) {
            report.add(node.span, format!("no page shows the `{key}` of this document"), |finding| {
                finding.help(format!("write {{{{ {key} }}}} where it belongs, or take `{key}:` out"))
            });
        }
    }
}

/// Lists with a block of their own, in files of which something else may be shown.
fn lists(case: &Case<'_>, asked: &Asked, report: &mut Report) {
    if let Some(entry) = case.agreement.assessment() {
        let first = entry.other_issues.first();
        let shown = asked.block(&["other-issues"]) || !asked.block(&["strategic-assessments", "assessment-matrix"]);
        if let Some(first) = first.filter(|_| !shown) {
            report.add(first.span, "no page shows the other issues of the assessments", |finding| {
                finding.help("write {{ other-issues }} where they belong, or take `other-issues:` out")
            });
        }
    }
    let Some(data) = &case.agreement.police_and_crime_plan else { return };
    let drawn = asked.block(&["priority-diagram", "priority-tables"]);
    let parts = [
        ("guiding-principles", &data.value.guiding_principles, false),
        ("chief-constable", &data.value.chief_constable, drawn),
        ("commissioner", &data.value.commissioner, false),
    ];
    // Where none of it is shown, the whole file is told of.
    if !drawn && asked.parts.is_empty() {
        return;
    }
    for (part, aims, drawn) in parts {
        let shown = drawn || asked.parts.contains("all") || asked.parts.contains(part);
        if let Some(first) = aims.first().filter(|_| !shown) {
            report.add(first.name.span, format!("no page shows the list `{part}`"), |finding| {
                finding.help(format!(
                    "write {{{{ police-and-crime-plan part={part} }}}} where it belongs, or take the list out"
                ))
            });
        }
    }
}

/// A file: its name, its place, the blocks that show it and how the values begin that do.
type FileUse<'a> = (&'a str, Option<Span>, &'a [&'a str], &'a [&'a str]);

/// Whole files.
fn files(case: &Case<'_>, asked: &Asked, report: &mut Report) {
    let agreement = case.agreement;
    let blocks: [FileUse<'_>; 9] = [
        ("governance", agreement.governance.as_ref().map(|data| data.tree.span), &["governance-diagram"], &[]),
        (
            "assessments",
            agreement.assessments.as_ref().map(|data| data.tree.span),
            &["strategic-assessments", "assessment-matrix", "other-issues"],
            &["assessments.", "count.local-partnerships"],
        ),
        ("morile", agreement.morile.as_ref().map(|data| data.tree.span), &["morile"], &["morile.", "count.morile"]),
        ("horizon", agreement.horizon.as_ref().map(|data| data.tree.span), &["horizon-scanning"], &["horizon."]),
        (
            "police-and-crime-plan",
            agreement.police_and_crime_plan.as_ref().map(|data| data.tree.span),
            &["police-and-crime-plan", "priority-diagram", "priority-tables"],
            &["count.chief-constable"],
        ),
        (
            "actions",
            agreement.actions.as_ref().map(|data| data.tree.span),
            &["actions", "action-totals", "action-chart"],
            &["count.actions"],
        ),
        ("indicators", agreement.indicators.as_ref().map(|data| data.tree.span), &["indicator"], &["indicator."]),
        ("annual-cycle", agreement.annual_cycle.as_ref().map(|data| data.tree.span), &["annual-cycle"], &[]),
        (
            "directorates",
            agreement.directorates.as_ref().map(|data| data.tree.span),
            &["directorates", "organisation-diagram", "services"],
            &["count.directorates", "count.services"],
        ),
    ];
    for (file, span, blocks, values) in blocks {
        let Some(span) = span else { continue };
        if asked.block(blocks) || values.iter().any(|start| asked.value(start)) {
            continue;
        }
        let block = blocks.first().copied().unwrap_or_default();
        let place = Span::new(span.file, span.start, span.start);
        report.add(place, format!("no page shows anything of data/{file}.yaml"), |finding| {
            finding.help(format!("write {{{{ {block} }}}} where it belongs, or take the file away"))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, findings, found_with};

    const CODE: &str = "unshown-data";

    fn partners(blocks: &str) -> String {
        format!("---\ntitle: Partners\n---\n\n{blocks}\n")
    }

    fn told(changes: &[(&str, &str)]) -> Vec<String> {
        let (_, told) = findings(changes, None);
        told.into_iter().filter(|one| one.code == CODE).map(|one| one.message).collect()
    }

    #[test]
    fn themes_and_priorities_that_no_page_shows_are_found() {
        let found = |blocks: &str| {
            found_with(
                CODE,
                &[("chapters/02-partners.md", &partners(&format!("{blocks}\n\n{{{{ strategic-assessments }}}}")))],
                None,
            )
        };
        assert_eq!(found("{{ leads }}"), ["Support Mental Health and Wellbeing", "Improve Quality of Life"]);
        assert_eq!(found("{{ leads }}\n\n{{ theme.lives }}"), ["Support Mental Health and Wellbeing"]);
        assert_eq!(found("{{ theme.lives }} {{ theme.health.name }} {{ priority.roads }}").len(), 2);
        assert_eq!(found("{{ priority-diagram }}"), [""; 0]);
        assert_eq!(found("{{ priority-tables }}"), [""; 0]);
    }

    #[test]
    fn what_priorities_include_needs_its_block() {
        let data = "priorities:\n  - { id: a, name: A, includes: [Scams, Fraud] }\n";
        assert_eq!(found_with(CODE, &[("data/priorities.yaml", data)], None), ["Scams"]);
        let text = chapter("{{ priority-includes }}");
        assert_eq!(found_with(CODE, &[("data/priorities.yaml", data), (CHAPTER, &text)], None), [""; 0]);
    }

    #[test]
    fn whole_files_are_found() {
        let governance = "nodes:\n  - { id: a, name: A, text: B }\n";
        let horizon = "year: \"2020-21\"\nsections: [{ heading: A, groups: [{ items: [b] }] }]\n";
        let with = [("data/governance.yaml", governance), ("data/horizon.yaml", horizon)];
        assert_eq!(
            told(&with),
            ["No page shows anything of data/governance.yaml", "No page shows anything of data/horizon.yaml"]
        );
        let text = chapter("{{ governance-diagram }}\n\nScanned in {{ horizon.year }}.");
        assert_eq!(told(&[with[0], with[1], (CHAPTER, &text)]), [""; 0]);
        let none = partners("{{ priority-tables }}");
        assert_eq!(told(&[("chapters/02-partners.md", &none)]), ["No page shows anything of data/assessments.yaml"]);
        let counted = partners("{{ priority-tables }}\n\n{{ count.local-partnerships | words }}");
        assert_eq!(told(&[("chapters/02-partners.md", &counted)]), [""; 0]);
    }

    #[test]
    fn lists_of_a_file_that_is_shown_in_part_are_found() {
        let plan =
            "plan: safer-in-kent\nguiding-principles: [Care]\nchief-constable: [Fight crime]\ncommissioner: [Pay]\n";
        let with = |body: &str| {
            found_with(CODE, &[("data/police-and-crime-plan.yaml", plan), (CHAPTER, &chapter(body))], None)
        };
        assert_eq!(with("Words."), ["Care", "Pay"]);
        assert_eq!(with("{{ police-and-crime-plan part=commissioner }}"), ["Care"]);
        assert_eq!(with("{{ police-and-crime-plan }}"), [""; 0]);
        let assessments =
            "year: 2020-21\npartnership-count: 12\nissues:\n  - { name: A, count: 1 }\nother-issues: [fraud]\n";
        assert_eq!(found_with(CODE, &[("data/assessments.yaml", assessments)], None), ["fraud"]);
    }

    #[test]
    fn nothing_is_said_where_something_could_not_be_read() {
        let with = [("data/horizon.yaml", "year: [\n"), ("data/morile.yaml", "year: 2020-21\nissues: [A]\n")];
        assert_eq!(told(&with), [""; 0]);
    }
}
