//! Actions with faults, each told at its place, and what is counted and shown of sound ones.

use crate::document::{BlockKind, plain_text};
use crate::family::sample::{ACTION_PLAN, PLAN, PRIORITIES, part, places, sound, told};

const FILE: &str = "data/actions.yaml";

/// Two sound actions, a fact on each line.
const ACTIONS: &str = "\
actions:
  - id: reviews
    priority: abuse
    title: Hold reviews
    owner: kcsp
    years: [2019/20]
    status: complete
    progress:
      - { when: 2019/20 to 2020/21, text: Done. }
  - id: raids
    priority: crime
    title: Hold raids
    owner: kent-police
    years: [2019/20, 2020/21]
    status: delayed
    progress:
      - text: Not yet.
";

/// What is told where one place of the file is written in another way.
#[track_caller]
fn changed(from: &str, to: &str) -> Vec<String> {
    assert!(ACTIONS.contains(from), "{from}");
    told(&[(FILE, &ACTIONS.replacen(from, to, 1)), (PLAN, &part("{{ action-totals }}"))])
}

/// What is told of a file of which the actions against abuse are shown.
fn shown(text: &str) -> Vec<String> {
    told(&[(FILE, text), (PLAN, &part("{{ actions priority=abuse }}"))])
}

#[test]
fn a_year_that_cannot_be_is_told_with_how_to_write_it() {
    let help = "Write it as in 2019/20, the second year with two digits and one later than the first.";
    for year in ["2019/210", "2019/21", "2019", "2019-20", "2020-13"] {
        let expected = format!("{FILE}:6:13 bad-date: “{year}” is not a financial year / {help}");
        assert_eq!(changed("[2019/20]", &format!("[{year}]")), [expected], "{year}");
    }
}

#[test]
fn a_time_of_an_update_that_cannot_be_is_told() {
    for time in ["2019/210", "2020/21 to 2019/20", "soon", "2020-13", "2019/20 to", "2019/20 to continuing"] {
        let told = changed("2019/20 to 2020/21", time);
        assert_eq!(told.len(), 1, "{time}: {told:?}");
        let expected = format!("{FILE}:9:17 bad-date: “{time}” is not a time that can be / ");
        assert!(told[0].starts_with(&expected), "{told:?}");
    }
    for time in ["2020", "2020-11", "2020-11-25", "2019/20", "continuing", "planned", "2020-11 to 2021-02-01"] {
        assert_eq!(changed("2019/20 to 2020/21", time), Vec::<String>::new(), "{time}");
    }
}

#[test]
fn years_and_updates_out_of_order_are_told() {
    let help = "Put the oldest first.";
    let told = changed("[2019/20, 2020/21]", "[2020/21, 2019/20]");
    assert_eq!(told, [format!("{FILE}:14:22 events-out-of-order: This year comes before the one above it / {help}")]);
    let with = |times: &[&str]| {
        let updates: Vec<String> = times.iter().map(|time| format!("- {{ when: {time}, text: Done. }}")).collect();
        shown(&ACTIONS.replace("- { when: 2019/20 to 2020/21, text: Done. }", &updates.join("\n      ")))
    };
    let expected = format!("{FILE}:11:17 events-out-of-order: This update comes before the one above it / {help}");
    for later in ["2020/21", "2020-11", "2018/19 to 2019/20"] {
        assert_eq!(with(&[later, "continuing", "2017/18"]), [expected.as_str()], "{later}");
    }
    let late = with(&["2029-11", "2020-11"]);
    assert!(late.len() == 1 && late[0].contains(" bad-date: "), "{late:?}");
    // A longer time may stand beside a part of it.
    for times in [
        ["2019-04-17", "2019/20", "2020/21"],
        ["2019/20", "2019-09", "2020/21"],
        ["2020/21", "2019/20 to 2020/21", "2020-11"],
    ] {
        assert_eq!(with(&times), Vec::<String>::new(), "{times:?}");
    }
}

#[test]
fn an_action_without_a_year_is_told() {
    let help = "Write the financial years in which it is done, as in [2019/20, 2020/21].";
    assert_eq!(changed("[2019/20]", "[]"), [format!("{FILE}:6:12 missing-field: This action has no year / {help}")]);
}

#[test]
fn an_update_after_the_date_of_the_document_that_shows_it_is_told() {
    let at = |time: &str| shown(&ACTIONS.replace("2019/20 to 2020/21", time));
    let help = "Write “planned” for what is to come, or correct the time.";
    for (time, words) in [
        ("2029-11", "November 2029"),
        ("2021-06-10", "10 June 2021"),
        ("2022/23", "2022/23"),
        ("2020 to 2021-07", "2020 to July 2021"),
    ] {
        let expected =
            format!("{FILE}:9:17 bad-date: {words} is after 9 June 2021, the date of this document / {help}");
        assert_eq!(at(time), [expected], "{time}");
    }
    for time in ["2021-06", "2021/22", "2021", "2019/20 to 2021/22", "planned", "continuing"] {
        assert_eq!(at(time), Vec::<String>::new(), "{time}");
    }
}

#[test]
fn an_unknown_status_is_told_with_the_one_that_was_meant() {
    assert_eq!(
        changed("status: complete", "status: completed"),
        [format!(
            "{FILE}:7:13 unknown-word: “status” cannot be “completed” / Write one of “not-started”, “in-progress”, \
             “complete”, “delayed”; perhaps “complete” was meant."
        )]
    );
}

#[test]
fn an_owner_that_is_no_body_is_told_with_the_nearest() {
    assert_eq!(
        changed("kent-police", "kent-polise"),
        [format!(
            "{FILE}:13:12 unknown-name: data/bodies.yaml has no body with the id “kent-polise” / Did you mean \
             “kent-police”?"
        )]
    );
}

#[test]
fn a_value_without_its_quotation_marks_is_told_once() {
    let expected = "“{{ body.kcsp }}” stands without quotation marks / Put it in quotation marks: \"{{ body.kcsp }}\".";
    for (from, to, place) in [("kcsp", "{{ body.kcsp }}", "5:12"), ("Done.", "{{ body.kcsp }}", "9:43")] {
        assert_eq!(changed(from, to), [format!("{FILE}:{place} yaml-syntax: {expected}")], "{from}");
    }
}

#[test]
fn an_unknown_priority_is_told_with_the_nearest() {
    assert_eq!(
        changed("priority: abuse", "priority: abused"),
        [format!(
            "{FILE}:3:15 unknown-name: data/priorities.yaml has no priority with the id “abused” / Did you mean “abuse”?"
        )]
    );
}

#[test]
fn a_priority_is_judged_by_the_date_of_the_document_that_shows_the_action() {
    let priorities = PRIORITIES.replace("name: Domestic Abuse", "name: Domestic Abuse, from: 2021-05-01");
    let section = "---\ntitle: \"{{ priority.abuse }}\"\n---\n\nWords.\n";
    let with = |date: &str| {
        let plan = ACTION_PLAN.replace("2021-06-09", date);
        told(&[
            (FILE, ACTIONS),
            ("data/priorities.yaml", &priorities),
            ("action-plan/document.yaml", &plan),
            (PLAN, &part("{{ action-totals }}")),
            ("action-plan/priorities/abuse.md", if date < "2021-05-01" { "" } else { section }),
        ])
    };
    assert_eq!(with("2021-06-09"), Vec::<String>::new());
    let before = with("2021-04-30");
    let expected = format!(
        "{FILE}:3:15 unknown-name: The priority “abuse” holds from 1 May 2021, and not at the date of this document / "
    );
    assert!(before.len() == 1 && before[0].starts_with(&expected), "{before:?}");
}

#[test]
fn every_missing_key_and_every_repeated_id_of_a_file_is_told_at_once() {
    let text = "\
actions:
  - id: reviews
    priority: abuse
    title: Hold reviews
    owner: kcsp
    years: [2019/20]
    status: complete
    progress: []
  - { id: reviews, priority: abuse, title: B, owner: kcsp, years: [2019/20], status: complete, progress: [x] }
  - { id: c, priority: abuse, owner: kcsp, status: complete, progress: [x] }
  - { id: d, priority: abuse, title: D, owner: kcsp, years: [2019/20], state: complete, progress: [x] }
  - { priority: abuse, title: E, owner: kcsp, years: [2019/20], status: complete, progress: [x] }
";
    assert_eq!(
        told(&[(FILE, text)]),
        [
            format!("{FILE}:9:11 duplicate-id: Two actions have the id “reviews” / Give one of them another id."),
            format!(
                "{FILE}:10:7 missing-field: An action needs “title” and “years” / Add lines “title:”, “years:” with \
                 their values."
            ),
            format!("{FILE}:11:72 unknown-key: An action has no “state” / Did you mean “status”?"),
            format!("{FILE}:12:7 missing-id: An action needs “id” / Add a line “id:” with its value."),
        ]
    );
}

#[test]
fn actions_are_counted_by_priority_and_status() {
    let document =
        sound("action-plan", &[(FILE, ACTIONS), (PLAN, &part("{{ action-totals }}\n\n{{ count.actions }}"))]);
    let table = document.walk().into_iter().find_map(|block| match &block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    });
    let words = |cell: &Vec<crate::document::Block>| match &cell[0].kind {
        BlockKind::Paragraph(content) => plain_text(content),
        other => panic!("{other:?}"),
    };
    let rows = table.expect("a table").rows.iter().map(|row| row.cells.iter().map(words).collect::<Vec<_>>().join(" "));
    let expected = ["Domestic Abuse 0 0 1 0 1", "Serious Violence 0 0 0 1 1", "All priorities 0 0 1 1 2"];
    assert_eq!(rows.collect::<Vec<_>>(), expected);
    assert!(document.walk().iter().any(|block| matches!(&block.kind, BlockKind::Paragraph(c) if plain_text(c) == "2")));
}

#[test]
fn a_block_for_a_priority_that_is_not_named_or_not_there_is_told() {
    let at = |block: &str| places(&[(FILE, ACTIONS), (PLAN, &part(block))]);
    assert_eq!(at("{{ actions }}"), [format!("{PLAN}:5:1 missing-setting")]);
    assert_eq!(at("{{ actions priority=abused }}"), [format!("{PLAN}:5:21 unknown-name")]);
}
