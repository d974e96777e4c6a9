//! Whatever stands in a file, publishing ends with findings or with a page.

use proptest::prelude::*;

use super::sources::Sources;
use super::telling;

/// A change of a file, as a slip of the hand or a broken transfer makes it.
#[derive(Debug, Clone)]
enum Edit {
    Insert(usize, Vec<u8>),
    Delete(usize, usize),
    Replace(usize, u8),
    CutOff(usize),
    SwapLines(usize, usize),
    RepeatLine(usize),
    DropLine(usize),
    Indent(usize, usize),
}

/// Pieces of the source format, which find more than random letters do.
const PIECES: [&str; 46] = [
    "{{",
    "}}",
    "{{ leads }}",
    "{{ body.",
    "{{ count.plans | words }}",
    "{#",
    "}",
    "[",
    "](",
    "](#",
    "[^1]",
    "[^1]:",
    "![",
    "\"",
    "'",
    ": ",
    ":",
    "- ",
    "#",
    "## ",
    "|",
    "| --- |",
    "\n",
    "\n\n",
    "\t",
    "  ",
    "---\n",
    "<",
    "<!--",
    "<b>",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "\\",
    "&",
    "&amp;",
    "!",
    "> ",
    "1. ",
    "\u{1f600}",
    "\u{202e}",
    "é",
    "\r\n",
    "Table: ",
];

fn edit() -> impl Strategy<Value = Edit> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES.to_vec()).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 1..8),
    ];
    prop_oneof![
        6 => (any::<usize>(), piece).prop_map(|(at, piece)| Edit::Insert(at, piece)),
        3 => (any::<usize>(), 1..40usize).prop_map(|(at, len)| Edit::Delete(at, len)),
        2 => (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Edit::Replace(at, byte)),
        1 => any::<usize>().prop_map(Edit::CutOff),
        2 => (any::<usize>(), any::<usize>()).prop_map(|(a, b)| Edit::SwapLines(a, b)),
        1 => any::<usize>().prop_map(Edit::RepeatLine),
        1 => any::<usize>().prop_map(Edit::DropLine),
        2 => (any::<usize>(), 1..5usize).prop_map(|(line, by)| Edit::Indent(line, by)),
    ]
}

fn apply(bytes: &mut Vec<u8>, edit: &Edit) {
    let within = |at: usize| if bytes.is_empty() { 0 } else { at % bytes.len() };
    match edit {
        Edit::Insert(at, piece) => {
            let at = within(*at);
            bytes.splice(at..at, piece.iter().copied());
        }
        Edit::Delete(at, len) => {
            let at = within(*at);
            bytes.drain(at..(at + len).min(bytes.len()));
        }
        Edit::Replace(at, byte) => {
            let at = within(*at);
            if let Some(old) = bytes.get_mut(at) {
                *old = *byte;
            }
        }
        Edit::CutOff(at) => bytes.truncate(within(*at)),
        Edit::SwapLines(..) | Edit::RepeatLine(_) | Edit::DropLine(_) | Edit::Indent(..) => {
            let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
            if lines.is_empty() {
                return;
            }
            let count = lines.len();
            match edit {
                Edit::SwapLines(a, b) => lines.swap(a % count, b % count),
                Edit::RepeatLine(line) => lines.insert(line % count, lines[line % count].clone()),
                Edit::DropLine(line) => drop(lines.remove(line % count)),
                Edit::Indent(line, by) => drop(lines[line % count].splice(0..0, vec![b' '; *by])),
                Edit::Insert(..) | Edit::Delete(..) | Edit::Replace(..) | Edit::CutOff(_) => {}
            }
            *bytes = lines.concat();
        }
    }
}

fn cases() -> u32 {
    std::env::var("FAULTS_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(160)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_file_is_published_or_refused(file in any::<usize>(), edits in prop::collection::vec(edit(), 1..6)) {
        let mut sources = Sources::sound();
        let path = sources.content.keys().nth(file % sources.content.len()).cloned().expect("a file");
        let bytes = sources.content.get_mut(&path).expect("a file");
        edits.iter().for_each(|edit| apply(bytes, edit));
        let files = sources.files();
        let outcome = sources.publish(&files, false);
        telling::check(&files, &outcome);
        let stopped = outcome.findings.iter().any(|finding| finding.is_error());
        prop_assert_eq!(outcome.artefacts.is_empty(), stopped, "{}: {:?}", path, outcome.findings);
    }

    #[test]
    fn any_bytes_are_published_or_refused(file in any::<usize>(), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let sources = Sources::sound();
        let path = sources.content.keys().nth(file % sources.content.len()).cloned().expect("a file");
        let sources = sources.put(&path, bytes);
        let files = sources.files();
        telling::check(&files, &sources.publish(&files, false));
    }
}
