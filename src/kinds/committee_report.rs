//! A report to a committee: a head block, numbered sections and what the committee may resolve.

use super::{DocumentKind, HeadField, Sections, optional, required};

pub(super) const KIND: DocumentKind = DocumentKind {
    word: "committee-report",
    noun: "the committee report",
    cover: false,
    sections: Sections::Numbered(""),
    shows_priorities: true,
    by_priority: false,
    head: &[
        required("by", "By"),
        required("to", "To"),
        HeadField::Date("Date"),
        required("subject", "Subject"),
        optional("classification", "Classification"),
        required("summary", "Summary"),
    ],
};
