//! The list of priorities on different days, read from one file.

use super::*;
use crate::parse::yaml;
use crate::source::{Files, Root};

/// The list of a file, and what is told of it: each code with the words at fault.
fn read(text: &str) -> (Priorities, Vec<(&'static str, String)>) {
    let mut files = Files::new();
    let file = files.add(Root::Content, "data/priorities.yaml", "data/priorities.yaml", text.as_bytes());
    let (tree, mut findings) = yaml::parse(text, file, 0);
    let list = Priorities::read(&tree.expect("a tree"), &mut findings);
    let told = findings.iter().map(|one| (one.code, files.written(one.primary.span).to_owned()));
    (list, told.collect())
}

fn day(text: &str) -> Option<Date> {
    Some(Date::parse(text).expect("a day"))
}

fn names(list: &Priorities) -> Vec<&str> {
    list.priorities.iter().map(|one| one.name.words.as_str()).collect()
}

const TWO: &str = "priorities:
  - { id: abuse, name: Domestic Abuse }
  - { id: violent, name: Violent Crime, until: 2016-03-31 }
  - { id: organised, name: Organised Crime, formerly: [Gangs], from: 2016-04-01, until: 2018-03-31 }
  - { id: organised, name: Serious Crime, from: 2018-04-01 }
cross-cutting-themes:
  - { id: health, name: Health, until: 2018-03-31 }
  - { id: health, name: Mental Health, from: 2018-04-01 }
";

#[test]
fn a_day_has_the_records_that_hold_on_it() {
    let (list, told) = read(TWO);
    assert_eq!(told, []);
    let cases = [
        (day("2016-03-31"), vec!["Domestic Abuse", "Violent Crime"]),
        (day("2016-04-01"), vec!["Domestic Abuse", "Organised Crime"]),
        (day("2018-04-01"), vec!["Domestic Abuse", "Serious Crime"]),
        (None, vec!["Domestic Abuse", "Serious Crime"]),
    ];
    for (day, expected) in cases {
        // The list of one day gives that of any other.
        let other = list.as_at(Date::parse("1999-01-01")).as_at(day);
        assert_eq!((names(&list.as_at(day)), &other), (expected, &list.as_at(day)), "{day:?}");
    }
    assert_eq!(list.as_at(day("2018-03-31")).themes[0].name.words, "Health");
    assert_eq!(list.themes[0].name.words, "Mental Health");
    assert_eq!(list.of_other_days().len(), 3);
}

#[test]
fn a_name_of_an_earlier_record_is_a_former_name() {
    let (list, _) = read(TWO);
    let former = |list: &Priorities| -> Vec<String> {
        list.priorities[1].others.formerly.iter().map(|name| name.words.clone()).collect()
    };
    assert_eq!(former(&list), ["Organised Crime", "Gangs"]);
    assert_eq!(former(&list.as_at(day("2016-04-01"))), ["Gangs"]);
    assert_eq!(list.themes[0].others.formerly[0].words, "Health");
}

#[test]
fn two_records_of_one_id_never_hold_together() {
    let records = |first: &str, second: &str| {
        read(&format!("priorities:\n  - {{ id: a, name: A{first} }}\n  - {{ id: a, name: B{second} }}\n")).1
    };
    let overlapping = [("overlapping-times", "a".to_owned())];
    for (first, second) in [
        (", until: 2016-03-31", ", from: 2016-03-31"),
        (", until: 2016-03-31", ""),
        ("", ", from: 2016-03-31"),
        (", from: 2016-04-01", ", from: 2017-04-01"),
        (", from: 2015-04-01, until: 2019-03-31", ", from: 2016-04-01, until: 2017-03-31"),
    ] {
        assert_eq!(records(first, second), overlapping, "{first} {second}");
    }
    for (first, second) in [
        (", until: 2016-03-31", ", from: 2016-04-01"),
        (", from: 2016-04-01", ", until: 2016-03-31"),
        (", until: 2016-03-31", ", from: 2017-04-01"),
        // The register tells of an id that stands twice.
        ("", ""),
    ] {
        assert_eq!(records(first, second), [], "{first} {second}");
    }
}

#[test]
fn a_short_time_without_a_record_is_told_with_its_days() {
    let told = |until: &str, from: &str| {
        let text =
            format!("priorities:\n  - {{ id: a, name: A, until: {until} }}\n  - {{ id: a, name: B, from: {from} }}\n");
        let mut files = Files::new();
        let file = files.add(Root::Content, "data/priorities.yaml", "data/priorities.yaml", text.as_bytes());
        let (tree, mut findings) = yaml::parse(&text, file, 0);
        Priorities::read(&tree.expect("a tree"), &mut findings);
        let one = |one: &Diagnostic| {
            (one.is_error(), one.message.clone(), files.written(one.primary.span).to_owned(), one.help.clone())
        };
        findings.iter().map(one).collect::<Vec<_>>()
    };
    let gap = |days: &str, until: &str, right: &str| {
        let help = format!("Write “until: {right}”, or leave it if that is right.");
        vec![(false, format!("“a” is no priority {days}"), until.to_owned(), Some(help))]
    };
    let month = gap("from 2 March 2022 until 31 March 2022", "2022-03-01", "2022-03-31");
    assert_eq!(told("2022-03-01", "2022-04-01"), month);
    assert_eq!(told("2022-03-30", "2022-04-01"), gap("on 31 March 2022", "2022-03-30", "2022-03-31"));
    let almost = gap("from 1 April 2016 until 30 March 2017", "2016-03-31", "2017-03-30");
    assert_eq!(told("2016-03-31", "2017-03-31"), almost);
    // What is dropped for a year or longer is dropped on purpose.
    assert_eq!(told("2016-03-31", "2017-04-01"), []);
    assert_eq!(told("2016-03-31", "2016-04-01"), []);
}

#[test]
fn two_priorities_or_themes_of_one_day_have_two_names() {
    let told = |first: &str, second: &str| {
        let records = format!("  - {{ id: a, name: Road Safety{first} }}\n  - {{ id: {second} }}\n");
        let priorities = read(&format!("priorities:\n{records}")).1;
        let themes =
            read(&format!("priorities:\n  - {{ id: z, name: Road Safety }}\ncross-cutting-themes:\n{records}")).1;
        assert_eq!(priorities, themes);
        priorities
    };
    let taken = [("duplicate-name", "Road Safety".to_owned())];
    for (first, second) in [
        ("", "b, name: Road Safety"),
        (", until: 2016-03-31", "b, name: Road Safety"),
        (", until: 2016-03-31", "b, name: Road Safety, from: 2016-03-31"),
        (", from: 2016-04-01", "b, name: Road Safety, from: 2015-04-01"),
    ] {
        assert_eq!(told(first, second), taken, "{first} {second}");
    }
    for (first, second) in [
        (", until: 2016-03-31", "b, name: Road Safety, from: 2016-04-01"),
        (", until: 2016-03-31", "a, name: Road Safety, from: 2016-04-01"),
        ("", "b, name: Roads"),
    ] {
        assert_eq!(told(first, second), [], "{first} {second}");
    }
}

#[test]
fn a_long_record_meets_each_of_the_short_ones_within_it() {
    let text = "priorities:
  - { id: a, name: A, from: 2010-04-01, until: 2020-03-31 }
  - { id: a, name: B, from: 2011-04-01, until: 2012-03-31 }
  - { id: a, name: C, from: 2013-04-01, until: 2014-03-31 }
  - { id: a, name: D, from: 2020-04-01 }
  - { id: b, name: E, from: 2013-04-01 }
";
    assert_eq!(read(text).1.len(), 2);
}

#[test]
fn days_that_cannot_be_are_told_once() {
    let one = |days: &str| {
        read(&format!("priorities:\n  - {{ id: a, name: A{days} }}\n  - {{ id: a, name: B, from: 2016-04-01 }}\n")).1
    };
    assert_eq!(one(", until: 2016-02-30"), [("bad-date", "2016-02-30".to_owned())]);
    assert_eq!(one(", from: April"), [("bad-date", "April".to_owned())]);
    assert_eq!(one(", from: 2016-04-01, until: 2016-03-31"), [("bad-date", "2016-03-31".to_owned())]);
}
