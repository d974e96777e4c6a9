//! A percentage that does not follow from the two numbers beside it: up 40% from 100 to 150.
//!
//! A reader who checks one figure and finds it wrong believes none of the others. The change is
//! worked out from the two numbers and rounded to as many decimals as were typed. What the tool
//! works out itself, such as `{{ indicator.violent-crime.change }}`, is right already.
//!
//! Before:
//!
//! ```md
//! Violent crime was down 2.7% from 85,187 to 83,766.
//! ```
//!
//! After:
//!
//! ```md
//! Violent crime was down 1.7% from 85,187 to 83,766.
//! ```
//!
//! Source: Code of Practice for Statistics, Q3 (figures are quality assured).

use super::{Case, Level, Lint, Report};
use crate::reading::{Captures, Pattern};

/// A percentage that does not follow from the numbers beside it.
pub(super) const LINT: Lint =
    Lint { code: "wrong-percentage", level: Level::Error, file: include_str!("wrong_percentage.rs"), check };

/// A percentage, then the two numbers: "down 1.7% from 85,187 to 83,766".
static BEFORE: Pattern = Pattern::new(
    r"(?i-u)(?:\b(?P<way>up|down) )?(?P<percent>[0-9]+(?:\.[0-9]+)?)%[ a-z0-9,()'-]{0,60}?\bfrom (?P<first>[0-9][0-9,]*(?:\.[0-9]+)?) to (?P<last>[0-9][0-9,]*(?:\.[0-9]+)?)",
);

/// The two numbers, then the percentage: "from 85,187 to 83,766, down 1.7%".
static AFTER: Pattern = Pattern::new(
    r"(?i-u)\bfrom (?P<first>[0-9][0-9,]*(?:\.[0-9]+)?) to (?P<last>[0-9][0-9,]*(?:\.[0-9]+)?)[ a-z,'-]{0,60}?(?:\b(?P<way>up|down) )?\(?(?P<percent>[0-9]+(?:\.[0-9]+)?)%",
);

fn check(case: &Case<'_>, report: &mut Report) {
    for passage in case.reading.passages.iter().filter(|passage| passage.is_language()) {
        for pattern in [&BEFORE, &AFTER] {
            for captures in pattern.captures_iter(&passage.text) {
                let Some(percent) = captures.name("percent") else { continue };
                if !passage.is_typed(&percent.range()) {
                    continue;
                }
                if let Some(right) = right(&captures) {
                    let message = format!("{}% does not follow from the two numbers beside it", percent.as_str());
                    report.add(passage.place(&percent.range()), message, |finding| {
                        finding.help(format!("from the one to the other it is {right}"))
                    });
                }
            }
        }
    }
}

/// What the change is, if it is not what is written.
fn right(captures: &Captures<'_>) -> Option<String> {
    let written = |name| captures.name(name).map(|found| found.as_str().trim_end_matches(',').to_owned());
    let (first, last, percent) = (written("first")?, written("last")?, written("percent")?);
    // "Up 5% from 2019 to 2020" is about years.
    if is_year(&first) && is_year(&last) {
        return None;
    }
    let number = |text: &str| text.replace(',', "").parse::<f64>().ok();
    let (first, last, typed) = (number(&first)?, number(&last)?, number(&percent)?);
    if first <= 0.0 {
        return None;
    }
    let change = (last - first) / first * 100.0;
    let decimals = percent.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let unit = 0.1_f64.powi(i32::try_from(decimals).unwrap_or(9));
    let same = (change.abs() - typed).abs() <= unit / 2.0 + 1e-9;
    let way = written("way");
    let turned = way.is_some_and(|way| (way == "up") != (change >= 0.0));
    let direction = if change >= 0.0 { "up" } else { "down" };
    (!same || turned).then(|| format!("{direction} {:.decimals$}%", change.abs()))
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
}

#[cfg(test)]
mod tests {
    use super::super::sample::found;

    const CODE: &str = "wrong-percentage";

    #[test]
    fn a_percentage_must_follow_from_its_numbers() {
        let wrong = [
            "It was up 40% from 100 to 150.",
            "It fell from 1,000 to 900, down 11%.",
            "It was down 50% from 100 to 150.",
        ];
        for text in wrong {
            assert_eq!(found(CODE, text).len(), 1, "{text}");
        }
    }

    #[test]
    fn rounding_years_and_other_sentences_are_no_faults() {
        let right = [
            "It was up 50% from 100 to 150.",
            "It was down 1.7% from 85,187 to 83,766.",
            "Casualties fell from 4,955 to 3,931, about 21%.",
            "It rose by 5% from 2019 to 2020.",
            "About 11% took part. Their number went from 4 to 9.",
        ];
        for text in right {
            assert_eq!(found(CODE, text), Vec::<String>::new(), "{text}");
        }
    }
}
