//! What the command makes of what the core says, with other cores in its place.

use std::fs;

use agreement::source::Span;
use clap::Parser as _;
use tempfile::TempDir;

use super::*;

#[derive(clap::Parser)]
struct Line {
    #[command(flatten)]
    check: Check,
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir_all(folder.path().join("content/chapters")).expect("made");
    for (name, text) in [("agreement.yaml", "teh"), ("chapters/01-a.md", "été\nteh"), ("chapters/02-b.md", "odd")] {
        fs::write(folder.path().join("content").join(name), text).expect("written");
    }
    folder
}

fn text(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join("content").join(name)).expect("text")
}

fn check(folder: &TempDir, more: &[&str], judge: Judge) -> Result<Ending> {
    let place = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (content, templates) = (place("content"), place("templates"));
    fs::create_dir_all(&templates).expect("made");
    let more: Vec<String> =
        more.iter().map(|one| if one.starts_with("content/") { place(one) } else { (*one).to_owned() }).collect();
    let line = ["check", "--content", &content, "--templates", &templates].map(str::to_owned);
    run(&Line::parse_from(line.into_iter().chain(more)).check, judge)
}

/// A core that warns of "teh", and puts it right for certain; that gives a hint of "odd"; and that
/// finds an error in "wrong".
fn judge(files: &Files, _: &Circumstances<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for file in files.below(Root::Content, "") {
        let Ok(text) = files.text(file) else { continue };
        let places = |words: &'static str| {
            text.match_indices(words).map(move |(at, _)| Span::new(file, at, at + words.len())).collect::<Vec<_>>()
        };
        findings.extend(places("teh").iter().map(|at| Diagnostic::warning("w", *at, "teh").suggest(*at, "the", true)));
        findings.extend(places("wrong").iter().map(|at| Diagnostic::error("e", *at, "wrong")));
        findings.extend(places("odd").iter().map(|at| {
            let finding = Diagnostic::warning("h", *at, "odd").suggest(*at, "even", false);
            Diagnostic { severity: Severity::Hint, ..finding }
        }));
    }
    findings
}

#[test]
fn the_status_says_whether_something_refuses() {
    let folder = folder();
    for (options, ending) in [
        (&[][..], Ending::Done),
        (&["--strict"], Ending::SourcesHaveErrors),
        (&["--strict", "--level", "error"], Ending::SourcesHaveErrors),
        (&["--strict", "content/chapters/02-b.md"], Ending::Done),
        (&["--strict", "content/chapters"], Ending::SourcesHaveErrors),
    ] {
        assert_eq!(check(&folder, options, judge).expect("ran"), ending, "{options:?}");
    }
    fs::write(folder.path().join("content/chapters/03-c.md"), "wrong").expect("written");
    assert_eq!(check(&folder, &[], judge).expect("ran"), Ending::SourcesHaveErrors);
    assert_eq!(check(&folder, &["content/chapters/01-a.md"], judge).expect("ran"), Ending::Done);
}

#[test]
fn the_day_is_handed_to_the_core() {
    let folder = folder();
    let on: Judge = |_, circumstances| {
        assert_eq!(circumstances.as_at, Date::new(2026, 11, 28));
        Vec::new()
    };
    check(&folder, &["--as-at", "2026-11-28"], on).expect("checked");
    check(&folder, &[], |_, circumstances| circumstances.as_at.map_or_else(Vec::new, |_| panic!("asked")))
        .expect("checked");
}

#[test]
fn what_is_certain_is_put_right_and_the_rest_is_not() {
    let folder = folder();
    assert_eq!(check(&folder, &["--fix", "--strict"], judge).expect("ran"), Ending::Done, "what remains is judged");
    assert_eq!(text(&folder, "agreement.yaml"), "the");
    assert_eq!(text(&folder, "chapters/01-a.md"), "été\nthe");
    assert_eq!(text(&folder, "chapters/02-b.md"), "odd");
}

#[test]
fn only_what_is_shown_is_put_right() {
    let folder = folder();
    check(&folder, &["--fix", "--level", "error"], judge).expect("ran");
    assert_eq!(text(&folder, "agreement.yaml"), "teh");
    check(&folder, &["--fix", "content/chapters"], judge).expect("ran");
    assert_eq!((text(&folder, "agreement.yaml"), text(&folder, "chapters/01-a.md")), ("teh".into(), "été\nthe".into()));
}

#[test]
fn nothing_is_put_right_among_sources_that_could_not_all_be_read() {
    let folder = folder();
    fs::write(folder.path().join("content/b.yml"), "x").expect("written");
    let ending = check(&folder, &["--fix"], |_, _| panic!("asked"));
    assert_eq!(ending.expect("ran"), Ending::SourcesHaveErrors);
    assert_eq!(text(&folder, "agreement.yaml"), "teh");
}

#[test]
fn a_fault_of_the_program_is_told_as_one_and_changes_nothing() {
    let folder = folder();
    let error = check(&folder, &[], |_, _| panic!("a bug")).expect_err("a fault");
    assert!(error.to_string().starts_with("this is a fault in the program, not in your files; nothing was checked"));
    let later: Judge = |files, day| match files.text(files.find(Root::Content, "agreement.yaml").expect("there")) {
        Ok("teh") => judge(files, day),
        _ => panic!("a bug"),
    };
    let error = check(&folder, &["--fix"], later).expect_err("a fault");
    assert!(error.to_string().contains("nothing was changed"), "{error}");
    assert_eq!(text(&folder, "agreement.yaml"), "teh");
}

#[test]
fn two_runs_never_put_right_the_same_folder_at_once() {
    let folder = folder();
    let held = Folder::hold(&folder.path().join("content")).expect("held");
    let error = check(&folder, &["--fix"], judge).expect_err("refused");
    assert!(error.to_string().contains("another agreement command is at work"), "{error}");
    assert_eq!(text(&folder, "agreement.yaml"), "teh");
    check(&folder, &[], judge).expect("others may look");
    drop(held);
    check(&folder, &["--fix"], judge).expect("the lock is free again");
    assert_eq!(text(&folder, "agreement.yaml"), "the");
}

#[test]
fn what_a_killed_run_left_is_cleared_away() {
    let folder = folder();
    let left = folder.path().join("content/chapters/.02-b.md.agreement-new");
    fs::write(&left, "half").expect("written");
    check(&folder, &["--fix"], judge).expect("ran");
    assert!(!left.exists());
}

#[test]
fn each_change_is_told_with_its_place_and_words() {
    let change = |old: &str, new: &str| Change {
        file: "content/a.md".to_owned(),
        line: 12,
        old: old.to_owned(),
        new: new.to_owned(),
    };
    assert_eq!(words(&change("on line", "online")), "content/a.md:12: “on line” → “online”");
    assert_eq!(words(&change("a\u{a0}b", "a b")), "content/a.md:12: “a<U+00A0>b” → “a b”");
    assert_eq!(words(&change("", "x")), "content/a.md:12: added “x”");
    assert_eq!(words(&change("\u{1b}[2J", "")), "content/a.md:12: removed “<U+001B>[2J”");
}
