//! Years written in several styles: 2016-17 and 2016/17, 2017-2021 and 2017 – 2021.
//!
//! A reader who meets two styles asks what the difference is, and a search for one does not find the
//! other. The style that the document uses most is its style, and only what departs from it is
//! told; financial years and longer periods each have a style of their own. Values count, but only
//! what was typed is told. Names of plans, quoted titles and the words of links are left alone.
//!
//! Before:
//!
//! ```md
//! Three were published in 2018-19, six in 2019/20 and two in 2020-21.
//! ```
//!
//! After:
//!
//! ```md
//! Three were published in 2018-19, six in 2019-20 and two in 2020-21.
//! ```
//!
//! Source: GOV.UK style guide, Dates (one way of writing a range of years).

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::reading::{FinancialYear, Origin, Passage, Time, TimesInNames, When, quotes, times};
use crate::source::Span;

/// Years written in several styles.
pub(super) const LINT: Lint =
    Lint { code: "year-style", level: Level::Warning, file: include_str!("year_style.rs"), check };

/// How two years are joined, and whether the second has all its digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Style {
    joint: String,
    long: bool,
}

impl Style {
    fn of(written: &str) -> Option<Style> {
        let rest = written.get(4..)?;
        let digits = rest.len() - rest.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let joint = rest.get(..rest.len() - digits)?;
        let joint = joint.chars().map(|c| match c {
            '\u{a0}' => ' ',
            '\u{2010}' | '\u{2011}' => '-',
            other => other,
        });
        Some(Style { joint: joint.collect(), long: digits == 4 })
    }

    fn write(&self, first: i32, last: i32) -> String {
        let Style { joint, long } = self;
        if *long { format!("{first}{joint}{last}") } else { format!("{first}{joint}{:02}", last.rem_euclid(100)) }
    }

    fn is_in_words(&self) -> bool {
        self.joint == " to "
    }
}

/// Two years as they are written in one place.
struct Years {
    written: String,
    first: i32,
    last: i32,
    style: Style,
    place: Span,
    /// Whether it can be told: what a value prints, and what is not the author's, cannot.
    typed: bool,
}

impl Years {
    fn is_financial(&self) -> bool {
        self.last == self.first + 1
    }
}

fn check(case: &Case<'_>, report: &mut Report) {
    let names = TimesInNames::of(&case.names);
    let mut all: Vec<Years> = Vec::new();
    for passage in case.reading.passages.iter().filter(|passage| passage.is_language() && !is_name(passage)) {
        let times = passage.times();
        if !times.iter().any(|time| matches!(time.when, When::Years(..))) {
            continue;
        }
        let quoted = quotes(&passage.text);
        let own = times.iter().filter(|time| {
            !quoted.touch(&time.range)
                && !passage.is_linked(&time.range)
                && !names.contain(&passage.text, &time.range)
                && !is_in_a_title(passage, &time.range)
        });
        all.extend(own.filter_map(|time| {
            let typed = passage.is_typed(&time.range);
            let printed = passage.runs_in(&time.range).all(|run| matches!(run.origin, Origin::Value(_)));
            (typed || printed).then(|| years(&passage.text, time, passage.place(&time.range), typed))?
        }));
    }
    for (_, year) in case.agreement.years() {
        let of = times(&year.words);
        all.extend(of.iter().filter_map(|time| {
            let place = year.place_of(&year.words[time.range.clone()]);
            years(&year.words, time, place, true)
        }));
    }
    let (financial, periods): (Vec<&Years>, Vec<&Years>) = all.iter().partition(|years| years.is_financial());
    let usual_of_periods = usual(&periods);
    // "The plan for 2019-2020" is a period of two years, not a financial year.
    let financial: Vec<&Years> = financial
        .into_iter()
        .filter(|years| usual_of_periods.is_none_or(|usual| !years.style.long || years.style != usual.style))
        .collect();
    tell(case, &financial, report);
    tell(case, &periods, report);
}

/// The two years of a time, if they are written as a style, and not in the run of a sentence.
fn years(text: &str, time: &Time, place: Span, typed: bool) -> Option<Years> {
    let When::Years(first, last) = time.when else { return None };
    let written = &text[time.range.clone()];
    let style = Style::of(written)?;
    let before = text[..time.range.start].trim_end();
    let spoken = before.ends_with("from") || before.ends_with("From") || before.ends_with("between");
    // "From 2019 to 2020" and "2019 to 2020" are two calendar years.
    if style.is_in_words() && (spoken || FinancialYear::named(time).is_some()) {
        return None;
    }
    Some(Years { written: written.to_owned(), first, last, style, place, typed })
}

/// The first of those that are written in the style used most; of styles used as often, the first.
fn usual<'y>(all: &[&'y Years]) -> Option<&'y Years> {
    let mut counts: BTreeMap<&Style, (usize, usize)> = BTreeMap::new();
    for (index, years) in all.iter().enumerate() {
        counts.entry(&years.style).or_insert((0, index)).0 += 1;
    }
    let (_, first) = counts.into_values().max_by_key(|(count, first)| (*count, std::cmp::Reverse(*first)))?;
    all.get(first).copied()
}

fn tell(case: &Case<'_>, all: &[&Years], report: &mut Report) {
    let Some(usual) = usual(all) else { return };
    for years in all.iter().filter(|years| years.typed && years.style != usual.style) {
        let right = usual.style.write(years.first, years.last);
        let message = format!("`{}` is written in another style than most years in this document", years.written);
        report.add(years.place, message, |finding| {
            let in_words = years.style.is_in_words() || usual.style.is_in_words();
            // Digits of a financial year may have been left out, or written, on purpose.
            let same = years.style.long == usual.style.long || !years.is_financial();
            let exact = case.files.written(years.place) == years.written;
            let finding = finding
                .also(usual.place, "the usual style, for the first time")
                .help(format!("write `{right}`, as in most places"));
            if exact { finding.suggest(years.place, right, same && !in_words) } else { finding }
        });
    }
}

/// Whether a passage is a name, which is written as its owner writes it.
fn is_name(passage: &Passage<'_>) -> bool {
    let (file, key) = passage.data().unwrap_or_default();
    file.starts_with("data/") && matches!(key, "name" | "short" | "title") && file != "data/assessments.yaml"
}

/// Whether years follow a word with a capital that does not begin the sentence, and so are a part
/// of a title, as in "the Kent Drug Strategy 2017-22".
fn is_in_a_title(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    let text = &passage.text;
    const NEAR: usize = 64;
    let start = text.floor_char_boundary(range.start.saturating_sub(NEAR));
    let before = text[start..range.start].trim_end();
    let Some(word) = before.rsplit(char::is_whitespace).next().filter(|word| !word.is_empty()) else { return false };
    let rest = before[..before.len() - word.len()].trim_end();
    let begins = rest.is_empty() && start == 0 || rest.ends_with(['.', ':', '?', '!', ';']);
    let capital = word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphanumeric);
    let place = start + rest.len()..start + before.len();
    // Beside a name that a value prints, somebody typed the years.
    capital && !begins && passage.is_typed(&place)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, found, found_with, mended};

    const CODE: &str = "year-style";

    #[test]
    fn what_departs_from_the_usual_style_is_found() {
        let text = "In 2016-17, 2017-18 and 2018/19; since 2019–20; (2020 - 21) and 2018-2019.";
        assert_eq!(found(CODE, text), ["2018/19", "2019–20", "2020 - 21", "2018-2019"]);
        assert_eq!(mended(CODE, text), "In 2016-17, 2017-18 and 2018-19; since 2019-20; (2020-21) and 2018-2019.");
    }

    #[test]
    fn periods_have_a_style_of_their_own() {
        let text = "In 2020-21 the plan (2017-2021), the vision (2012-2022), the aims (2017 – 2021), that of 2017-21.";
        assert_eq!(found(CODE, text), ["2017 – 2021", "2017-21"]);
        assert_eq!(
            mended(CODE, text),
            "In 2020-21 the plan (2017-2021), the vision (2012-2022), the aims (2017-2021), that of 2017-2021."
        );
        let beside = "In {{ plan.safer-in-kent.period }} and the {{ plan.safer-in-kent.short }} 2017 – 2021.";
        assert_eq!(found(CODE, beside), ["2017 – 2021"]);
        assert_eq!(
            found(CODE, "The plan for {{ plan.safer-in-kent.period }} and the aims for 2017-2021."),
            ["2017-2021"]
        );
        assert_eq!(
            mended(CODE, "The plan for 2017 to 2021 and the aims for 2017-2021."),
            "The plan for 2017 to 2021 and the aims for 2017-2021."
        );
    }

    #[test]
    fn one_style_is_silent_and_so_are_names_and_titles() {
        for text in [
            "In 2016-17 and 2017-18; the plan for 2017-2021, from 2014 to 2016 and between 2012 to 2014.",
            "In 2016-17 the \"Strategy 2016/17\" and the Drug Strategy 2016/17 were written.",
            "In 2016-17 the [report for 2016/17](https://example.org) was read.",
            "In 2016-17, as in 2019 to 2020, and `2017/18`.",
            "In 2016-17; a plan for 2019-2020, a vision for 2012-2022.",
            "In 2016-17; 2016/1/7, 24/7, COVID-19, 2016-17-18.",
        ] {
            assert_eq!(found(CODE, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn names_of_the_data_are_left_alone_and_years_of_the_data_are_not() {
        let plans = "plans:\n  - { id: a, name: Strategic statement 2015/16 and more }\n";
        let text = chapter("In 2016-17 and 2017-18 the Strategic statement 2015/16 and more.\n\n{{ plans }}");
        let second = "---\ntitle: Partners\n---\n\nIn 2018-19.\n";
        let changes = [("data/plans.yaml", plans), (CHAPTER, text.as_str()), ("chapters/02-partners.md", second)];
        assert_eq!(found_with(CODE, &changes, None), Vec::<String>::new());
        let data = "year: 2020/21\npartnership-count: 12\nissues:\n  - { name: Road Safety, count: 1 }\n";
        let changes = [changes[0], changes[1], ("data/assessments.yaml", data)];
        assert_eq!(found_with(CODE, &changes, None), ["2020/21"]);
    }
}
