//! A `document.yaml` that cannot be read, stands elsewhere, or says what nothing shows.

use crate::family::sample::{PLAN, REPORT, SECTION, files, part, told};
use crate::lint::Circumstances;
use crate::publish::compose_all;

const SETTINGS: &str = "report/document.yaml";

/// What the lints of a code find, each as "file: message".
fn linted(code: &str, more: &[(&str, &str)]) -> Vec<String> {
    let files = files(more);
    let (_, findings) = compose_all(&files, &Circumstances::default(), &mut |_| {});
    let found = findings.iter().filter(|finding| finding.code == code);
    found.map(|finding| format!("{}: {}", files.path(finding.file()), finding.message)).collect()
}

#[test]
fn settings_that_cannot_be_read_are_the_only_finding() {
    let colon = REPORT.replace("title: Report", "title: Report: on");
    let into_it = part("See [](report#background).");
    for spoilt in [colon.as_str(), "kind: [committee-report\n", "kind: committee-report\n\ttitle: A\n"] {
        let told = told(&[(SETTINGS, spoilt), (PLAN, &into_it), (SECTION, &part("{{ recommendation }}"))]);
        assert!(told.len() == 1 && told[0].starts_with(&format!("{SETTINGS}:")), "{told:#?}");
    }
}

#[test]
fn nothing_is_unused_while_a_document_is_of_no_known_kind() {
    let kind = REPORT.replace("committee-report", "comittee-report");
    assert_eq!(linted("unused-name", &[]), ["data/bodies.yaml: Nothing in the agreement refers to “Kent Police”"]);
    assert_eq!(linted("unused-name", &[(SETTINGS, &kind)]), [""; 0]);
    assert_eq!(linted("unused-name", &[(SETTINGS, "kind: [\n")]), [""; 0]);
}

#[test]
fn the_folders_of_the_agreement_are_no_documents() {
    for folder in ["chapters", "appendices", "data", "data/indicators"] {
        let path = format!("{folder}/document.yaml");
        let expected = format!(
            "{path}:1:1 stray-file: {folder}/ belongs to the agreement, and cannot be another document / Move this \
             file into a folder of its own beside chapters/, together with its texts."
        );
        assert_eq!(told(&[(&path, REPORT)]), [expected]);
    }
    let told = told(&[("document.yaml", REPORT)]);
    assert!(told.len() == 1 && told[0].contains("The content folder belongs to the agreement"), "{told:?}");
}

#[test]
fn settings_under_another_name_are_the_only_finding_of_their_folder() {
    for name in ["Document.yaml", "document.yml", "DOCUMENT.YAML"] {
        let path = format!("report/{name}");
        let expected = format!(
            "{path}:1:1 misnamed-file: This file is not read, since its name is not “document.yaml” / Rename it to \
             {SETTINGS}."
        );
        assert_eq!(told(&[(SETTINGS, ""), (&path, REPORT)]), [expected]);
    }
}

#[test]
fn a_folder_of_texts_without_settings_may_be_a_document() {
    let expected = format!(
        "{SECTION}:1:1 stray-file: This file is not part of the document / A document of its own has a file \
         {SETTINGS}; else move it into chapters/ or appendices/, or out of the content folder."
    );
    assert_eq!(told(&[(SETTINGS, "")]), [expected]);
}

#[test]
fn a_block_that_the_settings_have_nothing_for_says_so() {
    let at =
        |settings: &str, block: &str| told(&[(SETTINGS, settings), (SECTION, &part(&format!("1. A.\n\n   {block}")))]);
    let file = format!("{SECTION}:7:4 missing-field: The document.yaml of this document has no “recommendations” / ");
    assert_eq!(
        at(REPORT, "{{ priorities-after }}"),
        [format!("{file}Add “recommendations:” with “effective:” and “list:” to it, or take this block out.")]
    );
    let asked = format!("{REPORT}recommendation:\n  lead-in: Note\n  options: [it]\n");
    assert_eq!(at(&asked, "{{ recommendations }}"), [format!("{file}Did you mean {{{{ recommendation }}}}?")]);
}

#[test]
fn the_agreement_has_no_settings_of_a_document_to_show() {
    let told = told(&[("chapters/01-introduction.md", &part("1. Words. {#work}\n\n   {{ attachments }}"))]);
    let expected = "chapters/01-introduction.md:7:4 nothing-to-show: The agreement has no document.yaml, ";
    assert!(told.len() == 1 && told[0].starts_with(expected), "{told:?}");
}

#[test]
fn the_words_of_the_settings_are_looked_at_like_all_others() {
    let with = |from: &str, to: &str| told(&[(SETTINGS, &REPORT.replace(from, to))]);
    let codes = |told: Vec<String>| -> Vec<String> {
        told.iter().filter_map(|one| Some(one.split_once(": ")?.0.to_owned())).collect()
    };
    assert_eq!(codes(with("on the", "on\u{202e} the")), [format!("{SETTINGS}:2:17 direction-character")]);
    assert_eq!(codes(with("by: Officer", "by: \u{6f22}")), [format!("{SETTINGS}:7:7 no-glyph")]);
    let title = REPORT.replace("on the Agreement", "\"{{ body.kcsp }}\"").replace("title: Report \"", "title: \"");
    assert_eq!(linted("unprinted-value", &[(SETTINGS, &title)]).len(), 1);
    let hidden = REPORT.replace("by: Officer", "by: Off\u{200b}icer");
    assert_eq!(linted("hidden-letter", &[(SETTINGS, &hidden)]).len(), 1);
}

#[test]
fn settings_that_no_section_shows_are_told() {
    let settings = format!("{REPORT}recommendation:\n  lead-in: Note\n  options: [it]\nattachments:\n  - title: A\n");
    assert_eq!(
        linted("unshown-data", &[(SETTINGS, &settings)]),
        [
            "report/document.yaml: No page shows the “recommendation” of this document",
            "report/document.yaml: No page shows the “attachments” of this document"
        ]
    );
    let shown = part("1. Words.\n\n   {{ recommendation }}\n\n   {{ attachments }}");
    assert_eq!(linted("unshown-data", &[(SETTINGS, &settings), (SECTION, &shown)]), [""; 0]);
}

#[test]
fn actions_of_a_priority_that_no_section_shows_are_told() {
    let action = |id: &str, priority: &str| {
        format!(
            "  - id: {id}\n    priority: {priority}\n    title: Help\n    owner: kent-police\n    years: [2020/21]\n    \
             status: complete\n    progress:\n      - {{ when: 2020/21, text: Done. }}\n"
        )
    };
    let actions = format!("actions:\n{}{}{}", action("a", "abuse"), action("b", "crime"), action("c", "crime"));
    let plan = part("{{ actions priority=abuse }}");
    let more = [("data/actions.yaml", actions.as_str()), (PLAN, plan.as_str())];
    assert_eq!(
        linted("unshown-data", &more),
        ["data/actions.yaml: No page shows the 2 actions for “Serious Violence”"]
    );
    let both = part("{{ actions priority=abuse }}\n\n{{ actions priority=crime }}");
    assert_eq!(linted("unshown-data", &[more[0], (PLAN, &both)]), [""; 0]);
}

#[test]
fn two_documents_that_readers_could_not_tell_apart_are_told() {
    let more = [("copy/document.yaml", REPORT), ("copy/01-background.md", &part("1. Words."))];
    let expected = "report/document.yaml:2:8 duplicate-name: Two documents of 9 June 2021 are called “Report on the \
                    Agreement” / Give one of them another title, or correct its date.";
    assert_eq!(told(&more), [expected]);
    let later = REPORT.replace("2021-06-09", "2022-06-09");
    assert_eq!(told(&[("copy/document.yaml", &later), more[1]]), [""; 0]);
}

#[test]
fn a_document_of_a_day_before_the_act_is_told() {
    let at = |date: &str| told(&[(SETTINGS, &REPORT.replace("2021-06-09", date))]);
    let expected = format!(
        "{SETTINGS}:4:7 bad-date: 9 June 1021 is before the Crime and Disorder Act 1998 / Write the day of the \
         document with the four digits of its year."
    );
    assert_eq!(at("1021-06-09"), [expected]);
    assert_eq!(at("1998-06-09"), [""; 0]);
}

#[test]
fn a_source_that_is_of_a_time_after_the_document_is_told() {
    let source = |date: &str| format!("sources:\n  - {{ id: a, publisher: B, title: C, date: {date} }}\n");
    let section = part("1. Words.[^a]\n\n[^a]: {{ source.a }}");
    let at = |date: &str| told(&[("data/sources.yaml", &source(date)), (SECTION, &section)]);
    let expected = "data/sources.yaml:2:44 bad-date: This source is of July 2021, and a document that names it is of 9 June \
                    2021 / Correct the date of the source, or that of the document.";
    assert_eq!(at("2021-07"), [expected]);
    assert_eq!(at("2021-06"), [""; 0]);
}

#[test]
fn a_part_without_text_is_told() {
    let expected = format!(
        "{SECTION}:2:8 nothing-to-show: This part has a title and no text / Write its text below the second line of \
         “---”, or take the file away."
    );
    assert_eq!(told(&[(SECTION, "---\ntitle: Background\n---\n")]), [expected]);
}

#[test]
fn nothing_is_unused_while_the_sources_have_errors() {
    let unused = |text: &str| linted("unused-name", &[(SECTION, &part(text))]);
    assert_eq!(unused("1. Words.").len(), 1);
    assert_eq!(unused("1. {{ body.kent-polise }}."), [""; 0]);
    assert_eq!(linted("unused-name", &[(SETTINGS, ""), ("report/Document.yaml", REPORT)]), [""; 0]);
}
