//! Folders of their own in which the built binary is run, as people and machines run it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The smallest sources that can be published.
pub const MINIMAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/minimal/content");

/// Every file below a folder, with what is in it.
pub type Tree = BTreeMap<PathBuf, Bytes>;

/// What is in a file, which a failing test need not print.
#[derive(Clone, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

/// Compares two trees, and names the files that differ.
#[track_caller]
pub fn assert_same(left: &Tree, right: &Tree, when: &str) {
    let names = left.keys().chain(right.keys());
    let different: Vec<_> = names.filter(|name| left.get(*name) != right.get(*name)).collect();
    assert!(different.is_empty(), "{when}, these differ: {different:?}");
}

/// What a run of the command left behind.
#[derive(Debug)]
pub struct Run {
    /// The exit status.
    pub code: Option<i32>,
    /// What it said on stdout.
    pub out: String,
    /// What it said on stderr.
    pub err: String,
}

impl Run {
    /// The same, if it ended with a status.
    #[track_caller]
    pub fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }
}

/// A folder with the smallest sources in `content/`, and nothing else.
pub fn desk() -> TempDir {
    let desk = tempfile::tempdir().expect("a temporary folder");
    copy(Path::new(MINIMAL), &desk.path().join("content"));
    desk
}

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("read").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)
        } else {
            fs::write(target, fs::read(entry.path()).expect("read")).expect("written")
        }
    }
}

/// The command in a folder, with nothing of the machine's settings.
pub fn agreement(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_agreement"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for name in [
        "SOURCE_DATE_EPOCH",
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "COLUMNS",
        "RUST_BACKTRACE",
        "GITHUB_STEP_SUMMARY",
    ] {
        command.env_remove(name);
    }
    command
}

/// Runs a command to its end.
pub fn run(mut command: Command) -> Run {
    let output = command.output().expect("the command starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("plain text");
    Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Every file below a folder.
pub fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            if entry.file_type().expect("a kind").is_dir() {
                folders.push(entry.path());
            } else {
                let path = entry.path().strip_prefix(folder).expect("below").to_owned();
                tree.insert(path, Bytes(fs::read(entry.path()).unwrap_or_default()));
            }
        }
    }
    tree
}

/// Replaces words in a file, which must have them.
pub fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).expect("read");
    assert!(text.contains(from), "{from:?} is not in {}", file.display());
    fs::write(file, text.replace(from, to)).expect("written");
}

/// Takes what differs from run to run out of what is printed.
pub fn settled(text: &str, folder: &Path) -> String {
    let real = folder.canonicalize().expect("a place");
    text.replace(&*real.to_string_lossy(), "DESK").replace(&*folder.to_string_lossy(), "DESK")
}
