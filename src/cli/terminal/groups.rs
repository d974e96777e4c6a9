//! Puts many findings into groups, and decides how many of each are shown in full.

use std::collections::BTreeMap;

use agreement::diagnostic::{Diagnostic, Severity};
use agreement::source::Files;
use agreement::tally::number;

/// The most findings that are shown in full, unless there are more kinds of them than that.
pub const MAX_SHOWN: usize = 50;
/// How many of each kind are shown before errors get the rest of the room.
const FEW: usize = 3;
/// How many files are named where the findings themselves are not shown.
const FILES: usize = 4;

/// The findings of one code and weight, in their order.
pub struct Group<'a> {
    /// How much they weigh.
    pub severity: Severity,
    /// Their code.
    pub code: &'static str,
    /// All of them.
    pub findings: Vec<&'a Diagnostic>,
    /// How many of them are shown in full.
    pub shown: usize,
}

/// The findings by weight and code, errors first, each code with its share of the room.
pub fn groups<'a>(findings: &[&'a Diagnostic]) -> Vec<Group<'a>> {
    let mut by_code: BTreeMap<(std::cmp::Reverse<Severity>, &'static str), Vec<&Diagnostic>> = BTreeMap::new();
    for finding in findings {
        by_code.entry((std::cmp::Reverse(finding.severity), finding.code)).or_default().push(finding);
    }
    let mut groups: Vec<Group<'_>> = by_code
        .into_iter()
        .map(|((severity, code), findings)| Group { severity: severity.0, code, findings, shown: 1 })
        .collect();
    let mut room = MAX_SHOWN.saturating_sub(groups.len());
    for _ in 1..FEW {
        deal(groups.iter_mut(), &mut room);
    }
    for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
        while deal(groups.iter_mut().filter(|group| group.severity == severity), &mut room) {}
    }
    groups
}

/// Gives each group one more place, as long as there is room; whether any took it.
fn deal<'g, 'a: 'g>(groups: impl Iterator<Item = &'g mut Group<'a>>, room: &mut usize) -> bool {
    let before = *room;
    for group in groups.filter(|group| group.shown < group.findings.len()) {
        if *room == 0 {
            break;
        }
        group.shown += 1;
        *room -= 1;
    }
    *room < before
}

impl Group<'_> {
    /// How many are not shown.
    pub fn hidden(&self) -> usize {
        self.findings.len() - self.shown
    }

    /// The files of those that are not shown, those with most of them first, with how many.
    pub fn files<'f>(&self, files: &'f Files) -> Vec<(&'f str, usize)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in &self.findings[self.shown..] {
            *counts.entry(files.shown(finding.file())).or_default() += 1;
        }
        let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts
    }

    /// "content/foreword.md (800), content/contact.md (12) and 3 other files".
    pub fn whereabouts(&self, files: &Files) -> String {
        let all = self.files(files);
        let named: Vec<String> =
            all.iter().take(FILES).map(|(name, count)| format!("{name} ({})", number(*count))).collect();
        match all.len().saturating_sub(FILES) {
            0 => named.join(", "),
            1 => format!("{} and 1 other file", named.join(", ")),
            more => format!("{} and {} other files", named.join(", "), number(more)),
        }
    }
}

#[cfg(test)]
mod tests {
    use agreement::source::{Root, Span};

    use super::*;

    fn many(file: agreement::source::FileId, kinds: &[(Severity, &'static str, usize)]) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        for (severity, code, count) in kinds {
            for at in 0..*count {
                let finding = Diagnostic::warning(code, Span::new(file, at, at + 1), "odd");
                findings.push(Diagnostic { severity: *severity, ..finding });
            }
        }
        findings
    }

    fn shares(kinds: &[(Severity, &'static str, usize)]) -> Vec<(&'static str, usize, usize)> {
        let files = Files::new();
        let findings = many(files.content_folder(), kinds);
        let all: Vec<&Diagnostic> = findings.iter().collect();
        groups(&all).iter().map(|group| (group.code, group.shown, group.hidden())).collect()
    }

    #[test]
    fn errors_come_first_and_every_code_has_its_place() {
        use Severity::{Error, Hint, Warning};
        assert_eq!(
            shares(&[(Hint, "h", 9_000), (Warning, "w", 2), (Error, "e", 4)]),
            [("e", 4, 0), ("w", 2, 0), ("h", 44, 8_956)]
        );
        assert_eq!(shares(&[(Hint, "h", 900), (Error, "e", 400)]), [("e", 47, 353), ("h", 3, 897)]);
        assert_eq!(shares(&[(Warning, "b", 900), (Warning, "a", 400)]), [("a", 25, 375), ("b", 25, 875)]);
        let codes: Vec<&'static str> = (0..60).map(|at| &*format!("c{at}").leak()).collect();
        let kinds: Vec<_> = codes.iter().map(|code| (Warning, *code, 5)).collect();
        assert!(shares(&kinds).iter().all(|(_, shown, hidden)| (*shown, *hidden) == (1, 4)));
    }

    #[test]
    fn the_files_of_those_not_shown_are_named_with_their_counts() {
        let mut files = Files::new();
        let mut findings = Vec::new();
        for (name, count) in [("a", 49), ("b", 3), ("c", 1_200), ("d", 3), ("e", 2), ("f", 1)] {
            let id = files.add(Root::Content, name, &format!("content/{name}.md"), "x".repeat(2_000).as_bytes());
            findings.extend(many(id, &[(Severity::Warning, "w", count)]));
        }
        let all: Vec<&Diagnostic> = findings.iter().collect();
        let groups = groups(&all);
        assert_eq!(
            groups[0].whereabouts(&files),
            "content/c.md (1,200), content/d.md (3), content/b.md (2), content/e.md (2) and 1 other file"
        );
        assert_eq!(groups[0].hidden(), 1_208);
    }
}
