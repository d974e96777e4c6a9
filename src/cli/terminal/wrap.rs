//! Breaks sentences into lines that fit the terminal.

/// Words on lines of at most `width` characters.
///
/// A word that is longer than a line stands on one of its own, whole, so that an address can be
/// copied. Spaces between words become single ones.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += length;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn lines_end_between_words_and_lose_none() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("a considerable word", 6), ["a", "considerable", "word"]);
        assert_eq!(wrapped("", 6), [""]);
        assert_eq!(wrapped("one  two", 80), ["one two"]);
    }
}
