//! `agreement editions`: lists the editions that the history of the sources has.

use std::path::{Path, PathBuf};

use agreement::agreement::Agreement;
use agreement::date::Date;
use agreement::document;
use agreement::source::Files;
use anyhow::{Context as _, Result, bail};
use clap::ValueEnum;
use serde::Serialize;

use crate::formats::json;
use crate::history::{CUT_SHORT, Edition, History};
use crate::terminal::Terminal;
use crate::{Ending, disk, folder};

/// The version of the JSON: what would break a reader gets another.
const VERSION: u32 = 1;
const BOLD: &str = "\x1b[1m";
const PLAIN: &str = "\x1b[0m";

/// List the editions that can be published from the history.
///
/// An edition is the newest commit at which version-control.yaml ends with its version. It is
/// published with agreement build --edition NAME, where NAME is its version, its month or its
/// commit.
///
/// Exit status: 0 listed, 2 the command or the machine failed.
#[derive(Debug, clap::Args)]
pub struct Editions {
    /// The folder with the sources
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,

    /// How the editions are handed over
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: a table
    Text,
    /// For programs
    Json,
}

/// What there is to list.
struct Listing {
    content: String,
    /// Whether the sources have a history.
    history: bool,
    /// Whether the history goes back to its beginning.
    complete: bool,
    /// The edition in the folder, if no commit has it.
    uncommitted: Option<document::Edition>,
    editions: Vec<Edition>,
}

/// Runs the command.
///
/// # Errors
///
/// When there is neither a folder with the sources nor a history of them, or when the machine
/// fails to read them.
pub fn run(editions: &Editions) -> Result<Ending> {
    let mut terminal = Terminal::new(true);
    let listing = list(&editions.content, &mut terminal)?;
    let text = match editions.format {
        Format::Text => table(&listing),
        Format::Json => document(&listing),
    };
    terminal.print(&text).context("cannot write the answer")?;
    Ok(Ending::Done)
}

fn list(content: &Path, terminal: &mut Terminal) -> Result<Listing> {
    let shown = folder::shown(content);
    let history = History::open(content)?;
    let (editions, complete) = match &history {
        Some(history) => (history.editions()?, !history.is_cut_short()?),
        None => (Vec::new(), true),
    };
    let there = std::fs::symlink_metadata(content).is_ok();
    if !there && history.is_some() && editions.is_empty() {
        bail!(
            "there is no folder {shown}, neither here nor in the history; name the one with the sources: --content DIR"
        );
    }
    let mut now = None;
    // A server keeps only the history.
    if there || history.is_none() {
        let mut files = Files::new();
        disk::read_content(content, &mut files)?;
        now = Agreement::edition(&files);
        if now.is_none() {
            terminal.note(&format!(
                "{shown}/version-control.yaml does not say which edition the folder holds; agreement check says why"
            ));
        }
    }
    if history.is_none() {
        terminal.note(&format!(
            "the sources in {shown} have no history in git, so only the edition in the folder is listed"
        ));
    }
    if !complete {
        terminal.note(CUT_SHORT);
    }
    let uncommitted = now.filter(|now| editions.iter().all(|edition| edition.version != now.version));
    Ok(Listing { content: shown, history: history.is_some(), complete, uncommitted, editions })
}

/// The editions as a table, newest first.
fn table(listing: &Listing) -> String {
    let head = ["Version", "Month", "Last commit", "Id"].map(str::to_owned);
    let none = if listing.history { "not committed yet" } else { "no history" };
    let uncommitted = listing.uncommitted.as_ref();
    let uncommitted = uncommitted.map(|now| [&now.version, &now.month, none, ""].map(str::to_owned));
    let editions = listing.editions.iter().map(|edition| {
        let day = edition.day.map_or_else(|| "no date".to_owned(), Date::long);
        [edition.version.clone(), edition.month.clone(), day, edition.short.clone()]
    });
    let rows: Vec<[String; 4]> = std::iter::once(head).chain(uncommitted).chain(editions).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let (version, month, day) = (width(0), width(1), width(2));
    let mut text = String::new();
    for (number, row) in rows.iter().enumerate() {
        let line = format!("{:version$}  {:month$}  {:day$}  {}", row[0], row[1], row[2], row[3]);
        let line = line.trim_end();
        text.push_str(&if number == 0 { format!("{BOLD}{line}{PLAIN}\n") } else { format!("{line}\n") });
    }
    text
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    content: &'a str,
    history: bool,
    complete: bool,
    editions: Vec<Row<'a>>,
}

/// An edition; `commit` and `date` are `null` where no commit has it.
#[derive(Serialize)]
struct Row<'a> {
    version: &'a str,
    month: &'a str,
    effective: String,
    date: Option<String>,
    commit: Option<&'a str>,
}

/// The editions as JSON, newest first; every key is always there.
fn document(listing: &Listing) -> String {
    let uncommitted = listing.uncommitted.iter().map(|now| Row {
        version: &now.version,
        month: &now.month,
        effective: now.date.iso(),
        date: None,
        commit: None,
    });
    let editions = listing.editions.iter().map(|edition| Row {
        version: &edition.version,
        month: &edition.month,
        effective: edition.effective.iso(),
        date: edition.day.map(Date::iso),
        commit: Some(&edition.commit),
    });
    json(&Document {
        version: VERSION,
        content: &listing.content,
        history: listing.history,
        complete: listing.complete,
        editions: uncommitted.chain(editions).collect(),
    })
}
