//! What an id may look like, and how one is made from words.

/// Whether a word can be an id: lower-case letters, digits and single hyphens, a letter first.
pub fn is_id(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !word.contains("--")
        && !word.ends_with('-')
        && word.len() <= 80
}

/// Lower-case letters and digits with single hyphens between them, as ids and file names have.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if c != '\'' && c != '\u{2019}' && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_small_letters_digits_and_single_hyphens() {
        for id in ["a", "dhr", "table-2", "a1"] {
            assert!(is_id(id), "{id}");
        }
        for id in ["", "2a", "-a", "a-", "a--b", "A", "a_b", "é", "a b", "a.b"] {
            assert!(!is_id(id), "{id}");
        }
    }

    #[test]
    fn words_become_an_id() {
        assert_eq!(slug("Chief Constable\u{2019}s priorities (2017)"), "chief-constables-priorities-2017");
    }
}
