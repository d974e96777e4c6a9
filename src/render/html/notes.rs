//! Which footnotes have been marked, where, and which still have to be printed.

use super::names::Names;

/// The footnotes of a page while it is written.
#[derive(Debug)]
pub(super) struct Notes {
    ids: Vec<String>,
    marks: Vec<Vec<String>>,
    waiting: Vec<usize>,
    /// The ids of the page.
    pub(super) names: Names,
}

impl Notes {
    /// No footnote has been marked yet.
    pub(super) fn new(names: Names, ids: Vec<String>) -> Self {
        Notes { marks: vec![Vec::new(); ids.len()], ids, waiting: Vec::new(), names }
    }

    /// Sets a mark: its own id and that of the footnote; `None` if there is no such footnote.
    pub(super) fn mark(&mut self, index: usize) -> Option<(String, String)> {
        let note = self.ids.get(index)?.clone();
        let marks = self.marks.get_mut(index)?;
        let wished = match marks.len() {
            0 => format!("{note}-mark"),
            before => format!("{note}-mark-{}", before + 1),
        };
        let own = self.names.own(&wished);
        if marks.is_empty() {
            self.waiting.push(index);
        }
        marks.push(own.clone());
        Some((own, note))
    }

    /// The footnotes that were first marked since the last call, in the order of their numbers.
    pub(super) fn take_waiting(&mut self) -> Vec<usize> {
        let mut waiting = std::mem::take(&mut self.waiting);
        waiting.sort_unstable();
        waiting
    }

    /// The marks of a footnote, so that it can lead back to them.
    pub(super) fn marks(&self, index: usize) -> &[String] {
        self.marks.get(index).map_or(&[], Vec::as_slice)
    }
}
