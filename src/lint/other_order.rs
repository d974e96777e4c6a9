//! Priorities or themes that are named in another order than the one list has.
//!
//! The diagram, the tables and the leads keep the order of the data. A list in the text with an
//! order of its own makes readers compare the two, and wonder whether the order means something.
//!
//! Before:
//!
//! ```md
//! The priorities are {{ priority.abuse }}, {{ priority.roads }} and {{ priority.violence }}.
//! ```
//!
//! After:
//!
//! ```md
//! The priorities are {{ priority.abuse }}, {{ priority.violence }} and {{ priority.roads }}.
//! ```
//!
//! Source: one list in one order, the source format of this tool.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::agreement::{Kind, Named};
use crate::reading::{Form, Origin, Passage};
use crate::source::Span;

/// Three or more priorities or themes in an order of their own.
pub(super) const LINT: Lint =
    Lint { code: "other-order", level: Level::Warning, file: include_str!("other_order.rs"), check };

fn check(case: &Case<'_>, report: &mut Report) {
    for kind in [Kind::Priority, Kind::Theme] {
        let list: Vec<&Named<'_>> = case.names.iter().filter(|name| name.kind == kind).collect();
        let order: BTreeMap<&str, usize> = list
            .iter()
            .enumerate()
            .flat_map(|(at, name)| [(name.id.value.as_str(), at), (name.full.as_str(), at)])
            .collect();
        if list.len() < 3 {
            continue;
        }
        // The items of a list are one enumeration, and so is each sentence.
        let mut items: Vec<(usize, Span)> = Vec::new();
        for passage in &case.reading.passages {
            if passage.data().is_some() {
                break;
            }
            let prefix = kind.word();
            if passage.form == Form::Item {
                items.extend(first_named(passage, prefix, &order));
                continue;
            }
            tell(&std::mem::take(&mut items), kind, &list, report);
            if passage.is_prose() {
                for sentence in passage.sentences() {
                    tell(&all_named(passage, &sentence, prefix, &order), kind, &list, report);
                }
            }
        }
        tell(&items, kind, &list, report);
    }
}

/// The values of a range that print a priority or theme, by their place in the one list.
fn all_named(
    passage: &Passage<'_>,
    range: &Range<usize>,
    prefix: &str,
    order: &BTreeMap<&str, usize>,
) -> Vec<(usize, Span)> {
    let named = passage.runs_in(range).filter_map(|run| {
        let Origin::Value(path) = &run.origin else { return None };
        let id = path.strip_prefix(prefix)?.strip_prefix('.')?.split('.').next()?;
        Some((*order.get(id)?, run.span))
    });
    named.collect()
}

/// The priority or theme with which an item begins, as a value or as words.
fn first_named(passage: &Passage<'_>, prefix: &str, order: &BTreeMap<&str, usize>) -> Option<(usize, Span)> {
    let first = passage.runs.first()?;
    if let Origin::Value(_) = first.origin {
        return all_named(passage, &first.range, prefix, order).pop();
    }
    let words = passage.text.split([':', ';', ',', '.', '(']).next()?.trim();
    Some((*order.get(words)?, passage.place(&(0..words.len()))))
}

fn tell(named: &[(usize, Span)], kind: Kind, list: &[&Named<'_>], report: &mut Report) {
    let mut once: Vec<(usize, Span)> = Vec::new();
    for entry in named {
        if !once.iter().any(|(at, _)| at == &entry.0) {
            once.push(*entry);
        }
    }
    let back = once.windows(2).find(|pair| pair[0].0 > pair[1].0);
    let Some([(before, _), (at, place)]) = back.filter(|_| once.len() >= 3) else { return };
    let (Some(before), Some(here)) = (list.get(*before), list.get(*at)) else { return };
    let many = if kind == Kind::Theme { "themes" } else { "priorities" };
    let message = format!("these {many} stand in another order than everywhere else");
    report.add(*place, message, |finding| {
        finding
            .label(format!("`{}` comes before `{}` in the one list", here.full, before.full))
            .also(here.name.span, "the order is set here")
            .help(format!("name the {many} in the order of data/priorities.yaml, or change the order there"))
    });
}

#[cfg(test)]
mod tests {
    use super::super::sample::found;

    #[test]
    fn another_order_is_found_in_sentences_and_in_lists() {
        let list = "The priorities are:\n\n- Road Safety\n- **Domestic Abuse:** words\n- {{ priority.violence }}";
        assert_eq!(found("other-order", list), ["Domestic Abuse"]);
        let sentence = "We see {{ priority.roads }}, {{ priority.abuse }} and {{ priority.violence }}.";
        assert_eq!(found("other-order", sentence), ["{{ priority.abuse }}"]);
    }

    #[test]
    fn two_of_them_or_the_usual_order_are_fine() {
        for body in [
            "{{ priority.roads }} and {{ priority.abuse }} differ. {{ priority.violence }} does not.",
            "{{ priority.abuse }}, {{ priority.violence }}, {{ priority.roads }} and again {{ priority.abuse }}.",
            "- Domestic Abuse\n- Serious Violence and Organised Crime\n- Road Safety",
        ] {
            assert_eq!(found("other-order", body), Vec::<String>::new(), "{body}");
        }
    }
}
