//! Reads the date of a build from the command line or from `SOURCE_DATE_EPOCH`.

use std::ffi::OsStr;

use agreement::document::Date;
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
    let bytes = text.as_bytes();
    let shape = bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() });
    if !shape {
        return Err(wrong());
    }
    let year: i32 = text[..4].parse().map_err(|_| wrong())?;
    let month: u8 = text[5..7].parse().map_err(|_| wrong())?;
    let day: u8 = text[8..].parse().map_err(|_| wrong())?;
    if year == 0 || !(1..=12).contains(&month) || !(1..=days_of(year, month)).contains(&day) {
        return Err("there is no such day in the calendar".to_owned());
    }
    Ok(Date { year, month, day })
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
    Ok(day_of(seconds / 86_400))
}

/// The date of a day counted from 1 January 1970 (Howard Hinnant's `civil_from_days`).
fn day_of(days: i64) -> Date {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Date {
        year: i32::try_from(year).unwrap_or(i32::MAX),
        month: u8::try_from(month).unwrap_or(1),
        day: u8::try_from(day).unwrap_or(1),
    }
}

fn days_of(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
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
