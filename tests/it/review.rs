//! What a reviewer gets in one command.

use std::fs;
use std::path::Path;

use crate::desk::{Run, agreement, assert_same, desk, edit, run, tree};
use crate::history::git;

const CHAPTER: &str = "content/chapters/01-introduction.md";

fn review(folder: &Path, arguments: &[&str]) -> Run {
    run(agreement(folder, &[&["review"], arguments].concat()))
}

fn changed() -> tempfile::TempDir {
    let desk = desk();
    git(desk.path(), &["init", "-q", "-b", "main"]);
    git(desk.path(), &["add", "-A", "-f", "."]);
    git(desk.path(), &["commit", "-q", "-m", "x"]);
    edit(&desk.path().join(CHAPTER), "is made by", "is kept by");
    desk
}

#[test]
fn help_says_all_that_is_needed() {
    let nowhere = tempfile::tempdir().expect("a folder");
    insta::assert_snapshot!(review(nowhere.path(), &["--help"]).ended(0).out);
}

#[test]
fn a_change_is_told_published_and_shown_in_its_place() {
    let desk = changed();
    let told = review(desk.path(), &["--base", "main"]).ended(0);
    assert!(told.out.contains("is [-made-] {+kept+} by"), "{told:?}");
    for name in ["redline.html", "redline.pdf", "changes.md"] {
        assert!(told.out.contains(&format!("review/{name}")), "{told:?}");
    }
    let page = fs::read_to_string(desk.path().join("review/redline.html")).expect("a redline");
    assert!(page.contains("[added: </span>kept"), "the change stands in its place");
    let changes = fs::read_to_string(desk.path().join("review/changes.md")).expect("a list");
    assert!(changes.contains("<ins>kept</ins>"), "{changes}");
}

#[test]
fn errors_are_shown_with_what_could_be_compared_and_nothing_is_published() {
    let desk = changed();
    edit(&desk.path().join(CHAPTER), "is kept by", "is kept by {{ body.nobody }}");
    let before = tree(desk.path());
    let failed = review(desk.path(), &["--base", "main"]).ended(1);
    assert!(failed.out.contains("reworded") || failed.out.contains("changed"), "{failed:?}");
    assert!(failed.err.contains("body.nobody") && failed.err.contains("nothing was published"), "{failed:?}");
    assert_same(&before, &tree(desk.path()), "after errors");
}

#[test]
fn a_base_that_is_not_there_is_refused() {
    let desk = changed();
    for base in ["nowhere", "--upload-pack=x"] {
        let failed = review(desk.path(), &[&format!("--base={base}")]).ended(2);
        assert!(failed.err.contains(base), "{failed:?}");
    }
    let inside = review(desk.path(), &["--base", "main", "--output", "content/review"]).ended(2);
    assert!(inside.err.contains("lies inside content"), "{inside:?}");
}
