//! A disk for tests, on which any step can fail or be the last before a kill.

use std::cell::Cell;
use std::fs;
use std::io;
use std::path::Path;

use super::{Disk, Filesystem};

/// A disk on which one step fails, and on which nothing works any more from another one on.
///
/// It does not flush, which these tests could not observe and would wait for.
pub struct Faulty {
    /// How many steps there were so far.
    pub steps: Cell<usize>,
    error: usize,
    kill: usize,
}

/// No step at all.
pub const NEVER: usize = usize::MAX;

impl Faulty {
    /// A disk on which the step `error` fails, and everything from the step `kill` on.
    pub fn new(error: usize, kill: usize) -> Self {
        Faulty { steps: Cell::new(0), error, kill }
    }

    fn step(&self, work: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        let step = self.steps.replace(self.steps.get() + 1);
        if step == self.error || step >= self.kill { Err(io::Error::other("injected")) } else { work() }
    }

    /// Whether everything that was to go wrong went wrong.
    pub fn struck(&self) -> bool {
        let last = if self.kill == NEVER { self.error } else { self.kill };
        self.steps.get() > last
    }
}

impl Filesystem for Faulty {
    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        self.step(|| Disk.create_folder(folder))
    }
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let step = self.steps.get();
        if step == self.error || step == self.kill {
            // Writing that goes wrong leaves a part of the file.
            fs::write(path, &bytes[..bytes.len() / 2])?;
        }
        self.step(|| fs::write(path, bytes))
    }
    fn write_like(&self, path: &Path, bytes: &[u8], model: &fs::Metadata) -> io::Result<()> {
        let step = self.steps.get();
        if step == self.error || step == self.kill {
            fs::write(path, &bytes[..bytes.len() / 2])?;
        }
        self.step(|| fs::write(path, bytes).and_then(|()| fs::set_permissions(path, model.permissions())))
    }
    fn keep(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(|| Disk.keep(from, to))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(|| Disk.rename(from, to))
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step(|| Disk.remove_file(path))
    }
    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        self.step(|| Disk.remove_folder(folder))
    }
    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        self.step(|| Ok(()))
    }
}
