//! Speaks to the person at the terminal: progress and failures on stderr, what was asked for on stdout.
//!
//! A terminal gets a moving display and colours (unless `NO_COLOR` or `TERM=dumb` says no);
//! a file or a pipe gets plain lines.

mod excerpt;
mod findings;
mod groups;
mod wrap;

use std::io::{self, IsTerminal as _, Write};
use std::time::Duration;

use agreement::diagnostic::Diagnostic;
use agreement::publish::{Artefact, Step};
use agreement::source::Files;
use agreement::tally::size;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::counts::Counts;
pub use excerpt::{brief, is_unseen, safe};
pub use findings::{Width, level_word, style, suggested};
pub use wrap::wrapped;

/// How many letters of a source line are shown where the width is not known.
const USUAL_WIDTH: usize = 110;

/// The terminal, or the file or pipe that stands in its place.
pub struct Terminal {
    quiet: bool,
    bar: Option<ProgressBar>,
    said: Option<&'static str>,
}

impl Terminal {
    /// A terminal on which only findings and failures are shown if `quiet`.
    pub fn new(quiet: bool) -> Self {
        let target = ProgressDrawTarget::stderr();
        let moves = io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        let bar = (moves && !quiet).then(|| {
            let bar = ProgressBar::with_draw_target(None, target);
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
                bar.set_style(style.tick_strings(&["·", "•", "●", "•", " "]));
            }
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        Terminal { quiet, bar, said: None }
    }

    /// Says which step of the core begins.
    pub fn step(&mut self, step: Step) {
        self.progress(match step {
            Step::Read => "Reading the sources",
            Step::Compose => "Numbering, counting and drawing",
            Step::Pdf => "Setting the PDF",
            Step::Page => "Writing the page",
        });
    }

    /// Says what begins, once.
    pub fn progress(&mut self, words: &'static str) {
        if self.quiet || self.said == Some(words) {
            return;
        }
        self.said = Some(words);
        match &self.bar {
            Some(bar) => bar.set_message(format!("{words} …")),
            None => complain(words),
        }
    }

    /// Takes the moving display away.
    pub fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    /// Shows findings and how many there are on stderr; `ending` says what came of it.
    pub fn findings(&mut self, files: &Files, findings: &[&Diagnostic], ending: &str) {
        self.clear();
        if findings.is_empty() {
            return;
        }
        let width = width(io::stderr().is_terminal(), terminal_size::terminal_size_of(io::stderr()));
        let text = findings::render(files, findings, width);
        let _ = write!(anstream::stderr().lock(), "{text}");
        complain(&format!("{}; {ending}", Counts::of(findings.iter().copied())));
    }

    /// Prints a text on stdout, with its colours if that is a terminal.
    ///
    /// # Errors
    ///
    /// When stdout cannot be written, unless nobody reads it any more.
    pub fn print(&mut self, text: &str) -> io::Result<()> {
        self.clear();
        let mut stdout = anstream::stdout().lock();
        unless_closed(stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()))
    }

    /// Says that a file was published.
    ///
    /// # Errors
    ///
    /// When stdout cannot be written, unless nobody reads it any more.
    pub fn published(&mut self, folder: &str, artefact: &Artefact) -> io::Result<()> {
        let pages = match artefact.pages {
            Some(1) => "1 page, ".to_owned(),
            Some(pages) => format!("{pages} pages, "),
            None => String::new(),
        };
        self.say(&format!("{folder}/{}  {pages}{}", artefact.name, size(artefact.bytes.len())))
    }

    /// Says one line on stdout, unless `quiet`.
    ///
    /// # Errors
    ///
    /// When stdout cannot be written, unless nobody reads it any more.
    pub fn say(&mut self, line: &str) -> io::Result<()> {
        self.clear();
        if self.quiet {
            return Ok(());
        }
        unless_closed(writeln!(io::stdout().lock(), "{}", safe(line)))
    }

    /// Says one line on stderr, even if `quiet`.
    pub fn note(&mut self, line: &str) {
        self.clear();
        complain(&format!("note: {}", without_commands(&safe(line))));
    }
}

/// Findings as a person reads them on stdout.
pub fn findings(files: &Files, findings: &[&Diagnostic]) -> String {
    findings::render(files, findings, page())
}

/// A sentence on as many lines as it needs on stdout.
pub fn sentence(words: &str) -> String {
    match page().sentence {
        Some(width) => wrapped(words, width).join("\n"),
        None => words.to_owned(),
    }
}

/// How wide stdout is.
pub fn page() -> Width {
    width(io::stdout().is_terminal(), terminal_size::terminal_size_of(io::stdout()))
}

/// How wide a stream is; what is not a terminal is as wide as is usual, and its sentences go on.
fn width(is_terminal: bool, size: Option<(terminal_size::Width, terminal_size::Height)>) -> Width {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    match size {
        Some((width, _)) if is_terminal && !dumb => {
            let width = usize::from(width.0);
            Width { excerpt: width.saturating_sub(10).clamp(40, 160), sentence: Some(width.clamp(40, 110)) }
        }
        _ => Width { excerpt: USUAL_WIDTH, sentence: None },
    }
}

/// A text without the colours that a terminal would show, for a file.
pub fn uncoloured(text: &[u8]) -> Vec<u8> {
    anstream::adapter::strip_bytes(text).into_vec()
}

/// Forgives that nobody reads any more.
pub fn unless_closed(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Says that the command or the machine failed.
pub fn failure(message: &str) {
    let mut stderr = anstream::stderr().lock();
    let message = without_commands(&safe(message));
    let _ = writeln!(stderr, "\x1b[1m\x1b[91merror\x1b[0m\x1b[1m:\x1b[0m {message}");
}

/// Words in which a build server that reads along finds none of the commands that it obeys
/// anywhere in a line, whatever a file is called. Others must begin the line, and ours never do.
fn without_commands(line: &str) -> String {
    line.replace("##[", "## [")
}

/// One plain line on stderr; there is nobody to tell if that fails.
fn complain(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

#[cfg(test)]
mod tests;
