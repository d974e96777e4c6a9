//! A name, a post or an item of the data that ends with a comma, a semicolon or a colon.
//!
//! Names are printed in tables, lists and sentences, so a mark that was left at the end of one
//! turns up everywhere, and reads as if something had been cut off.
//!
//! Before:
//!
//! ```yaml data/glossary.yaml
//! terms:
//!   - { id: csa, name: "Community Safety Agreement;", short: CSA }
//! ```
//!
//! After:
//!
//! ```yaml data/glossary.yaml
//! terms:
//!   - { id: csa, name: Community Safety Agreement, short: CSA }
//! ```
//!
//! Source: the source format of this tool: names are plain words.

use super::{Case, Level, Lint, Report};

/// A mark that was left at the end of a name.
pub(super) const LINT: Lint =
    Lint { code: "loose-punctuation", level: Level::Warning, file: include_str!("loose_punctuation.rs"), check };

/// The keys whose values are printed among other words, or alone in a cell.
const NAMES: [&str; 14] = [
    "name",
    "short",
    "title",
    "short-title",
    "post",
    "offices",
    "includes",
    "heading",
    "items",
    "issues",
    "other-issues",
    "services",
    "what",
    "area",
];

fn check(case: &Case<'_>, report: &mut Report) {
    for passage in
        case.reading.passages.iter().filter(|passage| passage.data().is_some_and(|(_, key)| NAMES.contains(&key)))
    {
        let text = &passage.text;
        let bare = text.trim_end_matches([',', ';', ':', ' ']);
        if bare.len() == text.len() || bare.is_empty() {
            continue;
        }
        let range = bare.len()..text.len();
        let place = passage.place(&range);
        let exact = place.end - place.start == range.len();
        report.add(place, "this mark at the end would be printed", |finding| {
            let finding = finding.help("take it out");
            if exact { finding.suggest(place, "", true) } else { finding }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::found_with;

    fn names(name: &str) -> Vec<String> {
        let text = format!("terms:\n  - {{ id: csa, name: \"{name}\", short: CSA }}\n");
        found_with("loose-punctuation", &[("data/glossary.yaml", &text)], None)
    }

    #[test]
    fn a_mark_at_the_end_is_found() {
        assert_eq!(names("Community Safety Agreement;"), [";"]);
    }

    #[test]
    fn marks_inside_a_name_belong_to_it() {
        for name in ["Safer in Kent: The Plan", "Employment, Training and Education", "What next?", "Smith Ltd."] {
            assert_eq!(names(name), Vec::<String>::new(), "{name}");
        }
    }
}
