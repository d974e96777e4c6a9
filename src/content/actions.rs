//! What partners do for each priority and how far it has come: `data/actions.yaml`.
//!
//! Totals are counted from the records and never typed.

mod reading;
mod tables;

use crate::compose::register::{Fact, Kind, Register};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::document::SignShape;
use crate::parse::fields::{Findings, entries};
use crate::parse::listed::{check_ids, check_order};
use crate::parse::yaml::{Node, Text};
use crate::period::Period;
use crate::source::{Span, Spanned};

/// How far an action has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Nothing has been done yet.
    NotStarted,
    /// It is being done.
    InProgress,
    /// It is done.
    Complete,
    /// It waits for something.
    Delayed,
}

impl Status {
    /// Every status with its word in the file, in the order of the tables.
    pub const ALL: [(&'static str, Status); 4] = [
        ("not-started", Status::NotStarted),
        ("in-progress", Status::InProgress),
        ("complete", Status::Complete),
        ("delayed", Status::Delayed),
    ];

    /// As it is printed.
    pub fn words(self) -> &'static str {
        match self {
            Status::NotStarted => "Not started",
            Status::InProgress => "In progress",
            Status::Complete => "Complete",
            Status::Delayed => "Delayed",
        }
    }

    /// The shape that stands before its words, so that it is found without reading, and without colour.
    fn shape(self) -> SignShape {
        match self {
            Status::NotStarted => SignShape::EmptyCircle,
            Status::InProgress => SignShape::HalfCircle,
            Status::Complete => SignShape::FullCircle,
            Status::Delayed => SignShape::Triangle,
        }
    }
}

/// When something was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// In a year, a month or on a day.
    In(Period),
    /// From one time to another.
    Between(Period, Period),
    /// It goes on.
    Continuing,
    /// It is to come.
    Planned,
}

impl When {
    /// The first and the last day of it; none of what has no date.
    fn days(self) -> Option<(Date, Date)> {
        match self {
            When::In(period) => period.days(),
            When::Between(first, last) => first.first_day().zip(last.last_day()),
            When::Continuing | When::Planned => None,
        }
    }

    /// The day on which the last part of it begins; none of what has no date.
    fn last_begins(self) -> Option<Date> {
        match self {
            When::In(period) | When::Between(_, period) => period.first_day(),
            When::Continuing | When::Planned => None,
        }
    }

    /// As it is printed before the words of an update.
    fn words(self) -> String {
        match self {
            When::In(period) => period.words(),
            When::Between(first, last) => format!("{} to {}", first.words(), last.words()),
            When::Continuing => "Continuing".to_owned(),
            When::Planned => "Planned".to_owned(),
        }
    }
}

/// What has become of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// When; none where that is not known.
    pub when: Option<Spanned<When>>,
    /// What was done.
    pub text: Text,
}

/// An action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Its id.
    pub id: Spanned<String>,
    /// The id of the priority that it serves.
    pub priority: Text,
    /// What is done.
    pub title: Text,
    /// The id of the body that answers for it.
    pub owner: Text,
    /// The years in which it is done.
    pub years: Vec<Period>,
    /// How far it has come.
    pub status: Status,
    /// A few words on the status.
    pub remark: Option<Text>,
    /// A sentence before the updates.
    pub lead_in: Option<Text>,
    /// What has become of it, in the order of the file.
    pub progress: Vec<Update>,
    /// Where its entry stands.
    pub span: Span,
}

/// Every action.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Actions {
    /// In the order of the file.
    pub actions: Vec<Action>,
}

impl Update {
    /// The finding that it is of a time after the date of the document that shows it.
    fn untimely(&self, day: Date) -> Option<Diagnostic> {
        let when = self.when.as_ref()?;
        if when.value.last_begins()? <= day {
            return None;
        }
        let message = format!("{} is after {}, the date of this document", when.value.words(), day.long());
        Some(
            Diagnostic::error("bad-date", when.span, message)
                .help("write `planned` for what is to come, or correct the time"),
        )
    }
}

impl Action {
    /// Tells the updates that are of a time after the document's own, and of the others those out of order.
    fn check_progress(&self, day: Option<Date>, findings: &mut Findings) {
        let mut dated = Vec::new();
        for update in &self.progress {
            match day.and_then(|day| update.untimely(day)) {
                Some(finding) => findings.push(finding),
                None => {
                    dated.extend(update.when.as_ref().and_then(|when| when.value.days().map(|days| (when.span, days))))
                }
            }
        }
        check_order("events-out-of-order", "update", dated, findings);
    }
}

impl Actions {
    /// Reads the file.
    pub fn read(node: &Node, findings: &mut Findings) -> Actions {
        let actions: Vec<Action> = entries(node, "actions", findings, Action::read);
        check_ids(actions.iter().map(|action| &action.id), "actions", findings);
        Actions { actions }
    }

    /// Makes their number known, and refuses owners and priorities that nobody knows.
    pub fn register(&self, register: &mut Register, findings: &mut Findings) {
        register.add_fact("count.actions", Fact::Count(self.actions.len()));
        for action in &self.actions {
            register.expect(Kind::Body, &action.owner.spanned(), findings);
        }
    }

    /// The actions for a priority, in the order of the file.
    fn of<'a>(&'a self, priority: &'a str) -> impl Iterator<Item = &'a Action> {
        self.actions.iter().filter(move |action| action.priority.words == priority)
    }

    /// How many actions for a priority have a status; of all priorities where it is `None`.
    fn count(&self, priority: Option<&str>, status: Status) -> usize {
        let wanted = |action: &&Action| priority.is_none_or(|id| action.priority.words == id);
        self.actions.iter().filter(wanted).filter(|action| action.status == status).count()
    }
}

#[cfg(test)]
mod tests;
