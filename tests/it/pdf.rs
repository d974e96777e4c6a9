//! The PDF as reading software meets it.

pub mod assertions;
mod broken;
mod damage;
mod elsewhere;
pub mod expected;
pub mod tree;

use std::thread;

use crate::published::{self, Published};

/// Fails with the complaints on lines of their own, if there are any.
pub fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
}

/// All that is wrong with a PDF, each with the name of the check that found it.
fn complaints(published: &Published) -> Vec<String> {
    assertions::CHECKS
        .iter()
        .flat_map(|(name, check)| {
            let found = check(&published.tree, &published.expected);
            found.into_iter().map(move |complaint| format!("{name}: {complaint}"))
        })
        .collect()
}

/// Complaints about every document of the content, each with the document's id.
pub fn of_every_document(complaints: fn(&Published) -> Vec<String>) -> Vec<String> {
    let of = |document: &'static Published| {
        move || -> Vec<String> {
            complaints(document).iter().map(|complaint| format!("{}: {complaint}", document.id)).collect()
        }
    };
    thread::scope(|scope| {
        let all: Vec<_> = published::every_document().iter().map(|document| scope.spawn(of(document))).collect();
        all.into_iter().flat_map(|one| one.join().expect("checks that come to an end")).collect()
    })
}

#[test]
fn every_document_passes_every_check() {
    none(&of_every_document(complaints));
}

#[test]
fn every_construct_passes_every_check() {
    none(&complaints(published::every_construct()));
}

#[test]
fn the_redline_passes_every_check() {
    none(&complaints(published::the_redline()));
}

#[test]
fn validators_report_nothing_about_the_redline() {
    none(&assertions::validators(&published::the_redline().pdf));
}

#[test]
fn validators_report_nothing_about_every_document() {
    none(&of_every_document(|document| assertions::validators(&document.pdf)));
}

#[test]
fn validators_report_nothing_about_every_construct() {
    none(&assertions::validators(&published::every_construct().pdf));
}

#[test]
fn the_tag_tree_of_every_construct() {
    insta::assert_snapshot!(published::every_construct().tree.print());
}

#[test]
fn references_to_other_documents_print_the_page_of_their_place() {
    let found = elsewhere::references(published::every_document());
    assert!(found.checked > 0, "no document prints a page of another");
    none(&found.complaints);
}

/// Only the headings: an editor who changes a sentence changes no snapshot.
#[test]
fn the_headings_of_the_agreement() {
    insta::assert_snapshot!(published::the_agreement().tree.print_headings());
}
