//! Short forms in capitals that were typed, such as "OPCC", and whether the reader can know them.

use std::ops::Range;

use super::Reading;
use super::mentions::{Fit, KnownNames, Mention, Said};
use super::passage::Passage;
use crate::lookup::{HashMap, HashSet};

/// A short form that was typed: one word of capitals, or several in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortForm {
    /// Which passage it is in.
    pub passage: usize,
    /// Its bytes in the passage.
    pub range: Range<usize>,
    /// The capitals, without the "s" of a plural.
    pub words: String,
    /// Whether the data knows it: a short form of its own, or a word of a name.
    pub known: bool,
    /// Whether it is a word that stands in small letters elsewhere, and is stressed here.
    pub stressed: bool,
    /// Whether it is spelled out here: it stands in brackets after words, or words in brackets after it.
    pub spelled_out: bool,
    /// The known short form that it nearly is, an index of [`KnownNames::known`].
    pub near: Option<usize>,
}

/// The most letters of one word of a short form; what is longer is a word that is stressed.
const MOST_LETTERS: usize = 8;

/// The most letters of a short form.
const MOST_IN_ALL: usize = 12;

/// How many letters a short form needs before one wrong letter can be told from another short form.
const ENOUGH_TO_COMPARE: usize = 5;

impl Reading<'_> {
    /// Every short form that was typed, in the order of the document.
    pub fn short_forms(&self) -> &[ShortForm] {
        self.short_forms.get_or_init(|| {
            let known = self.known();
            let index = Index::of(known);
            let mut all = Vec::new();
            for (place, (passage, mentions)) in self.with_mentions().enumerate() {
                for range in runs(passage) {
                    all.push(index.look_at(passage, place, range, mentions, known));
                }
            }
            // What is spelled out somewhere as something of its own is no slip for another.
            let own: HashSet<String> =
                all.iter().filter(|one| one.spelled_out && one.near.is_none()).map(|one| one.words.clone()).collect();
            let small = if all.is_empty() { HashSet::default() } else { self.small_words() };
            for one in &mut all {
                one.stressed = small.contains(one.words.to_lowercase().as_str());
                if one.stressed || own.contains(&one.words) {
                    one.near = None;
                }
            }
            all
        })
    }
}

impl Reading<'_> {
    /// Every word that stands in small letters somewhere, if it is too long to be mistaken for initials.
    fn small_words(&self) -> HashSet<&str> {
        let words = self.passages.iter().flat_map(|passage| passage.text.split(|c: char| !c.is_alphanumeric()));
        words.filter(|word| word.len() >= 4 && word.bytes().all(|byte| byte.is_ascii_lowercase())).collect()
    }
}

struct Index {
    /// The letters of each known short form with up to one of them missing.
    nearly: HashMap<String, usize>,
    /// Every word in capitals of a name, and every short form.
    known: HashSet<String>,
}

impl Index {
    fn of(names: &KnownNames) -> Index {
        let mut index = Index { nearly: HashMap::default(), known: HashSet::default() };
        for (place, known) in names.known.iter().enumerate() {
            let words = known.words.split(|c: char| !c.is_alphanumeric()).filter(|word| is_short_form(word));
            index.known.extend(words.map(|word| without_plural(word).to_owned()));
            if known.said == Said::Short && !known.singular {
                index.known.insert(without_plural(&known.words).to_owned());
                for letters in with_one_missing(&joined(&known.words)) {
                    index.nearly.entry(letters).or_insert(place);
                }
            }
        }
        index
    }

    fn look_at(
        &self,
        passage: &Passage<'_>,
        place: usize,
        range: Range<usize>,
        mentions: &[Mention],
        names: &KnownNames,
    ) -> ShortForm {
        let words = without_plural(passage.words_of(&range)).to_owned();
        let next = mentions.partition_point(|mention| mention.range.end <= range.start);
        let inside = mentions.get(next).is_some_and(|mention| {
            mention.fit == Fit::Exact && mention.range.start <= range.start && range.end <= mention.range.end + 1
        });
        let known = inside || self.known.contains(&words) || words.split(' ').all(|word| self.known.contains(word));
        let before = passage.text.get(..range.start).unwrap_or_default();
        let after = passage.text.get(range.end..).unwrap_or_default();
        let bracketed = before.ends_with('(') && after.starts_with(')');
        // A value or a name right before the bracket is what the short form is meant to stand for.
        let named = mentions.get(next.wrapping_sub(1)).filter(|mention| {
            let end = mention.range.end + usize::from(mention.plural);
            bracketed && before.get(end..).is_some_and(|gap| gap.trim_end_matches('(').trim().is_empty())
        });
        let named = named.and_then(|mention| names.known.get(mention.known)).and_then(|known| known.name);
        let near = self.near(&words, named, names).filter(|_| !known);
        let explained = after.strip_prefix(" (").and_then(|rest| rest.split(')').next());
        let explained =
            explained.is_some_and(|inner| inner.len() < 200 && inner.contains(' ') && initials_fit(&words, inner));
        let follows_words = bracketed && before.trim_end_matches('(').trim_end().ends_with(char::is_alphanumeric);
        let told = [" stands for ", ", which stands for ", " means "].iter().any(|told| after.starts_with(told));
        ShortForm {
            passage: place,
            range,
            words,
            known,
            stressed: false,
            spelled_out: follows_words || explained || told,
            near,
        }
    }

    /// The known short form that is one letter away; of the thing that was named just before, any such.
    fn near(&self, words: &str, named: Option<usize>, names: &KnownNames) -> Option<usize> {
        let letters = joined(words);
        let nears = with_one_missing(&letters).into_iter().filter_map(|letters| self.nearly.get(&letters));
        let mut nears = nears.filter(|near| {
            let Some(known) = names.known.get(**near) else { return false };
            let meant = named.is_some() && known.name == named;
            let enough = joined(&known.words).len() >= ENOUGH_TO_COMPARE && letters.len() >= 4 && named.is_none();
            (meant || enough) && without_plural(&known.words) != words
        });
        nears.next().copied()
    }
}

/// The runs of capitals in a passage that were typed.
fn runs(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let text = &passage.text;
    // A passage that is shouted has no short forms.
    if !passage.is_language() || !text.contains(char::is_lowercase) && text.contains(' ') {
        return Vec::new();
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    // How many words of capitals stand in a row up to here, and how many runs were found before them.
    let (mut row, mut before_row, mut row_end) = (0, 0, 0);
    let mut at = 0;
    for token in text.split(|c: char| !c.is_alphanumeric()) {
        let range = at..at + token.len();
        at = range.end + text.get(range.end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        if token.is_empty() || token.contains(char::is_lowercase) && !is_short_form(token) {
            continue;
        }
        if row == 0 || text.get(row_end..range.start) != Some(" ") {
            (row, before_row) = (0, found.len());
        }
        (row, row_end) = (row + 1, range.end);
        // Three in a row are shouted.
        if row > 2 {
            found.truncate(before_row);
            continue;
        }
        if !is_short_form(token) || !passage.is_typed(&range) || in_address(text, &range) {
            continue;
        }
        match found.last_mut() {
            Some(last) if text.get(last.end..range.start) == Some(" ") && range.end - last.start <= MOST_IN_ALL + 2 => {
                last.end = range.end;
            }
            _ => found.push(range),
        }
    }
    found
}

/// Whether a range is part of an address, a path or a name with points or underscores in it.
fn in_address(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let joins = |c: char| matches!(c, '_' | '.' | '@' | '#' | '$' | '{' | '=' | '\\' | '*' | '<' | '[');
    before.ends_with(joins)
        || after.starts_with(['_', '@', '}', '=', '\\', '*', '>', ']'])
        || after.strip_prefix(['.', ':', '/']).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        || before.strip_suffix('/').is_some_and(|rest| rest.ends_with(['/', '.']))
}

fn is_short_form(word: &str) -> bool {
    let capitals = word.strip_suffix('s').unwrap_or(word);
    (2..=MOST_LETTERS).contains(&capitals.len()) && capitals.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn without_plural(words: &str) -> &str {
    words.strip_suffix('s').filter(|rest| rest.ends_with(char::is_uppercase)).unwrap_or(words)
}

fn joined(words: &str) -> String {
    without_plural(words).chars().filter(|c| c.is_alphanumeric()).take(MOST_IN_ALL + 1).collect()
}

/// Letters as they are, and with each one of them missing.
fn with_one_missing(letters: &str) -> Vec<String> {
    let mut all = vec![letters.to_owned()];
    for (at, letter) in letters.char_indices() {
        all.push(format!("{}{}", &letters[..at], &letters[at + letter.len_utf8()..]));
    }
    all
}

/// Whether the words in a bracket begin with the letters of a short form, one after the other.
fn initials_fit(short: &str, words: &str) -> bool {
    let mut wanted = short.chars().filter(|c| c.is_alphabetic()).peekable();
    for word in words.split([' ', '-', '/']) {
        if let (Some(first), Some(letter)) = (word.chars().next(), wanted.peek())
            && first.to_uppercase().eq(letter.to_uppercase())
        {
            wanted.next();
        }
    }
    wanted.peek().is_none()
}
