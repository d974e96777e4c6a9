//! Runs of text inside a block: words, and what is special about some of them.

use super::{Revision, Sign};

/// A run of text inside a block.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Words as they are.
    Text(String),
    /// Words that are stressed.
    Emphasis(Vec<Inline>),
    /// Words that are important.
    Strong(Vec<Inline>),
    /// The title that opens a paragraph, with its colon.
    RunIn(Vec<Inline>),
    /// Letters to be read one by one, such as a file name.
    Code(String),
    /// A link to another place on the web, an e-mail address or a telephone number.
    Link {
        /// The address: `https:`, `http:`, `mailto:` or `tel:`; `./` and a file's name leads to
        /// another published file, which no author can write.
        url: String,
        /// The words of the link, never empty.
        content: Vec<Inline>,
    },
    /// A link to a place in this document; a printed format adds the page.
    Reference {
        /// The id of a part or block, known to exist.
        target: String,
        /// The words, settled: "paragraph 2.5", or the author's own.
        content: Vec<Inline>,
    },
    /// A link to a place in another document of the family; a printed format adds the page.
    Elsewhere {
        /// The name of its files without their ending; until the family is put together, its id.
        document: String,
        /// The id of a part or block there, known to exist; empty for the document as a whole.
        target: String,
        /// The words, settled: "Appendix E of the agreement", or the author's own.
        content: Vec<Inline>,
    },
    /// A short form after the place where it was spelled out.
    ShortForm {
        /// The short form, such as `KCSP`.
        short: String,
        /// What it stands for.
        long: String,
    },
    /// A small shape among the words, such as the status of an action.
    Sign(Sign),
    /// The mark of a footnote; the index into [`Document::footnotes`](super::Document::footnotes).
    FootnoteMark(usize),
    /// The raised number of a note that stands in a list of its own.
    Mark {
        /// The id of the item of that list.
        target: String,
        /// Its number in it.
        number: u64,
    },
    /// A line break that the author asked for.
    LineBreak,
    /// Words that stand in one of two editions only, in a document that shows its changes.
    Revised {
        /// In which.
        revision: Revision,
        /// The words.
        content: Vec<Inline>,
    },
}

impl Inline {
    /// The inlines inside it; none of what stands for itself.
    pub fn inner(&self) -> &[Inline] {
        match self {
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::RunIn(inner) => inner,
            Inline::Link { content, .. }
            | Inline::Reference { content, .. }
            | Inline::Elsewhere { content, .. }
            | Inline::Revised { content, .. } => content,
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::ShortForm { .. }
            | Inline::Sign(_)
            | Inline::FootnoteMark(_)
            | Inline::Mark { .. }
            | Inline::LineBreak => &[],
        }
    }

    /// The same, to be changed.
    pub fn inner_mut(&mut self) -> &mut [Inline] {
        match self {
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::RunIn(inner) => inner,
            Inline::Link { content, .. }
            | Inline::Reference { content, .. }
            | Inline::Elsewhere { content, .. }
            | Inline::Revised { content, .. } => content,
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::ShortForm { .. }
            | Inline::Sign(_)
            | Inline::FootnoteMark(_)
            | Inline::Mark { .. }
            | Inline::LineBreak => &mut [],
        }
    }
}
