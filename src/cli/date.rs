//! Reads the date of a build from the command line or from `SOURCE_DATE_EPOCH`.

use std::ffi::OsStr;

use agreement::date::Date;
use anyhow::{Result, anyhow};

/// The name of the variable by which distributors fix the date of a build.
///
/// See <https://reproducible-builds.org/specs/source-date-epoch/>.
pub const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// Reads a day written as `2021-04-01`.
///
/// # Errors
///
/// When it is not a day of the calendar.
pub fn parse_day(text: &str) -> Result<Date, String> {
    let wrong = || "write it as year-month-day, such as 2021-04-01".to_owned();
    if !Date::has_shape(text) {
        return Err(wrong());
    }
    Date::parse(text).ok_or_else(|| "there is no such day in the calendar".to_owned())
}

/// The day, in universal time, of a `SOURCE_DATE_EPOCH`: whole seconds since 1 January 1970.
///
/// # Errors
///
/// When it is not such a number, or lies past the year 9999.
pub fn parse_epoch(text: &OsStr) -> Result<Date> {
    let seconds = text
        .to_str()
        .filter(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
        .and_then(|text| text.parse::<i64>().ok())
        .filter(|seconds| *seconds < 253_402_300_800)
        .ok_or_else(|| {
            anyhow!(
                "{EPOCH} is {:?}, which is not a number of seconds since 1970; correct it, or unset it to use the edition's own date",
                text.to_string_lossy()
            )
        })?;
    Date::from_days(seconds / 86_400).ok_or_else(|| anyhow!("{EPOCH} lies past the year 9999"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> Date {
        Date { year, month, day }
    }

    #[test]
    fn a_day_must_be_in_the_calendar() {
        assert_eq!(parse_day("2024-02-29"), Ok(day(2024, 2, 29)));
        for wrong in ["2023-02-29", "1900-02-29", "2021-13-01", "2021-00-01", "2021-04-31", "0000-01-01"] {
            assert!(parse_day(wrong).is_err_and(|words| words.contains("calendar")), "{wrong}");
        }
        for wrong in ["", "2021-4-1", "01-04-2021", "2021/04/01", "2021-04-01T00", "2021-04-0é", "+021-04-01"] {
            assert!(parse_day(wrong).is_err_and(|words| words.contains("such as")), "{wrong}");
        }
    }

    #[test]
    fn an_epoch_is_a_day_in_universal_time() {
        for (seconds, expected) in [
            ("0", day(1970, 1, 1)),
            ("86399", day(1970, 1, 1)),
            ("951782400", day(2000, 2, 29)),
            ("1617235200", day(2021, 4, 1)),
            ("4107542400", day(2100, 3, 1)),
            ("253402300799", day(9999, 12, 31)),
        ] {
            assert_eq!(parse_epoch(OsStr::new(seconds)).expect(seconds), expected);
        }
    }

    #[test]
    fn an_epoch_that_is_no_number_is_refused() {
        for wrong in ["", "-1", "1e9", " 1", "today", "253402300800", "99999999999999999999"] {
            assert!(parse_epoch(OsStr::new(wrong)).is_err(), "{wrong}");
        }
    }
}
