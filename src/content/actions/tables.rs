//! The blocks of the actions: the table of a priority, the totals, and the chart of these.

use super::{Action, Actions, Status};
use crate::compose::drawn::{Drawn, of_chart};
use crate::compose::register::Kind;
use crate::compose::{Composer, Setting, column, numeric_column, words};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Inline, Picture, Row, Sign};
use crate::drawing::chart::{Amount, Category, Pattern, Stacked, Status as ChartStatus, stacked};
use crate::parse::prose::Call;
use crate::source::{Span, Spanned};
use crate::tally::{counted, listed};

/// A priority in the one order: its id, its name and where that stands.
pub type Named = (String, String, Span);

impl Actions {
    /// `{{ actions priority=road-safety }}`: the actions for a priority and their progress.
    pub fn compose_actions(
        &self,
        priorities: &[Named],
        call: &Call,
        day: Option<Date>,
        composer: &mut Composer<'_>,
    ) -> Vec<Block> {
        composer.known_options(call, &["priority"]);
        self.check_priorities(priorities, composer);
        let Some(id) = composer.option(call, "priority").cloned() else {
            composer.findings.push(
                Diagnostic::error("missing-setting", call.span, "`actions` needs the id of a priority")
                    .help("write {{ actions priority=road-safety }}"),
            );
            return Vec::new();
        };
        let Some(name) = composer.register.expect(Kind::Priority, &id, &mut composer.findings) else {
            return Vec::new();
        };
        let caption = composer.call_caption(call, |_| words(format!("Actions and progress: {}", name.long)));
        self.of(&id.value).for_each(|action| action.check_progress(day, &mut composer.findings));
        let rows = self.of(&id.value).map(|action| action.row(composer)).collect();
        let named = Spanned::new(format!("actions-{}", id.value), id.span);
        let table_id = call.id.clone().unwrap_or(named);
        let mut block = composer.table(
            Some(&table_id),
            call.span,
            caption,
            vec![column("Action", 2), column("Progress", 3)],
            true,
            rows,
        );
        if let BlockKind::Table(table) = &mut block.kind {
            table.stacks = true;
        }
        vec![block]
    }

    /// `{{ action-totals }}`: how many actions of each priority have which status.
    pub fn compose_totals(&self, priorities: &[Named], call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        self.check_priorities(priorities, composer);
        let mut columns = vec![column("Priority", 1)];
        columns.extend(Status::ALL.iter().map(|(_, status)| numeric_column(status.words())));
        columns.push(numeric_column("All"));
        let row = |id: Option<&str>, name: &str, span: Span, composer: &mut Composer<'_>| {
            let counts: Vec<usize> = Status::ALL.iter().map(|(_, status)| self.count(id, *status)).collect();
            let all = counts.iter().sum::<usize>();
            let texts = std::iter::once(name.to_owned()).chain(counts.iter().chain([&all]).map(usize::to_string));
            let cells = texts.map(|text| vec![composer.plain(BlockKind::Paragraph(words(text)), span)]).collect();
            Row { key: id.unwrap_or("all").to_owned(), cells, origin: span }
        };
        let mut rows: Vec<Row> =
            priorities.iter().map(|(id, name, span)| row(Some(id), name, *span, composer)).collect();
        rows.push(row(None, "All priorities", call.span, composer));
        let caption = composer.call_caption(call, |_| words("Actions by priority and status"));
        let id = composer.call_id(call);
        vec![composer.table(id.as_ref(), call.span, caption, columns, true, rows)]
    }

    /// `{{ action-chart }}`: the same as bars.
    pub fn compose_chart(&self, priorities: &[Named], call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        self.check_priorities(priorities, composer);
        let statuses: Vec<ChartStatus> = Status::ALL
            .iter()
            .map(|(_, status)| ChartStatus { name: status.words().to_owned(), pattern: status.pattern() })
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "nobody writes so many actions")]
        let amount = |count: usize| Amount { amount: count as f64, words: count.to_string() };
        let categories: Vec<Category> = priorities
            .iter()
            .map(|(id, name, _)| Category {
                id: id.clone(),
                name: name.clone(),
                counts: Status::ALL.iter().map(|(_, status)| amount(self.count(Some(id), *status))).collect(),
            })
            .collect();
        let places: Vec<Span> = priorities.iter().map(|(_, _, span)| *span).collect();
        let chart = Stacked { heading: "Number of actions", statuses: &statuses, categories: &categories };
        let drawing = match stacked(&chart, composer.typefaces) {
            Ok(drawing) => drawing,
            Err(misfits) => {
                let register = composer.register;
                let drawn = Drawn { whole: call.span, places: &places, file: "data/priorities.yaml", register };
                composer.findings.extend(misfits.iter().filter_map(|misfit| of_chart(misfit, drawn)));
                return Vec::new();
            }
        };
        let totals: Vec<String> = Status::ALL
            .iter()
            .map(|(_, status)| format!("{} {}", self.count(None, *status), status.words().to_lowercase()))
            .collect();
        let alternative = format!(
            "Bar chart of {} by priority and status: {}.",
            counted(self.actions.len(), "action"),
            listed(&totals).unwrap_or_default()
        );
        let described: Vec<String> = priorities
            .iter()
            .map(|(id, name, _)| {
                let parts: Vec<String> = Status::ALL
                    .iter()
                    .map(|(_, status)| (self.count(Some(id), *status), status.words().to_lowercase()))
                    .filter(|(count, _)| *count > 0)
                    .map(|(count, words)| format!("{count} {words}"))
                    .collect();
                format!("{name}: {}.", listed(&parts).unwrap_or_else(|| "none".to_owned()))
            })
            .collect();
        let caption = composer.call_caption(call, |_| words("Actions by priority and status"));
        let id = composer.call_id(call);
        let picture = Picture::Drawing(Box::new(drawing));
        vec![composer.figure(id.as_ref(), call.span, caption, picture, Some(alternative), described.join(" "))]
    }

    /// Refuses actions for a priority that the list of the day does not have.
    fn check_priorities(&self, priorities: &[Named], composer: &mut Composer<'_>) {
        for action in &self.actions {
            if !priorities.iter().any(|(id, ..)| *id == action.priority.words) {
                composer.register.expect(Kind::Priority, &action.priority.spanned(), &mut composer.findings);
            }
        }
    }
}

impl Status {
    fn pattern(self) -> Pattern {
        match self {
            Status::NotStarted => Pattern::Empty,
            Status::InProgress => Pattern::Strokes,
            Status::Complete => Pattern::Solid,
            Status::Delayed => Pattern::Crossed,
        }
    }
}

impl Action {
    /// Its title, owner, years and status; then its progress.
    fn row(&self, composer: &mut Composer<'_>) -> Row {
        let title = composer.text(&self.title, Setting::Running);
        let mut cell = vec![composer.plain(BlockKind::Paragraph(title), self.title.span)];
        let mut status = vec![
            Inline::Sign(Sign { shape: self.status.shape(), letter: None, words: String::new() }),
            Inline::Text(format!("\u{a0}{}", self.status.words())),
        ];
        if let Some(remark) = &self.remark {
            status.push(Inline::Text(": ".to_owned()));
            status.extend(composer.text(remark, Setting::Running));
        }
        cell.push(composer.plain(BlockKind::Paragraph(status), self.span));
        let years: Vec<String> = self.years.iter().map(|year| year.words()).collect();
        let mut facts = Vec::new();
        if let Some(owner) = composer.register.name(Kind::Body, &self.owner.words) {
            facts.push(Inline::Text(format!("Owner: {}", owner.short_or_long())));
        }
        if let Some(years) = listed(&years) {
            let before = if facts.is_empty() { "" } else { "; " };
            facts.push(Inline::Text(format!("{before}{years}")));
        }
        cell.push(composer.plain(BlockKind::Note(facts), self.owner.span));
        Row { key: self.id.value.clone(), cells: vec![cell, self.progress(composer)], origin: self.span }
    }

    fn progress(&self, composer: &mut Composer<'_>) -> Vec<Block> {
        let mut blocks = Vec::new();
        if let Some(lead_in) = &self.lead_in {
            let content = composer.text(lead_in, Setting::Running);
            blocks.push(composer.plain(BlockKind::Paragraph(content), lead_in.span));
        }
        let mut items = Vec::new();
        for update in &self.progress {
            let mut content = Vec::new();
            if let Some(when) = &update.when {
                content.push(Inline::RunIn(words(format!("{}:", when.value.words()))));
                content.push(Inline::Text(" ".to_owned()));
            }
            content.extend(composer.text(&update.text, Setting::Running));
            items.push((content, update.text.span));
        }
        // One update is a paragraph and not a list of one.
        match items.len() {
            0 => {}
            1 => {
                for (content, span) in items {
                    blocks.push(composer.plain(BlockKind::Paragraph(content), span));
                }
            }
            _ => blocks.push(composer.bullets(items, 1, self.span)),
        }
        blocks
    }
}
