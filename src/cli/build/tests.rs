//! What the command makes of what the core says, with other cores in its place.

use std::fs;

use agreement::publish::Artefact;
use agreement::source::{Root, Span};
use clap::Parser as _;
use tempfile::TempDir;

use super::*;

#[derive(clap::Parser)]
struct Line {
    #[command(flatten)]
    build: Build,
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("content")).expect("made");
    fs::write(folder.path().join("content/a.md"), "words").expect("written");
    folder
}

fn build(folder: &TempDir, more: &[&str], publish: Publish) -> Result<Ending> {
    let place = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (content, output) = (place("content"), place("output"));
    let line = ["build", "--quiet", "--content", &content, "--date", "2021-04-01"];
    let output: &[&str] = if more.contains(&"--output") { &[] } else { &["--output", &output] };
    run(&Line::parse_from(line.iter().chain(output).chain(more)).build, publish)
}

fn output(folder: &TempDir) -> Vec<(String, String)> {
    let Ok(entries) = fs::read_dir(folder.path().join("output")) else { return Vec::new() };
    let mut files: Vec<_> = entries
        .flatten()
        .filter(|entry| entry.path().is_file())
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).expect("text");
            (entry.file_name().to_string_lossy().into_owned(), text)
        })
        .collect();
    files.sort();
    files
}

/// A core that publishes what was asked for and says so in the files.
fn sound(files: &Files, request: &Request, progress: &mut dyn FnMut(Step)) -> Outcome {
    progress(Step::Read);
    assert!(files.find(Root::Content, "a.md").is_some());
    let text = format!("{request:?}").into_bytes();
    let artefact = |name: &str| Artefact { name: name.to_owned(), bytes: text.clone(), pages: None };
    let artefacts = [request.pdf.then(|| artefact("a.pdf")), request.html.then(|| artefact("a.html"))];
    Outcome { findings: Vec::new(), artefacts: artefacts.into_iter().flatten().collect() }
}

fn finds_an_error(files: &Files, _: &Request, _: &mut dyn FnMut(Step)) -> Outcome {
    let file = files.find(Root::Content, "a.md").expect("there");
    let finding = Diagnostic::error("wrong", Span::new(file, 0, 5), "these words are wrong");
    Outcome { findings: vec![finding], artefacts: Vec::new() }
}

#[test]
fn what_was_asked_for_is_published() {
    let folder = folder();
    assert_eq!(build(&folder, &[], sound).expect("published"), Ending::Done);
    let threads = std::thread::available_parallelism().expect("a number of cores");
    let text = format!(
        "Request {{ pdf: true, html: true, date: Some(Date {{ year: 2021, month: 4, day: 1 }}), document: None, \
         threads: {threads}, circumstances: Circumstances {{ as_at: None, last_edition: None }} }}"
    );
    let both = [("a.html".to_owned(), text.clone()), ("a.pdf".to_owned(), text)];
    assert_eq!(output(&folder), both);

    build(&folder, &["--only", "html"], sound).expect("published");
    let seen = output(&folder);
    assert!(seen[0].1.contains("pdf: false, html: true"), "{seen:?}");
    assert_eq!(seen[1], both[1], "the PDF stays as it was");
}

#[test]
fn an_error_in_the_sources_publishes_nothing() {
    let folder = folder();
    build(&folder, &[], sound).expect("published");
    let before = output(&folder);
    assert_eq!(build(&folder, &[], finds_an_error).expect("ran"), Ending::SourcesHaveErrors);
    assert_eq!(output(&folder), before);
}

#[test]
fn the_core_is_not_asked_about_sources_that_could_not_all_be_read() {
    let folder = folder();
    fs::write(folder.path().join("content/b.yml"), "x").expect("written");
    let ending = build(&folder, &[], |_, _, _| panic!("asked"));
    assert_eq!(ending.expect("ran"), Ending::SourcesHaveErrors);
    assert!(output(&folder).is_empty());
}

#[test]
fn a_fault_of_the_program_is_told_as_one() {
    let folder = folder();
    let error = build(&folder, &[], |_, _, _| panic!("a bug")).expect_err("a fault");
    assert!(error.to_string().starts_with("this is a fault in the program, not in your files; nothing was published"));
    let nothing: Publish = |_, _, _| Outcome { findings: Vec::new(), artefacts: Vec::new() };
    assert!(build(&folder, &[], nothing).expect_err("a fault").to_string().contains("fault in the program"));
    let escaping: Publish = |_, _, _| Outcome {
        findings: Vec::new(),
        artefacts: vec![Artefact { name: "../a.pdf".to_owned(), bytes: Vec::new(), pages: None }],
    };
    build(&folder, &[], escaping).expect_err("refused");
    assert!(output(&folder).is_empty());
}

#[test]
fn the_output_may_not_lie_among_the_sources() {
    let folder = folder();
    let inside = folder.path().join("content/new/output").to_string_lossy().into_owned();
    let error = build(&folder, &["--output", &inside], sound).expect_err("refused");
    assert!(error.to_string().contains("lies inside"), "{error}");
    assert!(!folder.path().join("content/new").exists());
}

#[test]
fn the_core_has_a_large_stack() {
    fn deep(level: usize) -> usize {
        let room = std::hint::black_box([level; 128]);
        if level == 0 { room[0] } else { deep(level - 1) + room[127] / (level + 1) }
    }
    let folder = folder();
    let deep: Publish = |files, request, progress| {
        assert_eq!(deep(20_000), 0);
        sound(files, request, progress)
    };
    build(&folder, &[], deep).expect("published");
}
