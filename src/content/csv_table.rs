//! A table from a CSV file: `{{ table data/burglary.csv "Caption" }}`.

use crate::compose::{Composer, words};
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::{Block, BlockKind, Column, Row};
use crate::parse::prose::Call;
use crate::source::{Root, Span};

/// The most rows that a table may have.
const MAX_ROWS: usize = 2_000;
/// The most columns that a page has room for.
const MAX_COLUMNS: usize = 12;

/// `{{ table FILE "Caption" }}`; the first row names the columns, the first column the rows.
pub fn compose_table(call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
    composer.known_options(call, &[]);
    let [path] = call.words.as_slice() else {
        composer.findings.push(
            Diagnostic::error("missing-setting", call.span, "`table` needs the name of one CSV file")
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
    let Some(file) = files.find(Root::Content, &path.value) else {
        let known: Vec<&str> =
            files.below(Root::Content, "").map(|file| files.path(file)).filter(|path| path.ends_with(".csv")).collect();
        let finding = Diagnostic::error("missing-file", path.span, format!("there is no file `{}`", path.value));
        composer.findings.push(match nearest(&path.value, known.iter().copied()) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help("write its path below the content folder, such as data/name.csv"),
        });
        return Vec::new();
    };
    let text = match files.text(file) {
        Ok(text) => text,
        Err(at) => {
            composer.findings.push(
                Diagnostic::error("not-utf-8", Span::new(file, at, at + 1), "this file is not UTF-8 text from here on")
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
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&text.as_bytes()[start..]);
    let mut rows: Vec<(Vec<String>, Span)> = Vec::new();
    for record in reader.records() {
        let Ok(record) = record else {
            composer.findings.push(
                Diagnostic::error("bad-csv", Span::whole(file), "this file is not CSV")
                    .help("save it again as CSV UTF-8"),
            );
            return None;
        };
        let at = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let from = (start + at).min(text.len());
        let from = from + text.get(from..).map_or(0, |rest| rest.len() - rest.trim_start_matches(['\r', '\n']).len());
        let to = text.get(from..).and_then(|rest| rest.find(['\r', '\n'])).map_or(text.len(), |end| from + end);
        let span = Span::new(file, from, to);
        if let Some((first, header)) = rows.first()
            && record.len() != first.len()
        {
            let message =
                format!("this row has {} cells, and the first row names {} columns", record.len(), first.len());
            let header = *header;
            composer.findings.push(
                Diagnostic::error("uneven-row", span, message)
                    .also(header, "the columns are named here")
                    .help("give every row as many cells; quotation marks go round a cell that holds a comma"),
            );
            continue;
        }
        rows.push((record.iter().map(|cell| cell.trim().to_owned()).collect(), span));
    }
    for (cells, span) in &rows {
        for character in cells.iter().flat_map(|cell| cell.chars()).filter(|c| !composer.typefaces.covers(*c)) {
            composer.findings.push(
                Diagnostic::error(
                    "no-glyph",
                    *span,
                    format!("no typeface of this tool has the character U+{:04X}", u32::from(character)),
                )
                .help("write it in words, or use a plain letter or sign in its place"),
            );
        }
    }
    let mut rows = rows.into_iter();
    let header = rows.next();
    let rest: Vec<_> = rows.collect();
    let (columns, count) = (header.as_ref().map_or(0, |(cells, _)| cells.len()), rest.len());
    if columns == 0 || count == 0 || columns > MAX_COLUMNS || count > MAX_ROWS {
        let message = format!(
            "a table has 1 to {MAX_COLUMNS} columns and 1 to {MAX_ROWS} rows; this one has {columns} and {count}"
        );
        composer
            .findings
            .push(Diagnostic::error("bad-csv", Span::whole(file), message).help("take a part of it, or split it"));
        return None;
    }
    header.map(|(cells, _)| (cells, rest))
}

fn is_number(cell: &str) -> bool {
    let plain = cell.trim().trim_end_matches('%').trim_start_matches(['£', '-', '\u{2212}', '+']);
    !plain.is_empty() && plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '))
}
