//! A report between two editions: how far the plan has come and what comes next in the year.

use super::{DocumentKind, HeadField, Sections, optional, required};

pub(super) const KIND: DocumentKind = DocumentKind {
    word: "update-report",
    noun: "the update report",
    cover: false,
    sections: Sections::Numbered(".0"),
    shows_priorities: true,
    by_priority: false,
    head: &[
        optional("by", "By"),
        required("to", "To"),
        HeadField::Date("Date"),
        required("subject", "Subject"),
        optional("classification", "Classification"),
        required("summary", "Summary"),
    ],
};
