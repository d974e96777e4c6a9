//! Gives files of the sources new contents: all of them, or none.
//!
//! # What is promised
//!
//! - A file is at every instant the whole old one or the whole new one: the new one is written
//!   beside it under a hidden name, down to the disk, and then takes its name. So a kill, or a
//!   power cut, leaves some files old and some new, and none in part.
//! - Nothing takes its name before everything is written. If one then cannot, those that did
//!   get their old contents back.
//! - A file that is not as it was read is left alone, and so is one that may not be written.
//!   It is looked at again in the instant before it is replaced; no system lets a program look
//!   and replace in one step, so an editor that saves within that instant loses.
//! - No link is followed, and owner, group and permissions stay.
//!
//! What a kill leaves under the hidden names is removed by the next run.

use std::fs::{self, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use agreement::source::Bytes;
use anyhow::{Context as _, Result, anyhow};

use crate::disk;
use crate::filesystem::Filesystem;

/// The ends of the hidden names: of the new contents while they wait, and of the old ones.
const NEW: &str = ".agreement-new";
const OLD: &str = ".agreement-old";

/// A file that gets new contents.
#[derive(Debug, Clone)]
pub struct Job {
    /// Its path below the content folder.
    pub below: PathBuf,
    /// The name that people know it by.
    pub shown: String,
    /// What was read from it; `None` if it is not there yet.
    pub old: Option<Bytes>,
    /// What it is to hold.
    pub new: Bytes,
}

/// Why a file was left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// It is not what was read any more.
    Changed,
    /// Nobody may write it.
    ReadOnly,
}

/// A folder whose files are to be rewritten.
pub struct Rewrite<'a> {
    /// The content folder, canonical.
    pub place: &'a Path,
    /// The disk.
    pub filesystem: &'a dyn Filesystem,
}

impl Rewrite<'_> {
    /// Rewrites the files, each for itself; says which were left as they are.
    ///
    /// # Errors
    ///
    /// When the machine fails; the message says what state the files are in.
    pub fn run(&self, jobs: &[Job]) -> Result<Vec<(String, Left)>> {
        self.rewrite(jobs, false)
    }

    /// Rewrites the files if none of them must be left as it is; else says which, and no file is changed.
    ///
    /// # Errors
    ///
    /// As for [`Self::run`].
    pub fn run_together(&self, jobs: &[Job]) -> Result<Vec<(String, Left)>> {
        self.rewrite(jobs, true)
    }

    fn rewrite(&self, jobs: &[Job], together: bool) -> Result<Vec<(String, Left)>> {
        let mut left = Vec::new();
        let mut staged: Vec<&Job> = Vec::new();
        for job in jobs {
            match self.standing(job) {
                Ok(model) => {
                    let written = self.stage(job, model.as_ref());
                    staged.push(job);
                    if let Err(error) = written {
                        self.clear(&staged);
                        return Err(error)
                            .with_context(|| format!("cannot write beside {}; nothing was changed", job.shown));
                    }
                }
                Err(reason) => left.push((job.shown.clone(), reason)),
            }
        }
        if together && !left.is_empty() {
            self.clear(&staged);
            return Ok(left);
        }
        let mut done: Vec<&Job> = Vec::new();
        for job in &staged {
            let replaced = match self.standing(job) {
                Ok(_) => self.filesystem.rename(&self.hidden(job, NEW), &self.place.join(&job.below)),
                Err(reason) => {
                    left.push((job.shown.clone(), reason));
                    if !together {
                        continue;
                    }
                    Err(io::Error::other("another file of the same change was changed meanwhile"))
                }
            };
            if let Err(error) = replaced {
                let stuck = self.put_back(&done);
                // The old contents of a file that could not be put back stay beside it.
                let rest: Vec<&Job> = staged.iter().copied().filter(|job| !is_among(job, &stuck)).collect();
                self.clear(&rest);
                if !left.is_empty() && together && stuck.is_empty() {
                    return Ok(left);
                }
                return Err(anyhow!(error).context(format!("cannot write {}; {}", job.shown, state(&stuck))));
            }
            done.push(job);
        }
        for job in &done {
            // The names are in place; that they are also on the disk is the best that can be tried.
            let path = self.place.join(&job.below);
            let _ = self.filesystem.sync_folder(path.parent().unwrap_or(self.place));
        }
        self.clear(&staged);
        Ok(left)
    }

    /// Removes what a run that was killed left beside these files.
    ///
    /// # Errors
    ///
    /// When something under such a name cannot be removed.
    pub fn sweep<'p>(&self, files: impl Iterator<Item = &'p Path>) -> io::Result<()> {
        for below in files {
            for end in [NEW, OLD] {
                let path = self.place.join(hidden(below, end));
                if fs::symlink_metadata(&path).is_ok() {
                    self.filesystem.remove_file(&path)?;
                }
            }
        }
        Ok(())
    }

    /// Writes the new contents beside the file, and gives the old ones a second name.
    fn stage(&self, job: &Job, model: Option<&Metadata>) -> io::Result<()> {
        let Some(model) = model else { return self.filesystem.write_new(&self.hidden(job, NEW), &job.new) };
        self.filesystem.write_like(&self.hidden(job, NEW), &job.new, model)?;
        self.filesystem.keep(&self.place.join(&job.below), &self.hidden(job, OLD))
    }

    /// Whether the file is what was read, and may be written; `None` of one that is new.
    fn standing(&self, job: &Job) -> Result<Option<Metadata>, Left> {
        let Some(old) = &job.old else {
            let found = fs::symlink_metadata(self.place.join(&job.below));
            let is_free = found.is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
            return if is_free { Ok(None) } else { Err(Left::Changed) };
        };
        match self.holding(job, old) {
            Some(metadata) if metadata.permissions().readonly() => Err(Left::ReadOnly),
            Some(metadata) => Ok(Some(metadata)),
            None => Err(Left::Changed),
        }
    }

    /// What the system knows of the file, if these bytes are in it; no link on the way is followed.
    fn holding(&self, job: &Job, bytes: &[u8]) -> Option<Metadata> {
        let file = disk::open_without_links(self.place, &job.below).ok()?;
        let metadata = file.metadata().ok()?;
        let mut found = Vec::new();
        file.take(bytes.len() as u64 + 1).read_to_end(&mut found).ok()?;
        (found == bytes).then_some(metadata)
    }

    /// Gives files their old contents back, and removes those that are new; those that it cannot be
    /// done to, or that somebody has changed meanwhile, stay as they are.
    fn put_back<'j>(&self, done: &[&'j Job]) -> Vec<&'j Job> {
        let undo = |job: &Job| {
            let path = self.place.join(&job.below);
            match &job.old {
                Some(_) => self.filesystem.rename(&self.hidden(job, OLD), &path),
                None => self.filesystem.remove_file(&path),
            }
        };
        let back = |job: &Job| self.holding(job, &job.new).is_some() && undo(job).is_ok();
        done.iter().copied().filter(|job| !back(job)).collect()
    }

    /// Removes what lies under hidden names; what cannot be removed now is removed by the next run.
    fn clear(&self, staged: &[&Job]) {
        let _ = self.sweep(staged.iter().map(|job| job.below.as_path()));
    }

    fn hidden(&self, job: &Job, end: &str) -> PathBuf {
        self.place.join(hidden(&job.below, end))
    }
}

/// What state the files are in after an error, of which these could not be put back.
fn state(stuck: &[&Job]) -> String {
    if stuck.is_empty() {
        return "every file is as it was".to_owned();
    }
    let named: Vec<String> = stuck
        .iter()
        .map(|job| match &job.old {
            Some(_) => format!("{} (its old words are in {})", job.shown, hidden(&job.below, OLD).display()),
            None => format!("{} (it is new)", job.shown),
        })
        .collect();
    format!(
        "these were put right before that and could not be put back: {}; every other file is as it was",
        named.join(", ")
    )
}

fn is_among(job: &Job, jobs: &[&Job]) -> bool {
    jobs.iter().any(|other| other.below == job.below)
}

/// The hidden name beside a file.
fn hidden(below: &Path, end: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(below.file_name().unwrap_or_default());
    name.push(end);
    below.with_file_name(name)
}

#[cfg(test)]
mod tests;
