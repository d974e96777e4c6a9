//! What is wrong with the entries of one list: the same words twice, or a time before the one above it.

use std::collections::BTreeMap;

use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::parse::fields::Findings;
use crate::parse::yaml::Text;
use crate::source::{Span, Spanned};

/// Tells every id that stands twice; `what` is the entries' plural, "actions".
pub fn check_ids<'i>(ids: impl IntoIterator<Item = &'i Spanned<String>>, what: &str, findings: &mut Findings) {
    let told = |id: &str| format!("two {what} have the id `{id}`");
    let twice = Twice { code: "duplicate-id", first: "first used here", help: "give one of them another id" };
    twice.check(ids.into_iter().map(|id| (id.value.as_str(), id.span)), told, findings);
}

/// Tells every name that stands twice; `what` is the entries' plural, "directorates".
pub fn check_names<'n>(names: impl IntoIterator<Item = &'n Text>, what: &str, findings: &mut Findings) {
    let told = |name: &str| format!("two {what} are called `{name}`");
    let twice = Twice { code: "duplicate-name", first: "the first one", help: "give one of them another name" };
    twice.check(names.into_iter().map(|name| (name.words.as_str(), name.span)), told, findings);
}

/// Tells everything that stands twice in a list; `list` is "the list of partnerships".
pub fn check_listed<'w>(words: impl IntoIterator<Item = (&'w str, Span)>, list: &str, findings: &mut Findings) {
    let told = |words: &str| format!("`{words}` stands twice in {list}");
    let twice = Twice { code: "duplicate-id", first: "the first one", help: "delete one of the two" };
    twice.check(words, told, findings);
}

/// How the same words twice are told.
struct Twice {
    code: &'static str,
    /// What is said at the first of them.
    first: &'static str,
    help: &'static str,
}

impl Twice {
    /// Tells all words that stood before; `told` is the message.
    fn check<'w>(
        &self,
        words: impl IntoIterator<Item = (&'w str, Span)>,
        told: impl Fn(&str) -> String,
        findings: &mut Findings,
    ) {
        let mut known: BTreeMap<&str, Span> = BTreeMap::new();
        for (words, span) in words {
            match known.get(words) {
                None => drop(known.insert(words, span)),
                Some(first) => findings
                    .push(Diagnostic::error(self.code, span, told(words)).also(*first, self.first).help(self.help)),
            }
        }
    }
}

/// Tells everything that begins and ends before what stands above it; `what` is one of them, "event".
///
/// Each comes with its first and last day; a longer time may stand beside a part of it.
pub fn check_order(
    code: &'static str,
    what: &str,
    days: impl IntoIterator<Item = (Span, (Date, Date))>,
    findings: &mut Findings,
) {
    let mut above: Option<(Span, (Date, Date))> = None;
    for (span, (first, last)) in days {
        if let Some((place, (begun, ended))) = above
            && first < begun
            && last < ended
        {
            findings.push(
                Diagnostic::error(code, span, format!("this {what} comes before the one above it"))
                    .also(place, "the one above it")
                    .help("put the oldest first"),
            );
        }
        above = Some((span, (first, last)));
    }
}
