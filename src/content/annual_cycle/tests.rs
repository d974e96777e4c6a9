//! The partnership's year: events out of order or without what they need, and what is drawn.

use crate::document::{BlockKind, Figure};
use crate::family::sample::{PLAN, part, places, sound, told};

const FILE: &str = "data/annual-cycle.yaml";

#[test]
fn an_event_before_the_one_above_it_is_told() {
    let text = "\
events:
  - { when: 2023-10, what: A, body: kcsp, status: done }
  - { when: 2023-07, what: B, body: kcsp, status: done }
  - { when: 2023-07-01, what: C, body: kcsp, status: done }
  - { when: 2023-06-30, what: D, body: kcsp, status: to-come }
";
    let help = "Put the oldest first.";
    assert_eq!(
        told(&[(FILE, text)]),
        [3, 5].map(|line| format!(
            "{FILE}:{line}:13 events-out-of-order: This event comes before the one above it / {help}"
        ))
    );
}

#[test]
fn a_time_without_its_year_or_too_long_is_told() {
    for when in ["July", "12-06", "2023", "2023/24", "2023-13", "2023-02-30"] {
        let text = format!("events:\n  - {{ when: {when}, what: A, body: kcsp, status: done }}\n");
        let help = "Write it with its year, as in 2023-07 or 2023-12-06.";
        let expected = format!("{FILE}:2:13 bad-date: “{when}” is not a month or a day / {help}");
        assert_eq!(told(&[(FILE, &text)]), [expected], "{when}");
    }
}

#[test]
fn an_event_is_for_a_body_or_for_somebody_with_a_name() {
    let text = "\
events:
  - { when: 2023-07, what: A, status: done }
  - { when: 2023-08, what: B, body: kcps, status: done }
  - { when: 2023-09, what: C, body: kcsp, status: finished }
  - { when: 2023-10, what: D, name: Partners }
";
    assert_eq!(
        places(&[(FILE, text)]),
        [
            format!("{FILE}:2:5 missing-field"),
            format!("{FILE}:3:37 unknown-name"),
            format!("{FILE}:4:51 unknown-word"),
            format!("{FILE}:5:7 missing-field"),
        ]
    );
}

#[test]
fn an_event_with_a_body_and_a_name_is_told() {
    let text = "events:\n  - { when: 2021-07, what: A, body: kcsp, name: Partners, status: to-come }\n";
    let help = "Keep “body:” where the body is in the data, or “name:” where it is not.";
    assert_eq!(
        told(&[(FILE, text)]),
        [format!("{FILE}:2:49 too-many-fields: This event has a body and a name / {help}")]
    );
}

#[test]
fn a_timeline_without_events_asks_for_some_unless_the_file_has_another_fault() {
    let told = |text: &str| told(&[(FILE, text), (PLAN, &part("{{ annual-cycle }}"))]);
    let expected = "A timeline shows 1 to 24 events, and there are none / Add events to data/annual-cycle.yaml.";
    assert_eq!(told("events: []\n"), [format!("{PLAN}:5:1 diagram-does-not-fit: {expected}")]);
    for (text, code) in [
        ("# None yet.\n", "1:1 missing-field"),
        ("event:\n  - { when: 2021-07, what: A, body: kcsp, status: to-come }\n", "1:1 unknown-key"),
        ("events:\n  - { what: A, body: kcsp, status: to-come }\n", "2:7 missing-field"),
    ] {
        let told = told(text);
        assert!(told.len() == 1 && told[0].starts_with(&format!("{FILE}:{code}")), "{text}: {told:?}");
    }
}

#[test]
fn a_status_that_cannot_be_at_the_date_of_the_document_is_told() {
    let text = "\
events:
  - { when: 2021-05, what: A, body: kcsp, status: to-come }
  - { when: 2021-06, what: B, body: kcsp, status: done }
  - { when: 2021-06, what: C, body: kcsp, status: to-come }
  - { when: 2021-06-10, what: D, body: kcsp, status: done }
";
    let day = "9 June 2021, the date of this document";
    assert_eq!(
        told(&[(FILE, text), (PLAN, &part("{{ annual-cycle }}"))]),
        [
            format!(
                "{FILE}:2:51 bad-date: This event is to come, and May 2021 is before {day} / Write “done” or \
                 “in-progress”, or correct “when:”."
            ),
            format!(
                "{FILE}:5:54 bad-date: This event is done, and 10 June 2021 is after {day} / Write “to-come”, or \
                 correct “when:”."
            ),
        ]
    );
    assert_eq!(told(&[(FILE, text)]), Vec::<String>::new());
}

#[test]
fn the_year_is_drawn_and_told_in_words() {
    let text = "\
events:
  - { when: 2021-05, what: Plan refreshed, body: kcsp, status: done }
  - { when: 2021-12-06, what: Workshop, name: Partners, status: to-come }
";
    let document = sound("action-plan", &[(FILE, text), (PLAN, &part("{{ annual-cycle }}"))]);
    let figure: &Figure = document
        .walk()
        .into_iter()
        .find_map(|block| match &block.kind {
            BlockKind::Figure(figure) => Some(figure),
            _ => None,
        })
        .expect("a figure");
    let said = format!("{:?}", figure);
    assert!(said.contains("Timeline of 2 events from May 2021 to 6 December 2021."), "{said}");
    assert!(said.contains("May 2021: Plan refreshed, Kent Community Safety Partnership (done)."), "{said}");
    assert!(said.contains("6 December 2021: Workshop, Partners (to come)."), "{said}");
}
