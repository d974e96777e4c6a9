//! Words that may be meant for a name of the data: one of them is missing, or one too many.
//!
//! "Kent and Medway Clinical Commissioning Group" and "NHS Kent and Medway Clinical Commissioning
//! Group" are one body to those who know, and two to a reader. Whether the same thing is meant
//! only the editor can tell, so this is a hint.
//!
//! Before:
//!
//! ```md
//! The Kent Fire and Water Rescue Service works on Serious Violence and Crime.
//! ```
//!
//! After:
//!
//! ```md
//! The {{ body.kfrs }} works on {{ priority.violence }}.
//! ```
//!
//! Source: WCAG 2.2, success criterion 3.2.4 (Consistent Identification), as a rule for names.

use super::{Case, Level, Lint, Report};
use crate::reading::{Miss, quotes};

/// Words that may be meant for a name.
pub(super) const LINT: Lint =
    Lint { code: "similar-name", level: Level::Hint, file: include_str!("similar_name.rs"), check };

fn check(case: &Case<'_>, report: &mut Report) {
    let names = case.reading.known();
    for (passage, misses) in case.reading.with_misses() {
        let quoted = if misses.is_empty() { None } else { Some(quotes(&passage.text)) };
        for miss in misses {
            let Some(known) = names.known.get(miss.known) else { continue };
            // What is quoted is called so by others.
            if quoted.as_ref().is_some_and(|quoted| quoted.hold(&miss.range)) {
                continue;
            }
            let how = match miss.miss {
                // Another check is sure of these.
                Miss::Letters => continue,
                Miss::Missing => "a word less",
                Miss::Extra => "a word more",
                Miss::Number => "another number",
            };
            let message = format!("`{}` is `{}` with {how}", passage.words_of(&miss.range), known.words);
            let place = passage.place(&miss.range);
            let value = known.value.as_ref().filter(|_| passage.data().is_none_or(|_| passage.is_prose()));
            report.add(place, message, |finding| {
                let finding = finding.also(known.place, "this name is set here");
                match value {
                    Some(value) => finding
                        .help(format!(
                            "if the same is meant, write `{value}`; if not, give the other a name in the data"
                        ))
                        .suggest(place, value, false),
                    None => finding.help("if the same is meant, write the same name"),
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, found_with};

    fn similar(body: &str) -> Vec<String> {
        let bodies = "bodies:\n  \
            - { id: kcsp, name: Kent Community Safety Partnership, short: KCSP }\n  \
            - { id: csps, name: Community Safety Partnerships, short: CSPs, many: true }\n  \
            - { id: kent-police, name: Kent Police, roles: [responsible-authority] }\n  \
            - { id: kfrs, name: Kent Fire and Rescue Service, short: KFRS }\n  \
            - { id: ccg, name: NHS Kent and Medway Clinical Commissioning Group, short: CCG }\n  \
            - { id: committee, name: Crime and Disorder Committee }\n  \
            - { id: scrutiny, name: Scrutiny Committee }\n  \
            - { id: steering, name: Domestic Homicide Review Steering Group }\n";
        found_with("similar-name", &[("data/bodies.yaml", bodies), (CHAPTER, &chapter(body))], None)
    }

    #[test]
    fn a_word_more_or_less_is_found() {
        for words in [
            "Kent and Medway Clinical Commissioning Group",
            "Crime and Disorder Scrutiny Committee",
            "Domestic Homicide Steering Group",
            "Domestic Homicide Reviews Steering Group",
            "Kent Fire and Sea Rescue Service",
        ] {
            assert_eq!(similar(&format!("We told the {words} of it.")), [words], "{words}");
        }
    }

    #[test]
    fn other_names_and_ordinary_words_are_left_alone() {
        for text in [
            "The Scrutiny Committee and the Crime and Disorder Committee met.",
            "A Community Safety Partnership and the Kent Community Safety Agreement.",
            "The Kent Community Safety Team and the Kent Community Safety Unit.",
            "The domestic homicide steering group and the fire and sea rescue service.",
            "Clinical Commissioning Groups, and the Surrey and Sussex Clinical Commissioning Group.",
            "Crime and Disorder Act 1998, and \"Crime and Disorder Scrutiny Committee\" as others call it",
            "The Steering Group for Domestic Homicide",
            "{{ body.ccg }} and {{ body.committee }}",
        ] {
            assert_eq!(similar(text), Vec::<String>::new(), "{text}");
        }
    }
}
