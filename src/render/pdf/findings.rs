//! What Typst finds wrong, said of the template that a county can change.

use std::ops::Range;

use typst::WorldExt;
use typst::diag::{Severity, SourceDiagnostic};
use typst::syntax::{DiagSpan, FileId as TypstId};

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Files, Root, Span};
use crate::templates;

use super::world::{MAIN, Press, template};

/// The errors of a compilation or an export as findings; never empty.
pub(super) fn errors(found: &[SourceDiagnostic], press: &Press, files: &Files) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> =
        found.iter().filter_map(|diagnostic| finding(diagnostic, press, files)).collect();
    if findings.is_empty()
        && let Some(main) = files.find(Root::Templates, MAIN)
    {
        findings.push(failed(Span::whole(main), "the reason is not known"));
    }
    findings
}

/// The warnings that would make the printed pages wrong.
///
/// A font that is missing is replaced by another without a word, and page numbers that do not
/// settle are wrong; both are errors here. What else Typst warns of is a matter of its style.
pub(super) fn grave_warnings(found: &[SourceDiagnostic], press: &Press, files: &Files) -> Vec<Diagnostic> {
    found
        .iter()
        .filter(|warning| {
            warning.message.starts_with("unknown font family") || warning.message.contains("did not converge")
        })
        .filter_map(|warning| finding(warning, press, files))
        .collect()
}

fn finding(found: &SourceDiagnostic, press: &Press, files: &Files) -> Option<Diagnostic> {
    let message = plain(&found.message);
    let places = places(found, press, files);
    let own = places.iter().find(|place| !templates::is_built_in(files, place.file));
    let mut finding = match own {
        Some(place) => Diagnostic::error("broken-template", *place, format!("This template does not work: {message}"))
            .help("Mend it, or remove the file to use the built-in template."),
        None => {
            let place = places.first().copied().or_else(|| files.find(Root::Templates, MAIN).map(Span::whole))?;
            failed(place, &message)
        }
    };
    if found.severity == Severity::Warning && found.message.starts_with("unknown font family") {
        finding = finding.help("Put the font into templates/fonts, or name one that is there.");
    } else if own.is_some() && !found.hints.is_empty() {
        let hints: Vec<String> = found.hints.iter().map(|hint| plain(&hint.v)).collect();
        finding = finding.help(format!("{}.", hints.join("; ")));
    }
    Some(finding)
}

fn failed(place: Span, message: &str) -> Diagnostic {
    Diagnostic::error("layout-failed", place, format!("The PDF cannot be made: {message}")).help(
        "This template is part of the program, so the fault lies in the program or in unusual content: please report it.",
    )
}

/// Where it arose, then the calls that led there, innermost first.
fn places(found: &SourceDiagnostic, press: &Press, files: &Files) -> Vec<Span> {
    let calls = found.trace.iter().map(|point| DiagSpan::from(point.span));
    std::iter::once(found.span)
        .chain(calls)
        .filter_map(|span| {
            let id: TypstId = span.id()?;
            let file = template(files, id)?;
            let range = press.range(span).unwrap_or(0..0);
            Some(clamped(file, files, range))
        })
        .collect()
}

fn clamped(file: FileId, files: &Files, range: Range<usize>) -> Span {
    let length = files.bytes(file).len();
    Span::new(file, range.start.min(length), range.end.min(length))
}

/// Typst's words without its marks for code.
fn plain(message: &str) -> String {
    message.replace('`', "").trim_end_matches('.').to_owned()
}
