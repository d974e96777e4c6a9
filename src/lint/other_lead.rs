//! A sentence that gives a priority another lead than the data.
//!
//! The table of leads comes from the data, and readers use it to find whom to ask. A sentence
//! elsewhere that says "led by" of another body leaves them with two answers.
//!
//! Before:
//!
//! ```md
//! {{ priority.roads }} is led by {{ body.kent-police }}.
//! ```
//!
//! After:
//!
//! ```md
//! {{ priority.roads }} is led by the {{ body.kfrs }}.
//! ```
//!
//! Source: one fact in one place, the source format of this tool.

use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::agreement::{Kind, Named};
use crate::content::priorities::Priority;
use crate::reading::{Origin, Passage, Pattern};

/// A priority that is said to be led by another body.
pub(super) const LINT: Lint =
    Lint { code: "other-lead", level: Level::Warning, file: include_str!("other_lead.rs"), check };

static LEADS: Pattern = Pattern::new(r"(?i-u)\b(?:led by|lead(?:er|s)? (?:[A-Za-z-]+ ){0,4}(?:is|are))\b");

fn check(case: &Case<'_>, report: &mut Report) {
    let priorities = case.agreement.priorities.iter().flat_map(|data| &data.value.priorities);
    let led: Vec<_> = priorities.filter_map(|priority| Some((priority, priority.lead.as_ref()?))).collect();
    let bodies: Vec<&Named<'_>> = case.names.iter().filter(|name| name.kind == Kind::Body && !name.many).collect();
    for passage in case.reading.passages.iter().filter(|passage| passage.is_prose() && LEADS.is_match(&passage.text)) {
        let mut before = 0..0;
        for sentence in passage.sentences() {
            let previous = std::mem::replace(&mut before, sentence.clone());
            let text = passage.words_of(&sentence);
            let Some(said) = LEADS.find(text) else { continue };
            let said = sentence.start + said.end();
            // The words of one sentence name at most a handful of priorities.
            let named_in = |range: &Range<usize>| -> Vec<_> {
                let is_named = |priority: &Priority| {
                    place(passage, range, &format!("priority.{}", priority.id.value), &priority.name.words).is_some()
                };
                led.iter().filter(|(priority, _)| is_named(priority)).take(2).collect()
            };
            // "Road Safety stays a priority. It is led by …"
            let mut named = named_in(&sentence);
            if named.is_empty() {
                named = named_in(&previous);
            }
            let [(priority, lead)] = named[..] else { continue };
            let after = said..sentence.end;
            let body = bodies.iter().find_map(|body| {
                let path = format!("body.{}", body.id.value);
                let range = place(passage, &after, &path, &body.name.words)
                    .or_else(|| place(passage, &after, &path, &body.short?.words))?;
                // Only the body that the words of leading speak of directly.
                (passage.words_of(&(said..range.start)).split_whitespace().count() <= 6).then_some((*body, range))
            });
            let Some((body, range)) = body.filter(|(body, _)| body.id.value != lead.body.words) else { continue };
            let message =
                format!("`{}` is said to be led by another body than the table of leads names", priority.name.words);
            report.add(passage.place(&range), message, |finding| {
                finding
                    .label(format!("here it is {}", body.full))
                    .also(lead.body.span, "the lead is set here")
                    .help("correct one of the two, or refer to the table of leads")
            });
        }
    }
}

/// Where a value or the name that it prints stands in a range.
fn place(passage: &Passage<'_>, within: &Range<usize>, path: &str, name: &str) -> Option<Range<usize>> {
    let is_value = |origin: &Origin| matches!(origin, Origin::Value(value) if value.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')));
    let value = passage.runs_in(within).find(|run| is_value(&run.origin)).map(|run| run.range.clone());
    value.or_else(|| {
        let at = passage.words_of(within).find(name)?;
        Some(within.start + at..within.start + at + name.len())
    })
}

#[cfg(test)]
mod tests {
    use super::super::sample::found;

    #[test]
    fn another_lead_is_found_in_values_and_in_typed_names() {
        assert_eq!(found("other-lead", "Road Safety is led by Kent Police."), ["Kent Police"]);
        let body = "{{ priority.roads }} stays a priority. It is led by {{ body.kent-police }}.";
        assert_eq!(found("other-lead", body), ["{{ body.kent-police }}"]);
        let body = "Work on {{ priority.roads }} has {{ body.csps }} in it; the lead for it is the KCSP.";
        assert_eq!(found("other-lead", body), ["KCSP"]);
    }

    #[test]
    fn the_right_lead_and_other_talk_of_leading_are_fine() {
        for body in [
            "Road Safety is led by the {{ body.kfrs }}.",
            "Road Safety matters to Kent Police, and the lead is named elsewhere.",
            "{{ priority.roads }} and {{ priority.abuse }} are led by Kent Police and the KFRS.",
            "Kent Police leads on Domestic Abuse; it works with the KFRS.",
        ] {
            assert_eq!(found("other-lead", body), Vec::<String>::new(), "{body}");
        }
    }
}
