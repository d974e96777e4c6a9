//! The documents beside the agreement, made from the same data: built, compared, reviewed.

mod built;
mod compared;
mod review;
mod same_data;
mod small;

use std::path::Path;
use std::sync::LazyLock;

use agreement::lint::Circumstances;
use agreement::publish::{Outcome, Request, publish};
use agreement::source::Files;

use crate::published::files_of;

/// The folder with the real sources.
const CONTENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/content");

/// Everything that the real sources are published as, made once for all tests.
static REAL: LazyLock<Outcome> = LazyLock::new(|| published(&files_of(Path::new(CONTENT)), true, 1));

#[track_caller]
fn published(files: &Files, pdf: bool, threads: usize) -> Outcome {
    let circumstances = Circumstances::default();
    let request = Request { pdf, html: true, date: None, document: None, threads, circumstances };
    let outcome = publish(files, &request, &mut |_| {});
    let errors: Vec<_> = outcome.findings.iter().filter(|finding| finding.is_error()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    outcome
}

/// The words of a page as a reader meets them, without its style sheet, one space between any two.
fn words(page: &str) -> String {
    let (_, body) = page.split_once("</head>").expect("a head");
    let mut text = String::new();
    for piece in body.split('<') {
        text.push(' ');
        text.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
    }
    let text = text.replace("&nbsp;", " ").replace("&quot;", "\"").replace("&#39;", "'").replace("&#x27;", "'");
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
