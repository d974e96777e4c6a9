//! A list that was typed twice, or that was typed although the data has it.
//!
//! The 2017 and 2021 editions listed the responsible authorities in a box with six entries and in
//! a chapter with seven, and the priorities in a different order each time. A list that the data
//! has can be drawn with a block wherever it is needed, and then it is the same everywhere. The
//! order of the items does not matter here, nor do small differences between them.
//!
//! Before:
//!
//! ```md
//! The priorities are:
//!
//! - Domestic Abuse;
//! - Road Safety; and
//! - Serious Violence & Organised Crime.
//! ```
//!
//! After:
//!
//! ```md
//! The priorities are:
//!
//! {{ priority-tables }}
//! ```
//!
//! Source: the published editions of April 2017 and April 2021; the source format of this tool.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Case, Level, Lint, Report};
use crate::content::plans::Plan;
use crate::parse::prose::{Node, NodeKind, Piece, PieceKind};
use crate::parse::yaml::Text;
use crate::reading::{Form, tables, words_of};
use crate::source::Span;

/// A list that stands somewhere else as well.
pub(super) const LINT: Lint =
    Lint { code: "repeated-list", level: Level::Warning, file: include_str!("repeated_list.rs"), check };

/// The fewest items of a list.
const LEAST: usize = 3;
/// The most words of an item; what has more is a paragraph.
const MOST_WORDS: usize = 15;
/// The most items that are compared one by one where they are not quite the same.
const MOST_COMPARED: usize = 24;
/// The most lists that are remembered for one item.
const MOST_PLACES: usize = 8;
/// How many of the items must be the same: seven of ten.
const ALIKE: (usize, usize) = (7, 10);

/// A list with its items in a form that can be compared.
struct List {
    span: Span,
    items: Vec<Vec<String>>,
    origin: Origin,
}

enum Origin {
    /// It stands in a text.
    Typed,
    /// It is the first column of a table.
    Column,
    /// The data has it: what it is, and the block that draws it.
    Data(&'static str, String),
}

fn check(case: &Case<'_>, report: &mut Report) {
    let data = of_data(case);
    let mut lists: Vec<List> = data;
    lists.extend(typed(case));
    for (index, first) in repeated(&lists) {
        let (Some(list), Some(first)) = (lists.get(index), lists.get(first)) else { continue };
        match &first.origin {
            Origin::Data(what, block) => {
                let message = format!("the data has this list already: {what}");
                report.add(list.span, message, |finding| {
                    let finding = finding.also(first.span, "it is kept here").help(format!(
                        "write `{block}` in a paragraph of its own, and the list is the same everywhere"
                    ));
                    let whole = matches!(list.origin, Origin::Typed) && list.items.len() == first.items.len();
                    if whole { finding.suggest(list.span, block.as_str(), false) } else { finding }
                });
            }
            Origin::Typed | Origin::Column => {
                report.add(list.span, "this list stands in the document twice, or nearly so", |finding| {
                    finding
                        .also(first.span, "the first of the two is here")
                        .help("keep one, and write a reference such as [](#its-id) in place of the other")
                });
            }
        }
    }
}

/// The lists that the data has, with the block for each.
fn of_data(case: &Case<'_>) -> Vec<List> {
    let mut found = Vec::new();
    let mut add = |texts: Vec<&Text>, what: &'static str, block: String| {
        let (Some(first), Some(last)) = (texts.first(), texts.last()) else { return };
        let items = texts.iter().map(|text| item(&text.words)).collect();
        let span = first.span.to(last.span);
        found.push(List { span, items, origin: Origin::Data(what, block) });
    };
    let block = |name: &str| format!("{{{{ {name} }}}}");
    if let Some(data) = &case.agreement.priorities {
        let data = &data.value;
        add(data.priorities.iter().map(|one| &one.name).collect(), "the priorities", block("priority-tables"));
        add(data.themes.iter().map(|one| &one.name).collect(), "the cross-cutting themes", block("priority-tables"));
        for priority in &data.priorities {
            add(priority.includes.iter().collect(), "what a priority includes", block("priority-includes"));
        }
    }
    if let Some(data) = &case.agreement.bodies {
        let mut roles: BTreeMap<&str, Vec<&Text>> = BTreeMap::new();
        for body in &data.value.bodies {
            body.roles.iter().for_each(|role| roles.entry(&role.words).or_default().push(&body.name));
        }
        for (role, names) in roles {
            add(names, "the bodies with one role", block(&format!("bodies role={role} style=list")));
        }
    }
    if let Some(data) = &case.agreement.plans {
        let listed = data.value.plans.iter().filter(|plan: &&Plan| plan.listed);
        add(listed.map(|plan| &plan.name).collect(), "the plans", block("plans"));
    }
    if let Some(data) = &case.agreement.police_and_crime_plan {
        let parts = [
            (&data.value.chief_constable, "the Chief Constable's priorities", "chief-constable"),
            (&data.value.commissioner, "what the Commissioner will do", "commissioner"),
            (&data.value.guiding_principles, "the principles of the police and crime plan", "guiding-principles"),
        ];
        for (aims, what, part) in parts {
            add(aims.iter().map(|aim| &aim.name).collect(), what, block(&format!("police-and-crime-plan part={part}")));
        }
    }
    if let Some(data) = &case.agreement.morile {
        add(data.value.issues.iter().collect(), "the outcome of the MoRiLE assessment", block("morile"));
    }
    if let Some(entry) = case.agreement.assessment() {
        add(entry.other_issues.iter().collect(), "the other issues of the assessments", block("other-issues"));
    }
    found
}

/// The lists that somebody typed, and the first columns of tables.
fn typed(case: &Case<'_>) -> Vec<List> {
    let texts: HashMap<Span, &str> = case
        .reading
        .passages
        .iter()
        .filter(|passage| matches!(passage.form, Form::Item | Form::Cell))
        .map(|passage| (passage.span, passage.text.as_str()))
        .collect();
    let mut found = Vec::new();
    for part in case.agreement.parts() {
        part.prose.for_each_node(&mut |node: &Node| {
            let NodeKind::List { items, .. } = &node.kind else { return };
            // An item of several blocks is a paragraph with what belongs to it.
            let items: Option<Vec<Vec<String>>> = items
                .iter()
                .map(|one| match one.blocks.as_slice() {
                    [Node { span, kind: NodeKind::Paragraph(content), .. }] => {
                        let mut words = item(texts.get(span)?);
                        // The same words that lead to other pages are not the same.
                        addresses(content, &mut words);
                        Some(words)
                    }
                    _ => None,
                })
                .collect();
            found.extend(items.map(|items| List { span: node.span, items, origin: Origin::Typed }));
        });
    }
    for table in tables(case.agreement, case.files) {
        let column: Vec<_> = table.rows.iter().filter_map(|row| row.first()).collect();
        let (Some(first), Some(last)) = (column.first(), column.last()) else { continue };
        let items = column.iter().map(|cell| item(texts.get(&cell.span).copied().unwrap_or(&cell.words))).collect();
        found.push(List { span: first.span.to(last.span), items, origin: Origin::Column });
    }
    found
}

/// The addresses of the links in an item.
fn addresses(pieces: &[Piece], found: &mut Vec<String>) {
    for piece in pieces {
        match &piece.kind {
            PieceKind::Link { url, .. } => found.push(url.value.clone()),
            PieceKind::Emphasis(inner) | PieceKind::Strong(inner) | PieceKind::RunIn(inner) => addresses(inner, found),
            _ => {}
        }
    }
}

/// An item as it is compared: small letters, no brackets, no article, no "and" at the end.
fn item(text: &str) -> Vec<String> {
    let mut outside = String::new();
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '&' if depth == 0 => outside.push_str("and"),
            c if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    let mut words: Vec<String> = words_of(&outside).map(|word| word.text.to_lowercase()).collect();
    while words.last().is_some_and(|last| matches!(last.as_str(), "and" | "or")) {
        words.pop();
    }
    while words.len() > 1 && words.first().is_some_and(|first| matches!(first.as_str(), "the" | "a" | "an" | "local")) {
        words.remove(0);
    }
    words
}

/// The lists that repeat an earlier one: their numbers, and those of the first.
fn repeated(lists: &[List]) -> Vec<(usize, usize)> {
    let mut index: HashMap<String, Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    for (number, list) in lists.iter().enumerate() {
        if list.items.len() < LEAST || list.items.iter().any(|item| item.is_empty() || item.len() > MOST_WORDS) {
            continue;
        }
        let keys: HashSet<String> = list.items.iter().map(|item| item.join(" ")).collect();
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        let places = keys.iter().filter_map(|key| index.get(key)).flatten();
        places.for_each(|place| *votes.entry(*place).or_default() += 1);
        let mut best: Vec<(usize, usize)> = votes.into_iter().map(|(place, votes)| (votes, place)).collect();
        best.sort_unstable_by_key(|(votes, place)| (std::cmp::Reverse(*votes), *place));
        // A list of the data is no copy, and neither is a column of a table a copy of a list.
        let is_copy = |first: &&List| match list.origin {
            Origin::Data(..) => false,
            Origin::Typed => !matches!(first.origin, Origin::Column),
            Origin::Column => matches!(first.origin, Origin::Data(..)),
        };
        let of = best.iter().take(2).map(|(_, place)| *place);
        let first = of.filter(|place| lists.get(*place).filter(is_copy).is_some_and(|first| alike(first, list))).min();
        match first {
            Some(first) => found.push((number, first)),
            None => keys.into_iter().for_each(|key| {
                let places = index.entry(key).or_default();
                if places.len() < MOST_PLACES {
                    places.push(number);
                }
            }),
        }
    }
    found
}

/// Whether seven of ten items are the same, or nearly the same.
fn alike(one: &List, other: &List) -> bool {
    let (part, whole) = ALIKE;
    let (fewer, more) = (one.items.len().min(other.items.len()), one.items.len().max(other.items.len()));
    if fewer * whole < more * part {
        return false;
    }
    let mut left: Vec<&Vec<String>> = other.items.iter().collect();
    let mut common = 0;
    if more <= MOST_COMPARED {
        let mut unmatched = Vec::new();
        for item in &one.items {
            match left.iter().position(|other| *other == item) {
                Some(at) => {
                    left.swap_remove(at);
                    common += 1;
                }
                None => unmatched.push(item),
            }
        }
        for item in unmatched {
            if let Some(at) = left.iter().position(|other| near(item, other)) {
                left.swap_remove(at);
                common += 1;
            }
        }
    } else {
        let known: HashSet<&Vec<String>> = one.items.iter().collect();
        common = left.iter().filter(|item| known.contains(**item)).count();
    }
    common >= LEAST && common * whole >= more * part
}

/// Whether two items share most of their words, or one is the other with more words.
fn near(one: &[String], other: &[String]) -> bool {
    let common = one.iter().filter(|word| other.contains(word)).count();
    let all = one.len() + other.len() - common.min(other.len());
    common > 1 && (common == one.len() || common == other.len()) || common * 5 >= all * 3
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, findings, found, found_with};

    const CODE: &str = "repeated-list";

    #[test]
    fn a_list_that_was_typed_twice_is_found() {
        let text = "- Kent Police;\n- district and borough councils;\n- Kent County Council; and\n- probation.\n\nAnd again:\n\n\
                    1. Kent County Council (KCC)\n1. Kent Police\n1. local probation\n1. District & Borough Councils";
        let told = found(CODE, text);
        assert_eq!(told.len(), 1);
        assert!(told[0].starts_with("1. Kent County"), "{told:?}");
    }

    #[test]
    fn the_two_lists_of_the_responsible_authorities_of_2021_are_found() {
        let first = "- Kent Police\n- District & Borough Councils\n- Kent County Council\n\
                     - NHS Kent and Medway Clinical Commissioning Group\n- Kent Fire & Rescue\n\
                     - Kent, Surrey and Sussex Community Rehabilitation Company";
        let second = "- Kent Police\n- Local District/Borough Authorities\n- Kent County Council (KCC)\n\
                      - NHS Kent and Medway Clinical Commissioning Group (CCG)\n- Kent Fire and Rescue Service (KFRS)\n\
                      - Kent, Surrey and Sussex Community Rehabilitation Company (KSS CRC)\n- local CSPs";
        assert_eq!(found(CODE, &format!("{first}\n\nAnd:\n\n{second}")), [second]);
    }

    #[test]
    fn a_list_that_the_data_has_is_found_with_the_block() {
        let (files, told) = findings(
            &[(CHAPTER, &chapter("- Road Safety\n- {{ priority.violence }}\n- Domestic Abuse\n- Terrorism"))],
            None,
        );
        let told = told.iter().find(|one| one.code == CODE).expect("a finding");
        assert!(told.help.as_ref().is_some_and(|help| help.contains("{{ priority-tables }}")));
        assert_eq!(files.path(told.others[0].span.file), "data/priorities.yaml");
        let bodies = "* Kent Police\n* Kent Fire & Rescue Service\n* the Road Board";
        let (_, told) = findings(&[(CHAPTER, &chapter(bodies))], None);
        let told = told.iter().find(|one| one.code == CODE).and_then(|one| one.suggestion.clone());
        assert_eq!(told.expect("a block").replacement, "{{ bodies role=responsible-authority style=list }}");
    }

    #[test]
    fn the_chief_constables_priorities_and_what_a_priority_includes_are_known() {
        let plan = "plan: safer-in-kent\nchief-constable:\n  - Put victims first\n  - Fight crime\n  - Combat gangs\n";
        let text = chapter("1. Put victims first\n2. Fight crime\n3. Combat gangs");
        let with = [("data/police-and-crime-plan.yaml", plan), (CHAPTER, &text)];
        assert_eq!(found_with(CODE, &with, None), ["1. Put victims first\n2. Fight crime\n3. Combat gangs"]);
        let priorities = "priorities:\n  - { id: a, name: A, includes: [Scams, Fraud, Arson] }\n";
        let text = chapter("- arson\n- fraud\n- scams");
        let with = [("data/priorities.yaml", priorities), (CHAPTER, &text)];
        assert_eq!(found_with(CODE, &with, None), ["- arson\n- fraud\n- scams"]);
    }

    #[test]
    fn a_column_of_a_typed_table_is_compared_with_the_data_only() {
        let table = "Table: Leads\n\n| Priority | Lead |\n|---|---|\n| Road Safety | A |\n| Domestic Abuse | B |\n\
                     | Serious Violence and Organised Crime | C |";
        assert_eq!(found(CODE, table).len(), 1);
        let table = "Table: Months\n\n| Month | B |\n|---|---|\n| May | 1 |\n| June | 2 |\n| July | 3 |";
        assert_eq!(found(CODE, &format!("{table}\n\n{}", table.replace("Months", "Again"))), [""; 0]);
    }

    #[test]
    fn other_lists_are_left_alone() {
        for text in [
            "- Domestic Abuse\n- Road Safety",
            "- Domestic Abuse\n- Road Safety\n- Fraud\n- Scams\n- Arson",
            "- one\n- two\n- three\n\nAnd:\n\n- one\n- four\n- five",
            "- Kent Police\n- A\n- B\n- C\n\nAnd:\n\n- Kent Police\n- D\n- E\n- F",
            "- [Live](https://a.org)\n- [Test](https://b.org)\n- [Draft](https://c.org)\n\nAnd:\n\n\
             - [Live](https://d.org)\n- [Test](https://e.org)\n- [Draft](https://f.org)",
            "{{ bodies role=responsible-authority }}\n\n{{ priority-tables }}",
        ] {
            assert_eq!(found(CODE, text), [""; 0], "{text}");
        }
        let long = "word ".repeat(20);
        let list = format!("- a {long}\n- b {long}\n- c {long}");
        assert_eq!(found(CODE, &format!("{list}\n\nAnd:\n\n{list}")), [""; 0], "paragraphs are no items");
    }

    #[test]
    fn very_many_lists_are_compared_in_good_time() {
        let text = "- a\n- b\n- c\n\nAnd:\n\n".repeat(900);
        assert_eq!(found(CODE, &text).len(), 899);
    }
}
