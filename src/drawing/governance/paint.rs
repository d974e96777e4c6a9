//! The boxes of the governance diagram row by row, with the arrows between them.

use super::boxes::{BELOW, DUTY_GAP, Filled, NAME_ASCENT, NAME_PITCH, PITCH, Sheet, lines_height};
use super::plan::{COLUMN_GAP, LABEL_INDENT, Link, PADDING, Route};
use super::shape;
use crate::drawing::pen::{Area, Pen, Style};
use crate::drawing::{GroupShape, Mark, Paint};
use crate::typeface::Weight;

/// The least white between rows that an arrow joins.
const LAYER_GAP: f64 = 46.0;
/// How far in from the left edge of its column an arrow stands.
const ARROW_INDENT: f64 = 22.0;
/// The thickness of arrows.
const ARROW: f64 = 1.6;
/// White between an arrow and the boxes it joins.
const CLEAR: f64 = 3.0;
/// How far below the first lower row an arrow from the second turns.
const TURN: f64 = 11.0;
/// The thickness of the lines around boxes.
const BOX_LINE: f64 = 1.3;
/// The bar at the left of a box that stands for many bodies.
const BAR: f64 = 4.5;

/// Draws everything; gives the marks and the height.
pub(super) fn paint(sheet: &Sheet, filled: &Filled) -> (Vec<Mark>, f64) {
    let (places, height) = places(sheet, filled);
    let mut painter = Painter { sheet, filled, places, pen: Pen::default() };
    for row in &sheet.plan.rows {
        for &node in row {
            painter.body(node);
            // The words of its arrows follow a body's own, as they are read.
            for (index, link) in sheet.plan.links.iter().enumerate().filter(|(_, link)| link.from == node) {
                painter.arrow(link, &filled.labels[index]);
            }
        }
    }
    (painter.pen.marks, height)
}

/// Where each body stands, and the height of all.
fn places(sheet: &Sheet, filled: &Filled) -> (Vec<Area>, f64) {
    let plan = sheet.plan;
    let mut places = vec![Area { x: 0.0, y: 0.0, width: 0.0, height: 0.0 }; sheet.nodes.len()];
    let mut y = 0.0;
    for (index, row) in plan.rows.iter().enumerate() {
        if index > 0 {
            y += gap_above(sheet, filled, index);
        }
        let height = row.iter().map(|&node| filled.boxes[node].height).fold(0.0, f64::max);
        for &node in row {
            places[node] = Area { x: plan.x(node), y, width: plan.width(node), height };
        }
        y += height;
    }
    (places, y)
}

/// White above a row: enough for the words beside the arrows that end in it.
fn gap_above(sheet: &Sheet, filled: &Filled, row: usize) -> f64 {
    let plan = sheet.plan;
    let mut gap = COLUMN_GAP;
    for (link, label) in plan.links.iter().zip(&filled.labels) {
        let words = lines_height(label.len(), sheet.size, PITCH);
        match link.route {
            Route::Upright { below, .. } if plan.row(below) == row => gap = gap.max(LAYER_GAP).max(words + 18.0),
            Route::Channel { below, .. } if plan.row(below) == row => gap = gap.max(LAYER_GAP).max(TURN + words + 16.0),
            Route::Channel { below, .. } if plan.row(below) == row + 1 => gap = gap.max(LAYER_GAP),
            Route::Upright { .. } | Route::Channel { .. } | Route::Side { .. } | Route::Words => {}
        }
    }
    gap
}

struct Painter<'a> {
    sheet: &'a Sheet<'a>,
    filled: &'a Filled,
    places: Vec<Area>,
    pen: Pen,
}

impl Painter<'_> {
    /// A box with its words.
    fn body(&mut self, node: usize) {
        let area = self.places[node];
        let (name_paint, paint) = match shape(self.sheet.nodes, self.sheet.plan, node) {
            GroupShape::Tile => {
                self.pen.rect(area, 7.0, 0.0, Paint::Tile);
                (Paint::OnTile, Paint::OnTile)
            }
            GroupShape::Double => {
                self.pen.rect(area, 0.0, BOX_LINE, Paint::Tag);
                let inner =
                    Area { x: area.x + 3.5, y: area.y + 3.5, width: area.width - 7.0, height: area.height - 7.0 };
                self.pen.rect(inner, 0.0, 1.0, Paint::Thread);
                (Paint::Accent, Paint::Words)
            }
            GroupShape::Square => {
                self.pen.rect(area, 0.0, BOX_LINE, Paint::Box);
                self.pen.rect(Area { width: BAR, ..area }, 0.0, 0.0, Paint::Grey);
                (Paint::Words, Paint::Words)
            }
            GroupShape::Soft | GroupShape::Band | GroupShape::Panel | GroupShape::Plain => {
                self.pen.rect(area, 7.0, BOX_LINE, Paint::Band);
                (Paint::Words, Paint::Words)
            }
        };
        let Sheet { name_size, size, .. } = *self.sheet;
        let filling = &self.filled.boxes[node];
        let x = area.x + PADDING;
        let mut base = area.y + PADDING + NAME_ASCENT * name_size;
        for (index, line) in filling.name.iter().enumerate() {
            if index > 0 {
                base += name_size * NAME_PITCH;
            }
            self.pen.words(x, base, Style { size: name_size, weight: Weight::Bold, paint: name_paint }, line);
        }
        let duties = filling.duties.iter().map(|lines| (lines, Weight::Regular));
        let told = filling.told.iter().map(|lines| (lines, Weight::SemiBold));
        let mut pitch = name_size * NAME_PITCH;
        for (lines, weight) in duties.chain(told) {
            for (index, line) in lines.iter().enumerate() {
                base += pitch + if index == 0 { DUTY_GAP } else { 0.0 };
                pitch = size * PITCH;
                self.pen.words(x, base, Style { size, weight, paint }, line);
            }
        }
    }

    /// An arrow with its words.
    fn arrow(&mut self, link: &Link, label: &[String]) {
        match link.route {
            Route::Upright { above, below, column } => {
                let x = self.places[column].x + ARROW_INDENT;
                let (top, bottom) = (self.places[above].y + self.places[above].height, self.places[below].y);
                self.path(link, below, &[(x, bottom - CLEAR), (x, top + CLEAR)]);
                self.label(self.places[column].x + LABEL_INDENT, (top + bottom) / 2.0, label);
            }
            Route::Channel { below, x } => {
                let plan = self.sheet.plan;
                let first = plan.rows.get(plan.row(below) - 1).and_then(|row| row.first());
                let beside = first.map_or(self.places[below], |node| self.places[*node]);
                let (start, bottom) = (self.places[below].x + ARROW_INDENT, self.places[below].y);
                let turn = beside.y + beside.height + TURN;
                let centre = self.places[plan.centre];
                let end = (x, centre.y + centre.height + CLEAR);
                self.path(link, below, &[(start, bottom - CLEAR), (start, turn), (x, turn), end]);
                self.label(self.places[below].x + LABEL_INDENT, (turn + bottom) / 2.0, label);
            }
            Route::Side { left, right, line } => {
                let (area, next) = (self.places[left], self.places[right]);
                let size = self.sheet.size;
                let base = area.y + area.height - BELOW + 1.0 - lines_height(line, size, PITCH);
                let y = base - 0.32 * size;
                let ends = [(area.x + area.width + 1.5, y), (next.x - 1.5, y)];
                self.path(link, left, &ends);
                let words = link.words.as_str();
                let width = self.sheet.setting(Weight::SemiBold).width(words);
                let x = if link.from == left { area.x + area.width - PADDING - width } else { next.x + PADDING };
                self.label_line(x, base, words);
            }
            Route::Words => {}
        }
    }

    /// A line through points, the first of which is at the box of `start`, with its heads.
    fn path(&mut self, link: &Link, start: usize, points: &[(f64, f64)]) {
        let mut points = points.to_vec();
        let count = points.len();
        let heads = [link.two_way || link.to == start, link.two_way || link.to != start];
        let ends = [(0, 1), (count - 1, count - 2)];
        // Heads are as long as the way allows, so that some line is left between two of them.
        let (dx, dy) = (points[1].0 - points[0].0, points[1].1 - points[0].1);
        let length = (dx.hypot(dy) * 0.37).min(7.3);
        let mut shapes = Vec::new();
        for (head, (tip, next)) in heads.into_iter().zip(ends) {
            if head {
                let (shape, neck) = arrowhead(points[tip], points[next], length);
                points[tip] = neck;
                shapes.push(shape);
            }
        }
        self.pen.marks.push(Mark::Line { points, line: ARROW, paint: Paint::Connector });
        for points in shapes {
            self.pen.marks.push(Mark::Polygon { points, paint: Paint::Ink });
        }
    }

    /// Lines of words in the middle between rows.
    fn label(&mut self, x: f64, middle: f64, label: &[String]) {
        let size = self.sheet.size;
        let pitch = size * PITCH;
        let mut base = middle - lines_height(label.len().max(1) - 1, size, PITCH) / 2.0 + 0.34 * size;
        for line in label {
            self.label_line(x, base, line);
            base += pitch;
        }
    }

    fn label_line(&mut self, x: f64, base: f64, words: &str) {
        let style = Style { size: self.sheet.size, weight: Weight::SemiBold, paint: Paint::Words };
        self.pen.words(x, base, style, words);
    }
}

/// A head at `tip`, pointing away from `from`; also gives the point where the line ends in it.
fn arrowhead(tip: (f64, f64), from: (f64, f64), length: f64) -> (Vec<(f64, f64)>, (f64, f64)) {
    let (dx, dy) = (tip.0 - from.0, tip.1 - from.1);
    let whole = dx.hypot(dy).max(0.01);
    let (ux, uy) = (dx / whole, dy / whole);
    let half = length * 0.57;
    let foot = (tip.0 - ux * length, tip.1 - uy * length);
    let shape = vec![tip, (foot.0 - uy * half, foot.1 + ux * half), (foot.0 + uy * half, foot.1 - ux * half)];
    (shape, (tip.0 - ux * length * 0.85, tip.1 - uy * length * 0.85))
}
