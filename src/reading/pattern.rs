//! Patterns of words; the one room of the library that finds them.
//!
//! Each is made ready at its first use, and without the search for prefixes that the library
//! would begin with: that takes longer than it saves in texts of a few sentences.

use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::meta::{Config, Regex};
use regex_automata::util::captures;

/// A pattern; one that cannot be read is found nowhere.
pub struct Pattern {
    written: Written,
    ready: OnceLock<Option<Regex>>,
}

enum Written {
    Whole(&'static str),
    Made(fn() -> String),
}

impl Pattern {
    /// A pattern in the notation of the regex crate.
    ///
    /// Words in any case are best written after `(?i-u)`: with all of Unicode each letter has
    /// more cases than texts have, and the pattern takes twice as long to make ready.
    pub const fn new(written: &'static str) -> Pattern {
        Pattern { written: Written::Whole(written), ready: OnceLock::new() }
    }

    /// A pattern that is put together from parts.
    pub const fn made(written: fn() -> String) -> Pattern {
        Pattern { written: Written::Made(written), ready: OnceLock::new() }
    }

    fn ready(&self) -> Option<&Regex> {
        let make = || {
            let written = match self.written {
                Written::Whole(written) => written.to_owned(),
                Written::Made(written) => written(),
            };
            let ready = Regex::builder().configure(Config::new().auto_prefilter(false)).build(&written);
            #[cfg(test)]
            assert!(ready.is_ok(), "{written}: {ready:?}");
            ready.ok()
        };
        self.ready.get_or_init(make).as_ref()
    }

    /// Whether it is found in a text.
    pub fn is_match(&self, text: &str) -> bool {
        self.ready().is_some_and(|regex| regex.is_match(text))
    }

    /// The first place where it is found.
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.find_iter(text).next()
    }

    /// Every place where it is found.
    pub fn find_iter<'r, 't: 'r>(&'r self, text: &'t str) -> impl Iterator<Item = Match<'t>> + 'r {
        let found = self.ready().into_iter().flat_map(move |regex| regex.find_iter(text));
        found.map(move |found| Match { text, range: found.range() })
    }

    /// The first place where it is found, with its named parts.
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.captures_iter(text).next()
    }

    /// Every place where it is found, with its named parts.
    pub fn captures_iter<'r, 't: 'r>(&'r self, text: &'t str) -> impl Iterator<Item = Captures<'t>> + 'r {
        let found = self.ready().into_iter().flat_map(move |regex| regex.captures_iter(text));
        found.map(move |parts| Captures { text, parts })
    }
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
