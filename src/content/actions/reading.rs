//! Reads the records of actions, so that every fault of one is told at its place.

use super::{Action, Status, Update, When};
use crate::diagnostic::Diagnostic;
use crate::parse::fields::{Fields, Findings, as_text};
use crate::parse::listed::check_order;
use crate::parse::yaml::{Node, Text, Value};
use crate::period::Period;
use crate::source::{Span, Spanned};

/// How a time can be written.
const TIMES: &str = "write a year as in 2020 or 2019/20, a month as in 2020-11, a day as in 2020-11-25, two of these \
                     with `to` between them, or `continuing` or `planned`";

impl Action {
    pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<Action> {
        let mut fields = Fields::of(node, "an action", findings)?;
        let id = fields.id(findings);
        let priority = fields.required_text("priority", findings);
        let title = fields.required_text("title", findings);
        let owner = fields.required_text("owner", findings);
        fields.required("years", findings);
        let years = years(&mut fields, findings);
        fields.required("status", findings);
        let status = fields.choice("status", &Status::ALL, findings);
        let remark = fields.text("remark", findings);
        let lead_in = fields.text("lead-in", findings);
        fields.required("progress", findings);
        let progress = fields.list("progress", findings);
        let progress = progress.iter().filter_map(|node| Update::read(node, findings)).collect();
        let span = fields.span;
        fields.finish(findings);
        Some(Action {
            id: id?,
            priority: priority?,
            title: title?,
            owner: owner?,
            years,
            status: status?.value,
            remark,
            lead_in,
            progress,
            span,
        })
    }
}

impl Update {
    fn read(node: &Node, findings: &mut Findings) -> Option<Update> {
        if let Value::Text(_) = &node.value {
            return Some(Update { when: None, text: as_text(node, "an update", findings)? });
        }
        let mut fields = Fields::of(node, "an update", findings)?;
        let when = fields.text("when", findings).and_then(|text| Some(Spanned::new(when(&text, findings)?, text.span)));
        let text = fields.required_text("text", findings);
        fields.finish(findings);
        Some(Update { when, text: text? })
    }
}

/// The financial years in which an action is done, oldest first.
fn years(fields: &mut Fields<'_>, findings: &mut Findings) -> Vec<Period> {
    if let Some(node) = fields.node("years").filter(|node| node.value == Value::List(Vec::new())) {
        findings.push(
            Diagnostic::error("missing-field", node.span, "this action has no year")
                .help("write the financial years in which it is done, as in [2019/20, 2020/21]"),
        );
    }
    let texts = fields.texts("years", findings);
    let read = texts.iter().filter_map(|year| Some((year.span, financial(year, findings)?)));
    let years: Vec<(Span, Period)> = read.collect();
    let days = years.iter().filter_map(|(span, year)| Some((*span, year.days()?)));
    check_order("events-out-of-order", "year", days, findings);
    years.into_iter().map(|(_, year)| year).collect()
}

/// A financial year, or a finding.
fn financial(text: &Text, findings: &mut Findings) -> Option<Period> {
    let period = Period::parse(&text.words).filter(|period| matches!(period, Period::Financial(_)));
    if period.is_none() {
        findings.push(
            Diagnostic::error("bad-date", text.span, format!("`{}` is not a financial year", text.words))
                .help("write it as in 2019/20, the second year with two digits and one later than the first"),
        );
    }
    period
}

/// A time, or a finding.
fn when(text: &Text, findings: &mut Findings) -> Option<When> {
    let read = match text.words.as_str() {
        "continuing" => Some(When::Continuing),
        "planned" => Some(When::Planned),
        words => match words.split_once(" to ") {
            None => Period::parse(words).map(When::In),
            Some((first, last)) => Period::parse(first.trim())
                .zip(Period::parse(last.trim()))
                .and_then(|(one, other)| (one.first_day() < other.first_day()).then_some(When::Between(one, other))),
        },
    };
    if read.is_none() {
        findings.push(
            Diagnostic::error("bad-date", text.span, format!("`{}` is not a time that can be", text.words)).help(TIMES),
        );
    }
    read
}
