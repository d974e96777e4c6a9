//! `agreement diff`: compares two editions of the agreement, and says what has changed.

mod json;
mod markdown;
mod text;
mod told;

use std::path::PathBuf;

use agreement::redline::{self, Comparison};
use agreement::source::Files;
use anyhow::{Context as _, Result};
use clap::ValueEnum;

use crate::side::Side;
use crate::terminal::Terminal;
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

/// Runs the command.
///
/// # Errors
///
/// When the command was given something it cannot use, or the machine fails.
pub fn run(diff: &Diff) -> Result<Ending> {
    let mut terminal = Terminal::new(true);
    let Some(old) = Side::named(&diff.old, &diff.content, &mut terminal)? else {
        return Ok(Ending::SourcesHaveErrors);
    };
    let new = match &diff.new {
        Some(name) => Side::named(name, &diff.content, &mut terminal)?,
        None => Side::of_folder(&diff.content, &mut terminal)?,
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
