//! `agreement duties`: says what the law asks of the agreement, and which parts of it meet that.

use std::path::PathBuf;

use agreement::agreement::Agreement;
use agreement::content::duties::{self, Told, Verdict, Wording};
use agreement::diagnostic::{self, Diagnostic};
use agreement::document::Document;
use agreement::lint::{Circumstances, LINTS};
use agreement::publish::compose;
use agreement::source::Files;
use agreement::tally::counted;
use anyhow::{Context as _, Result, bail};
use clap::ValueEnum;
use serde::Serialize;

use crate::folder::shown;
use crate::formats::json;
use crate::plain::plain;
use crate::terminal::{self, Terminal, safe, wrapped};
use crate::{Ending, sources};

/// The version of the JSON: what would break a reader gets another.
const VERSION: u32 = 1;
const BOLD: &str = "\x1b[1m";
const PLAIN: &str = "\x1b[0m";
/// The file that the duties stand in.
const FILE: &str = "data/duties.yaml";
/// How far what is said of a duty stands to the right, and its words behind their label.
const INDENT: usize = 2;
const LABEL: usize = 9;

/// Say what the law asks of the agreement, and which parts of it meet that.
///
/// The duties are those in data/duties.yaml, each in words of our own, with the page on which its
/// wording was read. A duty is met, or a gap, or to be confirmed by the monitoring officer, where
/// nobody has read its wording. It is a map for officers and no legal advice.
///
/// Exit status: 0 said, 1 the sources have errors (with --strict also: or there are gaps), 2 the
/// command or the machine failed.
#[derive(Debug, clap::Args)]
pub struct Duties {
    /// The folder with the sources
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,

    /// How the duties are handed over
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// End with status 1 if there are gaps
    #[arg(long)]
    strict: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people at a terminal
    Text,
    /// A table, for a report or a pull request
    Markdown,
    /// For programs
    Json,
}

/// Runs the command.
///
/// # Errors
///
/// When the sources have no file of duties, or when the machine fails.
pub fn run(duties: &Duties) -> Result<Ending> {
    let mut terminal = Terminal::new(true);
    let content = shown(&duties.content);
    let mut files = Files::new();
    let findings = sources::read(&duties.content, None, &mut files)?;
    let Some(document) = composed(&files, findings, &mut terminal)? else { return Ok(Ending::SourcesHaveErrors) };
    let (agreement, register) = sources::on_a_large_stack("nothing was said", || {
        let (agreement, _) = Agreement::read(&files);
        let register = agreement.register(&mut Vec::new());
        (agreement, register)
    })?;
    let Some(data) = &agreement.duties else { bail!("there is no {content}/{FILE}, so no duties are known") };
    let told = data.value.told(&register, &document.parts);
    let text = match duties.format {
        Format::Text => map(&told, terminal::page().sentence),
        Format::Markdown => table(&told),
        Format::Json => object(&content, &told),
    };
    terminal.print(&text).context("cannot write the answer")?;
    let refused = duties.strict && count(&told, Verdict::Gap) > 0;
    Ok(if refused { Ending::SourcesHaveErrors } else { Ending::Done })
}

/// The document; `None` if an error stands in the way of one, which is shown.
fn composed(files: &Files, mut findings: Vec<Diagnostic>, terminal: &mut Terminal) -> Result<Option<Document>> {
    let mut document = None;
    if !findings.iter().any(Diagnostic::is_error) {
        (document, findings) =
            sources::on_a_large_stack("nothing was said", || compose(files, &Circumstances::default(), &mut |_| {}))?;
    }
    diagnostic::sort(&mut findings);
    // What a county has made an error of its own does not change what the parts are called.
    let of_a_check = |finding: &Diagnostic| LINTS.iter().any(|lint| lint.code == finding.code);
    let errors: Vec<&Diagnostic> =
        findings.iter().filter(|finding| finding.is_error() && !of_a_check(finding)).collect();
    if errors.is_empty() && document.is_some() {
        return Ok(document);
    }
    terminal.findings(files, &errors, "the duties can be told when they are put right");
    Ok(None)
}

fn count(told: &[Told<'_>], verdict: Verdict) -> usize {
    told.iter().filter(|told| told.duty.verdict() == verdict).count()
}

/// "14 duties: 11 met, 2 gaps, 1 to be confirmed by the monitoring officer".
fn counts(told: &[Told<'_>]) -> String {
    let duties = match told.len() {
        1 => "1 duty".to_owned(),
        many => format!("{many} duties"),
    };
    let (met, gaps) = (count(told, Verdict::Met), counted(count(told, Verdict::Gap), "gap"));
    format!("{duties}: {met} met, {gaps}, {} {}", count(told, Verdict::ToBeConfirmed), duties::TO_BE_CONFIRMED)
}

/// The parts that meet a duty, each by its name in print and how; or that there are none.
fn met(told: &Told<'_>) -> Vec<String> {
    let with_how = |name: &str, how: Option<&str>| how.map_or_else(|| name.to_owned(), |how| format!("{name}: {how}"));
    let parts = told.met.iter().map(|(name, met)| with_how(name, met.how.as_ref().map(|how| how.words.as_str())));
    told.duty.without_parts().map(str::to_owned).into_iter().chain(parts).collect()
}

/// Words in lines that leave room for what stands before them, if they have an end at all.
fn lines(text: &str, width: Option<usize>, before: usize) -> Vec<String> {
    match width {
        Some(width) => wrapped(&safe(text), width.saturating_sub(before)),
        None => vec![safe(text)],
    }
}

/// Words behind their label, each of them on a line of its own.
fn labelled(label: &str, words: &[String], width: Option<usize>) -> String {
    let lines = words.iter().flat_map(|words| lines(words, width, INDENT + LABEL));
    let with_label = |(number, line)| format!("{:INDENT$}{:LABEL$}{line}\n", "", if number == 0 { label } else { "" });
    lines.enumerate().map(with_label).collect()
}

/// The duties one below the other, in lines of at most `width` letters if there is one.
fn map(told: &[Told<'_>], width: Option<usize>) -> String {
    let mut text = String::new();
    for one in told {
        for line in lines(&one.provision, width, 0) {
            text.push_str(&format!("{BOLD}{line}{PLAIN}\n"));
        }
        for line in lines(&one.duty.asks.words, width, INDENT) {
            text.push_str(&format!("{:INDENT$}{line}\n", ""));
        }
        text.push_str(&labelled("Met", &met(one), width));
        match &one.duty.wording {
            Wording::Read(page) => {
                text.push_str(&labelled("Wording", std::slice::from_ref(&page.page.words), width));
                // An address is never broken, so it gets all the room that there is.
                text.push_str(&format!("{:INDENT$}{}\n", "", safe(&page.address.words)));
            }
            Wording::ToBeConfirmed => {
                text.push_str(&labelled("Wording", &[duties::TO_BE_CONFIRMED.to_owned()], width));
            }
        }
        if let Some(remark) = &one.duty.remark {
            text.push_str(&labelled("Remark", std::slice::from_ref(&remark.words), width));
        }
        text.push('\n');
    }
    let counts = lines(&counts(told), width, 0).join("\n");
    format!("{text}{counts}\n")
}

/// The duties as a table of Markdown.
fn table(told: &[Told<'_>]) -> String {
    let mut text = "| Duty | What it asks | Where it is met | Wording |\n|---|---|---|---|\n".to_owned();
    for one in told {
        let met: Vec<String> = met(one).iter().map(|words| plain(words)).collect();
        let wording = match &one.duty.wording {
            Wording::Read(page) => format!("[{}](<{}>)", plain(&page.page.words), address(&page.address.words)),
            Wording::ToBeConfirmed => duties::TO_BE_CONFIRMED.to_owned(),
        };
        let remark =
            one.duty.remark.as_ref().map_or_else(String::new, |remark| format!("<br>{}", plain(&remark.words)));
        let (duty, asks) = (plain(&one.provision), plain(&one.duty.asks.words));
        text.push_str(&format!("| {duty} | {asks} | {} | {wording}{remark} |\n", met.join("<br>")));
    }
    format!("{text}\n{}.\n", counts(told))
}

/// An address that ends neither its brackets nor the cell of its table.
fn address(text: &str) -> String {
    safe(text).replace('<', "%3C").replace('>', "%3E").replace('|', "%7C")
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Object<'a> {
    version: u32,
    content: &'a str,
    met: usize,
    gaps: usize,
    to_be_confirmed: usize,
    duties: Vec<Entry<'a>>,
}

/// A duty; `read` is `null` where its wording is to be confirmed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    id: &'a str,
    legislation: &'a str,
    provision: &'a str,
    asks: &'a str,
    verdict: &'static str,
    met_by: Vec<Met<'a>>,
    read: Option<Read<'a>>,
    remark: Option<&'a str>,
}

#[derive(Serialize)]
struct Met<'a> {
    part: &'a str,
    name: &'a str,
    how: Option<&'a str>,
}

#[derive(Serialize)]
struct Read<'a> {
    page: &'a str,
    address: &'a str,
}

/// The duties as JSON, in the order of the file; every key is always there.
fn object(content: &str, told: &[Told<'_>]) -> String {
    let verdict = |verdict: Verdict| match verdict {
        Verdict::Met => "met",
        Verdict::Gap => "gap",
        Verdict::ToBeConfirmed => "to-be-confirmed",
    };
    let duties = told.iter().map(|one| Entry {
        id: &one.duty.id.value,
        legislation: &one.duty.legislation.words,
        provision: &one.provision,
        asks: &one.duty.asks.words,
        verdict: verdict(one.duty.verdict()),
        met_by: one
            .met
            .iter()
            .map(|(name, met)| Met { part: &met.part.words, name, how: met.how.as_ref().map(|how| how.words.as_str()) })
            .collect(),
        read: match &one.duty.wording {
            Wording::Read(page) => Some(Read { page: &page.page.words, address: &page.address.words }),
            Wording::ToBeConfirmed => None,
        },
        remark: one.duty.remark.as_ref().map(|remark| remark.words.as_str()),
    });
    json(&Object {
        version: VERSION,
        content,
        met: count(told, Verdict::Met),
        gaps: count(told, Verdict::Gap),
        to_be_confirmed: count(told, Verdict::ToBeConfirmed),
        duties: duties.collect(),
    })
}
