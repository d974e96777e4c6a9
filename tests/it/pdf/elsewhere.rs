//! References from one document to another: the page that they print is that of their place.

use super::assertions::{page_of, printed_page, text_links};
use super::expected::spaced;
use super::tree::{Destination, Kid, Node, Pdf};
use crate::published::Published;

/// What was found.
#[derive(Default)]
pub struct Found {
    /// How many references print a page of another document.
    pub checked: usize,
    /// What is wrong with them.
    pub complaints: Vec<String>,
}

/// Looks at every reference from one of these documents to another of them.
pub fn references(documents: &[Published]) -> Found {
    let mut found = Found::default();
    for document in documents {
        from(document, &document.tree, documents, &mut found);
    }
    found
}

/// Looks at every reference in a PDF of one of these documents.
///
/// The place is looked up in the neutral document that the reference leads to, and its first words
/// are looked for on the page in the PDF of that document.
pub fn from(document: &Published, tree: &Pdf, documents: &[Published], found: &mut Found) {
    for (link, wanted) in text_links(tree).into_iter().zip(&document.expected.links) {
        let (Some(place), Some(address)) = (&wanted.elsewhere, &wanted.address) else { continue };
        let words = spaced(&link.words());
        let mut complain = |what: &str| found.complaints.push(format!("{}: “{words}” {what}", document.id));
        let Some(other) = documents.iter().find(|other| *address == format!("./{}.pdf", other.stem)) else {
            complain(&format!("leads to {address}, which is not published"));
            continue;
        };
        let destination = link.annotations().next().map(|annotation| &annotation.destination);
        if !matches!(destination, Some(Destination::Address(found)) if found.starts_with(address)) {
            complain(&format!("does not lead to {address}"));
        }
        let (page, printed) = (destination.and_then(page_of), printed_page(&words));
        if page != printed {
            complain(&format!("leads to page {page:?}"));
        }
        match (place.as_str(), page, other.expected.places.get(place)) {
            ("", None, _) => {}
            ("", Some(_), _) => complain("prints a page of a document as a whole"),
            (_, None, _) => complain("prints no page"),
            (_, _, None) => complain(&format!("leads to {place}, of which nothing can be found on a page")),
            (_, Some(page), Some(title)) if !stands_on(&other.tree, page, title) => {
                complain(&format!("leads to page {page} of {}, where “{title}” does not begin", other.id));
            }
            (_, Some(_), Some(_)) => found.checked += 1,
        }
    }
}

/// Whether something on a page begins with these words, besides what only leads there.
fn stands_on(pdf: &Pdf, page: usize, words: &str) -> bool {
    fn begins(node: &Node, page: usize, words: &str) -> bool {
        let leads = matches!(node.role.as_str(), "TOC" | "Link" | "Reference");
        let here = || node.page == Some(page) && spaced(&node.words()).starts_with(words);
        !leads && (here() || node.nodes().any(|inner| begins(inner, page, words)))
    }
    pdf.tree.iter().any(|kid| matches!(kid, Kid::Node(node) if begins(node, page, words)))
}
