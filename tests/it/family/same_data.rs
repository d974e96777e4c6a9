//! One fact, one place: a name that changes in the data changes in every document.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use agreement::source::{Files, Root};

use super::small::told;
use super::{CONTENT, published, words};
use crate::desk::{copy, edit};
use crate::published::files_of;

const LIST: &str = "data/priorities.yaml";
/// A name that nobody would type.
const NEW: &str = "Quiet Lanterns and Yodelling";

/// The words of every published page.
fn pages(files: &Files) -> BTreeMap<String, String> {
    let outcome = published(files, false, 2);
    let page = |made: agreement::publish::Artefact| (made.name, words(&String::from_utf8_lossy(&made.bytes)));
    outcome.artefacts.into_iter().map(page).collect()
}

#[test]
fn a_name_that_is_changed_in_the_data_is_changed_in_every_document_that_named_it() {
    let files = files_of(Path::new(CONTENT));
    let before = pages(&files);
    let list = fs::read_to_string(Path::new(CONTENT).join(LIST)).expect("read");
    for (old, documents) in [
        ("Safeguarding Vulnerable People", 4),
        ("Serious Violence and Organised Crime", 4),
        ("Preventing Extremism and Hate", 4),
    ] {
        let line = format!("name: {old}\n");
        assert_eq!(list.matches(&line).count(), 1, "{old} is typed once in the list");
        let mut changed = files.clone();
        changed.add(Root::Content, LIST, LIST, list.replace(&line, &format!("name: {NEW}\n")).into_bytes());
        let after = pages(&changed);
        assert!(after.keys().eq(before.keys()), "the files have the same names");
        let named = |pages: &BTreeMap<String, String>, name: &str| -> BTreeMap<String, usize> {
            let counted = pages.iter().map(|(page, words)| (page.clone(), words.matches(name).count()));
            counted.filter(|(_, count)| *count > 0).collect()
        };
        let had = named(&before, old);
        assert!(had.len() >= documents, "{old} is named by {had:?}");
        assert_eq!(named(&before, NEW), BTreeMap::new());
        assert_eq!(named(&after, NEW), had, "as often as the old name was");
        assert_eq!(named(&after, old), BTreeMap::new(), "and the old name is nowhere");
    }
}

/// Where a name may stand typed: in the title or name of something else, which has more words in
/// capitals, in what is quoted, or as the title of a paragraph.
fn is_of_something_else(before: &str, after: &str) -> bool {
    let quoted = before.matches(['"', '“']).count() % 2 == 1 || before.ends_with("**") && after.starts_with(":**");
    let last = before.trim_end_matches(' ').rsplit([' ', '(']).next().unwrap_or_default();
    let next = after.strip_prefix(' ').unwrap_or_default();
    let capital = |word: &str| word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    quoted || capital(next) || before.ends_with(' ') && capital(last) && !before.trim_end().ends_with(['.', ':'])
}

#[test]
fn no_document_has_the_name_of_a_priority_typed_into_it() {
    let list = fs::read_to_string(Path::new(CONTENT).join(LIST)).expect("read");
    let (priorities, _) = list.split_once("cross-cutting-themes:").expect("the themes");
    let mut names: Vec<&str> = priorities.lines().filter_map(|line| line.trim().strip_prefix("name: ")).collect();
    // A name of one word is a word of the language too.
    names.retain(|name| name.contains(' '));
    names.sort_unstable();
    names.dedup();
    assert!(names.len() >= 11, "{names:?}");
    let mut typed = Vec::new();
    for entry in walkdir::WalkDir::new(CONTENT).sort_by_file_name().into_iter().map(|entry| entry.expect("an entry")) {
        let path = entry.path().strip_prefix(CONTENT).expect("below").to_string_lossy().into_owned();
        if path.starts_with("data/") || !entry.file_type().is_file() {
            continue;
        }
        let text = fs::read_to_string(entry.path()).expect("a text");
        // What a review recommends is a name that the list may not have yet.
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("into: {"));
        for (number, line) in lines.filter(|(_, line)| !line.trim_start().starts_with('#')) {
            for name in &names {
                for (at, _) in line.match_indices(name) {
                    let (before, after) = (&line[..at], &line[at + name.len()..]);
                    if !is_of_something_else(before, after) {
                        typed.push(format!("{path}:{}: {name}", number + 1));
                    }
                }
            }
        }
    }
    assert!(typed.is_empty(), "write {{{{ priority.ID }}}} instead:\n{}", typed.join("\n"));
}

#[test]
fn every_fault_of_six_files_is_told_in_one_run_with_its_place() {
    let desk = tempfile::tempdir().expect("a folder");
    let content = desk.path().join("content");
    copy(Path::new(CONTENT), &content);
    let mut expected = Vec::new();
    for (path, from, to, code, words) in [
        (
            "data/actions.yaml",
            "years: [2019/20, 2020/21]\n    status: in-progress\n    progress:\n      - when: 2019/20\n        text: \"Two seminars",
            "years: [2019/210, 2020/21]\n    status: in-progress\n    progress:\n      - when: 2019/20\n        text: \"Two seminars",
            "bad-date",
            "2019/210",
        ),
        ("data/indicators/violent-crime.csv", "83766", "many", "bad-value", "2020,many"),
        ("data/sources.yaml", "date: 2020-10\n", "date: 2020-13\n", "bad-date", "2020-13"),
        ("data/annual-cycle.yaml", "when: 2023-10", "when: October", "bad-date", "October"),
        ("committee-report/document.yaml", "status: final", "status: finished", "unknown-word", "finished"),
        (
            "action-plan/01-introduction.md",
            "agreement#county-priorities",
            "agreement#county-priority",
            "unknown-reference",
            "county-priority",
        ),
    ] {
        edit(&content.join(path), from, to);
        let text = fs::read_to_string(content.join(path)).expect("read");
        let at = text.find(words).expect("the fault");
        let line = text[..at].matches('\n').count() + 1;
        let column = text[..at].chars().rev().take_while(|c| *c != '\n').count() + 1;
        expected.push((format!("error[{code}]"), format!("content/{path}:{line}:{column}")));
    }
    let run = told(desk.path(), &["check", "--level", "error"]).ended(1);
    for (code, place) in &expected {
        let told =
            run.out.split("\n\n").any(|finding| finding.contains(code) && finding.contains(&format!("--> {place}\n")));
        assert!(told, "{code} at {place} is not told: {}", run.out);
    }
    assert_eq!(run.out.matches("error[").count(), expected.len(), "and nothing else: {}", run.out);
}
