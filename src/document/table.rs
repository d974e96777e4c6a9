//! Tables: columns with their headers, rows of cells.

use super::{Block, Inline};
use crate::source::Span;

/// A table: one row of column headers, rows of cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its number in the document, counted from 1.
    pub number: usize,
    /// The caption without "Table 3".
    pub caption: Vec<Inline>,
    /// One for each column.
    pub columns: Vec<Column>,
    /// Whether the first cell of each row is that row's header.
    pub row_headers: bool,
    /// Whether its rows may stand below each other where it is narrow, each under its header.
    pub stacks: bool,
    /// Whether it has so many columns that a page of upright paper is too narrow for it.
    pub wide: bool,
    /// The rows below the header row.
    pub rows: Vec<Row>,
}

impl Table {
    /// Whether the header of a column is longer than the column is wide, and reads from bottom to top.
    pub fn turns(&self, column: &Column) -> bool {
        self.wide && column.share == 0 && !column.numeric
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The words of its header cell.
    pub header: Vec<Inline>,
    /// Whether it holds counts, which are set to the right.
    pub numeric: bool,
    /// The share of the width that it asks for; 1 is an ordinary column of text, 0 is as
    /// narrow as its words allow.
    pub share: u8,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What names the row in a comparison: an id, or the words of its first cell.
    pub key: String,
    /// As many as there are columns.
    pub cells: Vec<Vec<Block>>,
    /// Where the author wrote it.
    pub origin: Span,
}
