//! What becomes of `data/duties.yaml`, and where each fault of it is told.

use super::*;
use crate::agreement::Agreement;
use crate::document::Document;
use crate::lint::{Circumstances, LINTS};
use crate::publish::compose;
use crate::source::{Files, Root};

const SOUND: [(&str, &str); 6] = [
    (
        "agreement.yaml",
        "format: 1\ntitle: Safety Agreement\ndescription: What is done.\npartnership: p\narea: Kent\nlanguage: en-GB\n",
    ),
    (
        "version-control.yaml",
        "- version: \"1.0\"\n  date: 2021-04\n  effective: 2021-04-01\n  summary: First edition\n",
    ),
    ("data/bodies.yaml", "bodies:\n  - { id: p, name: The Partnership }\n"),
    ("data/legislation.yaml", "legislation:\n  - { id: act, title: Disorder Act, kind: act, year: 1998 }\n"),
    ("foreword.md", "---\ntitle: Foreword\n---\n\nWords.\n"),
    ("chapters/01-governance.md", "---\ntitle: Governance\n---\n\nWords.\n"),
];

/// One duty in every way in which it can be written, each on a line of its own.
const DUTIES: &str = "\
duties:
  - id: read
    legislation: act
    provision: section 5
    asks: Those who are named work together.
    met-by:
      - governance
      - { part: foreword, how: says so }
    read:
      page: \"The \\\"Disorder\\\" Act\"
      address: https://example.org/act
  - id: unread
    legislation: act
    provision: section 6
    asks: They make a plan.
    met-by: []
    to-be-confirmed: true
    remark: Nobody has it.
  - id: missed
    legislation: act
    provision: section 7
    asks: They send it to everybody.
    met-by: []
    read: { page: The Act, address: https://example.org/7 }
";

fn files(more: &[(&str, &str)]) -> Files {
    let mut files = Files::new();
    crate::templates::add_built_in(&mut files);
    for (path, text) in SOUND.iter().chain(more) {
        files.add(Root::Content, path, path, text.as_bytes());
    }
    files
}

/// The errors, each as its code with line and column in the file of duties.
fn faults(duties: &str) -> Vec<(&'static str, usize, usize)> {
    faults_with(&[("data/duties.yaml", duties)])
}

fn faults_with(more: &[(&str, &str)]) -> Vec<(&'static str, usize, usize)> {
    let files = files(more);
    let (_, mut findings) = compose(&files, &Circumstances::default(), &mut |_| {});
    crate::diagnostic::sort(&mut findings);
    findings.retain(|finding| LINTS.iter().all(|lint| lint.code != finding.code));
    let told = |finding: &Diagnostic| {
        let (line, column) = files.line_column(finding.file(), finding.primary.span.start);
        (finding.code, line, column)
    };
    findings.iter().map(told).collect()
}

/// The same file with one place written in another way.
fn with(from: &str, to: &str) -> String {
    assert!(DUTIES.contains(from), "{from}");
    DUTIES.replacen(from, to, 1)
}

fn composed(chapter: &str) -> Document {
    let text = format!("---\ntitle: Governance\n---\n\n{chapter}\n");
    let files = files(&[("data/duties.yaml", DUTIES), ("chapters/01-governance.md", &text)]);
    let (document, findings) = compose(&files, &Circumstances::default(), &mut |_| {});
    assert!(!findings.iter().any(Diagnostic::is_error), "{findings:?}");
    document.unwrap()
}

#[test]
fn a_sound_file_is_read_and_one_that_is_absent_is_missed_only_where_it_is_used() {
    assert_eq!(faults(DUTIES), []);
    assert_eq!(faults_with(&[]), []);
    let page = "---\ntitle: Governance\n---\n\n{{ duties }}\n";
    assert_eq!(faults_with(&[("chapters/01-governance.md", page)]), [("missing-file", 5, 1)]);
}

#[test]
fn each_fault_is_told_at_its_place() {
    for (what, text, expected) in [
        ("an unknown key", with("asks: They", "aks: They"), ("unknown-key", 15, 5)),
        ("an unknown key of a page", with("page: ", "title: x\n      page: "), ("unknown-key", 10, 7)),
        ("an unknown key of a part", with("how: says so", "why: says so"), ("unknown-key", 8, 27)),
        ("no id", with("- id: read\n    legislation", "- legislation"), ("missing-id", 2, 5)),
        ("a bad id", with("id: read", "id: Read It"), ("bad-id", 2, 9)),
        ("an id that stands twice", with("id: unread", "id: read"), ("duplicate-id", 12, 9)),
        ("no words", with("    asks: They make a plan.\n", ""), ("missing-field", 12, 5)),
        ("unknown legislation", with("legislation: act", "legislation: akt"), ("unknown-name", 3, 18)),
        ("an unknown part", with("- governance", "- goverance"), ("unknown-part", 7, 9)),
        ("an unknown part with words", with("part: foreword", "part: forword"), ("unknown-part", 8, 17)),
        ("a part that stands twice", with("part: foreword", "part: governance"), ("duplicate-id", 8, 17)),
        ("a part that is a list", with("- governance", "- [governance]"), ("wrong-type", 7, 9)),
        ("parts that are no list", with("met-by: []", "met-by: governance"), ("wrong-type", 16, 13)),
        ("parts that are not said", with("met-by: []", "met-by:"), ("missing-field", 16, 5)),
        ("neither read nor unread", with("    to-be-confirmed: true\n", ""), ("missing-field", 12, 9)),
        ("not to be confirmed", with("confirmed: true", "confirmed: false"), ("missing-field", 12, 9)),
        ("a flag that is none", with("confirmed: true", "confirmed: perhaps"), ("wrong-type", 17, 22)),
        (
            "both read and unread",
            with("    read:\n", "    to-be-confirmed: true\n    read:\n"),
            ("too-many-fields", 9, 22),
        ),
        ("no address", with("\n      address: https://example.org/act", ""), ("missing-field", 10, 7)),
        ("half an address", with("https://example.org/act", "https:/example"), ("malformed-address", 11, 16)),
        ("no address of a page", with("https://example.org/act", "mailto:a@example.org"), ("bad-address", 11, 16)),
        ("a scheme that runs", with("https://example.org/act", "javascript:alert(1)"), ("link-scheme", 11, 16)),
    ] {
        assert_eq!(faults(&text), [expected], "{what}");
    }
}

#[test]
fn all_faults_of_an_entry_are_told_at_once() {
    let text = with("legislation: act", "legislation: akt")
        .replacen("- governance", "- goverance", 1)
        .replacen("asks: Those", "aks: Those", 1)
        .replacen("https:", "ftp:", 1);
    let told: Vec<&str> = faults(&text).into_iter().map(|(code, _, _)| code).collect();
    assert_eq!(told, ["unknown-name", "unknown-key", "unknown-part", "link-scheme"]);
}

#[test]
fn an_unknown_id_comes_with_the_nearest_one() {
    let files = files(&[("data/duties.yaml", &with("- governance", "- goverance").replacen("act", "akt", 1))]);
    let (_, findings) = compose(&files, &Circumstances::default(), &mut |_| {});
    let near = |code: &str| {
        let finding = findings.iter().find(|finding| finding.code == code).unwrap();
        finding.suggestion.as_ref().map(|suggestion| suggestion.replacement.as_str())
    };
    assert_eq!((near("unknown-name"), near("unknown-part")), (Some("act"), Some("governance")));
}

#[test]
fn a_part_that_could_not_be_read_is_not_said_to_be_unknown() {
    let files = {
        let mut files = files(&[("data/duties.yaml", DUTIES)]);
        files.add(Root::Content, "chapters/01-governance.md", "chapters/01-governance.md", &b"\xff\xfe"[..]);
        files
    };
    let (_, findings) = compose(&files, &Circumstances::default(), &mut |_| {});
    assert!(findings.iter().all(|finding| finding.code != "unknown-part"), "{findings:?}");
}

#[test]
fn the_block_is_a_table_with_references_to_the_parts() {
    let document = composed("{{ duties #what-the-law-asks }}");
    let block = document.walk().into_iter().find(|block| block.id == "what-the-law-asks").unwrap();
    let BlockKind::Table(table) = &block.kind else { panic!("no table") };
    let cell = |row: usize, column: usize| -> Vec<&[Inline]> {
        let blocks = table.rows[row].cells[column].iter();
        blocks
            .map(|block| if let BlockKind::Paragraph(content) = &block.kind { content.as_slice() } else { &[] })
            .collect()
    };
    let said = |row, column| cell(row, column).into_iter().map(plain_text).collect::<Vec<_>>();
    assert_eq!(said(0, 0), ["Disorder Act 1998, section 5"]);
    assert_eq!(said(0, 1), ["Those who are named work together."]);
    assert_eq!(said(0, 2), ["Chapter 1", "Foreword: says so"]);
    assert!(matches!(cell(0, 2)[0], [Inline::Reference { target, .. }] if target == "governance"));
    assert!(matches!(cell(0, 3)[0], [Inline::Link { url, .. }] if url == "https://example.org/act"));
    assert_eq!(said(1, 2), ["In no part of the agreement so far."]);
    assert_eq!(said(1, 3), ["To be confirmed by the monitoring officer."]);
    assert_eq!(said(2, 2), ["Nowhere in the agreement: a gap."]);
    assert_eq!(plain_text(&table.caption), "What the law asks, and where it is met");
}

#[test]
fn duties_are_told_with_the_names_in_print() {
    let document = composed("Words.");
    let (agreement, _) = Agreement::read(&files(&[("data/duties.yaml", DUTIES)]));
    let register = agreement.register(&mut Vec::new());
    let duties = agreement.duties.unwrap().value;
    let told = duties.told(&register, &document.parts);
    assert_eq!(told[0].provision, "Disorder Act 1998, section 5");
    let met: Vec<_> = told[0].met.iter().map(|(name, meeting)| (name.as_str(), meeting.how.is_some())).collect();
    assert_eq!(met, [("Chapter 1, Governance", false), ("Foreword", true)]);
    let verdicts: Vec<Verdict> = told.iter().map(|told| told.duty.verdict()).collect();
    assert_eq!(verdicts, [Verdict::Met, Verdict::ToBeConfirmed, Verdict::Gap]);
}

#[test]
fn an_act_that_only_a_duty_names_is_used() {
    let unused = |duties: &str| {
        let files = files(&[("data/duties.yaml", duties)]);
        let (_, findings) = compose(&files, &Circumstances::default(), &mut |_| {});
        findings.iter().any(|finding| finding.code == "unused-name" && finding.message.contains("Disorder Act"))
    };
    assert_eq!((unused("duties: []\n"), unused(DUTIES)), (true, false));
}
