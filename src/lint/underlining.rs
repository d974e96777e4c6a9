//! Underlining: rows of underscores, and letters with a line below them.
//!
//! Readers take an underlined word for a link. A row of underscores is a line to write on: a
//! screen reader says "underscore" for each of them, and nobody can write on a page of the web.
//! HTML, and with it `<u>`, is refused when the agreement is built.
//!
//! Before:
//!
//! ```md
//! Signed: ____________ on behalf of the partnership.
//! ```
//!
//! After:
//!
//! ```md
//! Signed on behalf of the **partnership**, with a plan called safer_in_kent.
//! ```
//!
//! Source: Home Office, "Designing for users with dyslexia";
//! WCAG 2.2, success criterion 1.3.1 (Info and Relationships).

use std::ops::Range;

use super::{Case, Level, Lint, Report};

/// A row of underscores, or letters with a line below them.
pub(super) const LINT: Lint =
    Lint { code: "underlining", level: Level::Warning, file: include_str!("underlining.rs"), check };

/// Lines that are written below the letter before them.
const LINES: [char; 3] = ['\u{331}', '\u{332}', '\u{333}'];

fn check(case: &Case<'_>, report: &mut Report) {
    for passage in case.reading.passages.iter().filter(|one| one.is_language()) {
        for range in rows(&passage.text).into_iter().filter(|range| passage.is_typed(range)) {
            report.add(passage.place(&range), "this row of underscores is a line to write on", |finding| {
                finding.help("say in words what belongs here, or take it out")
            });
        }
        for range in underlined(&passage.text) {
            let plain: String = passage.words_of(&range).chars().filter(|c| !LINES.contains(c)).collect();
            report.add(
                passage.place(&range),
                "these letters are underlined, and readers take them for a link",
                |finding| {
                    let finding = finding.help("write **words** for what is important");
                    match passage.exact_place(&range) {
                        Some(place) => finding.suggest(place, plain, true),
                        None => finding,
                    }
                },
            );
        }
    }
}

/// Three underscores or more.
fn rows(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("___").map(|at| from + at) {
        let end = start + (text.len() - start) - text[start..].trim_start_matches('_').len();
        found.push(start..end);
        from = end;
    }
    found
}

/// Two letters or more with a line below each; a single one is an accent of some languages.
fn underlined(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if text.is_ascii() {
        return found;
    }
    let mut letters: Option<(usize, usize, usize)> = None;
    let mut last = None;
    for (at, c) in text.char_indices() {
        if LINES.contains(&c) {
            let (start, _, count) = letters.unwrap_or((last.unwrap_or(at), at, 0));
            letters = Some((start, at + c.len_utf8(), count + 1));
            last = None;
            continue;
        }
        // A letter that bears no line ends the run.
        if last.is_some() {
            found.extend(letters.take().filter(|(.., count)| *count > 1).map(|(start, end, _)| start..end));
        }
        last = Some(at);
    }
    found.extend(letters.filter(|(.., count)| *count > 1).map(|(start, end, _)| start..end));
    found
}

#[cfg(test)]
mod tests {
    use super::super::sample::{found, mended};

    const CODE: &str = "underlining";

    #[test]
    fn a_line_to_write_on_is_found() {
        assert_eq!(found(CODE, "Signed: ____ on \\_\\_\\_\\_\\_ (date)"), ["____", "_\\_\\_\\_\\_"]);
    }

    #[test]
    fn letters_with_a_line_below_are_found_and_made_plain() {
        assert_eq!(found(CODE, "This is i\u{332}m\u{332}p\u{332} here"), ["i\u{332}m\u{332}p\u{332}"]);
        assert_eq!(mended(CODE, "This is n\u{332}o\u{332}w\u{332}."), "This is now.");
    }

    #[test]
    fn other_uses_of_the_sign_are_fine() {
        for text in ["safer_in_kent and __init__", "one _word_ and __two__", "`____`", "x\u{332} is an accent", "___"] {
            assert_eq!(found(CODE, text), [""; 0], "{text}");
        }
    }
}
