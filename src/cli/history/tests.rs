//! Histories made by git, read without it.

use std::path::Path;
use std::process::Command;

use super::*;

fn git(folder: &Path, arguments: &[&str]) {
    let status = Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("HOME", folder)
        .output()
        .expect("git runs");
    assert!(status.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&status.stderr));
}

fn log(version: &str) -> String {
    format!("- {{ version: \"{version}\", date: 2020-04, effective: 2020-04-01, summary: A }}\n")
}

/// A repository with a folder of sources: version 1.0 in two commits, then version 2.0 in two.
fn repository_of_two_editions() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    git(at, &["init", "-q", "-b", "main"]);
    std::fs::create_dir_all(at.join("texts/chapters")).expect("a folder");
    let commit = |version: &str, words: &str| {
        std::fs::write(at.join("texts/version-control.yaml"), log(version)).expect("written");
        std::fs::write(at.join("texts/chapters/01-one.md"), words).expect("written");
        git(at, &["add", "."]);
        git(at, &["commit", "-q", "-m", words]);
    };
    for (version, words) in [("1.0", "first"), ("1.0", "second"), ("2.0", "third"), ("2.0", "fourth")] {
        commit(version, words);
    }
    folder
}

fn now(version: &str) -> Files {
    let mut files = Files::new();
    files.add(Root::Content, VERSION_CONTROL, VERSION_CONTROL, log(version).into_bytes());
    files
}

fn chapter(last: Last) -> Option<String> {
    match last {
        Last::Edition(files) => {
            let file = files.find(Root::Content, "chapters/01-one.md").expect("the chapter");
            Some(files.text(file).expect("a text").to_owned())
        }
        Last::None => None,
        Last::Unknown(why) => panic!("{why}"),
    }
}

#[test]
fn the_last_commit_of_the_version_before_is_the_find_last_edition() {
    let folder = repository_of_two_editions();
    let content = folder.path().join("texts");
    assert_eq!(chapter(find_last_edition(&content, &now("2.0"))).as_deref(), Some("second"));
    assert_eq!(chapter(find_last_edition(&content, &now("3.0"))).as_deref(), Some("fourth"));
}

#[test]
fn sources_without_a_history_or_of_one_edition_have_no_find_last_edition() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(chapter(find_last_edition(folder.path(), &now("2.0"))), None);
    git(folder.path(), &["init", "-q", "-b", "main"]);
    std::fs::write(folder.path().join(VERSION_CONTROL), log("1.0")).expect("written");
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-q", "-m", "first"]);
    assert_eq!(chapter(find_last_edition(folder.path(), &now("1.0"))), None);
}

#[test]
fn a_shallow_copy_says_how_to_get_the_rest() {
    let folder = repository_of_two_editions();
    let copy = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", folder.path().display());
    git(copy.path(), &["clone", "-q", "--depth", "1", &from, "copy"]);
    match find_last_edition(&copy.path().join("copy/texts"), &now("2.0")) {
        Last::Unknown(why) => assert!(why.contains("git fetch --unshallow"), "{why}"),
        Last::Edition(_) | Last::None => panic!("a shallow copy cannot know"),
    }
}

#[test]
fn links_and_hidden_files_of_an_earlier_edition_are_passed_over() {
    let folder = repository_of_two_editions();
    let content = folder.path().join("texts");
    std::os::unix::fs::symlink("/etc/passwd", content.join("chapters/02-link.md")).expect("a link");
    std::fs::write(content.join(".hidden.md"), "hidden").expect("written");
    git(folder.path(), &["add", "-f", "."]);
    git(folder.path(), &["commit", "-q", "-m", "links"]);
    let Last::Edition(files) = find_last_edition(&content, &now("3.0")) else { panic!("there is a last edition") };
    let paths: Vec<&str> = files.below(Root::Content, "").map(|file| files.path(file)).collect();
    assert_eq!(paths, ["chapters/01-one.md", VERSION_CONTROL]);
}
