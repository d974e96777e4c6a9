//! Findings as our own JSON, which `guide/findings.schema.json` describes.
//!
//! Every key is always there, so that a program need not ask; `null` says that there is nothing.
//! A key is never given another meaning: what would break a reader gets another `version`.

use agreement::date::Date;
use agreement::diagnostic::Diagnostic;
use agreement::source::{Files, Span};
use serde::Serialize;

use super::places::{Places, Region};
use super::{Report, escaped, word};

/// The version of the format.
const VERSION: u32 = 1;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    version: u32,
    tool: Tool,
    content: &'a str,
    as_at: Option<String>,
    complete: bool,
    counts: Counts,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Counts {
    files: usize,
    errors: usize,
    warnings: usize,
    hints: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    level: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(flatten)]
    place: Place<'a>,
    label: Option<&'a str>,
    labels: Vec<Label<'a>>,
    suggestion: Option<Suggestion<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place<'a> {
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    words: Option<String>,
}

#[derive(Serialize)]
struct Label<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    replacement: &'a str,
    certain: bool,
}

/// The whole document.
pub fn written(report: &Report<'_>) -> String {
    let places = Places::new(report.files);
    let findings = report.shown.iter().map(|finding| one(report.files, &places, finding)).collect();
    escaped::json(&Document {
        version: VERSION,
        tool: Tool { name: "agreement", version: env!("CARGO_PKG_VERSION") },
        content: report.files.shown(report.files.content_folder()),
        as_at: report.as_at.map(Date::iso),
        complete: report.complete,
        counts: Counts {
            files: report.checked,
            errors: report.counts.errors,
            warnings: report.counts.warnings,
            hints: report.counts.hints,
        },
        findings,
    })
}

fn one<'a>(files: &'a Files, places: &Places<'_>, finding: &'a Diagnostic) -> Finding<'a> {
    let place = |span: Span, region: Option<Region>| Place {
        file: files.shown(span.file),
        line: region.map(|region| region.line),
        column: region.map(|region| region.column),
        end_line: region.map(|region| region.end_line),
        end_column: region.map(|region| region.end_column),
        words: region.map(|_| places.words(span)),
    };
    let some = |words: &'a str| (!words.is_empty()).then_some(words);
    Finding {
        code: finding.code,
        level: word(finding.severity),
        message: &finding.message,
        help: finding.help.as_deref(),
        place: place(finding.primary.span, places.region(finding.primary.span)),
        label: some(&finding.primary.text),
        labels: finding
            .others
            .iter()
            .map(|label| Label { place: place(label.span, places.region(label.span)), text: &label.text })
            .collect(),
        suggestion: finding.suggestion.as_ref().map(|suggestion| Suggestion {
            place: place(suggestion.span, Some(places.exact(suggestion.span))),
            replacement: &suggestion.replacement,
            certain: suggestion.certain,
        }),
    }
}
