//! Templates, each broken in one place, to show that the checks of every document bite.
//!
//! What only the documents beside the agreement have is broken here: heads, sections, notes, wide
//! tables, signs and references to each other.

use agreement::lint::Circumstances;
use agreement::publish::{Request, publish};
use agreement::source::Root;

use super::tree::Pdf;
use super::{assertions, elsewhere};
use crate::published::{self, files_of};

/// The PDF of a document, made with a template in which some words are others.
fn made(id: &str, template: &str, old: &str, new: &str) -> Pdf {
    let mut files = files_of(&published::the_agreement().content);
    let sound = files.find(Root::Templates, template).expect("a template with this name");
    let text = files.text(sound).expect("a template in words").to_owned();
    assert!(text.contains(old), "{template} has no {old:?}");
    files.add(Root::Templates, template, template, text.replacen(old, new, 1).into_bytes());
    let circumstances = Circumstances::default();
    let request = Request { pdf: true, html: false, date: None, document: Some(id), threads: 1, circumstances };
    let outcome = publish(&files, &request, &mut |_| {});
    let artefact = outcome.artefacts.first().unwrap_or_else(|| panic!("{:#?}", outcome.findings));
    Pdf::read(&lopdf::Document::load_mem(&artefact.bytes).expect("the PDF can be parsed"))
}

/// Breaks a template; the check has to complain of the document, in these words.
fn caught(id: &str, check: &str, complaint: &str, template: &str, old: &str, new: &str) {
    let good = published::the_document(id);
    assert_eq!(assertions::run(check, &good.tree, &good.expected), Vec::<String>::new(), "before it was broken");
    let complaints = assertions::run(check, &made(id, template, old, new), &good.expected);
    assert!(
        complaints.iter().any(|found| found.contains(complaint)),
        "“{check}” should complain of “{complaint}”, and said {complaints:#?}"
    );
}

#[test]
fn a_head_without_facts() {
    let facts = "    fact-list(data.facts, fact-width, runs)\n";
    caught("committee-report", "cover", "does not say “By” in its place", "pdf/parts.typ", facts, "");
    caught("committee-report", "lists", "lists: after", "pdf/parts.typ", facts, "");
}

#[test]
fn a_cover_without_facts() {
    let facts = "    fact-list(data.facts, fact-width, runs)\n";
    caught("action-plan", "cover", "does not say", "pdf/cover.typ", facts, "");
}

#[test]
fn a_header_on_the_page_of_the_title() {
    let (old, new) = ("first() > 1 { header", "first() > 0 { header");
    caught("update-report", "running header and footer", "the first page has a header", "pdf/parts.typ", old, new);
}

#[test]
fn a_first_page_without_a_number() {
    let (old, new) = (
        "footer: footer(none, data.short-title, frame)",
        "footer: context if counter(page).get().first() > 1 { footer(none, data.short-title, frame) }",
    );
    caught("update-report", "running header and footer", "page 1 does not say “Page 1 of", "pdf/parts.typ", old, new);
}

#[test]
fn a_section_without_its_number() {
    let (old, new) = (
        "numbering: if number != none { (..) => number },\n    supplement: text(part.role),",
        "supplement: text(part.role),",
    );
    caught("committee-report", "headings", "headings: after", "pdf/parts.typ", old, new);
}

#[test]
fn a_head_with_the_short_title() {
    let (old, new) = ("bookmarked: false, data.title)", "bookmarked: false, data.short-title)");
    caught("update-report", "headings", "headings: after", "pdf/parts.typ", old, new);
    caught("update-report", "cover", "does not say", "pdf/parts.typ", old, new);
}

#[test]
fn a_mark_of_a_note_that_says_only_its_number() {
    let (old, new) = ("words.note + \" \" + str(run.number)", "str(run.number)");
    caught("action-plan", "links", "says “1” and should say “Note 1”", "pdf/text.typ", old, new);
}

#[test]
fn a_turned_head_that_is_no_text() {
    let (old, new) = ("reflow: true, words)", "reflow: true, pdf.artifact(words))");
    caught("annual-review", "table rows", "its columns are", "pdf/tables.typ", old, new);
}

#[test]
fn a_sign_that_says_something_else() {
    let (old, new) = ("(alt: run.alt)", "(alt: \"a shape\")");
    caught("annual-review", "figures", "says “a shape” and should say", "pdf/text.typ", old, new);
}

/// What is said of the references of a document, made with a broken template.
fn references(id: &str, old: &str, new: &str) -> Vec<String> {
    let mut found = elsewhere::Found::default();
    let tree = made(id, "pdf/text.typ", old, new);
    elsewhere::from(published::the_document(id), &tree, published::every_document(), &mut found);
    found.complaints
}

#[test]
fn a_reference_that_prints_no_page() {
    let complaints = references("action-plan", "if run.page != none {", "if false {");
    assert!(complaints.iter().any(|found| found.contains("leads to page Some(")), "{complaints:#?}");
}

#[test]
fn a_reference_that_prints_and_leads_to_the_next_page() {
    let old = "#let elsewhere(run, runs) = {\n";
    let next = "(page: run.page + 1, url: run.url.split(\"=\").first() + \"=\" + str(run.page + 1))";
    let new = format!("{old}  if run.page != none {{ run += {next} }}\n");
    let complaints = references("action-plan", old, &new);
    assert!(complaints.iter().any(|found| found.contains("does not begin")), "{complaints:#?}");
}
