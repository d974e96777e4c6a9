//! A bar for each period, with its number at the end.

use super::{
    Area, BASELINE, GAP, Misfit, PAGE, Part, Pen, Period, Style, WIDTH, at_largest_size, block_height, check_periods,
    heading, middle, outline, widest,
};
use crate::drawing::wrap::Setting;
use crate::drawing::{Drawing, Mark, Paint};
use crate::typeface::{Typefaces, Weight};

/// The fewest and the most periods that can be drawn.
const BOUNDS: (usize, usize) = (2, 12);
/// The widest column of labels.
const LABELS: f64 = 150.0;
/// The least length that is left for the longest bar.
const LEAST: f64 = 120.0;
/// The height of a bar, and the white between two.
const BAR: f64 = 18.0;
const BETWEEN: f64 = 7.0;
/// A bar of more than nothing is at least as long as this.
const SLIVER: f64 = 1.0;

/// A chart of one bar for each period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bars<'a> {
    /// What is counted, such as "Recorded crimes for each 1,000 people"; may be empty.
    pub heading: &'a str,
    /// The periods from the upper bar down, 2 to 12.
    pub periods: &'a [Period],
}

/// Lays out a chart of bars.
///
/// # Errors
///
/// Too few or too many periods, every amount below zero, and all words that do not fit.
pub fn bars(chart: &Bars, typefaces: &Typefaces) -> Result<Drawing, Vec<Misfit>> {
    check_periods(chart.periods, BOUNDS)?;
    at_largest_size(|size| lay_out(chart, size, typefaces))
}

fn lay_out(chart: &Bars, size: f64, typefaces: &Typefaces) -> Result<Drawing, Vec<Misfit>> {
    let label = Style { size, weight: Weight::Regular, paint: Paint::Words };
    let value = Style { weight: Weight::SemiBold, ..label };
    let setting = |style: Style| Setting { typefaces, weight: style.weight, size };
    let (mut pen, mut misfits) = (Pen::default(), Vec::new());

    let mut labels = Vec::new();
    for (index, period) in chart.periods.iter().enumerate() {
        let words = |words| Misfit::Words { part: Part::Periods, index, words };
        match setting(label).wrap(&period.label, LABELS) {
            Ok(lines) => labels.push(lines),
            Err(word) => misfits.push(words(word)),
        }
        if setting(value).width(&period.value.words) > WIDTH - LABELS - 2.0 * GAP - LEAST {
            misfits.push(words(period.value.words.clone()));
        }
    }
    let mut y = heading(&mut pen, chart.heading, typefaces).unwrap_or_else(|misfit| {
        misfits.push(misfit);
        0.0
    });
    if !misfits.is_empty() {
        return Err(misfits);
    }

    let zero = widest(&setting(label), labels.iter().flatten()) + GAP;
    let scale = scale(chart.periods, |period| WIDTH - zero - GAP - setting(value).width(&period.value.words));
    let top = y;
    for (period, lines) in chart.periods.iter().zip(&labels) {
        let height = BAR.max(block_height(lines.len(), size));
        pen.centred(0.0, y, height, label, lines);
        let length = match period.value.amount {
            0.0 => 0.0,
            amount => (amount * scale).max(SLIVER),
        };
        let bar = Area { x: zero, y: y + (height - BAR) / 2.0, width: length, height: BAR };
        if length > 0.0 {
            pen.rect(bar, 0.0, 0.0, Paint::Solid);
        }
        pen.words(zero + length + GAP, middle(bar, size), value, &period.value.words);
        y += height + BETWEEN;
    }
    let bottom = y - BETWEEN;
    // It stands out a little, so that it is seen to be the line from which the bars are measured.
    let end = bottom + 3.0 + BASELINE / 2.0;
    let points = vec![(zero, (top - 3.0).max(BASELINE / 2.0)), (zero, bottom + 3.0)];
    pen.marks.push(Mark::Line { points, line: BASELINE, paint: Paint::Connector });
    if end > PAGE {
        return Err(vec![Misfit::TooTall]);
    }
    let outline = outline(chart.heading, chart.periods);
    Ok(Drawing { style: "chart", width: WIDTH, height: end, marks: pen.marks, outline })
}

/// Points for each one, so that every bar and its number end within their room.
fn scale(periods: &[Period], room: impl Fn(&Period) -> f64) -> f64 {
    let scales = periods.iter().filter(|period| period.value.amount > 0.0);
    let least = scales.map(|period| room(period) / period.value.amount).fold(f64::INFINITY, f64::min);
    if least.is_finite() { least } else { 0.0 }
}
