//! Addresses that stand apart from their links: `[handbook]: https://example.org`.

use std::ops::Range;

use super::source::Source;
use crate::diagnostic::Diagnostic;

/// The definitions of a text and which of them its links use.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    known: Vec<Definition>,
}

#[derive(Debug)]
struct Definition {
    label: String,
    range: Range<usize>,
    used: bool,
}

impl Definitions {
    pub fn add(&mut self, label: &str, range: Range<usize>) {
        self.known.push(Definition { label: fold(label), range, used: false });
    }

    /// Sorts by label, so that a text with very many stays quick.
    pub fn sort(&mut self) {
        self.known.sort_by(|a, b| a.label.cmp(&b.label));
    }

    /// Where the definition of a label is written.
    pub fn find(&mut self, label: &str) -> Option<Range<usize>> {
        let at = self.known.binary_search_by(|known| known.label.cmp(&fold(label))).ok()?;
        let found = self.known.get_mut(at)?;
        found.used = true;
        Some(found.range.clone())
    }

    /// Reports every definition that no link uses.
    pub fn check(&self, source: &mut Source) {
        for unused in self.known.iter().filter(|known| !known.used) {
            let finding = Diagnostic::error(
                "unused-definition",
                source.span(unused.range.clone()),
                "No link uses this address, so the line would not be published",
            )
            .help("Take the line out, or use it in a link such as [words][label]. If it is text, put a backslash before [.");
            source.report(finding);
        }
    }
}

/// Labels are compared without regard to capitals and white space (CommonMark 0.31, 6.3).
fn fold(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Reports `[words][label]` for which there is no definition, unless it turned out to be a link.
pub(super) fn check_missing(source: &mut Source, missing: &[Range<usize>], links: &[usize]) {
    for range in missing {
        let next = links.partition_point(|&link| link < range.start);
        if links.get(next).is_some_and(|&link| link < range.end) {
            continue;
        }
        let finding = Diagnostic::error(
            "missing-definition",
            source.span(range.clone()),
            "There is no address for the second pair of brackets",
        )
        .help("Write the address in round brackets, [words](https://example.org), or the id of a place in this document, [words](#id). To print the brackets, put a backslash before each [.");
        source.report(finding);
    }
}
