//! Findings as SARIF 2.1.0, the format that forges and editors read from any tool.
//!
//! See <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>. One run; every lint is
//! a rule with its page, found or not; what is told without being a lint gets a rule with its id.

use std::collections::{BTreeMap, BTreeSet};

use agreement::diagnostic::{Diagnostic, Severity, Suggestion};
use agreement::lint::{LINTS, Level};
use agreement::source::Span;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::places::{Places, Region};
use super::{Report, escaped};
use crate::terminal::suggested;

/// The schema that the document keeps to.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The name of the fingerprint; what it is made of never changes under the same name.
const FINGERPRINT: &str = "findingInItsLine/v1";

/// The whole document.
pub fn written(report: &Report<'_>) -> String {
    let rules = Rules::of(report);
    let places = Places::new(report.files);
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    let results: Vec<Value> =
        report.shown.iter().map(|finding| result(report, &rules, &places, &mut alike, finding)).collect();
    let mut invocation = json!({ "executionSuccessful": true });
    if !report.complete {
        let words = "Not everything could be read, so nothing else was checked.";
        invocation["toolExecutionNotifications"] = json!([{ "level": "warning", "message": { "text": words } }]);
    }
    escaped::json(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "agreement",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.written,
            } },
            "invocations": [invocation],
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

/// The rules: all lints in the order of the guide, then what else was told.
struct Rules {
    codes: Vec<&'static str>,
    written: Vec<Value>,
}

impl Rules {
    fn of(report: &Report<'_>) -> Rules {
        let mut codes: Vec<&'static str> = LINTS.iter().map(|lint| lint.code).collect();
        let mut written: Vec<Value> = LINTS
            .iter()
            .map(|lint| {
                let page = lint.page();
                json!({
                    "id": lint.code,
                    "shortDescription": { "text": lint.summary() },
                    "fullDescription": { "text": reasons(&page) },
                    "help": { "text": page, "markdown": page },
                    "defaultConfiguration": {
                        "enabled": lint.level != Level::Off,
                        "level": match lint.level {
                            Level::Error => "error",
                            Level::Warning => "warning",
                            Level::Hint | Level::Off => "note",
                        },
                    },
                })
            })
            .collect();
        let told: BTreeSet<&'static str> = report.shown.iter().map(|finding| finding.code).collect();
        for code in told {
            if !codes.contains(&code) {
                codes.push(code);
                written.push(json!({ "id": code }));
            }
        }
        Rules { codes, written }
    }
}

/// Words as the text of a message, in which SARIF gives braces, backslashes and links a meaning
/// (sections 3.11.5 and 3.11.6).
fn message(words: &str) -> String {
    let words = words.replace('\\', r"\\").replace('{', "{{").replace('}', "}}");
    if words.contains("](") { words.replace('[', r"\[").replace(']', r"\]") } else { words }
}

/// The page of a lint without its examples, in one piece.
fn reasons(page: &str) -> String {
    let reasons = page.split("\nBefore:").next().unwrap_or(page);
    reasons.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn result(
    report: &Report<'_>,
    rules: &Rules,
    places: &Places<'_>,
    alike: &mut BTreeMap<String, usize>,
    finding: &Diagnostic,
) -> Value {
    let mut result = Map::new();
    let words = match &finding.help {
        Some(help) => message(&format!("{}. {help}", finding.message)),
        None => message(&finding.message),
    };
    result.insert("ruleId".to_owned(), json!(finding.code));
    if let Some(at) = rules.codes.iter().position(|code| *code == finding.code) {
        result.insert("ruleIndex".to_owned(), json!(at));
    }
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    };
    result.insert("level".to_owned(), json!(level));
    result.insert("message".to_owned(), json!({ "text": words }));
    let primary = &finding.primary;
    result.insert("locations".to_owned(), json!([location(report, places, primary.span, &primary.text)]));
    if !finding.others.is_empty() {
        let others = finding.others.iter().map(|label| location(report, places, label.span, &label.text));
        result.insert("relatedLocations".to_owned(), Value::Array(others.collect()));
    }
    let print = fingerprint(report, places, alike, finding);
    result.insert("partialFingerprints".to_owned(), json!({ FINGERPRINT: print }));
    if let Some(suggestion) = &finding.suggestion {
        result.insert("fixes".to_owned(), json!([fix(report, places, suggestion)]));
    }
    Value::Object(result)
}

fn location(report: &Report<'_>, places: &Places<'_>, span: Span, words: &str) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(report.files.shown(span.file)) } });
    if let Some(place) = places.region(span) {
        let mut region = region(place);
        region["snippet"] = json!({ "text": places.words(span) });
        physical["region"] = region;
    }
    let mut location = json!({ "physicalLocation": physical });
    if !words.is_empty() {
        location["message"] = json!({ "text": message(words) });
    }
    location
}

fn region(region: Region) -> Value {
    json!({
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    })
}

fn fix(report: &Report<'_>, places: &Places<'_>, suggestion: &Suggestion) -> Value {
    json!({
        "description": { "text": message(&suggested(report.files, suggestion)) },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(report.files.shown(suggestion.span.file)) },
            "replacements": [{
                "deletedRegion": region(places.exact(suggestion.span)),
                "insertedContent": { "text": suggestion.replacement },
            }],
        }],
    })
}

/// What stays the same while lines above come and go: the code, the file, the line's own words
/// and those at fault. Of several that are alike each has its number.
fn fingerprint(
    report: &Report<'_>,
    places: &Places<'_>,
    alike: &mut BTreeMap<String, usize>,
    finding: &Diagnostic,
) -> String {
    let span = finding.primary.span;
    let (line, words) = match places.region(span) {
        Some(_) => (places.line(span), places.words(span)),
        None => (String::new(), finding.message.clone()),
    };
    let mut hash = Sha256::new();
    for part in [finding.code, report.files.shown(span.file), &line, &words] {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    let print: String = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let number = alike.entry(print.clone()).or_default();
    *number += 1;
    format!("{print}:{number}")
}

/// A path as it was typed, as an address: relative to the folder of the run, or of a file.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    let drive = path.as_bytes().get(1) == Some(&b':') && path.starts_with(|c: char| c.is_ascii_alphabetic());
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if drive {
        uri.push_str("file:///");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_addresses_whatever_is_in_them() {
        for (path, expected) in [
            ("content/chapters/01-a.md", "content/chapters/01-a.md"),
            ("../été/a b%.md", "../%C3%A9t%C3%A9/a%20b%25.md"),
            ("::error::\n#?.md", "%3A%3Aerror%3A%3A%0A%23%3F.md"),
            ("/srv/a.md", "file:///srv/a.md"),
            ("C:/a.md", "file:///C%3A/a.md"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }

    #[test]
    fn no_words_are_taken_for_a_link_or_a_place_for_words() {
        assert_eq!(message(r"write {{ leads }} or a\b [c]"), r"write {{{{ leads }}}} or a\\b [c]");
        assert_eq!(message("write [](#its-id)"), r"write \[\](#its-id)");
        assert_eq!(message(r"\[x](javascript:y)"), r"\\\[x\](javascript:y)");
    }

    #[test]
    fn reasons_end_before_the_examples() {
        assert_eq!(reasons("One.\n\nTwo\nthree.\n\nBefore:\n\n```md\nx\n```"), "One. Two three.");
    }
}
