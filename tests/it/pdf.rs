//! The PDF as reading software meets it.

pub mod assertions;
mod damage;
pub mod expected;
pub mod tree;

use crate::published::{self, Published};

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

#[test]
fn the_agreement_passes_every_check() {
    assert_eq!(complaints(published::the_agreement()), Vec::<String>::new());
}

#[test]
fn every_construct_passes_every_check() {
    assert_eq!(complaints(published::every_construct()), Vec::<String>::new());
}

#[test]
fn validators_report_nothing_about_the_agreement() {
    assert_eq!(assertions::validators(&published::the_agreement().pdf), Vec::<String>::new());
}

#[test]
fn validators_report_nothing_about_every_construct() {
    assert_eq!(assertions::validators(&published::every_construct().pdf), Vec::<String>::new());
}

#[test]
fn the_tag_tree_of_every_construct() {
    insta::assert_snapshot!(published::every_construct().tree.print());
}

/// Only headings and their pages: an editor who changes a sentence changes no snapshot.
#[test]
fn the_bookmarks_of_the_agreement() {
    insta::assert_snapshot!(published::the_agreement().tree.print_outline());
}

#[test]
fn dev() {
    let Ok(path) = std::env::var("DEV_PDF") else { return };
    let bytes = std::fs::read(path).unwrap();
    let pdf = tree::Pdf::from_bytes(&bytes);
    println!("{}\n{}", pdf.print(), pdf.print_outline());
    println!("{:?} {:?} {} {}", pdf.title, pdf.language, pdf.marked, pdf.shows_title);
    for page in &pdf.pages {
        println!("{page:?}");
    }
    println!("{:#?}", assertions::validators(&bytes));
}
