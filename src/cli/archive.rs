//! `agreement archive`: publishes every edition of the history, with a front page.

use std::path::PathBuf;

use agreement::diagnostic::{self, Diagnostic};
use agreement::publish;
use agreement::source::Files;
use anyhow::{Context as _, Result, bail};

use crate::folder::{self, TEMPLATES};
use crate::history::{CUT_SHORT, Edition, History};
use crate::terminal::{Terminal, brief};
use crate::{Ending, build, publication, sources};

/// Publish all editions of the history, each at its own address.
///
/// Every edition that agreement editions lists becomes a PDF and a page, named after its month, and
/// index.html leads to all of them. The page of an earlier edition says that it is one, and leads
/// to the newest. All of them are set with the templates of today.
///
/// Exit status: 0 published, 1 an edition has errors, so that nothing was published, 2 the command
/// or the machine failed.
#[derive(Debug, clap::Args)]
pub struct Archive {
    /// The folder with the sources
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,

    /// The folder to publish into; it is made if it is not there
    #[arg(long, value_name = "DIR", default_value = "archive")]
    output: PathBuf,

    /// A folder whose files replace built-in templates of the same name
    ///
    /// Without this option the folder templates/ is used, if there is one.
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,

    /// Leave out the edition with this version; may be given several times
    #[arg(long, value_name = "VERSION")]
    without: Vec<String>,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no history or no edition in it, or when the machine fails.
pub fn run(archive: &Archive) -> Result<Ending> {
    let mut terminal = Terminal::new(false);
    build::keep_apart(&archive.output, &archive.content, archive.templates.as_deref())?;
    publication::check(&archive.output)?;
    publication::recover(&archive.output)?;
    let content = folder::shown(&archive.content);
    let Some(history) = History::open(&archive.content)? else {
        bail!("the sources in {content} have no history in git, so there are no editions to be published");
    };
    let editions = wanted(history.editions()?, &archive.without)?;
    if editions.is_empty() {
        bail!("the history of {content} has no edition that could be published; agreement editions lists them");
    }
    if history.is_cut_short()? {
        terminal.note(CUT_SHORT);
    }
    let mut all = Vec::with_capacity(editions.len());
    for edition in &editions {
        let (files, findings) = read(archive, &history, edition)?;
        if findings.iter().any(Diagnostic::is_error) {
            return refused(edition, &files, findings, &mut terminal);
        }
        all.push(files);
    }
    let made =
        sources::on_a_large_stack("nothing was published", || publish::archive(&all, &mut |step| terminal.step(step)))?;
    let artefacts = match made {
        Ok(artefacts) => artefacts,
        Err((index, findings)) => return refused(&editions[index], &all[index], findings, &mut terminal),
    };
    terminal.progress("Publishing");
    let publication = publication::publish(&archive.output, &artefacts, &|_| false)?;
    build::tell(&folder::shown(&archive.output), &artefacts, &publication, &mut terminal)?;
    Ok(Ending::Done)
}

/// The editions to be published, oldest first.
fn wanted(mut editions: Vec<Edition>, without: &[String]) -> Result<Vec<Edition>> {
    if let Some(unknown) = without.iter().find(|version| editions.iter().all(|edition| edition.version != **version)) {
        bail!("there is no edition {} to leave out; agreement editions lists them", brief(unknown));
    }
    editions.retain(|edition| !without.contains(&edition.version));
    editions.reverse();
    for (at, edition) in editions.iter().enumerate() {
        if let Some(other) = editions[..at].iter().find(|other| other.month == edition.month) {
            bail!(
                "editions {} and {} are both of {}, and each needs an address of its own; leave one out: --without {}",
                other.version,
                edition.version,
                edition.month,
                other.version
            );
        }
    }
    Ok(editions)
}

fn read(archive: &Archive, history: &History, edition: &Edition) -> Result<(Files, Vec<Diagnostic>)> {
    let today = PathBuf::from(TEMPLATES);
    let templates = archive.templates.clone().or_else(|| today.is_dir().then_some(today));
    let mut files = Files::new();
    let revision = history.named(&edition.commit)?;
    let findings = sources::read_revision(&revision, templates.as_deref(), &mut files)
        .with_context(|| format!("edition {} cannot be read", edition.version))?;
    Ok((files, findings))
}

/// Says what stands in the way of an edition.
fn refused(edition: &Edition, files: &Files, mut findings: Vec<Diagnostic>, terminal: &mut Terminal) -> Result<Ending> {
    diagnostic::sort(&mut findings);
    let errors: Vec<&Diagnostic> = findings.iter().filter(|finding| finding.is_error()).collect();
    terminal.findings(files, &errors, "nothing was published");
    terminal.note(&format!(
        "these are in edition {version}, as commit {commit} has it; to publish the others, leave it out: --without \
         {version}",
        version = edition.version,
        commit = edition.short
    ));
    Ok(Ending::SourcesHaveErrors)
}
