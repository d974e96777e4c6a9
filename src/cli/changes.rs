//! `agreement changes`: drafts the items of version control from what has changed.

mod draft;

use std::path::PathBuf;

use agreement::agreement::Agreement;
use agreement::content::version_control::{Entry, VersionControl};
use agreement::redline;
use agreement::source::Files;
use agreement::tally::counted;
use anyhow::{Context as _, Result, bail};

use crate::control::{self, FILE};
use crate::fix::Folder;
use crate::folder::shown;
use crate::side::Side;
use crate::terminal::Terminal;
use crate::{Ending, history, sources};
use draft::Item;

/// Draft the items of version control for what has changed.
///
/// The sources as they are now are compared with the last published edition, and each part that
/// has changed and that no newer entry of version-control.yaml names gets an item: "three paragraphs
/// added, two updated". What you have written yourself stays as it is. The words are a
/// draft: say what the change means where a count does not.
///
/// Exit status: 0 drafted, 1 the sources make no document, 2 the command or the machine failed.
#[derive(Debug, clap::Args)]
pub struct Changes {
    /// The folder with the sources
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,

    /// Compare with this edition instead of the last one: a version, a month, a tag, a commit, a folder
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    since: Option<String>,

    /// Add the items to the newest entry of version-control.yaml
    #[arg(long)]
    write: bool,
}

/// Runs the command.
///
/// # Errors
///
/// When there is nothing to compare with, or when the machine fails.
pub fn run(changes: &Changes) -> Result<Ending> {
    let mut terminal = Terminal::new(true);
    let folder = if changes.write { Folder::hold(&changes.content)? } else { None };
    let mut files = Files::new();
    let findings = sources::read(&changes.content, None, &mut files)?;
    let old = match &changes.since {
        Some(name) => Side::named(name, &changes.content, &mut terminal)?,
        None => match history::last_edition(&changes.content, &files, &mut terminal) {
            Some(last) => Side::of("the last edition", last, Vec::new(), &mut terminal)?,
            None => bail!(
                "no earlier edition of {} is known, so there is nothing to compare with; name one: --since NAME",
                shown(&changes.content)
            ),
        },
    };
    let (Some(old), Some(new)) = (old, Side::of(&shown(&changes.content), files, findings, &mut terminal)?) else {
        return Ok(Ending::SourcesHaveErrors);
    };
    let compare = || redline::compare(&old.document, &new.document);
    let comparison = sources::on_a_large_stack("nothing was compared", compare)?;
    let control = Agreement::editions(&new.files)
        .with_context(|| format!("{FILE} has no entry to which items could be added"))?;
    let entry = control.last().with_context(|| format!("{FILE} has no entry"))?;
    let since = &comparison.old;
    let items = draft::items(&comparison, control.since(since));
    if items.is_empty() {
        let all = format!("Every part that has changed since {} ({}) has its item.\n", since.version, since.month);
        terminal.print(&all).context("cannot write the answer")?;
        return Ok(Ending::Done);
    }
    match folder {
        Some(folder) => write(&folder, &new.files, &control, &items, &mut terminal)?,
        None => {
            let indent = "    ";
            terminal.print(&draft::written(&items, indent)).context("cannot write the draft")?;
            terminal.note(&format!(
                "a draft for the changes of version {}, since version {} ({}); agreement changes --write adds it",
                entry.version.words, since.version, since.month
            ));
        }
    }
    Ok(Ending::Done)
}

/// Adds the items at the end of the file, where the newest entry ends.
fn write(
    folder: &Folder,
    files: &Files,
    control: &VersionControl,
    items: &[Item],
    terminal: &mut Terminal,
) -> Result<()> {
    let draft = draft::written(items, "    ");
    let grown = control.last().and_then(|entry| {
        let addition = addition(control::text(files)?, entry, items)?;
        control::grown(files, &addition, &with(control, items)).map(|grown| (entry, grown))
    });
    let Some((entry, grown)) = grown else {
        terminal.print(&draft).context("cannot write the draft")?;
        bail!("the items cannot be added to {FILE} in the way that its last entry is written; add them by hand");
    };
    if let Err(error) = folder.write(std::slice::from_ref(&grown.job)) {
        terminal.print(&draft).context("cannot write the draft")?;
        return Err(error);
    }
    let name = &grown.job.shown;
    terminal
        .print(&format!("{} added to version {} in {name}:\n", counted(items.len(), "item"), entry.version.words))
        .and_then(|()| terminal.print(&draft))
        .with_context(|| format!("{name} was changed, but saying so failed"))
}

/// The text to add after the last words of the file; `None` if it is written in another way.
fn addition(text: &str, entry: &Entry, items: &[Item]) -> Option<String> {
    let indent_of = |at: usize| {
        let start = text[..at].rfind('\n').map_or(0, |line| line + 1);
        let line = text[start..].lines().next().unwrap_or_default();
        (&line[..line.len() - line.trim_start_matches(' ').len()], line.trim_start_matches(' '))
    };
    match entry.changes.last() {
        Some(last) => {
            let (indent, line) = indent_of(last.span.start);
            let of_the_list = line.starts_with("- ");
            of_the_list.then(|| format!("\n{}", draft::written(items, indent).trim_end()))
        }
        None => {
            let (indent, line) = indent_of(entry.version.span.start);
            let keys = if line.starts_with("- ") { format!("{indent}  ") } else { indent.to_owned() };
            let in_braces = line.trim_start_matches("- ").starts_with('{');
            (!in_braces)
                .then(|| format!("\n{keys}changes:\n{}", draft::written(items, &format!("{keys}  ")).trim_end()))
        }
    }
}

/// What the table says with these items at its end.
fn with(control: &VersionControl, items: &[Item]) -> Vec<control::Said> {
    let mut said = control::said(control);
    if let Some(last) = said.last_mut() {
        last.changes.extend(items.iter().map(|item| (Some(item.part.clone()), item.note.clone())));
    }
    said
}
