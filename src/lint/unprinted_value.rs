//! A value, `{{ … }}`, in a name of the data, where it is printed as it stands.
//!
//! Names and titles are plain words, since values are made from them. An editor who writes the
//! name of a plan with a value in it expects the year, and the reader would meet the braces.
//!
//! Before:
//!
//! ```yaml data/plans.yaml
//! plans:
//!   - id: safer
//!     name: Safer Plan for {{ edition.year }}
//! ```
//!
//! After:
//!
//! ```yaml data/plans.yaml
//! plans:
//!   - id: safer
//!     name: Safer Plan for 2021
//! ```
//!
//! Source: the source format of this tool.

use super::{Case, Level, Lint, Report};
use crate::parse::yaml::{Node, Text, Value};
use crate::source::Span;

/// A value where only plain words are printed.
pub(super) const LINT: Lint =
    Lint { code: "unprinted-value", level: Level::Warning, file: include_str!("unprinted_value.rs"), check };

/// The keys whose values are plain words.
const NAMES: [&str; 12] = [
    "name",
    "short",
    "title",
    "short-title",
    "description",
    "provision",
    "asks",
    "how",
    "page",
    "what",
    "unit",
    "area",
];

/// The file whose texts are all plain words.
const PLAIN_FILE: &str = "data/sources.yaml";

/// Files and lists whose names are printed as prose, where values work.
const PROSE_FILES: [&str; 2] = ["data/governance.yaml", "data/assessments.yaml"];
const PROSE_LISTS: [&str; 2] = ["guiding-principles", "commissioner"];

fn check(case: &Case<'_>, report: &mut Report) {
    for (file, tree) in case.agreement.trees().into_iter().filter(|(file, _)| !PROSE_FILES.contains(file)) {
        if file == PLAIN_FILE {
            tree.for_each_text(&mut |text| {
                if text.words.contains("{{") {
                    tell(text, case, report);
                }
            });
            continue;
        }
        names(tree, case, report);
    }
}

fn names(node: &Node, case: &Case<'_>, report: &mut Report) {
    match &node.value {
        Value::Empty | Value::Text(_) => {}
        Value::List(items) => items.iter().for_each(|item| names(item, case, report)),
        Value::Map(entries) => {
            for (key, value) in entries.iter().filter(|(key, _)| !PROSE_LISTS.contains(&key.value.as_str())) {
                match &value.value {
                    Value::Text(text) if NAMES.contains(&key.value.as_str()) && text.words.contains("{{") => {
                        tell(text, case, report);
                    }
                    _ => names(value, case, report),
                }
            }
        }
    }
}

fn tell(text: &Text, case: &Case<'_>, report: &mut Report) {
    let written = case.files.written(text.span);
    let start = written.find("{{").unwrap_or(0);
    let end = written[start..].find("}}").map_or(written.len(), |at| start + at + 2);
    let place = Span::new(text.span.file, text.span.start + start, text.span.start + end);
    report.add(place, "Values do not work in a name, so the braces would be published", |finding| {
        finding.help("write the words themselves; values work in prose, notes, items and titles of parts")
    });
}
