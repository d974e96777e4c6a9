//! A short form in capitals that the data does not know and the document does not spell out.
//!
//! Those who use a short form every day do not see it any more; who meets "OPCC" for the first
//! time cannot read on, and a screen reader may speak it as a word. One that is spelled out by
//! hand again and again is told from the second time on: a term of the glossary is spelled out
//! once. Short forms that everybody knows, such as UK, NHS and PDF, are left alone.
//!
//! Before:
//!
//! ```md
//! The funding went to the OPCC.
//! ```
//!
//! After:
//!
//! ```md
//! The funding went to the Office of the Police and Crime Commissioner (OPCC).
//! ```
//!
//! Source: WCAG 2.2, success criterion 3.1.4 (Abbreviations); GOV.UK style guide, "abbreviations
//! and acronyms".

use std::collections::{HashMap, HashSet};

use super::{Case, Level, Lint, Report};

/// A short form that the reader cannot know.
pub(super) const LINT: Lint =
    Lint { code: "unknown-short-form", level: Level::Warning, file: include_str!("unknown_short_form.rs"), check };

/// Short forms that four of five readers know, names of files and times, and numbers of Rome.
const EVERYBODY_KNOWS: [&str; 59] = [
    "UK", "US", "USA", "EU", "UN", "GB", "NHS", "GP", "MP", "VAT", "DVLA", "BBC", "ITV", "TV", "CCTV", "PC", "IT",
    "ID", "PIN", "FAQ", "DNA", "HIV", "AIDS", "COVID", "LGBT", "LGBTQ", "LGBTQI", "SMS", "SIM", "DVD", "CD", "PDF",
    "CSV", "HTML", "URL", "USB", "WC", "AM", "PM", "AD", "BC", "GMT", "BST", "DIY", "OK", "GCSE", "PhD", "BA", "MA",
    "QR", "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XX",
];

/// Words that an author stresses with capitals.
const STRESSED: [&str; 24] = [
    "AND", "ALL", "ANY", "ARE", "AS", "AT", "BE", "BUT", "DO", "IF", "IN", "IS", "IT", "MAY", "MUST", "NEVER", "NO",
    "NOT", "ON", "ONLY", "OR", "SHOULD", "THE", "TO",
];

fn check(case: &Case<'_>, report: &mut Report) {
    let mut spelled_out: HashSet<&str> = HashSet::new();
    let mut told: HashMap<&str, ()> = HashMap::new();
    let shorts = case.reading.short_forms();
    let defined: HashSet<&str> = shorts.iter().filter(|one| one.spelled_out).map(|one| one.words.as_str()).collect();
    for short in shorts {
        let words = short.words.as_str();
        let known = |word: &str| EVERYBODY_KNOWS.contains(&word) || STRESSED.contains(&word);
        // What is nearly a known short form is told by another check.
        if short.known || short.stressed || short.near.is_some() || words.split(' ').all(known) {
            continue;
        }
        let Some(passage) = case.reading.passages.get(short.passage) else { continue };
        let place = passage.place(&short.range);
        if short.spelled_out {
            if !spelled_out.insert(words) {
                report.add(place, format!("`{words}` is spelled out by hand once more"), |finding| {
                    finding.help(
                        "make it a term in data/glossary.yaml and write its value: it is then spelled out at its \
                         first use only",
                    )
                });
            }
        } else if !spelled_out.contains(words) && told.insert(words, ()).is_none() {
            let message = format!("nothing tells the reader what `{words}` means");
            let message =
                if defined.contains(words) { format!("`{words}` is spelled out only further down") } else { message };
            report.add(place, message, |finding| {
                finding
                    .help("spell it out at its first use, or make it a term in data/glossary.yaml and write its value")
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::found;

    const CODE: &str = "unknown-short-form";

    #[test]
    fn what_is_never_spelled_out_is_told_once() {
        assert_eq!(
            found(CODE, "The OPCC and the KCC met. The OPCC won. A PESTELO analysis."),
            ["OPCC", "KCC", "PESTELO"]
        );
        assert_eq!(found(CODE, "Both MASHs met."), ["MASHs"]);
    }

    #[test]
    fn what_is_spelled_out_too_late_or_too_often_is_told() {
        let text = "The OPCC won.\n\nThe Office of the Police and Crime Commissioner (OPCC) won.";
        assert_eq!(found(CODE, text), ["OPCC"]);
        let text = "The Youth Justice Board (YJB) met.\n\nThe YJB stayed.\n\nThe Youth Justice Board (YJB) left.";
        assert_eq!(found(CODE, text), ["YJB"]);
    }

    #[test]
    fn what_the_reader_can_know_is_left_alone() {
        for text in [
            "The Youth Justice Board (YJB) met, and the YJB stayed.",
            "The YJB (Youth Justice Board) met, and the YJB stayed.",
            "The KCSP and its CSPs keep the CSA; KFRS's plan.",
            "The UK, the EU and the NHS fought COVID-19 with a PDF.",
            "You must NOT do this, and only IF you must.",
            "A warning: WARNING DO NOT TOUCH. It is URGENT, and urgent again.",
            "Chapter II, part 2B, ME15 9QB, S106, A4, `API_KEY`, API_KEY and https://KCC.example.",
            "# KENT COUNTY COUNCIL",
            "I am, a B, and Mr A. B. Smith.",
        ] {
            assert_eq!(found(CODE, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_name_of_the_data_explains_its_own_capitals() {
        let bodies = "bodies:\n  - { id: kcsp, name: Kent Community Safety Partnership, short: KCSP }\n  \
                      - { id: group, name: KMPT Working Group }\n";
        let text = super::super::sample::chapter("The KMPT Working Group met.");
        let changes = [("data/bodies.yaml", bodies), (super::super::sample::CHAPTER, text.as_str())];
        assert_eq!(super::super::sample::found_with(CODE, &changes, None), Vec::<String>::new());
    }
}
