//! `agreement diff`: compares two editions of the agreement, and says what has changed.

mod json;
mod markdown;
mod text;

use std::path::{Path, PathBuf};

use agreement::agreement::AGREEMENT;
use agreement::diagnostic::Diagnostic;
use agreement::document::Document;
use agreement::publish::{self, Artefact};
use agreement::redline::{self, Comparison, Show, told};
use agreement::source::Files;
use agreement::templates;
use anyhow::{Context as _, Result};
use clap::ValueEnum;

use crate::side::Side;
use crate::terminal::{self, Terminal, brief};
use crate::{Ending, handover, sources};

/// What came of it when the program fails.
const FAILED: &str = "nothing was compared";

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

    /// The document to compare: agreement, or the name of a folder with a document.yaml
    ///
    /// Without it, text and Markdown tell of every document that has changed; the other formats hold
    /// one, which is then the agreement.
    #[arg(long, value_name = "DOCUMENT")]
    document: Option<String>,

    /// The folder with the sources
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,

    /// How the changes are handed over
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// The file to write [default: stdout]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: the changes part by part, with the words that differ
    Text,
    /// For a pull request: the same, with long changes folded
    Markdown,
    /// For programs: guide/comparison.schema.json says what is in it
    Json,
    /// The newer edition as a page with all changes in their places, the list of them first
    Html,
    /// The same as a PDF
    Pdf,
}

/// Runs the command.
///
/// # Errors
///
/// When the command was given something it cannot use, or the machine fails.
pub fn run(diff: &Diff) -> Result<Ending> {
    let mut terminal = Terminal::new(true);
    let folders = [Some(&diff.old), diff.new.as_ref()].into_iter().flatten().map(Path::new);
    let folders: Vec<&Path> = folders.chain([diff.content.as_path()]).collect();
    handover::check(diff.output.as_deref(), diff.format != Format::Pdf, &folders)?;
    let Some(old) = Side::named(&diff.old, &diff.content, &mut terminal)? else {
        return Ok(Ending::SourcesHaveErrors);
    };
    let new = match &diff.new {
        Some(name) => Side::named(name, &diff.content, &mut terminal)?,
        None => Side::of_folder(&diff.content, &mut terminal)?,
    };
    let Some(new) = new else { return Ok(Ending::SourcesHaveErrors) };
    let pair = Pair::of(diff.document.as_deref().unwrap_or(AGREEMENT), &old, &new)?;
    let (earlier, later) = (&pair.old.meta.edition, &pair.new.meta.edition);
    if earlier.date > later.date {
        terminal.note(&format!(
            "{} is newer than {}; what has come since then is told as removed",
            told::edition(earlier),
            told::edition(later)
        ));
    }
    if matches!(diff.format, Format::Html | Format::Pdf) && !new.errors.is_empty() {
        refused(&new.files, &new.errors, &mut terminal);
        return Ok(Ending::SourcesHaveErrors);
    }
    let told = |written| -> Result<String> {
        Ok(match diff.document {
            Some(_) => worded(&pair, &pair.compared()?, written),
            None => Changes::between(&old, &new)?.worded(written),
        })
    };
    let written = match diff.format {
        Format::Text if diff.output.is_some() => Ok(terminal::uncoloured(told(text::written)?.as_bytes())),
        Format::Text => Ok(told(text::written)?.into_bytes()),
        Format::Markdown => Ok(told(markdown::written)?.into_bytes()),
        Format::Json => Ok(worded(&pair, &pair.compared()?, json::written).into_bytes()),
        Format::Html => redlined(&pair, &new.files, publish::Format::Html)?.map(|artefact| artefact.bytes),
        Format::Pdf => redlined(&pair, &new.files, publish::Format::Pdf)?.map(|artefact| artefact.bytes),
    };
    let bytes = match written {
        Ok(bytes) => bytes,
        Err(findings) => {
            refused(&new.files, &findings, &mut terminal);
            return Ok(Ending::SourcesHaveErrors);
        }
    };
    match (&diff.output, diff.format) {
        (None, Format::Text | Format::Markdown | Format::Json | Format::Html) => {
            terminal.print(&String::from_utf8_lossy(&bytes)).context("cannot write the changes")?;
        }
        (output, _) => {
            if let Some(name) = handover::write(&bytes, output.as_deref())? {
                terminal
                    .print(&format!("{name}\n"))
                    .with_context(|| format!("{name} is written, but saying so failed"))?;
            }
        }
    }
    Ok(Ending::Done)
}

/// What has changed between two states of the sources, each document compared once.
pub struct Changes<'a> {
    old: &'a Side,
    new: &'a Side,
    /// The agreement, and every other document that both sides have and that differs.
    pairs: Vec<(Pair<'a>, Comparison)>,
}

impl<'a> Changes<'a> {
    /// Compares every document that both sides have.
    ///
    /// # Errors
    ///
    /// When the core fails.
    pub fn between(old: &'a Side, new: &'a Side) -> Result<Changes<'a>> {
        let mut pairs = Vec::new();
        for id in new.ids().filter(|id| old.one(id).is_some()) {
            let pair = Pair::of(id, old, new)?;
            let comparison = pair.compared()?;
            if id == AGREEMENT || !comparison.is_empty() {
                pairs.push((pair, comparison));
            }
        }
        Ok(Changes { old, new, pairs })
    }

    /// The changes for people at a terminal.
    pub fn text(&self) -> String {
        self.worded(text::written)
    }

    /// The changes as Markdown and the redlines, as files beside others.
    ///
    /// `None` if the redlines cannot be made; why is told.
    ///
    /// # Errors
    ///
    /// When the core fails.
    pub fn artefacts(&self, terminal: &mut Terminal) -> Result<Option<Vec<Artefact>>> {
        // Templates that come with a change could hide what it changes.
        let mut files = self.new.files.clone();
        templates::add_built_in(&mut files);
        let changes = self.worded(markdown::written).into_bytes();
        let mut made = vec![Artefact { name: "changes.md".to_owned(), bytes: changes, pages: None }];
        for (pair, _) in &self.pairs {
            for (format, ending) in [(publish::Format::Html, "html"), (publish::Format::Pdf, "pdf")] {
                let name = match pair.id {
                    AGREEMENT => format!("redline.{ending}"),
                    id => format!("redline-{id}.{ending}"),
                };
                match redlined(pair, &files, format)? {
                    Ok(artefact) => made.push(Artefact { name, ..artefact }),
                    Err(findings) => {
                        refused(&self.new.files, &findings, terminal);
                        return Ok(None);
                    }
                }
            }
        }
        Ok(Some(made))
    }

    /// The changes of every document that has changed, one after the other.
    fn worded(&self, written: fn(&Told<'_>) -> String) -> String {
        let told: Vec<String> = self.pairs.iter().map(|(pair, comparison)| worded(pair, comparison, written)).collect();
        told.join("\n") + &self.lone()
    }

    /// The documents that only one side has, in a line each.
    fn lone(&self) -> String {
        let (old, new) = (self.old, self.new);
        let added = new.ids().filter(|id| old.one(id).is_none()).map(|id| format!("\nThe document {id} is new.\n"));
        let gone = old.ids().filter(|id| new.one(id).is_none()).map(|id| format!("\nThe document {id} is gone.\n"));
        added.chain(gone).collect()
    }
}

/// The two states of one document.
struct Pair<'a> {
    id: &'a str,
    old: &'a Document,
    new: &'a Document,
    old_files: &'a Files,
    new_files: &'a Files,
}

impl<'a> Pair<'a> {
    /// The document with an id; both sides must have it.
    fn of(id: &'a str, old: &'a Side, new: &'a Side) -> Result<Pair<'a>> {
        let found = |side: &'a Side, which: &str| {
            side.one(id).with_context(|| {
                let known: Vec<&str> = side.ids().collect();
                format!("the {which} of the two has no document “{}”; it has {}", brief(id), known.join(", "))
            })
        };
        let (earlier, later) = (found(old, "older")?, found(new, "newer")?);
        Ok(Pair { id, old: earlier, new: later, old_files: &old.files, new_files: &new.files })
    }

    /// What has changed from one to the other.
    fn compared(&self) -> Result<Comparison> {
        sources::on_a_large_stack(FAILED, || redline::compare(self.old, self.new))
    }
}

fn refused(files: &Files, findings: &[Diagnostic], terminal: &mut Terminal) {
    terminal.findings(files, &findings.iter().collect::<Vec<_>>(), "no redline was made");
}

/// The changes as a text.
fn worded(pair: &Pair<'_>, comparison: &Comparison, written: fn(&Told<'_>) -> String) -> String {
    written(&Told { comparison, old: pair.old_files, new: pair.new_files, title: &pair.new.meta.title })
}

/// The newer edition with its changes, or what is wrong with it.
fn redlined(pair: &Pair<'_>, files: &Files, format: publish::Format) -> Result<Result<Artefact, Vec<Diagnostic>>> {
    sources::on_a_large_stack(FAILED, || {
        let (_, document) = redline::redline(pair.old, pair.new, Show::Words);
        publish::print(&document, files, format)
    })
}

/// What there is to tell.
struct Told<'a> {
    comparison: &'a Comparison,
    old: &'a Files,
    new: &'a Files,
    title: &'a str,
}
