//! Lets every step of a rewriting fail, or be the last before a kill.

use std::collections::BTreeMap;

use tempfile::TempDir;

use super::*;
use crate::filesystem::Disk;
use crate::filesystem::faulty::{Faulty, NEVER};

const NAMES: [&str; 3] = ["chapters/01-a.md", "chapters/02-b.md", "foreword.md"];

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("chapters")).expect("made");
    for name in NAMES {
        fs::write(folder.path().join(name), format!("old {name}")).expect("written");
    }
    folder
}

fn jobs() -> Vec<Job> {
    let job = |name: &str| Job {
        below: name.into(),
        shown: format!("content/{name}"),
        old: Some(format!("old {name}").into_bytes().into()),
        new: format!("new words of {name}").into_bytes().into(),
    };
    NAMES.map(job).to_vec()
}

fn run(folder: &TempDir, filesystem: &dyn Filesystem) -> Result<Vec<(String, Left)>> {
    let place = folder.path().canonicalize().expect("a place");
    Rewrite { place: &place, filesystem }.run(&jobs())
}

/// Every file, hidden ones too.
fn seen(folder: &TempDir) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(folder.path()).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(folder.path()).expect("below").to_string_lossy().into_owned();
    files.map(|entry| (name(entry.path()), fs::read_to_string(entry.path()).expect("text"))).collect()
}

fn all(start: &str) -> BTreeMap<String, String> {
    NAMES.map(|name| (name.to_owned(), format!("{start}{name}"))).into_iter().collect()
}

#[test]
fn every_file_is_rewritten_and_nothing_else_is_left() {
    let folder = folder();
    assert_eq!(run(&folder, &Disk).expect("written"), []);
    assert_eq!(seen(&folder), all("new words of "));
}

#[test]
fn an_error_at_any_step_leaves_all_files_old_or_all_new() {
    let mut failures = 0;
    for step in 0.. {
        let folder = folder();
        let disk = Faulty::new(step, NEVER);
        let result = run(&folder, &disk);
        if !disk.struck() {
            break;
        }
        let mut left = seen(&folder);
        // Only what was to be removed at the end may lie about, under its hidden name.
        left.retain(|name, _| !name.contains("/.") && !name.starts_with('.') || result.is_err());
        let expected = if result.is_ok() { all("new words of ") } else { all("old ") };
        assert_eq!(left, expected, "after an error at step {step}: {result:?}");
        if let Err(error) = result {
            failures += 1;
            let words = format!("{error:#}");
            assert!(words.contains("nothing was changed") || words.contains("every file is as it was"), "{words}");
        }
    }
    assert_eq!(failures, 9, "three files are written, kept and renamed");
}

#[test]
fn a_kill_at_any_step_leaves_whole_files_and_the_next_run_clears_up() {
    let mut mixed = 0;
    for step in 0.. {
        let folder = folder();
        let disk = Faulty::new(NEVER, step);
        let _ = run(&folder, &disk);
        if !disk.struck() {
            break;
        }
        let (old, new) = (all("old "), all("new words of "));
        let after = seen(&folder);
        for name in NAMES {
            let text = after.get(name);
            assert!(text == old.get(name) || text == new.get(name), "{name} after a kill at step {step}: {text:?}");
        }
        mixed += usize::from(NAMES.iter().any(|name| after.get(*name) == old.get(*name)) && after != old);
        let place = folder.path().canonicalize().expect("a place");
        let rewrite = Rewrite { place: &place, filesystem: &Disk };
        rewrite.sweep(NAMES.iter().map(Path::new)).expect("swept");
        assert_eq!(seen(&folder).len(), NAMES.len(), "step {step}");
    }
    assert!(mixed > 0, "the test has seen the middle of a rewriting");
}

#[test]
fn what_cannot_be_put_back_is_named_and_its_old_words_stay() {
    // Three files are written and kept, one is renamed; then the disk dies.
    let folder = folder();
    let error = run(&folder, &Faulty::new(7, 7)).expect_err("failed");
    let words = format!("{error:#}");
    assert!(
        words.contains("content/chapters/01-a.md (its old words are in chapters/.01-a.md.agreement-old)"),
        "{words}"
    );
    let seen = seen(&folder);
    assert_eq!(seen["chapters/01-a.md"], "new words of chapters/01-a.md");
    assert_eq!(seen["chapters/.01-a.md.agreement-old"], "old chapters/01-a.md");
    assert_eq!(seen["chapters/02-b.md"], "old chapters/02-b.md");
}

#[test]
fn a_file_that_was_changed_or_removed_since_is_left_alone() {
    let folder = folder();
    fs::write(folder.path().join(NAMES[0]), "old words by an officer").expect("written");
    fs::remove_file(folder.path().join(NAMES[1])).expect("removed");
    let left = run(&folder, &Disk).expect("written");
    assert_eq!(left, [NAMES[0], NAMES[1]].map(|name| (format!("content/{name}"), Left::Changed)));
    let seen = seen(&folder);
    assert_eq!(seen[NAMES[0]], "old words by an officer");
    assert_eq!((seen.len(), seen[NAMES[2]].as_str()), (2, "new words of foreword.md"));
}

#[test]
fn a_file_that_is_changed_while_the_others_are_written_is_left_alone() {
    /// A disk on which an officer saves a file in the middle of everything.
    struct Busy(PathBuf);
    impl Filesystem for Busy {
        fn create_folder(&self, folder: &Path) -> io::Result<()> {
            Disk.create_folder(folder)
        }
        fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
            Disk.write_new(path, bytes)
        }
        fn write_like(&self, path: &Path, bytes: &[u8], model: &Metadata) -> io::Result<()> {
            Disk.write_like(path, bytes, model)
        }
        fn keep(&self, from: &Path, to: &Path) -> io::Result<()> {
            Disk.keep(from, to)
        }
        fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
            fs::remove_file(&self.0)?;
            fs::write(&self.0, "saved")?;
            Disk.rename(from, to)
        }
        fn remove_file(&self, path: &Path) -> io::Result<()> {
            Disk.remove_file(path)
        }
        fn remove_folder(&self, folder: &Path) -> io::Result<()> {
            Disk.remove_folder(folder)
        }
        fn sync_folder(&self, folder: &Path) -> io::Result<()> {
            Disk.sync_folder(folder)
        }
    }
    let folder = folder();
    let left = run(&folder, &Busy(folder.path().join(NAMES[2]))).expect("written");
    assert_eq!(left, [("content/foreword.md".to_owned(), Left::Changed)]);
    assert_eq!(seen(&folder)["foreword.md"], "saved");
    assert_eq!(seen(&folder).len(), NAMES.len());
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_what_nobody_may_write_is_left_alone() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    let folder = folder();
    let mode = |name: &str, mode| {
        fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(mode)).expect("set");
    };
    mode(NAMES[0], 0o640);
    mode(NAMES[1], 0o444);
    let owner = fs::metadata(folder.path().join(NAMES[0])).expect("there").uid();
    let left = run(&folder, &Disk).expect("written");
    assert_eq!(left, [(format!("content/{}", NAMES[1]), Left::ReadOnly)]);
    let after = fs::metadata(folder.path().join(NAMES[0])).expect("there");
    assert_eq!((after.mode() & 0o7777, after.uid()), (0o640, owner));
    assert_eq!(seen(&folder)[NAMES[1]], "old chapters/02-b.md");
}

#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    use std::os::unix::fs::symlink;
    let elsewhere = folder();
    let folder = folder();
    fs::remove_file(folder.path().join(NAMES[2])).expect("removed");
    symlink(elsewhere.path().join(NAMES[2]), folder.path().join(NAMES[2])).expect("linked");
    fs::remove_dir_all(folder.path().join("chapters")).expect("removed");
    symlink(elsewhere.path().join("chapters"), folder.path().join("chapters")).expect("linked");
    assert_eq!(run(&folder, &Disk).expect("ran").len(), NAMES.len());
    assert_eq!(seen(&elsewhere), all("old "));
}

/// The jobs after one that makes a file.
fn with_a_new_file() -> Vec<Job> {
    let new =
        Job { below: "list.md".into(), shown: "content/list.md".into(), old: None, new: b"new list".to_vec().into() };
    std::iter::once(new).chain(jobs()).collect()
}

#[test]
fn a_new_file_comes_with_the_others_or_not_at_all() {
    let mut expected = all("new words of ");
    expected.insert("list.md".into(), "new list".into());
    let mut failures = 0;
    for step in 0.. {
        let folder = folder();
        let place = folder.path().canonicalize().expect("a place");
        let disk = Faulty::new(step, NEVER);
        let result = Rewrite { place: &place, filesystem: &disk }.run_together(&with_a_new_file());
        let mut left = seen(&folder);
        left.retain(|name, _| !name.contains("/.") && !name.starts_with('.') || result.is_err());
        assert_eq!(left, if result.is_ok() { expected.clone() } else { all("old ") }, "step {step}: {result:?}");
        if !disk.struck() {
            break;
        }
        failures += usize::from(result.is_err());
    }
    assert_eq!(failures, 11, "four files are written and renamed, and three are kept");
}

#[test]
fn together_means_none_if_one_must_be_left() {
    for name in ["foreword.md", "list.md"] {
        let folder = folder();
        let place = folder.path().canonicalize().expect("a place");
        fs::write(folder.path().join(name), "an editor's words").expect("written");
        let left = Rewrite { place: &place, filesystem: &Disk }.run_together(&with_a_new_file()).expect("no fault");
        assert_eq!(left, [(format!("content/{name}"), Left::Changed)]);
        let mut expected = all("old ");
        expected.insert(name.into(), "an editor's words".into());
        assert_eq!(seen(&folder), expected);
    }
}
