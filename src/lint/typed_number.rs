//! A page, paragraph, chapter, appendix, table or figure whose number was typed by hand.
//!
//! Numbers and pages move with every edition, and a typed one then sends the reader to the wrong
//! place. A reference is numbered anew each time, and is a link besides. Numbers within another
//! work, "paragraph 4 of the guidance", and sections, which are those of Acts, are left alone.
//!
//! Before:
//!
//! ```md
//! The duty is explained in paragraph 2.5, and the partners are shown on page 18.
//! ```
//!
//! After:
//!
//! ```md
//! The duty is explained in [](#introduction), and the partners are shown in [](#introduction).
//! ```
//!
//! Source: WCAG 2.2, success criterion 2.4.4 (Link Purpose); the source format of this tool.

use super::{Case, Level, Lint, Report};
use crate::reading::{Form, Passage};

/// A page, paragraph or other number that was typed by hand.
pub(super) const LINT: Lint =
    Lint { code: "typed-number", level: Level::Warning, file: include_str!("typed_number.rs"), check };

/// The words that stand before a number, with whether a single capital letter counts as one.
const NAMES: [(&str, bool); 12] = [
    ("page", false),
    ("pages", false),
    ("p.", false),
    ("pp.", false),
    ("paragraph", false),
    ("paragraphs", false),
    ("para", false),
    ("chapter", false),
    ("appendix", true),
    ("table", false),
    ("figure", false),
    ("diagram", false),
];

fn check(case: &Case<'_>, report: &mut Report) {
    for passage in case.reading.passages.iter().filter(|passage| passage.is_language()) {
        if matches!(passage.form, Form::Paragraph | Form::Item | Form::Heading) {
            tell_paragraph(passage, report);
        }
        for (start, end) in typed(&passage.text) {
            let range = start..end;
            if passage.is_typed(&range) {
                let found = passage.words_of(&range);
                let message = format!("`{found}` was typed by hand, and will be wrong when something moves");
                report.add(passage.place(&range), message, |finding| {
                    finding.help("give the place an id and write [](#its-id), which prints its number and its page")
                });
            }
        }
    }
}

/// Tells a paragraph that begins with a number such as 3.6, which the program would give it.
fn tell_paragraph(passage: &Passage<'_>, report: &mut Report) {
    let number = passage.text.split(' ').next().unwrap_or_default();
    let parts: Vec<&str> = number.trim_end_matches(['.', ')']).split('.').collect();
    let [chapter, paragraph] = parts[..] else { return };
    let is_small = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let words = passage.text[number.len()..].trim_start().starts_with(|c: char| c.is_uppercase());
    let range = 0..number.len();
    if is_small(chapter) && is_small(paragraph) && words && passage.is_typed(&range) {
        let message = format!("the number `{number}` of this paragraph was typed by hand");
        report.add(passage.place(&range), message, |finding| {
            finding.help("write `1.` in its place in a numbered chapter; paragraphs are counted by the program")
        });
    }
}

/// Where a text names a place by a typed number: the ranges of bytes.
fn typed(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut words = text.split(' ').scan(0, |at, word| {
        let start = *at;
        *at += word.len() + 1;
        Some((start, word))
    });
    let mut next = words.next();
    while let Some((start, word)) = next {
        next = words.next();
        let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let begin = start + (word.len() - bare.len());
        let lower = bare.to_lowercase();
        // "p.18" is one word; "page 18" is two.
        if let Some(number) = lower.strip_prefix("p.").or_else(|| lower.strip_prefix("pp."))
            && !number.is_empty()
            && number_len(number, false) > 0
        {
            let len = lower.len() - number.len() + number_len(number, false);
            found.push((begin, begin + len));
            continue;
        }
        let (Some((_, letters)), Some((at, number))) = (NAMES.iter().find(|(name, _)| *name == lower), next) else {
            continue;
        };
        let len = number_len(number, *letters);
        if len == 0 || followed_by_of(&text[at + len..]) {
            continue;
        }
        found.push((begin, at + len));
    }
    found
}

/// How many bytes at the beginning of a word are a number such as `4` or `6.2`, or a capital
/// letter; 0 if something else follows at once.
fn number_len(word: &str, letters: bool) -> usize {
    let digits = word.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let digits = word[..digits].trim_end_matches('.').len();
    let capital = usize::from(letters && word.starts_with(|c: char| c.is_ascii_uppercase()));
    let len = if digits > 0 && word.starts_with(|c: char| c.is_ascii_digit()) { digits } else { capital };
    let ends = word[len..].chars().next().is_none_or(|after| !after.is_alphanumeric() && after != '%' && after != '-');
    if ends { len } else { 0 }
}

fn followed_by_of(rest: &str) -> bool {
    let mut words = rest.split_whitespace();
    rest.starts_with(' ') && matches!(words.next(), Some("of" | "to")) && words.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::typed;

    fn found(text: &str) -> Vec<&str> {
        typed(text).into_iter().map(|(start, end)| &text[start..end]).collect()
    }

    #[test]
    fn pages_and_paragraphs_typed_by_hand_are_found() {
        assert_eq!(found("see page 4, or paragraph 6.2."), ["page 4", "paragraph 6.2"]);
        assert_eq!(found("(Appendix E) and Table 3; p.18, p. 12"), ["Appendix E", "Table 3", "p.18", "p. 12"]);
        assert_eq!(found("Chapter 4"), ["Chapter 4"]);
    }

    #[test]
    fn a_paragraph_that_begins_with_its_number_is_found() {
        use super::super::sample::found;
        assert_eq!(found("typed-number", "3.6 **Serious Violence:** It rises."), ["3.6"]);
        assert_eq!(found("typed-number", "- 3.6. The text"), ["3.6."]);
        for body in ["3.6 million people", "1. A\n2. B", "2021. Then", "10.30 is the time"] {
            assert_eq!(found("typed-number", body), Vec::<String>::new(), "{body}");
        }
    }

    #[test]
    fn words_that_only_look_alike_are_left_alone() {
        for text in [
            "Section 17 of the Crime and Disorder Act 1998",
            "paragraph 4 of the guidance",
            "the next page has 27 lines",
            "an appendix A-Z, table tennis, figure skating",
            "each page 10% longer",
            "Chapter house, page by page",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
