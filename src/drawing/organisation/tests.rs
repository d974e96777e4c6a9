//! The organisation diagram, drawn of many councils.

use proptest::prelude::*;

use super::*;
use crate::drawing::check::{self, WORDS, built_in};

fn unit(name: &str, services: &[&str], note: Option<&str>) -> Unit {
    let services = services.iter().map(|service| (*service).to_owned()).collect();
    Unit { id: String::new(), name: name.to_owned(), services, note: note.map(str::to_owned) }
}

fn drawn(below: &[Unit]) -> Result<Drawing, Vec<Misfit>> {
    let top = unit("Kent County Council", &[], None);
    draw(&Organisation { top: &top, below }, &Typefaces::load(built_in()).unwrap())
}

fn boxes(drawing: &Drawing) -> Vec<Area> {
    let rects = check::rects(drawing).into_iter().filter(|(_, _, paint)| *paint == Paint::Band);
    rects.map(|(_, area, _)| area).collect()
}

/// How many boxes stand in each row.
fn rows(drawing: &Drawing) -> Vec<usize> {
    boxes(drawing).chunk_by(|a, b| (a.y - b.y).abs() < 0.01).map(<[Area]>::len).collect()
}

#[test]
fn rows_are_as_even_as_can_be() {
    let all = vec![unit("Public Health", &["Stop smoking"], None); 12];
    let counts: [(usize, &[usize]); 6] =
        [(2, &[2]), (3, &[3]), (4, &[2, 2]), (5, &[3, 2]), (7, &[3, 3, 1]), (12, &[3, 3, 3, 3])];
    for (count, expected) in counts {
        assert_eq!(rows(&drawn(&all[..count]).unwrap()), expected);
    }
}

#[test]
fn too_few_and_too_many_are_refused() {
    let all = vec![unit("Public Health", &[], None); 13];
    let count = |found| [Misfit::Count { found, least: 2, most: 12 }];
    assert_eq!(drawn(&all[..1]).unwrap_err(), count(1));
    assert_eq!(drawn(&all).unwrap_err(), count(13));
}

#[test]
fn a_word_that_is_too_wide_is_named() {
    let word = "Neighbourhoodwatchcoordinationsubcommittees";
    let plain = unit("Public Health", &[], None);
    let below = [plain.clone(), unit("Adults", &[word], None), plain];
    assert_eq!(drawn(&below).unwrap_err(), [Misfit::Word { unit: Some(1), word: word.to_owned() }]);
}

#[test]
fn more_than_a_page_is_refused() {
    let below = [unit("Public Health", &["Stop smoking"; 60], None), unit("Adults", &[], None)];
    assert_eq!(drawn(&below).unwrap_err(), [Misfit::TooTall]);
}

#[test]
fn the_outline_says_what_belongs_to_what() {
    let below = [unit("Public Health", &["Stop smoking"], Some("from April 2013")), unit("Adults", &[], None)];
    let outline = drawn(&below).unwrap().outline;
    assert_eq!(outline.iter().map(|group| group.shape).collect::<Vec<_>>(), [GroupShape::Tile, GroupShape::Soft]);
    let member = &outline[1].members[0];
    assert_eq!(member.duties, ["Stop smoking"]);
    assert_eq!(member.relations, ["from April 2013", "Part of Kent County Council"]);
}

fn words(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 1..=most).prop_map(|words| words.join(" "))
}

prop_compose! {
    fn any_unit()(
        name in words(6), services in prop::collection::vec(words(5), 0..5), note in prop::option::of(words(4)),
    ) -> Unit {
        Unit { id: String::new(), name, services, note }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn any_council_is_drawn_soundly_or_is_too_tall(top in any_unit(), below in prop::collection::vec(any_unit(), 2..=12)) {
        let typefaces = Typefaces::load(built_in()).unwrap();
        let drawing = match draw(&Organisation { top: &top, below: &below }, &typefaces) {
            Ok(drawing) => drawing,
            Err(misfits) => {
                prop_assert_eq!(misfits, [Misfit::TooTall]);
                return Ok(());
            }
        };
        if let Err(broken) = check::check(&drawing, &typefaces) {
            prop_assert!(false, "{broken}");
        }
        let boxes = boxes(&drawing);
        prop_assert_eq!(boxes.len(), below.len());
        let lines = drawing.marks.iter().filter(|mark| matches!(mark, Mark::Line { .. }));
        let strokes: Vec<Area> = lines.flat_map(check::strokes).collect();
        for area in &boxes {
            prop_assert!(!strokes.iter().any(|stroke| check::overlap(*stroke, *area)), "a line crosses a box");
            // A line ends at its upper edge.
            let reached = strokes.iter().any(|stroke| {
                (stroke.y + stroke.height - area.y).abs() < 0.01 && (stroke.x + LINE / 2.0 - area.x - area.width / 2.0).abs() < 0.01
            });
            prop_assert!(reached, "no line ends at a box");
        }
        let mut picture = String::new();
        for mark in &drawing.marks {
            if let Mark::Text { words, .. } = mark {
                picture.push_str(words);
                picture.push(' ');
            }
        }
        for unit in below.iter().chain([&top]) {
            for words in unit.services.iter().chain(&unit.note).chain([&unit.name]) {
                prop_assert!(picture.contains(words.as_str()), "“{}” is not in {}", words, picture);
            }
        }
        prop_assert!(drawing.height <= PAGE);
    }
}
