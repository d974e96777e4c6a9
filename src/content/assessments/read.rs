//! Reading `data/assessments.yaml`: one year, or a list of years.

use std::collections::BTreeMap;

use super::{Assessment, Assessments, Issue, Mark};
use crate::diagnostic::{Diagnostic, nearest};
use crate::parse::fields::{Fields, Findings, wrong_type};
use crate::parse::listed::{check_listed, check_names};
use crate::parse::yaml::{Node, Text, Value};
use crate::source::{Span, Spanned};

impl Assessments {
    /// Reads the file.
    pub fn read(node: &Node, findings: &mut Findings) -> Assessments {
        let items = match &node.value {
            Value::List(items) if !items.is_empty() => items.as_slice(),
            Value::List(_) => {
                findings.push(
                    Diagnostic::error("missing-field", node.span, "this list has no year in it")
                        .help("add the assessments of a year, or delete the file"),
                );
                &[]
            }
            _ => {
                let one = Assessment::read(node, "this file", findings);
                return Assessments { years: one.into_iter().collect() };
            }
        };
        let what = "the entry of a year";
        let years = items.iter().filter_map(|item| Assessment::read(item, what, findings)).collect();
        let all = Assessments { years };
        all.check_years(findings);
        all
    }

    /// Each of several years must be known from the others.
    fn check_years(&self, findings: &mut Findings) {
        let mut known: BTreeMap<i32, Span> = BTreeMap::new();
        for year in self.years.iter().filter_map(|entry| entry.year.as_ref()) {
            let Some(begins) = super::begins(&year.words) else {
                findings.push(
                    Diagnostic::error("bad-date", year.span, format!("`{}` is not a financial year", year.words))
                        .help("write it as in 2016-17, so that the years can be put in order"),
                );
                continue;
            };
            if let Some(first) = known.get(&begins) {
                findings.push(
                    Diagnostic::error("duplicate-id", year.span, format!("`{}` stands twice in this file", year.words))
                        .also(*first, "the first one")
                        .help("put the two together, or correct one of the years"),
                );
            }
            known.entry(begins).or_insert(year.span);
        }
    }
}

impl Assessment {
    fn read(node: &Node, what: &'static str, findings: &mut Findings) -> Option<Assessment> {
        let mut fields = Fields::of(node, what, findings)?;
        let year = fields.required_text("year", findings);
        let illustrative = fields.flag("illustrative", false, findings);
        let before = findings.len();
        let partnerships = fields.texts("partnerships", findings);
        let listed = partnerships.iter().map(|one| (one.words.as_str(), one.span));
        check_listed(listed, "the list of partnerships", findings);
        let typed = fields.number("partnership-count", findings).filter(|typed| {
            if typed.value == 0 {
                let message = "`partnership-count` must be a whole number of 1 or more";
                findings.push(
                    Diagnostic::error("bad-value", typed.span, message)
                        .help("write how many local partnerships there are, or list their ids as `partnerships:`"),
                );
            }
            typed.value > 0
        });
        let count = if partnerships.is_empty() {
            if typed.is_none() && !fields.has("partnerships") && !fields.has("partnership-count") {
                // The whole of a file is no place to point to.
                let span = if what == "this file" {
                    Span::new(fields.span.file, fields.span.start, fields.span.start)
                } else {
                    year.as_ref().map_or(fields.span, |year| year.span)
                };
                let message = format!("{what} needs `partnerships` or `partnership-count`");
                findings.push(
                    Diagnostic::error("missing-field", span, message)
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
        let list_has_faults = findings.len() > before;
        let known = Known { count };
        fields.required("issues", findings);
        let items = fields.list("issues", findings);
        let mut issues: Vec<Issue> = items.iter().filter_map(|item| known.issue(item, findings)).collect();
        check_names(issues.iter().map(|issue| &issue.name), "issues of this year", findings);
        issues.sort_by_key(|issue| std::cmp::Reverse(issue.total));
        let other_issues = fields.texts("other-issues", findings);
        let span = fields.span;
        fields.finish(findings);
        Some(Assessment { year, illustrative, partnerships, list_has_faults, count, issues, other_issues, span })
    }
}

/// What is known of a year before its issues are read.
struct Known {
    /// How many partnerships there are.
    count: usize,
}

impl Known {
    /// An issue, or a group of issues.
    fn issue(&self, node: &Node, findings: &mut Findings) -> Option<Issue> {
        match group_key(node) {
            Some(key) => self.group(node, key, findings),
            None => self.single(node, findings),
        }
    }

    fn single(&self, node: &Node, findings: &mut Findings) -> Option<Issue> {
        let mut fields = Fields::of(node, "an issue", findings)?;
        let name = fields.required_text("name", findings);
        let note = fields.text("note", findings);
        let typed = fields.number("count", findings);
        let marks = fields.node("marks").map(|node| self.marks(node, findings));
        let given = fields.has("count") || fields.has("marks");
        let span = fields.span;
        fields.finish(findings);
        let name = name?;
        let marked = marks.as_ref().map(Vec::len);
        let total = self.total(&name, marked, typed.as_ref(), given, findings);
        Some(Issue { name, note, marks: marks.unwrap_or_default(), issues: Vec::new(), total, span })
    }

    /// A group: a partnership that named two of its issues counts once.
    fn group(&self, node: &Node, key: Span, findings: &mut Findings) -> Option<Issue> {
        let mut fields = Fields::of(node, "a group of issues", findings)?;
        let name = fields.required_text("name", findings);
        let note = fields.text("note", findings);
        let typed = fields.number("count", findings);
        let items = fields.list("issues", findings);
        let is_list = matches!(node_of(node, "issues"), Some(Node { value: Value::List(_) | Value::Empty, .. }));
        if items.is_empty() && is_list {
            findings.push(
                Diagnostic::error("missing-field", key, "this group has no issues in it")
                    .help("list its issues, each with `name:` and `marks:`, or delete `issues:`"),
            );
        }
        let mut marked = false;
        let mut issues = Vec::new();
        let before = findings.len();
        for item in items {
            let Some(mut fields) = Fields::of(item, "an issue of a group", findings) else { continue };
            let name = fields.required_text("name", findings);
            let note = fields.text("note", findings);
            let marks = fields.node("marks").map(|node| self.marks(node, findings));
            if let Some((count, _)) = key_of(item, "count") {
                // Asked for, so that it is told once and with its reason.
                fields.node("count");
                findings.push(
                    Diagnostic::error("unknown-key", count.span, "an issue of a group has no `count` of its own")
                        .help("delete it: the group has one total, in which each partnership counts once"),
                );
            }
            let span = fields.span;
            fields.finish(findings);
            marked |= marks.is_some();
            let marks = marks.unwrap_or_default();
            issues.extend(name.map(|name| Issue { name, note, total: marks.len(), marks, issues: Vec::new(), span }));
        }
        let given = fields.has("count") || findings.len() > before || issues.is_empty();
        check_names(issues.iter().map(|issue| &issue.name), "issues of this group", findings);
        let span = fields.span;
        fields.finish(findings);
        let mut group = Issue { name: name?, note, marks: Vec::new(), issues, total: 0, span };
        let union = marked.then(|| group.named_by().len());
        group.total = self.total(&group.name, union, typed.as_ref(), given, findings);
        Some(group)
    }

    /// The total of an issue or a group: counted where there are marks, else as it was typed.
    fn total(
        &self,
        name: &Text,
        marked: Option<usize>,
        typed: Option<&Spanned<u32>>,
        given: bool,
        findings: &mut Findings,
    ) -> usize {
        match (marked, typed) {
            (Some(marked), Some(typed)) if typed.value as usize != marked => {
                let message = match marked {
                    1 => format!("`count` is {}, and 1 partnership has a mark", typed.value),
                    marked => format!("`count` is {}, and {marked} partnerships have a mark", typed.value),
                };
                findings.push(
                    Diagnostic::error("wrong-total", typed.span, message).help("delete `count`: the marks are counted"),
                );
                marked
            }
            (Some(marked), _) => marked,
            (None, Some(typed)) => {
                let total = typed.value as usize;
                if self.count > 0 && total > self.count {
                    let message = format!("{total} partnerships named this, and there are only {}", self.count);
                    findings.push(
                        Diagnostic::error("wrong-total", typed.span, message).help("correct one of the two numbers"),
                    );
                }
                total
            }
            (None, None) => {
                if !given {
                    let message = format!("`{}` has neither marks nor a count", name.words);
                    findings.push(
                        Diagnostic::error("missing-field", name.span, message)
                            .help("add `marks:` for each partnership, or `count:` where only the total is known"),
                    );
                }
                0
            }
        }
    }

    fn marks(&self, node: &Node, findings: &mut Findings) -> Vec<(Spanned<String>, Mark)> {
        let Value::Map(entries) = &node.value else {
            findings.push(wrong_type(node, "`marks`", "keys"));
            return Vec::new();
        };
        let mut marks = Vec::new();
        for (id, node) in entries {
            let word = match &node.value {
                Value::Text(text) => Some(text.words.as_str()),
                Value::Empty | Value::List(_) | Value::Map(_) => None,
            };
            match word.and_then(|word| Mark::ALL.iter().find(|(known, _)| *known == word)) {
                Some((_, mark)) => marks.push((id.clone(), *mark)),
                None => {
                    let finding = Diagnostic::error("unknown-word", node.span, "this is not a mark")
                        .help("write main, cross-cutting or part-of-theme");
                    let near = word.and_then(|word| nearest(word, Mark::ALL.iter().map(|(known, _)| *known)));
                    findings.push(match near {
                        Some(near) => finding.suggest(node.span, near, false),
                        None => finding,
                    });
                }
            }
        }
        marks
    }
}

fn key_of<'n>(node: &'n Node, key: &str) -> Option<(&'n Spanned<String>, &'n Node)> {
    let Value::Map(entries) = &node.value else { return None };
    entries.iter().find(|(known, _)| known.value == key).map(|(known, value)| (known, value))
}

fn node_of<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    key_of(node, key).map(|(_, value)| value)
}

/// Where `issues:` stands, if a node is a group.
fn group_key(node: &Node) -> Option<Span> {
    key_of(node, "issues").map(|(key, _)| key.span)
}
