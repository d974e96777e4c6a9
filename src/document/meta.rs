//! The facts about a document that stand outside its text: cover, head, edition, colours.

use super::{Detail, Image};
use crate::date::Date;
use crate::id::slug;
use crate::palette::Palette;

/// The facts about a document that stand outside its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Meta {
    /// The title in full.
    pub title: String,
    /// The title for narrow places.
    pub short_title: String,
    /// What its files are named by, before the month; its title, or its id among several documents.
    pub files_named: String,
    /// One sentence that says what the document is; PDF subject and page description.
    pub description: String,
    /// A BCP 47 language tag such as `en-GB`.
    pub language: String,
    /// The area that the document is about.
    pub area: String,
    /// The name of the partnership that publishes it.
    pub partnership: String,
    /// The partners of the cover, in order.
    pub partners: Vec<Partner>,
    /// Which edition this is.
    pub edition: Edition,
    /// The colours, all derived from one.
    pub palette: Palette,
    /// The motif of the cover: how many threads and bands the document's own data has.
    pub motif: Motif,
    /// How it opens.
    pub opening: Opening,
}

/// How a document opens.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Opening {
    /// With a cover of its own that names edition and partners; each part begins a page.
    #[default]
    Cover,
    /// With the same cover, on which facts stand in place of the version.
    CoverWith(Vec<Detail>),
    /// With its title and facts at the head of the first page; its parts run on.
    Head(Vec<Detail>),
}

impl Opening {
    /// The facts that it states, besides those that every edition has.
    pub fn facts(&self) -> &[Detail] {
        match self {
            Opening::Cover => &[],
            Opening::CoverWith(facts) | Opening::Head(facts) => facts,
        }
    }

    /// The same, to be changed.
    pub fn facts_mut(&mut self) -> &mut [Detail] {
        match self {
            Opening::Cover => &mut [],
            Opening::CoverWith(facts) | Opening::Head(facts) => facts,
        }
    }
}

impl Meta {
    /// The name of the published files without their ending, such as
    /// `kent-community-safety-agreement-april-2021`.
    pub fn file_stem(&self) -> String {
        slug(&format!("{} {}", self.files_named, self.edition.month))
    }
}

/// A partner on the cover.
#[derive(Debug, Clone, PartialEq)]
pub struct Partner {
    /// The name in full.
    pub name: String,
    /// The logo, where the county has given one, with its alternative text.
    pub logo: Option<(Image, String)>,
}

/// One edition of a document; every date and number of it comes from its version-control entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The version, such as `5.0`; empty for a document that is known by its date alone.
    pub version: String,
    /// The month, such as `April 2021`.
    pub month: String,
    /// The date from which it holds, such as `1 April 2021`; that of a document without a version.
    pub effective: String,
    /// The same date as numbers.
    pub date: Date,
}

impl Edition {
    /// What tells it from others, in a line: "April 2021, version 5.0", or the date alone.
    pub fn line(&self) -> String {
        match self.version.as_str() {
            "" => self.effective.clone(),
            version => format!("{}, version {version}", self.month),
        }
    }
}

/// How many threads and bands the loom of the cover has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Motif {
    /// One for each priority.
    pub threads: usize,
    /// One for each cross-cutting theme.
    pub bands: usize,
}
