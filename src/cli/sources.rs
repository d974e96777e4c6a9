//! Brings the sources into memory, and gives the core a thread on which to work.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use agreement::diagnostic::Diagnostic;
use agreement::source::Files;
use anyhow::{Context as _, Result};

use crate::folder::TEMPLATES;
use crate::history::Revision;
use crate::{disk, fault};

/// The stack of the thread on which the core works; text nested to its limits needs a part of it.
const STACK: usize = 64 * 1024 * 1024;

/// Fills `files` with templates and content.
///
/// With an error among the findings not everything was read, and what the core would say of the
/// rest would mislead.
///
/// # Errors
///
/// When a folder is missing or is no folder, or when the machine fails to read it.
pub fn read(content: &Path, templates: Option<&Path>, files: &mut Files) -> Result<Vec<Diagnostic>> {
    agreement::templates::add_built_in(files);
    let unnamed = Path::new(TEMPLATES);
    let mut findings = disk::read_content(content, files)?;
    match templates {
        Some(folder) => findings.extend(disk::read_templates(folder, files)?),
        None if std::fs::symlink_metadata(unnamed).is_ok() => findings.extend(disk::read_templates(unnamed, files)?),
        None => {}
    }
    Ok(findings)
}

/// Fills `files` with the templates and the content of a commit, as a checkout of it would.
///
/// Its own templates are those beside its content folder; `templates` is a folder on the disk
/// that takes their place. Findings are as those of [`read`].
///
/// # Errors
///
/// When the commit has no content folder or the named one is missing, or when reading fails.
pub fn read_revision(revision: &Revision<'_>, templates: Option<&Path>, files: &mut Files) -> Result<Vec<Diagnostic>> {
    agreement::templates::add_built_in(files);
    let mut findings = revision.read_content(files)?;
    findings.extend(match templates {
        Some(folder) => disk::read_templates(folder, files)?,
        None => revision.read_templates(files)?,
    });
    Ok(findings)
}

/// Lets the core work; its panic becomes a failure, since it is a fault of the program.
///
/// # Errors
///
/// When it panics, with `consequence` in the sentence, or when no thread can be had.
pub fn on_a_large_stack<T: Send>(consequence: &str, work: impl FnOnce() -> T + Send) -> Result<T> {
    let done = std::thread::scope(|scope| {
        let work = move || catch_unwind(AssertUnwindSafe(work));
        let thread = std::thread::Builder::new().name("agreement".to_owned()).stack_size(STACK);
        let handle = thread.spawn_scoped(scope, work).context("cannot start a thread")?;
        anyhow::Ok(handle.join().unwrap_or_else(Err))
    })?;
    done.map_err(|_| anyhow::anyhow!("{}", fault::sentence(&[consequence])))
}
