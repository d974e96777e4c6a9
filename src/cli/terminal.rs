//! Speaks to the person at the terminal: progress and findings on stderr, what was published on stdout.
//!
//! A terminal gets a moving display and colours (unless `NO_COLOR` or `TERM=dumb` says no);
//! a file or a pipe gets plain lines.

mod excerpt;
mod findings;

use std::io::{self, IsTerminal as _, Write};
use std::time::Duration;

use agreement::diagnostic::Diagnostic;
use agreement::publish::{Artefact, Step};
use agreement::source::Files;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How many letters of a source line are shown where the width is not known.
const USUAL_WIDTH: usize = 110;

/// The terminal, or the file or pipe that stands in its place.
pub struct Terminal {
    quiet: bool,
    bar: Option<ProgressBar>,
    width: usize,
    said: Option<&'static str>,
}

impl Terminal {
    /// A terminal on which only findings and failures are shown if `quiet`.
    pub fn new(quiet: bool) -> Self {
        let target = ProgressDrawTarget::stderr();
        let moves = io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        let width = match terminal_size::terminal_size_of(io::stderr()) {
            Some((width, _)) if moves => usize::from(width.0).saturating_sub(10).clamp(40, 160),
            _ => USUAL_WIDTH,
        };
        let bar = (moves && !quiet).then(|| {
            let bar = ProgressBar::with_draw_target(None, target);
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
                bar.set_style(style.tick_strings(&["·", "•", "●", "•", " "]));
            }
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        Terminal { quiet, bar, width, said: None }
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

    /// Shows findings and how many there are; `ending` says what came of it.
    pub fn findings(&mut self, files: &Files, findings: &[Diagnostic], ending: &str) {
        self.clear();
        if findings.is_empty() {
            return;
        }
        let all: Vec<&Diagnostic> = findings.iter().collect();
        let text = findings::render(files, findings, self.width);
        let _ = write!(anstream::stderr().lock(), "{text}");
        complain(&format!("{}; {ending}", findings::counted(&all)));
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
        match writeln!(io::stdout().lock(), "{}", excerpt::safe(line)) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => other,
        }
    }

    /// Says one line on stderr, even if `quiet`.
    pub fn note(&mut self, line: &str) {
        self.clear();
        complain(&format!("note: {}", excerpt::safe(line)));
    }
}

/// Says that the command or the machine failed.
pub fn failure(message: &str) {
    let mut stderr = anstream::stderr().lock();
    let _ = writeln!(stderr, "\x1b[1m\x1b[91merror\x1b[0m\x1b[1m:\x1b[0m {}", excerpt::safe(message));
}

/// One plain line on stderr; there is nobody to tell if that fails.
fn complain(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// A size as people say it, in units of a thousand.
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..999_500 => format!("{} kB", (bytes + 500) / 1_000),
        _ => format!("{:.1} MB", bytes as f64 / 1_000_000.0),
    }
}

#[cfg(test)]
mod tests;
