//! Finds the files of an agreement in the content folder, and those that are nobody's.

use std::collections::BTreeSet;

use crate::content::part::{self, PartSource};
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::Role;
use crate::parse::fields::Findings;
use crate::source::{FileId, Files, Root, Span};

/// The data files that the tool knows.
const DATA_FILES: [&str; 16] = [
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
    "data/sources.yaml",
    "data/actions.yaml",
    "data/indicators.yaml",
    "data/annual-cycle.yaml",
    "data/directorates.yaml",
    "data/duties.yaml",
];

/// The file that makes a folder a document.
pub const SETTINGS: &str = "document.yaml";
/// The folder in which a document has a section for each priority.
pub(super) const PRIORITIES: &str = "priorities/";

/// The folders of the agreement itself.
const OWN_FOLDERS: [&str; 3] = ["chapters", "appendices", "data"];

/// Whether a folder is one of the agreement, or in one of them.
fn is_own(folder: &str) -> bool {
    folder.split('/').next().is_some_and(|first| OWN_FOLDERS.contains(&first))
}

/// The folders below the content folder that are documents, each with its file of settings.
pub(super) fn folders(files: &Files) -> Vec<(&str, FileId)> {
    let settings = files.below(Root::Content, "").filter_map(|file| {
        let folder = files.path(file).strip_suffix(SETTINGS)?.strip_suffix('/')?;
        Some((folder, file)).filter(|_| !is_own(folder))
    });
    settings.collect()
}

/// A file of prose that was looked for.
pub(super) enum Single {
    /// There is none.
    Absent,
    /// It is no text, or too large.
    Unread,
    /// What it says.
    Read(Box<PartSource>),
}

impl Single {
    pub(super) fn is_unread(&self) -> bool {
        matches!(self, Single::Unread)
    }

    pub(super) fn part(self) -> Option<PartSource> {
        match self {
            Single::Read(part) => Some(*part),
            Single::Absent | Single::Unread => None,
        }
    }
}

pub(super) fn single(files: &Files, path: &str, id: &str, role: Role, findings: &mut Findings) -> Single {
    let Some(file) = files.find(Root::Content, path) else { return Single::Absent };
    let part = PartSource::read(files, file, id, role, None, findings);
    part.map_or(Single::Unread, |part| Single::Read(Box::new(part)))
}

pub(super) fn shelf(files: &Files, folder: &str, role: Role, findings: &mut Findings) -> Vec<Single> {
    let mut parts = Vec::new();
    // What is for colleagues has no place among the others.
    let is_page = |name: &str| name.ends_with(".md") && !name.contains('/') && name != "README.md";
    let pages = files.below(Root::Content, folder).filter(|file| is_page(&files.path(*file)[folder.len()..]));
    for (index, file) in pages.enumerate() {
        let name = &files.path(file)[folder.len()..];
        let (number, id) = match part::place(name, role, index) {
            Ok(place) => place,
            Err((right, number)) => {
                let what = match role {
                    Role::Appendix => "appendix",
                    Role::Section => "section",
                    Role::Chapter | Role::Contents | Role::Front | Role::Back => "chapter",
                };
                let message = format!("`{name}` is {what} {number} by its place, and its name says otherwise");
                findings.push(
                    Diagnostic::error("misnamed-file", Span::whole(file), message)
                        .help(format!("rename it to {folder}{right}, or rename the files before it")),
                );
                let id = right.split_once('-').map_or("", |(_, id)| id).trim_end_matches(".md").to_owned();
                (number, id)
            }
        };
        let part = PartSource::read(files, file, &id, role, Some(number), findings);
        parts.push(part.map_or(Single::Unread, |part| Single::Read(Box::new(part))));
    }
    parts
}

/// Whether a file is meant to make its folder a document and has another name: `Document.yml`.
fn is_misnamed(name: &str) -> bool {
    name != SETTINGS && ["document.yaml", "document.yml"].contains(&name.to_lowercase().as_str())
}

/// What is wrong with a file of settings that stands where no document can be, or under another name.
fn settings_elsewhere(folder: &str, name: &str, place: Span) -> Option<Diagnostic> {
    let nowhere = folder.is_empty() || is_own(folder);
    if name == SETTINGS && nowhere {
        let where_ = if folder.is_empty() { "the content folder".to_owned() } else { format!("{folder}/") };
        let message = format!("{where_} belongs to the agreement, and cannot be another document");
        return Some(
            Diagnostic::error("stray-file", place, message)
                .help("move this file into a folder of its own beside chapters/, together with its texts"),
        );
    }
    (is_misnamed(name) && !nowhere).then(|| {
        Diagnostic::error("misnamed-file", place, format!("this file is not read, since its name is not `{SETTINGS}`"))
            .help(format!("rename it to {folder}/{SETTINGS}"))
    })
}

/// The files of an agreement that stand at its top.
const TOP: [&str; 4] = ["agreement.yaml", "version-control.yaml", "foreword.md", "contact.md"];

/// Reports files that are nobody's, and those that every agreement needs and that are absent.
///
/// The answer is the files that are missing because they have another name.
pub(super) fn strays(files: &Files, findings: &mut Findings) -> Vec<&'static str> {
    let all: Vec<&'static str> = TOP.into_iter().chain(DATA_FILES).collect();
    let free: Vec<&'static str> =
        all.iter().copied().filter(|path| files.find(Root::Content, path).is_none()).collect();
    let mut meant = Vec::new();
    let companions = folders(files);
    let halves = |file: FileId| files.path(file).rsplit_once('/').unwrap_or(("", files.path(file)));
    // Where settings stand under another name, the texts beside them are not read for that reason alone.
    let misnamed: BTreeSet<&str> = files
        .below(Root::Content, "")
        .map(halves)
        .filter(|(_, name)| is_misnamed(name))
        .map(|(folder, _)| folder)
        .collect();
    for file in files.below(Root::Content, "") {
        let path = files.path(file);
        let (folder, name) = halves(file);
        if let Some(finding) = settings_elsewhere(folder, name, Span::whole(file)) {
            findings.push(finding);
            // What the document would use is not known.
            meant.push(SETTINGS);
            continue;
        }
        let part = (path.starts_with("chapters/") || path.starts_with("appendices/")) && path.ends_with(".md");
        let below = companions
            .iter()
            .filter_map(|(folder, _)| Some((*folder, path.strip_prefix(folder)?.strip_prefix('/')?)))
            .max_by_key(|(folder, _)| folder.len());
        let section =
            |name: &str| name.ends_with(".md") && !name.strip_prefix(PRIORITIES).unwrap_or(name).contains('/');
        let used = all.contains(&path)
            || part && path.matches('/').count() == 1
            || path.ends_with("README.md")
            || below.is_some_and(|(_, name)| name == SETTINGS || section(name));
        if used || !(path.ends_with(".md") || path.ends_with(".yaml") || path.ends_with(".yml")) {
            continue;
        }
        let is_below = |other: &&str| path.strip_prefix(other).is_some_and(|rest| rest.starts_with('/'));
        if name.ends_with(".md") && misnamed.iter().any(is_below) {
            continue;
        }
        let fellows = free.iter().filter(|other| other.rsplit_once('/').map_or("", |(folder, _)| folder) == folder);
        let stem = |name: &str| name.rsplit_once('.').map_or(name.len(), |(stem, _)| stem.len());
        let near = nearest(
            &name[..stem(name)],
            fellows.clone().map(|other| {
                let name = other.rsplit_once('/').map_or(*other, |(_, name)| name);
                &name[..stem(name)]
            }),
        );
        let near = near.and_then(|near| {
            fellows.clone().find(|other| other.rsplit('/').next().is_some_and(|name| &name[..stem(name)] == near))
        });
        if let Some(near) = near {
            let message = format!("this file is not read, since its name is not `{near}`");
            findings.push(
                Diagnostic::error("misnamed-file", Span::whole(file), message).help(format!("rename it to {near}")),
            );
            meant.push(*near);
        } else if path.starts_with("data/") {
            let known: Vec<&str> = DATA_FILES.iter().map(|path| path.trim_start_matches("data/")).collect();
            findings.push(
                Diagnostic::error("stray-file", Span::whole(file), "no data file has this name")
                    .help(format!("take it away, or give it one of these names: {}", known.join(", "))),
            );
        } else {
            let help = match below {
                Some((folder, _)) => format!("move it into {folder}/, or out of the content folder"),
                None if folder.is_empty() || is_own(folder) => {
                    "move it into chapters/ or appendices/, or out of the content folder".to_owned()
                }
                None => format!(
                    "a document of its own has a file {folder}/{SETTINGS}; else move it into chapters/ or \
                     appendices/, or out of the content folder"
                ),
            };
            findings.push(
                Diagnostic::warning("stray-file", Span::whole(file), "this file is not part of the document")
                    .help(help),
            );
        }
    }
    let absent: Vec<&'static str> =
        TOP[..2].iter().copied().filter(|path| free.contains(path) && !meant.contains(path)).collect();
    if !absent.is_empty() {
        let message = if files.below(Root::Content, "").next().is_none() {
            format!("the content folder is empty; every agreement has {}", absent.join(" and "))
        } else {
            format!("the content folder has no {}", absent.join(" and no "))
        };
        let folder = Span::whole(files.content_folder());
        findings.push(
            Diagnostic::error("missing-file", folder, message)
                .help("add what is missing; if it is there under another name, rename it"),
        );
        meant.extend(absent);
    }
    meant
}
