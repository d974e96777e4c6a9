//! The days between which an entry of a data file holds: `from:` and `until:`.

use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::parse::fields::{Fields, Findings};
use crate::source::{Span, Spanned};

/// The first and the last day of an entry; without either it holds always.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Times {
    /// The first day on which it holds.
    pub from: Option<Spanned<Date>>,
    /// The last day on which it holds.
    pub until: Option<Spanned<Date>>,
    /// Whether one of the two is wrong, which is told already.
    pub faulty: bool,
}

impl Times {
    /// Reads `from` and `until`; a last day before the first is a finding.
    pub fn read(fields: &mut Fields<'_>, findings: &mut Findings) -> Times {
        let from = fields.date("from", findings);
        let until = fields.date("until", findings);
        let mut faulty = from.is_none() && fields.has("from") || until.is_none() && fields.has("until");
        if let (Some(from), Some(until)) = (&from, &until)
            && from.value > until.value
        {
            faulty = true;
            findings.push(
                Diagnostic::error("bad-date", until.span, "its last day is before its first")
                    .also(from.span, "the first day is here")
                    .help("correct one of the two dates"),
            );
        }
        Times { from, until, faulty }
    }

    /// Whether neither day is given.
    pub fn is_always(&self) -> bool {
        self.from.is_none() && self.until.is_none() && !self.faulty
    }

    /// Whether it holds on a day; without a day, whether it has no end.
    pub fn holds(&self, day: Option<Date>) -> bool {
        let until = self.until.as_ref().map(|until| until.value);
        match day {
            None => until.is_none(),
            Some(day) => self.first().is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until),
        }
    }

    /// Whether it has ended before another begins.
    pub fn is_before(&self, other: &Times) -> bool {
        let until = self.until.as_ref().map(|until| until.value);
        until.zip(other.first()).is_some_and(|(until, from)| until < from)
    }

    /// When it holds, in words: "until 31 March 2016", or `None` where it holds always.
    pub fn said(&self) -> Option<String> {
        let until = self.until.as_ref().map(|until| format!("until {}", until.value.long()));
        let from = self.first().map(|from| format!("from {}", from.long()));
        match (from, until) {
            (Some(from), Some(until)) => Some(format!("{from} {until}")),
            (from, until) => from.or(until),
        }
    }

    fn first(&self) -> Option<Date> {
        self.from.as_ref().map(|from| from.value)
    }
}

/// Tells every two entries with one id that hold on the same day, and a short time between two of
/// them, in which there is no such priority; `noun` is "priority".
///
/// Two that both hold always are left to the register, which tells of an id that stands twice.
pub fn check_times<'a>(
    noun: &str,
    entries: impl Iterator<Item = (&'a Spanned<String>, &'a Times)>,
    findings: &mut Findings,
) {
    let named = entries.map(|(id, times)| (id.value.as_str(), id, times));
    for (longest, (id, times)) in neighbours(named, |id| id.span) {
        let (other, before) = longest;
        if before.is_before(times) {
            findings.extend(gap(noun, id, before, times));
        } else if !before.is_always() || !times.is_always() {
            findings.push(overlap(id, times, other, before));
        }
    }
}

/// Every two entries of one name that hold on the same day, those that begin earlier first.
pub fn overlapping<'a, T: Copy>(
    entries: impl Iterator<Item = (&'a str, T, &'a Times)>,
    place: impl Fn(T) -> Span,
) -> Vec<(T, (T, &'a Times))> {
    let neighbours = neighbours(entries, place).into_iter();
    let meets = neighbours.filter(|((_, before), (_, times))| !before.is_before(times));
    meets.map(|((first, _), second)| (first, second)).collect()
}

/// An entry with the days on which it holds.
type Timed<'a, T> = (T, &'a Times);

/// Each entry after the first of its name, in the order of their first days, behind the one of them
/// that lasts longest until then.
fn neighbours<'a, T: Copy>(
    entries: impl Iterator<Item = (&'a str, T, &'a Times)>,
    place: impl Fn(T) -> Span,
) -> Vec<(Timed<'a, T>, Timed<'a, T>)> {
    let mut entries: Vec<(&str, T, &Times)> = entries.filter(|(_, _, times)| !times.faulty).collect();
    entries.sort_by_key(|(name, entry, times)| (*name, times.first(), place(*entry).start));
    let mut neighbours = Vec::new();
    let mut longest: Option<(&str, T, &Times)> = None;
    for (name, entry, times) in entries {
        let Some((_, other, before)) = longest.filter(|(other, ..)| *other == name) else {
            longest = Some((name, entry, times));
            continue;
        };
        neighbours.push(((other, before), (entry, times)));
        let end = |times: &Times| times.until.as_ref().map(|until| until.value);
        if end(before).is_some_and(|first| end(times).is_none_or(|second| second > first)) {
            longest = Some((name, entry, times));
        }
    }
    neighbours
}

fn overlap(id: &Spanned<String>, times: &Times, other: &Spanned<String>, before: &Times) -> Diagnostic {
    let said = |times: &Times| times.said().unwrap_or_else(|| "always".to_owned());
    let (first, second) =
        if other.span.start < id.span.start { ((other, before), (id, times)) } else { ((id, times), (other, before)) };
    let message = format!("two records with the id `{}` hold at the same time", id.value);
    Diagnostic::error("overlapping-times", second.0.span, message)
        .label(format!("this one holds {}", said(second.1)))
        .also(first.0.span, format!("and this one {}", said(first.1)))
        .help("give the earlier one `until:` with its last day, and the later one `from:` with its first")
}

/// The finding that there is less than a year between two records; what is dropped for longer is meant to be.
fn gap(noun: &str, id: &Spanned<String>, before: &Times, times: &Times) -> Option<Diagnostic> {
    let (until, from) = before.until.as_ref().zip(times.from.as_ref())?;
    let (first, last) = (until.value.day_after()?, from.value.day_before()?);
    let a_year_before = Date { year: last.year - 1, ..last };
    let is_slip = first <= last && a_year_before < until.value;
    let message = if first == last {
        format!("`{}` is no {noun} on {}", id.value, first.long())
    } else {
        format!("`{}` is no {noun} from {} until {}", id.value, first.long(), last.long())
    };
    let finding = Diagnostic::warning("gap-in-times", until.span, message)
        .also(from.span, "the next one begins here")
        .help(format!("write `until: {}`, or leave it if that is right", last.iso()));
    is_slip.then_some(finding)
}
