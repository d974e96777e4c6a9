//! The matrix as CSV (RFC 4180), for a spreadsheet.

use super::matrix::NOT_NAMED;
use super::{Assessment, Issue};
use crate::compose::Composer;
use crate::compose::register::Kind;

impl Assessment {
    /// Every issue with the mark of each partnership in words, and the totals.
    ///
    /// A group has its total in its own row; its issues name it in the column "Group". The first
    /// column says the year, and whether the marks are made up, in each row, so that rows still
    /// say it when they are copied elsewhere.
    pub fn to_csv(&self, composer: &mut Composer<'_>) -> String {
        let register = composer.register;
        let mut head: Vec<String> = ["Year", "Issue", "Group", "Includes"].map(str::to_owned).to_vec();
        head.extend(self.partnerships.iter().map(|id| {
            let name = register.name(Kind::Body, &id.words);
            name.map_or_else(|| id.words.clone(), |name| name.long.clone())
        }));
        head.push("Total".to_owned());
        let mut csv = line(&head);
        for issue in &self.issues {
            csv.push_str(&line(&self.cells(issue, None, composer)));
            for member in &issue.issues {
                csv.push_str(&line(&self.cells(member, Some(issue), composer)));
            }
        }
        csv
    }

    fn cells(&self, issue: &Issue, group: Option<&Issue>, composer: &mut Composer<'_>) -> Vec<String> {
        let mut year = self.year.as_ref().map(|year| year.words.clone()).unwrap_or_default();
        if self.illustrative {
            year.push_str(" (illustrative)");
        }
        let mut plain = |text| Assessment::plain_name(text, composer);
        let mut cells = vec![
            year,
            plain(&issue.name),
            group.map(|group| plain(&group.name)).unwrap_or_default(),
            issue.note.as_ref().map(plain).unwrap_or_default(),
        ];
        cells.extend(self.partnerships.iter().map(|partnership| match issue.mark(&partnership.words) {
            Some(mark) => mark.words().to_owned(),
            None if issue.issues.is_empty() => NOT_NAMED.to_owned(),
            None => String::new(),
        }));
        cells.push(if group.is_some() { String::new() } else { issue.total.to_string() });
        cells
    }
}

fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|words| cell(words)).collect();
    cells.join(",") + "\r\n"
}

/// A cell that a spreadsheet takes for words: never a formula, and whole whatever is in it.
fn cell(words: &str) -> String {
    // OWASP, CSV Injection: these begin a formula, and an apostrophe before them makes them words.
    let words = match words.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{words}"),
        _ => words.to_owned(),
    };
    if words.contains(['"', ',', '\n', '\r']) || words != words.trim() {
        format!("\"{}\"", words.replace('"', "\"\""))
    } else {
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_whole_and_never_a_formula() {
        let cells = ["Ashford", "drugs, alcohol", "the \"night\" economy", "two\nlines", "=1+1", "@A1", "-x,y", " a"];
        assert_eq!(
            line(&cells.map(str::to_owned)),
            "Ashford,\"drugs, alcohol\",\"the \"\"night\"\" economy\",\"two\nlines\",'=1+1,'@A1,\"'-x,y\",\" a\"\r\n"
        );
    }
}
