//! The border between front matter and body.

use std::ops::Range;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The YAML between the first two lines of `---`, and the byte where the body begins.
///
/// The first line of the file must be the first of the two. A byte-order mark before it and
/// spaces after it are fine. Without front matter the body begins after the byte-order mark.
pub fn split_front_matter(text: &str) -> (Option<Range<usize>>, usize) {
    let beginning = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    let mut at = beginning;
    let mut opened = None;
    for line in text[beginning..].split_inclusive('\n') {
        let rule = is_rule(line);
        match opened {
            None if !rule => break,
            None => opened = Some(at + line.len()),
            Some(start) if rule => return (Some(start..at), at + line.len()),
            Some(_) => {}
        }
        at += line.len();
    }
    (None, beginning)
}

/// Whether a body begins with front matter that nobody closed.
pub(super) fn is_open(body: &str) -> bool {
    body.lines().next().is_some_and(is_rule)
}

fn is_rule(line: &str) -> bool {
    line.strip_prefix("---").is_some_and(|rest| rest.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> (Option<&str>, &str) {
        let (yaml, body) = split_front_matter(text);
        (yaml.map(|range| &text[range]), &text[body..])
    }

    #[test]
    fn yaml_stands_between_the_first_two_rules() {
        assert_eq!(split("---\ntitle: A\n---\nBody\n"), (Some("title: A\n"), "Body\n"));
        assert_eq!(split("---\n---\n"), (Some(""), ""));
        assert_eq!(split("---  \na: 1\n---"), (Some("a: 1\n"), ""));
    }

    #[test]
    fn windows_files_keep_their_bytes() {
        assert_eq!(split("\u{feff}---\r\na: 1\r\n---\r\nB\r\n"), (Some("a: 1\r\n"), "B\r\n"));
        assert_eq!(split("\u{feff}B"), (None, "B"));
    }

    #[test]
    fn without_two_rules_all_is_body() {
        assert_eq!(split("Body\n---\na\n---\n"), (None, "Body\n---\na\n---\n"));
        assert_eq!(split("---\na: 1\n"), (None, "---\na: 1\n"));
        assert_eq!(split("----\n----\n"), (None, "----\n----\n"));
        assert_eq!(split(""), (None, ""));
    }
}
