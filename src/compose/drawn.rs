//! What is said of charts and diagrams whose words do not fit, whatever data they are made from.

use crate::diagnostic::Diagnostic;
use crate::drawing::{chart, organisation, timeline};
use crate::source::Span;

/// The finding that something cannot be drawn.
fn unfit(span: Span, message: String, help: &str) -> Diagnostic {
    Diagnostic::error("diagram-does-not-fit", span, message).help(help)
}

const SHORTER: &str = "write a shorter name, or break up the long word";
const FEWER: &str = "take out some of them, or draw two pictures";

/// Of a chart; `places` are where its periods or categories are written.
pub fn of_chart(misfit: &chart::Misfit, whole: Span, places: &[Span]) -> Diagnostic {
    let place = |index: usize| places.get(index).copied().unwrap_or(whole);
    match misfit {
        chart::Misfit::Count { part, found, least, most } => {
            let what = match part {
                chart::Part::Periods => "periods",
                chart::Part::Categories => "rows",
                chart::Part::Statuses => "statuses",
            };
            unfit(whole, format!("a chart shows {least} to {most} {what}, and these are {found}"), FEWER)
        }
        chart::Misfit::Amount { index, .. } => {
            unfit(place(*index), "this amount cannot be drawn".to_owned(), "write a number of zero or more")
        }
        chart::Misfit::Counts { index } | chart::Misfit::SamePattern { index } => {
            unfit(place(*index), "this cannot be drawn".to_owned(), FEWER)
        }
        chart::Misfit::Words { index, words, .. } => {
            unfit(place(*index), format!("`{words}` is too long for the chart"), SHORTER)
        }
        chart::Misfit::Heading { word } => unfit(whole, format!("`{word}` is too long for the chart"), SHORTER),
        chart::Misfit::TooTall => unfit(whole, "this chart is taller than a page".to_owned(), FEWER),
    }
}

/// Of a timeline; `places` are where its events are written.
pub fn of_timeline(misfit: &timeline::Misfit, whole: Span, places: &[Span]) -> Diagnostic {
    match misfit {
        timeline::Misfit::Count { found, least, most } => {
            unfit(whole, format!("a timeline shows {least} to {most} events, and these are {found}"), FEWER)
        }
        timeline::Misfit::Word { index, word } => {
            let place = places.get(*index).copied().unwrap_or(whole);
            unfit(place, format!("`{word}` is too long for the timeline"), SHORTER)
        }
        timeline::Misfit::TooTall { fit } => unfit(whole, format!("only the first {fit} events fit on a page"), FEWER),
    }
}

/// Of a diagram of an organisation; `places` are where its directorates are written.
pub fn of_organisation(misfit: &organisation::Misfit, whole: Span, places: &[Span]) -> Diagnostic {
    match misfit {
        organisation::Misfit::Count { found, least, most } => {
            unfit(whole, format!("the diagram shows {least} to {most} directorates, and these are {found}"), FEWER)
        }
        organisation::Misfit::Word { unit, word } => {
            let place = unit.and_then(|unit| places.get(unit).copied()).unwrap_or(whole);
            unfit(place, format!("`{word}` is too long for its box"), SHORTER)
        }
        organisation::Misfit::TooTall => unfit(whole, "this diagram is taller than a page".to_owned(), FEWER),
    }
}
