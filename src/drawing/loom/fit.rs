//! The largest type at which every name of the priority diagram fits its shape.

use super::density::Density;
use super::{INDENT, Loom, Misfit, Part, Rows, WIDTH, number, tile_padding};
use crate::drawing::loom::Entry;
use crate::drawing::pen::block_height;
use crate::drawing::wrap::Setting;
use crate::typeface::{Typefaces, Weight};

/// No words are smaller than this in print.
const SMALLEST: f64 = 9.0;
/// The largest type on tiles.
const TILE: f64 = 12.5;
/// The largest type where a tile has more lines than look well.
const CROWDED: f64 = 10.0;
/// The type of headings, and of the words between two groups.
const HEADING: f64 = 12.0;
const BETWEEN_SIZE: f64 = 10.5;
/// Where the words between two groups start.
pub(super) const BETWEEN: f64 = 30.0;
/// The bar at the left of a box of the police.
pub(super) const BAR: f64 = 4.0;
/// Where the words of such a box start, and what is left white after them.
pub(super) const BOX_INDENT: f64 = 14.0;
const BOX_END: f64 = 10.0;

/// The type of what is new about a priority.
pub(super) const REMARK: f64 = SMALLEST;

/// The lines of a name.
pub(super) type Label = Vec<String>;

/// Every name in lines, with the sizes at which they fit.
pub(super) struct Fitted {
    pub tile_size: f64,
    /// How high the words of the fullest tile are.
    pub tile_block: f64,
    pub priorities: Vec<Label>,
    pub theme_size: f64,
    pub themes: Vec<Label>,
    pub police_size: f64,
    pub police: Vec<Label>,
    pub headings: [f64; 3],
    pub tag_width: f64,
    pub between: f64,
}

/// Fits every name, or says which do not.
pub(super) fn fit(loom: &Loom, density: &Density, typefaces: &Typefaces) -> Result<Fitted, Vec<Misfit>> {
    let mut misfits = Vec::new();
    let count = loom.priorities.len();
    let columns = police_columns(loom.police.len());
    let tile_lines = if count < 9 { 3 } else { 4 };
    let priorities = Shelf {
        part: Part::Priorities,
        weight: Weight::Bold,
        largest: TILE,
        measure: Rows::of(count).tile - 2.0 * tile_padding(count),
        lines: tile_lines,
        most_lines: tile_lines + 1,
    };
    let themes = Shelf {
        part: Part::Themes,
        weight: Weight::SemiBold,
        largest: density.theme_size,
        measure: WIDTH - 2.0 * INDENT,
        lines: 1,
        most_lines: 1,
    };
    let police = Shelf {
        part: Part::Police,
        weight: Weight::Regular,
        largest: density.police_size,
        measure: police_width(columns, density) - BOX_INDENT - BOX_END,
        lines: 3,
        most_lines: 3,
    };
    let measure = priorities.measure;
    for (index, entry) in loom.priorities.iter().enumerate() {
        let Some(remark) = &entry.remark else { continue };
        if typefaces.width(&remark.brief, Weight::Regular, REMARK) > measure {
            misfits.push(Misfit::Name { part: Part::Priorities, index, word: Some(remark.brief.clone()) });
        }
    }
    let (tile_size, priorities) = priorities.fit(loom.priorities, typefaces, &mut misfits);
    let (theme_size, themes) = themes.fit(loom.themes, typefaces, &mut misfits);
    let (police_size, police) = police.fit(loom.police, typefaces, &mut misfits);

    let shown = [true, !loom.themes.is_empty(), !loom.police.is_empty()];
    let mut line = |words: &str, weight, largest: f64, measure: f64, shown: bool| {
        let fits = |size: &f64| Setting { typefaces, weight, size: *size }.width(words) <= measure;
        sizes(largest).find(fits).unwrap_or_else(|| {
            if shown {
                misfits.push(Misfit::Heading { words: words.to_owned() });
            }
            SMALLEST
        })
    };
    let measures = [WIDTH, WIDTH - 2.0 * INDENT, WIDTH - 2.0 * density.panel_padding];
    let mut headings = [HEADING; 3];
    for (index, size) in headings.iter_mut().enumerate() {
        *size = line(loom.headings[index], Weight::Bold, HEADING, measures[index], shown[index]);
    }
    let between = line(loom.between, Weight::Regular, BETWEEN_SIZE, WIDTH - BETWEEN, shown[2]);
    if !misfits.is_empty() {
        return Err(misfits);
    }
    let height = |(label, entry): (&Label, &Entry)| {
        block_height(label.len().max(1), tile_size) + if entry.remark.is_some() { remark_height() } else { 0.0 }
    };
    let tile_block = priorities.iter().zip(loom.priorities).map(height).fold(block_height(1, tile_size), f64::max);
    Ok(Fitted {
        tile_size,
        tile_block,
        priorities,
        theme_size,
        themes,
        police_size,
        police,
        headings,
        tag_width: typefaces.width(loom.headings[1], Weight::Bold, headings[1]),
        between,
    })
}

/// How high the line with what is new is.
pub(super) fn remark_height() -> f64 {
    block_height(1, REMARK)
}

/// How many columns the boxes of the police stand in.
pub(super) fn police_columns(count: usize) -> usize {
    if count > 1 { 2 } else { 1 }
}

/// How wide such a box is.
pub(super) fn police_width(columns: usize, density: &Density) -> f64 {
    let columns = number(columns);
    (WIDTH - 2.0 * density.panel_padding - density.box_gap * (columns - 1.0)) / columns
}

/// The sizes to try, from the largest down by half points.
fn sizes(largest: f64) -> impl Iterator<Item = f64> {
    std::iter::successors(Some(largest), |size| Some(size - 0.5)).take_while(|size| *size >= SMALLEST)
}

/// The room that each name of a group has.
struct Shelf {
    part: Part,
    weight: Weight,
    largest: f64,
    measure: f64,
    /// How many lines look well, and how many there may be before a name is refused.
    lines: usize,
    most_lines: usize,
}

impl Shelf {
    /// The largest size at which all the names fit, and their lines at that size.
    fn fit(&self, entries: &[Entry], typefaces: &Typefaces, misfits: &mut Vec<Misfit>) -> (f64, Vec<Label>) {
        for lines in self.lines..=self.most_lines {
            // More lines than look well are set a little smaller.
            let largest = if lines > self.lines { self.largest.min(CROWDED) } else { self.largest };
            for size in sizes(largest) {
                let fit = |entry: &Entry| self.label(&entry.name, size, lines, typefaces).ok();
                if let Some(labels) = entries.iter().map(fit).collect() {
                    return (size, labels);
                }
            }
        }
        for (index, entry) in entries.iter().enumerate() {
            if let Err(word) = self.label(&entry.name, SMALLEST, self.most_lines, typefaces) {
                misfits.push(Misfit::Name { part: self.part, index, word });
            }
        }
        (SMALLEST, Vec::new())
    }

    fn label(&self, name: &str, size: f64, lines: usize, typefaces: &Typefaces) -> Result<Label, Option<String>> {
        let label = Setting { typefaces, weight: self.weight, size }.wrap(name, self.measure).map_err(Some)?;
        if label.len() <= lines { Ok(label) } else { Err(None) }
    }
}
