//! The plans and strategies that the agreement works with: `data/plans.yaml`.

use std::collections::BTreeMap;

use crate::compose::register::{Fact, Kind, Name, Register};
use crate::compose::{Composer, words};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::document::Block;
use crate::parse::fields::{Fields, Findings, OtherNames, entries};
use crate::parse::prose::Call;
use crate::parse::yaml::{Node, Text};
use crate::source::Spanned;

/// How far a plan has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Not yet agreed.
    Draft,
    /// In force.
    Current,
    /// No longer in force.
    Ended,
}

/// A plan, or a class of plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its id.
    pub id: Spanned<String>,
    /// Its title, without period and status.
    pub name: Text,
    /// Its short form.
    pub short: Option<Text>,
    /// The first and the last year that it covers.
    pub period: Option<(u32, u32)>,
    /// Which revision of it is meant, such as "Spring 2020".
    pub revision: Option<Text>,
    /// How far it has come.
    pub status: Status,
    /// Whether the entry stands for a class of plans; its name is then a plural.
    pub many: bool,
    /// Whether the list of plans shows it.
    pub listed: bool,
    /// The first day on which it holds, where that is known to the day.
    pub from: Option<Spanned<Date>>,
    /// The last day on which it holds, where that is known to the day.
    pub until: Option<Spanned<Date>>,
    /// Its former names, and those to avoid.
    pub others: OtherNames,
}

/// Every plan, in the order of the file, which is the printed order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plans {
    /// The plans.
    pub plans: Vec<Plan>,
}

impl Plans {
    /// Reads the file.
    pub fn read(node: &Node, findings: &mut Findings) -> Plans {
        Plans { plans: entries(node, "plans", findings, Plan::read) }
    }

    /// Makes the titles known.
    pub fn register(&self, register: &mut Register, findings: &mut Findings) {
        for plan in &self.plans {
            let mut facts = BTreeMap::new();
            facts.extend(plan.printed_period().map(|period| ("period", period)));
            facts.extend(plan.revision.as_ref().map(|revision| ("revision", revision.words.clone())));
            let name = Name {
                long: plan.name.words.clone(),
                short: plan.short.as_ref().map(|short| short.words.clone()),
                facts,
                span: plan.name.span,
            };
            register.add_name(Kind::Plan, &plan.id, name, findings);
        }
        let listed = self.plans.iter().filter(|plan| plan.listed).count();
        register.add_fact("count.plans", Fact::Count(listed));
    }

    /// `{{ plans }}`: the plans that are listed, each with its period, revision and status.
    pub fn compose_plans(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let listed = self.plans.iter().filter(|plan| plan.listed);
        let items = listed.map(|plan| (words(plan.described()), plan.name.span)).collect();
        vec![composer.bullets(items, 1, call.span)]
    }
}

impl Plan {
    fn printed_period(&self) -> Option<String> {
        self.period.map(|(from, to)| format!("{from} to {to}"))
    }

    /// The title, with what else is known in brackets.
    fn described(&self) -> String {
        let mut remarks = Vec::new();
        remarks.extend(self.printed_period());
        remarks.extend(self.revision.as_ref().map(|revision| format!("updated {}", revision.words)));
        match self.status {
            Status::Draft => remarks.push("draft".to_owned()),
            Status::Ended => remarks.push("ended".to_owned()),
            Status::Current => {}
        }
        if remarks.is_empty() {
            return self.name.words.clone();
        }
        format!("{} ({})", self.name.words, remarks.join(", "))
    }

    fn read(node: &Node, findings: &mut Findings) -> Option<Plan> {
        const STATUSES: [(&str, Status); 3] =
            [("draft", Status::Draft), ("current", Status::Current), ("ended", Status::Ended)];
        let mut fields = Fields::of(node, "a plan", findings)?;
        let id = fields.id(findings);
        let name = fields.required_text("name", findings);
        let short = fields.text("short", findings);
        let period = fields.text("period", findings);
        let revision = fields.text("revision", findings);
        let status = fields.choice("status", &STATUSES, findings);
        let many = fields.flag("many", false, findings);
        let listed = fields.flag("listed", true, findings);
        let from = fields.date("from", findings);
        let until = fields.date("until", findings);
        let others = fields.other_names(findings);
        fields.finish(findings);
        let period = period.and_then(|period| {
            let years = years(&period.words);
            if years.is_none() {
                findings.push(
                    Diagnostic::error("bad-period", period.span, format!("`{}` is not a period", period.words))
                        .help("write two years with a hyphen, such as 2017-2021"),
                );
            }
            years
        });
        let status = status.map_or(Status::Current, |status| status.value);
        let (id, name) = (id?, name?);
        Some(Plan { id, name, short, period, revision, status, many, listed, from, until, others })
    }
}

/// Reads `2017-2021` or `2012-22`.
fn years(text: &str) -> Option<(u32, u32)> {
    let (from, to) = text.split_once(['-', '\u{2013}'])?;
    let (from, to) = (from.trim(), to.trim());
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if from.len() != 4 || !digits(from) || !digits(to) {
        return None;
    }
    let first: u32 = from.parse().ok()?;
    let last: u32 = match to.len() {
        4 => to.parse().ok()?,
        2 => first / 100 * 100 + to.parse::<u32>().ok()?,
        _ => return None,
    };
    (first <= last).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::years;

    #[test]
    fn a_period_is_two_years_in_order() {
        assert_eq!(years("2017-2021"), Some((2017, 2021)));
        assert_eq!(years("2012-22"), Some((2012, 2022)));
        assert_eq!(years("2021-2017"), None);
        assert_eq!(years("spring"), None);
    }
}
