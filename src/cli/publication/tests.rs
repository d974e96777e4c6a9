//! Lets every single step of a publication fail, or be the last before a kill.

use std::collections::BTreeMap;

use tempfile::TempDir;

use super::*;
use crate::filesystem::faulty::{Faulty, NEVER};

type Folder = BTreeMap<String, Vec<u8>>;

fn artefacts(files: &[(&str, &str)]) -> Vec<Artefact> {
    let artefact = |(name, text): &(&str, &str)| Artefact {
        name: (*name).to_owned(),
        bytes: text.as_bytes().to_vec(),
        pages: None,
    };
    files.iter().map(artefact).collect()
}

/// What a reader of the folder sees.
fn visible(folder: &Path) -> Folder {
    let mut seen = Folder::new();
    for entry in fs::read_dir(folder).expect("the folder is there").flatten() {
        let name = entry.file_name().into_string().expect("a plain name");
        if !name.starts_with('.') {
            seen.insert(name, fs::read(entry.path()).expect("a file"));
        }
    }
    seen
}

/// The names in the tool's own folder.
fn own(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder.join(STATE)).expect("the folder is there");
    let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn publish_all(folder: &Path, files: &[(&str, &str)], disk: &dyn Filesystem) -> Result<Publication> {
    Output::open(folder, disk, Duration::ZERO)?.publish(&artefacts(files), &|_| false)
}

const OLD: [(&str, &str); 3] = [("a.pdf", "old pdf"), ("b.html", "old page"), ("stale.pdf", "last year's")];
const NEW: [(&str, &str); 3] = [("a.pdf", "new pdf"), ("b.html", "new page"), ("c.pdf", "first time")];

/// A folder with the old publication and a foreign file in it.
fn published() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("README.md"), "foreign").expect("written");
    publish_all(folder.path(), &OLD, &Faulty::new(NEVER, NEVER)).expect("published");
    folder
}

fn expected(files: &[(&str, &str)]) -> Folder {
    let foreign = [("README.md", "foreign")];
    files.iter().chain(&foreign).map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
}

#[test]
fn new_files_replace_old_ones_and_stale_ones_go() {
    let folder = published();
    let outcome = publish_all(folder.path(), &NEW, &Disk).expect("published");
    assert_eq!(outcome.removed, ["stale.pdf"]);
    assert_eq!(visible(folder.path()), expected(&NEW));
    assert_eq!(own(folder.path()), ["lock", "manifest.json"]);
}

#[test]
fn an_error_at_any_step_leaves_the_old_output_or_the_new_one_whole() {
    let mut failures = 0;
    for step in 0.. {
        let folder = published();
        let disk = Faulty::new(step, NEVER);
        let result = publish_all(folder.path(), &NEW, &disk);
        if !disk.struck() {
            assert!(result.is_ok(), "nothing failed");
            assert!(failures > 10, "there are steps that can fail");
            break;
        }
        let left = if result.is_ok() { expected(&NEW) } else { expected(&OLD) };
        assert_eq!(visible(folder.path()), left, "after an error at step {step}: {result:?}");
        failures += usize::from(result.is_err());
        publish_all(folder.path(), &NEW, &Disk).expect("the next run publishes");
        assert_eq!(visible(folder.path()), expected(&NEW), "after the run that follows an error at step {step}");
        assert_eq!(own(folder.path()), ["lock", "manifest.json"], "step {step}");
    }
}

#[test]
fn a_kill_at_any_step_leaves_whole_files_and_the_next_run_ends_it() {
    let (old, new) = (expected(&OLD), expected(&NEW));
    let mut mixed = 0;
    for step in 0.. {
        let folder = published();
        let disk = Faulty::new(NEVER, step);
        let _ = publish_all(folder.path(), &NEW, &disk);
        if !disk.struck() {
            break;
        }
        let seen = visible(folder.path());
        for (name, bytes) in &seen {
            let whole = old.get(name) == Some(bytes) || new.get(name) == Some(bytes);
            assert!(whole, "{name} after a kill at step {step}");
        }
        for name in old.keys().filter(|name| new.contains_key(*name)) {
            assert!(seen.contains_key(name), "{name} is missing after a kill at step {step}");
        }
        mixed += usize::from(seen != old && seen != new);
        recover(folder.path()).expect("recovers");
        let healed = visible(folder.path());
        assert!(healed == old || healed == new, "half done after recovery from step {step}: {healed:?}");
        publish_all(folder.path(), &NEW, &Disk).expect("the next run publishes");
        assert_eq!(visible(folder.path()), new);
        assert_eq!(own(folder.path()), ["lock", "manifest.json"], "step {step}");
    }
    assert!(mixed > 0, "the test has seen the middle of a swap");
}

#[test]
fn a_kill_while_an_error_is_undone_is_ended_by_the_next_run() {
    let (old, new) = (expected(&OLD), expected(&NEW));
    let sound = sound();
    for error in 0..sound {
        for kill in error + 1.. {
            let folder = published();
            let disk = Faulty::new(error, kill);
            let _ = publish_all(folder.path(), &NEW, &disk);
            if !disk.struck() {
                break;
            }
            reopen(folder.path());
            let healed = visible(folder.path());
            assert!(healed == old || healed == new, "error at {error}, kill at {kill}: {healed:?}");
        }
    }
}

#[test]
fn a_recovery_that_is_killed_too_is_ended_by_the_one_after() {
    let (old, new) = (expected(&OLD), expected(&NEW));
    for first in 0..sound() {
        for second in 0.. {
            let folder = published();
            let _ = publish_all(folder.path(), &NEW, &Faulty::new(NEVER, first));
            let disk = Faulty::new(NEVER, second);
            let _ = Output::open(folder.path(), &disk, Duration::ZERO);
            if !disk.struck() {
                break;
            }
            reopen(folder.path());
            let healed = visible(folder.path());
            assert!(healed == old || healed == new, "kills at {first} and {second}: {healed:?}");
        }
    }
}

/// How many steps a publication has in which nothing goes wrong.
fn sound() -> usize {
    let disk = Faulty::new(NEVER, NEVER);
    publish_all(published().path(), &NEW, &disk).expect("published");
    disk.steps.get()
}

/// Lets the next run end what the last one began.
fn reopen(folder: &Path) {
    Output::open(folder, &Faulty::new(NEVER, NEVER), Duration::ZERO).map(drop).expect("recovers");
}

#[test]
fn the_same_files_again_change_nothing() {
    let folder = published();
    let before = fs::metadata(folder.path().join("a.pdf")).and_then(|file| file.modified()).expect("a time");
    assert_eq!(publish_all(folder.path(), &OLD, &Disk).expect("published"), Publication::default());
    let after = fs::metadata(folder.path().join("a.pdf")).and_then(|file| file.modified()).expect("a time");
    assert_eq!(before, after);
}

#[test]
fn a_foreign_file_in_the_way_stops_everything() {
    let folder = published();
    fs::write(folder.path().join("c.pdf"), "an officer's own").expect("written");
    let before = visible(folder.path());
    let error = publish_all(folder.path(), &NEW, &Disk).expect_err("refused");
    assert!(error.to_string().contains("c.pdf is in the way"), "{error}");
    assert_eq!(visible(folder.path()), before);
}

#[test]
fn a_file_that_was_changed_since_is_neither_replaced_nor_removed() {
    let folder = published();
    fs::write(folder.path().join("stale.pdf"), "with notes").expect("written");
    let outcome = publish_all(folder.path(), &NEW, &Disk).expect("published");
    assert_eq!((outcome.removed.len(), outcome.released), (0, vec!["stale.pdf".to_owned()]));
    fs::write(folder.path().join("a.pdf"), "NEW PDF").expect("written");
    let error = publish_all(folder.path(), &OLD[..2], &Disk).expect_err("refused");
    assert!(error.to_string().contains("a.pdf has been changed since"), "{error}");
    assert_eq!(visible(folder.path()).get("a.pdf").map(Vec::as_slice), Some(b"NEW PDF".as_slice()));
}

#[test]
fn a_file_that_is_carried_stays_and_is_still_ours() {
    let folder = published();
    let output = Output::open(folder.path(), &Disk, Duration::ZERO).expect("opened");
    let page = artefacts(&[("b.html", "new page")]);
    let outcome = output.publish(&page, &|name| name.ends_with(".pdf")).expect("published");
    drop(output);
    assert_eq!(outcome.carried, ["a.pdf", "stale.pdf"]);
    assert_eq!(publish_all(folder.path(), &NEW, &Disk).expect("published").removed, ["stale.pdf"]);
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_or_replaced() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    let target = elsewhere.path().join("target");
    fs::write(&target, "precious").expect("written");

    let folder = published();
    symlink(&target, folder.path().join("c.pdf")).expect("linked");
    publish_all(folder.path(), &NEW, &Disk).expect_err("a link is in the way");

    let folder = published();
    fs::remove_file(folder.path().join("a.pdf")).expect("removed");
    symlink(&target, folder.path().join("a.pdf")).expect("linked");
    publish_all(folder.path(), &NEW, &Disk).expect_err("a link stands for a file of ours");

    for stage in [STATE, ".agreement/next", ".agreement/ready", ".agreement/undo", ".agreement/kept", ".agreement/lock"]
    {
        let folder = published();
        let path = folder.path().join(stage);
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(&path).expect("removed"),
            Ok(_) => fs::remove_file(&path).expect("removed"),
            Err(_) => {}
        }
        symlink(elsewhere.path(), &path).expect("linked");
        let error = publish_all(folder.path(), &NEW, &Disk).expect_err(stage);
        assert!(format!("{error:#}").contains("remove it"), "{stage}: {error:#}");
    }

    let link = elsewhere.path().join("output");
    symlink(published().path(), &link).expect("linked");
    publish_all(&link, &NEW, &Disk).expect_err("the output folder is a link");
    assert_eq!(fs::read_to_string(&target).expect("read"), "precious");
    assert_eq!(fs::read_dir(elsewhere.path()).expect("read").count(), 2, "nothing was written through a link");
}

#[test]
fn a_manifest_cannot_name_what_lies_outside() {
    for name in ["../x", "/etc/passwd", "a/b", "..", ".agreement", "", "a\\b", "nul\u{0}"] {
        let folder = published();
        let entry = serde_json::json!({ "name": name, "bytes": 1, "sha256": "00" });
        let text = serde_json::json!({ "format": 1, "files": [entry] }).to_string();
        fs::write(folder.path().join(STATE).join(MANIFEST), text).expect("written");
        let error = publish_all(folder.path(), &NEW, &Disk).expect_err(name);
        assert!(error.to_string().contains("to start afresh"), "{error}");
        assert_eq!(visible(folder.path()), expected(&OLD));
    }
}

#[test]
fn two_runs_never_publish_into_one_folder_at_once() {
    let folder = published();
    let first = Output::open(folder.path(), &Disk, Duration::ZERO).expect("opened");
    let error = publish_all(folder.path(), &NEW, &Disk).expect_err("refused");
    assert!(error.to_string().contains("another build"), "{error}");
    drop(first);
    publish_all(folder.path(), &NEW, &Disk).expect("the lock is free again");
}

#[test]
fn folders_above_the_output_are_made() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = folder.path().join("a/b/output");
    publish_all(&output, &NEW, &Disk).expect("published");
    assert_eq!(visible(&output).len(), 3);
}
