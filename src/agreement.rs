//! All kinds of content assembled into one agreement, and composed into one document.

mod blocks;
mod companions;
mod files;
mod names;
mod standings;
#[cfg(test)]
mod tests;

pub use names::{Kind, Named};
pub use standings::Standing;

use blocks::uses;
use files::{Single, shelf, single, strays};

use std::collections::BTreeMap;

use crate::compose::glyphs::Glyphs;
use crate::compose::lengths;
use crate::compose::register::Register;
use crate::compose::{Composer, words};
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
use crate::content::indicators::Indicators;
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
use crate::document::{BlockKind, Document, Edition, Meta, Motif, Opening, Part, Role};
use crate::parse::fields::Findings;
use crate::parse::yaml;
use crate::source::{FileId, Files, Root, Span};
use crate::typeface::Typefaces;
use crate::typography;

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
            Some(_) if findings.is_empty() => State::Sound,
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
        let mut indicators = reader.data("data/indicators.yaml", Indicators::read);
        let annual_cycle = reader.data("data/annual-cycle.yaml", AnnualCycle::read);
        let directorates = reader.data("data/directorates.yaml", Directorates::read);
        let duties = reader.data("data/duties.yaml", Duties::read);
        let Reader { mut findings, mut state, .. } = reader;
        if let Some(data) = &mut indicators {
            data.value.read_values(files, &mut findings);
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
            state.entry(path).and_modify(|state| *state = State::Unread);
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

    /// Every part in prose, in the order of the document.
    fn prose_parts(&self, order: &[Place]) -> Vec<&PartSource> {
        let mut parts = Vec::new();
        for place in order {
            match place {
                Place::Foreword => parts.extend(&self.foreword),
                Place::Chapters => parts.extend(&self.chapters),
                Place::Appendices => parts.extend(&self.appendices),
                Place::Contact => parts.extend(&self.contact),
                Place::Cover | Place::VersionControl | Place::Contents => {}
            }
        }
        parts
    }

    /// What the data knows by name; ids that stand twice are findings.
    pub fn register(&self, findings: &mut Findings) -> Register {
        let mut register = Register::default();
        // Destructured without `..`, so that a new kind cannot be forgotten here.
        let Agreement {
            id: _,
            companion,
            settings,
            version_control,
            bodies,
            plans,
            legislation,
            glossary,
            priorities,
            police_and_crime_plan,
            governance: _,
            assessments,
            morile,
            horizon,
            sources,
            actions,
            indicators,
            annual_cycle,
            directorates,
            recommendations,
            duties,
            foreword: _,
            chapters: _,
            appendices: _,
            contact: _,
            state,
            incomplete: _,
        } = self;
        for (file, state) in state {
            match state {
                State::Absent => register.absent(file),
                State::Unread => register.unread(file),
                State::Faulty => register.faulty(file),
                State::Sound => {}
            }
        }
        for (file, tree) in self.trees() {
            write_ids(file, tree, &mut register);
        }
        if let Some(data) = settings {
            data.value.register(&mut register);
        }
        if let Some(data) = version_control {
            data.value.register(&mut register);
        }
        if let Some(data) = companion {
            data.value.register(&mut register);
        }
        if let Some(data) = bodies {
            data.value.register(&mut register, findings);
        }
        if let Some(data) = plans {
            data.value.register(&mut register, findings);
        }
        if let Some(data) = legislation {
            data.value.register(&mut register, findings);
        }
        if let Some(data) = glossary {
            data.value.register(&mut register, findings);
        }
        if let Some(data) = priorities {
            data.value.register(&mut register, findings);
        }
        // The police priorities of another time are not those of the document's own.
        if let Some(data) = police_and_crime_plan.as_ref().filter(|data| self.is_in_force(data.value.plan.as_ref())) {
            data.value.register(&mut register, findings);
        }
        if let Some(data) = assessments {
            data.value.register(self.day(), &mut register, findings);
        }
        if let Some(data) = morile {
            data.value.register(&mut register);
        }
        if let Some(data) = horizon {
            data.value.register(&mut register);
        }
        if let Some(recommended) = recommendations {
            recommended.register(&mut register, findings);
        }
        // Sources before the indicators, which name them.
        if let Some(data) = sources {
            data.value.register(&mut register, findings);
        }
        if let Some(data) = indicators {
            data.value.register(&mut register, findings);
        }
        if let Some(data) = actions {
            data.value.register(&mut register, findings);
        }
        if let Some(data) = annual_cycle {
            data.value.register(&register, findings);
        }
        if let Some(data) = directorates {
            data.value.register(&mut register, findings);
        }
        if let Some(data) = duties {
            data.value.register(&register, findings);
        }
        register
    }

    /// Every file of data that could be read, by its path, as a tree.
    pub fn trees(&self) -> Vec<(&'static str, &yaml::Node)> {
        let trees = [
            ("agreement.yaml", self.settings.as_ref().map(|data| &data.tree)),
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

    fn check_glyphs(&self, files: &Files, typefaces: &Typefaces, findings: &mut Findings) {
        let mut glyphs = Glyphs::new(files, typefaces);
        self.trees().into_iter().for_each(|(_, tree)| glyphs.data(tree));
        for part in self.parts() {
            glyphs.data(&part.front_matter);
            glyphs.prose(&part.prose);
        }
        findings.append(&mut glyphs.findings);
    }

    /// Composes the document; `None` if something is missing that every document needs.
    ///
    /// A document may come with findings; with an error among them it must not be published.
    pub fn compose(&self, files: &Files, typefaces: &Typefaces) -> (Option<Document>, Findings) {
        let mut findings = Findings::new();
        self.check_glyphs(files, typefaces, &mut findings);
        let register = self.register(&mut findings);
        let order = self.order();
        let sources = self.prose_parts(&order);
        let mut composer = Composer::new(&register, typefaces, files, self, uses(&sources));
        composer.incomplete = self.incomplete;
        let outlines = self.outlines(&order, files, &mut composer);
        outlines.iter().for_each(|(part, source)| composer.declare_part(part, source.map(|source| source.file)));
        self.duties.iter().filter(|_| self.companion.is_none()).for_each(|data| data.value.check_parts(&mut composer));
        let mut parts = Vec::new();
        for (mut part, source) in outlines {
            composer.begin_part(&part.id);
            part.blocks = match (source, &self.version_control) {
                (Some(source), _) => source.compose(&mut composer),
                (None, _) if part.role == Role::Contents => vec![composer.plain(BlockKind::Contents, part.origin)],
                (None, Some(data)) => data.value.compose_table(data.file, &mut composer),
                (None, None) => Vec::new(),
            };
            parts.push(part);
        }
        let opening = self.companion.as_ref().map_or(Opening::Cover, |data| data.value.opening(&mut composer));
        let (footnotes, mut found) = composer.finish(&mut parts);
        findings.append(&mut found);
        let Some(Data { value: settings, .. }) = &self.settings else { return (None, findings) };
        let publisher = self.companion.as_ref().and_then(|data| data.value.publisher.as_ref());
        let publisher = publisher.unwrap_or(&settings.partnership);
        let partnership = register
            .expect(crate::compose::register::Kind::Body, &publisher.spanned(), &mut findings)
            .map_or_else(|| publisher.words.clone(), |name| name.long.clone());
        // The partners of an edition stand on its cover; those of another day are not known.
        let partners = match &self.companion {
            None => settings.partners(&register, files, &mut findings),
            Some(_) => Vec::new(),
        };
        let edition = match &self.companion {
            Some(data) => data.value.edition(),
            None => self.version_control.as_ref().and_then(|data| data.value.edition()),
        };
        let Some((edition, palette)) = edition.zip(settings.palette) else { return (None, findings) };
        let (title, short_title, description) = match &self.companion {
            Some(Data { value: own, .. }) => (&own.title, &own.short_title, &own.description),
            None => (&settings.title, &settings.short_title, &settings.description),
        };
        let meta = Meta {
            title: title.words.clone(),
            short_title: short_title.as_ref().unwrap_or(title).words.clone(),
            files_named: if self.companion.is_some() { self.id.clone() } else { title.words.clone() },
            description: description.words.clone(),
            language: settings.language.words.clone(),
            area: settings.area.words.clone(),
            partnership,
            partners,
            edition,
            palette,
            motif: self.motif(),
            opening,
        };
        let mut document = Document {
            meta,
            parts,
            footnotes,
            since: None,
            superseded: None,
            sought: std::collections::BTreeSet::new(),
        };
        findings.extend(lengths::too_long(&document));
        typography::set(&mut document);
        (Some(document), findings)
    }

    /// Whether a plan is in force on the day of a document beside the agreement, as far as its period says.
    fn is_in_force(&self, plan: Option<&yaml::Text>) -> bool {
        let day = self.companion.as_ref().and_then(|_| self.day());
        let known = self.plans.iter().flat_map(|data| &data.value.plans);
        let plan = plan.and_then(|id| known.into_iter().find(|plan| plan.id.value == id.words));
        match (day, plan.and_then(|plan| plan.period)) {
            (Some(day), Some((first, last))) => {
                u32::try_from(day.year).is_ok_and(|year| (first..=last).contains(&year))
            }
            _ => true,
        }
    }

    /// What the cover shows: the priorities and themes, or the directorates of a document about these.
    fn motif(&self) -> Motif {
        let kind = self.companion.as_ref().and_then(|data| data.value.kind);
        match &self.directorates {
            Some(data) if kind.is_some_and(|kind| !kind.shows_priorities) => {
                Motif { threads: data.value.directorates.len(), bands: 0 }
            }
            _ => self.priorities.as_ref().map(|data| data.value.motif()).unwrap_or_default(),
        }
    }

    /// Where its parts stand; a document beside the agreement has its sections alone, and a list of
    /// contents after its cover.
    fn order(&self) -> Vec<Place> {
        match (&self.companion, &self.settings) {
            (None, settings) => settings.as_ref().map_or_else(Settings::usual_order, |data| data.value.order.clone()),
            (Some(data), _) if data.value.kind.is_some_and(|kind| kind.cover) => vec![Place::Contents, Place::Chapters],
            (Some(_), _) => vec![Place::Chapters],
        }
    }

    /// The parts in order, without their blocks, each with its source if it has one.
    fn outlines(
        &self,
        order: &[Place],
        files: &Files,
        composer: &mut Composer<'_>,
    ) -> Vec<(Part, Option<&PartSource>)> {
        let file = self.version_control.as_ref().map_or_else(|| files.content_folder(), |data| data.file);
        let made = |id: &str, role: Role, title: &str| {
            let part = Part {
                id: id.to_owned(),
                role,
                number: None,
                title: words(title),
                short_title: None,
                numbered: false,
                blocks: Vec::new(),
                origin: Span::whole(file),
            };
            (part, None)
        };
        let mut parts = Vec::new();
        for place in order {
            match place {
                Place::Cover => {}
                Place::VersionControl => parts.push(made("version-control", Role::Front, "Version Control")),
                Place::Contents => parts.push(made("contents", Role::Contents, "Contents")),
                Place::Foreword => parts.extend(written(&self.foreword, composer)),
                Place::Chapters => parts.extend(written(&self.chapters, composer)),
                Place::Appendices => parts.extend(written(&self.appendices, composer)),
                Place::Contact => parts.extend(written(&self.contact, composer)),
            }
        }
        parts
    }
}

/// The parts of some sources, without their blocks.
fn written<'s>(
    sources: impl IntoIterator<Item = &'s PartSource>,
    composer: &mut Composer<'_>,
) -> Vec<(Part, Option<&'s PartSource>)> {
    sources.into_iter().map(|source| (source.outline(composer), Some(source))).collect()
}

/// Whether any entry of a file has an id.
fn has_ids(tree: &yaml::Node) -> bool {
    match &tree.value {
        yaml::Value::Empty | yaml::Value::Text(_) => false,
        yaml::Value::List(items) => items.iter().any(has_ids),
        yaml::Value::Map(entries) => entries.iter().any(|(key, value)| key.value == "id" || has_ids(value)),
    }
}

/// Makes every id of a file known, so that an entry with a fault is not also said to be missing.
fn write_ids(file: &str, tree: &yaml::Node, register: &mut Register) {
    match &tree.value {
        yaml::Value::Empty | yaml::Value::Text(_) => {}
        yaml::Value::List(items) => items.iter().for_each(|item| write_ids(file, item, register)),
        yaml::Value::Map(entries) => {
            for (key, value) in entries {
                match &value.value {
                    yaml::Value::Text(text) if key.value == "id" => register.written(file, &text.words),
                    yaml::Value::Text(_) | yaml::Value::Empty => {}
                    yaml::Value::List(_) | yaml::Value::Map(_) => write_ids(file, value, register),
                }
            }
        }
    }
}
