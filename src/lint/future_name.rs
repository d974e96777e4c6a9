//! A body or a plan that is still to come and is spoken of as if it were here.
//!
//! Until its first day a new body has no powers, and a reader who turns to it is sent away. "Will
//! be responsible from 26 June" is right, "is responsible" is not. Of an Act that is not yet in
//! force only that it "applies" or "is in force" is told.
//!
//! Before:
//!
//! ```md
//! The {{ body.new-board }} is responsible for the roads.
//! ```
//!
//! After:
//!
//! ```md
//! The {{ body.new-board }} will be responsible for the roads.
//! ```
//!
//! Source: the source format of this tool (`from` and `in-force` in the data).

use std::collections::HashMap;

use super::{Case, Level, Lint, Report};
use crate::agreement::{Kind, Named};
use crate::date::Date;
use crate::reading::Tense;

/// Something that is still to come, spoken of as if it were here.
pub(super) const LINT: Lint =
    Lint { code: "future-name", level: Level::Warning, file: include_str!("future_name.rs"), check };

fn check(case: &Case<'_>, report: &mut Report) {
    let Some(day) = case.as_at else { return };
    let beginnings: Vec<Option<Date>> =
        case.names.iter().map(|named| beginning(named).filter(|from| *from > day)).collect();
    let of = case.names.iter().zip(&beginnings).filter_map(|(named, from)| Some((named, (*from)?)));
    let of: HashMap<(Kind, &str), (&Named<'_>, Date)> =
        of.map(|(named, from)| ((named.kind, named.id.value.as_str()), (named, from))).collect();
    if of.is_empty() {
        return;
    }
    for standing in case.agreement.standings().into_iter().filter(|standing| standing.kind == Kind::Body) {
        let Some((named, from)) = of.get(&(standing.kind, standing.id)) else { continue };
        let message = format!("`{}` begins only on {}, but {} already", named.full, from.long(), standing.words);
        report.add(standing.place, message, |finding| {
            let finding = match &named.from {
                Some(from) => finding.also(from.span, "its first day is set here"),
                None => finding,
            };
            finding.help(
                "leave it out until then, or name it as the one that follows: `succeeded-by` of the body before it",
            )
        });
    }
    for spoken in case.reading.spoken_of(|name| beginnings.get(name).is_some_and(Option::is_some)) {
        let (Some(named), Some(Some(from))) = (case.names.get(spoken.name), beginnings.get(spoken.name)) else {
            continue;
        };
        let Some((Tense::Present, words)) = spoken.verb(named.many) else { continue };
        let after = spoken.passage.words_of(&(words.end..spoken.sentence.end));
        let verb = spoken.passage.words_of(&words);
        if named.kind == Kind::Legislation
            && !(verb.ends_with("applies") || verb.ends_with("is") && after.trim_start().starts_with("in force"))
        {
            continue;
        }
        // "Is not yet here", "is expected" and the like tell that it is to come.
        if says_not_yet(spoken.words()) {
            continue;
        }
        let message =
            format!("`{}` begins only on {}, and this speaks of it as if it were here", named.full, from.long());
        report.add(spoken.passage.place(&words), message, |finding| {
            let finding = match &named.from {
                Some(from) => finding.also(from.span, "its first day is set here"),
                None => finding,
            };
            finding.help(format!("write that it will, from {}", from.long()))
        });
    }
}

/// The first day of a thing, where it is set to the day: the year in which a plan begins says too little.
fn beginning(named: &Named<'_>) -> Option<Date> {
    named.from.as_ref().filter(|from| from.span != named.name.span).map(|from| from.value)
}

/// Whether a sentence says by other words than its verb that something is to come.
fn says_not_yet(sentence: &str) -> bool {
    const WORDS: [&str; 9] =
        ["yet", "expected", "planned", "proposed", "future", "forthcoming", "preparing", "prepared", "from"];
    sentence.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, found, found_with};

    const CODE: &str = "future-name";

    #[test]
    fn what_is_to_come_is_not_told_in_the_present() {
        assert_eq!(found(CODE, "The {{ body.new-board }} is responsible."), ["{{ body.new-board }} is"]);
        assert_eq!(found(CODE, "Today the Safer Roads Board oversees the roads."), ["Safer Roads Board oversees"]);
    }

    #[test]
    fn what_is_told_of_the_future_or_of_the_past_is_right() {
        for text in [
            "From 26 June 2021 the {{ body.new-board }} will be responsible.",
            "The {{ body.new-board }} is to take over.",
            "The {{ body.new-board }} is not yet responsible.",
            "The {{ body.new-board }} is responsible from 26 June 2021.",
            "The {{ body.new-board }} and the {{ body.old-board }} managed the change.",
            "The work of the {{ body.new-board }} is being prepared.",
            "The {{ body.old-board }} is responsible.",
        ] {
            assert_eq!(found(CODE, text), Vec::<String>::new(), "{text}");
        }
        let text = chapter("The {{ body.new-board }} is responsible.");
        assert_eq!(found_with(CODE, &[(CHAPTER, &text)], Some("2021-06-26")), Vec::<String>::new());
    }

    #[test]
    fn an_act_that_is_not_yet_in_force_may_be_described() {
        let laws = "legislation:\n  - { id: crime-and-disorder-1998, title: Crime and Disorder Act, kind: act, year: 1998 }\n  \
                    - { id: abuse-bill, title: Domestic Abuse Bill, kind: bill }\n  \
                    - { id: new, title: Safer Act, kind: act, year: 2021, in-force: 2021-09-01 }\n";
        for (text, expected) in [
            ("The {{ legislation.new }} gives new powers.", None),
            ("The {{ legislation.new }} applies to partners.", Some("{{ legislation.new }} applies")),
            ("The {{ legislation.new }} is in force.", Some("{{ legislation.new }} is")),
        ] {
            let found = found_with(CODE, &[("data/legislation.yaml", laws), (CHAPTER, &chapter(text))], None);
            assert_eq!(found.first().map(String::as_str), expected, "{text}");
        }
    }

    #[test]
    fn a_place_given_before_the_first_day_is_told() {
        let bodies = "bodies:\n  - { id: kcsp, name: Kent Community Safety Partnership, short: KCSP }\n  \
                      - { id: csps, name: Community Safety Partnerships, short: CSPs, many: true }\n  \
                      - { id: kent-police, name: Kent Police, roles: [responsible-authority], from: 2021-05-01 }\n  \
                      - { id: kfrs, name: Kent Fire and Rescue Service, short: KFRS, roles: [responsible-authority] }\n";
        let found = found_with(CODE, &[("data/bodies.yaml", bodies)], None);
        assert_eq!(found, ["responsible-authority", "kent-police", "kent-police"]);
    }
}
