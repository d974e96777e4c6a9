//! The check that nothing an author wrote is silently left out.
//!
//! Markdown drops some words by its own rules: a second definition of a label, a word after
//! a code fence. Every event of the parser marks its range here; what stays unmarked and is
//! more than punctuation is reported.

use std::ops::Range;

use super::source::Source;
use crate::diagnostic::Diagnostic;

/// The ranges of a text that are accounted for.
#[derive(Debug, Default)]
pub(super) struct Coverage(Vec<Range<usize>>);

impl Coverage {
    /// Accounts for a range.
    pub fn add(&mut self, range: Range<usize>) {
        match self.0.last_mut() {
            Some(last) if last.start <= range.start && range.start <= last.end => last.end = last.end.max(range.end),
            _ => self.0.push(range),
        }
    }

    /// Reports words that no range holds.
    pub fn check(mut self, source: &mut Source) {
        self.0.sort_by_key(|range| range.start);
        let end = source.len();
        let mut done = 0;
        for range in self.0.into_iter().chain(std::iter::once(end..end)) {
            if range.start > done {
                report_words(source, done..range.start);
            }
            done = done.max(range.end);
        }
    }
}

fn report_words(source: &mut Source, gap: Range<usize>) {
    let is_word = |c: char| !c.is_whitespace() && !c.is_ascii_punctuation() && super::hidden::refused(c).is_none();
    let text = source.slice(gap.clone());
    let (Some(first), Some(last)) = (text.find(is_word), text.rfind(is_word)) else { return };
    let last = last + text[last..].chars().next().map_or(0, char::len_utf8);
    let again = text[..first].trim_start().ends_with('[') && text[first..].contains("]:");
    let span = source.span(gap.start + first..gap.start + last);
    let finding = Diagnostic::error("lost-words", span, "These words would not be published");
    source.report(if again {
        finding.help("This label has an address already. Take the line out or give it another label.")
    } else {
        finding.help("Markdown reads them as a mark, not as text. Take them out, or put a backslash before the sign in front of them.")
    });
}
