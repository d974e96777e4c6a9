//! Puts finished files into the output folder in one step.
//!
//! # What is promised
//!
//! - Before the swap begins, every new file lies complete on the disk, beside the old ones. Until
//!   then an error or a kill leaves the output as it was.
//! - The swap is a handful of renames. Each file is at every instant the whole old one or the whole
//!   new one, never a part. No system can rename two files in the same instant; so a kill, or a
//!   power cut, between two of these renames can leave a new PDF beside an old page, and the next
//!   run carries the swap to its end before it does anything else.
//! - An error (no kill) during the swap is undone at once: the old files come back.
//! - Only files in this tool's own manifest are replaced or removed, and only while they are as it
//!   wrote them. Anything else in the folder stays; where it is in the way, nothing is published.
//! - No link in the output folder is followed.
//! - Two runs never interleave: a lock is held, which the system gives back when a process dies.
//!
//! # How
//!
//! The tool's own things live in `.agreement/` inside the output folder, so that a rename never
//! crosses from one disk to another:
//!
//! | name | what it is |
//! |---|---|
//! | `manifest.json` | what is published now |
//! | `lock` | held while a run publishes; stays, empty |
//! | `next/` | new files while they are written: no promise yet |
//! | `kept/` | second names of the files that are to be replaced or removed |
//! | `ready/` | `next/`, renamed: from here on the swap is carried to its end |
//! | `undo/` | `ready/`, renamed: from here on the swap is taken back |

mod manifest;
mod swap;

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use agreement::publish::Artefact;
use anyhow::{Context as _, Result, bail};

use crate::filesystem::{Disk, Filesystem};
use crate::folder;
use manifest::{Entry, MANIFEST, Manifest, Standing};
use swap::{Plan, Swap};

/// The folder for the tool's own things.
const STATE: &str = ".agreement";
/// How long a run waits for another that is publishing into the same folder.
const PATIENCE: Duration = Duration::from_secs(10);

/// What to do about an output folder that is a link.
const NAME_ANOTHER: &str = "; name the folder it leads to: --output DIR";

/// What publication did beside writing the artefacts.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Publication {
    /// Files of an earlier build that were removed.
    pub removed: Vec<String>,
    /// Files of an earlier build that were not asked for and stay as they were.
    pub carried: Vec<String>,
    /// Files of an earlier build that somebody has changed since, which are theirs now.
    pub released: Vec<String>,
}

/// Publishes `artefacts` into `output`, which is made if it is not there.
///
/// A file of an earlier build that is not among them is removed, unless `carry` says that it stays.
///
/// # Errors
///
/// When something is in the way or the machine fails; the old output is then whole.
pub fn publish(output: &Path, artefacts: &[Artefact], carry: &dyn Fn(&str) -> bool) -> Result<Publication> {
    Output::open(output, &Disk, PATIENCE)?.publish(artefacts, carry)
}

/// Refuses an output folder that is a link or a file, before anybody works for it.
///
/// # Errors
///
/// When it is there and cannot be published into.
pub fn check(output: &Path) -> Result<()> {
    let typed = folder::plain(output);
    if fs::symlink_metadata(&typed).is_ok() {
        check_folder(&typed, &folder::shown(output), NAME_ANOTHER)?;
    }
    Ok(())
}

/// Ends what an earlier run was killed in, if there is anything of the kind.
///
/// # Errors
///
/// When something is in the way or the machine fails.
pub fn recover(output: &Path) -> Result<()> {
    let state = folder::plain(output).join(STATE);
    if ["ready", "undo"].iter().any(|name| fs::symlink_metadata(state.join(name)).is_ok()) {
        Output::open(output, &Disk, PATIENCE)?;
    }
    Ok(())
}

/// An output folder that no other run is publishing into.
struct Output<'a> {
    swap: Swap<'a>,
    _lock: Option<File>,
}

impl<'a> Output<'a> {
    /// Opens the folder, waits for its lock, and ends what an earlier run was killed in.
    fn open(typed: &Path, filesystem: &'a dyn Filesystem, patience: Duration) -> Result<Self> {
        let shown = folder::shown(typed);
        let typed = folder::plain(typed);
        make_folder(&typed, filesystem).with_context(|| format!("cannot make the output folder {shown}"))?;
        check_folder(&typed, &shown, NAME_ANOTHER)?;
        let folder = typed.canonicalize().with_context(|| format!("cannot open the output folder {shown}"))?;
        let state = folder.join(STATE);
        if fs::symlink_metadata(&state).is_err() {
            match filesystem.create_folder(&state) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                other => other.with_context(|| format!("cannot write into the output folder {shown}"))?,
            }
        }
        check_folder(&state, &format!("{shown}/{STATE}"), "; remove it")?;
        let lock = lock(&state, &shown, patience)?;
        let swap = Swap { folder, state, shown, filesystem };
        swap.recover()?;
        Ok(Output { swap, _lock: lock })
    }

    fn publish(&self, artefacts: &[Artefact], carry: &dyn Fn(&str) -> bool) -> Result<Publication> {
        let Swap { folder, state, shown, filesystem } = &self.swap;
        let old = Manifest::load(state).with_context(|| {
            format!(
                "cannot read {shown}/{STATE}/{MANIFEST}, the list of published files \
                 (to start afresh, remove {shown}/{STATE} and the files published in {shown})"
            )
        })?;
        let mut outcome = Publication::default();
        let mut plan = Plan::default();
        let mut entries = Vec::new();
        for artefact in artefacts {
            let entry = Entry::new(&artefact.name, &artefact.bytes);
            manifest::check_name(&entry.name)?;
            let before = old.find(&entry.name).unwrap_or(&entry);
            match (old.find(&entry.name).is_some(), before.standing(folder)?) {
                (_, Standing::Absent) => plan.adds.push(entry.name.clone()),
                (true, Standing::Same) if *before == entry => {}
                (true, Standing::Same) => plan.replaces.push(entry.name.clone()),
                (true, Standing::Other) => bail!(
                    "{shown}/{} has been changed since it was published, so it is not replaced; \
                     move it elsewhere (or delete it) and build again",
                    entry.name
                ),
                (false, _) => bail!(
                    "{shown}/{} is in the way: it was not written by agreement, so it is not replaced; \
                     move it elsewhere (or delete it) and build again",
                    entry.name
                ),
            }
            entries.push(entry);
        }
        for entry in &old.files {
            if entries.iter().any(|new| new.name == entry.name) {
                continue;
            }
            match entry.standing(folder)? {
                Standing::Absent => {}
                _ if carry(&entry.name) => {
                    outcome.carried.push(entry.name.clone());
                    entries.push(entry.clone());
                }
                Standing::Same => {
                    plan.removes.push(entry.name.clone());
                    outcome.removed.push(entry.name.clone());
                }
                Standing::Other => outcome.released.push(entry.name.clone()),
            }
        }
        let new = Manifest::new(entries)?;
        if new == old && plan == Plan::default() {
            return Ok(outcome);
        }
        let staged = self.stage(artefacts, &plan, &new);
        if staged.is_err() {
            // What cannot be cleared now is cleared by the next run.
            let _ = self.swap.clear(&["next", "kept"]);
        }
        staged.with_context(|| format!("cannot write into the output folder {shown}"))?;
        if let Err(error) = filesystem.rename(&state.join("next"), &state.join("ready")) {
            let _ = self.swap.clear(&["next", "kept"]);
            return Err(error).with_context(|| format!("cannot write into the output folder {shown}"));
        }
        self.swap.forward_or_back(&plan, &old)?;
        Ok(outcome)
    }

    /// Writes everything that the swap will need, down to the disk.
    fn stage(&self, artefacts: &[Artefact], plan: &Plan, new: &Manifest) -> Result<()> {
        let Swap { folder, state, filesystem, .. } = &self.swap;
        let (next, kept) = (state.join("next"), state.join("kept"));
        filesystem.create_folder(&next)?;
        filesystem.create_folder(&kept)?;
        for artefact in artefacts {
            if plan.adds.contains(&artefact.name) || plan.replaces.contains(&artefact.name) {
                filesystem.write_new(&next.join(&artefact.name), &artefact.bytes)?;
            }
        }
        for name in plan.replaces.iter().chain(&plan.removes) {
            filesystem.keep(&folder.join(name), &kept.join(name))?;
        }
        filesystem.write_new(&next.join(swap::MANIFEST), &manifest::to_json(new)?)?;
        filesystem.write_new(&next.join(swap::PLAN), &manifest::to_json(plan)?)?;
        filesystem.sync_folder(&next)?;
        filesystem.sync_folder(&kept)?;
        filesystem.sync_folder(state)?;
        Ok(())
    }
}

/// Makes a folder and those above it that are not there.
fn make_folder(folder: &Path, filesystem: &dyn Filesystem) -> io::Result<()> {
    let missing: Vec<PathBuf> = folder
        .ancestors()
        .take_while(|above| !above.as_os_str().is_empty() && fs::symlink_metadata(above).is_err())
        .map(Path::to_owned)
        .collect();
    for above in missing.iter().rev() {
        match filesystem.create_folder(above) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            other => other?,
        }
    }
    Ok(())
}

/// Refuses a link or a file where a folder must be.
fn check_folder(folder: &Path, shown: &str, advice: &str) -> Result<()> {
    let metadata = fs::symlink_metadata(folder).with_context(|| format!("cannot open the folder {shown}"))?;
    if metadata.is_symlink() {
        bail!("{shown} is a link, and links are not followed{advice}");
    }
    if !metadata.is_dir() {
        bail!("{shown} is not a folder, so nothing can be published there");
    }
    Ok(())
}

/// Takes the lock of an output folder; `None` where the file system knows no locks.
fn lock(state: &Path, shown: &str, patience: Duration) -> Result<Option<File>> {
    let path = state.join("lock");
    if fs::symlink_metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
        bail!("{shown}/{STATE}/lock is not an ordinary file; remove it");
    }
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .with_context(|| format!("cannot write into the output folder {shown}"))?;
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::WouldBlock) if start.elapsed() < patience => {
                std::thread::sleep(Duration::from_millis(20));
            }
            Err(TryLockError::WouldBlock) => {
                bail!("another build is publishing into {shown}; wait for it to end, then build again")
            }
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(None),
            Err(TryLockError::Error(error)) => {
                return Err(error).with_context(|| format!("cannot lock the output folder {shown}"));
            }
        }
    }
}

#[cfg(test)]
mod tests;
