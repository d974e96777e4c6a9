//! How long the steps of publishing take, without the disk: `cargo bench`.
//!
//! The whole process, beside a template written by hand, is measured by `tests/bench/run`.

use std::path::Path;
use std::process::Command;

use agreement::lint::Circumstances;
use agreement::publish::{Request, check, compose, publish};
use agreement::redline::compare;
use agreement::source::{Files, Root};
use agreement::templates;
use anyhow::{Context, Result, ensure};
use divan::Bencher;

/// The edition as it stands, then twenty times as long.
const TIMES: [u32; 2] = [1, 20];
/// The same for what is only checked, which is to take twice as long for twice as much.
const CHECKED: [u32; 3] = [1, 20, 200];
const COMPARED: [u32; 3] = [1, 20, 80];

fn main() {
    divan::main();
}

#[divan::bench(args = TIMES)]
fn read_and_compose(bencher: Bencher, times: u32) {
    run(bencher, times, false, false);
}

#[divan::bench(args = CHECKED, sample_count = 10)]
fn check_everything(bencher: Bencher, times: u32) {
    let files = made(content("content", times));
    bencher.bench(|| check(&files, &Circumstances::default()));
}

/// Two editions with nothing but their changes, at some 25, 500 and 2,000 pages.
#[divan::bench(args = COMPARED, sample_count = 10)]
fn compare_editions(bencher: Bencher, times: u32) {
    let composed = |folder: &str| {
        let (document, _) = compose(&made(content(folder, times)), &Circumstances::default(), &mut |_| {});
        made(document.context("the edition makes no document"))
    };
    let (old, new) = (composed("tests/cases/april-2017/content"), composed("content"));
    bencher.bench(|| compare(&old, &new));
}

#[divan::bench(args = TIMES)]
fn page(bencher: Bencher, times: u32) {
    run(bencher, times, false, true);
}

// Typst remembers what it has set, so the first of these runs is a build and the others are a
// preview after nothing has changed: "slowest" is the figure for publishing.
#[divan::bench(args = TIMES, sample_count = 5)]
fn pdf_first_and_again(bencher: Bencher, times: u32) {
    run(bencher, times, true, false);
}

/// Every document of `content/`, one at a time and two at a time; then the committee report alone.
#[divan::bench(args = [1, 2], sample_count = 5)]
fn every_document(bencher: Bencher, threads: usize) {
    whole(bencher, None, threads);
}

#[divan::bench(sample_count = 5)]
fn one_document(bencher: Bencher) {
    whole(bencher, Some("committee-report"), 1);
}

fn whole(bencher: Bencher, document: Option<&str>, threads: usize) {
    let files = made(read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content")));
    let circumstances = Circumstances::default();
    let request = Request { pdf: true, html: true, date: None, document, threads, circumstances };
    bencher.bench(|| {
        let outcome = publish(&files, &request, &mut |_| {});
        assert!(!outcome.artefacts.is_empty(), "{:?}", outcome.findings);
        outcome
    });
}

fn run(bencher: Bencher, times: u32, pdf: bool, html: bool) {
    let files = made(content("content", times));
    let request =
        Request { pdf, html, date: None, document: None, threads: 1, circumstances: Circumstances::default() };
    bencher.bench(|| {
        let outcome = publish(&files, &request, &mut |_| {});
        assert!(outcome.artefacts.len() == usize::from(pdf) + usize::from(html), "{:?}", outcome.findings);
        outcome
    });
}

fn made<T>(thing: Result<T>) -> T {
    thing.unwrap_or_else(|error| {
        eprintln!("there is nothing to measure: {error:#}");
        std::process::exit(1)
    })
}

fn content(name: &str, times: u32) -> Result<Files> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir()?;
    let status = Command::new("python3")
        .arg(root.join("tests/bench/lengthen.py"))
        .arg(root.join(name))
        .arg(folder.path())
        .arg(times.to_string())
        .status()
        .context("python3 makes the longer edition")?;
    ensure!(status.success(), "the longer edition could not be made");
    read(folder.path())
}

fn read(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    templates::add_built_in(&mut files);
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder)?.to_string_lossy();
            files.add(Root::Content, &path, &path, std::fs::read(entry.path())?);
        }
    }
    Ok(files)
}
