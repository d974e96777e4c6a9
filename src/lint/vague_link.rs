//! A link whose words say nothing by themselves, such as "here" or "read more", or are an address.
//!
//! A screen reader can list the links of a page without the text around them, and whoever
//! magnifies the page sees little of that text. Ten links called "here" are then all the same. An
//! address is spelled out sign by sign.
//!
//! Before:
//!
//! ```md
//! For the plan, [click here](https://www.kent.gov.uk/plan). See also <https://www.kent.gov.uk/team>.
//! ```
//!
//! After:
//!
//! ```md
//! See the [Police and Crime Plan](https://www.kent.gov.uk/plan), or write to <team@kent.gov.uk>.
//! ```
//!
//! Source: WCAG 2.2, success criterion 2.4.4 (Link Purpose); GOV.UK style guide, A to Z, "Links".

use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::reading::{Origin, Passage};

/// A link that nobody understands without the words around it.
pub(super) const LINT: Lint =
    Lint { code: "vague-link", level: Level::Warning, file: include_str!("vague_link.rs"), check };

/// The words that say nothing, in small letters.
const VAGUE: [&str; 52] = [
    "here",
    "click here",
    "click",
    "click this",
    "click on this",
    "click this link",
    "click on this link",
    "see here",
    "over here",
    "right here",
    "available here",
    "found here",
    "this",
    "this one",
    "link",
    "the link",
    "this link",
    "link here",
    "follow this link",
    "more",
    "read more",
    "read more here",
    "read this",
    "learn more",
    "find out more",
    "see more",
    "view more",
    "show more",
    "more info",
    "more information",
    "further information",
    "additional information",
    "info",
    "details",
    "more details",
    "further details",
    "page",
    "this page",
    "the page",
    "this website",
    "website",
    "this site",
    "webpage",
    "this webpage",
    "web page",
    "this web page",
    "this document",
    "this article",
    "download",
    "download here",
    "continue",
    "go",
];

fn check(case: &Case<'_>, report: &mut Report) {
    let mut text = (None, "");
    for passage in case.reading.passages.iter().filter(|passage| passage.runs.iter().any(|run| run.link)) {
        if text.0 != Some(passage.span.file) {
            text = (Some(passage.span.file), case.files.text(passage.span.file).unwrap_or_default());
        }
        for range in links(passage, text.1) {
            let words = passage.words_of(&range);
            if is_vague(words) {
                let message = format!("the words of this link, `{}`, say nothing by themselves", words.trim());
                report.add(passage.place(&range), message, |finding| {
                    finding.help("put the name of what it leads to into the link")
                });
            } else if is_address(words) {
                report.add(
                    passage.place(&range),
                    "this link is a bare address, which is read out sign by sign",
                    |finding| finding.help("write [the name of the page](its address)"),
                );
            }
        }
    }
}

/// The words of each link that leaves them to its author.
fn links(passage: &Passage<'_>, source: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for run in passage.runs.iter().filter(|run| run.link && run.origin == Origin::Typed) {
        // Between two links that touch, the source has the end of the first and the start of the next.
        let gap = last.and_then(|end: usize| source.get(end..run.span.start));
        let same = gap.is_some_and(|gap| !gap.contains(['(', '<', ']']));
        match found.last_mut().filter(|range| same && range.end == run.range.start) {
            Some(range) => range.end = run.range.end,
            None => found.push(run.range.clone()),
        }
        last = Some(run.span.end);
    }
    // What a value prints in a link is a name.
    found.retain(|range| {
        let linked = |at: usize| passage.runs_in(&(at..at + 1)).any(|run| run.link && run.origin != Origin::Typed);
        !(range.start > 0 && linked(range.start - 1) || range.end < passage.text.len() && linked(range.end))
    });
    found
}

fn is_vague(words: &str) -> bool {
    let words = words.to_lowercase();
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    VAGUE.contains(&bare)
}

/// Whether words are an address of the web: one that says how it starts, or a page of a site.
fn is_address(words: &str) -> bool {
    let words = words.trim().trim_end_matches(['.', ',']);
    if words.is_empty() || words.contains(|c: char| c.is_whitespace()) || words.contains('@') {
        return false;
    }
    let lower = words.to_ascii_lowercase();
    let host = lower.split('/').next().unwrap_or_default();
    let is_host = host.split('.').count() > 1
        && host
            .split('.')
            .all(|label| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
        && host.rsplit('.').next().is_some_and(|last| last.len() > 1 && last.bytes().all(|b| b.is_ascii_alphabetic()));
    lower.starts_with("http://")
        || lower.starts_with("https://")
        || lower.starts_with("www.")
        || is_host && lower.len() > host.len() + 1
}

#[cfg(test)]
mod tests {
    use super::super::sample::{found, found_with};
    use super::is_address;

    const CODE: &str = "vague-link";

    #[test]
    fn words_that_say_nothing_are_found() {
        for words in ["here", "Click here", "read more …", "More", "this page", "→ here.", "Find out more"] {
            assert_eq!(found(CODE, &format!("Words [{words}](https://x.org/y) go on.")), [words], "{words}");
        }
        assert_eq!(found(CODE, "See [here](#introduction), **[this *link*](#introduction)**."), ["here", "this *link"]);
        assert_eq!(found(CODE, "[here](https://a.org)[here](https://b.org)"), ["here", "here"]);
    }

    #[test]
    fn bare_addresses_are_found() {
        assert_eq!(found(CODE, "See <https://www.kent.gov.uk/plan>."), ["https://www.kent.gov.uk/plan"]);
        assert_eq!(found(CODE, "[www.kent.gov.uk](https://www.kent.gov.uk)"), ["www.kent.gov.uk"]);
        assert!(is_address("kent.gov.uk/plan") && !is_address("GOV.UK") && !is_address("and/or"));
        assert!(!is_address("Node.js") && !is_address("a.b@kent.gov.uk") && !is_address("e.g./i.e."));
    }

    #[test]
    fn links_in_the_data_are_read_too() {
        let versions =
            "- version: \"5.0\"\n  date: 2021-04\n  effective: 2021-04-01\n  summary: \"See [here](#partners)\"\n";
        assert_eq!(found_with(CODE, &[("version-control.yaml", versions)], None), ["here"]);
    }

    #[test]
    fn links_that_say_where_they_lead_are_fine() {
        for text in [
            "[the plan](https://x.org), [more about the plan](https://x.org), [here we are: Kent](https://x.org)",
            "Click here, read more, this page and www.kent.gov.uk are words without a link.",
            "[team@kent.gov.uk](mailto:team@kent.gov.uk), <team@kent.gov.uk>, [03000 410234](tel:+443000410234)",
            "[](#introduction), [{{ body.kfrs }}](https://x.org), [this {{ body.kfrs }}](https://x.org)",
            "[GOV.UK](https://www.gov.uk), [this {{ body.kfrs }} page](https://x.org)",
        ] {
            assert_eq!(found(CODE, text), [""; 0], "{text}");
        }
    }
}
