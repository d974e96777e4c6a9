//! The words of the governance diagram in lines, and how high they make the boxes.

use super::plan::{Link, PADDING, Plan, Route};
use super::{Misfit, Node};
use crate::drawing::wrap::Setting;
use crate::typeface::{Typefaces, Weight};

/// From base line to base line of names, and of all other words, in sizes of the type.
pub(super) const NAME_PITCH: f64 = 1.22;
pub(super) const PITCH: f64 = 1.3;
/// From the upper edge of a box to the base line of its name, beside the size of the name.
pub(super) const NAME_ASCENT: f64 = 0.78;
/// More white before a duty.
pub(super) const DUTY_GAP: f64 = 3.0;
/// From the last base line of a box to its lower edge.
pub(super) const BELOW: f64 = 15.3;
/// More white above the lines at the foot of a box.
const FOOT_GAP: f64 = 5.0;

/// What there is to draw, at one pair of sizes.
pub(super) struct Sheet<'a> {
    pub nodes: &'a [Node],
    pub plan: &'a Plan,
    pub typefaces: &'a Typefaces<'a>,
    /// The size of names.
    pub name_size: f64,
    /// The size of all other words.
    pub size: f64,
}

/// Every box and every label in lines.
pub(super) struct Filled {
    pub boxes: Vec<Filling>,
    /// The words beside each link of the plan.
    pub labels: Vec<Vec<String>>,
}

/// What stands in one box.
pub(super) struct Filling {
    pub name: Vec<String>,
    pub duties: Vec<Vec<String>>,
    /// Relations that are told in words.
    pub told: Vec<Vec<String>>,
    /// How high the box must be.
    pub height: f64,
}

impl<'a> Sheet<'a> {
    /// How words of a weight are set.
    pub fn setting(&self, weight: Weight) -> Setting<'a> {
        let size = if weight == Weight::Bold { self.name_size } else { self.size };
        Setting { typefaces: self.typefaces, weight, size }
    }

    /// Breaks everything into lines, or says which words do not fit.
    pub fn fill(&self) -> Result<Filled, Vec<Misfit>> {
        let mut misfits = Vec::new();
        let boxes = (0..self.nodes.len()).map(|node| self.fill_box(node, &mut misfits)).collect();
        if misfits.is_empty() {
            let labels = self.plan.links.iter().map(|link| self.label(link)).collect();
            Ok(Filled { boxes, labels })
        } else {
            Err(misfits)
        }
    }

    fn fill_box(&self, node: usize, misfits: &mut Vec<Misfit>) -> Filling {
        let measure = self.plan.width(node) - 2.0 * PADDING;
        let mut lines = |words: &str, weight: Weight| {
            self.setting(weight).wrap(words, measure).unwrap_or_else(|word| {
                misfits.push(Misfit::Word { node, word });
                Vec::new()
            })
        };
        let name = lines(&self.nodes[node].name, Weight::Bold);
        let duties: Vec<_> = self.nodes[node].duties.iter().map(|duty| lines(duty, Weight::Regular)).collect();
        let said = |link: &&Link| link.from == node && link.route == Route::Words;
        let told: Vec<_> =
            self.plan.links.iter().filter(said).map(|link| lines(&link.words, Weight::SemiBold)).collect();

        let mut height = PADDING + NAME_ASCENT * self.name_size + BELOW;
        height += lines_height(name.len().max(1) - 1, self.name_size, NAME_PITCH);
        // The first base line below the name is a pitch of the name away.
        let mut below_name = true;
        for lines in duties.iter().chain(&told).filter(|lines| !lines.is_empty()) {
            let first = if below_name { self.name_size * NAME_PITCH } else { self.size * PITCH };
            height += DUTY_GAP + first + lines_height(lines.len() - 1, self.size, PITCH);
            below_name = false;
        }
        let foot = self.plan.links.iter().filter_map(|link| match link.route {
            Route::Side { line, .. } if link.from == node => Some(line + 1),
            _ => None,
        });
        if let Some(lines) = foot.max() {
            height += FOOT_GAP + lines_height(lines, self.size, PITCH);
        }
        Filling { name, duties, told, height }
    }

    fn label(&self, link: &Link) -> Vec<String> {
        let setting = self.setting(Weight::SemiBold);
        let measure = match link.route {
            Route::Upright { column, .. } => self.plan.label_measure(column),
            Route::Channel { below, .. } => self.plan.label_measure(below),
            Route::Side { .. } => return vec![link.words.clone()],
            Route::Words => return Vec::new(),
        };
        // The plan has seen that it fits.
        setting.wrap(&link.words, measure).unwrap_or_default()
    }
}

/// How high so many lines are.
pub(super) fn lines_height(lines: usize, size: f64, pitch: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a box has few lines")]
    let lines = lines as f64;
    lines * size * pitch
}
