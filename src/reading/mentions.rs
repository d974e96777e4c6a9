//! Where a text speaks of something that the data knows by name, letter by letter.
//!
//! A name is found whatever its capitals, hyphens, apostrophes and commas, and with "&" for
//! "and", so that what was nearly written as it should be is found as well, and told apart.

mod fit;

use std::ops::Range;

use fit::{fit, is_apostrophe, is_gap, letters};

use crate::agreement::{Agreement, Kind, Named};
use crate::compose::CHIEF_CONSTABLE;
use crate::compose::register::Register;
use crate::lookup::HashMap;
use crate::parse::yaml::Text;
use crate::source::Span;

/// What a known form of words is to the thing that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// Its name in full; of an Act also without the year.
    Full,
    /// Its short form.
    Short,
    /// A name that it had.
    Former,
    /// A name to avoid.
    Avoided,
}

/// A form of words that the data knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The words.
    pub words: String,
    /// What they are to the thing.
    pub said: Said,
    /// Which of [`Agreement::names`] it is; titles and lists are none of them.
    pub name: Option<usize>,
    /// The value that prints these words and no others, if there is one.
    pub value: Option<String>,
    /// Where the words are set.
    pub place: Span,
    /// Whether they were made by taking the plural off a name.
    pub singular: bool,
    /// Whether its capitals may differ, as those of an aim in a table may.
    pub any_capitals: bool,
}

/// How the words of a text stand to those that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// They are the same.
    Exact,
    /// They differ in capitals, hyphens or other marks.
    Loose,
}

/// A place in a text that speaks of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its bytes in the text, without an ending of its own such as the "s" of a plural.
    pub range: Range<usize>,
    /// Which of [`KnownNames::known`] it is.
    pub known: usize,
    /// How well the words fit.
    pub fit: Fit,
    /// Whether it has a plural ending that the known words lack.
    pub plural: bool,
}

/// Everything that the data knows by name, ready to be looked for.
#[derive(Debug, Default)]
pub struct KnownNames {
    /// The forms of words.
    pub known: Vec<Known>,
    /// From a state and a letter to the next state; 0 is the beginning.
    steps: HashMap<(u32, char), u32>,
    /// The forms that end in a state.
    ends: HashMap<u32, Vec<usize>>,
    /// From the kind and the id of a thing to its place in [`Agreement::names`].
    by_id: HashMap<(&'static str, String), usize>,
}

/// The most letters of a name that are compared.
const MOST_LETTERS: usize = 160;

/// The most marks and spaces between two letters of a name.
const MOST_GAP: usize = 6;

impl KnownNames {
    /// Collects the names of an agreement.
    pub(super) fn of(agreement: &Agreement, register: &Register) -> KnownNames {
        let mut all = KnownNames::default();
        for (index, named) in agreement.names().iter().enumerate() {
            all.by_id.insert((named.kind.word(), named.id.value.clone()), index);
            all.add_named(index, named);
        }
        if let Some(data) = &agreement.settings {
            let titles = [("title", Some(&data.value.title)), ("short-title", data.value.short_title.as_ref())];
            for (key, text) in titles.into_iter().filter_map(|(key, text)| Some((key, text?))) {
                all.add(Known::fixed(text, Some(format!("{{{{ agreement.{key} }}}}")), false));
            }
        }
        if let Some(list) = register.list(CHIEF_CONSTABLE).filter(|list| !list.entries.is_empty()) {
            for entry in &list.entries {
                let text = Text { words: entry.name.clone(), span: entry.span, literal: None };
                all.add(Known::fixed(&text, None, true));
            }
            let place = list.entries.first().map(|entry| entry.span);
            let words = "Chief Constable's priorities".to_owned();
            all.add_all(place.map(|span| Known::fixed(&Text { words, span, literal: None }, None, true)));
        }
        all
    }

    /// Which of [`Agreement::names`] the path of a value stands for, and as what; a fact of it is none.
    pub fn of_value(&self, path: &str) -> Option<(usize, Said)> {
        let mut parts = path.split('.');
        let (kind, id, fact) = (parts.next()?, parts.next()?, parts.next());
        let said = match fact {
            None | Some("name" | "title") => Said::Full,
            Some("short") => Said::Short,
            Some(_) => return None,
        };
        let kinds = [Kind::Body, Kind::Plan, Kind::Term, Kind::Priority, Kind::Theme, Kind::Legislation];
        let kind = kinds.into_iter().map(Kind::word).find(|word| *word == kind)?;
        Some((*self.by_id.get(&(kind, id.to_owned()))?, said))
    }

    fn add_named(&mut self, index: usize, named: &Named<'_>) {
        let base = |words: &str, said, place| Known {
            words: words.to_owned(),
            said,
            name: Some(index),
            value: None,
            place,
            singular: false,
            any_capitals: false,
        };
        let value = match named.short {
            Some(_) => format!("{{{{ {}.{}.name }}}}", named.kind.word(), named.id.value),
            None => named.value(),
        };
        let full = base(&named.full, Said::Full, named.name.span);
        self.add(Known { value: Some(value), ..full.clone() });
        if named.name.words != named.full {
            let value = Some(format!("{{{{ {}.{}.title }}}}", named.kind.word(), named.id.value));
            self.add(Known { value, ..base(&named.name.words, Said::Full, named.name.span) });
        }
        if let Some(words) = singular(&named.full).filter(|_| named.many || named.kind == Kind::Term) {
            self.add(Known { words, singular: true, ..full });
        }
        if let Some(short) = named.short {
            let value = Some(format!("{{{{ {}.{}.short }}}}", named.kind.word(), named.id.value));
            self.add(Known { value, ..base(&short.words, Said::Short, short.span) });
            if let Some(words) = singular(&short.words) {
                self.add(Known { words, singular: true, ..base("", Said::Short, short.span) });
            }
        }
        for (texts, said) in [(&named.others.formerly, Said::Former), (&named.others.avoid, Said::Avoided)] {
            self.add_all(texts.iter().map(|text| base(&text.words, said, text.span)));
        }
    }

    fn add_all(&mut self, all: impl IntoIterator<Item = Known>) {
        all.into_iter().for_each(|known| self.add(known));
    }

    fn add(&mut self, known: Known) {
        let mut state = 0;
        let mut count = 0;
        for letter in known.words.chars().flat_map(letters).take(MOST_LETTERS + 1) {
            count += 1;
            let next = u32::try_from(self.steps.len() + 1).unwrap_or(u32::MAX);
            state = *self.steps.entry((state, letter)).or_insert(next);
        }
        if (2..=MOST_LETTERS).contains(&count) {
            self.ends.entry(state).or_default().push(self.known.len());
        }
        self.known.push(known);
    }

    /// Every mention in a text, in order; none overlaps another.
    pub fn mentions(&self, text: &str) -> Vec<Mention> {
        let mut found = Vec::new();
        let mut free = 0;
        let mut before = None;
        for (at, letter) in text.char_indices() {
            let starts = letter.is_alphanumeric() && !before.is_some_and(char::is_alphanumeric);
            before = Some(letter);
            if starts
                && at >= free
                && let Some(mention) = self.longest(text, at)
            {
                free = mention.range.end;
                found.push(mention);
            }
        }
        found
    }

    /// The longest mention that begins at a byte.
    fn longest(&self, text: &str, start: usize) -> Option<Mention> {
        /// The most names that begin alike and are compared, the longest first.
        const MOST: usize = 6;
        let mut ends = self.ends_from(text, start);
        let first = self.mention(text, start, ends.pop()?);
        let mut rest = ends.into_iter().rev().take(MOST).filter_map(|end| self.mention(text, start, end));
        let longest = first.or_else(|| rest.next())?;
        // "The Partnership's" is one partnership, not almost several.
        let possessive =
            |shorter: &Mention| shorter.fit == Fit::Exact && text[shorter.range.end..].starts_with(is_apostrophe);
        match rest.next().filter(|shorter| longest.fit == Fit::Loose && possessive(shorter)) {
            Some(shorter) => Some(shorter),
            None => Some(longest),
        }
    }

    /// Every byte, from near to far, up to which the letters from `start` on are those of a form, and its state.
    fn ends_from(&self, text: &str, start: usize) -> Vec<(usize, u32)> {
        let mut ends = Vec::new();
        let mut state = 0;
        let mut gap = 0;
        for (at, character) in text[start..].char_indices() {
            gap += 1;
            if character == '&' || character.is_alphanumeric() {
                for letter in letters(character) {
                    state = *self.steps.get(&(state, letter)).unwrap_or(&u32::MAX);
                }
                if state == u32::MAX {
                    break;
                }
                gap = 0;
                if self.ends.contains_key(&state) {
                    ends.push((start + at + character.len_utf8(), state));
                }
            } else if !is_gap(character) || gap > MOST_GAP {
                break;
            }
        }
        ends
    }

    /// The mention up to a byte, if a word ends there and its words fit one of the forms.
    fn mention(&self, text: &str, start: usize, (mut end, state): (usize, u32)) -> Option<Mention> {
        // "… Act (2014)" ends with its bracket.
        let words = &text[start..end];
        if text[end..].starts_with(')') && words.matches('(').count() > words.matches(')').count() {
            end += 1;
        }
        let tail = &text[end..];
        let plural = tail.strip_prefix('s').is_some_and(|after| !after.starts_with(char::is_alphanumeric));
        if !plural && tail.starts_with(char::is_alphanumeric) {
            return None;
        }
        let (known, fit) = self.fitting(self.ends.get(&state)?, &text[start..end])?;
        Some(Mention { range: start..end, known, fit, plural })
    }

    /// Which of some forms with the same letters words are, the best of them.
    fn fitting(&self, known: &[usize], words: &str) -> Option<(usize, Fit)> {
        /// The most things of one name that are told apart.
        const MOST: usize = 8;
        let fits = known.iter().take(MOST).filter_map(|index| Some((*index, fit(words, self.known.get(*index)?)?)));
        let capitals = |text: &str| text.chars().filter(|c| c.is_uppercase()).count();
        let here = capitals(words);
        fits.min_by_key(|(index, fit)| {
            let known = self.known.get(*index);
            (*fit, known.map(|known| (known.said, known.singular, capitals(&known.words).abs_diff(here))))
        })
    }
}

impl Known {
    fn fixed(text: &Text, value: Option<String>, any_capitals: bool) -> Known {
        let (words, place) = (text.words.clone(), text.span);
        Known { words, said: Said::Full, name: None, value, place, singular: false, any_capitals }
    }
}

/// One of what a plural names, as its name says it.
fn singular(plural: &str) -> Option<String> {
    if let Some(stem) = plural.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return Some(format!("{stem}y"));
    }
    plural.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with(['s', 'u', 'i'])).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Files, Root};

    fn see(text: &str) -> Vec<(String, &'static str, Fit)> {
        let mut files = Files::new();
        let bodies = "bodies:\n  - { id: ksp, name: Kent Safety Partnership, short: KSP }\n  \
                      - { id: groups, name: Care Groups, short: CGs, many: true }\n";
        let laws = "legislation:\n  - { id: a, title: \"Anti-social Crime, Order and Policing Act\", kind: act, year: 2014 }\n";
        let terms = "terms:\n  - { id: asb, name: anti-social behaviour, short: ASB }\n";
        for (path, text) in
            [("data/bodies.yaml", bodies), ("data/legislation.yaml", laws), ("data/glossary.yaml", terms)]
        {
            files.add(Root::Content, path, path, text.as_bytes());
        }
        let (agreement, _) = Agreement::read(&files);
        let names = KnownNames::of(&agreement, &agreement.register(&mut Vec::new()));
        let word = |said| match said {
            Said::Full => "full",
            Said::Short => "short",
            Said::Former => "former",
            Said::Avoided => "avoided",
        };
        let mentions = names.mentions(text);
        mentions
            .into_iter()
            .map(|one| (text[one.range].to_owned(), word(names.known[one.known].said), one.fit))
            .collect()
    }

    #[test]
    fn names_are_found_exact_or_nearly_so() {
        for text in
            ["Kent Safety Partnership", "Anti-social Crime, Order and Policing Act 2014", "Care Groups", "Care Group"]
        {
            assert_eq!(see(text), [(text.to_owned(), "full", Fit::Exact)], "{text}");
        }
        for text in [
            "Kent Safety partnership",
            "Anti-Social Crime, Order & Policing Act 2014",
            "Antisocial Crime, Order and Policing Act (2014)",
            "Anti-social Crime Order and Policing Act 2014",
        ] {
            assert_eq!(see(text), [(text.to_owned(), "full", Fit::Loose)], "{text}");
        }
        assert_eq!(see("the antisocial behaviour"), [("antisocial behaviour".to_owned(), "full", Fit::Loose)]);
        assert_eq!(
            see("KSP's and CGs"),
            [("KSP".to_owned(), "short", Fit::Exact), ("CGs".to_owned(), "short", Fit::Exact)]
        );
    }

    #[test]
    fn ordinary_words_and_words_that_only_follow_each_other_are_none() {
        for text in [
            "care groups",
            "Care groups",
            "Kent. Safety Partnership",
            "Kent, Safety Partnership",
            "Kentish",
            "KENT SAFETY PARTNERSHIP",
        ] {
            assert_eq!(see(text), [], "{text}");
        }
        assert_eq!(see("Anti-Social Behaviour"), [], "a name of small letters is an ordinary word");
    }
}
