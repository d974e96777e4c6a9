//! Counts findings by their weight.

use std::fmt;

use agreement::diagnostic::{Diagnostic, Severity};
use agreement::tally::counted;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_not_counted() {
        assert_eq!(Counts { errors: 1, warnings: 0, hints: 2_000 }.to_string(), "1 error, 2,000 hints");
    }
}
