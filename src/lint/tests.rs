//! Pages, levels and exceptions of lints, whatever they look for.

use super::sample::{CHAPTER, chapter, files, findings, findings_since};
use super::*;

/// The examples of a page after "Before:" or "After:": for each, the file and its text.
fn examples(page: &str, heading: &str) -> Vec<(String, String)> {
    let Some((_, after)) = page.split_once(&format!("\n{heading}\n")) else { return Vec::new() };
    let after = after.split("\nAfter:\n").next().unwrap_or(after).split("\nSource:").next().unwrap_or(after);
    let mut found = Vec::new();
    for block in after.split("\n```").skip(1).step_by(2) {
        let (info, text) = block.split_once('\n').unwrap_or((block, ""));
        let path = info.split_once(' ').map_or(CHAPTER, |(_, path)| path).to_owned();
        let text = if path == CHAPTER && !text.starts_with("---") { chapter(text) } else { format!("{text}\n") };
        found.push((path, text));
    }
    found
}

#[test]
fn the_sample_is_sound() {
    let (files, found) = findings(&[], None);
    let told: Vec<String> =
        found.iter().map(|one| format!("{}: {} {}", one.code, one.message, files.written(one.primary.span))).collect();
    assert_eq!(told, Vec::<String>::new());
}

#[test]
fn every_lint_has_a_page_with_its_reason_and_its_source() {
    for lint in LINTS {
        let page = lint.page();
        let name = lint.code;
        assert!(lint.summary().ends_with('.'), "{name} begins with a sentence");
        assert!(page.split("\n\n").nth(1).is_some_and(|why| why.len() > 60), "{name} says why");
        assert!(page.contains("\nSource: "), "{name} names the source of its rule");
        assert!(!examples(&page, "Before:").is_empty(), "{name} has an example");
    }
}

#[test]
fn every_example_is_found_before_and_not_after() {
    for lint in LINTS {
        let page = lint.page();
        for (heading, expected) in [("Before:", true), ("After:", false)] {
            let examples = examples(&page, heading);
            let changes: Vec<(&str, &str)> =
                examples.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
            // What is off by itself is switched on.
            let settings = "format: 1\ntitle: Kent Community Safety Agreement\nshort-title: Kent CSA\n\
                            description: How partners in Kent work together.\npartnership: kcsp\narea: Kent\n\
                            language: en-GB\ncheck:\n";
            let settings = format!("{settings}  {}: warning\n", lint.code);
            let mut with = vec![("agreement.yaml", settings.as_str())];
            with.extend(changes);
            let (_, found) = findings_since(&with, &[]);
            let told = found.iter().any(|finding| finding.code == lint.code);
            assert_eq!(told, expected, "{} {heading} {examples:?}", lint.code);
        }
    }
}

#[test]
fn codes_are_unique() {
    let mut codes: Vec<&str> = LINTS.iter().map(|lint| lint.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), LINTS.len());
}

fn told(changes: &[(&str, &str)]) -> Vec<(&'static str, Severity, String)> {
    let (files, found) = findings(changes, None);
    found.iter().map(|one| (one.code, one.severity, files.written(one.primary.span).to_owned())).collect()
}

#[test]
fn a_county_sets_the_level_of_a_lint() {
    let text = chapter("See page 4.");
    for (word, expected) in [("hint", Some(Severity::Hint)), ("error", Some(Severity::Error)), ("off", None)] {
        let settings = format!("format: 1\ncheck:\n  typed-number: {word}\n");
        let told = told(&[("agreement.yaml", &settings), (CHAPTER, &text)]);
        let found = told.iter().find(|(code, ..)| *code == "typed-number").map(|(_, severity, _)| *severity);
        assert_eq!(found, expected, "{word}");
    }
}

#[test]
fn a_part_allows_what_is_right_in_its_place() {
    let allowed = "---\ntitle: A\nallow:\n  typed-number: it is the page of another book\n---\n\nSee page 4.\n";
    assert_eq!(told(&[(CHAPTER, allowed)]), []);
    let unused = allowed.replace("page 4", "the book");
    assert_eq!(told(&[(CHAPTER, &unused)]), [("unused-allow", Severity::Hint, "typed-number".to_owned())]);
}

#[test]
fn a_level_or_a_check_that_does_not_exist_is_an_error() {
    let settings = "format: 1\ncheck:\n  typed-numbers: off\n  typed-number: sometimes\n";
    let told = told(&[("agreement.yaml", settings)]);
    let words: Vec<(&str, &str)> = told.iter().map(|(code, _, words)| (*code, words.as_str())).collect();
    assert_eq!(words, [("unknown-check", "typed-numbers"), ("unknown-word", "sometimes")]);
}

#[test]
fn a_thousand_findings_of_a_lint_are_enough() {
    let text = chapter(&"See page 4. ".repeat(MOST + 7));
    let (_, found) = findings(&[(CHAPTER, &text)], None);
    assert_eq!(found.len(), MOST + 1);
    assert!(found.iter().any(|finding| finding.message.contains("There are 7 more")), "{:?}", found.last());
}

#[test]
fn sources_that_could_not_be_read_are_not_said_to_lack_anything() {
    let files = files(&[("data/bodies.yaml", "bodies: [")]);
    let (agreement, _) = Agreement::read(&files);
    assert!(!agreement.is_complete());
}
