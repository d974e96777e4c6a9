//! Checks of what belongs to the file and not to its text.

use super::first_difference;
use crate::pdf::expected::{Expected, spaced};
use crate::pdf::tree::{Destination, Entry, Pdf};

/// The language is set, and no element is in another without saying which (WCAG 3.1.1).
pub fn language(pdf: &Pdf, expected: &Expected) -> Vec<String> {
    match &pdf.language {
        Some(language) if *language == expected.language => Vec::new(),
        Some(language) => vec![format!("the language is “{language}” and should be “{}”", expected.language)],
        None => vec!["the document has no language".to_owned()],
    }
}

/// The window shows a title, and it is that of the document (WCAG 2.4.2).
pub fn title(pdf: &Pdf, expected: &Expected) -> Vec<String> {
    let mut complaints = Vec::new();
    if !pdf.marked {
        complaints.push("the file does not say that it is tagged".to_owned());
    }
    if !pdf.shows_title {
        complaints.push("the window shows the file name in place of the title".to_owned());
    }
    match &pdf.title {
        Some(title) if title.starts_with(&expected.title) => {}
        other => complaints.push(format!("the title is {other:?} and should be “{}”", expected.title)),
    }
    complaints
}

/// Every heading has a bookmark, in order, at its level, that leads to its page; a heading that
/// the document does not have, such as the title of a box, may have one or not.
pub fn outline(pdf: &Pdf, expected: &Expected) -> Vec<String> {
    let mut complaints = Vec::new();
    let entries = Entry::flat(&pdf.outline);
    if entries.is_empty() {
        complaints.push("there are no bookmarks".to_owned());
    }
    let shown = |level: usize, words: &str, page: usize| format!("{}{} p. {page};", ">".repeat(level), spaced(words));
    let found: Vec<String> = entries
        .iter()
        .map(|(level, entry)| match &entry.destination {
            Destination::Page(page) => shown(*level, &entry.title, *page),
            other => format!("{} leads {other};", entry.title),
        })
        .collect();
    let with_title = entries.first().is_some_and(|(_, entry)| spaced(&entry.title) == expected.title);
    let mut wanted: Vec<String> = Vec::new();
    for (level, heading) in pdf.headings() {
        let words = spaced(&heading.words());
        let free = level == 1 || expected.headings.iter().any(|known| known.optional && known.words == words);
        let line = shown(level - usize::from(!with_title && level > 1), &words, heading.page.unwrap_or_default());
        if !free || found.get(wanted.len()) == Some(&line) {
            wanted.push(line);
        }
    }
    complaints.extend(first_difference(&found, &wanted).map(|difference| format!("bookmarks: {difference}")));
    complaints
}

/// Every page but the cover, or the one that begins with the title, carries title and edition in
/// its header; every page but the cover carries "Page 5 of 27" in its footer with the number that
/// it has; the page box of the reader shows the same number.
pub fn running(pdf: &Pdf, expected: &Expected) -> Vec<String> {
    let mut complaints = Vec::new();
    let count = pdf.pages.len();
    for (index, page) in pdf.pages.iter().enumerate() {
        let number = index + 1;
        if page.label != number.to_string() {
            complaints.push(format!("page {number} is labelled “{}”", page.label));
        }
        let words: Vec<String> = page.artifacts.iter().map(|artifact| spaced(&artifact.words)).collect();
        let says = |piece: &str| words.iter().any(|words| words.contains(piece));
        let footer = format!("Page {number} of {count}");
        if index == 0 && !expected.runs_on {
            if says("Page ") {
                complaints.push("the cover carries a page number".to_owned());
            }
        } else if !says(&footer) {
            complaints.push(format!("page {number} does not say “{footer}”; outside the text it says {words:?}"));
        }
        if index > 0 {
            let lacking = expected.header.iter().filter(|piece| !says(piece));
            complaints.extend(lacking.map(|piece| format!("the header of page {number} lacks “{piece}”")));
        } else if expected.header.iter().all(|piece| says(piece)) {
            complaints.push("the first page has a header".to_owned());
        }
    }
    complaints
}
