//! Puts right what can be put right without asking: `agreement check --fix`.
//!
//! The suggestions that are certain are applied in memory, in rounds, each round judged anew
//! ([`rounds`]); then the files that changed are rewritten together ([`rewrite`]).

mod rewrite;
mod rounds;

use std::fs::{File, TryLockError};
use std::path::Path;

use agreement::diagnostic::Diagnostic;
use agreement::source::{Files, Root};
use anyhow::{Context as _, Result, bail};

use crate::filesystem::Disk;
use crate::folder;
use rewrite::Rewrite;
pub use rewrite::{Job, Left};
pub use rounds::{Change, Refused};

/// What is said where something under a hidden name stands in the way.
const LEFT_OVER: &str = "cannot remove what an interrupted run left; nothing was changed";

/// What was put right, and what was not.
#[derive(Debug, Default)]
pub struct Fixed {
    /// Words that were replaced, in the order of their places.
    pub changes: Vec<Change>,
    /// Suggestions that would have brought an error.
    pub refused: Vec<Refused>,
    /// Files that were left as they are, with the reason.
    pub left: Vec<(String, Left)>,
}

/// A content folder in which nobody else puts things right at the same time.
pub struct Folder {
    place: std::path::PathBuf,
    _lock: Option<File>,
}

impl Folder {
    /// Takes hold of a content folder, before it is read.
    ///
    /// # Errors
    ///
    /// When another run is at work there. That there is no such folder is said when it is read.
    pub fn hold(content: &Path) -> Result<Option<Folder>> {
        let Ok(place) = content.canonicalize() else { return Ok(None) };
        let lock = match File::open(&place).map(|folder| folder.try_lock().map(|()| folder)) {
            Ok(Ok(folder)) => Some(folder),
            Ok(Err(TryLockError::WouldBlock)) => bail!(
                "another agreement command is at work on the files in {}; wait for it to end, then try again",
                folder::shown(content)
            ),
            // Some file systems know no locks, and some systems none of folders.
            Ok(Err(TryLockError::Error(_))) | Err(_) => None,
        };
        Ok(Some(Folder { place, _lock: lock }))
    }

    /// Gives files new contents: all of them, or none if one of them must be left as it is.
    ///
    /// # Errors
    ///
    /// When one must be left, or the machine fails; the message says what state the files are in.
    pub fn write(&self, jobs: &[Job]) -> Result<()> {
        let rewrite = Rewrite { place: &self.place, filesystem: &Disk };
        rewrite.sweep(jobs.iter().map(|job| job.below.as_path())).with_context(|| LEFT_OVER.to_owned())?;
        match rewrite.run_together(jobs)?.first() {
            None => Ok(()),
            Some((file, Left::Changed)) => {
                bail!("{file} has been changed by somebody else meanwhile; nothing was written, so try again")
            }
            Some((file, Left::ReadOnly)) => bail!("{file} may not be written; nothing was written"),
        }
    }

    /// Applies the certain suggestions of those `findings` that are `wanted`, and rewrites the files.
    ///
    /// `judge` says what is wrong with files; `findings` is what it says of `files`.
    ///
    /// # Errors
    ///
    /// When the machine fails; the message says what state the files are in.
    pub fn fix(
        &self,
        files: &Files,
        findings: Vec<Diagnostic>,
        wanted: &dyn Fn(&Files, &Diagnostic) -> bool,
        judge: &dyn Fn(&Files) -> Result<Vec<Diagnostic>>,
    ) -> Result<Fixed> {
        let rewrite = Rewrite { place: &self.place, filesystem: &Disk };
        let read = files.below(Root::Content, "").filter(|file| !files.path(*file).starts_with('\0'));
        rewrite.sweep(read.map(|file| Path::new(files.path(file)))).with_context(|| LEFT_OVER.to_owned())?;
        let mended = rounds::mend(files, findings, wanted, judge)?;
        let changed = files.below(Root::Content, "").filter(|file| files.bytes(*file) != mended.files.bytes(*file));
        let jobs: Vec<Job> = changed
            .map(|file| Job {
                below: files.path(file).into(),
                shown: files.shown(file).to_owned(),
                old: Some(files.bytes(file).clone()),
                new: mended.files.bytes(file).clone(),
            })
            .collect();
        let left = rewrite.run(&jobs)?;
        let is_written =
            |file: &str| jobs.iter().any(|job| job.shown == file) && !left.iter().any(|(name, _)| name == file);
        let changes = mended.changes.into_iter().filter(|change| is_written(&change.file)).collect();
        Ok(Fixed { changes, refused: mended.refused, left })
    }
}
