//! Checks of links: their words, what they say and where they lead.

use super::reading::{without, without_pages};
use super::{are_words, first_difference};
use crate::pdf::expected::{Expected, spaced};
use crate::pdf::tree::{Annotation, Destination, Kid, Node, Pdf};

/// The links of the text in order, without those of the contents and of footnotes.
pub fn text_links(pdf: &Pdf) -> Vec<&Node> {
    fn collect<'a>(node: &'a Node, found: &mut Vec<&'a Node>) {
        match node.role.as_str() {
            "TOC" => {}
            "Lbl" => {}
            "Link" => found.push(node),
            _ => node.nodes().for_each(|inner| collect(inner, found)),
        }
    }
    let mut found = Vec::new();
    for kid in &pdf.tree {
        if let Kid::Node(node) = kid {
            collect(node, &mut found);
        }
    }
    found
}

/// Every link has words, leads somewhere, and says in words where (WCAG 2.4.4; ISO 14289-1,
/// 7.18.5); a page in its words is the page it leads to; the links are those of the document, and
/// say what that has for them.
pub fn links(pdf: &Pdf, expected: &Expected) -> Vec<String> {
    let mut complaints = Vec::new();
    for link in pdf.with_role("Link") {
        let words = spaced(&link.words());
        let annotations: Vec<&Annotation> = link.annotations().collect();
        if words.is_empty() {
            complaints.push(format!("a link on page {} has no words", link.page.unwrap_or_default()));
        }
        if annotations.is_empty() {
            complaints.push(format!("the link “{words}” leads nowhere"));
        }
        if !link.below("Link").is_empty() {
            complaints.push(format!("the link “{words}” has a link in it"));
        }
        for annotation in annotations {
            if let Destination::Missing(name) = &annotation.destination {
                complaints.push(format!("the link “{words}” leads to “{name}”, which is not there"));
            }
            // The mark of a footnote leads back to its place, and a telephone number to a telephone:
            // their digits are all there is to say.
            let digits =
                annotation.contents == words && words.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ');
            if (words.is_empty() || !digits) && !are_words(&annotation.contents) {
                complaints.push(format!("the link “{words}” says “{}”, which is not words", annotation.contents));
            }
            if let (Some(printed), Some(page)) = (printed_page(&words), page_of(&annotation.destination))
                && printed != page
            {
                complaints.push(format!("the link “{words}” leads to page {page}"));
            }
        }
    }
    let address = |node: &Node| match node.annotations().next().map(|annotation| &annotation.destination) {
        // Into another document, at a page that other tests look at.
        Some(Destination::Address(address)) if address.starts_with("./") => without(address, "#page=", ""),
        Some(Destination::Address(address)) => address.clone(),
        _ => "this document".to_owned(),
    };
    let shown = |words: &str, address: &str| format!("“{}” → {address};", without_pages(words));
    let found: Vec<String> = text_links(pdf).iter().map(|link| shown(&spaced(&link.words()), &address(link))).collect();
    let wanted: Vec<String> = expected
        .links
        .iter()
        .map(|link| shown(&link.words, link.address.as_deref().unwrap_or("this document")))
        .collect();
    complaints.extend(first_difference(&found, &wanted).map(|difference| format!("links: {difference}")));
    for (link, wanted) in text_links(pdf).into_iter().zip(&expected.links) {
        let said = link.annotations().find_map(|annotation| {
            wanted.says.as_ref().filter(|says| annotation.contents != **says).map(|says| (&annotation.contents, says))
        });
        complaints.extend(said.map(|(said, says)| format!("a link says “{said}” and should say “{says}”")));
    }
    complaints
}

/// The page that the words of a link end in.
pub fn printed_page(words: &str) -> Option<usize> {
    let (_, page) = words.rsplit_once("(page ").or_else(|| words.rsplit_once(", page "))?;
    page.trim_end_matches(')').parse().ok()
}

/// The page that a link leads to, in this document or another.
pub fn page_of(destination: &Destination) -> Option<usize> {
    match destination {
        Destination::Page(page) => Some(*page),
        Destination::Address(address) => address.rsplit_once("#page=")?.1.parse().ok(),
        Destination::Missing(_) => None,
    }
}
