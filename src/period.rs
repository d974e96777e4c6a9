//! Times as editors write them: a year, a financial year, a month, a day, or a span of these.

use crate::date::{Date, MONTHS};

/// A time in the past or the future.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// A calendar year.
    Year(i32),
    /// The financial year that begins in April of this one.
    Financial(i32),
    /// A month of a year.
    Month(i32, u8),
    /// A day.
    Day(Date),
}

impl Period {
    /// Reads `2021`, `2019/20`, `2020-11` or `2020-11-25`; nothing else, and no time that is impossible.
    pub fn parse(text: &str) -> Option<Period> {
        let year = |text: &str| -> Option<i32> {
            (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
        };
        if let Some(day) = Date::parse(text) {
            return Some(Period::Day(day));
        }
        if let Some((first, second)) = text.split_once('/') {
            let first = year(first)?;
            let next = format!("{:02}", (first + 1) % 100);
            return (second == next).then_some(Period::Financial(first));
        }
        if let Some((first, month)) = text.split_once('-') {
            let first = year(first)?;
            let month: u8 = (month.len() == 2).then(|| month.parse().ok())??;
            return (1..=12).contains(&month).then_some(Period::Month(first, month));
        }
        year(text).filter(|year| *year > 0).map(Period::Year)
    }

    /// The first day of it.
    pub fn first_day(self) -> Option<Date> {
        match self {
            Period::Year(year) => Date::new(year, 1, 1),
            Period::Financial(year) => Date::new(year, 4, 1),
            Period::Month(year, month) => Date::new(year, month, 1),
            Period::Day(day) => Some(day),
        }
    }

    /// The last day of it.
    pub fn last_day(self) -> Option<Date> {
        match self {
            Period::Year(year) => Date::new(year, 12, 31),
            Period::Financial(year) => Date::new(year + 1, 3, 31),
            Period::Month(year, 12) => Date::new(year, 12, 31),
            Period::Month(year, month) => Date::new(year, month + 1, 1).and_then(Date::day_before),
            Period::Day(day) => Some(day),
        }
    }

    /// Its first and its last day.
    pub fn days(self) -> Option<(Date, Date)> {
        self.first_day().zip(self.last_day())
    }

    /// As it is printed: `2021`, `2019/20`, `November 2020`, `25 November 2020`.
    pub fn words(self) -> String {
        match self {
            Period::Year(year) => year.to_string(),
            Period::Financial(year) => format!("{year}/{:02}", (year + 1) % 100),
            Period::Month(year, month) => {
                let name = MONTHS.get(usize::from(month).saturating_sub(1)).copied().unwrap_or_default();
                format!("{name} {year}")
            }
            Period::Day(day) => day.long(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Period;

    #[test]
    fn times_are_read_as_they_are_written() {
        for (text, words) in [
            ("2021", "2021"),
            ("2019/20", "2019/20"),
            ("1999/00", "1999/00"),
            ("2020-11", "November 2020"),
            ("2020-11-25", "25 November 2020"),
        ] {
            assert_eq!(Period::parse(text).map(Period::words).as_deref(), Some(words), "{text}");
        }
    }

    #[test]
    fn a_time_has_a_first_and_a_last_day() {
        for (text, first, last) in [
            ("2020", "2020-01-01", "2020-12-31"),
            ("2019/20", "2019-04-01", "2020-03-31"),
            ("2020-02", "2020-02-01", "2020-02-29"),
            ("2020-12", "2020-12-01", "2020-12-31"),
            ("2020-11-25", "2020-11-25", "2020-11-25"),
        ] {
            let days = Period::parse(text).and_then(Period::days).map(|(first, last)| (first.iso(), last.iso()));
            assert_eq!(days, Some((first.to_owned(), last.to_owned())), "{text}");
        }
    }

    #[test]
    fn a_time_that_cannot_be_is_none() {
        for text in [
            "2019/210",
            "2019/21",
            "2019-20",
            "2019/2020",
            "2020-13",
            "2020-00",
            "2021-02-30",
            "20",
            "",
            "0000",
            "x/y",
            "20é1",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }
}
