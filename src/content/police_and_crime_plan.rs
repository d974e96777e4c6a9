//! The Police and Crime Commissioner's plan: `data/police-and-crime-plan.yaml`.

use std::collections::BTreeMap;

use crate::compose::register::{Fact, Kind, List, Listed, Register};
use crate::compose::{CHIEF_CONSTABLE, Composer, Setting, words};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind};
use crate::id::slug;
use crate::parse::fields::{Fields, Findings, as_text};
use crate::parse::prose::Call;
use crate::parse::yaml::{Node, Text, Value};
use crate::source::{Span, Spanned};

/// A priority or principle of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aim {
    /// Its id; made from its name where the author gave none.
    pub id: Spanned<String>,
    /// What it says.
    pub name: Text,
}

/// The plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PoliceAndCrimePlan {
    /// The id of the plan in `plans.yaml`.
    pub plan: Option<Text>,
    /// What guides it.
    pub guiding_principles: Vec<Aim>,
    /// The priorities of the Chief Constable, which the diagram shows.
    pub chief_constable: Vec<Aim>,
    /// What the Commissioner will do.
    pub commissioner: Vec<Aim>,
}

impl PoliceAndCrimePlan {
    /// Reads the file.
    pub fn read(node: &Node, findings: &mut Findings) -> PoliceAndCrimePlan {
        let Some(mut fields) = Fields::of(node, "this file", findings) else { return PoliceAndCrimePlan::default() };
        let plan = fields.required_text("plan", findings);
        let guiding_principles = aims(&mut fields, "guiding-principles", findings);
        let chief_constable = aims(&mut fields, "chief-constable", findings);
        let commissioner = aims(&mut fields, "commissioner", findings);
        fields.finish(findings);
        PoliceAndCrimePlan { plan, guiding_principles, chief_constable, commissioner }
    }

    /// Makes the Chief Constable's priorities known to the diagram and the tables.
    pub fn register(&self, register: &mut Register, findings: &mut Findings) {
        let Some(plan) = &self.plan else { return };
        let of = "Chief Constable\u{2019}s priorities";
        let (title, phrase) = match register.expect(Kind::Plan, &plan.spanned(), findings) {
            Some(name) => (format!("{of}, {}", name.short_or_long()), format!("{of} ({})", name.short_or_long())),
            None => (of.to_owned(), of.to_owned()),
        };
        let mut entries: Vec<Listed> = Vec::new();
        let mut known: BTreeMap<&str, Span> = BTreeMap::new();
        for aim in &self.chief_constable {
            if let Some(first) = known.get(aim.id.value.as_str()) {
                let message = format!("two entries have the id `{}`", aim.id.value);
                findings.push(
                    Diagnostic::error("duplicate-id", aim.id.span, message)
                        .also(*first, "first used here")
                        .help("give one of them another id"),
                );
            }
            known.entry(&aim.id.value).or_insert(aim.name.span);
            entries.push(Listed { id: aim.id.value.clone(), name: aim.name.words.clone(), span: aim.name.span });
        }
        register.add_fact("count.chief-constable", Fact::Count(entries.len()));
        register.add_list(CHIEF_CONSTABLE, List { title, phrase, entries });
    }

    /// `{{ police-and-crime-plan }}`: all three lists under headings, or one with `part=…`.
    pub fn compose_plan(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &["part"]);
        let lists: [(&str, &str, &[Aim], bool); 3] = [
            ("guiding-principles", "Guiding principles", &self.guiding_principles, false),
            ("chief-constable", "The Chief Constable\u{2019}s priorities", &self.chief_constable, true),
            ("commissioner", "What the Police and Crime Commissioner will do", &self.commissioner, true),
        ];
        let Some(part) = composer.option(call, "part") else {
            let mut blocks = Vec::new();
            for (_, heading, aims, ordered) in lists {
                if aims.is_empty() {
                    continue;
                }
                let kind = BlockKind::Heading { level: 2, content: words(heading) };
                blocks.push(composer.block(kind, call.span, None, Some(&slug(heading)), Some(heading.to_owned())));
                blocks.push(list(aims, ordered, call, composer));
            }
            return blocks;
        };
        match lists.into_iter().find(|(key, ..)| *key == part.value) {
            Some((_, _, aims, ordered)) => vec![list(aims, ordered, call, composer)],
            None => {
                let message = format!("the plan has no part `{}`", part.value);
                composer.findings.push(
                    Diagnostic::error("unknown-setting", part.span, message)
                        .help("write part=guiding-principles, part=chief-constable or part=commissioner"),
                );
                Vec::new()
            }
        }
    }
}

fn list(aims: &[Aim], ordered: bool, call: &Call, composer: &mut Composer<'_>) -> Block {
    let items = aims
        .iter()
        .map(|aim| {
            let content = composer.text(&aim.name, Setting::Running);
            composer.item(content, aim.name.span)
        })
        .collect();
    composer.plain(BlockKind::List { start: ordered.then_some(1), columns: 1, items }, call.span)
}

fn aims(fields: &mut Fields<'_>, key: &'static str, findings: &mut Findings) -> Vec<Aim> {
    fields.list(key, findings).iter().filter_map(|node| aim(node, key, findings)).collect()
}

fn aim(node: &Node, key: &'static str, findings: &mut Findings) -> Option<Aim> {
    if let Value::Map(_) = node.value {
        let mut fields = Fields::of(node, "a priority of the plan", findings)?;
        let id = fields.id(findings);
        let name = fields.required_text("name", findings);
        fields.finish(findings);
        return Some(Aim { id: id?, name: name? });
    }
    let name = as_text(node, &format!("an item of `{key}`"), findings)?;
    Some(Aim { id: Spanned::new(slug(&name.words), name.span), name })
}
