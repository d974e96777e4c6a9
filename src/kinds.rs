//! The shelf of document kinds: what tells an action plan from a report to a committee.
//!
//! A kind is a file here; what all documents beside the agreement have in common is in
//! [`crate::content::companion`]. Where a kind looks different, that is up to the templates.

mod action_plan;
mod annual_review;
mod committee_report;
mod framework;
mod update_report;

/// Every kind, in the order of the guide.
pub const KINDS: [DocumentKind; 5] =
    [action_plan::KIND, committee_report::KIND, annual_review::KIND, update_report::KIND, framework::KIND];

/// What sort of document it is that stands beside the agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DocumentKind {
    /// The word for it in `document.yaml`.
    pub word: &'static str,
    /// What it is called in a sentence, with its article: "the action plan".
    pub noun: &'static str,
    /// Whether it has a cover and a list of contents; if not, it opens with its head and its sections run on.
    pub cover: bool,
    /// How its sections are numbered.
    pub sections: Sections,
    /// Whether its cover shows the priorities and themes of its day.
    pub shows_priorities: bool,
    /// Whether it has a section for each priority, from the folder `priorities/`.
    pub by_priority: bool,
    /// The facts of its head, in the order in print.
    pub head: &'static [HeadField],
}

/// How the sections of a document are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sections {
    /// Not at all, and neither are their paragraphs.
    Plain,
    /// From 1, each with these letters after its number; their paragraphs are 1.1, 1.2 and so on.
    Numbered(&'static str),
}

/// A line of the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadField {
    /// The date of the document.
    Date(&'static str),
    /// A field of the kind's own.
    Own {
        /// Its key below `head:`.
        key: &'static str,
        /// What is printed before it.
        label: &'static str,
        /// Whether every document of the kind has it.
        required: bool,
    },
}

/// A field that every document of its kind has.
const fn required(key: &'static str, label: &'static str) -> HeadField {
    HeadField::Own { key, label, required: true }
}

/// A field that may be left out.
const fn optional(key: &'static str, label: &'static str) -> HeadField {
    HeadField::Own { key, label, required: false }
}
