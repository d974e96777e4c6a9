//! The recommendations of a review as a table, and as diagrams before and after.

use super::super::Priorities;
use super::super::diagram::{View, entry};
use super::proposed::listed;
use super::{Decision, Recommendation, Recommendations};
use crate::compose::{Composer, Setting, column, words};
use crate::document::{Block, BlockKind, Inline, Row};
use crate::parse::prose::Call;

impl Recommendations {
    /// `{{ recommendations }}`: each recommendation with its reason, and what becomes of the themes.
    pub fn compose_table(&self, priorities: &Priorities, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let mut rows = Vec::new();
        for (index, one) in self.list.iter().enumerate() {
            let said = self.said(one, priorities, composer);
            let said = composer.plain(BlockKind::Paragraph(said), one.span);
            let reason = composer.text(&one.reason, Setting::Running);
            let reason = composer.plain(BlockKind::Paragraph(reason), one.reason.span);
            let key = one.decision.on().first().or(one.decision.brings().map(|new| &new.id));
            let key = key.map_or_else(|| format!("recommendation-{}", index + 1), |id| id.value.clone());
            rows.push(Row { key, cells: vec![vec![said], vec![reason]], origin: one.span });
        }
        let from = self.effective.value.long();
        let caption = composer.call_caption(call, |_| words(format!("Recommendations on the priorities from {from}")));
        let id = composer.call_id(call);
        let columns = vec![column("Recommendation", 1), column("Reason", 1)];
        let mut blocks = vec![composer.table(id.as_ref(), call.span, caption, columns, true, rows)];
        if let Some(themes) = &self.themes {
            let mut content = words("Cross-cutting themes: ");
            content.extend(composer.text(themes, Setting::Running));
            if !themes.words.trim_end().ends_with(['.', '?', '!']) {
                content.push(Inline::Text(".".to_owned()));
            }
            blocks.push(composer.plain(BlockKind::Paragraph(content), themes.span));
        }
        blocks
    }

    /// `{{ priorities-before }}`: the diagram of the priorities as they are.
    pub fn compose_before(&self, priorities: &Priorities, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        let shown = priorities.priorities.iter().map(|one| (entry(&one.id.value, &one.name.words, None), &one.name));
        let opening = match self.effective.value.day_before() {
            Some(last) => format!("The priorities until {}. ", last.long()),
            None => String::new(),
        };
        let view = View { priorities: shown.collect(), adjective: "present", heading: "", opening };
        priorities.compose_view(&view, call, composer)
    }

    /// `{{ priorities-after }}`: the diagram of those that are proposed, with words for what is new.
    pub fn compose_after(&self, priorities: &Priorities, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        let proposed = self.proposed(priorities);
        let shown = proposed.iter().map(|one| (entry(one.id, &one.name.words, one.standing.remark()), one.name));
        let opening = format!("The priorities proposed from {}. ", self.effective.value.long());
        let view = View { priorities: shown.collect(), adjective: "proposed", heading: "Proposed", opening };
        priorities.compose_view(&view, call, composer)
    }

    /// A recommendation as a phrase: "Merge Violent Crime and Acquisitive Crime into one priority, …".
    fn said(&self, one: &Recommendation, priorities: &Priorities, composer: &mut Composer<'_>) -> Vec<Inline> {
        let names: Vec<&str> = one.decision.on().iter().map(|id| self.name_of(&id.value, priorities)).collect();
        let as_what = if names.len() == 1 { "as a priority" } else { "as priorities" };
        let mut said = words(match &one.decision {
            Decision::Keep(_) => format!("Keep {} {as_what}", listed(&names)),
            Decision::Drop(_) => format!("Drop {} {as_what}", listed(&names)),
            Decision::Rename { to, .. } => format!("Rename {} as {}", listed(&names), to.words),
            Decision::Merge { into, .. } => {
                format!("Merge {} into one priority, {}", listed(&names), into.name.words)
            }
            Decision::Add(new) => format!("Add {} as a priority", new.name.words),
        });
        let includes = one.decision.brings().map(|new| new.includes.as_slice()).unwrap_or_default();
        for (index, include) in includes.iter().enumerate() {
            let between = match index {
                0 => ", to include ",
                _ if index + 1 == includes.len() => " and ",
                _ => ", ",
            };
            said.push(Inline::Text(between.to_owned()));
            said.extend(composer.text(include, Setting::Running));
        }
        said
    }
}
