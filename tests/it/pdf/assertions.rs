//! What has to be true of every PDF that is published, each check with its name.
//!
//! A check compares the tree with the neutral document and gives its complaints as sentences; none
//! means that all is well. They look for what validators cannot see: PDF/UA says that a table has
//! header cells, not that they are the right ones.

mod facts;
mod links;
mod reading;
mod streams;
mod tables;

pub use links::{page_of, printed_page, text_links};
pub use reading::{is_mark, without_pages};

use super::expected::Expected;
use super::tree::Pdf;

/// A check: the tree and what it has to say, to complaints.
pub type Check = fn(&Pdf, &Expected) -> Vec<String>;

/// Every check by its name.
pub const CHECKS: [(&str, Check); 16] = [
    ("language", facts::language),
    ("title", facts::title),
    ("outline", facts::outline),
    ("running header and footer", facts::running),
    ("headings", reading::headings),
    ("reading order", reading::order),
    ("cover", reading::cover),
    ("nothing dropped", reading::dropped),
    ("contents", reading::contents),
    ("figures", reading::figures),
    ("links", links::links),
    ("lists", reading::lists),
    ("footnotes", reading::footnotes),
    ("table headers", tables::headers),
    ("table rows", tables::rows),
    ("table captions", tables::captions),
];

/// Runs the check with this name.
pub fn run(name: &str, pdf: &Pdf, expected: &Expected) -> Vec<String> {
    let (_, check) = CHECKS.iter().find(|(known, _)| *known == name).expect("the check is in the list");
    check(pdf, expected)
}

/// What validators of PDF/UA-1 and PDF/A-2a report.
pub fn validators(bytes: &[u8]) -> Vec<String> {
    use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
    let mut complaints = Vec::new();
    for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
        match validate_pdf_bytes(bytes, &ValidationOptions::default().profile(profile)) {
            Ok(report) => {
                let grave = report
                    .failures
                    .iter()
                    .filter(|failure| !failure.rule_id.ends_with(":6.1.7.1:1") || !streams::end_where_they_say(bytes));
                complaints.extend(grave.map(|failure| format!("{profile:?}: {failure}")));
            }
            Err(error) => complaints.push(format!("{profile:?}: cannot be checked: {error:?}")),
        }
    }
    complaints
}

/// Where two sequences part, in a sentence with the words around the place.
fn first_difference(found: &[String], expected: &[String]) -> Option<String> {
    if found == expected {
        return None;
    }
    let same = found.iter().zip(expected).take_while(|(a, b)| a == b).count();
    let around = |words: &[String]| {
        let end = words.len().min(same + 8);
        words.get(same..end).unwrap_or_default().join(" ")
    };
    let before = expected[same.saturating_sub(6)..same].join(" ");
    Some(format!("after “{before}” it reads “{}”, and should read “{}”", around(found), around(expected)))
}

/// Whether words say something to a listener: letters, and more than an address.
fn are_words(text: &str) -> bool {
    let address = ["http://", "https://", "mailto:", "tel:", "#"].iter().any(|scheme| text.trim().starts_with(scheme));
    text.chars().any(char::is_alphabetic) && !address
}
