//! Headings and paragraphs that nobody could read to their end.
//!
//! They are refused for the machine's sake too: what sets a PDF weighs every way of breaking a
//! paragraph into lines, and keeps all of it in memory.

use crate::diagnostic::Diagnostic;
use crate::document::{BlockKind, Document, Inline, plain_text};
use crate::parse::yaml::Text;
use crate::source::Span;
use crate::tally::number;

/// The most letters of a paragraph: six pages without a break.
const LONGEST_PARAGRAPH: usize = 20_000;
/// The most letters of a heading, a title or a caption.
const LONGEST_HEADING: usize = 2_000;

/// The most letters of the facts that a document is known by: what has room on its cover, in the
/// head of its pages, and where a search shows it.
const LONGEST_SETTINGS: [(&str, usize); 3] = [("title", 150), ("short-title", 60), ("description", 400)];

/// Tells the title, the short title and the description of a document that have no room in print.
///
/// A short title that is told is taken out, so that no diagram is tried with it.
pub fn check_settings(
    title: &Text,
    short_title: &mut Option<Text>,
    description: &Text,
    findings: &mut Vec<Diagnostic>,
) {
    let texts = [Some(title), short_title.as_ref(), Some(description)];
    let told = LONGEST_SETTINGS.into_iter().zip(texts).map(|((key, most), text)| no_room(key, most, text?));
    let told: Vec<Option<Diagnostic>> = told.collect();
    if told.get(1).is_some_and(Option::is_some) {
        *short_title = None;
    }
    findings.extend(told.into_iter().flatten());
}

fn no_room(key: &str, most: usize, text: &Text) -> Option<Diagnostic> {
    let letters = text.words.chars().count();
    let finding = || {
        let message = format!("`{key}` has {} letters, and there is room for {most}", number(letters));
        Diagnostic::error("long-heading", text.span, message)
            .help("make it shorter, and write what it says in a paragraph")
    };
    (letters > most).then(finding)
}

/// Every paragraph and heading that is too long.
pub fn too_long(document: &Document) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for part in &document.parts {
        findings.extend(heading(&part.title, "title", part.origin));
    }
    for block in document.walk() {
        let here = block.origin;
        match &block.kind {
            BlockKind::Heading { content, .. } => findings.extend(heading(content, "heading", here)),
            BlockKind::Paragraph(content) | BlockKind::Note(content) => findings.extend(paragraph(content, here)),
            BlockKind::Table(table) => findings.extend(heading(&table.caption, "caption", here)),
            BlockKind::Figure(figure) => findings.extend(heading(&figure.caption, "caption", here)),
            BlockKind::Callout { title, .. } => findings.extend(heading(title, "title", here)),
            BlockKind::Signature { offices: lines, .. } => {
                findings.extend(lines.iter().find_map(|line| heading(line, "line", here)));
            }
            BlockKind::Details(details) => {
                let lines = details.iter().flat_map(|detail| detail.lines.iter().chain([&detail.term]));
                findings.extend(lines.into_iter().find_map(|line| paragraph(line, here)));
            }
            BlockKind::Numbered { .. }
            | BlockKind::List { .. }
            | BlockKind::Columns(_)
            | BlockKind::Preformatted(_)
            | BlockKind::Rule
            | BlockKind::Contents
            | BlockKind::Change { .. } => {}
        }
    }
    findings.extend(document.footnotes.iter().filter_map(|note| paragraph(&note.content, note.origin)));
    findings
}

fn paragraph(content: &[Inline], place: Span) -> Option<Diagnostic> {
    let finding = || {
        Diagnostic::error("long-paragraph", place, "this paragraph has more than 20,000 letters")
            .help("make several paragraphs of it, with an empty line between them")
    };
    (plain_text(content).len() > LONGEST_PARAGRAPH).then(finding)
}

fn heading(content: &[Inline], what: &str, place: Span) -> Option<Diagnostic> {
    let finding = || {
        Diagnostic::error("long-heading", place, format!("this {what} has more than 2,000 letters"))
            .help("make it shorter, and write what it says in a paragraph")
    };
    (plain_text(content).len() > LONGEST_HEADING).then(finding)
}
