//! What has changed between two editions, as the program tells it.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::desk::{Run, agreement, assert_same, desk, edit, run, tree};
use crate::history::git;

const CHAPTER: &str = "content/chapters/01-introduction.md";

fn diff(folder: &Path, arguments: &[&str]) -> Run {
    run(agreement(folder, &[&["diff"], arguments].concat()))
}

/// Two editions in the history, and a paragraph more in the folder.
fn two_editions() -> TempDir {
    let desk = desk();
    let at = desk.path();
    git(at, &["init", "-q", "-b", "main"]);
    let commit = |message: &str| {
        git(at, &["add", "-A", "-f", "."]);
        git(at, &["commit", "-q", "-m", message]);
    };
    commit("The first edition");
    let control = at.join("content/version-control.yaml");
    let first = fs::read_to_string(&control).expect("read");
    let next = "- version: \"9.0\"\n  date: 2031-04\n  effective: 2031-04-01\n  summary: Refreshed\n";
    fs::write(&control, format!("{first}{next}")).expect("written");
    edit(&at.join(CHAPTER), "is made by", "is kept by");
    commit("The next edition");
    let chapter = at.join(CHAPTER);
    let text = fs::read_to_string(&chapter).expect("read");
    fs::write(&chapter, format!("{text}1. A <b>new</b> rule_with *marks* for @everybody.\n")).expect("written");
    desk
}

fn first(folder: &Path) -> String {
    let run = run(agreement(folder, &["editions", "--format", "json"])).ended(0);
    let listed: Value = serde_json::from_str(&run.out).expect("JSON");
    let editions = listed["editions"].as_array().expect("a list");
    editions.last().expect("an edition")["version"].as_str().expect("a version").to_owned()
}

#[test]
fn help_says_all_that_is_needed() {
    let nowhere = tempfile::tempdir().expect("a folder");
    insta::assert_snapshot!(diff(nowhere.path(), &["--help"]).ended(0).out);
}

#[test]
fn editions_are_compared_and_nothing_is_written() {
    let desk = two_editions();
    let before = tree(desk.path());
    let first = first(desk.path());
    let run = diff(desk.path(), &[&first, "9.0"]).ended(0);
    assert!(run.out.contains("  1.1 reworded\n      The agreement is [-made-] {+kept+} by"), "{run:?}");
    assert!(!run.out.contains("rule"), "only the two editions are compared: {run:?}");
    assert!(run.out.ends_with("1 added, 1 changed and 1 reworded.\n"), "{run:?}");
    assert_same(&tree(desk.path()), &before, "after a comparison");
}

#[test]
fn the_folder_as_it_is_now_is_the_newer_one_where_none_is_named() {
    let desk = two_editions();
    let run = diff(desk.path(), &["9.0"]).ended(0);
    assert!(run.out.contains("1.3 added") && run.out.ends_with("\n1 added.\n"), "{run:?}");
    let run = diff(desk.path(), &["content", "content"]).ended(0);
    assert!(run.out.ends_with("No words have changed.\n"), "{run:?}");
}

#[test]
fn what_has_no_number_is_found_by_the_heading_above_it() {
    let desk = two_editions();
    let chapter = desk.path().join(CHAPTER);
    let text = fs::read_to_string(&chapter).expect("read");
    fs::write(&chapter, format!("{text}\n## Tides\n\nHigh at noon.\n")).expect("written");
    let run = diff(desk.path(), &["9.0"]).ended(0);
    assert!(run.out.contains("  Heading added\n      {+Tides+}\n  Paragraph below “Tides” added\n"), "{run:?}");
}

#[test]
fn markdown_for_a_pull_request_keeps_the_words_of_an_author_words() {
    let desk = two_editions();
    edit(&desk.path().join(CHAPTER), "A <b>new</b> rule_with *marks*", "A rule\\_with \\*marks\\* and \\<b>");
    let run = diff(desk.path(), &["9.0", "--format", "markdown"]).ended(0);
    let line = "- **1.3** added: **\\[added:** <ins>A rule\\_with \\*marks\\* and &lt;b&gt; for &#64;everybody.</ins>**\\]**\n";
    assert!(run.out.contains(line), "{run:?}");
}

#[test]
fn programs_get_every_change_with_its_places() {
    let desk = two_editions();
    edit(&desk.path().join(CHAPTER), "A <b>new</b> rule_with *marks*", "A new rule");
    let run = diff(desk.path(), &["9.0", "--format", "json"]).ended(0);
    let told: Value = serde_json::from_str(&run.out).expect("JSON");
    let parts = told["parts"].as_array().expect("parts");
    let changes: Vec<&Value> = parts.iter().flat_map(|part| part["changes"].as_array().expect("changes")).collect();
    assert_eq!(changes.len(), 1, "{told}");
    assert_eq!((changes[0]["kind"].as_str(), changes[0]["old"].is_null()), (Some("added"), true));
    assert_eq!((changes[0]["new"]["label"].as_str(), changes[0]["new"]["file"].as_str()), (Some("1.3"), Some(CHAPTER)));
    assert_eq!(changes[0]["words"][0]["text"].as_str(), Some("A new rule for @everybody."));
}

#[test]
fn what_cannot_be_compared_is_said_in_a_sentence() {
    let desk = two_editions();
    for (arguments, said) in [
        (&["4.4"][..], "Its editions are 9.0"),
        (&["--exec=x", "9.0"], "begins with a dash"),
        (&["9.0", "HEAD:content"], "is no commit"),
        (&["9.0", "/nowhere"], "has no edition “/nowhere”"),
    ] {
        let run = diff(desk.path(), arguments).ended(2);
        assert!(run.err.contains(said) && run.out.is_empty(), "{arguments:?}: {run:?}");
    }
    let alone = crate::desk::desk();
    let run = diff(alone.path(), &["1.0"]).ended(2);
    assert!(run.err.contains("have no history in git"), "{run:?}");
}

#[test]
fn an_edition_that_cannot_be_published_is_compared_as_far_as_it_can_be_read() {
    let desk = two_editions();
    edit(&desk.path().join(CHAPTER), "A <b>new</b> rule_with *marks*", "A new rule of {{ body.nobody }}");
    let run = diff(desk.path(), &["9.0"]).ended(0);
    assert!(run.err.contains("content cannot be published as it is, since it has 1 error"), "{run:?}");
    assert!(run.out.contains("1.3 added"), "{run:?}");
    fs::write(desk.path().join("content/agreement.yaml"), "title: [\n").expect("written");
    let run = diff(desk.path(), &["9.0"]).ended(1);
    assert!(run.err.contains("error[") && run.err.contains("nothing was compared"), "{run:?}");
}

#[test]
fn a_redline_is_a_page_and_a_pdf() {
    let desk = two_editions();
    let first = first(desk.path());
    let before = tree(desk.path());
    fs::write(desk.path().join("redline.html"), "of yesterday").expect("written");
    for name in ["redline.html", "redline.pdf"] {
        let ending = &name["redline.".len()..];
        let run = diff(desk.path(), &[&first, "9.0", "--format", ending, "--output", name]).ended(0);
        assert_eq!(run.out, format!("{name}\n"), "{run:?}");
    }
    let page = fs::read_to_string(desk.path().join("redline.html")).expect("read");
    for words in ["Changes to the", ": 1.1 reworded.", "<del><span class=\"said\">[removed: </span>made"] {
        assert!(page.contains(words), "{words:?} is not in the page");
    }
    assert!(fs::read(desk.path().join("redline.pdf")).expect("read").starts_with(b"%PDF-1.7"));
    let mut after = tree(desk.path());
    after.retain(|name, _| !name.starts_with("redline.html") && !name.starts_with("redline.pdf"));
    assert_same(&before, &after, "after both");
}

#[test]
fn a_redline_goes_where_it_can_be_told_from_the_sources() {
    let desk = two_editions();
    let first = first(desk.path());
    let before = tree(desk.path());
    for (output, words) in [
        ("content", "content is a folder; name a file: --output FILE"),
        ("content/chapters/redline.html", "content/chapters/redline.html would lie among the sources"),
        ("nowhere/redline.html", "cannot write nowhere/redline.html"),
        ("/dev/null", "is there already and no ordinary file"),
    ] {
        let run = diff(desk.path(), &[&first, "9.0", "--format", "html", "--output", output]).ended(2);
        assert!(run.err.contains(words), "{run:?}");
    }
    assert_same(&before, &tree(desk.path()), "after all were refused");
}

#[test]
fn sources_with_errors_are_compared_but_make_no_redline() {
    let desk = two_editions();
    let first = first(desk.path());
    diff(desk.path(), &[&first]).ended(0);
    for format in ["html", "pdf"] {
        let failed = diff(desk.path(), &[&first, "--format", format, "--output", "redline"]).ended(1);
        assert!(failed.err.contains("no redline was made") && failed.err.contains("<b>"), "{failed:?}");
        assert!(!desk.path().join("redline").exists(), "nothing is written");
    }
}

#[test]
fn an_older_edition_in_the_place_of_the_newer_one_is_remarked_on() {
    let desk = two_editions();
    let first = first(desk.path());
    let told = diff(desk.path(), &["9.0", &first]).ended(0);
    assert!(told.err.contains("is newer than"), "{told:?}");
}

#[test]
fn a_page_can_be_handed_on_and_has_no_colours_of_a_terminal() {
    let desk = two_editions();
    let first = first(desk.path());
    let page = diff(desk.path(), &[&first, "9.0", "--format", "html"]).ended(0).out;
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
    diff(desk.path(), &[&first, "--output", "changes.txt"]).ended(0);
    let text = fs::read_to_string(desk.path().join("changes.txt")).expect("read");
    assert!(text.contains("1.1 reworded") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn the_page_tells_what_has_changed_since_the_edition_before() {
    let desk = two_editions();
    let published = |name: &str| {
        let at = desk.path();
        run(agreement(at, &["build", "--only", "html", "--edition", name, "--output", name])).ended(0);
        let mut pages = fs::read_dir(at.join(name)).expect("an output").map(|entry| entry.expect("an entry").path());
        let page = pages.find(|path| path.extension().is_some_and(|ending| ending == "html")).expect("a page");
        fs::read_to_string(page).expect("read")
    };
    let page = published("9.0");
    let list = page.find("Changes in this edition</h2>").expect("a list");
    assert!(page.contains("<label for=\"show-changes\">Mark the changes in the text</label>"), "a switch");
    assert!(page.contains("<a href=\"#changes_list\">What has changed since "), "a link to the list");
    assert!(page[list..].contains("1.1 reworded</a>"), "{}", &page[list..]);
    assert!(page[..list].contains(": 1.1 reworded.</strong>"), "a mark in the text");
    assert!(!page.contains("<del>") && !page.contains("<ins>"), "the text stays as it is");
    let first = published(&first(desk.path()));
    assert!(!first.contains("Changes in this edition") && !first.contains("show-changes"), "nothing came before it");
}
