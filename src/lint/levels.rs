//! The levels that a county gives to lints, and what a part allows.

use std::collections::{BTreeMap, BTreeSet};

use super::{LINTS, Level, Lint};
use crate::agreement::Agreement;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::{FileId, Span, Spanned};

/// The levels of one agreement.
pub(super) struct Levels<'a> {
    levels: BTreeMap<&'a str, Level>,
    allowed: BTreeMap<(FileId, &'a str), Span>,
    used: BTreeSet<(FileId, &'a str)>,
    findings: Vec<Diagnostic>,
}

impl<'a> Levels<'a> {
    /// Reads `check:` of the settings and `allow:` of each part.
    pub fn of(agreement: &'a Agreement) -> Levels<'a> {
        let mut all =
            Levels { levels: BTreeMap::new(), allowed: BTreeMap::new(), used: BTreeSet::new(), findings: Vec::new() };
        for (code, word) in agreement.settings.iter().flat_map(|data| &data.value.check) {
            all.known(code);
            match Level::ALL.iter().find(|(known, _)| *known == word.words) {
                Some((_, level)) => drop(all.levels.insert(code.value.as_str(), *level)),
                None => {
                    let message = format!("the level of a check cannot be `{}`", word.words);
                    let finding =
                        Diagnostic::error("unknown-word", word.span, message).help("write off, hint, warning or error");
                    all.findings.push(match nearest(&word.words, Level::ALL.map(|(known, _)| known)) {
                        Some(near) => finding.suggest(word.place_of(&word.words), near, false),
                        None => finding,
                    });
                }
            }
        }
        for part in agreement.parts() {
            for (code, _) in &part.allow {
                if all.known(code) {
                    all.allowed.insert((part.file, code.value.as_str()), code.span);
                }
            }
        }
        all
    }

    fn known(&mut self, code: &'a Spanned<String>) -> bool {
        if LINTS.iter().any(|lint| lint.code == code.value) {
            return true;
        }
        let finding =
            Diagnostic::error("unknown-check", code.span, format!("there is no check called `{}`", code.value));
        self.findings.push(match nearest(&code.value, LINTS.map(|lint| lint.code)) {
            Some(near) => finding.help(format!("did you mean `{near}`?")).suggest(code.span, near, false),
            None => finding.help("agreement check --list shows them all"),
        });
        false
    }

    /// The level of a lint in this agreement.
    pub fn level(&self, lint: &Lint) -> Level {
        self.levels.get(lint.code).copied().unwrap_or(lint.level)
    }

    /// Whether the part that a finding is in allows it.
    pub fn allows(&mut self, lint: &Lint, finding: &Diagnostic) -> bool {
        let key = (finding.file(), lint.code);
        let allowed = self.allowed.contains_key(&key);
        if allowed {
            self.used.insert(key);
        }
        allowed
    }

    /// What is wrong with the levels themselves.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        for ((file, code), span) in &self.allowed {
            if !self.used.contains(&(*file, code)) {
                let message = format!("nothing in this part is told of `{code}` any more");
                self.findings.push(Diagnostic {
                    severity: crate::diagnostic::Severity::Hint,
                    ..Diagnostic::warning("unused-allow", *span, message).help("delete this line")
                });
            }
        }
        self.findings
    }
}
