//! The documents beside the agreement: a folder with a `document.yaml` each, and the same data.

use super::files::{PRIORITIES, SETTINGS, Single, folders, shelf, single};
use super::{AGREEMENT, Agreement, Data, Reader, State};
use crate::compose::register::Kind;
use crate::content::companion::{Companion, RECOMMENDATIONS};
use crate::content::priorities::recommendations::Recommendations;
use crate::content::priorities::{Priorities, Priority};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::Role;
use crate::id::is_id;
use crate::kinds::Sections;
use crate::parse::fields::Findings;
use crate::parse::yaml::{Node, Value};
use crate::source::{FileId, Files, Root, Span, Spanned};

impl Agreement {
    /// The documents beside this one, in the order of their folders, each with the data of this one.
    pub fn companions(&self, files: &Files) -> (Vec<Agreement>, Findings) {
        let mut findings = Findings::new();
        let mut found: Vec<Agreement> = Vec::new();
        // The data of this one, without its text.
        let shared =
            Agreement { foreword: None, chapters: Vec::new(), appendices: Vec::new(), contact: None, ..self.clone() };
        for (folder, file) in folders(files) {
            let id = folder.rsplit('/').next().unwrap_or(folder);
            if id == AGREEMENT || !is_id(id) {
                let (why, help) = if id == AGREEMENT {
                    (", which is that of the agreement itself", "give it another name, such as action-plan")
                } else {
                    ("", "give it a name of lower-case letters, digits and hyphens, such as action-plan")
                };
                let message = format!("the folder `{folder}` cannot be the id of a document{why}");
                findings.push(Diagnostic::error("bad-id", Span::whole(file), message).help(help));
                continue;
            }
            if let Some(first) = found.iter().find(|other| other.id == id) {
                let other = first.companion.as_ref().map_or(file, |data| data.file);
                findings.push(
                    Diagnostic::error("duplicate-id", Span::whole(file), format!("two documents have the id `{id}`"))
                        .also(Span::whole(other), "the first one")
                        .help("give one of the folders another name"),
                );
                continue;
            }
            found.push(shared.companion(id, (folder, file), files, &mut findings));
        }
        (found, findings)
    }

    /// The document in a folder, with the data of this one, which has no text.
    fn companion(&self, id: &str, place: (&str, FileId), files: &Files, findings: &mut Findings) -> Agreement {
        let (folder, file) = place;
        let mut reader = Reader::new(files);
        let companion: Option<Data<Companion>> = reader.file(&format!("{folder}/{SETTINGS}"), Companion::read);
        findings.append(&mut reader.findings);
        let Some(companion) = companion else {
            // What it would be is not known, so that nothing can be said of its text.
            let span = Span::whole(file);
            let tree = Node { span, value: Value::Empty };
            let companion = Some(Data { file, value: Companion::blank(span), tree });
            return Agreement { id: id.to_owned(), companion, incomplete: true, ..self.clone() };
        };
        let kind = companion.value.kind;
        // A document shows the priorities of its own day.
        let date = companion.value.date.as_ref();
        let day = date.map(|date| date.value);
        let mut priorities = self.priorities.clone().map(|data| Data { value: data.value.as_at(day), ..data });
        let mut state = self.state.clone();
        let held_back =
            kind.filter(|kind| kind.shows_priorities).and(date).zip(priorities.as_ref()).and_then(without_any);
        if let Some(finding) = held_back {
            // What else could be said of the priorities of that day would only repeat it.
            findings.push(finding);
            priorities = None;
            state.insert(Kind::Priority.file(), State::Unread);
        }
        let recommendations =
            companion.tree.get(RECOMMENDATIONS).and_then(|node| Recommendations::read(node, findings));
        if let (Some(recommended), Some(data), Some(day)) = (&recommendations, &priorities, day) {
            recommended.check(&data.value, day, findings);
        }
        let mut sections = shelf(files, &format!("{folder}/"), Role::Section, findings);
        match kind {
            Some(kind) if kind.by_priority => {
                let priorities = priorities.as_ref().map(|data| data.value.priorities.as_slice());
                if priorities.is_some() || self.priorities.is_none() {
                    let priorities = priorities.unwrap_or_default();
                    sections.extend(sections_by_priority(priorities, folder, kind.noun, files, findings));
                }
            }
            Some(kind) => findings.extend(unread_sections(folder, kind.noun, files)),
            None => {}
        }
        let incomplete = sections.iter().any(Single::is_unread);
        let mut chapters: Vec<_> = sections.into_iter().filter_map(Single::part).collect();
        for part in &mut chapters {
            match kind.map_or(Sections::Plain, |kind| kind.sections) {
                Sections::Plain => {
                    part.number = None;
                    part.numbered = false;
                }
                Sections::Numbered(ending) => part.number_ending = ending,
            }
        }
        if chapters.is_empty() && !incomplete {
            findings.push(
                Diagnostic::error("missing-file", Span::new(file, 0, 0), "this document has no text")
                    .help(format!("add a file {folder}/01-introduction.md with a title and some words")),
            );
        }
        let (id, companion) = (id.to_owned(), Some(companion));
        Agreement { id, companion, recommendations, priorities, chapters, incomplete, state, ..self.clone() }
    }
}

/// The finding that a document is of a day on which no priority holds, though the file has some.
fn without_any((date, priorities): (&Spanned<Date>, &Data<Priorities>)) -> Option<Diagnostic> {
    let list = &priorities.value;
    let finding = || {
        let file = Kind::Priority.file();
        Diagnostic::error("unknown-name", date.span, format!("no priority holds on {}", date.value.long()))
            .help(format!("correct the date, or give the records of that time `from` and `until` in {file}"))
    };
    (list.priorities.is_empty() && !list.records.priorities.is_empty()).then(finding)
}

/// The findings that a document of this kind does not read its folder for priorities.
fn unread_sections(folder: &str, noun: &str, files: &Files) -> Findings {
    let shelf = format!("{folder}/{PRIORITIES}");
    let unread = files.below(Root::Content, &shelf).filter(|file| {
        let name = &files.path(*file)[shelf.len()..];
        name.ends_with(".md") && !name.contains('/') && name != "README.md"
    });
    unread
        .map(|file| {
            Diagnostic::warning("stray-file", Span::whole(file), format!("{noun} has no sections by priority"))
                .help(format!("move this file into {folder}/, or out of the content folder"))
        })
        .collect()
}

/// The sections that stand for priorities, in the order of the one list.
fn sections_by_priority(
    priorities: &[Priority],
    folder: &str,
    noun: &str,
    files: &Files,
    findings: &mut Findings,
) -> Vec<Single> {
    let shelf = format!("{folder}/{PRIORITIES}");
    let known: Vec<&str> = priorities.iter().map(|priority| priority.id.value.as_str()).collect();
    for file in files.below(Root::Content, &shelf) {
        let name = &files.path(file)[shelf.len()..];
        let Some(stem) = name.strip_suffix(".md").filter(|stem| !known.contains(stem) && *stem != "README") else {
            continue;
        };
        let finding = Diagnostic::error(
            "unknown-name",
            Span::whole(file),
            format!("no priority has the id `{stem}`, which this file is named by"),
        );
        findings.push(match nearest(stem, known.iter().copied()) {
            Some(near) => finding.help(format!("rename it to {shelf}{near}.md")),
            None => finding.help(format!("name it by a priority of data/priorities.yaml: {}", known.join(", "))),
        });
    }
    let mut sections = Vec::new();
    for priority in priorities {
        let path = format!("{shelf}{}.md", priority.id.value);
        if files.find(Root::Content, &path).is_none() {
            let message = format!("{noun} has no section on the priority `{}`", priority.name.words);
            findings.push(
                Diagnostic::error("missing-file", priority.name.span, message)
                    .help(format!("add the file {path}, whose title is `{{{{ priority.{} }}}}`", priority.id.value)),
            );
            continue;
        }
        sections.push(single(files, &path, &priority.id.value, Role::Section, findings));
    }
    sections
}
