//! What every finding must keep to, and how it is set down in a snapshot.

use agreement::diagnostic::{CODES, Diagnostic, Severity};
use agreement::lint::LINTS;
use agreement::publish::Outcome;
use agreement::source::{Files, Root, Span};

/// Words that an officer who knows Word has no use for.
const JARGON: [&str; 22] = [
    "typst", "tera", "serde", "deserial", "parser", "parse", "token", "scalar", "mapping", "sequence", "node", "null",
    "ast", "utf8", "byte", "regex", "unicode", "string", "boolean", "integer", "schema", "enum",
];

/// Every rule that a finding breaks.
pub fn broken_rules(files: &Files, outcome: &Outcome) -> Vec<String> {
    let mut broken = Vec::new();
    let mut rule = |held: bool, what: &str, finding: &Diagnostic| {
        if !held {
            broken.push(format!("{what}: {finding:?}"));
        }
    };
    for (index, finding) in outcome.findings.iter().enumerate() {
        let (message, help) = (finding.message.as_str(), finding.help.as_deref().unwrap_or_default());
        rule(!finding.is_error() || outcome.artefacts.is_empty(), "something was published in spite of it", finding);
        rule(!message.is_empty() && !message.ends_with('.'), "the message is no sentence without full stop", finding);
        rule(!message.contains('\n') && !help.contains('\n'), "it has more than one line", finding);
        rule(
            finding.code.bytes().all(|c| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'-')),
            "its code is no name",
            finding,
        );
        rule(!help.is_empty(), "it does not say what to do", finding);
        let known = match CODES.iter().find(|(code, _)| *code == finding.code) {
            Some((_, weights)) => weights.contains(&finding.severity),
            None => LINTS.iter().any(|lint| lint.code == finding.code),
        };
        rule(known, "its code is neither a lint's nor, with this weight, in src/diagnostic/codes.rs", finding);
        // Whoever changes a template knows the words of its language.
        let ours = files.root(finding.file()) == Root::Content;
        for word in plain_words(message).into_iter().chain(plain_words(help)) {
            rule(!ours || !JARGON.contains(&word.as_str()), &format!("{word} is jargon"), finding);
        }
        let again = |other: &Diagnostic| {
            other.primary.span == finding.primary.span
                && (other.message == *message || other.code == finding.code && finding.code != "missing-field")
        };
        rule(!outcome.findings[..index].iter().any(again), "it is told twice", finding);
        let others = finding.others.iter().map(|other| other.span);
        let places = std::iter::once(finding.primary.span).chain(others);
        for span in places.chain(finding.suggestion.iter().map(|suggestion| suggestion.span)) {
            let bytes = files.bytes(span.file);
            rule(span.start <= span.end && span.end <= bytes.len(), "a place lies outside its file", finding);
            if let Ok(text) = files.text(span.file) {
                rule(text.get(span.start..span.end).is_some(), "a place splits a character", finding);
            }
        }
    }
    broken
}

/// Fails if a rule is broken.
pub fn check(files: &Files, outcome: &Outcome) {
    let broken = broken_rules(files, outcome);
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// The words that are neither quoted nor names of files.
fn plain_words(text: &str) -> Vec<String> {
    let mut kept = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '`' => inside = !inside,
            '“' | '‘' => inside = true,
            '”' => inside = false,
            '’' if inside => inside = false,
            _ if inside => {}
            _ => kept.push(c),
        }
    }
    let words = kept.split(|c: char| !c.is_alphanumeric());
    words.map(str::to_lowercase).filter(|word| !word.is_empty()).collect()
}

/// The findings as lines of text.
pub fn print(files: &Files, outcome: &Outcome) -> String {
    if outcome.findings.is_empty() {
        return "nothing is told, and it is published\n".to_owned();
    }
    let mut text = String::new();
    for finding in &outcome.findings {
        let weight = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        };
        text.push_str(&format!(
            "{}: {weight}[{}]: {}\n",
            place(files, finding.primary.span),
            finding.code,
            finding.message
        ));
        text.push_str(&format!("    {}{}\n", words(files, finding.primary.span), remark(&finding.primary.text)));
        for other in &finding.others {
            text.push_str(&format!(
                "    see {} {}{}\n",
                place(files, other.span),
                words(files, other.span),
                remark(&other.text)
            ));
        }
        if let Some(help) = &finding.help {
            text.push_str(&format!("    do: {help}\n"));
        }
        if let Some(suggestion) = &finding.suggestion {
            let sure = if suggestion.certain { "" } else { "perhaps " };
            text.push_str(&format!(
                "    {sure}write {:?} for {}\n",
                suggestion.replacement,
                words(files, suggestion.span)
            ));
        }
    }
    text
}

fn place(files: &Files, span: Span) -> String {
    let (line, column) = files.line_column(span.file, span.start);
    format!("{}:{line}:{column}", files.shown(span.file))
}

/// The words at a place, in quotation marks; of long ones only both ends.
fn words(files: &Files, span: Span) -> String {
    let bytes = files.bytes(span.file);
    if span.end == 0 {
        return "(the whole file)".to_owned();
    }
    let text = String::from_utf8_lossy(&bytes[span.start..span.end]);
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= 90 {
        return format!("{text:?}");
    }
    let ends: [String; 2] = [letters[..40].iter().collect(), letters[letters.len() - 40..].iter().collect()];
    format!("{:?} … {:?}", ends[0], ends[1])
}

fn remark(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" ({text})") }
}
