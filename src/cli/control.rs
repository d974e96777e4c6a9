//! Adds to `version-control.yaml` without touching what its editor wrote.
//!
//! What is added stands behind the last letter of the file. Before it is written it is read back: every
//! entry must say what it said, and the new words what was meant.

use agreement::agreement::Agreement;
use agreement::content::version_control::{Entry, VersionControl};
use agreement::date::Date;
use agreement::source::{Files, Root};

use crate::fix::Job;

/// The file, as it is called below the content folder.
pub const FILE: &str = "version-control.yaml";

/// What an entry says, wherever it stands and however it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The version.
    pub version: String,
    /// The first day of the month.
    pub month: Date,
    /// The day from which the edition holds.
    pub effective: Date,
    /// What it is, in one line.
    pub summary: String,
    /// The part, or the name of one that is gone, with what changed.
    pub changes: Vec<(Option<String>, String)>,
}

/// The sources after words were added, and the job that writes them.
pub struct Grown {
    /// All of the sources.
    pub files: Files,
    /// The job.
    pub job: Job,
}

/// What the entries say, oldest first.
pub fn said(control: &VersionControl) -> Vec<Said> {
    let said = |entry: &Entry| Said {
        version: entry.version.words.clone(),
        month: entry.month.value,
        effective: entry.effective.value,
        summary: entry.summary.words.clone(),
        changes: entry
            .changes
            .iter()
            .map(|change| {
                let part = change.part.as_ref().or(change.label.as_ref()).map(|text| text.words.clone());
                (part, change.note.words.clone())
            })
            .collect(),
    };
    control.entries.iter().map(said).collect()
}

/// The text of the file, if it is there and is text.
pub fn text(files: &Files) -> Option<&str> {
    files.text(files.find(Root::Content, FILE)?).ok()
}

/// The sources with words added behind the last letter of the file; `None` unless the file is then
/// read as saying what is `expected`, no more and no less.
pub fn grown(files: &Files, addition: &str, expected: &[Said]) -> Option<Grown> {
    let file = files.find(Root::Content, FILE)?;
    let text = text(files)?;
    let end = text.trim_end().len();
    let new = format!("{}{addition}{}", text.get(..end)?, text.get(end..)?);
    let mut after = files.clone();
    after.add(Root::Content, FILE, files.shown(file), new.into_bytes());
    let job = Job {
        below: FILE.into(),
        shown: files.shown(file).to_owned(),
        old: Some(files.bytes(file).clone()),
        new: after.bytes(file).clone(),
    };
    (said(&Agreement::editions(&after)?) == expected).then_some(Grown { files: after, job })
}
