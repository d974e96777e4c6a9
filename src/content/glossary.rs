//! The terms that have one meaning here, most with a short form: `data/glossary.yaml`.

use std::collections::BTreeMap;

use crate::compose::register::{Kind, Name, Register};
use crate::parse::fields::{Fields, Findings, OtherNames, entries};
use crate::parse::yaml::{Node, Text};
use crate::source::Spanned;

/// A term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its id.
    pub id: Spanned<String>,
    /// What it is in full.
    pub name: Text,
    /// The short form, if it has one.
    pub short: Option<Text>,
    /// A remark for editors; it is not printed.
    pub note: Option<Text>,
    /// Its former names, and those to avoid.
    pub others: OtherNames,
}

/// Every term.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Glossary {
    /// The terms in the order of the file.
    pub terms: Vec<Term>,
}

impl Glossary {
    /// Reads the file.
    pub fn read(node: &Node, findings: &mut Findings) -> Glossary {
        Glossary { terms: entries(node, "terms", findings, Term::read) }
    }

    /// Makes the terms known.
    pub fn register(&self, register: &mut Register, findings: &mut Findings) {
        for term in &self.terms {
            let name = Name {
                long: term.name.words.clone(),
                short: term.short.as_ref().map(|short| short.words.clone()),
                facts: BTreeMap::new(),
                span: term.name.span,
            };
            register.add_name(Kind::Term, &term.id, name, findings);
        }
    }
}

impl Term {
    fn read(node: &Node, findings: &mut Findings) -> Option<Term> {
        let mut fields = Fields::of(node, "a term", findings)?;
        let id = fields.id(findings);
        let name = fields.required_text("name", findings);
        let short = fields.text("short", findings);
        let note = fields.text("note", findings);
        let others = fields.other_names(findings);
        fields.finish(findings);
        Some(Term { id: id?, name: name?, short, note, others })
    }
}
