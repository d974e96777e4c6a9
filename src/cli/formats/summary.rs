//! The closing lines for people: how much was looked at, what there is of it, what can be done.

use super::Report;
use crate::counts::Counts;
use agreement::tally::{counted, number};

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
        counts if counts.total() == 1 => "; it does not stop publication",
        _ => "; none of these stops publication",
    }
}

#[cfg(test)]
mod tests {
    use agreement::diagnostic::Diagnostic;
    use agreement::source::{Files, Span};

    use super::*;

    fn said(counts: (usize, usize, usize), change: impl FnOnce(&mut Report<'_>)) -> String {
        let files = Files::new();
        let place = Span::whole(files.content_folder());
        let sure = Diagnostic::warning("w", place, "odd").suggest(place, "even", true);
        let (errors, warnings, hints) = counts;
        let mut report = Report {
            files: &files,
            shown: vec![&sure; warnings],
            counts: Counts { errors: 0, warnings, hints: 0 },
            elsewhere: Counts::default(),
            checked: 1_031,
            complete: true,
            as_at: None,
            strict: false,
            fixed: true,
        };
        report.counts.errors = errors;
        report.counts.hints = hints;
        change(&mut report);
        lines(&report).join("\n")
    }

    #[test]
    fn the_closing_lines_say_what_it_comes_to() {
        assert_eq!(said((0, 0, 0), |_| ()), "1,031 files checked, nothing to report");
        assert_eq!(said((0, 1, 0), |_| ()), "1,031 files checked: 1 warning; it does not stop publication");
        assert_eq!(said((0, 2, 0), |_| ()), "1,031 files checked: 2 warnings; none of these stops publication");
        assert_eq!(
            said((0, 2, 0), |report| report.strict = true),
            "1,031 files checked: 2 warnings; --strict allows no warnings"
        );
        assert_eq!(
            said((0, 2, 0), |report| report.fixed = false),
            "1,031 files checked: 2 warnings; none of these stops publication\n\
             2 of these can be put right by agreement check --fix."
        );
        let said = said((3, 0, 1), |report| {
            report.complete = false;
            report.elsewhere.errors = 2;
        });
        assert_eq!(
            said,
            "1,031 files checked: 3 errors, 1 hint; nothing can be published until the errors are put right\n\
             Not everything could be read, so nothing else was checked.\n\
             Not shown: 3 errors, 1 hint. --level hint shows them too.\n\
             In other files, neither shown nor counted: 2 errors."
        );
    }
}
