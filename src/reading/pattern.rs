//! Patterns of words; the one room of the library that finds them.
//!
//! Each is made ready at its first use, and without the search for prefixes that the library
//! would begin with: that takes longer than it saves in texts of a few sentences.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::meta::{Config, Regex};
use regex_automata::util::captures;

/// A pattern; one that cannot be read is found nowhere.
pub struct Pattern {
    written: Written,
    ready: OnceLock<Option<Ready>>,
}

enum Written {
    Whole(&'static str),
    Made(fn() -> String),
}

struct Ready {
    regex: Regex,
    /// Whether it is looked for in the small letters of a text.
    small: bool,
}

impl Ready {
    fn letters<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.small { Cow::Owned(text.to_ascii_lowercase()) } else { Cow::Borrowed(text) }
    }
}

/// How a pattern begins that is found in any case of its letters.
const ANY_CASE: &str = "(?i-u)";

impl Pattern {
    /// A pattern in the notation of the regex crate.
    ///
    /// Words in any case are best written after `(?i-u)`, in small letters: with all of Unicode
    /// each letter has more cases than texts have. The small letters of a text are searched
    /// then, since a pattern with two cases of each letter takes much longer to make ready.
    pub const fn new(written: &'static str) -> Pattern {
        Pattern { written: Written::Whole(written), ready: OnceLock::new() }
    }

    /// A pattern that is put together from parts.
    pub const fn made(written: fn() -> String) -> Pattern {
        Pattern { written: Written::Made(written), ready: OnceLock::new() }
    }

    fn ready(&self) -> Option<&Ready> {
        let make = || {
            let mut written = match self.written {
                Written::Whole(written) => written.to_owned(),
                Written::Made(written) => written(),
            };
            let small = written.starts_with(ANY_CASE);
            if small {
                written.replace_range(..ANY_CASE.len(), "(?-u)");
                #[cfg(test)]
                assert!(!has_capitals(&written), "a capital is never found in small letters: {written}");
            }
            let regex = Regex::builder().configure(Config::new().auto_prefilter(false)).build(&written);
            #[cfg(test)]
            assert!(regex.is_ok(), "{written}: {regex:?}");
            Some(Ready { regex: regex.ok()?, small })
        };
        self.ready.get_or_init(make).as_ref()
    }

    /// Whether it is found in a text.
    pub fn is_match(&self, text: &str) -> bool {
        self.ready().is_some_and(|ready| ready.regex.is_match(ready.letters(text).as_ref()))
    }

    /// The first place where it is found.
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        let ready = self.ready()?;
        let range = ready.regex.find(ready.letters(text).as_ref())?.range();
        Some(Match { text, range })
    }

    /// Every place where it is found.
    pub fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Match<'t>> + use<'t> {
        let all = |ready: &Ready| -> Vec<Range<usize>> {
            ready.regex.find_iter(ready.letters(text).as_ref()).map(|found| found.range()).collect()
        };
        let found = self.ready().map_or_else(Vec::new, all);
        found.into_iter().map(move |range| Match { text, range })
    }

    /// The first place where it is found, with its named parts.
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        let ready = self.ready()?;
        let mut parts = ready.regex.create_captures();
        ready.regex.captures(ready.letters(text).as_ref(), &mut parts);
        parts.is_match().then_some(Captures { text, parts })
    }

    /// Every place where it is found, with its named parts.
    pub fn captures_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Captures<'t>> + use<'t> {
        let all = |ready: &Ready| -> Vec<captures::Captures> {
            ready.regex.captures_iter(ready.letters(text).as_ref()).collect()
        };
        let found = self.ready().map_or_else(Vec::new, all);
        found.into_iter().map(move |parts| Captures { text, parts })
    }
}

/// Whether a pattern asks for capitals, apart from ranges of all letters.
#[cfg(test)]
fn has_capitals(written: &str) -> bool {
    written.replace("(?P<", "").replace("A-Z", "").bytes().any(|byte| byte.is_ascii_uppercase())
}

/// Words that were found.
#[derive(Debug, Clone)]
pub struct Match<'t> {
    text: &'t str,
    range: Range<usize>,
}

impl<'t> Match<'t> {
    /// Where they stand, in bytes of the text.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// Where they begin.
    pub fn start(&self) -> usize {
        self.range.start
    }

    /// Where they end.
    pub fn end(&self) -> usize {
        self.range.end
    }

    /// The words.
    pub fn as_str(&self) -> &'t str {
        self.text.get(self.range()).unwrap_or_default()
    }
}

/// Words that were found, with the named parts of the pattern.
#[derive(Debug, Clone)]
pub struct Captures<'t> {
    text: &'t str,
    parts: captures::Captures,
}

impl<'t> Captures<'t> {
    /// All of the words.
    pub fn whole(&self) -> Match<'t> {
        Match { text: self.text, range: self.parts.get_match().map_or(0..0, |found| found.range()) }
    }

    /// A named part, if it has words.
    pub fn name(&self, name: &str) -> Option<Match<'t>> {
        Some(Match { text: self.text, range: self.parts.get_group_by_name(name)?.range() })
    }
}
