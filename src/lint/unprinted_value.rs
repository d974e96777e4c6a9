//! A value, `{{ … }}`, in a name of the data, where it is printed as it stands.
//!
//! Names and titles are plain words, since values are made from them. An editor who writes
//! `name: Plan for {{ edition.year }}` expects the year and would publish the braces.

use crate::agreement::Agreement;
use crate::diagnostic::Diagnostic;
use crate::parse::yaml::{Node, Value};
use crate::source::{Files, Span};

/// The keys whose values are plain words.
const NAMES: [&str; 5] = ["name", "short", "title", "short-title", "description"];

/// Files and lists whose names are printed as prose, where values work.
const PROSE_FILES: [&str; 2] = ["data/governance.yaml", "data/assessments.yaml"];
const PROSE_LISTS: [&str; 2] = ["guiding-principles", "commissioner"];

/// Every value in a name of the data.
pub fn check(agreement: &Agreement, files: &Files) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (_, tree) in agreement.trees().into_iter().filter(|(file, _)| !PROSE_FILES.contains(file)) {
        names(tree, files, &mut findings);
    }
    findings
}

fn names(node: &Node, files: &Files, findings: &mut Vec<Diagnostic>) {
    match &node.value {
        Value::Empty | Value::Text(_) => {}
        Value::List(items) => items.iter().for_each(|item| names(item, files, findings)),
        Value::Map(entries) => {
            for (key, value) in entries.iter().filter(|(key, _)| !PROSE_LISTS.contains(&key.value.as_str())) {
                match &value.value {
                    Value::Text(text) if NAMES.contains(&key.value.as_str()) && text.words.contains("{{") => {
                        findings.push(finding(text.span, files));
                    }
                    _ => names(value, files, findings),
                }
            }
        }
    }
}

fn finding(span: Span, files: &Files) -> Diagnostic {
    let written = files.written(span);
    let start = written.find("{{").unwrap_or(0);
    let end = written[start..].find("}}").map_or(written.len(), |at| start + at + 2);
    let place = Span::new(span.file, span.start + start, span.start + end);
    Diagnostic::warning("unprinted-value", place, "Values do not work in a name, so the braces would be published")
        .help("write the words themselves; values work in prose, notes, items and titles of parts")
}
