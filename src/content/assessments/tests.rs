//! Years, groups and totals, and what is told of them at its place.

use super::*;
use crate::document::{Document, Table, plain_text};
use crate::family::sample::{BODIES, PLAN, part, told};
use crate::lint::Circumstances;
use crate::parse::yaml;
use crate::publish::compose;
use crate::source::{Files, Root};

const YEARS: &str = "\
- year: \"2016-17\"
  illustrative: true
  partnerships: [north, south, east]
  issues:
    - { name: Flooding, marks: { south: main } }
    - name: Harm
      note: of all sorts
      issues:
        - { name: Theft, marks: { north: main, south: part-of-theme } }
        - { name: \"=Fraud\", marks: { south: cross-cutting, east: main } }
    - { name: Fire, marks: { east: main } }
- year: \"2020-21\"
  partnership-count: 12
  issues: [{ name: Noise, count: 7 }]
- year: \"2031-32\"
  partnership-count: 5
  issues: [{ name: Robots, count: 1 }]
";

const TOWNS: &str = "\
bodies:
  - { id: north, name: North Group, short: NG }
  - { id: south, name: South Group }
  - { id: east, name: East Group }
";

/// An agreement of April 2021 with these assessments and this text.
fn files(assessments: &str, text: &str) -> Files {
    let mut files = Files::new();
    crate::templates::add_built_in(&mut files);
    let settings = "format: 1\ntitle: A\ndescription: B.\npartnership: north\narea: Kent\nlanguage: en-GB\n";
    let editions = "- version: \"1.0\"\n  date: 2021-04\n  effective: 2021-04-01\n  summary: First edition\n";
    for (path, text) in [
        ("agreement.yaml", settings),
        ("version-control.yaml", editions),
        ("data/bodies.yaml", TOWNS),
        ("data/assessments.yaml", assessments),
        ("chapters/01-one.md", &format!("---\ntitle: One\n---\n{text}\n")),
    ] {
        files.add(Root::Content, path, path, text.as_bytes());
    }
    files
}

/// The document, and each finding of no check: its code with line and column.
fn composed(assessments: &str, text: &str) -> (Document, Vec<(&'static str, usize, usize)>) {
    let files = files(assessments, text);
    let (document, mut findings) = compose(&files, &Circumstances::default(), &mut |_| {});
    crate::diagnostic::sort(&mut findings);
    let is_check = |code: &str| crate::lint::LINTS.iter().any(|lint| lint.code == code);
    let told = findings.iter().filter(|finding| !is_check(finding.code)).map(|finding| {
        let (line, column) = files.line_column(finding.file(), finding.primary.span.start);
        (finding.code, line, column)
    });
    (document.unwrap(), told.collect())
}

fn table(document: &Document) -> &Table {
    let mut tables = document.walk().into_iter().filter_map(|block| match &block.kind {
        BlockKind::Table(table)
            if document.parts.iter().any(|part| part.id == "one" && part.blocks.contains(block)) =>
        {
            Some(table)
        }
        _ => None,
    });
    tables.next_back().unwrap()
}

fn cell(blocks: &[Block]) -> String {
    let words = blocks.iter().map(|block| match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Note(content) => plain_text(content),
        _ => String::new(),
    });
    words.collect::<Vec<_>>().join("; ")
}

fn rows(table: &Table) -> Vec<Vec<String>> {
    table.rows.iter().map(|row| row.cells.iter().map(|blocks| cell(blocks)).collect()).collect()
}

#[test]
fn the_newest_year_that_has_begun_is_shown_unless_another_is_asked_for() {
    let (document, findings) =
        composed(YEARS, "{{ assessments.year }}, {{ count.local-partnerships }}\n\n{{ strategic-assessments }}");
    assert_eq!(findings, []);
    assert_eq!(rows(table(&document)), [["Noise", "7"]]);
    let chapter = document.parts.iter().find(|part| part.id == "one").unwrap();
    assert_eq!(cell(&chapter.blocks[..1]), "2020-21, 12");
    for year in ["2016-17", "2016/17", "2016-2017"] {
        let (document, findings) = composed(YEARS, &format!("{{{{ strategic-assessments year={year} }}}}"));
        assert_eq!(findings, [], "{year}");
        assert_eq!(
            rows(table(&document)),
            [["Harm; of all sorts; including Theft, =Fraud", "3"], ["Flooding", "1"], ["Fire", "1"]]
        );
    }
}

#[test]
fn a_day_chooses_the_year() {
    let mut files = Files::new();
    let file = files.add(Root::Content, "a.yaml", "a.yaml", Vec::new());
    let tree = yaml::parse(YEARS, file, 0).0.unwrap();
    let all = Assessments::read(&tree, &mut Vec::new());
    let at = |day| all.as_at(day).and_then(|entry| Some(entry.year.as_ref()?.words.as_str()));
    let day = |text| at(Some(Date::parse(text).unwrap()));
    assert_eq!(day("2017-03-31"), Some("2016-17"));
    assert_eq!((day("2020-03-31"), day("2020-04-01")), (Some("2016-17"), Some("2020-21")));
    assert_eq!(day("1999-01-01"), Some("2016-17"), "the oldest is the nearest");
    assert_eq!(at(None), Some("2031-32"));
}

#[test]
fn a_file_of_one_year_needs_no_list() {
    let one = "year: \"2030-31\"\npartnership-count: 2\nissues: [{ name: Noise, count: 2 }]\n";
    let (document, findings) = composed(one, "{{ strategic-assessments }}");
    assert_eq!(findings, []);
    assert_eq!(rows(table(&document)), [["Noise", "2"]]);
}

#[test]
fn the_matrix_has_signs_totals_and_a_key() {
    let (document, findings) = composed(YEARS, "{{ assessment-matrix year=2016-17 }}");
    assert_eq!(findings, []);
    let table = table(&document);
    let heads: Vec<String> = table.columns.iter().map(|column| plain_text(&column.header)).collect();
    assert_eq!(heads, ["Issue", "NG", "South Group", "East Group", "Total"]);
    assert!(table.row_headers && !table.wide);
    assert_eq!(
        rows(table),
        [
            ["Harm; of all sorts", "", "", "", "3"],
            ["\u{2013}\u{a0}Theft", "Main priority", "Part of a theme", "Not named", ""],
            ["\u{2013}\u{a0}=Fraud", "Not named", "Cross-cutting", "Main priority", ""],
            ["Flooding", "Not named", "Main priority", "Not named", "1"],
            ["Fire", "Not named", "Not named", "Main priority", "1"],
        ]
    );
    assert!(plain_text(&table.caption).contains("illustrative"), "{:?}", table.caption);
    let chapter = document.parts.iter().find(|part| part.id == "one").unwrap();
    let Some(BlockKind::List { items, .. }) = chapter.blocks.last().map(|block| &block.kind) else { panic!("no key") };
    let key: Vec<String> = items.iter().map(|item| cell(&item.blocks)).collect();
    assert_eq!(key[..3], ["\u{a0}P: main Priority", "\u{a0}C: Cross-cutting", "\u{a0}T: part of a Theme"]);
    assert!(key[3].starts_with("Empty") && key.len() == 5, "{key:?}");
    assert!(matches!(&items[0].blocks[0].kind, BlockKind::Paragraph(content)
        if matches!(&content[0], Inline::Sign(sign) if sign.letter == Some('P') && sign.words.is_empty())));
}

#[test]
fn an_own_caption_still_says_that_marks_are_made_up() {
    let (document, _) = composed(YEARS, "{{ strategic-assessments year=2016-17 \"What we found\" }}");
    assert!(plain_text(&table(&document).caption).starts_with("What we found (illustrative"));
    let (document, _) = composed(YEARS, "{{ strategic-assessments }}");
    assert!(!plain_text(&table(&document).caption).contains("illustrative"));
}

#[test]
fn a_table_of_more_than_seven_columns_is_wide() {
    let with = |count: usize| {
        let ids: Vec<String> = (0..count).map(|index| format!("g{index}")).collect();
        let data =
            format!("year: x\npartnerships: [{}]\nissues: [{{ name: A, marks: {{ g0: main }} }}]\n", ids.join(", "));
        let (document, _) = composed(&data, "{{ assessment-matrix }}");
        let table = table(&document);
        (table.wide, table.columns.iter().filter(|column| table.turns(column)).count())
    };
    assert_eq!((with(5), with(6)), ((false, 0), (true, 6)));
}

#[test]
fn what_is_wrong_with_years_and_groups_is_told_at_its_place() {
    let head = "- year: \"2016-17\"\n  partnerships: [north, south]\n  issues:\n";
    let group = |lines: &str| format!("{head}    - name: Harm\n{lines}");
    let mut wrong: Vec<String> = Vec::new();
    let one = "        - { name: Theft, marks: { north: main } }\n";
    for (data, wanted) in [
        (YEARS.replace("2031-32", "2020/21"), ("duplicate-id", 15, 9)),
        (YEARS.replace("2031-32", "last"), ("bad-date", 15, 9)),
        (YEARS.replace("name: Fire", "name: Flooding"), ("duplicate-name", 11, 15)),
        (YEARS.replace("=Fraud", "Theft"), ("duplicate-name", 10, 19)),
        ("[]".to_owned(), ("missing-field", 1, 1)),
        (group("      issues: []\n"), ("missing-field", 5, 7)),
        (group("      issues:\n"), ("missing-field", 5, 7)),
        (group("      issues: no\n"), ("wrong-type", 5, 15)),
        (group("      issues:\n        - { name: Theft, count: 1, marks: { north: main } }\n"), ("unknown-key", 6, 26)),
        (group(&format!("      count: 2\n      issues:\n{one}")), ("wrong-total", 5, 14)),
        (group(&format!("      marks: {{ north: main }}\n      issues:\n{one}")), ("unknown-key", 5, 7)),
        (group("      issues:\n        - { name: Theft }\n"), ("missing-field", 4, 13)),
        (group("      issues:\n        - { name: Theft, marks: { west: main } }\n"), ("unknown-name", 6, 35)),
        (format!("{head}    - {{ name: A, count: 3 }}\n"), ("wrong-total", 4, 25)),
        (
            format!("{head}    - {{ name: A, count: 1, marks: {{ north: main, south: main }} }}\n"),
            ("wrong-total", 4, 25),
        ),
    ] {
        let told = composed(&data, "Words.").1;
        if told != [wanted] {
            wrong.push(format!("{data}\n{told:?} is not {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    let told = |text| composed(YEARS, text).1;
    assert_eq!(told("{{ assessment-matrix year=2016-18 }}"), [("unknown-name", 4, 27)]);
    assert_eq!(told("{{ assessment-matrix years=2016-17 }}"), [("missing-field", 4, 1), ("unknown-setting", 4, 22)]);
}

#[test]
fn a_file_without_assessments_is_told_once_whatever_is_asked_of_it() {
    let text = "{{ count.local-partnerships | words }} and {{ count.local-partnerships | words }}\n\n\
                {{ assessment-matrix year=2016-17 }}";
    for (data, wanted) in
        [("", ("missing-field", 1, 1)), ("[]", ("missing-field", 1, 1)), ("- year: [\n", ("yaml-syntax", 1, 9))]
    {
        assert_eq!(composed(data, text).1, [wanted], "{data:?}");
    }
    let more = [(PLAN, &*part(text))];
    let told = told(&more);
    assert!(told.len() == 1 && told[0].contains("There is no file data/assessments.yaml"), "{told:?}");
}

#[test]
fn a_year_that_stands_twice_is_named_once_among_those_that_there_are() {
    let twice = YEARS.replace("2031-32", "2020-21");
    let told = told(&[
        ("data/assessments.yaml", &twice),
        ("data/bodies.yaml", &format!("{BODIES}{}", TOWNS.trim_start_matches("bodies:\n"))),
        (PLAN, &part("{{ assessment-matrix year=1999-00 }}")),
    ]);
    assert!(told.iter().any(|line| line.ends_with("/ It has 2016-17, 2020-21.")), "{told:?}");
}

#[test]
fn an_entry_without_its_year_is_told_in_a_sound_sentence() {
    let data = YEARS.replace("- year: \"2031-32\"\n  partnership", "- partnership");
    let told = told(&[
        (PLAN, &part("{{ strategic-assessments year=2031-32 }}")),
        ("data/assessments.yaml", &data),
        ("data/bodies.yaml", &format!("{BODIES}{}", TOWNS.trim_start_matches("bodies:\n"))),
    ]);
    assert!(told.len() == 1 && told[0].contains("missing-field: The entry of a year needs “year” / "), "{told:?}");
}

#[test]
fn there_is_at_least_one_partnership() {
    let none = "year: \"2020-21\"\npartnership-count: 0\nissues: [{ name: Noise, count: 7 }]\n";
    assert_eq!(composed(none, "Words.").1, [("bad-value", 2, 20)]);
}

#[test]
fn a_fault_of_the_list_of_partnerships_is_not_told_again_of_each_mark() {
    let year = |list: &str| {
        let issue = |name: &str| format!("  - {{ name: {name}, marks: {{ north: main, south: main }} }}\n");
        let issues = ["Fire", "Noise", "Theft"].map(issue).concat();
        composed(&format!("year: \"2020-21\"\n{list}\nissues:\n{issues}"), "Words.").1
    };
    assert_eq!(year("partnerships: [north, suoth]"), [("unknown-name", 2, 23)]);
    assert_eq!(year("partnerships: [north]\npartnership-count: 12"), [("wrong-total", 3, 20)]);
    assert_eq!(year("partnerships: [north, north]"), [("duplicate-id", 2, 23)]);
    assert_eq!(year("partnerships: [north, east]"), [("unknown-name", 4, 41)]);
    assert_eq!(year("partnership-count: 2"), [("missing-field", 4, 28)]);
    assert_eq!(year("partnerships:"), [("missing-field", 1, 1)]);
}

#[test]
fn a_slip_in_each_of_two_marks_is_told_of_both() {
    let year = "year: \"2020-21\"\npartnerships: [north, south]\nissues:\n  - { name: Fire, marks: { suoth: main } }\n";
    let more = "  - { name: Noise, marks: { suoth: main } }\n";
    let told = composed(&format!("{year}{more}"), "Words.").1;
    assert_eq!(told, [("unknown-name", 4, 28), ("unknown-name", 5, 29)]);
}

#[test]
fn a_group_may_have_its_total_where_no_marks_are_known() {
    let data = "year: \"2020-21\"\npartnership-count: 9\nissues:\n  - { name: Harm, count: 8, issues: [{ name: Theft }, { name: Fraud }] }\n";
    let (document, findings) = composed(data, "{{ strategic-assessments }}");
    assert_eq!(findings, []);
    assert_eq!(rows(table(&document)), [["Harm; including Theft, Fraud", "8"]]);
}

#[test]
fn a_spreadsheet_gets_the_marks_in_words() {
    let files = files(YEARS, "Words.");
    let (agreement, _) = crate::agreement::Agreement::read(&files);
    let typefaces = crate::typeface::Typefaces::load(&files).unwrap();
    let entry = agreement.assessments.as_ref().unwrap().value.of_year("2016-17").unwrap();
    let (csv, findings) = agreement.assessments_csv(entry, &files, &typefaces);
    assert_eq!(findings, []);
    assert_eq!(
        csv.split("\r\n").collect::<Vec<_>>(),
        [
            "Year,Issue,Group,Includes,North Group,South Group,East Group,Total",
            "2016-17 (illustrative),Harm,,of all sorts,,,,3",
            "2016-17 (illustrative),Theft,Harm,,Main priority,Part of a theme,Not named,",
            "2016-17 (illustrative),'=Fraud,Harm,,Not named,Cross-cutting,Main priority,",
            "2016-17 (illustrative),Flooding,,,Not named,Main priority,Not named,1",
            "2016-17 (illustrative),Fire,,,Not named,Not named,Main priority,1",
            "",
        ]
    );
}
