//! What every drawing must keep to, whatever its data: for tests.

use std::sync::LazyLock;

use super::pen::Area;
use super::{Drawing, Mark, Paint};
use crate::source::Files;
use crate::templates;
use crate::typeface::Typefaces;

/// The built-in templates, to load typefaces from.
pub(super) fn built_in() -> &'static Files {
    static FILES: LazyLock<Files> = LazyLock::new(|| {
        let mut files = Files::new();
        templates::add_built_in(&mut files);
        files
    });
    &FILES
}

/// Real words of such agreements, long ones among them.
pub(super) const WORDS: [&str; 40] = [
    "Domestic",
    "Abuse",
    "Anti-Social",
    "Behaviour",
    "Safeguarding",
    "Vulnerable",
    "People",
    "Serious",
    "Violence",
    "and",
    "Organised",
    "Crime",
    "Preventing",
    "Extremism",
    "Hate",
    "Substance",
    "Misuse",
    "Road",
    "Safety",
    "Early",
    "Intervention,",
    "Education",
    "Improve",
    "Quality",
    "of",
    "Life",
    "the",
    "Re-Offending",
    "COVID-19",
    "pandemic",
    "in",
    "Support",
    "Mental",
    "Health",
    "to",
    "Wellbeing",
    "a",
    "Victims",
    "from",
    "Gangs",
];

/// A line of words with the room that its letters take.
pub(super) struct Line<'a> {
    pub words: &'a str,
    pub area: Area,
    /// Where it stands among the marks.
    pub at: usize,
    pub size: f64,
}

/// Every line of words of a drawing.
pub(super) fn lines<'a>(drawing: &'a Drawing, typefaces: &Typefaces) -> Vec<Line<'a>> {
    let line = |(at, mark): (usize, &'a Mark)| match mark {
        Mark::Text { x, y, size, weight, words, .. } => {
            let width = typefaces.width(words, *weight, *size);
            // Capitals with an accent reach 0.9, descenders 0.24 of the size.
            let area = Area { x: *x, y: y - 0.9 * size, width, height: 1.14 * size };
            Some(Line { words, area, at, size: *size })
        }
        _ => None,
    };
    drawing.marks.iter().enumerate().filter_map(line).collect()
}

/// Every rectangle with its outline.
pub(super) fn rects(drawing: &Drawing) -> Vec<(usize, Area, Paint)> {
    let rect = |(at, mark): (usize, &Mark)| match *mark {
        Mark::Rect { x, y, width, height, line, paint, .. } => {
            let half = line / 2.0;
            let area = Area { x: x - half, y: y - half, width: width + line, height: height + line };
            Some((at, area, paint))
        }
        _ => None,
    };
    drawing.marks.iter().enumerate().filter_map(rect).collect()
}

/// Whether two areas share more than an edge.
pub(super) fn overlap(a: Area, b: Area) -> bool {
    const SLACK: f64 = 0.01;
    a.x + SLACK < b.x + b.width
        && b.x + SLACK < a.x + a.width
        && a.y + SLACK < b.y + b.height
        && b.y + SLACK < a.y + a.height
}

/// Whether `inner` lies in `outer`, at least so far from its sides and from top and bottom.
pub(super) fn within(inner: Area, outer: Area, sides: f64, ends: f64) -> bool {
    const SLACK: f64 = 0.01;
    inner.x >= outer.x + sides - SLACK
        && inner.x + inner.width <= outer.x + outer.width - sides + SLACK
        && inner.y >= outer.y + ends - SLACK
        && inner.y + inner.height <= outer.y + outer.height - ends + SLACK
}

/// The rules of every drawing; `Err` says which is broken.
pub(super) fn check(drawing: &Drawing, typefaces: &Typefaces) -> Result<(), String> {
    let lines = lines(drawing, typefaces);
    let rects = rects(drawing);
    let whole = Area { x: 0.0, y: 0.0, width: drawing.width, height: drawing.height };
    for (index, line) in lines.iter().enumerate() {
        let words = line.words;
        if line.size < 9.0 {
            return Err(format!("“{words}” is set in {} pt", line.size));
        }
        // The first heading may lean out by the room for accents, which nothing else claims.
        if !within(Area { y: line.area.y + 0.2 * line.size, height: 0.94 * line.size, ..line.area }, whole, 0.0, 0.0) {
            return Err(format!("“{words}” leaves the drawing"));
        }
        if let Some(other) = lines[index + 1..].iter().find(|other| overlap(tight(line), tight(other))) {
            return Err(format!("“{words}” lies on “{}”", other.words));
        }
        let touched = rects.iter().filter(|(_, area, _)| overlap(*area, tight(line)));
        for (at, area, paint) in touched {
            if *at > line.at {
                return Err(format!("“{words}” is hidden by {paint:?}"));
            }
            if !within(line.area, *area, 3.0, 0.0) {
                return Err(format!("“{words}” does not fit into {paint:?}"));
            }
        }
        check_strokes(drawing, line, &rects)?;
    }
    for (index, (_, area, paint)) in rects.iter().enumerate() {
        if !within(*area, whole, 0.0, 0.0) {
            return Err(format!("{paint:?} leaves the drawing"));
        }
        for (_, other, other_paint) in &rects[index + 1..] {
            let nested = within(*area, *other, 0.0, 0.0) || within(*other, *area, 0.0, 0.0);
            if overlap(*area, *other) && !(nested && paint != other_paint) {
                return Err(format!("{paint:?} lies on {other_paint:?}"));
            }
        }
    }
    for (x, y) in drawing.marks.iter().flat_map(corners) {
        if !(0.0..=drawing.width).contains(&x) || !(0.0..=drawing.height).contains(&y) {
            return Err(format!("a mark leaves the drawing at {x}, {y}"));
        }
    }
    Ok(())
}

/// The letters without accents and descenders.
fn tight(line: &Line) -> Area {
    Area { y: line.area.y + 0.2 * line.size, height: 0.74 * line.size, ..line.area }
}

/// No stroke, dot or arrowhead touches words unless a shape between them hides it.
fn check_strokes(drawing: &Drawing, line: &Line, rects: &[(usize, Area, Paint)]) -> Result<(), String> {
    for (at, mark) in drawing.marks.iter().enumerate() {
        let hidden =
            rects.iter().any(|(over, area, _)| *over > at && *over < line.at && within(line.area, *area, 0.0, 0.0));
        if !hidden && strokes(mark).into_iter().any(|stroke| overlap(stroke, tight(line))) {
            return Err(format!("“{}” is crossed by {mark:?}", line.words));
        }
    }
    Ok(())
}

/// The areas that a mark other than a rectangle and words covers.
pub(super) fn strokes(mark: &Mark) -> Vec<Area> {
    let around = |points: &[(f64, f64)], half: f64| {
        let least = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).fold(f64::INFINITY, f64::min) - half;
        let most = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).fold(f64::NEG_INFINITY, f64::max) + half;
        let (x, y) = (least(|p| p.0), least(|p| p.1));
        Area { x, y, width: most(|p| p.0) - x, height: most(|p| p.1) - y }
    };
    match mark {
        Mark::Rect { .. } | Mark::Text { .. } => Vec::new(),
        Mark::Circle { x, y, radius, line, .. } => vec![around(&[(*x, *y)], radius + line / 2.0)],
        Mark::Line { points, line, .. } => points.windows(2).map(|pair| around(pair, line / 2.0)).collect(),
        Mark::Polygon { points, .. } => vec![around(points, 0.0)],
    }
}

fn corners(mark: &Mark) -> Vec<(f64, f64)> {
    strokes(mark).into_iter().flat_map(|area| [(area.x, area.y), (area.x + area.width, area.y + area.height)]).collect()
}
