//! What happens when in the partnership's year: `data/annual-cycle.yaml`.

use crate::compose::drawn::{Drawn, of_timeline};
use crate::compose::register::{Kind, Register};
use crate::compose::{Composer, words};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Picture};
use crate::drawing::timeline::{self, Status};
use crate::parse::fields::{Fields, Findings, entries};
use crate::parse::listed::check_order;
use crate::parse::prose::Call;
use crate::parse::yaml::{Node, Text};
use crate::period::Period;
use crate::source::{Span, Spanned};
use crate::tally::counted;

/// Something that happens in the year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The month or the day.
    pub when: Spanned<Period>,
    /// What happens.
    pub what: Text,
    /// The id of the body that does it.
    pub body: Option<Text>,
    /// Who does it, where that is no body of the data.
    pub name: Option<Text>,
    /// How far it has come.
    pub status: Spanned<Status>,
    /// Where its entry stands.
    pub span: Span,
}

/// The year of the partnership.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AnnualCycle {
    /// The events, oldest first.
    pub events: Vec<Event>,
}

/// The words of the statuses in the file.
const STATUSES: [(&str, Status); 4] = [
    ("done", Status::Done),
    ("in-progress", Status::InProgress),
    ("provisional", Status::Provisional),
    ("to-come", Status::ToCome),
];

impl AnnualCycle {
    /// Reads the file; events that are out of order are told.
    pub fn read(node: &Node, findings: &mut Findings) -> AnnualCycle {
        let events: Vec<Event> = entries(node, "events", findings, Event::read);
        let days = events.iter().filter_map(|event| Some((event.when.span, event.when.value.days()?)));
        check_order("events-out-of-order", "event", days, findings);
        AnnualCycle { events }
    }

    /// Refuses bodies that nobody knows.
    pub fn register(&self, register: &Register, findings: &mut Findings) {
        for body in self.events.iter().filter_map(|event| event.body.as_ref()) {
            register.expect(Kind::Body, &body.spanned(), findings);
        }
    }

    /// `{{ annual-cycle }}`: a timeline, with the same as a list.
    pub fn compose_cycle(&self, call: &Call, day: Option<Date>, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        composer.findings.extend(self.events.iter().filter_map(|event| event.untimely(day?)));
        let drawn: Vec<timeline::Event> = self.events.iter().map(|event| event.drawn(composer.register)).collect();
        let places: Vec<Span> = self.events.iter().map(|event| event.what.span).collect();
        let drawing = match timeline::draw(&drawn, composer.typefaces) {
            Ok(drawing) => drawing,
            Err(misfits) => {
                let register = composer.register;
                let drawn = Drawn { whole: call.span, places: &places, file: "data/annual-cycle.yaml", register };
                composer.findings.extend(misfits.iter().filter_map(|misfit| of_timeline(misfit, drawn)));
                return Vec::new();
            }
        };
        let (first, last) = (self.events.first(), self.events.last());
        let span = first
            .zip(last)
            .map(|(first, last)| format!(" from {} to {}", first.when.value.words(), last.when.value.words()));
        let alternative =
            format!("Timeline of {}{}.", counted(self.events.len(), "event"), span.clone().unwrap_or_default());
        let described: Vec<String> = drawn
            .iter()
            .map(|event| {
                format!("{}: {}, {} ({}).", event.date, event.what, event.who, event.status.words().to_lowercase())
            })
            .collect();
        let caption = composer.call_caption(call, |_| words(format!("The annual cycle{}", span.unwrap_or_default())));
        let id = composer.call_id(call);
        let picture = Picture::Drawing(Box::new(drawing));
        vec![composer.figure(id.as_ref(), call.span, caption, picture, Some(alternative), described.join(" "))]
    }
}

impl Event {
    fn read(node: &Node, findings: &mut Findings) -> Option<Event> {
        let mut fields = Fields::of(node, "an event", findings)?;
        let when = fields.required_text("when", findings);
        let what = fields.required_text("what", findings);
        let (body, name) = (fields.text("body", findings), fields.text("name", findings));
        let given = fields.has("body") || fields.has("name");
        fields.required("status", findings);
        let status = fields.choice("status", &STATUSES, findings);
        let span = fields.span;
        fields.finish(findings);
        if let (Some(_), Some(name)) = (&body, &name) {
            findings.push(
                Diagnostic::error("too-many-fields", name.span, "this event has a body and a name")
                    .help("keep `body:` where the body is in the data, or `name:` where it is not"),
            );
        }
        if !given {
            findings.push(
                Diagnostic::error("missing-field", span, "an event needs `body`")
                    .help("write the id of the body that it is for, or `name:` where that is no body of the data"),
            );
        }
        let when = when.and_then(|text| {
            let period = Period::parse(&text.words).filter(|it| matches!(it, Period::Month(..) | Period::Day(_)));
            if period.is_none() {
                findings.push(
                    Diagnostic::error("bad-date", text.span, format!("`{}` is not a month or a day", text.words))
                        .help("write it with its year, as in 2023-07 or 2023-12-06"),
                );
            }
            Some(Spanned::new(period?, text.span))
        });
        Some(Event { when: when?, what: what?, body, name, status: status?, span })
    }

    /// The finding that its status cannot be, at the date of the document that shows it.
    fn untimely(&self, day: Date) -> Option<Diagnostic> {
        let (first, last) = self.when.value.days()?;
        let (status, side, help) = match self.status.value {
            Status::ToCome if last < day => ("to come", "before", "write `done` or `in-progress`, or correct `when:`"),
            Status::Done if first > day => ("done", "after", "write `to-come`, or correct `when:`"),
            _ => return None,
        };
        let when = self.when.value.words();
        let message = format!("this event is {status}, and {when} is {side} {}, the date of this document", day.long());
        Some(
            Diagnostic::error("bad-date", self.status.span, message)
                .also(self.when.span, "its time is here")
                .help(help),
        )
    }

    fn drawn(&self, register: &Register) -> timeline::Event {
        let known = self.body.as_ref().and_then(|body| register.name(Kind::Body, &body.words));
        let who = match (known, &self.name) {
            (Some(name), _) => name.long.clone(),
            (None, Some(name)) => name.words.clone(),
            (None, None) => String::new(),
        };
        timeline::Event {
            id: crate::id::slug(&format!("{} {}", self.when.value.words(), self.what.words)),
            date: self.when.value.words(),
            what: self.what.words.clone(),
            who,
            status: self.status.value,
        }
    }
}

#[cfg(test)]
mod tests;
