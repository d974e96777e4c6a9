//! Good PDFs, damaged one way at a time, to show that the checks bite.
//!
//! Each damage is one that validators do not see or that a change of a template could bring in.
//! It has to be caught by the check named for it, which had nothing to say before.

mod surgery;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::assertions;
use super::tree::Pdf;
use crate::published::{self, Published};
use surgery::{
    annotation_below, catalogue, element, element_mut, first, kids, link_annotations, mark_anew, rename, set_attribute,
    siblings, take_out, with_role,
};

/// Damages the PDF of the fixture; the check has to complain, in these words.
fn caught(check: &str, complaint: &str, damage: impl FnOnce(&mut Document)) {
    let good: &Published = published::every_construct();
    assert_eq!(assertions::run(check, &good.tree, &good.expected), Vec::<String>::new(), "before the damage");
    let mut file = good.file.clone();
    damage(&mut file);
    let complaints = assertions::run(check, &Pdf::read(&file), &good.expected);
    assert!(
        complaints.iter().any(|found| found.contains(complaint)),
        "“{check}” should complain of “{complaint}”, and said {complaints:#?}"
    );
}

#[test]
fn the_scope_of_a_column_header_is_changed() {
    caught("table headers", r#"should be ("TH", "Column")"#, |file| {
        let cell = first(file, "TH");
        set_attribute(file, cell, "Scope", "Row");
    });
}

#[test]
fn the_scope_of_a_row_header_is_changed() {
    caught("table headers", r#"should be ("TH", "Row")"#, |file| {
        let is_row = |id: &ObjectId| format!("{:?}", element(file, *id)).contains("/Row");
        let cell = with_role(file, "TH").into_iter().find(is_row).expect("a row header");
        set_attribute(file, cell, "Scope", "Column");
    });
}

#[test]
fn a_header_cell_becomes_a_data_cell() {
    caught("table headers", r#"is ("TD", "Column") and should be ("TH", "Column")"#, |file| {
        let cell = first(file, "TH");
        rename(file, cell, "TD");
    });
}

#[test]
fn a_row_of_a_table_is_lost() {
    caught("table rows", "rows and should have", |file| {
        let row = with_role(file, "TR")[1];
        take_out(file, row);
    });
}

#[test]
fn a_cell_of_a_row_is_lost() {
    caught("table rows", "cells, not", |file| {
        let cell = first(file, "TD");
        take_out(file, cell);
    });
}

#[test]
fn a_table_loses_its_caption() {
    caught("table captions", "a table has the caption None", |file| {
        let table = first(file, "Table");
        let caption = kids(file, table)[0].as_reference().expect("the caption");
        rename(file, caption, "P");
    });
}

#[test]
fn an_alternative_text_is_removed() {
    caught("figures", "has no alternative text", |file| {
        let figure = first(file, "Figure");
        element_mut(file, figure).remove(b"Alt");
    });
}

#[test]
fn an_alternative_text_becomes_a_file_name() {
    caught("figures", "has a file name as alternative text", |file| {
        let figure = first(file, "Figure");
        element_mut(file, figure).set("Alt", lopdf::text_string("images/partners-at-work.svg"));
    });
}

#[test]
fn an_alternative_text_repeats_the_caption() {
    caught("figures", "only repeats its caption", |file| {
        let caption = &published::every_construct().expected.figures.last().expect("a figure").caption;
        let (_, words) = caption.split_once(". ").expect("a number before the caption");
        let figure = *with_role(file, "Figure").last().expect("a figure");
        element_mut(file, figure).set("Alt", lopdf::text_string(words));
    });
}

#[test]
fn the_reading_order_is_reversed() {
    caught("reading order", "and should read", |file| {
        let parent = siblings(file, first(file, "H2"));
        kids(file, parent).reverse();
    });
}

#[test]
fn two_paragraphs_change_places() {
    caught("reading order", "and should read", |file| {
        let part = Object::Reference(with_role(file, "H2")[1]);
        let paragraphs = with_role(file, "P");
        let parent = siblings(file, first(file, "H2"));
        let all = kids(file, parent);
        let start = all.iter().position(|kid| *kid == part).expect("the part among its siblings");
        let is_paragraph = |kid: &Object| kid.as_reference().is_ok_and(|id| paragraphs.contains(&id));
        let two = (start..all.len() - 1).find(|&at| is_paragraph(&all[at]) && is_paragraph(&all[at + 1]));
        let at = two.expect("two paragraphs in a row");
        all.swap(at, at + 1);
    });
}

#[test]
fn a_heading_becomes_a_paragraph() {
    caught("headings", "headings: after", |file| {
        let heading = *with_role(file, "H3").last().expect("a sub-heading");
        rename(file, heading, "P");
    });
}

#[test]
fn a_level_of_headings_is_skipped() {
    caught("headings", "is of level 4 after one of level 2", |file| {
        let heading = first(file, "H3");
        rename(file, heading, "H4");
    });
}

#[test]
fn a_second_heading_of_the_first_level_appears() {
    caught("headings", "2 headings of level 1", |file| {
        let heading = first(file, "H2");
        rename(file, heading, "H1");
    });
}

#[test]
fn the_bookmarks_are_removed() {
    caught("outline", "there are no bookmarks", |file| {
        catalogue(file).remove(b"Outlines");
    });
}

#[test]
fn a_bookmark_leads_to_another_page() {
    caught("outline", "bookmarks: after", |file| {
        let last = *file.get_pages().values().last().expect("a page");
        let outlines = catalogue(file).get(b"Outlines").and_then(Object::as_reference).expect("bookmarks");
        let entry = element(file, outlines).get(b"First").and_then(Object::as_reference).expect("a bookmark");
        element_mut(file, entry).set("Dest", vec![Object::Reference(last), "XYZ".into(), 0.into(), 0.into(), 0.into()]);
    });
}

#[test]
fn a_paragraph_is_dropped_from_the_tree() {
    caught("nothing dropped", "no element holds", |file| {
        let paragraph = *with_role(file, "P").last().expect("a paragraph");
        take_out(file, paragraph);
    });
}

#[test]
fn a_paragraph_dropped_from_the_tree_is_missed_in_the_reading_too() {
    caught("reading order", "and should read", |file| {
        let paragraph = *with_role(file, "P").last().expect("a paragraph");
        take_out(file, paragraph);
    });
}

#[test]
fn words_lose_their_mark() {
    caught("nothing dropped", "is not marked", |file| mark_anew(file, "Span"));
}

#[test]
fn words_are_marked_as_no_part_of_the_text() {
    caught("reading order", "and should read", |file| mark_anew(file, "Artifact"));
}

#[test]
fn two_pages_change_places() {
    caught("running header and footer", "page 2 does not say “Page 2 of", |file| {
        let root = catalogue(file).get(b"Pages").and_then(Object::as_reference).expect("pages");
        let mut parent = root;
        while let Ok(inner) = element(file, parent).get(b"Kids").and_then(Object::as_array) {
            match inner.first().and_then(|kid| kid.as_reference().ok()) {
                Some(kid) if element(file, kid).has(b"Kids") => parent = kid,
                _ => break,
            }
        }
        let pages = element_mut(file, parent).get_mut(b"Kids").and_then(Object::as_array_mut).expect("pages");
        pages.swap(1, 2);
    });
}

#[test]
fn the_language_is_removed() {
    caught("language", "has no language", |file| {
        catalogue(file).remove(b"Lang");
    });
}

#[test]
fn the_file_name_is_shown_for_the_title() {
    caught("title", "shows the file name", |file| {
        catalogue(file).set("ViewerPreferences", Dictionary::new());
    });
}

#[test]
fn a_link_says_nothing() {
    caught("links", "says “”, which is not words", |file| {
        let link = link_annotations(file)[0];
        element_mut(file, link).set("Contents", lopdf::text_string(""));
    });
}

#[test]
fn a_link_says_its_address() {
    caught("links", "says “https://example.org/”, which is not words", |file| {
        let link = link_annotations(file)[0];
        element_mut(file, link).set("Contents", lopdf::text_string("https://example.org/"));
    });
}

#[test]
fn a_link_has_no_words() {
    caught("links", "has no words", |file| {
        let link = *with_role(file, "Link").last().expect("a link");
        kids(file, link).retain(|kid| matches!(kid, Object::Dictionary(_)));
    });
}

#[test]
fn a_link_leads_to_a_place_that_is_not_there() {
    caught("links", "leads to “nowhere”, which is not there", |file| {
        let link = link_annotations(file)[0];
        element_mut(file, link).remove(b"A");
        element_mut(file, link).set("Dest", Object::string_literal("nowhere"));
    });
}

#[test]
fn a_line_of_the_contents_leads_to_another_page() {
    caught("contents", "does not lead to page", |file| {
        let first_page = *file.get_pages().get(&1).expect("a page");
        let item = first(file, "TOCI");
        let place = vec![Object::Reference(first_page), "XYZ".into(), 0.into(), 0.into(), 0.into()];
        let link = annotation_below(file, item).expect("a link in the contents");
        element_mut(file, link).set("Dest", place);
    });
}

#[test]
fn a_footnote_becomes_a_paragraph() {
    caught("footnotes", "footnotes: after", |file| {
        let note = first(file, "Note");
        rename(file, note, "P");
    });
}

#[test]
fn an_item_of_a_list_loses_its_body() {
    caught("lists", "has no body", |file| {
        let body = first(file, "LBody");
        rename(file, body, "P");
    });
}

#[test]
fn a_list_becomes_paragraphs() {
    caught("lists", "lists: after", |file| {
        let list = first(file, "L");
        rename(file, list, "Div");
    });
}

#[test]
fn the_pages_are_labelled_with_other_numbers() {
    caught("running header and footer", "is labelled", |file| {
        let mut range = Dictionary::new();
        range.set("S", Object::Name(b"D".to_vec()));
        range.set("St", 5);
        let mut labels = Dictionary::new();
        labels.set("Nums", vec![0.into(), Object::Dictionary(range)]);
        catalogue(file).set("PageLabels", labels);
    });
}

#[test]
fn the_title_of_the_cover_is_no_text() {
    caught("cover", "the cover does not say", |file| {
        let title = first(file, "H1");
        take_out(file, title);
    });
}

#[test]
fn validators_see_that_the_file_is_no_longer_tagged() {
    let mut file = published::every_construct().file.clone();
    catalogue(&mut file).remove(b"MarkInfo");
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("the damaged PDF can be written");
    assert_ne!(assertions::validators(&bytes), Vec::<String>::new());
}
