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
fn the_year_is_drawn_and_told_in_words() {
    let text = "\
events:
  - { when: 2023-07, what: Plan refreshed, body: kcsp, status: done }
  - { when: 2023-12-06, what: Workshop, name: Partners, status: to-come }
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
    assert!(said.contains("Timeline of 2 events from July 2023 to 6 December 2023."), "{said}");
    assert!(said.contains("July 2023: Plan refreshed, Kent Community Safety Partnership (done)."), "{said}");
    assert!(said.contains("6 December 2023: Workshop, Partners (to come)."), "{said}");
}
