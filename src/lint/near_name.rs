//! A name that is written almost as the data has it: other capitals, "&", a hyphen, a slip.
//!
//! A reader cannot know that two spellings mean one body, a search finds only one of them, and a
//! screen reader reads them as two. A value is always spelled as in the data. Words in small
//! letters, plurals and names that belong to longer ones are left alone.
//!
//! Before:
//!
//! ```md
//! The Kent Fire & Rescue Service works on Serious Violence & Organised Crime.
//! ```
//!
//! After:
//!
//! ```md
//! The {{ body.kfrs }} works on {{ priority.violence }}.
//! ```
//!
//! Source: WCAG 2.2, success criterion 3.2.4 (Consistent Identification), as a rule for names.

use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::reading::{Fit, Form, Known, Miss, Passage, Said};

/// A name that is almost right.
pub(super) const LINT: Lint =
    Lint { code: "near-name", level: Level::Warning, file: include_str!("near_name.rs"), check };

fn check(case: &Case<'_>, report: &mut Report) {
    let names = case.reading.known();
    for (passage, mentions) in case.reading.with_mentions() {
        for mention in mentions.iter().filter(|mention| mention.fit == Fit::Loose && passage.is_typed(&mention.range)) {
            let Some(known) = names.known.get(mention.known).filter(|known| known.said != Said::Former) else {
                continue;
            };
            let title = matches!(passage.form, Form::Heading | Form::Caption | Form::ColumnHeader | Form::BoxTitle)
                || matches!(passage.form, Form::Data { key: "title" | "heading" | "short-title", .. });
            if in_longer_name(passage, &mention.range)
                || title && only_more_capitals(passage.words_of(&mention.range), known)
            {
                continue;
            }
            tell(passage, &mention.range, known, true, report);
        }
    }
    for (passage, misses) in case.reading.with_misses() {
        for miss in misses.iter().filter(|miss| miss.miss == Miss::Letters) {
            let Some(known) = names.known.get(miss.known) else { continue };
            if !in_longer_name(passage, &miss.range) {
                tell(passage, &miss.range, known, false, report);
            }
        }
    }
    for short in case.reading.short_forms() {
        let known = short.near.and_then(|near| names.known.get(near));
        let (Some(known), Some(passage)) = (known, case.reading.passages.get(short.passage)) else { continue };
        tell(passage, &short.range, known, false, report);
    }
}

fn tell(passage: &Passage<'_>, range: &Range<usize>, known: &Known, sure: bool, report: &mut Report) {
    let message = format!("`{}` is almost `{}`", passage.words_of(range), known.words);
    let value = known.value.as_ref().filter(|_| passage.data().is_none_or(|_| passage.is_prose()) && !known.singular);
    let place = passage.place(range);
    report.add(place, message, |finding| {
        let finding = finding.also(known.place, "its name is set here");
        match value {
            // Of a plural and in a heading the value would print other words.
            Some(value) => {
                let small =
                    !known.words.contains(char::is_uppercase) && passage.words_of(range).contains(char::is_uppercase);
                let certain =
                    sure && !small && passage.is_prose() && known.said == Said::Full && !passage.is_linked(range);
                finding
                    .help(format!("write `{value}`, which is always spelled as in the data"))
                    .suggest(place, value, certain)
            }
            None if known.singular => finding.help("write it as in the data"),
            None => finding.help("write it as in the data").suggest(place, &known.words, false),
        }
    });
}

/// Whether a range is part of a longer name, which may be spelled as it likes.
fn in_longer_name(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    let after = passage.text.get(range.end..).unwrap_or_default();
    let followed = after.strip_prefix([' ', '-']).is_some_and(|rest| rest.starts_with(char::is_uppercase))
        || after.strip_prefix(", ").is_some_and(|rest| {
            // "Anti-social Behaviour, Crime and Policing Act": a name goes on after a comma.
            let mut words =
                rest.split(' ').take(8).take_while(|word| word.starts_with(char::is_uppercase) || *word == "and");
            words.any(|word| {
                matches!(word.trim_matches(|c: char| !c.is_alphabetic()), "Act" | "Bill" | "Regulations" | "Order")
            })
        });
    let before = passage.text.get(..range.start).unwrap_or_default();
    let preceded = before.strip_suffix([' ', '-']).is_some_and(|before| {
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let rest = before.get(..before.len() - word.len()).unwrap_or_default().trim_end();
        // The first word of a sentence has a capital anyway.
        let first = rest.is_empty() || rest.ends_with(['.', ':', '?', '!']);
        !first && word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphanumeric)
    });
    followed || preceded
}

/// Whether words differ from a name only by more capitals, as those of a title may.
fn only_more_capitals(words: &str, known: &Known) -> bool {
    let mut pairs = words.chars().zip(known.words.chars());
    words.chars().count() == known.words.chars().count()
        && pairs.all(|(a, b)| a == b || a.is_uppercase() && a.to_lowercase().eq(b.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, findings, found, found_with, mended};

    const CODE: &str = "near-name";
    const LAWS: &str = "legislation:\n  \
        - { id: crime-and-disorder-1998, title: Crime and Disorder Act, kind: act, year: 1998 }\n  \
        - { id: abuse-bill, title: Domestic Abuse Bill, kind: bill }\n  \
        - { id: terror, title: Counter-Terrorism and Security Act, kind: act, year: 2015 }\n  \
        - { id: asb, title: \"Anti-social Behaviour, Crime and Policing Act\", kind: act, year: 2014 }\n  \
        - { id: victims, title: \"Domestic Violence, Crime and Victims Act\", kind: act, year: 2004 }\n  \
        - { id: policing, title: Policing and Crime Act, kind: act, year: 2009 }\n";
    const BODIES: &str = "bodies:\n  \
        - { id: kcsp, name: Kent Community Safety Partnership, short: KCSP }\n  \
        - { id: csps, name: Community Safety Partnerships, short: CSPs, many: true }\n  \
        - { id: kent-police, name: Kent Police, roles: [responsible-authority] }\n  \
        - { id: kfrs, name: Kent Fire and Rescue Service, short: KFRS }\n  \
        - { id: kss-crc, name: \"Kent, Surrey and Sussex Community Rehabilitation Company\", short: KSS CRC }\n";
    const PRIORITIES: &str = "priorities:\n  \
        - { id: abuse, name: Domestic Abuse, lead: { post: A, body: kent-police } }\n  \
        - { id: asb, name: Anti-Social Behaviour, lead: { post: A, body: kent-police } }\n  \
        - { id: violence, name: Serious Violence and Organised Crime, lead: { post: A, body: kent-police } }\n  \
        - { id: hate, name: Preventing Extremism and Hate, lead: { post: A, body: kent-police } }\n\
        cross-cutting-themes:\n  \
        - { id: life, name: Improve Quality of Life and Enhance Community Resilience }\n";

    fn near(body: &str) -> Vec<String> {
        let text = chapter(body);
        let changes = [
            ("data/legislation.yaml", LAWS),
            ("data/bodies.yaml", BODIES),
            ("data/priorities.yaml", PRIORITIES),
            (CHAPTER, &text),
        ];
        found_with(CODE, &changes, None)
    }

    #[test]
    fn other_capitals_marks_and_slips_are_found() {
        for words in [
            "Preventing Extremism & Hate",
            "Serious Violence & Organised Crime",
            "Anti-social Behaviour",
            "Antisocial Behaviour",
            "Kent Fire & Rescue Service",
            "Kent Surrey and Sussex Community Rehabilitation Company",
            "Kent Comunity Safety Partnership",
            "Counter-terrorism and Security Act 2015",
            "Counter Terrorism and Security Act 2015",
            "Domestic Violence, Crime and Victims Act (2004)",
            "Police and Crime Act 2009",
            "Improve Quality of Life an Enhance Community Resilience",
        ] {
            assert_eq!(near(&format!("Partners work on {words} in the county.")), [words], "{words}");
        }
    }

    #[test]
    fn a_short_form_with_a_letter_missing_is_found() {
        assert_eq!(near("The {{ body.kss-crc.name }} (KSS RC) ran it."), ["KSS RC"]);
        assert_eq!(near("The KSS RC ran it."), ["KSS RC"]);
        assert_eq!(near("The Kent Fire and Rescue Service (KFR) ran it."), ["KFR"]);
    }

    #[test]
    fn what_is_right_or_belongs_to_another_name_is_left_alone() {
        for text in [
            "Preventing Extremism and Hate, Anti-Social Behaviour and Domestic Abuse.",
            "We deal with anti-social behaviour, antisocial behaviour and serious violence and organised crime.",
            "Domestic abuse is a crime, and Serious violence and organised crime is another.",
            "A Community Safety Partnership and the Community Safety Partnership's plan; Kent Police's plan.",
            "The Anti-social Behaviour Act 2003 and the Anti-social Behaviour, Crime and Policing Act 2014.",
            "The Kent Anti-social Behaviour Unit.",
            "Kent Community Safety Team and Kent Policy.",
            "Policing and Crime Act 2017.",
            "Police, Fire & Rescue.",
            "The Kent Safety Road Company (KSRC) ran it, and the KSRC stayed.",
            "KENT FIRE & RESCUE SERVICE",
            "Serious. Violence and Organised Crime",
            "{{ priority.hate }} and {{ legislation.terror }}",
        ] {
            assert_eq!(near(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn what_is_in_the_plan_of_the_police_is_known_too() {
        let plan = "plan: safer-in-kent\nchief-constable:\n  \
                    - { id: service, name: Deliver an efficient and accessible service }\n";
        for words in [
            "Deliver and Efficient and Accessible Service",
            "Chief Constables Priorities",
            "Safer in Kent: the Community Safety Plan",
        ] {
            let text = chapter(&format!("In the table stands {words}, which is wrong."));
            let found = found_with(CODE, &[("data/police-and-crime-plan.yaml", plan), (CHAPTER, &text)], None);
            assert_eq!(found, [words], "{words}");
        }
        let right =
            chapter("In it stands Deliver an Efficient and Accessible Service; the Chief Constable's priorities.");
        let changes = [("data/police-and-crime-plan.yaml", plan), (CHAPTER, right.as_str())];
        assert_eq!(found_with(CODE, &changes, None), Vec::<String>::new());
    }

    #[test]
    fn a_title_may_have_more_capitals_than_a_name() {
        let priorities =
            PRIORITIES.replace("Serious Violence and Organised Crime", "Response to the pandemic of COVID-19");
        let text = chapter("## Response to the Pandemic of COVID-19\n\nIn the Response to the Pandemic of COVID-19.");
        let changes = [("data/priorities.yaml", priorities.as_str()), (CHAPTER, &text)];
        assert_eq!(found_with(CODE, &changes, None), ["Response to the Pandemic of COVID-19"]);
    }

    #[test]
    fn the_value_is_offered_and_mends_what_is_sure() {
        assert_eq!(mended(CODE, "On Serious Violence & Organised Crime."), "On {{ priority.violence }}.");
        assert_eq!(mended(CODE, "The Kent Fire & Rescue Service."), "The {{ body.kfrs.name }}.");
        assert_eq!(mended(CODE, "On Community Safety agreement."), "On {{ term.csa.name }}.");
        assert_eq!(mended(CODE, "The Kent Fire and Recsue Service."), "The Kent Fire and Recsue Service.");
        let (_, found) = findings(&[(CHAPTER, &chapter("The Kent Fire and Recsue Service."))], None);
        let found = found.iter().find(|finding| finding.code == CODE).expect("a finding");
        assert_eq!(found.message, "“Kent Fire and Recsue Service” is almost “Kent Fire and Rescue Service”");
        assert_eq!(found.suggestion.as_ref().map(|one| one.replacement.as_str()), Some("{{ body.kfrs.name }}"));
    }

    #[test]
    fn a_long_text_of_rare_words_takes_no_longer_for_its_length() {
        let text = "Kent Community Rehabilitation Surrey Sussex Rescue Enhance ".repeat(2_000);
        assert_eq!(found(CODE, &text), Vec::<String>::new());
    }
}
