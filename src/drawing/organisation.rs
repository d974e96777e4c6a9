//! The organisation diagram: a council, and its directorates below it.
//!
//! The council is a solid tile across the whole width; each directorate a pale box in rows of
//! up to three, joined to the council by straight lines that pass no box. Which services a
//! directorate has is left to the content.

use super::pen::{Area, PITCH, Pen, Style, block_height};
use super::wrap::Setting;
use super::{Drawing, Group, GroupShape, Mark, Member, Paint};
use crate::typeface::{Typefaces, Weight};

/// The width of the drawing in points: that of the text of an A4 page.
const WIDTH: f64 = 470.0;
/// The greatest height in points that leaves room for a heading and a caption on the page.
const PAGE: f64 = 620.0;
/// The fewest and the most directorates that can be drawn.
const BOUNDS: (usize, usize) = (2, 12);
/// The most boxes in a row.
const COLUMNS: usize = 3;
/// White between boxes that stand side by side.
const COLUMN_GAP: f64 = 14.0;
/// White between rows, where the lines pass.
const ROW_GAP: f64 = 26.0;
/// How far above a row its line runs.
const ABOVE: f64 = 13.0;
/// Where the line down to the rows stands, and how much room it takes from the boxes.
const SPINE: f64 = 8.0;
const SPINE_ROOM: f64 = 20.0;
/// White around the words of a box.
const PADDING: f64 = 10.0;
/// More white before the services, and between two.
const SERVICES_GAP: f64 = 5.0;
const SERVICE_GAP: f64 = 2.5;
/// Where the words of a service start, beside its dot.
const HANG: f64 = 9.0;
/// The thickness of lines, and of those around boxes.
const LINE: f64 = 1.6;
const BOX_LINE: f64 = 1.2;
/// The sizes to try, of names and of all other words.
const SIZES: [(f64, f64); 5] = [(12.0, 10.5), (11.0, 10.0), (10.0, 9.5), (9.5, 9.0), (9.0, 9.0)];

/// What the diagram shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Organisation<'a> {
    /// The council.
    pub top: &'a Unit,
    /// Its directorates, 2 to 12.
    pub below: &'a [Unit],
}

/// A council or one of its directorates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its id in the data.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it provides, one line each; may be empty.
    pub services: Vec<String>,
    /// A word on the whole, such as "from April 2013".
    pub note: Option<String>,
}

/// Why the diagram cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// Too few or too many directorates.
    Count {
        /// How many there are.
        found: usize,
        /// The fewest that can be drawn.
        least: usize,
        /// The most that can be drawn.
        most: usize,
    },
    /// A word that is wider than its box at 9 pt.
    Word {
        /// Which directorate, counted from 0; `None` for the council.
        unit: Option<usize>,
        /// The word.
        word: String,
    },
    /// More words than one page holds, even at 9 pt.
    TooTall,
}

/// Lays out the diagram.
///
/// # Errors
///
/// Too few or too many directorates, every word that does not fit, and more words than a page
/// holds.
pub fn draw(organisation: &Organisation, typefaces: &Typefaces) -> Result<Drawing, Vec<Misfit>> {
    let (found, (least, most)) = (organisation.below.len(), BOUNDS);
    if !(least..=most).contains(&found) {
        return Err(vec![Misfit::Count { found, least, most }]);
    }
    let mut outcome = Err(Vec::new());
    for (name_size, size) in SIZES {
        outcome = Sheet { typefaces, name_size, size, grid: Grid::of(found) }.draw(organisation);
        if outcome.is_ok() {
            break;
        }
    }
    outcome
}

/// Where the boxes of the directorates stand.
#[derive(Clone, Copy)]
struct Grid {
    columns: usize,
    /// The left edge of the first column.
    left: f64,
    /// The width of a box.
    width: f64,
}

impl Grid {
    /// As few rows as hold them, and these as even as can be.
    fn of(count: usize) -> Grid {
        let rows = count.div_ceil(COLUMNS);
        let columns = count.div_ceil(rows.max(1));
        // One row hangs on the council; more than one need a line that passes beside the boxes.
        let left = if rows > 1 { SPINE_ROOM } else { 0.0 };
        let width = (WIDTH - left - COLUMN_GAP * (number(columns) - 1.0)) / number(columns);
        Grid { columns, left, width }
    }

    fn x(&self, column: usize) -> f64 {
        self.left + number(column) * (self.width + COLUMN_GAP)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a diagram has few boxes")]
fn number(count: usize) -> f64 {
    count as f64
}

/// The words of a box in lines.
struct Filling {
    name: Vec<String>,
    note: Vec<String>,
    services: Vec<Vec<String>>,
    height: f64,
}

/// The diagram at one pair of sizes.
struct Sheet<'a> {
    typefaces: &'a Typefaces<'a>,
    name_size: f64,
    size: f64,
    grid: Grid,
}

impl Sheet<'_> {
    fn draw(&self, organisation: &Organisation) -> Result<Drawing, Vec<Misfit>> {
        let mut misfits = Vec::new();
        let top = self.fill(organisation.top, None, WIDTH, &mut misfits);
        let below: Vec<Filling> = (0..)
            .zip(organisation.below)
            .map(|(index, unit)| self.fill(unit, Some(index), self.grid.width, &mut misfits))
            .collect();
        if !misfits.is_empty() {
            return Err(misfits);
        }
        let mut boxes = Vec::new();
        let mut y = top.height;
        for row in below.chunks(self.grid.columns) {
            y += ROW_GAP;
            let height = row.iter().map(|filling| filling.height).fold(0.0, f64::max);
            let area = |column| Area { x: self.grid.x(column), y, width: self.grid.width, height };
            boxes.push((0..row.len()).map(area).collect::<Vec<Area>>());
            y += height;
        }
        if y > PAGE {
            return Err(vec![Misfit::TooTall]);
        }
        let mut pen = Pen::default();
        lines(&mut pen, &boxes, top.height);
        let area = Area { x: 0.0, y: 0.0, width: WIDTH, height: top.height };
        pen.rect(area, 7.0, 0.0, Paint::Tile);
        self.words(&mut pen, &top, area, [Paint::OnTile; 3]);
        for (area, filling) in boxes.iter().flatten().zip(&below) {
            pen.rect(*area, 7.0, BOX_LINE, Paint::Band);
            self.words(&mut pen, filling, *area, [Paint::Words, Paint::Accent, Paint::Accent]);
        }
        Ok(Drawing { style: "organisation", width: WIDTH, height: y, marks: pen.marks, outline: outline(organisation) })
    }

    /// Breaks the words of a box into lines; adds those that are too wide to the misfits.
    fn fill(&self, unit: &Unit, index: Option<usize>, width: f64, misfits: &mut Vec<Misfit>) -> Filling {
        let measure = width - 2.0 * PADDING;
        let mut wrap = |words: &str, weight, size, measure| {
            Setting { typefaces: self.typefaces, weight, size }.wrap(words, measure).unwrap_or_else(|word| {
                misfits.push(Misfit::Word { unit: index, word });
                Vec::new()
            })
        };
        let name = wrap(&unit.name, Weight::Bold, self.name_size, measure);
        let note = wrap(unit.note.as_deref().unwrap_or_default(), Weight::SemiBold, self.size, measure);
        let services: Vec<Vec<String>> =
            unit.services.iter().map(|service| wrap(service, Weight::Regular, self.size, measure - HANG)).collect();
        let mut height = 2.0 * PADDING + block_height(name.len(), self.name_size);
        height += block_height(note.len() + services.iter().map(Vec::len).sum::<usize>(), self.size);
        if !services.is_empty() {
            height += SERVICES_GAP + SERVICE_GAP * number(services.len() - 1);
        }
        Filling { name, note, services, height }
    }

    /// The words of a box, in the paints of its name and services, its note and its dots.
    fn words(&self, pen: &mut Pen, filling: &Filling, area: Area, [words, note, dot]: [Paint; 3]) {
        let style = |size, weight, paint| Style { size, weight, paint };
        let x = area.x + PADDING;
        let mut y = area.y + PADDING;
        let name = block_height(filling.name.len(), self.name_size);
        pen.centred(x, y, name, style(self.name_size, Weight::Bold, words), &filling.name);
        y += name;
        let noted = block_height(filling.note.len(), self.size);
        pen.centred(x, y, noted, style(self.size, Weight::SemiBold, note), &filling.note);
        y += noted + SERVICES_GAP;
        for service in &filling.services {
            let height = block_height(service.len(), self.size);
            let middle = y + 0.53 * self.size * PITCH;
            pen.marks.push(Mark::Circle { x: x + 2.5, y: middle, radius: 1.5, line: 0.0, paint: dot });
            pen.centred(x + HANG, y, height, style(self.size, Weight::Regular, words), service);
            y += height + SERVICE_GAP;
        }
    }
}

/// The lines from the council, whose lower edge is at `from`, to every box.
fn lines(pen: &mut Pen, boxes: &[Vec<Area>], from: f64) {
    let mut line = |points| pen.marks.push(Mark::Line { points, line: LINE, paint: Paint::Connector });
    let from = from + LINE / 2.0;
    let centre = |area: &Area| area.x + area.width / 2.0;
    if let [row] = boxes {
        for area in row {
            line(vec![(centre(area), from), (centre(area), area.y - LINE / 2.0)]);
        }
        return;
    }
    for (index, row) in boxes.iter().enumerate() {
        let (Some(first), Some(last)) = (row.first(), row.last()) else { continue };
        let across = first.y - ABOVE;
        // Only the lowest row carries the line down, so that no stretch of it is drawn twice.
        let start = if index + 1 == boxes.len() { from } else { across };
        let ends = [(SPINE, start), (SPINE, across), (centre(last), across), (centre(last), last.y - LINE / 2.0)];
        line(ends.to_vec());
        for area in row.iter().take(row.len() - 1) {
            line(vec![(centre(area), across), (centre(area), area.y - LINE / 2.0)]);
        }
    }
}

/// The same in words.
fn outline(organisation: &Organisation) -> Vec<Group> {
    let member = |unit: &Unit, part_of: Option<String>| Member {
        id: unit.id.clone(),
        name: unit.name.clone(),
        duties: unit.services.clone(),
        relations: unit.note.clone().into_iter().chain(part_of).collect(),
    };
    let group = |shape, members| Group { shape, title: String::new(), members, joins_next: String::new() };
    let part_of = || Some(format!("Part of {}", organisation.top.name));
    let below = organisation.below.iter().map(|unit| member(unit, part_of())).collect();
    vec![group(GroupShape::Tile, vec![member(organisation.top, None)]), group(GroupShape::Soft, below)]
}

#[cfg(test)]
mod tests;
