//! A day of the calendar, read and printed as the county writes it.
//!
//! There is no clock here: a date comes from the sources or from the command.

/// The months as they are printed.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year, such as 2021.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31.
    pub day: u8,
}

impl Date {
    /// A day, if the calendar has it (years 1 to 9999).
    pub fn new(year: i32, month: u8, day: u8) -> Option<Date> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        ((1..=9999).contains(&year) && (1..=days).contains(&day)).then_some(Date { year, month, day })
    }

    /// Whether a text has the shape of a day, `2021-04-01`, whatever the calendar says of it.
    pub fn has_shape(text: &str) -> bool {
        text.len() == 10
            && text
                .bytes()
                .enumerate()
                .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() })
    }

    /// Reads `2021-04-01`.
    pub fn parse(text: &str) -> Option<Date> {
        if !Date::has_shape(text) {
            return None;
        }
        Date::new(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?)
    }

    /// The date of a day counted from 1 January 1970 (Howard Hinnant's `civil_from_days`).
    pub fn from_days(days: i64) -> Option<Date> {
        let shifted = days.checked_add(719_468)?;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Date::new(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// The day before; `None` of the first day of year 1.
    pub fn day_before(self) -> Option<Date> {
        if self.day > 1 {
            return Date::new(self.year, self.month, self.day - 1);
        }
        let (year, month) = if self.month > 1 { (self.year, self.month - 1) } else { (self.year - 1, 12) };
        [31, 30, 29, 28].into_iter().find_map(|day| Date::new(year, month, day))
    }

    /// The day after; `None` of the last day of year 9999.
    pub fn day_after(self) -> Option<Date> {
        let (next_month, year) = if self.month < 12 { (self.month + 1, self.year) } else { (1, self.year + 1) };
        Date::new(self.year, self.month, self.day + 1).or_else(|| Date::new(year, next_month, 1))
    }

    /// `2021-04-01` (ISO 8601), as it is written in the sources and for programs.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// `1 April 2021`.
    pub fn long(self) -> String {
        format!("{} {}", self.day, self.month_year())
    }

    /// `April 2021`.
    pub fn month_year(self) -> String {
        let month = MONTHS.get(usize::from(self.month).wrapping_sub(1)).copied().unwrap_or_default();
        format!("{month} {}", self.year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_must_be_in_the_calendar() {
        assert_eq!(Date::parse("2024-02-29"), Date::new(2024, 2, 29));
        for wrong in ["2023-02-29", "1900-02-29", "2021-13-01", "2021-00-01", "2021-04-31", "0000-01-01", "2021-4-1"] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        for (days, expected) in
            [(0, (1970, 1, 1)), (11_016, (2000, 2, 29)), (18_718, (2021, 4, 1)), (47_541, (2100, 3, 1))]
        {
            let (year, month, day) = expected;
            assert_eq!(Date::from_days(days), Date::new(year, month, day));
        }
    }

    #[test]
    fn each_day_has_one_before_it_and_one_after_it() {
        for (day, before) in [
            ("2016-04-01", "2016-03-31"),
            ("2016-03-01", "2016-02-29"),
            ("2016-01-01", "2015-12-31"),
            ("2016-01-02", "2016-01-01"),
        ] {
            assert_eq!(Date::parse(day).and_then(Date::day_before), Date::parse(before));
            assert_eq!(Date::parse(before).and_then(Date::day_after), Date::parse(day));
        }
        assert_eq!(Date::new(9999, 12, 31).and_then(Date::day_after), None);
        assert_eq!(Date::new(1, 1, 1).and_then(Date::day_before), None);
    }

    #[test]
    fn a_day_is_printed_in_the_order_day_month_year() {
        assert_eq!(Date { year: 2021, month: 4, day: 1 }.long(), "1 April 2021");
        assert_eq!(Date { year: 2021, month: 4, day: 1 }.iso(), "2021-04-01");
    }
}
