//! The action plan and performance summary: for each priority its context, its notes and its actions.

use super::{DocumentKind, HeadField, Sections, optional, required};

pub(super) const KIND: DocumentKind = DocumentKind {
    word: "action-plan",
    noun: "the action plan",
    cover: true,
    sections: Sections::Plain,
    shows_priorities: true,
    by_priority: true,
    head: &[
        required("years", "Years covered"),
        HeadField::Date("Date"),
        optional("group", "Kept by"),
        optional("committee", "Written for"),
    ],
};
