//! Changes as our own JSON, which `guide/comparison.schema.json` describes.
//!
//! Every key is always there; `null` says that there is nothing. What would break a reader gets
//! another `version`.

use agreement::document::{self, Role};
use agreement::redline::{self, Fate, Kind, Said, Sort};
use agreement::source::Files;
use serde::Serialize;

use super::Told;
use crate::formats::json;

/// The version of the format.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    tool: Tool,
    title: &'a str,
    old: Edition<'a>,
    new: Edition<'a>,
    parts: Vec<Part<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Edition<'a> {
    version: &'a str,
    month: &'a str,
    effective: String,
}

#[derive(Serialize)]
struct Part<'a> {
    id: &'a str,
    role: &'static str,
    name: &'a str,
    title: &'a str,
    fate: Option<&'static str>,
    same: usize,
    renumbered: usize,
    changes: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    kind: &'static str,
    sort: &'static str,
    old: Option<Place<'a>>,
    new: Option<Place<'a>>,
    words: Vec<Run<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    part: &'a str,
    label: &'a str,
    heading: &'a str,
    id: &'a str,
    file: &'a str,
    line: usize,
}

#[derive(Serialize)]
struct Run<'a> {
    said: &'static str,
    text: &'a str,
}

/// The whole document.
pub fn written(all: &Told<'_>) -> String {
    let comparison = all.comparison;
    let parts = comparison.parts.iter().map(|part| Part {
        id: &part.id,
        role: role(part.role),
        name: &part.name,
        title: &part.title,
        fate: part.fate.map(|fate| match fate {
            Fate::Added => "added",
            Fate::Removed => "removed",
        }),
        same: part.same,
        renumbered: part.renumbered,
        changes: part
            .changes
            .iter()
            .map(|change| Change {
                kind: kind(change.kind),
                sort: sort(change.sort),
                old: change.old.as_ref().map(|at| place(all.old, at)),
                new: change.new.as_ref().map(|at| place(all.new, at)),
                words: change.words.iter().map(|run| Run { said: said(run.said), text: &run.text }).collect(),
            })
            .collect(),
    });
    json(&Document {
        version: VERSION,
        tool: Tool { name: "agreement", version: env!("CARGO_PKG_VERSION") },
        title: all.title,
        old: edition(&comparison.old),
        new: edition(&comparison.new),
        parts: parts.collect(),
    })
}

fn edition(edition: &document::Edition) -> Edition<'_> {
    Edition { version: &edition.version, month: &edition.month, effective: edition.date.iso() }
}

fn place<'a>(files: &'a Files, place: &'a redline::Place) -> Place<'a> {
    let (line, _) = files.line_column(place.origin.file, place.origin.start);
    Place {
        part: &place.part,
        label: &place.label,
        heading: &place.heading,
        id: &place.id,
        file: files.shown(place.origin.file),
        line,
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Contents => "contents",
        Role::Front => "front",
        Role::Chapter => "chapter",
        Role::Appendix => "appendix",
        Role::Back => "back",
        Role::Section => "section",
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Added => "added",
        Kind::Removed => "removed",
        Kind::Changed => "changed",
        Kind::Reworded => "reworded",
        Kind::Moved => "moved",
        Kind::MovedAndChanged => "moved-and-changed",
        Kind::Split => "split",
        Kind::Merged => "merged",
    }
}

fn sort(sort: Sort) -> &'static str {
    match sort {
        Sort::Title => "title",
        Sort::Heading => "heading",
        Sort::Paragraph => "paragraph",
        Sort::Item => "item",
        Sort::Caption => "caption",
        Sort::Columns => "columns",
        Sort::Row => "row",
        Sort::Figure => "figure",
        Sort::Node => "node",
        Sort::Signature => "signature",
        Sort::Details => "details",
    }
}

fn said(said: Said) -> &'static str {
    match said {
        Said::Same => "same",
        Said::Added => "added",
        Said::Removed => "removed",
    }
}
