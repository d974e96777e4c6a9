//! Findings for a person at a terminal, with the counts at the end.

use super::{Report, summary};
use crate::terminal;

/// The whole text.
pub fn written(report: &Report<'_>) -> String {
    let mut text = terminal::findings(report.files, &report.shown);
    for line in summary::lines(report) {
        text.push_str(&terminal::sentence(&line));
        text.push('\n');
    }
    text
}
