//! Finds the files of an agreement in the content folder, and those that are nobody's.

use crate::content::part::{self, PartSource};
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::Role;
use crate::parse::fields::Findings;
use crate::source::{Files, Root, Span};

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

pub(super) fn single(files: &Files, path: &str, id: &str, role: Role, findings: &mut Findings) -> Option<PartSource> {
    let file = files.find(Root::Content, path)?;
    PartSource::read(files, file, id, role, None, findings)
}

pub(super) fn shelf(files: &Files, folder: &str, role: Role, findings: &mut Findings) -> Vec<PartSource> {
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
pub(super) fn strays(files: &Files, findings: &mut Findings) {
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
