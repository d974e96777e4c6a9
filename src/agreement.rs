//! All kinds of content assembled into one agreement, and composed into one document.

mod blocks;
mod files;

use blocks::uses;
use files::{shelf, single, strays};

use crate::compose::glyphs::Glyphs;
use crate::compose::register::Register;
use crate::compose::{Composer, words};
use crate::content::assessments::Assessments;
use crate::content::bodies::Bodies;
use crate::content::glossary::Glossary;
use crate::content::governance::Governance;
use crate::content::horizon::Horizon;
use crate::content::legislation::Legislation;
use crate::content::morile::Morile;
use crate::content::part::{PartSource, read_text};
use crate::content::plans::Plans;
use crate::content::police_and_crime_plan::PoliceAndCrimePlan;
use crate::content::priorities::Priorities;
use crate::content::settings::{Place, Settings};
use crate::content::version_control::VersionControl;
use crate::document::{BlockKind, Document, Meta, Part, Role};
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

/// An agreement as its editors wrote it.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// `agreement.yaml`.
    pub settings: Option<Data<Option<Settings>>>,
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
    /// The foreword.
    pub foreword: Option<PartSource>,
    /// The chapters in order.
    pub chapters: Vec<PartSource>,
    /// The appendices in order.
    pub appendices: Vec<PartSource>,
    /// The contact page.
    pub contact: Option<PartSource>,
}

fn data<T>(
    files: &Files,
    path: &str,
    findings: &mut Findings,
    read: impl FnOnce(&yaml::Node, &mut Findings) -> T,
) -> Option<Data<T>> {
    let file = files.find(Root::Content, path)?;
    let text = read_text(files, file, findings)?;
    let (tree, mut found) = yaml::parse(text, file, 0);
    findings.append(&mut found);
    let tree = tree?;
    let value = read(&tree, findings);
    Some(Data { file, value, tree })
}

impl Agreement {
    /// Reads every file of the content folder.
    pub fn read(files: &Files) -> (Agreement, Findings) {
        let mut findings = Findings::new();
        let found = &mut findings;
        let agreement = Agreement {
            settings: data(files, "agreement.yaml", found, Settings::read),
            version_control: data(files, "version-control.yaml", found, VersionControl::read),
            bodies: data(files, "data/bodies.yaml", found, Bodies::read),
            plans: data(files, "data/plans.yaml", found, Plans::read),
            legislation: data(files, "data/legislation.yaml", found, Legislation::read),
            glossary: data(files, "data/glossary.yaml", found, Glossary::read),
            priorities: data(files, "data/priorities.yaml", found, Priorities::read),
            police_and_crime_plan: data(files, "data/police-and-crime-plan.yaml", found, PoliceAndCrimePlan::read),
            governance: data(files, "data/governance.yaml", found, Governance::read),
            assessments: data(files, "data/assessments.yaml", found, Assessments::read),
            morile: data(files, "data/morile.yaml", found, Morile::read),
            horizon: data(files, "data/horizon.yaml", found, Horizon::read),
            foreword: single(files, "foreword.md", "foreword", Role::Front, found),
            chapters: shelf(files, "chapters/", Role::Chapter, found),
            appendices: shelf(files, "appendices/", Role::Appendix, found),
            contact: single(files, "contact.md", "contact", Role::Back, found),
        };
        strays(files, found);
        (agreement, findings)
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

    fn register(&self, findings: &mut Findings) -> Register {
        let mut register = Register::default();
        // Destructured without `..`, so that a new kind cannot be forgotten here.
        let Agreement {
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
            foreword: _,
            chapters: _,
            appendices: _,
            contact: _,
        } = self;
        if let Some(Data { value: Some(settings), .. }) = settings {
            settings.register(&mut register);
        }
        if let Some(data) = version_control {
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
        if let Some(data) = police_and_crime_plan {
            data.value.register(&mut register, findings);
        }
        if let Some(data) = assessments {
            data.value.register(&mut register, findings);
        }
        if let Some(data) = morile {
            data.value.register(&mut register);
        }
        if let Some(data) = horizon {
            data.value.register(&mut register);
        }
        register
    }

    fn check_glyphs(&self, files: &Files, typefaces: &Typefaces, findings: &mut Findings) {
        let mut glyphs = Glyphs::new(files, typefaces);
        let trees = [
            self.settings.as_ref().map(|data| &data.tree),
            self.version_control.as_ref().map(|data| &data.tree),
            self.bodies.as_ref().map(|data| &data.tree),
            self.plans.as_ref().map(|data| &data.tree),
            self.legislation.as_ref().map(|data| &data.tree),
            self.glossary.as_ref().map(|data| &data.tree),
            self.priorities.as_ref().map(|data| &data.tree),
            self.police_and_crime_plan.as_ref().map(|data| &data.tree),
            self.governance.as_ref().map(|data| &data.tree),
            self.assessments.as_ref().map(|data| &data.tree),
            self.morile.as_ref().map(|data| &data.tree),
            self.horizon.as_ref().map(|data| &data.tree),
        ];
        trees.into_iter().flatten().for_each(|tree| glyphs.data(tree));
        for part in self.foreword.iter().chain(&self.chapters).chain(&self.appendices).chain(&self.contact) {
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
        let Some(Data { value: Some(settings), .. }) = &self.settings else { return (None, findings) };
        let Some(version_control) = &self.version_control else { return (None, findings) };
        let Some(edition) = version_control.value.edition() else { return (None, findings) };
        let sources = self.prose_parts(&settings.order);
        let mut composer = Composer::new(&register, typefaces, files, self, uses(&sources));
        let mut parts = self.outlines(&settings.order, version_control.file, &mut composer);
        parts.iter().for_each(|part| composer.declare_part(part));
        for part in &mut parts {
            part.blocks = match sources.iter().find(|source| source.id == part.id) {
                Some(source) => source.compose(&mut composer),
                None if part.role == Role::Contents => {
                    composer.begin_part(&part.id);
                    vec![composer.plain(BlockKind::Contents, part.origin)]
                }
                None => {
                    composer.begin_part(&part.id);
                    version_control.value.compose_table(version_control.file, &mut composer)
                }
            };
        }
        let (footnotes, mut found) = composer.finish(&mut parts);
        findings.append(&mut found);
        let partnership = register
            .expect(crate::compose::register::Kind::Body, &settings.partnership.spanned(), &mut findings)
            .map_or_else(|| settings.partnership.words.clone(), |name| name.long.clone());
        let meta = Meta {
            title: settings.title.words.clone(),
            short_title: settings.short_title.as_ref().unwrap_or(&settings.title).words.clone(),
            description: settings.description.words.clone(),
            language: settings.language.words.clone(),
            area: settings.area.words.clone(),
            partnership,
            partners: settings.partners(&register, files, &mut findings),
            edition,
            palette: settings.palette,
            motif: self.priorities.as_ref().map(|data| data.value.motif()).unwrap_or_default(),
        };
        let mut document = Document { meta, parts, footnotes };
        typography::set(&mut document);
        (Some(document), findings)
    }

    /// The parts in order, without their blocks.
    fn outlines(&self, order: &[Place], version_control: FileId, composer: &mut Composer<'_>) -> Vec<Part> {
        let made = |id: &str, role: Role, title: &str| Part {
            id: id.to_owned(),
            role,
            number: None,
            title: words(title),
            short_title: None,
            numbered: false,
            blocks: Vec::new(),
            origin: Span::whole(version_control),
        };
        let mut parts = Vec::new();
        for place in order {
            match place {
                Place::Cover => {}
                Place::VersionControl => parts.push(made("version-control", Role::Front, "Version Control")),
                Place::Contents => parts.push(made("contents", Role::Contents, "Contents")),
                Place::Foreword => parts.extend(self.foreword.iter().map(|part| part.outline(composer))),
                Place::Chapters => parts.extend(self.chapters.iter().map(|part| part.outline(composer))),
                Place::Appendices => parts.extend(self.appendices.iter().map(|part| part.outline(composer))),
                Place::Contact => parts.extend(self.contact.iter().map(|part| part.outline(composer))),
            }
        }
        parts
    }
}
