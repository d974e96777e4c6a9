//! What the local strategic assessments found, year by year: `data/assessments.yaml`.
//!
//! Totals are counted from the marks and rows are sorted by them; a typed total that
//! disagrees is an error. A file of one year may leave out the list around it.

mod csv;
mod matrix;
mod read;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::compose::register::{Fact, Kind, Register};
use crate::compose::{Composer, Setting, column, numeric_column, words};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::{Block, BlockKind, Inline, Row, SignShape};
use crate::parse::fields::Findings;
use crate::parse::prose::Call;
use crate::parse::yaml::Text;
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

    /// What it means, in words.
    pub fn words(self) -> &'static str {
        match self {
            Mark::Main => "Main priority",
            Mark::CrossCutting => "Cross-cutting",
            Mark::PartOfTheme => "Part of a theme",
        }
    }

    /// The shape and the letter that stand for it: the first of Priority, Cross-cutting, Theme.
    pub fn sign(self) -> (SignShape, char) {
        match self {
            Mark::Main => (SignShape::Square, 'P'),
            Mark::CrossCutting => (SignShape::Diamond, 'C'),
            Mark::PartOfTheme => (SignShape::Ring, 'T'),
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
    /// The marks by partnership; empty where only the total is known, and for a group.
    pub marks: Vec<(Spanned<String>, Mark)>,
    /// The issues of a group, which share its total.
    pub issues: Vec<Issue>,
    /// The number of partnerships that named it, or any issue of the group.
    pub total: usize,
    /// Where its entry stands.
    pub span: Span,
}

impl Issue {
    /// The mark of a partnership.
    pub fn mark(&self, partnership: &str) -> Option<Mark> {
        self.marks.iter().find(|(id, _)| id.value == partnership).map(|(_, mark)| *mark)
    }

    /// The partnerships that named it, or any issue of the group.
    fn named_by(&self) -> BTreeSet<&str> {
        let own = self.marks.iter().map(|(id, _)| id.value.as_str());
        own.chain(self.issues.iter().flat_map(Issue::named_by)).collect()
    }
}

/// The assessments of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The financial year.
    pub year: Option<Text>,
    /// Whether its marks are made up, to show what the table looks like.
    pub illustrative: bool,
    /// The ids of the partnerships; empty where their names are not known.
    pub partnerships: Vec<Text>,
    /// Whether something is wrong with their list or their number, which is told already.
    pub list_has_faults: bool,
    /// How many partnerships there are.
    pub count: usize,
    /// The issues, those named most often first.
    pub issues: Vec<Issue>,
    /// Further issues that were named.
    pub other_issues: Vec<Text>,
    /// Where its entry stands.
    pub span: Span,
}

/// The assessments of every year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assessments {
    /// One for each year, as they stand in the file.
    pub years: Vec<Assessment>,
}

impl Assessments {
    /// The newest whose financial year has begun by a day, the newest of all without a day.
    ///
    /// Where none has begun, the oldest: it is the nearest that there is.
    pub fn as_at(&self, day: Option<Date>) -> Option<&Assessment> {
        let begun = |entry: &&Assessment| match (day, entry.begins()) {
            (Some(day), Some(first)) => Date::new(first, 4, 1).is_some_and(|first| first <= day),
            _ => true,
        };
        let newest = self.years.iter().filter(begun).max_by_key(|entry| entry.begins());
        newest.or_else(|| self.years.iter().min_by_key(|entry| entry.begins()))
    }

    /// Those of a year, however it is written: `2016-17`, `2016/17`.
    pub fn of_year(&self, year: &str) -> Option<&Assessment> {
        let begins = begins(year);
        self.years.iter().find(|entry| {
            let own = entry.year.as_ref().map(|own| own.words.as_str());
            own == Some(year) || begins.is_some() && begins == entry.begins()
        })
    }

    /// Every partnership of every year.
    pub fn partnerships(&self) -> impl Iterator<Item = &Text> {
        self.years.iter().flat_map(|entry| &entry.partnerships)
    }

    /// Makes the year and the number of partnerships known, those of [`Assessments::as_at`].
    pub fn register(&self, day: Option<Date>, register: &mut Register, findings: &mut Findings) {
        if let Some(entry) = self.as_at(day) {
            if let Some(year) = &entry.year {
                register.add_fact("assessments.year", Fact::Words(year.words.clone()));
            }
            register.add_fact("count.local-partnerships", Fact::Count(entry.count));
        }
        for partnership in self.partnerships() {
            register.expect(Kind::Body, &partnership.spanned(), findings);
        }
        for entry in self.years.iter().filter(|entry| !entry.list_has_faults) {
            entry.check_marks(register, findings);
        }
    }

    /// The entry that a call is about: that of its `year=`, else that of the day.
    fn asked<'s>(&'s self, call: &Call, day: Option<Date>, composer: &mut Composer<'_>) -> Option<&'s Assessment> {
        composer.known_options(call, &["year"]);
        let Some(year) = composer.option(call, "year") else { return self.as_at(day) };
        let found = self.of_year(&year.value);
        if found.is_none() {
            let mut known: Vec<&str> = Vec::new();
            for year in self.years.iter().filter_map(|entry| Some(entry.year.as_ref()?.words.as_str())) {
                if !known.contains(&year) {
                    known.push(year);
                }
            }
            // That there is none, or that an entry does not say its year, is told already.
            if self.years.is_empty() || self.years.iter().any(|entry| entry.year.is_none()) {
                return None;
            }
            let message = format!("data/assessments.yaml has no year `{}`", year.value);
            let finding = Diagnostic::error("unknown-name", year.span, message);
            composer.findings.push(match nearest(&year.value, known.iter().copied()) {
                Some(near) => finding.help(format!("did you mean `{near}`?")).suggest(year.span, near, false),
                None => finding.help(format!("it has {}", known.join(", "))),
            });
        }
        found
    }

    /// `{{ strategic-assessments }}`: each issue with the number of partnerships that named it.
    pub fn compose_totals(&self, call: &Call, day: Option<Date>, composer: &mut Composer<'_>) -> Vec<Block> {
        self.asked(call, day, composer).map(|entry| entry.totals(call, composer)).unwrap_or_default()
    }

    /// `{{ assessment-matrix }}`: which partnership named which issue, and how.
    pub fn compose_matrix(&self, call: &Call, day: Option<Date>, composer: &mut Composer<'_>) -> Vec<Block> {
        self.asked(call, day, composer).map(|entry| entry.matrix(call, composer)).unwrap_or_default()
    }

    /// `{{ other-issues }}`: the further issues in one sentence.
    pub fn compose_other_issues(&self, call: &Call, day: Option<Date>, composer: &mut Composer<'_>) -> Vec<Block> {
        self.asked(call, day, composer).map(|entry| entry.other_issues(call, composer)).unwrap_or_default()
    }
}

impl Assessment {
    /// The calendar year in which its financial year begins, if that can be told.
    fn begins(&self) -> Option<i32> {
        begins(&self.year.as_ref()?.words)
    }

    /// Refuses marks of partnerships that are not in the list, unless a wrong id in the list is the cause.
    fn check_marks(&self, register: &Register, findings: &mut Findings) {
        let listed: Vec<&str> = self.partnerships.iter().map(|listed| listed.words.as_str()).collect();
        let is_body = |id: &str| register.name(Kind::Body, id).is_some();
        let misnamed = !listed.iter().all(|id| is_body(id));
        let mut told: BTreeSet<&str> = BTreeSet::new();
        let of_groups = self.issues.iter().flat_map(|issue| &issue.issues);
        for (id, _) in self.issues.iter().chain(of_groups).flat_map(|issue| &issue.marks) {
            if listed.contains(&id.value.as_str()) || misnamed && is_body(&id.value) {
                continue;
            }
            if listed.is_empty() {
                findings.push(
                    Diagnostic::error("missing-field", id.span, "there are marks here, and no list of partnerships")
                        .help("list the ids of the local partnerships as `partnerships:` in place of their number"),
                );
                return;
            }
            let message = format!("`{}` is not in the list of partnerships", id.value);
            let finding = Diagnostic::error("unknown-name", id.span, message);
            match nearest(&id.value, listed.iter().copied()) {
                Some(near) => {
                    let finding = finding.help(format!("did you mean `{near}`?"));
                    findings.push(finding.suggest(id.span, near, false));
                }
                // What is missing from the list is missing for all its marks.
                None if told.insert(&id.value) => {
                    findings.push(finding.help("add it to the list `partnerships:` of this file"));
                }
                None => {}
            }
        }
    }

    fn totals(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        let mut rows = Vec::new();
        for issue in &self.issues {
            let mut name = self.issue_cell(issue, composer);
            if !issue.issues.is_empty() {
                let mut members = words("including ");
                for (index, member) in issue.issues.iter().enumerate() {
                    let before = (index > 0).then(|| Inline::Text(", ".to_owned()));
                    members.extend(before.into_iter().chain(composer.text(&member.name, Setting::Running)));
                }
                name.push(composer.plain(BlockKind::Note(members), issue.span));
            }
            let total = composer.plain(BlockKind::Paragraph(words(issue.total.to_string())), issue.span);
            rows.push(Row { key: issue.name.words.clone(), cells: vec![name, vec![total]], origin: issue.span });
        }
        let caption = self.caption(call, composer, "Issues named in the local strategic assessments");
        let columns = vec![column("Issue", 1), numeric_column(&format!("Number of partnerships (of {})", self.count))];
        let id = composer.call_id(call);
        vec![composer.table(id.as_ref(), call.span, caption, columns, true, rows)]
    }

    fn other_issues(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
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

    /// The caption of the author or a standard one; either says what is made up.
    fn caption(&self, call: &Call, composer: &mut Composer<'_>, what: &str) -> Vec<Inline> {
        let mut caption = composer.call_caption(call, |_| match &self.year {
            Some(year) => words(format!("{what}, {}", year.words)),
            None => words(what),
        });
        if self.illustrative {
            caption.push(Inline::Text(
                " (illustrative: these marks are made up, and no partnership gave them)".to_owned(),
            ));
        }
        caption
    }

    /// The cell that heads the row of an issue.
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

/// The calendar year in which a financial year begins: 2016 of `2016-17`.
fn begins(year: &str) -> Option<i32> {
    let (first, last) = year.trim().split_once(['-', '/', '\u{2013}'])?;
    let first: i32 = first.trim().parse().ok().filter(|first| (1900..3000).contains(first))?;
    let last: i32 = match last.trim() {
        short if short.len() == 2 => (first + 1) / 100 * 100 + short.parse::<i32>().ok()?,
        long => long.parse().ok()?,
    };
    (last == first + 1).then_some(first)
}
