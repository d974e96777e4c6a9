//! A Bill of whose progress the register has not heard for more than a year.
//!
//! A Bill falls when its session of Parliament ends, or it has become law: after a year one of
//! the two is likely, and a reader is told of a stage that is long past.
//!
//! Before:
//!
//! ```yaml data/legislation.yaml
//! legislation:
//!   - { id: crime-and-disorder-1998, title: Crime and Disorder Act, kind: act, year: 1998 }
//!   - { id: abuse-bill, title: Domestic Abuse Bill, kind: bill, status: "second reading, March 2020" }
//! ```
//!
//! After:
//!
//! ```yaml data/legislation.yaml
//! legislation:
//!   - { id: crime-and-disorder-1998, title: Crime and Disorder Act, kind: act, year: 1998 }
//!   - { id: abuse-bill, title: Domestic Abuse Bill, kind: bill, status: "report stage, March 2021" }
//! ```
//!
//! Source: the source format of this tool (`status` of a Bill).

use super::{Case, Level, Lint, Report};
use crate::content::legislation::LegislationKind;
use crate::date::Date;
use crate::reading::times;
use crate::source::Span;

/// A Bill of which nothing has been heard for a year.
pub(super) const LINT: Lint =
    Lint { code: "stale-bill", level: Level::Hint, file: include_str!("stale_bill.rs"), check };

fn check(case: &Case<'_>, report: &mut Report) {
    let Some(day) = case.as_at else { return };
    // The last day of a February that is no leap year stands for the 29th.
    let year_ago = Date::new(day.year - 1, day.month, day.day).or_else(|| Date::new(day.year - 1, day.month, 28));
    let Some(year_ago) = year_ago else { return };
    for law in case.agreement.legislation.iter().flat_map(|data| &data.value.laws) {
        // Of a Bill that has passed, another check tells more.
        let passed = law.royal_assent.as_ref().is_some_and(|assent| assent.value <= day);
        let Some(status) = law.status.as_ref().filter(|_| law.kind == LegislationKind::Bill && !passed) else {
            continue;
        };
        let newest = times(&status.words)
            .into_iter()
            .filter_map(|time| Some((time.last()?, time.range)))
            .max_by_key(|(last, _)| *last);
        let Some((_, range)) = newest.filter(|(last, _)| *last < year_ago) else { continue };
        let words = status.words.get(range.clone()).unwrap_or_default();
        let place = match status.literal {
            Some(start) => Span::new(status.span.file, start + range.start, start + range.end),
            None => status.span,
        };
        let message = format!("what is known of the `{}` is of {words}, more than a year ago", law.title.words);
        report.add(place, message, |finding| {
            finding.help("look up how far the Bill has come; if it has become an Act, make it one here")
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::found_with;

    fn stale(entry: &str, day: &str) -> Vec<String> {
        let laws = format!(
            "legislation:\n  - {{ id: crime-and-disorder-1998, title: Crime and Disorder Act, kind: act, year: 1998 }}\n  \
             - {{ id: abuse-bill, title: Domestic Abuse Bill, {entry} }}\n"
        );
        found_with("stale-bill", &[("data/legislation.yaml", &laws)], Some(day))
    }

    #[test]
    fn a_bill_of_more_than_a_year_ago_is_looked_up() {
        let entry = "kind: bill, status: \"introduced in 2019, at report stage in March 2021\"";
        assert_eq!(stale(entry, "2022-03-31"), Vec::<String>::new());
        assert_eq!(stale(entry, "2022-04-01"), ["March 2021"]);
        assert_eq!(stale("kind: bill, status: lost on 27 February 2023", "2024-02-29"), ["27 February 2023"]);
    }

    #[test]
    fn without_a_date_or_once_passed_there_is_nothing_to_look_up() {
        for entry in [
            "kind: bill",
            "kind: bill, status: proposed",
            "kind: duty, status: \"proposed in March 2020\"",
            "kind: bill, status: \"of March 2020\", royal-assent: 2021-04-29",
        ] {
            assert_eq!(stale(entry, "2022-04-01"), Vec::<String>::new(), "{entry}");
        }
    }
}
