//! What the data says that somebody has to confirm: leads, results, Bills, plans, who signs.

use std::collections::BTreeMap;

use super::{Case, Found, Point};
use crate::agreement::Kind;
use crate::content::legislation::{Law, LegislationKind};
use crate::content::plans::{Plan, Status};
use crate::content::priorities::Priority;
use crate::date::Date;
use crate::parse::prose::NodeKind;
use crate::parse::yaml::Text;
use crate::source::Span;

/// All of it.
pub(super) fn all(case: &Case<'_>) -> Vec<Found> {
    let mut found = edition(case);
    found.extend(signatures(case));
    found.extend(leads(case));
    found.extend(plans(case));
    found.extend(police_and_crime_plan(case));
    found.extend(bodies(case));
    found.extend(laws(case));
    found.extend(figures(case));
    found.extend(cover(case));
    found
}

fn found(at: Span, subject: impl Into<String>, reason: impl Into<String>) -> Found {
    Found::at(at, Point::fact(subject, reason))
}

/// What the new entry of version control still asks for.
fn edition(case: &Case<'_>) -> Vec<Found> {
    let now = case.now;
    let mut all = vec![
        found(
            now.effective.span,
            "Confirm the day on which the edition takes effect.",
            format!("It is set to {}.", now.effective.value.long()),
        ),
        found(
            now.summary.span,
            "Say in one line what this edition is.",
            format!("It is called “{}” now.", plain(case, &now.summary.words)),
        ),
    ];
    if now.changes.is_empty() {
        all.push(found(
            now.span,
            "When the text is done, list what has changed.",
            "`agreement changes --write` drafts an item for each part; put what the change means in place of the counts.",
        ));
    }
    all
}

/// The words of a text of data with its values printed.
fn plain(case: &Case<'_>, words: &str) -> String {
    let same = |passage: &&crate::reading::Passage<'_>| passage.span == case.now.summary.span;
    case.reading.passages.iter().find(same).map_or_else(|| words.to_owned(), |passage| passage.text.clone())
}

fn signatures(case: &Case<'_>) -> Vec<Found> {
    let signed = case.agreement.parts().filter_map(|part| part.signature.as_ref());
    let ask = |signature: &crate::content::part::Signature| {
        found(
            signature.span,
            "Ask those who sign this part whether they still hold their offices, and to approve the text.",
            "",
        )
    };
    signed.map(ask).collect()
}

/// The leads, body by body, since one letter asks a body for all of its own.
fn leads(case: &Case<'_>) -> Vec<Found> {
    let mut by_body: Vec<(&str, Vec<&Priority>)> = Vec::new();
    for priority in case.agreement.priorities.iter().flat_map(|data| &data.value.priorities) {
        let Some(lead) = &priority.lead else { continue };
        match by_body.iter_mut().find(|(body, _)| *body == lead.body.words) {
            Some((_, all)) => all.push(priority),
            None => by_body.push((&lead.body.words, vec![priority])),
        }
    }
    let part = case.agreement.part_with_block("leads").map(|part| part.file);
    let ask = |(body, priorities): (&str, Vec<&Priority>)| {
        let name = case.reading.name(Kind::Body, body).map_or(body, |name| name.long.as_str());
        let posts: Vec<String> = priorities
            .iter()
            .filter_map(|priority| {
                let post = priority.lead.as_ref()?.post.words.replace("{body}", name);
                Some(format!("{} ({post})", priority.name.words))
            })
            .collect();
        let at = priorities.first().and_then(|priority| priority.lead.as_ref()).map(|lead| lead.body.span)?;
        let found = found(at, format!("Confirm the leads from {name}:"), format!("{}.", posts.join("; ")));
        Some(Found { part, ..found })
    };
    by_body.into_iter().filter_map(ask).collect()
}

/// Plans that end in the year of this edition, that are drafts, or of which only a revision is known.
fn plans(case: &Case<'_>) -> Vec<Found> {
    let Some(data) = &case.agreement.plans else { return Vec::new() };
    let names = case.agreement.names();
    let until = |plan: &Plan| {
        let named = names.iter().find(|named| named.kind == Kind::Plan && named.id.value == plan.id.value)?;
        named.until.as_ref().map(|until| until.value)
    };
    let mut all = Vec::new();
    for plan in &data.value.plans {
        let (name, at) = (&plan.name.words, plan.name.span);
        let until = until(plan);
        if until.is_some_and(|until| is_ahead(case, until)) {
            let when = plan.until.as_ref().map_or_else(
                || plan.period.map(|(_, last)| format!("in {last}")),
                |until| Some(format!("on {}", until.value.long())),
            );
            let when = when.unwrap_or_default();
            all.push(found(
                at,
                format!("“{name}” ends {when}, while this edition is in force."),
                "Find out what follows it.",
            ));
        } else if plan.status == Status::Draft {
            all.push(found(at, format!("“{name}” is entered as a draft."), "Find out whether it has been agreed."));
        } else if let Some(revision) =
            plan.revision.as_ref().filter(|_| until.is_none_or(|until| until >= case.now.effective.value))
        {
            all.push(found(
                revision.span,
                format!("“{name}” is the version of {}.", revision.words),
                "Find out whether there is a newer one.",
            ));
        }
    }
    all.extend(open_plans(
        data.value
            .plans
            .iter()
            .filter(|plan| plan.listed && !plan.many && plan.status == Status::Current && until(plan).is_none()),
    ));
    all
}

/// The plans of which nobody knows until when they run, in one question.
fn open_plans<'p>(plans: impl Iterator<Item = &'p Plan>) -> Option<Found> {
    let plans: Vec<&Plan> = plans.collect();
    let names: Vec<&str> = plans.iter().map(|plan| plan.name.words.as_str()).collect();
    let at = plans.first()?.name.span;
    Some(found(at, "Confirm that the plans without a period are still current:", format!("{}.", names.join("; "))))
}

/// Whether a day lies in the year from the effective date on.
fn is_ahead(case: &Case<'_>, day: Date) -> bool {
    let from = case.now.effective.value;
    from <= day && day < Date { year: from.year + 1, ..from }
}

/// The plan from which an appendix is taken.
fn police_and_crime_plan(case: &Case<'_>) -> Option<Found> {
    let data = case.agreement.police_and_crime_plan.as_ref()?;
    let plan = &data.value.plan;
    let plan = plan.as_ref()?;
    let name = case.reading.name(Kind::Plan, &plan.words)?;
    let period = name.facts.get("period").map(|period| format!(", {period}")).unwrap_or_default();
    let revision = name.facts.get("revision").map(|revision| format!(", version of {revision}")).unwrap_or_default();
    Some(found(
        plan.span,
        "Bring the extract from the plan up to date.",
        format!("It is taken from “{}”{period}{revision}.", name.long),
    ))
}

/// Bodies whose time ends in the year of this edition.
fn bodies(case: &Case<'_>) -> Vec<Found> {
    let bodies = case.agreement.bodies.iter().flat_map(|data| &data.value.bodies);
    let ending = bodies.filter_map(|body| {
        let until = body.until.as_ref().filter(|until| is_ahead(case, until.value))?;
        let next = body.succeeded_by.as_ref().and_then(|next| case.reading.name(Kind::Body, &next.words));
        let what = next.map_or_else(
            || "Find out who follows it, and name that body: `succeeded-by`.".to_owned(),
            |next| format!("“{}” follows it: see that the text says from when.", next.long),
        );
        let subject = format!("“{}” ends on {}, while this edition is in force.", body.name.words, until.value.long());
        Some(found(until.span, subject, what))
    });
    ending.collect()
}

/// Bills and duties that are not law, as far as the register knows.
fn laws(case: &Case<'_>) -> Vec<Found> {
    let told: Vec<Span> = case
        .findings
        .iter()
        .filter(|finding| matches!(finding.code, "passed-bill" | "stale-bill"))
        .map(|finding| finding.primary.span)
        .collect();
    let laws = case.agreement.legislation.iter().flat_map(|data| &data.value.laws);
    let ask = |law: &Law| {
        let is_told = told.iter().any(|at| {
            *at == law.title.span
                || law.status.as_ref().is_some_and(|status| {
                    status.span.file == at.file && status.span.start <= at.start && at.end <= status.span.end
                })
        });
        let known = match &law.status {
            Some(status) => format!("The register says: {}.", status.words.trim_end_matches('.')),
            None => "The register says nothing of its progress.".to_owned(),
        };
        let what = match law.kind {
            _ if is_told => return None,
            LegislationKind::Bill => "If it has become law, make it an Act here, with its year.",
            LegislationKind::Duty if law.status.is_some() => "If it is in force, say since when: `in-force`.",
            LegislationKind::Duty | LegislationKind::Act | LegislationKind::Regulations => return None,
        };
        let subject = format!("Look up how far the {} has come.", law.title.words);
        Some(found(law.title.span, subject, format!("{known} {what}")))
    };
    laws.filter_map(ask).collect()
}

/// Numbers that are kept in files of data, each with its year where that is known.
fn figures(case: &Case<'_>) -> Vec<Found> {
    let mut all = results(case);
    if let Some(entry) = case.agreement.assessment() {
        let at = entry.year.as_ref().map_or(Span::whole(entry.span.file), |year| year.span);
        all.push(found(at, format!("Confirm that there are {} local partnerships.", entry.count), ""));
    }
    let mut tables: BTreeMap<String, Span> = BTreeMap::new();
    for part in case.agreement.parts() {
        part.prose.for_each_node(&mut |node| {
            if let NodeKind::DataBlock(call) = &node.kind
                && let Some(path) = call.words.first().filter(|_| call.name.value == "table")
            {
                tables.entry(path.value.clone()).or_insert(call.span);
            }
        });
    }
    all.extend(
        tables
            .into_iter()
            .map(|(path, at)| found(at, format!("Confirm the figures of {path}, or put new ones in their place."), "")),
    );
    all
}

/// Results of a year that no check finds too old: nobody but their owner knows whether they are the last.
fn results(case: &Case<'_>) -> Vec<Found> {
    let is_told = |at: Span| case.findings.iter().any(|finding| finding.primary.span == at);
    let years = case.agreement.years().into_iter().filter(|(_, year)| !is_told(year.span));
    let ask = |(file, year): (&str, &Text)| {
        let subject = format!("Confirm that the results in {file} are those for this edition.");
        let point = Point { once: true, ..Point::fact(subject, format!("They are of {}.", year.words)) };
        Found::at(year.span, point)
    };
    years.map(ask).collect()
}

/// Who stands on the cover, and how readers reach whom they ask.
fn cover(case: &Case<'_>) -> Vec<Found> {
    let Some(data) = &case.agreement.settings else { return Vec::new() };
    let mut all = Vec::new();
    if let Some(first) = data.value.partners.first() {
        let names = data.value.partners.iter().map(|partner| {
            case.reading
                .name(Kind::Body, &partner.body.words)
                .map_or(partner.body.words.as_str(), |name| name.long.as_str())
        });
        let names: Vec<&str> = names.collect();
        all.push(found(
            first.body.span,
            "Confirm the partners on the cover, and their logos:",
            format!("{}.", names.join("; ")),
        ));
    }
    if let Some(contact) = &data.value.contact {
        let lines = [&contact.email, &contact.telephone].into_iter().flatten();
        let at = contact.body.as_ref().or(contact.email.as_ref()).or(contact.telephone.as_ref());
        let words: Vec<&str> = lines.map(|line| line.words.as_str()).collect();
        if let Some(at) = at {
            all.push(found(
                at.span,
                "Confirm the address, the email address and the telephone number:",
                format!("{}.", words.join(", ")),
            ));
        }
    }
    all
}
