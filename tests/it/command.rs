//! `agreement build` as people and machines run it, from the option to the exit status.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command};

use crate::desk::{MINIMAL, Run, Tree, agreement, assert_same, copy, desk, edit, run, settled, tree};

fn build(folder: &Path, arguments: &[&str]) -> Run {
    run(agreement(folder, &[&["build"], arguments].concat()))
}

/// What a reader finds in an output folder.
fn published(folder: &Path) -> Tree {
    let mut tree = tree(&folder.join("output"));
    tree.retain(|path, _| !path.starts_with(".agreement"));
    tree
}

/// The one published file with an ending.
#[track_caller]
fn the(ending: &str, tree: &Tree) -> String {
    let mut names = tree.keys().filter(|path| path.extension().is_some_and(|found| found == ending));
    match (names.next(), names.next()) {
        (Some(name), None) => name.to_string_lossy().into_owned(),
        found => panic!("not one .{ending}: {found:?}"),
    }
}

#[test]
fn help_says_all_that_is_needed() {
    let desk = desk();
    insta::assert_snapshot!("help", run(agreement(desk.path(), &["--help"])).ended(0).out);
    insta::assert_snapshot!("help_build", run(agreement(desk.path(), &["build", "--help"])).ended(0).out);
    let bare = run(agreement(desk.path(), &[])).ended(2);
    assert!(bare.err.contains("Usage: agreement <COMMAND>"), "{bare:?}");
    assert_eq!(
        run(agreement(desk.path(), &["--version"])).ended(0).out,
        format!("agreement {}\n", env!("CARGO_PKG_VERSION"))
    );
    assert_eq!(tree(desk.path()).keys().filter(|path| !path.starts_with("content")).count(), 0);
}

#[test]
fn a_command_that_cannot_be_carried_out_ends_with_2_and_says_why() {
    let desk = desk();
    let place = desk.path();
    fs::write(place.join("file"), "x").expect("written");
    let cases: [&[&str]; 9] = [
        &["--content", "nowhere"],
        &["--content", "file"],
        &["--templates", "nowhere"],
        &["--output", "file"],
        &["--output", "file/below"],
        &["--output", "content/output"],
        &["--date", "2021-02-30"],
        &["--only", "docx"],
        &["--loud"],
    ];
    let mut said = String::new();
    for arguments in cases {
        let run = build(place, arguments).ended(2);
        assert_eq!(run.out, "");
        said += &format!("$ agreement build {}\n{}\n", arguments.join(" "), settled(&run.err, place));
    }
    insta::assert_snapshot!("failures", said);
    assert!(!place.join("output").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_is_a_failure() {
    // Nobody may make files in /proc, root included.
    let desk = desk();
    let run = build(desk.path(), &["--output", "/proc/self/fdinfo"]).ended(2);
    assert!(run.err.contains("cannot write into the output folder /proc/self/fdinfo"), "{run:?}");
    let run = build(desk.path(), &["--output", "/proc/agreement"]).ended(2);
    assert!(run.err.contains("cannot make the output folder /proc/agreement"), "{run:?}");
}

#[test]
fn a_folder_with_only_content_is_enough() {
    let desk = desk();
    let run = build(desk.path(), &[]).ended(0);
    let seen = published(desk.path());
    let (pdf, page) = (the("pdf", &seen), the("html", &seen));
    assert_eq!(seen.len(), 2);
    assert!(seen[Path::new(&pdf)].0.starts_with(b"%PDF-"));
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines.len(), 2, "{run:?}");
    for name in [&pdf, &page] {
        assert!(lines.iter().any(|line| line.starts_with(&format!("output/{name}  "))), "{run:?}");
    }
    assert!(run.out.contains(" pages, ") && run.out.contains("B\n"), "{run:?}");
    let progress: Vec<&str> = run.err.lines().collect();
    assert_eq!(progress.first(), Some(&"Reading the sources"), "{run:?}");
    assert!(!run.err.contains('\u{1b}') && !run.err.contains('\r'), "{run:?}");

    let again = build(desk.path(), &["--quiet"]).ended(0);
    assert_eq!((again.out.as_str(), again.err.as_str()), ("", ""));
}

#[test]
fn errors_in_the_sources_end_with_1_and_leave_the_output_byte_for_byte() {
    let desk = desk();
    build(desk.path(), &[]).ended(0);
    fs::write(desk.path().join("output/README.md"), "foreign").expect("written");
    let before = tree(&desk.path().join("output"));
    edit(&desk.path().join("content/chapters/01-introduction.md"), "{{ body.hcsp }}", "{{ body.hscp }}");
    fs::write(desk.path().join("content/data/plans.yml"), "plans: []").expect("written");
    let run = build(desk.path(), &[]).ended(1);
    assert!(run.err.contains("error[file-ending]") && run.err.ends_with("1 error; nothing was published\n"), "{run:?}");
    fs::remove_file(desk.path().join("content/data/plans.yml")).expect("removed");
    let run = build(desk.path(), &["--quiet"]).ended(1);
    assert!(run.err.contains(" --> content/chapters/01-introduction.md:5:"), "{run:?}");
    assert!(run.err.ends_with("1 error; nothing was published\n") && run.out.is_empty(), "{run:?}");
    assert_same(&tree(&desk.path().join("output")), &before, "after errors");
}

#[test]
fn colour_is_only_for_those_who_want_it() {
    let desk = desk();
    fs::write(desk.path().join("content/data/plans.yml"), "plans: []").expect("written");
    let coloured = |settings: &[(&str, &str)]| {
        let mut command = agreement(desk.path(), &["build"]);
        command.envs(settings.iter().copied());
        run(command).ended(1).err.contains('\u{1b}')
    };
    assert!(!coloured(&[]), "a pipe gets plain lines");
    assert!(coloured(&[("CLICOLOR_FORCE", "1")]), "unless colour is forced");
    assert!(!coloured(&[("NO_COLOR", "1")]));
}

#[test]
fn the_same_sources_give_the_same_bytes_anywhere() {
    let (here, there) = (desk(), desk());
    build(here.path(), &[]).ended(0);
    let place = there.path().join("another folder/ümlaut");
    copy(Path::new(MINIMAL), &place.join("content"));
    let mut shell = Command::new("sh");
    shell.args(["-c", "umask 077 && exec \"$0\" build --quiet", env!("CARGO_BIN_EXE_agreement")]).current_dir(&place);
    shell.envs([
        ("TZ", "Pacific/Kiritimati"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("LANG", "tr_TR.UTF-8"),
        ("HOME", "/nonexistent"),
    ]);
    shell.env_remove("SOURCE_DATE_EPOCH");
    run(shell).ended(0);
    assert_same(&tree(&place.join("output")), &tree(&here.path().join("output")), "in another folder and time zone");
}

#[test]
fn the_date_is_the_options_then_the_variables_then_the_editions() {
    let built = |arguments: &[&str], epoch: Option<&str>| {
        let desk = desk();
        let mut command = agreement(desk.path(), &[&["build", "--quiet"], arguments].concat());
        command.envs(epoch.map(|epoch| ("SOURCE_DATE_EPOCH", epoch)));
        run(command).ended(0);
        let seen = published(desk.path());
        seen[Path::new(&the("pdf", &seen))].clone()
    };
    let own = built(&[], None);
    assert_eq!(built(&["--date", "2021-04-01"], None), own, "the edition's own date");
    assert_eq!(built(&[], Some("1617235200")), own, "1 April 2021 in seconds");
    let other = built(&["--date", "2022-05-02"], None);
    assert_ne!(other, own);
    assert_eq!(built(&[], Some("1651449600")), other, "2 May 2022 in seconds");
    assert_eq!(built(&["--date", "2021-04-01"], Some("1651449600")), own, "the option wins");

    let desk = desk();
    let mut command = agreement(desk.path(), &["build"]);
    command.env("SOURCE_DATE_EPOCH", "yesterday");
    let run = run(command).ended(2);
    assert!(run.err.contains("SOURCE_DATE_EPOCH is \"yesterday\""), "{run:?}");
    assert!(!desk.path().join("output").exists());
}

#[test]
fn only_what_was_asked_for_is_made_and_the_other_file_stays() {
    let desk = desk();
    build(desk.path(), &["--only", "html"]).ended(0);
    let seen = published(desk.path());
    let page = the("html", &seen);
    assert_eq!(seen.len(), 1);
    assert!(
        !String::from_utf8_lossy(&seen[Path::new(&page)].0).contains(".pdf\""),
        "a page made alone links to no PDF"
    );

    build(desk.path(), &[]).ended(0);
    let both = published(desk.path());
    let pdf = the("pdf", &both);
    edit(&desk.path().join("content/chapters/01-introduction.md"), "It is read again", "It is looked at");
    let run = build(desk.path(), &["--only", "html"]).ended(0);
    let after = published(desk.path());
    assert_eq!(after[Path::new(&pdf)], both[Path::new(&pdf)]);
    assert_ne!(after[Path::new(&page)], both[Path::new(&page)]);
    assert!(run.out.contains(&format!("output/{pdf}  not made anew")), "{run:?}");
}

#[test]
fn only_the_tools_own_files_are_replaced_or_removed() {
    let desk = desk();
    let output = desk.path().join("output");
    build(desk.path(), &[]).ended(0);
    let old = published(desk.path());
    let pdf = the("pdf", &old);
    for (path, text) in [("README.md", "foreign"), ("notes.pdf", "foreign"), ("folder/deep.txt", "foreign")] {
        fs::create_dir_all(output.join(path).parent().expect("above")).expect("made");
        fs::write(output.join(path), text).expect("written");
    }

    // Another title or edition makes other names; those of the old one are stale.
    edit(&desk.path().join("content/agreement.yaml"), "Harbour", "Haven");
    edit(&desk.path().join("content/version-control.yaml"), "2021-04", "2022-05");
    let run = build(desk.path(), &[]).ended(0);
    let new = published(desk.path());
    assert!(!new.contains_key(Path::new(&pdf)), "{:?}", new.keys());
    assert!(run.out.contains(&format!("output/{pdf}  removed")), "{run:?}");
    assert_eq!(new.len(), 5, "{:?}", new.keys());
    for path in ["README.md", "notes.pdf", "folder/deep.txt"] {
        assert_eq!(new[Path::new(path)].0, b"foreign");
    }

    // What was not written by the tool is in the way.
    fs::write(output.join(&pdf), "an officer's own").expect("written");
    edit(&desk.path().join("content/agreement.yaml"), "Haven", "Harbour");
    edit(&desk.path().join("content/version-control.yaml"), "2022-05", "2021-04");
    let before = tree(&output);
    let run = build(desk.path(), &[]).ended(2);
    assert!(run.err.contains(&format!("output/{pdf} is in the way")), "{run:?}");
    assert_same(&tree(&output), &before, "after a refusal");
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_folders() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().expect("a temporary folder");
    fs::write(outside.path().join("secret.md"), "---\ntitle: Secret\n---\n\nsecret words\n").expect("written");

    let desk = desk();
    symlink(outside.path().join("secret.md"), desk.path().join("content/chapters/02-secret.md")).expect("linked");
    let run = build(desk.path(), &[]).ended(1);
    assert!(run.err.contains("error[linked-file]") && run.err.contains("content/chapters/02-secret.md"), "{run:?}");
    assert!(!run.err.contains("secret words"), "{run:?}");
    fs::remove_file(desk.path().join("content/chapters/02-secret.md")).expect("removed");

    build(desk.path(), &[]).ended(0);
    let pdf = desk.path().join("output").join(the("pdf", &published(desk.path())));
    fs::remove_file(&pdf).expect("removed");
    symlink(outside.path().join("secret.md"), &pdf).expect("linked");
    let run = build(desk.path(), &["--date", "2022-01-01"]).ended(2);
    assert!(run.err.contains("so it is not replaced"), "{run:?}");
    let secret = fs::read_to_string(outside.path().join("secret.md")).expect("read");
    assert!(secret.ends_with("secret words\n"));

    symlink(desk.path().join("content"), desk.path().join("link")).expect("linked");
    let run = build(desk.path(), &["--content", "link/"]).ended(2);
    assert!(run.err.contains("is a link, and links are not followed"), "{run:?}");
}

/// Starts a build and waits until it has said so many lines of progress.
fn started(folder: &Path, lines: usize) -> Option<Child> {
    let mut child = agreement(folder, &["build", "--date", "2022-05-02"]).spawn().expect("the command starts");
    let mut said = BufReader::new(child.stderr.take().expect("a pipe"));
    let mut line = String::new();
    for _ in 0..lines {
        line.clear();
        if said.read_line(&mut line).expect("a line") == 0 {
            child.wait().expect("it ended");
            return None;
        }
    }
    // The pipe must stay open, or the command might stop for another reason than the kill.
    child.stderr = Some(said.into_inner());
    Some(child)
}

#[test]
fn a_kill_leaves_whole_files_and_the_next_build_is_as_if_nothing_had_happened() {
    let desk = desk();
    build(desk.path(), &[]).ended(0);
    let old = published(desk.path());
    let fresh = tempfile::tempdir().expect("a temporary folder");
    copy(Path::new(MINIMAL), &fresh.path().join("content"));
    build(fresh.path(), &["--date", "2022-05-02"]).ended(0);
    let new = published(fresh.path());
    assert_ne!(old, new);

    let mut killed = 0;
    for lines in 1.. {
        let Some(mut child) = started(desk.path(), lines) else { break };
        child.kill().expect("killed");
        child.wait().expect("it ended");
        killed += 1;
        let seen = published(desk.path());
        assert_eq!(seen.keys().collect::<Vec<_>>(), old.keys().collect::<Vec<_>>());
        for (path, bytes) in &seen {
            assert!(*bytes == old[path] || *bytes == new[path], "{} is neither old nor new", path.display());
        }
        if lines == 1 {
            assert_same(&seen, &old, "while the sources are read");
        }
        build(desk.path(), &["--date", "2022-05-02"]).ended(0);
        let when = format!("after a kill at line {lines}");
        assert_same(&tree(&desk.path().join("output")), &tree(&fresh.path().join("output")), &when);
        build(desk.path(), &[]).ended(0);
        assert_same(&published(desk.path()), &old, "after another build");
    }
    assert!(killed >= 4, "there are steps at which to kill: {killed}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let desk = desk();
    let mut child = agreement(desk.path(), &["build"]).spawn().expect("the command starts");
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("text");
    assert_eq!(child.wait().expect("it ended").code(), Some(0), "{said}");
    assert!(!said.contains("fault"), "{said}");
}

#[test]
fn builds_at_the_same_time_do_not_mix() {
    let desk = desk();
    let children: Vec<Child> = ["2021-04-01", "2022-05-02", "2023-06-03"]
        .into_iter()
        .map(|date| agreement(desk.path(), &["build", "--date", date]).spawn().expect("the command starts"))
        .collect();
    for child in children {
        let output = child.wait_with_output().expect("it ended");
        assert!(output.status.success(), "{output:?}");
    }
    let seen = published(desk.path());
    let whole = ["2021-04-01", "2022-05-02", "2023-06-03"].into_iter().any(|date| {
        let alone = tempfile::tempdir().expect("a temporary folder");
        copy(Path::new(MINIMAL), &alone.path().join("content"));
        build(alone.path(), &["--date", date]).ended(0);
        published(alone.path()) == seen
    });
    assert!(whole, "the output is that of one of the builds");
}
