//! Days, months and years in a text, however they were written.

use std::ops::Range;

use super::pattern::{Captures, Pattern};

use crate::date::{Date, MONTHS};

/// A time in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Which time it is.
    pub when: When,
}

/// A day, or a stretch of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// One day.
    Day(Date),
    /// From one day to another of the same month, or from month to month.
    Days(Date, Date),
    /// A month; its first day.
    Month(Date),
    /// From one month to another; the first day of each.
    Months(Date, Date),
    /// A calendar year.
    Year(i32),
    /// From one year to another; a financial year where the second follows the first.
    Years(i32, i32),
}

impl Time {
    /// The first day.
    pub fn first(&self) -> Option<Date> {
        match self.when {
            When::Day(day) | When::Days(day, _) | When::Month(day) | When::Months(day, _) => Some(day),
            When::Year(year) => Date::new(year, 1, 1),
            When::Years(first, last) if last == first + 1 => Date::new(first, 4, 1),
            When::Years(first, _) => Date::new(first, 1, 1),
        }
    }

    /// The last day.
    pub fn last(&self) -> Option<Date> {
        match self.when {
            When::Day(day) | When::Days(_, day) => Some(day),
            When::Month(month) | When::Months(_, month) => {
                (28..=31).rev().find_map(|day| Date::new(month.year, month.month, day))
            }
            When::Year(year) => Date::new(year, 12, 31),
            When::Years(first, last) if last == first + 1 => Date::new(last, 3, 31),
            When::Years(_, last) => Date::new(last, 12, 31),
        }
    }

    /// How the county writes a day or a month; `None` for years, whose style is the document's.
    pub fn plain(&self) -> Option<String> {
        match self.when {
            When::Day(day) => Some(day.long()),
            When::Days(from, to) if from.month == to.month && from.year == to.year => {
                Some(format!("{} to {}", from.day, to.long()))
            }
            When::Days(from, to) => Some(format!("{} to {}", from.long(), to.long())),
            When::Month(month) => Some(month.month_year()),
            When::Months(from, to) if from.year == to.year => {
                let name = MONTHS.get(usize::from(from.month).wrapping_sub(1)).copied().unwrap_or_default();
                Some(format!("{name} to {}", to.month_year()))
            }
            When::Months(from, to) => Some(format!("{} to {}", from.month_year(), to.month_year())),
            When::Year(_) | When::Years(..) => None,
        }
    }
}

static TIMES: Pattern = Pattern::made(|| {
    let month = "January|February|March|April|May|June|July|August|September|October|November|December|\
                 Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec";
    let day = "(?:[0-2]?[0-9]|3[01])";
    let nth = "(?:st|nd|rd|th)?";
    let year = "(?:19|20)[0-9]{2}";
    let dash = r"[ \x{a0}]?(?:-|\x{2010}|\x{2011}|\x{2013}|\x{2014})[ \x{a0}]?| to ";
    let gap = r"[ \x{a0}]+";
    let patterns = [
        format!(r"(?P<a1>{day}){nth}(?:{dash})(?P<a2>{day}){nth}{gap}(?P<am>{month})\.?,?{gap}(?P<ay>{year})"),
        format!(r"(?P<b1>{day}){nth}(?:{gap}of)?{gap}(?P<bm>{month})\.?,?{gap}(?P<by>{year})"),
        format!(r"(?P<cm>{month})\.?{gap}(?P<c1>{day}){nth},?{gap}(?P<cy>{year})"),
        format!(r"(?P<d1>{month})\.?{gap}(?P<dy>{year})(?:{dash})(?P<d2>{month})\.?{gap}(?P<dz>{year})"),
        format!(r"(?P<e1>{month})\.?(?:{dash})(?P<e2>{month})\.?{gap}(?P<ey>{year})"),
        format!(r"(?P<fm>{month})\.?,?{gap}(?P<fy>{year})"),
        r"(?P<gy>(?:19|20)[0-9]{2})-(?P<gm>[0-9]{2})-(?P<gd>[0-9]{2})".to_owned(),
        r"(?P<hd>[0-9]{1,2})[/.](?P<hm>[0-9]{1,2})[/.](?P<hy>(?:19|20)[0-9]{2})".to_owned(),
        format!(r"(?P<i1>{year})(?:{dash}|[ \x{{a0}}]?/[ \x{{a0}}]?)(?P<i2>(?:19|20)?[0-9]{{2}})"),
        format!("(?P<j>{year})"),
    ];
    format!(r"(?-u:\b)(?:{})(?-u:\b)", patterns.join("|"))
});

/// Every time in a text, in order; a day without its year is none.
pub fn times(text: &str) -> Vec<Time> {
    // Every time has a year, and most texts have none.
    if !text.contains("19") && !text.contains("20") {
        return Vec::new();
    }
    let mut found = Vec::new();
    for captures in TIMES.captures_iter(text) {
        let whole = captures.whole();
        let before = text[..whole.start()].chars().next_back();
        let after = text[whole.end()..].chars().next();
        let inside = before
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '£' | '$' | '.' | ',' | '#' | '/' | '-'))
            || after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '%'));
        if !inside && let Some(when) = when(&captures) {
            found.push(Time { range: whole.range(), when });
        }
    }
    found
}

fn when(captures: &Captures<'_>) -> Option<When> {
    let number = |name: &str| captures.name(name).and_then(|digits| digits.as_str().parse::<i32>().ok());
    let month = |name: &str| captures.name(name).and_then(|word| month_number(word.as_str()));
    let date =
        |year: Option<i32>, month: Option<u8>, day: Option<i32>| Date::new(year?, month?, u8::try_from(day?).ok()?);
    let small = |name: &str| number(name).and_then(|number| u8::try_from(number).ok());
    if captures.name("ay").is_some() {
        let day = |name| date(number("ay"), month("am"), number(name));
        return Some(When::Days(day("a1")?, day("a2")?));
    }
    if captures.name("by").is_some() {
        return Some(When::Day(date(number("by"), month("bm"), number("b1"))?));
    }
    if captures.name("cy").is_some() {
        return Some(When::Day(date(number("cy"), month("cm"), number("c1"))?));
    }
    if captures.name("dy").is_some() {
        let first = date(number("dy"), month("d1"), Some(1))?;
        return Some(When::Months(first, date(number("dz"), month("d2"), Some(1))?));
    }
    if captures.name("ey").is_some() {
        let first = date(number("ey"), month("e1"), Some(1))?;
        return Some(When::Months(first, date(number("ey"), month("e2"), Some(1))?));
    }
    if captures.name("fy").is_some() {
        return Some(When::Month(date(number("fy"), month("fm"), Some(1))?));
    }
    if captures.name("gy").is_some() {
        return Some(When::Day(date(number("gy"), small("gm"), number("gd"))?));
    }
    if captures.name("hy").is_some() {
        return Some(When::Day(date(number("hy"), small("hm"), number("hd"))?));
    }
    if let Some(first) = number("i1") {
        let last = number("i2")?;
        let last = if last < 100 { first / 100 * 100 + last } else { last };
        let last = if last < first { last + 100 } else { last };
        return (last > first && last - first < 60).then_some(When::Years(first, last));
    }
    number("j").map(When::Year)
}

fn month_number(word: &str) -> Option<u8> {
    let start = word.get(..3)?;
    let index = MONTHS.iter().position(|month| month.starts_with(start))?;
    u8::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, When)> {
        times(text).into_iter().map(|time| (&text[time.range.clone()], time.when)).collect()
    }

    fn day(year: i32, month: u8, day: u8) -> Date {
        Date::new(year, month, day).expect("a day")
    }

    #[test]
    fn a_day_is_found_however_it_is_written() {
        for text in [
            "1 April 2021",
            "1st April 2021",
            "1st of April 2021",
            "April 1, 2021",
            "Apr 1 2021",
            "2021-04-01",
            "01/04/2021",
        ] {
            assert_eq!(found(text), [(text, When::Day(day(2021, 4, 1)))], "{text}");
        }
    }

    #[test]
    fn stretches_of_time_are_found() {
        assert_eq!(found("1–5 April 2021"), [("1–5 April 2021", When::Days(day(2021, 4, 1), day(2021, 4, 5)))]);
        let months = When::Months(day(2018, 7, 1), day(2018, 9, 1));
        assert_eq!(found("July to September 2018"), [("July to September 2018", months)]);
        assert_eq!(found("2020-21, 2020/21 and 2017 – 2021").len(), 3);
        assert_eq!(found("(2017-2021)"), [("2017-2021", When::Years(2017, 2021))]);
        assert_eq!(
            found("in May 2021 or 2022"),
            [("May 2021", When::Month(day(2021, 5, 1))), ("2022", When::Year(2022))]
        );
    }

    #[test]
    fn other_numbers_are_no_times() {
        assert_eq!(found("03000 410234, 12,019 people, £2,020, A2020, 31 April 2021x, COVID-19, 2020-2I"), []);
    }

    #[test]
    fn a_time_knows_its_ends_and_its_plain_form() {
        let of = |text: &str| times(text).remove(0);
        assert_eq!(of("2020-21").first().zip(of("2020-21").last()), Some((day(2020, 4, 1), day(2021, 3, 31))));
        assert_eq!(of("Feb 2024").last(), Some(day(2024, 2, 29)));
        assert_eq!(of("1st–5th April 2021").plain().as_deref(), Some("1 to 5 April 2021"));
        assert_eq!(of("Jul-Sep 2018").plain().as_deref(), Some("July to September 2018"));
    }
}
