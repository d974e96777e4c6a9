//! The list of priorities that a review proposes, each with what is new about it.

use super::super::{Lead, Priorities, Priority};
use super::{Decision, Recommendation, Recommendations};
use crate::drawing::loom::Remark;
use crate::parse::yaml::Text;

/// A priority of the proposed list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a Text,
    /// What it includes.
    pub includes: &'a [Text],
    /// Who leads it, where that does not change.
    pub lead: Option<&'a Lead>,
    /// What is new about it.
    pub standing: Standing<'a>,
}

/// What is new about a proposed priority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing<'a> {
    /// Nothing.
    Kept,
    /// It was no priority.
    New,
    /// It takes the place of these, by their names.
    Merged(Vec<&'a str>),
    /// It had this name.
    Renamed(&'a str),
}

impl Standing<'_> {
    /// The same in words: "merged from Violent Crime and Acquisitive Crime".
    pub fn words(&self) -> String {
        match self {
            Standing::Kept => "kept".to_owned(),
            Standing::New => "new".to_owned(),
            Standing::Merged(names) => format!("merged from {}", listed(names)),
            Standing::Renamed(name) => format!("renamed, was {name}"),
        }
    }

    /// A word under the name in a diagram, with the same in full; nothing of one that is kept.
    pub fn remark(&self) -> Option<Remark> {
        let brief = match self {
            Standing::Kept => return None,
            Standing::New => "new",
            Standing::Merged(_) => "merged",
            Standing::Renamed(_) => "renamed",
        };
        Some(Remark { brief: brief.to_owned(), full: self.words() })
    }
}

impl Recommendations {
    /// The list that is proposed: those that go on in their places, a merged one in that of the
    /// first that becomes it, and new ones at the end.
    ///
    /// What has a fault, which [`Recommendations::check`] tells, is left as it is.
    pub fn proposed<'a>(&'a self, priorities: &'a Priorities) -> Vec<Proposed<'a>> {
        let mut list: Vec<Proposed<'a>> = Vec::new();
        let mut merged: Vec<&Recommendation> = Vec::new();
        for priority in &priorities.priorities {
            let decides = |one: &&Recommendation| one.decision.on().iter().any(|id| id.value == priority.id.value);
            let Some(one) = self.list.iter().find(decides) else {
                list.push(Proposed::of(priority, &priority.name, Standing::Kept));
                continue;
            };
            match &one.decision {
                Decision::Keep(_) | Decision::Add(_) => {
                    list.push(Proposed::of(priority, &priority.name, Standing::Kept));
                }
                Decision::Rename { to, .. } => {
                    list.push(Proposed::of(priority, to, Standing::Renamed(&priority.name.words)));
                }
                Decision::Merge { of, into } if !merged.iter().any(|known| std::ptr::eq(*known, one)) => {
                    merged.push(one);
                    let names = of.iter().map(|id| self.name_of(&id.value, priorities)).collect();
                    let (id, includes) = (into.id.value.as_str(), into.includes.as_slice());
                    let standing = Standing::Merged(names);
                    list.push(Proposed { id, name: &into.name, includes, lead: None, standing });
                }
                Decision::Merge { .. } | Decision::Drop(_) => {}
            }
        }
        for one in &self.list {
            let Decision::Add(new) = &one.decision else { continue };
            let (id, includes) = (new.id.value.as_str(), new.includes.as_slice());
            list.push(Proposed { id, name: &new.name, includes, lead: None, standing: Standing::New });
        }
        list
    }

    /// The name of a present priority; its id where there is none.
    pub(super) fn name_of<'a>(&self, id: &'a str, priorities: &'a Priorities) -> &'a str {
        let found = priorities.priorities.iter().find(|one| one.id.value == id);
        found.map_or(id, |one| one.name.words.as_str())
    }
}

impl<'a> Proposed<'a> {
    fn of(priority: &'a Priority, name: &'a Text, standing: Standing<'a>) -> Proposed<'a> {
        let (id, includes) = (priority.id.value.as_str(), priority.includes.as_slice());
        Proposed { id, name, includes, lead: priority.lead.as_ref(), standing }
    }
}

/// Names in one phrase; semicolons where a name has a comma or an "and" of its own.
pub(super) fn listed(names: &[&str]) -> String {
    let mixed = names.iter().any(|name| name.contains(',') || name.contains(" and "));
    let (comma, last_comma) = if mixed { ("; ", ";") } else { (", ", "") };
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{}{last_comma} and {last}", rest.join(comma)),
    }
}
