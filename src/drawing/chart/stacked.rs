//! A bar for each category, cut into segments by status.

use super::{
    Amount, Area, BASELINE, GAP, Misfit, PAGE, PITCH, Part, Pattern, Pen, Style, WIDTH, at_largest_size, block_height,
    check_count, drawable, group, heading, middle, widest,
};
use crate::drawing::pattern::rectangle;
use crate::drawing::wrap::Setting;
use crate::drawing::{Drawing, Group, Mark, Member, Paint};
use crate::typeface::{Typefaces, Weight};

/// The fewest and the most categories and statuses that can be drawn.
const CATEGORIES: (usize, usize) = (1, 12);
const STATUSES: (usize, usize) = (1, Pattern::ALL.len());
/// The widest column of names.
const NAMES: f64 = 160.0;
/// The widest count.
const COUNT: f64 = 55.0;
/// The height of a bar, and the white between two.
const BAR: f64 = 20.0;
const BETWEEN: f64 = 9.0;
/// White between the segments of a bar.
const SEAM: f64 = 2.0;
/// The shortest segment, its seam not counted.
const SLIVER: f64 = 3.0;
/// White between a count and the strokes of its segment.
const CLEAR: f64 = 4.0;
/// A pattern of the legend, and the white that follows its words.
const SAMPLE: (f64, f64) = (26.0, 14.0);
const LEGEND_GAP: f64 = 18.0;

/// A chart of one bar for each category, cut into segments by status.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stacked<'a> {
    /// What is counted; may be empty.
    pub heading: &'a str,
    /// The statuses from left to right, 1 to 6, each with a pattern of its own.
    pub statuses: &'a [Status],
    /// The categories from the upper bar down, 1 to 12.
    pub categories: &'a [Category],
}

/// A status and how it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// What it is called, such as "In progress".
    pub name: String,
    /// The pattern of its segments.
    pub pattern: Pattern,
}

/// A category, such as a priority.
#[derive(Debug, Clone, PartialEq)]
pub struct Category {
    /// Its id in the data.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many there are of each status, in the order of the statuses.
    pub counts: Vec<Amount>,
}

/// Lays out a chart of stacked bars.
///
/// # Errors
///
/// Too few or too many categories or statuses, every amount below zero, counts that are not as
/// many as the statuses, and all words that do not fit.
pub fn stacked(chart: &Stacked, typefaces: &Typefaces) -> Result<Drawing, Vec<Misfit>> {
    check(chart)?;
    at_largest_size(|size| {
        let mut sheet = Sheet { chart, typefaces, size, pen: Pen::default(), y: 0.0 };
        let misfits = sheet.misfits();
        if !misfits.is_empty() {
            return Err(misfits);
        }
        sheet.y = heading(&mut sheet.pen, chart.heading, typefaces).map_err(|misfit| vec![misfit])?;
        sheet.legend();
        sheet.rows();
        if sheet.y > PAGE {
            return Err(vec![Misfit::TooTall]);
        }
        let outline = outline(chart);
        Ok(Drawing { style: "chart", width: WIDTH, height: sheet.y, marks: sheet.pen.marks, outline })
    })
}

fn check(chart: &Stacked) -> Result<(), Vec<Misfit>> {
    let mut misfits = Vec::new();
    check_count(Part::Categories, chart.categories.len(), CATEGORIES, &mut misfits);
    check_count(Part::Statuses, chart.statuses.len(), STATUSES, &mut misfits);
    for (index, status) in chart.statuses.iter().enumerate() {
        if chart.statuses.iter().take(index).any(|before| before.pattern == status.pattern) {
            misfits.push(Misfit::SamePattern { index });
        }
    }
    for (index, category) in chart.categories.iter().enumerate() {
        if category.counts.len() != chart.statuses.len() {
            misfits.push(Misfit::Counts { index });
        }
        let bad = category.counts.iter().enumerate().filter(|(_, count)| !drawable(count));
        misfits.extend(bad.map(|(status, _)| Misfit::Amount { index, status }));
    }
    if misfits.is_empty() { Ok(()) } else { Err(misfits) }
}

/// The chart at one size of type, drawn from top to bottom.
struct Sheet<'a> {
    chart: &'a Stacked<'a>,
    typefaces: &'a Typefaces<'a>,
    size: f64,
    pen: Pen,
    /// Where the next thing starts.
    y: f64,
}

impl<'a> Sheet<'a> {
    fn style(&self, weight: Weight, paint: Paint) -> Style {
        Style { size: self.size, weight, paint }
    }

    fn setting(&self, weight: Weight) -> Setting<'a> {
        Setting { typefaces: self.typefaces, weight, size: self.size }
    }

    fn misfits(&self) -> Vec<Misfit> {
        let mut misfits = Vec::new();
        for (index, status) in self.chart.statuses.iter().enumerate() {
            // It may have to stand below a bar with its count.
            let room = WIDTH - NAMES - 2.0 * GAP - COUNT - 12.0;
            if self.setting(Weight::Regular).width(&status.name) > room {
                misfits.push(Misfit::Words { part: Part::Statuses, index, words: status.name.clone() });
            }
        }
        for (index, category) in self.chart.categories.iter().enumerate() {
            if let Err(words) = self.setting(Weight::SemiBold).wrap(&category.name, NAMES) {
                misfits.push(Misfit::Words { part: Part::Categories, index, words });
            }
            for count in &category.counts {
                if self.setting(Weight::Regular).width(&count.words) > COUNT {
                    misfits.push(Misfit::Words { part: Part::Categories, index, words: count.words.clone() });
                }
            }
        }
        misfits
    }

    /// A sample of each pattern with its words, in as few rows as hold them.
    fn legend(&mut self) {
        let (width, height) = SAMPLE;
        let words = self.style(Weight::Regular, Paint::Words);
        let pitch = (self.size * PITCH).max(height) + 5.0;
        let mut x = 0.0;
        for status in self.chart.statuses {
            let end = x + width + 7.0 + self.setting(Weight::Regular).width(&status.name);
            if end > WIDTH && x > 0.0 {
                (x, self.y) = (0.0, self.y + pitch);
            }
            let sample = Area { x, y: self.y, width, height };
            rectangle(&mut self.pen, sample, status.pattern, None);
            self.pen.words(x + width + 7.0, middle(sample, self.size), words, &status.name);
            x += width + 7.0 + self.setting(Weight::Regular).width(&status.name) + LEGEND_GAP;
        }
        self.y += height + 14.0;
    }

    fn rows(&mut self) {
        let chart = self.chart;
        let setting = self.setting(Weight::SemiBold);
        // The words have been measured before.
        let names: Vec<Vec<String>> =
            chart.categories.iter().map(|category| setting.wrap(&category.name, NAMES).unwrap_or_default()).collect();
        let zero = widest(&setting, names.iter().flatten()) + GAP;
        let scale = scale(chart.categories, WIDTH - zero);
        let top = self.y;
        for (category, name) in chart.categories.iter().zip(&names) {
            let height = BAR.max(block_height(name.len(), self.size));
            self.pen.centred(0.0, self.y, height, self.style(Weight::SemiBold, Paint::Words), name);
            let bar = Area { x: zero, y: self.y + (height - BAR) / 2.0, width: WIDTH - zero, height: BAR };
            self.y = bar.y + BAR;
            let left_out = self.bar(category, bar, scale);
            self.notes(&left_out, zero);
            self.y = self.y.max(bar.y + (height + BAR) / 2.0) + BETWEEN;
        }
        self.y -= BETWEEN - 3.0;
        let points = vec![(zero, top - 3.0), (zero, self.y)];
        self.pen.marks.push(Mark::Line { points, line: BASELINE, paint: Paint::Connector });
        self.y += BASELINE / 2.0;
    }

    /// The segments of a bar; gives the counts that are too wide for theirs, in words.
    fn bar(&mut self, category: &Category, bar: Area, scale: f64) -> Vec<String> {
        let mut left_out = Vec::new();
        let mut x = bar.x + BASELINE / 2.0 + 0.6;
        for (status, count) in self.chart.statuses.iter().zip(&category.counts).filter(|(_, count)| count.amount > 0.0)
        {
            let length = length(count, scale);
            let segment = Area { x, width: length - SEAM, ..bar };
            let words = self.setting(Weight::SemiBold).width(&count.words);
            let room = words + 2.0 * status.pattern.margin() <= segment.width;
            let start = x + (segment.width - words) / 2.0;
            let clear = room.then_some((start - CLEAR, start + words + CLEAR));
            rectangle(&mut self.pen, segment, status.pattern, clear);
            if room {
                let style = self.style(Weight::SemiBold, status.pattern.words());
                self.pen.words(start, middle(segment, self.size), style, &count.words);
            } else {
                left_out.push(said(status, count));
            }
            x += length;
        }
        if total(category) <= 0.0 {
            let style = self.style(Weight::Regular, Paint::Words);
            self.pen.words(bar.x + GAP, middle(bar, self.size), style, NONE);
        }
        left_out
    }

    /// The counts that stand in no segment, on lines below the bar.
    fn notes(&mut self, left_out: &[String], zero: f64) {
        let setting = self.setting(Weight::Regular);
        let mut lines: Vec<String> = Vec::new();
        for note in left_out {
            match lines.last_mut() {
                Some(line) if setting.width(&format!("{line}, {note}")) <= WIDTH - zero - GAP => {
                    line.push_str(", ");
                    line.push_str(note);
                }
                _ => lines.push(note.clone()),
            }
        }
        let style = self.style(Weight::Regular, Paint::Words);
        for line in &lines {
            self.y += self.size * PITCH;
            self.pen.words(zero + GAP, self.y, style, line);
        }
        if !lines.is_empty() {
            self.y += 0.3 * self.size;
        }
    }
}

/// What stands in place of a bar of nothing.
const NONE: &str = "None";

fn total(category: &Category) -> f64 {
    category.counts.iter().map(|count| count.amount).sum()
}

/// A count with its status, such as "In progress: 2".
fn said(status: &Status, count: &Amount) -> String {
    format!("{}: {}", status.name, count.words)
}

/// How long a segment is, with the seam after it.
fn length(count: &Amount, scale: f64) -> f64 {
    if count.amount > 0.0 { (count.amount * scale).max(SLIVER + SEAM) } else { 0.0 }
}

/// Points for each one, so that the longest bar fills the room although its shortest segments
/// are longer than they should be.
fn scale(categories: &[Category], room: f64) -> f64 {
    let most = categories.iter().map(total).fold(0.0, f64::max);
    if most <= 0.0 {
        return 0.0;
    }
    let room = room - BASELINE;
    let fits = |scale: f64| {
        let bar = |category: &Category| category.counts.iter().map(|count| length(count, scale)).sum::<f64>();
        categories.iter().all(|category| bar(category) <= room)
    };
    let (mut low, mut high) = (0.0, room / most);
    if fits(high) {
        return high;
    }
    for _ in 0..40 {
        let halfway = f64::midpoint(low, high);
        if fits(halfway) { low = halfway } else { high = halfway }
    }
    low
}

/// Every category with all its counts in words.
fn outline(chart: &Stacked) -> Vec<Group> {
    let member = |category: &Category| {
        let counts = chart.statuses.iter().zip(&category.counts).filter(|(_, count)| count.amount > 0.0);
        let mut duties: Vec<String> = counts.map(|(status, count)| said(status, count)).collect();
        if duties.is_empty() {
            duties.push(NONE.to_owned());
        }
        Member { id: category.id.clone(), name: category.name.clone(), duties, relations: Vec::new() }
    };
    vec![group(chart.heading, chart.categories.iter().map(member).collect())]
}
