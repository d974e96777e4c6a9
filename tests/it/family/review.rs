//! The annual review: what it recommends is written into the list of priorities.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::CONTENT;
use super::small::told;
use crate::desk::{assert_same, copy, edit, tree};

const LIST: &str = "content/data/priorities.yaml";

/// The records of a priority, with the comments above them, taken out of the list.
fn without(list: &str, id: &str) -> String {
    let mut kept = String::new();
    let mut gone = false;
    for line in list.lines() {
        if line.starts_with("  - id: ") {
            gone = line == format!("  - id: {id}");
        } else if line.starts_with("  #") || !line.starts_with("    ") {
            gone = false;
        }
        if !gone {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// A copy of the real sources with the list of priorities as it was before the review of 2016.
fn before_the_review() -> TempDir {
    let desk = tempfile::tempdir().expect("a folder");
    copy(Path::new(CONTENT), &desk.path().join("content"));
    let list = fs::read_to_string(desk.path().join(LIST)).expect("read");
    let list = without(&without(&list, "safeguarding"), "serious-organised-crime");
    let ended = "    until: 2016-03-31\n";
    assert_eq!(list.matches(ended).count(), 2, "two priorities ended");
    fs::write(desk.path().join(LIST), list.replace(ended, "")).expect("written");
    desk
}

#[test]
fn what_a_review_recommends_is_written_once_and_every_comment_stays() {
    let desk = before_the_review();
    let at = desk.path();
    let before = tree(at);
    let told_of = [
        "Violent Crime: until 31 March 2016",
        "Acquisitive Crime: until 31 March 2016",
        "Serious and Organised Crime: from 1 April 2016, merged from Violent Crime and Acquisitive Crime",
        "Safeguarding: from 1 April 2016, new",
    ];
    let says_all = |out: &str| told_of.iter().all(|line| out.contains(line)) && out.contains("  4 changes:\n");

    let dry = told(at, &["review", "apply", "--dry-run"]).ended(0);
    assert!(says_all(&dry.out) && dry.err.contains("nothing was written"), "{dry:?}");
    assert_same(&before, &tree(at), "after a dry run");

    let old = fs::read_to_string(at.join(LIST)).expect("read");
    let run = told(at, &["review", "apply", "annual-review"]).ended(0);
    assert!(says_all(&run.out), "{run:?}");
    let new = fs::read_to_string(at.join(LIST)).expect("read");
    let mut lines = new.lines();
    for line in old.lines() {
        assert!(lines.any(|other| other == line), "{line:?} is lost, or out of its place:\n{new}");
    }
    let mut after = tree(at);
    after.insert(LIST.into(), before[Path::new(LIST)].clone());
    assert_same(&before, &after, "no other file is touched");

    let again = told(at, &["review", "apply"]).ended(0);
    assert!(again.out.contains("has all that is recommended; it was left as it is"), "{again:?}");
    assert_eq!(fs::read_to_string(at.join(LIST)).expect("read"), new);
}

#[test]
fn after_that_every_document_has_the_priorities_of_its_date() {
    let desk = before_the_review();
    let failed = told(desk.path(), &["build", "--only", "html"]).ended(1);
    assert!(failed.err.contains("unknown-name"), "what the review adds is not known before: {failed:?}");
    told(desk.path(), &["review", "apply"]).ended(0);
    // Who leads what is new is for people to say, and they are asked for it; nothing else is missing.
    let failed = told(desk.path(), &["build", "--only", "html"]).ended(1);
    let errors: Vec<&str> = failed.err.lines().filter(|line| line.starts_with("error[")).collect();
    assert!(errors.len() == 2 && errors.iter().all(|line| line.ends_with(" has no lead")), "{failed:?}");
    let first = "    from: 2016-04-01\n";
    edit(&desk.path().join(LIST), first, &format!("{first}    lead: {{ post: Head, body: kcc }}\n"));
    told(desk.path(), &["build", "--only", "html"]).ended(0);
    let page = |name: &str| {
        let path = desk.path().join("output").join(name);
        super::words(&fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
    };
    let review = page("annual-review-march-2016.html");
    assert!(review.contains("Violent Crime") && review.contains("Acquisitive Crime"), "{review}");
    let plan = page("action-plan-june-2021.html");
    assert!(plan.contains("Serious and Organised Crime") && !plan.contains("Acquisitive Crime"), "{plan}");
}

#[test]
fn a_review_that_nobody_wrote_is_told() {
    let desk = before_the_review();
    let run = told(desk.path(), &["review", "apply", "annual-revue"]).ended(2);
    assert!(run.err.contains("no document “annual-revue” recommends anything; did you mean annual-review?"), "{run:?}");
}
