//! The bodies that the agreement names: `data/bodies.yaml`.

use std::collections::BTreeMap;

use crate::compose::register::{Fact, Kind, Name, Register};
use crate::compose::{Composer, words};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::{Block, BlockKind};
use crate::parse::fields::{Fields, Findings, OtherNames, entries};
use crate::parse::prose::Call;
use crate::parse::times::Times;
use crate::parse::yaml::{Node, Text};
use crate::source::Spanned;

/// A public body, committee or team, or a class of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Its id.
    pub id: Spanned<String>,
    /// Its name in full.
    pub name: Text,
    /// Its short form.
    pub short: Option<Text>,
    /// What it is in this agreement, such as `responsible-authority`.
    pub roles: Vec<Text>,
    /// The first day on which it holds its roles.
    pub from: Option<Spanned<Date>>,
    /// The last day on which it holds its roles.
    pub until: Option<Spanned<Date>>,
    /// The body that takes its roles over.
    pub succeeded_by: Option<Text>,
    /// Whether the entry stands for a class of bodies; its name is then a plural.
    pub many: bool,
    /// Its former names, and those to avoid.
    pub others: OtherNames,
}

/// Every body, in the order of the file, which is the printed order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bodies {
    /// The bodies.
    pub bodies: Vec<Body>,
}

impl Bodies {
    /// Reads the file.
    pub fn read(node: &Node, findings: &mut Findings) -> Bodies {
        Bodies { bodies: entries(node, "bodies", findings, Body::read) }
    }

    /// Makes the names and the counts of each role known.
    pub fn register(&self, register: &mut Register, findings: &mut Findings) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for body in &self.bodies {
            let name = Name {
                long: body.name.words.clone(),
                short: body.short.as_ref().map(|short| short.words.clone()),
                facts: BTreeMap::new(),
                span: body.name.span,
            };
            register.add_name(Kind::Body, &body.id, name, findings);
            for role in &body.roles {
                *counts.entry(&role.words).or_default() += 1;
            }
        }
        for (role, count) in counts {
            register.add_fact(format!("count.bodies.{role}"), Fact::Count(count));
        }
        for body in &self.bodies {
            let Some(next) = &body.succeeded_by else { continue };
            register.expect(Kind::Body, &next.spanned(), findings);
        }
    }

    /// `{{ bodies role=… style=list|sentence }}`.
    pub fn compose_bodies(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &["role", "style"]);
        let Some(role) = composer.option(call, "role") else {
            composer.findings.push(
                Diagnostic::error("missing-setting", call.span, "`bodies` needs to know which ones")
                    .help("write {{ bodies role=responsible-authority }}"),
            );
            return Vec::new();
        };
        let chosen: Vec<&Body> =
            self.bodies.iter().filter(|body| body.roles.iter().any(|known| known.words == role.value)).collect();
        if chosen.is_empty() {
            let finding =
                Diagnostic::error("unknown-role", role.span, format!("no body has the role `{}`", role.value));
            let known = self.bodies.iter().flat_map(|body| &body.roles).map(|role| role.words.as_str());
            composer.findings.push(match nearest(&role.value, known) {
                Some(near) => finding.help(format!("did you mean `{near}`?")).suggest(role.span, near, false),
                None => finding.help("add it to `roles:` of the bodies in data/bodies.yaml"),
            });
            return Vec::new();
        }
        match composer.option(call, "style").map(|style| (style.value.as_str(), style.span)) {
            None | Some(("list", _)) => {
                let items = chosen.iter().map(|body| (words(self.described(body, composer)), body.name.span)).collect();
                vec![composer.bullets(items, 1, call.span)]
            }
            Some(("sentence", _)) => {
                let texts: Vec<String> = chosen.iter().map(|body| self.described(body, composer)).collect();
                vec![composer.plain(BlockKind::Paragraph(words(sentence(&texts))), call.span)]
            }
            Some((other, span)) => {
                composer.findings.push(
                    Diagnostic::error("unknown-setting", span, format!("`style` cannot be `{other}`"))
                        .help("write style=list or style=sentence"),
                );
                Vec::new()
            }
        }
    }

    /// The name with its short form and, where its time ends, until when and who follows.
    ///
    /// A body in a list is spelled out, so it counts as a first use.
    fn described(&self, body: &Body, composer: &mut Composer<'_>) -> String {
        let until = body.until.as_ref().map(|date| date.value);
        let mut text = spelled_out(body, until.map(|until| format!("until {}", until.long())), composer);
        let next = body.succeeded_by.as_ref();
        let next = next.and_then(|next| self.bodies.iter().find(|other| other.id.value == next.words));
        if let Some(next) = next {
            let first = next.from.as_ref().filter(|first| until.is_none_or(|until| first.value > until));
            let from = first.map(|first| format!("from {}", first.value.long()));
            text.push_str(&format!(", then the {}", spelled_out(next, from, composer)));
        }
        text
    }
}

impl Body {
    fn read(node: &Node, findings: &mut Findings) -> Option<Body> {
        let mut fields = Fields::of(node, "a body", findings)?;
        let id = fields.id(findings);
        let name = fields.required_text("name", findings);
        let short = fields.text("short", findings);
        let roles = fields.texts("roles", findings);
        let times = Times::read(&mut fields, findings);
        let succeeded_by = fields.text("succeeded-by", findings);
        let many = fields.flag("many", false, findings);
        let others = fields.other_names(findings);
        let ends = fields.has("until");
        fields.finish(findings);
        if let (Some(id), Some(next)) = (&id, &succeeded_by) {
            if id.value == next.words {
                findings.push(
                    Diagnostic::error("bad-relation", next.span, "a body cannot succeed itself")
                        .help("write the id of the body that takes over, or delete `succeeded-by`"),
                );
            } else if !ends {
                let message = format!("`{}` has a successor and no last day", id.value);
                findings.push(
                    Diagnostic::error("missing-field", next.span, message)
                        .help("add `until:` with the last day on which it holds its role"),
                );
            }
        }
        let Times { from, until, .. } = times;
        Some(Body { id: id?, name: name?, short, roles, from, until, succeeded_by, many, others })
    }
}

/// The name, with the short form and a date in one pair of brackets.
fn spelled_out(body: &Body, date: Option<String>, composer: &mut Composer<'_>) -> String {
    composer.count_as_spelled_out(Kind::Body, &body.id.value);
    let remarks: Vec<String> = body.short.iter().map(|short| short.words.clone()).chain(date).collect();
    if remarks.is_empty() {
        return body.name.words.clone();
    }
    format!("{} ({})", body.name.words, remarks.join(", "))
}

/// Items in one sentence: commas and a last "and"; semicolons where an item has commas itself.
fn sentence(items: &[String]) -> String {
    let mixed = items.iter().any(|item| item.contains(','));
    let (comma, last_comma) = if mixed { ("; ", ";") } else { (", ", "") };
    match items {
        [] => String::new(),
        [one] => format!("{one}."),
        [rest @ .., last] => format!("{}{last_comma} and {last}.", rest.join(comma)),
    }
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn items_with_commas_are_told_apart_by_semicolons() {
        let items = ["Kent Police".to_owned(), "Kent, Surrey and Sussex".to_owned()];
        assert_eq!(sentence(&items), "Kent Police; and Kent, Surrey and Sussex.");
    }
}
