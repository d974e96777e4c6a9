//! A document for tests that has every kind of block and inline.

use crate::date::Date;
use crate::document::*;
use crate::drawing::{Drawing, Group, GroupShape, Mark, Member, Paint};
use crate::id::slug;
use crate::palette::{Colour, Palette};
use crate::source::{Bytes, Files, Root, Span};
use crate::typeface::Weight;

/// Words that would break out of a careless page.
pub(super) const HOSTILE: &str = "</p><script>alert('x')</script>\"&\u{0}";

/// Builds blocks that all come from one place.
pub(super) struct Maker {
    pub(super) origin: Span,
    made: usize,
}

pub(super) fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.to_owned())]
}

pub(super) fn link(url: &str, words: &str) -> Inline {
    Inline::Link { url: url.to_owned(), content: text(words) }
}

pub(super) fn reference(target: &str, words: &str) -> Inline {
    Inline::Reference { target: target.to_owned(), content: text(words) }
}

impl Maker {
    /// A maker with the built-in templates.
    pub(super) fn new() -> (Files, Maker) {
        let mut files = Files::new();
        let file = files.add(Root::Content, "chapters/01-introduction.md", "content/x.md", b"words".to_vec());
        crate::templates::add_built_in(&mut files);
        (files, Maker { origin: Span::new(file, 0, 5), made: 0 })
    }

    pub(super) fn block(&mut self, kind: BlockKind) -> Block {
        self.made += 1;
        Block { id: format!("made-{}", self.made), named: false, origin: self.origin, kind }
    }

    pub(super) fn named(&mut self, id: &str, kind: BlockKind) -> Block {
        Block { id: id.to_owned(), named: true, origin: self.origin, kind }
    }

    pub(super) fn p(&mut self, words: &str) -> Block {
        self.block(BlockKind::Paragraph(text(words)))
    }

    fn item(&mut self, blocks: Vec<Block>) -> Item {
        self.made += 1;
        Item { id: format!("made-{}", self.made), origin: self.origin, blocks }
    }

    pub(super) fn list(&mut self, start: Option<u64>, columns: u8, words: &[&str]) -> Block {
        let items = words
            .iter()
            .map(|words| {
                let paragraph = self.p(words);
                self.item(vec![paragraph])
            })
            .collect();
        self.block(BlockKind::List { start, columns, items })
    }

    fn row(&mut self, cells: Vec<Vec<Block>>) -> Row {
        Row { key: String::new(), cells, origin: self.origin }
    }

    fn numbered(&mut self, number: &str, content: Vec<Inline>, rest: Vec<Block>) -> Block {
        let mut blocks = vec![self.block(BlockKind::Paragraph(content))];
        blocks.extend(rest);
        self.block(BlockKind::Numbered { number: number.to_owned(), blocks })
    }

    fn column(header: &str, numeric: bool, share: u8) -> Column {
        Column { header: text(header), numeric, share }
    }

    fn totals(&mut self) -> Block {
        let data = [
            ("Domestic Abuse", "", "12"),
            ("ASB / Environmental", "", "11"),
            (
                "Safeguarding and Vulnerability",
                "including child sexual exploitation, exploitation, vulnerable people, repeat victims",
                "9",
            ),
            ("Tackling Violence", "including violent crime, violence reduction, youth violence, weapons", "9"),
        ];
        let rows = data
            .iter()
            .map(|(name, note, count)| {
                let mut first = vec![self.p(name)];
                if !note.is_empty() {
                    first.push(self.block(BlockKind::Note(text(note))));
                }
                let count = vec![self.p(count)];
                self.row(vec![first, count])
            })
            .collect();
        self.named(
            "totals",
            BlockKind::Table(Table {
                number: 2,
                caption: text("Priorities found by the local assessments"),
                columns: vec![Self::column("Priority", false, 1), Self::column("Number of CSPs (of 12)", true, 0)],
                row_headers: true,
                stacks: false,
                wide: false,
                rows,
            }),
        )
    }

    fn editions(&mut self) -> Block {
        let data = [
            ["1.0", "April 2017", "1 April 2017", "First edition of the agreement", "Kent Community Safety Team"],
            [
                "5.0",
                "April 2021",
                "1 April 2021",
                "Refreshed Kent Community Safety Agreement",
                "Kent Community Safety Team",
            ],
        ];
        let rows = data
            .iter()
            .map(|cells| {
                let cells = cells.iter().map(|words| vec![self.p(words)]).collect();
                self.row(cells)
            })
            .collect();
        let mut columns: Vec<_> =
            ["Version", "Month", "Effective", "", "Author"].iter().map(|words| Self::column(words, false, 1)).collect();
        columns[3] = Column { header: Vec::new(), numeric: false, share: 3 };
        self.named(
            "editions",
            BlockKind::Table(Table {
                number: 1,
                caption: text("Editions of this agreement"),
                columns,
                row_headers: true,
                stacks: false,
                wide: false,
                rows,
            }),
        )
    }
}

fn member(name: &str, duties: &[&str], relations: &[&str]) -> Member {
    let all = |words: &[&str]| words.iter().map(|words| (*words).to_owned()).collect();
    Member { id: slug(name), name: name.to_owned(), duties: all(duties), relations: all(relations) }
}

fn group(shape: GroupShape, title: &str, names: &[&str], joins_next: &str) -> Group {
    Group {
        shape,
        title: title.to_owned(),
        members: names.iter().map(|name| member(name, &[], &[])).collect(),
        joins_next: joins_next.to_owned(),
    }
}

fn loom() -> Drawing {
    let rect = Mark::Rect { x: 0.0, y: 20.0, width: 110.0, height: 57.0, radius: 7.0, line: 0.0, paint: Paint::Tile };
    let words = Mark::Text {
        x: 10.0,
        y: 52.0,
        size: 11.0,
        weight: Weight::Bold,
        words: "Domestic Abuse".to_owned(),
        paint: Paint::OnTile,
    };
    Drawing {
        style: "loom",
        width: 470.0,
        height: 100.0,
        marks: vec![rect, words],
        outline: vec![
            group(
                GroupShape::Tile,
                "Kent CSA priorities",
                &["Domestic Abuse", "Anti-Social Behaviour", "Safeguarding Vulnerable People", "Road Safety"],
                "",
            ),
            group(
                GroupShape::Band,
                "Kent CSA cross-cutting themes",
                &["Early Intervention, Prevention and Education", "Response and Recovery from the COVID-19 pandemic"],
                "Due regard for each other\u{2019}s priorities",
            ),
            group(
                GroupShape::Panel,
                "Chief Constable\u{2019}s priorities, Safer in Kent Plan",
                &["Put Victims First", "Provide Visible Neighbourhood Policing and Effective Roads Policing"],
                "",
            ),
        ],
    }
}

fn governance() -> Drawing {
    let mut outline = vec![
        group(GroupShape::Double, "", &[], ""),
        group(GroupShape::Tile, "", &[], ""),
        group(GroupShape::Soft, "", &[], ""),
        group(GroupShape::Square, "", &[], ""),
    ];
    outline[0].members = vec![member("Scrutiny Committee", &[], &["Scrutinises the partnership"])];
    outline[1].members = vec![member("Kent Community Safety Partnership", &["Responsible for delivery"], &[])];
    outline[2].members =
        vec![member("KCSP Working Group", &["Supports the partnership"], &["Supports the partnership"])];
    outline[3].members = vec![member("Local Community Safety Partnerships", &[], &["Report to the partnership"])];
    Drawing { style: "governance", width: 470.0, height: 80.0, marks: Vec::new(), outline }
}

fn figure(number: usize, caption: Vec<Inline>, picture: Picture) -> BlockKind {
    BlockKind::Figure(Figure {
        number: Some(number),
        caption,
        picture,
        alternative: Some("Diagram of four priorities and two themes".to_owned()),
        description: String::new(),
    })
}

fn part(
    id: &str,
    role: Role,
    number: Option<&str>,
    title: &str,
    numbered: bool,
    blocks: Vec<Block>,
    origin: Span,
) -> Part {
    Part {
        id: id.to_owned(),
        role,
        number: number.map(str::to_owned),
        title: text(title),
        short_title: None,
        numbered,
        blocks,
        origin,
    }
}

/// A picture of one grey pixel.
fn pixel() -> Image {
    let bytes: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x80\x80\x80\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";
    Image { path: "images/logo.gif".to_owned(), bytes: Bytes::from(bytes), width: 120, height: 60 }
}

/// The sample with its files.
pub(super) fn document() -> (Document, Files) {
    let (files, mut m) = Maker::new();
    let o = m.origin;

    let contents = vec![m.block(BlockKind::Contents)];
    let editions = vec![m.editions()];

    let foreword = vec![
        m.p("Welcome to the agreement, which holds from 1 April 2021."),
        m.block(BlockKind::Rule),
        m.block(BlockKind::Signature {
            name: Some("A. Chair".to_owned()),
            offices: vec![text("Chair of the Partnership"), text("Cabinet Member")],
        }),
    ];

    let boxed = {
        let blocks = vec![m.p("Contracts end on 25 June 2021. From 26 June 2021 the National Probation Service takes on all case management.")];
        m.block(BlockKind::Callout { title: text("Delivery of probation services"), blocks })
    };
    let bare_box = {
        let blocks = vec![m.p("A box without a title.")];
        m.block(BlockKind::Callout { title: Vec::new(), blocks })
    };
    let bullets = m.list(
        None,
        1,
        &[
            "a statutory definition of domestic abuse",
            "a Domestic Abuse Commissioner",
            "a new protection notice and order",
        ],
    );
    let gdpr = m.numbered(
        "3.1",
        vec![
            Inline::RunIn(text("General Data Protection Regulations (GDPR):")),
            Inline::Text(" In effect since 25 May 2018. Partners reviewed how they share information".to_owned()),
            Inline::FootnoteMark(0),
            Inline::Text(
                ", updated the Kent and Medway Information Sharing Protocol and drew up privacy notices; see "
                    .to_owned(),
            ),
            reference("dhr", "paragraph 3.2"),
            Inline::Text(" and ".to_owned()),
            reference("strategic-assessments", "Appendix A"),
            Inline::Text(".".to_owned()),
        ],
        vec![],
    );
    let mut dhr = m.numbered(
        "3.2",
        vec![
            Inline::RunIn(text("Domestic Abuse:")),
            Inline::Text(" A draft bill was published on 21 January 2019. The ".to_owned()),
            Inline::ShortForm { short: "KCSP".to_owned(), long: "Kent Community Safety Partnership".to_owned() },
            Inline::Text(" noted it".to_owned()),
            Inline::FootnoteMark(1),
            Inline::Text(". It is ".to_owned()),
            Inline::Emphasis(text("not yet")),
            Inline::Text(" ".to_owned()),
            Inline::Strong(text("law")),
            Inline::Text(". Its proposals include:".to_owned()),
        ],
        vec![bullets],
    );
    dhr.id = "dhr".to_owned();
    dhr.named = true;
    let heading = m.named(
        "changes-to-legislation",
        BlockKind::Heading { level: 2, content: text("Changes to Cross-Cutting Legislation") },
    );
    let deeper = m.block(BlockKind::Heading { level: 3, content: text("What comes next") });
    let deepest = m.block(BlockKind::Heading { level: 4, content: text("And after that") });
    let intro = m.p("Many recent changes, national and local, affect the work of community safety partners. This chapter sets out the main ones.");
    let steps = m.list(Some(3), 1, &["Third step", "Fourth step"]);
    let districts =
        m.list(None, 2, &["Ashford", "Canterbury", "Dartford", "Dover", "Folkestone and Hythe", "Gravesham"]);
    let file = m.block(BlockKind::Paragraph(vec![
        Inline::Text("The file is ".to_owned()),
        Inline::Code("data/priorities.yaml".to_owned()),
        Inline::Text(", first line".to_owned()),
        Inline::LineBreak,
        Inline::Sign(Sign { shape: SignShape::HalfCircle, letter: None, words: String::new() }),
        Inline::Text(" In progress, ".to_owned()),
        Inline::Sign(Sign { shape: SignShape::Square, letter: Some('P'), words: "Main priority".to_owned() }),
        Inline::Text("second line; again".to_owned()),
        Inline::FootnoteMark(0),
        Inline::Text(".".to_owned()),
    ]));
    let exact = m.block(BlockKind::Preformatted("Line one\n  line two, indented".to_owned()));
    let changes = vec![intro, heading, gdpr, dhr, boxed, deeper, steps, districts, deepest, file, exact, bare_box];

    let caption = vec![
        Inline::Text("Purple rounded boxes and bars are the priorities and themes of this agreement. The same lists are in tables in ".to_owned()),
        reference("strategic-assessments", "Appendix A"),
        Inline::Text(".".to_owned()),
    ];
    let priorities = vec![
        m.named("priority-diagram", figure(1, caption, Picture::Drawing(Box::new(loom())))),
        m.named(
            "governance-diagram",
            figure(2, text("Who answers to whom."), Picture::Drawing(Box::new(governance()))),
        ),
        m.block(BlockKind::Figure(Figure {
            number: None,
            caption: Vec::new(),
            picture: Picture::Image(pixel()),
            alternative: None,
            description: String::new(),
        })),
    ];

    let others = m.block(BlockKind::Paragraph(vec![
        Inline::Text("Others are cybercrime and ".to_owned()),
        Inline::Revised { revision: Revision::Removed, content: text("theft") },
        Inline::Text(" ".to_owned()),
        Inline::Revised { revision: Revision::Added, content: vec![link("https://www.gov.uk/", "fraud")] },
        Inline::Text(".".to_owned()),
    ]));
    let mark = |number, tone, words: &str| ChangeMark {
        number,
        of: 2,
        tone,
        words: words.to_owned(),
        previous: (number == 2).then(|| "change_1".to_owned()),
        next: (number == 1).then(|| "change_2".to_owned()),
    };
    let gone = m.block(BlockKind::Paragraph(vec![Inline::Revised {
        revision: Revision::Removed,
        content: text("A paragraph that is gone."),
    }]));
    let changed = BlockKind::Change { mark: mark(1, Tone::Changed, "Paragraph reworded"), blocks: vec![others] };
    let removed = BlockKind::Change { mark: mark(2, Tone::Removed, "Paragraph removed"), blocks: vec![gone] };
    let totals = vec![m.totals(), m.named("change_1", changed), m.named("change_2", removed)];
    let horizon = {
        let mut column = |title: &str| {
            let heading = m.block(BlockKind::Heading { level: 2, content: text(title) });
            let list = m.list(None, 1, &["Economic uncertainty", "Fewer people in stable work", "New technology"]);
            vec![heading, list]
        };
        let groups = vec![column("Political"), column("Economic")];
        vec![m.block(BlockKind::Columns(groups))]
    };
    let contact = {
        let detail = |term: &str, lines: Vec<Vec<Inline>>| Detail { term: text(term), lines };
        vec![m.block(BlockKind::Details(vec![
            detail("Address", vec![text("KCST Office"), text("Maidstone"), text("ME15 9QB")]),
            detail("Email", vec![vec![link("mailto:csafety@example.gov.uk", "csafety@example.gov.uk")]]),
            detail("Telephone", vec![vec![link("tel:+443000410234", "03000 410234")]]),
            detail("Web", vec![vec![link("https://www.kent.gov.uk/", "www.kent.gov.uk")]]),
        ]))]
    };

    let note = |id: &str, content: Vec<Inline>| Footnote { id: id.to_owned(), content, origin: o };
    let document = Document {
        meta: Meta {
            title: "Kent Community Safety Agreement".to_owned(),
            short_title: "Kent CSA".to_owned(),
            files_named: "Kent Community Safety Agreement".to_owned(),
            description: "How the partners in Kent work together for community safety.".to_owned(),
            language: "en-GB".to_owned(),
            area: "Kent".to_owned(),
            partnership: "Kent Community Safety Partnership".to_owned(),
            partners: vec![
                Partner { name: "Kent Police".to_owned(), logo: None },
                Partner {
                    name: "Kent County Council".to_owned(),
                    logo: Some((pixel(), "Kent County Council".to_owned())),
                },
            ],
            edition: Edition {
                version: "5.0".to_owned(),
                month: "April 2021".to_owned(),
                effective: "1 April 2021".to_owned(),
                date: Date { year: 2021, month: 4, day: 1 },
            },
            palette: Palette::from_theme(Colour(0x4b, 0x2a, 0x7b)).unwrap(),
            motif: Motif::default(),
            opening: crate::document::Opening::Cover,
        },
        parts: vec![
            part("version-control", Role::Front, None, "Version control", false, editions, o),
            part("contents", Role::Contents, None, "Contents", false, contents, o),
            part("foreword", Role::Front, None, "Foreword", false, foreword, o),
            part(
                "key-changes",
                Role::Chapter,
                Some("3"),
                "Key Changes to the Community Safety Landscape",
                true,
                changes,
                o,
            ),
            part("county-priorities", Role::Chapter, Some("6"), "County Priorities", true, priorities, o),
            part(
                "strategic-assessments",
                Role::Appendix,
                Some("A"),
                "Strategic Assessments (2020-21)",
                false,
                totals,
                o,
            ),
            part("horizon-scanning", Role::Appendix, Some("C"), "Horizon Scanning (2020-21)", false, horizon, o),
            part("contact", Role::Back, None, "Contact", false, contact, o),
        ],
        footnotes: vec![
            note("note-gdpr", text("Regulation (EU) 2016/679.")),
            note(
                "note-bill",
                vec![
                    Inline::Text("See ".to_owned()),
                    link("https://www.legislation.gov.uk/", "the law"),
                    Inline::Text(".".to_owned()),
                ],
            ),
        ],
        since: Some(Since { edition: "April 2020".to_owned(), list: "contact".to_owned() }),
        superseded: Some(Newer {
            edition: "April 2022, version 6.0".to_owned(),
            address: "./agreement-april-2022.html".to_owned(),
        }),
        sought: std::collections::BTreeSet::new(),
    };
    (document, files)
}
