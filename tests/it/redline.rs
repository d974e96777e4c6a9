//! What is told of two editions, and what is not.

use std::path::Path;

use agreement::document::{Block, BlockKind, ChangeMark, Document, Inline, Revision, Tone};
use agreement::lint::Circumstances;
use agreement::publish;
use agreement::redline::{Change, Kind, Place, Run, Said, Show, Sort, compare, redline, told};
use agreement::source::Root;

use crate::faults::sources::Sources;
use crate::published::{document_of, files_of};

fn document(folder: &str, chapter: Option<&str>) -> Document {
    let mut files = files_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    if let Some(text) = chapter {
        let path = "chapters/01-introduction.md";
        files.add(Root::Content, path, path, format!("---\ntitle: Introduction\n---\n\n{text}\n").as_bytes());
    }
    let (document, findings) = publish::compose(&files, &Circumstances::default(), &mut |_| {});
    let errors: Vec<_> = findings.iter().filter(|finding| finding.is_error()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    document.expect("sources without errors make a document")
}

fn chapter(text: &str) -> Document {
    document("tests/cases/minimal/content", Some(text))
}

/// "Changed 1.1 → 1.2: one [-old-] {+new+} word".
fn told(old: &str, new: &str) -> Vec<String> {
    compare(&chapter(old), &chapter(new)).changes().map(line).collect()
}

fn line(change: &Change) -> String {
    let label = |place: &Option<Place>| place.as_ref().map_or("–", |place| &place.label).to_owned();
    let words: Vec<String> = change.words.iter().map(shown).collect();
    format!("{:?} {} → {}: {}", change.kind, label(&change.old), label(&change.new), words.concat())
}

fn shown(run: &Run) -> String {
    match run.said {
        Said::Same => run.text.clone(),
        Said::Added => format!("{{+{}+}}", run.text),
        Said::Removed => format!("[-{}-]", run.text),
    }
}

const BELLS: &str = "1. The keeper rings the bell of the chapel at every high tide of the year.";
const BOATS: &str = "1. Every boat that leaves the harbour in winter carries two lamps and a horn.";
const WALLS: &str = "1. The walls along the northern marsh are inspected once a month by the council.";

#[test]
fn what_only_looks_different_is_no_change() {
    let old = format!("{BELLS}\n\n{BOATS}");
    for new in [
        old.clone(),
        old.replace(' ', "\n   ").replace("1.\n   ", "1. "),
        old.replace("the bell", "**the bell**"),
        old.replace("1. Every", "2. Every"),
    ] {
        assert_eq!(told(&old, &new), Vec::<String>::new(), "{new}");
    }
}

#[test]
fn new_numbers_are_no_changes() {
    let comparison =
        compare(&chapter(&format!("{BELLS}\n\n{BOATS}")), &chapter(&format!("{WALLS}\n\n{BELLS}\n\n{BOATS}")));
    let changes: Vec<String> = comparison.changes().map(line).collect();
    assert_eq!(changes, [format!("Added – → 1.1: {{+{}+}}", &WALLS[3..])]);
    assert_eq!(comparison.parts.iter().map(|part| part.renumbered).sum::<usize>(), 2);
}

#[test]
fn a_reference_whose_number_changes_is_no_change() {
    let see = "1. How the bells are rung is told in [](#bells).";
    let bells = format!("{BELLS} {{#bells}}");
    let old = format!("{bells}\n\n{see}");
    let new = format!("{WALLS}\n\n{bells}\n\n{see}");
    assert_eq!(told(&old, &new).len(), 1);
}

#[test]
fn words_are_compared_within_a_pair() {
    assert_eq!(
        told(BOATS, &BOATS.replace("two lamps", "three lamps").replace("leaves", "quits")),
        [
            "Reworded 1.1 → 1.1: Every boat that[- leaves-]{+ quits+} the harbour in winter carries[- two-]{+ three+} lamps and a horn."
        ]
    );
    assert_eq!(
        told(BOATS, &BOATS.replace("Every boat that", "What")),
        ["Reworded 1.1 → 1.1: [-Every boat that-]{+ What+} leaves the harbour in winter carries two lamps and a horn."]
    );
    assert_eq!(
        told(BOATS, &BOATS.replace("1. Every", "1. **Rule:** Every")),
        ["Reworded 1.1 → 1.1: {+Rule:+} Every boat that leaves the harbour in winter carries two lamps and a horn."]
    );
    assert_eq!(
        told(&BOATS.replace("1. Every", "1. **Rule:** Every"), BOATS),
        ["Reworded 1.1 → 1.1: [-Rule:-] Every boat that leaves the harbour in winter carries two lamps and a horn."]
    );
    assert_eq!(
        told(BOATS, &BOATS.replace("two lamps", "2 lamps")),
        ["Changed 1.1 → 1.1: Every boat that leaves the harbour in winter carries[- two-]{+ 2+} lamps and a horn."]
    );
}

#[test]
fn what_is_gone_is_told_where_it_stood() {
    let found = told(&format!("{BELLS}\n\n{BOATS}\n\n{WALLS}"), &format!("{BELLS}\n\n{WALLS}"));
    assert_eq!(found, [format!("Removed 1.2 → –: [-{}-]", &BOATS[3..])]);
}

#[test]
fn a_move_is_told_once_and_only_of_what_is_long_enough() {
    let found = told(&format!("{BELLS}\n\n{BOATS}\n\n{WALLS}"), &format!("{BOATS}\n\n{WALLS}\n\n{BELLS}"));
    assert_eq!(found, [format!("Moved 1.1 → 1.3: {}", &BELLS[3..])]);
    // The same short words in two chapters are not one thing that went from here to there.
    let found = told(&format!("- None\n\n{BELLS}"), &format!("{BELLS}\n\nNone"));
    assert!(found.iter().all(|line| !line.starts_with("Moved")), "{found:?}");
}

#[test]
fn a_paragraph_that_became_two_is_told_as_split_and_the_other_way_round() {
    let (first, second) = (&BELLS[3..], "The fee for the keeper is paid out of the harbour dues each spring.");
    let one = format!("1. {first} {second}");
    let two = format!("1. {first}\n\n1. {second}");
    let found = told(&one, &two);
    assert!(found.iter().any(|line| line.starts_with("Split 1.1 → 1.2")), "{found:?}");
    let found = told(&two, &one);
    assert!(found.iter().any(|line| line.starts_with("Merged 1.2 → 1.1")), "{found:?}");
}

#[test]
fn rows_are_compared_by_their_names() {
    let table = |rows: &str| format!("Table: Leads {{#leads}}\n\n| Matter | Lead |\n|---|---|\n{rows}");
    let old = table("| Tides | The keeper |\n| Boats | The harbour master |\n");
    let new = table("| Boats | The harbour master |\n| Walls | The council |\n| Tides | The ringer |\n");
    let found = told(&old, &new);
    assert!(found.contains(&"Added – → Walls: {+Walls | The council+}".to_owned()), "{found:?}");
    assert!(found.iter().any(|line| line.ends_with("Tides | The[- keeper-]{+ ringer+}")), "{found:?}");
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn a_row_that_is_gone_is_told_in_whatever_order_the_others_are() {
    let table = |rows: &str| format!("Table: Leads {{#leads}}\n\n| Matter | Lead |\n|---|---|\n{rows}");
    let old = table("| Tides | The keeper |\n| Boats | The harbour master |\n| Walls | The council |\n");
    let new = table("| Boats | The harbour master |\n| Tides | The keeper |\n");
    assert_eq!(told(&old, &new), ["Removed Walls → –: [-Walls | The council-]"]);
}

#[test]
fn a_name_that_is_spelled_out_elsewhere_is_no_change() {
    let use_of = "The {{ body.hcsp }} looks after the harbour and all the boats in it.";
    let old = format!("1. {use_of}\n\n{BOATS}\n\n1. Again the {{{{ body.hcsp }}}} meets.");
    let new = format!("1. Again the {{{{ body.hcsp }}}} meets.\n\n1. {use_of}\n\n{BOATS}");
    let found = told(&old, &new);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("Moved 1.3 → 1.1"), "{found:?}");
}

/// What became of the numbered paragraphs: same, changed in place, changed under a new number.
#[test]
fn the_two_editions_of_the_agreement_compare_as_the_digest_says() {
    let old = document("tests/cases/april-2017/content", None);
    let new = document("content", None);
    let comparison = compare(&old, &new);
    let numbered = |change: &&Change| {
        let is = |place: &Option<Place>| place.as_ref().is_some_and(|place| place.label.contains('.'));
        change.sort == Sort::Paragraph && (is(&change.old) || is(&change.new))
    };
    let changes: Vec<&Change> = comparison.changes().filter(numbered).collect();
    let label = |place: &Option<Place>| place.as_ref().map_or(String::new(), |place| place.label.clone());
    let map: Vec<String> =
        changes.iter().map(|change| format!("{} → {}", label(&change.old), label(&change.new))).collect();
    let under_a_new_number = ["3.1 → 2.5", "6.5 → 6.9", "6.6 → 6.10", "6.7 → 6.11"];
    for expected in under_a_new_number.iter().chain(&["6.7 → 6.12"]) {
        assert!(map.iter().any(|found| found == expected), "{expected} is not in {map:?}");
    }
    // Here the paragraphs 4.2 and 4.3 call the responsible authorities by one name throughout,
    // so they are reworded too, which in the published editions were the same.
    let in_place = ["1.1", "1.5", "3.2", "3.3", "4.1", "4.2", "4.3", "4.4", "6.2", "6.3", "6.4"];
    let found: Vec<String> = changes
        .iter()
        .filter(|change| change.old.as_ref().map(|place| &place.label) == change.new.as_ref().map(|place| &place.label))
        .map(|change| label(&change.new))
        .collect();
    assert_eq!(found, in_place);
    let added: Vec<String> =
        changes.iter().filter(|change| change.kind == Kind::Added).map(|change| label(&change.new)).collect();
    assert_eq!(added, ["3.1", "3.4", "3.5", "3.6", "3.7", "3.8", "3.9", "6.5", "6.6", "6.7", "6.8"]);
    assert!(changes.iter().all(|change| change.kind != Kind::Removed), "{map:?}");
    let moved: Vec<&String> = changes
        .iter()
        .zip(&map)
        .filter(|(change, _)| change.kind == Kind::MovedAndChanged)
        .map(|(_, map)| map)
        .collect();
    assert_eq!(moved, ["3.1 → 2.5"]);
    let split: Vec<&String> =
        changes.iter().zip(&map).filter(|(change, _)| change.kind == Kind::Split).map(|(_, map)| map).collect();
    assert_eq!(split, ["6.7 → 6.12"]);
}

/// The words of blocks in reading order, those of one edition alone left out.
fn words_without(blocks: &[Block], without: Revision, into: &mut Vec<String>) {
    let gone = match without {
        Revision::Added => Tone::Added,
        Revision::Removed => Tone::Removed,
    };
    for block in blocks {
        match &block.kind {
            BlockKind::Change { mark, .. } if mark.tone == gone => continue,
            BlockKind::Paragraph(content) | BlockKind::Note(content) | BlockKind::Heading { content, .. } => {
                inlines_without(content, without, into);
            }
            _ => {}
        }
        block.kind.children().into_iter().for_each(|group| words_without(group, without, into));
    }
}

fn inlines_without(content: &[Inline], without: Revision, into: &mut Vec<String>) {
    for inline in content {
        match inline {
            Inline::Revised { revision, .. } if *revision == without => {}
            Inline::Revised { content, .. }
            | Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::RunIn(content)
            | Inline::Link { content, .. }
            | Inline::Reference { content, .. }
            | Inline::Elsewhere { content, .. } => inlines_without(content, without, into),
            Inline::Text(text) | Inline::Code(text) => into.extend(text.split_whitespace().map(str::to_owned)),
            Inline::ShortForm { short, .. } => into.push(short.clone()),
            Inline::Sign(sign) => into.extend(sign.words.split_whitespace().map(str::to_owned)),
            Inline::FootnoteMark(_) | Inline::Mark { .. } | Inline::LineBreak => {}
        }
    }
}

/// The letters of the parts that stand in a document, without the list of changes and figures in words.
fn letters(document: &Document, of: &Document) -> String {
    let mut words = Vec::new();
    for part in document.parts.iter().filter(|part| of.parts.iter().any(|known| known.id == part.id)) {
        words_without(&part.blocks, Revision::Removed, &mut words);
    }
    words.concat()
}

fn marks(document: &Document) -> Vec<&ChangeMark> {
    let mark = |block: &'_ Block| matches!(block.kind, BlockKind::Change { .. });
    let all = document.walk();
    let marks = all.into_iter().filter(|block| mark(block));
    marks.filter_map(|block| if let BlockKind::Change { mark, .. } = &block.kind { Some(mark) } else { None }).collect()
}

#[test]
fn every_change_has_its_mark_once_and_leads_to_its_neighbours() {
    let old = document("tests/cases/april-2017/content", None);
    let new = document("content", None);
    let (comparison, redlined) = redline(&old, &new, Show::Words);
    let mut numbers: Vec<usize> = marks(&redlined).iter().map(|mark| mark.number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=comparison.changes().count()).collect::<Vec<_>>());
    let ids: Vec<&str> = redlined.walk().into_iter().map(|block| block.id.as_str()).collect();
    for mark in marks(&redlined) {
        for id in [&mark.previous, &mark.next].into_iter().flatten() {
            assert_eq!(ids.iter().filter(|known| *known == id).count(), 1, "{id}");
        }
    }
}

#[test]
fn marks_change_no_word_of_the_newer_edition() {
    let old = document("tests/cases/april-2017/content", None);
    let new = document("content", None);
    let (comparison, marked) = redline(&old, &new, Show::Marks);
    assert_eq!(letters(&marked, &new), letters(&new, &new));
    let gone = comparison.changes().filter(|change| matches!(change.kind, Kind::Removed | Kind::Merged)).count();
    assert_eq!(marks(&marked).len(), comparison.changes().count() - gone);
    assert!(marked.since.is_some_and(|since| since.edition == "April 2017"));
}

#[test]
fn what_went_stands_where_it_stood() {
    let items = |items: &[&str]| format!("The keeper has:\n\n- {}\n", items.join("\n- "));
    let keeper = ["a boat of oak", "a lamp with two wicks", "a horn of brass"];
    let (old, new) = (chapter(&items(&keeper)), chapter(&items(&keeper[..2])));
    let (_, redlined) = redline(&old, &new, Show::Words);
    let list = redlined.walk().into_iter().find_map(|block| match &block.kind {
        BlockKind::List { items, .. } if items.len() == 3 => Some(items.clone()),
        _ => None,
    });
    let last = list.expect("a list of three items").pop().expect("the last");
    assert!(
        matches!(&last.blocks[0].kind, BlockKind::Change { mark, .. } if mark.words.contains("removed")),
        "{last:?}"
    );
}

#[test]
fn a_link_that_leads_elsewhere_is_a_change_that_can_be_seen() {
    let link = |to: &str| format!("1. How to join is told on the [page of the harbour](https://{to}) for everybody.");
    let (old, new) = (chapter(&link("old.example.org/")), chapter(&link("new.example.org/")));
    let (comparison, redlined) = redline(&old, &new, Show::Words);
    let change = comparison.changes().next().expect("a change");
    assert_eq!(change.kind, Kind::Changed);
    let told = change.words.iter().map(shown).collect::<String>();
    assert!(told.contains("<https://old.example.org/>") && told.contains("<https://new.example.org/>"), "{told}");
    let mut words = Vec::new();
    redlined.parts.iter().for_each(|part| words_without(&part.blocks, Revision::Added, &mut words));
    assert!(words.contains(&"<https://old.example.org/>".to_owned()), "{words:?}");
}

#[test]
fn another_picture_under_the_same_name_is_a_change() {
    let picture = |letter: u8| {
        let mut files = files_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/every-construct/content"));
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M{letter} 1h1\"/></svg>"
        );
        let path = "images/sluice.svg";
        assert!(files.find(Root::Content, path).is_some(), "the picture is used");
        files.add(Root::Content, path, path, svg.into_bytes());
        document_of(&files)
    };
    let comparison = compare(&picture(1), &picture(2));
    assert!(comparison.changes().any(|change| change.sort == Sort::Figure), "{comparison:?}");
    assert!(compare(&picture(1), &picture(1)).is_empty());
}

#[test]
fn marks_are_numbered_as_they_are_met() {
    let (_, redlined) =
        redline(&document("tests/cases/april-2017/content", None), &document("content", None), Show::Words);
    let numbers: Vec<usize> = marks(&redlined).iter().map(|mark| mark.number).collect();
    assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>());
}

#[test]
fn a_priority_that_has_another_name_is_told_as_renamed() {
    let of = |name: &str| {
        let sources =
            Sources::of_the_agreement().swap("data/priorities.yaml", "name: Road Safety", &format!("name: {name}"));
        compare(&document("content", None), &document_of(&sources.files()))
    };
    let told: Vec<String> = of("Safer Roads").changes().map(told::change).collect();
    assert!(told.contains(&"“Safer Roads” in the diagram renamed, was “Road Safety”".to_owned()), "{told:?}");
    assert!(told.contains(&"Row “Safer Roads” renamed, was “Road Safety”".to_owned()), "{told:?}");
    assert!(of("Road Safety").is_empty());
}
