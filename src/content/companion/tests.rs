//! The settings of a document beside the agreement: each fault at its place, and what comes of them.

use crate::document::{BlockKind, plain_text};
use crate::family::Family;
use crate::family::sample::{ACTION_PLAN, REPORT, SECTION, files, paragraphs, part, places, sound, told};
use crate::typeface::Typefaces;

const FILE: &str = "report/document.yaml";
const ASKED: &str = "recommendation:
  lead-in: The Committee may resolve to
  options: [note it, comment on it, send it back]
";

#[track_caller]
fn changed(from: &str, to: &str) -> Vec<String> {
    assert!(REPORT.contains(from), "{from}");
    told(&[(FILE, &REPORT.replacen(from, to, 1))])
}

/// What is told of lines added to the file, which has ten before them.
fn added(lines: &str) -> Vec<String> {
    places(&[(FILE, &format!("{REPORT}{lines}"))])
}

#[test]
fn an_unknown_kind_is_told_with_the_one_that_was_meant() {
    let expected = format!(
        "{FILE}:1:7 unknown-word: “kind” cannot be “comittee-report” / Write one of “action-plan”, “committee-report”, \
         “annual-review”, “update-report”, “framework”; perhaps “committee-report” was meant."
    );
    assert_eq!(changed("kind: committee-report", "kind: comittee-report"), [expected]);
}

#[test]
fn what_a_head_needs_and_does_not_have_is_told() {
    let needs = "The head needs “by” and “summary” / Add lines “by:”, “summary:” with their values.";
    let text = REPORT.replace("  by: Officer\n", "").replace("  summary: What it is.\n", "");
    assert_eq!(told(&[(FILE, &text)]), [format!("{FILE}:7:3 missing-field: {needs}")]);
    let (without, _) = REPORT.split_once("head:").expect("a head");
    let expected = format!(
        "{FILE}:1:1 missing-field: The committee report needs a “head” with by, to, subject, summary / Write “head:” \
         and below it, set in by two spaces, a line for each."
    );
    assert_eq!(told(&[(FILE, without)]), [expected]);
}

#[test]
fn a_fact_that_the_head_of_this_kind_does_not_have_is_told_with_the_nearest() {
    let told = changed("  subject: Safety", "  subjects: Safety");
    assert_eq!(told, [format!("{FILE}:9:3 unknown-key: The head has no “subjects” / Did you mean “subject”?")]);
    // Each kind has facts of its own.
    let plan = ACTION_PLAN.replace("years: 2019/20", "years: 2019/20\n  classification: Open");
    assert_eq!(
        places(&[("action-plan/document.yaml", &plan)]),
        ["action-plan/document.yaml:8:3 unknown-key".to_owned()]
    );
}

#[test]
fn keys_that_are_missing_or_wrong_are_told_at_once() {
    let text = REPORT.replace("title: Report on the Agreement\n", "").replace("status: final", "status: done");
    let text = text.replace("2021-06-09", "9 June 2021");
    assert_eq!(
        places(&[(FILE, &text)]),
        [format!("{FILE}:1:1 missing-field"), format!("{FILE}:3:7 bad-date"), format!("{FILE}:4:9 unknown-word"),]
    );
}

#[test]
fn an_attachment_is_a_document_or_a_title() {
    let both = "attachments:\n  - { document: agreement, title: The agreement }\n";
    assert_eq!(added(both), [format!("{FILE}:12:17 too-many-fields")]);
    assert_eq!(added("attachments:\n  - { note: by post }\n"), [format!("{FILE}:12:5 missing-field")]);
}

#[test]
fn what_a_document_is_known_by_has_room_in_print() {
    let room = "and there is room for";
    let help = "Make it shorter, and write what it says in a paragraph.";
    let words = |letters: usize| "Title ".repeat(400).chars().take(letters).collect::<String>();
    for (line, key, most) in [(2, "title", 150), (3, "description", 400)] {
        let told = |letters: usize| {
            let written = |line: &str| line.starts_with(&format!("{key}:"));
            let line =
                |line: &str| if written(line) { format!("{key}: {}x", words(letters - 1)) } else { line.to_owned() };
            let text: Vec<String> = REPORT.lines().map(line).collect();
            told(&[(FILE, &text.join("\n"))])
        };
        assert_eq!(told(most), Vec::<String>::new());
        let column = key.len() + 3;
        let expected =
            format!("{FILE}:{line}:{column} long-heading: “{key}” has 1,204 letters, {room} {most} / {help}");
        assert_eq!(told(1_204), [expected]);
    }
    let short = format!("title: Report on the Agreement\nshort-title: {}x", words(60));
    let expected = format!("{FILE}:3:14 long-heading: “short-title” has 61 letters, {room} 60 / {help}");
    assert_eq!(changed("title: Report on the Agreement", &short), [expected]);
    let settings =
        format!("format: 1\ntitle: {}x\ndescription: A\npartnership: kcsp\narea: Kent\nlanguage: en-GB\n", words(150));
    let expected = format!("agreement.yaml:2:8 long-heading: “title” has 151 letters, {room} 150 / {help}");
    assert_eq!(told(&[("agreement.yaml", &settings)]), [expected]);
}

#[test]
fn a_document_is_attached_once() {
    let twice = "attachments:\n  - { document: agreement }\n  - { title: A letter }\n  - { document: agreement }\n";
    let message = "“agreement” stands twice in the list of attachments / Delete one of the two.";
    assert_eq!(told(&[(FILE, &format!("{REPORT}{twice}"))]), [format!("{FILE}:14:17 duplicate-id: {message}")]);
}

#[test]
fn what_is_asked_for_and_not_in_the_settings_is_told() {
    for block in ["recommendation", "attachments"] {
        let told = told(&[(SECTION, &part(&format!("{{{{ {block} }}}}")))]);
        let expected = format!("{SECTION}:5:1 missing-field: The document.yaml of this document has no “{block}” / ");
        assert!(told.len() == 1 && told[0].starts_with(&expected), "{told:?}");
    }
}

#[test]
fn several_options_are_a_list_with_or_and_one_is_a_sentence() {
    let several = format!("{REPORT}{ASKED}");
    let more = [(FILE, several.as_str()), (SECTION, &part("{{ recommendation }}"))];
    let expected = ["The Committee may resolve to:", "note it;", "comment on it; or", "send it back."];
    assert_eq!(paragraphs(&sound("report", &more)), expected);
    let one = several.replace("[note it, comment on it, send it back]", "[note it]");
    let more = [(FILE, one.as_str()), more[1]];
    assert_eq!(paragraphs(&sound("report", &more)), ["The Committee may resolve to note it."]);
}

#[test]
fn attachments_are_numbered_and_those_that_are_documents_have_their_titles() {
    let text = format!(
        "{REPORT}attachments:\n  - {{ document: agreement }}\n  - {{ document: action-plan }}\n  - {{ title: A \
         letter, note: by post }}\n"
    );
    let more = [(FILE, text.as_str()), (SECTION, &part("{{ attachments }}"))];
    let expected = [
        "Appendix 1: Safety Agreement, April 2021",
        "Appendix 2: Action Plan, 9 June 2021",
        "Appendix 3: A letter (by post)",
    ];
    assert_eq!(paragraphs(&sound("report", &more)), expected);
}

#[test]
fn a_document_that_is_not_settled_says_so_after_its_date() {
    let facts = |status: &str| -> Vec<String> {
        let text = REPORT.replace("status: final", &format!("status: {status}"));
        let document = sound("report", &[(FILE, &text)]);
        let fact =
            |fact: &crate::document::Detail| format!("{}: {}", plain_text(&fact.term), plain_text(&fact.lines[0]));
        document.meta.opening.facts().iter().map(fact).collect()
    };
    assert!(facts("draft").contains(&"Status: Draft".to_owned()), "{:?}", facts("draft"));
    assert!(facts("provisional").contains(&"Status: Provisional".to_owned()));
    let expected =
        ["By: Officer", "To: The Committee", "Date: 9 June 2021", "Subject: Safety Agreement", "Summary: What it is."];
    assert_eq!(facts("final"), expected);
}

#[test]
fn the_extract_for_the_minutes_is_item_subject_and_recommendation_alone() {
    let text = format!("{REPORT}{ASKED}minutes: {{ item: 38, code: C1 }}\n");
    let page = part("1. Words of the report.\n\n   {{ recommendation }}");
    let files = files(&[(FILE, &text), (SECTION, &page)]);
    let (family, _) = Family::read(&files);
    let (members, _) = family.compose(&files, &Typefaces::load(&files).expect("typefaces"));
    let minutes = members.iter().find(|member| member.id == "report").and_then(|member| member.minutes.clone());
    let minutes = minutes.expect("an extract");
    assert_eq!(minutes.parts.len(), 1);
    assert_eq!(plain_text(&minutes.parts[0].title), "38. Safety Agreement");
    let expected = ["(Item C1)", "The Committee may resolve to:", "note it;", "comment on it; or", "send it back."];
    assert_eq!(paragraphs(&minutes), expected);
    assert!(!minutes.walk().iter().any(|block| matches!(block.kind, BlockKind::Numbered { .. })));
}

#[test]
fn minutes_without_a_recommendation_in_the_text_are_told_and_not_left_out_in_silence() {
    let minutes = "minutes: { item: 38 }\n";
    let told = |settings: &str, text: &str| places(&[(FILE, settings), (SECTION, &part(text))]);
    let (without, with) = (format!("{REPORT}{minutes}"), format!("{REPORT}{ASKED}{minutes}"));
    assert_eq!(told(&without, "1. Words."), [format!("{FILE}:11:18 missing-field")]);
    assert_eq!(told(&with, "1. Words."), [format!("{FILE}:14:18 missing-field")]);
    assert_eq!(told(&with, "1. Words.\n\n   {{ recommendation }}"), Vec::<String>::new());
}

#[test]
fn a_place_on_an_agenda_is_a_number() {
    assert_eq!(added("minutes: { code: C1 }\n"), [format!("{FILE}:11:12 missing-field")]);
    assert_eq!(added("minutes: { item: first }\n"), [format!("{FILE}:11:18 wrong-type")]);
}
