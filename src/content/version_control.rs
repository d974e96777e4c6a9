//! Every edition and what changed in it: `version-control.yaml`.
//!
//! The last entry is this edition, and the only source of its version, month and date.

use crate::compose::register::{Fact, Register};
use crate::compose::{Composer, Setting, column, words};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::{Block, BlockKind, Edition, Inline, Item, Row};
use crate::parse::fields::{Fields, Findings, wrong_type};
use crate::parse::prose::Call;
use crate::parse::yaml::{Node, Text, Value};
use crate::source::{FileId, Span, Spanned};

/// A change of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The id of a part, or one of a few fixed words.
    pub part: Option<Text>,
    /// What to print for a part that no longer exists.
    pub label: Option<Text>,
    /// What changed.
    pub note: Text,
    /// Where the entry stands.
    pub span: Span,
}

/// An edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The version, such as `5.0`.
    pub version: Text,
    /// The month of the edition; its day is the first.
    pub month: Spanned<Date>,
    /// The date from which it holds.
    pub effective: Spanned<Date>,
    /// What it is, in one line.
    pub summary: Text,
    /// What changed.
    pub changes: Vec<Change>,
    /// Where the entry stands.
    pub span: Span,
}

/// Every edition, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VersionControl {
    /// The editions.
    pub entries: Vec<Entry>,
}

/// The caption of the table.
const CAPTION: &str = "Editions of this agreement and what changed in each";

/// The word for the foreword, which is a part where there is one.
const FOREWORD: &str = "foreword";

/// Words that stand in place of the id of a part, with what is printed.
const FIXED: [(&str, &str); 4] =
    [(FOREWORD, "Foreword"), ("effective-date", "Effective date"), ("logos", "Logos"), ("document", "Document")];

impl VersionControl {
    /// Reads the file.
    pub fn read(node: &Node, findings: &mut Findings) -> VersionControl {
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            Value::Empty => &[],
            Value::Text(_) | Value::Map(_) => {
                findings.push(wrong_type(node, "this file", "a list"));
                return VersionControl::default();
            }
        };
        if items.is_empty() {
            findings.push(
                Diagnostic::error("missing-field", node.span, "there is no edition in this file")
                    .help("add an entry with version, date, effective and summary"),
            );
        }
        let entries: Vec<Entry> = items.iter().filter_map(|item| Entry::read(item, findings)).collect();
        for (index, entry) in entries.iter().enumerate() {
            if let Some(first) = entries[..index].iter().find(|other| other.version.words == entry.version.words) {
                let message = format!("two editions have the version {}", entry.version.words);
                findings.push(
                    Diagnostic::error("duplicate-id", entry.version.span, message)
                        .also(first.version.span, "the first one")
                        .help("give the newer one the next number"),
                );
            }
        }
        for pair in entries.windows(2) {
            let [before, after] = pair else { continue };
            if after.effective.value < before.effective.value {
                findings.push(
                    Diagnostic::error(
                        "editions-out-of-order",
                        after.effective.span,
                        "this edition is older than the one before it",
                    )
                    .also(before.effective.span, "the one before it")
                    .help("put the oldest edition first and this edition last"),
                );
            }
        }
        VersionControl { entries }
    }

    /// The entry of this edition.
    pub fn last(&self) -> Option<&Entry> {
        self.entries.last()
    }

    /// The entries that came after an edition, oldest first; those of later dates where its version
    /// is not listed.
    pub fn since(&self, edition: &Edition) -> &[Entry] {
        let known = self.entries.iter().rposition(|entry| entry.version.words == edition.version);
        let later = || self.entries.iter().position(|entry| entry.effective.value > edition.date);
        let first = known.map(|at| at + 1).or_else(later);
        first.and_then(|first| self.entries.get(first..)).unwrap_or_default()
    }

    /// This edition.
    pub fn edition(&self) -> Option<Edition> {
        self.last().map(|entry| Edition {
            version: entry.version.words.clone(),
            month: entry.month.value.month_year(),
            effective: entry.effective.value.long(),
            date: entry.effective.value,
        })
    }

    /// Makes the facts of this edition known.
    pub fn register(&self, register: &mut Register) {
        let Some(edition) = self.edition() else { return };
        register.add_fact("edition.year", Fact::Words(edition.date.year.to_string()));
        register.add_fact("edition.version", Fact::Words(edition.version));
        register.add_fact("edition.month", Fact::Words(edition.month));
        register.add_fact("edition.effective", Fact::Words(edition.effective));
        register.add_fact("count.editions", Fact::Count(self.entries.len()));
    }

    /// The table of editions, as a part of its own.
    pub fn compose_table(&self, file: FileId, composer: &mut Composer<'_>) -> Vec<Block> {
        let origin = self.entries.first().map_or(Span::whole(file), |entry| entry.span);
        vec![self.table(None, origin, words(CAPTION), composer)]
    }

    /// `{{ version-control }}`: the table of editions inside another part.
    pub fn compose_call(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let caption = composer.call_caption(call, |_| words(CAPTION));
        vec![self.table(call.id.as_ref(), call.span, caption, composer)]
    }

    fn table(
        &self,
        id: Option<&Spanned<String>>,
        origin: Span,
        caption: Vec<Inline>,
        composer: &mut Composer<'_>,
    ) -> Block {
        let mut rows = Vec::new();
        for entry in &self.entries {
            let version = composer.plain(BlockKind::Paragraph(words(&entry.version.words)), entry.version.span);
            let date = composer.plain(BlockKind::Paragraph(words(entry.month.value.month_year())), entry.month.span);
            let summary = composer.text(&entry.summary, Setting::Running);
            let mut cell = vec![composer.plain(BlockKind::Paragraph(summary), entry.summary.span)];
            let items: Vec<Item> = entry.changes.iter().filter_map(|change| change.item(composer)).collect();
            if !items.is_empty() {
                cell.push(composer.plain(BlockKind::List { start: None, columns: 1, items }, entry.span));
            }
            rows.push(Row {
                key: entry.version.words.clone(),
                cells: vec![vec![version], vec![date], cell],
                origin: entry.span,
            });
        }
        let columns = vec![column("Version", 0), column("Date", 0), column("Changes", 1)];
        composer.table(id, origin, caption, columns, true, rows)
    }
}

impl Entry {
    fn read(node: &Node, findings: &mut Findings) -> Option<Entry> {
        let mut fields = Fields::of(node, "an edition", findings)?;
        let version = fields.required_text("version", findings);
        let month = fields.required_text("date", findings);
        fields.required("effective", findings);
        let effective = fields.date("effective", findings);
        let summary = fields.required_text("summary", findings);
        let changes = fields.list("changes", findings);
        let changes = changes.iter().filter_map(|item| Change::read(item, findings)).collect();
        let span = fields.span;
        fields.finish(findings);
        let month = month.and_then(|month| {
            let day = Date::parse(&format!("{}-01", month.words));
            if day.is_none() {
                findings.push(
                    Diagnostic::error("bad-date", month.span, format!("`{}` is not a month", month.words))
                        .help("write year and month as in 2021-04"),
                );
            }
            Some(Spanned::new(day?, month.span))
        });
        let version = version.filter(|version| {
            let good = version.words.split('.').count() == 2
                && version
                    .words
                    .split('.')
                    .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
            if !good {
                findings.push(
                    Diagnostic::error("bad-version", version.span, format!("`{}` is not a version", version.words))
                        .help("write two numbers with a point, in quotation marks, such as \"5.0\""),
                );
            }
            good
        });
        Some(Entry { version: version?, month: month?, effective: effective?, summary: summary?, changes, span })
    }
}

impl Change {
    fn read(node: &Node, findings: &mut Findings) -> Option<Change> {
        let mut fields = Fields::of(node, "a change", findings)?;
        let part = fields.text("part", findings);
        let label = fields.text("label", findings);
        let given = fields.has("part") || fields.has("label");
        let note = fields.required_text("note", findings);
        let span = fields.span;
        fields.finish(findings);
        match (&part, &label) {
            (Some(_), None) | (None, Some(_)) => {}
            (Some(_), Some(label)) => {
                findings.push(
                    Diagnostic::error("too-many-fields", label.span, "this change has both a part and a label")
                        .help("keep `part:`; only a part that no longer exists has a `label:` in its place"),
                );
                return None;
            }
            (None, None) if given => return None,
            (None, None) => {
                findings.push(
                    Diagnostic::error("missing-field", span, "a change needs `part`")
                        .help("write `part:` with the id of a part, or `label:` for a part that no longer exists"),
                );
                return None;
            }
        }
        Some(Change { part, label, note: note?, span })
    }

    /// The part that it names; some words in that place stand for what is no part, such as the logos.
    pub fn named_part(&self) -> Option<&Text> {
        let is_other = |word: &str| word != FOREWORD && FIXED.iter().any(|(fixed, _)| *fixed == word);
        self.part.as_ref().filter(|part| !is_other(&part.words))
    }

    fn item(&self, composer: &mut Composer<'_>) -> Option<Item> {
        let label = match (&self.part, &self.label) {
            (Some(part), _) => {
                let fixed = FIXED.iter().find(|(word, _)| *word == part.words).map(|(_, label)| (*label).to_owned());
                let Some(label) = fixed.or_else(|| composer.part_labels.get(&part.words).cloned()) else {
                    if composer.incomplete {
                        return None;
                    }
                    let message = format!("this document has no part `{}`", part.words);
                    let finding = Diagnostic::error("unknown-part", part.span, message);
                    let known =
                        composer.part_labels.keys().map(String::as_str).chain(FIXED.iter().map(|(word, _)| *word));
                    let finding = match nearest(&part.words, known) {
                        Some(near) => finding.help(format!("did you mean `{near}`?")).suggest(part.span, near, false),
                        None => {
                            finding.help("for a part that no longer exists, write `label: Ch. 9` in place of `part`")
                        }
                    };
                    composer.findings.push(finding);
                    return None;
                };
                label
            }
            (None, Some(label)) => label.words.clone(),
            (None, None) => return None,
        };
        let mut content = vec![Inline::RunIn(words(format!("{label}:"))), Inline::Text(" ".to_owned())];
        content.extend(composer.text(&self.note, Setting::Running));
        Some(composer.item(content, self.span))
    }
}
