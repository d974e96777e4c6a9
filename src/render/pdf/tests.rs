//! The PDF, made from a document with every kind of block.

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use crate::source::Root;

use crate::document::{Block, BlockKind, Column, Figure, Image, Item, Pages, Picture, Row, Table};

use super::sample::{DATE, Pencil, everything, files, words};
use super::{Pdf, render};

/// The validator is wrong about the lengths of some streams; the tests of whole documents say why.
#[path = "../../../tests/it/pdf/assertions/streams.rs"]
mod streams;

fn printed() -> Pdf {
    let mut files = files();
    let document = everything(&mut files);
    match render(&document, &files, &Pages::default(), DATE) {
        Ok(pdf) => pdf,
        Err(findings) => panic!(
            "{}",
            findings
                .iter()
                .map(|finding| {
                    let span = finding.primary.span;
                    let (line, column) = files.line_column(span.file, span.start);
                    format!("{}:{line}:{column}: {} {:?}\n", files.shown(span.file), finding.message, finding.help)
                })
                .collect::<String>()
        ),
    }
}

#[test]
fn every_kind_of_block_conforms_to_both_standards() {
    let pdf = printed();
    for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
        let options = ValidationOptions::default().profile(profile);
        let report = validate_pdf_bytes(&pdf.bytes, &options).unwrap();
        let of_lengths = |rule: &str| rule.ends_with(":6.1.7.1:1") && streams::end_where_they_say(&pdf.bytes);
        let grave: Vec<_> = report.failures.iter().filter(|failure| !of_lengths(&failure.rule_id)).collect();
        assert!(grave.is_empty(), "{profile:?}: {grave:#?}");
    }
}

/// Prints the sample with one template replaced.
fn with_template(path: &str, text: &str) -> Result<Pdf, Vec<(String, String)>> {
    let mut files = files();
    let document = everything(&mut files);
    files.add(Root::Templates, path, &format!("templates/{path}"), text.as_bytes());
    render(&document, &files, &Pages::default(), DATE).map_err(|findings| {
        findings
            .iter()
            .map(|finding| {
                let span = finding.primary.span;
                let (line, column) = files.line_column(span.file, span.start);
                (format!("{}:{line}:{column}", files.shown(span.file)), finding.message.clone())
            })
            .collect()
    })
}

fn built_in(path: &str) -> String {
    let files = files();
    let id = files.find(Root::Templates, path).unwrap();
    files.text(id).unwrap().to_owned()
}

#[test]
fn a_fault_in_an_own_template_is_shown_at_its_line() {
    let text = built_in("pdf/cover.typ").replacen("#let field = 136mm", "#let field = 136mm + colour", 1);
    let line = text.lines().position(|line| line.contains("+ colour")).unwrap() + 1;
    let findings = with_template("pdf/cover.typ", &text).unwrap_err();
    assert_eq!(findings[0].0, format!("templates/pdf/cover.typ:{line}:22"));
    assert_eq!(findings[0].1, "This template does not work: unknown variable: colour");
}

#[test]
fn a_fault_that_arises_further_on_is_shown_at_the_call_in_the_own_template() {
    let text = built_in("pdf/parts.typ").replacen(
        "blocks(part.blocks, (..frame, title: title))",
        "blocks(part.blocks, none)",
        1,
    );
    let line =
        text.lines().position(|line| line.contains("frame, none)") || line.contains("blocks, none)")).unwrap() + 1;
    let findings = with_template("pdf/parts.typ", &text).unwrap_err();
    assert!(
        findings.iter().any(|(place, _)| place.starts_with(&format!("templates/pdf/parts.typ:{line}:"))),
        "{findings:?}"
    );
}

#[test]
fn a_template_that_is_no_template_is_a_finding() {
    for text in ["#let (", "\u{0}\u{1}", "#import \"@preview/cetz:0.3.0\"", "#read(\"/etc/passwd\")", "#panic(\"no\")"]
    {
        let findings = with_template("pdf/cover.typ", text).unwrap_err();
        assert!(findings.iter().all(|(place, _)| place.starts_with("templates/pdf/")), "{text}: {findings:?}");
    }
}

#[test]
fn a_typeface_that_is_not_there_is_a_finding() {
    let text = built_in("pdf/look.typ").replacen("Source Sans 3", "Comic Sans", 1);
    let findings = with_template("pdf/look.typ", &text).unwrap_err();
    assert_eq!(findings.len(), 1, "{findings:?}");
    let line = text.lines().position(|line| line.contains("Comic Sans")).unwrap() + 1;
    assert!(findings[0].0.starts_with(&format!("templates/pdf/look.typ:{line}:")), "{findings:?}");
    assert_eq!(findings[0].1, "This template asks for a font that is not there: comic sans");
}

#[test]
fn a_damaged_font_is_a_finding() {
    let findings = with_template("fonts/SourceSans3-Bold.ttf", "not a font").unwrap_err();
    assert_eq!(findings[0].1, "templates/fonts/SourceSans3-Bold.ttf is not a font that can be read");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(printed().bytes, printed().bytes);
}

#[test]
fn every_heading_has_a_bookmark_with_its_number() {
    let bytes = printed().bytes;
    let pdf = lopdf::Document::load_mem(&bytes).unwrap();
    let titles: Vec<String> = bookmarks(&pdf);
    assert_eq!(
        titles,
        [
            "Contents",
            "Foreword",
            "3 Key Changes to the Community Safety Landscape",
            "> Changes to Legislation",
            "> > A Small Heading",
            "> > > A Smaller Heading",
            "> > > > Change 1 of 1: Paragraph reworded",
            "Appendix A Strategic Assessments (2020-21)",
            "Appendix C Horizon Scanning (2020-21)",
            "> Political",
            "> Economic",
            "> Social",
            "> Technological",
            "> Legislation",
            "Appendix E Kent CSA Priorities and Cross-Cutting Themes",
            "Contact",
        ]
    );
}

/// Width and height of each page.
fn paper(pdf: &Pdf) -> Vec<(i64, i64)> {
    let pdf = lopdf::Document::load_mem(&pdf.bytes).unwrap();
    let size = |id| {
        let page = pdf.get_dictionary(id).unwrap();
        let sides = page.get(b"MediaBox").unwrap().as_array().unwrap();
        let side = |at: usize| sides[at].as_float().unwrap().round() as i64;
        (side(2), side(3))
    };
    pdf.get_pages().into_values().map(size).collect()
}

#[test]
fn a_wide_table_lies_on_pages_of_its_own_with_its_key() {
    let files = &mut files();
    let pen = Pencil::new(files);
    let (upright, lying) = ((595, 842), (842, 595));
    let key = || {
        let block = pen.paragraph("What the signs mean.");
        let items = vec![Item { id: "key".into(), origin: block.origin, blocks: vec![block] }];
        BlockKind::List { start: None, columns: 1, items }
    };
    let words = || pen.paragraph("Words.").kind;
    let pages = |kinds| paper(&with_blocks(kinds).unwrap())[2..].to_vec();
    assert_eq!(pages(vec![words(), pen.matrix(1, 3).kind, key(), words()]), [upright, lying, upright]);
    assert_eq!(pages(vec![words(), pen.matrix(1, 20).kind, key()]), [upright, lying, lying]);
    let boxed = BlockKind::Callout { title: Vec::new(), blocks: vec![pen.matrix(1, 3)] };
    assert_eq!(pages(vec![words(), boxed]), [upright], "nothing in a box can turn its page");
}

fn bookmarks(pdf: &lopdf::Document) -> Vec<String> {
    fn walk(pdf: &lopdf::Document, parent: &lopdf::Dictionary, depth: usize, titles: &mut Vec<String>) {
        let mut next = parent.get(b"First").ok().cloned();
        while let Some(node) = next {
            let node = pdf.dereference(&node).unwrap().1.as_dict().unwrap();
            let title = lopdf::decode_text_string(node.get(b"Title").unwrap()).unwrap();
            titles.push(format!("{}{title}", "> ".repeat(depth)));
            walk(pdf, node, depth + 1, titles);
            next = node.get(b"Next").ok().cloned();
        }
    }
    let mut titles = Vec::new();
    let outlines = pdf.catalog().unwrap().get(b"Outlines").unwrap();
    walk(pdf, pdf.dereference(outlines).unwrap().1.as_dict().unwrap(), 0, &mut titles);
    titles
}

/// Prints one part with these blocks.
fn with_blocks(kinds: Vec<BlockKind>) -> Result<Pdf, Vec<crate::diagnostic::Diagnostic>> {
    let mut files = files();
    let pen = Pencil::new(&mut files);
    let mut document = everything(&mut files);
    document.parts.truncate(2);
    document.parts[1].blocks = kinds.into_iter().map(|kind| pen.block(kind)).collect();
    document.footnotes.clear();
    render(&document, &files, &Pages::default(), DATE)
}

#[test]
fn a_damaged_picture_is_blamed_and_not_the_template() {
    for (path, bytes) in
        [("images/a.png", &b"\x89PNG\r\n\x1a\nno more"[..]), ("images/a.svg", b"<svg"), ("images/a.jpg", b"")]
    {
        let image = Image { path: path.into(), bytes: bytes.into(), width: 10, height: 10 };
        let findings = with_blocks(vec![BlockKind::Figure(Figure {
            number: None,
            caption: Vec::new(),
            picture: Picture::Image(image),
            alternative: Some("A picture.".into()),
            description: String::new(),
        })])
        .unwrap_err();
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].code, "bad-picture");
        assert!(findings[0].message.contains(path), "{findings:?}");
    }
}

#[test]
fn blocks_with_nothing_in_them_are_printed() {
    let mut files = files();
    let pen = Pencil::new(&mut files);
    let table = |rows: Vec<Row>, columns: Vec<Column>| {
        BlockKind::Table(Table {
            number: 1,
            caption: Vec::new(),
            columns,
            row_headers: true,
            stacks: false,
            wide: false,
            rows,
        })
    };
    let column = Column { header: words("Only"), numeric: true, share: 0 };
    with_blocks(vec![
        BlockKind::Paragraph(Vec::new()),
        BlockKind::Note(Vec::new()),
        BlockKind::Numbered { number: "1.1".into(), blocks: Vec::new() },
        BlockKind::Numbered { number: "1.2".into(), blocks: vec![pen.block(BlockKind::Rule)] },
        BlockKind::List { start: None, columns: 2, items: Vec::new() },
        BlockKind::List { start: Some(0), columns: 1, items: Vec::new() },
        table(Vec::new(), vec![column]),
        BlockKind::Callout { title: Vec::new(), blocks: Vec::new() },
        BlockKind::Columns(Vec::new()),
        BlockKind::Columns(vec![Vec::new(), Vec::new()]),
        BlockKind::Preformatted(String::new()),
        BlockKind::Signature { name: None, offices: Vec::new() },
        BlockKind::Details(Vec::new()),
    ])
    .unwrap();
}

/// A paragraph inside so many blocks of each kind that holds others.
fn nests(pen: &Pencil, depth: usize) -> Vec<BlockKind> {
    let origin = pen.paragraph("").origin;
    let list = |block| {
        let item = Item { id: "item".into(), origin, blocks: vec![block] };
        BlockKind::List { start: Some(1), columns: 2, items: vec![item] }
    };
    let callout = |block| BlockKind::Callout { title: words("Box"), blocks: vec![block] };
    let numbered = |block| BlockKind::Numbered { number: "1.1".into(), blocks: vec![block] };
    let columns = |block| BlockKind::Columns(vec![vec![block]]);
    let table = |block| {
        let column = Column { header: words("Only"), numeric: false, share: 1 };
        let row = Row { key: "row".into(), cells: vec![vec![block]], origin };
        BlockKind::Table(Table {
            number: 1,
            caption: words("Cells"),
            columns: vec![column],
            row_headers: true,
            stacks: false,
            wide: false,
            rows: vec![row],
        })
    };
    let wraps: [&dyn Fn(Block) -> BlockKind; 5] = [&list, &callout, &numbered, &columns, &table];
    let depths = [depth, depth, depth, depth, depth / 3];
    wraps
        .iter()
        .zip(depths)
        .map(|(wrap, depth)| {
            let inner = BlockKind::Paragraph(words(&"word".repeat(50)));
            (0..depth).fold(inner, |kind, _| wrap(pen.block(kind)))
        })
        .collect()
}

#[test]
fn blocks_may_stand_ten_deep() {
    let mut files = files();
    for (index, kind) in nests(&Pencil::new(&mut files), 9).into_iter().enumerate() {
        if let Err(findings) = with_blocks(vec![kind]) {
            panic!("nest {index}: {}", findings[0].message);
        }
    }
}

#[test]
fn blocks_that_stand_deeper_are_findings() {
    let mut files = files();
    for kind in nests(&Pencil::new(&mut files), 200) {
        assert_eq!(with_blocks(vec![kind]).unwrap_err()[0].code, "nested-too-deep");
    }
}

#[test]
fn a_long_run_of_groups_fills_page_after_page_in_order() {
    let mut files = files();
    let pen = Pencil::new(&mut files);
    let groups = (0..40).map(|n| (0..6).map(|m| pen.paragraph(&format!("group {n} line {m}"))).collect()).collect();
    let pdf = with_blocks(vec![BlockKind::Columns(groups)]).unwrap();
    assert!((7..=9).contains(&pdf.pages), "{} pages", pdf.pages);
}
