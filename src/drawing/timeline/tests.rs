//! The timeline, drawn from many lists of events.

use proptest::prelude::*;

use super::*;
use crate::drawing::check::{self, WORDS, built_in};

fn event(date: &str, what: &str, who: &str, status: Status) -> Event {
    let (date, what, who) = (date.to_owned(), what.to_owned(), who.to_owned());
    Event { id: String::new(), date, what, who, status }
}

fn drawn(events: &[Event]) -> Result<Drawing, Vec<Misfit>> {
    draw(events, &Typefaces::load(built_in()).unwrap())
}

/// So many events of two lines each.
fn many(count: usize) -> Vec<Event> {
    let what = "The partnership receives the annual strategic assessment and agrees which priorities and \
                cross-cutting themes the next edition keeps";
    (0..count).map(|at| event("6 December 2023", what, "Cabinet", Status::ALL[at % 4])).collect()
}

fn pictured(drawing: &Drawing) -> Vec<&str> {
    fn words(mark: &Mark) -> Option<&str> {
        if let Mark::Text { words, .. } = mark { Some(words) } else { None }
    }
    drawing.marks.iter().filter_map(words).collect()
}

#[test]
fn an_event_says_when_who_and_what() {
    let drawing = drawn(&[event("July 2023", "Consultation ends", "Cabinet", Status::Provisional)]).unwrap();
    assert_eq!(pictured(&drawing), ["Provisional", "July 2023", "Cabinet", "Consultation ends"]);
    let member = &drawing.outline[0].members[0];
    assert_eq!((member.name.as_str(), member.duties.join(" ").as_str()), ("July 2023", "Consultation ends"));
    assert_eq!(member.relations, ["Who: Cabinet", "Status: provisional"]);
}

#[test]
fn the_legend_says_only_what_there_is() {
    let events = [
        event("May 2023", "Begins", "", Status::ToCome),
        event("June 2023", "Ends", "", Status::Done),
        event("July 2023", "Is over", "", Status::Done),
    ];
    assert_eq!(pictured(&drawn(&events).unwrap())[..2], ["Done", "To come"]);
}

#[test]
fn shapes_differ_without_colour() {
    let shapes = |status: Status| {
        let mut pen = Pen::default();
        knot(&mut pen, (10.0, 10.0), 5.0, status.pattern());
        let circle = |mark: &Mark| matches!(mark, Mark::Circle { line, .. } if *line > 0.0);
        (pen.marks.len(), pen.marks.iter().any(circle))
    };
    let mut seen: Vec<_> = Status::ALL.into_iter().map(shapes).collect();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 4);
}

#[test]
fn twenty_four_events_of_two_lines_fit_the_page() {
    let drawing = drawn(&many(24)).unwrap();
    assert!(drawing.height <= PAGE, "{}", drawing.height);
}

#[test]
fn few_events_have_larger_type() {
    let typefaces = Typefaces::load(built_in()).unwrap();
    let size = |count| check::lines(&drawn(&many(count)).unwrap(), &typefaces)[0].size;
    assert_eq!((size(1), size(8)), (11.5, 11.5));
    assert!(size(24) < 11.0);
}

#[test]
fn no_events_and_too_many_are_refused() {
    let count = |found| [Misfit::Count { found, least: 1, most: 24 }];
    assert_eq!(drawn(&[]).unwrap_err(), count(0));
    assert_eq!(drawn(&many(25)).unwrap_err(), count(25));
}

#[test]
fn more_than_a_page_is_refused_with_what_fits() {
    let mut events = many(24);
    events[20].what = events[20].what.repeat(8);
    assert_eq!(drawn(&events).unwrap_err(), [Misfit::TooTall { fit: 20 }]);
}

#[test]
fn a_word_that_is_too_wide_is_named() {
    let word = "Neighbourhoodwatchcoordinationsubcommittees";
    let misfit = Misfit::Word { index: 0, word: word.to_owned() };
    assert_eq!(drawn(&[event("July 2023", "Ends", word, Status::Done)]).unwrap_err(), [misfit]);
}

fn words(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 1..=most).prop_map(|words| words.join(" "))
}

prop_compose! {
    fn any_event()(
        date in prop::sample::select(vec!["July 2023", "6 December 2023", "Between April and September 2024"]),
        what in words(30), who in prop_oneof![Just(String::new()), words(7)], status in prop::sample::select(&Status::ALL[..]),
    ) -> Event {
        event(date, &what, &who, status)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn any_events_are_drawn_soundly_or_are_too_many(events in prop::collection::vec(any_event(), 1..=24)) {
        let drawing = match drawn(&events) {
            Ok(drawing) => drawing,
            Err(misfits) => {
                prop_assert!(matches!(misfits[..], [Misfit::TooTall { .. }]), "{misfits:?}");
                return Ok(());
            }
        };
        if let Err(broken) = check::check(&drawing, &Typefaces::load(built_in()).unwrap()) {
            prop_assert!(false, "{broken}");
        }
        let picture = pictured(&drawing).join(" ");
        for event in &events {
            for words in [&event.date, &event.what, &event.who] {
                prop_assert!(picture.contains(words.as_str()), "“{}” is not in {}", words, picture);
            }
        }
        prop_assert!(drawing.height <= PAGE);
    }
}
