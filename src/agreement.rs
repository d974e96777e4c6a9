//! All kinds of content assembled into one agreement, and composed into one document.

use std::collections::BTreeMap;

use crate::compose::glyphs::Glyphs;
use crate::compose::register::Register;
use crate::compose::{Composer, DataBlocks, words};
use crate::content::assessments::Assessments;
use crate::content::bodies::Bodies;
use crate::content::csv_table;
use crate::content::glossary::Glossary;
use crate::content::governance::Governance;
use crate::content::horizon::Horizon;
use crate::content::legislation::Legislation;
use crate::content::morile::Morile;
use crate::content::part::{self, PartSource, read_text};
use crate::content::plans::Plans;
use crate::content::police_and_crime_plan::PoliceAndCrimePlan;
use crate::content::priorities::Priorities;
use crate::content::settings::{Place, Settings};
use crate::content::version_control::VersionControl;
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::{Block, BlockKind, Document, Meta, Part, Role};
use crate::parse::fields::Findings;
use crate::parse::prose::{Call, ListItem, Node, NodeKind, Prose};
use crate::parse::yaml;
use crate::source::{FileId, Files, Root, Span};
use crate::typeface::Typefaces;

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

/// The data files that the tool knows.
const DATA_FILES: [&str; 10] = [
    "data/bodies.yaml",
    "data/plans.yaml",
    "data/legislation.yaml",
    "data/glossary.yaml",
    "data/priorities.yaml",
    "data/police-and-crime-plan.yaml",
    "data/governance.yaml",
    "data/assessments.yaml",
    "data/morile.yaml",
    "data/horizon.yaml",
];

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
        (Some(Document { meta, parts, footnotes }), findings)
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

/// The blocks that data can be asked for, and what each needs.
const BLOCKS: [(&str, &str); 14] = [
    ("priority-diagram", "data/priorities.yaml"),
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
    ("contact", "agreement.yaml"),
];

impl DataBlocks for Agreement {
    fn compose(&self, call: &Call, composer: &mut Composer<'_>) -> Option<Vec<Block>> {
        let priorities = self.priorities.as_ref().map(|data| &data.value);
        let assessments = self.assessments.as_ref().map(|data| &data.value);
        let made = match call.name.value.as_str() {
            "priority-diagram" => priorities.map(|data| data.compose_diagram(call, composer)),
            "priority-includes" => priorities.map(|data| data.compose_includes(call, composer)),
            "priority-tables" => priorities.map(|data| data.compose_tables(call, composer)),
            "leads" => priorities.map(|data| data.compose_leads(call, composer)),
            "governance-diagram" => self.governance.as_ref().map(|data| data.value.compose_diagram(call, composer)),
            "bodies" => self.bodies.as_ref().map(|data| data.value.compose_bodies(call, composer)),
            "plans" => self.plans.as_ref().map(|data| data.value.compose_plans(call, composer)),
            "strategic-assessments" => assessments.map(|data| data.compose_totals(call, composer)),
            "assessment-matrix" => assessments.map(|data| data.compose_matrix(call, composer)),
            "other-issues" => assessments.map(|data| data.compose_other_issues(call, composer)),
            "morile" => self.morile.as_ref().map(|data| data.value.compose_morile(call, composer)),
            "horizon-scanning" => self.horizon.as_ref().map(|data| data.value.compose_horizon(call, composer)),
            "police-and-crime-plan" => {
                self.police_and_crime_plan.as_ref().map(|data| data.value.compose_plan(call, composer))
            }
            "contact" => match &self.settings {
                Some(Data { value: Some(settings), .. }) => Some(settings.compose_contact(call, composer)),
                _ => None,
            },
            "version-control" => {
                self.version_control.as_ref().map(|data| data.value.compose_table(data.file, composer))
            }
            "contents" => Some(vec![composer.plain(BlockKind::Contents, call.span)]),
            "table" => Some(csv_table::compose_table(call, composer)),
            _ => return None,
        };
        Some(made.unwrap_or_else(|| {
            let file = BLOCKS.iter().find(|(name, _)| *name == call.name.value).map_or("its file", |(_, file)| file);
            composer.findings.push(
                Diagnostic::error("missing-file", call.span, format!("`{}` is drawn from {file}", call.name.value))
                    .help(format!("add {file}, or mend what is wrong in it, or take this block out")),
            );
            Vec::new()
        }))
    }

    fn names(&self) -> Vec<&'static str> {
        BLOCKS.iter().map(|(name, _)| *name).chain(["version-control", "contents", "table"]).collect()
    }
}

/// In which part each data block is first used.
fn uses(parts: &[&PartSource]) -> BTreeMap<String, String> {
    fn nodes(blocks: &[Node], part: &str, uses: &mut BTreeMap<String, String>) {
        for node in blocks {
            match &node.kind {
                NodeKind::DataBlock(call) => {
                    uses.entry(call.name.value.clone()).or_insert_with(|| part.to_owned());
                }
                NodeKind::List { items, .. } => {
                    items.iter().for_each(|item: &ListItem| nodes(&item.blocks, part, uses))
                }
                NodeKind::Callout { blocks, .. } => nodes(blocks, part, uses),
                NodeKind::Heading { .. }
                | NodeKind::Paragraph(_)
                | NodeKind::Table { .. }
                | NodeKind::Picture { .. }
                | NodeKind::Preformatted(_)
                | NodeKind::Rule => {}
            }
        }
    }
    let mut uses = BTreeMap::new();
    for part in parts {
        let Prose { blocks, .. } = &part.prose;
        nodes(blocks, &part.id, &mut uses);
    }
    uses
}

fn single(files: &Files, path: &str, id: &str, role: Role, findings: &mut Findings) -> Option<PartSource> {
    let file = files.find(Root::Content, path)?;
    PartSource::read(files, file, id, role, None, findings)
}

fn shelf(files: &Files, folder: &str, role: Role, findings: &mut Findings) -> Vec<PartSource> {
    let mut parts = Vec::new();
    let pages = files
        .below(Root::Content, folder)
        .filter(|file| files.path(*file).ends_with(".md") && !files.path(*file)[folder.len()..].contains('/'));
    for (index, file) in pages.enumerate() {
        let name = &files.path(file)[folder.len()..];
        let (number, id) = match part::place(name, role, index) {
            Ok(place) => place,
            Err((right, number)) => {
                let what = if role == Role::Appendix { "appendix" } else { "chapter" };
                let message = format!("`{name}` is {what} {number} by its place, and its name says otherwise");
                findings.push(
                    Diagnostic::error("misnamed-file", Span::whole(file), message)
                        .help(format!("rename it to {folder}{right}, or rename the files before it")),
                );
                let id = right.split_once('-').map_or("", |(_, id)| id).trim_end_matches(".md").to_owned();
                (number, id)
            }
        };
        parts.extend(PartSource::read(files, file, &id, role, Some(number), findings));
    }
    parts
}

/// Reports files that are nobody's, and those that every agreement needs and that are absent.
fn strays(files: &Files, findings: &mut Findings) {
    let known = ["agreement.yaml", "version-control.yaml", "foreword.md", "contact.md"];
    let all: Vec<&str> = known.iter().chain(&DATA_FILES).copied().collect();
    let mut first = None;
    for file in files.below(Root::Content, "") {
        first = first.or(Some(file));
        let path = files.path(file);
        let part = (path.starts_with("chapters/") || path.starts_with("appendices/")) && path.ends_with(".md");
        let used = all.contains(&path)
            || part && path.matches('/').count() == 1
            || path.ends_with("README.md")
            || path.starts_with("action-plan/")
            || path.starts_with("reports/");
        if used || !(path.ends_with(".md") || path.ends_with(".yaml") || path.ends_with(".yml")) {
            continue;
        }
        if path.starts_with("data/") {
            let finding =
                Diagnostic::error("stray-file", Span::whole(file), format!("the tool knows no data file `{path}`"));
            findings.push(match nearest(path, DATA_FILES) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help(format!("the data files are {}", DATA_FILES.join(", "))),
            });
        } else {
            findings.push(part::stray(files, file, &all));
        }
    }
    for path in ["agreement.yaml", "version-control.yaml"] {
        if files.find(Root::Content, path).is_none()
            && let Some(file) = first
        {
            findings.push(
                Diagnostic::error("missing-file", Span::whole(file), format!("the content folder has no `{path}`"))
                    .help("every agreement needs it; the guide shows one"),
            );
        }
    }
}
