//! `agreement review`: what a reviewer of a change needs, in one command.

mod apply;

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::build::{self, Build, Publish};
use crate::diff::Changes;
use crate::side::Side;
use crate::terminal::Terminal;
use crate::{Ending, folder, publication};

/// Check, publish and compare a change, all at once.
///
/// The sources as they are now are compared with BASE. What has changed is shown, everything that
/// is worth a look is listed, and the review folder gets the PDF and the page as they would be
/// published, the changes in their places as redline.html and redline.pdf, and the list of changes
/// as changes.md. This is what the workflow for pull requests does.
///
/// Exit status: 0 reviewed, 1 the sources have errors, so that nothing was published, 2 the command
/// or the machine failed.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Review {
    #[command(subcommand)]
    command: Option<Command>,

    /// What to compare with: a version, a month, a tag, a branch, a commit or a folder
    #[arg(long, value_name = "BASE", allow_hyphen_values = true, required = true)]
    base: Option<String>,

    /// The folder with the sources
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,

    /// The folder for all that is made; it is made if it is not there
    #[arg(long, value_name = "DIR", default_value = "review")]
    output: PathBuf,
}

/// What there is to do with an annual review of the priorities.
#[derive(Debug, clap::Subcommand)]
enum Command {
    Apply(apply::Apply),
}

/// Runs the command.
///
/// # Errors
///
/// When the command was given something it cannot use, or the machine fails.
pub fn run(review: &Review, publish: Publish) -> Result<Ending> {
    if let Some(Command::Apply(command)) = &review.command {
        return apply::run(command);
    }
    let base = review.base.as_deref().unwrap_or_default();
    let mut terminal = Terminal::new(true);
    build::keep_apart(&review.output, &review.content, None)?;
    publication::check(&review.output)?;
    let Some(old) = Side::named(base, &review.content, &mut terminal)? else {
        return Ok(Ending::SourcesHaveErrors);
    };
    let Some(new) = Side::of_folder(&review.content, &mut terminal)? else { return Ok(Ending::SourcesHaveErrors) };
    let changes = Changes::between(&old, &new)?;
    terminal.print(&changes.text()).context("cannot write the changes")?;
    terminal.print("\n").context("cannot write the changes")?;
    let plain = Build::plain(review.content.clone(), review.output.clone());
    let ending = build::run_with(&plain, publish, &mut |terminal| changes.artefacts(terminal))?;
    if ending == Ending::SourcesHaveErrors {
        terminal.note(&format!("{} was left as it was", folder::shown(&review.output)));
    }
    Ok(ending)
}
