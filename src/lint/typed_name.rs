//! A name spelled out with its short form, or the years of a plan, typed by hand.
//!
//! The tool spells a name out at its first use, and prints the short form after that. Typed by
//! hand it is spelled out again and again, which a listener has to sit through each time, and the
//! years and the revision of a plan stay as they were when the plan is renewed.
//!
//! Before:
//!
//! ```md
//! The Kent Community Safety Partnership (KCSP) keeps to the {{ plan.safer-in-kent }} 2017-21.
//! ```
//!
//! After:
//!
//! ```md
//! The {{ body.kcsp }} keeps to the {{ plan.safer-in-kent }} ({{ plan.safer-in-kent.period }}).
//! ```
//!
//! Source: GOV.UK style guide, "abbreviations and acronyms"; the source format of this tool.

use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::agreement::{Kind, Named};
use crate::content::plans::Plan;
use crate::reading::{Fit, Mention, Origin, Passage, Said, When, times};

/// A name with its short form, or a plan with its years, typed by hand.
pub(super) const LINT: Lint =
    Lint { code: "typed-name", level: Level::Warning, file: include_str!("typed_name.rs"), check };

fn check(case: &Case<'_>, report: &mut Report) {
    let names = case.reading.known();
    let mut plans = std::collections::HashMap::new();
    for plan in case.agreement.plans.iter().flat_map(|data| &data.value.plans) {
        plans.entry(plan.id.value.as_str()).or_insert(plan);
    }
    for (passage, mentions) in case.reading.with_mentions() {
        if !(passage.is_prose() || passage.part.is_some()) {
            continue;
        }
        for mention in mentions.iter().filter(|mention| mention.fit == Fit::Exact && !mention.plural) {
            let Some(known) = names.known.get(mention.known).filter(|known| !known.singular) else { continue };
            let Some(named) = known.name.and_then(|name| case.names.get(name)) else { continue };
            if known.said == Said::Full {
                spelled_out(passage, mention, named, report);
            }
            if named.kind == Kind::Plan
                && let Some(plan) = plans.get(named.id.value.as_str())
            {
                years(passage, mention, plan, report);
            }
        }
    }
}

/// "Kent Community Safety Partnership (KCSP)", all of it typed, or a value with "(KCSP)" after it.
fn spelled_out(passage: &Passage<'_>, mention: &Mention, named: &Named<'_>, report: &mut Report) {
    let Some(short) = named.short else { return };
    let after = passage.text.get(mention.range.end..).unwrap_or_default();
    let follows = after.strip_prefix(" (").and_then(|rest| rest.strip_prefix(short.words.as_str()));
    if !follows.is_some_and(|rest| rest.starts_with(')')) {
        return;
    }
    let end = mention.range.end + short.words.len() + 3;
    let bracket = mention.range.end..end;
    let whole = mention.range.start..end;
    if !passage.is_typed(&bracket) {
        return;
    }
    // The value alone prints the short form itself; `.name` and `.short` are asked for on purpose.
    let value = passage.runs_in(&mention.range).find_map(|run| match &run.origin {
        Origin::Value(path) => Some((run, path)),
        _ => None,
    });
    if value.is_none() && !passage.is_typed(&whole) || value.is_some_and(|(run, _)| run.range != mention.range) {
        return;
    }
    let place = passage.place(&whole);
    let message = format!("`{}` was spelled out by hand", passage.words_of(&whole));
    let value = named.value();
    report.add(place, message, |finding| {
        finding
            .also(named.name.span, "its name is set here")
            .help(format!("write `{value}`, which is spelled out at its first use and short after that"))
            // In a heading the value prints the short form only, and in a link it may not stand alone.
            .suggest(place, value, passage.is_prose() && !passage.is_linked(&whole))
    });
}

/// "Safer in Kent Plan 2017-21 (updated Spring 2020)": what the data says of a plan, typed.
fn years(passage: &Passage<'_>, mention: &Mention, plan: &Plan, report: &mut Report) {
    /// How far after the name its years and its revision may stand.
    const REACH: usize = 60;
    let start = mention.range.end;
    let after = passage.text.get(start..).unwrap_or_default();
    let after = after.get(..after.floor_char_boundary(REACH)).unwrap_or_default();
    let id = &plan.id.value;
    let mut at = 0;
    if let Some((first, last)) = plan.period
        && let Some(time) = times(after).into_iter().next()
        && after
            .get(..time.range.start)
            .is_some_and(|gap| matches!(gap.trim_start_matches(['"', '\u{201d}', ',']), " " | " (" | ": "))
        && let When::Years(from, to) = time.when
    {
        at = time.range.end;
        let range = start + time.range.start..start + time.range.end;
        let same = (i64::from(first), i64::from(last)) == (i64::from(from), i64::from(to));
        let end = if same {
            "and stay when the plan is renewed".to_owned()
        } else {
            format!("and the data says {first} to {last}")
        };
        let message = format!("the years `{}` of this plan were typed by hand, {end}", passage.words_of(&range));
        tell(passage, &range, plan, message, &format!("{{{{ plan.{id}.period }}}}"), report);
    }
    let Some(revision) = &plan.revision else { return };
    let rest = after.get(at..).unwrap_or_default();
    let Some(found) = rest.to_lowercase().find(&revision.words.to_lowercase()) else { return };
    let gap = rest.get(..found).unwrap_or_default();
    let range = start + at + found..start + at + found + revision.words.len();
    if gap.len() <= 24 && !gap.contains(['.', ';']) && passage.text.get(range.clone()).is_some() {
        let message =
            format!("the revision `{}` of this plan was typed by hand, and stays when it is revised", revision.words);
        tell(passage, &range, plan, message, &format!("{{{{ plan.{id}.revision }}}}"), report);
    }
}

fn tell(passage: &Passage<'_>, range: &Range<usize>, plan: &Plan, message: String, value: &str, report: &mut Report) {
    if !passage.is_typed(range) {
        return;
    }
    let place = passage.place(range);
    report.add(place, message, |finding| {
        finding
            .also(plan.name.span, "the plan is set in this entry")
            .help(format!("write `{value}`"))
            .suggest(place, value, false)
    });
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, found, found_with, mended};

    const CODE: &str = "typed-name";

    #[test]
    fn a_name_with_its_short_form_is_a_value() {
        let text = "The Kent Community Safety Partnership (KCSP) and the Kent Fire and Rescue Service (KFRS) met.";
        assert_eq!(
            found(CODE, text),
            ["Kent Community Safety Partnership (KCSP)", "Kent Fire and Rescue Service (KFRS)"]
        );
        assert_eq!(mended(CODE, text), "The {{ body.kcsp }} and the {{ body.kfrs }} met.");
        assert_eq!(mended(CODE, "The {{ body.kcsp }} (KCSP) met."), "The {{ body.kcsp }} met.");
    }

    #[test]
    fn in_a_heading_nothing_is_mended_blindly() {
        let text = "## The Kent Community Safety Partnership (KCSP)";
        assert_eq!(found(CODE, text), ["Kent Community Safety Partnership (KCSP)"]);
        assert_eq!(mended(CODE, text), text);
    }

    #[test]
    fn the_years_and_the_revision_of_a_plan_are_values() {
        let plans = "plans:\n  - id: safer-in-kent\n    name: \"Safer in Kent: The Community Safety Plan\"\n    \
                     short: Safer in Kent Plan\n    period: 2017-2021\n    revision: Spring 2020\n";
        let see = |text: &str| found_with(CODE, &[("data/plans.yaml", plans), (CHAPTER, &chapter(text))], None);
        assert_eq!(see("The Safer in Kent Plan 2017-21 (updated Spring 2020)."), ["2017-21", "Spring 2020"]);
        assert_eq!(see("The {{ plan.safer-in-kent }} (2017 – 2020)."), ["2017 – 2020"]);
        assert_eq!(
            see("\"Safer in Kent: The Community Safety Plan 2017-2021\" (spring 2020 version)"),
            ["2017-2021", "spring 2020"]
        );
    }

    #[test]
    fn values_and_other_words_in_brackets_are_left_alone() {
        for text in [
            "The {{ agreement.title }} ({{ term.csa.short }}) and the {{ body.kcsp.name }} ({{ body.kcsp.short }}).",
            "The Kent Community Safety Partnership (the Partnership) and Kent Police (KP).",
            "The Kent Community Safety Partnership and the KCSP.",
            "The {{ plan.safer-in-kent }} {{ plan.safer-in-kent.period }} was updated in 2020-21.",
            "In the {{ plan.safer-in-kent }}, from 2017-2021 on, and in 2017-21.",
            "The {{ plan.safer-in-kent }} of 2018.",
        ] {
            assert_eq!(found(CODE, text), Vec::<String>::new(), "{text}");
        }
    }
}
