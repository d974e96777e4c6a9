//! Acts, Bills, regulations and duties: `data/legislation.yaml`.

use std::collections::BTreeMap;

use crate::compose::register::{Kind, Name, Register};
use crate::date::Date;
use crate::parse::fields::{Fields, Findings, OtherNames, entries};
use crate::parse::yaml::{Node, Text};
use crate::source::Spanned;

/// What an entry of the register of legislation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LegislationKind {
    /// An Act of Parliament.
    Act,
    /// A Bill, not yet law.
    Bill,
    /// Regulations made under an Act.
    Regulations,
    /// A duty that is proposed or in force.
    Duty,
}

/// An entry of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    /// Its id.
    pub id: Spanned<String>,
    /// The title without the year.
    pub title: Text,
    /// What it is.
    pub kind: LegislationKind,
    /// The year that belongs to the title.
    pub year: Option<Spanned<u32>>,
    /// How far it has come, such as "House of Lords report stage".
    pub status: Option<Text>,
    /// The day on which it came into force.
    pub in_force: Option<Spanned<Date>>,
    /// The day on which a Bill received royal assent.
    pub royal_assent: Option<Spanned<Date>>,
    /// The last day on which it was in force.
    pub until: Option<Spanned<Date>>,
    /// A remark for editors; it is not printed.
    pub note: Option<Text>,
    /// Its former names, and those to avoid.
    pub others: OtherNames,
}

/// The register of legislation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Legislation {
    /// Its entries in the order of the file.
    pub laws: Vec<Law>,
}

impl Legislation {
    /// Reads the file.
    pub fn read(node: &Node, findings: &mut Findings) -> Legislation {
        Legislation { laws: entries(node, "legislation", findings, Law::read) }
    }

    /// Makes the titles known.
    pub fn register(&self, register: &mut Register, findings: &mut Findings) {
        for law in &self.laws {
            let mut facts = BTreeMap::from([("title", law.title.words.clone())]);
            facts.extend(law.year.as_ref().map(|year| ("year", year.value.to_string())));
            facts.extend(law.status.as_ref().map(|status| ("status", status.words.clone())));
            let long = match &law.year {
                Some(year) => format!("{} {}", law.title.words, year.value),
                None => law.title.words.clone(),
            };
            let name = Name { long, short: None, facts, span: law.title.span };
            register.add_name(Kind::Legislation, &law.id, name, findings);
        }
    }
}

impl Law {
    fn read(node: &Node, findings: &mut Findings) -> Option<Law> {
        const KINDS: [(&str, LegislationKind); 4] = [
            ("act", LegislationKind::Act),
            ("bill", LegislationKind::Bill),
            ("regulations", LegislationKind::Regulations),
            ("duty", LegislationKind::Duty),
        ];
        let mut fields = Fields::of(node, "a piece of legislation", findings)?;
        let id = fields.id(findings);
        let title = fields.required_text("title", findings);
        fields.required("kind", findings);
        let kind = fields.choice("kind", &KINDS, findings);
        let year = fields.number("year", findings);
        let status = fields.text("status", findings);
        let in_force = fields.date("in-force", findings);
        let royal_assent = fields.date("royal-assent", findings);
        let until = fields.date("until", findings);
        let note = fields.text("note", findings);
        let others = fields.other_names(findings);
        fields.finish(findings);
        let (id, title, kind) = (id?, title?, kind?.value);
        Some(Law { id, title, kind, year, status, in_force, royal_assent, until, note, others })
    }
}
