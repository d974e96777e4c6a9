//! Histories that are not all there: what is missing is told, with what brings it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::desk::{Run, agreement, desk, edit, run};
use crate::history::git;

const INTRODUCTION: &str = "content/chapters/01-introduction.md";
const VERSION_CONTROL: &str = "content/version-control.yaml";
const REMEDY: &str = "git fetch --refetch --no-filter brings them";

fn ran(folder: &Path, arguments: &[&str]) -> Run {
    run(agreement(folder, arguments))
}

fn commit(folder: &Path, message: &str) {
    git(folder, &["add", "-A", "-f", "."]);
    git(folder, &["commit", "-q", "-m", message]);
}

/// A copy without some contents of a repository with the editions 1.0 and 2.0, beside it.
fn copy(filter: &str) -> (TempDir, PathBuf) {
    let folder = desk();
    let at = folder.path();
    git(at, &["init", "-q", "-b", "main"]);
    git(at, &["config", "uploadpack.allowFilter", "true"]);
    git(at, &["config", "uploadpack.allowAnySHA1InWant", "true"]);
    commit(at, "1.0");
    edit(&at.join(INTRODUCTION), "It is read again", "It is looked at");
    let mut versions = fs::read_to_string(at.join(VERSION_CONTROL)).expect("read");
    versions.push_str("- version: \"2.0\"\n  date: 2022-05\n  effective: 2022-05-01\n  summary: Refreshed\n");
    fs::write(at.join(VERSION_CONTROL), versions).expect("written");
    commit(at, "2.0");
    let from = format!("file://{}", at.display());
    git(at, &["clone", "-q", &format!("--filter={filter}"), &from, "copy"]);
    let copy = at.join("copy");
    (folder, copy)
}

#[test]
fn a_copy_without_older_contents_says_what_brings_them() {
    for filter in ["blob:none", "tree:0"] {
        let (_folder, copy) = copy(filter);
        for arguments in [&["editions"][..], &["diff", "1.0"], &["build", "--edition", "1.0"], &["diff", "HEAD~1"]] {
            let said = ran(&copy, arguments).ended(2).err;
            assert!(said.contains("a partial clone") && said.contains(REMEDY), "{filter} {arguments:?}: {said}");
            assert!(!said.contains("fsck"), "nothing is damaged: {said}");
        }
        // The sources themselves are there.
        let said = ran(&copy, &["build", "--only", "html"]).ended(0).err;
        assert!(said.contains(REMEDY) && said.contains("since the last edition was not compared"), "{said}");
        assert!(ran(&copy, &["check"]).ended(0).err.contains(REMEDY));
    }
}

#[test]
fn what_is_told_to_bring_the_rest_does() {
    let (_folder, copy) = copy("blob:none");
    git(&copy, &["fetch", "-q", "--refetch", "--no-filter"]);
    let run = ran(&copy, &["diff", "1.0"]).ended(0);
    assert!(run.out.contains("looked at"), "{run:?}");
    let said = ran(&copy, &["build", "--only", "html"]).ended(0).err;
    assert!(!said.contains("partial"), "{said}");
}

#[test]
fn nothing_is_fetched_unasked() {
    let (folder, copy) = copy("blob:none");
    let packs = || fs::read_dir(copy.join(".git/objects/pack")).expect("packs").count();
    let before = packs();
    ran(&copy, &["diff", "1.0"]).ended(2);
    ran(&copy, &["build", "--only", "html"]).ended(0);
    assert_eq!(packs(), before);
    drop(folder);
}

/// The ids of commits without sources, made at once.
fn many_commits(at: &Path) -> Vec<String> {
    let mut stream = String::new();
    for number in 0..1500 {
        let message = format!("Commit {number}");
        stream.push_str(&format!("commit refs/heads/many\ncommitter A <a@example.org> {number} +0000\n"));
        stream.push_str(&format!("data {}\n{message}\n", message.len()));
    }
    fs::write(at.join("stream"), stream).expect("written");
    let from = fs::File::open(at.join("stream")).expect("opened");
    let imported = Command::new("git").args(["fast-import", "--quiet"]).current_dir(at).stdin(from).status();
    assert!(imported.expect("git runs").success());
    let listed = Command::new("git").args(["rev-list", "many"]).current_dir(at).output().expect("git runs");
    String::from_utf8(listed.stdout).expect("text").lines().map(str::to_owned).collect()
}

#[test]
fn the_beginning_of_two_ids_is_not_guessed() {
    let folder = desk();
    let at = folder.path();
    git(at, &["init", "-q", "-b", "main"]);
    commit(at, "1.0");
    let mut ids = many_commits(at);
    ids.sort();
    // Letters among them, so that it is no month and no version.
    let same = |pair: &&[String]| pair[0][..4] == pair[1][..4] && pair[0][..4].contains(|c| ('a'..='f').contains(&c));
    let pair = ids.windows(2).find(same).expect("of so many, two begin alike");
    let beginning = &pair[0][..4];
    let said = ran(at, &["diff", beginning]).ended(2).err;
    assert!(said.contains(&format!("more than one id begins with “{beginning}”, of these commits: ")), "{said}");
    assert!(pair.iter().all(|id| said.contains(&id[..7])) && said.contains("write more of the id"), "{said}");
}
