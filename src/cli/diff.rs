//! `agreement diff`: compares two editions of the agreement, and says what has changed.

mod json;
mod markdown;
mod text;
mod told;

use std::path::{Path, PathBuf};

use agreement::diagnostic::{self, Diagnostic};
use agreement::document::Document;
use agreement::lint::Circumstances;
use agreement::publish::compose;
use agreement::redline::{self, Comparison};
use agreement::source::Files;
use anyhow::{Context as _, Result, bail};
use clap::ValueEnum;

use crate::counts::counted;
use crate::disk::shown;
use crate::history::History;
use crate::terminal::{Terminal, brief};
use crate::{Ending, sources};

/// Compare two editions, and say what has changed.
///
/// Paragraphs, items and rows are paired first, then their words are compared, so that new
/// numbers, other line breaks and names that are spelled out elsewhere are no changes. OLD and NEW
/// are each a version ("1.0"), a month ("2021-04" or "April 2021"), a tag, a branch or a commit,
/// or a folder with sources; agreement editions lists the editions. Without NEW, the sources as
/// they are now are compared.
///
/// Exit status: 0 compared, 1 one of the two makes no document, 2 the command or the machine
/// failed.
#[derive(Debug, clap::Args)]
pub struct Diff {
    /// The older edition
    #[arg(value_name = "OLD", allow_hyphen_values = true)]
    old: String,

    /// The newer edition [default: the sources as they are now]
    #[arg(value_name = "NEW", allow_hyphen_values = true)]
    new: Option<String>,

    /// The folder with the sources
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,

    /// How the changes are handed over
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: the changes part by part, with the words that differ
    Text,
    /// For a pull request: the same, with long changes folded
    Markdown,
    /// For programs: guide/comparison.schema.json says what is in it
    Json,
}

/// One of the two that are compared.
struct Side {
    files: Files,
    document: Document,
}

/// Runs the command.
///
/// # Errors
///
/// When the command was given something it cannot use, or the machine fails.
pub fn run(diff: &Diff) -> Result<Ending> {
    let mut terminal = Terminal::new(true);
    let history = History::open(&diff.content)?;
    let Some(old) = side(&diff.old, diff, history.as_ref(), &mut terminal)? else {
        return Ok(Ending::SourcesHaveErrors);
    };
    let new = match &diff.new {
        Some(name) => side(name, diff, history.as_ref(), &mut terminal)?,
        None => read(&shown(&diff.content), &mut terminal, |files| sources::read(&diff.content, None, files))?,
    };
    let Some(new) = new else { return Ok(Ending::SourcesHaveErrors) };
    let compare = || redline::compare(&old.document, &new.document);
    let comparison = sources::on_a_large_stack("nothing was compared", compare)?;
    let told = Told { comparison: &comparison, old: &old.files, new: &new.files, title: &new.document.meta.title };
    let text = match diff.format {
        Format::Text => text::written(&told),
        Format::Markdown => markdown::written(&told),
        Format::Json => json::written(&told),
    };
    terminal.print(&text).context("cannot write the changes")?;
    Ok(Ending::Done)
}

/// What there is to tell.
struct Told<'a> {
    comparison: &'a Comparison,
    old: &'a Files,
    new: &'a Files,
    title: &'a str,
}

/// What a name stands for: a folder, where it is one and no edition, or else an edition.
fn side(name: &str, diff: &Diff, history: Option<&History>, terminal: &mut Terminal) -> Result<Option<Side>> {
    let folder = Path::new(name);
    if !name.starts_with('-') && folder.join("version-control.yaml").is_file() {
        return read(&shown(folder), terminal, |files| sources::read(folder, None, files));
    }
    let Some(history) = history else {
        bail!(
            "“{}” is no folder with sources, and the sources in {} have no history in git in which it could be an \
             edition",
            brief(name),
            shown(&diff.content)
        );
    };
    let revision = history.named(name)?;
    if let Some(note) = &revision.note {
        terminal.note(note);
    }
    read(name, terminal, |files| sources::read_revision(&revision, None, files))
}

/// Reads and composes one side; what its errors leave of it is compared, if that is a document.
fn read(
    name: &str,
    terminal: &mut Terminal,
    fill: impl FnOnce(&mut Files) -> Result<Vec<Diagnostic>>,
) -> Result<Option<Side>> {
    let mut files = Files::new();
    let mut findings = fill(&mut files)?;
    let mut document = None;
    if !findings.iter().any(Diagnostic::is_error) {
        let composed = sources::on_a_large_stack("nothing was compared", || {
            compose(&files, &Circumstances::default(), &mut |_| {})
        })?;
        document = composed.0;
        findings = composed.1;
    }
    diagnostic::sort(&mut findings);
    let errors: Vec<&Diagnostic> = findings.iter().filter(|finding| finding.is_error()).collect();
    match document {
        Some(document) => {
            if !errors.is_empty() {
                terminal.note(&format!(
                    "{} cannot be published as it is, since it has {}; what could be read of it was compared",
                    brief(name),
                    counted(errors.len(), "error")
                ));
            }
            Ok(Some(Side { files, document }))
        }
        None => {
            terminal.findings(&files, &errors, "nothing was compared");
            Ok(None)
        }
    }
}
