//! A letter inside a number, such as a capital I in place of the digit 1.
//!
//! On paper "2020-2I" looks right. A screen reader says "two thousand and twenty, two eye", a search
//! for 2020-21 does not find it, and no tool takes it for a year. Only the letters I, l and O are
//! looked for, where what they make is a year or a number: "3D", "4G", "10k" and codes are in order.
//!
//! Before:
//!
//! ```md
//! During 2020-2I the services were moved, as agreed in 2O19.
//! ```
//!
//! After:
//!
//! ```md
//! During 2020-21 the services were moved, as agreed in 2019.
//! ```
//!
//! Source: WCAG 2.2, success criterion 1.3.1 (Info and Relationships).

use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::reading::Pattern;

/// A letter inside a number.
pub(super) const LINT: Lint =
    Lint { code: "letter-in-number", level: Level::Warning, file: include_str!("letter_in_number.rs"), check };

/// Digits and the letters that look like them, with what joins the halves of a year or an amount.
static CANDIDATES: Pattern = Pattern::new(r"(?-u:\b)[0-9IlOo]+(?:[.,/\-\x{2010}-\x{2013}][0-9IlOo]+)*(?-u:\b)");

fn check(case: &Case<'_>, report: &mut Report) {
    for passage in case.reading.passages.iter().filter(|passage| passage.is_language()) {
        for range in mixed(&passage.text).into_iter().filter(|range| passage.is_typed(range)) {
            tell(passage.words_of(&range), passage.place(&range), report);
        }
    }
    for (_, year) in case.agreement.years() {
        for range in mixed(&year.words) {
            let written = &year.words[range];
            tell(written, year.place_of(written), report);
        }
    }
}

fn tell(written: &str, place: crate::source::Span, report: &mut Report) {
    let letter = written.chars().find(|c| c.is_alphabetic()).unwrap_or_default();
    let right = digits(written);
    let shape = match letter {
        'I' => "the capital letter I",
        'l' => "the small letter L",
        'O' => "the capital letter O",
        _ => "the small letter O",
    };
    report.add(place, format!("`{written}` has {shape} in place of a digit"), |finding| {
        finding.help(format!("write `{right}`")).suggest(place, right, true)
    });
}

/// The same with digits in place of letters.
fn digits(written: &str) -> String {
    let digit = |c| match c {
        'I' | 'l' => '1',
        'O' | 'o' => '0',
        other => other,
    };
    written.chars().map(digit).collect()
}

/// The numbers of a text that have a letter in them.
fn mixed(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for candidate in CANDIDATES.find_iter(text) {
        let (written, range) = (candidate.as_str(), candidate.range());
        let has = |wanted: fn(&u8) -> bool| written.bytes().any(|byte| wanted(&byte));
        if !has(u8::is_ascii_digit) || !has(u8::is_ascii_alphabetic) {
            continue;
        }
        let before = text[..range.start].chars().next_back();
        let after = text[range.end..].chars().next();
        let joined = before.is_some_and(|c| c.is_alphanumeric() || "-_#/.@&:=\u{2013}".contains(c))
            || after.is_some_and(|c| c.is_alphanumeric() || "_@&=".contains(c))
            || after == Some('.') && text[range.end + 1..].starts_with(char::is_alphanumeric);
        if !joined && is_number(written, before, after) {
            found.push(range);
        }
    }
    found
}

/// Whether what is written can only be meant as a number.
fn is_number(written: &str, before: Option<char>, after: Option<char>) -> bool {
    let right = digits(written);
    let mut parts = right.split(['/', '-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}']);
    let is_year = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    let first = parts.next().unwrap_or_default();
    // Of four signs at least two are digits already, so that no word and no code is meant.
    let digits = written.bytes().filter(u8::is_ascii_digit).count();
    match (parts.next(), parts.next()) {
        (None, _) if is_year(first) => digits >= 2,
        (Some(second), None) if is_year(first) => {
            digits >= 3 && matches!(second.len(), 2 | 4) && second.bytes().all(|byte| byte.is_ascii_digit())
        }
        (None, _) => amount(written) || (before == Some('£') || after == Some('%')) && digits >= 1 && plain(first),
        _ => false,
    }
}

/// A thousand or more with its commas: `1,O00`.
fn amount(written: &str) -> bool {
    let mut groups = written.split(',');
    let first = groups.next().unwrap_or_default();
    let mut rest = 0;
    let whole = groups.all(|group| {
        rest += 1;
        group.len() == 3 && group.bytes().any(|byte| byte.is_ascii_digit())
    });
    whole && rest > 0 && (1..=3).contains(&first.len()) && first.starts_with(|c: char| c.is_ascii_digit())
}

fn plain(number: &str) -> bool {
    number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{found, found_with, mended};

    const CODE: &str = "letter-in-number";

    #[test]
    fn letters_in_years_and_amounts_are_found() {
        let text = "In 2020-2I and 2O19/20, l998, (20I4–17); 1,O00 people, £3OO and 5O%, since 201l.";
        assert_eq!(found(CODE, text), ["2020-2I", "2O19/20", "l998", "20I4–17", "1,O00", "3OO", "5O", "201l"]);
        assert_eq!(
            mended(CODE, text),
            "In 2020-21 and 2019/20, 1998, (2014–17); 1,000 people, £300 and 50%, since 2011."
        );
    }

    #[test]
    fn letters_that_belong_there_are_left_alone() {
        for text in [
            "3D, 4G, 10k, A2, 2nd, 1st, 5l of oil, 10 l, O2 and H2O at 20o",
            "ME15 9QB, OL1 1OO, SO14 0AA, IP1 2OI",
            "03000 410234, O3000 is wrong but may be a name, 101, 0800 555 111",
            "#2O2IOO, v2.0, I/O, 1.0l, 24/7, COVID-19",
            "I 2020, lO and Il, file-2O19, 2O19.pdf, 2O19_a, a2O19, 2O19x",
            "the codes 1O, 2I, O1, I99, 10O",
            "see `2O19` and https://example.org/2O19/a",
        ] {
            assert_eq!(found(CODE, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn the_year_of_a_file_of_data_is_looked_at() {
        let data = "year: 2020-2I\npartnership-count: 12\nissues:\n  - { name: Road Safety, count: 1 }\n";
        assert_eq!(found_with(CODE, &[("data/assessments.yaml", data)], None), ["2020-2I"]);
    }
}
