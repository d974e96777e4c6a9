//! An Act, a Bill or Regulations named in prose that the register of legislation does not have.
//!
//! The register holds each title once, with its year, whether it is a Bill and since when it is
//! law. What is typed past it is not renamed, not dated and not checked, and a reader may look in
//! vain for a law of that title.
//!
//! Before:
//!
//! ```md
//! Partners have duties under the Equality Act 2010.
//! ```
//!
//! After:
//!
//! ```md
//! Partners have duties under the {{ legislation.crime-and-disorder-1998 }}.
//! ```
//!
//! Source: GOV.UK style guide, "act, act of Parliament"; the source format of this tool.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::agreement::{Kind, Named};
use crate::reading::{Mention, NearMiss, Passage, Pattern, Said};

/// A law that the register does not have.
pub(super) const LINT: Lint =
    Lint { code: "unknown-act", level: Level::Warning, file: include_str!("unknown_act.rs"), check };

/// The end of a title of a law: the word for it, and the year if there is one.
static ENDS: Pattern = Pattern::new(
    r"(?-u:\b)(?P<kind>Act|Bill|Regulations|Order)(?-u:\b)(?P<year>[ \x{a0}],?\(?(?:1[89]|20)[0-9]{2}(?-u:\b)\)?)?",
);

/// Small words inside a title.
const INSIDE: [&str; 12] = ["and", "of", "for", "in", "to", "on", "with", "against", "from", "etc", "or", "by"];

/// Words with a capital that do not begin a title.
const NO_TITLE: [&str; 41] = [
    "The",
    "This",
    "That",
    "An",
    "A",
    "Each",
    "Every",
    "Draft",
    "New",
    "Public",
    "Private",
    "Members",
    "Member's",
    "Government",
    "Government's",
    "Parliament",
    "Royal",
    "First",
    "Under",
    "In",
    "Since",
    "By",
    "From",
    "When",
    "Where",
    "Both",
    "Our",
    "Its",
    "These",
    "Which",
    "And",
    "Of",
    "As",
    "If",
    "Section",
    "Schedule",
    "Part",
    "Act",
    "Bill",
    "European",
    "Mr",
];

/// Those of them that begin a title where another word of it follows: "Public Order Act".
const MAY_BEGIN: [&str; 6] = ["Public", "Private", "Royal", "European", "First", "New"];

/// The most words of a title.
const MOST_WORDS: usize = 16;

fn check(case: &Case<'_>, report: &mut Report) {
    // Where the register could not be read, nothing is missing from it.
    if !case.complete || case.agreement.legislation.is_none() {
        return;
    }
    let mut by_year: HashMap<&str, Vec<&Named<'_>>> = HashMap::new();
    for named in case.names.iter().filter(|named| named.kind == Kind::Legislation) {
        by_year.entry(year_of(&named.full)).or_default().push(named);
    }
    let misses = case.reading.with_misses().map(|(_, misses)| misses);
    for ((passage, mentions), misses) in case.reading.with_mentions().zip(misses) {
        if !passage.is_language() || passage.data().is_some_and(|(file, _)| file == "data/legislation.yaml") {
            continue;
        }
        for range in titles(&passage.text) {
            if passage.is_typed(&range) && !is_told(case, mentions, misses, &range) {
                tell(passage, &range, &by_year, report);
            }
        }
    }
}

fn tell(passage: &Passage<'_>, range: &Range<usize>, by_year: &HashMap<&str, Vec<&Named<'_>>>, report: &mut Report) {
    let words = passage.words_of(range);
    let place = passage.place(range);
    let near = by_year.get(year_of(words)).and_then(|laws| nearest(words, laws));
    report.add(place, format!("the register of legislation has no `{words}`"), |finding| match near {
        Some(near) => finding
            .also(near.name.span, "this may be meant")
            .help(format!(
                "if `{}` is meant, write `{}`; if not, add it to data/legislation.yaml",
                near.full,
                near.value()
            ))
            .suggest(place, near.value(), false),
        None => finding.help("add it to data/legislation.yaml, and write its value here"),
    });
}

/// Whether the title is that of a known law, or is told by another check.
fn is_told(case: &Case<'_>, mentions: &[Mention], misses: &[NearMiss], range: &Range<usize>) -> bool {
    let names = &case.reading.known().known;
    let first = mentions.partition_point(|mention| mention.range.end <= range.start);
    let mut over = mentions.iter().skip(first).take_while(|mention| mention.range.start < range.end);
    let law = |mention: &Mention| {
        let known = names.get(mention.known);
        let named = known.and_then(|known| known.name).and_then(|name| case.names.get(name));
        let law = named.is_some_and(|named| named.kind == Kind::Legislation);
        // A title without its year is known; the same title with another year is another law.
        law && mention.range.end >= range.end
            || mention.range.end > range.end
            || known.is_some_and(|known| known.said == Said::Former)
    };
    over.any(law) || misses.iter().any(|miss| miss.range.start < range.end && range.start < miss.range.end)
}

/// The titles of laws in a text: those with a year, and those of Acts and Bills without one.
fn titles(text: &str) -> Vec<Range<usize>> {
    if !["Act", "Bill", "Regulations", "Order"].iter().any(|kind| text.contains(kind)) {
        return Vec::new();
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for captures in ENDS.captures_iter(text) {
        let whole = captures.whole();
        let Some(kind) = captures.name("kind") else { continue };
        let year = captures.name("year").is_some();
        let after = text.get(whole.end()..).unwrap_or_default();
        // "Bill Smith", "the Public Order Unit", and "Act now".
        let goes_on = after.strip_prefix([' ', '-']).is_some_and(|rest| rest.starts_with(char::is_uppercase));
        let least = if year { 1 } else { 2 };
        if !year
            && (goes_on
                || matches!(kind.as_str(), "Regulations" | "Order")
                || after.starts_with(['\'', '\u{2019}', '-']))
        {
            continue;
        }
        let free = found.last().map_or(0, |last| last.end);
        let Some(start) = title_start(text, free, kind.start(), least) else { continue };
        // The bracket at the end of "(under the Theft Act 1968)" is not that of the title.
        let words = text.get(start..whole.end()).unwrap_or_default();
        let open = words.matches('(').count() >= words.matches(')').count();
        found.push(start..whole.end() - usize::from(words.ends_with(')') && !open));
    }
    found
}

/// Where the title begins whose last word stands at a byte; `least` is how many words it needs before that.
fn title_start(text: &str, free: usize, kind: usize, least: usize) -> Option<usize> {
    let before = text.get(free..kind)?;
    let mut start = None;
    let mut count = 0;
    let mut end = before.len();
    for _ in 0..MOST_WORDS {
        let rest = before.get(..end)?.trim_end_matches(|c: char| c.is_whitespace() || c == ',');
        let word = rest.rsplit(char::is_whitespace).next()?;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let ends = word.ends_with(['.', ';', ':', '!', '?', '"', '\u{201d}']) && bare != "No";
        if bare.is_empty() || ends {
            break;
        }
        let at = rest.len() - word.len();
        let inner = at + word.find(bare)?;
        // "(No. 2)" and "21st Century" are parts of titles too.
        let number = word.ends_with(')') && before.get(..at)?.trim_end().ends_with("(No.");
        let ordinal = bare.starts_with(char::is_numeric) && (number || bare.ends_with(char::is_alphabetic));
        if bare.starts_with(char::is_uppercase) && bare.chars().any(char::is_lowercase) || bare == "EU" || ordinal {
            if NO_TITLE.contains(&bare) && !(count > 0 && MAY_BEGIN.contains(&bare)) {
                break;
            }
            count += 1;
            start = Some(inner);
        } else if !INSIDE.contains(&bare) {
            break;
        }
        // A quotation mark opens the title, and a bracket a word of it.
        if word.starts_with(['"', '\u{201c}', '\'', '\u{2018}']) {
            break;
        }
        end = at;
    }
    start.filter(|_| count >= least).map(|start| free + start)
}

/// The four digits at the end of a title.
fn year_of(title: &str) -> &str {
    let title = title.trim_end_matches(')');
    let year = title.len().checked_sub(4).and_then(|at| title.get(at..)).unwrap_or_default();
    if year.bytes().all(|byte| byte.is_ascii_digit()) { year } else { "" }
}

/// The law of the same year that shares most words with a title, more than half of them.
fn nearest<'a>(title: &str, laws: &[&'a Named<'a>]) -> Option<&'a Named<'a>> {
    /// The most laws of one year that are compared.
    const MOST: usize = 200;
    let words = |title: &str| -> HashSet<String> {
        title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3).map(str::to_lowercase).collect()
    };
    let wanted = words(title);
    let share = |named: &Named<'_>| {
        let own = words(&named.full);
        (own.intersection(&wanted).count(), own.union(&wanted).count())
    };
    let best = laws.iter().take(MOST).map(|named| (share(named), *named)).max_by_key(|((shared, _), _)| *shared);
    best.filter(|((shared, all), _)| shared * 2 > *all && *shared >= 2).map(|(_, named)| named)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, findings, found, found_with};
    use super::titles;

    const CODE: &str = "unknown-act";

    fn seen(text: &str) -> Vec<&str> {
        titles(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn titles_of_laws_are_read_from_their_ends() {
        assert_eq!(
            seen("Under the Offences against the Person Act 1861 and the Fraud Act 2006, Theft Act 1968."),
            ["Person Act 1861", "Fraud Act 2006", "Theft Act 1968"]
        );
        assert_eq!(
            seen("Under Anti-social Behaviour, Crime and Policing Act 2014; the EU (Withdrawal) Agreement Act 2020"),
            ["Anti-social Behaviour, Crime and Policing Act 2014", "EU (Withdrawal) Agreement Act 2020"]
        );
        assert_eq!(
            seen("The Online Safety Bill is new. The Health Protection (Coronavirus) Regulations 2020"),
            ["Online Safety Bill", "Health Protection (Coronavirus) Regulations 2020"]
        );
    }

    #[test]
    fn what_is_no_title_is_none() {
        for text in [
            "The Act 1998 amended the 1998 Act. The Bill fell, and this Act stands.",
            "Mr Bill Smith acted. Act now. An Act of Parliament.",
            "A Public Bill Committee, the Public Order Unit and the Building Regulations.",
            "Community Action 2020, the Activity 2019, the Online Safety Actions.",
            "Section 17 of the Act and Schedule 2",
        ] {
            assert_eq!(seen(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn a_law_past_the_register_is_told() {
        for words in ["Equality Act 2010", "Care Act 2014", "Online Safety Bill", "Crime and Disorder Act 2009"] {
            assert_eq!(found(CODE, &format!("Duties under the {words} are new.")), [words], "{words}");
        }
        let items = "year: 2020-21\nsections:\n  - heading: Legislation\n    groups:\n      - items: [Stalking Protection Act 2019]\n";
        assert_eq!(found_with(CODE, &[("data/horizon.yaml", items)], None), ["Stalking Protection Act 2019"]);
    }

    #[test]
    fn a_law_of_the_register_is_known_however_it_is_named() {
        for text in [
            "The Crime and Disorder Act 1998 and the Crime and Disorder Act.",
            "The Domestic Abuse Bill is before Parliament.",
            "It (as amended by the Crime and Disorder Act 1998) is law.",
            "Under {{ legislation.crime-and-disorder-1998 }}, and under Section 17 Crime and Disorder Act 1998.",
            "The Crime & Disorder Act 1998 is told by another check.",
        ] {
            assert_eq!(found(CODE, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn the_law_that_may_be_meant_is_offered() {
        let laws = "legislation:\n  - { id: crime-and-disorder-1998, title: Crime and Disorder Act, kind: act, year: 1998 }\n  \
                    - { id: abuse-bill, title: Domestic Abuse Bill, kind: bill }\n  \
                    - { id: eu, title: European Union (Withdrawal Agreement) Act, kind: act, year: 2020 }\n";
        let text = chapter("Under the EU (Withdrawal) Agreement Act 2020.");
        let (files, found) = findings(&[("data/legislation.yaml", laws), (CHAPTER, &text)], None);
        let found = found.iter().find(|finding| finding.code == CODE).expect("a finding");
        assert_eq!(files.written(found.primary.span), "EU (Withdrawal) Agreement Act 2020");
        assert_eq!(found.suggestion.as_ref().map(|one| one.replacement.as_str()), Some("{{ legislation.eu }}"));
    }

    #[test]
    fn a_register_that_could_not_be_read_lacks_nothing() {
        let text = chapter("Under the Equality Act 2010.");
        let found = found_with(CODE, &[("data/legislation.yaml", "legislation: ["), (CHAPTER, &text)], None);
        assert_eq!(found, Vec::<String>::new());
    }
}
