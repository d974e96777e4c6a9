//! What `agreement build` leaves behind: all documents, one of them, and the front page.

use std::fs;
use std::path::Path;

use super::small::{ACTIONS, PLAN, REPORT, family, told};
use super::{CONTENT, REAL, published, words};
use crate::desk::{Tree, assert_same, edit, tree};
use crate::published::files_of;

/// The names of the files that the links of a page lead to, each with the words of its link.
fn links(page: &str) -> Vec<(String, String)> {
    let after = page.split("<a href=\"./").skip(1);
    let link = |rest: &str| {
        let (name, rest) = rest.split_once('"').expect("an address");
        let (words, _) = rest.split_once('>').expect("a tag").1.split_once("</a>").expect("an end");
        (name.to_owned(), words.replace('\u{a0}', " ").replace("&nbsp;", " "))
    };
    after.map(link).collect()
}

fn pages(pdf: &[u8]) -> usize {
    lopdf::Document::load_mem(pdf).expect("a PDF").get_pages().len()
}

#[test]
fn the_front_page_leads_to_every_file_with_its_pages_and_its_size() {
    let front = REAL.artefacts.last().expect("files");
    assert_eq!(front.name, "index.html");
    let page = String::from_utf8(front.bytes.clone()).expect("text");
    let links = links(&page);
    let others = &REAL.artefacts[..REAL.artefacts.len() - 1];
    assert!(others.len() > 12, "a page and a PDF of each of six documents, and the minutes");
    for artefact in others {
        let found: Vec<_> = links.iter().filter(|(name, _)| *name == artefact.name).collect();
        let [(_, said)] = found.as_slice() else { panic!("{} has {} links", artefact.name, found.len()) };
        let bytes = artefact.bytes.len();
        let size = match bytes {
            0..999_500 => format!("{} kB", bytes.div_ceil(1000)),
            _ => format!("{:.1} MB", bytes as f64 / 1_000_000.0),
        };
        let expected = match artefact.name.ends_with(".pdf") {
            true => format!("({} pages, {size})", pages(&artefact.bytes)),
            false => format!("({size})"),
        };
        assert!(
            said.replace("1 pages", "1 page").ends_with(&expected.replace("(1 pages", "(1 page")),
            "{said}: {expected}"
        );
    }
    assert_eq!(links.len(), others.len(), "and to nothing else");
}

#[test]
fn on_a_narrow_screen_the_front_page_is_a_list_and_hides_no_link() {
    let front = REAL.artefacts.last().expect("files");
    let page = String::from_utf8_lossy(&front.bytes);
    let tables: Vec<&str> = page.split("<div class=\"table").skip(1).collect();
    let [table] = tables.as_slice() else { panic!("{} tables", tables.len()) };
    let classes = table.split('"').next().unwrap_or_default();
    assert_eq!(classes, " stacks", "it does not scroll sideways");
}

#[test]
fn links_between_documents_lead_to_files_and_places_that_are_there() {
    let mut between = 0;
    for artefact in REAL.artefacts.iter().filter(|artefact| artefact.name.ends_with(".html")) {
        let page = String::from_utf8_lossy(&artefact.bytes);
        for (address, _) in links(&page) {
            let (file, place) = address.split_once('#').map_or((address.as_str(), None), |(file, id)| (file, Some(id)));
            let target = REAL.artefacts.iter().find(|other| other.name == file);
            let target = target.unwrap_or_else(|| panic!("{} leads to {address}", artefact.name));
            let Some(place) = place else { continue };
            let there = String::from_utf8_lossy(&target.bytes).contains(&format!(" id=\"{place}\""));
            assert!(there, "{} leads to {address}", artefact.name);
            between += 1;
        }
    }
    assert!(between >= 8, "the real documents refer to each other: {between}");
}

#[test]
fn the_bytes_do_not_depend_on_threads_or_on_what_was_made_before() {
    let files = files_of(Path::new(CONTENT));
    for threads in [2, 2] {
        let again = published(&files, true, threads);
        let names = |outcome: &agreement::publish::Outcome| -> Vec<String> {
            outcome.artefacts.iter().map(|artefact| artefact.name.clone()).collect()
        };
        assert_eq!(names(&again), names(&REAL));
        for (one, other) in again.artefacts.iter().zip(&REAL.artefacts) {
            assert!(one.bytes == other.bytes && one.pages == other.pages, "{} differs", one.name);
        }
    }
}

#[test]
fn the_extract_for_the_minutes_has_item_title_and_recommendation_and_nothing_else() {
    let of = |ending: &str| {
        let found = REAL.artefacts.iter().find(|artefact| artefact.name.ends_with(ending));
        words(std::str::from_utf8(&found.expect(ending).bytes).expect("text"))
    };
    let minutes = of("-minutes.html");
    let (_, main) = minutes.split_once("38. Kent Community Safety Agreement").expect("the item and its title");
    for said in [
        "(Item C1)",
        "The Committee may resolve to:",
        "without comment; ",
        "comment on the CSA and its action plan; or",
        "make recommendations to one or more of the responsible authorities.",
    ] {
        assert!(main.contains(said), "{said:?} is not in {main}");
    }
    let report = of("committee-report-june-2021.html");
    for other in ["critical friend", "Scrutiny Research Officer", "Unrestricted", "briefly what", "two tier area"] {
        assert!(report.contains(other), "{other:?} is in the report");
        assert!(!minutes.contains(other), "{other:?} is in the minutes: {minutes}");
    }
}

fn output(folder: &Path) -> Tree {
    let mut tree = tree(&folder.join("output"));
    tree.retain(|path, _| !path.starts_with(".agreement"));
    tree
}

fn names(tree: &Tree) -> Vec<String> {
    tree.keys().map(|path| path.to_string_lossy().into_owned()).collect()
}

#[test]
fn one_document_is_published_alone_and_everything_else_stays() {
    let desk = family();
    told(desk.path(), &["build"]).ended(0);
    let before = output(desk.path());
    let all = [
        "action-plan-june-2021.html",
        "action-plan-june-2021.pdf",
        "harbour-community-safety-agreement-april-2021.html",
        "harbour-community-safety-agreement-april-2021.pdf",
        "index.html",
        "update-report-november-2021.html",
        "update-report-november-2021.pdf",
    ];
    assert_eq!(names(&before), all);
    // Every document is another now, and one of them is published.
    edit(&desk.path().join(PLAN), "The plan belongs", "This plan belongs");
    edit(&desk.path().join(REPORT), "rings the bell", "beats the drum");
    edit(&desk.path().join("content/chapters/01-introduction.md"), "is made by", "is kept by");
    told(desk.path(), &["build", "action-plan"]).ended(0);
    let after = output(desk.path());
    assert_eq!(names(&after), all);
    let changed: Vec<String> =
        names(&after).into_iter().filter(|name| after[Path::new(name)] != before[Path::new(name)]).collect();
    assert_eq!(changed, ["action-plan-june-2021.html", "action-plan-june-2021.pdf"]);
    // The pages of what it refers to are the same as in a build of everything.
    told(desk.path(), &["build"]).ended(0);
    let whole = output(desk.path());
    for name in changed {
        assert!(whole[Path::new(&name)] == after[Path::new(&name)], "{name} made alone is another");
    }
}

#[test]
fn a_document_that_is_not_there_is_told_with_those_that_are() {
    let desk = family();
    let before = tree(desk.path());
    let near = told(desk.path(), &["build", "action-plans"]).ended(2);
    assert!(near.err.contains("there is no document “action-plans”; did you mean action-plan?"), "{near:?}");
    let far = told(desk.path(), &["build", "weather"]).ended(2);
    let known = "the documents of these sources are agreement, action-plan, update-report";
    assert!(far.err.contains(&format!("there is no document “weather”; {known}")), "{far:?}");
    assert_same(&before, &tree(desk.path()), "after a name that nobody knows");
}

#[test]
fn a_document_that_is_taken_away_takes_its_files_and_its_line_on_the_front_page_along() {
    let desk = family();
    told(desk.path(), &["build"]).ended(0);
    fs::remove_dir_all(desk.path().join("content/update-report")).expect("removed");
    let run = told(desk.path(), &["build"]).ended(0);
    assert!(run.out.contains("output/update-report-november-2021.pdf  removed"), "{run:?}");
    let after = output(desk.path());
    assert_eq!(after.len(), 5, "{:?}", names(&after));
    let front = String::from_utf8_lossy(&after[Path::new("index.html")].0).into_owned();
    assert!(!front.contains("update") && front.contains("./action-plan-june-2021.pdf"), "{}", words(&front));
}

#[test]
fn with_an_error_in_one_document_none_is_published() {
    let desk = family();
    told(desk.path(), &["build"]).ended(0);
    let before = output(desk.path());
    edit(&desk.path().join(ACTIONS), "owner: hcsp", "owner: hscp");
    for arguments in [&["build"][..], &["build", "update-report"]] {
        let run = told(desk.path(), arguments).ended(1);
        assert!(
            run.err.contains("content/data/actions.yaml:5:12") && run.err.contains("nothing was published"),
            "{run:?}"
        );
    }
    assert_same(&before, &output(desk.path()), "after an error");
}
