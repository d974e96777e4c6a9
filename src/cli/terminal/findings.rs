//! Words a finding the way that a good compiler does: what, where, the line in question, what to do.

use agreement::diagnostic::{Diagnostic, Label, Severity, Suggestion};
use agreement::source::{FileId, Files, Span};
use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::excerpt::{Excerpt, excerpts, safe};

/// The most findings that are shown in full.
pub const MAX_SHOWN: usize = 50;
/// Stands around the number of a heading while a finding is rendered; `safe` lets none through.
const MARK: char = '\u{e000}';
/// The most letters of a replacement that fit in a sentence.
const MAX_WORDS: usize = 80;

/// All findings, styled; at most [`MAX_SHOWN`] of them in full, errors before the rest.
pub fn render(files: &Files, findings: &[Diagnostic], width: usize) -> String {
    let renderer = Renderer::styled().term_width(usize::from(u16::MAX));
    let mut shown: Vec<&Diagnostic> = findings.iter().collect();
    if shown.len() > MAX_SHOWN {
        // What stops publication comes first where not all can be shown.
        shown.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    }
    let mut text = String::new();
    for finding in shown.iter().take(MAX_SHOWN) {
        let mut headings = Vec::new();
        let group = group(files, finding, width, &mut headings);
        text.push_str(&with_headings(&renderer.render(&[group]), &headings));
        text.push_str("\n\n");
    }
    if let Some(more) = shown.len().checked_sub(MAX_SHOWN).filter(|more| *more > 0) {
        let words = counted(&shown[MAX_SHOWN..]);
        text.push_str(&format!("and {words}; put these right and build again to see the {more} not shown\n\n"));
    }
    text
}

/// "3 errors, 1 warning".
pub fn counted(findings: &[&Diagnostic]) -> String {
    let count = |severity, one: &str| {
        let number = findings.iter().filter(|finding| finding.severity == severity).count();
        match number {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{number} {one}s")),
        }
    };
    let parts = [count(Severity::Error, "error"), count(Severity::Warning, "warning"), count(Severity::Hint, "hint")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Puts `file:line:column` in the place of each mark and of the numbers that follow it.
///
/// The renderer counts columns in the excerpt, which may begin in the middle of a long line.
fn with_headings(rendered: &str, headings: &[String]) -> String {
    let mut text = String::new();
    let mut parts = rendered.split(MARK);
    text.push_str(parts.next().unwrap_or_default());
    while let (Some(number), Some(rest)) = (parts.next(), parts.next()) {
        let heading = number.parse().ok().and_then(|number: usize| headings.get(number));
        text.push_str(heading.map_or("", String::as_str));
        text.push_str(rest.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    }
    text
}

fn group<'a>(files: &'a Files, finding: &Diagnostic, width: usize, headings: &mut Vec<String>) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::NOTE.with_name("hint"),
    };
    let mut group = Group::with_title(level.primary_title(safe(&finding.message)).id(finding.code));
    let mut labels: Vec<&Label> = std::iter::once(&finding.primary).chain(&finding.others).collect();
    while let Some(first) = labels.first() {
        let file = first.span.file;
        let (here, elsewhere): (Vec<&Label>, Vec<&Label>) = labels.iter().partition(|label| label.span.file == file);
        group = group.elements(places(files, file, &here, file == finding.file(), width, headings));
        labels = elsewhere;
    }
    let suggested = finding.suggestion.as_ref().map(|suggestion| suggested(files, suggestion));
    let help = finding.help.as_deref().map(safe);
    // A help that already offers the words needs no second one.
    let repeated = match (&help, &finding.suggestion) {
        (Some(help), Some(suggestion)) => {
            let new = safe(&suggestion.replacement);
            let quotes = [('`', '`'), ('"', '"'), ('“', '”'), ('‘', '’')];
            quotes.iter().any(|(open, close)| help.contains(&format!("{open}{new}{close}")))
        }
        _ => false,
    };
    group.elements(help.into_iter().chain(suggested.filter(|_| !repeated)).map(|words| Level::HELP.message(words)))
}

/// The lines of one file in which a finding has its labels.
fn places<'a>(
    files: &Files,
    file: FileId,
    labels: &[&Label],
    primary: bool,
    width: usize,
    headings: &mut Vec<String>,
) -> Vec<Element<'a>> {
    let name = safe(files.shown(file));
    let spans: Vec<Span> = labels.iter().map(|label| label.span).collect();
    let whole = labels.iter().all(|label| label.span.end == 0 && label.text.is_empty());
    let pieces = if whole { Vec::new() } else { excerpts(files, file, &spans, width) };
    if pieces.is_empty() {
        let origin = Origin::path(name);
        let origin = if files.bytes(file).is_empty() { origin } else { origin.line(1).char_column(1) };
        return vec![origin.into()];
    }
    pieces
        .into_iter()
        .map(|piece| {
            let mark = format!("{MARK}{}{MARK}", headings.len());
            headings.push(format!("{name}:{}:{}", piece.lead, piece.column));
            snippet(piece, mark, labels, primary).into()
        })
        .collect()
}

fn snippet<'a>(piece: Excerpt, mark: String, labels: &[&Label], primary: bool) -> Snippet<'a, Annotation<'a>> {
    let annotations: Vec<_> = piece
        .places
        .iter()
        .map(|(at, range)| {
            let kind = if primary && *at == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            let words = labels.get(*at).map(|label| safe(&label.text)).filter(|words| !words.is_empty());
            kind.span(range.clone()).label(words)
        })
        .collect();
    Snippet::source(piece.text).path(mark).line_start(piece.line).annotations(annotations)
}

/// A suggestion as a sentence.
fn suggested(files: &Files, suggestion: &Suggestion) -> String {
    let Span { file, start, end } = suggestion.span;
    let bytes = files.bytes(file);
    let old = safe(&String::from_utf8_lossy(bytes.get(start..end).unwrap_or_default()));
    let new = safe(&suggestion.replacement);
    let short = |words: &str| words.chars().count() <= MAX_WORDS;
    match (old.is_empty(), new.is_empty()) {
        (true, _) => format!("Add “{new}” here."),
        (false, true) if short(&old) => format!("Remove “{old}”."),
        (false, true) => "Remove these words.".to_owned(),
        (false, false) if !suggestion.certain => format!("Perhaps “{new}” was meant."),
        (false, false) if short(&old) => format!("Write “{new}” instead of “{old}”."),
        (false, false) => format!("Write “{new}” instead."),
    }
}
