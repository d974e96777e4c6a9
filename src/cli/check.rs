//! `agreement check`: reads the sources and says all that can be said of them, publishing nothing.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;

use agreement::date::Date;
use agreement::diagnostic::{self, Diagnostic, Severity};
use agreement::lint::Circumstances;
use agreement::source::{Files, Root};
use agreement::tally::counted;
use anyhow::{Context as _, Result};
use clap::ValueEnum;

use crate::catalogue;
use crate::counts::Counts;
use crate::fix::{Change, Fixed, Folder, Left, Refused};
use crate::formats::{self, Format, Report};
use crate::scope::Scope;
use crate::terminal::Terminal;
use crate::{Ending, date, history, sources, terminal};

/// Where GitHub Actions wants the summary of a step, in Markdown.
const STEP_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// Find what is wrong in the sources, and what a tired editor misses.
///
/// Everything in the content folder is read and judged together, and nothing is published. What
/// is found is shown with its file, its line, the words and what to do: errors, with which
/// nothing can be published; warnings, over which a reader would trip; and hints.
///
/// agreement.yaml can give a check another level, and a part can allow what is right in its
/// place: see --explain. What only shows when the PDF is set is left to agreement build.
///
/// Exit status: 0 nothing that stops publication, 1 the sources have errors (with --strict also:
/// or warnings), 2 the command or the machine failed.
#[derive(Debug, clap::Args)]
pub struct Check {
    /// Files or folders of which the findings are shown and counted
    ///
    /// They lie in the content folder. If the first lies in another folder with an
    /// agreement.yaml, that is the content folder, unless --content names one. Without PATHS,
    /// all findings are shown.
    #[arg(value_name = "PATHS")]
    paths: Vec<PathBuf>,

    /// The folder with the sources [default: content]
    #[arg(long, value_name = "DIR")]
    content: Option<PathBuf>,

    /// A folder whose files replace built-in templates of the same name
    ///
    /// Without this option the folder templates/ is used, if there is one.
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,

    /// How the findings are handed over
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// The least that is shown
    #[arg(long, value_name = "LEVEL", default_value = "hint")]
    level: Least,

    /// Judge what has ended or begun as at this day, not the effective date of the edition
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date::parse_day)]
    as_at: Option<Date>,

    /// End with status 1 if there are warnings either
    #[arg(long)]
    strict: bool,

    /// Put right, in the files, what is shown and can be put right without asking
    ///
    /// Each change is told. What is shown and counted is what remains.
    #[arg(long)]
    fix: bool,

    /// Say what a check finds, why it matters, and where its rule comes from
    #[arg(long, value_name = "CODE", exclusive = true)]
    explain: Option<String>,

    /// List all checks with their levels
    #[arg(long, exclusive = true)]
    list: bool,
}

/// The least that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Least {
    /// Only what stops publication
    Error,
    /// Also what a reader would trip over
    Warning,
    /// Everything
    Hint,
}

impl Least {
    fn severity(self) -> Severity {
        match self {
            Least::Error => Severity::Error,
            Least::Warning => Severity::Warning,
            Least::Hint => Severity::Hint,
        }
    }
}

/// What judges files: the core, or what stands for it in a test.
pub type Judge = fn(&Files, &Circumstances<'_>) -> Vec<Diagnostic>;

/// Runs the command.
///
/// # Errors
///
/// When the command was given something it cannot use, or the machine fails.
pub fn run(check: &Check, judge: Judge) -> Result<Ending> {
    // It takes a blink: only a display that moves and goes away again is worth it.
    let mut terminal = Terminal::new(!std::io::stderr().is_terminal());
    let ending = match &check.explain {
        _ if check.list => show(&catalogue::list(terminal::page()), &mut terminal),
        Some(code) => catalogue::explain(code, terminal::page()).and_then(|page| show(&page, &mut terminal)),
        None => check_sources(check, judge, &mut terminal),
    };
    terminal.clear();
    ending
}

fn show(text: &str, terminal: &mut Terminal) -> Result<Ending> {
    terminal.print(text).context("cannot write the answer")?;
    Ok(Ending::Done)
}

fn check_sources(check: &Check, judge: Judge, terminal: &mut Terminal) -> Result<Ending> {
    let scope = Scope::find(check.content.as_deref(), &check.paths)?;
    terminal.progress("Checking the sources");
    let folder = if check.fix { Folder::hold(&scope.content)? } else { None };
    let mut sources = Sources::read(check, &scope, judge, terminal)?;
    scope.refuse_nothing(&sources.files)?;
    if let Some(folder) = folder.filter(|_| sources.complete) {
        let fixed = sources.fix(check, &scope, judge, &folder)?;
        tell(&fixed, check.format, terminal).context("the sources were put right, but saying so failed")?;
        if !fixed.changes.is_empty() || !fixed.left.is_empty() {
            sources = Sources::read(check, &scope, judge, terminal)?;
        }
    }
    let report = sources.report(check, &scope);
    terminal.print(&formats::written(check.format, &report)).context("cannot write the findings")?;
    if check.format == Format::Github {
        summarise(&report, terminal);
    }
    Ok(if report.refuses() { Ending::SourcesHaveErrors } else { Ending::Done })
}

/// The sources, and all that was found in them.
struct Sources {
    files: Files,
    findings: Vec<Diagnostic>,
    complete: bool,
    /// The last published edition, where it is known.
    last_edition: Option<Files>,
}

impl Sources {
    fn read(check: &Check, scope: &Scope, judge: Judge, terminal: &mut Terminal) -> Result<Sources> {
        let mut files = Files::new();
        let mut last_edition = None;
        let mut findings = sources::read(&scope.content, check.templates.as_deref(), &mut files)?;
        let complete = !findings.iter().any(Diagnostic::is_error);
        if complete {
            last_edition = history::last_edition(&scope.content, &files, terminal);
            let circumstances = Circumstances { as_at: check.as_at, last_edition: last_edition.as_ref() };
            findings.extend(sources::on_a_large_stack("nothing was checked", || judge(&files, &circumstances))?);
        }
        diagnostic::sort(&mut findings);
        Ok(Sources { files, findings, complete, last_edition })
    }

    fn report(&self, check: &Check, scope: &Scope) -> Report<'_> {
        let files = &self.files;
        let (asked, elsewhere): (Vec<_>, Vec<_>) =
            self.findings.iter().partition(|finding| scope.holds(files, finding.file()));
        let read = files.below(Root::Content, "").filter(|file| !files.path(*file).starts_with('\0'));
        Report {
            files,
            counts: Counts::of(asked.iter().copied()),
            elsewhere: Counts::of(elsewhere),
            shown: asked.into_iter().filter(|finding| finding.severity >= check.level.severity()).collect(),
            checked: read.filter(|file| scope.holds(files, *file)).count(),
            complete: self.complete,
            as_at: check.as_at,
            strict: check.strict,
            fixed: check.fix,
        }
    }

    /// Puts right what is shown and can be put right.
    fn fix(&self, check: &Check, scope: &Scope, judge: Judge, folder: &Folder) -> Result<Fixed> {
        let wanted = |files: &Files, finding: &Diagnostic| {
            let there = finding.suggestion.as_ref().is_some_and(|one| scope.holds(files, one.span.file));
            there && finding.severity >= check.level.severity() && scope.holds(files, finding.file())
        };
        let circumstances = Circumstances { as_at: check.as_at, last_edition: self.last_edition.as_ref() };
        let again = |files: &Files| sources::on_a_large_stack("nothing was changed", || judge(files, &circumstances));
        folder.fix(&self.files, self.findings.clone(), &wanted, &again)
    }
}

/// Says what was put right, on stdout where people read it, and what was not.
fn tell(fixed: &Fixed, format: Format, terminal: &mut Terminal) -> Result<()> {
    let mut lines: Vec<String> = fixed.changes.iter().map(|change| format!("put right  {}", words(change))).collect();
    if !lines.is_empty() {
        let files: BTreeSet<&str> = fixed.changes.iter().map(|change| change.file.as_str()).collect();
        lines.push(format!("{} put right in {}", counted(lines.len(), "place"), counted(files.len(), "file")));
        if format == Format::Text {
            terminal.print(&format!("{}\n\n", lines.join("\n")))?;
        } else {
            lines.iter().for_each(|line| terminal.note(line));
        }
    }
    for Refused { change, error } in &fixed.refused {
        terminal.note(&format!("not put right, since it would bring an error: {} ({error})", words(change)));
    }
    for (file, reason) in &fixed.left {
        terminal.note(&match reason {
            Left::Changed => format!("{file} has been changed while it was checked; it was left as it is"),
            Left::ReadOnly => format!("{file} may not be written; it was left as it is"),
        });
    }
    Ok(())
}

/// "content/foreword.md:12: “on line” → “online”".
fn words(Change { file, line, old, new }: &Change) -> String {
    let (file, shown_old, shown_new) = (terminal::safe(file), terminal::brief(old), terminal::brief(new));
    match (old.is_empty(), new.is_empty()) {
        (true, _) => format!("{file}:{line}: added “{shown_new}”"),
        (_, true) => format!("{file}:{line}: removed “{shown_old}”"),
        _ => format!("{file}:{line}: “{shown_old}” → “{shown_new}”"),
    }
}

/// Hands the summary to the platform, where it asks for one.
fn summarise(report: &Report<'_>, terminal: &mut Terminal) {
    let Some(path) = std::env::var_os(STEP_SUMMARY).filter(|path| !path.is_empty()) else { return };
    let file = OpenOptions::new().append(true).create(true).open(path);
    if file.and_then(|mut file| file.write_all(formats::summarised(report).as_bytes())).is_err() {
        terminal.note(&format!("the file that {STEP_SUMMARY} names cannot be written, so it has no summary"));
    }
}

#[cfg(test)]
mod tests;
