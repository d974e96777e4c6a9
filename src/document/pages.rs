//! On which pages the places of other documents stand, for references from one to another.

use std::collections::BTreeMap;

/// The pages of places in documents that have been printed, by the name of their files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pages {
    documents: BTreeMap<String, BTreeMap<String, usize>>,
}

impl Pages {
    /// Adds the pages of one document: those of the ids that others lead to.
    pub fn add(&mut self, document: &str, places: BTreeMap<String, usize>) {
        self.documents.insert(document.to_owned(), places);
    }

    /// The page of a place, if it is known.
    pub fn of(&self, document: &str, id: &str) -> Option<usize> {
        self.documents.get(document)?.get(id).copied()
    }
}
