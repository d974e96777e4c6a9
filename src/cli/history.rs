//! Reads editions from the git history of the sources.
//!
//! Everything comes from the object database: nothing is checked out, no other program is run,
//! and no configuration of the repository is obeyed. This is the one room of gix.

mod line;
mod named;
mod revision;
#[cfg(test)]
mod tests;

use std::path::{Component, Path, PathBuf};

use agreement::agreement::Agreement;
use agreement::source::Files;
use anyhow::{Context as _, Result};

use crate::folder;
use crate::terminal::Terminal;
pub use line::Edition;
pub use revision::Revision;

/// How much of what was read from the history is kept in case it is asked for again, in bytes.
const CACHE: usize = 1024 * 1024;
/// What is said before the reason for which a repository cannot be read.
const UNREADABLE: &str = "the history of these sources cannot be read (git fsck says whether it is damaged)";
/// What is said in its place where contents were left out of a copy, so that nothing is damaged.
const PARTIAL: &str = "the history of these sources cannot be read: this copy was made without its older contents (a \
     partial clone); git fetch --refetch --no-filter brings them";
/// What gets the rest of a history.
const DEEPEN: &str = "git fetch --unshallow brings the rest";
/// What is said of the editions in a copy that lacks the older part of its history.
pub const CUT_SHORT: &str = "this copy of the sources has only the newest part of their history, so editions may be \
                             missing; git fetch --unshallow brings the rest";

/// The history of a content folder.
pub struct History {
    repo: gix::Repository,
    /// The way from the top of the repository to the content folder.
    way: PathBuf,
    /// What the user calls the content folder.
    content: PathBuf,
}

impl History {
    /// The history of a content folder, which need not be on the disk; `None` where no folder
    /// above it is a repository.
    ///
    /// # Errors
    ///
    /// When there is a repository that cannot be read.
    pub fn open(content: &Path) -> Result<Option<History>> {
        let Some((top, way)) = repository(content) else { return Ok(None) };
        let repo = gix::open_opts(top, gix::open::Options::isolated()).context(UNREADABLE)?;
        Ok(Some(History::of(repo, way, content)))
    }

    fn of(mut repo: gix::Repository, way: PathBuf, content: &Path) -> History {
        repo.object_cache_size(CACHE);
        // In a pack most trees are kept as what they differ in from another, that one likewise.
        repo.objects.set_pack_cache(|| Box::new(gix::odb::pack::cache::lru::MemoryCappedHashmap::new(CACHE)));
        History { repo, way, content: content.to_owned() }
    }

    /// Whether the older part of the history is not in this copy.
    ///
    /// # Errors
    ///
    /// When that cannot be read.
    pub fn is_cut_short(&self) -> Result<bool> {
        self.repo.is_shallow().with_context(|| self.unreadable())
    }

    /// What is said before the reason for which this history cannot be read.
    fn unreadable(&self) -> &'static str {
        // Git marks each pack that may lack what its objects name.
        let packs = std::fs::read_dir(self.repo.common_dir().join("objects/pack")).into_iter().flatten().flatten();
        let mut names = packs.map(|pack| pack.file_name());
        if names.any(|name| Path::new(&name).extension().is_some_and(|ending| ending == "promisor")) {
            PARTIAL
        } else {
            UNREADABLE
        }
    }

    /// The newest commit, if there is any.
    fn newest(&self) -> Result<Option<gix::ObjectId>> {
        let newest = self.repo.head()?.try_into_peeled_id()?;
        Ok(newest.map(gix::Id::detach))
    }

    /// The sources of the edition before `version`, which is that of `now`, seen from a commit.
    fn edition_before(&self, version: &str, now: &Files, commit: gix::ObjectId) -> Result<Last> {
        for stage in self.line(commit, self.control_of(now)?)? {
            let stage = stage.with_context(|| self.unreadable())?;
            if stage.edition.version != version {
                let label = stage.edition.version.clone();
                let mut files = Files::new();
                agreement::templates::add_built_in(&mut files);
                let findings = Revision::new(self, stage.commit, label).read_content(&mut files)?;
                let too_large = ["large-file", "large-folder", "too-many-files"];
                if let Some(finding) = findings.iter().find(|finding| too_large.contains(&finding.code)) {
                    anyhow::bail!("an earlier edition is too large: {}", files.shown(finding.file()));
                }
                return Ok(Last::Edition(Box::new(files)));
            }
        }
        if self.repo.is_shallow()? {
            return Ok(Last::Unknown(format!(
                "this copy of the sources has only the newest part of their history, so what has changed since the \
                 last edition was not compared; {DEEPEN}"
            )));
        }
        Ok(Last::None)
    }
}

/// What the history of the sources knows of the last published edition.
enum Last {
    /// Its sources.
    Edition(Box<Files>),
    /// There is none: this edition is the first, or its sources have no history.
    None,
    /// It cannot be known, and why, as a sentence for the editor.
    Unknown(String),
}

impl Last {
    /// What was found, with a failure as a reason not to know.
    fn of(found: Result<Last>) -> Last {
        found.unwrap_or_else(|error| {
            let reasons: Vec<String> = error.chain().map(ToString::to_string).filter(|why| why != UNREADABLE).collect();
            if reasons.iter().any(|why| why == PARTIAL) {
                return Last::Unknown(format!("{PARTIAL}. What has changed since the last edition was not compared"));
            }
            Last::Unknown(format!(
                "the history of these sources cannot be read ({}), so what has changed since the last edition was not \
                 compared",
                reasons.join(": ")
            ))
        })
    }

    /// The sources, if they are known; why not, is said.
    fn told(self, terminal: &mut Terminal) -> Option<Files> {
        match self {
            Last::Edition(files) => Some(*files),
            Last::None => None,
            Last::Unknown(why) => {
                terminal.note(&why);
                None
            }
        }
    }
}

/// The sources of the last published edition, if they are known; why not, is said.
///
/// It is that of the newest commit whose version control ends with another version than `now`.
/// Only the main line is followed, so what was tried on a branch is no edition.
pub fn last_edition(content: &Path, now: &Files, terminal: &mut Terminal) -> Option<Files> {
    let version = Agreement::edition(now)?.version;
    let (top, way) = repository(content)?;
    let find = || {
        let repo = gix::open_opts(top, gix::open::Options::isolated())?;
        let history = History::of(repo, way, content);
        match history.newest()? {
            Some(newest) => history.edition_before(&version, now, newest),
            None => Ok(Last::None),
        }
    };
    Last::of(find()).told(terminal)
}

/// The folder that holds the repository, and the way from it to the content folder.
fn repository(content: &Path) -> Option<(PathBuf, PathBuf)> {
    let content = folder::place(content)?;
    let top = content.ancestors().find(|folder| folder.join(".git").exists() || is_bare(folder))?;
    let way = content.strip_prefix(top).ok()?;
    way.components().all(|part| matches!(part, Component::Normal(_))).then(|| (top.to_owned(), way.to_owned()))
}

/// Whether a folder is a repository without a working folder, such as a server keeps.
fn is_bare(folder: &Path) -> bool {
    folder.join("HEAD").is_file() && folder.join("objects").is_dir() && folder.join("refs").is_dir()
}
