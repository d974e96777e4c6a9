//! The values of an indicator, and how the last differs from the first.

use crate::diagnostic::Diagnostic;
use crate::parse::csv::records;
use crate::parse::fields::{Findings, as_period};
use crate::parse::listed::check_order;
use crate::period::Period;
use crate::source::{FileId, Files, Span};
use crate::tally::number;

/// The names of the columns.
const HEADER: [&str; 2] = ["period", "value"];
/// The most periods that a chart has room for.
const MOST: usize = 24;

/// What was counted in a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// The period as it is written, such as `2019/20`.
    pub period: String,
    /// How many, or how much.
    pub amount: f64,
    /// The same as it is printed, with commas between thousands.
    pub words: String,
    /// Where it is written.
    pub span: Span,
}

/// How a value differs from one before it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// By how many percent, to one decimal; none if it began at nothing.
    pub percent: Option<f64>,
    /// The newer value less the older one.
    pub difference: f64,
}

/// How one value differs from another.
pub fn change(first: &Value, last: &Value) -> Change {
    let difference = last.amount - first.amount;
    let percent = (first.amount > 0.0).then(|| rounded(difference / first.amount * 100.0));
    Change { percent, difference }
}

/// To one decimal, halves away from zero, as people round.
fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

impl Change {
    /// "1.7%", without its direction.
    pub fn percent_words(self) -> String {
        self.percent.map_or_else(String::new, |percent| format!("{:.1}%", percent.abs()))
    }

    /// "down 1.7% from 85,187 to 83,766".
    pub fn words(self, first: &Value, last: &Value) -> String {
        let from = format!("from {} to {}", first.words, last.words);
        if self.difference == 0.0 {
            return format!("the same, {}, as before", last.words);
        }
        let direction = if self.difference > 0.0 { "up" } else { "down" };
        match self.percent {
            Some(_) => format!("{direction} {} {from}", self.percent_words()),
            None => format!("{direction} {from}"),
        }
    }
}

/// Reads a file of values; what is wrong is told, row by row.
pub(super) fn read(files: &Files, file: FileId, findings: &mut Findings) -> Vec<Value> {
    let text = match files.text(file) {
        Ok(text) => text,
        Err(at) => {
            findings.push(
                Diagnostic::error("not-utf-8", Span::new(file, at, at + 1), "this character is not in UTF-8")
                    .help("in Excel, save the file as \u{2018}CSV UTF-8\u{2019}"),
            );
            return Vec::new();
        }
    };
    let (rows, count) = match records(text, file, MOST + 2) {
        Ok(found) => found,
        Err(finding) => {
            findings.push(*finding);
            return Vec::new();
        }
    };
    let before = findings.len();
    let mut rows = rows.into_iter();
    match rows.next() {
        Some((cells, _)) if cells == HEADER => {}
        header => {
            let span = header.map_or(Span::new(file, 0, 0), |(_, span)| span);
            findings.push(
                Diagnostic::error("bad-csv", span, "the first row must name the columns `period` and `value`")
                    .help("write `period,value` as the first line, then a line such as 2020,83766 for each period"),
            );
            return Vec::new();
        }
    }
    let mut values: Vec<Value> = Vec::new();
    let mut times = Vec::new();
    for (cells, span) in rows {
        let [period, amount] = cells.as_slice() else {
            findings.push(
                Diagnostic::error("uneven-row", span, "this row needs a period and a value, and nothing else")
                    .help("write it as in 2020,83766; a value with a comma in it goes in \"quotation marks\""),
            );
            continue;
        };
        if period.is_empty() {
            findings.push(
                Diagnostic::error("row-without-name", span, "this row does not say of which period it is")
                    .help("write the period before the comma"),
            );
            continue;
        }
        if let Some(first) = values.iter().find(|value| value.period == *period) {
            findings.push(
                Diagnostic::error("duplicate-key", span, format!("two rows are of the period {period}"))
                    .also(first.span, "the first one")
                    .help("delete one of the two"),
            );
            continue;
        }
        let Some(days) = as_period(period, span, findings).and_then(Period::days) else { continue };
        times.push((span, days));
        match amount_of(amount) {
            Some((amount, words)) => values.push(Value { period: period.clone(), amount, words, span }),
            None => findings.push(
                Diagnostic::error("bad-value", span, format!("`{amount}` is not a number that can be drawn"))
                    .help("write digits, at most one point, and no sign: 83766 or 12.5"),
            ),
        }
    }
    check_order("bad-csv", "period", times, findings);
    if count > MOST + 1 {
        findings.push(
            Diagnostic::error("bad-csv", Span::whole(file), format!("a chart has room for {MOST} periods"))
                .help("take out the oldest rows"),
        );
        return Vec::new();
    }
    if findings.len() > before {
        // A part of the values would be told, or drawn, as if it were all.
        return Vec::new();
    }
    if values.len() < 2 {
        findings.push(
            Diagnostic::error("bad-csv", Span::whole(file), "a change needs the values of at least two periods")
                .help("add a row for the period before"),
        );
        return Vec::new();
    }
    values
}

/// A number of at most fifteen digits with its words.
fn amount_of(text: &str) -> Option<(f64, String)> {
    let plain: String = text.chars().filter(|c| !matches!(c, ',' | ' ' | '\u{a0}')).collect();
    let (whole, rest) = plain.split_once('.').map_or((plain.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || rest.is_some_and(|rest| !digits(rest)) || plain.len() > 15 {
        return None;
    }
    let words = match rest {
        Some(rest) => format!("{}.{rest}", number(whole.parse().ok()?)),
        None => number(whole.parse().ok()?),
    };
    Some((plain.parse().ok()?, words))
}
