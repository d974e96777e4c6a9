//! What is said of charts and diagrams whose words do not fit, whatever data they are made from.

use crate::compose::register::Register;
use crate::diagnostic::Diagnostic;
use crate::drawing::{chart, organisation, timeline};
use crate::source::Span;

/// The finding that something cannot be drawn.
fn unfit(span: Span, message: String, help: &str) -> Diagnostic {
    Diagnostic::error("diagram-does-not-fit", span, message).help(help)
}

const SHORTER: &str = "write a shorter name, or break up the long word";
const FEWER: &str = "take out some of them, or draw two pictures";

/// What a picture is drawn from.
#[derive(Clone, Copy)]
pub struct Drawn<'a> {
    /// Where the picture is asked for.
    pub whole: Span,
    /// Where the things in it are written, in their order.
    pub places: &'a [Span],
    /// The file of data that they stand in.
    pub file: &'a str,
    /// What is known of that file.
    pub register: &'a Register,
}

impl Drawn<'_> {
    fn place(&self, index: usize) -> Span {
        self.places.get(index).copied().unwrap_or(self.whole)
    }

    /// The finding that there are too few or too many things; none of too few where their file has faults.
    fn count(&self, picture: &str, things: &str, found: usize, least: usize, most: usize) -> Option<Diagnostic> {
        let these = if found == 0 { "there are none".to_owned() } else { format!("these are {found}") };
        let message = format!("{picture} shows {least} to {most} {things}, and {these}");
        if found >= least {
            return Some(unfit(self.whole, message, FEWER));
        }
        let told = self.register.has_faults(self.file);
        (!told).then(|| unfit(self.whole, message, &format!("add {things} to {}", self.file)))
    }
}

/// Of a chart, whose places are those of its periods or categories.
pub fn of_chart(misfit: &chart::Misfit, drawn: Drawn<'_>) -> Option<Diagnostic> {
    Some(match misfit {
        chart::Misfit::Count { part, found, least, most } => {
            let what = match part {
                chart::Part::Periods => "periods",
                chart::Part::Categories => "priorities",
                chart::Part::Statuses => "statuses",
            };
            return drawn.count("a chart", what, *found, *least, *most);
        }
        chart::Misfit::Amount { index, .. } => {
            unfit(drawn.place(*index), "this amount cannot be drawn".to_owned(), "write a number of zero or more")
        }
        chart::Misfit::Counts { index } | chart::Misfit::SamePattern { index } => {
            unfit(drawn.place(*index), "this cannot be drawn".to_owned(), FEWER)
        }
        chart::Misfit::Words { index, words, .. } => {
            unfit(drawn.place(*index), format!("`{words}` is too long for the chart"), SHORTER)
        }
        chart::Misfit::Heading { word } => unfit(drawn.whole, format!("`{word}` is too long for the chart"), SHORTER),
        chart::Misfit::TooTall => unfit(drawn.whole, "this chart is taller than a page".to_owned(), FEWER),
    })
}

/// Of a timeline, whose places are those of its events.
pub fn of_timeline(misfit: &timeline::Misfit, drawn: Drawn<'_>) -> Option<Diagnostic> {
    Some(match misfit {
        timeline::Misfit::Count { found, least, most } => {
            return drawn.count("a timeline", "events", *found, *least, *most);
        }
        timeline::Misfit::Word { index, word } => {
            unfit(drawn.place(*index), format!("`{word}` is too long for the timeline"), SHORTER)
        }
        timeline::Misfit::TooTall { fit } => {
            unfit(drawn.whole, format!("only the first {fit} events fit on a page"), FEWER)
        }
    })
}

/// Of a diagram of an organisation, whose places are those of its directorates.
pub fn of_organisation(misfit: &organisation::Misfit, drawn: Drawn<'_>) -> Option<Diagnostic> {
    Some(match misfit {
        organisation::Misfit::Count { found, least, most } => {
            return drawn.count("the diagram", "directorates", *found, *least, *most);
        }
        organisation::Misfit::Word { unit, word } => {
            let place = unit.map_or(drawn.whole, |unit| drawn.place(unit));
            unfit(place, format!("`{word}` is too long for its box"), SHORTER)
        }
        organisation::Misfit::TooTall => unfit(drawn.whole, "this diagram is taller than a page".to_owned(), FEWER),
    })
}
