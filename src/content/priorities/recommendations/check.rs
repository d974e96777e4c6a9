//! Whether the recommendations of a review fit the priorities as they are at its date.

use std::collections::BTreeMap;

use super::super::Priorities;
use super::{Decision, Recommendations};
use crate::diagnostic::{Diagnostic, nearest};
use crate::parse::fields::Findings;
use crate::source::Span;

impl Recommendations {
    /// Tells what does not fit the priorities as they are at the date of the review: ids that are
    /// unknown or taken, and priorities on which nothing or two things are decided.
    pub fn check(&self, priorities: &Priorities, findings: &mut Findings) {
        let known: BTreeMap<&str, Span> =
            priorities.priorities.iter().map(|one| (one.id.value.as_str(), one.name.span)).collect();
        let mut decided: BTreeMap<&str, Span> = BTreeMap::new();
        for id in self.list.iter().flat_map(|one| one.decision.on()) {
            if !known.contains_key(id.value.as_str()) {
                let message = format!("there is no priority `{}` at the date of this review", id.value);
                let finding = Diagnostic::error("unknown-name", id.span, message);
                findings.push(match nearest(&id.value, known.keys().copied()) {
                    Some(near) => finding.help(format!("did you mean `{near}`?")).suggest(id.span, near, false),
                    None => finding.help("write the id of a priority in data/priorities.yaml that holds at that date"),
                });
                continue;
            }
            if let Some(first) = decided.insert(&id.value, id.span) {
                findings.push(
                    Diagnostic::error("second-decision", id.span, format!("`{}` is decided on twice", id.value))
                        .label("a second time here")
                        .also(first, "first decided here")
                        .help("take it out of one of the two recommendations"),
                );
            }
        }
        // A recommendation that could not be read may be the one that decides.
        let undecided = priorities.priorities.iter().filter(|one| !decided.contains_key(one.id.value.as_str()));
        for priority in undecided.filter(|_| !self.faulty) {
            let message = format!("no recommendation decides on `{}`", priority.name.words);
            findings.push(
                Diagnostic::error("undecided-priority", self.span, message)
                    .also(priority.name.span, "it is a priority at the date of this review")
                    .help(format!("write `{}` in `keep`, `merge`, `rename` or `drop`", priority.id.value)),
            );
        }
        self.check_new(priorities, findings);
    }

    /// Tells merges of one, names that do not change, and ids that are taken.
    fn check_new(&self, priorities: &Priorities, findings: &mut Findings) {
        // Those of today, and those that the file already has for later.
        let records = &priorities.records.priorities;
        let effective = self.effective.value;
        let lasting = |id: &str| {
            records
                .iter()
                .find(|one| one.id.value == id && one.times.until.as_ref().is_none_or(|until| effective <= until.value))
        };
        let is_own = |id: &str, name: &str| {
            records.iter().any(|one| {
                let begins = one.times.from.as_ref().is_some_and(|from| from.value == effective);
                one.id.value == id && one.name.words == name && begins
            })
        };
        let mut brought: BTreeMap<&str, Span> = BTreeMap::new();
        for one in &self.list {
            if let Decision::Merge { of, .. } = &one.decision
                && of.len() < 2
            {
                findings.push(
                    Diagnostic::error("merge-of-one", one.span, "a merge needs two priorities or more")
                        .help("name all that become one, or write `rename:` or `keep:`"),
                );
            }
            if let Decision::Rename { id, to } = &one.decision
                && let Some(same) = priorities
                    .priorities
                    .iter()
                    .find(|known| known.id.value == id.value && known.name.words == to.words)
            {
                findings.push(
                    Diagnostic::error("bad-relation", to.span, format!("`{}` is its name already", to.words))
                        .also(same.name.span, "it is set here")
                        .help("write its new name, or `keep:` it"),
                );
            }
            let Some(new) = one.decision.brings() else { continue };
            let first = match brought.insert(&new.id.value, new.id.span) {
                Some(first) => Some(first),
                // The one that they become may go on under the id of one of them.
                None if one.decision.on().iter().any(|id| id.value == new.id.value) => None,
                None if is_own(&new.id.value, &new.name.words) => None,
                None => lasting(&new.id.value).map(|known| known.id.span),
            };
            if let Some(first) = first {
                findings.push(
                    Diagnostic::error("duplicate-id", new.id.span, format!("the id `{}` is taken", new.id.value))
                        .also(first, "first used here")
                        .help("give the proposed priority another id"),
                );
            }
        }
    }
}
