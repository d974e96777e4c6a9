//! How many lines blocks will take, guessed from their letters, before anything is laid out.

use crate::document::{Block, BlockKind, Column, Table, plain_text};

/// Letters on a line of the full width at the size of the text.
const FULL_LINE: usize = 76;
/// Letters on a line beside the column of numbers.
pub(super) const TEXT_LINE: usize = 68;
/// Letters in a column that is as narrow as its words allow.
const NARROW_COLUMN: usize = 12;
/// Lines on half a page; what is longer may go over to the next.
pub(super) const HALF_A_PAGE: usize = 21;

/// Lines of a table that is not worth breaking.
const SHORT_TABLE: usize = 14;

/// The lines of blocks in a measure of so many letters.
pub(super) fn lines(blocks: &[Block], measure: usize) -> usize {
    blocks
        .iter()
        .map(|block| {
            let own = match &block.kind {
                BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) | BlockKind::Note(content) => {
                    plain_text(content).chars().count().div_ceil(measure.max(1)).max(1)
                }
                BlockKind::Preformatted(words) => words.lines().count(),
                _ => 0,
            };
            let inner = measure.saturating_sub(3).max(8);
            own + block.kind.children().into_iter().map(|children| lines(children, inner)).sum::<usize>()
        })
        .sum()
}

/// Whether a table is so short that it stays on one page.
pub(super) fn is_short(table: &Table) -> bool {
    table.rows.iter().map(|row| row_lines(table, &row.cells)).sum::<usize>() <= SHORT_TABLE
}

/// The lines of the tallest cell of a row.
pub(super) fn row_lines(table: &Table, cells: &[Vec<Block>]) -> usize {
    let fixed = |column: &Column| column.share == 0 || column.numeric;
    let narrow = table.columns.iter().filter(|column| fixed(column)).count() * NARROW_COLUMN;
    let shares: usize =
        table.columns.iter().filter(|column| !fixed(column)).map(|column| usize::from(column.share)).sum();
    let left = FULL_LINE.saturating_sub(narrow);
    let measure = |column: &Column| {
        if fixed(column) { NARROW_COLUMN } else { left * usize::from(column.share) / shares.max(1) }
    };
    table.columns.iter().zip(cells).map(|(column, cell)| lines(cell, measure(column).max(8))).max().unwrap_or(0)
}
