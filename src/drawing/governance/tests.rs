//! The governance diagram, drawn from many arrangements.

use proptest::prelude::*;

use super::*;
use crate::drawing::Mark;
use crate::drawing::check::{self, WORDS, built_in};
use crate::drawing::pen::Area;
use crate::drawing::svg::to_svg;
use crate::palette::{Colour, Palette};

fn node(id: &str, name: &str, duties: &[&str]) -> Node {
    Node {
        id: id.to_owned(),
        name: name.to_owned(),
        duties: duties.iter().map(|duty| (*duty).to_owned()).collect(),
        many: id == "local",
    }
}

fn relation(from: usize, tie: Tie, to: usize) -> Relation {
    Relation { from, to, tie, words: None }
}

fn kent() -> (Vec<Node>, Vec<Relation>) {
    let nodes = vec![
        node(
            "kcsp",
            "Kent Community Safety Partnership (KCSP)",
            &["Responsible for delivery of the Kent Community Safety Agreement"],
        ),
        node("scrutiny", "Scrutiny Committee", &["Scrutiny of the KCSP and of the delivery of the agreement"]),
        node(
            "working-group",
            "KCSP Working Group",
            &["Supports the KCSP", "Senior representatives of all countywide responsible authorities"],
        ),
        node(
            "kcst",
            "Kent Community Safety Team (KCST)",
            &[
                "Supports the KCSP and partners",
                "Kent Police, Kent Fire & Rescue and Kent County Council staff in one place",
            ],
        ),
        node(
            "local",
            "Local Community Safety Partnerships (CSPs)",
            &["Local multi-agency delivery", "Annual strategic assessments", "Local community safety plans"],
        ),
    ];
    let chairs = Relation { words: Some("Chairs are members".to_owned()), ..relation(4, Tie::WorksWith, 0) };
    let relations = vec![
        relation(1, Tie::Scrutinises, 0),
        relation(2, Tie::Supports, 0),
        relation(3, Tie::Supports, 0),
        chairs,
        relation(3, Tie::Supports, 4),
    ];
    (nodes, relations)
}

fn drawn(nodes: &[Node], relations: &[Relation]) -> Result<Drawing, Vec<Misfit>> {
    let typefaces = Typefaces::load(built_in()).unwrap();
    let drawing = draw(nodes, relations, &typefaces)?;
    if let Err(broken) = check::check(&drawing, &typefaces).and_then(|()| check_arrows(&drawing)) {
        panic!("{broken}\n{}", svg(&drawing));
    }
    Ok(drawing)
}

fn svg(drawing: &Drawing) -> String {
    to_svg(drawing, &Palette::from_theme(Colour(0x4b, 0x2a, 0x7b)).unwrap())
}

#[test]
fn the_edition_of_april_2021() {
    let (nodes, relations) = kent();
    insta::assert_snapshot!(svg(&drawn(&nodes, &relations).unwrap()));
}

/// Arrows touch no box and no other arrow.
fn check_arrows(drawing: &Drawing) -> Result<(), String> {
    let mut arrows: Vec<Vec<Area>> = Vec::new();
    for mark in &drawing.marks {
        match mark {
            Mark::Line { .. } => arrows.push(check::strokes(mark)),
            Mark::Polygon { .. } => arrows.last_mut().unwrap().extend(check::strokes(mark)),
            Mark::Rect { .. } | Mark::Circle { .. } | Mark::Text { .. } => {}
        }
    }
    let boxes = check::rects(drawing);
    for (index, arrow) in arrows.iter().enumerate() {
        let meets = |area: Area| arrow.iter().any(|stroke| check::overlap(*stroke, area));
        if let Some((_, _, paint)) = boxes.iter().find(|(_, area, _)| meets(*area)) {
            return Err(format!("an arrow runs into {paint:?}"));
        }
        if arrows[index + 1..].iter().flatten().any(|other| meets(*other)) {
            return Err("two arrows meet".to_owned());
        }
    }
    Ok(())
}

/// All words of the picture, in the order of its marks.
fn pictured(drawing: &Drawing) -> String {
    let words = |mark: &Mark| match mark {
        Mark::Text { words, .. } => Some(words.clone()),
        _ => None,
    };
    drawing.marks.iter().filter_map(words).collect::<Vec<_>>().join(" ")
}

fn shapes(drawing: &Drawing) -> Vec<(GroupShape, Vec<&str>)> {
    drawing
        .outline
        .iter()
        .map(|group| (group.shape, group.members.iter().map(|member| member.id.as_str()).collect()))
        .collect()
}

#[test]
fn bodies_stand_by_what_they_do() {
    let (nodes, relations) = kent();
    assert_eq!(
        shapes(&drawn(&nodes, &relations).unwrap()),
        [
            (GroupShape::Double, vec!["scrutiny"]),
            (GroupShape::Tile, vec!["kcsp"]),
            (GroupShape::Soft, vec!["working-group", "kcst"]),
            (GroupShape::Square, vec!["local"]),
        ]
    );
}

#[test]
fn relations_are_told_as_sentences() {
    let (nodes, relations) = kent();
    let drawing = drawn(&nodes, &relations).unwrap();
    let told: Vec<&str> = drawing
        .outline
        .iter()
        .flat_map(|group| &group.members)
        .flat_map(|m| &m.relations)
        .map(String::as_str)
        .collect();
    assert_eq!(
        told,
        [
            "Scrutinises the Kent Community Safety Partnership (KCSP)",
            "Works with the Local Community Safety Partnerships (CSPs): Chairs are members",
            "Supports the Kent Community Safety Partnership (KCSP)",
            "Supports the Kent Community Safety Partnership (KCSP)",
            "Supports the Local Community Safety Partnerships (CSPs)",
            "Work with the Kent Community Safety Partnership (KCSP): Chairs are members",
        ]
    );
}

#[test]
fn a_name_takes_its_article() {
    assert_eq!(with_article("Scrutiny Committee"), "the Scrutiny Committee");
    assert_eq!(with_article("Kent Police"), "Kent Police");
    assert_eq!(with_article("Kent County Council (KCC)"), "Kent County Council (KCC)");
    assert_eq!(with_article("The Violence Reduction Unit"), "the Violence Reduction Unit");
}

#[test]
fn one_body_alone_is_drawn() {
    let drawing = drawn(&[node("kcsp", "KCSP", &[])], &[]).unwrap();
    assert_eq!(shapes(&drawing), [(GroupShape::Tile, vec!["kcsp"])]);
}

#[test]
fn without_scrutiny_the_centre_is_on_top() {
    let (mut nodes, mut relations) = kent();
    nodes.remove(1);
    relations.remove(0);
    for relation in &mut relations {
        relation.from -= usize::from(relation.from > 0);
        relation.to -= usize::from(relation.to > 0);
    }
    assert_eq!(shapes(&drawn(&nodes, &relations).unwrap())[0], (GroupShape::Tile, vec!["kcsp"]));
}

#[test]
fn faulty_relations_are_all_named() {
    let (nodes, _) = kent();
    let relations = [relation(0, Tie::Supports, 0), relation(0, Tie::Supports, 1), relation(1, Tie::Supports, 5)];
    let misfits = drawn(&nodes, &relations).unwrap_err();
    assert_eq!(misfits, [Misfit::Itself { relation: 0 }, Misfit::Nobody { relation: 2 }]);
}

#[test]
fn no_body_and_too_many_are_refused() {
    assert_eq!(drawn(&[], &[]).unwrap_err(), [Misfit::Count { found: 0, most: 9 }]);
    let nodes = vec![node("kcsp", "KCSP", &[]); 10];
    assert_eq!(drawn(&nodes, &[]).unwrap_err(), [Misfit::Count { found: 10, most: 9 }]);
}

#[test]
fn a_word_too_wide_for_its_box_is_named() {
    let (mut nodes, relations) = kent();
    nodes[3].duties.push("Anti-Disestablishmentarianism-Coordination".to_owned());
    let word = "Anti-Disestablishmentarianism-Coordination".to_owned();
    assert_eq!(drawn(&nodes, &relations).unwrap_err(), [Misfit::Word { node: 3, word }]);
}

#[test]
fn more_than_a_page_is_refused() {
    let (mut nodes, relations) = kent();
    nodes[4].duties = vec!["Annual strategic assessments".to_owned(); 40];
    assert_eq!(drawn(&nodes, &relations).unwrap_err(), [Misfit::TooTall]);
}

#[test]
fn a_relation_without_a_clear_way_is_told_in_its_box() {
    let (nodes, mut relations) = kent();
    relations.push(relation(2, Tie::WorksWith, 4));
    let drawing = drawn(&nodes, &relations).unwrap();
    let words = "Works with the Local Community Safety Partnerships (CSPs)";
    assert!(pictured(&drawing).contains(words), "{}", pictured(&drawing));
}

fn words(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 1..=most).prop_map(|words| words.join(" "))
}

prop_compose! {
    fn body()(name in words(6), duties in prop::collection::vec(words(9), 0..4), many: bool) -> Node {
        Node { id: String::new(), name, duties, many }
    }
}

fn tie() -> impl Strategy<Value = Tie> {
    prop::sample::select(vec![Tie::Scrutinises, Tie::Supports, Tie::ReportsTo, Tie::WorksWith])
}

fn county() -> impl Strategy<Value = (Vec<Node>, Vec<Relation>)> {
    prop::collection::vec(body(), 1..=9).prop_flat_map(|nodes| {
        let relation = (0..nodes.len(), 0..nodes.len(), tie(), prop::option::of(words(5)))
            .prop_map(|(from, to, tie, words)| Relation { from, to, tie, words });
        (Just(nodes), prop::collection::vec(relation, 0..12))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn any_county_is_drawn_soundly_or_refused((nodes, mut relations) in county()) {
        relations.retain(|relation| relation.from != relation.to);
        let drawing = match drawn(&nodes, &relations) {
            Ok(drawing) => drawing,
            Err(misfits) => {
                prop_assert_eq!(misfits, [Misfit::TooTall]);
                return Ok(());
            }
        };
        let picture = pictured(&drawing);
        let members: Vec<&Member> = drawing.outline.iter().flat_map(|group| &group.members).collect();
        prop_assert_eq!(members.len(), nodes.len());
        let mut rest = picture.as_str();
        for member in members {
            for words in [&member.name].into_iter().chain(&member.duties) {
                let at = rest.find(words.as_str());
                prop_assert!(at.is_some(), "“{}” is not in its place in {}", words, picture);
                rest = &rest[at.unwrap() + words.len()..];
            }
        }
        for relation in &relations {
            let shown = relation.words.clone().unwrap_or_else(|| relation.tie.verb(nodes[relation.from].many).to_owned());
            prop_assert!(picture.contains(&shown) || picture.contains(&sentence(&nodes, relation, relation.from).unwrap()));
        }
    }
}
