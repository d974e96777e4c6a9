//! Publications as they are printed, and where the faults of their entries are told.

use crate::family::sample::{PLAN, paragraphs, part, places, sound, told};

const FILE: &str = "data/sources.yaml";

#[track_caller]
fn printed(entry: &str) -> String {
    let text = format!("sources:\n  - {{ id: a, publisher: The Office, title: Crime, {entry} }}\n");
    let page = part("From {{ source.a }}");
    let words = paragraphs(&sound("action-plan", &[(FILE, &text), (PLAN, &page)]));
    words.iter().find_map(|words| words.strip_prefix("From ")).expect("the sentence").to_owned()
}

#[test]
fn a_reference_has_publisher_title_date_what_is_left_out_and_the_remark() {
    for (entry, words) in [
        ("date: 2021", "The Office, Crime, 2021."),
        ("date: 2021-03", "The Office, Crime, March 2021."),
        ("date: 2021-03-09", "The Office, Crime, 9 March 2021."),
        ("date: 2019/20", "The Office, Crime, 2019/20."),
        ("date: 2021, excludes: Manchester", "The Office, Crime, 2021 (without Manchester)."),
        ("date: 2021, excludes: Medway, note: in draft", "The Office, Crime, 2021 (without Medway); in draft."),
    ] {
        assert_eq!(printed(entry), words);
    }
}

#[test]
fn the_faults_of_all_entries_are_told_together() {
    let text = "\
sources:
  - { id: a, publisher: A, title: B, date: 2021-13 }
  - { id: b, publisher: A, title: B, date: 2019/21 }
  - { id: c, publisher: A, date: 2021 }
  - { id: d, publisher: A, title: B, date: 2021, exclude: C }
  - { id: d, publisher: A, title: B, date: 2021 }
";
    assert_eq!(
        places(&[(FILE, text)]),
        [
            format!("{FILE}:2:44 bad-date"),
            format!("{FILE}:3:44 bad-date"),
            format!("{FILE}:4:7 missing-field"),
            format!("{FILE}:5:50 unknown-key"),
            format!("{FILE}:6:11 duplicate-id"),
        ]
    );
}

#[test]
fn a_source_that_nobody_knows_is_told_with_the_nearest() {
    let text = "sources:\n  - { id: term-report, publisher: A, title: B, date: 2021 }\n";
    let told = told(&[(FILE, text), (PLAN, &part("{{ source.term-reports }}"))]);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with(&format!("{PLAN}:5:4 unknown-")) && told[0].contains("term-report”?"), "{told:?}");
}
