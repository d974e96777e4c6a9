//! The days, months and versions that editions have.

use std::collections::BTreeSet;

use super::times::When;
use crate::content::version_control::{Entry, VersionControl};
use crate::date::Date;

/// What the editions are called by.
#[derive(Debug, Default)]
pub struct Editions<'a> {
    days: BTreeSet<Date>,
    months: BTreeSet<(i32, u8)>,
    years: BTreeSet<i32>,
    versions: BTreeSet<&'a str>,
}

impl<'a> Editions<'a> {
    /// Those of the version table.
    pub fn of(all: &'a VersionControl) -> Editions<'a> {
        let mut known = Editions::default();
        for entry in &all.entries {
            known.versions.insert(&entry.version.words);
            known.days.insert(entry.effective.value);
            for day in [entry.month.value, entry.effective.value] {
                known.months.insert((day.year, day.month));
                known.years.insert(day.year);
            }
        }
        known
    }

    /// Whether one of them has a version.
    pub fn have_version(&self, version: &str) -> bool {
        self.versions.contains(version)
    }

    /// Whether one of them is of a day, a month or a year.
    pub fn have(&self, when: When) -> bool {
        match when {
            When::Day(day) => self.days.contains(&day),
            When::Month(day) => self.months.contains(&(day.year, day.month)),
            When::Year(year) => self.years.contains(&year),
            When::Days(..) | When::Months(..) | When::Years(..) => false,
        }
    }

    /// Whether a time is before the first of them, of which the table says nothing.
    pub fn begin_after(&self, when: When) -> bool {
        let month = match when {
            When::Day(day) | When::Month(day) => (day.year, day.month),
            When::Year(year) => (year, 12),
            When::Days(..) | When::Months(..) | When::Years(..) => return true,
        };
        self.months.first().is_none_or(|first| month < *first)
    }
}

/// Whether a time is the day, the month or the year of one edition.
pub fn is_of_edition(entry: &Entry, when: When) -> bool {
    let days = [entry.month.value, entry.effective.value];
    match when {
        When::Day(day) => day == entry.effective.value,
        When::Month(day) => days.iter().any(|own| (day.year, day.month) == (own.year, own.month)),
        When::Year(year) => days.iter().any(|own| year == own.year),
        When::Days(..) | When::Months(..) | When::Years(..) => false,
    }
}
