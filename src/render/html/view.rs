//! What each template receives: the one contract between Rust and `templates/html/`.
//!
//! A view is plain data. A `String` is escaped by the template; [`Html`] is put in as it is,
//! because Rust has already made it safe. How it is arranged is left to the templates.

use tera::Value;

use super::fields::{Fields, IntoValue, View};
use super::inlines::Html;

view! {
    /// The whole page.
    PageView for "page" {
        /// BCP 47 tag of the language.
        language: String,
        /// Title in full.
        title: String,
        /// One sentence about the document.
        description: String,
        /// The partnership that publishes it.
        partnership: String,
        /// The partners, in order.
        partners: Vec<PartnerView>,
        /// The PDF beside the page, if it is published with it.
        pdf: Option<PdfView>,
        /// Colours on a light page.
        light: ColoursView,
        /// Colours on a dark page.
        dark: ColoursView,
        /// `@font-face` rules with the fonts inside.
        fonts: Html,
        /// The style sheet, `html/style.css`.
        style: Html,
        /// Id of the text, for the skip link.
        main_id: String,
        /// Id of the contents.
        contents_id: String,
        /// Title of the contents.
        contents_title: String,
        /// The contents, in groups.
        contents: Vec<ContentsGroupView>,
        /// What tells this edition from others, in a line: `April 2021, version 5.0`.
        edition: String,
        /// The facts of its head.
        facts: Vec<DetailView>,
        /// Whether these are long, so that each has a line of its own.
        long_facts: bool,
        /// The edition that is valid in place of this one, if there is one.
        superseded: Option<NewerView>,
        /// The edition that marks of changes compare with, where a reader may show or hide them.
        since: Option<SinceView>,
        /// The parts, each printed by `part`.
        parts: Vec<Html>,
    }
}

view! {
    /// The newest edition.
    NewerView {
        /// Which it is, such as `April 2021, version 5.0`.
        edition: String,
        /// Its address.
        address: String,
    }
}

view! {
    /// The edition before this one.
    SinceView {
        /// Which it is, such as `April 2020`.
        edition: String,
        /// Address of the list of changes.
        list: String,
        /// Id of the switch that shows the marks.
        switch_id: String,
    }
}

view! {
    /// The PDF of the same edition.
    PdfView {
        /// Its address, relative to the page.
        address: String,
        /// How many pages it has.
        pages: usize,
        /// Its size in words, such as `412 kB`.
        size: String,
    }
}

view! {
    /// A partner.
    PartnerView {
        /// Name in full.
        name: String,
        /// Logo, if there is one.
        logo: Option<ImageView>,
    }
}

view! {
    /// A picture that is carried inside the page.
    ImageView {
        /// The picture as a `data:` address.
        address: Html,
        /// Text in its place; empty for decoration.
        alternative: String,
        /// Width in pixels.
        width: usize,
        /// Height in pixels.
        height: usize,
    }
}

view! {
    /// The colours of one scheme, each as `#4b2a7b`.
    ColoursView {
        /// Ground of the page.
        page: String,
        /// Text.
        ink: String,
        /// Theme colour.
        theme: String,
        /// Ground of bands and header rows.
        tint: String,
        /// Text on the theme colour.
        on_theme: String,
        /// Secondary text.
        grey_7: String,
        /// Edges that mean something.
        grey_5: String,
        /// Hair rules.
        grey_3: String,
        /// Panels.
        grey_1: String,
    }
}

view! {
    /// Neighbours in the contents that belong together.
    ContentsGroupView {
        /// `front`, `chapters`, `appendices` or `back`.
        kind: String,
        /// Its lines.
        entries: Vec<EntryView>,
    }
}

view! {
    /// One line of the contents.
    EntryView {
        /// Address of the part.
        address: String,
        /// Number or letter of the part.
        number: Option<String>,
        /// Title of the part.
        title: Html,
    }
}

view! {
    /// A chapter, an appendix or another part.
    PartView for "part" {
        /// Its permanent id.
        id: Option<String>,
        /// `front`, `chapter`, `appendix` or `back`.
        kind: String,
        /// Number of a chapter, letter of an appendix.
        number: Option<String>,
        /// Title.
        title: Html,
        /// Whether text hangs beside a column of numbers.
        hanging: bool,
        /// The text.
        blocks: Html,
        /// Footnotes first marked in this part.
        footnotes: Vec<FootnoteView>,
    }
}

view! {
    /// A footnote.
    FootnoteView {
        /// Its permanent id.
        id: Option<String>,
        /// Its number in the document.
        number: usize,
        /// What it says.
        content: Html,
        /// Addresses of its marks.
        marks: Vec<String>,
    }
}

view! {
    /// A heading inside a part.
    HeadingView for "heading" {
        /// Its permanent id.
        id: Option<String>,
        /// 3 to 6.
        level: usize,
        /// The words.
        content: Html,
    }
}

view! {
    /// A numbered paragraph.
    NumberedView for "numbered" {
        /// Its permanent id.
        id: Option<String>,
        /// Address of that id.
        address: String,
        /// Number, such as `3.1`.
        number: String,
        /// Id made from the number.
        number_id: String,
        /// Words of its first paragraph.
        first: Html,
        /// What follows the first paragraph.
        rest: Html,
    }
}

view! {
    /// A table.
    TableView for "table" {
        /// Its permanent id.
        id: Option<String>,
        /// Id of its caption.
        caption_id: String,
        /// Number in the document.
        number: usize,
        /// Caption without "Table 3".
        caption: Html,
        /// Whether it may be wider than a narrow screen, so that it scrolls in a region.
        scrolls: bool,
        /// Whether its rows stand below each other on a narrow screen.
        stacks: bool,
        /// Whether it has many columns, of which the first stays in sight.
        wide: bool,
        /// Its columns.
        columns: Vec<ColumnView>,
        /// Its rows below the header row.
        rows: Vec<RowView>,
    }
}

view! {
    /// A column of a table.
    ColumnView {
        /// Words of the header cell; may be empty.
        header: Html,
        /// Whether it holds counts.
        numeric: bool,
        /// Whether its header reads from bottom to top, so that the column may be narrow.
        turned: bool,
        /// `narrow` (as narrow as its words allow), `percent-5` to `percent-95`, or nothing:
        /// as its words ask for.
        width: String,
    }
}

view! {
    /// A row of a table.
    RowView {
        /// Its cells.
        cells: Vec<CellView>,
    }
}

view! {
    /// A cell of a table.
    CellView {
        /// What is in it.
        content: Html,
        /// Whether it is the header of its row.
        header: bool,
        /// Whether it is a count.
        numeric: bool,
        /// Whether its column is as narrow as its words allow.
        narrow: bool,
    }
}

view! {
    /// A picture or drawing.
    FigureView for "figure" {
        /// Its permanent id.
        id: Option<String>,
        /// Number in the document.
        number: Option<usize>,
        /// Caption without "Figure 2"; may be empty.
        caption: Html,
        /// The picture, if it is a file.
        image: Option<ImageView>,
        /// The drawing, if it is one.
        drawing: Option<DrawingView>,
        /// What a picture shows, in sentences; empty where its short text says it all.
        description: Html,
    }
}

view! {
    /// A drawing, with the same content as an outline.
    DrawingView {
        /// A word for style sheets, such as `loom`.
        style: String,
        /// The drawing as SVG, with its short alternative text.
        svg: Html,
        /// The same content in words.
        outline: Vec<GroupView>,
    }
}

view! {
    /// A group of an outline.
    GroupView {
        /// `tile`, `band`, `panel`, `double`, `soft` or `square`.
        shape: String,
        /// What the group is called; may be empty.
        title: Html,
        /// Its members.
        members: Vec<MemberView>,
        /// What joins it to the next group; may be empty.
        joins_next: Html,
    }
}

view! {
    /// A member of a group.
    MemberView {
        /// Its name.
        name: Html,
        /// What it does.
        duties: Vec<Html>,
        /// How it stands to the others.
        relations: Vec<Html>,
    }
}

view! {
    /// A box.
    CalloutView for "callout" {
        /// Its permanent id.
        id: Option<String>,
        /// Id of its title.
        title_id: String,
        /// Title; may be empty.
        title: Html,
        /// What is in it.
        blocks: Html,
    }
}

view! {
    /// Groups beside each other where there is room.
    ColumnsView for "columns" {
        /// Its id, where a reference leads to it.
        id: Option<String>,
        /// The groups, in reading order.
        groups: Vec<Html>,
    }
}

view! {
    /// Something that has changed.
    ChangeView for "change" {
        /// The id that other changes and the list lead to.
        id: Option<String>,
        /// `added`, `removed` or `changed`.
        tone: String,
        /// Which change it is.
        number: usize,
        /// How many there are.
        of: usize,
        /// What happened to what, in words.
        words: String,
        /// Address of the change before it.
        previous: Option<String>,
        /// Address of the change after it.
        next: Option<String>,
        /// What has changed; empty where the words say it all.
        blocks: Html,
    }
}

view! {
    /// Who signs.
    SignatureView for "signature" {
        /// Its id, where a reference leads to it.
        id: Option<String>,
        /// Name, if it is published.
        name: Option<String>,
        /// Offices held.
        offices: Vec<Html>,
    }
}

view! {
    /// Terms with what they stand for.
    DetailsView for "details" {
        /// Its id, where a reference leads to it.
        id: Option<String>,
        /// Its lines.
        details: Vec<DetailView>,
    }
}

view! {
    /// A term with its answer.
    DetailView {
        /// The term.
        term: Html,
        /// Lines of the answer.
        lines: Vec<Html>,
    }
}
