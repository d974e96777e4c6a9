//! The names and shapes of the JSON: what a template may ask for.
//!
//! A run of text is a plain string; anything else is an object with its `kind`.

use std::collections::BTreeMap;

use serde::Serialize;

/// A document as the templates see it.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct View {
    pub(super) title: String,
    pub(super) short_title: String,
    pub(super) description: String,
    pub(super) keywords: Vec<String>,
    pub(super) language: String,
    pub(super) region: Option<String>,
    /// Year, month, day.
    pub(super) date: (i32, u8, u8),
    pub(super) partnership: String,
    pub(super) partners: Vec<Partner>,
    pub(super) version: String,
    pub(super) month: String,
    pub(super) effective: String,
    /// What tells this edition from others, for the running header.
    pub(super) edition: String,
    /// Whether it opens with a head, so that its parts run on, and not with a cover.
    pub(super) runs_on: bool,
    /// The facts of cover or head, besides those of an edition.
    pub(super) facts: Vec<DetailView>,
    pub(super) colours: Colours,
    pub(super) motif: Motif,
    pub(super) parts: Vec<PartView>,
    pub(super) contents: Vec<Run>,
    pub(super) footnotes: Vec<Vec<Text>>,
    /// The ids that references lead to; only these need a label.
    pub(super) targets: BTreeMap<String, bool>,
}

#[derive(Serialize)]
pub(super) struct Partner {
    pub(super) name: String,
    pub(super) logo: Option<PictureView>,
}

/// Colours as `#rrggbb`.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Colours {
    pub(super) theme: String,
    pub(super) pale: String,
    pub(super) tint: String,
    pub(super) ink: String,
    pub(super) grey_7: String,
    pub(super) grey_5: String,
    pub(super) grey_3: String,
    pub(super) grey_1: String,
}

#[derive(Serialize)]
pub(super) struct Motif {
    pub(super) threads: usize,
    pub(super) bands: usize,
}

#[derive(Serialize)]
pub(super) struct PartView {
    pub(super) id: String,
    /// `contents`, `front`, `chapter`, `appendix` or `back`.
    pub(super) role: &'static str,
    pub(super) number: Option<String>,
    pub(super) title: Vec<Text>,
    /// The words for the running footer.
    pub(super) footer: String,
    pub(super) numbered: bool,
    /// The run of the list of contents that it stands in.
    pub(super) run: Option<String>,
    pub(super) blocks: Vec<Piece>,
}

/// Parts of one role that follow each other, as the list of contents groups them.
#[derive(Serialize)]
pub(super) struct Run {
    pub(super) name: String,
    pub(super) role: &'static str,
}

/// A picture in the virtual files.
#[derive(Serialize)]
pub(super) struct PictureView {
    pub(super) path: String,
    pub(super) alt: Option<String>,
    /// In points.
    pub(super) width: f64,
    /// In points.
    pub(super) height: f64,
}

/// A run of text.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Text {
    Words(String),
    Marked(Mark),
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum Mark {
    Emphasis {
        body: Vec<Text>,
    },
    Strong {
        body: Vec<Text>,
    },
    RunIn {
        body: Vec<Text>,
    },
    Code {
        words: String,
    },
    Link {
        url: String,
        words: String,
        body: Vec<Text>,
    },
    /// `bracketed`: the text around it stands in brackets already.
    Reference {
        target: String,
        words: String,
        bracketed: bool,
        body: Vec<Text>,
    },
    /// A place in another document, with its page where that is known.
    Elsewhere {
        url: String,
        words: String,
        page: Option<usize>,
        bracketed: bool,
        body: Vec<Text>,
    },
    /// A note in a list of its own.
    Note {
        target: String,
        number: u64,
    },
    /// `again`: the footnote has been printed at an earlier mark.
    Footnote {
        index: usize,
        again: bool,
    },
    /// `alt`: what is read out in its place, if the words that follow do not say it.
    Sign {
        path: String,
        alt: Option<String>,
        lettered: bool,
    },
    Break,
    /// `word` says in which edition alone it stands; empty where that has been said.
    Revised {
        revision: &'static str,
        word: &'static str,
        body: Vec<Text>,
    },
}

/// A block.
#[derive(Serialize)]
pub(super) struct Piece {
    pub(super) id: String,
    #[serde(flatten)]
    pub(super) kind: Kind,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum Kind {
    Heading {
        level: u8,
        body: Vec<Text>,
    },
    Paragraph {
        body: Vec<Text>,
    },
    Note {
        body: Vec<Text>,
    },
    Numbered {
        number: String,
        blocks: Vec<Piece>,
    },
    /// `loose`: its items are long, so they stand as far apart as paragraphs.
    List {
        start: Option<u64>,
        columns: u8,
        loose: bool,
        short: bool,
        items: Vec<ItemView>,
    },
    Table(TableView),
    Figure {
        number: Option<usize>,
        caption: Vec<Text>,
        picture: PictureView,
    },
    Callout {
        title: Vec<Text>,
        blocks: Vec<Piece>,
        tall: bool,
    },
    Columns {
        groups: Vec<Vec<Piece>>,
    },
    Preformatted {
        words: String,
    },
    Rule,
    Signature {
        name: Option<String>,
        offices: Vec<Vec<Text>>,
    },
    Details {
        details: Vec<DetailView>,
    },
    Contents,
    /// `level`: that of the heading that its words are, below the heading it stands under.
    Change {
        tone: &'static str,
        number: usize,
        of: usize,
        level: u8,
        words: String,
        previous: Option<String>,
        next: Option<String>,
        blocks: Vec<Piece>,
    },
}

#[derive(Serialize)]
pub(super) struct ItemView {
    pub(super) id: String,
    pub(super) blocks: Vec<Piece>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct TableView {
    pub(super) number: usize,
    pub(super) caption: Vec<Text>,
    pub(super) columns: Vec<ColumnView>,
    pub(super) row_headers: bool,
    /// Whether its rows are long, so that they break where the page ends.
    pub(super) stacks: bool,
    /// Whether it stays on one page.
    pub(super) short: bool,
    pub(super) wide: bool,
    pub(super) rows: Vec<RowView>,
}

#[derive(Serialize)]
pub(super) struct ColumnView {
    pub(super) header: Vec<Text>,
    pub(super) numeric: bool,
    pub(super) share: u8,
    /// Whether the header reads from bottom to top.
    pub(super) turned: bool,
}

#[derive(Serialize)]
pub(super) struct RowView {
    /// Whether it is so long that it may go over to the next page.
    pub(super) tall: bool,
    pub(super) cells: Vec<Vec<Piece>>,
}

#[derive(Serialize)]
pub(super) struct DetailView {
    pub(super) term: Vec<Text>,
    pub(super) lines: Vec<Vec<Text>>,
}
