//! Words that a line break may not part: dates, "Appendix E", "page 26", "27 pages".
//!
//! They keep their ordinary spaces, so that search and copying find them as they were written;
//! a span around them keeps them on one line.

use super::inlines::escape;
use crate::joints::belong_together;

/// What is kept together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// Dates, and names with their numbers.
    Text,
    /// These, and words with a hyphen inside, as titles want.
    Title,
    /// Everything: a telephone number, with no-break spaces so that it can be read out whole.
    Telephone,
    /// An address, which may break after `@` and `/` rather than anywhere.
    Address,
}

/// The longest run that is kept on one line, in characters: 320 px must still hold it.
const LONGEST: usize = 20;

/// Words as safe HTML, with those that belong together on one line.
pub(super) fn html(words: &str, join: Join) -> String {
    match join {
        Join::Telephone => return escape(words).replace(' ', "\u{a0}"),
        Join::Address => return escape(words).replace('@', "@<wbr>").replace('/', "/<wbr>"),
        Join::Text | Join::Title => {}
    }
    let mut html = String::with_capacity(words.len() + 16);
    let mut rest = words;
    while !rest.is_empty() {
        let space = rest.find(|c: char| c != ' ').unwrap_or(rest.len());
        html.push_str(&rest[..space]);
        rest = &rest[space..];
        let end = run(rest);
        let (kept, after) = rest.split_at(end);
        let joined = kept.contains(' ') || stays_whole(kept) || (join == Join::Title && has_inner_hyphen(kept));
        if joined && kept.chars().count() <= LONGEST {
            html.push_str("<span class=\"nowrap\">");
            html.push_str(&escape(kept));
            html.push_str("</span>");
        } else {
            html.push_str(&escape(kept));
        }
        rest = after;
    }
    html
}

fn has_inner_hyphen(word: &str) -> bool {
    word.trim_matches('-').contains('-')
}

/// Whether a word with a hyphen would read badly in two: `2020-21`, `COVID-19`, `e-bulletin`.
fn stays_whole(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let short = |piece: &str| piece.chars().count() <= 2 || piece.bytes().all(|byte| byte.is_ascii_digit());
    has_inner_hyphen(word) && word.split('-').any(short)
}

/// Where the run of words that begins `text` ends: one word, or several that belong together.
fn run(text: &str) -> usize {
    let word_end = |from: usize| text[from..].find(' ').map_or(text.len(), |at| from + at);
    let (mut start, mut end) = (0, word_end(0));
    while end < text.len() {
        let next = end + 1;
        let next_end = word_end(next);
        if !belong_together(&text[start..end], &text[next..next_end]) {
            break;
        }
        (start, end) = (next, next_end);
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(words: &str) -> Vec<String> {
        html(words, Join::Text)
            .split("<span class=\"nowrap\">")
            .skip(1)
            .filter_map(|rest| rest.split("</span>").next().map(str::to_owned))
            .collect()
    }

    #[test]
    fn dates_stay_on_one_line() {
        assert_eq!(
            kept("from 1 April 2021, then (26 June 2021) and in March 2020."),
            ["1 April 2021,", "(26 June 2021)", "March 2020."]
        );
    }

    #[test]
    fn a_name_stays_with_its_number() {
        assert_eq!(
            kept("see Appendix E, paragraph 2.5, page 26 of 27 pages and Table of contents"),
            ["Appendix E,", "paragraph 2.5,", "page 26", "27 pages"]
        );
    }

    #[test]
    fn hyphenated_words_stay_whole_in_titles_only() {
        assert_eq!(html("Cross-Cutting -", Join::Title), "<span class=\"nowrap\">Cross-Cutting</span> -");
        assert_eq!(html("Cross-Cutting", Join::Text), "Cross-Cutting");
    }

    #[test]
    fn years_and_short_pieces_stay_whole() {
        assert_eq!(
            kept("In 2020-21, e-bulletins on COVID-19 (co-operation) and anti-social behaviour"),
            ["2020-21,", "e-bulletins", "COVID-19", "(co-operation)"]
        );
    }

    #[test]
    fn an_address_may_break_after_its_signs() {
        assert_eq!(html("a&b@kent.gov.uk", Join::Address), "a&amp;b@<wbr>kent.gov.uk");
        assert_eq!(html("03000 410234", Join::Telephone), "03000\u{a0}410234");
    }

    #[test]
    fn a_run_too_long_for_a_phone_may_break() {
        let long = "a-".repeat(30) + "b";
        assert_eq!(html(&long, Join::Title), long);
    }

    #[test]
    fn spaces_are_kept_as_they_are() {
        assert_eq!(html("  two  spaces ", Join::Text), "  two  spaces ");
        assert_eq!(html("<b> 1 May <i>", Join::Text), "&lt;b&gt; <span class=\"nowrap\">1 May</span> &lt;i&gt;");
    }
}
