//! CSV text into rows of cells that know their place. The one room of the CSV crate.

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, MAX_TEXT_BYTES, Span};

/// A row: its cells without the spaces round them, and where it is written.
pub type Record = (Vec<String>, Span);

/// The first rows of a text, at most so many, and how many it has in all.
///
/// # Errors
///
/// What makes it no CSV, or too large.
pub fn records(text: &str, file: FileId, most: usize) -> Result<(Vec<Record>, usize), Box<Diagnostic>> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    if text.len() > MAX_TEXT_BYTES {
        let message = format!("this file is larger than {} MB", MAX_TEXT_BYTES >> 20);
        let finding = Diagnostic::error("file-too-large", Span::whole(file), message);
        return Err(Box::new(finding.help("split it into several files")));
    }
    if let Some(quote) = open_quotation(text, start) {
        let end = text[quote..].find(['\r', '\n']).map_or(text.len(), |end| quote + end);
        return Err(Box::new(
            Diagnostic::error("bad-csv", Span::new(file, quote, end), "this quotation mark is not closed")
                .help("write the same mark at the end of the cell, or write two marks where one is to be printed"),
        ));
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&text.as_bytes()[start..]);
    let mut rows = Vec::new();
    let mut count = 0;
    for record in reader.records() {
        let Ok(record) = record else {
            return Err(Box::new(
                Diagnostic::error("bad-csv", Span::whole(file), "this file is not CSV")
                    .help("in Excel, save it as ‘CSV UTF-8’"),
            ));
        };
        count += 1;
        if count > most {
            continue;
        }
        let at = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let from = (start + at).min(text.len());
        let from = from + text.get(from..).map_or(0, |rest| rest.len() - rest.trim_start_matches(['\r', '\n']).len());
        let to = text.get(from..).and_then(|rest| rest.find(['\r', '\n'])).map_or(text.len(), |end| from + end);
        rows.push((record.iter().map(|cell| cell.trim().to_owned()).collect(), Span::new(file, from, to)));
    }
    Ok((rows, count))
}

/// Where a quotation begins that runs to the end of the text.
fn open_quotation(text: &str, start: usize) -> Option<usize> {
    let mut open = None;
    let mut fresh = true;
    for (at, c) in text[start..].char_indices() {
        match (c, open) {
            ('"', None) if fresh => open = Some(start + at),
            // Two marks in a quotation are one that is printed: closed and opened again.
            ('"', Some(_)) => open = None,
            _ => {}
        }
        fresh = matches!(c, ',' | '\n' | '\r') || c == '"' && open.is_none();
    }
    open
}
