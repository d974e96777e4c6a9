//! A place in the document that is only pointed at: "see below", "the above diagram", "over the page".
//!
//! Words such as "above" and "overleaf" are true on one page size only, and nobody who listens to the
//! document or reads it on a telephone has a page to turn. "The appendix" leaves a reader to guess
//! which of several. A reference says the number, is a link, and stays right when something moves.
//! "Above average" and "aged 18 and below" speak of no place, and are left alone; so are words that are
//! a link, or stand beside one, and "as listed below:" with the list right under it.
//!
//! Before:
//!
//! ```md
//! The partners are listed in the appendix. The diagram over the page shows the priorities mentioned above.
//! ```
//!
//! After:
//!
//! ```md
//! The partners are listed in [](#partners), and [](#leads) shows who leads each priority.
//! ```
//!
//! Source: WCAG 2.2, success criteria 1.3.3 (Sensory Characteristics) and 2.4.4 (Link Purpose).

use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::content::part::PartSource;
use crate::document::Role;
use crate::parse::prose::{Node, NodeKind};
use crate::reading::{Form, Origin, Passage, Pattern, quotes};

/// A place that is only pointed at.
pub(super) const LINT: Lint =
    Lint { code: "vague-reference", level: Level::Warning, file: include_str!("vague_reference.rs"), check };

/// What a document is made of.
const PLACES: &str = "diagrams?|tables?|figures?|charts?|lists?|box(?:es)?|maps?|matrix|matrices|graphs?|pictures?|\
                      images?|illustrations?|infographics?|paragraphs?|sub-?sections?|sections?|chapters?|\
                      headings?|bullet points?|bullets?|panels?|columns?|rows?|text|examples?";

/// What a document speaks of, so that it is a place only with "the" and the like before it.
const MATTERS: &str = "information|details?|points?|priorities|themes?|issues?|aims?|objectives?|actions?|\
                       criteria|principles?|definitions?|guidance|questions?|options?|recommendations?|projects?|\
                       groups?|areas?|factors?|plans?|partners?|bodies|authorities|organisations?|steps?|links?|\
                       activities|measures?|outcomes?|duties|statements?|notes?|categories|requirements?";

/// Ways of pointing to what stands near on the paper.
static SIDES: Pattern = Pattern::made(|| {
    let the = "(?:the|this|these|those|both|all|each|our|see) ";
    let page = "(?:over the page|overleaf|on the (?:next|following|previous|preceding|facing|opposite) pages?)";
    let side = format!(
        "(?:shown |given |set out |printed |listed )?(?:above|below|opposite|{page}|(?:on|to) the (?:left|right))"
    );
    let said = "see|mentioned|detailed|listed|described|shown|given|set out|outlined|stated|noted|discussed|explained|\
                defined|named|identified|referred to|provided|summarised|specified|cited|highlighted|illustrated|as";
    let more = "(?: further| in (?:more |greater |further |full )?detail| in full)?";
    let kinds = [
        format!(r"(?P<noun>(?:{the})?(?:[a-z-]+ )??(?P<a>{PLACES}) {side})"),
        format!(r"(?P<matter>{the}(?:[a-z-]+ )??(?:{MATTERS}) {side})"),
        format!(r"(?P<said>(?:{said}){more} (?:above|below))"),
        format!(
            r"(?P<before>(?:the|these|this|see|in|from|of) (?:above|below) (?:[a-z-]+ )??(?P<b>{PLACES}|{MATTERS}))"
        ),
        r"(?P<mentioned>(?:above|below)[- ]?mentioned)".to_owned(),
        format!("(?P<page>{page}|(?:see|from|in|to) the (?:next|following|previous|preceding|facing|opposite) pages?)"),
    ];
    format!(r"(?i-u)\b(?:{})\b|\((?:above|below)\)", kinds.join("|"))
});

/// Words of which each of them has one.
const SIGNS_OF_SIDES: [&str; 7] = ["bove", "elow", "page", "verleaf", "pposite", "the left", "the right"];

/// Ways of pointing to another part.
static PARTS: Pattern = Pattern::new(
    r"(?i-u)\b(?:(?P<appendix>(?:the (?:attached |enclosed |accompanying )?|(?:see|in|at|under) (?:an )?)(?:appendix|appendices|annexes|annexe|annex))|(?P<neighbour>the (?:next|previous|preceding) (?:chapter|section|appendix|paragraph|table|diagram|figure))|(?P<earlier>(?:earlier|later|elsewhere) in (?:this|the) (?:document|agreement|chapter|section|appendix)|as (?:mentioned|described|noted|explained|stated|discussed) (?:earlier|previously)))\b",
);

/// Words of which each of them has one.
const SIGNS_OF_PARTS: [&str; 8] = ["ppend", "nnex", "next", "previous", "preceding", "arlier", "ater", "lsewhere"];

fn check(case: &Case<'_>, report: &mut Report) {
    let mut shown: Option<(&PartSource, Shown<'_>)> = None;
    for passage in case.reading.passages.iter().filter(|passage| passage.is_language()) {
        let pointers = pointers(passage);
        if pointers.is_empty() {
            continue;
        }
        let quoted = quotes(&passage.text);
        for pointer in pointers {
            let range = &pointer.range;
            if !passage.is_typed(range) || is_beside_a_link(passage, range) || quoted.touch(range) {
                continue;
            }
            let found = passage.words_of(range);
            let target = passage.part.and_then(|part| {
                if shown.as_ref().is_none_or(|(known, _)| known.file != part.file) {
                    shown = Some((part, all_shown(part)));
                }
                let (_, all) = shown.as_ref()?;
                meant(&pointer, passage, all)
            });
            let place = passage.place(range);
            report.add(place, format!("`{found}` leaves the reader to look for the place"), |finding| match target {
                Some(id) => finding
                    .help(format!(
                        "if this is what you mean, write `[](#{id})`, which prints its number and links to it"
                    ))
                    .suggest(place, format!("[](#{id})"), false),
                None => finding
                    .help("give the place an id and write `[](#its-id)`, which prints its number and links to it"),
            });
        }
    }
}

/// A place that is pointed at.
struct Pointer {
    range: Range<usize>,
    /// What it is called, in small letters, if the words begin with it.
    noun: Option<String>,
    /// Whether it comes before the words.
    back: bool,
}

/// Everything in a passage that is only pointed at.
fn pointers(passage: &Passage<'_>) -> Vec<Pointer> {
    let text = &passage.text;
    let mut found: Vec<Pointer> = Vec::new();
    let ways = [(&SIDES, &SIGNS_OF_SIDES[..]), (&PARTS, &SIGNS_OF_PARTS)];
    let ways = ways.iter().filter(|(_, signs)| signs.iter().any(|sign| text.contains(sign)));
    for captures in ways.flat_map(|(pattern, _)| pattern.captures_iter(text)) {
        let whole = captures.whole();
        let range = whole.range();
        let has = |name: &str| captures.name(name).is_some();
        let (before, after) = (&text[..range.start], &text[range.end..]);
        let ordinary = match () {
            () if has("appendix") => is_another_appendix(passage, whole.as_str(), after),
            () if has("neighbour") => after.starts_with(" of ") || after.starts_with(" in "),
            () if has("page") || has("earlier") || has("mentioned") || has("before") => false,
            () => is_a_measure(before, after) || announces(passage, after),
        };
        if ordinary {
            continue;
        }
        let words = whole.as_str().to_lowercase();
        let noun = captures.name("a").or_else(|| captures.name("b")).map(|noun| noun.as_str().to_lowercase());
        let back = ["above", "previous", "preceding", "earlier"].iter().any(|word| words.contains(word));
        found.push(Pointer { range, noun, back });
    }
    found.sort_by_key(|pointer| pointer.range.start);
    found.dedup_by(|later, earlier| later.range.start < earlier.range.end);
    found
}

/// Whether "above" or "below" is followed by what it is a measure of, as in "the figure below 10%",
/// or joined to a number before it, as in "grade 5 and above".
fn is_a_measure(before: &str, after: &str) -> bool {
    if after.starts_with(['-', '\u{2010}', '\u{2011}', '/', '\'', '\u{2019}']) {
        return true;
    }
    let next = after.strip_prefix([' ', '\u{a0}']).unwrap_or_default();
    let word: &str = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    const MEASURES: [&str; 27] = [
        "the", "a", "an", "average", "zero", "freezing", "all", "any", "its", "their", "our", "your", "this", "that",
        "these", "those", "each", "every", "one", "two", "three", "four", "five", "ground", "sea", "it", "them",
    ];
    let measured = next.starts_with(|c: char| c.is_numeric() || matches!(c, '£' | '$'));
    // "described above, the" goes on with another thought.
    measured || MEASURES.contains(&word.to_lowercase().as_str()) || before.ends_with('-')
}

/// Whether the words close the passage, and what they announce comes right after it.
fn announces(passage: &Passage<'_>, after: &str) -> bool {
    let listed = passage.next.is_some_and(|next| match &next.kind {
        NodeKind::List { .. } | NodeKind::Preformatted(_) | NodeKind::DataBlock(_) | NodeKind::Table { .. } => true,
        NodeKind::Heading { .. }
        | NodeKind::Paragraph(_)
        | NodeKind::Callout { .. }
        | NodeKind::Picture { .. }
        | NodeKind::Rule => false,
    });
    listed && matches!(after.trim(), ":" | "." | "")
}

/// Whether an appendix is named, is of another work, or is the one that the words stand in.
fn is_another_appendix(passage: &Passage<'_>, words: &str, after: &str) -> bool {
    let named = after.trim_start().chars().next().is_some_and(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let named = named && after.starts_with([' ', '\u{a0}']);
    let of = [" of ", " to ", " in ", " at ", "-", "\u{2019}s", "'s"].iter().any(|of| after.starts_with(of));
    let of_this = [" of this ", " to this ", " in this ", " at the end", " to the agreement", " of the agreement"];
    let within = passage.part.is_some_and(|part| part.role == Role::Appendix) && words.to_lowercase() == "the appendix";
    named || of && !of_this.iter().any(|of| after.starts_with(of)) || within
}

/// Whether a link or a reference stands right before or after the words, so that they are no riddle.
fn is_beside_a_link(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    const NEAR: usize = 3;
    let start = passage.text.floor_char_boundary(range.start.saturating_sub(NEAR));
    let end = passage.text.ceil_char_boundary((range.end + NEAR).min(passage.text.len()));
    passage.runs_in(&(start..end)).any(|run| run.link || run.origin == Origin::Reference)
}

/// What has an id in a part and is shown apart from the text: where it stands, and its id.
#[derive(Default)]
struct Shown<'a> {
    drawn: Vec<(usize, &'a str)>,
    tables: Vec<(usize, &'a str)>,
}

/// Data blocks that are drawn, and those that are tables.
const DRAWN: [&str; 2] = ["priority-diagram", "governance-diagram"];
const TABLES: [&str; 3] = ["leads", "strategic-assessments", "assessment-matrix"];

/// Every picture and table of a part that has an id, in order.
fn all_shown(part: &PartSource) -> Shown<'_> {
    fn nodes<'a>(blocks: &'a [Node], shown: &mut Shown<'a>) {
        for node in blocks {
            let at = node.span.start;
            let id = node.id.as_ref().map(|id| id.value.as_str());
            match &node.kind {
                NodeKind::Table { .. } => shown.tables.extend(id.map(|id| (at, id))),
                NodeKind::Picture { .. } => shown.drawn.extend(id.map(|id| (at, id))),
                NodeKind::DataBlock(call) => {
                    let name = call.name.value.as_str();
                    if DRAWN.contains(&name) {
                        shown.drawn.push((at, id.unwrap_or(name)));
                    } else if TABLES.contains(&name) {
                        shown.tables.push((at, id.unwrap_or(name)));
                    } else if name == "table" {
                        shown.tables.extend(id.map(|id| (at, id)));
                    }
                }
                NodeKind::List { items, .. } => items.iter().for_each(|item| nodes(&item.blocks, shown)),
                NodeKind::Callout { blocks, .. } => nodes(blocks, shown),
                NodeKind::Heading { .. } | NodeKind::Paragraph(_) | NodeKind::Preformatted(_) | NodeKind::Rule => {}
            }
        }
    }
    let mut shown = Shown::default();
    nodes(&part.prose.blocks, &mut shown);
    shown
}

/// The diagram or table of the same part that the words seem to mean.
fn meant<'a>(pointer: &Pointer, passage: &Passage<'_>, shown: &Shown<'a>) -> Option<&'a str> {
    let all = match pointer.noun.as_deref()? {
        "diagram" | "figure" | "chart" | "picture" | "image" | "map" | "illustration" | "infographic" => &shown.drawn,
        "table" | "matrix" => &shown.tables,
        _ => return None,
    };
    if matches!(passage.form, Form::Data { .. }) {
        return None;
    }
    let here = all.partition_point(|(start, _)| *start < passage.span.start);
    let found = if pointer.back { all.get(here.checked_sub(1)?) } else { all.get(here) };
    found.map(|(_, id)| *id)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, findings, found};

    const CODE: &str = "vague-reference";

    #[test]
    fn places_that_are_only_pointed_at_are_found() {
        for (text, expected) in [
            ("Members are senior officers (see below) and Chairs.", "see below"),
            ("Further to the activities mentioned above, there was a workshop.", "mentioned above"),
            ("These are the priorities detailed above.", "detailed above"),
            ("The above diagram uses purple.", "The above diagram"),
            ("The below tables give the same.", "The below tables"),
            ("As the table below shows, it fell.", "the table below"),
            ("The diagram over the page shows it.", "The diagram over the page"),
            ("The results are overleaf.", "overleaf"),
            ("A list is on the next page.", "on the next page"),
            ("The results are in the appendix.", "the appendix"),
            ("Details are in the Appendices.", "the Appendices"),
            ("For details see appendix.", "see appendix"),
            ("It follows the priorities set out above.", "the priorities set out above"),
            ("The above-mentioned groups meet.", "above-mentioned"),
            ("Two of them (below) are new.", "(below)"),
            ("It is explained in the next chapter.", "the next chapter"),
            ("As described earlier, it grew.", "As described earlier"),
            ("The box on the right names them.", "The box on the right"),
            ("It is shown in the table  \nbelow.", "the table  \nbelow"),
        ] {
            assert_eq!(found(CODE, text), [expected], "{text}");
        }
    }

    #[test]
    fn ordinary_uses_are_left_alone() {
        for text in [
            "Crime is above average, and below the level of last year.",
            "Young people aged 18 and below, or above; grade 5 and above.",
            "Temperatures fell below zero; the figure below 10% is low; see above-average results.",
            "Above all, it is a joint effort, over and above what the law asks.",
            "The above-named officer. A shop below the flat. The rates are below the average.",
            "A new appendix was added. The appendix of the guidance, the appendix to their plan.",
            "The Appendix A lists; this appendix is short; appendicitis; his appendix was removed.",
            "The following list, the next section of the road, the next step, on page one.",
            "The figure above the line; the map shown above the door.",
            "She earned the above-inflation rise. Turn to the right people on the right track.",
            "See [the table below](#leads) and [as described above](#partners). The diagram below, [](#leads), says so.",
            "Do not write \"see above\" or \"the table below\".",
            "In the next year and the previous year; later in the year; earlier in the week.",
            "`see below`. Below is the timetable.",
        ] {
            assert_eq!(found(CODE, text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(found(CODE, "The aims are listed below:\n\n- one\n- two"), Vec::<String>::new());
    }

    #[test]
    fn the_nearest_table_is_offered() {
        let body = "The table below names the leads.\n\n{{ leads #who-leads }}\n\nThe above table is short.";
        let (_, found) = findings(&[(CHAPTER, &chapter(body))], None);
        let offered: Vec<&str> = found
            .iter()
            .filter(|one| one.code == CODE)
            .filter_map(|one| one.suggestion.as_ref())
            .map(|suggestion| suggestion.replacement.as_str())
            .collect();
        assert_eq!(offered, ["[](#who-leads)"; 2]);
    }
}
