//! Reads a content folder and a template folder into memory, treating both as hostile.
//!
//! No link is followed, nothing outside the folder is opened, and no file can make the
//! program wait or run out of memory. What belongs there is judged by [`crate::intake`]; what
//! the texts mean is left to the core.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use agreement::diagnostic::Diagnostic;
use agreement::source::{Files, Root};
use anyhow::{Context as _, Result, bail};
use walkdir::WalkDir;

use crate::folder::{plain, shown};
use crate::intake::{Intake, Kind, LIMITS, is_left_over};

/// Reads every file of the content folder, and says what must not be there.
///
/// Hidden files and what editors and systems leave behind are passed over in silence.
///
/// # Errors
///
/// When the folder is missing or is no folder, or when the machine fails to read it.
pub fn read_content(folder: &Path, files: &mut Files) -> Result<Vec<Diagnostic>> {
    let advice = "agreement looks for the sources there. \
                  Go to the folder that holds content/, or name it: --content DIR";
    let place = open_folder(folder, "--content", advice)?;
    let mut intake = Intake::new(files, Root::Content, folder, None, LIMITS);
    walk(&place, &mut intake)?;
    Ok(intake.findings())
}

/// Reads the files that replace built-in templates, which must be in `files` already.
///
/// # Errors
///
/// When the folder is missing or is no folder, or when the machine fails to read it.
pub fn read_templates(folder: &Path, files: &mut Files) -> Result<Vec<Diagnostic>> {
    let place = open_folder(folder, "--templates", "name a folder of templates: --templates DIR")?;
    let mut intake = Intake::new(files, Root::Templates, folder, None, LIMITS);
    walk(&place, &mut intake)?;
    Ok(intake.findings())
}

/// The canonical place of a folder that is not reached through a link.
fn open_folder(folder: &Path, option: &str, missing: &str) -> Result<PathBuf> {
    let metadata = match std::fs::symlink_metadata(plain(folder)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            bail!("there is no folder {}; {missing}", shown(folder))
        }
        other => other.with_context(|| format!("cannot open the folder {}", shown(folder)))?,
    };
    if metadata.is_symlink() {
        bail!("{} is a link, and links are not followed; name the folder it leads to: {option} DIR", shown(folder));
    }
    if !metadata.is_dir() {
        bail!("{} is a file, not a folder; name a folder: {option} DIR", shown(folder));
    }
    folder.canonicalize().with_context(|| format!("cannot open the folder {}", shown(folder)))
}

/// Goes through the folder at `place` in the order of names.
fn walk(place: &Path, intake: &mut Intake<'_>) -> Result<()> {
    let mut entries =
        WalkDir::new(place).follow_links(false).follow_root_links(false).max_open(32).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = entry.with_context(|| format!("cannot read the folder {}", intake.name("")))?;
        if entry.depth() == 0 {
            continue;
        }
        let below = entry.path().strip_prefix(place).unwrap_or(entry.path());
        let kind = entry.file_type();
        if is_left_over(&entry.file_name().to_string_lossy()) {
            if kind.is_dir() {
                entries.skip_current_dir();
            }
            continue;
        }
        if kind.is_dir() {
            if !intake.folder(below, entry.depth()) {
                entries.skip_current_dir();
            }
            continue;
        }
        let kind = match kind {
            kind if kind.is_symlink() => Kind::Link,
            kind if kind.is_file() => Kind::File,
            _ => Kind::Other,
        };
        let read = |name: &str, limit| bytes(place, below, limit).with_context(|| format!("cannot read {name}"));
        if !intake.file(below, kind, read)? {
            break;
        }
    }
    Ok(())
}

/// What is in a file, unless it is larger than a limit.
fn bytes(place: &Path, below: &Path, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    open_without_links(place, below)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= limit).then_some(bytes))
}

/// The text of a file below `place`, if there is one; no link is followed.
///
/// # Errors
///
/// When it is larger than a limit in bytes, is not UTF-8, or cannot be read.
pub fn text_below(place: &Path, below: &Path, limit: usize) -> io::Result<Option<String>> {
    match bytes(place, below, limit) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
        Ok(None) => Err(io::Error::other(format!("it is larger than {} MB", limit / (1024 * 1024)))),
        Ok(Some(bytes)) => String::from_utf8(bytes)
            .map(Some)
            .map_err(|_| io::Error::other("it is not UTF-8; save it with that encoding")),
    }
}

/// Opens an ordinary file below `place` without following a link at any step.
///
/// Each folder on the way is opened from the one before it, so that a folder that is
/// swapped for a link while the program runs is refused as well. A pipe does not block.
#[cfg(unix)]
pub fn open_without_links(place: &Path, below: &Path) -> io::Result<File> {
    use rustix::fs::{CWD, Mode, OFlags, openat};

    let shared = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW;
    let mut at = openat(CWD, place, shared | OFlags::DIRECTORY, Mode::empty())?;
    let mut parts = below.components().peekable();
    while let Some(part) = parts.next() {
        let Component::Normal(name) = part else {
            return Err(io::Error::other("the path leaves its folder"));
        };
        let kind = if parts.peek().is_some() { OFlags::DIRECTORY } else { OFlags::NONBLOCK };
        at = openat(&at, name, shared | kind, Mode::empty())?;
    }
    let file = File::from(at);
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("it is not an ordinary file"));
    }
    Ok(file)
}

/// Opens an ordinary file below `place`, refusing what leads outside.
#[cfg(not(unix))]
pub fn open_without_links(place: &Path, below: &Path) -> io::Result<File> {
    let path = place.join(below).canonicalize()?;
    let inside = path.strip_prefix(place).is_ok_and(|rest| rest == below);
    if !inside || below.components().any(|part| !matches!(part, Component::Normal(_))) {
        return Err(io::Error::other("the path leaves its folder"));
    }
    if !std::fs::symlink_metadata(&path)?.is_file() {
        return Err(io::Error::other("it is not an ordinary file"));
    }
    File::open(path)
}

#[cfg(test)]
mod tests;
