//! A letter that nobody can see: a soft hyphen, a space without width, spaces in a row that do not break.
//!
//! They come along when text is copied from a word processor or a web page. A search does not
//! find the word that they stand in, a screen reader may read its halves apart, and spaces in a
//! row leave holes in a line. Characters that turn the direction of text, and those that no
//! typeface has, are refused when the agreement is built.
//!
//! Before:
//!
//! ```md
//! The part&shy;ners work&nbsp; together.
//! ```
//!
//! After:
//!
//! ```md
//! The partners work together on the 12&nbsp;districts.
//! ```
//!
//! Source: WCAG 2.2, success criterion 1.3.2 (Meaningful Sequence) and technique C8.

use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::reading::{Form, Passage};
use crate::source::Span;

/// A letter that nobody can see.
pub(super) const LINT: Lint =
    Lint { code: "hidden-letter", level: Level::Warning, file: include_str!("hidden_letter.rs"), check };

/// Characters that print nothing, though the typefaces have them.
const HIDDEN: [(char, &str); 3] =
    [('\u{ad}', "a soft hyphen"), ('\u{200b}', "a space without width"), ('\u{34f}', "a sign that joins letters")];

/// Spaces at which no line may break, or of an unusual width.
const SPACES: [char; 5] = ['\u{a0}', '\u{2007}', '\u{2009}', '\u{200a}', '\u{202f}'];

fn check(case: &Case<'_>, report: &mut Report) {
    for passage in case.reading.passages.iter().filter(|one| one.is_language() && !one.text.is_ascii()) {
        for (range, what) in hidden(&passage.text).into_iter().filter(|(range, _)| passage.is_typed(range)) {
            let message = format!("{what} is hidden here");
            // Between two letters it may stand for a space that was lost.
            let between = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let text = &passage.text;
            let (before, after) = (text[..range.start].chars().next_back(), text[range.end..].chars().next());
            let lost_space = text[range.clone()].contains('\u{200b}') && between(before) && between(after);
            report.add(passage.place(&range), message, |finding| {
                let finding = finding.help("delete it: a search does not find a word with it");
                match written_alone(passage, &range, case) {
                    Some(place) => finding.suggest(place, "", !lost_space),
                    None => finding,
                }
            });
        }
        for range in spaces(&passage.text).into_iter().filter(|range| passage.is_typed(range)) {
            let place = passage.place(&range);
            if passage.text.trim().is_empty() {
                // A cell with nothing else is told as an empty cell.
                if passage.form == Form::Paragraph {
                    report.add(place, "this paragraph holds nothing but a space", |finding| {
                        finding.help("delete it: the distance between paragraphs is set by the design")
                    });
                }
                continue;
            }
            report.add(place, "there are several spaces in a row here, and they would be printed", |finding| {
                let finding = finding.help("leave one space");
                match written_alone(passage, &range, case) {
                    Some(place) => finding.suggest(place, " ", true),
                    None => finding,
                }
            });
        }
    }
}

/// Where a range of such letters is written, if nothing but they, by themselves or by their names,
/// stands there on one line.
fn written_alone(passage: &Passage<'_>, range: &Range<usize>, case: &Case<'_>) -> Option<Span> {
    let place = passage.place(range);
    let mut rest = case.files.written(place);
    while let Some(letter) = rest.chars().next() {
        rest = if letter == '&' {
            rest.split_once(';').filter(|(name, _)| name.len() < 12)?.1
        } else if letter == ' ' || SPACES.contains(&letter) || HIDDEN.iter().any(|(hidden, _)| *hidden == letter) {
            &rest[letter.len_utf8()..]
        } else {
            return None;
        };
    }
    Some(place)
}

/// The runs of one hidden character.
fn hidden(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
    for (at, c) in text.char_indices() {
        let Some((_, what)) = HIDDEN.iter().find(|(hidden, _)| *hidden == c) else { continue };
        match found.last_mut().filter(|(last, name)| last.end == at && name == what) {
            Some((last, _)) => last.end = at + c.len_utf8(),
            None => found.push((at..at + c.len_utf8(), what)),
        }
    }
    found
}

/// The runs of two or more spaces that are printed as so many, and a space with nothing else.
fn spaces(text: &str) -> Vec<Range<usize>> {
    let is_space = |c: char| c == ' ' || SPACES.contains(&c);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(is_space).map(|at| from + at) {
        let rest = &text[start..];
        let end = start + rest.find(|c| !is_space(c)).unwrap_or(rest.len());
        let run = &text[start..end];
        let alone = start == 0 && end == text.len();
        if run.contains(SPACES) && (alone || run.chars().count() > 1) {
            found.push(start..end);
        }
        from = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, findings, found, mended};

    use super::{HIDDEN, SPACES};
    use crate::parse::markdown::hidden_character;
    use crate::source::Files;
    use crate::typeface::Typefaces;

    const CODE: &str = "hidden-letter";

    #[test]
    fn every_letter_that_prints_nothing_is_told_here_or_has_no_glyph() {
        let mut files = Files::new();
        crate::templates::add_built_in(&mut files);
        let typefaces = Typefaces::load(&files).expect("the typefaces");
        let ignorable = ['\u{ad}', '\u{34f}', '\u{61c}', '\u{180e}', '\u{3164}', '\u{feff}', '\u{fffc}', '\u{2800}'];
        let ranges = [
            '\u{115f}'..='\u{1160}',
            '\u{2000}'..='\u{200f}',
            '\u{2028}'..='\u{202f}',
            '\u{205f}'..='\u{206f}',
            '\u{fe00}'..='\u{fe0f}',
            '\u{e000}'..='\u{f8ff}',
            '\u{e0000}'..='\u{e0fff}',
        ];
        let place = crate::source::Span::whole(files.content_folder());
        let refused = |c: char| !typefaces.covers(c) || hidden_character(c, place).is_some();
        let printed = ignorable.into_iter().chain(ranges.into_iter().flatten()).filter(|c| !refused(*c));
        for c in printed {
            let known = HIDDEN.iter().any(|(hidden, _)| *hidden == c) || SPACES.contains(&c);
            assert!(known, "U+{:04X} is printed and told by nobody", u32::from(c));
        }
    }

    #[test]
    fn letters_that_nobody_sees_are_found_and_deleted() {
        assert_eq!(found(CODE, "part\u{ad}ners and &shy;more"), ["\u{ad}", "&shy;"]);
        assert_eq!(mended(CODE, "part\u{ad}ners, a\u{34f}nd &shy;more\u{200b} here"), "partners, and more here");
        assert_eq!(mended(CODE, "the\u{200b}partners"), "the\u{200b}partners", "a space may be wanted here");
    }

    #[test]
    fn nothing_is_offered_where_more_than_the_letter_would_be_replaced() {
        let text = "> one\u{a0}\n> two";
        assert_eq!(mended(CODE, text), text);
        assert_eq!(found(CODE, text).len(), 1);
    }

    #[test]
    fn spaces_in_a_row_become_one() {
        assert_eq!(mended(CODE, "one&nbsp;&nbsp;two\u{a0} three \u{202f}four"), "one two three four");
    }

    #[test]
    fn one_space_that_does_not_break_is_fine() {
        assert_eq!(found(CODE, "10&nbsp;km, 10\u{202f}000 people and\u{2009}–\u{2009}a dash  with  blanks"), [""; 0]);
    }

    #[test]
    fn words_in_the_data_and_in_code_differ() {
        assert_eq!(found(CODE, "```\na\u{a0}\u{a0}b\n```"), [""; 0]);
        let glossary = "terms:\n  - { id: csa, name: \"Community\u{a0} Safety\", short: CSA }\n";
        let (files, told) = findings(&[("data/glossary.yaml", glossary), (CHAPTER, &chapter("Words."))], None);
        let places: Vec<&str> =
            told.iter().filter(|one| one.code == CODE).map(|one| files.written(one.primary.span)).collect();
        assert_eq!(places, ["\u{a0} "]);
    }
}
