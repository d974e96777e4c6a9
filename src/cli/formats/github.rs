//! Findings as commands of GitHub Actions, which shows them beside the lines, and a summary.
//!
//! The platform shows ten errors, ten warnings and ten notices of a step, so the gravest come
//! first, and a table counts all of them. Everything that an author wrote is escaped: no text can
//! begin a line, end a property, or start one of the old commands (`##[…]`).
//! See <https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions>.

use std::collections::BTreeMap;

use agreement::diagnostic::{Diagnostic, Severity};
use agreement::tally::number;

use super::places::Places;
use super::{Report, summary, word};
use crate::terminal::safe;

/// The most rows of the table.
const MOST_ROWS: usize = 200;

/// All commands, then the summary.
pub fn written(report: &Report<'_>) -> String {
    let places = Places::new(report.files);
    let mut text: String =
        report.gravest_first().into_iter().map(|finding| command(report, &places, finding)).collect();
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(&summarised(report));
    text
}

/// The counts, and a table of them by code and file, in Markdown.
pub fn summarised(report: &Report<'_>) -> String {
    let mut text = String::new();
    if !report.shown.is_empty() {
        text.push_str("| Level | Code | File | Findings |\n|---|---|---|--:|\n");
        let mut rows: BTreeMap<(std::cmp::Reverse<Severity>, &str, &str), usize> = BTreeMap::new();
        for finding in &report.shown {
            let file = report.files.shown(finding.file());
            *rows.entry((std::cmp::Reverse(finding.severity), finding.code, file)).or_default() += 1;
        }
        for ((severity, code, file), count) in rows.iter().take(MOST_ROWS) {
            let (file, count) = (plain(file), number(*count));
            text.push_str(&format!("| {} | {code} | {file} | {count} |\n", word(severity.0)));
        }
        if let Some(more) = rows.len().checked_sub(MOST_ROWS).filter(|more| *more > 0) {
            let rest: usize = rows.values().skip(MOST_ROWS).sum();
            text.push_str(&format!("| | and {} more rows | | {} |\n", number(more), number(rest)));
        }
        text.push('\n');
    }
    for line in summary::lines(report) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

fn command(report: &Report<'_>, places: &Places<'_>, finding: &Diagnostic) -> String {
    let name = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    };
    let mut properties = vec![format!("file={}", property(report.files.shown(finding.file())))];
    if let Some(place) = places.region(finding.primary.span) {
        properties.push(format!("line={},endLine={}", place.line, place.end_line));
        // Columns mean something to the platform only within one line.
        if place.line == place.end_line {
            properties.push(format!("col={},endColumn={}", place.column, place.end_column));
        }
    }
    properties.push(format!("title={}", property(finding.code)));
    let message = match &finding.help {
        Some(help) => format!("{}%0A{}", data(&finding.message), data(help)),
        None => data(&finding.message),
    };
    format!("::{name} {}::{message}\n", properties.join(","))
}

/// Words as the message of a command.
fn data(words: &str) -> String {
    safe(words).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Words as a property of a command.
fn property(words: &str) -> String {
    data(words).replace(':', "%3A").replace(',', "%2C")
}

/// Words in a cell of a table, none of which means anything in Markdown or HTML.
fn plain(words: &str) -> String {
    let mut text = String::new();
    for c in safe(words).chars() {
        if c.is_ascii_punctuation() && !matches!(c, '/' | '.' | '-') {
            text.push('\\');
        }
        text.push(c);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_begins_a_command_or_ends_a_property() {
        assert_eq!(data("a%\n::error::x\r"), "a%25 ::error::x<U+000D>");
        assert_eq!(property("a:b,c%"), "a%3Ab%2Cc%25");
        assert_eq!(plain("##[error]a|b`<b>"), r"\#\#\[error\]a\|b\`\<b\>");
    }
}
