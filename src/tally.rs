//! Says counts and lists as people do.

/// "1 file", "1,204 files".
pub fn counted(count: usize, one: &str) -> String {
    let more = if count == 1 { "" } else { "s" };
    format!("{} {one}{more}", number(count))
}

/// "a", "a and b", "a, b and c"; `None` of nothing.
pub fn listed<W: AsRef<str>>(words: &[W]) -> Option<String> {
    let (last, others) = words.split_last()?;
    let others: Vec<&str> = others.iter().map(AsRef::as_ref).collect();
    let last = last.as_ref();
    Some(if others.is_empty() { last.to_owned() } else { format!("{} and {last}", others.join(", ")) })
}

/// A number with a comma between thousands.
pub fn number(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number of bytes for people: `412 kB`, `1.2 MB` (1 kB is 1,000 bytes).
pub fn size(bytes: usize) -> String {
    if bytes < 999_500 {
        return format!("{} kB", bytes.div_ceil(1000).max(1));
    }
    let tenths = (bytes + 50_000) / 100_000;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_listed_as_people_do() {
        let all = ["a", "b", "c"];
        let found = [listed(&all[..0]), listed(&all[..1]), listed(&all[..2]), listed(&all)];
        assert_eq!(found.map(|words| words.unwrap_or_default()), ["", "a", "a and b", "a, b and c"]);
    }

    #[test]
    fn sizes_are_said_as_people_do() {
        assert_eq!([size(1), size(999_499), size(999_500), size(1_250_000)], ["1 kB", "1000 kB", "1.0 MB", "1.3 MB"]);
    }

    #[test]
    fn numbers_are_said_as_people_do() {
        for (count, words) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_204_000, "1,204,000")] {
            assert_eq!(number(count), words);
        }
        assert_eq!((counted(1, "file"), counted(0, "file")), ("1 file".to_owned(), "0 files".to_owned()));
    }
}
