//! The strategic assessments, handed over for a spreadsheet.

use std::fs;

use tempfile::TempDir;

use crate::desk::{agreement, assert_same, run, tree};

const FILE: &str = "content/data/assessments.yaml";
const HEAD: &str = "Year,Issue,Group,Includes";

/// An agreement with the assessments of two years.
fn desk() -> TempDir {
    let desk = crate::desk::desk();
    fs::create_dir_all(desk.path().join("content/data")).expect("made");
    let one = |year: &str| format!("- year: \"{year}\"\n  partnership-count: 3\n  issues: [{{ name: A, count: 2 }}]\n");
    fs::write(desk.path().join(FILE), one("2010-11") + &one("2011-12")).expect("written");
    desk
}

#[test]
fn the_assessments_of_a_year_go_to_the_terminal_or_into_a_file() {
    let desk = desk();
    let before = tree(desk.path());
    let shown = run(agreement(desk.path(), &["assessments"])).ended(0).out;
    assert!(shown.starts_with(HEAD), "{shown}");
    assert_same(&before, &tree(desk.path()), "after showing them");
    let said = run(agreement(desk.path(), &["assessments", "--output", "made.csv"])).ended(0).out;
    assert_eq!(said, "made.csv\n");
    let made = fs::read_to_string(desk.path().join("made.csv")).expect("read");
    assert_eq!(made.replace("\r\n", "\n"), shown.replace("\r\n", "\n"));
    assert!(made.starts_with(HEAD) && made.ends_with("2011-12,A,,,2\r\n"), "{made}");
    let older = run(agreement(desk.path(), &["assessments", "--year", "2010/11"])).ended(0).out;
    assert!(older.contains("2010-11,A,,,2"), "{older}");
}

#[test]
fn what_cannot_be_handed_over_is_told_and_nothing_is_written() {
    let desk = desk();
    let before = tree(desk.path());
    let no_year = run(agreement(desk.path(), &["assessments", "--year", "1999-00"])).ended(2).err;
    assert!(no_year.contains("has no year “1999-00”; it has "), "{no_year}");
    for output in ["content", "content/made.csv"] {
        run(agreement(desk.path(), &["assessments", "--output", output])).ended(2);
    }
    assert_same(&before, &tree(desk.path()), "after refusing");
    fs::write(desk.path().join(FILE), "year: 2020-21\npartnership-count: 1\nissues: [{ name: A, count: 2 }]\n")
        .expect("written");
    let errors = run(agreement(desk.path(), &["assessments", "--output", "made.csv"])).ended(1).err;
    assert!(errors.contains("wrong-total") && errors.contains("nothing was written"), "{errors}");
    fs::remove_file(desk.path().join(FILE)).expect("removed");
    let missing = run(agreement(desk.path(), &["assessments"])).ended(2).err;
    assert!(missing.contains("there is no content/data/assessments.yaml"), "{missing}");
    assert!(!desk.path().join("made.csv").exists());
}
