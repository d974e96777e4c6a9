//! How a text speaks of the agreement itself: by its names, and as "this edition".

use std::ops::Range;

use super::Pattern;

use crate::agreement::Agreement;

/// "this agreement", "the latest refresh", "our document".
static SPOKEN: Pattern = Pattern::new(
    r"(?i-u)\b(?:this|our|the)(?: (?:current|present|latest|new|newest|refreshed|revised|updated|whole))* (?:agreement|edition|refresh|document|version)\b",
);

/// The names of the agreement.
#[derive(Debug)]
pub struct ThisAgreement<'a> {
    /// The longest first.
    names: Vec<&'a str>,
}

impl<'a> ThisAgreement<'a> {
    /// The title and the short title, and the term that the title ends in with its short form.
    pub fn of(agreement: &'a Agreement) -> ThisAgreement<'a> {
        /// Longer names are no names, and no title has more terms.
        const LONGEST: usize = 200;
        const MOST: usize = 4;
        let mut names = Vec::new();
        if let Some(settings) = agreement.settings.as_ref().map(|data| &data.value) {
            let title = settings.title.words.as_str();
            names.push(title);
            names.extend(settings.short_title.as_ref().map(|short| short.words.as_str()));
            let terms = agreement.glossary.iter().flat_map(|data| &data.value.terms);
            for term in terms.filter(|term| title.ends_with(term.name.words.as_str())).take(MOST) {
                names.push(term.name.words.as_str());
                names.extend(term.short.as_ref().map(|short| short.words.as_str()));
            }
        }
        names.retain(|name| !name.trim().is_empty() && name.len() <= LONGEST);
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        ThisAgreement { names }
    }

    /// The last place of a short text that speaks of the agreement.
    pub fn last_in(&self, text: &str) -> Option<Range<usize>> {
        let spoken = SPOKEN.find_iter(text).last().map(|found| found.range());
        let named = self.names.iter().filter_map(|name| {
            let mut places = text.rmatch_indices(name).map(|(at, name)| at..at + name.len());
            places.find(|range| is_a_word(text, range))
        });
        // Of two that end in one place, the longer is the name.
        named.chain(spoken).max_by_key(|range| (range.end, std::cmp::Reverse(range.start)))
    }

    /// Whether a short text speaks of the agreement.
    pub fn is_in(&self, text: &str) -> bool {
        self.last_in(text).is_some()
    }

    /// Where the words for the agreement begin that a short text ends with.
    pub fn ends(&self, text: &str) -> Option<usize> {
        self.last_in(text).filter(|range| range.end == text.len()).map(|range| range.start)
    }

    /// Whether a short text begins with words for the agreement.
    pub fn begins(&self, text: &str) -> bool {
        let spoken = SPOKEN.find(text).is_some_and(|found| found.start() == 0);
        let text = text.strip_prefix("the ").unwrap_or(text);
        spoken || self.names.iter().any(|name| text.starts_with(name) && is_a_word(text, &(0..name.len())))
    }
}

fn is_a_word(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(text: &str) -> Option<&str> {
        let this = ThisAgreement { names: vec!["Kent Safety Agreement", "Safety Agreement", "Kent CSA", "CSA"] };
        this.last_in(text).map(|range| &text[range])
    }

    #[test]
    fn the_agreement_is_known_by_its_names_and_as_this() {
        assert_eq!(last("the CSA and our Kent Safety Agreement, which"), Some("Kent Safety Agreement"));
        assert_eq!(last("The latest refresh of the CSA (2021)"), Some("CSA"));
        assert_eq!(last("The Kent CSA, in the latest refreshed edition of it"), Some("the latest refreshed edition"));
        assert_eq!(last("CSAs, agreements, that edition and a document"), None);
    }
}
