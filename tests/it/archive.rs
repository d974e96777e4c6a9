//! All editions, published side by side.

use std::fs;
use std::path::Path;

use crate::desk::{Run, agreement, assert_same, desk, edit, run, tree};
use crate::history::git;

fn archive(folder: &Path, arguments: &[&str]) -> Run {
    run(agreement(folder, &[&["archive"], arguments].concat()))
}

fn commit(folder: &Path) {
    git(folder, &["add", "-A", "-f", "."]);
    git(folder, &["commit", "-q", "-m", "x"]);
}

/// A history of the first edition and another of the next month, whose chapter is `chapter`.
fn two_editions(next: impl Fn(&Path)) -> tempfile::TempDir {
    let desk = desk();
    let at = desk.path();
    git(at, &["init", "-q", "-b", "main"]);
    commit(at);
    let control = at.join("content/version-control.yaml");
    let first = fs::read_to_string(&control).expect("read");
    fs::write(
        &control,
        format!("{first}- version: \"9.0\"\n  date: 2031-04\n  effective: 2031-04-01\n  summary: Refreshed\n"),
    )
    .expect("written");
    next(at);
    commit(at);
    desk
}

/// The pages in the archive, the front page not among them, oldest first.
fn pages(folder: &Path) -> Vec<String> {
    let names =
        fs::read_dir(folder.join("archive")).expect("an archive").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.retain(|name| name.ends_with(".html") && name != "index.html");
    names.sort_unstable_by_key(|name| name.rsplit('-').next().map(str::to_owned));
    names
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join("archive").join(name)).expect("read")
}

#[test]
fn help_says_all_that_is_needed() {
    let nowhere = tempfile::tempdir().expect("a folder");
    insta::assert_snapshot!(archive(nowhere.path(), &["--help"]).ended(0).out);
}

#[test]
fn each_edition_has_its_address_and_older_ones_lead_to_the_newest() {
    let desk = two_editions(|at| edit(&at.join("content/chapters/01-introduction.md"), "is made by", "is kept by"));
    let before = tree(&desk.path().join("content"));
    archive(desk.path(), &[]).ended(0);
    let pages = pages(desk.path());
    let [old, new] = pages.as_slice() else { panic!("two pages: {pages:?}") };
    let notice =
        format!("<a href=\"./{new}\">Read the newest: April 2031, version 9.0, effective from 1 April 2031</a>");
    assert!(read(desk.path(), old).contains(&notice), "{old} leads to {new}");
    assert!(!read(desk.path(), new).contains("This is an earlier edition"), "{new} is valid");
    assert!(read(desk.path(), new).contains("Changes in this edition"), "{new} tells what has changed");
    let front = read(desk.path(), "index.html");
    for name in [old, new, &old.replace(".html", ".pdf"), &new.replace(".html", ".pdf")] {
        assert!(front.contains(&format!("href=\"./{name}\"")), "the front page leads to {name}");
        assert!(desk.path().join("archive").join(name).is_file(), "{name} is there");
    }
    assert!(front.find(new.as_str()) < front.find(old.as_str()), "the newest comes first");
    assert_same(&before, &tree(&desk.path().join("content")), "after all were published");
}

#[test]
fn the_same_history_gives_the_same_archive() {
    let desk = two_editions(|_| ());
    archive(desk.path(), &[]).ended(0);
    let once = tree(&desk.path().join("archive"));
    fs::write(desk.path().join("content/chapters/01-introduction.md"), "of no edition").expect("written");
    archive(desk.path(), &[]).ended(0);
    assert_same(&once, &tree(&desk.path().join("archive")), "after the second time");
}

#[test]
fn an_edition_that_cannot_be_published_stops_all_and_can_be_left_out() {
    let desk =
        two_editions(|at| edit(&at.join("content/chapters/01-introduction.md"), "is made by", "{{ body.nobody }}"));
    let failed = archive(desk.path(), &[]).ended(1);
    assert!(
        failed.err.contains("these are in edition 9.0, as commit ") && failed.err.contains("--without 9.0"),
        "{failed:?}"
    );
    assert!(failed.err.contains("body.nobody") && !desk.path().join("archive").exists(), "{failed:?}");
    archive(desk.path(), &["--without", "9.0"]).ended(0);
    assert_eq!(pages(desk.path()).len(), 1);
    let unknown = archive(desk.path(), &["--without", "7.0"]).ended(2);
    assert!(unknown.err.contains("there is no edition 7.0 to leave out"), "{unknown:?}");
}

#[test]
fn sources_without_a_history_have_no_archive() {
    let desk = desk();
    let failed = archive(desk.path(), &[]).ended(2);
    assert!(failed.err.contains("no history in git"), "{failed:?}");
}
