//! A part that has changed since the last published edition, and that version control does not name.
//!
//! Version control is what a councillor or a resident reads to learn what is new. It is written
//! from memory at the end of the work, and parts are forgotten: in the published editions no entry
//! ever named Chapter 2, although a paragraph came into it. The last published edition is read
//! from the history of the sources; without a history nothing is compared.
//!
//! Before:
//!
//! ```md
//! The partners work together in a new way.
//! ```
//!
//! After:
//!
//! ```md
//! The partners work together in a new way.
//! ```
//!
//! ```yaml version-control.yaml
//! - { version: "4.0", date: 2020-04, effective: 2020-04-01, summary: Refreshed }
//! - version: "5.0"
//!   date: 2021-04
//!   effective: 2021-04-01
//!   summary: Refreshed
//!   changes:
//!     - { part: introduction, note: new way of working described }
//! ```
//!
//! Source: the practice of the published agreement, whose table lists the parts that changed.

use std::collections::{BTreeMap, BTreeSet};

use super::{Case, Level, Lint, Report};
use crate::agreement::Named;
use crate::document::{Block, BlockKind, Document, Inline, Part, Picture, Role};

/// A changed part that version control does not name.
pub(super) const LINT: Lint =
    Lint { code: "unlogged-change", level: Level::Warning, file: include_str!("unlogged_change.rs"), check };

fn check(case: &Case<'_>, report: &mut Report) {
    let (Some(document), Some(last)) = (case.document, &case.last_edition) else { return };
    let Some(control) = case.agreement.version_control.as_ref().filter(|_| case.complete) else { return };
    let entries = &control.value.entries;
    let known = entries.iter().rposition(|entry| entry.version.words == last.document.meta.edition.version);
    let later = entries.iter().position(|entry| entry.effective.value > last.document.meta.edition.date);
    let since = &entries[known.map(|at| at + 1).or(later).unwrap_or(entries.len())..];
    let Some(entry) = since.last() else { return };
    let logged: BTreeSet<&str> = since
        .iter()
        .flat_map(|entry| &entry.changes)
        .filter_map(|change| Some(change.part.as_ref()?.words.as_str()))
        .collect();
    let old_names = last.agreement.names();
    let (old_names, names) = (short_forms(&old_names), short_forms(&case.names));
    let before: BTreeMap<&str, &Part> = last.document.parts.iter().map(|part| (part.id.as_str(), part)).collect();
    let written = |part: &&Part| case.agreement.parts().any(|source| source.id == part.id);
    for part in document.parts.iter().filter(written).filter(|part| part.role != Role::Contents) {
        if logged.contains(part.id.as_str()) {
            continue;
        }
        let what = match before.get(part.id.as_str()) {
            None => "is new",
            Some(old) if words_of(old, &last.document, &old_names) != words_of(part, document, &names) => "has changed",
            Some(_) => continue,
        };
        let month = &last.document.meta.edition.month;
        let message = format!("this part {what} since the edition of {month}, and version control does not name it");
        report.add(part.origin, message, |finding| {
            finding.also(entry.version.span, "the changes of this edition are listed here").help(format!(
                "add `- part: {}` with a note to the changes of version {}",
                part.id, entry.version.words
            ))
        });
    }
}

/// What a part says, whatever its numbers are and wherever its names are first spelled out.
fn words_of(part: &Part, document: &Document, names: &BTreeMap<&str, Vec<&str>>) -> String {
    let mut words = Words { text: String::new(), document };
    words.inlines(&part.title);
    words.blocks(&part.blocks);
    let text = words.text.split_whitespace().collect::<Vec<_>>().join(" ");
    // "Kent Police (KP)" at its first use is "Kent Police" elsewhere.
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once(" (") {
        plain.push_str(before);
        let spelled_out = after.split_once(')').filter(|(short, _)| {
            names.get(*short).is_some_and(|full| full.iter().take(MOST_NAMES).any(|full| before.ends_with(full)))
        });
        match spelled_out {
            Some((_, after)) => rest = after,
            None => {
                plain.push_str(" (");
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// The most names of one short form that are looked at.
const MOST_NAMES: usize = 8;

/// The names in full of each short form.
fn short_forms<'n>(names: &'n [Named<'_>]) -> BTreeMap<&'n str, Vec<&'n str>> {
    let mut all: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in names {
        if let Some(short) = name.short {
            all.entry(&short.words).or_default().push(&name.full);
        }
    }
    all
}

struct Words<'a> {
    text: String,
    document: &'a Document,
}

impl Words<'_> {
    fn add(&mut self, words: &str) {
        self.text.push(' ');
        self.text.push_str(words);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) | BlockKind::Note(content) => {
                    self.add("");
                    self.inlines(content);
                }
                BlockKind::Table(table) => {
                    self.add("");
                    self.inlines(&table.caption);
                    for column in &table.columns {
                        self.add("");
                        self.inlines(&column.header);
                    }
                }
                BlockKind::Figure(figure) => {
                    self.add("");
                    self.inlines(&figure.caption);
                    self.add(figure.alternative.as_deref().unwrap_or_default());
                    self.add(&figure.description);
                    if let Picture::Image(image) = &figure.picture {
                        self.add(&format!("{} {}", image.path, image.bytes.len()));
                    }
                }
                BlockKind::Callout { title, .. } => {
                    self.add("");
                    self.inlines(title);
                }
                BlockKind::Signature { name, offices } => {
                    self.add(name.as_deref().unwrap_or_default());
                    offices.iter().for_each(|office| self.inlines(office));
                }
                BlockKind::Details(details) => {
                    for detail in details {
                        self.inlines(&detail.term);
                        for line in &detail.lines {
                            self.add("");
                            self.inlines(line);
                        }
                    }
                }
                BlockKind::Preformatted(text) => self.add(text),
                BlockKind::Numbered { .. }
                | BlockKind::List { .. }
                | BlockKind::Columns(_)
                | BlockKind::Rule
                | BlockKind::Contents => {}
            }
            for group in block.kind.children() {
                self.blocks(group);
            }
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Text(words) | Inline::Code(words) => self.text.push_str(words),
                Inline::ShortForm { long, .. } => self.text.push_str(long),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::RunIn(inner) => self.inlines(inner),
                Inline::Link { url, content } => {
                    self.inlines(content);
                    self.text.push_str(url);
                }
                // Where it leads, since the words change with every number.
                Inline::Reference { target, .. } => self.text.push_str(target),
                Inline::FootnoteMark(index) => {
                    if let Some(note) = self.document.footnotes.get(*index) {
                        self.text.push(' ');
                        self.inlines(&note.content);
                    }
                }
                Inline::LineBreak => self.text.push(' '),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, found_since};

    const LOG: &str = "- { version: \"4.0\", date: 2020-04, effective: 2020-04-01, summary: Refreshed }\n\
                       - version: \"5.0\"\n  date: 2021-04\n  effective: 2021-04-01\n  summary: Refreshed\n  changes:\n";

    #[test]
    fn a_changed_part_without_an_item_is_told_at_its_title() {
        let text = chapter("The partners work apart.");
        assert_eq!(found_since("unlogged-change", &[(CHAPTER, text.as_str())], &[]), ["Introduction"]);
    }

    #[test]
    fn an_item_for_the_part_is_enough() {
        let text = chapter("The partners work apart.");
        let log = format!("{LOG}    - {{ part: introduction, note: new words }}\n");
        let changes = [(CHAPTER, text.as_str()), ("version-control.yaml", log.as_str())];
        assert_eq!(found_since("unlogged-change", &changes, &[]), Vec::<String>::new());
    }

    #[test]
    fn new_numbers_wrapping_and_first_uses_are_no_changes() {
        let text = chapter("The partners\n  work   together.");
        let moved = "---\ntitle: First\n---\n\n1. The {{ body.kcsp }} comes first.\n";
        let changes =
            [(CHAPTER, moved), ("chapters/02-introduction.md", text.as_str()), ("chapters/02-partners.md", "")];
        assert_eq!(found_since("unlogged-change", &changes, &[]), ["First"]);
    }

    #[test]
    fn a_changed_list_of_the_data_changes_the_part_that_shows_it() {
        let plans =
            "plans:\n  - { id: safer-in-kent, name: A Safer Kent, short: Safer in Kent Plan, period: 2017-2021 }\n";
        assert_eq!(found_since("unlogged-change", &[("data/plans.yaml", plans)], &[]), ["Partners"]);
    }
}
