//! `agreement check` as people and machines run it, from the option to the exit status.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;
use tempfile::TempDir;

use crate::desk::{MINIMAL, Run, agreement, assert_same, copy, desk, edit, run, settled, tree};

const CHAPTER: &str = "content/chapters/01-introduction.md";

fn check(folder: &Path, arguments: &[&str]) -> Run {
    run(agreement(folder, &[&["check"], arguments].concat()))
}

/// Sources with an error, two warnings and a hint.
fn spoiled() -> TempDir {
    let desk = desk();
    edit(&desk.path().join("content/agreement.yaml"), "area:", "check:\n  unprinted-value: hint\narea:");
    edit(&desk.path().join("content/data/bodies.yaml"), "Harbour Police", "Harbour {{ edition.year }} Police");
    let words = "1. Sée page 4, which {{ body.hscp }} keeps.\n";
    let chapter = desk.path().join(CHAPTER);
    fs::write(&chapter, format!("{}{words}", fs::read_to_string(&chapter).expect("read"))).expect("written");
    fs::write(desk.path().join("content/minutes.docx"), "x").expect("written");
    desk
}

/// Sources whose names and words try to steer whatever reads the findings.
fn hostile() -> TempDir {
    let desk = desk();
    let content = desk.path().join("content");
    for name in ["::error::a,b%c.docx", "x##[error].docx", "a\n::warning::b.docx", "\u{1b}[2J\u{202e}|`.docx"] {
        fs::write(content.join(name), "x").expect("written");
    }
    let title = "\u{202e}::error::\\r\\n\\e[31m%0A##[group]|<b>";
    edit(&content.join("agreement.yaml"), "order:", &format!("\"{title}\": 1\norder:"));
    let chapter = "---\ntitle: A\n---\n\n1. {{ body.x%0A::error::y }} \u{1b}]0;x\u{7} [##[endgroup]](javascript:x)\n";
    fs::write(desk.path().join(CHAPTER), chapter).expect("written");
    desk
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

#[test]
fn help_says_all_that_is_needed() {
    insta::assert_snapshot!("help_check", run(agreement(desk().path(), &["check", "--help"])).ended(0).out);
}

#[test]
fn sound_sources_are_said_to_be_sound_and_nothing_is_written() {
    let desk = desk();
    let before = tree(desk.path());
    let run = check(desk.path(), &[]).ended(0);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("4 files checked, nothing to report\n", ""));
    assert_same(&tree(desk.path()), &before, "after a check");
    let run = check(desk.path(), &["--strict", "content/data"]).ended(0);
    assert_eq!(run.out, "1 file checked, nothing to report\n");
}

#[test]
fn a_command_that_cannot_be_carried_out_ends_with_2_and_says_why() {
    let desk = desk();
    let place = desk.path();
    fs::write(place.join("file.md"), "x").expect("written");
    fs::write(place.join("content/.hidden.md"), "x").expect("written");
    let cases: [&[&str]; 14] = [
        &["content/chapters/01-intorduction.md"],
        &["nowhere/at/all"],
        &["content/agreement.yaml/below"],
        &["file.md"],
        &["content", ".."],
        &["content/.hidden.md"],
        &["--content", "nowhere"],
        &["--templates", "nowhere"],
        &["--format", "xml"],
        &["--level", "off"],
        &["--as-at", "2021-02-30"],
        &["--explain", "typed-numbers"],
        &["--explain", "typed-number", "--strict"],
        &["--list", "content"],
    ];
    let mut said = String::new();
    for arguments in cases {
        let run = check(place, arguments).ended(2);
        assert_eq!(run.out, "");
        said += &format!("$ agreement check {}\n{}\n", arguments.join(" "), settled(&run.err, place));
    }
    insta::assert_snapshot!("check_failures", said);
}

#[test]
fn findings_go_to_stdout_and_the_status_says_what_they_come_to() {
    let desk = spoiled();
    let place = desk.path();
    let all = check(place, &[]).ended(1);
    assert_eq!(all.err, "");
    insta::assert_snapshot!("check_text", all.out);

    let run = check(place, &["--level", "error"]).ended(1);
    assert!(run.out.contains("error[unknown-name]") && !run.out.contains("warning["), "{run:?}");
    assert!(run.out.ends_with("Not shown: 2 warnings, 1 hint. --level hint shows them too.\n"), "{run:?}");

    let run = check(place, &["content/data", "content/minutes.docx"]).ended(0);
    assert!(run.out.contains("hint[unprinted-value]") && run.out.contains("warning[unread-file]"), "{run:?}");
    assert!(!run.out.contains("[unknown-name]"), "{run:?}");
    assert!(run.out.contains("In other files, neither shown nor counted: 1 error, 1 warning."), "{run:?}");
    check(place, &["content/data", "content/minutes.docx", "--strict"]).ended(1);
    check(place, &["content/data", "--strict"]).ended(0);
}

#[test]
fn the_content_folder_is_found_from_what_is_in_it() {
    let desk = desk();
    copy(Path::new(MINIMAL), &desk.path().join("archive/2017 été"));
    edit(&desk.path().join("archive/2017 été/chapters/01-introduction.md"), "each year", "each page 4");
    for path in ["archive/2017 été", "archive/2017 été/chapters/", "archive/2017 été/chapters/01-introduction.md"]
    {
        let run = check(desk.path(), &[path]).ended(0);
        assert!(run.out.contains(" --> archive/2017 été/chapters/01-introduction.md:6:"), "{path}: {run:?}");
    }
    let run = check(&desk.path().join("content"), &["chapters"]).ended(0);
    assert_eq!(run.out, "1 file checked, nothing to report\n");
    let run = check(&desk.path().join("content/chapters"), &["--content", ".."]).ended(0);
    assert_eq!(run.out, "4 files checked, nothing to report\n");
    let run = check(desk.path(), &["--content", "content", "archive/2017 été"]).ended(2);
    assert!(run.err.contains("lies outside the content folder content"), "{run:?}");
}

#[test]
fn sources_that_cannot_all_be_read_are_told_first() {
    let desk = spoiled();
    fs::rename(desk.path().join("content/data/bodies.yaml"), desk.path().join("content/data/bodies.yml"))
        .expect("moved");
    let run = check(desk.path(), &[]).ended(1);
    assert!(run.out.contains("error[file-ending]") && !run.out.contains("[unknown-name]"), "{run:?}");
    assert!(run.out.contains("\nNot everything could be read, so nothing else was checked.\n"), "{run:?}");
    assert_eq!(json(&check(desk.path(), &["--format", "json"]).ended(1))["complete"], false);
}

#[test]
fn the_day_decides_what_has_ended() {
    let desk = desk();
    let with = |day: &str| json(&check(desk.path(), &["--format", "json", "--as-at", day]).ended(0))["asAt"].clone();
    assert_eq!(with("2026-11-28"), "2026-11-28");
    assert_eq!(json(&check(desk.path(), &["--format", "json"]).ended(0))["asAt"], Value::Null);
}

#[test]
fn programs_get_every_finding_with_its_place() {
    let desk = spoiled();
    let out = check(desk.path(), &["--format", "json"]).ended(1).out;
    insta::assert_snapshot!("check_json", out.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
    insta::assert_snapshot!("check_github", check(desk.path(), &["--format", "github"]).ended(1).out);
    let sarif = json(&check(desk.path(), &["--format", "sarif"]).ended(1));
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let mut results = run["results"].clone();
    for result in results.as_array_mut().expect("results") {
        // Which rule it is depends on how many lints there are.
        let at = result.as_object_mut().and_then(|result| result.remove("ruleIndex")).expect("an index");
        let at = usize::try_from(at.as_u64().expect("a number")).expect("a small one");
        assert_eq!(rules[at]["id"], result["ruleId"]);
    }
    let text = serde_json::to_string_pretty(&results).expect("JSON");
    insta::assert_snapshot!("check_sarif_results", text);
    for format in ["text", "json", "sarif", "github"] {
        let status = check(desk.path(), &["--format", format, "content/data"]).ended(0);
        assert_eq!(status.err, "", "{format}");
        let again = check(desk.path(), &["--format", format, "content/data"]).ended(0);
        assert_eq!(again.out, status.out, "the same sources give the same {format}");
    }
}

#[test]
fn fingerprints_stay_when_lines_move_and_tell_findings_that_are_alike_apart() {
    let desk = desk();
    let chapter = desk.path().join(CHAPTER);
    let line = "1. See page 4.\n";
    let text = fs::read_to_string(&chapter).expect("read");
    fs::write(&chapter, format!("{text}{line}{line}")).expect("written");
    let prints = || -> Vec<String> {
        let sarif = json(&check(desk.path(), &["--format", "sarif"]).ended(0));
        let results = sarif["runs"][0]["results"].as_array().expect("results").clone();
        results.iter().map(|one| one["partialFingerprints"]["findingInItsLine/v1"].to_string()).collect()
    };
    let before = prints();
    assert_eq!(before.len(), 2);
    assert_ne!(before[0], before[1]);
    edit(&chapter, "1. The agreement", "1. A new paragraph.\n1. The agreement");
    assert_eq!(prints(), before);
}

#[test]
fn hostile_words_and_names_are_obeyed_by_nothing() {
    let desk = hostile();
    let unseen = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}');
    for format in ["text", "json", "sarif", "github"] {
        let run = check(desk.path(), &["--format", format]).ended(1);
        assert!(!run.out.contains(unseen) && run.err.is_empty(), "{format}: {run:?}");
    }
    let findings = json(&check(desk.path(), &["--format", "json"]).ended(1))["findings"].clone();
    let findings = findings.as_array().expect("findings");
    assert!(findings.iter().any(|one| one["file"] == "content/a\n::warning::b.docx"), "{findings:?}");
    let github = check(desk.path(), &["--format", "github"]).ended(1).out;
    assert!(findings.len() > 7, "{findings:?}");
    let commands = github.lines().take_while(|line| line.starts_with("::")).count();
    assert_eq!(commands, findings.len(), "each finding is one command: {github}");
    for line in github.lines().skip(commands) {
        assert!(!line.trim_start().starts_with("::") && !line.contains("##["), "{line}");
    }
    for line in github.lines().take(commands) {
        let (properties, message) = line[2..].split_once("::").expect("a message");
        let (name, properties) = properties.split_once(' ').expect("properties");
        assert!(["error", "warning", "notice"].contains(&name), "{line}");
        for property in properties.split(',') {
            let (key, value) = property.split_once('=').expect("a property");
            assert!(["file", "line", "endLine", "col", "endColumn", "title"].contains(&key), "{line}");
            assert!(!value.contains(':'), "{line}");
        }
        assert!(!message.is_empty());
    }
    let run = check(desk.path(), &["##[error]nothing"]).ended(2);
    assert!(!run.err.contains("##["), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_text_and_a_link_are_told() {
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;
    let desk = desk();
    fs::write(desk.path().join("content").join(std::ffi::OsStr::from_bytes(b"a\xff.md")), "x").expect("written");
    symlink("/etc/passwd", desk.path().join("content/chapters/02-b.md")).expect("linked");
    for format in ["text", "json", "sarif", "github"] {
        let run = check(desk.path(), &["--format", format]).ended(1);
        assert!(run.out.contains("file-name") && run.out.contains("linked-file"), "{format}: {run:?}");
        assert!(!run.out.contains("root:"), "{format}: {run:?}");
    }
    let run = check(desk.path(), &["content/chapters/02-b.md"]).ended(1);
    assert!(run.out.contains("linked-file") && !run.out.contains("file-name"), "{run:?}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let desk = spoiled();
    for format in ["text", "json", "sarif", "github"] {
        let mut command = agreement(desk.path(), &["check", "--format", format]);
        let mut child = command.spawn().expect("the command starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ended");
        assert_eq!(output.status.code(), Some(1), "{format}: {output:?}");
        assert!(output.stderr.is_empty(), "{format}: {output:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn findings_that_cannot_be_handed_over_are_a_failure() {
    let desk = spoiled();
    let mut command = agreement(desk.path(), &["check"]);
    command.stdout(Stdio::from(fs::File::options().write(true).open("/dev/full").expect("opened")));
    let run = run(command).ended(2);
    assert!(run.err.contains("cannot write the findings"), "{run:?}");
}

#[test]
fn the_platform_gets_its_summary_where_it_asks_for_one() {
    let desk = spoiled();
    let place = desk.path().join("summary.md");
    fs::write(&place, "before\n").expect("written");
    let with = |path: &Path| {
        let mut command = agreement(desk.path(), &["check", "--format", "github"]);
        command.env("GITHUB_STEP_SUMMARY", path);
        run(command).ended(1)
    };
    let said = with(&place).out;
    let summary = fs::read_to_string(&place).expect("read");
    assert!(summary.starts_with("before\n| Level | Code | File | Findings |\n"), "{summary}");
    assert!(said.ends_with(summary.strip_prefix("before\n").expect("there")), "{said}");
    let run = with(&desk.path().join("nowhere/summary.md"));
    assert!(run.err.contains("the file that GITHUB_STEP_SUMMARY names cannot be written"), "{run:?}");
}

#[test]
fn a_part_allows_what_is_right_in_its_place() {
    let desk = spoiled();
    edit(&desk.path().join(CHAPTER), "title:", "allow:\n  typed-number: the page of another book\ntitle:");
    let run = check(desk.path(), &[]).ended(1);
    assert!(!run.out.contains("[typed-number]") && run.out.contains("[unknown-name]"), "{run:?}");
}

#[test]
fn every_check_is_listed_and_explained() {
    let nowhere = tempfile::tempdir().expect("a temporary folder");
    let list = check(nowhere.path(), &["--list"]).ended(0).out;
    for lint in agreement::lint::LINTS {
        assert!(list.lines().any(|line| line.starts_with(lint.code)), "{list}");
        let page = check(nowhere.path(), &["--explain", lint.code]).ended(0).out;
        assert!(page.starts_with(&format!("{} ({})\n", lint.code, lint.level.word())), "{page}");
        assert!(page.contains("\nSource: "), "{page}");
    }
    let page = check(nowhere.path(), &["--explain", "unknown-key"]).ended(0).out;
    assert!(page.contains("always stops publication"), "{page}");
}

#[test]
fn nothing_is_rewritten_where_nothing_can_be_put_right() {
    let desk = spoiled();
    let before = tree(desk.path());
    let run = check(desk.path(), &["--fix"]).ended(1);
    assert!(!run.out.contains("put right  "), "{run:?}");
    assert_same(&tree(desk.path()), &before, "after nothing was put right");
}

#[test]
fn a_build_hides_hints_and_publishes_warnings_unless_it_is_strict() {
    let desk = spoiled();
    edit(&desk.path().join(CHAPTER), "{{ body.hscp }}", "{{ body.hcsp }}");
    let run = run(agreement(desk.path(), &["build", "--strict"])).ended(1);
    assert!(run.err.ends_with("2 warnings; nothing was published, since --strict allows no warnings\n"), "{run:?}");
    assert!(!desk.path().join("output").read_dir().is_ok_and(|mut folder| folder.next().is_some()), "{run:?}");
    let run = self::run(agreement(desk.path(), &["build"])).ended(0);
    assert!(run.err.contains("warning[typed-number]") && !run.err.contains("hint["), "{run:?}");
    assert!(run.err.ends_with("2 warnings; published all the same\n"), "{run:?}");
    fs::remove_file(desk.path().join("content/minutes.docx")).expect("removed");
    edit(&desk.path().join(CHAPTER), "page 4", "the page");
    let run = self::run(agreement(desk.path(), &["build", "--strict"])).ended(0);
    assert!(!run.err.contains("hint"), "{run:?}");
}

#[test]
fn what_is_certain_is_put_right_in_the_file_and_told() {
    let desk = desk();
    let chapter = desk.path().join(CHAPTER);
    let sound = fs::read_to_string(&chapter).expect("read");
    let words = "1. In 2020-2I it was , as before, quiet. See page 4.\n";
    fs::write(&chapter, format!("{sound}{words}")).expect("written");
    let before = tree(desk.path());
    let run = check(desk.path(), &["--fix", "--as-at", "2021-04-01"]).ended(0);
    let after = tree(desk.path());
    let line = sound.lines().count() + 1;
    assert!(run.out.starts_with(&format!("put right  {CHAPTER}:{line}: “2020-2I” → “2020-21”\n")), "{run:?}");
    let mended = fs::read_to_string(&chapter).expect("read");
    assert!(mended.starts_with(&sound) && mended.contains("In 2020-21 it was, as before"), "{mended}");
    // What needs a person is still told, and no other file was touched.
    assert!(mended.contains("page 4") && run.out.contains("warning[typed-number]"), "{run:?}");
    let touched: Vec<_> = after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).collect();
    assert_eq!((touched.len(), after.len()), (1, before.len()), "{touched:?}");
    let again = check(desk.path(), &["--fix"]).ended(0);
    assert!(!again.out.contains("put right") && tree(desk.path()) == after, "{again:?}");
}
