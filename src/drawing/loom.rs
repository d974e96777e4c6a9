//! The priority diagram: threads from every priority through every cross-cutting theme.
//!
//! From top to bottom: the priorities as solid tiles, a thread from each down through all the
//! themes, the themes as bands across the whole width with a knot at each crossing, then the
//! priorities of the police as square boxes on a panel. Every group carries its heading, so
//! that the headings are the legend. Where the names come from is left to the content.

mod density;
mod fit;

use super::pen::{Area, Pen, Style};
use super::{Drawing, Group, GroupShape, Mark, Member, Paint};
use crate::typeface::{Typefaces, Weight};

use density::{DENSITIES, Density};
use fit::{Fitted, Label};

/// The width of the drawing in points: that of the text of an A4 page.
const WIDTH: f64 = 470.0;
/// The greatest height in points that leaves room for a heading and a caption on the page.
const PAGE: f64 = 590.0;
/// The thickness of threads.
const THREAD: f64 = 1.6;
/// The thickness of the lines around bands.
const BAND_LINE: f64 = 1.2;
/// Where the words of bands, and the axis of the arrow, stand.
const INDENT: f64 = 17.0;

/// What the diagram shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Loom<'a> {
    /// The titles of the priorities, of the themes and of the police priorities.
    pub headings: [&'a str; 3],
    /// The priorities, 3 to 12.
    pub priorities: &'a [Entry],
    /// The cross-cutting themes, at most 10.
    pub themes: &'a [Entry],
    /// The priorities of the police, at most 10.
    pub police: &'a [Entry],
    /// What joins the last two groups, such as "Due regard for each other's priorities".
    pub between: &'a str,
}

/// One priority or theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id in the data.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What is new about it; only priorities show it.
    pub remark: Option<Remark>,
}

/// A few words about one priority, so that no colour has to tell them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// A word or two, printed under the name.
    pub brief: String,
    /// The same in full, for the outline.
    pub full: String,
}

/// Which of the three groups of entries something is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The priorities.
    Priorities,
    /// The cross-cutting themes.
    Themes,
    /// The priorities of the police.
    Police,
}

impl Part {
    /// The fewest and the most entries that can be drawn.
    pub fn bounds(self) -> (usize, usize) {
        match self {
            Part::Priorities => (3, 12),
            Part::Themes | Part::Police => (0, 10),
        }
    }
}

/// Why the diagram cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// A group with too few or too many entries.
    Count {
        /// The group.
        part: Part,
        /// How many it has.
        found: usize,
        /// The fewest that can be drawn.
        least: usize,
        /// The most that can be drawn.
        most: usize,
    },
    /// A name that does not fit at 9 pt.
    Name {
        /// The group.
        part: Part,
        /// Which entry of the group, counted from 0.
        index: usize,
        /// The word that is too wide, or `None` where the words together are too many.
        word: Option<String>,
    },
    /// A heading, or the words between two groups, that do not fit on a line at 9 pt.
    Heading {
        /// The words.
        words: String,
    },
}

/// Lays out the diagram.
///
/// # Errors
///
/// Every entry that does not fit, and every group with too few or too many.
pub fn draw(loom: &Loom, typefaces: &Typefaces) -> Result<Drawing, Vec<Misfit>> {
    check_counts(loom)?;
    let mut tightest = Err(Vec::new());
    for density in &DENSITIES {
        tightest = fit::fit(loom, density, typefaces)
            .map(|fitted| Weaver { density, loom, fitted: &fitted, pen: Pen::default() }.weave());
        if tightest.as_ref().is_ok_and(|drawing| drawing.height <= PAGE) {
            break;
        }
    }
    tightest
}

fn check_counts(loom: &Loom) -> Result<(), Vec<Misfit>> {
    let groups = [(Part::Priorities, loom.priorities), (Part::Themes, loom.themes), (Part::Police, loom.police)];
    let misfits: Vec<Misfit> = groups
        .into_iter()
        .filter_map(|(part, entries)| {
            let (found, (least, most)) = (entries.len(), part.bounds());
            (!(least..=most).contains(&found)).then_some(Misfit::Count { part, found, least, most })
        })
        .collect();
    if misfits.is_empty() { Ok(()) } else { Err(misfits) }
}

/// Where the tiles stand: one row of up to four, or two staggered ones, so that the threads of
/// the upper row pass between the tiles of the lower.
struct Rows {
    tile: f64,
    pitch: f64,
    /// How many stand in the upper row.
    upper: usize,
    two: bool,
}

impl Rows {
    fn of(count: usize) -> Rows {
        let (gap, n) = (tile_gap(count), number(count));
        if count <= 4 {
            let tile = (WIDTH - gap * (n - 1.0)) / n;
            return Rows { tile, pitch: tile + gap, upper: count, two: false };
        }
        let half = (WIDTH + gap) / (n + 1.0);
        Rows { tile: 2.0 * half - gap, pitch: 2.0 * half, upper: count.div_ceil(2), two: true }
    }

    /// The left edge of a tile, and whether it stands in the lower row.
    fn place(&self, index: usize) -> (f64, bool) {
        if index < self.upper {
            (number(index) * self.pitch, false)
        } else {
            (number(index - self.upper) * self.pitch + self.pitch / 2.0, true)
        }
    }
}

/// White between tiles that stand side by side.
fn tile_gap(count: usize) -> f64 {
    if count < 9 { 10.0 } else { 5.0 }
}

/// White left and right of the words of a tile.
fn tile_padding(count: usize) -> f64 {
    if count < 9 { 10.0 } else { 3.5 }
}

#[expect(clippy::cast_precision_loss, reason = "a diagram has few entries")]
fn number(count: usize) -> f64 {
    count as f64
}

/// Draws the diagram from top to bottom.
struct Weaver<'a> {
    density: &'a Density,
    loom: &'a Loom<'a>,
    fitted: &'a Fitted,
    pen: Pen,
}

impl Weaver<'_> {
    fn weave(mut self) -> Drawing {
        let density = self.density;
        let rows = Rows::of(self.loom.priorities.len());
        let top = density.heading;
        let tile = self.fitted.tile_block + 2.0 * density.tile_padding;
        let lower_top = top + tile + density.row_gap;
        let tiles_end = if rows.two { lower_top + tile } else { top + tile };
        let cloth = tiles_end + density.row_gap + density.tag + density.tag_gap;
        let step = density.band + density.band_gap;
        let cloth_end = cloth + step * number(self.loom.themes.len()) - density.band_gap;

        // Threads first: everything else lies on them.
        let threads: Vec<(f64, f64)> = (0..self.loom.priorities.len())
            .map(|index| {
                let (x, lower) = rows.place(index);
                (x + rows.tile / 2.0, if lower { lower_top } else { top } + tile)
            })
            .collect();
        let woven = !self.loom.themes.is_empty();
        if woven {
            for (x, start) in &threads {
                let points = vec![(*x, *start), (*x, cloth_end + density.tail)];
                self.pen.marks.push(Mark::Line { points, line: THREAD, paint: Paint::Thread });
            }
        }

        self.heading(0, 0.0, 9.6, Paint::Accent);
        for (index, label) in self.fitted.priorities.iter().enumerate() {
            let (x, lower) = rows.place(index);
            let y = if lower { lower_top } else { top };
            let area = Area { x, y, width: rows.tile, height: tile };
            let remark = self.loom.priorities.get(index).and_then(|entry| entry.remark.as_ref());
            self.tile(area, label, remark);
        }
        let mut end = tiles_end;
        if woven {
            self.tag(tiles_end + density.row_gap, &threads);
            for (index, label) in self.fitted.themes.iter().enumerate() {
                self.band(cloth + step * number(index), label, &threads);
            }
            end = cloth_end + density.tail;
            for (x, _) in &threads {
                self.dot(*x, end, 2.1, 0.0, Paint::Tile);
            }
        }
        let height = if self.loom.police.is_empty() {
            if woven { end + 4.0 } else { end }
        } else {
            let above = if woven { density.arrow[0] } else { density.arrow[0] - 3.0 };
            self.arrow(end + above);
            self.panel(end + above + density.arrow[1] + density.arrow[2])
        };
        Drawing { style: "loom", width: WIDTH, height, marks: self.pen.marks, outline: outline(self.loom) }
    }

    fn heading(&mut self, index: usize, x: f64, y: f64, paint: Paint) {
        let style = Style { size: self.fitted.headings[index], weight: Weight::Bold, paint };
        self.pen.words(x, y, style, self.loom.headings[index]);
    }

    fn tile(&mut self, area: Area, label: &Label, remark: Option<&Remark>) {
        self.pen.rect(area, 7.0, 0.0, Paint::Tile);
        let style = Style { size: self.fitted.tile_size, weight: Weight::Bold, paint: Paint::OnTile };
        let x = area.x + tile_padding(self.loom.priorities.len());
        let Some(remark) = remark else {
            self.pen.centred(x, area.y, area.height, style, label);
            return;
        };
        let heights = [super::pen::block_height(label.len(), style.size), fit::remark_height()];
        let top = area.y + (area.height - heights[0] - heights[1]) / 2.0;
        self.pen.centred(x, top, heights[0], style, label);
        let style = Style { size: fit::REMARK, weight: Weight::Regular, paint: Paint::OnTile };
        self.pen.centred(x, top + heights[0], heights[1], style, std::slice::from_ref(&remark.brief));
    }

    /// The heading of the themes, on a capsule of its own that the threads pass behind.
    fn tag(&mut self, y: f64, threads: &[(f64, f64)]) {
        const CLEAR: f64 = 9.0;
        let height = self.density.tag;
        let mut width = self.fitted.tag_width + 2.0 * INDENT;
        // No thread may run along its rounded end.
        if let Some((x, _)) = threads.iter().find(|(x, _)| (x - width + CLEAR / 2.0).abs() < CLEAR) {
            width = (x + 1.5 * CLEAR).min(WIDTH);
        }
        let area = Area { x: 0.0, y, width, height };
        self.pen.rect(area, height / 2.0, BAND_LINE, Paint::Tag);
        self.heading(1, INDENT, y + height / 2.0 + self.fitted.headings[1] * 0.34, Paint::Accent);
    }

    fn band(&mut self, y: f64, label: &Label, threads: &[(f64, f64)]) {
        let height = self.density.band;
        let area = Area { x: 0.0, y, width: WIDTH, height };
        self.pen.rect(area, height / 2.0, BAND_LINE, Paint::Band);
        let size = self.fitted.theme_size;
        let style = Style { size, weight: Weight::SemiBold, paint: Paint::Words };
        // A little high, because the knots weigh the lower edge down.
        let base = y + height / 2.0 + size * 0.34 - 0.6;
        for line in label {
            self.pen.words(INDENT, base, style, line);
        }
        for (x, _) in threads {
            self.dot(*x, y + height - BAND_LINE / 2.0, self.density.knot, 1.4, Paint::Knot);
        }
    }

    fn dot(&mut self, x: f64, y: f64, radius: f64, line: f64, paint: Paint) {
        self.pen.marks.push(Mark::Circle { x, y, radius, line, paint });
    }

    /// The arrow with two heads, and what it says.
    fn arrow(&mut self, y: f64) {
        let (height, head) = (self.density.arrow[1], 7.0);
        let (x, end) = (INDENT, y + height);
        let points = vec![
            (x, y),
            (x + 4.0, y + head),
            (x + 1.0, y + head),
            (x + 1.0, end - head),
            (x + 4.0, end - head),
            (x, end),
            (x - 4.0, end - head),
            (x - 1.0, end - head),
            (x - 1.0, y + head),
            (x - 4.0, y + head),
        ];
        self.pen.marks.push(Mark::Polygon { points, paint: Paint::Grey });
        let style = Style { size: self.fitted.between, weight: Weight::Regular, paint: Paint::Words };
        self.pen.words(fit::BETWEEN, y + height / 2.0 + style.size * 0.34, style, self.loom.between);
    }

    /// The panel of the police; gives the height of the whole drawing.
    fn panel(&mut self, y: f64) -> f64 {
        let density = self.density;
        let size = self.fitted.police_size;
        let columns = fit::police_columns(self.loom.police.len());
        let width = fit::police_width(columns, density);
        let rows: Vec<&[Label]> = self.fitted.police.chunks(columns).collect();
        let heights: Vec<f64> = rows
            .iter()
            .map(|row| {
                let lines = row.iter().map(Vec::len).max().unwrap_or(1);
                super::pen::block_height(lines, size) + 2.0 * density.box_padding
            })
            .collect();
        let inner = heights.iter().sum::<f64>() + density.box_gap * (number(rows.len()) - 1.0);
        let height = density.panel_heading + inner + density.panel_padding;
        self.pen.rect(Area { x: 0.0, y, width: WIDTH, height }, 0.0, 1.0, Paint::Panel);
        let base = y + density.panel_heading - 10.6;
        self.heading(2, density.panel_padding, base, Paint::Words);

        let style = Style { size, weight: Weight::Regular, paint: Paint::Words };
        let mut top = y + density.panel_heading;
        for (row, height) in rows.iter().zip(&heights) {
            for (column, label) in row.iter().enumerate() {
                let x = density.panel_padding + number(column) * (width + density.box_gap);
                let area = Area { x, y: top, width, height: *height };
                self.pen.rect(area, 0.0, 1.0, Paint::Box);
                self.pen.rect(Area { width: fit::BAR, ..area }, 0.0, 0.0, Paint::Grey);
                self.pen.centred(x + fit::BOX_INDENT, top, *height, style, label);
            }
            top += height + density.box_gap;
        }
        y + height
    }
}

/// The same three groups in words.
fn outline(loom: &Loom) -> Vec<Group> {
    let group = |index: usize, shape, entries: &[Entry]| Group {
        shape,
        title: loom.headings[index].to_owned(),
        members: entries
            .iter()
            .map(|entry| Member {
                id: entry.id.clone(),
                name: entry.name.clone(),
                duties: Vec::new(),
                relations: entry.remark.iter().map(|remark| remark.full.clone()).collect(),
            })
            .collect(),
        joins_next: String::new(),
    };
    let mut groups = vec![group(0, GroupShape::Tile, loom.priorities)];
    if !loom.themes.is_empty() {
        groups.push(group(1, GroupShape::Band, loom.themes));
    }
    if !loom.police.is_empty() {
        if let Some(last) = groups.last_mut() {
            loom.between.clone_into(&mut last.joins_next);
        }
        groups.push(group(2, GroupShape::Panel, loom.police));
    }
    groups
}

#[cfg(test)]
mod tests;
