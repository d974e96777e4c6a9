//! The next edition begun: its entry, and a list of what there is to do.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::desk::{Run, agreement, assert_same, copy, desk, edit, run, tree};

const CONTROL: &str = "content/version-control.yaml";
const LIST: &str = "content/worklist-2022-04.md";
const ENTRY: &str =
    "\n- version: \"6.0\"\n  date: 2022-04\n  effective: 2022-04-01\n  summary: \"Refreshed {{ term.csa }}\"\n";

fn refresh(folder: &Path, arguments: &[&str]) -> Run {
    run(agreement(folder, &[&["refresh"], arguments].concat()))
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("read")
}

/// A copy of the agreement of Kent.
fn kent() -> TempDir {
    let desk = tempfile::tempdir().expect("a temporary folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &desk.path().join("content"));
    desk
}

/// The same, with the edition of April 2022 begun.
fn begun() -> TempDir {
    let desk = kent();
    refresh(desk.path(), &["2022-04"]).ended(0);
    desk
}

#[test]
fn help_says_all_that_is_needed() {
    insta::assert_snapshot!("help_refresh", refresh(desk().path(), &["--help"]).ended(0).out);
}

#[test]
fn an_edition_is_begun_with_its_entry_and_its_list() {
    let desk = kent();
    let before = tree(desk.path());
    let control = read(desk.path(), CONTROL);
    let run = refresh(desk.path(), &["2022-04"]).ended(0);
    let told = run.out.lines().collect::<Vec<_>>();
    assert_eq!(told.len(), 2, "{run:?}");
    assert_eq!(told[0], format!("{CONTROL}  version 6.0 of April 2022 added"));
    assert!(told[1].starts_with(&format!("{LIST}  ")) && told[1].contains(" things to do, in "), "{run:?}");
    assert_eq!(read(desk.path(), CONTROL), format!("{control}{ENTRY}"));
    insta::assert_snapshot!("worklist", read(desk.path(), LIST));
    let mut after = tree(desk.path());
    after.remove(Path::new(LIST));
    after.insert(CONTROL.into(), before[Path::new(CONTROL)].clone());
    assert_same(&after, &before, "but for the two files");
}

#[test]
fn the_list_is_no_part_of_the_edition_that_was_begun() {
    let desk = begun();
    let check = run(agreement(desk.path(), &["check"])).ended(0);
    assert!(check.out.contains("warning[passed-date]") && !check.out.contains("worklist"), "{check:?}");
    let build = run(agreement(desk.path(), &["build", "--only", "html"])).ended(0);
    assert!(build.out.contains("kent-community-safety-agreement-april-2022.html"), "{build:?}");
    assert!(!build.err.contains("worklist"), "{build:?}");
}

#[test]
fn run_again_it_changes_nothing() {
    let desk = begun();
    let before = tree(desk.path());
    for arguments in [&["2022-04"][..], &["2022-04", "--version", "6.0"]] {
        let run = refresh(desk.path(), arguments).ended(0);
        assert_eq!(
            run.out,
            format!(
                "{CONTROL}  has version 6.0 of April 2022 already; it was left as it is\n\
                 {LIST}  has all that there is to do; it was left as it is\n"
            )
        );
        assert_same(&tree(desk.path()), &before, "after another run");
    }
}

#[test]
fn ticks_and_notes_stay_and_only_what_is_new_is_added() {
    let desk = begun();
    let list = read(desk.path(), LIST);
    let ticked =
        list.replacen("- [ ] ", "- [x] Done by Mary: ", 3).replace("## [Foreword]", "Ask Tom.\n\n## [Foreword]");
    fs::write(desk.path().join(LIST), &ticked).expect("written");
    // The year of the new edition is no question any more, and what the checks find is.
    let chapter = "content/chapters/05-key-achievements.md";
    edit(&desk.path().join(chapter), "In 2020-21", "In 2021-22");
    edit(&desk.path().join(chapter), "Digital options", "The contract will end on 1 May 2021. Digital options");
    let run = refresh(desk.path(), &["2022-04"]).ended(0);
    assert!(run.out.ends_with(&format!("{LIST}  1 thing added; the rest was left as it is\n")), "{run:?}");
    let after = read(desk.path(), LIST);
    let new: Vec<&str> = after.lines().filter(|line| !ticked.lines().any(|old| old == *line)).collect();
    let [line] = new.as_slice() else { panic!("{new:#?}") };
    assert!(
        line.starts_with("- [ ] **Domestic Homicide Reviews** ([line 12]")
            && line.contains("“The contract will end on 1 May 2021.”"),
        "{line}"
    );
    assert_eq!(after.replacen(&format!("{line}\n"), "", 1), ticked);
    let before = tree(desk.path());
    refresh(desk.path(), &["2022-04"]).ended(0);
    assert_same(&tree(desk.path()), &before, "after a third run");
}

#[test]
fn a_run_that_was_killed_is_completed_by_the_next() {
    let desk = begun();
    let whole = tree(desk.path());
    edit(&desk.path().join(CONTROL), ENTRY, "");
    refresh(desk.path(), &["2022-04"]).ended(0);
    assert_same(&tree(desk.path()), &whole, "after the second run");
}

#[cfg(unix)]
#[test]
fn a_list_that_is_a_link_is_not_followed_and_an_empty_one_is_written_whole() {
    let desk = begun();
    let whole = read(desk.path(), LIST);
    fs::remove_file(desk.path().join(LIST)).expect("removed");
    fs::write(desk.path().join("elsewhere.md"), "foreign").expect("written");
    std::os::unix::fs::symlink("../elsewhere.md", desk.path().join(LIST)).expect("linked");
    let run = refresh(desk.path(), &["2022-04"]).ended(1);
    assert!(run.err.contains("error[linked-file]"), "{run:?}");
    assert_eq!(read(desk.path(), "elsewhere.md"), "foreign");
    fs::remove_file(desk.path().join(LIST)).expect("removed");
    fs::write(desk.path().join(LIST), "\n").expect("written");
    refresh(desk.path(), &["2022-04"]).ended(0);
    assert_eq!(read(desk.path(), LIST), whole);
}

#[test]
fn an_entry_that_somebody_wrote_by_hand_gets_a_list_when_asked_for_by_its_version() {
    let desk = kent();
    let run = refresh(desk.path(), &["2021-04"]).ended(2);
    assert!(run.err.contains("write --version 5.0 for a worklist of that edition"), "{run:?}");
    let control = read(desk.path(), CONTROL);
    refresh(desk.path(), &["2021-04", "--version", "5.0"]).ended(0);
    assert_eq!(read(desk.path(), CONTROL), control);
    assert!(read(desk.path(), "content/worklist-2021-04.md").starts_with("# Worklist for the edition of April 2021\n"));
}

#[test]
fn another_version_and_another_folder_may_be_named() {
    let desk = kent();
    fs::rename(desk.path().join("content"), desk.path().join("kent")).expect("renamed");
    let run = refresh(desk.path(), &["2021-10", "--version", "5.1", "--content", "kent"]).ended(0);
    assert!(run.out.starts_with("kent/version-control.yaml  version 5.1 of October 2021 added\n"), "{run:?}");
    assert!(read(desk.path(), "kent/version-control.yaml").contains("- version: \"5.1\"\n  date: 2021-10\n"));
    assert!(desk.path().join("kent/worklist-2021-10.md").is_file());
}

#[test]
fn what_cannot_be_the_next_edition_is_refused_with_the_remedy() {
    let desk = kent();
    let before = tree(desk.path());
    let cases: [&[&str]; 12] = [
        &["2021-04"],
        &["2020-04"],
        &["2021-03"],
        &["2022-13"],
        &["2022-4"],
        &["April 2022"],
        &["2022-04", "--version", "5.0"],
        &["2022-04", "--version", "3.0"],
        &["2022-04", "--version", "4.5"],
        &["2022-04", "--version", "six"],
        &["2021-04", "--version", "6.0"],
        &["2022-04", "--content", "nowhere"],
    ];
    let mut said = String::new();
    for arguments in cases {
        let run = refresh(desk.path(), arguments).ended(2);
        assert_eq!(run.out, "", "{run:?}");
        said += &format!("$ agreement refresh {}\n{}\n", arguments.join(" "), run.err);
    }
    insta::assert_snapshot!("refresh_failures", said);
    assert_same(&tree(desk.path()), &before, "after refusals");
}

#[test]
fn sources_with_errors_are_told_and_nothing_is_written() {
    let desk = kent();
    edit(&desk.path().join("content/foreword.md"), "{{ body.vru }}", "{{ body.vrx }}");
    let before = tree(desk.path());
    let run = refresh(desk.path(), &["2022-04"]).ended(1);
    assert!(
        run.err.contains("content/foreword.md:15:") && run.err.contains("did you mean")
            || run.err.contains("Did you mean"),
        "{run:?}"
    );
    assert!(
        run.err.ends_with("1 error; nothing was written; put them right, then run agreement refresh again\n"),
        "{run:?}"
    );
    assert_same(&tree(desk.path()), &before, "after errors");
}

#[test]
fn what_time_overtakes_may_be_an_error_of_the_county_and_is_listed_all_the_same() {
    let desk = kent();
    let settings = read(desk.path(), "content/agreement.yaml");
    fs::write(desk.path().join("content/agreement.yaml"), format!("{settings}check:\n  passed-date: error\n"))
        .expect("written");
    refresh(desk.path(), &["2022-04"]).ended(0);
    assert!(read(desk.path(), LIST).contains("“25 June 2021” has passed"));
    run(agreement(desk.path(), &["check"])).ended(1);
    let before = tree(desk.path());
    refresh(desk.path(), &["2022-04"]).ended(0);
    assert_same(&tree(desk.path()), &before, "after a second run");
}

#[test]
fn an_entry_that_cannot_be_added_is_told_whole() {
    let desk = desk();
    let text = "[{ version: \"1.0\", date: 2021-04, effective: 2021-04-01, summary: First }]\n";
    fs::write(desk.path().join(CONTROL), text).expect("written");
    let before = tree(desk.path());
    let run = refresh(desk.path(), &["2022-04"]).ended(2);
    assert!(run.err.contains("add it by hand, with version: \"2.0\", date: 2022-04, effective: 2022-04-01"), "{run:?}");
    assert_same(&tree(desk.path()), &before, "after an entry that could not be added");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_leaves_both_as_they_are() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = kent();
    let control = desk.path().join(CONTROL);
    fs::set_permissions(&control, fs::Permissions::from_mode(0o444)).expect("set");
    let before = tree(desk.path());
    let run = refresh(desk.path(), &["2022-04"]).ended(2);
    assert!(run.err.contains("content/version-control.yaml may not be written; nothing was written"), "{run:?}");
    assert_same(&tree(desk.path()), &before, "after a file that may not be written");
}
