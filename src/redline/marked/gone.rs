//! What went, put where it stood.

use super::{Marker, Show, struck};
use crate::document::{Block, Inline, Part, Row};
use crate::redline::units::Body;
use crate::redline::{Sort, Traced, TracedPart, told};

impl Marker<'_, '_> {
    /// A part that the newer edition lacks.
    pub(super) fn gone_part(&mut self, traced: &TracedPart) -> Option<Part> {
        if self.show == Show::Marks {
            return None;
        }
        let units = self.report.old.parts.iter().find(|part| part.id == traced.part.id)?.units.clone();
        let changes = self.changes.iter().enumerate();
        let of_part = |change: &Traced| change.new.is_none() && change.old.is_some_and(|old| units.contains(&old));
        let all: Vec<usize> = changes.filter(|(_, change)| of_part(change)).map(|(at, _)| at).collect();
        let origin = self.origin;
        Some(Part {
            id: format!("removed_{}", traced.part.id),
            role: traced.part.role,
            number: None,
            title: vec![Inline::Text(told::part(&traced.part))],
            short_title: None,
            numbered: false,
            blocks: all.into_iter().map(|change| self.gone_block(change)).collect(),
            origin,
        })
    }

    /// A row that went, where the table has as many columns.
    pub(super) fn gone_row(&mut self, change: usize, width: usize) -> Option<Row> {
        let unit = &self.report.old.units[self.changes[change].old?];
        let Body::Cells(cells) = unit.body else { return None };
        if cells.len() != width {
            return None;
        }
        let [old, _] = self.report.documents;
        let mut cells: Vec<Vec<Block>> = cells.iter().map(|cell| struck::blocks(cell, old, self.origin)).collect();
        self.row_mark(change, cells.first_mut()?, self.origin);
        Some(Row { key: unit.label.clone(), cells, origin: self.origin })
    }

    pub(super) fn gone_before(&mut self, unit: usize, into: &mut Vec<Block>) {
        for change in self.take_gone(unit) {
            into.push(self.gone_block(change));
        }
    }

    /// What went before a unit, each once.
    pub(super) fn take_gone(&mut self, unit: usize) -> Vec<usize> {
        self.gone.remove(&(false, unit)).unwrap_or_default()
    }

    /// What went before the next unit, or at the end of the part, as far as it belongs to what
    /// has just been walked.
    pub(super) fn gone_after(&mut self, belongs: impl Fn(&Marker<'_, '_>, usize) -> bool) -> Vec<usize> {
        let place = (self.unit >= self.end, self.unit.min(self.end));
        let Some(gone) = self.gone.get(&place) else { return Vec::new() };
        let count = gone.iter().take_while(|change| belongs(self, **change)).count();
        self.gone.get_mut(&place).map(|gone| gone.drain(..count).collect()).unwrap_or_default()
    }

    pub(super) fn gone_block(&mut self, change: usize) -> Block {
        let traced = self.changes[change];
        let [old, _] = self.report.documents;
        let unit = traced.old.map(|old| &self.report.old.units[old]);
        let body = unit.map_or(Body::Words, |unit| unit.body);
        let inside = struck::unit(body, &traced.change.words, old, self.origin);
        self.mark(change, inside, self.origin)
    }
}

/// Whether what went is of a sort and came right after something of the same sort.
pub(super) fn follows_its_like(marker: &Marker<'_, '_>, change: usize, sort: Sort) -> bool {
    let units = &marker.report.old.units;
    let Some(old) = marker.changes[change].old else { return false };
    units[old].sort == sort && old.checked_sub(1).is_some_and(|before| units[before].sort == sort)
}

/// Whether a row that went came after another row of its table, which had so many columns.
pub(super) fn follows_a_row(marker: &Marker<'_, '_>, change: usize, width: usize) -> bool {
    let units = &marker.report.old.units;
    let Some(old) = marker.changes[change].old else { return false };
    matches!(units[old].body, Body::Cells(cells) if cells.len() == width)
        && follows_its_like(marker, change, Sort::Row)
        && old.checked_sub(1).is_some_and(|before| units[before].id == units[old].id)
}
