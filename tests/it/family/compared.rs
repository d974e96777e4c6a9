//! What has changed in a document beside the agreement, as it is told and as it is shown.

use std::fs;

use super::small::{ACTIONS, REPORT, family, told};
use crate::desk::{copy, edit, tree};
use crate::history::git;

#[test]
fn the_changes_of_one_document_are_told_by_its_id() {
    let desk = family();
    copy(&desk.path().join("content"), &desk.path().join("old"));
    edit(&desk.path().join(ACTIONS), "in-progress", "complete");
    edit(&desk.path().join(ACTIONS), "A hundred lamps", "Two hundred lamps");
    edit(&desk.path().join(REPORT), "rings the bell", "beats the drum");
    let run = told(desk.path(), &["diff", "old", "content", "--document", "action-plan"]).ended(0);
    for said in ["[-A-] {+Two+} hundred lamps were given out", "[-In progress-] {+Complete+}"] {
        assert!(run.out.contains(said), "{said:?} is not in {run:?}");
    }
    assert!(!run.out.contains("drum"), "only that document is compared: {run:?}");
    let run = told(desk.path(), &["diff", "old", "content", "--document", "agreement"]).ended(0);
    assert!(run.out.ends_with("No words have changed.\n"), "the agreement is the same: {run:?}");
}

#[test]
fn a_document_that_only_one_side_has_is_told() {
    let desk = family();
    copy(&desk.path().join("content"), &desk.path().join("old"));
    fs::remove_dir_all(desk.path().join("old/update-report")).expect("removed");
    let run = told(desk.path(), &["diff", "old", "content", "--document", "update-report"]).ended(2);
    let said = "the older of the two has no document “update-report”; it has agreement, action-plan";
    assert!(run.err.contains(said), "{run:?}");
}

#[test]
fn a_review_has_redlines_of_the_documents_that_changed_and_of_no_other() {
    let desk = family();
    let at = desk.path();
    git(at, &["init", "-q", "-b", "main"]);
    git(at, &["add", "-A", "-f", "."]);
    git(at, &["commit", "-q", "-m", "x"]);
    edit(&at.join(ACTIONS), "A hundred lamps", "Two hundred lamps");
    let run = told(at, &["review", "--base", "main"]).ended(0);
    assert!(run.out.contains("{+Two+} hundred lamps"), "{run:?}");
    let made = tree(&at.join("review"));
    let mut redlines: Vec<String> = made.keys().map(|path| path.to_string_lossy().into_owned()).collect();
    redlines.retain(|name| name.starts_with("redline"));
    let expected = ["redline-action-plan.html", "redline-action-plan.pdf", "redline.html", "redline.pdf"];
    assert_eq!(redlines, expected, "the agreement has one always");
    let page = fs::read_to_string(at.join("review/redline-action-plan.html")).expect("a redline");
    assert!(page.contains("[added: </span>Two"), "the change stands in its place");
    let changes = fs::read_to_string(at.join("review/changes.md")).expect("a list");
    assert!(changes.contains("<ins>Two</ins>"), "{changes}");
    for name in ["index.html", "action-plan-june-2021.pdf", "update-report-november-2021.html"] {
        assert!(at.join("review").join(name).exists(), "{name} is there to be looked at");
    }
}
