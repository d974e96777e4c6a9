//! Where a repository is looked for; what is read from one is tested with the whole program.

use std::fs;
use std::path::Path;

use super::*;

/// A folder with the folders of a repository in it.
fn repository_in(folder: &Path) {
    for below in ["objects", "refs"] {
        fs::create_dir_all(folder.join(below)).expect("made");
    }
    fs::write(folder.join("HEAD"), "ref: refs/heads/main\n").expect("written");
}

fn way(content: &Path) -> Option<PathBuf> {
    repository(content).map(|(_, way)| way)
}

#[test]
fn the_repository_is_the_nearest_above_the_folder_though_that_is_gone() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = folder.path().canonicalize().expect("a place");
    assert_eq!(way(&place.join("texts/content")), None);
    repository_in(&place.join(".git"));
    fs::create_dir_all(place.join("texts/content")).expect("made");
    for content in ["texts/content", "texts/content/", "texts/./content", "texts/../texts/content"] {
        let found = repository(&place.join(content));
        assert_eq!(found, Some((place.clone(), PathBuf::from("texts/content"))), "{content}");
    }
    assert_eq!(way(&place.join("old/content")).as_deref(), Some(Path::new("old/content")));
    assert_eq!(way(&place.join("old/../../content")), None, "a way that cannot be followed");
    assert_eq!(way(&place).as_deref(), Some(Path::new("")));
}

#[test]
fn a_repository_without_a_working_folder_is_one() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    repository_in(&folder.path().join("sources.git"));
    let content = folder.path().join("sources.git/content");
    assert_eq!(way(&content).as_deref(), Some(Path::new("content")));
    fs::remove_dir(folder.path().join("sources.git/refs")).expect("removed");
    assert_eq!(way(&content), None);
}

#[test]
fn a_repository_without_a_commit_has_no_edition() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    repository_in(&folder.path().join(".git"));
    let history = History::open(&folder.path().join("content")).expect("opened").expect("a repository");
    assert_eq!(history.editions().expect("read"), []);
    assert!(!history.is_cut_short().expect("read"));
    for (name, told) in [
        ("1.0", "no edition “1.0”, and no tag, branch or commit of that name. There is no edition in it"),
        ("2021-04", "no edition of April 2021"),
        ("-1.0", "begins with a dash"),
        (" ", "no edition is named"),
        ("a\nb", "no edition “a⏎b”"),
        ("HEAD~1", "no edition “HEAD~1”"),
        ("main..", "no edition “main..”"),
    ] {
        let error = history.named(name).err().map(|error| format!("{error:#}")).unwrap_or_default();
        assert!(error.contains(told), "{name:?}: {error}");
    }
}
