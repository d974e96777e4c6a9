//! What an annual review recommends for the priorities, one decision after the other.
//!
//! The recommendations stand in the `document.yaml` of the review. The table, the diagrams before
//! and after, and the change of `data/priorities.yaml` itself are all made from them.

mod apply;
mod check;
mod compose;
mod proposed;
mod record;
#[cfg(test)]
mod tests;

pub use apply::{Applied, apply};
pub use proposed::{Proposed, Standing};

use std::collections::BTreeMap;

use crate::compose::register::{Fact, Kind, Name, Register};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::id::is_id;
use crate::parse::fields::{Fields, Findings, as_text};
use crate::parse::yaml::{Node, Text, Value};
use crate::source::{Span, Spanned};

/// Everything that a review recommends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recommendations {
    /// The first day on which the proposed priorities hold.
    pub effective: Spanned<Date>,
    /// The recommendations, in the order in which they are printed.
    pub list: Vec<Recommendation>,
    /// What becomes of the cross-cutting themes, in words.
    pub themes: Option<Text>,
    /// Where they stand.
    pub span: Span,
    /// Whether one of them has a fault, which is told already.
    pub faulty: bool,
}

/// One recommendation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recommendation {
    /// What is to be done.
    pub decision: Decision,
    /// Why.
    pub reason: Text,
    /// Where it stands.
    pub span: Span,
}

/// What is to be done with one priority or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// They go on as they are.
    Keep(Vec<Spanned<String>>),
    /// They become one.
    Merge {
        /// The ids of those that are merged.
        of: Vec<Spanned<String>>,
        /// What they become.
        into: NewPriority,
    },
    /// A priority that was none.
    Add(NewPriority),
    /// It gets another name, and keeps its id.
    Rename {
        /// Its id.
        id: Spanned<String>,
        /// Its new name.
        to: Text,
    },
    /// They are no priorities any more.
    Drop(Vec<Spanned<String>>),
}

/// A priority that a review proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPriority {
    /// Its id.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Text,
    /// What it includes.
    pub includes: Vec<Text>,
}

impl Decision {
    /// The ids of the present priorities that it decides on.
    pub fn on(&self) -> &[Spanned<String>] {
        match self {
            Decision::Keep(ids) | Decision::Drop(ids) | Decision::Merge { of: ids, .. } => ids,
            Decision::Rename { id, .. } => std::slice::from_ref(id),
            Decision::Add(_) => &[],
        }
    }

    /// The priority that it brings, if it brings one.
    pub fn brings(&self) -> Option<&NewPriority> {
        match self {
            Decision::Merge { into, .. } | Decision::Add(into) => Some(into),
            Decision::Keep(_) | Decision::Rename { .. } | Decision::Drop(_) => None,
        }
    }
}

/// The keys of which a recommendation has one.
const DECISIONS: [&str; 5] = ["keep", "merge", "add", "rename", "drop"];

impl Recommendations {
    /// Reads the value of `recommendations:`; whether they fit the priorities is for [`Self::check`].
    pub fn read(node: &Node, findings: &mut Findings) -> Option<Recommendations> {
        let mut fields = Fields::of(node, "a set of recommendations", findings)?;
        fields.required("effective", findings);
        let effective = fields.date("effective", findings);
        fields.required("list", findings);
        let items = fields.list("list", findings);
        let list: Vec<Recommendation> = items.iter().filter_map(|item| Recommendation::read(item, findings)).collect();
        let themes = fields.text("themes", findings);
        let span = fields.span;
        let faulty = list.len() < items.len();
        fields.finish(findings);
        Some(Recommendations { effective: effective?, list, themes, span, faulty })
    }
}

impl Recommendations {
    /// Makes the proposed names known to the text of the review: `{{ priority.ID }}` of one that is
    /// no priority yet, and `{{ priority.ID.proposed }}` of one that is renamed.
    pub fn register(&self, register: &mut Register, findings: &mut Findings) {
        for one in &self.list {
            if let Decision::Rename { id, to } = &one.decision {
                register.add_fact(format!("priority.{}.proposed", id.value), Fact::Words(to.words.clone()));
            }
            let Some(new) = one.decision.brings() else { continue };
            if register.name(Kind::Priority, &new.id.value).is_none() {
                let (long, span) = (new.name.words.clone(), new.name.span);
                let name = Name { long, short: None, facts: BTreeMap::new(), span };
                register.add_name(Kind::Priority, &new.id, name, findings);
            }
        }
    }
}

impl Recommendation {
    fn read(node: &Node, findings: &mut Findings) -> Option<Recommendation> {
        let mut fields = Fields::of(node, "a recommendation", findings)?;
        let told = DECISIONS.iter().filter(|key| fields.has(key)).count();
        let blank = DECISIONS.into_iter().find(|key| told == 0 && fields.is_blank(key));
        let decision = Decision::read(&mut fields, findings);
        if let Some(key) = blank {
            fields.required(key, findings);
        }
        let reason = fields.required_text("reason", findings);
        let span = fields.span;
        let before = findings.len();
        fields.finish(findings);
        // A key with a slip in it may be the one that decides.
        let misspelt = findings.iter().skip(before).any(|finding| finding.code == "unknown-key");
        if told != 1 && blank.is_none() && !(told == 0 && misspelt) {
            let message = match told {
                0 => "this recommendation decides nothing",
                _ => "this recommendation decides two things at once",
            };
            findings
                .push(Diagnostic::error("mixed-recommendation", span, message).help(
                    "give each recommendation one of `keep`, `merge`, `add`, `rename` or `drop`, and its reason",
                ));
            return None;
        }
        Some(Recommendation { decision: decision?, reason: reason?, span })
    }
}

impl Decision {
    fn read(fields: &mut Fields<'_>, findings: &mut Findings) -> Option<Decision> {
        let keep = ids(fields, "keep", findings);
        let merge = ids(fields, "merge", findings);
        let into = fields.node("into").and_then(|node| NewPriority::read(node, findings));
        let add = fields.node("add").and_then(|node| NewPriority::read(node, findings));
        let rename = fields.text("rename", findings);
        let to = fields.text("to", findings);
        let dropped = ids(fields, "drop", findings);
        if let Some(of) = merge {
            if !fields.has("into") {
                fields.required("into", findings);
            }
            return Some(Decision::Merge { of, into: into? });
        }
        if let Some(id) = rename {
            if to.is_none() && !fields.has("to") {
                fields.required("to", findings);
            }
            return Some(Decision::Rename { id: id.spanned(), to: to? });
        }
        keep.map(Decision::Keep).or(add.map(Decision::Add)).or(dropped.map(Decision::Drop))
    }
}

impl NewPriority {
    fn read(node: &Node, findings: &mut Findings) -> Option<NewPriority> {
        let mut fields = Fields::of(node, "a proposed priority", findings)?;
        let id = fields.id(findings);
        let name = fields.required_text("name", findings);
        let includes = fields.texts("includes", findings);
        fields.finish(findings);
        Some(NewPriority { id: id?, name: name?, includes })
    }
}

/// The ids of a key, one or a list of them; `None` if the key is absent or has a fault.
fn ids(fields: &mut Fields<'_>, key: &'static str, findings: &mut Findings) -> Option<Vec<Spanned<String>>> {
    let node = fields.node(key)?;
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        Value::Empty | Value::Text(_) | Value::Map(_) => std::slice::from_ref(node),
    };
    if items.is_empty() {
        findings.push(
            Diagnostic::error("missing-field", node.span, format!("`{key}` names no priority"))
                .help("write the id of a priority between the brackets, or take the recommendation out"),
        );
    }
    let mut ids = Vec::new();
    for item in items {
        let Some(text) = as_text(item, &format!("an item of `{key}`"), findings) else { continue };
        if is_id(&text.words) {
            ids.push(text.spanned());
            continue;
        }
        findings.push(
            Diagnostic::error("bad-id", text.span, format!("`{}` cannot be an id", text.words))
                .help("write the id of a priority as it stands in data/priorities.yaml"),
        );
    }
    (!ids.is_empty() && ids.len() == items.len()).then_some(ids)
}
