//! The committed inputs, replayed by a stable compiler in the ordinary tests.

use std::fs;
use std::path::{Path, PathBuf};

use super::harness;

/// The files in a folder of `fuzz/`, in the order of their names.
fn inputs(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(folder);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    found.sort();
    found
}

/// Replays what the fuzzers kept because it went where nothing else did, and what once failed.
fn replay(target: &str, run: fn(&[u8])) {
    let kept = inputs(&format!("corpus/{target}"));
    assert!(kept.len() > 10, "the corpus of {target} is there");
    let mut failed = Vec::new();
    for path in kept.into_iter().chain(inputs(&format!("crashers/{target}"))) {
        let bytes = fs::read(&path).expect("an input that can be read");
        if std::panic::catch_unwind(|| run(&bytes)).is_err() {
            failed.push(path.file_name().unwrap_or_default().to_string_lossy().into_owned());
        }
    }
    assert!(failed.is_empty(), "{target} fails on {failed:?}");
}

#[test]
fn markdown_that_fuzzing_found() {
    replay("markdown", harness::markdown);
}

#[test]
fn yaml_that_fuzzing_found() {
    replay("yaml", harness::yaml);
}

#[test]
fn sources_that_fuzzing_found() {
    replay("pipeline", harness::pipeline);
}
