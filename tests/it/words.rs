//! Every word that an editor has written stands in both outputs, in the editor's order.
//!
//! The sources are read here by a simple reader of its own, so that a word that the program's
//! reader loses is missed; what `{{ … }}` and `[](#…)` print is left open.

mod generated;
mod output;
pub mod page;
mod source;

use std::path::Path;

use crate::pdf::{none, of_every_document};
use crate::published::{self, Published};
use source::{Passage, Piece};

/// How far apart two pieces of a passage may stand: room for the words of a value or reference.
const GAP: usize = 400;

/// Where a passage ends, if it stands in the text at or after a place.
fn find(text: &str, from: usize, pieces: &[Piece]) -> Option<usize> {
    let (first, rest) = pieces.split_first()?;
    let mut start = from;
    while let Some(at) = text.get(start..)?.find(&first.words) {
        let begin = start + at;
        let end = begin + first.words.len();
        if first.stands_whole(text, begin, end)
            && let Some(end) = follow(text, end, rest)
        {
            return Some(end);
        }
        start = begin + text[begin..].chars().next().map_or(1, char::len_utf8);
    }
    None
}

fn follow(text: &str, from: usize, pieces: &[Piece]) -> Option<usize> {
    let Some((first, rest)) = pieces.split_first() else { return Some(from) };
    let mut start = from;
    while let Some(at) = text.get(start..)?.find(&first.words) {
        let begin = start + at;
        if begin > from + GAP {
            return None;
        }
        let end = begin + first.words.len();
        if first.stands_whole(text, begin, end)
            && let Some(end) = follow(text, end, rest)
        {
            return Some(end);
        }
        start = begin + text[begin..].chars().next().map_or(1, char::len_utf8);
    }
    None
}

/// The passages that a text lacks, or has in another order than the source.
fn missing(text: &str, passages: &[Passage]) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut at = 0;
    for passage in passages.iter().filter(|passage| !passage.pieces.is_empty()) {
        // Footnotes stand elsewhere than in the source, so only their words are looked for.
        let from = if passage.footnote { 0 } else { at };
        match find(text, from, &passage.pieces) {
            Some(_) if passage.footnote => {}
            Some(end) => at = end,
            None if find(text, 0, &passage.pieces).is_some() => {
                complaints.push(format!("{} stands in another order", passage.shown()));
            }
            None => complaints.push(format!("{} is missing", passage.shown())),
        }
    }
    complaints
}

/// The visible words of both outputs, with the names of these.
fn texts(published: &Published) -> [(&'static str, String); 2] {
    [("PDF", output::of_pdf(&published.tree)), ("page", output::of_html(&published.html))]
}

fn in_both(texts: &[(&str, String)], passages: &[Passage]) -> Vec<String> {
    texts
        .iter()
        .flat_map(|(name, text)| missing(text, passages).into_iter().map(move |found| format!("{name}: {found}")))
        .collect()
}

/// Front matter, chapters and appendices, or sections, file by file: each in the order of its lines.
fn prose(published: &Published) -> Vec<String> {
    let files = source::markdown_files(&published.content);
    assert!(files.len() > 3, "too few Markdown files were found: {files:?}");
    let texts = texts(published);
    files.iter().flat_map(|file| in_both(&texts, &source::prose(&published.content, file))).collect()
}

/// Parts stand in the order of their file names: chapters and appendices, or the sections that are
/// not about one priority each.
fn order(published: &Published) -> Vec<String> {
    let content = &published.content;
    let folders: Vec<_> = ["chapters", "appendices"].map(|folder| content.join(folder)).to_vec();
    let files: Vec<_> = match folders.iter().any(|folder| folder.exists()) {
        true => folders.iter().flat_map(|folder| source::markdown_files(folder)).collect(),
        false => source::markdown_files(content).into_iter().filter(|file| file.parent() == Some(content)).collect(),
    };
    let titles: Vec<Passage> =
        files.iter().filter_map(|file| source::prose(Path::new(""), file).into_iter().next()).collect();
    assert!(titles.len() > 1, "too few parts were found");
    in_both(&texts(published), &titles)
}

fn check_data(published: &Published) {
    let lists = source::data_lists(&published.content);
    assert!(lists.len() > 5, "too few lists were found in the data");
    // A name that is an item of its own begins with a capital, however the editor wrote it.
    let texts = texts(published).map(|(name, text)| (name, text.to_lowercase()));
    let lower = |list: &Vec<Passage>| list.iter().map(Passage::lower).collect::<Vec<_>>();
    let complaints: Vec<String> = lists.iter().flat_map(|list| in_both(&texts, &lower(list))).collect();
    none(&complaints);
}

#[test]
fn the_prose_of_every_document_is_in_both_outputs_in_order() {
    none(&of_every_document(prose));
}

#[test]
fn the_prose_of_every_construct_is_in_both_outputs_in_order() {
    none(&prose(published::every_construct()));
}

#[test]
fn the_parts_of_every_document_follow_their_file_names() {
    none(&of_every_document(order));
}

#[test]
fn the_parts_of_every_construct_follow_their_file_names() {
    none(&order(published::every_construct()));
}

/// The extract for the minutes says what the report is about and what is asked for.
#[test]
fn minutes_say_what_was_recommended() {
    let with_minutes: Vec<_> =
        published::every_document().iter().filter_map(|it| Some((it, it.minutes.as_ref()?))).collect();
    assert!(!with_minutes.is_empty(), "no document has a page for the minutes");
    for (document, minutes) in with_minutes {
        none(&missing(&output::of_html(minutes), &source::minutes(&document.content)));
    }
}

#[test]
fn the_data_of_the_agreement_is_in_both_outputs_in_order() {
    check_data(published::the_agreement());
}

#[test]
fn the_data_of_every_construct_is_in_both_outputs_in_order() {
    check_data(published::every_construct());
}

#[test]
fn a_lost_or_moved_passage_is_noticed() {
    let source = "---\ntitle: Tides\n---\n\n1. The **bell** rings.\n\nThe {{ body.msp }}'s boat [sails](#x).[^a]\n\n[^a]: At noon.\n";
    let passages = source::passages("a.md", source);
    let good = "Tides 1.1 The bell rings. The Marshland Safety Partnership (MSP)'s boat sails. 1 At noon.";
    assert_eq!(missing(good, &passages), Vec::<String>::new());
    assert_eq!(missing(&good.replace("bell ", ""), &passages).len(), 1);
    assert_eq!(missing(&good.replace("'s boat", "' boat"), &passages).len(), 1);
    assert_eq!(missing(&good.replace("At noon.", ""), &passages).len(), 1);
    let moved = "Tides The Marshland Safety Partnership (MSP)'s boat sails. 1.1 The bell rings. 1 At noon.";
    assert_eq!(missing(moved, &passages), ["a.md:7 “The … 's boat sails.” stands in another order"]);
}

/// The names in the priority diagram, in the tables that repeat it and in the data are the same.
fn check_diagram(published: &Published) {
    let groups = source::diagram_names(&published.content);
    assert_eq!(groups.len(), 3, "three groups of names");
    let names: Vec<String> = groups.iter().flatten().cloned().collect();

    let in_pdf = output::pdf_diagram(&published.tree, &names[0]);
    assert_eq!(output::names_in_order(&in_pdf, &names), Vec::<String>::new(), "the diagram of the PDF: {in_pdf}");
    let in_html = output::html_diagram(&published.html, &names[0]);
    assert_eq!(output::names_in_order(&in_html, &names), Vec::<String>::new(), "the diagram of the page: {in_html}");

    for (name, tables) in [("PDF", output::pdf_tables(&published.tree)), ("page", output::html_tables(&published.html))]
    {
        let three = tables.windows(groups.len()).filter(|tables| *tables == groups).count();
        assert_eq!(three, 1, "the three tables that repeat the diagram, in the {name}: {tables:#?}");
    }
}

#[test]
fn diagram_and_tables_of_the_agreement_say_the_same() {
    check_diagram(published::the_agreement());
}

#[test]
fn diagram_and_tables_of_every_construct_say_the_same() {
    check_diagram(published::every_construct());
}
