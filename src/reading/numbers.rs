//! Whole numbers in a text, in digits or in words.

use std::ops::Range;

use super::Pattern;

/// A whole number as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// How much it is.
    pub value: usize,
    /// Whether it is written in words.
    pub in_words: bool,
}

/// The numbers that are written in one word, up to twenty; then the tens.
const WORDS: [(&str, usize); 29] = [
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("hundred", 100),
    ("dozen", 12),
];

static NUMBERS: Pattern = Pattern::made(|| {
    let ones = "one|two|three|four|five|six|seven|eight|nine";
    let tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";
    let teens = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen";
    format!(
        r"(?i-u)\b(?:(?P<tens>{tens})(?:[- ](?P<ones>{ones}))?|(?P<word>{teens}|{ones})|(?P<digits>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,6}}))\b"
    )
});

/// Every whole number of a text; parts of decimals, years in ranges and codes are left out.
pub fn numbers(text: &str) -> Vec<Number> {
    let value_of = |word: &str| WORDS.iter().find(|(known, _)| *known == word.to_lowercase()).map_or(0, |(_, v)| *v);
    let mut found = Vec::new();
    for captures in NUMBERS.captures_iter(text) {
        let whole = captures.whole();
        let range = whole.range();
        let before = text[..range.start].chars().next_back();
        let after = text[range.end..].chars().next();
        let second = text[range.end..].chars().nth(1);
        let joined = before
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '/' | '-' | '\u{2013}' | '\'' | '£' | ','))
            || after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '\u{2013}' | '%' | '\''))
            || after.is_some_and(|c| matches!(c, '.' | ',' | ':')) && second.is_some_and(char::is_numeric);
        if joined {
            continue;
        }
        let (value, in_words) = match captures.name("digits") {
            Some(digits) => (digits.as_str().replace(',', "").parse().unwrap_or(usize::MAX), false),
            None => {
                let part = |name| captures.name(name).map_or(0, |word| value_of(word.as_str()));
                (part("tens") + part("ones") + part("word"), true)
            }
        };
        found.push(Number { range, value, in_words });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::numbers;

    fn found(text: &str) -> Vec<(&str, usize)> {
        numbers(text).into_iter().map(|number| (&text[number.range], number.value)).collect()
    }

    #[test]
    fn numbers_in_digits_and_in_words_are_found() {
        assert_eq!(
            found("Twelve partnerships, 38 aims, twenty-one posts and 1,200 people"),
            [("Twelve", 12), ("38", 38), ("twenty-one", 21), ("1,200", 1200)]
        );
    }

    #[test]
    fn parts_of_other_things_are_no_numbers() {
        assert_eq!(found("93% of 2.5 in 2020-21, 24/7, COVID-19, £300, someone often"), []);
    }
}
