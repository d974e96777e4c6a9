//! The template engine: the one room of tera.
//!
//! It tells its own errors apart and says them again as findings in the template's file.
//! What a template receives is left to [`super::view`].

use tera::{Context, ErrorKind, Tera};

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Files, Root, Span};

/// The folder of the page's templates.
const FOLDER: &str = "html/";
const CODE: &str = "template";
const HELP: &str = "Mend this place, or take the file out of the templates folder to use the built-in one";

/// The page's templates, ready for use.
pub(super) struct Engine<'a> {
    tera: Tera,
    files: &'a Files,
    /// Where to point when not even a template can be named.
    fallback: Span,
}

impl<'a> Engine<'a> {
    /// Reads every template of the page, or says what is wrong with them.
    pub(super) fn new(files: &'a Files, fallback: Span) -> Result<Self, Vec<Diagnostic>> {
        let mut texts = Vec::new();
        let mut findings = Vec::new();
        for id in files.below(Root::Templates, FOLDER).filter(|id| files.path(*id).ends_with(".html")) {
            match files.text(id) {
                Ok(text) => texts.push((files.path(id), text.trim_start_matches('\u{feff}'))),
                Err(at) => findings.push(not_utf8(id, at)),
            }
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        let mut engine = Engine { tera: Tera::new(), files, fallback };
        match engine.tera.add_raw_templates(texts.iter().copied()) {
            Ok(()) => Ok(engine),
            Err(error) => {
                // Tera stops at the first file that it cannot read; people want all of them.
                let mut findings: Vec<_> = texts
                    .iter()
                    .filter_map(|(name, text)| Tera::new().add_raw_template(name, text).err())
                    .filter(|error| matches!(error.kind(), ErrorKind::SyntaxError(_)))
                    .flat_map(|error| engine.findings(&error, ""))
                    .collect();
                if findings.is_empty() {
                    findings = engine.findings(&error, "");
                }
                Err(findings)
            }
        }
    }

    /// Fills in one template.
    pub(super) fn render(&self, template: &str, context: &Context) -> Result<String, Vec<Diagnostic>> {
        let name = format!("{FOLDER}{template}.html");
        self.tera.render(&name, context).map_err(|error| self.findings(&error, &name))
    }

    /// Says an error of tera's as findings in the file that it is about; `fallback` is the
    /// template that was being filled in.
    fn findings(&self, error: &tera::Error, fallback: &str) -> Vec<Diagnostic> {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let range = report.span().range.clone();
                vec![self.finding(report.filename(), report.message(), |_| range)]
            }
            ErrorKind::Msg(text) => {
                let reports: Vec<_> = text.split("error: ").filter_map(|report| self.reported(report)).collect();
                if reports.is_empty() { vec![self.finding(fallback, text, |_| 0..0)] } else { reports }
            }
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                vec![self.finding(tpl, "it includes itself, directly or through another template", |_| 0..0)]
            }
            ErrorKind::MissingParent { current, parent } => {
                let search = parent.clone();
                vec![self.finding(current, &format!("there is no template `{parent}` to extend"), move |text| {
                    text.find(&search).map_or(0..0, |at| at..at + search.len())
                })]
            }
            other => vec![self.finding(fallback, &other.to_string(), |_| 0..0)],
        }
    }

    /// Reads a report that tera has already set for a terminal: a message, then
    /// ` --> file:line:column` with the column in characters.
    fn reported(&self, report: &str) -> Option<Diagnostic> {
        let (message, rest) = report.split_once("\n")?;
        let place = rest.lines().next()?.split_once("--> ")?.1;
        let mut numbers = place.rsplitn(3, ':');
        let column: usize = numbers.next()?.trim().parse().ok()?;
        let line: usize = numbers.next()?.parse().ok()?;
        let name = numbers.next()?;
        let underline = report.lines().filter_map(|line| line.trim_end().find("^").map(|at| &line[at..])).next();
        let length = underline.map_or(1, |marks| marks.trim_end().chars().count());
        Some(self.finding(name, message, |text| {
            let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
            let words = &text[start.min(text.len())..];
            let bytes = |chars: usize| words.chars().take(chars).map(char::len_utf8).sum::<usize>();
            let from = column.saturating_sub(1);
            start + bytes(from)..start + bytes(from + length)
        }))
    }

    fn finding(&self, name: &str, message: &str, range: impl FnOnce(&str) -> std::ops::Range<usize>) -> Diagnostic {
        let Some(id) = self.files.find(Root::Templates, name) else {
            return Diagnostic::error(CODE, self.fallback, format!("the template `{name}` is missing"))
                .help(format!("Put a file `{name}` into the templates folder"));
        };
        let text = self.files.text(id).unwrap_or_default();
        let body = text.trim_start_matches('\u{feff}');
        let mark = text.len() - body.len();
        let range = range(body);
        let clamp = |at: usize| {
            let mut at = (mark + at).min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let span = Span::new(id, clamp(range.start), clamp(range.end));
        let (message, help) = in_plain_words(message);
        Diagnostic::error(CODE, span, message).help(help)
    }
}

/// Tera's message as a sentence for an officer, with what to do.
fn in_plain_words(message: &str) -> (String, String) {
    let message = message.trim();
    let quoted = |words: &str| words.split('`').nth(1).map(str::to_owned);
    let known = message.split_once("Available variables: ").or_else(|| message.split_once("Available fields: "));
    if message.contains("is not defined") || message.contains("is undefined") {
        let name = quoted(message).unwrap_or_default();
        let help = match known {
            Some((_, names)) => format!("Known in this place: {}", names.trim()),
            None => HELP.to_owned(),
        };
        return (format!("the page has nothing called `{name}` in this place"), help);
    }
    let mut words = message.chars();
    let lowered: String = words.next().into_iter().flat_map(char::to_lowercase).chain(words).collect();
    (format!("this template cannot be used: {}", lowered.trim_end_matches('.')), HELP.to_owned())
}

/// A template that is not UTF-8 text.
pub(super) fn not_utf8(file: FileId, at: usize) -> Diagnostic {
    Diagnostic::error(CODE, Span::new(file, at, at + 1), "this file is not UTF-8 text from here on")
        .help("Save it again with the encoding UTF-8")
}
