//! Two entries of version control with the same month.
//!
//! Editions are spoken of by their months: "the April 2020 agreement". Where two have the same one,
//! readers cannot tell which of them is meant, nor how old the newer one is. It happens where an
//! entry is copied and its date stays behind.
//!
//! Before:
//!
//! ```yaml version-control.yaml
//! - { version: "4.0", date: 2020-04, effective: 2020-04-01, summary: Refreshed }
//! - { version: "5.0", date: 2020-04, effective: 2021-04-01, summary: Refreshed }
//! ```
//!
//! After:
//!
//! ```yaml version-control.yaml
//! - { version: "4.0", date: 2020-04, effective: 2020-04-01, summary: Refreshed }
//! - { version: "5.0", date: 2021-04, effective: 2021-04-01, summary: Refreshed }
//! ```
//!
//! Source: the practice of the published agreement, whose table gives each version a month of its own.

use std::collections::BTreeMap;

use super::{Case, Level, Lint, Report};
use crate::content::version_control::Entry;
use crate::date::Date;

/// A month that two editions have.
pub(super) const LINT: Lint =
    Lint { code: "one-month-twice", level: Level::Warning, file: include_str!("one_month_twice.rs"), check };

fn check(case: &Case<'_>, report: &mut Report) {
    let Some(control) = &case.agreement.version_control else { return };
    let mut seen: BTreeMap<Date, &Entry> = BTreeMap::new();
    for entry in &control.value.entries {
        let month = entry.month.value;
        let first = *seen.entry(month).or_insert(entry);
        if first.span == entry.span {
            continue;
        }
        let (earlier, later) = (&first.version.words, &entry.version.words);
        let message = format!("versions {earlier} and {later} have the same month, {}", month.month_year());
        report.add(entry.month.span, message, |finding| {
            finding
                .also(first.month.span, format!("the month of version {earlier}"))
                .help("give each edition the month in which it was published")
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{findings, found_with};

    /// Version control with an edition for each of these months.
    fn log(months: &[&str]) -> String {
        let entry = |(index, month): (usize, &&str)| {
            let version = index + 1;
            format!(
                "- {{ version: \"{version}.0\", date: {month}, effective: 20{version}0-04-01, summary: Refreshed }}\n"
            )
        };
        months.iter().enumerate().map(entry).collect()
    }

    fn told(months: &[&str]) -> Vec<String> {
        found_with("one-month-twice", &[("version-control.yaml", &log(months))], None)
    }

    #[test]
    fn a_month_that_two_editions_have_is_told_at_the_second() {
        assert_eq!(told(&["2020-04", "2020-04"]), ["2020-04"]);
        assert_eq!(told(&["2020-04", "2020-04", "2020-04"]), ["2020-04", "2020-04"]);
        assert_eq!(told(&["2019-04", "2020-04", "2021-04", "2020-04"]), ["2020-04"]);
        let log = log(&["2019-04", "2020-04", "2020-04"]);
        let (_, findings) = findings(&[("version-control.yaml", &log)], None);
        let of = findings.iter().filter(|finding| finding.code == "one-month-twice");
        let messages: Vec<&str> = of.map(|finding| finding.message.as_str()).collect();
        assert_eq!(messages, ["Versions 2.0 and 3.0 have the same month, April 2020"]);
    }

    #[test]
    fn months_of_their_own_are_fine() {
        assert_eq!(told(&["2020-04"]), Vec::<String>::new());
        assert_eq!(told(&["2020-04", "2020-05", "2021-04"]), Vec::<String>::new());
    }

    #[test]
    fn what_is_no_month_is_left_alone() {
        assert_eq!(told(&["April", "April", "2021-04"]), Vec::<String>::new());
    }
}
