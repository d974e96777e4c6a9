//! What the services of a council do for community safety: `data/directorates.yaml`.

use crate::compose::drawn::{Drawn, of_organisation};
use crate::compose::register::{Fact, Kind, Register};
use crate::compose::{Composer, Setting, column, words};
use crate::document::{Block, BlockKind, Inline, Picture, Row};
use crate::drawing::organisation::{self, Organisation, Unit};
use crate::parse::fields::{Fields, Findings};
use crate::parse::listed::{check_ids, check_listed, check_names};
use crate::parse::prose::Call;
use crate::parse::yaml::{Node, Text};
use crate::period::Period;
use crate::source::{Span, Spanned};
use crate::tally::{counted, listed};

/// A directorate of the council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directorate {
    /// Its id.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Text,
    /// What it provides.
    pub services: Vec<Text>,
    /// What it does for community safety.
    pub contribution: Text,
    /// Since when, where it has not always.
    pub from: Option<Period>,
    /// Where its entry stands.
    pub span: Span,
}

/// The council with its directorates, and the list of its services.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Directorates {
    /// The id of the council.
    pub council: Option<Text>,
    /// The directorates in their order.
    pub directorates: Vec<Directorate>,
    /// Every service.
    pub services: Vec<Text>,
}

impl Directorates {
    /// Reads the file.
    pub fn read(node: &Node, findings: &mut Findings) -> Directorates {
        let Some(mut fields) = Fields::of(node, "this file", findings) else { return Directorates::default() };
        let council = fields.required_text("council", findings);
        fields.required("directorates", findings);
        let directorates = fields.list("directorates", findings);
        let directorates: Vec<Directorate> =
            directorates.iter().filter_map(|node| Directorate::read(node, findings)).collect();
        let services = fields.texts("services", findings);
        fields.finish(findings);
        check_ids(directorates.iter().map(|one| &one.id), "directorates", findings);
        check_names(directorates.iter().map(|one| &one.name), "directorates", findings);
        let of_each = directorates.iter().map(|one| (&one.services, "the services of this directorate"));
        for (services, list) in of_each.chain([(&services, "the list of services")]) {
            check_listed(services.iter().map(|service| (service.words.as_str(), service.span)), list, findings);
        }
        Directorates { council, directorates, services }
    }

    /// Makes their numbers known.
    pub fn register(&self, register: &mut Register, findings: &mut Findings) {
        if let Some(council) = &self.council {
            register.expect(Kind::Body, &council.spanned(), findings);
        }
        register.add_fact("count.directorates", Fact::Count(self.directorates.len()));
        register.add_fact("count.services", Fact::Count(self.services.len()));
    }

    /// `{{ services }}`: every service, in two columns where there is room.
    pub fn compose_services(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let items: Vec<(Vec<Inline>, Span)> =
            self.services.iter().map(|service| (composer.text(service, Setting::Running), service.span)).collect();
        vec![composer.bullets(items, 2, call.span)]
    }

    /// `{{ directorates }}`: what each does for community safety.
    pub fn compose_table(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let rows = self
            .directorates
            .iter()
            .map(|one| {
                let name = composer.text(&one.name, Setting::Running);
                let mut cell = vec![composer.plain(BlockKind::Paragraph(name), one.name.span)];
                if let Some(from) = one.from {
                    let note = words(format!("from {}", from.words()));
                    cell.push(composer.plain(BlockKind::Note(note), one.span));
                }
                let contribution = composer.text(&one.contribution, Setting::Running);
                let contribution = composer.plain(BlockKind::Paragraph(contribution), one.contribution.span);
                Row { key: one.id.value.clone(), cells: vec![cell, vec![contribution]], origin: one.span }
            })
            .collect();
        let caption = composer.call_caption(call, |_| words("What each directorate does for community safety"));
        let id = composer.call_id(call);
        let columns = vec![column("Directorate", 2), column("Contribution", 5)];
        vec![composer.table(id.as_ref(), call.span, caption, columns, true, rows)]
    }

    /// `{{ organisation-diagram }}`: the council and its directorates.
    pub fn compose_diagram(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let council = self.council.as_ref().and_then(|id| composer.register.name(Kind::Body, &id.words));
        let Some(council) = council else { return Vec::new() };
        let top = Unit { id: "council".to_owned(), name: council.long.clone(), services: Vec::new(), note: None };
        let below: Vec<Unit> = self.directorates.iter().map(Directorate::unit).collect();
        let places: Vec<Span> = self.directorates.iter().map(|one| one.name.span).collect();
        let drawing = match organisation::draw(&Organisation { top: &top, below: &below }, composer.typefaces) {
            Ok(drawing) => drawing,
            Err(misfits) => {
                let register = composer.register;
                let drawn = Drawn { whole: call.span, places: &places, file: "data/directorates.yaml", register };
                composer.findings.extend(misfits.iter().filter_map(|misfit| of_organisation(misfit, drawn)));
                return Vec::new();
            }
        };
        let names: Vec<&str> = below.iter().map(|unit| unit.name.as_str()).collect();
        let alternative = format!(
            "Organisation diagram: {} with {}: {}.",
            council.long,
            counted(below.len(), "directorate"),
            listed(&names).unwrap_or_default()
        );
        let described: Vec<String> = below
            .iter()
            .map(|unit| {
                let note = unit.note.as_ref().map_or_else(String::new, |note| format!(" ({note})"));
                format!(
                    "{}{note}: {}.",
                    unit.name,
                    listed(&unit.services).unwrap_or_else(|| "no services named".into())
                )
            })
            .collect();
        let caption =
            composer.call_caption(call, |_| words(format!("The directorates of {} and their services", council.long)));
        let id = composer.call_id(call);
        let picture = Picture::Drawing(Box::new(drawing));
        vec![composer.figure(id.as_ref(), call.span, caption, picture, Some(alternative), described.join(" "))]
    }
}

impl Directorate {
    fn read(node: &Node, findings: &mut Findings) -> Option<Directorate> {
        let mut fields = Fields::of(node, "a directorate", findings)?;
        let id = fields.id(findings);
        let name = fields.required_text("name", findings);
        let services = fields.texts("services", findings);
        let contribution = fields.required_text("contribution", findings);
        let from = fields.period("from", findings).map(|from| from.value);
        let span = fields.span;
        fields.finish(findings);
        Some(Directorate { id: id?, name: name?, services, contribution: contribution?, from, span })
    }

    fn unit(&self) -> Unit {
        Unit {
            id: self.id.value.clone(),
            name: self.name.words.clone(),
            services: self.services.iter().map(|service| service.words.clone()).collect(),
            note: self.from.map(|from| format!("from {}", from.words())),
        }
    }
}

#[cfg(test)]
mod tests;
