//! Words a finding the way that a good compiler does: what, where, the line in question, what to do.

use agreement::diagnostic::{Diagnostic, Label, Severity, Suggestion};
use agreement::source::{FileId, Files, Span};
use agreement::tally::number;
use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::excerpt::{Excerpt, MOST_WORDS, excerpts, safe, spelled};
use super::groups::{self, MAX_SHOWN, groups};
use super::wrap::wrapped;

/// Stands around the number of a heading while a finding is rendered; `safe` lets none through.
const MARK: char = '\u{e000}';
/// How far the lines of a sentence that stands by itself are moved in after the first.
const INDENT: &str = "    ";
/// How many columns stand before what to do, the number of a line among them.
const BEFORE_HELP: usize = 15;

/// How wide the page is.
#[derive(Debug, Clone, Copy)]
pub struct Width {
    /// How many characters of a source line are shown.
    pub excerpt: usize,
    /// After how many characters sentences go on in the next line; in a file they never do.
    pub sentence: Option<usize>,
}

/// All findings, styled: up to [`MAX_SHOWN`] of them in full and in the order of their places.
///
/// More than that are grouped by their codes, errors first; of each code a few are shown in
/// full, and the rest is counted by file.
pub fn render(files: &Files, findings: &[&Diagnostic], width: Width) -> String {
    let mut text = String::new();
    if findings.len() <= MAX_SHOWN {
        for finding in findings {
            in_full(files, finding, width, &mut text);
        }
        return text;
    }
    let groups = groups(findings);
    for group in &groups {
        for finding in &group.findings[..group.shown] {
            in_full(files, finding, width, &mut text);
        }
        if group.hidden() > 0 {
            rest(files, group, width, &mut text);
        }
    }
    let shown: usize = groups.iter().map(|group| group.shown).sum();
    let most = groups.iter().filter(|group| group.hidden() > 0).flat_map(|group| group.files(files));
    let fullest = most.max_by_key(|(name, count)| (*count, std::cmp::Reverse(*name))).map_or("PATH", |(name, _)| name);
    let words = format!(
        "{} of {} findings are shown in full. To see those of one file or folder, name it: \
         agreement check {}. To list them all: agreement check --format json.",
        number(shown),
        number(findings.len()),
        safe(fullest)
    );
    text.push_str(&lines(&words, width, 0).join("\n"));
    text.push_str("\n\n");
    text
}

fn in_full(files: &Files, finding: &Diagnostic, width: Width, text: &mut String) {
    let renderer = Renderer::styled().term_width(usize::from(u16::MAX));
    let mut headings = Vec::new();
    let group = group(files, finding, width, &mut headings);
    text.push_str(&with_headings(&renderer.render(&[group]), &headings));
    text.push_str("\n\n");
}

/// "… and 1,204 more of typed-number: content/chapters/01-introduction.md (800), …".
fn rest(files: &Files, group: &groups::Group<'_>, width: Width, text: &mut String) {
    let words = format!("and {} more of {}: {}", number(group.hidden()), group.code, safe(&group.whereabouts(files)));
    let mut lines = lines(&words, width, INDENT.len());
    if let Some(first) = lines.first_mut() {
        let (start, reset) = (style(group.severity), "\x1b[0m");
        *first = match first.split_once(':') {
            Some((bold, plain)) => format!("{start}{bold}{reset}:{plain}"),
            None => format!("{start}{first}{reset}"),
        };
    }
    text.push_str(&lines.join(&format!("\n{INDENT}")));
    text.push_str("\n\n");
}

/// The colour in which the renderer prints the word for a weight.
pub fn style(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "\x1b[1m\x1b[91m",
        Severity::Warning => "\x1b[1m\x1b[33m",
        Severity::Hint => "\x1b[1m\x1b[92m",
    }
}

/// A sentence as lines that leave `used` columns free before each of them.
fn lines(words: &str, width: Width, used: usize) -> Vec<String> {
    match width.sentence {
        Some(most) => wrapped(words, most.saturating_sub(used).max(20)),
        None => vec![words.to_owned()],
    }
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

fn group<'a>(files: &'a Files, finding: &Diagnostic, width: Width, headings: &mut Vec<String>) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::NOTE.with_name("hint"),
    };
    let used = finding.code.len() + level_word(finding.severity).len() + "[]: ".len();
    let title = lines(&safe(&finding.message), width, used).join("\n");
    let mut group = Group::with_title(level.primary_title(title).id(finding.code));
    let mut labels: Vec<&Label> = std::iter::once(&finding.primary).chain(&finding.others).collect();
    while let Some(first) = labels.first() {
        let file = first.span.file;
        let (here, elsewhere): (Vec<&Label>, Vec<&Label>) = labels.iter().partition(|label| label.span.file == file);
        group = group.elements(places(files, file, &here, file == finding.file(), width.excerpt, headings));
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
    group.elements(
        help.into_iter()
            .chain(suggested.filter(|_| !repeated))
            .map(|words| Level::HELP.message(lines(&words, width, BEFORE_HELP).join("\n"))),
    )
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

/// The word for a weight.
pub fn level_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

/// A suggestion as a sentence.
pub fn suggested(files: &Files, suggestion: &Suggestion) -> String {
    let Span { file, start, end } = suggestion.span;
    let bytes = files.bytes(file);
    let old = spelled(&String::from_utf8_lossy(bytes.get(start..end).unwrap_or_default()));
    let new = spelled(&suggestion.replacement);
    let short = |words: &str| words.chars().count() <= MOST_WORDS;
    match (old.is_empty(), new.is_empty()) {
        (true, _) => format!("Add “{new}” here."),
        (false, true) if short(&old) => format!("Remove “{old}”."),
        (false, true) => "Remove these words.".to_owned(),
        (false, false) if !suggestion.certain => format!("Perhaps “{new}” was meant."),
        (false, false) if short(&old) => format!("Write “{new}” instead of “{old}”."),
        (false, false) => format!("Write “{new}” instead."),
    }
}
