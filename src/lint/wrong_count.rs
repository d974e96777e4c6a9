//! A typed number of priorities, partnerships or other things that the data counts otherwise.
//!
//! "Eleven Community Safety Partnerships" stays in the text when a twelfth is formed, and then stands
//! against the table in which a reader counts twelve. What the data can count is printed by a value.
//! Only numbers that speak of all of them are looked at, "the eleven …" or "has six …": two of the
//! priorities, those of the Chief Constable, and numbers of earlier years are left alone.
//!
//! Before:
//!
//! ```md
//! Each of the eleven {{ body.csps }} across Kent has a plan, and the agreement has six priorities.
//! ```
//!
//! After:
//!
//! ```md
//! Each of the {{ count.local-partnerships | words }} {{ body.csps }} across Kent has a plan, and the
//! agreement has {{ count.priorities | words }} priorities.
//! ```
//!
//! Source: the source format of this tool, in which a number that can be counted is never typed.

mod things;

use std::collections::BTreeSet;
use std::ops::Range;

use self::things::{Sort, Thing, Things};
use super::{Case, Level, Lint, Report};
use crate::reading::{FinancialYear, Passage, Pattern, ThisAgreement, counted, in_words, times};
use crate::source::Span;

/// A typed number that the data counts otherwise.
pub(super) const LINT: Lint =
    Lint { code: "wrong-count", level: Level::Warning, file: include_str!("wrong_count.rs"), check };

/// How far words may stand from the number that they decide upon, in bytes.
const NEAR: usize = 80;

/// What shows that a number is of all of them.
static ALL: Pattern = Pattern::new(
    r"(?i-u)\b(?:the|all|all of the|its|our|has|have|are|were|there (?:are|were)|sets|set|set out|contains?|covers?|into) $|(?u:['\u{2019}])s $",
);

/// "six priorities were agreed": the number is of all of them although nothing stands before it.
static AGREED: Pattern =
    Pattern::new(r"^ (?:were|are|have been|was) (?:judged|identified|agreed|chosen|set|selected|adopted)(?-u:\b)");

/// Whose priorities are not those of the agreement.
static OWNERS: Pattern = Pattern::new(
    r"(?i-u)\b(?:chief constable|commissioner|pcc|opcc|police|plan|plans|strategy|strategies|districts?|boroughs?|partnerships?|csps?|councils?|national|government|local|his|her|their)\b",
);

/// "the two partnerships that took part": a number of some of them.
static SOME: Pattern = Pattern::new(
    r"^ (?:that|which|who|whose|with|where|from|without|taking|involved|concerned|named|listed|mentioned|above|below|most|already|not)(?-u:\b)",
);

/// Where they are, if it is said: "in Kent and Medway".
static PLACE: Pattern = Pattern::new(
    r"^(?: \([^)]{1,12}\))? (?:in|across|of|throughout|within|for|covering) (?:the )?(?P<place>[A-Z][A-Za-z'\u{2019}]*(?:(?: | and | & |, )[A-Z][A-Za-z'\u{2019}]*)*)",
);

fn check(case: &Case<'_>, report: &mut Report) {
    let things = Things::of(case);
    let ours = Ours::of(case);
    for passage in case.reading.passages.iter().filter(|passage| passage.is_language()) {
        let file = passage.data().map_or("", |(file, _)| file);
        let name = passage.data().is_some_and(|(_, key)| matches!(key, "name" | "short" | "title"));
        if file == "version-control.yaml" || name {
            continue;
        }
        passage_counts(case, passage, &things, &ours, report);
    }
}

fn passage_counts(case: &Case<'_>, passage: &Passage<'_>, things: &Things, ours: &Ours<'_>, report: &mut Report) {
    let text = &passage.text;
    let mut sentences: Option<Vec<Range<usize>>> = None;
    // Some of them that an earlier sentence has brought in: "two partnerships … the two partnerships".
    let mut some: BTreeSet<(usize, usize)> = BTreeSet::new();
    for found in counted(text) {
        let Some((index, end)) = things.counted(&found) else { continue };
        let Some(thing) = things.all.get(index) else { continue };
        let (number, range) = (found.number.value, found.number.range.clone());
        let all = sentences.get_or_insert_with(|| passage.sentences());
        let sentence = all.get(all.partition_point(|one| one.end <= range.start)).cloned().unwrap_or(0..text.len());
        let start = text.floor_char_boundary(range.start.saturating_sub(NEAR)).max(sentence.start);
        let stop = text.ceil_char_boundary((end + NEAR).min(text.len())).min(sentence.end);
        let (Some(before), Some(after)) = (text.get(start..range.start), text.get(end..stop)) else { continue };
        let owner = things.owner(before);
        let thing = owner.filter(|_| thing.sort == Sort::Priorities).unwrap_or(thing);
        if !is_of_all(thing, before, after) {
            some.insert((index, number));
            continue;
        }
        let right = number == thing.total || thing.at_least && number > thing.total;
        let foreign = owner.is_none() && ours.is_another(thing, before, after);
        if right || number < 2 || foreign || some.contains(&(index, number)) || !passage.is_typed(&range) {
            continue;
        }
        if is_of_another_time(case, text, &sentence, &range) {
            continue;
        }
        let counted = text.get(range.end..end).unwrap_or_default().trim();
        let words = Words { written: passage.words_of(&range), counted, in_words: found.number.in_words };
        tell(thing, &words, passage.place(&range), passage.data().is_none(), report);
    }
}

/// A number and what it counts, as they are written.
struct Words<'t> {
    written: &'t str,
    counted: &'t str,
    in_words: bool,
}

fn tell(thing: &Thing, words: &Words<'_>, place: Span, values_work: bool, report: &mut Report) {
    let total = if words.in_words { in_words(thing.total) } else { thing.total.to_string() };
    let least = if thing.at_least { "at least " } else { "" };
    let message = format!("the text counts `{} {}`, and the data {least}{total}", words.written, words.counted);
    report.add(place, message, |mut finding| {
        if let Some(place) = thing.place {
            finding = finding.also(place, "they are counted here");
        }
        match thing.value.as_ref().filter(|_| values_work && !thing.at_least) {
            Some(value) => {
                let value =
                    if words.in_words { format!("{{{{ {value} | words }}}}") } else { format!("{{{{ {value} }}}}") };
                finding
                    .help(format!("write `{value}`, which is always right, or correct the data"))
                    .suggest(place, value, false)
            }
            None if thing.at_least => finding.help("correct the number, or leave it out"),
            None => finding.help(format!("write `{total}`, or leave the number out")).suggest(place, total, false),
        }
    });
}

/// Whether a sentence tells of a time of which the data knows nothing.
fn is_of_another_time(case: &Case<'_>, text: &str, sentence: &Range<usize>, number: &Range<usize>) -> bool {
    /// How far the time may stand from the number.
    const FAR: usize = 400;
    let Some(since) = case.as_at.and_then(|day| FinancialYear::of(day).later(-1).first()) else { return false };
    let start = text.floor_char_boundary(number.start.saturating_sub(FAR)).max(sentence.start);
    let end = text.ceil_char_boundary((number.end + FAR).min(text.len())).min(sentence.end);
    let words = text.get(start..end).unwrap_or_default();
    times(words).iter().filter_map(|time| time.last()).any(|last| last < since)
}

/// Whether the words around a number say that it counts all of them.
fn is_of_all(thing: &Thing, before: &str, after: &str) -> bool {
    let is = |pattern: &Pattern, text: &str| pattern.is_match(text);
    let agreed = thing.sort == Sort::Priorities && is(&AGREED, after);
    (is(&ALL, before) || agreed) && !is(&SOME, after)
}

/// By what the things of this agreement are told from those of another.
struct Ours<'a> {
    area: &'a str,
    this: ThisAgreement<'a>,
}

impl<'a> Ours<'a> {
    fn of(case: &'a Case<'_>) -> Ours<'a> {
        let area = case.agreement.settings.as_ref().map_or("", |data| data.value.area.words.as_str());
        Ours { area, this: ThisAgreement::of(case.agreement) }
    }

    /// Whether the words around a number say that it counts what somebody else has.
    fn is_another(&self, thing: &Thing, before: &str, after: &str) -> bool {
        if let Some(place) = PLACE.captures(after).and_then(|found| found.name("place"))
            && !self.area.is_empty()
            && place.as_str().trim_end_matches("'s").trim_end_matches("\u{2019}s") != self.area
            && !self.this.begins(after.trim_start_matches([' ', 'o', 'f']))
        {
            return true;
        }
        match thing.sort {
            Sort::Partnerships | Sort::Others => false,
            Sort::Priorities => {
                // "of the plan", "in the Commissioner's plan", right after what is counted.
                let of = [" of ", " in ", " for ", " from ", " set by "].iter().find_map(|of| after.strip_prefix(of));
                let of = of.map_or("", |of| of.split([',', '.', ';', ':']).next().unwrap_or_default());
                (OWNERS.is_match(before) || OWNERS.is_match(of)) && !self.this.is_in(before)
            }
            Sort::Parts => {
                !self.this.is_in(before) && !after.strip_prefix(" of ").is_some_and(|of| self.this.begins(of))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, findings, found};

    const CODE: &str = "wrong-count";

    #[test]
    fn numbers_that_the_data_counts_otherwise_are_found() {
        // The sample has three priorities, two themes, twelve partnerships, three authorities, two chapters.
        for (text, expected) in [
            ("The eleven Community Safety Partnerships across Kent assess.", "eleven"),
            ("Each of the 11 {{ body.csps }} in Kent has a plan.", "11"),
            ("All thirteen CSPs took part.", "thirteen"),
            ("The eleven local Community Safety Partnerships (CSPs) meet.", "eleven"),
            ("The eleven local partnerships meet.", "eleven"),
            ("In 2020-21, six priorities were judged to gain from support.", "six"),
            ("The agreement has six priorities.", "six"),
            ("The six county priorities are shown.", "six"),
            ("The 4 Kent CSA priorities are shown.", "4"),
            ("The {{ term.csa }} has four cross-cutting themes.", "four"),
            ("There are four cross cutting themes.", "four"),
            ("The two responsible authorities meet.", "two"),
            ("The agreement has nine chapters.", "nine"),
            ("There have been five editions, and the three editions of this agreement differ.", "three"),
        ] {
            assert_eq!(found(CODE, text), [expected], "{text}");
        }
    }

    #[test]
    fn numbers_of_some_and_of_others_are_left_alone() {
        for text in [
            "The twelve CSPs, the three priorities, the two cross-cutting themes and the three responsible authorities.",
            "Two of the priorities, each of the two partnerships, and three existing priorities.",
            "Two Community Safety Partnerships took part. The two Community Safety Partnerships were pleased.",
            "The two CSPs that took part, and the other two CSPs; the first two priorities.",
            "The Chief Constable's six priorities, and the six priorities of the Chief Constable.",
            "The plan has six priorities. The six priorities of the plan, and its police plan has six priorities.",
            "In 2017 the eleven Community Safety Partnerships met, and the 13 CSPs in Kent and Medway.",
            "The 300 CSPs in England and Wales. Each district has four priorities.",
            "The seven responsible authorities meet.",
            "The report has nine chapters. Their two appendices.",
            "The one priority. Some six priorities of the {{ body.kent-police }}.",
            "The six priority areas; six-priority; the five CSP chairs.",
            "The {{ count.local-partnerships | words }} {{ body.csps }} meet.",
        ] {
            // One entry of the sample's authorities may stand for several.
            let many = "bodies:\n  - { id: csps, name: Community Safety Partnerships, short: CSPs, roles: [local-partnership], many: true }\n\
                        \x20 - { id: kent-police, name: Kent Police, roles: [responsible-authority] }\n\
                        \x20 - { id: kfrs, name: Fire, roles: [responsible-authority] }\n\
                        \x20 - { id: councils, name: Councils, roles: [responsible-authority], many: true }\n";
            let found =
                super::super::sample::found_with(CODE, &[("data/bodies.yaml", many), (CHAPTER, &chapter(text))], None);
            assert_eq!(found, Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn the_value_that_prints_the_number_is_offered() {
        let offered = |text: &str| {
            let (files, found) = findings(&[(CHAPTER, &chapter(text))], None);
            let one = found.into_iter().find(|one| one.code == CODE).expect("a finding");
            let counted = one.others.first().map(|other| files.written(other.span).to_owned());
            (one.suggestion.map(|one| one.replacement), counted)
        };
        let (words, place) = offered("The eleven CSPs meet.");
        assert_eq!(words.as_deref(), Some("{{ count.local-partnerships | words }}"));
        assert_eq!(place.as_deref(), Some("partnership-count"));
        assert_eq!(offered("The 6 priorities.").0.as_deref(), Some("{{ count.priorities }}"));
        assert_eq!(offered("This agreement has nine chapters.").0.as_deref(), Some("two"));
    }

    #[test]
    fn a_list_of_somebody_else_is_counted_too() {
        let plan = "plan: safer-in-kent\nchief-constable:\n  - { id: a, name: One }\n  - { id: b, name: Two }\n";
        let text = chapter("The Chief Constable's six priorities.\n\n{{ police-and-crime-plan part=chief-constable }}");
        let changes = [("data/police-and-crime-plan.yaml", plan), (CHAPTER, text.as_str())];
        assert_eq!(super::super::sample::found_with(CODE, &changes, None), ["six"]);
    }
}
