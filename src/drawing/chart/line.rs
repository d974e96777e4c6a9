//! A line through the periods, with its first, last and highest number.

use super::{
    BASELINE, GAP, Misfit, PITCH, Part, Pen, Period, Style, WIDTH, at_largest_size, check_periods, heading, number,
    outline, widest,
};
use crate::drawing::wrap::Setting;
use crate::drawing::{Drawing, Mark, Paint};
use crate::typeface::{Typefaces, Weight};

/// The fewest and the most points that can be drawn.
const BOUNDS: (usize, usize) = (2, 24);
/// From zero to the highest point.
const HEIGHT: f64 = 150.0;
/// The most room left and right of the line for its first and last number.
const MARGIN: f64 = 120.0;
/// The thickness of the line.
const LINE: f64 = 2.0;
/// The radius of a point, and of one that has its number beside it.
const POINT: f64 = 2.6;
const NAMED: f64 = 4.0;
/// How long the tick of a label is.
const TICK: f64 = 4.0;
/// The most lines of the label of a period.
const LABEL_LINES: usize = 2;

/// A chart of one line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line<'a> {
    /// What is counted; may be empty.
    pub heading: &'a str,
    /// The periods from left to right, 2 to 24, all as far from each other.
    pub periods: &'a [Period],
}

/// Lays out a chart of a line.
///
/// # Errors
///
/// Too few or too many periods, every amount below zero, and all words that do not fit.
pub fn line(chart: &Line, typefaces: &Typefaces) -> Result<Drawing, Vec<Misfit>> {
    check_periods(chart.periods, BOUNDS)?;
    at_largest_size(|size| lay_out(chart, size, typefaces))
}

fn lay_out(chart: &Line, size: f64, typefaces: &Typefaces) -> Result<Drawing, Vec<Misfit>> {
    let [first, .., last] = chart.periods else { return Err(vec![Misfit::TooTall]) };
    let setting = |weight| Setting { typefaces, weight, size };
    let (values, labels) = (setting(Weight::SemiBold), setting(Weight::Regular));
    let highest = highest(chart.periods);
    let (mut pen, mut misfits) = (Pen::default(), Vec::new());

    let [first_width, last_width] = [first, last].map(|period| values.width(&period.value.words));
    let left = first_width.max(labels.width("0")) + GAP;
    let right = WIDTH - last_width - GAP;
    let long = [(0, first, first_width > MARGIN), (chart.periods.len() - 1, last, last_width > MARGIN)];
    let above = highest.map(|(index, period)| (index, period, values.width(&period.value.words) > right - left));
    for (index, period, _) in long.into_iter().chain(above).filter(|(_, _, long)| *long) {
        misfits.push(Misfit::Words { part: Part::Periods, index, words: period.value.words.clone() });
    }
    let top = heading(&mut pen, chart.heading, typefaces).unwrap_or_else(|misfit| {
        misfits.push(misfit);
        0.0
    });
    if !misfits.is_empty() {
        return Err(misfits);
    }

    let top = top + if highest.is_some() { size + 9.0 } else { size * 0.6 };
    let zero = top + HEIGHT;
    let step = (right - left) / number(chart.periods.len() - 1);
    let most = chart.periods.iter().map(|period| period.value.amount).fold(0.0, f64::max);
    let share = |amount: f64| if most > 0.0 { amount / most } else { 0.0 };
    let points = (0..)
        .zip(chart.periods)
        .map(|(index, period)| (left + step * number(index), zero - share(period.value.amount) * HEIGHT))
        .collect();
    let plot = Plot { left, right, zero, points };
    let shown = thinned(chart.periods, &plot.points, &labels)?;

    plot.axis(&mut pen, &shown);
    plot.curve(&mut pen, highest.map(|(index, _)| index));
    plot.numbers(&mut pen, chart.periods, highest.map(|(index, _)| index), &values);
    let height = plot.labels(&mut pen, &shown, &labels);
    let mut outline = outline(chart.heading, chart.periods);
    if let Some((index, _)) = highest
        && let Some(member) = outline.first_mut().and_then(|group| group.members.get_mut(index))
    {
        member.relations.push("The highest".to_owned());
    }
    Ok(Drawing { style: "chart", width: WIDTH, height, marks: pen.marks, outline })
}

/// Where the line runs.
struct Plot {
    /// The first point and the last.
    left: f64,
    right: f64,
    /// The height of zero.
    zero: f64,
    points: Vec<(f64, f64)>,
}

impl Plot {
    /// The axis at zero, with a tick for each label.
    fn axis(&self, pen: &mut Pen, shown: &[Shown]) {
        let axis = [[(self.left, self.zero), (self.right, self.zero)]];
        let ticks = shown.iter().map(|shown| [(shown.at, self.zero), (shown.at, self.zero + TICK)]);
        for ends in axis.into_iter().chain(ticks) {
            pen.marks.push(Mark::Line { points: ends.to_vec(), line: BASELINE, paint: Paint::Connector });
        }
    }

    /// The line with its points; those that have their number beside them are full.
    fn curve(&self, pen: &mut Pen, highest: Option<usize>) {
        pen.marks.push(Mark::Line { points: self.points.clone(), line: LINE, paint: Paint::Thread });
        for (index, (x, y)) in self.points.iter().copied().enumerate() {
            let named = index == 0 || index + 1 == self.points.len() || highest == Some(index);
            let (radius, line, paint) = if named { (NAMED, 0.0, Paint::Solid) } else { (POINT, 1.4, Paint::Knot) };
            pen.marks.push(Mark::Circle { x, y, radius, line, paint });
        }
    }

    /// Zero and the first number at the left, the highest above, the last at the right.
    fn numbers(&self, pen: &mut Pen, periods: &[Period], highest: Option<usize>, values: &Setting) {
        let size = values.size;
        let plain = Style { size, weight: Weight::Regular, paint: Paint::Words };
        let strong = Style { weight: values.weight, ..plain };
        let width = |words: &str, style: Style| Setting { weight: style.weight, ..*values }.width(words);
        let base = |y: f64| y + 0.34 * size;
        pen.words(self.left - GAP - width("0", plain), base(self.zero), plain, "0");
        for (index, (period, (x, y))) in periods.iter().zip(&self.points).enumerate() {
            let words = period.value.words.as_str();
            let width = width(words, strong);
            if index == 0 {
                // Above the zero, whose place it would otherwise take when it is low.
                let lowest = base(self.zero) - size * PITCH;
                pen.words(self.left - GAP - width, base(*y).min(lowest), strong, words);
            } else if index + 1 == periods.len() {
                pen.words(self.right + GAP, base(*y), strong, words);
            } else if highest == Some(index) {
                pen.words((x - width / 2.0).min(self.right - width).max(self.left), y - 8.0, strong, words);
            }
        }
    }

    /// The periods below the axis; gives the height of the whole drawing.
    fn labels(&self, pen: &mut Pen, shown: &[Shown], setting: &Setting) -> f64 {
        let Setting { size, weight, .. } = *setting;
        let mut height = self.zero + TICK;
        for Shown { x, width, lines, .. } in shown {
            let mut base = self.zero + TICK + 2.0 + size * 0.95;
            for line in lines {
                let x = x + (width - setting.width(line)) / 2.0;
                pen.words(x, base, Style { size, weight, paint: Paint::Words }, line);
                height = height.max(base + 0.3 * size);
                base += size * PITCH;
            }
        }
        height
    }
}

/// The highest period, unless the first or the last, whose numbers are shown, is as high.
fn highest(periods: &[Period]) -> Option<(usize, &Period)> {
    let [first, .., last] = periods else { return None };
    let mut highest = None;
    let mut most = first.value.amount.max(last.value.amount);
    for (index, period) in periods.iter().enumerate() {
        if period.value.amount > most {
            (highest, most) = (Some((index, period)), period.value.amount);
        }
    }
    highest
}

/// The label of a period below the axis.
struct Shown {
    /// Where its tick stands.
    at: f64,
    /// The left end of its widest line.
    x: f64,
    width: f64,
    lines: Vec<String>,
}

/// As many labels as stand clear of each other: every one, every second, every third and so
/// on, always with the first and the last.
fn thinned(periods: &[Period], points: &[(f64, f64)], setting: &Setting) -> Result<Vec<Shown>, Vec<Misfit>> {
    let last = periods.len() - 1;
    for step in 1..=last {
        let chosen = |index: usize| index == last || (index.is_multiple_of(step) && last - index >= step);
        let chosen = periods.iter().zip(points).enumerate().filter(|(index, _)| chosen(*index));
        let labels: Option<Vec<Shown>> =
            chosen.map(|(_, (period, (x, _)))| shown(period, *x, step, points, setting)).collect();
        let Some(labels) = labels else { continue };
        let clear = labels.windows(2).all(|pair| match pair {
            [a, b] => a.x + a.width + GAP <= b.x,
            _ => true,
        });
        if clear {
            return Ok(labels);
        }
    }
    // Not even two stand side by side: the wider of them is the one to shorten.
    let ends = [(0, periods.first()), (last, periods.last())];
    let wide = ends.into_iter().filter_map(|(index, period)| Some((index, &period?.label)));
    let wide = wide.max_by(|(_, a), (_, b)| setting.width(a).total_cmp(&setting.width(b)));
    let words = |(index, label): (usize, &String)| Misfit::Words { part: Part::Periods, index, words: label.clone() };
    Err(wide.map(words).into_iter().collect())
}

/// A label in the room that is left for it, if it fits.
fn shown(period: &Period, at: f64, step: usize, points: &[(f64, f64)], setting: &Setting) -> Option<Shown> {
    let pitch = points.first().zip(points.get(step)).map_or(WIDTH, |(a, b)| b.0 - a.0);
    let lines = setting.wrap(&period.label, (pitch - GAP).max(1.0)).ok().filter(|lines| lines.len() <= LABEL_LINES)?;
    let width = widest(setting, &lines);
    Some(Shown { at, x: (at - width / 2.0).clamp(0.0, (WIDTH - width).max(0.0)), width, lines })
}
