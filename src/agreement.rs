//! All kinds of content assembled into one agreement, and composed into one document.

mod blocks;
mod companions;
mod composing;
mod files;
mod names;
mod registering;
mod standings;
#[cfg(test)]
mod tests;

pub use files::SETTINGS;
pub use names::{Kind, Named};
pub use standings::Standing;

use files::{Single, shelf, single, strays};

use std::collections::BTreeMap;

use crate::content::actions::Actions;
use crate::content::annual_cycle::AnnualCycle;
use crate::content::assessments::Assessments;
use crate::content::bodies::Bodies;
use crate::content::companion::Companion;
use crate::content::directorates::Directorates;
use crate::content::duties::Duties;
use crate::content::glossary::Glossary;
use crate::content::governance::Governance;
use crate::content::horizon::Horizon;
use crate::content::indicators::{INDICATORS, Indicators};
use crate::content::legislation::Legislation;
use crate::content::morile::Morile;
use crate::content::part::{PartSource, read_text};
use crate::content::plans::Plans;
use crate::content::police_and_crime_plan::PoliceAndCrimePlan;
use crate::content::priorities::Priorities;
use crate::content::priorities::recommendations::Recommendations;
use crate::content::settings::{Place, Settings};
use crate::content::sources::Sources;
use crate::content::version_control::VersionControl;
use crate::diagnostic::Diagnostic;
use crate::document::{Edition, Role};
use crate::parse::fields::Findings;
use crate::parse::yaml;
use crate::source::{FileId, Files, Root};

/// A kind of data with the file that it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Data<T> {
    /// The file.
    pub file: FileId,
    /// What is in it.
    pub value: T,
    /// The same as a tree.
    pub tree: yaml::Node,
}

/// The id of the agreement among the documents of a family.
pub const AGREEMENT: &str = "agreement";

/// An agreement as its editors wrote it, or a document beside it with the same data.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// Its id among the documents of the family: `agreement`, or the name of its folder.
    pub id: String,
    /// `document.yaml`, if it is a document beside the agreement.
    pub companion: Option<Data<Companion>>,
    /// `agreement.yaml`.
    pub settings: Option<Data<Settings>>,
    /// `version-control.yaml`.
    pub version_control: Option<Data<VersionControl>>,
    /// `data/bodies.yaml`.
    pub bodies: Option<Data<Bodies>>,
    /// `data/plans.yaml`.
    pub plans: Option<Data<Plans>>,
    /// `data/legislation.yaml`.
    pub legislation: Option<Data<Legislation>>,
    /// `data/glossary.yaml`.
    pub glossary: Option<Data<Glossary>>,
    /// `data/priorities.yaml`.
    pub priorities: Option<Data<Priorities>>,
    /// `data/police-and-crime-plan.yaml`.
    pub police_and_crime_plan: Option<Data<PoliceAndCrimePlan>>,
    /// `data/governance.yaml`.
    pub governance: Option<Data<Governance>>,
    /// `data/assessments.yaml`.
    pub assessments: Option<Data<Assessments>>,
    /// `data/morile.yaml`.
    pub morile: Option<Data<Morile>>,
    /// `data/horizon.yaml`.
    pub horizon: Option<Data<Horizon>>,
    /// `data/sources.yaml`.
    pub sources: Option<Data<Sources>>,
    /// `data/actions.yaml`.
    pub actions: Option<Data<Actions>>,
    /// `data/indicators.yaml`.
    pub indicators: Option<Data<Indicators>>,
    /// `data/annual-cycle.yaml`.
    pub annual_cycle: Option<Data<AnnualCycle>>,
    /// `data/directorates.yaml`.
    pub directorates: Option<Data<Directorates>>,
    /// What the document recommends for the priorities, if it is a review.
    pub recommendations: Option<Recommendations>,
    /// `data/duties.yaml`.
    pub duties: Option<Data<Duties>>,
    /// The foreword.
    pub foreword: Option<PartSource>,
    /// The chapters in order.
    pub chapters: Vec<PartSource>,
    /// The appendices in order.
    pub appendices: Vec<PartSource>,
    /// The contact page.
    pub contact: Option<PartSource>,
    /// The files of data by what became of them.
    pub state: BTreeMap<&'static str, State>,
    /// Whether a part could not be read at all, so that nobody knows its ids.
    pub incomplete: bool,
}

/// What became of a file of data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// There is none.
    Absent,
    /// It could not be read, or the ids in it could not.
    Unread,
    /// Some of its entries have faults.
    Faulty,
    /// It is as it should be.
    Sound,
}

/// Reads the files of data, and keeps what became of each.
struct Reader<'a> {
    files: &'a Files,
    findings: Findings,
    state: BTreeMap<&'static str, State>,
}

impl<'a> Reader<'a> {
    fn new(files: &'a Files) -> Self {
        Reader { files, findings: Findings::new(), state: BTreeMap::new() }
    }

    /// A file that no other counts on.
    fn file<T>(&mut self, path: &str, read: fn(&yaml::Node, &mut Findings) -> T) -> Option<Data<T>> {
        let file = self.files.find(Root::Content, path)?;
        let tree = read_text(self.files, file, &mut self.findings).and_then(|text| {
            let (tree, mut found) = yaml::parse(text, file, 0);
            self.findings.append(&mut found);
            tree
        });
        tree.map(|tree| Data { file, value: read(&tree, &mut self.findings), tree })
    }

    fn data<T>(&mut self, path: &'static str, read: fn(&yaml::Node, &mut Findings) -> T) -> Option<Data<T>> {
        if self.files.find(Root::Content, path).is_none() {
            self.state.insert(path, State::Absent);
            return None;
        }
        let before = std::mem::take(&mut self.findings);
        let data = self.file(path, read);
        let mut findings = std::mem::replace(&mut self.findings, before);
        let state = match &data {
            None => State::Unread,
            Some(_) if !findings.iter().any(Diagnostic::is_error) => State::Sound,
            // Nobody knows what its entries are called, so no reference to them is at fault.
            Some(data)
                if !has_ids(&data.tree)
                    || findings.iter().any(|found| matches!(found.code, "bad-id" | "missing-id")) =>
            {
                State::Unread
            }
            Some(_) => State::Faulty,
        };
        self.state.insert(path, state);
        self.findings.append(&mut findings);
        data
    }
}

impl Agreement {
    /// Reads every file of the content folder.
    pub fn read(files: &Files) -> (Agreement, Findings) {
        let mut reader = Reader::new(files);
        let settings = reader.data("agreement.yaml", Settings::read);
        let version_control = reader.data("version-control.yaml", VersionControl::read);
        let bodies = reader.data("data/bodies.yaml", Bodies::read);
        let plans = reader.data("data/plans.yaml", Plans::read);
        let legislation = reader.data("data/legislation.yaml", Legislation::read);
        let glossary = reader.data("data/glossary.yaml", Glossary::read);
        let priorities = reader.data("data/priorities.yaml", Priorities::read);
        // A document shows the list of its own day.
        let day = version_control.as_ref().and_then(|data| data.value.edition()).map(|edition| edition.date);
        let priorities = priorities.map(|data| Data { value: data.value.as_at(day), ..data });
        let police_and_crime_plan = reader.data("data/police-and-crime-plan.yaml", PoliceAndCrimePlan::read);
        let governance = reader.data("data/governance.yaml", Governance::read);
        let assessments = reader.data("data/assessments.yaml", Assessments::read);
        let morile = reader.data("data/morile.yaml", Morile::read);
        let horizon = reader.data("data/horizon.yaml", Horizon::read);
        let sources = reader.data("data/sources.yaml", Sources::read);
        let actions = reader.data("data/actions.yaml", Actions::read);
        let mut indicators = reader.data(INDICATORS, Indicators::read);
        let annual_cycle = reader.data("data/annual-cycle.yaml", AnnualCycle::read);
        let directorates = reader.data("data/directorates.yaml", Directorates::read);
        let duties = reader.data("data/duties.yaml", Duties::read);
        let Reader { mut findings, mut state, .. } = reader;
        if let Some(data) = &mut indicators {
            let before = findings.len();
            data.value.read_values(files, &mut findings);
            if findings.len() > before {
                state.entry(INDICATORS).and_modify(|state| {
                    if *state == State::Sound {
                        *state = State::Faulty;
                    }
                });
            }
        }
        let found = &mut findings;
        let foreword = single(files, "foreword.md", "foreword", Role::Front, found);
        let chapters = shelf(files, "chapters/", Role::Chapter, found);
        let appendices = shelf(files, "appendices/", Role::Appendix, found);
        let contact = single(files, "contact.md", "contact", Role::Back, found);
        let incomplete = [&foreword, &contact].iter().any(|part| part.is_unread())
            || chapters.iter().chain(&appendices).any(Single::is_unread);
        // What is missing because its file has the wrong name is told of that file.
        for path in strays(files, found) {
            state.insert(path, State::Unread);
        }
        let agreement = Agreement {
            id: AGREEMENT.to_owned(),
            companion: None,
            recommendations: None,
            settings,
            version_control,
            bodies,
            plans,
            legislation,
            glossary,
            priorities,
            police_and_crime_plan,
            governance,
            assessments,
            morile,
            horizon,
            sources,
            actions,
            indicators,
            annual_cycle,
            directorates,
            duties,
            foreword: foreword.part(),
            chapters: chapters.into_iter().filter_map(Single::part).collect(),
            appendices: appendices.into_iter().filter_map(Single::part).collect(),
            contact: contact.part(),
            state,
            incomplete,
        };
        if let Some(data) = &agreement.settings {
            let present = [
                (Place::Foreword, agreement.foreword.is_some()),
                (Place::Chapters, !agreement.chapters.is_empty()),
                (Place::Appendices, !agreement.appendices.is_empty()),
                (Place::Contact, agreement.contact.is_some()),
            ];
            data.value
                .check_order(present.into_iter().filter(|(_, there)| *there).map(|(place, _)| place), &mut findings);
        }
        (agreement, findings)
    }

    /// The edition in `files`, for which nothing but version control is read.
    pub fn edition(files: &Files) -> Option<Edition> {
        Agreement::editions(files)?.edition()
    }

    /// The editions that version control lists, for which nothing else is read.
    pub fn editions(files: &Files) -> Option<VersionControl> {
        let mut reader = Reader::new(files);
        reader.data("version-control.yaml", VersionControl::read).map(|data| data.value)
    }

    /// Every file of data that could be read, by its path, as a tree.
    pub fn trees(&self) -> Vec<(&'static str, &yaml::Node)> {
        let trees = [
            ("agreement.yaml", self.settings.as_ref().map(|data| &data.tree)),
            (SETTINGS, self.companion.as_ref().map(|data| &data.tree)),
            ("version-control.yaml", self.version_control.as_ref().map(|data| &data.tree)),
            ("data/bodies.yaml", self.bodies.as_ref().map(|data| &data.tree)),
            ("data/plans.yaml", self.plans.as_ref().map(|data| &data.tree)),
            ("data/legislation.yaml", self.legislation.as_ref().map(|data| &data.tree)),
            ("data/glossary.yaml", self.glossary.as_ref().map(|data| &data.tree)),
            ("data/priorities.yaml", self.priorities.as_ref().map(|data| &data.tree)),
            ("data/police-and-crime-plan.yaml", self.police_and_crime_plan.as_ref().map(|data| &data.tree)),
            ("data/governance.yaml", self.governance.as_ref().map(|data| &data.tree)),
            ("data/assessments.yaml", self.assessments.as_ref().map(|data| &data.tree)),
            ("data/morile.yaml", self.morile.as_ref().map(|data| &data.tree)),
            ("data/horizon.yaml", self.horizon.as_ref().map(|data| &data.tree)),
            ("data/sources.yaml", self.sources.as_ref().map(|data| &data.tree)),
            ("data/actions.yaml", self.actions.as_ref().map(|data| &data.tree)),
            ("data/indicators.yaml", self.indicators.as_ref().map(|data| &data.tree)),
            ("data/annual-cycle.yaml", self.annual_cycle.as_ref().map(|data| &data.tree)),
            ("data/directorates.yaml", self.directorates.as_ref().map(|data| &data.tree)),
            ("data/duties.yaml", self.duties.as_ref().map(|data| &data.tree)),
        ];
        trees.into_iter().filter_map(|(file, tree)| Some((file, tree?))).collect()
    }

    /// Every part in prose.
    pub fn parts(&self) -> impl Iterator<Item = &PartSource> {
        self.foreword.iter().chain(&self.chapters).chain(&self.appendices).chain(&self.contact)
    }
}

/// Whether any entry of a file has an id.
fn has_ids(tree: &yaml::Node) -> bool {
    match &tree.value {
        yaml::Value::Empty | yaml::Value::Text(_) => false,
        yaml::Value::List(items) => items.iter().any(has_ids),
        yaml::Value::Map(entries) => entries.iter().any(|(key, value)| key.value == "id" || has_ids(value)),
    }
}
