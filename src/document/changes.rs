//! What a document shows of its changes, and of the editions before and after it.

/// The words and links that stand with a change, whose block has the id that others link to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeMark {
    /// Which of all changes it is, counted from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// What it looks like, beside its words.
    pub tone: Tone,
    /// What happened to what: "3.2 moved from 3.1 and changed".
    pub words: String,
    /// The id of the change before it.
    pub previous: Option<String>,
    /// The id of the change after it.
    pub next: Option<String>,
}

/// What a change looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Something is new.
    Added,
    /// Something is gone.
    Removed,
    /// Something is different, or stands elsewhere.
    Changed,
}

impl Tone {
    /// In a word, for what a format calls it: "added", "removed" or "changed".
    pub fn word(self) -> &'static str {
        match self {
            Tone::Added => "added",
            Tone::Removed => "removed",
            Tone::Changed => "changed",
        }
    }
}

/// In which of two editions words stand that are not in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Revision {
    /// Only in the newer one.
    Added,
    /// Only in the older one.
    Removed,
}

impl Revision {
    /// What has happened to the words, as it is read out: "added" or "removed".
    pub fn word(self) -> &'static str {
        match self {
            Revision::Added => "added",
            Revision::Removed => "removed",
        }
    }
}

/// The newest edition, as an older one leads to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newer {
    /// Which it is: "April 2021, version 5.0".
    pub edition: String,
    /// Its address, relative to this one.
    pub address: String,
}

/// The edition before, which marks of changes compare this one with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// Which it is: "April 2020".
    pub edition: String,
    /// The id of the part that lists the changes.
    pub list: String,
}
