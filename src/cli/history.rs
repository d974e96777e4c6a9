//! Reads the last published edition from the git history of the sources.
//!
//! Everything comes from the object database: nothing is checked out, no other program is run,
//! and no configuration of the repository is obeyed. This is the one room of gix.

use std::path::{Path, PathBuf};

use agreement::agreement::Agreement;
use agreement::source::{Files, MAX_FILE_BYTES, MAX_FILES, MAX_FOLDER_DEPTH, MAX_TOTAL_BYTES, Root};
use gix::objs::tree::EntryKind;

use crate::disk;
use crate::terminal::Terminal;

/// The file whose last entry says which edition the sources are.
const VERSION_CONTROL: &str = "version-control.yaml";

/// How much of what was read from the history is kept in case it is asked for again, in bytes.
const CACHE: usize = 1024 * 1024;

/// What the history of the sources knows of the last published edition.
enum Last {
    /// Its sources.
    Edition(Box<Files>),
    /// There is none: this edition is the first, or its sources have no history.
    None,
    /// It cannot be known, and why, as a sentence for the editor.
    Unknown(String),
}

/// The sources of the last published edition, if they are known; why not, is said.
pub fn last_edition(content: &Path, now: &Files, terminal: &mut Terminal) -> Option<Files> {
    match find_last_edition(content, now) {
        Last::Edition(files) => Some(*files),
        Last::None => None,
        Last::Unknown(why) => {
            terminal.note(&why);
            None
        }
    }
}

/// Finds the last published edition: the newest commit whose version control ends with another
/// version than `now`.
///
/// Only the main line is followed, so what was tried on a branch is no edition.
fn find_last_edition(content: &Path, now: &Files) -> Last {
    let Some(version) = Agreement::version(now) else { return Last::None };
    let Some((top, below)) = repository(content) else { return Last::None };
    match find(&top, &below, &version) {
        Ok(found) => found,
        Err(error) => Last::Unknown(format!(
            "the history of these sources cannot be read ({error}), so what has changed since the last edition was not \
             compared"
        )),
    }
}

/// The folder that holds the repository, and the way from it to the content folder.
fn repository(content: &Path) -> Option<(PathBuf, PathBuf)> {
    let content = content.canonicalize().ok()?;
    let top = content.ancestors().find(|folder| folder.join(".git").exists())?;
    Some((top.to_owned(), content.strip_prefix(top).ok()?.to_owned()))
}

type Failure = Box<dyn std::error::Error>;

fn find(top: &Path, below: &Path, version_now: &str) -> Result<Last, Failure> {
    let mut repo = gix::open_opts(top, gix::open::Options::isolated())?;
    repo.object_cache_size(CACHE);
    let (mut seen_folder, mut seen) = (None, None);
    for info in repo.rev_walk([repo.head_id()?.detach()]).first_parent_only().all()? {
        let tree = info?.object()?.tree()?;
        let folder = if below.as_os_str().is_empty() {
            Some(tree.id)
        } else {
            tree.lookup_entry_by_path(below)?.filter(|entry| entry.mode().is_tree()).map(|entry| entry.object_id())
        };
        // Most commits of a repository change other things.
        let Some(folder) = folder.filter(|folder| seen_folder.replace(*folder) != Some(*folder)) else { continue };
        let folder = repo.find_tree(folder)?;
        let Some(control) = folder.lookup_entry_by_path(VERSION_CONTROL)? else { continue };
        let control = control.object_id();
        if seen.replace(control) == Some(control) {
            continue;
        }
        let mut files = Files::new();
        files.add(Root::Content, VERSION_CONTROL, VERSION_CONTROL, repo.find_blob(control)?.data.as_slice());
        if Agreement::version(&files).is_some_and(|version| version != version_now) {
            let mut read = Reading { repo: &repo, files: Files::new(), count: 0, bytes: 0 };
            agreement::templates::add_built_in(&mut read.files);
            read.folder(&folder, "", 0)?;
            return Ok(Last::Edition(Box::new(read.files)));
        }
    }
    if repo.is_shallow()? {
        return Ok(Last::Unknown(
            "this copy of the sources has only the newest part of their history, so what has changed since the last \
             edition was not compared; git fetch --unshallow brings the rest"
                .to_owned(),
        ));
    }
    Ok(Last::None)
}

struct Reading<'r> {
    repo: &'r gix::Repository,
    files: Files,
    count: usize,
    bytes: usize,
}

impl Reading<'_> {
    /// Adds the files of a folder, as far as the limits allow; links are passed over.
    fn folder(&mut self, tree: &gix::Tree<'_>, path: &str, depth: usize) -> Result<(), Failure> {
        for entry in tree.iter() {
            let entry = entry?;
            let Ok(name) = std::str::from_utf8(entry.filename()) else { continue };
            let path = if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
            match entry.mode().kind() {
                EntryKind::Tree if depth < MAX_FOLDER_DEPTH && !disk::is_left_over(name) => {
                    let below = self.repo.find_tree(entry.object_id())?;
                    self.folder(&below, &path, depth + 1)?;
                }
                EntryKind::Blob | EntryKind::BlobExecutable if disk::is_source(&path) => {
                    self.file(&path, entry.object_id())?
                }
                EntryKind::Tree | EntryKind::Blob | EntryKind::BlobExecutable | EntryKind::Link | EntryKind::Commit => {
                }
            }
        }
        Ok(())
    }

    fn file(&mut self, path: &str, id: gix::ObjectId) -> Result<(), Failure> {
        let size = usize::try_from(self.repo.find_header(id)?.size()).unwrap_or(usize::MAX);
        self.count += 1;
        self.bytes = self.bytes.saturating_add(size);
        if size > MAX_FILE_BYTES || self.count > MAX_FILES || self.bytes > MAX_TOTAL_BYTES {
            return Err(format!("an earlier edition is too large at {path}").into());
        }
        self.files.add(Root::Content, path, path, self.repo.find_blob(id)?.data.as_slice());
        Ok(())
    }
}
