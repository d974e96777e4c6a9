//! Where the agreement counts on a body or a plan by its data, without a word of prose.

use std::collections::BTreeSet;

use super::{Agreement, Kind};
use crate::content::plans::Status;
use crate::parse::prose::{Call, NodeKind};
use crate::parse::yaml::Text;
use crate::source::Span;

/// A place that a body or a plan has in the agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing<'a> {
    /// What has it.
    pub kind: Kind,
    /// The id of what has it.
    pub id: &'a str,
    /// Where that is written.
    pub place: Span,
    /// What it does there: "leads `Road Safety`".
    pub words: String,
}

impl Agreement {
    /// Every place in which a body or a plan stands as one of today, in the order of the files.
    pub fn standings(&self) -> Vec<Standing<'_>> {
        let mut all = Vec::new();
        let body = |id: &Text, words: String| (Kind::Body, id.span, words);
        let mut add = |id, (kind, place, words): (Kind, Span, String)| all.push(Standing { kind, id, place, words });
        if let Some(data) = &self.settings {
            let settings = &data.value;
            add(
                &settings.partnership.words,
                body(&settings.partnership, "is the partnership of this agreement".into()),
            );
            for partner in &settings.partners {
                add(&partner.body.words, body(&partner.body, "is a partner on the cover".into()));
            }
            if let Some(id) = settings.contact.as_ref().and_then(|contact| contact.body.as_ref()) {
                add(&id.words, body(id, "is whom readers are told to ask".into()));
            }
        }
        let calls = self.calls();
        let roles: BTreeSet<&str> = calls
            .iter()
            .filter(|call| call.name.value == "bodies")
            .flat_map(|call| &call.options)
            .filter(|(key, _)| key.value == "role")
            .map(|(_, role)| role.value.as_str())
            .collect();
        for entry in self.bodies.iter().flat_map(|data| &data.value.bodies) {
            for role in entry.roles.iter().filter(|role| roles.contains(role.words.as_str())) {
                add(&entry.id.value, body(role, format!("is listed as `{}`", role.words)));
            }
        }
        for priority in self.priorities.iter().flat_map(|data| &data.value.priorities) {
            if let Some(lead) = &priority.lead {
                add(&lead.body.words, body(&lead.body, format!("leads `{}`", priority.name.words)));
            }
        }
        for node in self.governance.iter().flat_map(|data| &data.value.nodes) {
            if let Some(id) = &node.body {
                add(&id.words, body(id, "has a place in the governance diagram".into()));
            }
        }
        if calls.iter().any(|call| call.name.value == "plans") {
            for plan in self.plans.iter().flat_map(|data| &data.value.plans) {
                if plan.listed && plan.status != Status::Ended {
                    add(&plan.id.value, (Kind::Plan, plan.name.span, "is listed among the plans of today".into()));
                }
            }
        }
        all
    }

    /// Every block from data that a part asks for, in the order of the document.
    pub fn calls(&self) -> Vec<&Call> {
        let mut calls = Vec::new();
        for part in self.parts() {
            part.prose.for_each_node(&mut |node| {
                if let NodeKind::DataBlock(call) = &node.kind {
                    calls.push(call);
                }
            });
        }
        calls
    }
}
