//! The few changes that the program makes to a disk, so that tests can let any of them fail.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// One method for each kind of change; everything that only looks needs none.
pub trait Filesystem {
    /// Makes a folder that is not there yet, in one that is.
    fn create_folder(&self, folder: &Path) -> io::Result<()>;
    /// Writes a file that is not there yet, down to the disk.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Writes a file that is not there yet, down to the disk, for the same people as another file.
    fn write_like(&self, path: &Path, bytes: &[u8], model: &Metadata) -> io::Result<()>;
    /// Gives a file a second name on the same disk: a link to the same file, or else a copy.
    fn keep(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Moves a file or a folder; a file that stands there is replaced in the same instant.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file, or a link without following it.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_folder(&self, folder: &Path) -> io::Result<()>;
    /// Brings the names in a folder down to the disk, so that a power cut cannot reorder them.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// The disk itself.
pub struct Disk;

impl Filesystem for Disk {
    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir(folder)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        // `create_new` fails on a link too, so nothing is ever written through one.
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn write_like(&self, path: &Path, bytes: &[u8], model: &Metadata) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        own_like(&file, model)?;
        file.set_permissions(model.permissions())?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn keep(&self, from: &Path, to: &Path) -> io::Result<()> {
        match fs::hard_link(from, to) {
            Ok(()) => Ok(()),
            // Some network shares and memory sticks know no second names.
            Err(_) => self.write_like(to, &fs::read(from)?, &fs::symlink_metadata(from)?),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir(folder)
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        match fs::File::open(folder)?.sync_all() {
            // A few file systems cannot flush a folder; they order names by themselves.
            Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
            other => other,
        }
    }

    #[cfg(not(unix))]
    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// Gives a new file the owner and group of another.
#[cfg(unix)]
fn own_like(file: &File, model: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let own = file.metadata()?;
    let other = |new: u32, old: u32| (new != old).then_some(old);
    match (other(own.uid(), model.uid()), other(own.gid(), model.gid())) {
        (None, None) => Ok(()),
        (user, group) => fchown(file, user, group),
    }
}

#[cfg(not(unix))]
fn own_like(_file: &File, _model: &Metadata) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub mod faulty;
