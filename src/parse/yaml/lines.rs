//! The lines of a YAML text, as far as their beginnings and keys go.

use std::ops::Range;

/// A line that has words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The words without the space around them and without a remark after `#`.
    pub words: Range<usize>,
    /// How many characters stand before the first word.
    pub column: usize,
    /// The tabs among the space before the first word.
    pub tabs: Option<Range<usize>>,
}

/// Every line that has words.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim_start_matches([' ', '\t']);
        let space = line.len() - body.len();
        let end = plain_end(body);
        if end > 0 {
            let first = line[..space].find('\t');
            let tabs = first.map(|at| {
                let more = line[at..space].len() - line[at..space].trim_start_matches('\t').len();
                start + at..start + at + more
            });
            found.push(Line { words: start + space..start + space + end, column: space, tabs });
        }
        start += line.len();
    }
    found
}

/// How many bytes of a line are left without a remark and the space before it.
pub(super) fn plain_end(line: &str) -> usize {
    let remark = line.match_indices('#').map(|(at, _)| at).find(|at| {
        let before = &line[..*at];
        (before.is_empty() || before.ends_with([' ', '\t'])) && !inside_quotes(before)
    });
    line[..remark.unwrap_or(line.len())].trim_end().len()
}

/// Whether a quotation is open at the end of these words.
fn inside_quotes(before: &str) -> bool {
    let mut open = None;
    let mut last = ' ';
    for c in before.chars() {
        match open {
            Some(quote) if c == quote && !(quote == '"' && last == '\\') => open = None,
            None if matches!(c, '"' | '\'') && matches!(last, ' ' | '[' | '{' | ',' | '\t') => open = Some(c),
            Some(_) | None => {}
        }
        last = c;
    }
    open.is_some()
}

/// A key: how long its name is, and where its value begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// The bytes of the name, quotation marks included.
    pub name: usize,
    /// The first byte of the value, or the length of the line.
    pub value: usize,
}

/// The key at the start of words: a name, a colon, then a space or nothing.
pub(super) fn key_of(words: &str) -> Option<Key> {
    let words = &words[..plain_end(words)];
    let from = match words.chars().next()? {
        quote @ ('"' | '\'') => 1 + words[1..].find(quote)? + 1,
        '[' | '{' | '#' => return None,
        _ => 0,
    };
    let colon = words[from..].match_indices(':').map(|(at, _)| from + at).find(|at| {
        let rest = &words[at + 1..];
        rest.is_empty() || rest.starts_with([' ', '\t'])
    })?;
    if from > 0 && !words[from..colon].trim().is_empty() {
        return None;
    }
    let rest = &words[colon + 1..];
    Some(Key { name: words[..colon].trim_end().len(), value: words.len() - rest.trim_start().len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_ends_at_a_colon_with_a_space_after_it() {
        assert_eq!(key_of("name: Kent"), Some(Key { name: 4, value: 6 }));
        assert_eq!(key_of("name:"), Some(Key { name: 4, value: 5 }));
        assert_eq!(key_of("\"a: b\": c"), Some(Key { name: 6, value: 8 }));
        assert_eq!(key_of("https://a.b"), None);
        assert_eq!(key_of("name:Kent"), None);
        assert_eq!(key_of("\"a: b\""), None);
        assert_eq!(key_of("words # a: b"), None);
    }

    #[test]
    fn remarks_and_tabs_are_told_from_words() {
        let found = lines("# x\n \t a: \"#\" # y\n\nb#c\n");
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].words.clone(), found[0].tabs.clone()), (7..13, Some(5..6)));
        assert_eq!(found[1].words, 19..22);
    }
}
