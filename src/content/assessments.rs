//! What the local strategic assessments found: `data/assessments.yaml`.
//!
//! Totals are counted from the marks and rows are sorted by them; a typed total that
//! disagrees is an error.

use std::collections::{BTreeMap, BTreeSet};

use crate::compose::register::{Fact, Kind, Register};
use crate::compose::{Composer, Setting, column, numeric_column, words};
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::{Block, BlockKind, Inline, Row};
use crate::parse::fields::{Fields, Findings, wrong_type};
use crate::parse::prose::Call;
use crate::parse::yaml::{Node, Text, Value};
use crate::source::{Span, Spanned};

/// How a partnership took up an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// As a main priority.
    Main,
    /// As a cross-cutting theme.
    CrossCutting,
    /// As part of a broader theme.
    PartOfTheme,
}

impl Mark {
    const ALL: [(&'static str, Mark); 3] =
        [("main", Mark::Main), ("cross-cutting", Mark::CrossCutting), ("part-of-theme", Mark::PartOfTheme)];

    fn words(self) -> &'static str {
        match self {
            Mark::Main => "Main priority",
            Mark::CrossCutting => "Cross-cutting",
            Mark::PartOfTheme => "Part of a theme",
        }
    }
}

/// An issue with the partnerships that named it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// What it is.
    pub name: Text,
    /// What it includes.
    pub note: Option<Text>,
    /// The marks by partnership; empty where only the total is known.
    pub marks: Vec<(Spanned<String>, Mark)>,
    /// The number of partnerships that named it.
    pub total: usize,
    /// Where its entry stands.
    pub span: Span,
}

/// The assessments of one year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assessments {
    /// The financial year.
    pub year: Option<Text>,
    /// The ids of the partnerships; empty where their names are not known.
    pub partnerships: Vec<Text>,
    /// How many partnerships there are.
    pub count: usize,
    /// The issues, those named most often first.
    pub issues: Vec<Issue>,
    /// Further issues that were named.
    pub other_issues: Vec<Text>,
}

impl Assessments {
    /// Reads the file.
    pub fn read(node: &Node, findings: &mut Findings) -> Assessments {
        let Some(mut fields) = Fields::of(node, "this file", findings) else { return Assessments::default() };
        let year = fields.required_text("year", findings);
        let partnerships = fields.texts("partnerships", findings);
        let mut known: BTreeMap<&str, Span> = BTreeMap::new();
        for partnership in &partnerships {
            if let Some(first) = known.get(partnership.words.as_str()) {
                let message = format!("`{}` stands twice in the list of partnerships", partnership.words);
                findings.push(
                    Diagnostic::error("duplicate-id", partnership.span, message)
                        .also(*first, "the first one")
                        .help("delete one of the two"),
                );
            }
            known.entry(&partnership.words).or_insert(partnership.span);
        }
        let typed = fields.number("partnership-count", findings);
        fields.required("issues", findings);
        let items = fields.list("issues", findings);
        let count = if partnerships.is_empty() {
            if typed.is_none() && !fields.has("partnerships") && !fields.has("partnership-count") {
                findings.push(
                    Diagnostic::error(
                        "missing-field",
                        Span::new(fields.span.file, fields.span.start, fields.span.start),
                        "this file needs `partnerships` or `partnership-count`",
                    )
                    .help("list the ids of the local partnerships, or give their number"),
                );
            }
            typed.as_ref().map_or(0, |count| count.value as usize)
        } else {
            if let Some(typed) = typed.filter(|typed| typed.value as usize != partnerships.len()) {
                let message = format!("`partnership-count` is {}, and {} are listed", typed.value, partnerships.len());
                findings.push(
                    Diagnostic::error("wrong-total", typed.span, message)
                        .help("delete `partnership-count`: it is counted"),
                );
            }
            partnerships.len()
        };
        let mut issues: Vec<Issue> =
            items.iter().filter_map(|item| Issue::read(item, &partnerships, count, findings)).collect();
        issues.sort_by_key(|issue| std::cmp::Reverse(issue.total));
        let other_issues = fields.texts("other-issues", findings);
        fields.finish(findings);
        Assessments { year, partnerships, count, issues, other_issues }
    }

    /// Makes the year and the number of partnerships known.
    pub fn register(&self, register: &mut Register, findings: &mut Findings) {
        if let Some(year) = &self.year {
            register.add_fact("assessments.year", Fact::Words(year.words.clone()));
        }
        register.add_fact("count.local-partnerships", Fact::Count(self.count));
        for partnership in &self.partnerships {
            register.expect(Kind::Body, &partnership.spanned(), findings);
        }
    }

    /// `{{ strategic-assessments }}`: each issue with the number of partnerships that named it.
    pub fn compose_totals(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let rows = self
            .issues
            .iter()
            .map(|issue| {
                let name = self.issue_cell(issue, composer);
                let total = composer.plain(BlockKind::Paragraph(words(issue.total.to_string())), issue.span);
                Row { key: issue.name.words.clone(), cells: vec![name, vec![total]], origin: issue.span }
            })
            .collect();
        let caption = composer.call_caption(call, |_| self.caption("Issues named in the local strategic assessments"));
        let columns = vec![column("Issue", 1), numeric_column(&format!("Number of partnerships (of {})", self.count))];
        let id = composer.call_id(call);
        vec![composer.table(id.as_ref(), call.span, caption, columns, true, rows)]
    }

    /// `{{ assessment-matrix }}`: which partnership named which issue, and how.
    pub fn compose_matrix(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        if self.partnerships.is_empty() {
            let message = "the matrix needs the names of the partnerships, and only their number is known";
            composer.findings.push(
                Diagnostic::error("missing-field", call.span, message)
                    .help("list `partnerships:` and give each issue its `marks:` in data/assessments.yaml"),
            );
            return Vec::new();
        }
        let register = composer.register;
        let mut columns = vec![column("Issue", 2)];
        columns.extend(self.partnerships.iter().map(|id| {
            let name = register.name(Kind::Body, &id.words);
            column(name.map_or(id.words.as_str(), |name| name.short_or_long()), 1)
        }));
        columns.push(numeric_column("Total"));
        let rows = self
            .issues
            .iter()
            .map(|issue| {
                let mut cells = vec![self.issue_cell(issue, composer)];
                for partnership in &self.partnerships {
                    let mark = issue.marks.iter().find(|(id, _)| id.value == partnership.words);
                    let text = mark.map_or("Not named", |(_, mark)| mark.words());
                    cells.push(vec![composer.plain(BlockKind::Paragraph(words(text)), issue.span)]);
                }
                cells.push(vec![composer.plain(BlockKind::Paragraph(words(issue.total.to_string())), issue.span)]);
                Row { key: issue.name.words.clone(), cells, origin: issue.span }
            })
            .collect();
        let caption = composer.call_caption(call, |_| self.caption("How each partnership took up each issue"));
        let id = composer.call_id(call);
        vec![composer.table(id.as_ref(), call.span, caption, columns, true, rows)]
    }

    /// `{{ other-issues }}`: the further issues in one sentence.
    pub fn compose_other_issues(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let mut content: Vec<Inline> = Vec::new();
        for (index, issue) in self.other_issues.iter().enumerate() {
            let before = match index {
                0 => "",
                _ if index + 1 == self.other_issues.len() => "; and ",
                _ => "; ",
            };
            content.push(Inline::Text(before.to_owned()));
            let mut words = composer.text(issue, Setting::Running);
            if index == 0
                && let Some(Inline::Text(first)) = words.first_mut()
                && let Some(letter) = first.chars().next()
            {
                first.replace_range(..letter.len_utf8(), &letter.to_uppercase().to_string());
            }
            content.extend(words);
        }
        if content.is_empty() {
            return Vec::new();
        }
        content.push(Inline::Text(".".to_owned()));
        vec![composer.plain(BlockKind::Paragraph(content), call.span)]
    }

    fn caption(&self, what: &str) -> Vec<Inline> {
        match &self.year {
            Some(year) => words(format!("{what}, {}", year.words)),
            None => words(what),
        }
    }

    fn issue_cell(&self, issue: &Issue, composer: &mut Composer<'_>) -> Vec<Block> {
        let content = composer.text(&issue.name, Setting::Running);
        let mut cell = vec![composer.plain(BlockKind::Paragraph(content), issue.name.span)];
        if let Some(note) = &issue.note {
            let content = composer.text(note, Setting::Running);
            cell.push(composer.plain(BlockKind::Note(content), note.span));
        }
        cell
    }
}

impl Issue {
    fn read(node: &Node, partnerships: &[Text], most: usize, findings: &mut Findings) -> Option<Issue> {
        let mut fields = Fields::of(node, "an issue", findings)?;
        let name = fields.required_text("name", findings);
        let note = fields.text("note", findings);
        let typed = fields.number("count", findings);
        // Without a list nothing can be said of the names in the marks; that it is missing is told.
        let known = (!partnerships.is_empty() || most > 0).then_some(partnerships);
        let marks = fields.node("marks").map(|node| marks(node, known, findings));
        let given = fields.has("count") || fields.has("marks");
        let span = fields.span;
        fields.finish(findings);
        let name = name?;
        let total = match (&marks, &typed) {
            (Some(marks), Some(typed)) if typed.value as usize != marks.len() => {
                let message = match marks.len() {
                    1 => format!("`count` is {}, and 1 partnership has a mark", typed.value),
                    marks => format!("`count` is {}, and {marks} partnerships have a mark", typed.value),
                };
                findings.push(
                    Diagnostic::error("wrong-total", typed.span, message).help("delete `count`: the marks are counted"),
                );
                marks.len()
            }
            (Some(marks), _) => marks.len(),
            (None, Some(typed)) => typed.value as usize,
            (None, None) if given => 0,
            (None, None) => {
                findings.push(
                    Diagnostic::error(
                        "missing-field",
                        name.span,
                        format!("`{}` has neither marks nor a count", name.words),
                    )
                    .help("add `marks:` for each partnership, or `count:` where only the total is known"),
                );
                0
            }
        };
        if let Some(typed) = &typed
            && most > 0
            && marks.is_none()
            && total > most
        {
            let message = format!("{total} partnerships named this, and there are only {most}");
            findings.push(Diagnostic::error("wrong-total", typed.span, message).help("correct one of the two numbers"));
        }
        Some(Issue { name, note, marks: marks.unwrap_or_default(), total, span })
    }
}

fn marks(node: &Node, partnerships: Option<&[Text]>, findings: &mut Findings) -> Vec<(Spanned<String>, Mark)> {
    let Value::Map(entries) = &node.value else {
        findings.push(wrong_type(node, "`marks`", "keys"));
        return Vec::new();
    };
    let known: BTreeSet<&str> = partnerships.into_iter().flatten().map(|known| known.words.as_str()).collect();
    let mut marks = Vec::new();
    for (id, node) in entries {
        if let Some(partnerships) = partnerships.filter(|_| !known.contains(id.value.as_str())) {
            let finding = Diagnostic::error(
                "unknown-name",
                id.span,
                format!("`{}` is not in the list of partnerships", id.value),
            );
            findings.push(match nearest(&id.value, partnerships.iter().map(|known| known.words.as_str())) {
                Some(near) => finding.help(format!("did you mean `{near}`?")).suggest(id.span, near, false),
                None => finding.help("add it to the list `partnerships:` of this file"),
            });
            continue;
        }
        let known = match &node.value {
            Value::Text(text) => Mark::ALL.iter().find(|(word, _)| *word == text.words),
            Value::Empty | Value::List(_) | Value::Map(_) => None,
        };
        match known {
            Some((_, mark)) => marks.push((id.clone(), *mark)),
            None => {
                let finding = Diagnostic::error("unknown-word", node.span, "this is not a mark")
                    .help("write main, cross-cutting or part-of-theme");
                let near = match &node.value {
                    Value::Text(text) => nearest(&text.words, Mark::ALL.iter().map(|(word, _)| *word)),
                    Value::Empty | Value::List(_) | Value::Map(_) => None,
                };
                findings.push(match near {
                    Some(near) => finding.suggest(node.span, near, false),
                    None => finding,
                });
            }
        }
    }
    marks
}
