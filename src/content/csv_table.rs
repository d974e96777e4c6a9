//! A table from a CSV file: `{{ table data/burglary.csv "Caption" }}`.

use crate::compose::glyphs::Glyphs;
use crate::compose::{Composer, words};
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::{Block, BlockKind, Column, Row};
use crate::parse::csv::records;
use crate::parse::prose::{Call, MAX_COLUMNS, MAX_ROWS};
use crate::source::{Root, Span};
use crate::tally::counted;

/// `{{ table FILE "Caption" }}`; the first row names the columns, the first column the rows.
pub fn compose_table(call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
    composer.known_options(call, &[]);
    let [path] = call.words.as_slice() else {
        let at = call.words.get(1).map_or(call.span, |second| second.span);
        composer.findings.push(
            Diagnostic::error("missing-setting", at, "`table` needs the name of one CSV file")
                .help("write {{ table data/name.csv \"Caption\" }}"),
        );
        return Vec::new();
    };
    if call.caption.is_none() {
        composer.findings.push(
            Diagnostic::error("missing-caption", call.span, "this table has no caption")
                .help("write it in quotation marks after the name of the file"),
        );
    }
    let files = composer.files;
    if !path.value.to_lowercase().ends_with(".csv") {
        composer.findings.push(
            Diagnostic::error("bad-csv", path.span, format!("`{}` is not a CSV file", path.value))
                .help("in Excel, save the table as ‘CSV UTF-8’ and put it into content/data/"),
        );
        return Vec::new();
    }
    let Some(file) = files.find(Root::Content, &path.value) else {
        let known: Vec<&str> =
            files.below(Root::Content, "").map(|file| files.path(file)).filter(|path| path.ends_with(".csv")).collect();
        let finding = Diagnostic::error("missing-file", path.span, format!("there is no file `{}`", path.value));
        composer.findings.push(match nearest(&path.value, known.iter().copied()) {
            Some(near) => finding.help(format!("did you mean `{near}`?")).suggest(path.span, near, false),
            None => finding.help("write its path below the content folder, such as data/name.csv"),
        });
        return Vec::new();
    };
    let text = match files.text(file) {
        Ok(text) => text,
        Err(at) => {
            composer.findings.push(
                Diagnostic::error(
                    "not-utf-8",
                    Span::new(file, at, at + 1),
                    "this character is not in UTF-8, as the whole file must be",
                )
                .help("in Excel, save it as \u{2018}CSV UTF-8\u{2019}"),
            );
            return Vec::new();
        }
    };
    let Some((header, records)) = read(text, file, composer) else { return Vec::new() };
    let numeric: Vec<bool> = (0..header.len())
        .map(|column| {
            column > 0 && records.iter().all(|(cells, _)| cells.get(column).is_some_and(|cell| is_number(cell)))
        })
        .collect();
    let columns = header
        .iter()
        .zip(&numeric)
        .map(|(name, numeric)| Column { header: words(name), numeric: *numeric, share: u8::from(!numeric) })
        .collect();
    let rows = records
        .into_iter()
        .map(|(cells, span)| Row {
            key: cells.first().cloned().unwrap_or_default(),
            cells: cells
                .into_iter()
                .map(|cell| match cell.trim() {
                    "" => Vec::new(),
                    text => vec![composer.plain(BlockKind::Paragraph(words(text)), span)],
                })
                .collect(),
            origin: span,
        })
        .collect();
    let caption = composer.call_caption(call, |_| Vec::new());
    let id = call.id.clone();
    vec![composer.table(id.as_ref(), call.span, caption, columns, true, rows)]
}

type Records = (Vec<String>, Vec<(Vec<String>, Span)>);

fn read(text: &str, file: crate::source::FileId, composer: &mut Composer<'_>) -> Option<Records> {
    let (found, records) = match records(text, file, MAX_ROWS + 1) {
        Ok(found) => found,
        Err(finding) => {
            composer.findings.push(*finding);
            return None;
        }
    };
    let mut rows: Vec<(Vec<String>, Span)> = Vec::new();
    let before = composer.findings.len();
    for (cells, span) in found {
        match rows.first() {
            Some((first, header)) if cells.len() != first.len() => {
                let message = format!(
                    "this row has {}, and the first row names {}",
                    counted(cells.len(), "cell"),
                    counted(first.len(), "column")
                );
                composer.findings.push(
                    Diagnostic::error("uneven-row", span, message)
                        .also(*header, "the columns are named here")
                        .help("give every row as many cells; a cell that holds a comma goes in \"quotation marks\""),
                );
                continue;
            }
            Some(_) if cells.first().is_some_and(String::is_empty) => composer.findings.push(
                Diagnostic::error("row-without-name", span, "the first cell of this row is empty")
                    .help("write in it what the row is about: it is read out before each of its cells"),
            ),
            None if cells.len() == 1 && cells[0].contains(';') => {
                composer.findings.push(
                    Diagnostic::error("bad-csv", span, "there are semicolons between the cells, and not commas")
                        .help("in Excel, save it as ‘CSV UTF-8 (Comma delimited)’, or replace the semicolons"),
                );
                return None;
            }
            None if cells.iter().any(String::is_empty) => composer.findings.push(
                Diagnostic::error("column-without-name", span, "a column of this table has no name")
                    .help("write in each cell of the first row what stands below it"),
            ),
            Some(_) | None => {}
        }
        rows.push((cells, span));
    }
    let mut glyphs = Glyphs::new(composer.files, composer.typefaces);
    rows.iter().for_each(|(cells, span)| glyphs.words(&cells.join(" "), *span));
    composer.findings.append(&mut glyphs.findings);
    let mut rows = rows.into_iter();
    let header = rows.next();
    let rest: Vec<_> = rows.collect();
    let columns = header.as_ref().map_or(0, |(cells, _)| cells.len());
    let count = if records > MAX_ROWS + 1 { records - 1 } else { rest.len() };
    let fault = match (columns, count) {
        (0, _) => Some(("this file is empty".to_owned(), "write the names of the columns first, then the rows")),
        // What is wrong with its rows is told already.
        (_, 0) if composer.findings.len() > before => None,
        (_, 0) => Some(("this table has no rows".to_owned(), "add a row below the names of the columns")),
        _ if columns > MAX_COLUMNS => Some((
            format!("this table has {columns} columns, and a page has room for {MAX_COLUMNS}"),
            "take out columns, or make two tables of it",
        )),
        _ if count > MAX_ROWS => Some((
            format!("this table has {count} rows, more than {MAX_ROWS}"),
            "take a part of it, or make two tables of it",
        )),
        _ => return header.map(|(cells, _)| (cells, rest)),
    };
    if let Some((message, help)) = fault {
        let place = header.map_or(Span::whole(file), |(_, span)| span);
        composer.findings.push(Diagnostic::error("bad-csv", place, message).help(help));
    }
    None
}

fn is_number(cell: &str) -> bool {
    let plain = cell.trim().trim_end_matches('%').trim_start_matches(['£', '-', '\u{2212}', '+']);
    !plain.is_empty() && plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '))
}
