//! What has changed since the last published edition, read from the history of the sources.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::faults::sources::Sources;

/// Runs git as nobody in particular, whatever is configured here.
pub fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("HOME", folder)
        .output()
        .expect("git runs");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

const LAST: &str = "- version: \"5.0\"";
const TIDES: &str = "appendices/a-strategic-assessments.md";

fn write(folder: &Path, sources: &Sources) {
    sources.write(&folder.join("texts"));
}

/// A repository in which version 4.0 was published and this edition followed, with one part that
/// changed since and is not logged.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    git(at, &["init", "-q", "-b", "main"]);
    let commit = |sources: &Sources, message: &str| {
        write(at, sources);
        git(at, &["add", "-f", "."]);
        git(at, &["commit", "-q", "-m", message]);
    };
    let now = Sources::of_the_agreement();
    let before = now.clone().cut("version-control.yaml", LAST);
    commit(&before.clone().swap("chapters/07-leads.md", "Each priority", "Every priority"), "4.0, not yet right");
    commit(&before, "4.0");
    std::os::unix::fs::symlink("/etc/passwd", at.join("texts/content/chapters/99-link.md")).expect("a link");
    git(at, &["add", "-f", "."]);
    git(at, &["commit", "-q", "-m", "4.0 with a link, which no edition may have"]);
    fs::remove_file(at.join("texts/content/chapters/99-link.md")).expect("removed");
    commit(&now, "5.0");
    write(at, &now.swap("chapters/07-leads.md", "Each priority", "Every priority"));
    folder
}

/// What `check` says of the content folder, on both its channels.
fn told(folder: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_agreement"))
        .args(["check", "--level", "warning"])
        .current_dir(folder)
        .output()
        .expect("the program runs");
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_part_that_changed_since_the_last_edition_is_told() {
    let folder = repository();
    let told = told(&folder.path().join("texts"));
    assert!(told.contains("unlogged-change") && told.contains("content/chapters/07-leads.md:2:8"), "{told}");
    assert!(told.contains("since the edition of April 2020"), "{told}");
    assert!(!told.contains(TIDES), "what is logged is not told: {told}");
}

#[test]
fn sources_without_a_history_are_compared_with_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), &Sources::of_the_agreement());
    let told = told(&folder.path().join("texts"));
    assert!(!told.contains("history") && !told.contains("unlogged-change"), "{told}");
}

#[test]
fn a_shallow_copy_says_how_to_get_the_rest() {
    let folder = repository();
    let copy = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", folder.path().display());
    git(copy.path(), &["clone", "-q", "--depth", "1", &from, "copy"]);
    let told = told(&copy.path().join("copy/texts"));
    assert!(told.contains("git fetch --unshallow"), "{told}");
}
