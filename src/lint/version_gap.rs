//! Versions in version control that leave one out, or that go down.
//!
//! A reader who holds version 3.0 and finds that 5.0 came next does not know whether an edition was
//! missed, and asks for one that may never have been. After 3.0 comes 3.1 or 4.0. Where the version
//! is lower than the one before it, nobody knows which of the two replaces the other.
//!
//! Before:
//!
//! ```yaml version-control.yaml
//! - { version: "3.0", date: 2019-04, effective: 2019-04-01, summary: Refreshed }
//! - { version: "5.0", date: 2021-04, effective: 2021-04-01, summary: Refreshed }
//! ```
//!
//! After:
//!
//! ```yaml version-control.yaml
//! - { version: "3.0", date: 2019-04, effective: 2019-04-01, summary: Refreshed }
//! - { version: "4.0", date: 2020-04, effective: 2020-04-01, summary: Refreshed }
//! - { version: "5.0", date: 2021-04, effective: 2021-04-01, summary: Refreshed }
//! ```
//!
//! Source: the practice of the published agreement, whose table has every version from 1.0 on.

use std::collections::BTreeSet;

use super::{Case, Level, Lint, Report};
use crate::content::version_control::Entry;

/// A version that does not follow from the one before.
pub(super) const LINT: Lint =
    Lint { code: "version-gap", level: Level::Warning, file: include_str!("version_gap.rs"), check };

/// The numbers before and after the point.
type Version = (u64, u64);

fn check(case: &Case<'_>, report: &mut Report) {
    // An entry that could not be read is not one that was left out.
    let Some(control) = case.agreement.version_control.as_ref().filter(|_| case.complete) else { return };
    let entries = &control.value.entries;
    let all: BTreeSet<Version> = entries.iter().filter_map(version).collect();
    for pair in entries.windows(2) {
        let [before, entry] = pair else { continue };
        let (Some(old), Some(new)) = (version(before), version(entry)) else { continue };
        let (earlier, later) = (&before.version.words, &entry.version.words);
        let next = if old.0 == new.0 { (old.0, old.1.saturating_add(1)) } else { (old.0.saturating_add(1), 0) };
        let (message, help) = if new < old {
            let message = format!("version {later} is lower than version {earlier} before it");
            (message, "give it a higher number, or put the entries in the order of their versions")
        } else if new > next && !all.contains(&next) {
            let message = format!("there is no version {}.{} between {earlier} and {later}", next.0, next.1);
            (message, "add the entry that is missing, or give this edition the next number")
        } else {
            continue;
        };
        report.add(entry.version.span, message, |finding| {
            finding.also(before.version.span, "the one before it").help(help)
        });
    }
}

/// The version of an entry as numbers, if it is two of them.
fn version(entry: &Entry) -> Option<Version> {
    let (major, minor) = entry.version.words.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{findings, found_with};

    /// Version control with these versions, a month apart.
    fn log(versions: &[&str]) -> String {
        let entry = |(index, version): (usize, &&str)| {
            let (year, month) = (2010 + index / 12, index % 12 + 1);
            format!(
                "- {{ version: \"{version}\", date: {year}-{month:02}, effective: {year}-{month:02}-01, summary: Refreshed }}\n"
            )
        };
        versions.iter().enumerate().map(entry).collect()
    }

    fn told(versions: &[&str]) -> Vec<String> {
        let found = found_with("version-gap", &[("version-control.yaml", &log(versions))], None);
        found.iter().map(|version| version.trim_matches('"').to_owned()).collect()
    }

    fn messages(versions: &[&str]) -> Vec<String> {
        let (_, findings) = findings(&[("version-control.yaml", &log(versions))], None);
        let of = findings.iter().filter(|finding| finding.code == "version-gap");
        of.map(|finding| finding.message.clone()).collect()
    }

    #[test]
    fn a_version_that_is_left_out_is_told_at_the_one_after_it() {
        assert_eq!(told(&["3.0", "5.0"]), ["5.0"]);
        assert_eq!(told(&["1.0", "1.1", "1.3"]), ["1.3"]);
        assert_eq!(told(&["1.0", "2.1"]), ["2.1"]);
        assert_eq!(told(&["1.9", "1.11", "3.0", "4.0"]), ["1.11", "3.0"]);
        assert_eq!(
            messages(&["1.0", "1.2", "4.0"]),
            ["There is no version 1.1 between 1.0 and 1.2", "There is no version 2.0 between 1.2 and 4.0"]
        );
    }

    #[test]
    fn a_version_that_goes_down_is_told() {
        assert_eq!(told(&["1.0", "2.0", "1.1", "2.1"]), ["1.1"]);
        assert_eq!(told(&["3.0", "2.9"]), ["2.9"]);
        assert_eq!(messages(&["2.0", "1.0"]), ["Version 1.0 is lower than version 2.0 before it"]);
    }

    #[test]
    fn what_stands_elsewhere_is_not_left_out() {
        assert_eq!(told(&["1.0", "3.0", "2.0", "4.0"]), ["2.0"]);
    }

    #[test]
    fn versions_that_follow_each_other_are_fine() {
        for versions in [
            &["1.0", "2.0", "3.0", "4.0", "5.0"][..],
            &["1.0", "1.1", "1.2", "2.0", "2.1", "3.0"],
            &["1.8", "1.9", "1.10", "1.11", "2.0"],
            &["9.0", "10.0"],
            &["0.1", "0.2", "1.0"],
            &["4.2"],
        ] {
            assert_eq!(told(versions), Vec::<String>::new(), "{versions:?}");
        }
    }

    #[test]
    fn what_is_no_number_is_left_alone() {
        for versions in [
            &["1.0", "two", "3.0"][..],
            &["1.0", "3.0", "final"],
            &["1.0", "99999999999999999999999.0"],
            &["1.0", "1.0.1", "3.0"],
        ] {
            assert_eq!(told(versions), Vec::<String>::new(), "{versions:?}");
        }
        // The largest numbers have no next one.
        let largest = "18446744073709551615.18446744073709551615";
        assert_eq!(told(&[largest, "18446744073709551615.0"]), ["18446744073709551615.0"]);
    }

    #[test]
    fn the_same_version_twice_is_told_elsewhere() {
        assert_eq!(told(&["1.0", "1.0", "2.0"]), Vec::<String>::new());
    }
}
