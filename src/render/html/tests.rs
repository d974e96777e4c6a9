//! The page, made from a document with every kind of block.

use super::sample::{self, HOSTILE, Maker, link, text};
use super::*;
use crate::document::*;

fn link_to_pdf() -> PdfLink {
    PdfLink { name: "kent csa.pdf".to_owned(), pages: 27, bytes: 411_700 }
}

fn page() -> String {
    let (document, files) = sample::document();
    render(&document, &files, Some(&link_to_pdf())).unwrap()
}

/// The page from `<body>` on, where the style sheet cannot be mistaken for content.
fn body(page: &str) -> &str {
    &page[page.find("<body>").unwrap()..]
}

fn ids(page: &str) -> Vec<&str> {
    body(page).split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_sample_prints_as_reviewed() {
    insta::with_settings!({filters => vec![(r"data:[a-z/+0-9]+;base64,[A-Za-z0-9+/=]+", "[data]"), (r"(?s)<svg.*?</svg>", "[svg]")]}, {
        insta::assert_snapshot!(body(&page()));
    });
}

/// Every kind of block with what shows it in the page; a new kind does not compile without.
fn shown_as(kind: &BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading { .. } => "<h3 id=\"changes-to-legislation\">",
        BlockKind::Paragraph(_) => "<p>Welcome to the agreement",
        BlockKind::Note(_) => "<p class=\"note\">",
        BlockKind::Numbered { .. } => "<div class=\"paragraph\"",
        BlockKind::List { .. } => "<ol start=\"3\">",
        BlockKind::Table(_) => "<table>",
        BlockKind::Figure(_) => "<figure class=\"figure drawing loom\" id=\"priority-diagram\">",
        BlockKind::Callout { .. } => "<div class=\"callout\"",
        BlockKind::Columns(_) => "<div class=\"columns\">",
        BlockKind::Preformatted(_) => "<pre>Line one\n  line two",
        BlockKind::Rule => "<hr>",
        BlockKind::Signature { .. } => "<div class=\"signature\">",
        BlockKind::Details(_) => "<dl class=\"facts\">",
        BlockKind::Change { .. } => "<div class=\"change changed\" id=\"change_1\">",
        BlockKind::Contents => "<nav class=\"contents\" id=\"contents\"",
    }
}

#[test]
fn every_kind_of_block_is_shown() {
    let (document, _) = sample::document();
    let page = page();
    let mut kinds = std::collections::HashSet::new();
    for block in document.walk() {
        kinds.insert(std::mem::discriminant(&block.kind));
        assert!(page.contains(shown_as(&block.kind)), "{} is missing", shown_as(&block.kind));
    }
    assert_eq!(kinds.len(), 15);
}

#[test]
fn ids_are_unique_and_every_reference_has_its_place() {
    let page = page();
    let ids = ids(&page);
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len());
    for target in body(&page).split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(&target), "nothing has the id {target}");
    }
}

#[test]
fn ids_of_the_page_make_way_for_those_of_the_document() {
    let (mut document, files) = sample::document();
    document.parts[0].id = "main".to_owned();
    document.parts[2].id = "p3-1".to_owned();
    let page = render(&document, &files, None).unwrap();
    let ids = ids(&page);
    for id in ["main", "p3-1"] {
        assert_eq!(ids.iter().filter(|found| **found == id).count(), 1, "{id}");
    }
    assert!(page.contains("<section class=\"part front\" id=\"main\">"));
    assert!(page.contains("href=\"#main-x\">Skip"));
}

#[test]
fn numbered_paragraphs_have_a_permanent_and_a_numbered_anchor() {
    let page = page();
    assert!(page.contains("<div class=\"paragraph\" id=\"dhr\">"));
    assert!(page.contains("id=\"p3-2\" href=\"#dhr\""));
}

#[test]
fn a_page_needs_no_script_and_no_network() {
    let page = page();
    assert!(!page.contains("<script"));
    for asks in [" src=\"http", "url(http", "@import", "<link", "<iframe", " srcset="] {
        assert!(!page.contains(asks), "{asks}");
    }
    let sources = page.split(" src=\"").skip(1);
    assert!(sources.clone().count() > 0);
    sources.for_each(|source| assert!(source.starts_with("data:")));
}

#[test]
fn the_pdf_is_offered_with_its_pages_and_size() {
    let page = page();
    assert!(page.contains("href=\"kent%20csa.pdf\""));
    assert!(page.contains("(27 pages, 412 kB)"));
    let (document, files) = sample::document();
    assert!(!render(&document, &files, None).unwrap().contains("Download"));
}

#[test]
fn a_sign_says_its_words_only_where_none_follow_it() {
    let (files, mut m) = Maker::new();
    let (mut document, _) = sample::document();
    let sign = |letter, words: &str| Inline::Sign(Sign { shape: SignShape::Ring, letter, words: words.to_owned() });
    let content = vec![sign(None, ""), Inline::Text(" Not started".to_owned()), sign(Some('T'), "Part of a theme")];
    document.parts[2].blocks = vec![m.block(BlockKind::Paragraph(content))];
    let page = render(&document, &files, None).unwrap();
    assert!(page.contains("<svg class=\"sign\" aria-hidden=\"true\" viewBox"), "{page}");
    assert!(page.contains("<svg class=\"sign lettered\" role=\"img\" aria-label=\"Part of a theme\" viewBox"));
    assert!(page.contains(">T</text></svg>"));
}

#[test]
fn a_wide_table_scrolls_and_turns_its_narrow_headers() {
    let (files, mut m) = Maker::new();
    let (mut document, _) = sample::document();
    let column = |header: &str, numeric, share| Column { header: text(header), numeric, share };
    let nothing = Sign { shape: SignShape::Nothing, letter: None, words: "Not named".to_owned() };
    let empty = m.block(BlockKind::Paragraph(vec![Inline::Sign(nothing)]));
    let cells = vec![vec![m.p("Harm")], vec![empty], vec![m.p("0")]];
    document.parts[2].blocks = vec![m.block(BlockKind::Table(Table {
        number: 1,
        caption: text("A"),
        columns: vec![column("Issue", false, 1), column("Ashford", false, 0), column("Total", true, 0)],
        row_headers: true,
        stacks: false,
        wide: true,
        rows: vec![Row { key: String::new(), cells, origin: m.origin }],
    }))];
    let page = render(&document, &files, None).unwrap();
    assert!(page.contains("<div class=\"table scrolls wide\""), "{page}");
    assert!(page.contains("<th scope=\"col\" class=\"turned\"><span>Ashford</span></th>"));
    assert!(page.contains("<th scope=\"col\" class=\"numeric\">Total</th>"));
    assert!(page.contains("<td class=\"narrow\"><span class=\"said\">Not named</span></td>"));
}

/// Whether a table scrolls that has a header and a cell of 11 letters in one column, and a cell in the other.
fn scrolls(cell: impl FnOnce(&mut Maker) -> Block) -> bool {
    let (files, mut m) = Maker::new();
    let (mut document, _) = sample::document();
    let column = || Column { header: text("Information"), numeric: false, share: 0 };
    let cells = vec![vec![m.p("Information")], vec![cell(&mut m)]];
    document.parts.truncate(1);
    document.parts[0].blocks = vec![m.block(BlockKind::Table(Table {
        number: 1,
        caption: text("A"),
        columns: vec![column(), column()],
        row_headers: false,
        stacks: false,
        wide: false,
        rows: vec![Row { key: String::new(), cells, origin: m.origin }],
    }))];
    render(&document, &files, None).unwrap().contains("<div class=\"table scrolls\"")
}

#[test]
fn a_table_scrolls_where_spaced_letters_would_not_fit_a_phone() {
    let word = |word: &'static str| scrolls(|m| m.p(word));
    assert!(!word("the surroundings of a place"), "23 letters fit");
    assert!(word("a neighbourhood"), "24 do not");
}

#[test]
fn the_indent_of_a_list_takes_room_in_a_table() {
    let item = |word: &'static str| scrolls(|m| m.list(None, 1, &[word]));
    assert!(!item("background") && item("information"));
}

#[test]
fn the_mark_of_a_note_takes_room_in_a_table() {
    let noted = |word: &str| {
        scrolls(|m| m.block(BlockKind::Paragraph(vec![Inline::Text(format!("{word}\u{a0}")), Inline::FootnoteMark(0)])))
    };
    assert!(!noted("districts") && noted("background"));
}

#[test]
fn hostile_words_stay_words_wherever_they_stand() {
    let (files, mut m) = Maker::new();
    let (mut document, _) = sample::document();
    let words = || text(HOSTILE);
    let kinds = vec![
        BlockKind::Heading { level: 2, content: words() },
        BlockKind::Paragraph(vec![
            Inline::Emphasis(words()),
            Inline::Strong(words()),
            Inline::RunIn(words()),
            Inline::Code(HOSTILE.to_owned()),
            link(&format!("https://x/{HOSTILE}"), HOSTILE),
            link(&format!("javascript:{HOSTILE}"), "harmless words"),
            sample::reference(HOSTILE, HOSTILE),
            Inline::ShortForm { short: HOSTILE.to_owned(), long: HOSTILE.to_owned() },
            Inline::Sign(Sign { shape: SignShape::Square, letter: Some('<'), words: HOSTILE.to_owned() }),
            Inline::FootnoteMark(0),
            Inline::FootnoteMark(99),
        ]),
        BlockKind::Note(words()),
        BlockKind::Numbered { number: HOSTILE.to_owned(), blocks: vec![m.p(HOSTILE)] },
        BlockKind::Callout { title: words(), blocks: vec![m.p(HOSTILE)] },
        BlockKind::Preformatted(HOSTILE.to_owned()),
        BlockKind::Signature { name: Some(HOSTILE.to_owned()), offices: vec![words()] },
        BlockKind::Details(vec![Detail { term: words(), lines: vec![words()] }]),
        BlockKind::Table(Table {
            number: 1,
            caption: words(),
            columns: vec![Column { header: words(), numeric: false, share: 200 }],
            row_headers: true,
            stacks: false,
            wide: false,
            rows: vec![Row { key: HOSTILE.to_owned(), cells: vec![vec![m.p(HOSTILE)]], origin: m.origin }],
        }),
        BlockKind::Figure(Figure {
            number: Some(1),
            caption: words(),
            picture: Picture::Drawing(Box::new(crate::drawing::Drawing {
                style: "loom",
                width: 1.0,
                height: 1.0,
                marks: Vec::new(),
                outline: vec![crate::drawing::Group {
                    shape: crate::drawing::GroupShape::Tile,
                    title: HOSTILE.to_owned(),
                    members: vec![crate::drawing::Member {
                        id: HOSTILE.to_owned(),
                        name: HOSTILE.to_owned(),
                        duties: vec![HOSTILE.to_owned()],
                        relations: vec![HOSTILE.to_owned()],
                    }],
                    joins_next: HOSTILE.to_owned(),
                }],
            })),
            alternative: Some(HOSTILE.to_owned()),
            description: HOSTILE.to_owned(),
        }),
    ];
    let blocks = kinds.into_iter().map(|kind| m.named(HOSTILE, kind)).collect();
    let meta = &mut document.meta;
    for field in [&mut meta.title, &mut meta.description, &mut meta.language, &mut meta.partnership] {
        *field = HOSTILE.to_owned();
    }
    for field in [&mut meta.edition.version, &mut meta.edition.month, &mut meta.edition.effective] {
        *field = HOSTILE.to_owned();
    }
    meta.partners[0].name = HOSTILE.to_owned();
    if let Some(logo) = &mut meta.partners[1].logo {
        logo.1 = HOSTILE.to_owned();
    }
    document.footnotes[0] = Footnote { id: HOSTILE.to_owned(), content: words(), origin: m.origin };
    document.parts = vec![Part {
        id: HOSTILE.to_owned(),
        role: Role::Appendix,
        number: Some(HOSTILE.to_owned()),
        title: words(),
        short_title: Some(words()),
        numbered: true,
        blocks,
        origin: m.origin,
    }];
    let pdf = PdfLink { name: HOSTILE.to_owned(), pages: 1, bytes: 1 };
    let page = render(&document, &files, Some(&pdf)).unwrap();
    assert!(!page.contains("<script"), "a script got in");
    assert!(!page.contains("javascript:"), "a refused scheme got in");
    assert!(page.contains("harmless words"));
    assert!(!page.contains('\u{0}'), "a control character got in");
    assert!(!page.contains("\"\"&"), "a quotation mark ended an attribute");
    // Tags are only those of the templates: taking the escaped words out leaves a page in balance.
    assert_eq!(page.matches("<section").count(), page.matches("</section>").count());
    assert_eq!(page.matches("<p>").count() + page.matches("<p ").count(), page.matches("</p>").count());
}

fn with_override(path: &str, template: &str) -> (Vec<Diagnostic>, Files) {
    let (document, mut files) = sample::document();
    files.add(Root::Templates, path, &format!("templates/{path}"), template.as_bytes().to_vec());
    (render(&document, &files, None).unwrap_err(), files)
}

/// Line and column of the finding, and the words that it points to.
fn place<'a>(finding: &Diagnostic, files: &'a Files) -> (usize, usize, &'a str) {
    let span = finding.primary.span;
    let (line, column) = files.line_column(span.file, span.start);
    (line, column, &files.text(span.file).unwrap()[span.start..span.end])
}

#[test]
fn an_unknown_name_in_a_template_is_found_at_its_place() {
    let (findings, files) = with_override("html/callout.html", "<p>\nÜ {{ titel }}</p>\n");
    assert_eq!(findings.len(), 1);
    assert_eq!(place(&findings[0], &files), (2, 6, "titel"));
    assert_eq!(findings[0].message, "The page has nothing called “titel” in this place");
    assert!(findings[0].help.as_deref().unwrap().contains("title"));
}

#[test]
fn a_template_that_cannot_be_read_is_found_at_its_place() {
    let (findings, files) = with_override("html/part.html", "\u{feff}<p>\n{% if %}\n</p>");
    assert_eq!(findings.len(), 1);
    assert_eq!(place(&findings[0], &files), (2, 7, "%}"));
}

#[test]
fn an_unknown_filter_is_found_at_its_place() {
    let (findings, files) = with_override("html/part.html", "\u{feff}<p>\nÜ {{ title | shout }}</p>");
    assert_eq!(findings.len(), 1);
    let (line, _, words) = place(&findings[0], &files);
    assert_eq!((line, words), (2, "shout"));
}

#[test]
fn a_template_that_includes_itself_is_found() {
    let (findings, files) = with_override("html/part.html", "{% include \"html/part.html\" %}");
    assert_eq!(findings.len(), 1);
    assert_eq!(place(&findings[0], &files).0, 1);
}

#[test]
fn a_style_sheet_that_fetches_is_refused_at_its_place() {
    let (findings, files) = with_override("html/style.css", "p{}\na{background:url(https://example.org/x.png)}");
    assert_eq!(findings.len(), 1);
    assert_eq!(place(&findings[0], &files), (2, 14, "url("));
}

#[test]
fn a_missing_template_is_a_finding() {
    let (document, _) = sample::document();
    let findings = render(&document, &Files::new(), None).unwrap_err();
    assert!(findings[0].message.contains("is missing"));
}
