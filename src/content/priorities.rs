//! The priorities of the agreement and its cross-cutting themes: `data/priorities.yaml`.
//!
//! The diagram, its caption and legend, the tables of the appendix, the leads and every
//! mention of a priority come from this one list, in one order. An entry is a record of what
//! holds between two days; a document shows the list as it is at the document's own date.

mod diagram;
pub mod recommendations;
mod tables;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::compose::CHIEF_CONSTABLE;
use crate::compose::register::{Fact, Kind, List, Name, Register};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::document::Motif;
use crate::parse::fields::{Fields, Findings, OtherNames};
use crate::parse::times::{Times, check_times, overlapping};
use crate::parse::yaml::{Node, Text};
use crate::source::{Span, Spanned};

/// Who leads a priority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// The post, with `{body}` where the body's name stands in it.
    pub post: Text,
    /// The id of the body.
    pub body: Text,
}

/// A priority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priority {
    /// Its id, the same when it is renamed.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Text,
    /// What it includes.
    pub includes: Vec<Text>,
    /// Who leads it.
    pub lead: Option<Lead>,
    /// Whether it says who leads it, right or wrong.
    pub has_lead: bool,
    /// Its former names, and those to avoid.
    pub others: OtherNames,
    /// The days between which this record holds.
    pub times: Times,
    /// Where its entry stands.
    pub span: Span,
}

/// A cross-cutting theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its id.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Text,
    /// Its former names, and those to avoid.
    pub others: OtherNames,
    /// The days between which this record holds.
    pub times: Times,
    /// Where its entry stands.
    pub span: Span,
}

/// Every record of the file, of whatever time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Records {
    /// Those of priorities.
    pub priorities: Vec<Priority>,
    /// Those of themes.
    pub themes: Vec<Theme>,
}

/// Priorities and themes of one day, in their one order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Priorities {
    /// The priorities.
    pub priorities: Vec<Priority>,
    /// The themes.
    pub themes: Vec<Theme>,
    /// All that the file holds, from which the list of any other day can be had.
    pub records: Records,
}

/// What priorities and themes have in common.
trait Record: Clone {
    /// What one of them is called in a sentence.
    const NOUN: &'static str;
    /// What several of them are called.
    const PLURAL: &'static str;

    fn id(&self) -> &Spanned<String>;
    fn name(&self) -> &Text;
    fn times(&self) -> &Times;
    fn others(&mut self) -> &mut OtherNames;
    fn former(&self) -> &[Text];
}

impl Record for Priority {
    const NOUN: &'static str = "priority";
    const PLURAL: &'static str = "priorities";

    fn id(&self) -> &Spanned<String> {
        &self.id
    }
    fn name(&self) -> &Text {
        &self.name
    }
    fn times(&self) -> &Times {
        &self.times
    }
    fn others(&mut self) -> &mut OtherNames {
        &mut self.others
    }
    fn former(&self) -> &[Text] {
        &self.others.formerly
    }
}

impl Record for Theme {
    const NOUN: &'static str = "cross-cutting theme";
    const PLURAL: &'static str = "cross-cutting themes";

    fn id(&self) -> &Spanned<String> {
        &self.id
    }
    fn name(&self) -> &Text {
        &self.name
    }
    fn times(&self) -> &Times {
        &self.times
    }
    fn others(&mut self) -> &mut OtherNames {
        &mut self.others
    }
    fn former(&self) -> &[Text] {
        &self.others.formerly
    }
}

impl Priorities {
    /// Reads the file, and gives the list that has no end yet.
    pub fn read(node: &Node, findings: &mut Findings) -> Priorities {
        let Some(mut fields) = Fields::of(node, "this file", findings) else { return Priorities::default() };
        fields.required("priorities", findings);
        let priorities = fields.list("priorities", findings);
        let priorities: Vec<Priority> = priorities.iter().filter_map(|item| Priority::read(item, findings)).collect();
        let themes = fields.list("cross-cutting-themes", findings);
        let themes: Vec<Theme> = themes.iter().filter_map(|item| Theme::read(item, findings)).collect();
        fields.finish(findings);
        check_records(&priorities, findings);
        check_records(&themes, findings);
        let records = Records { priorities, themes };
        Priorities { records, ..Priorities::default() }.as_at(None)
    }

    /// The list as it is on a day; without a day, of all that has no end.
    ///
    /// A name that an earlier record gave to the same id is one that the thing had formerly.
    #[must_use]
    pub fn as_at(&self, day: Option<Date>) -> Priorities {
        let records = self.records.clone();
        let (priorities, themes) = (of_day(&records.priorities, day), of_day(&records.themes, day));
        Priorities { priorities, themes, records }
    }

    /// Where the records stand that do not hold on the day of this list.
    pub fn of_other_days(&self) -> Vec<Span> {
        let here: BTreeSet<Span> =
            self.priorities.iter().map(|one| one.span).chain(self.themes.iter().map(|one| one.span)).collect();
        let all = &self.records;
        let all = all.priorities.iter().map(|one| one.span).chain(all.themes.iter().map(|one| one.span));
        all.filter(|span| !here.contains(span)).collect()
    }

    /// Makes the names and counts known.
    pub fn register(&self, register: &mut Register, findings: &mut Findings) {
        let name =
            |text: &Text| Name { long: text.words.clone(), short: None, facts: BTreeMap::new(), span: text.span };
        for priority in &self.priorities {
            register.add_name(Kind::Priority, &priority.id, name(&priority.name), findings);
        }
        for theme in &self.themes {
            register.add_name(Kind::Theme, &theme.id, name(&theme.name), findings);
        }
        for (id, times) in self.records.priorities.iter().map(|one| (&one.id, &one.times)) {
            register.add_other_time(Kind::Priority, id, times);
        }
        for (id, times) in self.records.themes.iter().map(|one| (&one.id, &one.times)) {
            register.add_other_time(Kind::Theme, id, times);
        }
        register.add_fact("count.priorities", Fact::Count(self.priorities.len()));
        register.add_fact("count.cross-cutting-themes", Fact::Count(self.themes.len()));
    }

    /// How many threads and bands the cover shows.
    pub fn motif(&self) -> Motif {
        Motif { threads: self.priorities.len(), bands: self.themes.len() }
    }
}

impl Priority {
    fn read(node: &Node, findings: &mut Findings) -> Option<Priority> {
        let mut fields = Fields::of(node, "a priority", findings)?;
        let id = fields.id(findings);
        let name = fields.required_text("name", findings);
        let includes = fields.texts("includes", findings);
        let lead = fields.node("lead").and_then(|node| Lead::read(node, findings));
        let has_lead = fields.has("lead");
        let others = fields.other_names(findings);
        let times = Times::read(&mut fields, findings);
        let span = fields.span;
        fields.finish(findings);
        Some(Priority { id: id?, name: name?, includes, lead, has_lead, others, times, span })
    }
}

impl Lead {
    fn read(node: &Node, findings: &mut Findings) -> Option<Lead> {
        let mut fields = Fields::of(node, "a lead", findings)?;
        let post = fields.required_text("post", findings);
        let body = fields.required_text("body", findings);
        fields.finish(findings);
        Some(Lead { post: post?, body: body? })
    }
}

impl Theme {
    fn read(node: &Node, findings: &mut Findings) -> Option<Theme> {
        let mut fields = Fields::of(node, "a cross-cutting theme", findings)?;
        let id = fields.id(findings);
        let name = fields.required_text("name", findings);
        let others = fields.other_names(findings);
        let times = Times::read(&mut fields, findings);
        let span = fields.span;
        fields.finish(findings);
        Some(Theme { id: id?, name: name?, others, times, span })
    }
}

/// Tells the records of one id that hold together, and those of two ids that have one name then.
fn check_records<T: Record>(records: &[T], findings: &mut Findings) {
    check_times(T::NOUN, records.iter().map(|one| (one.id(), one.times())), findings);
    let named = records.iter().map(|one| (one.name().words.as_str(), one, one.times()));
    for (first, (second, times)) in overlapping(named, |one| one.name().span) {
        if first.id().value == second.id().value {
            continue;
        }
        let (first, second) = (first.name(), second.name());
        let (first, second) = if first.span.start < second.span.start { (first, second) } else { (second, first) };
        findings.push(same_name::<T>(second, first, times.from.as_ref().map(|from| from.value)));
    }
}

/// The finding that two priorities, or two themes, have one name from a day on.
fn same_name<T: Record>(name: &Text, other: &Text, from: Option<Date>) -> Diagnostic {
    let since = from.map(|from| format!(" from {}", from.long())).unwrap_or_default();
    Diagnostic::error("duplicate-name", name.span, format!("two {} are called `{}`{since}", T::PLURAL, name.words))
        .also(other.span, "the other one")
        .help("give one of them another name")
}

/// The records that hold on a day, each with the names that it had before.
fn of_day<T: Record>(records: &[T], day: Option<Date>) -> Vec<T> {
    let mut by_id: BTreeMap<&str, Vec<&T>> = BTreeMap::new();
    records.iter().for_each(|record| by_id.entry(&record.id().value).or_default().push(record));
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut list = Vec::new();
    for record in records.iter().filter(|record| record.times().holds(day)) {
        // Of two whose times overlap, which is told, the first is shown.
        if !seen.insert(&record.id().value) && !record.times().is_always() {
            continue;
        }
        let mut held = record.clone();
        let mut earlier: Vec<&&T> = by_id.get(record.id().value.as_str()).into_iter().flatten().collect();
        earlier.retain(|other| other.times().is_before(record.times()));
        earlier.sort_by_key(|other| std::cmp::Reverse(other.times().until.as_ref().map(|until| until.value)));
        for name in earlier.into_iter().flat_map(|other| std::iter::once(other.name()).chain(other.former())) {
            let is_new = name.words != held.name().words && !held.former().iter().any(|one| one.words == name.words);
            if is_new {
                held.others().formerly.push(name.clone());
            }
        }
        list.push(held);
    }
    list
}

fn police_list(register: &Register) -> List {
    register.list(CHIEF_CONSTABLE).cloned().unwrap_or_default()
}
