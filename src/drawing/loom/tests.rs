//! The priority diagram, drawn from many lists.

use proptest::prelude::*;

use super::*;
use crate::drawing::check::{self, WORDS, built_in};
use crate::drawing::svg::to_svg;
use crate::palette::{Colour, Palette};

const HEADINGS: [&str; 3] =
    ["Kent CSA priorities", "Kent CSA cross-cutting themes", "Chief Constable’s priorities, Safer in Kent Plan"];
const PRIORITIES: [&str; 7] = [
    "Domestic Abuse",
    "Anti-Social Behaviour",
    "Safeguarding Vulnerable People",
    "Serious Violence and Organised Crime",
    "Preventing Extremism and Hate",
    "Substance Misuse",
    "Road Safety",
];
const MORE: [&str; 5] = [
    "Early Intervention, Prevention and Education",
    "Mental Health",
    "Strengthening Communities",
    "Reducing Offending and Reoffending",
    "Hate Crime",
];
const THEMES: [&str; 5] = [
    "Early Intervention, Prevention and Education",
    "Improve Quality of Life and Enhance Community Resilience",
    "Support Mental Health and Wellbeing",
    "Reduce Re-Offending and Support Victims",
    "Response and Recovery from the COVID-19 pandemic",
];
const POLICE: [&str; 6] = [
    "Put Victims First",
    "Fight Crime and Antisocial Behaviour",
    "Tackle Abuse, Exploitation and Violence",
    "Combat Organised Crime and Gangs",
    "Provide Visible Neighbourhood Policing and Effective Roads Policing",
    "Deliver an Efficient and Accessible Service",
];

fn entries<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Entry> {
    let entry =
        |(index, name): (usize, &str)| Entry { id: format!("entry-{index}"), name: name.to_owned(), remark: None };
    names.into_iter().enumerate().map(entry).collect()
}

fn drawn(priorities: &[Entry], themes: &[Entry], police: &[Entry]) -> Result<Drawing, Vec<Misfit>> {
    let typefaces = Typefaces::load(built_in()).unwrap();
    let loom =
        Loom { headings: HEADINGS, priorities, themes, police, between: "Due regard for each other’s priorities" };
    draw(&loom, &typefaces)
}

/// So many of each from the published lists, starting again where these end.
fn published(priorities: usize, themes: usize, police: usize) -> Result<Drawing, Vec<Misfit>> {
    let all = PRIORITIES.into_iter().chain(MORE).cycle();
    drawn(
        &entries(all.take(priorities)),
        &entries(THEMES.into_iter().cycle().take(themes)),
        &entries(POLICE.into_iter().cycle().take(police)),
    )
}

fn size_of(drawing: &Drawing, paint: Paint, weight: Weight) -> f64 {
    let size = |mark: &Mark| match mark {
        Mark::Text { size, paint: p, weight: w, .. } if *p == paint && *w == weight => Some(*size),
        _ => None,
    };
    drawing.marks.iter().rev().find_map(size).unwrap()
}

#[test]
fn the_edition_of_april_2021() {
    let drawing = published(7, 5, 6).unwrap();
    let palette = Palette::from_theme(Colour(0x4b, 0x2a, 0x7b)).unwrap();
    insta::assert_snapshot!(to_svg(&drawing, &palette));
}

/// Heights and sizes of the design, within two points of height.
#[test]
fn heights_and_sizes_are_those_of_the_design() {
    let cases = [
        ((7, 5, 6), 584.0, 11.0, Some(11.5), Some(11.0)),
        ((4, 0, 3), 236.0, 12.5, None, Some(11.0)),
        ((6, 8, 0), 505.0, 12.5, Some(11.5), None),
    ];
    for ((priorities, themes, police), height, tile, theme, box_size) in cases {
        // The design was tried with the shorter names where there are few.
        let mut names = PRIORITIES.to_vec();
        names.retain(|name| priorities > 4 || !name.contains("Serious"));
        names.rotate_right(usize::from(priorities == 4));
        let (themes, police) = (THEMES.into_iter().cycle().take(themes), POLICE.into_iter().take(police));
        let priorities = entries(names.into_iter().take(priorities));
        let drawing = drawn(&priorities, &entries(themes), &entries(police)).unwrap();
        let found = drawing.height;
        assert!((found - height).abs() <= 2.0, "{found}, designed {height}");
        assert_eq!(size_of(&drawing, Paint::OnTile, Weight::Bold), tile);
        if let Some(theme) = theme {
            assert_eq!(size_of(&drawing, Paint::Words, Weight::SemiBold), theme);
        }
        if let Some(box_size) = box_size {
            assert_eq!(size_of(&drawing, Paint::Words, Weight::Regular), box_size);
        }
    }
}

#[test]
fn the_fullest_diagram_fits_the_page() {
    let drawing = published(12, 10, 10).unwrap();
    assert!(drawing.height <= PAGE, "{}", drawing.height);
    assert_eq!(size_of(&drawing, Paint::OnTile, Weight::Bold), 9.0);
}

#[test]
fn without_themes_there_are_no_threads() {
    let drawing = published(7, 0, 6).unwrap();
    assert!(!drawing.marks.iter().any(|mark| matches!(mark, Mark::Line { .. } | Mark::Circle { .. })));
    assert_eq!(drawing.outline.len(), 2);
    assert_eq!(drawing.outline[0].joins_next, "Due regard for each other’s priorities");
}

#[test]
fn without_police_there_is_no_arrow() {
    let drawing = published(7, 5, 0).unwrap();
    assert!(!drawing.marks.iter().any(|mark| matches!(mark, Mark::Polygon { .. })));
    assert!(drawing.outline.iter().all(|group| group.joins_next.is_empty()));
}

#[test]
fn one_police_priority_has_the_whole_width() {
    let drawing = published(3, 2, 1).unwrap();
    let width = check::rects(&drawing).into_iter().find(|(_, _, paint)| *paint == Paint::Box).unwrap().1.width;
    assert!((width - 446.0).abs() < 0.01, "{width}");
}

#[test]
fn too_few_and_too_many_are_refused_together() {
    let misfits = published(2, 11, 10).unwrap_err();
    assert_eq!(
        misfits,
        [
            Misfit::Count { part: Part::Priorities, found: 2, least: 3, most: 12 },
            Misfit::Count { part: Part::Themes, found: 11, least: 0, most: 10 },
        ]
    );
    assert!(published(13, 0, 11).is_err());
}

#[test]
fn a_word_too_wide_for_its_tile_is_named() {
    let mut names = vec!["Road Safety"; 12];
    names[4] = "Safer Neighbourhoods";
    let misfits = drawn(&entries(names), &[], &[]).unwrap_err();
    let word = Some("Neighbourhoods".to_owned());
    assert_eq!(misfits, [Misfit::Name { part: Part::Priorities, index: 4, word }]);
}

#[test]
fn a_name_of_too_many_words_is_named() {
    let long = "Support Victims ".repeat(20);
    let misfits = drawn(&entries(["A", "B", "C"]), &entries([long.as_str()]), &entries(["D", long.as_str()]));
    assert_eq!(
        misfits.unwrap_err(),
        [
            Misfit::Name { part: Part::Themes, index: 0, word: None },
            Misfit::Name { part: Part::Police, index: 1, word: None },
        ]
    );
}

#[test]
fn the_outline_says_what_the_picture_says() {
    let drawing = published(7, 5, 6).unwrap();
    let shapes: Vec<GroupShape> = drawing.outline.iter().map(|group| group.shape).collect();
    assert_eq!(shapes, [GroupShape::Tile, GroupShape::Band, GroupShape::Panel]);
    assert_eq!(outlined(&drawing), pictured(&drawing));
}

#[test]
fn what_is_new_stands_in_the_box_and_in_the_outline() {
    for count in [3, 4, 7, 12] {
        let mut priorities = entries(["Road Safety", "Safeguarding"].into_iter().cycle().take(count));
        priorities[1].remark = Some(Remark { brief: "renamed".to_owned(), full: "renamed, was Care".to_owned() });
        let drawing = drawn(&priorities, &entries(["Mental Health"]), &[]).unwrap();
        let typefaces = Typefaces::load(built_in()).unwrap();
        assert_eq!(check::check(&drawing, &typefaces), Ok(()));
        assert!(pictured(&drawing).contains("Safeguarding renamed"));
        assert_eq!(drawing.outline[0].members[1].relations, ["renamed, was Care"]);
    }
    let mut priorities = entries(["A", "B", "C"]);
    let long = "renamed ".repeat(40);
    priorities[2].remark = Some(Remark { brief: long.clone(), full: String::new() });
    let misfit = Misfit::Name { part: Part::Priorities, index: 2, word: Some(long) };
    assert_eq!(drawn(&priorities, &[], &[]), Err(vec![misfit]));
}

/// All words of the outline, in order.
fn outlined(drawing: &Drawing) -> String {
    let mut words = Vec::new();
    for group in &drawing.outline {
        words.push(group.title.as_str());
        words.extend(group.members.iter().map(|member| member.name.as_str()));
        words.push(&group.joins_next);
    }
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All words of the picture, in the order of its marks.
fn pictured(drawing: &Drawing) -> String {
    let words = |mark: &Mark| match mark {
        Mark::Text { words, .. } => Some(words.clone()),
        _ => None,
    };
    drawing.marks.iter().filter_map(words).collect::<Vec<_>>().join(" ")
}

/// A name of up to 60 characters that does not end in a short word.
fn name() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 1..9).prop_map(|words| {
        let mut name = String::new();
        for word in words {
            if name.len() + word.len() < 60 {
                name = format!("{name} {word}").trim_start().to_owned();
            }
        }
        name
    })
}

fn group(sizes: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::vec(name(), sizes).prop_map(|names| entries(names.iter().map(String::as_str)))
}

/// A name of which no line is too long for a tile of twelve, so that every count is drawn.
fn short_name() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS[..20]), 1..4).prop_map(|words| words.join(" "))
}

fn short_group(sizes: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::vec(short_name(), sizes).prop_map(|names| entries(names.iter().map(String::as_str)))
}

fn check_loom(priorities: &[Entry], themes: &[Entry], police: &[Entry]) -> Result<bool, TestCaseError> {
    let typefaces = Typefaces::load(built_in()).unwrap();
    let loom = Loom { headings: HEADINGS, priorities, themes, police, between: "Due regard" };
    let drawing = match draw(&loom, &typefaces) {
        Ok(drawing) => drawing,
        Err(misfits) => {
            prop_assert!(!misfits.is_empty());
            return Ok(false);
        }
    };
    if let Err(broken) = check::check(&drawing, &typefaces) {
        prop_assert!(false, "{broken}");
    }
    prop_assert_eq!(outlined(&drawing), pictured(&drawing));
    prop_assert!(drawing.height <= 640.0, "{}", drawing.height);
    check_threads(&drawing)?;
    Ok(true)
}

/// A thread starts at the lower edge of its tile and touches no other.
fn check_threads(drawing: &Drawing) -> Result<(), TestCaseError> {
    let tiles: Vec<Area> = check::rects(drawing)
        .into_iter()
        .filter(|(_, _, paint)| *paint == Paint::Tile)
        .map(|(_, area, _)| area)
        .collect();
    let threads: Vec<&Vec<(f64, f64)>> = drawing
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Line { points, paint: Paint::Thread, .. } => Some(points),
            _ => None,
        })
        .collect();
    prop_assert!(threads.is_empty() || threads.len() == tiles.len());
    for (thread, tile) in threads.iter().zip(&tiles) {
        let (x, start) = thread[0];
        prop_assert!((start - tile.y - tile.height).abs() < 0.01);
        prop_assert!((x - tile.x - tile.width / 2.0).abs() < 0.01);
        for other in &tiles {
            let clear = x + THREAD / 2.0 + 1.0 <= other.x || x - THREAD / 2.0 - 1.0 >= other.x + other.width;
            prop_assert!(clear || start >= other.y + other.height - 0.01, "a thread lies behind a tile");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn any_data_is_drawn_soundly_or_refused(priorities in group(3..=12), themes in group(0..=10), police in group(0..=10)) {
        check_loom(&priorities, &themes, &police)?;
    }

    #[test]
    fn short_names_are_drawn_whatever_their_number(
        priorities in short_group(3..=12), themes in short_group(0..=10), police in group(0..=10),
    ) {
        prop_assert!(check_loom(&priorities, &themes, &police)?);
    }
}
