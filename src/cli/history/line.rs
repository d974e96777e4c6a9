//! Goes down the main line of the history, from a commit to the first, and tells its editions.
//!
//! What was tried on a branch is no edition, so of a merge only the first parent is followed.

use std::collections::BTreeSet;

use agreement::agreement::Agreement;
use agreement::date::Date;
use agreement::document;
use agreement::source::{Files, MAX_TEXT_BYTES, Root};
use anyhow::{Context as _, Result};

use super::History;

/// The file whose last entry says which edition the sources are.
const VERSION_CONTROL: &str = "version-control.yaml";
/// The least letters of a commit id that people are shown.
const SHORT: usize = 7;
/// The seconds of a day.
const DAY: i64 = 86_400;

/// An edition with the newest commit at which the sources were that edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The version, such as `5.0`.
    pub version: String,
    /// The month as it is printed, such as `April 2021`.
    pub month: String,
    /// The date from which it holds.
    pub effective: Date,
    /// The id of the commit, in full.
    pub commit: String,
    /// The beginning of the id, as much as no other has.
    pub short: String,
    /// The day on which the commit was written, by its author's calendar; `None` where it says
    /// none that a calendar has.
    pub day: Option<Date>,
    pub(super) id: gix::ObjectId,
}

/// A commit of the main line, and the edition that its sources are.
pub(super) struct Stage {
    pub(super) commit: gix::ObjectId,
    pub(super) edition: document::Edition,
}

/// What was seen at the commit after.
struct Seen {
    folder: Option<gix::ObjectId>,
    control: Option<gix::ObjectId>,
}

impl History {
    /// Every edition, newest first.
    ///
    /// An edition that came back after another is told once, where it was last.
    ///
    /// # Errors
    ///
    /// When the history cannot be read.
    pub fn editions(&self) -> Result<Vec<Edition>> {
        self.find_editions().with_context(|| self.unreadable())
    }

    fn find_editions(&self) -> Result<Vec<Edition>> {
        let Some(newest) = self.newest()? else { return Ok(Vec::new()) };
        let mut known = BTreeSet::new();
        let mut editions = Vec::new();
        for stage in self.line(newest, None)? {
            let Stage { commit: id, edition: document::Edition { version, month, effective: _, date } } = stage?;
            if known.insert(version.clone()) {
                let (commit, short) = (id.to_string(), self.short(id));
                editions.push(Edition { version, month, effective: date, commit, short, day: self.day(id)?, id });
            }
        }
        Ok(editions)
    }

    /// The commits from one down to the first at which version control is another than at the
    /// commit after, or the first seen.
    ///
    /// `after` is the version control that was seen after all of them.
    pub(super) fn line(
        &self,
        from: gix::ObjectId,
        after: Option<gix::ObjectId>,
    ) -> Result<impl Iterator<Item = Result<Stage>> + '_> {
        let mut seen = Seen { folder: None, control: after };
        let commits = self.repo.rev_walk([from]).first_parent_only().all()?;
        Ok(commits.filter_map(move |commit| match commit {
            Ok(commit) => self.stage(commit.id, &mut seen).transpose(),
            Err(error) => Some(Err(error.into())),
        }))
    }

    /// Under which id the history knows the version control of some sources, if they have it.
    pub(super) fn control_of(&self, files: &Files) -> Result<Option<gix::ObjectId>> {
        let Some(file) = files.find(Root::Content, VERSION_CONTROL) else { return Ok(None) };
        let id = gix::objs::compute_hash(self.repo.object_hash(), gix::objs::Kind::Blob, files.bytes(file))?;
        Ok(Some(id))
    }

    fn stage(&self, commit: gix::ObjectId, seen: &mut Seen) -> Result<Option<Stage>> {
        let tree = self.repo.find_commit(commit)?.tree()?;
        // Most commits of a repository change other things.
        let Some(folder) = self.content_of(&tree)?.filter(|folder| seen.folder.replace(*folder) != Some(*folder))
        else {
            return Ok(None);
        };
        let control = self.repo.find_tree(folder)?.lookup_entry_by_path(VERSION_CONTROL)?;
        let Some(control) = control.filter(|entry| entry.mode().is_blob()).map(|entry| entry.object_id()) else {
            return Ok(None);
        };
        if seen.control.replace(control) == Some(control) {
            return Ok(None);
        }
        if self.repo.find_header(control)?.size() > MAX_TEXT_BYTES as u64 {
            return Ok(None);
        }
        let mut files = Files::new();
        files.add(Root::Content, VERSION_CONTROL, VERSION_CONTROL, self.repo.find_blob(control)?.data.as_slice());
        Ok(Agreement::edition(&files).map(|edition| Stage { commit, edition }))
    }

    /// The content folder in the tree of a commit, if it has one.
    pub(super) fn content_of(&self, tree: &gix::Tree<'_>) -> Result<Option<gix::ObjectId>> {
        if self.way.as_os_str().is_empty() {
            return Ok(Some(tree.id));
        }
        let entry = tree.lookup_entry_by_path(&self.way)?;
        Ok(entry.filter(|entry| entry.mode().is_tree()).map(|entry| entry.object_id()))
    }

    /// As much of the id of a commit as no other has, whatever the repository asks for.
    pub(super) fn short(&self, id: gix::ObjectId) -> String {
        let candidate = gix::odb::store::prefix::disambiguate::Candidate::new(id, SHORT).ok();
        let short = candidate.and_then(|candidate| self.repo.objects.disambiguate_prefix(candidate).ok().flatten());
        short.map_or_else(|| id.to_string(), |short| short.to_string())
    }

    /// The day on which a commit was written, where its author was.
    fn day(&self, id: gix::ObjectId) -> Result<Option<Date>> {
        let commit = self.repo.find_commit(id)?;
        let time = commit.author()?.time().ok();
        Ok(time.and_then(|time| Date::from_days(time.seconds.checked_add(time.offset.into())?.div_euclid(DAY))))
    }
}
