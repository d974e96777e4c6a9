//! Financial years, which run from 1 April to 31 March.

use std::fmt;

use super::times::{Time, When};
use crate::date::Date;

/// A financial year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FinancialYear {
    /// The calendar year in which it begins.
    begins: i32,
}

impl FinancialYear {
    /// The year that a day is in.
    pub fn of(day: Date) -> FinancialYear {
        FinancialYear { begins: if day.month < 4 { day.year - 1 } else { day.year } }
    }

    /// The year that a text names, if the time is one: `2020-21`.
    pub fn named(time: &Time) -> Option<FinancialYear> {
        match time.when {
            When::Years(first, last) if last == first + 1 => Some(FinancialYear { begins: first }),
            _ => None,
        }
    }

    /// The year so many years later, or earlier.
    #[must_use]
    pub fn later(self, years: i32) -> FinancialYear {
        FinancialYear { begins: self.begins.saturating_add(years) }
    }

    /// Its first day.
    pub fn first(self) -> Option<Date> {
        Date::new(self.begins, 4, 1)
    }
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.begins, (self.begins + 1).rem_euclid(100))
    }
}

#[cfg(test)]
mod tests {
    use super::super::times;
    use super::*;

    #[test]
    fn a_financial_year_begins_on_1_april() {
        let year = |day: &str| FinancialYear::of(Date::parse(day).expect("a day")).to_string();
        assert_eq!((year("2021-03-31"), year("2021-04-01")), ("2020-21".to_owned(), "2021-22".to_owned()));
        assert_eq!(year("1999-12-31"), "1999-00");
    }

    #[test]
    fn a_financial_year_is_read_from_a_text() {
        let named = |text: &str| FinancialYear::named(&times(text).remove(0)).map(|year| year.later(1).to_string());
        assert_eq!(named("2020/21").as_deref(), Some("2021-22"));
        assert_eq!((named("2017-2021"), named("2020")), (None, None));
    }
}
