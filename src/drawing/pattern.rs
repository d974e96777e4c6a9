//! How far along a thing is, told by the way its shape is filled, so that no colour is needed.
//!
//! Strokes are cut at the edges by hand: the reader of SVG inside the PDF then has nothing to
//! clip, and nothing needs an id. Without colours, as in a scheme of high contrast, each
//! pattern still differs from every other.

use std::f64::consts::{PI, TAU};

use super::pen::{Area, Pen};
use super::{Mark, Paint};

/// How a segment is filled, from the darkest to the lightest, then two more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pattern {
    /// Filled: what is done.
    Solid,
    /// Slanting strokes: what is in progress.
    Strokes,
    /// A broken outline: what is provisional.
    Dashed,
    /// An outline and nothing in it: what is to come.
    Empty,
    /// Dots in an outline.
    Dots,
    /// Strokes that cross.
    Crossed,
}

/// The thickness of outlines.
const OUTLINE: f64 = 1.2;
/// The thickness of strokes inside.
const STROKE: f64 = 1.1;
/// From stroke to stroke, along the edge.
const STROKE_STEP: f64 = 6.0;
/// From dot to dot, and their radius.
const DOT_STEP: f64 = 5.0;
const DOT: f64 = 1.1;
/// From dash to dash.
const DASH_STEP: f64 = 6.4;
/// How much of that is dash; its round ends come on top.
const DASH: f64 = 0.4;
/// White between the outline and what fills it.
const INSET: f64 = 1.6;

impl Pattern {
    /// All of them, in the order in which they are told apart best.
    pub const ALL: [Pattern; 6] =
        [Pattern::Solid, Pattern::Strokes, Pattern::Dashed, Pattern::Empty, Pattern::Dots, Pattern::Crossed];

    /// What words on it are painted with.
    pub(super) fn words(self) -> Paint {
        if self == Pattern::Solid { Paint::OnSolid } else { Paint::Words }
    }

    /// White that it needs left and right of words, so that it can still be recognised.
    pub(super) fn margin(self) -> f64 {
        match self {
            Pattern::Solid | Pattern::Dashed | Pattern::Empty => 4.0,
            Pattern::Strokes | Pattern::Dots | Pattern::Crossed => 11.0,
        }
    }
}

/// A rectangle in a pattern; between the two places in `clear`, left and right, it has no
/// strokes, so that words can stand there.
pub(super) fn rectangle(pen: &mut Pen, area: Area, pattern: Pattern, clear: Option<(f64, f64)>) {
    match pattern {
        Pattern::Solid => pen.rect(area, 0.0, 0.0, Paint::Solid),
        Pattern::Strokes => pen.rect(area, 0.0, OUTLINE, Paint::Band),
        Pattern::Empty | Pattern::Dots | Pattern::Crossed => pen.rect(area, 0.0, OUTLINE, Paint::Tag),
        Pattern::Dashed => dashed(pen, area),
    }
    let inner = inset(area, OUTLINE + INSET);
    let parts = match clear {
        None => vec![inner],
        Some((left, right)) => {
            let end = inner.x + inner.width;
            vec![Area { width: left - inner.x, ..inner }, Area { x: right, width: end - right, ..inner }]
        }
    };
    for part in parts.into_iter().filter(|part| part.width > 0.5 && part.height > 0.5) {
        match pattern {
            Pattern::Solid | Pattern::Dashed | Pattern::Empty => {}
            Pattern::Strokes => slanting(pen, part, false),
            Pattern::Crossed => {
                slanting(pen, part, false);
                slanting(pen, part, true);
            }
            Pattern::Dots => dots(pen, part),
        }
    }
}

/// A knot on a line: full, half full, with a broken outline or empty.
pub(super) fn knot(pen: &mut Pen, (x, y): (f64, f64), radius: f64, pattern: Pattern) {
    let line = 1.5;
    let circle = |paint| Mark::Circle { x, y, radius: radius - line / 2.0, line, paint };
    let arc = |start: f64, angle: f64, steps: u32, radius: f64| -> Vec<(f64, f64)> {
        (0..=steps)
            .map(|step| start + angle * f64::from(step) / f64::from(steps))
            .map(|angle| (x + radius * angle.cos(), y + radius * angle.sin()))
            .collect()
    };
    match pattern {
        Pattern::Solid => pen.marks.push(Mark::Circle { x, y, radius, line: 0.0, paint: Paint::Solid }),
        Pattern::Dashed => {
            const DASHES: u32 = 6;
            let step = TAU / f64::from(DASHES);
            for dash in 0..DASHES {
                let start = step * (f64::from(dash) - 0.22);
                let points = arc(start, step * 0.44, 4, radius - line / 2.0);
                pen.marks.push(Mark::Line { points, line, paint: Paint::Thread });
            }
        }
        Pattern::Empty => pen.marks.push(circle(Paint::Tag)),
        Pattern::Strokes | Pattern::Dots | Pattern::Crossed => {
            pen.marks.push(circle(Paint::Tag));
            // The lower half, as in a vessel that is being filled.
            let points = arc(0.0, PI, 16, radius - line / 2.0);
            pen.marks.push(Mark::Polygon { points, paint: Paint::Solid });
        }
    }
}

fn inset(area: Area, by: f64) -> Area {
    Area { x: area.x + by, y: area.y + by, width: area.width - 2.0 * by, height: area.height - 2.0 * by }
}

/// Strokes from edge to edge that rise to the right, or fall.
///
/// They lie on one grid for the whole drawing, so those left and right of words belong together.
fn slanting(pen: &mut Pen, area: Area, fall: bool) {
    let (right, bottom) = (area.x + area.width, area.y + area.height);
    // Where falling, the same as rising in a mirror.
    let x = |x: f64| if fall { area.x + right - x } else { x };
    let mut sum = ((area.x + area.y) / STROKE_STEP).ceil() * STROKE_STEP;
    while sum < right + bottom {
        let (start, end) = (area.x.max(sum - bottom), right.min(sum - area.y));
        if end - start > 0.4 {
            let points = vec![(x(start), sum - start), (x(end), sum - end)];
            pen.marks.push(Mark::Line { points, line: STROKE, paint: Paint::Thread });
        }
        sum += STROKE_STEP;
    }
}

/// Dots in rows that are shifted by half a step.
fn dots(pen: &mut Pen, area: Area) {
    let area = inset(area, DOT);
    let (right, bottom) = (area.x + area.width, area.y + area.height);
    let (mut y, mut shifted) = (area.y + (area.height % (DOT_STEP / 2.0)) / 2.0, false);
    while y <= bottom {
        let mut x = area.x + if shifted { DOT_STEP / 2.0 } else { 0.0 };
        while x <= right {
            pen.marks.push(Mark::Circle { x, y, radius: DOT, line: 0.0, paint: Paint::Accent });
            x += DOT_STEP;
        }
        (y, shifted) = (y + DOT_STEP / 2.0, !shifted);
    }
}

/// A broken outline whose corners are drawn.
fn dashed(pen: &mut Pen, area: Area) {
    let Area { x, y, width, height } = inset(area, OUTLINE / 2.0);
    let (right, bottom) = (x + width, y + height);
    for (start, end) in
        [((x, y), (right, y)), ((x, bottom), (right, bottom)), ((x, y), (x, bottom)), ((right, y), (right, bottom))]
    {
        let length = (end.0 - start.0) + (end.1 - start.1);
        let count = (length / DASH_STEP).round().max(1.0);
        let at = |way: f64| {
            let way = (way / count).clamp(0.0, 1.0);
            (start.0 + (end.0 - start.0) * way, start.1 + (end.1 - start.1) * way)
        };
        let mut dash = 0.0;
        while dash <= count {
            let points = vec![at(dash - DASH / 2.0), at(dash + DASH / 2.0)];
            pen.marks.push(Mark::Line { points, line: OUTLINE, paint: Paint::Thread });
            dash += 1.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::check::{overlap, strokes};

    fn marks(area: Area, pattern: Pattern, clear: Option<(f64, f64)>) -> Vec<Mark> {
        let mut pen = Pen::default();
        rectangle(&mut pen, area, pattern, clear);
        pen.marks
    }

    #[test]
    fn nothing_leaves_its_segment() {
        for pattern in Pattern::ALL {
            for width in [2.0, 5.0, 20.0, 331.7] {
                let area = Area { x: 40.0, y: 10.0, width, height: 20.0 };
                for stroke in marks(area, pattern, None).iter().flat_map(strokes) {
                    assert!(crate::drawing::check::within(stroke, area, 0.0, 0.0), "{pattern:?} {width} {stroke:?}");
                }
            }
        }
    }

    #[test]
    fn words_have_clear_ground() {
        let area = Area { x: 3.0, y: 10.0, width: 60.0, height: 20.0 };
        let words = Area { x: 28.0, width: 10.0, y: 12.0, height: 16.0 };
        for pattern in Pattern::ALL {
            for stroke in marks(area, pattern, Some((27.0, 39.0))).iter().flat_map(strokes) {
                assert!(!overlap(stroke, words), "{pattern:?} {stroke:?}");
            }
        }
    }

    #[test]
    fn patterns_differ_without_colour() {
        let shapes = |pattern| {
            let area = Area { x: 0.0, y: 0.0, width: 30.0, height: 20.0 };
            let marks = marks(area, pattern, None);
            let count = |test: fn(&Mark) -> bool| marks.iter().filter(|mark| test(mark)).count();
            let filled = |mark: &Mark| matches!(mark, Mark::Rect { paint: Paint::Solid, .. });
            let outlined = |mark: &Mark| matches!(mark, Mark::Rect { line, .. } if *line > 0.0);
            let (lines, dots) =
                (|mark: &Mark| matches!(mark, Mark::Line { .. }), |mark: &Mark| matches!(mark, Mark::Circle { .. }));
            (count(filled), count(outlined), count(lines), count(dots))
        };
        let mut seen: Vec<_> = Pattern::ALL.into_iter().map(shapes).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), Pattern::ALL.len());
    }
}
