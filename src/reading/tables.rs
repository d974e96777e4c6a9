//! Tables as their readers meet them: those of Markdown and those of CSV files, cell by cell.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::agreement::Agreement;
use crate::parse::prose::{Call, Cell, Node, NodeKind, Piece, PieceKind, plain_text};
use crate::source::{FileId, Files, MAX_TEXT_BYTES, Root, Span};

/// A table, wherever its cells are written.
#[derive(Debug)]
pub struct Table {
    /// The names of the columns.
    pub header: Vec<TableCell>,
    /// The rows below them; each has as many cells.
    pub rows: Vec<Vec<TableCell>>,
    /// Whether it is a CSV file, of which the build refuses rows without a name.
    pub from_csv: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableCell {
    /// Where it is written; of an empty cell, with the signs that part it from its neighbours.
    pub span: Span,
    /// Its words without marks and values, for a message.
    pub words: String,
    /// Whether nothing is in it.
    pub is_empty: bool,
    /// Whether it is all in bold, or ends in a colon.
    pub is_title: bool,
}

impl Table {
    /// The one filled cell of a row that looks like a heading merged over all columns.
    ///
    /// Of two columns the second may simply be empty, so there the words must look like a title.
    pub fn merged<'r>(&self, row: &'r [TableCell]) -> Option<&'r TableCell> {
        let mut filled = row.iter().filter(|cell| !cell.is_empty);
        let only = filled.next().filter(|_| filled.next().is_none())?;
        (row.len() > 2 || row.len() == 2 && only.is_title).then_some(only)
    }
}

/// Every table of an agreement that somebody typed, in the order of the document; a CSV file once.
pub fn tables(agreement: &Agreement, files: &Files) -> Vec<Table> {
    let mut found = Vec::new();
    let mut csv = BTreeSet::new();
    for part in agreement.parts() {
        let text = files.text(part.file).unwrap_or_default();
        part.prose.for_each_node(&mut |node: &Node| match &node.kind {
            NodeKind::Table { header, rows, .. } => found.push(Table {
                header: header.iter().map(|cell| of_markdown(cell, text)).collect(),
                rows: rows.iter().map(|row| row.iter().map(|cell| of_markdown(cell, text)).collect()).collect(),
                from_csv: false,
            }),
            NodeKind::DataBlock(call) => {
                let Some(file) = csv_file(call, files).filter(|file| csv.insert(*file)) else { return };
                let Some(text) = csv_text(file, files) else { return };
                let mut rows = csv_rows(text).into_iter().map(|row| of_csv(&row, file, text));
                let Some(header) = rows.next() else { return };
                // A row of another length is refused by the build.
                let rows = rows.filter(|row: &Vec<TableCell>| row.len() == header.len()).collect();
                found.push(Table { header, rows, from_csv: true });
            }
            _ => {}
        });
    }
    found
}

fn of_markdown(cell: &Cell, text: &str) -> TableCell {
    let words = plain_text(&cell.content).trim().to_owned();
    let is_empty = words.is_empty() && !cell.content.iter().any(prints);
    let is_title = words.ends_with(':') || is_bold(&cell.content);
    let span = if is_empty { widened(cell.span, text, '|') } else { cell.span };
    TableCell { span, words, is_empty, is_title }
}

/// Whether a piece prints something although it has no words of its own.
fn prints(piece: &Piece) -> bool {
    match &piece.kind {
        PieceKind::Value { .. } | PieceKind::FootnoteMark { .. } | PieceKind::Code(_) => true,
        PieceKind::Reference { .. } | PieceKind::Link { .. } => true,
        PieceKind::Emphasis(inner) | PieceKind::Strong(inner) | PieceKind::RunIn(inner) => inner.iter().any(prints),
        PieceKind::Text(_) | PieceKind::LineBreak => false,
    }
}

fn is_bold(content: &[Piece]) -> bool {
    matches!(content, [Piece { kind: PieceKind::Strong(_) | PieceKind::RunIn(_), .. }])
}

fn of_csv(row: &[(Range<usize>, String)], file: FileId, text: &str) -> Vec<TableCell> {
    let cells = row.iter().map(|(range, words)| {
        let span = Span::new(file, range.start, range.end);
        let is_empty = words.is_empty();
        let span = if is_empty { widened(span, text, ',') } else { span };
        TableCell { span, words: words.clone(), is_empty, is_title: words.ends_with(':') }
    });
    cells.collect()
}

/// An empty place with the blanks and the signs on either side of it, so that there is something to see.
fn widened(span: Span, text: &str, sign: char) -> Span {
    let blank = [' ', '\t'];
    let before = text.get(..span.start).unwrap_or_default().trim_end_matches(blank);
    let after = text.get(span.end..).unwrap_or_default().trim_start_matches(blank);
    let start = before.len() - usize::from(before.ends_with(sign));
    let end = text.len() - after.len() + usize::from(after.starts_with(sign));
    Span::new(span.file, start, end)
}

/// The CSV file that a block shows, if there is one.
pub(super) fn csv_file(call: &Call, files: &Files) -> Option<FileId> {
    let path = call.words.first().filter(|path| call.name.value == "table" && path.value.ends_with(".csv"))?;
    files.find(Root::Content, &path.value)
}

/// The text of a CSV file, if the build would read it.
pub(super) fn csv_text(file: FileId, files: &Files) -> Option<&str> {
    files.text(file).ok().filter(|text| text.len() <= MAX_TEXT_BYTES)
}

/// The cells of a CSV text, row by row: where each is written, quotation marks apart, and its words.
pub(super) fn csv_rows(text: &str) -> Vec<Vec<(Range<usize>, String)>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut at = text.len() - text.trim_start_matches('\u{feff}').len();
    while at < text.len() {
        let (range, next) = csv_cell(text, at);
        let written = &text[range.clone()];
        let words = if written.contains('"') { written.replace("\"\"", "\"") } else { written.to_owned() };
        let blank = words.len() - words.trim_start().len();
        let start = range.start + blank;
        row.push((start..start + written.trim().len(), words.trim().to_owned()));
        let sign = text[next..].chars().next();
        at = next + sign.map_or(0, char::len_utf8);
        if sign == Some(',') {
            if at == text.len() {
                row.push((at..at, String::new()));
            }
            continue;
        }
        if sign == Some('\r') && text[at..].starts_with('\n') {
            at += 1;
        }
        push_row(&mut rows, &mut row);
    }
    push_row(&mut rows, &mut row);
    rows
}

/// Ends a row; a line with nothing on it is none.
fn push_row(rows: &mut Vec<Vec<(Range<usize>, String)>>, row: &mut Vec<(Range<usize>, String)>) {
    let row = std::mem::take(row);
    if row.len() > 1 || row.iter().any(|(_, words)| !words.is_empty()) {
        rows.push(row);
    }
}

/// The range of the words of the cell that begins at a byte, and the byte after the cell.
fn csv_cell(text: &str, at: usize) -> (Range<usize>, usize) {
    let rest = &text[at..];
    let Some(quoted) = rest.strip_prefix('"') else {
        let end = at + rest.find([',', '\n', '\r']).unwrap_or(rest.len());
        return (at..end, end);
    };
    let start = at + 1;
    let mut from = 0;
    while let Some(quote) = quoted[from..].find('"') {
        let quote = from + quote;
        if quoted[quote + 1..].starts_with('"') {
            from = quote + 2;
            continue;
        }
        let end = start + quote;
        let next = end + text[end..].find([',', '\n', '\r']).unwrap_or(text.len() - end);
        return (start..end, next);
    }
    (start..text.len(), text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        csv_rows(text).into_iter().map(|row| row.into_iter().map(|(_, words)| words).collect()).collect()
    }

    #[test]
    fn csv_is_read_cell_by_cell() {
        assert_eq!(
            cells("\u{feff}A, B\r\n\"c, \"\"d\"\"\",e\n\nf,\n"),
            [vec!["A", "B"], vec!["c, \"d\"", "e"], vec!["f", ""]]
        );
        assert_eq!(cells("a,"), [["a", ""]]);
        assert_eq!(cells("\"open, b\nc"), [["open, b\nc"]]);
        assert_eq!(cells(""), Vec::<Vec<String>>::new());
    }

    #[test]
    fn a_cell_of_csv_knows_its_place() {
        let text = "A,\" b \"\n c ,d";
        let places: Vec<&str> = csv_rows(text).concat().into_iter().map(|(range, _)| &text[range]).collect();
        assert_eq!(places, ["A", "b", "c", "d"]);
    }
}
