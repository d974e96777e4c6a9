//! Charts: amounts as lengths, each with its number in words beside it.
//!
//! Every length starts at zero, so that twice as long is twice as much. The numbers that the
//! picture leaves out, such as the middle of a line, are in its outline. What is counted, and
//! how a number is written, is left to the content.

mod bars;
mod line;
mod stacked;

use super::pen::{Area, PITCH, Pen, Style, block_height};
use super::wrap::Setting;
use super::{Group, GroupShape, Member, Paint};
use crate::typeface::{Typefaces, Weight};

pub use super::pattern::Pattern;
pub use bars::{Bars, bars};
pub use line::{Line, line};
pub use stacked::{Category, Stacked, Status, stacked};

/// The width of the drawing in points: that of the text of an A4 page.
const WIDTH: f64 = 470.0;
/// The greatest height in points that leaves room for a heading and a caption on the page.
const PAGE: f64 = 620.0;
/// The thickness of the line at zero.
const BASELINE: f64 = 1.2;
/// White between the words of a row and what they belong to.
const GAP: f64 = 8.0;
/// The sizes to try, of all words but the heading.
const SIZES: [f64; 5] = [11.0, 10.5, 10.0, 9.5, 9.0];
/// The size of the heading.
const HEADING: f64 = 12.0;

/// A number and how it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// The number, zero or more.
    pub amount: f64,
    /// The same in words or digits, such as "1,204" or "12.5%".
    pub words: String,
}

/// An amount at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    /// Its id in the data.
    pub id: String,
    /// What it is called, such as "2019/20".
    pub label: String,
    /// How much there was.
    pub value: Amount,
}

/// Which of the things in a chart something is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The periods of bars or of a line.
    Periods,
    /// The categories of stacked bars.
    Categories,
    /// The statuses of stacked bars.
    Statuses,
}

/// Why a chart cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// Too few or too many of something.
    Count {
        /// Of what.
        part: Part,
        /// How many there are.
        found: usize,
        /// The fewest that can be drawn.
        least: usize,
        /// The most that can be drawn.
        most: usize,
    },
    /// An amount below zero, or one that is no number.
    Amount {
        /// Which period or category, counted from 0.
        index: usize,
        /// Which of its statuses, counted from 0; always 0 for a period.
        status: usize,
    },
    /// A category with more or fewer counts than there are statuses.
    Counts {
        /// Which category, counted from 0.
        index: usize,
    },
    /// A status with the pattern of one before it.
    SamePattern {
        /// Which status, counted from 0.
        index: usize,
    },
    /// Words that do not fit at 9 pt.
    Words {
        /// What they belong to.
        part: Part,
        /// Which one, counted from 0.
        index: usize,
        /// The word that is too wide, or all the words where they must stand on one line.
        words: String,
    },
    /// A word of the heading that is wider than the chart.
    Heading {
        /// The word.
        word: String,
    },
    /// More rows or longer names than one page holds, even at 9 pt.
    TooTall,
}

#[expect(clippy::cast_precision_loss, reason = "a chart has few entries")]
fn number(count: usize) -> f64 {
    count as f64
}

fn check_count(part: Part, found: usize, (least, most): (usize, usize), misfits: &mut Vec<Misfit>) {
    if !(least..=most).contains(&found) {
        misfits.push(Misfit::Count { part, found, least, most });
    }
}

/// Whether a length can stand for the amount.
fn drawable(amount: &Amount) -> bool {
    amount.amount.is_finite() && amount.amount >= 0.0
}

/// What is wrong with periods before anything is measured.
fn check_periods(periods: &[Period], bounds: (usize, usize)) -> Result<(), Vec<Misfit>> {
    let mut misfits = Vec::new();
    check_count(Part::Periods, periods.len(), bounds, &mut misfits);
    let bad = periods.iter().enumerate().filter(|(_, period)| !drawable(&period.value));
    misfits.extend(bad.map(|(index, _)| Misfit::Amount { index, status: 0 }));
    if misfits.is_empty() { Ok(()) } else { Err(misfits) }
}

/// The first of the sizes at which something can be laid out, or what is wrong at the smallest.
fn at_largest_size<T>(lay_out: impl Fn(f64) -> Result<T, Vec<Misfit>>) -> Result<T, Vec<Misfit>> {
    let mut outcome = Err(vec![Misfit::TooTall]);
    for size in SIZES {
        outcome = lay_out(size);
        if outcome.is_ok() {
            break;
        }
    }
    outcome
}

/// Writes the heading; gives the height that it takes, with the white below it.
fn heading(pen: &mut Pen, words: &str, typefaces: &Typefaces) -> Result<f64, Misfit> {
    let setting = Setting { typefaces, weight: Weight::Bold, size: HEADING };
    let lines = setting.wrap(words, WIDTH).map_err(|word| Misfit::Heading { word })?;
    if lines.is_empty() {
        return Ok(0.0);
    }
    let height = block_height(lines.len(), HEADING);
    // The room for accents above the first line is not needed at the upper edge.
    let top = -0.2 * HEADING;
    pen.centred(0.0, top, height, Style { size: HEADING, weight: Weight::Bold, paint: Paint::Accent }, &lines);
    Ok(top + height + 9.0)
}

/// The widest of some lines.
fn widest<'a>(setting: &Setting, lines: impl IntoIterator<Item = &'a String>) -> f64 {
    lines.into_iter().map(|line| setting.width(line)).fold(0.0, f64::max)
}

/// The base line of one line of words in the middle of a height.
fn middle(area: Area, size: f64) -> f64 {
    area.y + area.height / 2.0 + 0.34 * size
}

/// The periods in words.
fn outline(title: &str, periods: &[Period]) -> Vec<Group> {
    let member = |period: &Period| Member {
        id: period.id.clone(),
        name: period.label.clone(),
        duties: vec![period.value.words.clone()],
        relations: Vec::new(),
    };
    vec![group(title, periods.iter().map(member).collect())]
}

fn group(title: &str, members: Vec<Member>) -> Group {
    Group { shape: GroupShape::Plain, title: title.to_owned(), members, joins_next: String::new() }
}

#[cfg(test)]
mod tests;
