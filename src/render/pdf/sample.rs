//! A document with every kind of block and inline, for tests of this format.

use crate::date::Date;
use crate::document::{
    Block, BlockKind, ChangeMark, Column, Detail, Document, Edition, Figure, Footnote, Image, Inline, Item, Meta,
    Motif, Part, Partner, Picture, Revision, Role, Row, Sign, SignShape, Table, Tone,
};
use crate::drawing::Drawing;
use crate::palette::{Colour, Palette};
use crate::source::{Bytes, Files, Root, Span};
use crate::templates;

pub(super) const DATE: Date = Date { year: 2021, month: 4, day: 1 };

/// A pencil that knows where everything was written: in one file without a word in it.
pub(super) struct Pencil {
    origin: Span,
    made: std::cell::Cell<usize>,
}

pub(super) fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

pub(super) fn files() -> Files {
    let mut files = Files::new();
    templates::add_built_in(&mut files);
    files
}

impl Pencil {
    pub(super) fn new(files: &mut Files) -> Pencil {
        let file = files.add(Root::Content, "sample.md", "content/sample.md", &b""[..]);
        Pencil { origin: Span::whole(file), made: std::cell::Cell::new(0) }
    }

    pub(super) fn block(&self, kind: BlockKind) -> Block {
        self.made.set(self.made.get() + 1);
        Block { id: format!("block-{}", self.made.get()), named: false, origin: self.origin, kind }
    }

    fn named(&self, id: &str, kind: BlockKind) -> Block {
        Block { id: id.to_owned(), named: true, ..self.block(kind) }
    }

    pub(super) fn paragraph(&self, text: &str) -> Block {
        self.block(BlockKind::Paragraph(words(text)))
    }

    fn heading(&self, level: u8, text: &str) -> Block {
        self.block(BlockKind::Heading { level, content: words(text) })
    }

    fn numbered(&self, number: &str, blocks: Vec<Block>) -> Block {
        self.named(&format!("paragraph-{number}"), BlockKind::Numbered { number: number.to_owned(), blocks })
    }

    fn list(&self, start: Option<u64>, columns: u8, items: Vec<Vec<Block>>) -> Block {
        let items = items
            .into_iter()
            .enumerate()
            .map(|(index, blocks)| Item {
                id: format!("item-{}-{index}", self.made.get()),
                origin: self.origin,
                blocks,
            })
            .collect();
        self.block(BlockKind::List { start, columns, items })
    }

    fn bullets(&self, items: &[&str]) -> Block {
        self.list(None, 1, items.iter().map(|item| vec![self.paragraph(item)]).collect())
    }

    fn part(&self, id: &str, role: Role, number: Option<&str>, title: &str, blocks: Vec<Block>) -> Part {
        Part {
            id: id.to_owned(),
            role,
            number: number.map(str::to_owned),
            title: words(title),
            short_title: None,
            numbered: role == Role::Chapter,
            blocks,
            origin: self.origin,
        }
    }

    fn table(&self, number: usize, rows: usize) -> Block {
        let column = |header: &str, numeric, share| Column { header: words(header), numeric, share };
        self.named(
            &format!("table-{number}"),
            BlockKind::Table(Table {
                number,
                caption: words("What the local partnerships named as their priorities"),
                columns: vec![column("Priority", false, 3), column("Number of CSPs (of 12)", true, 1)],
                row_headers: true,
                stacks: false,
                wide: false,
                rows: (0..rows)
                    .map(|index| Row {
                        key: format!("row-{index}"),
                        cells: vec![
                            vec![
                                self.paragraph("Safeguarding and Vulnerability"),
                                self.block(BlockKind::Note(words("including child sexual exploitation"))),
                            ],
                            vec![self.paragraph(&(12 - index % 12).to_string())],
                        ],
                        origin: self.origin,
                    })
                    .collect(),
            }),
        )
    }

    /// More columns than upright paper holds, with signs in their cells.
    pub(super) fn matrix(&self, number: usize, rows: usize) -> Block {
        let column = |header: &str, numeric, share| Column { header: words(header), numeric, share };
        let names = ["Ashford", "Canterbury", "Dartford", "Dover", "Folkestone & Hythe", "Swale", "Thanet"];
        let mut columns = vec![column("Issue", false, 1)];
        columns.extend(names.iter().map(|name| column(name, false, 0)));
        columns.push(column("Total", true, 0));
        let sign = |at: usize| {
            let (shape, letter, words) = match at % 4 {
                0 => (SignShape::Square, Some('P'), "Main priority"),
                1 => (SignShape::Diamond, Some('C'), "Cross-cutting"),
                2 => (SignShape::Ring, Some('T'), "Part of a theme"),
                _ => (SignShape::Nothing, None, "Not named"),
            };
            vec![self.block(BlockKind::Paragraph(vec![Inline::Sign(Sign { shape, letter, words: words.into() })]))]
        };
        let row = |index: usize| {
            let mut cells = vec![vec![self.paragraph("Safeguarding")]];
            cells.extend((0..names.len()).map(|at| sign(index + at)));
            cells.push(vec![self.paragraph("5")]);
            Row { key: format!("row-{index}"), cells, origin: self.origin }
        };
        self.block(BlockKind::Table(Table {
            number,
            caption: words("How each took up each issue"),
            columns,
            row_headers: true,
            wide: true,
            stacks: false,
            rows: (0..rows).map(row).collect(),
        }))
    }

    fn inlines(&self) -> Vec<Inline> {
        vec![
            Inline::RunIn(words("Every inline:")),
            Inline::Text(" words with *stars*, $dollars$ and #hash; ".into()),
            Inline::Emphasis(words("stressed")),
            Inline::Text(", ".into()),
            Inline::Strong(words("important")),
            Inline::Text(", ".into()),
            Inline::Code("letters.yaml".into()),
            Inline::Text(", ".into()),
            Inline::Link { url: "https://www.kent.gov.uk/".into(), content: words("the county's site") },
            Inline::Text(" or ".into()),
            Inline::Link { url: "mailto:csa@kent.gov.uk".into(), content: words("csa@kent.gov.uk") },
            Inline::Text(", see ".into()),
            Inline::Reference { target: "priorities".into(), content: words("Appendix E") },
            Inline::Text(" (and ".into()),
            Inline::Reference { target: "table-1".into(), content: words("Table 1") },
            Inline::Text("), ".into()),
            Inline::Reference { target: "paragraph-3.2".into(), content: words("paragraph 3.2") },
            Inline::Text(", the ".into()),
            Inline::ShortForm { short: "KCSP".into(), long: "Kent Community Safety Partnership".into() },
            Inline::Text(", on 1 April 2021.".into()),
            Inline::FootnoteMark(0),
            Inline::LineBreak,
            Inline::Sign(Sign { shape: SignShape::HalfCircle, letter: None, words: String::new() }),
            Inline::Text(" In progress; ".into()),
            Inline::Sign(Sign { shape: SignShape::Square, letter: Some('P'), words: "Main priority".into() }),
            Inline::Text(" A new line, the same note.".into()),
            Inline::FootnoteMark(0),
            Inline::Text(" And another.".into()),
            Inline::FootnoteMark(1),
        ]
    }
}

fn picture() -> Image {
    let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="#4b2a7b"/></svg>"##;
    Image { path: "images/box.svg".into(), bytes: Bytes::from(svg.as_bytes()), width: 60, height: 40 }
}

/// The document with everything in it.
pub(super) fn everything(files: &mut Files) -> Document {
    let pen = Pencil::new(files);
    let long = "Partners reviewed how they share information, updated the protocol and drew up notices for their joint \
                activities, so that each of them knows what the others may see and for how long it is kept.";
    let chapter = vec![
        pen.paragraph("Many recent changes, national and local, affect the work of community safety partners."),
        pen.heading(2, "Changes to Legislation"),
        pen.numbered("3.1", vec![pen.block(BlockKind::Paragraph(pen.inlines()))]),
        pen.numbered(
            "3.2",
            vec![
                pen.paragraph(long),
                pen.list(
                    None,
                    1,
                    vec![
                        vec![pen.paragraph("a statutory definition of domestic abuse")],
                        vec![pen.paragraph("a Commissioner with"), pen.bullets(&["an office", "a budget"])],
                        vec![pen.paragraph(long)],
                    ],
                ),
                pen.paragraph("More of the same paragraph."),
            ],
        ),
        pen.list(Some(3), 1, vec![vec![pen.paragraph("third")], vec![pen.paragraph("fourth")]]),
        pen.heading(3, "A Small Heading"),
        pen.block(BlockKind::Callout {
            title: words("Delivery of probation services"),
            blocks: vec![pen.paragraph("Contracts end on 25 June 2021."), pen.bullets(&["one", "two"])],
        }),
        pen.heading(4, "A Smaller Heading"),
        pen.block(BlockKind::Note(words("A remark below it."))),
        pen.block(BlockKind::Rule),
        pen.block(BlockKind::Preformatted("two  spaces\n  and a line".into())),
        pen.named(
            "diagram",
            BlockKind::Figure(Figure {
                number: Some(1),
                caption: words("Who delivers, supports and scrutinises the agreement"),
                picture: Picture::Drawing(Box::new(Drawing {
                    style: "loom",
                    width: 470.0,
                    height: 120.0,
                    marks: Vec::new(),
                    outline: Vec::new(),
                })),
                alternative: Some("A diagram of two bodies.".into()),
                description: "The Scrutiny Committee scrutinises the partnership.".into(),
            }),
        ),
        pen.block(BlockKind::Figure(Figure {
            number: None,
            caption: Vec::new(),
            picture: Picture::Image(picture()),
            alternative: None,
            description: String::new(),
        })),
        pen.list(
            None,
            2,
            ["Ashford", "Canterbury", "Dartford", "Dover", "Folkestone & Hythe", "Gravesham", "Maidstone"]
                .iter()
                .map(|name| vec![pen.paragraph(name)])
                .collect(),
        ),
    ];
    let changed = BlockKind::Change {
        mark: ChangeMark {
            number: 1,
            of: 1,
            tone: Tone::Changed,
            words: "Paragraph reworded".into(),
            previous: None,
            next: None,
        },
        blocks: vec![pen.block(BlockKind::Paragraph(vec![
            Inline::Text("Partners ".into()),
            Inline::Revised { revision: Revision::Removed, content: words("met") },
            Inline::Text(" ".into()),
            Inline::Revised { revision: Revision::Added, content: words("meet") },
            Inline::Text(".".into()),
        ]))],
    };
    let chapter: Vec<Block> = chapter.into_iter().chain([pen.named("change_1", changed)]).collect();
    let group = |title: &str, items: &[&str]| vec![pen.heading(2, title), pen.bullets(items)];
    let horizon = vec![
        pen.paragraph("Members of the group named current and future issues under the headings of a PESTELO analysis."),
        pen.block(BlockKind::Columns(vec![
            group("Political", &["The pandemic: local, national and international impact", "Elections, May 2021"]),
            group("Economic", &["Pressure on public funding", "Unemployment", "More need for support"]),
            group("Social", &["Domestic abuse", "Hate crime", "Loneliness"]),
            group("Technological", &["Online safety"]),
            group("Legislation", &["Domestic Abuse Bill", "Counter-Terrorism and Border Security Act 2019"]),
        ])),
    ];
    Document {
        meta: Meta {
            title: "Kent Community Safety Agreement".into(),
            short_title: "Kent CSA".into(),
            files_named: "Kent Community Safety Agreement".to_owned(),
            description: "How partner organisations in Kent work together.".into(),
            language: "en-GB".into(),
            area: "Kent".into(),
            partnership: "Kent Community Safety Partnership".into(),
            partners: vec![
                Partner { name: "Kent Police".into(), logo: Some((picture(), "Kent Police".into())) },
                Partner { name: "Kent County Council".into(), logo: None },
                Partner { name: "Kent Fire and Rescue Service".into(), logo: None },
            ],
            edition: Edition {
                version: "5.0".into(),
                month: "April 2021".into(),
                effective: "1 April 2021".into(),
                date: DATE,
            },
            palette: Palette::from_theme(Colour(0x4b, 0x2a, 0x7b)).unwrap(),
            motif: Motif { threads: 7, bands: 5 },
            opening: crate::document::Opening::Cover,
        },
        parts: vec![
            pen.part("contents", Role::Contents, None, "Contents", vec![pen.block(BlockKind::Contents)]),
            pen.part(
                "foreword",
                Role::Front,
                None,
                "Foreword",
                vec![
                    pen.paragraph(long),
                    pen.block(BlockKind::Signature {
                        name: Some("A. Person".into()),
                        offices: vec![words("Chair of the Partnership"), words("Cabinet Member")],
                    }),
                ],
            ),
            pen.part("landscape", Role::Chapter, Some("3"), "Key Changes to the Community Safety Landscape", chapter),
            pen.part(
                "assessments",
                Role::Appendix,
                Some("A"),
                "Strategic Assessments (2020-21)",
                vec![pen.paragraph(long), pen.table(1, 24)],
            ),
            pen.part("horizon", Role::Appendix, Some("C"), "Horizon Scanning (2020-21)", horizon),
            pen.part(
                "priorities",
                Role::Appendix,
                Some("E"),
                "Kent CSA Priorities and Cross-Cutting Themes",
                vec![
                    pen.table(2, 3),
                    pen.matrix(3, 30),
                    pen.bullets(&["the key to it"]),
                    pen.paragraph("Words on upright paper again."),
                ],
            ),
            pen.part(
                "contact",
                Role::Back,
                None,
                "Contact",
                vec![pen.block(BlockKind::Details(vec![
                    Detail {
                        term: words("Address"),
                        lines: vec![words("KCST Office"), words("Loose Road"), words("Maidstone"), words("ME15 9QB")],
                    },
                    Detail {
                        term: words("Telephone"),
                        lines: vec![vec![Inline::Link {
                            url: "tel:+443000410234".into(),
                            content: words("03000 410234"),
                        }]],
                    },
                ]))],
            ),
        ],
        footnotes: vec![
            Footnote {
                id: "note-1".into(),
                content: words("The protocol is shared by partners in Kent and Medway."),
                origin: pen.origin,
            },
            Footnote { id: "note-2".into(), content: words("Since 2018."), origin: pen.origin },
        ],
        since: None,
        superseded: None,
        sought: std::collections::BTreeSet::new(),
    }
}
