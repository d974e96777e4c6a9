//! An empty cell in a table.
//!
//! A screen reader says "blank", and nobody knows whether there is nothing to say, nothing is
//! known, or somebody forgot it. "None" or "not known" tells.
//!
//! Before:
//!
//! ```md
//! Table: Projects
//!
//! | Project | Cost | Lead |
//! |---|---|---|
//! | Heritage Watch | £300 | |
//! ```
//!
//! After:
//!
//! ```md
//! Table: Projects
//!
//! | Project | Cost | Lead |
//! |---|---|---|
//! | Heritage Watch | £300 | not known |
//! ```
//!
//! Source: WCAG 2.2, success criterion 1.3.1 (Info and Relationships);
//! Government Analysis Function, "Releasing statistics in spreadsheets".

use super::{Case, Level, Lint, Report};
use crate::reading::{Table, TableCell, tables};

/// An empty cell in a table.
pub(super) const LINT: Lint =
    Lint { code: "empty-cell", level: Level::Warning, file: include_str!("empty_cell.rs"), check };

/// From how many empty cells on a table is told once.
const MANY: usize = 4;

fn check(case: &Case<'_>, report: &mut Report) {
    for table in tables(case.agreement, case.files) {
        let empty = empty(&table);
        if empty.len() < MANY {
            for (cell, row, column) in empty {
                let message = if row.is_empty() {
                    format!("the cell in the column `{column}` is empty")
                } else {
                    format!("the cell of `{row}` in the column `{column}` is empty")
                };
                report.add(cell.span, message, |finding| finding.help("write `none`, `not known` or what is true"));
            }
        } else if let [(first, ..), (second, ..), ..] = empty.as_slice() {
            report.add(first.span, format!("{} cells of this table are empty", empty.len()), |finding| {
                finding
                    .also(second.span, "the next of them is here")
                    .help("write `none`, `not known` or what is true in each of them")
            });
        }
    }
}

/// The empty cells, with the names of their rows and columns.
///
/// A row with nothing in it, and one that looks like a heading, has its own finding; of a CSV
/// file the build refuses a row without a name.
fn empty(table: &Table) -> Vec<(&TableCell, &str, &str)> {
    let mut found = Vec::new();
    for row in table.rows.iter().filter(|row| table.merged(row).is_none()) {
        let name = row.first().map_or("", |cell| cell.words.as_str());
        if row.iter().all(|cell| cell.is_empty) {
            let columns = table.header.first().map_or("", |cell| cell.words.as_str());
            found.extend(row.first().filter(|_| !table.from_csv).map(|cell| (cell, "", columns)));
            continue;
        }
        for (index, (cell, column)) in row.iter().zip(&table.header).enumerate() {
            if cell.is_empty && !(table.from_csv && index == 0) {
                found.push((cell, name, column.words.as_str()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, findings, found, found_with};

    const CODE: &str = "empty-cell";

    fn table(rows: &str) -> String {
        format!("Table: Projects\n\n| Project | Cost | Lead |\n|---|---|---|\n{rows}")
    }

    #[test]
    fn empty_cells_are_found_with_their_row_and_column() {
        assert_eq!(found(CODE, &table("| A | | B |\n| C | 1 |\n| D | 2 | &nbsp; |")), ["| |", "|", "| &nbsp; |"]);
        let (_, told) = findings(&[(CHAPTER, &chapter(&table("| A | | B |")))], None);
        let told = told.iter().find(|one| one.code == CODE).expect("a finding");
        assert_eq!(told.message, "The cell of “A” in the column “Cost” is empty");
    }

    #[test]
    fn many_empty_cells_of_a_table_are_told_once() {
        assert_eq!(found(CODE, &table("| A | | B |\n| C | | D |\n| E | | F |\n| G | | H |")), ["| |"]);
    }

    #[test]
    fn a_csv_file_is_looked_at_where_it_is_shown() {
        let csv = "Project,Cost,Lead\nA,,B\nC,\"\",D\nE,1,F\n";
        let shown = chapter("{{ table data/projects.csv \"Projects\" }}");
        let with = |text| found_with(CODE, &[("data/projects.csv", csv), (CHAPTER, text)], None);
        assert_eq!(with(&shown), [",,", ""]);
        assert_eq!(with(&chapter("Words.")), [""; 0]);
    }

    #[test]
    fn filled_cells_and_rows_that_are_headings_are_left_alone() {
        let text =
            table("| {{ body.kfrs }} | 0 | – |\n| `x` | [](#introduction) | none |\n| Youth | | |\n| A | B | C |");
        assert_eq!(found(CODE, &text), [""; 0]);
    }
}
