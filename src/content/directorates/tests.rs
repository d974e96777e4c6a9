//! The directorates of a council: each fault at its place, and what is counted and listed.

use crate::document::{BlockKind, plain_text};
use crate::family::sample::{PLAN, paragraphs, part, places, sound, told};

const FILE: &str = "data/directorates.yaml";
const DIRECTORATES: &str = "\
council: kcsp
directorates:
  - id: adults
    name: Adult Services
    services: [Safeguarding]
    contribution: Protects adults.
  - id: health
    name: Public Health
    services: [Alcohol, Drugs]
    contribution: Keeps people well.
    from: 2013-04
services: [Safeguarding, Alcohol, Drugs]
";

#[track_caller]
fn changed(from: &str, to: &str) -> Vec<String> {
    assert!(DIRECTORATES.contains(from), "{from}");
    places(&[(FILE, &DIRECTORATES.replacen(from, to, 1))])
}

#[test]
fn each_fault_is_told_at_its_place() {
    for (from, to, place) in [
        ("council: kcsp\n", "", "1:1 missing-field"),
        ("council: kcsp", "council: kcps", "1:10 unknown-name"),
        ("id: health", "id: adults", "7:9 duplicate-id"),
        ("id: health", "id: Public Health", "7:9 bad-id"),
        ("name: Public Health", "name: Adult Services", "8:11 duplicate-name"),
        ("services: [Alcohol, Drugs]", "services: [Drugs, Drugs]", "9:23 duplicate-id"),
        ("[Safeguarding, Alcohol, Drugs]", "[Alcohol, Drugs, Alcohol]", "12:28 duplicate-id"),
        ("    contribution: Protects adults.\n", "", "3:5 missing-field"),
        ("from: 2013-04", "from: April 2013", "11:11 bad-date"),
        ("contribution: Keeps", "contributes: Keeps", "10:5 unknown-key"),
        ("services: [Alcohol, Drugs]", "services: Alcohol", "9:15 wrong-type"),
    ] {
        assert_eq!(changed(from, to), [format!("{FILE}:{place}")], "{to}");
    }
}

#[test]
fn an_empty_item_of_a_list_is_told_with_what_to_do() {
    let text = DIRECTORATES.replace("services: [Alcohol, Drugs]", "services:\n      - Alcohol\n      -\n");
    let expected = "An item of “services” must be words, and there is nothing / Write it, or delete the hyphen.";
    let told = told(&[(FILE, &text)]);
    assert!(told.len() == 1 && told[0].ends_with(&format!(" wrong-type: {expected}")), "{told:?}");
}

#[test]
fn a_diagram_without_directorates_asks_for_some() {
    let told = told(&[(FILE, "council: kcsp\ndirectorates: []\n"), (PLAN, &part("{{ organisation-diagram }}"))]);
    assert!(
        told.len() == 1 && told[0].ends_with("there are none / Add directorates to data/directorates.yaml."),
        "{told:?}"
    );
}

#[test]
fn what_is_counted_listed_and_said_follows_from_the_file() {
    let text = "{{ count.directorates | words }} and {{ count.services }}\n\n{{ directorates }}\n\n{{ services }}";
    let document = sound("action-plan", &[(FILE, DIRECTORATES), (PLAN, &part(text))]);
    let words = paragraphs(&document);
    assert!(words.contains(&"two and 3".to_owned()), "{words:?}");
    assert_eq!(words.iter().filter(|words| *words == "Drugs").count(), 1, "{words:?}");
    assert!(words.contains(&"Keeps people well.".to_owned()), "{words:?}");
    let since = document.walk().into_iter().filter_map(|block| match &block.kind {
        BlockKind::Note(content) => Some(plain_text(content)),
        _ => None,
    });
    assert_eq!(since.collect::<Vec<_>>(), ["from April 2013"]);
}
