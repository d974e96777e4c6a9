//! The timeline: events one below the other along a line, each with its date.
//!
//! The date stands beside the line with the body that acts below it, and what happens to the
//! right of both. The knot on the line tells by its shape how far along an event is; a legend
//! says the shapes in words. Which events there are, and in which order, is left to the content.

use super::pattern::{Pattern, knot};
use super::pen::{Pen, Style, block_height};
use super::wrap::Setting;
use super::{Drawing, Group, GroupShape, Mark, Member, Paint};
use crate::typeface::{Typefaces, Weight};

/// The width of the drawing in points: that of the text of an A4 page.
const WIDTH: f64 = 470.0;
/// The greatest height in points that leaves room for a heading and a caption on the page.
const PAGE: f64 = 620.0;
/// The fewest and the most events that can be drawn.
const BOUNDS: (usize, usize) = (1, 24);
/// The thickness of the line.
const LINE: f64 = 1.6;
/// Where dates start.
const DATES: f64 = 24.0;
/// The narrowest and the widest column of dates.
const DATE_WIDTH: (f64, f64) = (80.0, 150.0);
/// White between that column and what happens.
const GUTTER: f64 = 16.0;

/// How close together everything stands, from the loosest: the size of type, the white between
/// events and the radius of knots.
const DENSITIES: [(f64, f64, f64); 6] =
    [(11.5, 14.0, 6.0), (11.0, 11.0, 6.0), (10.5, 9.0, 5.5), (10.0, 7.0, 5.5), (9.5, 5.0, 5.0), (9.0, 3.0, 5.0)];

/// An event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its id in the data.
    pub id: String,
    /// When it is, such as "July 2023" or "6 December 2023".
    pub date: String,
    /// What happens.
    pub what: String,
    /// The body that acts; may be empty.
    pub who: String,
    /// How far along it is.
    pub status: Status,
}

/// How far along an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// It has happened: a full knot.
    Done,
    /// It has begun: a knot that is half full.
    InProgress,
    /// It is planned, and may yet change: a knot with a broken outline.
    Provisional,
    /// It is fixed, and has not begun: an empty knot.
    ToCome,
}

impl Status {
    /// All of them, in the order of the legend.
    pub const ALL: [Status; 4] = [Status::Done, Status::InProgress, Status::Provisional, Status::ToCome];

    /// The words of the legend.
    pub fn words(self) -> &'static str {
        match self {
            Status::Done => "Done",
            Status::InProgress => "In progress",
            Status::Provisional => "Provisional",
            Status::ToCome => "To come",
        }
    }

    fn pattern(self) -> Pattern {
        match self {
            Status::Done => Pattern::Solid,
            Status::InProgress => Pattern::Strokes,
            Status::Provisional => Pattern::Dashed,
            Status::ToCome => Pattern::Empty,
        }
    }
}

/// Why the timeline cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// No event, or more than can be drawn.
    Count {
        /// How many there are.
        found: usize,
        /// The fewest that can be drawn.
        least: usize,
        /// The most that can be drawn.
        most: usize,
    },
    /// A word of an event that is wider than its column at 9 pt.
    Word {
        /// Which event, counted from 0.
        index: usize,
        /// The word.
        word: String,
    },
    /// More words than one page holds, even at 9 pt.
    TooTall {
        /// How many of the events, from the first, a page holds.
        fit: usize,
    },
}

/// Lays out the timeline.
///
/// # Errors
///
/// Too few or too many events, every word that does not fit, and more words than a page holds.
pub fn draw(events: &[Event], typefaces: &Typefaces) -> Result<Drawing, Vec<Misfit>> {
    let (found, (least, most)) = (events.len(), BOUNDS);
    if !(least..=most).contains(&found) {
        return Err(vec![Misfit::Count { found, least, most }]);
    }
    let mut outcome = Err(Vec::new());
    for (size, gap, radius) in DENSITIES {
        let sheet = Sheet { events, typefaces, size, gap, radius };
        outcome = sheet.fill().and_then(|filled| sheet.draw(&filled));
        if outcome.is_ok() {
            break;
        }
    }
    outcome
}

/// The timeline at one density.
struct Sheet<'a> {
    events: &'a [Event],
    typefaces: &'a Typefaces<'a>,
    size: f64,
    gap: f64,
    radius: f64,
}

/// Every event in lines.
struct Filled {
    rows: Vec<Row>,
    /// Where what happens starts.
    texts: f64,
}

/// The words of an event in lines.
struct Row {
    date: Vec<String>,
    who: Vec<String>,
    what: Vec<String>,
}

impl Sheet<'_> {
    fn style(&self, weight: Weight, paint: Paint) -> Style {
        Style { size: self.size, weight, paint }
    }

    fn setting(&self, weight: Weight) -> Setting<'_> {
        Setting { typefaces: self.typefaces, weight, size: self.size }
    }

    /// Breaks the words into lines, or says which are too wide.
    fn fill(&self) -> Result<Filled, Vec<Misfit>> {
        let mut misfits = Vec::new();
        let mut wrap = |index, words: &str, weight, measure| {
            self.setting(weight).wrap(words, measure).unwrap_or_else(|word| {
                misfits.push(Misfit::Word { index, word });
                Vec::new()
            })
        };
        let dates: Vec<[Vec<String>; 2]> = (0..)
            .zip(self.events)
            .map(|(index, Event { date, who, .. })| {
                [wrap(index, date, Weight::Bold, DATE_WIDTH.1), wrap(index, who, Weight::Regular, DATE_WIDTH.1)]
            })
            .collect();
        // The column is as wide as its widest line.
        let widths = dates.iter().flat_map(|[date, who]| {
            let width = |weight| move |line: &String| self.setting(weight).width(line);
            date.iter().map(width(Weight::Bold)).chain(who.iter().map(width(Weight::Regular)))
        });
        let texts = DATES + widths.fold(DATE_WIDTH.0, f64::max) + GUTTER;
        let rows = (0..)
            .zip(self.events)
            .zip(dates)
            .map(|((index, event), [date, who])| {
                let what = wrap(index, &event.what, Weight::Regular, WIDTH - texts);
                Row { date, who, what }
            })
            .collect();
        if misfits.is_empty() { Ok(Filled { rows, texts }) } else { Err(misfits) }
    }

    fn draw(&self, filled: &Filled) -> Result<Drawing, Vec<Misfit>> {
        let mut pen = Pen::default();
        let mut y = self.legend(&mut pen);
        let x = self.radius + 1.0;
        let middle = block_height(1, self.size) / 2.0;
        let (start, mut knots) = (y + middle, Vec::new());
        // The line first, its end not yet known: knots lie on it.
        let line = pen.marks.len();
        for (index, (row, event)) in filled.rows.iter().zip(self.events).enumerate() {
            let left = row.date.len() + row.who.len();
            let height = block_height(left.max(row.what.len()).max(1), self.size);
            if y + height > PAGE {
                return Err(vec![Misfit::TooTall { fit: index }]);
            }
            knots.push((y + middle, event.status));
            let words = self.style(Weight::Regular, Paint::Words);
            let dates = block_height(row.date.len(), self.size);
            pen.centred(DATES, y, dates, self.style(Weight::Bold, Paint::Accent), &row.date);
            pen.centred(DATES, y + dates, block_height(row.who.len(), self.size), words, &row.who);
            pen.centred(filled.texts, y, block_height(row.what.len(), self.size), words, &row.what);
            y += height + self.gap;
        }
        let mut between = Vec::new();
        let mut from = start;
        for (at, _) in &knots {
            // It stops at each knot, so that an empty one needs no ground to hide it.
            if at - self.radius > from {
                let points = vec![(x, from), (x, at - self.radius)];
                between.push(Mark::Line { points, line: LINE, paint: Paint::Thread });
            }
            from = at + self.radius;
        }
        pen.marks.splice(line..line, between);
        for (at, status) in knots {
            knot(&mut pen, (x, at), self.radius, status.pattern());
        }
        let height = y - self.gap;
        Ok(Drawing { style: "timeline", width: WIDTH, height, marks: pen.marks, outline: outline(self.events) })
    }

    /// The shapes in words, those that there are; gives the height with the white below.
    fn legend(&self, pen: &mut Pen) -> f64 {
        let height = block_height(1, self.size);
        let mut x = 0.0;
        for status in Status::ALL.into_iter().filter(|status| self.events.iter().any(|event| event.status == *status)) {
            knot(pen, (x + self.radius + 1.0, height / 2.0), self.radius, status.pattern());
            x += 2.0 * self.radius + 8.0;
            let words = [status.words().to_owned()];
            pen.centred(x, 0.0, height, self.style(Weight::Regular, Paint::Words), &words);
            x += self.setting(Weight::Regular).width(status.words()) + 20.0;
        }
        height + self.gap.max(8.0) + 4.0
    }
}

/// The same events in words.
fn outline(events: &[Event]) -> Vec<Group> {
    let member = |event: &Event| {
        let who = (!event.who.is_empty()).then(|| format!("Who: {}", event.who));
        let status = format!("Status: {}", event.status.words().to_lowercase());
        Member {
            id: event.id.clone(),
            name: event.date.clone(),
            duties: vec![event.what.clone()],
            relations: who.into_iter().chain([status]).collect(),
        }
    };
    let members = events.iter().map(member).collect();
    vec![Group { shape: GroupShape::Plain, title: String::new(), members, joins_next: String::new() }]
}

#[cfg(test)]
mod tests;
