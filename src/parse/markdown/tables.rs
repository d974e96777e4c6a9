//! Tables: rows as they come, the caption before them, and cells that would be lost.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::atoms::Atoms;
use super::blocks::{Blocks, FrameKind};
use super::paragraph::Caption;
use crate::diagnostic::Diagnostic;
use crate::parse::prose::{Cell, MAX_COLUMNS, MAX_ROWS, Node, NodeKind};
use crate::source::Span;

/// A table whose rows are still coming.
pub(super) struct Table {
    caption: Option<Caption>,
    right_aligned: Vec<bool>,
    header: Vec<Cell>,
    rows: Vec<Vec<Cell>>,
    row: Vec<Cell>,
    /// The byte after the last cell.
    end: usize,
    /// Whether it is larger than a table may be, so that more of it is left out.
    too_large: bool,
}

impl Table {
    /// A table that begins at a byte.
    pub fn new(caption: Option<Caption>, alignments: &[Alignment], start: usize) -> Self {
        Table {
            caption,
            right_aligned: alignments.iter().map(|side| *side == Alignment::Right).collect(),
            header: Vec::new(),
            rows: Vec::new(),
            row: Vec::new(),
            end: start,
            too_large: alignments.len() > MAX_COLUMNS,
        }
    }
}

impl Blocks {
    fn table(&mut self) -> Option<&mut Table> {
        match self.frame().map(|frame| &mut frame.kind) {
            Some(FrameKind::Table(table)) => Some(table),
            _ => None,
        }
    }

    /// Ends a cell whose atoms are trimmed.
    pub fn end_cell(&mut self, range: Range<usize>, atoms: &Atoms) {
        let content = atoms.pieces(&mut self.source);
        let text = self.source.slice(range.clone());
        // The parser puts a cell that its row lacks behind the end of the line.
        let start = match text.is_empty() {
            true => self.source.slice(0..range.start).trim_end().len(),
            false => range.start + (text.len() - text.trim_start().len()),
        };
        let span = self.source.span(start..start + text.trim().len());
        if let Some(table) = self.table() {
            table.end = range.end;
            if !table.too_large || table.header.is_empty() && table.row.len() < MAX_COLUMNS {
                table.row.push(Cell { span, content });
            }
        }
    }

    /// Ends the header row.
    pub fn end_header(&mut self) {
        if let Some(table) = self.table() {
            table.header = std::mem::take(&mut table.row);
        }
    }

    /// Ends a row below the header.
    pub fn end_row(&mut self, range: Range<usize>) {
        self.flush();
        let Some(table) = self.table() else { return };
        let row = std::mem::take(&mut table.row);
        if table.too_large {
            self.coverage.add(range);
            return;
        }
        if table.rows.len() == MAX_ROWS {
            table.too_large = true;
            let end = range.start + self.source.slice(range.clone()).trim_end().len();
            let span = self.source.span(range.start..end);
            let message = format!("This table has more than {MAX_ROWS} rows");
            let finding = Diagnostic::error("table-too-large", span, message)
                .help("Take a part of it, or make two tables of it.");
            self.source.report(finding);
            self.coverage.add(range);
            return;
        }
        table.rows.push(row);
        let columns = table.right_aligned.len();
        let end = table.end.clamp(range.start, range.end);
        let rest = self.source.slice(end..range.end).trim();
        if !rest.trim_start_matches('|').trim().is_empty() {
            let at = self.source.slice(end..range.end).find(rest).map_or(end, |at| end + at);
            let span = self.source.span(at..at + rest.len());
            let message = format!("This row has more cells than the table has columns ({columns})");
            let finding = Diagnostic::error("too-many-cells", span, message)
                .help("Add a column to the first two lines of the table, or put a backslash before a | that is text.");
            self.source.report(finding);
        }
        self.coverage.add(range);
    }

    /// Reports what a table lacks to be read aloud: names of its columns, and rows.
    fn check_cells(&mut self, header: &[Cell], no_rows: bool, table: Span) {
        let nameless = header.iter().find(|cell| cell.content.is_empty());
        if let Some(cell) = nameless {
            let first = header.first().map_or(table, |cell| cell.span);
            let last = header.last().map_or(table, |cell| cell.span);
            let at = if cell.span.start == cell.span.end { first.to(last) } else { cell.span };
            let at = if at.start == at.end { table } else { at };
            let finding = Diagnostic::error("column-without-name", at, "A column of this table has no name")
                .help("Write in each cell of the first row what stands below it, in the first cell too.");
            self.source.report(finding);
        }
        if no_rows {
            let finding = Diagnostic::error("table-without-rows", table, "This table has no rows")
                .help("Add a row below the line of hyphens, or take the table out.");
            self.source.report(finding);
        }
    }

    /// Ends a table, whose caption came before it.
    pub fn end_table(&mut self, table: Table, span: Span) {
        let Table { caption, mut right_aligned, header, rows, too_large, .. } = table;
        if right_aligned.len() > MAX_COLUMNS {
            let first = header.first().map_or(span, |cell| cell.span);
            let last = header.last().map_or(span, |cell| cell.span);
            let message =
                format!("This table has {} columns, and a page has room for {MAX_COLUMNS}", right_aligned.len());
            let finding = Diagnostic::error("table-too-large", first.to(last), message)
                .help("Take out columns, or make two tables of it.");
            self.source.report(finding);
            right_aligned.truncate(MAX_COLUMNS);
        }
        if caption.is_none() {
            let first = header.first().map_or(span, |cell| cell.span);
            let last = header.last().map_or(span, |cell| cell.span);
            let finding = Diagnostic::error("table-without-caption", first.to(last), "This table has no caption")
                .help("Write a line before it that starts with “Table:”, such as Table: Leads by priority {#leads}.");
            self.source.report(finding);
        }
        self.check_cells(&header, rows.is_empty() && !too_large, span);
        let (span, id, row_headers, caption_span, caption) = match caption {
            Some(caption) => {
                let Caption { span: at, content, attributes } = caption;
                (at.to(span), attributes.id, attributes.row_headers, Some(at), Some(content))
            }
            None => (span, None, false, None, None),
        };
        let kind = NodeKind::Table { caption, caption_span, row_headers, header, right_aligned, rows };
        self.push(Node { span, id, kind });
    }
}
