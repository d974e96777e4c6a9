//! A body, a plan, a term or an Act in the data that nothing in the agreement refers to.
//!
//! Either the text has lost it, or the entry was left behind by an earlier edition. Whoever keeps
//! the data up to date checks its name and its dates again and again for nothing, and believes
//! that readers see it.
//!
//! Before:
//!
//! ```yaml data/glossary.yaml
//! terms:
//!   - { id: csa, name: Community Safety Agreement, short: CSA }
//!   - { id: vawg, name: Violence Against Women and Girls, short: VAWG }
//! ```
//!
//! After:
//!
//! ```yaml data/glossary.yaml
//! terms:
//!   - { id: csa, name: Community Safety Agreement, short: CSA }
//! ```
//!
//! Source: the source format of this tool.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Case, Level, Lint, Report};
use crate::agreement::{Kind, Named};
use crate::reading::{Origin, values, words_of};

/// An entry of the data that nothing refers to.
pub(super) const LINT: Lint =
    Lint { code: "unused-name", level: Level::Warning, file: include_str!("unused_name.rs"), check };

/// The most words of a name that is looked for in the text.
const MOST_WORDS: usize = 16;

fn check(case: &Case<'_>, report: &mut Report) {
    if !case.complete {
        return;
    }
    let used = used(case);
    let unused = |named: &&Named<'_>| {
        matches!(named.kind, Kind::Body | Kind::Plan | Kind::Term | Kind::Legislation)
            && !used.contains(&(named.kind, named.id.value.clone()))
    };
    let unused: Vec<&Named<'_>> = case.names.iter().filter(unused).collect();
    let typed = typed(case, &unused);
    for (_, named) in unused.into_iter().enumerate().filter(|(index, _)| !typed.contains(index)) {
        let message = format!("nothing in the agreement refers to `{}`", named.full);
        report.add(named.name.span, message, |finding| {
            finding.help(format!("write {} where it belongs, or take its entry out", named.value()))
        });
    }
}

/// What is referred to by a value, a block or another entry of the data.
fn used(case: &Case<'_>) -> BTreeSet<(Kind, String)> {
    let agreement = case.agreement;
    let mut used: BTreeSet<(Kind, String)> = BTreeSet::new();
    let mut roles: BTreeSet<String> = BTreeSet::new();
    let mut all_plans = false;
    let kinds = [Kind::Body, Kind::Plan, Kind::Term, Kind::Legislation];
    for path in values(agreement, case.reading) {
        let mut parts = path.splitn(3, '.');
        let (first, second, third) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
        match (first, second, third) {
            ("count", Some("bodies"), Some(role)) => drop(roles.insert(role.to_owned())),
            ("count", Some("plans"), _) => all_plans = true,
            (word, Some(id), _) => {
                let kind = kinds.into_iter().find(|kind| kind.word() == word);
                used.extend(kind.map(|kind| (kind, id.to_owned())));
            }
            _ => {}
        }
    }
    for call in agreement.calls() {
        match call.name.value.as_str() {
            "plans" => all_plans = true,
            "bodies" => roles
                .extend(call.options.iter().filter(|(key, _)| key.value == "role").map(|(_, role)| role.value.clone())),
            _ => {}
        }
    }
    let mut body = |id: &str| {
        used.insert((Kind::Body, id.to_owned()));
    };
    if let Some(data) = &agreement.settings {
        body(&data.value.partnership.words);
        data.value.partners.iter().for_each(|partner| body(&partner.body.words));
        data.value.contact.iter().filter_map(|contact| contact.body.as_ref()).for_each(|id| body(&id.words));
    }
    for priority in agreement.priorities.iter().flat_map(|data| &data.value.priorities) {
        priority.lead.iter().for_each(|lead| body(&lead.body.words));
    }
    for node in agreement.governance.iter().flat_map(|data| &data.value.nodes) {
        node.body.iter().for_each(|id| body(&id.words));
        roles.extend(node.many.iter().map(|role| role.words.clone()));
    }
    for partnership in agreement.assessments.iter().flat_map(|data| data.value.partnerships()) {
        body(&partnership.words);
    }
    for action in agreement.actions.iter().flat_map(|data| &data.value.actions) {
        body(&action.owner.words);
    }
    for event in agreement.annual_cycle.iter().flat_map(|data| &data.value.events) {
        event.body.iter().for_each(|id| body(&id.words));
    }
    agreement.directorates.iter().filter_map(|data| data.value.council.as_ref()).for_each(|id| body(&id.words));
    if let Some(data) = &agreement.companion {
        data.value.publisher.iter().for_each(|id| body(&id.words));
        data.value.contact.iter().filter_map(|contact| contact.body.as_ref()).for_each(|id| body(&id.words));
    }
    for one in agreement.bodies.iter().flat_map(|data| &data.value.bodies) {
        one.succeeded_by.iter().for_each(|next| body(&next.words));
        if one.roles.iter().any(|role| roles.contains(&role.words)) {
            body(&one.id.value);
        }
    }
    let duties = agreement.duties.iter().flat_map(|data| &data.value.duties);
    used.extend(duties.map(|duty| (Kind::Legislation, duty.legislation.words.clone())));
    let plan = agreement.police_and_crime_plan.iter().filter_map(|data| data.value.plan.as_ref());
    used.extend(plan.map(|plan| (Kind::Plan, plan.words.clone())));
    let listed = agreement.plans.iter().flat_map(|data| &data.value.plans).filter(|plan| all_plans && plan.listed);
    used.extend(listed.map(|plan| (Kind::Plan, plan.id.value.clone())));
    used
}

/// Which of some names are typed in a text by hand; that a value belongs there is told elsewhere.
fn typed(case: &Case<'_>, names: &[&Named<'_>]) -> HashSet<usize> {
    let lower = |text: &str| words_of(text).map(|word| word.text.to_lowercase()).collect::<Vec<_>>();
    let mut known: HashMap<String, Vec<usize>> = HashMap::new();
    // How many words the names have that begin with a word.
    let mut lengths: HashMap<String, BTreeSet<usize>> = HashMap::new();
    for (index, named) in names.iter().enumerate() {
        let others = named.others.formerly.iter().chain(&named.others.avoid);
        let texts = others.chain(named.short).map(|text| text.words.as_str());
        for text in texts.chain([named.full.as_str(), named.name.words.as_str()]) {
            let words = lower(text);
            if let Some(first) = words.first().filter(|_| words.len() <= MOST_WORDS) {
                lengths.entry(first.clone()).or_default().insert(words.len());
                known.entry(words.join(" ")).or_default().push(index);
            }
        }
    }
    let mut found = HashSet::new();
    if known.is_empty() {
        return found;
    }
    // The entry itself is no use of it.
    let own: HashSet<_> = names
        .iter()
        .flat_map(|named| {
            named.others.formerly.iter().chain(&named.others.avoid).chain(named.short).chain([named.name])
        })
        .map(|text| text.span)
        .collect();
    for passage in case.reading.passages.iter().filter(|passage| !own.contains(&passage.span)) {
        let typed = passage.words().filter(|word| passage.runs_in(&word.range).any(|run| run.origin == Origin::Typed));
        let words: Vec<String> = typed.map(|word| word.text.to_lowercase()).collect();
        for (at, first) in words.iter().enumerate() {
            for length in lengths.get(first).into_iter().flatten() {
                let name = words.get(at..at + length).map(|name| name.join(" "));
                found.extend(name.and_then(|name| known.get(&name)).into_iter().flatten().copied());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, found_with};

    const CODE: &str = "unused-name";
    const SAMPLE: &str = "bodies:\n\
        \x20 - { id: kcsp, name: Kent Community Safety Partnership, short: KCSP }\n\
        \x20 - { id: csps, name: Community Safety Partnerships, short: CSPs, roles: [local-partnership], many: true }\n\
        \x20 - { id: kent-police, name: Kent Police, roles: [responsible-authority] }\n\
        \x20 - { id: kfrs, name: Kent Fire and Rescue Service, short: KFRS, roles: [responsible-authority] }\n\
        \x20 - { id: forum, name: Resilience Forum, short: KRF, roles: [forum] }\n";

    fn bodies(chapter_text: &str) -> Vec<String> {
        found_with(CODE, &[("data/bodies.yaml", SAMPLE), (CHAPTER, &chapter(chapter_text))], None)
    }

    #[test]
    fn a_body_that_nothing_refers_to_is_found() {
        assert_eq!(bodies("Words."), ["Resilience Forum"]);
    }

    #[test]
    fn values_blocks_counts_and_typed_names_refer_to_it() {
        for text in [
            "The {{ body.forum }} met.",
            "The {{ body.forum.short }} met.",
            "{{ bodies role=forum }}",
            "There is {{ count.bodies.forum }} of them.",
            "The Resilience **Forum** met.",
            "The KRF met.",
        ] {
            assert_eq!(bodies(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn other_entries_refer_to_it() {
        let with = |path, text: &str| found_with(CODE, &[("data/bodies.yaml", SAMPLE), (path, text)], None);
        let governance = "nodes:\n  - { id: a, body: forum, text: B }\n";
        assert_eq!(with("data/governance.yaml", governance), [""; 0]);
        assert_eq!(with("data/governance.yaml", &governance.replace("body: forum", "name: C, many: forum")), [""; 0]);
        let assessments = "year: 2020-21\npartnerships: [forum]\nissues:\n  - { name: A, marks: { forum: main } }\n";
        assert_eq!(with("data/assessments.yaml", assessments), [""; 0]);
        let settings = "format: 1\ntitle: A\ndescription: B\npartnership: kcsp\narea: Kent\nlanguage: en-GB\n";
        for line in ["partners: [forum]", "contact: { body: forum }"] {
            assert_eq!(with("agreement.yaml", &format!("{settings}{line}\n")), [""; 0], "{line}");
        }
        assert_eq!(with("agreement.yaml", &settings.replace("kcsp", "forum")), [""; 0]);
        let successor = SAMPLE.replace("short: KFRS,", "short: KFRS, until: 2021-06-25, succeeded-by: forum,");
        assert_eq!(found_with(CODE, &[("data/bodies.yaml", &successor)], None), [""; 0]);
        let priorities = "priorities:\n  - { id: a, name: A, lead: { post: B, body: forum } }\n";
        assert_eq!(with("data/priorities.yaml", priorities), [""; 0]);
    }

    #[test]
    fn plans_terms_and_acts_are_looked_at_too() {
        let plans = "plans:\n  - { id: a, name: Plan A }\n  - { id: b, name: Plan B, listed: false }\n";
        assert_eq!(found_with(CODE, &[("data/plans.yaml", plans)], None), ["Plan B"]);
        let text = "---\ntitle: Partners\n---\n\n{{ term.csa }} {{ legislation.crime-and-disorder-1998 }}\n\n{{ bodies role=responsible-authority }}\n";
        let found = found_with(CODE, &[("chapters/02-partners.md", text)], None);
        assert_eq!(
            found,
            ["Community Safety Partnerships", "Domestic Abuse Bill", "\"Safer in Kent: The Community Safety Plan\""]
        );
    }

    #[test]
    fn nothing_is_said_to_be_unused_where_something_could_not_be_read() {
        let with = [("data/bodies.yaml", SAMPLE), ("data/horizon.yaml", "sections: [")];
        assert_eq!(found_with(CODE, &with, None), [""; 0]);
    }
}
