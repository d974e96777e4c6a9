//! The notes of a part in a list of their own: numbers, marks, and marks that lead nowhere.

use crate::document::{Block, BlockKind, Document, Inline, Part, plain_text};
use crate::family::sample::{PLAN, part, places, sound, told};

/// The numbers of the marks in a part, in the order of the text.
fn marks(part: &Part) -> Vec<u64> {
    let mut blocks = part.blocks.clone();
    let mut found = Vec::new();
    crate::document::for_each_run(&mut blocks, &mut |run| {
        found.extend(run.iter().filter_map(|inline| match inline {
            Inline::Mark { number, .. } => Some(*number),
            _ => None,
        }));
    });
    found
}

/// The words of the list of notes of a part.
fn notes(part: &Part) -> Vec<String> {
    let list = part.blocks.iter().rev().find_map(|block| match &block.kind {
        BlockKind::List { start: Some(1), items, .. } => Some(items),
        _ => None,
    });
    let words = |block: &Block| match &block.kind {
        BlockKind::Paragraph(content) => plain_text(content),
        other => panic!("{other:?}"),
    };
    list.map_or_else(Vec::new, |items| items.iter().map(|item| words(&item.blocks[0])).collect())
}

const SECOND: &str = "action-plan/02-summary.md";
const NOTED: &str = "One.[^b] Two.[^a] Three.[^b]\n\n{{ notes }}\n\n[^a]: The first.\n[^b]: The second.\n";

fn two_parts() -> Document {
    sound("action-plan", &[(PLAN, &part(NOTED)), (SECOND, &part(NOTED))])
}

#[test]
fn notes_are_numbered_by_their_first_marks_and_one_with_several_marks_is_one_item() {
    let document = two_parts();
    let part = document.parts.iter().find(|part| part.id == "introduction").expect("a part");
    assert_eq!(marks(part), [1, 2, 1]);
    assert_eq!(notes(part), ["The second.", "The first."]);
    assert!(document.footnotes.is_empty(), "none of them stands at the foot of the page too");
}

#[test]
fn a_space_before_a_mark_does_not_part_it_from_its_word() {
    let text = "Thefts: 70,687 [^a]\n\n{{ notes }}\n\n[^a]: The first.\n";
    let document = sound("action-plan", &[(PLAN, &part(text)), (SECOND, &part(NOTED))]);
    let part = document.parts.iter().find(|part| part.id == "introduction").expect("a part");
    let mut said = String::new();
    crate::document::for_each_run(&mut part.blocks.clone(), &mut |run| {
        if matches!(run.last(), Some(Inline::Mark { .. })) {
            said.push_str(&plain_text(run));
        }
    });
    assert_eq!(said, "Thefts: 70,687\u{a0}");
}

#[test]
fn the_numbers_begin_again_in_every_part_and_lead_to_its_own_list() {
    let document = two_parts();
    let part = document.parts.iter().find(|part| part.id == "summary").expect("a part");
    assert_eq!(marks(part), [1, 2, 1]);
    let targets = |part: &Part| {
        let mut found = Vec::new();
        crate::document::for_each_run(&mut part.blocks.clone(), &mut |run| {
            found.extend(run.iter().filter_map(|inline| match inline {
                Inline::Mark { target, .. } => Some(target.clone()),
                _ => None,
            }));
        });
        found
    };
    let items = |part: &Part| -> Vec<String> {
        let lists = part.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::List { items, .. } => Some(items.iter().map(|item| item.id.clone())),
            _ => None,
        });
        lists.flatten().collect()
    };
    for part in document.parts.iter().filter(|part| ["introduction", "summary"].contains(&part.id.as_str())) {
        let (targets, items) = (targets(part), items(part));
        assert_eq!(targets, [&items[0], &items[1], &items[0]].map(String::clone));
    }
}

#[test]
fn a_mark_without_its_note_and_a_note_without_a_mark_are_told() {
    let text = part("One.[^a] Two.[^c]\n\n{{ notes }}\n\n[^a]: The first.\n[^b]: The second.\n");
    assert_eq!(places(&[(PLAN, &text)]), [format!("{PLAN}:5:14 note-missing"), format!("{PLAN}:10:1 mark-missing")]);
}

#[test]
fn a_second_list_of_notes_in_a_part_is_told() {
    let text = part("One.[^a]\n\n{{ notes }}\n\n{{ notes }}\n\n[^a]: The first.\n");
    let expected = "second-list-of-notes: The notes of this part have a place already / Keep one “{{ notes }}”";
    let told = told(&[(PLAN, &text)]);
    assert!(told.len() == 1 && told[0].starts_with(&format!("{PLAN}:9:1 {expected}")), "{told:?}");
}

#[test]
fn a_list_of_notes_with_nothing_to_list_is_told() {
    assert_eq!(places(&[(PLAN, &part("No marks.\n\n{{ notes }}"))]), [format!("{PLAN}:7:1 nothing-to-show")]);
}

#[test]
fn a_list_of_notes_has_no_caption_that_could_be_lost() {
    let text = part("One.[^a]\n\n{{ notes #sources \"Where it is from\" }}\n\n[^a]: The first.\n");
    assert_eq!(places(&[(PLAN, &text)]), [format!("{PLAN}:7:20 unknown-setting")]);
    let kept = text.replace(" \"Where it is from\"", "");
    let document = sound("action-plan", &[(PLAN, &kept)]);
    assert!(document.walk().iter().any(|block| block.id == "sources" && block.named));
}

#[test]
fn without_a_list_the_notes_stand_at_the_foot() {
    let document = sound("action-plan", &[(PLAN, &part("One.[^a]\n\n[^a]: The first.\n"))]);
    assert_eq!(document.footnotes.len(), 1);
    assert!(marks(document.parts.iter().find(|part| part.id == "introduction").expect("a part")).is_empty());
}
