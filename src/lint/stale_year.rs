//! Data of a year that is too old for this edition.
//!
//! Assessments, the MoRiLE results and horizon scanning are made anew for each edition, and their year is
//! printed in the title of an appendix. If the year is older than the financial year before the
//! edition, the file was probably carried over from the last edition, or only its year was forgotten.
//!
//! Before:
//!
//! ```yaml data/morile.yaml
//! year: 2018-19
//! ranked: false
//! issues: [Gangs]
//! ```
//!
//! After:
//!
//! ```yaml data/morile.yaml
//! year: 2020-21
//! ranked: false
//! issues: [Gangs]
//! ```
//!
//! Source: the Crime and Disorder (Formulation and Implementation of Strategy) Regulations 2007,
//! under which a strategic assessment is made in each year.

use super::{Case, Level, Lint, Report};
use crate::reading::{FinancialYear, times};

/// Data of a year that is too old.
pub(super) const LINT: Lint =
    Lint { code: "stale-year", level: Level::Warning, file: include_str!("stale_year.rs"), check };

fn check(case: &Case<'_>, report: &mut Report) {
    let Some(day) = case.as_at else { return };
    let before = FinancialYear::of(day).later(-1);
    for (file, year) in case.agreement.years() {
        let last = times(&year.words).last().and_then(|time| time.last());
        let (Some(last), Some(first)) = (last, before.first()) else { continue };
        if last >= first {
            continue;
        }
        let message = format!("{file} is of `{}`, and on {} the last full year is {before}", year.words, day.long());
        report.add(year.span, message, |mut finding| {
            if let Some(edition) = case.edition_of_the_day() {
                finding = finding.also(edition.effective.span, "this edition takes effect on this day");
            }
            finding.help("bring the file up to date, and then its year; or say in the text why older results are used")
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::found_with;

    fn found(year: &str, as_at: Option<&str>) -> Vec<String> {
        let data = format!("year: {year}\npartnership-count: 12\nissues:\n  - {{ name: Road Safety, count: 1 }}\n");
        found_with("stale-year", &[("data/assessments.yaml", data.as_str())], as_at)
    }

    #[test]
    fn data_of_an_older_year_is_found() {
        for year in ["2019-20", "\"2018/19\"", "2019", "2017-2019", "2016-17 and 2017-18"] {
            assert_eq!(found(year, None), [year], "{year}");
        }
        assert_eq!(found("2020-21", Some("2022-04-01")), ["2020-21"]);
    }

    #[test]
    fn data_of_the_last_year_or_of_this_one_is_left_alone() {
        for year in ["2020-21", "\"2020/21\"", "2021-22", "2020", "2021", "2019-20 and 2020-21", "spring", "2019-2022"]
        {
            assert_eq!(found(year, None), Vec::<String>::new(), "{year}");
        }
        assert_eq!(found("2020-21", Some("2022-03-31")), Vec::<String>::new());
    }
}
