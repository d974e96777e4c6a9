//! A framework: what the services of a council do for community safety, and why.

use super::{DocumentKind, HeadField, Sections, optional};

pub(super) const KIND: DocumentKind = DocumentKind {
    word: "framework",
    noun: "the framework",
    cover: true,
    sections: Sections::Plain,
    shows_priorities: false,
    by_priority: false,
    head: &[optional("period", "Period"), HeadField::Date("Date"), optional("owner", "Owner")],
};
