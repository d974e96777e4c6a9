//! `agreement refresh`: starts the next edition, with a list of what there is to do for it.

mod edition;

use std::path::PathBuf;

use agreement::agreement::Agreement;
use agreement::date::Date;
use agreement::diagnostic::{self, Diagnostic};
use agreement::document::Document;
use agreement::lint::{Circumstances, LINTS};
use agreement::publish::compose;
use agreement::refresh::{Worklist, file_name, worklist};
use agreement::source::{Bytes, Files, MAX_TEXT_BYTES};
use agreement::tally::counted;
use anyhow::{Context as _, Result, bail};

use crate::control::{FILE, Grown};
use crate::fix::{Folder, Job};
use crate::folder::shown;
use crate::terminal::Terminal;
use crate::{Ending, disk, sources};
use edition::{Meant, meant};

/// Start the next edition: its entry in version control, and a list of what there is to do.
///
/// The entry is added to version-control.yaml; from then on the cover, the headers and the file
/// names say the new version and date. The worklist is a file in the content folder with a box to
/// tick for each thing: sentences that speak of the last year, dates that will have passed, Bills,
/// bodies and plans that end, leads and figures to confirm. No sentence and no figure is changed.
///
/// It may be run again for the same month: what stands in the list stays, with its ticks and notes,
/// and only what is new is added.
///
/// Exit status: 0 done, 1 the sources have errors and nothing was written, 2 the command or the
/// machine failed.
#[derive(Debug, clap::Args)]
pub struct Refresh {
    /// The month of the edition, such as 2022-04; it takes effect on the first day
    #[arg(value_name = "YYYY-MM", value_parser = edition::parse_month)]
    month: Date,

    /// Its version [default: the next whole number]
    #[arg(long, value_name = "VERSION")]
    version: Option<String>,

    /// The folder with the sources
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,
}

/// Runs the command.
///
/// # Errors
///
/// When the edition cannot be the next one, or when the machine fails; nothing is written then.
pub fn run(refresh: &Refresh) -> Result<Ending> {
    let mut terminal = Terminal::new(true);
    let folder = Folder::hold(&refresh.content)?;
    let mut files = Files::new();
    let findings = sources::read(&refresh.content, None, &mut files)?;
    let Some(folder) = folder else { bail!("there is no folder {}", shown(&refresh.content)) };
    if composed(&files, findings, &mut terminal)?.is_none() {
        return Ok(Ending::SourcesHaveErrors);
    }
    let list = List::read(refresh)?;
    let control = Agreement::editions(&files).with_context(|| format!("{FILE} has no entry that could be followed"))?;
    let meant = meant(&control, refresh.month, refresh.version.as_deref(), list.old.is_some())?;
    let (grown, version) = match meant {
        Meant::New(edition) => (Some(edition::added(&files, &control, &edition)?), edition.version),
        Meant::There(version) => (None, version),
    };
    let after = grown.as_ref().map_or(&files, |grown| &grown.files);
    let Some((document, findings)) = composed(after, Vec::new(), &mut terminal)? else {
        return Ok(Ending::SourcesHaveErrors);
    };
    let found = sources::on_a_large_stack("nothing was written", || worklist(after, &document, &findings))?;
    let found = found.with_context(|| format!("{FILE} has no entry"))?;
    let (job, said) = list.job(&found);
    // The list comes first: a list without its entry is completed by the next run.
    let jobs: Vec<Job> = job.into_iter().chain(grown.iter().map(|grown| grown.job.clone())).collect();
    folder.write(&jobs)?;
    tell(refresh, &version, grown.as_ref(), &said, &mut terminal)
        .context("the files were written, but saying so failed")?;
    Ok(Ending::Done)
}

/// What files make and what the checks say of them; `None` if anything in them stops the refresh, which
/// is shown.
fn composed(
    files: &Files,
    mut findings: Vec<Diagnostic>,
    terminal: &mut Terminal,
) -> Result<Option<(Document, Vec<Diagnostic>)>> {
    let mut document = None;
    if !findings.iter().any(Diagnostic::is_error) {
        (document, findings) = sources::on_a_large_stack("nothing was written", || {
            compose(files, &Circumstances::default(), &mut |_| {})
        })?;
    }
    diagnostic::sort(&mut findings);
    // A county may have what time overtakes for an error, and that is what the list is for.
    let of_a_check = |finding: &Diagnostic| LINTS.iter().any(|lint| lint.code == finding.code);
    let errors: Vec<&Diagnostic> =
        findings.iter().filter(|finding| finding.is_error() && !of_a_check(finding)).collect();
    match document {
        Some(document) if errors.is_empty() => Ok(Some((document, findings))),
        _ => {
            terminal.findings(files, &errors, "nothing was written; put them right, then run agreement refresh again");
            Ok(None)
        }
    }
}

/// The file of the worklist.
struct List {
    name: String,
    shown: String,
    /// What it holds, if it is there.
    old: Option<String>,
}

impl List {
    fn read(refresh: &Refresh) -> Result<List> {
        let name = file_name(refresh.month);
        let shown = shown(&refresh.content.join(&name));
        let place = refresh.content.canonicalize().with_context(|| format!("cannot open {shown}"))?;
        let old =
            disk::text_below(&place, name.as_ref(), MAX_TEXT_BYTES).with_context(|| format!("cannot read {shown}"))?;
        Ok(List { name, shown, old })
    }

    /// What is to be written, if anything is; and what to say of it.
    fn job(&self, found: &Worklist) -> (Option<Job>, String) {
        let begun = self.old.as_ref().filter(|old| !old.trim().is_empty());
        let (text, said) = match begun {
            None => {
                let (tasks, parts) = (counted(found.tasks(), "thing"), counted(found.parts(), "part"));
                (found.written(), format!("{}  {tasks} to do, in {parts}", self.shown))
            }
            Some(old) => {
                let merged = found.merged(old);
                let said = match merged.added {
                    0 => format!("{}  has all that there is to do; it was left as it is", self.shown),
                    added => format!("{}  {} added; the rest was left as it is", self.shown, counted(added, "thing")),
                };
                (merged.text, said)
            }
        };
        let job = (self.old.as_ref() != Some(&text)).then(|| Job {
            below: PathBuf::from(&self.name),
            shown: self.shown.clone(),
            old: self.old.as_ref().map(|old| Bytes::from(old.as_bytes())),
            new: Bytes::from(text.as_bytes()),
        });
        (job, said)
    }
}

fn tell(
    refresh: &Refresh,
    version: &str,
    grown: Option<&Grown>,
    said: &str,
    terminal: &mut Terminal,
) -> std::io::Result<()> {
    let month = refresh.month.month_year();
    let entry = match grown {
        Some(grown) => format!("{}  version {version} of {month} added", grown.job.shown),
        None => format!(
            "{}  has version {version} of {month} already; it was left as it is",
            shown(&refresh.content.join(FILE))
        ),
    };
    terminal.print(&format!("{entry}\n{said}\n"))?;
    if grown.is_some() {
        terminal.note("work through the list; agreement check then says what time has still overtaken");
    }
    Ok(())
}
