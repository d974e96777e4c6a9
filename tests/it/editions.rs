//! Editions from the history of the sources: which there are, and that each can be published.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::desk::{Run, Tree, agreement, assert_same, desk, edit, run, tree};
use crate::history::git;

const VERSION_CONTROL: &str = "content/version-control.yaml";
const INTRODUCTION: &str = "content/chapters/01-introduction.md";

fn ran(folder: &Path, arguments: &[&str]) -> Run {
    run(agreement(folder, arguments))
}

fn editions(folder: &Path, arguments: &[&str]) -> Run {
    ran(folder, &[&["editions"], arguments].concat())
}

/// Builds the page of an edition.
fn build(folder: &Path, name: &str, arguments: &[&str]) -> Run {
    ran(folder, &[&["build", "--quiet", "--only", "html", "--edition", name], arguments].concat())
}

/// Builds what must be wrong, and gives what is said of it.
#[track_caller]
fn refused(folder: &Path, name: &str) -> String {
    let run = build(folder, name, &[]).ended(2);
    assert!(!folder.join("output").exists(), "nothing is published: {run:?}");
    run.err
}

fn commit(folder: &Path, date: &str, message: &str) {
    git(folder, &["add", "-A", "-f", "."]);
    git(folder, &["commit", "-q", "--date", date, "-m", message]);
}

/// What git says of a name.
fn id(folder: &Path, name: &str) -> String {
    let output = Command::new("git").args(["rev-parse", name]).current_dir(folder).output().expect("git runs");
    assert!(output.status.success(), "git rev-parse {name}: {output:?}");
    String::from_utf8(output.stdout).expect("text").trim().to_owned()
}

fn short(folder: &Path, name: &str) -> String {
    id(folder, name)[..7].to_owned()
}

/// Begins the next edition.
fn next(folder: &Path, version: &str, month: &str) {
    let file = folder.join(VERSION_CONTROL);
    let mut text = fs::read_to_string(&file).expect("read");
    text.push_str(&format!(
        "- version: \"{version}\"\n  date: {month}\n  effective: {month}-01\n  summary: Refreshed\n"
    ));
    fs::write(file, text).expect("written");
}

/// A repository with the editions 1.0, tagged as approved, and 2.0, which is also the folder's.
fn repository() -> TempDir {
    let folder = desk();
    let at = folder.path();
    git(at, &["init", "-q", "-b", "main"]);
    commit(at, "2021-03-01T12:00:00Z", "1.0, not yet right");
    edit(&at.join(INTRODUCTION), "It is read again", "It is looked at");
    commit(at, "2021-03-31T23:30:00-05:00", "1.0");
    git(at, &["tag", "-a", "-m", "Approved", "approved"]);
    next(at, "2.0", "2022-05");
    commit(at, "2022-04-30T12:00:00Z", "2.0");
    fs::write(at.join("notes.txt"), "Notes").expect("written");
    commit(at, "2022-06-01T12:00:00Z", "Notes, which no edition has");
    folder
}

/// What is published of a checkout of a commit.
fn of_a_checkout(folder: &Path, name: &str, arguments: &[&str]) -> Tree {
    let copy = tempfile::tempdir().expect("a temporary folder");
    git(copy.path(), &["clone", "-q", &folder.to_string_lossy(), "copy"]);
    let copy = copy.path().join("copy");
    git(&copy, &["checkout", "-q", name]);
    ran(&copy, &[&["build", "--quiet"], arguments].concat()).ended(0);
    tree(&copy.join("output"))
}

#[test]
fn help_says_what_an_edition_is() {
    let desk = desk();
    insta::assert_snapshot!("help_editions", editions(desk.path(), &["--help"]).ended(0).out);
}

#[test]
fn the_editions_are_listed_newest_first() {
    let folder = repository();
    let at = folder.path();
    let (one, two) = (short(at, "approved^{commit}"), short(at, "main"));
    let committed = format!(
        "Version  Month       Last commit    Id\n\
         2.0      May 2022    1 June 2022    {two}\n\
         1.0      April 2021  31 March 2021  {one}\n"
    );
    let run = editions(at, &[]).ended(0);
    assert_eq!((run.out, run.err.as_str()), (committed, ""));

    next(at, "3.0", "2023-09");
    let run = editions(at, &[]).ended(0);
    let expected = format!(
        "Version  Month           Last commit        Id\n\
         3.0      September 2023  not committed yet\n\
         2.0      May 2022        1 June 2022        {two}\n\
         1.0      April 2021      31 March 2021      {one}\n"
    );
    assert_eq!((run.out, run.err.as_str()), (expected, ""));
}

#[test]
fn programs_get_the_editions_with_the_same_keys_each() {
    let folder = repository();
    let at = folder.path();
    next(at, "3.0", "2023-06");
    let run = editions(at, &["--format", "json"]).ended(0);
    let found: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let expected = serde_json::json!({
        "version": 1,
        "content": "content",
        "history": true,
        "complete": true,
        "editions": [
            { "version": "3.0", "month": "June 2023", "effective": "2023-06-01", "date": null, "commit": null },
            { "version": "2.0", "month": "May 2022", "effective": "2022-05-01", "date": "2022-06-01",
              "commit": id(at, "main") },
            { "version": "1.0", "month": "April 2021", "effective": "2021-04-01", "date": "2021-03-31",
              "commit": id(at, "approved^{commit}") },
        ],
    });
    assert_eq!(found, expected);
}

#[test]
fn an_edition_is_published_as_a_checkout_of_its_commit_would_be() {
    let folder = repository();
    let at = folder.path();
    let expected = of_a_checkout(at, "approved", &[]);
    next(at, "3.0", "2023-06");
    fs::write(at.join(INTRODUCTION), "not even sources").expect("written");
    let before = tree(at);
    ran(at, &["build", "--quiet", "--edition", "1.0"]).ended(0);
    assert_same(&tree(&at.join("output")), &expected, "published from the history");
    let mut after = tree(at);
    after.retain(|path, _| !path.starts_with("output"));
    assert_same(&after, &before, "outside the output folder");
}

#[test]
fn an_edition_has_many_names() {
    let folder = repository();
    let at = folder.path();
    let expected = of_a_checkout(at, "approved", &["--only", "html"]);
    let (long, short) = (id(at, "approved^{commit}"), short(at, "approved^{commit}"));
    git(at, &["branch", "old", "approved^{commit}"]);
    for name in ["1.0", "2021-04", "April 2021", "april 2021", "approved", "old", "HEAD~2", "main~2", &long, &short] {
        let output = format!("output of {name}");
        let run = build(at, name, &["--output", &output]).ended(0);
        assert_eq!(run.err, "", "{name}");
        assert_same(&tree(&at.join(&output)), &expected, name);
    }
}

#[test]
fn a_version_goes_before_a_branch_of_the_same_name() {
    let folder = repository();
    let at = folder.path();
    let expected = of_a_checkout(at, "approved", &["--only", "html"]);
    git(at, &["branch", "1.0", "main"]);
    let run = build(at, "1.0", &[]).ended(0);
    let note = format!(
        "note: “1.0” is also the name of a tag or a branch, at the commit {}; taken is the edition 1.0, at the commit {}",
        short(at, "main"),
        short(at, "approved^{commit}")
    );
    assert!(run.err.starts_with(&note), "{run:?}");
    assert_same(&tree(&at.join("output")), &expected, "the version");
}

#[test]
fn a_name_that_is_none_is_told_with_those_that_are() {
    let folder = repository();
    let at = folder.path();
    let known = "Its editions are 2.0 (May 2022) and 1.0 (April 2021)";
    for (name, told) in [
        (
            "1.1",
            "the history of content has no edition “1.1”, and no tag, branch or commit of that name; did you mean 1.0?",
        ),
        ("2019-12", "the history of content has no edition of December 2019."),
        ("aproved", "did you mean approved?"),
        ("HEAD~99", "no edition “HEAD~99”"),
        ("content", "content is a folder; to read the sources in it: --content content"),
    ] {
        let said = refused(at, name);
        assert!(said.contains(told) && said.contains(known), "{name}: {said}");
        assert!(!said.contains("unshallow"), "{name}: {said}");
    }
    for (name, told) in [
        ("-1.0", "“-1.0” begins with a dash, so it cannot be the name of an edition"),
        ("--output", "“--output” begins with a dash"),
        ("", "no edition is named"),
        ("HEAD:content", "“HEAD:content” is in the history, but is no commit"),
    ] {
        let said = refused(at, name);
        assert!(said.contains(told) && said.contains("agreement editions lists the names"), "{name}: {said}");
    }
}

#[test]
fn a_month_of_two_editions_is_not_guessed() {
    let folder = repository();
    let at = folder.path();
    next(at, "2.1", "2022-05");
    commit(at, "2022-07-01T12:00:00Z", "2.1");
    let said = refused(at, "2022-05");
    assert!(said.contains("more than one edition is of May 2022: 2.1 and 2.0; name it by its version"), "{said}");
}

#[test]
fn findings_say_of_which_edition_they_speak() {
    let folder = repository();
    let at = folder.path();
    edit(&at.join(INTRODUCTION), "{{ body.hcsp }}", "{{ body.hscp }}");
    commit(at, "2022-07-01T12:00:00Z", "Wrong");
    git(at, &["tag", "wrong"]);
    let run = build(at, "wrong", &[]).ended(1);
    assert!(run.err.contains(" --> content/chapters/01-introduction.md at wrong:5:"), "{run:?}");
    assert!(run.err.ends_with("1 error; nothing was published\n"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn what_a_checkout_would_refuse_is_refused() {
    let folder = repository();
    let at = folder.path();
    std::os::unix::fs::symlink("/etc/passwd", at.join("content/chapters/02-link.md")).expect("linked");
    fs::write(at.join("content/data/plans.yml"), "plans: []").expect("written");
    commit(at, "2022-07-01T12:00:00Z", "Wrong");
    let now = ran(at, &["build", "--quiet"]).ended(1).err;
    let then = build(at, "HEAD", &[]).ended(1).err;
    assert!(then.contains("error[linked-file]") && then.contains("content/chapters/02-link.md at HEAD"), "{then}");
    assert_eq!(then.replace(" at HEAD", ""), now);
    assert!(!at.join("output").exists());
}

#[test]
fn sources_without_a_history_have_the_edition_in_the_folder() {
    let desk = desk();
    let at = desk.path();
    let run = editions(at, &[]).ended(0);
    assert_eq!(run.out, "Version  Month       Last commit  Id\n1.0      April 2021  no history\n");
    let note = "note: the sources in content have no history in git, so only the edition in the folder is listed\n";
    assert_eq!(run.err, note);
    let run = editions(at, &["--format", "json"]).ended(0);
    assert!(run.out.contains("\"history\": false") && run.out.contains("\"commit\": null"), "{run:?}");
    let said = refused(at, "1.0");
    assert!(said.contains("the sources in content have no history in git"), "{said}");
    let run = editions(at, &["--content", "nowhere"]).ended(2);
    assert!(run.err.contains("there is no folder nowhere") && run.out.is_empty(), "{run:?}");

    git(at, &["init", "-q", "-b", "main"]);
    let run = editions(at, &[]).ended(0);
    assert!(run.out.ends_with("1.0      April 2021  not committed yet\n") && run.err.is_empty(), "{run:?}");
    assert!(refused(at, "1.0").contains("There is no edition in it"));
}

#[test]
fn a_server_that_keeps_only_the_history_can_publish_it() {
    let folder = repository();
    let expected = of_a_checkout(folder.path(), "approved", &["--only", "html"]);
    let server = tempfile::tempdir().expect("a temporary folder");
    let at = server.path().join("sources.git");
    git(server.path(), &["clone", "-q", "--bare", &folder.path().to_string_lossy(), "sources.git"]);
    let run = editions(&at, &[]).ended(0);
    assert_eq!(run.out.lines().count(), 3, "{run:?}");
    build(&at, "1.0", &["--content", "content"]).ended(0);
    assert_same(&tree(&at.join("output")), &expected, "from a bare repository");
    build(server.path(), "1.0", &["--content", "sources.git/content"]).ended(0);
    assert_same(&tree(&server.path().join("output")), &expected, "from outside");
    let run = editions(&at, &["--content", "texts"]).ended(2);
    assert!(run.err.contains("there is no folder texts, neither here nor in the history"), "{run:?}");
    let run = ran(&at, &["build", "--edition", "main", "--content", "texts"]).ended(2);
    assert!(run.err.contains("there is no folder texts at main"), "{run:?}");
}

#[test]
fn a_copy_without_the_edition_says_how_to_get_it() {
    let folder = repository();
    let copy = tempfile::tempdir().expect("a temporary folder");
    let from = format!("file://{}", folder.path().display());
    git(copy.path(), &["clone", "-q", "--depth", "1", &from, "copy"]);
    let at = copy.path().join("copy");
    for name in ["1.0", "2021-04", "HEAD~2", "approved"] {
        let said = refused(&at, name);
        assert!(said.contains("only the newest part of the history, and git fetch --unshallow brings"), "{said}");
    }
    let run = editions(&at, &[]).ended(0);
    assert_eq!(run.out.lines().count(), 2, "{run:?}");
    assert!(run.err.contains("git fetch --unshallow"), "{run:?}");
    assert!(editions(&at, &["--format", "json"]).ended(0).out.contains("\"complete\": false"));
    build(&at, "2.0", &[]).ended(0);
}

#[test]
fn templates_are_those_of_the_commit_unless_others_are_named() {
    let folder = repository();
    let at = folder.path();
    let style = |text: &str| {
        fs::create_dir_all(at.join("templates/html")).expect("made");
        fs::write(at.join("templates/html/style.css"), text).expect("written");
    };
    let page = |name: &str, arguments: &[&str]| {
        build(at, name, arguments).ended(0);
        let tree = tree(&at.join("output"));
        let (_, page) =
            tree.iter().find(|(path, _)| path.extension().is_some_and(|end| end == "html")).expect("a page");
        String::from_utf8_lossy(&page.0).into_owned()
    };
    style("/* of then */");
    commit(at, "2022-07-01T12:00:00Z", "With templates");
    style("/* of now */");
    assert!(page("2.0", &[]).contains("of then"), "beside the content folder");
    assert!(page("2.0", &["--templates", "templates"]).contains("of now"), "named");
    let built_in = page("1.0", &[]);
    assert!(!built_in.contains("of then") && !built_in.contains("of now"), "it had none, nor has a checkout");
}

#[test]
fn a_branch_that_was_merged_is_no_edition_and_one_that_came_back_is_told_once() {
    let folder = repository();
    let at = folder.path();
    git(at, &["checkout", "-q", "-b", "trial"]);
    next(at, "9.0", "2029-01");
    commit(at, "2022-07-01T12:00:00Z", "9.0, a trial");
    git(at, &["checkout", "-q", "main"]);
    git(at, &["merge", "-q", "--no-ff", "-s", "ours", "-m", "Not taken", "trial"]);
    let now = fs::read_to_string(at.join(VERSION_CONTROL)).expect("read");
    next(at, "3.0", "2023-06");
    commit(at, "2023-07-01T12:00:00Z", "3.0, too early");
    fs::write(at.join(VERSION_CONTROL), now).expect("written");
    commit(at, "2023-07-02T12:00:00Z", "Back to 2.0");
    let run = editions(at, &[]).ended(0);
    let versions: Vec<&str> = run.out.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(versions, ["Version", "2.0", "3.0", "1.0"], "{run:?}");
    build(at, "trial", &[]).ended(0);
}

/// Stores a folder of such lines ("040000 tree ID\tname"), and gives its id.
fn folder_of(at: &Path, lines: &str) -> String {
    fs::write(at.join(".git/lines"), lines).expect("written");
    let lines = fs::File::open(at.join(".git/lines")).expect("opened");
    let output = Command::new("git").arg("mktree").current_dir(at).stdin(lines).output().expect("git runs");
    assert!(output.status.success(), "git mktree: {output:?}");
    String::from_utf8(output.stdout).expect("text").trim().to_owned()
}

/// Stores a commit of a folder under a tag.
fn tag(at: &Path, name: &str, top: &str) {
    let who = "A <a@example.org> 1651363200 +0000";
    let commit = format!("tree {top}\nauthor {who}\ncommitter {who}\n\n{name}\n");
    fs::write(at.join(".git/commit"), commit).expect("written");
    let arguments = ["hash-object", "-t", "commit", "-w", ".git/commit"];
    let output = Command::new("git").args(arguments).current_dir(at).output().expect("git runs");
    assert!(output.status.success(), "git hash-object: {output:?}");
    git(at, &["tag", name, String::from_utf8(output.stdout).expect("text").trim()]);
}

#[test]
fn folders_that_hold_each_other_many_times_over_are_refused() {
    let folder = repository();
    let at = folder.path();
    let mut bomb = folder_of(at, "");
    for _ in 0..7 {
        let lines: String = ('a'..='j').map(|name| format!("040000 tree {bomb}\t{name}\n")).collect();
        bomb = folder_of(at, &lines);
    }
    let content = folder_of(at, &format!("040000 tree {bomb}\tdata\n"));
    tag(at, "bomb", &folder_of(at, &format!("040000 tree {content}\tcontent\n")));
    let said = refused(at, "bomb");
    assert!(said.contains("there are more than 100000 files and folders at bomb"), "{said}");
}

#[test]
fn a_commit_before_the_content_folder_is_told_and_a_folder_that_is_gone_can_be_named() {
    let folder = repository();
    let at = folder.path();
    tag(at, "before", &folder_of(at, ""));
    let said = refused(at, "before");
    assert!(said.contains("there is no folder content at before; name another edition"), "{said}");
    let expected = of_a_checkout(at, "approved", &["--only", "html"]);
    git(at, &["mv", "content", "texts"]);
    commit(at, "2022-07-01T12:00:00Z", "Another name");
    build(at, "1.0", &[]).ended(0);
    assert_same(&tree(&at.join("output")), &expected, "from a folder that is no more");
    assert!(editions(at, &["--content", "texts"]).ended(0).out.contains("2.0      May 2022"));
}
