//! A date that is not written as day, month and year, or a range of dates with a dash.
//!
//! "1 April 2021" is read aloud as it is meant. A screen reader stumbles over "1st" and "Apr", a date in
//! numbers such as 01/04/2021 is another day for an American reader, and a dash is often not read at
//! all, so that "July–September" becomes two months. Short months are usual in the cells of a table
//! and are left alone there; quoted titles, names, addresses and code are left alone everywhere.
//!
//! Before:
//!
//! ```md
//! The service began on 1st April 2021, after a trial in July–September 2020.
//! ```
//!
//! After:
//!
//! ```md
//! The service began on 1 April 2021, after a trial in July to September 2020.
//! ```
//!
//! Source: GOV.UK style guide, Dates.

use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::date::MONTHS;
use crate::reading::{Form, Passage, Pattern, Time, TimesInNames, When, quotes, touches};

/// A date in another style.
pub(super) const LINT: Lint =
    Lint { code: "date-style", level: Level::Warning, file: include_str!("date_style.rs"), check };

/// Days without a year, and ranges from one month to another.
static SHORT: Pattern = Pattern::made(|| {
    let month = "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
    let nth = "(?:st|nd|rd|th)";
    let year = "(?:19|20)[0-9]{2}";
    format!(
        r"(?-u:\b)(?:(?P<range>[0-9]{{1,2}} {month}(?: {year})?[ \x{{a0}}]?[-\x{{2010}}\x{{2011}}\x{{2013}}\x{{2014}}][ \x{{a0}}]?[0-9]{{1,2}} {month}(?: {year})?)|(?P<day>[0-9]{{1,2}}){nth}(?: of)? (?P<month>{month})|(?P<last>{month}) (?P<first>[0-9]{{1,2}}){nth}|(?P<numbers>[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{2}}))(?-u:\b)"
    )
});

/// A date in another style, and what to write.
struct Found {
    range: Range<usize>,
    right: Option<String>,
    certain: bool,
    /// Why the style is a trouble.
    why: &'static str,
}

fn check(case: &Case<'_>, report: &mut Report) {
    let names = TimesInNames::of(&case.names);
    for passage in case.reading.passages.iter().filter(|passage| passage.is_language() && !is_name(passage)) {
        let text = &passage.text;
        if !text.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let mut found: Vec<Found> = short(text);
        let taken: Vec<Range<usize>> = found.iter().map(|one| one.range.clone()).collect();
        let whole = passage.times().iter().filter(|time| !touches(&taken, &time.range));
        let whole: Vec<Found> = whole.filter_map(|time| departs(passage, time)).collect();
        found.extend(whole);
        if found.is_empty() {
            continue;
        }
        let quoted = quotes(text);
        for one in found {
            let range = &one.range;
            let own = passage.is_typed(range)
                && !quoted.touch(range)
                && !names.contain(text, range)
                && !is_in_an_address(text, range);
            if own {
                tell(case, passage, &one, report);
            }
        }
    }
}

fn tell(case: &Case<'_>, passage: &Passage<'_>, found: &Found, report: &mut Report) {
    let words = passage.words_of(&found.range);
    let place = passage.place(&found.range);
    report.add(place, format!("`{words}` {}", found.why), |finding| match &found.right {
        Some(right) => {
            let exact = case.files.written(place) == words;
            finding.help(format!("write `{right}`")).suggest(place, right, found.certain && exact)
        }
        None => finding.help("write the day, the month in letters and the year"),
    });
}

/// What to write for a time of a text, if it is written in another style.
fn departs(passage: &Passage<'_>, time: &Time) -> Option<Found> {
    let text = &passage.text;
    let range = time.range.clone();
    let written = text.get(range.clone())?;
    let right = time.plain()?;
    let even = written.replace('\u{a0}', " ");
    if even == right {
        return None;
    }
    let squeezed: Vec<&str> = even.split_whitespace().collect();
    let even = squeezed.join(" ");
    let comma = |month: &str| even == format!("{month}, {}", right.rsplit(' ').next().unwrap_or_default());
    // "In April, 2021 saw the first …" is no date.
    if even == right || matches!(time.when, When::Month(_)) && MONTHS.iter().any(|month| comma(month)) {
        return None;
    }
    let in_table = matches!(passage.form, Form::Cell | Form::ColumnHeader);
    let in_numbers = !written.bytes().any(|byte| byte.is_ascii_alphabetic());
    let (certain, why) = match time.when {
        When::Day(day) if in_numbers => {
            // Only 2021-04-01, and a day beyond the twelfth, cannot be taken for another day.
            let plain = written.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
            (plain || day.day > 12 || day.day == day.month, if plain { SPELLED } else { NUMBERS })
        }
        When::Days(..) | When::Months(..) => (!is_between(text, &range), DASH),
        _ => (!follows_the(text, &range) && !follows_a_day(text, &range), STYLE),
    };
    if in_table && (why == DASH || why == STYLE && is_shortened(&even)) {
        return None;
    }
    Some(Found { range, right: Some(right), certain, why })
}

const NUMBERS: &str = "is a date in numbers, which some readers take for another day";
const SPELLED: &str = "is a date in numbers, which is read aloud as numbers";
const DASH: &str = "is a range with a dash, which is often not read aloud";
const STYLE: &str = "is not written as day, month and year";

/// Whether a month is shortened.
fn is_shortened(written: &str) -> bool {
    !MONTHS.iter().any(|month| written.contains(month))
}

/// Days without a year, and ranges from one month to another.
fn short(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for captures in SHORT.captures_iter(text) {
        let whole = captures.whole();
        let range = whole.range();
        let before = text[..range.start].chars().next_back();
        let after = &text[range.end..];
        if before.is_some_and(|c| c.is_alphanumeric() || "-/.,\u{2013}".contains(c)) || after.starts_with(['/', '-']) {
            continue;
        }
        let day = |name: &str| {
            captures.name(name).and_then(|day| day.as_str().parse::<u8>().ok()).filter(|day| (1..=31).contains(day))
        };
        let word = |name: &str| captures.name(name).map_or("", |word| word.as_str());
        if captures.name("range").is_some() {
            let right = range_in_words(whole.as_str());
            let certain = !is_between(text, &range);
            found.push(Found { range, right: Some(right), certain, why: DASH });
        } else if captures.name("numbers").is_some() {
            let mut parts = whole.as_str().split('/').map(|part| part.parse::<u8>().unwrap_or(0));
            let (first, second) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
            let date = |day: u8, month: u8| (1..=31).contains(&day) && (1..=12).contains(&month);
            if date(first, second) || date(second, first) {
                found.push(Found { range, right: None, certain: false, why: NUMBERS });
            }
        } else if !has_year(after) {
            let (number, month) =
                if captures.name("day").is_some() { (day("day"), word("month")) } else { (day("first"), word("last")) };
            let Some(number) = number else { continue };
            let certain = !follows_the(text, &range) && !follows_a_day(text, &range);
            found.push(Found { range, right: Some(format!("{number} {month}")), certain, why: STYLE });
        }
    }
    found
}

/// Whether a year follows, so that the day is found with it.
fn has_year(after: &str) -> bool {
    let year = after.trim_start_matches([',', ' ', '\u{a0}']);
    year.len() < after.len() && (year.starts_with("19") || year.starts_with("20"))
}

/// A range with "to" in place of its dash.
fn range_in_words(written: &str) -> String {
    match written.char_indices().find(|(_, c)| matches!(c, '-' | '\u{2010}'..='\u{2014}')) {
        Some((at, dash)) => {
            format!("{} to {}", written[..at].trim_end(), written[at + dash.len_utf8()..].trim_start())
        }
        None => written.to_owned(),
    }
}

/// Whether "between" stands before a range, which then needs "and".
fn is_between(text: &str, range: &Range<usize>) -> bool {
    follows(text, range, "between")
}

/// Whether "the" stands before a day, which would have to go.
fn follows_the(text: &str, range: &Range<usize>) -> bool {
    follows(text, range, "the")
}

/// Whether another day stands before it, as in "1st and 2nd April", which would be left as it is.
fn follows_a_day(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end();
    let before = before.strip_suffix("and").or_else(|| before.strip_suffix('&')).unwrap_or(before);
    let before = before.trim_end_matches([' ', ',', '\u{a0}']);
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.starts_with(|c: char| c.is_ascii_digit())
}

fn follows(text: &str, range: &Range<usize>, word: &str) -> bool {
    let before = text[..range.start].trim_end();
    before.rsplit(|c: char| !c.is_alphanumeric()).next().is_some_and(|last| last.eq_ignore_ascii_case(word))
}

/// Whether a date is a part of an address or the name of a file.
fn is_in_an_address(text: &str, range: &Range<usize>) -> bool {
    let joins = |c: char| c.is_alphanumeric() || "/_@=:&#\\".contains(c);
    let before = text[..range.start].chars().next_back();
    let mut after = text[range.end..].chars();
    let next = after.next();
    before.is_some_and(joins)
        || next.is_some_and(|c| c.is_alphanumeric() || "/_@=&#\\".contains(c))
        || next.is_some_and(|c| matches!(c, '.' | ':')) && after.next().is_some_and(char::is_alphanumeric)
}

/// Whether a passage is a name, which is written as its owner writes it.
fn is_name(passage: &Passage<'_>) -> bool {
    let (file, key) = passage.data().unwrap_or_default();
    file.starts_with("data/") && matches!(key, "name" | "short" | "title") && file != "data/assessments.yaml"
}

#[cfg(test)]
mod tests {
    use super::super::sample::{found, mended};

    const CODE: &str = "date-style";

    #[test]
    fn dates_in_other_styles_are_found_and_mended() {
        for (text, expected, right) in [
            ("On 1st April 2021.", "1st April 2021", "On 1 April 2021."),
            ("On April 1, 2021, it began.", "April 1, 2021", "On 1 April 2021, it began."),
            ("On 13 Mar 2014.", "13 Mar 2014", "On 13 March 2014."),
            ("Since Sept. 2015 it grew.", "Sept. 2015", "Since September 2015 it grew."),
            ("On 01 April 2021.", "01 April 2021", "On 1 April 2021."),
            ("On 2021-04-01.", "2021-04-01", "On 1 April 2021."),
            ("On 25/06/2021.", "25/06/2021", "On 25 June 2021."),
            ("In July–September 2018.", "July–September 2018", "In July to September 2018."),
            ("From April 2019 - March 2020.", "April 2019 - March 2020", "From April 2019 to March 2020."),
            ("On 1-5 April 2021.", "1-5 April 2021", "On 1 to 5 April 2021."),
            ("From 30 March–2 April 2021.", "30 March–2 April 2021", "From 30 March to 2 April 2021."),
            ("By 1st May, and no later.", "1st May", "By 1 May, and no later."),
            ("On June 21st they met.", "June 21st", "On 21 June they met."),
        ] {
            assert_eq!(found(CODE, text), [expected], "{text}");
            assert_eq!(mended(CODE, text), right, "{text}");
        }
    }

    #[test]
    fn what_could_be_another_day_or_another_sentence_is_not_mended_by_itself() {
        for (text, expected) in [
            ("On 01/04/2021.", "01/04/2021"),
            ("On 01/04/21.", "01/04/21"),
            ("On the 1st of April it began.", "1st of April"),
            ("At the 1st April 2021 meeting.", "1st April 2021"),
            ("On 1st, 2nd and 3rd April 2021.", "3rd April 2021"),
            ("On 1st & 2nd April.", "2nd April"),
            ("Between 1-5 April 2021.", "1-5 April 2021"),
        ] {
            assert_eq!(found(CODE, text), [expected], "{text}");
            assert_eq!(mended(CODE, text), text, "{text}");
        }
    }

    #[test]
    fn dates_in_the_usual_style_and_other_numbers_are_left_alone() {
        for text in [
            "On 1 April 2021, in May 2021, 1 to 5 April 2021, from July to September 2018, 12 May and 30 June.",
            "In April, 2021 saw the first. It may 2021 times. 1 April 2021 to 31 March 2022.",
            "The 1st of the priorities, the 21st century, 2nd edition, March 5 miles, 3 May schools.",
            "The \"Review of 1st April 2021\" and 'April 1, 2021'.",
            "`2021-04-01`, report-2021-04-01.pdf, 2021-04-01.pdf, https://example.org/2021/04/01/a, 2021-04-01T10:00.",
            "Open 24/7, 1/2/3, 45/67/89, 03000 410234, version 5.0.2021, COVID-19, 2020-21.",
            "On 1\u{a0}April 2021 and 1 April\n2021.",
        ] {
            assert_eq!(found(CODE, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn the_cells_of_a_table_may_be_short() {
        let table = |cell: &str| format!("Table: Steps\n\n| Date | Step |\n|---|---|\n| {cell} | Begun |");
        for cell in ["13 Mar 2014", "Apr 2021", "Jul–Sep 2018", "1-5 April 2021"] {
            assert_eq!(found(CODE, &table(cell)), Vec::<String>::new(), "{cell}");
        }
        for cell in ["01/04/2021", "1st April 2021", "April 1, 2021"] {
            assert_eq!(found(CODE, &table(cell)), [cell], "{cell}");
        }
    }
}
