//! The annual review, which weighs the local assessments and decides the next priorities.

use super::{DocumentKind, HeadField, Sections, optional, required};

pub(super) const KIND: DocumentKind = DocumentKind {
    word: "annual-review",
    noun: "the annual review",
    cover: false,
    sections: Sections::Plain,
    shows_priorities: true,
    by_priority: false,
    head: &[
        required("under-review", "Under review"),
        HeadField::Date("Date"),
        optional("issued-by", "Issued by"),
        optional("evidence", "Evidence"),
    ],
};
