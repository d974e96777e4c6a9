//! The order of the list: parts as they are printed, then the files of data.

use std::collections::{BTreeMap, HashMap};

use super::units::{Unit, unit};
use super::{Case, Found, Section, Task};
use crate::content::part::PartSource;
use crate::document::{Part, Role, plain_text};
use crate::source::{FileId, Span};

/// How many editions in a row must have changed a part before that is worth a remark.
const IN_A_ROW: usize = 3;

/// The sections of a list with what was found, each under its part or its file of data; and the titles
/// of the parts in which nothing was.
pub(super) fn of(case: &Case<'_>, found: Vec<Found>) -> (Vec<Section>, Vec<String>) {
    let mut by_file: BTreeMap<FileId, Vec<Found>> = BTreeMap::new();
    for one in joined(found) {
        by_file.entry(one.part.unwrap_or_else(|| home(case, one.at.file))).or_default().push(one);
    }
    let (mut sections, mut others) = (Vec::new(), Vec::new());
    for part in case.document.parts.iter().filter(|part| part.role != Role::Contents) {
        let source = case.agreement.parts().find(|source| source.id == part.id);
        let control = case.agreement.version_control.as_ref().map(|data| data.file);
        let Some(file) = source.map(|source| source.file).or(control) else { continue };
        let Some(found) = by_file.remove(&file) else {
            others.push(title(part));
            continue;
        };
        sections.push(Section {
            title: title(part),
            path: case.path(file).to_owned(),
            owner: source.and_then(|source| source.owner.as_ref()).map(|owner| owner.words.clone()),
            remarks: remarks(case, part, source),
            tasks: tasks(case, found),
        });
    }
    sections.extend(by_file.into_iter().map(|(file, found)| Section {
        title: title_of_data(case.path(file)),
        path: case.path(file).to_owned(),
        owner: None,
        remarks: Vec::new(),
        tasks: tasks(case, found),
    }));
    (sections, others)
}

/// What several rules say of one sentence is one point; a reason that they share is told once.
fn joined(found: Vec<Found>) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    let mut known: HashMap<(FileId, String), usize> = HashMap::new();
    for one in found {
        let at = *known.entry((one.at.file, one.point.subject.clone())).or_insert(all.len());
        let Some(Found { point, .. }) = all.get_mut(at) else {
            all.push(one);
            continue;
        };
        point.once &= one.point.once;
        for reason in one.point.reasons {
            if !point.reasons.contains(&reason) {
                point.reasons.push(reason);
            }
        }
    }
    all
}

/// The file under whose section a file stands: that of the one part which draws it, or its own.
fn home(case: &Case<'_>, file: FileId) -> FileId {
    case.agreement.only_part_with(case.path(file)).map_or(file, |part| part.file)
}

/// One task for all that is in the same paragraph, in the order of the file; a fact is one by itself.
fn tasks(case: &Case<'_>, found: Vec<Found>) -> Vec<Task> {
    let mut units: BTreeMap<(Span, Option<String>), (Unit, Vec<Found>)> = BTreeMap::new();
    for one in found {
        let unit = unit(case.document, one.at).filter(|_| one.point.quoted);
        let of_text = unit.unwrap_or(Unit { span: one.at, label: None, title: None });
        let fact = (!one.point.quoted).then(|| one.point.subject.clone());
        units.entry((of_text.span, fact)).or_insert((of_text, Vec::new())).1.push(one);
    }
    units.into_values().filter_map(|(unit, found)| task(case, unit, found)).collect()
}

fn task(case: &Case<'_>, unit: Unit, mut found: Vec<Found>) -> Option<Task> {
    found.sort_by_key(|one| one.at);
    let place = found.first()?.at;
    let (line, _) = case.files.line_column(place.file, place.start);
    if let Some(title) = &unit.title {
        // It stands in the label already.
        found.iter_mut().for_each(|one| one.point.drop_title(title));
    }
    Some(Task {
        label: unit.label,
        place: (case.path(place.file).to_owned(), line),
        points: found.into_iter().map(|one| one.point).collect(),
    })
}

/// "Chapter 3. Key Changes", "Foreword".
fn title(part: &Part) -> String {
    let title = plain_text(&part.title);
    match part.role {
        Role::Chapter | Role::Appendix => format!("{}. {title}", part.name()),
        Role::Front | Role::Back | Role::Contents | Role::Section => title,
    }
}

/// "Legislation" for `data/legislation.yaml`.
fn title_of_data(path: &str) -> String {
    if path == "agreement.yaml" {
        return "Cover and contact".to_owned();
    }
    let stem = path.trim_start_matches("data/").trim_end_matches(".yaml").trim_end_matches(".csv").replace('-', " ");
    let mut letters = stem.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Who signs a part, and when it was changed.
fn remarks(case: &Case<'_>, part: &Part, source: Option<&PartSource>) -> Vec<String> {
    let mut remarks = Vec::new();
    if let Some(signature) = source.and_then(|source| source.signature.as_ref()) {
        let offices: Vec<&str> = signature.offices.iter().map(|office| office.words.as_str()).collect();
        remarks.push(format!("Signed by: {}.", offices.join("; ")));
    }
    remarks.extend(source.and_then(|_| last_changed(case, &part.id)));
    remarks
}

/// "Last changed in April 2021 (version 5.0), …", as version control has it.
fn last_changed(case: &Case<'_>, part: &str) -> Option<String> {
    let entries = &case.agreement.version_control.as_ref()?.value.entries;
    let (_, earlier) = entries.split_last()?;
    let names = |entry: &crate::content::version_control::Entry| {
        entry.changes.iter().any(|change| change.named_part().is_some_and(|named| named.words == part))
    };
    let last = earlier.iter().rev().find(|entry| names(entry))?;
    let in_a_row = earlier.iter().rev().take_while(|entry| names(entry)).count();
    let mut words = format!("Last changed: {}, version {}", last.month.value.month_year(), last.version.words);
    if in_a_row >= IN_A_ROW {
        words.push_str(&format!("; changed in each of the last {} editions", crate::reading::in_words(in_a_row)));
    }
    words.push('.');
    Some(words)
}
