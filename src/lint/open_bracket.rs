//! A bracket or a quotation mark that is not closed, or not opened, in its paragraph.
//!
//! Nobody can tell where the aside or the quotation ends. A screen reader changes its voice at
//! neither, so its listener is lost even sooner.
//!
//! Before:
//!
//! ```md
//! The partners (the police, fire and rescue work together.
//! ```
//!
//! After:
//!
//! ```md
//! The partners (the police, fire and rescue) work together: a) quickly and b) well.
//! ```
//!
//! Source: GOV.UK style guide, A to Z, "Brackets" and "Quotes and speech marks".

use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::parse::prose::NodeKind;
use crate::reading::{Form, Origin, Passage};

/// A bracket or a quotation mark without its fellow.
pub(super) const LINT: Lint =
    Lint { code: "open-bracket", level: Level::Hint, file: include_str!("open_bracket.rs"), check };

fn check(case: &Case<'_>, report: &mut Report) {
    let passages: Vec<&Passage<'_>> = case.reading.passages.iter().filter(|passage| passage.is_language()).collect();
    for (index, passage) in passages.iter().enumerate() {
        let goes_on = passages.get(index + 1).is_some_and(|next| next.text.trim_start().starts_with(['"', '\u{201c}']));
        for (range, open) in lone(passage, goes_on) {
            let sign = passage.words_of(&range);
            let what = if matches!(sign, "(" | ")" | "[" | "]") { "bracket" } else { "quotation mark" };
            let message = if open {
                format!("this {what} is not closed in its paragraph")
            } else {
                format!("this {what} closes something that was not opened in its paragraph")
            };
            report.add(passage.place(&range), message, |finding| {
                finding.help("write its fellow where it belongs, or take it out")
            });
        }
    }
}

/// The signs without a fellow, each with whether it opens.
fn lone(passage: &Passage<'_>, goes_on: bool) -> Vec<(Range<usize>, bool)> {
    if !passage.text.contains(['(', ')', '[', ']', '"', '\u{201c}', '\u{201d}']) {
        return Vec::new();
    }
    // A list may go on with what a paragraph opened.
    let announces = matches!(passage.next.map(|node| &node.kind), Some(NodeKind::List { .. } | NodeKind::DataBlock(_)))
        && passage.text.trim_end().ends_with(':');
    // Round and square brackets, and quotation marks; each kind closes its own.
    let mut open: [Vec<usize>; 3] = Default::default();
    let mut straight: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for run in passage.runs.iter().filter(|run| run.origin != Origin::Literal) {
        let words = passage.words_of(&run.range);
        for (offset, sign) in words.char_indices() {
            let at = run.range.start + offset;
            if sign == '"' && !is_inch(&passage.text, at, straight.is_empty()) {
                straight.push(at);
            }
            let kinds = open.iter_mut().zip([('(', ')'), ('[', ']'), ('\u{201c}', '\u{201d}')]);
            for (stack, (opening, closing)) in kinds {
                if sign == opening && !is_face(&passage.text, at) {
                    stack.push(at);
                } else if sign == closing
                    && !is_face(&passage.text, at)
                    && stack.pop().is_none()
                    && !is_point(&passage.text, at)
                {
                    found.push((at..at + sign.len_utf8(), false));
                }
            }
        }
    }
    // A straight mark may be closed by a curly one: both are printed curly.
    let curly = found.iter().rposition(|(range, _)| passage.words_of(range) == "\u{201d}");
    if let Some(curly) = curly.filter(|_| straight.len() % 2 == 1) {
        found.remove(curly);
        straight.clear();
    }
    // A list may go on with what the words before it opened, and a quotation of several
    // paragraphs opens each of them and closes the last.
    if announces || passage.form == Form::Item && passage.text.trim_end().ends_with(':') {
        open.iter_mut().for_each(Vec::clear);
        straight.clear();
    }
    if goes_on {
        open[2].clear();
        straight.clear();
    }
    if straight.len() % 2 == 1 {
        found.extend(straight.last().map(|at| (*at..at + 1, is_opening(&passage.text, *at))));
    }
    let lone = open.iter().flatten().map(|at| (*at, passage.text[*at..].chars().next().map_or(1, char::len_utf8)));
    found.extend(lone.map(|(at, len)| (at..at + len, true)));
    found.sort_unstable_by_key(|(range, _)| range.start);
    found
}

/// Whether a closing bracket ends the letter or the number of a point, as in "a) first".
fn is_point(text: &str, at: usize) -> bool {
    /// No point has more letters.
    const MOST: usize = 6;
    let before = &text[text.floor_char_boundary(at.saturating_sub(MOST))..at];
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[')).next().unwrap_or_default();
    let all = |fits: fn(&u8) -> bool| !word.is_empty() && word.bytes().all(|byte| fits(&byte));
    word.len() < 3 && all(u8::is_ascii_alphanumeric)
        || word.len() < 4 && all(u8::is_ascii_digit)
        || word.len() < MOST && all(|byte| b"ivxIVX".contains(byte))
}

/// Whether a bracket is the mouth of a face such as :-).
fn is_face(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches('-');
    at - before.len() < 2
        && before.ends_with([':', ';', '='])
        && before[..before.len() - 1].chars().next_back().is_none_or(|c| !c.is_alphanumeric())
}

/// Whether a straight mark stands for inches.
fn is_inch(text: &str, at: usize, first: bool) -> bool {
    first && text[..at].ends_with(|c: char| c.is_ascii_digit())
}

fn is_opening(text: &str, at: usize) -> bool {
    text[at + 1..].starts_with(|c: char| !c.is_whitespace()) && !text[..at].ends_with(|c: char| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, findings, found};

    const CODE: &str = "open-bracket";

    fn told(text: &str) -> Vec<(String, bool)> {
        let (files, told) = findings(&[(CHAPTER, &chapter(text))], None);
        let of = told.iter().filter(|one| one.code == CODE);
        of.map(|one| (files.written(one.primary.span).to_owned(), one.message.contains("not closed"))).collect()
    }

    #[test]
    fn signs_without_a_fellow_are_found() {
        assert_eq!(told("The (police, fire"), [("(".to_owned(), true)]);
        assert_eq!(told("The police, fire) met"), [(")".to_owned(), false)]);
        assert_eq!(told("It is called \"Safer in Kent by all"), [("\"".to_owned(), true)]);
        assert_eq!(told("It is called Safer in Kent\" by all"), [("\"".to_owned(), false)]);
        assert_eq!(told("It is called “Safer (in **Kent”."), [("(".to_owned(), true)]);
        assert_eq!(found(CODE, "The [police met\n\n> **(A box**\n>\n> Words"), ["[", "("]);
    }

    #[test]
    fn pairs_and_points_are_fine() {
        for text in [
            "The (police [and \"fire\"]) “met” (all).",
            "We a) plan, b) do and (c) check; 1) one 12) twelve iv) four.",
            "It was fun :) and sad :-( ;) for a screen of 27\" size (and more :))",
            "The \"Haze Report,” of 2015",
            "`foo(` and \\(\\) and {{ body.kfrs }} (KFRS)",
            "\"One paragraph.\n\n\"And another.\"",
            "They are (in order:\n\n- one\n- two",
        ] {
            assert_eq!(found(CODE, text), [""; 0], "{text}");
        }
    }

    #[test]
    fn very_many_open_brackets_are_counted_in_good_time() {
        assert_eq!(found(CODE, &"(".repeat(2_000)).len(), 1_000 + 1);
    }
}
