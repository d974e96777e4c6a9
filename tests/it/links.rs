//! Links from page to page: each leads to a file that is published, and to a place in it.

use std::collections::{BTreeMap, BTreeSet};

use crate::pdf::none;
use crate::published::{self, Published};
use crate::words::page::Element;

/// The ids of a page and where its links lead.
#[derive(Default)]
struct Page {
    ids: BTreeSet<String>,
    links: Vec<String>,
}

impl Page {
    fn of(html: &str) -> Page {
        let mut page = Page::default();
        for element in Element::parse(html).every() {
            page.ids.extend(element.attributes.get("id").cloned());
            page.links.extend(element.attributes.get("href").filter(|_| element.name == "a").cloned());
        }
        page
    }
}

/// Every page by the name of its file: documents, minutes and the front page.
fn pages(documents: &[Published]) -> BTreeMap<String, Page> {
    let mut pages = BTreeMap::new();
    for document in documents {
        let own = [
            (format!("{}.html", document.stem), Some(&document.html)),
            (format!("{}-minutes.html", document.stem), document.minutes.as_ref()),
            ("index.html".to_owned(), document.front.as_ref()),
        ];
        pages.extend(own.into_iter().filter_map(|(name, html)| Some((name, Page::of(html?)))));
    }
    pages
}

/// What is wrong with a link on a page, if anything is.
fn astray(link: &str, on: &str, pages: &BTreeMap<String, Page>, pdfs: &BTreeSet<String>) -> Option<String> {
    if ["https:", "http:", "mailto:", "tel:"].iter().any(|scheme| link.starts_with(scheme)) {
        return None;
    }
    let (file, place) = link.split_once('#').unwrap_or((link, ""));
    let file = if file.is_empty() { on } else { file.trim_start_matches("./") };
    match pages.get(file) {
        None if pdfs.contains(file) && place.is_empty() => None,
        None => Some(format!("{on}: {link} leads to a file that is not published")),
        Some(page) if place.is_empty() || page.ids.contains(place) => None,
        Some(_) => Some(format!("{on}: {link} leads to a place that is not there")),
    }
}

fn complaints(pages: &BTreeMap<String, Page>, pdfs: &BTreeSet<String>) -> Vec<String> {
    let of = |(name, page): (&String, &Page)| -> Vec<String> {
        page.links.iter().filter_map(|link| astray(link, name, pages, pdfs)).collect()
    };
    pages.iter().flat_map(of).collect()
}

#[test]
fn every_link_of_every_page_leads_to_a_place_that_is_published() {
    let documents = published::every_document();
    let (mut pages, pdfs) = (pages(documents), documents.iter().map(|it| format!("{}.pdf", it.stem)).collect());
    none(&complaints(&pages, &pdfs));
    let between = pages.values().flat_map(|page| &page.links).filter(|link| link.contains(".html#")).count();
    assert!(between > 0, "no page leads to a place on another");

    // A place that is lost is missed on every page that leads to it.
    let agreement = format!("{}.html", documents[0].stem);
    pages.values_mut().for_each(|page| page.ids.retain(|id| id != "county-priorities"));
    let lost = complaints(&pages, &pdfs);
    for from in ["action-plan", "committee-report"] {
        let stem = &published::the_document(from).stem;
        let line = format!("{stem}.html: ./{agreement}#county-priorities leads to a place that is not there");
        assert!(lost.contains(&line), "{lost:#?}");
    }
}

#[test]
fn the_front_page_leads_to_every_file() {
    let documents = published::every_document();
    let pages = pages(documents);
    let front = &pages.get("index.html").expect("a front page").links;
    let named = documents.iter().flat_map(Published::names).filter(|name| name != "index.html");
    let missing: Vec<String> = named.filter(|name| !front.contains(&format!("./{name}"))).collect();
    none(&missing);
}
