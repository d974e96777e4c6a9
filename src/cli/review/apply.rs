//! `agreement review apply`: writes what a review recommends into the list of priorities.

use std::path::PathBuf;

use agreement::agreement::Agreement;
use agreement::content::priorities::recommendations::{Recommendations, apply};
use agreement::diagnostic::{Diagnostic, nearest};
use agreement::family::Family;
use agreement::source::{Bytes, Files, Root};
use agreement::tally::counted;
use anyhow::{Context as _, Result, bail};

use crate::fix::{Folder, Job};
use crate::folder::shown;
use crate::terminal::{Terminal, brief};
use crate::{Ending, sources};

/// The file that is changed, as it is called below the content folder.
const FILE: &str = "data/priorities.yaml";
/// The name of the files that reviews are in.
const SETTINGS: &str = "document.yaml";

/// Write what a review recommends into data/priorities.yaml.
///
/// Priorities that are dropped, merged or renamed get the last day on which they hold, and what takes
/// their place gets a record that holds from the next day on. Only that is added: comments and the
/// order of the file stay as they are, and what stands in it already is not added again.
///
/// Exit status: 0 done, or nothing to do, 1 the sources have errors, so that nothing was written, 2 the
/// command or the machine failed.
#[derive(Debug, clap::Args)]
pub struct Apply {
    /// The review: the name of its folder [default: the only document that recommends anything]
    #[arg(value_name = "DOCUMENT")]
    document: Option<String>,

    /// The folder with the sources
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,

    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Runs the command.
///
/// # Errors
///
/// When no review is meant, or when the machine fails; nothing is written then.
pub fn run(command: &Apply) -> Result<Ending> {
    let mut terminal = Terminal::new(true);
    let folder = if command.dry_run { None } else { Folder::hold(&command.content)? };
    let mut files = Files::new();
    let mut findings = sources::read(&command.content, None, &mut files)?;
    let mut family = None;
    if !findings.iter().any(Diagnostic::is_error) {
        let (read, found) = sources::on_a_large_stack("nothing was written", || Family::read(&files))?;
        findings = found;
        // What is wrong elsewhere is for agreement check to tell: an action plan has often got its sections on
        // the new priorities before they are in the list.
        findings.retain(|finding| match files.path(finding.file()) {
            FILE => finding.code != "missing-file",
            path => path.rsplit('/').next() == Some(SETTINGS),
        });
        family = Some(read);
    }
    let errors: Vec<&Diagnostic> = findings.iter().filter(|finding| finding.is_error()).collect();
    let Some(family) = family.filter(|_| errors.is_empty()) else {
        terminal.findings(&files, &errors, "nothing was written");
        return Ok(Ending::SourcesHaveErrors);
    };
    let recommendations = meant(&family, command.document.as_deref())?;
    let file = files.find(Root::Content, FILE).with_context(|| format!("there is no {FILE} to write into"))?;
    let text = files.text(file).map_err(|_| anyhow::anyhow!("{FILE} is not UTF-8"))?;
    let applied = match apply(text, file, recommendations) {
        Ok(applied) => applied,
        Err(found) => {
            terminal.findings(&files, &found.iter().collect::<Vec<_>>(), "nothing was written");
            return Ok(Ending::SourcesHaveErrors);
        }
    };
    let name = files.shown(file).to_owned();
    if applied.is_nothing() {
        terminal.print(&format!("{name}  has all that is recommended; it was left as it is\n"))?;
        return Ok(Ending::Done);
    }
    let mut told: String = applied.changes.iter().map(|change| format!("  {change}\n")).collect();
    told.insert_str(0, &format!("{name}  {}:\n", counted(applied.changes.len(), "change")));
    if command.dry_run {
        terminal.print(&told)?;
        terminal.note("nothing was written, since --dry-run was asked for");
        return Ok(Ending::Done);
    }
    let Some(folder) = folder else { bail!("there is no folder {}", shown(&command.content)) };
    let old = Some(files.bytes(file).clone());
    folder.write(&[Job { below: FILE.into(), shown: name.clone(), old, new: Bytes::from(applied.text.as_bytes()) }])?;
    terminal.print(&told).with_context(|| format!("{name} was changed, but saying so failed"))?;
    Ok(Ending::Done)
}

/// The recommendations of the document that is meant.
fn meant<'f>(family: &'f Family, named: Option<&str>) -> Result<&'f Recommendations> {
    let reviews: Vec<(&str, &Recommendations)> = family.members.iter().filter_map(recommends).collect();
    let ids: Vec<&str> = reviews.iter().map(|(id, _)| *id).collect();
    match (named, reviews.as_slice()) {
        (_, []) => bail!("no document of these sources has `recommendations:` in its document.yaml"),
        (None, [(_, only)]) => Ok(only),
        (None, _) => bail!("several documents recommend something: name one of {}", ids.join(", ")),
        (Some(id), all) => all.iter().find(|(known, _)| *known == id).map(|(_, review)| *review).with_context(|| {
            let advice = match nearest(id, ids.iter().copied()) {
                Some(near) => format!("did you mean {near}?"),
                None => format!("these do: {}", ids.join(", ")),
            };
            format!("no document “{}” recommends anything; {advice}", brief(id))
        }),
    }
}

fn recommends(document: &Agreement) -> Option<(&str, &Recommendations)> {
    Some((document.id.as_str(), document.recommendations.as_ref()?))
}
