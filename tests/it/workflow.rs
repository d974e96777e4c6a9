//! The workflow for pull requests: each of its commands is run in a clone, as the platform would.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::faults::sources::Sources;
use crate::history::git;

/// The steps of the workflow that run a command: name, command, whether it is run in the sources.
fn steps() -> Vec<(String, String, bool)> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/workflows/agreement.yml");
    let text = fs::read_to_string(file).expect("the workflow");
    let workflow: Value = serde_yaml::from_str(&text).expect("YAML");
    let steps = workflow["jobs"]["review"]["steps"].as_array().expect("steps").clone();
    let word = |step: &Value, key: &str| step[key].as_str().map(str::to_owned);
    let run = |step: Value| Some((word(&step, "name")?, word(&step, "run")?, word(&step, "working-directory")?));
    steps.into_iter().filter_map(run).map(|(name, run, place)| (name, run, place == "sources")).collect()
}

/// Runs the steps in a pull request that changes the sources; what each of them came to.
fn review(change: impl Fn(Sources) -> Sources) -> (tempfile::TempDir, Vec<(String, Output)>) {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let upstream = at.join("upstream");
    fs::create_dir_all(&upstream).expect("made");
    git(&upstream, &["init", "-q", "-b", "main"]);
    for sources in [Sources::of_the_agreement(), change(Sources::of_the_agreement())] {
        sources.write(&upstream);
        git(&upstream, &["add", "-A", "-f", "."]);
        git(&upstream, &["commit", "-q", "-m", "x"]);
    }
    git(at, &["clone", "-q", "upstream", "sources"]);
    let base = Command::new("git").args(["rev-parse", "HEAD~1"]).current_dir(&upstream).output().expect("git runs");
    let base = String::from_utf8(base.stdout).expect("text");
    let mut came = Vec::new();
    for (name, command, in_sources) in steps() {
        if !in_sources {
            assert_eq!(command, "cargo build --release --locked", "the only step that needs no sources");
            continue;
        }
        let program = env!("CARGO_BIN_EXE_agreement");
        let command = command.replace("../program/target/release/agreement", program);
        assert!(command.contains(program), "{name} runs the program of the base");
        let output = Command::new("bash")
            .args(["-e", "-o", "pipefail", "-c", &command])
            .current_dir(at.join("sources"))
            .env("BASE", base.trim())
            .env("GITHUB_STEP_SUMMARY", at.join("summary.md"))
            .output()
            .expect("the command runs");
        came.push((name, output));
    }
    (folder, came)
}

#[test]
fn a_sound_pull_request_is_compared_checked_and_published() {
    let (folder, came) = review(|sources| sources.swap("chapters/07-leads.md", "Each priority", "Every priority"));
    for (name, output) in &came {
        assert!(output.status.success(), "{name}: {output:?}");
    }
    let summary = fs::read_to_string(folder.path().join("summary.md")).expect("a summary");
    assert!(summary.starts_with("## Changes from version 5.0 (April 2021) to version 5.0 (April 2021)"), "{summary}");
    assert!(summary.contains("<del>Each</del>") && summary.contains("<ins>Every</ins>"), "{summary}");
    let review = folder.path().join("sources/review");
    let mut published: Vec<String> = fs::read_dir(&review)
        .expect("the review")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.'))
        .collect();
    published.sort_unstable();
    let mut expected: Vec<String> = crate::published::every_document().iter().flat_map(|it| it.names()).collect();
    expected.extend(["changes.md", "redline.html", "redline.pdf"].map(str::to_owned));
    expected.sort_unstable();
    assert_eq!(published, expected);
    let changes = fs::read_to_string(review.join("changes.md")).expect("read");
    assert!(summary.starts_with(&changes), "the list that is kept is the one in the summary: {changes}");
}

#[test]
fn a_pull_request_with_an_error_is_marked_and_not_published() {
    let (folder, came) = review(|sources| sources.swap("foreword.md", "As Chair", "{{ body.nobody }} As Chair"));
    let of =
        |words: &str| came.iter().find(|(name, _)| name.contains(words)).map(|(_, output)| output).expect("a step");
    assert!(of("changed").status.success(), "the changes are told all the same: {came:?}");
    let marked = String::from_utf8_lossy(&of("wrong").stdout).into_owned();
    assert!(!of("wrong").status.success() && marked.contains("::error file=content/foreword.md"), "{marked}");
    assert!(!of("Publish").status.success(), "{came:?}");
    let summary = fs::read_to_string(folder.path().join("summary.md")).expect("a summary");
    assert!(summary.contains("body.nobody") || summary.contains("1 error"), "{summary}");
}

#[test]
fn the_workflow_gives_strangers_nothing() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/workflows/agreement.yml");
    let text = fs::read_to_string(file).expect("the workflow");
    let workflow: Value = serde_yaml::from_str(&text).expect("YAML");
    assert_eq!(workflow["permissions"], serde_json::json!({ "contents": "read" }), "it may only read");
    assert!(!text.contains("secrets.") && !text.contains("pull_request_target"), "{text}");
    for step in workflow["jobs"]["review"]["steps"].as_array().expect("steps") {
        // What a stranger can name comes in by the environment, where a shell does not read it as code.
        assert!(!step["run"].as_str().unwrap_or_default().contains("${{"), "{step}");
        let checkout = step["uses"].as_str().is_some_and(|action| action.starts_with("actions/checkout"));
        assert!(!checkout || step["with"]["persist-credentials"] == Value::Bool(false), "{step}");
    }
}
