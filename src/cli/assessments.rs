//! `agreement assessments`: hands over the strategic assessments of a year for a spreadsheet.

use std::path::PathBuf;

use agreement::agreement::Agreement;
use agreement::diagnostic::{self, Diagnostic};
use agreement::source::Files;
use agreement::typeface::Typefaces;
use anyhow::{Context as _, Result, bail};

use crate::folder::shown;
use crate::terminal::{Terminal, brief};
use crate::{Ending, handover, sources};

/// What came of it when the program fails.
const FAILED: &str = "nothing was written";
/// The file that it is about, as it is called in the content folder.
const FILE: &str = "data/assessments.yaml";

/// Hand over the strategic assessments of a year as CSV, for a spreadsheet.
///
/// A row for each issue, a column for each local partnership, the marks in words, the totals last.
/// The text is UTF-8; a cell that a spreadsheet would take for a formula begins with an apostrophe.
///
/// Exit status: 0 done, 1 the assessments have errors and nothing was written, 2 the command or the
/// machine failed.
#[derive(Debug, clap::Args)]
pub struct Assessments {
    /// The financial year, such as 2016-17 [default: the newest that the edition can know]
    #[arg(long, value_name = "YEAR")]
    year: Option<String>,

    /// The folder with the sources
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,

    /// The file to write [default: stdout]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
///
/// When there are no assessments of the year, when the file cannot be written there, or when the
/// machine fails.
pub fn run(assessments: &Assessments) -> Result<Ending> {
    let mut terminal = Terminal::new(true);
    handover::check(assessments.output.as_deref(), true, &[assessments.content.as_path()])?;
    let mut files = Files::new();
    let mut findings = sources::read(&assessments.content, None, &mut files)?;
    let mut csv = None;
    if !findings.iter().any(Diagnostic::is_error) {
        let made = sources::on_a_large_stack(FAILED, || made(assessments, &files))??;
        findings = made.1;
        csv = Some(made.0);
    }
    diagnostic::sort(&mut findings);
    let errors: Vec<&Diagnostic> = findings.iter().filter(|finding| finding.is_error()).collect();
    let Some(csv) = csv.filter(|_| errors.is_empty()) else {
        terminal.findings(&files, &errors, FAILED);
        return Ok(Ending::SourcesHaveErrors);
    };
    if assessments.output.is_none() {
        terminal.print(&csv).context("cannot write the assessments")?;
    } else if let Some(name) = handover::write(csv.as_bytes(), assessments.output.as_deref())? {
        terminal.print(&format!("{name}\n")).with_context(|| format!("{name} is written, but saying so failed"))?;
    }
    Ok(Ending::Done)
}

/// The CSV, and what is wrong with the file that it was made from.
fn made(assessments: &Assessments, files: &Files) -> Result<(String, Vec<Diagnostic>)> {
    let (agreement, mut findings) = Agreement::read(files);
    let Some(data) = &agreement.assessments else {
        findings.retain(|finding| files.path(finding.file()) == FILE);
        if findings.is_empty() {
            bail!("there is no {}", shown(&assessments.content.join(FILE)));
        }
        return Ok((String::new(), findings));
    };
    // What is wrong elsewhere is for agreement check to tell.
    findings.retain(|finding| finding.file() == data.file);
    let entry = match &assessments.year {
        Some(year) => data.value.of_year(year),
        None => agreement.assessment(),
    };
    let Some(entry) = entry else {
        if !findings.is_empty() {
            return Ok((String::new(), findings));
        }
        let known = data.value.years.iter().filter_map(|entry| Some(entry.year.as_ref()?.words.as_str()));
        bail!(
            "{} has no year “{}”; it has {}",
            shown(&assessments.content.join(FILE)),
            brief(assessments.year.as_deref().unwrap_or_default()),
            known.collect::<Vec<_>>().join(", ")
        );
    };
    match Typefaces::load(files) {
        Ok(typefaces) => {
            let (csv, mut found) = agreement.assessments_csv(entry, files, &typefaces);
            findings.append(&mut found);
            Ok((csv, findings))
        }
        Err(finding) => Ok((String::new(), vec![finding])),
    }
}
