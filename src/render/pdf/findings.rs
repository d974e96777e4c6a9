//! What Typst finds wrong, said of the template that a county can change.

use std::ops::Range;

use typst::WorldExt;
use typst::diag::SourceDiagnostic;
use typst::syntax::{DiagSpan, FileId as TypstId};

use crate::diagnostic::{self, Diagnostic};
use crate::source::{FileId, Files, Root, Span};
use crate::templates;

use super::world::{MAIN, Press, template};

/// How Typst says that a typeface is missing, before its name.
const UNKNOWN_FONT: &str = "unknown font family:";

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
    let mut findings: Vec<Diagnostic> = found
        .iter()
        .filter(|warning| warning.message.starts_with(UNKNOWN_FONT) || warning.message.contains("did not converge"))
        .filter_map(|warning| finding(warning, press, files))
        .collect();
    diagnostic::sort(&mut findings);
    findings
}

fn finding(found: &SourceDiagnostic, press: &Press, files: &Files) -> Option<Diagnostic> {
    let message = plain(&found.message);
    let places = places(found, press, files);
    let place = places.first().copied().or_else(|| files.find(Root::Templates, MAIN).map(Span::whole))?;
    let own = own_templates(files);
    if let Some(family) = found.message.strip_prefix(UNKNOWN_FONT) {
        let at = own.iter().find_map(|file| named(files, *file, family.trim())).unwrap_or(place);
        return Some(
            Diagnostic::error(
                "broken-template",
                at,
                format!("This template asks for a font that is not there:{family}"),
            )
            .help("Put the font into templates/fonts, or name one that is there."),
        );
    }
    let line = line_of(files, place);
    let blamed = places
        .iter()
        .copied()
        .find(|place| own.contains(&place.file))
        .or_else(|| own.iter().find(|file| line.contains(name(files, **file))).map(|file| Span::whole(*file)));
    let Some(blamed) = blamed else {
        let mut finding = failed(place, &message);
        if !own.is_empty() {
            finding = finding.help("The built-in templates work together; one of your own may no longer fit them.");
        }
        return Some(own.iter().fold(finding, |finding, file| {
            finding.also(Span::whole(*file), "takes the place of a built-in template")
        }));
    };
    let finding = Diagnostic::error("broken-template", blamed, format!("This template does not work: {message}"));
    let hints: Vec<String> = found.hints.iter().map(|hint| plain(&hint.v)).collect();
    Some(finding.help(if hints.is_empty() {
        "Mend it, or remove the file to use the built-in template.".to_owned()
    } else {
        format!("{}.", hints.join("; "))
    }))
}

fn failed(place: Span, message: &str) -> Diagnostic {
    Diagnostic::error("layout-failed", place, format!("The PDF cannot be made: {message}"))
        .help("This template is part of the program, so please report it with the sources that led here.")
}

/// The templates that a county has put in the place of built-in ones, or beside them.
fn own_templates(files: &Files) -> Vec<FileId> {
    files.below(Root::Templates, "pdf/").filter(|file| !templates::is_built_in(files, *file)).collect()
}

/// The file's name without its folder.
fn name(files: &Files, file: FileId) -> &str {
    let path = files.path(file);
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The first place where a file has the words, in small or capital letters.
fn named(files: &Files, file: FileId, words: &str) -> Option<Span> {
    let text = files.text(file).ok()?;
    let start = text.to_ascii_lowercase().find(&words.to_ascii_lowercase())?;
    Some(Span::new(file, start, start + words.len()))
}

fn line_of(files: &Files, place: Span) -> &str {
    let Ok(text) = files.text(place.file) else { return "" };
    let (before, after) = text.split_at_checked(place.start).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = place.start + after.find('\n').unwrap_or(after.len());
    text.get(start..end).unwrap_or("")
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
