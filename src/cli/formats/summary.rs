//! The closing lines for people: how much was looked at, what there is of it, what can be done.

use super::Report;
use crate::counts::{Counts, counted, number};

/// The lines, the first of them with the counts.
pub fn lines(report: &Report<'_>) -> Vec<String> {
    let shown = Counts::of(report.shown.iter().copied());
    let hidden = Counts {
        errors: report.counts.errors - shown.errors,
        warnings: report.counts.warnings - shown.warnings,
        hints: report.counts.hints - shown.hints,
    };
    let checked = format!("{} checked", counted(report.checked, "file"));
    let mut lines = vec![if report.counts == Counts::default() {
        format!("{checked}, nothing to report")
    } else {
        format!("{checked}: {}{}", report.counts, ending(report))
    }];
    if !report.complete {
        lines.push("Not everything could be read, so nothing else was checked.".to_owned());
    }
    if hidden.total() > 0 {
        let all = if hidden.hints > 0 { "hint" } else { "warning" };
        lines.push(format!("Not shown: {hidden}. --level {all} shows them too."));
    }
    if report.elsewhere.total() > 0 {
        lines.push(format!("In other files, neither shown nor counted: {}.", report.elsewhere));
    }
    match report.certain() {
        _ if report.fixed => {}
        0 => {}
        1 => lines.push("One of these can be put right by agreement check --fix.".to_owned()),
        certain => lines.push(format!("{} of these can be put right by agreement check --fix.", number(certain))),
    }
    lines
}

fn ending(report: &Report<'_>) -> &'static str {
    match report.counts {
        Counts { errors: 1.., .. } => "; nothing can be published until the errors are put right",
        Counts { warnings: 1.., .. } if report.strict => "; --strict allows no warnings",
        _ => "; none of these stops publication",
    }
}
