//! Checks of tables: header cells, their scope, rows and captions.

use super::{is_mark, without_pages};
use crate::pdf::expected::{Expected, ExpectedTable, spaced};
use crate::pdf::tree::{Node, Pdf};

fn pairs<'a>(pdf: &'a Pdf, expected: &'a Expected) -> Vec<(&'a Node, &'a ExpectedTable)> {
    pdf.with_role("Table").into_iter().zip(&expected.tables).collect()
}

fn rows_of(table: &Node) -> Vec<&Node> {
    table.below("TR")
}

fn cells(row: &Node) -> Vec<&Node> {
    row.nodes().filter(|cell| matches!(cell.role.as_str(), "TH" | "TD")).collect()
}

/// What it says, without the pages that the format adds to references and the marks of lists and footnotes.
fn said(node: &Node) -> String {
    let mut text = |node: &Node| node.role != "Lbl" || !is_mark(&node.words());
    without_pages(&spaced(&node.words_where(&mut text)))
}

fn scope(cell: &Node) -> &str {
    cell.attributes.get("Scope").map_or("", String::as_str)
}

fn span(cell: &Node, name: &str) -> usize {
    cell.attributes.get(name).and_then(|value| value.parse().ok()).unwrap_or(1)
}

/// The first row is header cells for columns; where a table has row headers, the first cell of
/// each further row is one for its row, and every other cell is data (WCAG 1.3.1).
pub fn headers(pdf: &Pdf, expected: &Expected) -> Vec<String> {
    let mut complaints = Vec::new();
    for (table, wanted) in pairs(pdf, expected) {
        let name = &wanted.caption;
        let ids: Vec<&str> = table.below("TH").iter().filter_map(|cell| cell.id.as_deref()).collect();
        // Groups of rows are for long tables; without them the cells' own scope tells all.
        if table.below("THead").len() > 1 {
            complaints.push(format!("{name}: has {} groups of header rows", table.below("THead").len()));
        }
        for (index, row) in rows_of(table).into_iter().enumerate() {
            for (column, cell) in cells(row).into_iter().enumerate() {
                let role = match (index, column, wanted.row_headers) {
                    (0, _, _) => ("TH", "Column"),
                    (_, 0, true) => ("TH", "Row"),
                    _ => ("TD", ""),
                };
                let found = (cell.role.as_str(), scope(cell));
                if found != role {
                    let words = cell.words();
                    complaints.push(format!("{name}: the cell “{words}” is {found:?} and should be {role:?}"));
                }
                let named = cell.attributes.get("Headers").map_or("", String::as_str);
                for header in named.split_whitespace().filter(|header| !ids.contains(header)) {
                    complaints.push(format!("{name}: a cell names the header {header}, which is not there"));
                }
            }
        }
    }
    complaints
}

/// The rows are those of the document, in order, each as wide as the header row; so are its words.
pub fn rows(pdf: &Pdf, expected: &Expected) -> Vec<String> {
    let mut complaints = Vec::new();
    for (table, wanted) in pairs(pdf, expected) {
        let name = &wanted.caption;
        let rows = rows_of(table);
        for (index, row) in rows.iter().enumerate() {
            let width: usize = cells(row).iter().map(|cell| span(cell, "ColSpan")).sum();
            if width != wanted.columns.len() {
                complaints.push(format!("{name}: row {index} has {width} cells, not {}", wanted.columns.len()));
            }
        }
        if let Some((head, body)) = rows.split_first() {
            let found: Vec<String> = cells(head).iter().map(|cell| said(cell)).collect();
            if found != wanted.columns {
                complaints.push(format!("{name}: its columns are {found:?} and should be {:?}", wanted.columns));
            }
            let first = |row: &&Node| cells(row).first().map(|cell| said(cell)).unwrap_or_default();
            let found: Vec<String> = body.iter().map(first).collect();
            if found.len() != wanted.rows.len() {
                complaints.push(format!("{name}: has {} rows and should have {}", found.len(), wanted.rows.len()));
            }
            if let Some((found, wanted)) = found.iter().zip(&wanted.rows).find(|(found, wanted)| found != wanted) {
                complaints.push(format!("{name}: a row begins “{found}” and should begin “{wanted}”"));
            }
        } else {
            complaints.push(format!("{name}: has no rows"));
        }
    }
    complaints
}

/// There is one table in the tree for each of the document, each with its caption inside.
pub fn captions(pdf: &Pdf, expected: &Expected) -> Vec<String> {
    let mut complaints = Vec::new();
    let (found, wanted) = (pdf.with_role("Table").len(), expected.tables.len());
    if found != wanted {
        complaints.push(format!("the tree has {found} tables and should have {wanted}"));
    }
    for (table, wanted) in pairs(pdf, expected) {
        let caption = table.nodes().find(|node| node.role == "Caption").map(said);
        if caption.as_deref() != Some(wanted.caption.as_str()) {
            complaints.push(format!("a table has the caption {caption:?} and should have “{}”", wanted.caption));
        }
    }
    complaints
}
