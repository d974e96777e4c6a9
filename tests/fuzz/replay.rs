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

/// Every file of the documents beside the agreement spoiled in each of several ways at many places.
#[test]
fn documents_beside_the_agreement_with_anything_in_their_files() {
    let mut failed = Vec::new();
    let mut count = 0;
    for (letter, (path, sound)) in (b'a'..).zip(harness::BESIDE) {
        let lines: Vec<&[u8]> = sound.split_inclusive(|byte| *byte == b'\n').collect();
        let mut spoiled: Vec<Vec<u8>> = (0..sound.len()).step_by(13).map(|at| sound[..at].to_vec()).collect();
        for at in 0..lines.len() {
            let with = |piece: &[u8]| [&lines[..at].concat(), piece, &lines[at + 1..].concat()].concat();
            spoiled.push(with(b""));
            spoiled.push(with(&[lines[at], lines[at]].concat()));
            for odd in [
                "[",
                "{ a: ",
                "0",
                "-9999999999999999999",
                "{{ priority. }}",
                "\u{202e}\u{feff}\0",
                "\u{e9}: \"",
                "agreement",
            ] {
                let colon = lines[at].iter().rposition(|byte| matches!(byte, b':' | b',')).map_or(0, |at| at + 1);
                spoiled.push(with(&[&lines[at][..colon], b" ", odd.as_bytes(), b"\n"].concat()));
            }
        }
        for bytes in spoiled {
            count += 1;
            let input = [&[letter], bytes.as_slice()].concat();
            if std::panic::catch_unwind(|| harness::family(&input)).is_err() {
                failed.push(format!("{path}: {:?}", String::from_utf8_lossy(&bytes)));
            }
        }
    }
    assert!(count > 800, "{count} inputs");
    assert!(failed.is_empty(), "{} of {count} fail:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn the_documents_beside_the_agreement_are_sound() {
    assert!(harness::is_sound(), "what is spoiled must be sound before");
}

#[test]
fn sources_that_fuzzing_found() {
    replay("pipeline", harness::pipeline);
}
