//! Which kind of content draws which block, and where each block is used.

use std::collections::{BTreeMap, BTreeSet};

use super::Agreement;
use super::files::SETTINGS;
use crate::compose::contact::Contact;
use crate::compose::{Composer, DataBlocks, NOTES};
use crate::content::assessments::Assessment;
use crate::content::companion::{RECOMMENDATIONS, missing};
use crate::content::csv_table;
use crate::content::part::PartSource;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind};
use crate::parse::fields::Findings;
use crate::parse::prose::{Call, NodeKind, PieceKind};
use crate::parse::yaml::Node;
use crate::source::{FileId, Files};
use crate::typeface::Typefaces;

/// The blocks that data can be asked for, and what each needs.
const BLOCKS: [(&str, &str); 30] = [
    ("priority-diagram", "data/priorities.yaml"),
    ("priority-list", "data/priorities.yaml"),
    ("priorities-and-themes", "data/priorities.yaml"),
    ("priority-includes", "data/priorities.yaml"),
    ("priority-tables", "data/priorities.yaml"),
    ("leads", "data/priorities.yaml"),
    ("governance-diagram", "data/governance.yaml"),
    ("bodies", "data/bodies.yaml"),
    ("plans", "data/plans.yaml"),
    ("strategic-assessments", "data/assessments.yaml"),
    ("assessment-matrix", "data/assessments.yaml"),
    ("other-issues", "data/assessments.yaml"),
    ("morile", "data/morile.yaml"),
    ("horizon-scanning", "data/horizon.yaml"),
    ("police-and-crime-plan", "data/police-and-crime-plan.yaml"),
    ("actions", "data/actions.yaml"),
    ("action-totals", "data/actions.yaml"),
    ("action-chart", "data/actions.yaml"),
    ("indicator", "data/indicators.yaml"),
    ("annual-cycle", "data/annual-cycle.yaml"),
    ("services", "data/directorates.yaml"),
    ("directorates", "data/directorates.yaml"),
    ("organisation-diagram", "data/directorates.yaml"),
    ("duties", "data/duties.yaml"),
    ("contact", "agreement.yaml"),
    ("recommendations", SETTINGS),
    ("priorities-before", SETTINGS),
    ("priorities-after", SETTINGS),
    ("recommendation", SETTINGS),
    ("attachments", SETTINGS),
];

impl DataBlocks for Agreement {
    fn compose(&self, call: &Call, composer: &mut Composer<'_>) -> Option<Vec<Block>> {
        let priorities = self.priorities.as_ref().map(|data| &data.value);
        let assessments = self.assessments.as_ref().map(|data| &data.value);
        let review = self.recommendations.as_ref().zip(priorities);
        let actions = self.actions.as_ref().map(|data| &data.value);
        let directorates = self.directorates.as_ref().map(|data| &data.value);
        let named: Vec<_> = priorities
            .iter()
            .flat_map(|data| &data.priorities)
            .map(|one| (one.id.value.clone(), one.name.words.clone(), one.name.span))
            .collect();
        // Without the priorities, of which that is told, nobody knows in what order the actions stand.
        let unordered = named.is_empty() && composer.register.is_unread("data/priorities.yaml");
        let day = self.day();
        let made = match call.name.value.as_str() {
            "priority-diagram" => priorities.map(|data| data.compose_diagram(call, composer)),
            "priority-includes" => priorities.map(|data| data.compose_includes(call, composer)),
            "priority-tables" => priorities.map(|data| data.compose_tables(call, composer)),
            "priority-list" => priorities.map(|data| data.compose_list(call, composer)),
            "priorities-and-themes" => priorities.map(|data| data.compose_side_by_side(call, composer)),
            "leads" => priorities.map(|data| data.compose_leads(call, composer)),
            "governance-diagram" => self.governance.as_ref().map(|data| data.value.compose_diagram(call, composer)),
            "bodies" => self.bodies.as_ref().map(|data| data.value.compose_bodies(call, composer)),
            "plans" => self.plans.as_ref().map(|data| data.value.compose_plans(call, composer)),
            "strategic-assessments" => assessments.map(|data| data.compose_totals(call, day, composer)),
            "assessment-matrix" => assessments.map(|data| data.compose_matrix(call, day, composer)),
            "other-issues" => assessments.map(|data| data.compose_other_issues(call, day, composer)),
            "morile" => self.morile.as_ref().map(|data| data.value.compose_morile(call, composer)),
            "horizon-scanning" => self.horizon.as_ref().map(|data| data.value.compose_horizon(call, composer)),
            "police-and-crime-plan" => {
                self.police_and_crime_plan.as_ref().map(|data| data.value.compose_plan(call, composer))
            }
            "actions" | "action-totals" | "action-chart" if unordered => Some(Vec::new()),
            "actions" => actions.map(|data| data.compose_actions(&named, call, day, composer)),
            "action-totals" => actions.map(|data| data.compose_totals(&named, call, composer)),
            "action-chart" => actions.map(|data| data.compose_chart(&named, call, composer)),
            "indicator" => self.indicators.as_ref().map(|data| data.value.compose_indicator(call, composer)),
            "annual-cycle" => self.annual_cycle.as_ref().map(|data| data.value.compose_cycle(call, day, composer)),
            "services" => directorates.map(|data| data.compose_services(call, composer)),
            "directorates" => directorates.map(|data| data.compose_table(call, composer)),
            "organisation-diagram" => directorates.map(|data| data.compose_diagram(call, composer)),
            "recommendations" => review.map(|(review, data)| review.compose_table(data, call, composer)),
            "priorities-before" => review.map(|(review, data)| review.compose_before(data, call, composer)),
            "priorities-after" => review.map(|(review, data)| review.compose_after(data, call, composer)),
            "recommendation" => self.companion.as_ref().map(|data| data.value.compose_recommendation(call, composer)),
            "attachments" => self.companion.as_ref().map(|data| data.value.compose_attachments(call, composer)),
            "contact" if self.own_contact().is_some() => {
                composer.known_options(call, &[]);
                self.own_contact().map(|contact| contact.compose(composer))
            }
            "duties" => self.duties.as_ref().map(|data| data.value.compose_duties(call, composer)),
            "contact" => self.settings.as_ref().map(|data| data.value.compose_contact(call, composer)),
            "version-control" => self.version_control.as_ref().map(|data| data.value.compose_call(call, composer)),
            "contents" => {
                composer.known_options(call, &[]);
                Some(vec![composer.plain(BlockKind::Contents, call.span)])
            }
            "table" => Some(csv_table::compose_table(call, composer)),
            _ => return None,
        };
        Some(made.unwrap_or_else(|| self.unmade(call, composer)))
    }

    fn names(&self) -> Vec<&'static str> {
        BLOCKS.iter().map(|(name, _)| *name).chain(["version-control", "contents", "table", NOTES]).collect()
    }
}

/// The files of data that only some documents print, so that each is judged with those that do.
const OF_SOME: [&str; 5] = [
    "data/actions.yaml",
    "data/indicators.yaml",
    "data/annual-cycle.yaml",
    "data/directorates.yaml",
    "data/sources.yaml",
];

impl Agreement {
    /// Says of what a block could not be made, where that is not told already.
    fn unmade(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        let file = BLOCKS.iter().find(|(name, _)| *name == call.name.value).map_or("its file", |(_, file)| file);
        let file = match &self.companion {
            _ if file != SETTINGS => file,
            None => {
                let message =
                    format!("the agreement has no document.yaml, which `{}` shows a part of", call.name.value);
                let finding = Diagnostic::error("nothing-to-show", call.span, message);
                composer.findings.push(finding.help("write this block into a document beside the agreement"));
                return Vec::new();
            }
            Some(data) if data.tree.get(RECOMMENDATIONS).is_none() => {
                let made = missing(call, RECOMMENDATIONS, "`effective:` and `list:`", composer);
                let other = data.value.recommendation.is_some() && call.name.value == RECOMMENDATIONS;
                if let Some(finding) = composer.findings.pop_if(|_| other) {
                    composer.findings.push(finding.help("did you mean {{ recommendation }}?"));
                }
                return made;
            }
            Some(_) if self.recommendations.is_none() => return Vec::new(),
            Some(_) => "data/priorities.yaml",
        };
        if !composer.register.is_unread(file) {
            let wanted = format!("the block `{}`", call.name.value);
            composer.findings.extend(composer.register.missing_file(file, call.span, &wanted));
        }
        Vec::new()
    }

    /// Every file of data that this document may print, by its path, as a tree.
    pub fn printed_trees(&self) -> Vec<(&'static str, &Node)> {
        self.trees().into_iter().filter(|(path, _)| self.prints(path)).collect()
    }

    /// The files that no other document may print, by what is known here: its text, and data of its own.
    pub fn own_files(&self) -> BTreeSet<FileId> {
        let parts = self.parts().map(|part| part.file);
        let trees = self.trees().into_iter().filter(|(path, _)| OF_SOME.contains(path) && self.prints(path));
        let data = trees.map(|(_, tree)| tree.span.file);
        parts.chain(data).chain(self.companion.as_ref().map(|data| data.file)).collect()
    }

    /// Whether a file of data is for all documents, or one that this document asks for.
    fn prints(&self, path: &str) -> bool {
        if !OF_SOME.contains(&path) {
            return true;
        }
        let mut asked = false;
        for part in self.parts() {
            part.prose.for_each_node(&mut |node| {
                asked |= matches!(&node.kind, NodeKind::DataBlock(call)
                    if BLOCKS.iter().any(|(block, file)| *block == call.name.value && *file == path));
            });
            part.prose.for_each_piece(&mut |piece| {
                asked |= path == "data/sources.yaml"
                    && matches!(&piece.kind, PieceKind::Value { path, .. } if path.value.starts_with("source."));
            });
        }
        asked
    }

    /// Whom readers of a document beside the agreement can ask, if it says so itself.
    fn own_contact(&self) -> Option<&Contact> {
        self.companion.as_ref().and_then(|data| data.value.contact.as_ref())
    }

    /// The assessments of a year as CSV for a spreadsheet, and what is wrong with the words in it.
    pub fn assessments_csv(&self, entry: &Assessment, files: &Files, typefaces: &Typefaces) -> (String, Findings) {
        let mut findings = Findings::new();
        let register = self.register(&mut findings);
        // Faults in names elsewhere are for the check to tell.
        findings.retain(|finding| finding.file() == entry.span.file);
        let mut composer = Composer::new(&register, typefaces, files, self, BTreeMap::new());
        let csv = entry.to_csv(&mut composer);
        findings.append(&mut composer.findings);
        (csv, findings)
    }

    /// The first part that asks for a block, such as `leads`.
    pub fn part_with_block(&self, name: &str) -> Option<&PartSource> {
        self.parts_asking(|call| call.name.value == name).next()
    }

    /// The part that draws a file below `data/`, if it is the only one that does.
    pub fn only_part_with(&self, path: &str) -> Option<&PartSource> {
        let of_file = |name: &str| BLOCKS.iter().any(|(block, file)| *block == name && *file == path);
        let csv = |call: &Call| call.name.value == "table" && call.words.first().is_some_and(|word| word.value == path);
        let mut parts = self.parts_asking(|call| of_file(&call.name.value) || csv(call));
        let first = parts.next().filter(|_| path.starts_with("data/"));
        first.filter(|_| parts.next().is_none())
    }

    fn parts_asking(&self, wanted: impl Fn(&Call) -> bool) -> impl Iterator<Item = &PartSource> {
        self.parts().filter(move |part| {
            let mut found = false;
            part.prose.for_each_node(&mut |node| {
                found |= matches!(&node.kind, NodeKind::DataBlock(call) if wanted(call));
            });
            found
        })
    }
}

/// In which part each data block is first used.
pub(super) fn uses(parts: &[&PartSource]) -> BTreeMap<String, String> {
    let mut uses = BTreeMap::new();
    for part in parts {
        part.prose.for_each_node(&mut |node| {
            if let NodeKind::DataBlock(call) = &node.kind {
                uses.entry(call.name.value.clone()).or_insert_with(|| part.id.clone());
            }
        });
    }
    uses
}
