//! What the checks of time say, each finding with the sentence that it is about.

use super::quote::Sentences;
use super::{Case, Found, Point};
use crate::diagnostic::Diagnostic;

/// All that they say; no rule of theirs is repeated here.
pub(super) fn all(case: &Case<'_>) -> Vec<Found> {
    let sentences = Sentences::of(case);
    case.findings.iter().map(|finding| found(finding, &sentences)).collect()
}

fn found(finding: &Diagnostic, sentences: &Sentences<'_>) -> Found {
    let at = finding.primary.span;
    let said = format!("{}.", finding.message.trim_end_matches('.'));
    let help = finding.help.clone().unwrap_or_default();
    let point = match sentences.at(at) {
        Some(sentence) => Point::sentence(sentence, vec![format!("{said} {help}").trim_end().to_owned()]),
        None => Point::fact(said, help),
    };
    Found::at(at, point)
}
