//! Counts things, and says the numbers as people do.

use std::fmt;

use agreement::diagnostic::{Diagnostic, Severity};

/// How many findings there are of each weight.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Findings that stop publication.
    pub errors: usize,
    /// Findings that a reader would trip over.
    pub warnings: usize,
    /// Remarks.
    pub hints: usize,
}

impl Counts {
    /// Counts findings.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>) -> Counts {
        let mut counts = Counts::default();
        for finding in findings {
            match finding.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Hint => counts.hints += 1,
            }
        }
        counts
    }

    /// All of them.
    pub fn total(self) -> usize {
        self.errors + self.warnings + self.hints
    }
}

/// "3 errors, 1 warning".
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = [(self.errors, "error"), (self.warnings, "warning"), (self.hints, "hint")];
        let some: Vec<String> = all.into_iter().filter(|(n, _)| *n > 0).map(|(n, one)| counted(n, one)).collect();
        f.write_str(&some.join(", "))
    }
}

/// "1 file", "1,204 files".
pub fn counted(count: usize, one: &str) -> String {
    let more = if count == 1 { "" } else { "s" };
    format!("{} {one}{more}", number(count))
}

/// "a", "a and b", "a, b and c"; `None` of nothing.
pub fn listed<W: AsRef<str>>(words: &[W]) -> Option<String> {
    let (last, others) = words.split_last()?;
    let others: Vec<&str> = others.iter().map(AsRef::as_ref).collect();
    let last = last.as_ref();
    Some(if others.is_empty() { last.to_owned() } else { format!("{} and {last}", others.join(", ")) })
}

/// A number with a comma between thousands.
pub fn number(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_listed_as_people_do() {
        let all = ["a", "b", "c"];
        let found = [listed(&all[..0]), listed(&all[..1]), listed(&all[..2]), listed(&all)];
        assert_eq!(found.map(|words| words.unwrap_or_default()), ["", "a", "a and b", "a, b and c"]);
    }

    #[test]
    fn numbers_are_said_as_people_do() {
        for (count, words) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_204_000, "1,204,000")] {
            assert_eq!(number(count), words);
        }
        assert_eq!((counted(1, "file"), counted(0, "file")), ("1 file".to_owned(), "0 files".to_owned()));
        assert_eq!(Counts { errors: 1, warnings: 0, hints: 2_000 }.to_string(), "1 error, 2,000 hints");
    }
}
