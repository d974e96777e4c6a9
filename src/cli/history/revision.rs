//! Reads the sources of one commit into memory, as a checkout of it would be read.

use std::path::Path;

use agreement::agreement::Agreement;
use agreement::diagnostic::Diagnostic;
use agreement::source::{Files, MAX_FILES, Root};
use anyhow::{Context as _, Result, bail};
use gix::objs::tree::EntryKind;

use super::{History, Last};
use crate::folder::TEMPLATES;
use crate::folder::shown;
use crate::intake::{Intake, Kind, LIMITS, is_left_over};
use crate::terminal::Terminal;

/// The most files and folders that are looked at, hidden ones included.
const MOST_ENTRIES: usize = 50 * MAX_FILES;

/// A commit by the name that people gave it.
pub struct Revision<'h> {
    history: &'h History,
    pub(super) commit: gix::ObjectId,
    /// What messages call it.
    label: String,
    /// What a person should know of how the name was understood.
    pub note: Option<String>,
}

impl<'h> Revision<'h> {
    pub(super) fn new(history: &'h History, commit: gix::ObjectId, label: String) -> Revision<'h> {
        Revision { history, commit, label, note: None }
    }

    /// Adds every file of the content folder to `files`, and says what must not be there.
    ///
    /// # Errors
    ///
    /// When the commit has no content folder, or cannot be read.
    pub fn read_content(&self, files: &mut Files) -> Result<Vec<Diagnostic>> {
        let Some(folder) = self.content().with_context(|| self.history.unreadable())? else {
            let content = shown(&self.history.content);
            bail!(
                "there is no folder {content} at {}; name another edition, or the folder as it was called then: \
                 --content DIR",
                self.label
            );
        };
        self.read(folder, Root::Content, &self.history.content, files)
    }

    /// Adds the templates that stood beside the content folder, if there are any, to `files`,
    /// where the built-in ones are already; says what must not be there.
    ///
    /// # Errors
    ///
    /// When they are no folder, or cannot be read.
    pub fn read_templates(&self, files: &mut Files) -> Result<Vec<Diagnostic>> {
        // At the top of the repository nothing is beside the content folder.
        let (Some(way), Some(beside)) = (self.history.way.parent(), self.history.content.parent()) else {
            return Ok(Vec::new());
        };
        let (way, typed) = (way.join(TEMPLATES), beside.join(TEMPLATES));
        match self.entry(&way).with_context(|| self.history.unreadable())? {
            None => Ok(Vec::new()),
            Some((folder, EntryKind::Tree)) => self.read(folder, Root::Templates, &typed, files),
            Some(_) => bail!(
                "{} at {} is a file or a link, not a folder; name a folder of templates: --templates DIR",
                shown(&typed),
                self.label
            ),
        }
    }

    /// The sources of the edition before this one, if they are known; why not, is said.
    pub fn last_edition(&self, now: &Files, terminal: &mut Terminal) -> Option<Files> {
        let version = Agreement::edition(now)?.version;
        Last::of(self.history.edition_before(&version, now, self.commit)).told(terminal)
    }

    pub(super) fn content(&self) -> Result<Option<gix::ObjectId>> {
        self.history.content_of(&self.history.repo.find_commit(self.commit)?.tree()?)
    }

    fn entry(&self, way: &Path) -> Result<Option<(gix::ObjectId, EntryKind)>> {
        let tree = self.history.repo.find_commit(self.commit)?.tree()?;
        let entry = tree.lookup_entry_by_path(way)?;
        Ok(entry.map(|entry| (entry.object_id(), entry.mode().kind())))
    }

    fn read(&self, id: gix::ObjectId, root: Root, typed: &Path, files: &mut Files) -> Result<Vec<Diagnostic>> {
        let mut intake = Intake::new(files, root, typed, Some(&self.label), LIMITS);
        self.folder(id, Path::new(""), 1, &mut intake, &mut 0).with_context(|| self.history.unreadable())?;
        Ok(intake.findings())
    }

    /// Goes through a folder in the order of names, as on a disk; `false` where reading must end.
    fn folder(
        &self,
        id: gix::ObjectId,
        below: &Path,
        depth: usize,
        intake: &mut Intake<'_>,
        looked_at: &mut usize,
    ) -> Result<bool> {
        let repo = &self.history.repo;
        let tree = repo.find_tree(id)?;
        let mut entries = Vec::new();
        for entry in tree.iter() {
            let entry = entry?;
            let name = gix::path::from_bstr(entry.filename().to_owned())?.into_owned();
            entries.push((name, entry.object_id(), entry.mode().kind()));
        }
        // A few folders that hold each other many times over would never end.
        *looked_at += entries.len();
        if *looked_at > MOST_ENTRIES {
            bail!("there are more than {MOST_ENTRIES} files and folders at {}", self.label);
        }
        entries.sort();
        for (name, id, kind) in entries {
            if is_left_over(&name.to_string_lossy()) {
                continue;
            }
            let below = below.join(name);
            let kind = match kind {
                EntryKind::Tree => {
                    if intake.folder(&below, depth) && !self.folder(id, &below, depth + 1, intake, looked_at)? {
                        return Ok(false);
                    }
                    continue;
                }
                // Another repository, which a checkout leaves as an empty folder.
                EntryKind::Commit => continue,
                EntryKind::Blob | EntryKind::BlobExecutable => Kind::File,
                EntryKind::Link => Kind::Link,
            };
            let read = |_: &str, limit: usize| {
                if repo.find_header(id)?.size() > limit as u64 {
                    return Ok(None);
                }
                Ok(Some(repo.find_blob(id)?.take_data()))
            };
            if !intake.file(&below, kind, read)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
