//! `agreement build`: reads the sources, has them published, puts the result away.

use std::num::NonZero;
use std::path::{Path, PathBuf};

use agreement::date::Date;
use agreement::diagnostic::{self, Diagnostic, Severity};
use agreement::lint::Circumstances;
use agreement::publish::{self, Artefact, Outcome, Request, Step};
use agreement::source::{Files, Root};
use anyhow::{Context as _, Result, bail};
use clap::ValueEnum;

use crate::counts::Counts;
use crate::history::{History, last_edition};
use crate::publication::Publication;
use crate::terminal::{Terminal, brief};
use crate::{Ending, date, fault, folder, publication, sources};

/// Publish the agreement and the documents beside it, each as one PDF and one HTML page.
///
/// Reads the Markdown and YAML in the content folder and writes for every document a tagged PDF
/// and a self-contained page into the output folder. If anything is wrong with the sources, every
/// finding is shown with its file and line, and the output stays as it was.
///
/// Only files that this program wrote are ever replaced or removed.
///
/// Exit status: 0 published, 1 the sources have errors (with --strict also: or warnings),
/// 2 the command or the machine failed.
#[derive(Debug, clap::Args)]
pub struct Build {
    /// The only document to publish: agreement, or the name of a folder with a document.yaml
    ///
    /// Without it all of them are published, with a front page that leads to them.
    #[arg(value_name = "DOCUMENT")]
    document: Option<String>,

    /// The folder with the sources
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,

    /// Publish an edition from the history of the sources
    ///
    /// NAME is a version ("1.0"), a month ("2021-04" or "April 2021"), or a tag, a branch or a
    /// commit; agreement editions lists the editions. The sources are read as that commit has
    /// them, with the templates/ beside them if it has any; the content folder of today is
    /// neither read nor changed. What is published in the output folder is replaced: name
    /// another with --output to keep it.
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    edition: Option<String>,

    /// The folder to publish into; it is made if it is not there
    #[arg(long, value_name = "DIR", default_value = "output")]
    output: PathBuf,

    /// A folder whose files replace built-in templates of the same name
    ///
    /// Without this option the folder templates/ is used, if there is one.
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,

    /// Make only the PDF, or only the page
    ///
    /// The other file stays as it was last published, which may be another edition. A page
    /// made alone has no link to a PDF.
    #[arg(long, value_name = "FORMAT")]
    only: Option<Format>,

    /// The date that the files say they were made on
    ///
    /// Without this option it is taken from the variable SOURCE_DATE_EPOCH (seconds since
    /// 1970), and without that it is the effective date of the edition. The clock is never
    /// asked, so the same sources give the same files.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date::parse_day)]
    date: Option<Date>,

    /// Publish nothing if there are warnings either
    #[arg(long)]
    strict: bool,

    /// Show findings and failures, nothing else
    #[arg(long, short)]
    quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The PDF
    Pdf,
    /// The HTML page
    Html,
}

impl Build {
    /// A build of a folder as it is, into another.
    pub fn plain(content: PathBuf, output: PathBuf) -> Build {
        Build {
            document: None,
            content,
            edition: None,
            output,
            templates: None,
            only: None,
            date: None,
            strict: false,
            quiet: false,
        }
    }
}

impl Format {
    fn ending(self) -> &'static str {
        match self {
            Format::Pdf => ".pdf",
            Format::Html => ".html",
        }
    }
}

/// What makes artefacts of files: the core, or what stands for it in a test.
pub type Publish = fn(&Files, &Request<'_>, &mut dyn FnMut(Step)) -> Outcome;

/// Runs the command.
///
/// # Errors
///
/// When the command was given something it cannot use, or the machine fails.
pub fn run(build: &Build, publish: Publish) -> Result<Ending> {
    run_with(build, publish, &mut |_| Ok(Some(Vec::new())))
}

/// What is published beside the agreement; nothing is if it cannot be made, which was then told.
pub type More<'m> = &'m mut dyn FnMut(&mut Terminal) -> Result<Option<Vec<Artefact>>>;

/// The same with more files beside those of the agreement.
///
/// # Errors
///
/// As those of [`run`], and when the others cannot be made.
pub fn run_with(build: &Build, publish: Publish, more: More<'_>) -> Result<Ending> {
    let mut terminal = Terminal::new(build.quiet);
    let ending = publish_into(build, publish, more, &mut terminal);
    terminal.clear();
    ending
}

fn publish_into(build: &Build, publish: Publish, more: More<'_>, terminal: &mut Terminal) -> Result<Ending> {
    let date = match (build.date, std::env::var_os(date::EPOCH)) {
        (None, Some(epoch)) => Some(date::parse_epoch(&epoch)?),
        (date, _) => date,
    };
    keep_apart(&build.output, &build.content, build.templates.as_deref())?;
    publication::check(&build.output)?;
    terminal.step(Step::Read);
    publication::recover(&build.output)?;
    let history = build.edition.as_deref().map(|name| history_for(name, &build.content)).transpose()?;
    let edition = match (&history, &build.edition) {
        (Some(history), Some(name)) => Some(history.named(name)?),
        _ => None,
    };
    if let Some(note) = edition.as_ref().and_then(|edition| edition.note.as_deref()) {
        terminal.note(note);
    }
    let mut files = Files::new();
    let templates = build.templates.as_deref();
    let mut findings = match &edition {
        Some(edition) => sources::read_revision(edition, templates, &mut files)?,
        None => sources::read(&build.content, templates, &mut files)?,
    };
    if findings.iter().any(Diagnostic::is_error) {
        // What the core would say of sources that were not all read would mislead.
        diagnostic::sort(&mut findings);
        terminal.findings(&files, &worth_a_look(&findings), "nothing was published");
        return Ok(Ending::SourcesHaveErrors);
    }
    let last = match &edition {
        Some(edition) => edition.last_edition(&files, terminal),
        None => last_edition(&build.content, &files, terminal),
    };
    let circumstances = Circumstances { as_at: None, last_edition: last.as_ref() };
    let document = build.document.as_deref();
    if let Some(id) = document {
        let ids = sources::on_a_large_stack("nothing was published", || publish::documents(&files))?;
        known(id, &ids)?;
    }
    let (pdf, html) = (build.only != Some(Format::Html), build.only != Some(Format::Pdf));
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let request = Request { pdf, html, date, document, threads, circumstances };
    let outcome = sources::on_a_large_stack("nothing was published", || {
        publish(&files, &request, &mut |step| terminal.step(step))
    })?;
    findings.extend(outcome.findings);
    diagnostic::sort(&mut findings);
    let findings = worth_a_look(&findings);
    let counts = Counts::of(findings.iter().copied());
    if counts.errors > 0 {
        terminal.findings(&files, &findings, "nothing was published");
        let of_its_templates =
            |finding: &&Diagnostic| finding.is_error() && files.root(finding.file()) == Root::Templates;
        if edition.is_some() && build.templates.is_none() && findings.iter().any(of_its_templates) {
            terminal.note(
                "the templates are those of that edition, which may have been made for an earlier program; to publish \
                 it with others, name their folder: --templates DIR",
            );
        }
        return Ok(Ending::SourcesHaveErrors);
    }
    if build.strict && counts.warnings > 0 {
        terminal.findings(&files, &findings, "nothing was published, since --strict allows no warnings");
        return Ok(Ending::SourcesHaveErrors);
    }
    if outcome.artefacts.is_empty() {
        bail!("{}", fault::sentence(&["nothing came out of the sources, and no reason was given"]));
    }
    let Some(more) = more(terminal)? else { return Ok(Ending::SourcesHaveErrors) };
    let artefacts: Vec<Artefact> = outcome.artefacts.into_iter().chain(more).collect();
    terminal.progress("Publishing");
    let folder = folder::shown(&build.output);
    let stems: Vec<&str> = artefacts.iter().filter_map(|made| Some(made.name.rsplit_once('.')?.0)).collect();
    let is_made = |name: &str| name.rsplit_once('.').is_some_and(|(stem, _)| stems.contains(&stem));
    let of_others = |name: &str| document.is_some() && !is_made(name);
    let carry = |name: &str| of_others(name) || build.only.is_some_and(|format| !name.ends_with(format.ending()));
    let publication = publication::publish(&build.output, &artefacts, &carry)?;
    terminal.findings(&files, &findings, "published all the same");
    tell(&folder, &artefacts, &publication, terminal)?;
    Ok(Ending::Done)
}

/// Says what was published, and what became of the files of an earlier build.
pub fn tell(folder: &str, artefacts: &[Artefact], publication: &Publication, terminal: &mut Terminal) -> Result<()> {
    let unsaid = || format!("the files in {folder} are published, but saying so failed");
    for artefact in artefacts {
        terminal.published(folder, artefact).with_context(unsaid)?;
    }
    for name in &publication.removed {
        terminal.say(&format!("{folder}/{name}  removed: of an earlier build")).with_context(unsaid)?;
    }
    for name in &publication.carried {
        terminal.say(&format!("{folder}/{name}  not made anew: of an earlier build")).with_context(unsaid)?;
    }
    for name in &publication.released {
        terminal.note(&format!(
            "{folder}/{name} belongs to an earlier build, but has been changed since; it was not removed"
        ));
    }
    Ok(())
}

/// Refuses the name of a document that these sources do not have.
fn known(id: &str, ids: &[String]) -> Result<()> {
    if ids.iter().any(|known| known == id) {
        return Ok(());
    }
    let advice = match diagnostic::nearest(id, ids.iter().map(String::as_str)) {
        Some(near) => format!("did you mean {near}?"),
        None => format!("the documents of these sources are {}", ids.join(", ")),
    };
    bail!("there is no document “{}”; {advice}", brief(id))
}

/// The history in which an edition is looked for.
fn history_for(name: &str, content: &Path) -> Result<History> {
    History::open(content)?.with_context(|| {
        format!(
            "the sources in {} have no history in git, so there is no edition “{}” to be had; leave --edition out to \
             publish them as they are",
            folder::shown(content),
            brief(name)
        )
    })
}

/// The errors and the warnings; hints are for those who ask for them with `agreement check`.
fn worth_a_look(findings: &[Diagnostic]) -> Vec<&Diagnostic> {
    findings.iter().filter(|finding| finding.severity > Severity::Hint).collect()
}

/// Refuses an output folder inside the sources, where published files would become sources.
pub fn keep_apart(typed: &Path, content: &Path, templates: Option<&Path>) -> Result<()> {
    let Some(output) = folder::place(typed) else { return Ok(()) };
    for folder in [content, templates.unwrap_or(Path::new(folder::TEMPLATES))] {
        if folder.canonicalize().is_ok_and(|folder| output.starts_with(folder)) {
            bail!(
                "the output folder {} lies inside {}, where published files would be read as sources; \
                 name another: --output DIR",
                folder::shown(typed),
                folder::shown(folder)
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
