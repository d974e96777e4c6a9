//! `{{ indicator id=violent-crime }}`: the change in words, a chart, and the same as a table.

use super::{INDICATORS, Indicator, Indicators, Shape, change};
use crate::compose::drawn::{Drawn, of_chart};
use crate::compose::register::no_entry;
use crate::compose::{Composer, Setting, column, numeric_column, words};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Picture, Row};
use crate::drawing::chart::{Amount, Bars, Line, Period, bars, line};
use crate::parse::prose::Call;
use crate::source::{Span, Spanned};

impl Indicators {
    /// The blocks of a call.
    pub fn compose_indicator(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &["id"]);
        let Some(id) = composer.option(call, "id").cloned() else {
            composer.findings.push(
                Diagnostic::error("missing-setting", call.span, "`indicator` needs the id of an indicator")
                    .help("write {{ indicator id=violent-crime }}"),
            );
            return Vec::new();
        };
        let Some(indicator) = self.indicators.iter().find(|indicator| indicator.id.value == id.value) else {
            if composer.register.is_written(INDICATORS, &id.value) {
                return Vec::new();
            }
            let known = self.indicators.iter().map(|indicator| indicator.id.value.as_str());
            composer.findings.push(no_entry(INDICATORS, "indicator", &id.value, id.span, known));
            return Vec::new();
        };
        indicator.compose(call, composer)
    }
}

impl Indicator {
    fn compose(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        let (Some(first), Some(last)) = (self.values.first(), self.values.last()) else { return Vec::new() };
        let heading = format!("{}, {}", self.unit.words, self.area.words);
        let heading = capital(&heading);
        let periods: Vec<Period> = self
            .values
            .iter()
            .map(|value| Period {
                id: format!("{}-{}", self.id.value, crate::id::slug(&value.period)),
                label: value.period.clone(),
                value: Amount { amount: value.amount, words: value.words.clone() },
            })
            .collect();
        let drawn = match self.shape {
            Shape::Bar => bars(&Bars { heading: &heading, periods: &periods }, composer.typefaces),
            Shape::Line => line(&Line { heading: &heading, periods: &periods }, composer.typefaces),
        };
        let drawing = match drawn {
            Ok(drawing) => drawing,
            Err(misfits) => {
                let places: Vec<Span> = self.values.iter().map(|value| value.span).collect();
                let register = composer.register;
                let drawn = Drawn { whole: call.span, places: &places, file: &self.path.words, register };
                composer.findings.extend(misfits.iter().filter_map(|misfit| of_chart(misfit, drawn)));
                return Vec::new();
            }
        };
        let said = change(first, last).words(first, last);
        let alternative = format!(
            "Chart of {} in {}: {said} ({} to {}).",
            self.unit.words, self.area.words, first.period, last.period
        );
        let described: Vec<String> =
            self.values.iter().map(|value| format!("{}: {}.", value.period, value.words)).collect();
        let caption =
            composer.call_caption(call, |_| words(format!("{}, {}: {said}", self.name.words, self.area.words)));
        let id = call.id.clone().unwrap_or_else(|| Spanned::new(format!("indicator-{}", self.id.value), call.span));
        let picture = Picture::Drawing(Box::new(drawing));
        let mut blocks =
            vec![composer.figure(Some(&id), call.span, caption, picture, Some(alternative), described.join(" "))];
        let rows = self
            .values
            .iter()
            .map(|value| {
                let cell = |composer: &mut Composer<'_>, text: &str| {
                    vec![composer.plain(BlockKind::Paragraph(words(text)), value.span)]
                };
                let cells = vec![cell(composer, &value.period), cell(composer, &value.words)];
                Row { key: value.period.clone(), cells, origin: value.span }
            })
            .collect();
        let columns = vec![column("Period", 1), numeric_column(&capital(&self.unit.words))];
        let caption = words(format!("{}, {}", self.name.words, self.area.words));
        blocks.push(composer.table(None, call.span, caption, columns, true, rows));
        if let Some(note) = &self.note {
            let content = composer.text(note, Setting::Running);
            blocks.push(composer.plain(BlockKind::Note(content), note.span));
        }
        let mut line = words("Source: ");
        // One that nobody knows is told already.
        if composer.register.source(&self.source.words).is_some() {
            line.extend(composer.phrase(&Spanned::new(format!("source.{}", self.source.words), self.source.span)));
        }
        blocks.push(composer.plain(BlockKind::Note(line), self.source.span));
        blocks
    }
}

/// The same words with a capital at their beginning.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
