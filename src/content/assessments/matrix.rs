//! The matrix of issues and partnerships, with a sign for each mark and the key to the signs.

use super::{Assessment, Issue, Mark};
use crate::compose::register::Kind;
use crate::compose::{Composer, Setting, column, numeric_column, words};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Inline, Row, Sign, SignShape};
use crate::parse::prose::Call;

/// What a cell without a mark says to whoever cannot see that it is empty.
pub(super) const NOT_NAMED: &str = "Not named";

impl Assessment {
    /// The matrix and its key.
    pub(super) fn matrix(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        if self.partnerships.is_empty() {
            let message = "the matrix needs the names of the partnerships, and only their number is known";
            composer.findings.push(
                Diagnostic::error("missing-field", call.span, message)
                    .help("list `partnerships:` and give each issue its `marks:` in data/assessments.yaml"),
            );
            return Vec::new();
        }
        let register = composer.register;
        let mut columns = vec![column("Issue", 1)];
        columns.extend(self.partnerships.iter().map(|id| {
            let name = register.name(Kind::Body, &id.words);
            column(name.map_or(id.words.as_str(), |name| name.short_or_long()), 0)
        }));
        columns.push(numeric_column("Total"));
        let mut rows = Vec::new();
        for issue in &self.issues {
            let head = self.issue_cell(issue, composer);
            rows.push(self.row(issue, head, Some(issue.total), composer));
            for member in &issue.issues {
                let mut head = self.issue_cell(member, composer);
                if let Some(Block { kind: BlockKind::Paragraph(content), .. }) = head.first_mut() {
                    content.insert(0, Inline::Text("\u{2013}\u{a0}".to_owned()));
                }
                rows.push(self.row(member, head, None, composer));
            }
        }
        let caption = self.caption(call, composer, "How each partnership took up each issue");
        let id = composer.call_id(call);
        let table = composer.table(id.as_ref(), call.span, caption, columns, true, rows);
        vec![table, self.key(call, composer)]
    }

    /// A row; a group has no marks of its own, and its total is that of the rows below it.
    fn row(&self, issue: &Issue, head: Vec<Block>, total: Option<usize>, composer: &mut Composer<'_>) -> Row {
        let mut cells = vec![head];
        for partnership in &self.partnerships {
            let sign = match issue.mark(&partnership.words) {
                Some(mark) => Some(sign(mark, mark.words())),
                // A screen reader may pass over an empty cell, and "blank" could mean "not known".
                None if issue.issues.is_empty() => {
                    Some(Sign { shape: SignShape::Nothing, letter: None, words: NOT_NAMED.to_owned() })
                }
                None => None,
            };
            let paragraph = |sign| composer.plain(BlockKind::Paragraph(vec![Inline::Sign(sign)]), issue.span);
            cells.push(sign.map(paragraph).into_iter().collect());
        }
        let total = total.map(|total| composer.plain(BlockKind::Paragraph(words(total.to_string())), issue.span));
        cells.push(total.into_iter().collect());
        Row { key: issue.name.words.clone(), cells, origin: issue.span }
    }

    /// What the signs mean; those that stand in the table only.
    fn key(&self, call: &Call, composer: &mut Composer<'_>) -> Block {
        let of_groups = self.issues.iter().flat_map(|issue| &issue.issues);
        let given: Vec<Mark> =
            self.issues.iter().chain(of_groups).flat_map(|issue| &issue.marks).map(|(_, mark)| *mark).collect();
        let mut items: Vec<Vec<Inline>> = Vec::new();
        for (_, mark) in Mark::ALL.iter().filter(|(_, mark)| given.contains(mark)) {
            let (_, letter) = mark.sign();
            items.push(vec![Inline::Sign(sign(*mark, "")), Inline::Text(format!("\u{a0}{letter}: {}", in_key(*mark)))]);
        }
        items.push(words("Empty: the partnership did not name the issue"));
        if self.issues.iter().any(|issue| !issue.issues.is_empty()) {
            items.push(words(
                "\u{2013} before an issue: it belongs to the group above it, whose total counts each partnership once",
            ));
        }
        composer.bullets(items.into_iter().map(|item| (item, call.span)).collect(), 1, call.span)
    }

    /// The name of an issue without marks.
    pub(super) fn plain_name(text: &crate::parse::yaml::Text, composer: &mut Composer<'_>) -> String {
        crate::document::plain_text(&composer.text(text, Setting::Heading))
    }
}

fn sign(mark: Mark, words: &str) -> Sign {
    let (shape, letter) = mark.sign();
    Sign { shape, letter: Some(letter), words: words.to_owned() }
}

/// The words of the key, in which the letter of the sign begins a word.
fn in_key(mark: Mark) -> &'static str {
    match mark {
        Mark::Main => "main Priority",
        Mark::CrossCutting => "Cross-cutting",
        Mark::PartOfTheme => "part of a Theme",
    }
}
