//! A slip of typing: a doubled word, a number that touches a word, a space or a sign in the wrong place.
//!
//! A reader stumbles over it, a screen reader reads "12months" as one strange word, and a document
//! with such slips is trusted less. The 2021 edition had "12months"; in a list of the 2017 edition
//! two items ended in a colon with nothing after it.
//!
//! Before:
//!
//! ```md
//! In the the last 12months partners met ,and agreed.Then they left..
//! ```
//!
//! After:
//!
//! ```md
//! In the last 12 months partners met, and agreed. Then they left.
//! ```
//!
//! Source: the published editions of April 2017 and April 2021.

use std::collections::HashSet;
use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::date::MONTHS;
use crate::parse::prose::NodeKind;
use crate::reading::{Form, Passage};
use crate::source::Span;

/// A slip of the fingers.
pub(super) const LINT: Lint =
    Lint { code: "typing-slip", level: Level::Warning, file: include_str!("typing_slip.rs"), check };

/// Words that may stand twice in a row.
const TWICE: [&str; 18] = [
    "that", "had", "very", "really", "so", "no", "yes", "bye", "many", "far", "her", "is", "do", "who", "one", "it",
    "you", "surprise",
];

/// Small words, which are never names.
const SMALL: [&str; 24] = [
    "the", "a", "an", "of", "and", "to", "for", "with", "by", "from", "at", "as", "or", "be", "are", "was", "were",
    "this", "their", "will", "must", "have", "has", "its",
];

/// Those of them of which the second is always one too many.
const NEVER_TWICE: [&str; 8] = ["the", "a", "an", "and", "or", "their", "its", "must"];

/// Words that often follow a number, and then touch it by mistake.
const COUNTED: [&str; 40] = [
    "month",
    "months",
    "year",
    "years",
    "day",
    "days",
    "week",
    "weeks",
    "hour",
    "hours",
    "minute",
    "minutes",
    "people",
    "partners",
    "partnerships",
    "districts",
    "officers",
    "projects",
    "priorities",
    "themes",
    "reviews",
    "residents",
    "members",
    "per",
    "percent",
    "pounds",
    "miles",
    "metres",
    "meetings",
    "pages",
    "million",
    "billion",
    "and",
    "of",
    "to",
    "in",
    "the",
    "for",
    "were",
    "are",
];

/// A slip: where it is, what it is, and what to write.
struct Slip {
    range: Range<usize>,
    message: String,
    mended: Mended,
}

/// What to write, and whether that is always right.
struct Mended {
    words: String,
    certain: bool,
}

fn check(case: &Case<'_>, report: &mut Report) {
    let mut source = (None, "");
    for passage in case.reading.passages.iter().filter(|passage| passage.is_language()) {
        if source.0 != Some(passage.span.file) {
            source = (Some(passage.span.file), case.files.text(passage.span.file).unwrap_or_default());
        }
        let mut slips = Vec::new();
        doubled(passage, &mut slips);
        touching(passage, &mut slips);
        signs(&passage.text, &mut slips);
        for Slip { range, message, mended } in slips {
            // Between two words something may stand that is not read, such as the mark of a note.
            let place = passage.exact_place_in(&range, source.1).filter(|_| passage.is_typed(&range));
            let (Some(place), Mended { words, certain }) = (place, mended) else { continue };
            report
                .add(place, message, |finding| finding.help(format!("write `{words}`")).suggest(place, words, certain));
        }
    }
    colons(case, report);
}

/// The same word twice in a row.
fn doubled(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    let mut last: Option<(Range<usize>, &str)> = None;
    for word in passage.words() {
        if let Some((range, before)) = last.replace((word.range.clone(), word.text))
            && passage.text.get(range.end..word.range.start) == Some(" ")
            && before.len() == word.text.len()
            && before.eq_ignore_ascii_case(word.text)
            && (word.text.len() > 1 || word.text == "a")
            && word.text.chars().all(char::is_alphabetic)
        {
            let lower = before.to_lowercase();
            let small = SMALL.contains(&lower.as_str());
            // "Walla Walla" is a place.
            let name = word.text.starts_with(char::is_uppercase);
            if !TWICE.contains(&lower.as_str()) && (small || !name) {
                let message = format!("`{before}` stands twice in a row");
                slips.push(Slip {
                    range: range.start..word.range.end,
                    message,
                    mended: Mended {
                        words: before.to_owned(),
                        certain: NEVER_TWICE.contains(&lower.as_str()) && !name,
                    },
                });
            }
        }
    }
}

/// A number or a month that touches the word or the year after it.
fn touching(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    for word in passage.words().filter(|word| word.text.is_ascii() && word.text.len() > 3) {
        let digits = word.text.bytes().take_while(u8::is_ascii_digit).count();
        let letters = word.text.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (first, second) = match (digits, letters) {
            (1..=4, 0) if COUNTED.contains(&&word.text[digits..]) => word.text.split_at(digits),
            (0, 3..) if MONTHS.contains(&&word.text[..letters]) => word.text.split_at(letters),
            _ => continue,
        };
        let year = second.len() == 4 && second.bytes().all(|byte| byte.is_ascii_digit());
        if letters > 0 && !year || joined(&passage.text, &word.range) {
            continue;
        }
        let message = format!("a space is missing in `{}`", word.text);
        slips.push(Slip {
            range: word.range.clone(),
            message,
            mended: Mended { words: format!("{first} {second}"), certain: true },
        });
    }
}

/// Whether a word is a part of an address, a path or a code.
fn joined(text: &str, range: &Range<usize>) -> bool {
    const SIGNS: [char; 12] = ['/', '@', '_', '#', '=', '\\', '<', '>', '{', '}', '$', '~'];
    /// As far as a code is looked at; a text without spaces may be long.
    const MOST: usize = 100;
    let first = text.floor_char_boundary(range.start.saturating_sub(MOST));
    let last = text.ceil_char_boundary((range.end + MOST).min(text.len()));
    let start = text[first..range.start].rfind(char::is_whitespace).map_or(first, |at| first + at + 1);
    let start = text.ceil_char_boundary(start);
    let end = text[range.end..last].find(char::is_whitespace).map_or(last, |at| range.end + at);
    text.get(start..end).is_none_or(|token| token.contains(SIGNS) || token.starts_with("www."))
}

/// Signs with a space before them, without one after them, or twice.
fn signs(text: &str, slips: &mut Vec<Slip>) {
    for (at, sign) in text.char_indices().filter(|(_, c)| matches!(c, '.' | ',' | ';' | ':' | '!' | '?')) {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let last = before.chars().next_back();
        let next = after.chars().next();
        let ends = next.is_none_or(char::is_whitespace);
        let word_before = before.chars().rev().take_while(|c| c.is_alphabetic()).count();
        if last == Some(' ') && ends {
            let word = before.trim_end_matches(' ').chars().next_back();
            // "2.93 : 1" is a ratio, and in "press . to go on" the sign is a word.
            let ratio = sign == ':' && word.is_some_and(char::is_numeric);
            let after = after.trim_start();
            let goes_on = sign == '.' && after.starts_with(char::is_lowercase);
            if word.is_some_and(|c| c.is_alphanumeric() || c == ')') && !ratio && !goes_on {
                let start = before.trim_end_matches(' ').len();
                let from = before[..start].char_indices().next_back().map_or(start, |(from, _)| from);
                let message = format!("there is a space before `{sign}`");
                let kept = text.get(from..start).unwrap_or_default();
                slips.push(Slip {
                    range: from..at + 1,
                    message,
                    mended: Mended { words: format!("{kept}{sign}"), certain: sign != ':' },
                });
            }
        } else if word_before > 1 && ends_twice(sign, after) {
            let message = format!("`{}` ends in two signs", sign_pair(sign, after));
            slips.push(Slip {
                range: at..at + 2,
                message,
                mended: Mended { words: last_of(sign, after), certain: true },
            });
        } else if word_before > 1 && matches!(sign, '.' | ',') && !ends {
            touching_sign(text, at, sign, slips);
        }
    }
}

/// Whether a sign and the next are one too many, and nothing else follows.
fn ends_twice(sign: char, after: &str) -> bool {
    let mut next = after.chars();
    matches!(
        (sign, next.next()),
        ('.', Some('.')) | (',', Some(',' | '.')) | (';', Some(';' | '.' | ',')) | (':', Some(':' | '.'))
    ) && next.next().is_none_or(char::is_whitespace)
}

fn sign_pair(sign: char, after: &str) -> String {
    format!("{sign}{}", last_of(sign, after))
}

fn last_of(sign: char, after: &str) -> String {
    after.chars().next().unwrap_or(sign).to_string()
}

/// A full stop or a comma with a word on either side and no space.
fn touching_sign(text: &str, at: usize, sign: char, slips: &mut Vec<Slip>) {
    let (before, after) = (&text[..at], &text[at + 1..]);
    let word = |c: &char| c.is_alphabetic();
    let start = at - before.chars().rev().take_while(word).map(char::len_utf8).sum::<usize>();
    let end = at + 1 + after.chars().take_while(word).map(char::len_utf8).sum::<usize>();
    let (first, second) = (&text[start..at], &text[at + 1..end]);
    let sentence = first.chars().count() > 2
        && first.chars().skip(1).all(char::is_lowercase)
        && second.starts_with(char::is_uppercase)
        && second.chars().count() > 1
        && second.chars().skip(1).all(char::is_lowercase);
    let listed = second.chars().count() > 1 && second.chars().skip(1).all(char::is_lowercase);
    let fits = if sign == '.' { sentence } else { listed };
    // "Node.Js", "a.b.c" and addresses are no sentences.
    let around = |c: Option<char>| c.is_some_and(|c| matches!(c, '.' | '-' | '\'') || c.is_numeric());
    if !fits || around(text[..start].chars().next_back()) || joined(text, &(start..end)) {
        return;
    }
    let next = text[end..].chars().next();
    if next == Some('(') || next == Some('.') && text[end + 1..].starts_with(char::is_alphanumeric) {
        return;
    }
    let message = format!("a space is missing after `{sign}`");
    slips.push(Slip {
        range: start..end,
        message,
        mended: Mended { words: format!("{first}{sign} {second}"), certain: sign == ',' },
    });
}

/// An item in the middle of a list that ends in a colon, with nothing after it.
fn colons(case: &Case<'_>, report: &mut Report) {
    let mut items: HashSet<Span> = HashSet::new();
    for part in case.agreement.parts() {
        part.prose.for_each_node(&mut |node| {
            let NodeKind::List { items: all, .. } = &node.kind else { return };
            // After the last item the list may go on with a table or a box.
            let middle = all.split_last().map_or(&[][..], |(_, rest)| rest);
            items.extend(middle.iter().filter_map(|item| match item.blocks.as_slice() {
                [only] => Some(only.span),
                _ => None,
            }));
        });
    }
    for passage in &case.reading.passages {
        let text = passage.text.trim_end();
        let data = matches!(passage.form, Form::Data { key: "items" | "issues" | "other-issues" | "includes", .. });
        if text.ends_with(':') && (data || passage.form == Form::Item && items.contains(&passage.span)) {
            let place = passage.place(&(text.len() - 1..text.len()));
            report.add(place, "this item ends in a colon, and nothing follows", |finding| {
                finding.help("end it as the other items end")
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{found, found_with, mended};

    const CODE: &str = "typing-slip";

    #[test]
    fn doubled_words_are_found() {
        assert_eq!(found(CODE, "In the the plan, partners partners met."), ["the the", "partners partners"]);
        assert_eq!(
            mended(CODE, "In the\nthe plan. The the end. Partners met partners partners."),
            "In the plan. The end. Partners met partners partners."
        );
    }

    #[test]
    fn numbers_and_months_that_touch_a_word_are_parted() {
        assert_eq!(
            mended(CODE, "The last 12months since April2021, of 10partners."),
            "The last 12 months since April 2021, of 10 partners."
        );
    }

    #[test]
    fn signs_in_the_wrong_place_are_found() {
        assert_eq!(mended(CODE, "Partners met , agreed ; and left (all) ."), "Partners met, agreed; and left (all).");
        assert_eq!(mended(CODE, "Partners met,agreed,, and left.."), "Partners met, agreed, and left.");
        assert_eq!(found(CODE, "They met.Then they left."), ["met.Then"]);
    }

    #[test]
    fn an_item_that_ends_in_a_colon_is_found() {
        assert_eq!(found(CODE, "- mental health;\n- domestic abuse:\n- scams."), [":"]);
        let horizon = "year: \"2020\"\nsections:\n  - heading: A\n    groups:\n      - { lead-in: \"Some:\", items: [\"the 2016 Devolution Act:\", b] }\n";
        assert_eq!(found_with(CODE, &[("data/horizon.yaml", horizon)], None), [":"]);
        assert_eq!(found(CODE, "- Aims:\n  - a\n- B:\n\nTable: C\n\n| D |\n|---|\n| e |"), [""; 0]);
    }

    #[test]
    fn words_that_may_stand_twice_are_left_alone() {
        for text in [
            "He said that that was what he had had. It is very very good. Walla Walla is a town.",
            "Where it was, was clear. The plan: plan it. Step by step, 20 20, a A.",
            "The {{ body.kfrs }} KFRS. **The** the plan.",
        ] {
            assert_eq!(found(CODE, text), [""; 0], "{text}");
        }
    }

    #[test]
    fn other_signs_are_left_alone() {
        for text in [
            "The 1st, 2nd and 3rd, the 1980s, 10km, 5mph, 24/7, COVID-19, 4x4, H2O and 12:30.",
            "www.Kent.gov.uk, Node.js, GOV.UK, e.g. this, i.e. that, U.K. and a.m. on 1.5 acres, £1,200",
            "See https://x.org/Some,Thing.Else or README.md. And so on ... or … Words etc., and so on.",
            "Is it so?! “Yes,” they said. (No.) Words[^a]. A : B",
            "`a ,b` and .NET, the file .gitignore, C. Smith, No.10",
            "1,000 people, x,y, Mr.Smith, a ratio of 2.93 : 1, press . to go on, GOV.Uk, no[^b] , note",
        ] {
            let notes: String = ["a", "b"]
                .iter()
                .filter(|note| text.contains(&format!("[^{note}]")))
                .map(|note| format!("\n\n[^{note}]: A note."))
                .collect();
            let text = format!("{text}{notes}");
            let expected: &[&str] = if text.contains("A : B") { &["A :"] } else { &[] };
            assert_eq!(found(CODE, &text), expected, "{text}");
        }
    }
}
