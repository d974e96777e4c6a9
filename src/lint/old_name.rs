//! A name that a thing no longer has, or that it should not be called by.
//!
//! A reader who meets two names looks for two things. A former name, `formerly` in the data, is
//! right in quotation marks and where the past is told; a name to `avoid` is right nowhere.
//!
//! Before:
//!
//! ```md
//! Partners work on Serious and Organised Crime.
//! ```
//!
//! After:
//!
//! ```md
//! "Serious and Organised Crime" was renamed. Partners work on {{ priority.violence }}.
//! ```
//!
//! Source: the source format of this tool (`formerly` and `avoid` in the data).

use super::{Case, Level, Lint, Report};
use crate::reading::{Fit, Known, Mention, Passage, Said, Tense, quotes, tells_an_end, times, verb_after};

/// A name that is not to be used.
pub(super) const LINT: Lint =
    Lint { code: "old-name", level: Level::Warning, file: include_str!("old_name.rs"), check };

/// Words of a sentence that tells what a thing was called.
const TOLD_AS_PAST: [&str; 15] = [
    "formerly",
    "former",
    "previously",
    "previous",
    "called",
    "known",
    "renamed",
    "became",
    "replaced",
    "replaces",
    "until",
    "originally",
    "old",
    "earlier",
    "name",
];

fn check(case: &Case<'_>, report: &mut Report) {
    let names = case.reading.known();
    if !names.known.iter().any(|known| matches!(known.said, Said::Former | Said::Avoided)) {
        return;
    }
    for (passage, mentions) in case.reading.with_mentions() {
        let old = |mention: &&Mention| {
            let said = names.known.get(mention.known).map(|known| known.said);
            matches!(said, Some(Said::Avoided)) || said == Some(Said::Former) && mention.fit == Fit::Exact
        };
        let mut old = mentions.iter().filter(old).filter(|mention| passage.is_typed(&mention.range)).peekable();
        if old.peek().is_none() {
            continue;
        }
        let quoted = quotes(&passage.text);
        let mut sentences = passage.sentences().into_iter().peekable();
        for mention in old {
            while sentences.next_if(|sentence| sentence.end <= mention.range.start).is_some() {}
            let (Some(known), Some(sentence)) = (names.known.get(mention.known), sentences.peek()) else { continue };
            let Some(named) = known.name.and_then(|name| case.names.get(name)) else { continue };
            let former = known.said == Said::Former;
            // The short beginning of a name is no other name: "Safeguarding" of "Safeguarding Vulnerable People".
            let words = passage.words_of(&mention.range);
            if former && named.full.strip_prefix(words).is_some_and(|rest| rest.starts_with(' ')) {
                continue;
            }
            let history = former
                && (!speaks(passage)
                    || quoted.hold(&mention.range)
                    || is_past(passage.words_of(sentence))
                    || matches!(
                        verb_after(&passage.text, mention.range.end, sentence.end, true),
                        Some((Tense::Past, _))
                    ));
            if !history {
                tell(passage, mention, known, &named.full, &named.value(), report);
            }
        }
    }
}

fn tell(passage: &Passage<'_>, mention: &Mention, known: &Known, now: &str, value: &str, report: &mut Report) {
    let words = passage.words_of(&mention.range);
    let place = passage.place(&mention.range);
    let (message, place_of) = match known.said {
        Said::Former => (format!("`{words}` is called `{now}` now"), "the former name is set here"),
        _ => (format!("`{words}` is to be called `{now}`"), "the name to avoid is set here"),
    };
    report.add(place, message, |finding| {
        let finding = finding.also(known.place, place_of);
        let finding = match known.said {
            Said::Former => finding.help(format!("write `{value}`, or put the former name in quotation marks")),
            _ => finding.help(format!("write `{value}`")),
        };
        finding.suggest(place, value, false)
    });
}

/// Whether the agreement itself speaks here: the names of issues that others sent in are theirs,
/// and the table of editions is history.
fn speaks(passage: &Passage<'_>) -> bool {
    passage.data().is_none_or(|(file, _)| matches!(file, "agreement.yaml" | "data/governance.yaml"))
}

/// Whether a sentence tells what was: by a word for it, or with a year and a verb of the past.
fn is_past(sentence: &str) -> bool {
    let mut words = sentence.split(|c: char| !c.is_alphanumeric());
    let was = |word: &str| matches!(word, "was" | "were" | "had");
    tells_an_end(sentence)
        || words.clone().any(|word| TOLD_AS_PAST.contains(&word.to_lowercase().as_str()))
        || words.any(was) && !times(sentence).is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, findings, found, found_with};

    const CODE: &str = "old-name";

    #[test]
    fn the_beginning_of_a_name_is_no_former_name() {
        let data = "priorities:\n  - { id: a, name: Safeguarding, until: 2017-03-31 }\n  \
                    - { id: a, name: Safeguarding Vulnerable People, from: 2017-04-01 }\n";
        let text = chapter("Partners work on Safeguarding.");
        assert_eq!(found_with(CODE, &[("data/priorities.yaml", data), (CHAPTER, &text)], None), [""; 0]);
    }

    #[test]
    fn a_former_name_is_not_used_as_if_it_were_current() {
        for text in [
            "Partners work on Serious and Organised Crime.",
            "## Serious and Organised Crime",
            "- Serious and Organised Crime",
            "The lead for Serious and Organised Crime is a superintendent.",
        ] {
            assert_eq!(found(CODE, text), ["Serious and Organised Crime"], "{text}");
        }
    }

    #[test]
    fn a_former_name_is_right_where_the_past_is_told() {
        for text in [
            "\"Serious and Organised Crime\" has another name.",
            "Serious and Organised Crime became {{ priority.violence }}.",
            "Serious and Organised Crime, as it was then called, is one of them.",
            "In 2017 partners were asked about Serious and Organised Crime.",
            "{{ priority.violence }} (formerly Serious and Organised Crime)",
            "Profiles of serious and organised crime are made.",
            "Serious Violence and Organised Crime",
        ] {
            assert_eq!(found(CODE, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_name_of_an_earlier_record_is_a_former_name() {
        let list = "priorities:\n  - { id: violence, name: Violent Crime, until: 2021-03-31 }\n  \
                    - { id: violence, name: Serious Violence, from: 2021-04-01 }\n";
        let text = chapter("Partners work on Violent Crime. They formerly worked on Violent Crime.");
        let changes = [("data/priorities.yaml", list), (CHAPTER, text.as_str())];
        assert_eq!(found_with(CODE, &changes, None), ["Violent Crime"]);
        let earlier = list.replace("2021", "2022");
        assert_eq!(found_with(CODE, &[("data/priorities.yaml", &earlier), changes[1]], None), [""; 0]);
    }

    #[test]
    fn what_others_sent_in_keeps_its_name() {
        let issues =
            "year: 2020-21\npartnership-count: 12\nissues:\n  - { name: Serious and Organised Crime, count: 12 }\n";
        assert_eq!(found_with(CODE, &[("data/assessments.yaml", issues)], None), Vec::<String>::new());
    }

    #[test]
    fn a_name_to_avoid_is_right_nowhere() {
        let terms = "terms:\n  - { id: csa, name: Community Safety Agreement, short: CSA }\n  \
                     - { id: authorities, name: responsible authorities, avoid: [statutory partners] }\n";
        let text = chapter("Statutory partners met. \"The statutory partners\" are the statutory  partners.");
        let changes = [("data/glossary.yaml", terms), (CHAPTER, text.as_str())];
        let found = found_with(CODE, &changes, None);
        assert_eq!(found, ["Statutory partners", "statutory partners", "statutory  partners"]);
        let (_, found) = findings(&changes, None);
        let found = found.iter().find(|finding| finding.code == CODE).expect("a finding");
        assert_eq!(found.message, "“Statutory partners” is to be called “responsible authorities”");
        assert_eq!(found.suggestion.as_ref().map(|one| one.replacement.as_str()), Some("{{ term.authorities }}"));
        let right = chapter("The statute names partners, and non-statutory partnerships too.");
        assert_eq!(found_with(CODE, &[("data/glossary.yaml", terms), (CHAPTER, &right)], None), Vec::<String>::new());
    }

    #[test]
    fn a_name_to_avoid_may_be_almost_the_right_one() {
        let laws = "legislation:\n  - { id: crime-and-disorder-1998, title: Crime and Disorder Act, kind: act, year: 1998 }\n  \
                    - { id: abuse-bill, title: Domestic Abuse Bill, kind: bill }\n  \
                    - { id: data, title: General Data Regulation, kind: regulations, avoid: [General Data Regulations] }\n";
        let bodies = "bodies:\n  - { id: kcsp, name: Kent Community Safety Partnership, short: KCSP }\n  \
                      - { id: csps, name: Community Safety Partnerships, short: CSPs, many: true }\n  \
                      - { id: kent-police, name: Kent Police, roles: [responsible-authority] }\n  \
                      - { id: kfrs, name: Kent Fire and Rescue Service, short: KFRS }\n  \
                      - { id: councils, name: District Councils, many: true, avoid: [Local District/Borough Authorities] }\n  \
                      - { id: group, name: NHS Kent Care Group, avoid: [Kent Care Group] }\n";
        let text = chapter(
            "The General Data Regulations bind the Local District/Borough Authorities and the Kent Care Group. \
             The General Data Regulation binds District Councils and the NHS Kent Care Group.",
        );
        let changes = [("data/legislation.yaml", laws), ("data/bodies.yaml", bodies), (CHAPTER, text.as_str())];
        let expected = ["General Data Regulations", "Local District/Borough Authorities", "Kent Care Group"];
        assert_eq!(found_with(CODE, &changes, None), expected);
    }
}
