//! The name of a plan followed by other years than its period in the data.
//!
//! A plan's period is printed in several places. Two periods for one plan leave the reader with no
//! way to tell which plan is meant.
//!
//! Before:
//!
//! ```md
//! The {{ plan.safer-in-kent }} 2017-2020 sets the priorities.
//! ```
//!
//! After:
//!
//! ```md
//! The {{ plan.safer-in-kent }} {{ plan.safer-in-kent.period }} sets the priorities.
//! ```
//!
//! Source: one fact in one place, the source format of this tool.

use std::collections::BTreeMap;

use super::{Case, Level, Lint, Report};
use crate::reading::{Origin, When};

/// A period that is not the plan's.
pub(super) const LINT: Lint =
    Lint { code: "other-period", level: Level::Warning, file: include_str!("other_period.rs"), check };

fn check(case: &Case<'_>, report: &mut Report) {
    let plans = case.agreement.plans.iter().flat_map(|data| &data.value.plans);
    let plans: BTreeMap<&str, _> =
        plans.filter_map(|plan| Some((plan.id.value.as_str(), (plan, plan.period.as_ref()?)))).collect();
    for passage in &case.reading.passages {
        for (index, run) in passage.runs.iter().enumerate() {
            let plan = match &run.origin {
                Origin::Value(path) => path.strip_prefix("plan.").and_then(|path| plans.get(path.split('.').next()?)),
                _ => None,
            };
            let Some((plan, (first, last))) = plan else { continue };
            // The years must follow the name at once: "Plan 2017-2020", "Plan (2017-2020)".
            let Some(next) = passage.runs.get(index + 1).filter(|next| next.origin == Origin::Typed) else { continue };
            let times = passage.times();
            let at = times.partition_point(|time| time.range.start < next.range.start);
            let Some(time) = times.get(at) else { continue };
            let When::Years(from, to) = time.when else { continue };
            let between = passage.words_of(&(run.range.end..time.range.start));
            if !matches!(between.trim(), "" | "(" | "," | "for" | "of") {
                continue;
            }
            if (i64::from(from), i64::from(to)) == (i64::from(*first), i64::from(*last)) {
                continue;
            }
            let message = format!("`{}` has another period in the data", plan.name.words);
            let place = passage.place(&time.range);
            report.add(place, message, |finding| {
                finding
                    .label(format!("the data says {first} to {last}"))
                    .also(plan.name.span, "the plan is set here")
                    .help("use its value, which prints the period of the data")
                    .suggest(place, format!("{{{{ plan.{}.period }}}}", plan.id.value), false)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::found;

    #[test]
    fn other_years_are_found_right_after_the_plan() {
        assert_eq!(found("other-period", "See the {{ plan.safer-in-kent }} (2017-2020)."), ["2017-2020"]);
        assert_eq!(found("other-period", "{{ plan.safer-in-kent.name }}, 2018 to 2021"), ["2018 to 2021"]);
    }

    #[test]
    fn its_own_years_and_years_of_other_things_are_fine() {
        for body in [
            "The {{ plan.safer-in-kent }} 2017-21 is in force.",
            "The {{ plan.safer-in-kent }} {{ plan.safer-in-kent.period }} is in force.",
            "The {{ plan.safer-in-kent }} was used in 2018-19.",
        ] {
            assert_eq!(found("other-period", body), Vec::<String>::new(), "{body}");
        }
    }
}
