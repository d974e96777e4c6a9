//! The items of version control, drafted from what has changed.

use std::fs;
use std::path::Path;

use agreement::lint::Circumstances;
use agreement::publish::compose;
use tempfile::TempDir;

use crate::desk::{Run, agreement, assert_same, desk, edit, run, tree};
use crate::faults::sources::Sources;
use crate::history::git;

const CHAPTER: &str = "content/chapters/01-introduction.md";
const CONTROL: &str = "content/version-control.yaml";
/// An entry as an editor writes it, without its changes.
const ENTRY: &str = "- version: \"2.0\"\n  date: 2031-04\n  effective: 2031-04-01\n  summary: Refreshed\n";

fn changes(folder: &Path, arguments: &[&str]) -> Run {
    run(agreement(folder, &[&["changes"], arguments].concat()))
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("read")
}

/// Version 1.0 in the history, and version 2.0 in the folder: a paragraph reworded, one added, and
/// a chapter.
fn refreshed(entry: &str) -> TempDir {
    let desk = desk();
    let at = desk.path();
    git(at, &["init", "-q", "-b", "main"]);
    git(at, &["add", "-A", "-f", "."]);
    git(at, &["commit", "-q", "-m", "The first edition"]);
    fs::write(at.join(CONTROL), format!("{}{entry}", read(at, CONTROL))).expect("written");
    edit(&at.join(CHAPTER), "is made by", "is kept by");
    fs::write(at.join(CHAPTER), format!("{}1. Everybody keeps to it.\n", read(at, CHAPTER))).expect("written");
    fs::write(at.join("content/chapters/02-tides.md"), "---\ntitle: Tides\n---\n\n1. High at noon.\n")
        .expect("written");
    desk
}

const DRAFT: &str = "    - part: introduction\n      note: \"one paragraph added, two updated\"\n    - part: tides\n      note: \"new chapter added\"\n";

#[test]
fn a_draft_is_shown_and_nothing_is_written() {
    let desk = refreshed(ENTRY);
    let before = tree(desk.path());
    let run = changes(desk.path(), &[]).ended(0);
    assert_eq!(run.out, DRAFT, "{run:?}");
    assert!(run.err.contains("since version 1.0 (April 2021)") && run.err.contains("--write"), "{run:?}");
    assert_same(&tree(desk.path()), &before, "after a draft");
}

#[test]
fn items_are_added_to_the_entry_and_what_the_editor_wrote_stays() {
    for (written, kept) in [
        (ENTRY.to_owned(), "  changes:\n"),
        (
            format!("{ENTRY}  changes:\n    - part: document\n      note: \"a: word\" # mine\n\n\n"),
            "    - part: document\n      note: \"a: word\" # mine\n",
        ),
    ] {
        let desk = refreshed(&written);
        let before = read(desk.path(), CONTROL);
        let run = changes(desk.path(), &["--write"]).ended(0);
        assert!(run.out.starts_with("2 items added to version 2.0 in content/version-control.yaml:\n"), "{run:?}");
        let after = read(desk.path(), CONTROL);
        assert!(after.starts_with(before.trim_end()), "{after}");
        assert!(after.contains(&format!("{kept}{DRAFT}")), "{after}");
        run_check(desk.path());
        let again = changes(desk.path(), &["--write"]).ended(0);
        assert_eq!(again.out, "Every part that has changed since 1.0 (April 2021) has its item.\n");
        assert_eq!(read(desk.path(), CONTROL), after);
    }
}

fn run_check(folder: &Path) {
    let run = run(agreement(folder, &["check", "--level", "error"])).ended(0);
    assert!(!run.out.contains("unlogged-change"), "{run:?}");
}

#[test]
fn an_item_that_is_there_is_not_drafted_again() {
    let desk = refreshed(&format!("{ENTRY}  changes:\n    - part: introduction\n      note: our own words\n"));
    let run = changes(desk.path(), &[]).ended(0);
    assert_eq!(run.out, "    - part: tides\n      note: \"new chapter added\"\n");
}

#[test]
fn an_entry_written_in_braces_is_left_alone_and_the_draft_is_shown() {
    let desk = refreshed("- { version: \"2.0\", date: 2031-04, effective: 2031-04-01, summary: Refreshed }\n");
    let before = tree(desk.path());
    let run = changes(desk.path(), &["--write"]).ended(2);
    assert!(run.err.contains("add them by hand") && run.out == DRAFT, "{run:?}");
    assert_same(&tree(desk.path()), &before, "after a draft that could not be added");
}

#[test]
fn without_an_earlier_edition_there_is_nothing_to_draft_from() {
    let desk = desk();
    let run = changes(desk.path(), &[]).ended(2);
    assert!(run.err.contains("no earlier edition of content is known") && run.err.contains("--since"), "{run:?}");
    let other = refreshed(ENTRY);
    let run = changes(other.path(), &["--since", "HEAD"]).ended(0);
    assert_eq!(run.out, DRAFT);
}

/// The parts that the published entry of version 5.0 names.
const PUBLISHED: [&str; 12] = [
    "effective-date",
    "foreword",
    "community-safety-landscape",
    "governance",
    "key-achievements",
    "county-priorities",
    "responsible-authorities",
    "strategic-assessments",
    "morile-assessment",
    "horizon-scanning",
    "priorities",
    "logos",
];

#[test]
fn the_published_entry_of_version_5_is_told_what_it_forgot() {
    let newest = "- version: \"5.0\"";
    // What had changed in Chapter 2, which no published entry names, and in Appendix D.
    let before = Sources::of_the_agreement()
        .cut("version-control.yaml", newest)
        .swap("chapters/02-legislation.md", "1. Since 13 April 2011 the", "1. From 13 April 2011 on the")
        .swap(
            "appendices/d-police-and-crime-plan.md",
            " There is no plan for 2021-22 and later years yet, because",
            " Then",
        );
    let items = PUBLISHED.map(|part| format!("    - part: {part}\n      note: as published\n")).concat();
    let head = "- version: \"5.0\"\n  date: 2021-04\n  effective: 2021-04-01\n  summary: Refreshed CSA\n  changes:\n";
    let sources = Sources::of_the_agreement().cut("version-control.yaml", newest);
    let sources = sources.add("version-control.yaml", &format!("{head}{items}"));
    let (files, last) = (sources.files(), before.files());
    let circumstances = Circumstances { as_at: None, last_edition: Some(&last) };
    let (_, findings) = compose(&files, &circumstances, &mut |_| {});
    let forgotten = findings.iter().filter(|finding| finding.code == "unlogged-change");
    let forgotten: Vec<&str> = forgotten.map(|finding| files.path(finding.file())).collect();
    assert_eq!(forgotten, ["chapters/02-legislation.md", "appendices/d-police-and-crime-plan.md"]);
}
