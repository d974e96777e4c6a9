//! A row of a table with words in one cell only, which stands there as a heading for the rows below.
//!
//! On paper it looks like a heading. A screen reader announces its other cells as blank and never
//! connects it with the rows below it.
//!
//! Before:
//!
//! ```md
//! Table: Plans
//!
//! | Plan | From | To |
//! |---|---|---|
//! | **National plans** | | |
//! | Serious Violence Strategy | 2018 | 2021 |
//! ```
//!
//! After:
//!
//! ```md
//! Table: National plans
//!
//! | Plan | From | To |
//! |---|---|---|
//! | Serious Violence Strategy | 2018 | 2021 |
//! ```
//!
//! Source: WCAG 2.2, success criterion 1.3.1 (Info and Relationships);
//! Government Analysis Function, "Releasing statistics in spreadsheets".

use super::{Case, Level, Lint, Report};
use crate::reading::tables;

/// A row that stands as a heading in the middle of a table.
pub(super) const LINT: Lint =
    Lint { code: "merged-row", level: Level::Hint, file: include_str!("merged_row.rs"), check };

fn check(case: &Case<'_>, report: &mut Report) {
    for table in tables(case.agreement, case.files) {
        for cell in table.rows.iter().filter_map(|row| table.merged(row)) {
            let message = "this row has words in one cell only, as a heading for the rows below it has";
            report.add(cell.span, message, |finding| {
                finding.help(
                    "make a table of its own of the rows below, with a caption; if it is no heading, \
                     write `none` or `not known` in the other cells",
                )
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, found, found_with};

    const CODE: &str = "merged-row";

    #[test]
    fn a_row_with_one_filled_cell_is_found() {
        let text = "Table: A\n\n| A | B | C |\n|---|---|---|\n| Youth | | |\n| a | b | c |\n| | **Health** | |";
        assert_eq!(found(CODE, text), ["Youth", "**Health**"]);
        let csv = "A,B,C\nYouth,,\na,b,c\n";
        let shown = chapter("{{ table data/a.csv \"A\" }}");
        assert_eq!(found_with(CODE, &[("data/a.csv", csv), (CHAPTER, &shown)], None), ["Youth"]);
    }

    #[test]
    fn of_two_columns_it_must_look_like_a_title() {
        let text = "Table: A\n\n| A | B |\n|---|---|\n| **Youth** | |\n| Health: | |\n| Roads | |";
        assert_eq!(found(CODE, text), ["**Youth**", "Health:"]);
    }

    #[test]
    fn other_rows_are_fine() {
        let text = "Table: A\n\n| A | B | C |\n|---|---|---|\n| a | b | |\n| | | |\n| a | none | none |";
        assert_eq!(found(CODE, text), [""; 0]);
    }
}
