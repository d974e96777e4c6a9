//! Recommendations applied to the text of the priorities.

use proptest::prelude::*;

use super::super::record::scalar;
use super::{LIST, REVIEW, Review};
use crate::content::priorities::recommendations::{Applied, apply};
use crate::diagnostic::Diagnostic;

fn applied(list: &str, review: &str) -> Result<Applied, Vec<Diagnostic>> {
    let review = Review::of(list, review);
    apply(list, review.file, review.recommendations())
}

const AFTER: &str = "# The priorities.
priorities:
  - { id: abuse, name: Domestic Abuse, lead: { post: Chair, body: kcc } } # led
  - id: violent
    name: Violent Crime # counted
    until: 2016-03-31
    # of the county
  - id: organised
    name: Serious and Organised Crime
    from: 2016-04-01
  - id: asb
    name: \"Anti-Social Behaviour\"
    until: 2016-03-31
    includes:
      - Nuisance # noise
      - \"Fires: deliberate\"
    lead: { post: Superintendent, body: police }

  - id: asb
    name: Nuisance
    from: 2016-04-01
    includes:
      - Nuisance # noise
      - \"Fires: deliberate\"
    lead: { post: Superintendent, body: police }

  # Joined with violence.
  - { id: acquisitive, name: 'Acquisitive Crime', until: 2016-03-31 }
  - { id: drugs, name: Drugs, until: 2016-03-31 }
  - { id: safeguarding, name: Safeguarding, from: 2016-04-01, includes: [Scams, Victims] }

cross-cutting-themes:
  - { id: health, name: Mental Health }
";

#[test]
fn only_what_changes_is_added() {
    let done = applied(LIST, REVIEW).expect("applied");
    assert_eq!(done.text, AFTER);
    let expected = [
        "Violent Crime: until 31 March 2016",
        "Acquisitive Crime: until 31 March 2016",
        "Anti-Social Behaviour: until 31 March 2016",
        "Drugs: until 31 March 2016",
        "Serious and Organised Crime: from 1 April 2016, merged from Violent Crime and Acquisitive Crime",
        "Nuisance: from 1 April 2016, renamed, was Anti-Social Behaviour",
        "Safeguarding: from 1 April 2016, new",
    ];
    assert_eq!(done.changes, expected);
}

#[test]
fn a_second_time_there_is_nothing_to_do() {
    let done = applied(LIST, REVIEW).expect("applied");
    let again = applied(&done.text, REVIEW).expect("applied");
    assert!(again.is_nothing());
    assert_eq!(again.text, done.text);
    // An editor may add to the new records and put them in another order.
    let edited = done
        .text
        .replace("from: 2016-04-01, includes: [Scams, Victims] }", "from: 2016-04-01, lead: { post: P, body: kcc } }");
    assert!(applied(&edited, REVIEW).expect("applied").is_nothing());
    // What was begun by hand is completed.
    let begun = LIST.replace("name: Drugs }", "name: Drugs, until: 2016-03-31 }");
    assert_eq!(applied(&begun, REVIEW).expect("applied").text, done.text);
}

#[test]
fn lists_in_brackets_and_other_ends_of_lines_stay_as_they_are() {
    let review = "effective: 2016-04-01\nlist:\n  - { keep: [a, b], reason: x }\n  - { drop: c, reason: x }\n  - { add: { id: d, name: \"D, and: E\" }, reason: x }\n";
    let list = "priorities: [ {id: a, name: A}, {id: b, name: B}, # two\n {id: c, name: C} ]\n";
    let expected = "priorities: [ {id: a, name: A}, {id: b, name: B}, # two\n {id: c, name: C, until: 2016-03-31}, { id: d, name: \"D, and: E\", from: 2016-04-01 } ]\n";
    assert_eq!(applied(list, review).expect("applied").text, expected);
    let list = "priorities:\r\n- name: A\r\n  id: a\r\n- name: B\r\n  id: b\r\n- name: C\r\n  id: c";
    let expected = "priorities:\r\n- name: A\r\n  id: a\r\n- name: B\r\n  id: b\r\n- name: C\r\n  until: 2016-03-31\r\n  id: c\r\n- id: d\r\n  name: \"D, and: E\"\r\n  from: 2016-04-01";
    assert_eq!(applied(list, review).expect("applied").text, expected);
}

#[test]
fn what_says_otherwise_already_is_refused() {
    let refused = |list: &str, review: &str| -> Vec<&'static str> {
        applied(list, review).expect_err("refused").iter().map(|one| one.code).collect()
    };
    let later = LIST.replace("name: Drugs }", "name: Drugs, until: 2018-03-31 }");
    assert_eq!(refused(&later, REVIEW), ["cannot-apply"]);
    let done = applied(LIST, REVIEW).expect("applied").text;
    let other = done.replace("name: Safeguarding,", "name: Safety,");
    assert_eq!(refused(&other, REVIEW), ["bad-relation"]);
    assert_eq!(refused(LIST, &REVIEW.replace("drop: [drugs]", "drop: [dogs]")), ["unknown-name"]);
    assert_eq!(refused(LIST, &REVIEW.replace(", reason: Done.", "")), ["cannot-apply"]);
    let hyphen = LIST.replace("  - { id: drugs, name: Drugs }", "  -\n    id: drugs\n    name: Drugs");
    assert_eq!(refused(&hyphen, REVIEW)[0], "cannot-apply");
    // Kept, and at its end all the same.
    let ended = LIST.replace("id: abuse,", "id: abuse, until: 2016-03-31,");
    assert_eq!(refused(&ended, REVIEW), ["cannot-apply"]);
}

#[test]
fn a_priority_that_begins_between_the_review_and_what_it_proposes_is_told_with_its_day() {
    let later = LIST.replace("name: Drugs }", "name: Drugs }\n  - { id: fire, name: Fire, from: 2018-04-01 }");
    let findings = applied(&later, &REVIEW.replace("2016-04-01", "2996-04-01")).expect_err("refused");
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!(finding.message, "No recommendation decides on “Fire”");
    assert_eq!(finding.others[0].text, "it is a priority on 31 March 2996");
}

#[test]
fn a_gap_in_the_file_is_no_reason_to_refuse() {
    let gap = LIST.replace(
        "name: Drugs }",
        "name: Drugs }\n  - { id: fire, name: Fire, until: 2010-03-01 }\n  - { id: fire, name: Fires, from: 2010-04-01, until: 2011-03-31 }",
    );
    assert!(applied(&gap, REVIEW).is_ok());
}

#[test]
fn words_are_quoted_where_they_must_be() {
    for (words, written) in [
        ("Road Safety", "Road Safety"),
        ("Fires: deliberate", "\"Fires: deliberate\""),
        ("{{ term.ocgs.name }}", "\"{{ term.ocgs.name }}\""),
        ("the \"county lines\"", "\"the \\\"county lines\\\"\""),
        ("A, B and C", "\"A, B and C\""),
        ("# x", "\"# x\""),
    ] {
        assert_eq!(scalar(words), written);
    }
}

/// A list of priorities in one of several ways of writing, with remarks and empty lines.
fn list() -> impl Strategy<Value = (String, usize)> {
    let remark = prop::sample::select(vec!["", " # a remark", " # name: x"]);
    let between = prop::sample::select(vec!["", "\n", "  # between\n", "    # within\n", "# at the edge\n\n"]);
    let name =
        prop::sample::select(vec!["Abuse %", "\"Fires: %\"", "'It''s % here'", "Road % Safety", "\"a \\\"b%\\\"\""]);
    let record = (0..4_usize, name, remark, between);
    prop::collection::vec(record, 3..7).prop_map(|records| {
        let mut text = "# Head.\npriorities:\n".to_owned();
        for (index, (style, name, remark, between)) in records.iter().enumerate() {
            let lead = "lead: { post: P, body: b }";
            let name = name.replace('%', &index.to_string());
            text.push_str(&match style {
                0 => format!("  - {{ id: p{index}, name: {name}, {lead} }}{remark}\n"),
                1 => format!("  - id: p{index}\n    name: {name}{remark}\n    {lead}\n"),
                2 => format!("  - name: {name}{remark}\n    includes:\n      - One{remark}\n      - {name}\n    id: p{index}{remark}\n"),
                _ => format!("  - {{ id: p{index}, # why\n      name: {name},{remark}\n      includes: [One, {name}] }}\n"),
            });
            text.push_str(between);
        }
        text.push_str("\ncross-cutting-themes: []\n# End.");
        (text, records.len())
    })
}

/// A decision for each of so many priorities: 0 keeps, 1 drops, 2 renames, 3 merges.
fn review(decisions: &[usize]) -> String {
    let ids = |wanted: usize| -> Vec<String> {
        let chosen = decisions.iter().enumerate().filter(|(_, decision)| **decision == wanted);
        chosen.map(|(index, _)| format!("p{index}")).collect()
    };
    let mut text = "effective: 2016-04-01\nlist:\n  - { add: { id: n, name: New }, reason: x }\n".to_owned();
    let mut kept = ids(0);
    match ids(3).as_slice() {
        [] => {}
        [one] => kept.push(one.clone()),
        several => text.push_str(&format!(
            "  - {{ merge: [{}], into: {{ id: m, name: Merged, includes: [\"x: y\"] }}, reason: x }}\n",
            several.join(", ")
        )),
    }
    if !kept.is_empty() {
        text.push_str(&format!("  - {{ keep: [{}], reason: x }}\n", kept.join(", ")));
    }
    for id in ids(1) {
        text.push_str(&format!("  - {{ drop: {id}, reason: x }}\n"));
    }
    for id in ids(2) {
        text.push_str(&format!("  - {{ rename: {id}, to: \"Now {id}, and more\", reason: x }}\n"));
    }
    text
}

/// Whether one text becomes another by nothing but whole pieces added at ends of lines or of values.
fn is_only_added_to(old: &str, new: &str) -> bool {
    let mut rest = new.chars();
    old.chars().all(|letter| rest.any(|other| other == letter))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn any_list_keeps_its_bytes_and_is_changed_once(
        (text, count) in list(), decisions in prop::collection::vec(0..4_usize, 7), crlf: bool,
    ) {
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        let review = review(decisions.get(..count).unwrap_or(&decisions));
        let done = match applied(&text, &review) {
            Ok(done) => done,
            Err(findings) => return Err(TestCaseError::fail(format!("{findings:?}\n{text}\n{review}"))),
        };
        prop_assert!(!done.is_nothing());
        prop_assert!(is_only_added_to(&text, &done.text), "{}", done.text);
        // Every line that is only a remark is there as it was, and so are those at the ends.
        for line in text.split('\n').filter(|line| line.trim_start().starts_with('#')) {
            prop_assert!(done.text.split('\n').any(|other| other == line), "{line}");
        }
        prop_assert!(done.text.starts_with("# Head.") && done.text.ends_with("# End."));
        prop_assert_eq!(done.text.matches('\r').count(), if crlf { done.text.matches('\n').count() } else { 0 });
        let again = applied(&done.text, &review);
        prop_assert_eq!(again, Ok(Applied { text: done.text, changes: Vec::new() }));
    }
}
