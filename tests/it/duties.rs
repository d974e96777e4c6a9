//! What the law asks of the agreement, as the command tells it.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::desk::{Run, agreement, copy, desk, edit, run, tree};

const FILE: &str = "content/data/duties.yaml";
const LAWS: &str = "legislation:\n  - { id: act, title: Harbour Act, kind: act, year: 1998 }\n";
const DUTIES: &str = "duties:
  - id: agreement
    legislation: act
    provision: section 5(1)
    asks: The partners make an agreement, and they do so together with all those who live at the harbour.
    met-by:
      - { part: introduction, how: says by whom it is made and when it is read again }
      - version-control
    read: { page: \"Harbour Act 1998, section 5\", address: \"https://example.org/act/5?view=plain\" }
  - id: copy
    legislation: act
    provision: section 6
    asks: They send it to the | harbour <master>.
    met-by: []
    read: { page: Harbour Act 1998, address: \"https://example.org/act/6\" }
  - id: unread
    legislation: act
    provision: section 7
    asks: Something else.
    met-by: [introduction]
    to-be-confirmed: true
    remark: The library was closed.
  - id: unknown
    legislation: act
    provision: section 8
    asks: Nobody knows.
    met-by: []
    to-be-confirmed: true
";

/// The smallest sources, with duties.
fn with_duties() -> TempDir {
    let desk = desk();
    fs::write(desk.path().join("content/data/legislation.yaml"), LAWS).expect("written");
    fs::write(desk.path().join(FILE), DUTIES).expect("written");
    desk
}

fn duties(folder: &Path, arguments: &[&str]) -> Run {
    run(agreement(folder, &[&["duties"], arguments].concat()))
}

#[test]
fn help_says_all_that_is_needed() {
    insta::assert_snapshot!("help_duties", duties(desk().path(), &["--help"]).ended(0).out);
}

#[test]
fn each_duty_is_told_with_the_parts_that_meet_it_and_all_are_counted() {
    let desk = with_duties();
    let before = tree(desk.path());
    let run = duties(desk.path(), &[]).ended(0);
    assert_eq!(run.err, "");
    insta::assert_snapshot!("duties_text", run.out);
    insta::assert_snapshot!("duties_markdown", duties(desk.path(), &["--format", "markdown"]).ended(0).out);
    assert!(tree(desk.path()) == before, "nothing is written");
}

#[test]
fn a_strict_map_fails_for_a_gap_and_for_nothing_else() {
    let desk = with_duties();
    let run = duties(desk.path(), &["--strict"]).ended(1);
    assert!(run.out.contains("nowhere in the agreement: a gap") && run.out.contains("1 gap,"), "{run:?}");
    let sixth = "section 6\n    asks: They send it to the | harbour <master>.\n    met-by: []";
    edit(&desk.path().join(FILE), sixth, &sixth.replace("[]", "[introduction]"));
    let run = duties(desk.path(), &["--strict"]).ended(0);
    assert!(run.out.ends_with("4 duties: 2 met, 0 gaps, 2 to be confirmed by the monitoring officer\n"), "{run:?}");
}

#[test]
fn programs_get_all_of_it() {
    let desk = with_duties();
    let out = duties(desk.path(), &["--format", "json"]).ended(0).out;
    let all: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(
        (&all["version"], &all["met"], &all["gaps"], &all["toBeConfirmed"]),
        (&1.into(), &1.into(), &1.into(), &2.into())
    );
    let duties = all["duties"].as_array().expect("a list");
    let verdicts: Vec<_> = duties.iter().map(|duty| duty["verdict"].as_str().unwrap_or_default()).collect();
    assert_eq!(verdicts, ["met", "gap", "to-be-confirmed", "to-be-confirmed"]);
    assert_eq!(duties[0]["metBy"][0]["name"], "Chapter 1, Introduction");
    assert_eq!(
        (&duties[0]["metBy"][1]["name"], &duties[0]["metBy"][1]["how"]),
        (&"Version Control".into(), &Value::Null)
    );
    assert_eq!(
        (&duties[0]["read"]["address"], &duties[2]["read"]),
        (&"https://example.org/act/5?view=plain".into(), &Value::Null)
    );
    assert_eq!(duties[2]["remark"], "The library was closed.");
}

#[test]
fn errors_of_the_sources_are_told_with_their_places_and_nothing_else_is() {
    let desk = with_duties();
    let file = desk.path().join(FILE);
    edit(&file, "met-by: [introduction]", "met-by: [introductoin]");
    edit(&file, "legislation: act\n    provision: section 6", "legislation: akt\n    provision: section 6");
    let run = duties(desk.path(), &[]).ended(1);
    assert_eq!(run.out, "");
    let check = crate::desk::run(agreement(desk.path(), &["check"])).ended(1);
    for told in [
        "error[unknown-name]",
        "duties.yaml:11:18",
        "error[unknown-part]",
        "duties.yaml:20:14",
        "“akt”",
        "“introduction”",
    ] {
        assert!(run.err.contains(told) && check.out.contains(told), "{told}: {run:?} {check:?}");
    }
    assert!(run.err.ends_with("2 errors; the duties can be told when they are put right\n"), "{run:?}");
}

#[test]
fn without_its_file_the_command_fails_and_everything_else_goes_on() {
    let desk = desk();
    let run = duties(desk.path(), &[]).ended(2);
    assert_eq!((run.out.as_str(), run.err.contains("there is no content/data/duties.yaml")), ("", true), "{run:?}");
    assert!(duties(desk.path(), &["--content", "nowhere"]).ended(2).err.contains("there is no folder nowhere"));
    crate::desk::run(agreement(desk.path(), &["check"])).ended(0);
}

#[test]
fn the_duties_of_kent_are_told_and_none_of_them_is_published() {
    let desk = tempfile::tempdir().expect("a temporary folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &desk.path().join("content"));
    let out = duties(desk.path(), &["--format", "json"]).ended(0).out;
    let all: Value = serde_json::from_str(&out).expect("JSON");
    let duties = all["duties"].as_array().expect("a list");
    let count = |key: &str| all[key].as_u64().expect("a number");
    assert_eq!(count("met") + count("gaps") + count("toBeConfirmed"), duties.len() as u64);
    assert!(count("met") > 0 && count("gaps") > 0 && count("toBeConfirmed") > 0, "{out}");
    for part in tree(&desk.path().join("content")).values() {
        assert!(!String::from_utf8_lossy(&part.0).contains("{{ duties"), "the block is in no part");
    }
}
