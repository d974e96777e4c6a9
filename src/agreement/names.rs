//! Everything that the data knows by name, of whatever kind, with the time in which it holds.

use super::Agreement;
use crate::content::assessments::Assessment;
use crate::content::legislation::LegislationKind;
use crate::date::Date;
use crate::parse::fields::OtherNames;
use crate::parse::yaml::Text;
use crate::source::Spanned;

pub use crate::compose::register::Kind;

/// A thing that has a name in the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its id in that kind.
    pub id: &'a Spanned<String>,
    /// The name as it stands in the data.
    pub name: &'a Text,
    /// The name as it is printed in full: of an Act, with its year.
    pub full: String,
    /// The short form.
    pub short: Option<&'a Text>,
    /// Names that it had, and names to avoid.
    pub others: &'a OtherNames,
    /// The first day on which it holds, if it is known.
    pub from: Option<Spanned<Date>>,
    /// The last day on which it holds, if it is known.
    pub until: Option<Spanned<Date>>,
    /// Whether it stands for a class of things.
    pub many: bool,
    /// Whether it is a Bill; its last day is that on which it became an Act.
    pub bill: bool,
}

impl Named<'_> {
    /// The value that prints it, such as `{{ body.kcsp }}`.
    pub fn value(&self) -> String {
        format!("{{{{ {}.{} }}}}", self.kind.word(), self.id.value)
    }
}

impl Agreement {
    /// Everything that has a name in the data, kind by kind, in the order of the files.
    pub fn names(&self) -> Vec<Named<'_>> {
        let mut names = Vec::new();
        let plain = |kind, id, name: &'_ Text| (kind, id, name.words.clone());
        for body in self.bodies.iter().flat_map(|data| &data.value.bodies) {
            let (kind, id, full) = plain(Kind::Body, &body.id, &body.name);
            let (short, others, from, until) =
                (body.short.as_ref(), &body.others, body.from.clone(), body.until.clone());
            let many = body.many;
            names.push(Named { kind, id, name: &body.name, full, short, others, from, until, many, bill: false });
        }
        for plan in self.plans.iter().flat_map(|data| &data.value.plans) {
            let (kind, id, full) = plain(Kind::Plan, &plan.id, &plan.name);
            let year = |year: u32, month, day| {
                Some(Spanned::new(Date::new(i32::try_from(year).ok()?, month, day)?, plan.name.span))
            };
            let period = plan.period;
            let from = plan.from.clone().or_else(|| period.and_then(|(first, _)| year(first, 1, 1)));
            let until = plan.until.clone().or_else(|| period.and_then(|(_, last)| year(last, 12, 31)));
            let (short, others) = (plan.short.as_ref(), &plan.others);
            let many = plan.many;
            names.push(Named { kind, id, name: &plan.name, full, short, others, from, until, many, bill: false });
        }
        for law in self.legislation.iter().flat_map(|data| &data.value.laws) {
            let full = match &law.year {
                Some(year) => format!("{} {}", law.title.words, year.value),
                None => law.title.words.clone(),
            };
            let until = match law.kind {
                LegislationKind::Bill => law.royal_assent.clone(),
                LegislationKind::Act | LegislationKind::Regulations | LegislationKind::Duty => law.until.clone(),
            };
            let (from, others) = (law.in_force.clone(), &law.others);
            let (kind, id, name) = (Kind::Legislation, &law.id, &law.title);
            let bill = law.kind == LegislationKind::Bill;
            names.push(Named { kind, id, name, full, short: None, others, from, until, many: false, bill });
        }
        for term in self.glossary.iter().flat_map(|data| &data.value.terms) {
            let (kind, id, full) = plain(Kind::Term, &term.id, &term.name);
            let (short, others) = (term.short.as_ref(), &term.others);
            let (name, from, until) = (&term.name, None, None);
            names.push(Named { kind, id, name, full, short, others, from, until, many: false, bill: false });
        }
        let Some(data) = &self.priorities else { return names };
        let priorities = data.value.priorities.iter();
        let priorities = priorities.map(|entry| (Kind::Priority, &entry.id, &entry.name, &entry.others, &entry.times));
        let themes = data.value.themes.iter();
        let themes = themes.map(|entry| (Kind::Theme, &entry.id, &entry.name, &entry.others, &entry.times));
        for (kind, id, name, others, times) in priorities.chain(themes) {
            let full = name.words.clone();
            let (short, from, until) = (None, times.from.clone(), times.until.clone());
            names.push(Named { kind, id, name, full, short, others, from, until, many: false, bill: false });
        }
        names
    }

    /// The day that the document is of: from when its edition holds.
    pub fn day(&self) -> Option<Date> {
        match &self.companion {
            Some(data) => data.value.date.as_ref().map(|date| date.value),
            None => Some(self.version_control.as_ref()?.value.edition()?.date),
        }
    }

    /// The assessments that the document is about, of all that are kept.
    pub fn assessment(&self) -> Option<&Assessment> {
        self.assessments.as_ref()?.value.as_at(self.day())
    }

    /// The years that files of data are said to be of, each with its file.
    pub fn years(&self) -> Vec<(&'static str, &Text)> {
        let years = [
            ("data/assessments.yaml", self.assessment().and_then(|entry| entry.year.as_ref())),
            ("data/morile.yaml", self.morile.as_ref().and_then(|data| data.value.year.as_ref())),
            ("data/horizon.yaml", self.horizon.as_ref().and_then(|data| data.value.year.as_ref())),
        ];
        years.into_iter().filter_map(|(file, year)| Some((file, year?))).collect()
    }

    /// Whether all of it could be read, so that what is not there is missing.
    pub fn is_complete(&self) -> bool {
        let is_known = self.companion.as_ref().is_none_or(|data| data.value.kind.is_some());
        is_known
            && !self.incomplete
            && self.state.values().all(|state| matches!(state, super::State::Absent | super::State::Sound))
    }
}
