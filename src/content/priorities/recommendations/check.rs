//! Whether the recommendations of a review fit the priorities as they are at its date.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Priorities, Priority, same_name};
use super::{Decision, NewPriority, Recommendations, Standing};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, nearest};
use crate::parse::fields::Findings;
use crate::parse::yaml::Text;
use crate::source::{Span, Spanned};

impl Recommendations {
    /// Tells what does not fit the priorities as they are on a day: ids that are unknown or taken,
    /// names that are taken, and priorities on which nothing or two things are decided.
    ///
    /// The day is that of the review, or the last one before what it proposes.
    pub fn check(&self, priorities: &Priorities, day: Date, findings: &mut Findings) {
        let effective = self.effective.value;
        if effective <= day {
            let said = effective.iso();
            let message = format!("effective: {said} is not after the date of this review, {}", day.long());
            findings.push(
                Diagnostic::error("bad-date", self.effective.span, message)
                    .help("write the first day on which the proposed priorities hold, or correct `date:`"),
            );
            return;
        }
        let known: BTreeMap<&str, Span> =
            priorities.priorities.iter().map(|one| (one.id.value.as_str(), one.name.span)).collect();
        let mut decided: BTreeMap<&str, Span> = BTreeMap::new();
        // Those that a slip may have been meant for; without a near one it may be any.
        let (mut meant, mut any_is_meant): (BTreeSet<&str>, bool) = (BTreeSet::new(), self.faulty);
        for id in self.list.iter().flat_map(|one| one.decision.on()) {
            if !known.contains_key(id.value.as_str()) {
                let message = format!("there is no priority `{}` on {}", id.value, day.long());
                let finding = Diagnostic::error("unknown-name", id.span, message);
                findings.push(match nearest(&id.value, known.keys().copied()) {
                    Some(near) => {
                        meant.insert(near);
                        finding.help(format!("did you mean `{near}`?")).suggest(id.span, near, false)
                    }
                    None => {
                        any_is_meant = true;
                        finding.help("write the id of a priority in data/priorities.yaml that holds on that day")
                    }
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
        let undecided =
            |one: &&Priority| !decided.contains_key(one.id.value.as_str()) && !meant.contains(one.id.value.as_str());
        for priority in priorities.priorities.iter().filter(undecided).filter(|_| !any_is_meant) {
            let message = format!("no recommendation decides on `{}`", priority.name.words);
            findings.push(
                Diagnostic::error("undecided-priority", self.span, message)
                    .also(priority.name.span, format!("it is a priority on {}", day.long()))
                    .help(format!("write `{}` in `keep`, `merge`, `rename` or `drop`", priority.id.value)),
            );
        }
        // One slip in the day moves all that is applied.
        if let Some(finding) = self.moved(priorities, day) {
            findings.push(finding);
            return;
        }
        self.check_new(priorities, findings);
        self.check_names(priorities, findings);
    }

    /// Tells merges of one, names that do not change or are others already, and ids that are taken.
    fn check_new(&self, priorities: &Priorities, findings: &mut Findings) {
        // Those of today, and those that the file already has for later.
        let records = &priorities.records.priorities;
        let effective = self.effective.value;
        let lasting = |id: &str| {
            records
                .iter()
                .find(|one| one.id.value == id && one.times.until.as_ref().is_none_or(|until| effective <= until.value))
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
            if let Decision::Rename { id, to } = &one.decision {
                let same = priorities
                    .priorities
                    .iter()
                    .find(|known| known.id.value == id.value && known.name.words == to.words);
                if let Some(same) = same {
                    findings.push(
                        Diagnostic::error("bad-relation", to.span, format!("`{}` is its name already", to.words))
                            .also(same.name.span, "it is set here")
                            .help("write its new name, or `keep:` it"),
                    );
                } else if let Some(record) = self.begun(&id.value, priorities) {
                    findings.extend(self.other_name(id, to, record));
                }
            }
            let Some(new) = one.decision.brings() else { continue };
            let first = match (brought.insert(&new.id.value, new.id.span), self.begun(&new.id.value, priorities)) {
                (Some(first), _) => Some(first),
                (None, Some(record)) => {
                    findings.extend(self.other_name(&new.id, &new.name, record));
                    None
                }
                // The one that they become may go on under the id of one of them.
                (None, None) if one.decision.on().iter().any(|id| id.value == new.id.value) => None,
                (None, None) => lasting(&new.id.value).map(|known| known.id.span),
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

    /// The record of an id that begins when the recommendations take effect, if they are applied already.
    pub(super) fn begun<'p>(&self, id: &str, priorities: &'p Priorities) -> Option<&'p Priority> {
        let begins = |one: &&Priority| one.times.from.as_ref().is_some_and(|from| from.value == self.effective.value);
        priorities.records.priorities.iter().filter(|one| one.id.value == id).find(begins)
    }

    /// The finding that what the review brings is in the file already, from another day after its own.
    fn moved(&self, priorities: &Priorities, day: Date) -> Option<Diagnostic> {
        let records = &priorities.records.priorities;
        let begins = |new: &NewPriority| {
            let same = |one: &&Priority| one.id.value == new.id.value && one.name.words == new.name.words;
            let mut days = records.iter().filter(same).filter_map(|one| one.times.from.clone());
            days.find(|from| from.value > day && from.value != self.effective.value)
        };
        let brought = self.list.iter().filter_map(|one| one.decision.brings());
        let mut brought = brought.filter(|new| self.begun(&new.id.value, priorities).is_none());
        let (new, from) = brought.find_map(|new| Some((new, begins(new)?)))?;
        let message = format!(
            "data/priorities.yaml has `{}` from {}, and this review from {}",
            new.name.words,
            from.value.long(),
            self.effective.value.long()
        );
        let finding = Diagnostic::error("bad-relation", self.effective.span, message)
            .also(from.span, "it begins here")
            .help("correct the day here or in data/priorities.yaml");
        Some(finding)
    }

    /// The finding that the record of a priority has another name than is recommended.
    fn other_name(&self, id: &Spanned<String>, name: &Text, record: &Priority) -> Option<Diagnostic> {
        let message = format!(
            "data/priorities.yaml calls `{}` `{}` from {}, and this review `{}`",
            id.value,
            record.name.words,
            self.effective.value.long(),
            name.words
        );
        let finding = Diagnostic::error("bad-relation", name.span, message)
            .also(record.name.span, "it is set here")
            .help("correct the name here or in data/priorities.yaml");
        (record.name.words != name.words).then_some(finding)
    }

    /// Tells every two of the proposed priorities that have one name, unless both go on as they are.
    fn check_names(&self, priorities: &Priorities, findings: &mut Findings) {
        let mut named: BTreeMap<&str, (&str, &Text, bool)> = BTreeMap::new();
        for one in self.proposed(priorities) {
            let kept = one.standing == Standing::Kept;
            let Some((id, first, first_kept)) = named.insert(&one.name.words, (one.id, one.name, kept)) else {
                continue;
            };
            if id != one.id && !(kept && first_kept) {
                let (at, other) = if kept { (first, one.name) } else { (one.name, first) };
                // A name that is wrong in another way is told once.
                if findings.iter().any(|finding| finding.primary.span == at.span) {
                    continue;
                }
                findings.push(same_name::<Priority>(at, other, Some(self.effective.value)));
            }
        }
    }
}
