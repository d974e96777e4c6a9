//! The words of a new entry of `version-control.yaml`, in the way of the entries before it.

use crate::content::version_control::{Entry, VersionControl};
use crate::date::Date;
use crate::parse::yaml::Text;
use crate::source::Span;

/// The edition that an entry is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEdition {
    /// Its version, such as `6.0`.
    pub version: String,
    /// Its month; the first day of it.
    pub month: Date,
    /// The day from which it holds.
    pub effective: Date,
}

/// What is to be written, and what it will be read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The text to add right after the last letter of the file, without the end of its last line.
    pub text: String,
    /// The summary that it gives the edition.
    pub summary: String,
}

/// What an edition is called where the table has no word of its own for a refresh.
const SUMMARY: &str = "Refreshed edition";

/// Drafts the entry of an edition at the end of `text`, which is what `control` was read from.
///
/// The order of the keys, the indent, the quotation marks and the empty line before it are those of
/// the newest entry. It has no changes, since nothing has changed yet. Where the last two
/// editions have the same summary, that is the county's word for a refresh, and it is used
/// again. `None` if the newest entry is written in a way that cannot be continued.
pub fn draft(text: &str, control: &VersionControl, edition: &NewEdition) -> Option<Draft> {
    let (last, earlier) = control.entries.split_last()?;
    let lead = lead(text, last)?;
    let same = earlier.last().filter(|before| before.summary.words == last.summary.words);
    let summary = same.map_or(SUMMARY, |_| last.summary.words.trim_end());
    let written_summary = match same {
        Some(_) => again(text, &last.summary)?,
        None => SUMMARY.to_owned(),
    };
    let in_place_of = |span: Span, words: &str| {
        let mark = text.get(span.start..span.end)?.chars().next().filter(|mark| matches!(mark, '"' | '\''));
        let mark = mark.map(String::from).unwrap_or_default();
        Some(format!("{mark}{words}{mark}"))
    };
    let month = &edition.month.iso()[..7];
    let mut keys = [
        (last.version.span, "version", in_place_of(last.version.span, &edition.version)?),
        (last.month.span, "date", in_place_of(last.month.span, month)?),
        (last.effective.span, "effective", in_place_of(last.effective.span, &edition.effective.iso())?),
        (last.summary.span, "summary", written_summary),
    ];
    keys.sort_by_key(|(span, ..)| span.start);
    let lines = keys.map(|(_, key, value)| format!("{key}: {value}"));
    let (blank, indent) = (gap(text, earlier, &lead), " ".repeat(lead.keys));
    let entry = if lead.braces {
        format!("{}{} }}", lead.words, lines.join(", "))
    } else {
        format!("{}{}", lead.words, lines.join(&format!("\n{indent}")))
    };
    let added = format!("\n{blank}{entry}");
    let added = if text.contains("\r\n") { added.replace('\n', "\r\n") } else { added };
    Some(Draft { text: added, summary: summary.to_owned() })
}

/// The next whole number after a version: 6.0 after 5.0, and after 5.2.
pub fn next_version(newest: &str) -> Option<String> {
    let whole: u64 = newest.split('.').next()?.parse().ok()?;
    Some(format!("{}.0", whole.checked_add(1)?))
}

/// Whether one version comes after another; `None` if one of them is not two numbers with a point.
pub fn is_later(version: &str, other: &str) -> Option<bool> {
    Some(numbers(version)? > numbers(other)?)
}

fn numbers(version: &str) -> Option<(u64, u64)> {
    let (whole, part) = version.split_once('.')?;
    let number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?;
    Some((number(whole)?, number(part)?))
}

/// What stands before the keys of an entry.
struct Lead {
    /// Where its line begins, in bytes of the file.
    start: usize,
    /// The indent with the hyphen, and the brace if there is one.
    words: String,
    /// The column of the keys, counted from 0.
    keys: usize,
    braces: bool,
}

/// Reads the "  - " or the "- { " before an entry; `None` of anything else, such as a second entry on one line.
fn lead(text: &str, entry: &Entry) -> Option<Lead> {
    let before = text.get(..entry.span.start)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let before = before.get(start..)?.trim_start_matches('\u{feff}');
    let braces = text.get(entry.span.start..)?.starts_with('{');
    let words = if braces { format!("{before}{{ ") } else { before.to_owned() };
    (before.trim() == "-").then_some(Lead { start, keys: words.len(), words, braces })
}

/// The empty line before an entry, where entries have one.
fn gap(text: &str, earlier: &[Entry], lead: &Lead) -> &'static str {
    let blank = match earlier.last() {
        Some(before) => text
            .get(before.span.end..lead.start)
            .is_some_and(|between| between.lines().skip(1).any(|line| line.trim().is_empty())),
        None => !lead.braces,
    };
    if blank { "\n" } else { "" }
}

/// The words of a text once more, as they are written if that is on one line.
fn again(text: &str, words: &Text) -> Option<String> {
    let written = text.get(words.span.start..words.span.end)?.trim_end();
    if written.contains('\n') || written.starts_with(['|', '>']) {
        return Some(format!("\"{}\"", words.words.trim_end().replace('\\', "\\\\").replace('"', "\\\"")));
    }
    Some(written.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::Agreement;
    use crate::source::{Files, Root};

    fn read(text: &str) -> VersionControl {
        let mut files = Files::new();
        files.add(Root::Content, "version-control.yaml", "version-control.yaml", text.as_bytes());
        Agreement::editions(&files).expect("entries")
    }

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    /// What is added to a text for version 6.0 of April 2022.
    fn added(text: &str) -> Option<String> {
        let edition = NewEdition { version: "6.0".to_owned(), month: day("2022-04-01"), effective: day("2022-04-01") };
        let control = read(text);
        let draft = draft(text, &control, &edition)?;
        // It is read as what it was meant to be, and the rest as before.
        let end = text.trim_end().len();
        let after = read(&format!("{}{}{}", &text[..end], draft.text, &text[end..]));
        let (last, earlier) = after.entries.split_last().expect("entries");
        assert_eq!((last.version.words.as_str(), last.effective.value), ("6.0", day("2022-04-01")));
        assert_eq!((last.month.value, last.summary.words.as_str()), (day("2022-04-01"), draft.summary.as_str()));
        assert_eq!(earlier, control.entries.as_slice());
        Some(draft.text)
    }

    const FOUR: &str =
        "- version: \"4.0\"\n  date: 2020-04\n  effective: 2020-04-01\n  summary: Refreshed {{ term.csa }}\n";
    const FIVE: &str =
        "- version: \"5.0\"\n  date: 2021-04\n  effective: 2021-04-01\n  summary: Refreshed {{ term.csa }}\n";

    #[test]
    fn an_entry_follows_the_way_of_the_one_before() {
        let new = "- version: \"6.0\"\n  date: 2022-04\n  effective: 2022-04-01\n  summary: Refreshed {{ term.csa }}";
        assert_eq!(added(&format!("# Editions.\n{FOUR}{FIVE}")), Some(format!("\n{new}")));
        assert_eq!(
            added(&format!("{FOUR}\n{FIVE}  changes:\n    - part: a\n      note: b # c\n\n\n")),
            Some(format!("\n\n{new}"))
        );
        let crlf = format!("{FOUR}\n{FIVE}").replace('\n', "\r\n");
        assert_eq!(added(&crlf), Some(format!("\n\n{new}").replace('\n', "\r\n")));
        let other = "  -  effective: '2021-04-01'\n     version: 5.0\n     summary: 'a: b'\n     date: '2021-04'";
        let text = format!("{}\n{other}", other.replace("2021", "2020").replace("5.0", "4.0"));
        assert_eq!(
            added(&text).as_deref(),
            Some("\n  -  effective: '2022-04-01'\n     version: 6.0\n     summary: 'a: b'\n     date: '2022-04'")
        );
    }

    #[test]
    fn an_entry_in_braces_is_followed_by_one_in_braces() {
        let entry = |version: &str, year: i32| {
            format!("- {{ version: \"{version}\", date: {year}-04, effective: {year}-04-01, summary: Refreshed }}\n")
        };
        let text = format!("{}{}", entry("4.0", 2020), entry("5.0", 2021));
        assert_eq!(added(&text), Some(format!("\n{}", entry("6.0", 2022).trim_end())));
    }

    #[test]
    fn the_word_for_a_refresh_is_used_again_and_no_other() {
        let first = FIVE.replace("Refreshed {{ term.csa }}", "New agreement, from April 2021");
        assert!(added(&first).expect("an entry").ends_with("\n  summary: Refreshed edition"));
        assert!(added(&first).expect("an entry").starts_with("\n\n- "));
        assert!(added(&format!("{FOUR}{first}")).expect("an entry").ends_with("\n  summary: Refreshed edition"));
        let folded = format!("{FOUR}{FIVE}").replace("Refreshed {{ term.csa }}", ">\n    Refreshed\n    \"anew\"");
        assert!(added(&folded).expect("an entry").ends_with("summary: \"Refreshed \\\"anew\\\"\""));
    }

    #[test]
    fn what_cannot_be_continued_is_left_alone() {
        let list = "[{ version: \"5.0\", date: 2021-04, effective: 2021-04-01, summary: Refreshed }]\n";
        assert_eq!(
            draft(
                list,
                &read(list),
                &NewEdition { version: "6.0".into(), month: day("2022-04-01"), effective: day("2022-04-01") }
            ),
            None
        );
    }

    #[test]
    fn versions_are_numbers() {
        assert_eq!(
            ["5.0", "5.2", "9.9", "x.0"].map(next_version),
            [Some("6.0".into()), Some("6.0".into()), Some("10.0".into()), None]
        );
        assert_eq!(
            [("5.10", "5.9"), ("10.0", "9.0"), ("5.0", "5.0"), ("4.9", "5.0")].map(|(one, other)| is_later(one, other)),
            [Some(true), Some(true), Some(false), Some(false)]
        );
        assert_eq!(["6", "six", "6.", "6.0.1", "+6.0", ""].map(|version| is_later(version, "5.0")), [None; 6]);
    }
}
