//! The PDF as reading software meets it.

pub mod assertions;
mod damage;
pub mod expected;
pub mod tree;

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

#[test]
fn the_agreement_passes_every_check() {
    none(&complaints(published::the_agreement()));
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
fn validators_report_nothing_about_the_agreement() {
    none(&assertions::validators(&published::the_agreement().pdf));
}

#[test]
fn validators_report_nothing_about_every_construct() {
    none(&assertions::validators(&published::every_construct().pdf));
}

#[test]
fn the_tag_tree_of_every_construct() {
    insta::assert_snapshot!(published::every_construct().tree.print());
}

/// Only the headings: an editor who changes a sentence changes no snapshot.
#[test]
fn the_headings_of_the_agreement() {
    insta::assert_snapshot!(published::the_agreement().tree.print_headings());
}
