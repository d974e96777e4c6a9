//! The moment in which new files take the place of old ones, or the old ones come back.
//!
//! Every step can be repeated: a run that finds a swap half done goes through all of it again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Error, Result, bail};
use serde::{Deserialize, Serialize};

use super::manifest::{self, Manifest, Standing};
use crate::filesystem::Filesystem;

/// The new manifest while it lies among the new files, under a name that no artefact can have.
pub const MANIFEST: &str = ".manifest.json";
/// The plan, under a name that no artefact can have.
pub const PLAN: &str = ".plan.json";

/// What a swap changes, each name in one of the lists.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Files that were not there.
    pub adds: Vec<String>,
    /// Files of an earlier build that get new bytes.
    pub replaces: Vec<String>,
    /// Files of an earlier build that go.
    pub removes: Vec<String>,
}

/// An output folder whose files are to be swapped.
pub struct Swap<'a> {
    /// The output folder.
    pub folder: PathBuf,
    /// The folder for the tool's own things, inside it.
    pub state: PathBuf,
    /// The output folder as the user typed it.
    pub shown: String,
    /// The disk.
    pub filesystem: &'a dyn Filesystem,
}

impl Swap<'_> {
    /// Ends a swap that an earlier run was killed in, and clears what it left.
    pub fn recover(&self) -> Result<()> {
        for stage in ["next", "kept", "ready", "undo"] {
            let folder = self.state.join(stage);
            if fs::symlink_metadata(&folder).is_ok_and(|metadata| !metadata.is_dir()) {
                bail!("{}/{}/{stage} is not a folder of agreement's own; remove it", self.shown, super::STATE);
            }
        }
        let context = || format!("cannot end the publication that was interrupted in {}", self.shown);
        if self.is_there("undo") {
            self.back().with_context(context)?;
        } else if self.is_there("ready") {
            let plan = self.plan("ready").with_context(context)?;
            let old = Manifest::load(&self.state).with_context(context)?;
            self.forward(&plan, &old).with_context(context)?;
        }
        self.clear(&["next", "kept", "ready"]).with_context(context)
    }

    /// Swaps; on an error brings the old files back.
    pub fn forward_or_back(&self, plan: &Plan, old: &Manifest) -> Result<()> {
        let Err(error) = self.forward(plan, old) else {
            // The new files are in place; what cannot be cleared now is cleared by the next run.
            let _ = self.clear(&["kept", "ready"]);
            return Ok(());
        };
        let undone = self
            .filesystem
            .rename(&self.state.join("ready"), &self.state.join("undo"))
            .map_err(Error::from)
            .and_then(|()| self.back());
        match undone {
            Ok(()) => Err(error),
            Err(second) => Err(error.context(format!(
                "the output folder {} may hold old files beside new ones until the next build ({second:#})",
                self.shown
            ))),
        }
    }

    /// Moves the new files to their places, removes those that are stale, makes the new manifest hold.
    fn forward(&self, plan: &Plan, old: &Manifest) -> Result<()> {
        let ready = self.state.join("ready");
        self.filesystem.sync_folder(&self.state)?;
        for name in plan.adds.iter().chain(&plan.replaces) {
            if fs::symlink_metadata(ready.join(name)).is_err() {
                continue;
            }
            let standing = match old.find(name) {
                Some(entry) => entry.standing(&self.folder)?,
                None if fs::symlink_metadata(self.folder.join(name)).is_ok() => Standing::Other,
                None => Standing::Absent,
            };
            if standing == Standing::Other {
                bail!("{}/{name} is in the way: it was not written by agreement; move it elsewhere", self.shown);
            }
            self.filesystem
                .rename(&ready.join(name), &self.folder.join(name))
                .with_context(|| format!("cannot write {}/{name}", self.shown))?;
        }
        for name in &plan.removes {
            if let Some(entry) = old.find(name)
                && entry.standing(&self.folder)? == Standing::Same
            {
                self.filesystem
                    .remove_file(&self.folder.join(name))
                    .with_context(|| format!("cannot remove {}/{name}", self.shown))?;
            }
        }
        self.filesystem.sync_folder(&self.folder)?;
        if fs::symlink_metadata(ready.join(MANIFEST)).is_ok() {
            self.filesystem.rename(&ready.join(MANIFEST), &self.state.join(manifest::MANIFEST))?;
        }
        Ok(())
    }

    /// Brings back the files that were replaced or removed, and removes those that were added.
    fn back(&self) -> Result<()> {
        let undo = self.state.join("undo");
        let plan = self.plan("undo")?;
        for name in &plan.adds {
            // One that still waits among the new files was never moved: what stands there is not ours.
            if fs::symlink_metadata(undo.join(name)).is_ok() || !self.is_added(name)? {
                continue;
            }
            self.filesystem.remove_file(&self.folder.join(name))?;
        }
        for name in plan.replaces.iter().chain(&plan.removes) {
            let kept = self.state.join("kept").join(name);
            if fs::symlink_metadata(&kept).is_ok() {
                self.filesystem.rename(&kept, &self.folder.join(name))?;
            }
        }
        self.filesystem.sync_folder(&self.folder)?;
        self.clear(&["kept", "undo"])
    }

    /// Whether the new file stands under its name, byte for byte.
    fn is_added(&self, name: &str) -> Result<bool> {
        let new: Option<Manifest> = manifest::read_json(&self.state.join("undo"), MANIFEST)?;
        match new.as_ref().and_then(|new| new.find(name)) {
            Some(entry) => Ok(entry.standing(&self.folder)? == Standing::Same),
            None => Ok(false),
        }
    }

    /// The plan of a swap, every name in it checked; an empty one where only an empty folder is left.
    fn plan(&self, stage: &str) -> Result<Plan> {
        let plan: Plan = manifest::read_json(&self.state.join(stage), PLAN)?.unwrap_or_default();
        for name in plan.adds.iter().chain(&plan.replaces).chain(&plan.removes) {
            manifest::check_name(name)?;
        }
        Ok(plan)
    }

    fn is_there(&self, stage: &str) -> bool {
        fs::symlink_metadata(self.state.join(stage)).is_ok()
    }

    /// Removes folders of the tool's own, each with the files in it, the plan last.
    pub fn clear(&self, stages: &[&str]) -> Result<()> {
        for stage in stages {
            let folder = self.state.join(stage);
            if !self.is_there(stage) {
                continue;
            }
            let mut paths = entries(&folder)?;
            paths.sort_by_key(|path| path.file_name().is_some_and(|name| name == PLAN));
            for path in paths {
                self.filesystem.remove_file(&path)?;
            }
            self.filesystem.remove_folder(&folder)?;
        }
        Ok(())
    }
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect()
}
