//! What the data counts, by the words that a text has for it.
//!
//! Whether a number in a text is wrong is left to the check.

use std::collections::{BTreeMap, BTreeSet};

use super::Case;
use crate::parse::yaml::Value;
use crate::reading::{Counted, Word};
use crate::source::Span;

/// The most things that begin with the same word.
const MOST: usize = 16;

/// Words between a number and what it counts that leave it a number of all.
const PLAIN: [&str; 10] =
    ["key", "main", "overarching", "agreed", "county", "countywide", "county-wide", "statutory", "shared", "different"];

/// The same where partnerships are counted, which are all local.
const LOCAL: [&str; 5] = ["local", "district", "and", "borough", "individual"];

/// Something that the data counts.
pub(super) struct Thing {
    /// The words for it, in small letters, without hyphens.
    pub words: Vec<String>,
    /// The value that prints the number, if there is one.
    pub value: Option<String>,
    /// How many of it there are.
    pub total: usize,
    /// Whether there may be more, since one entry stands for several.
    pub at_least: bool,
    /// What kind of thing, for what may stand beside it.
    pub sort: Sort,
    /// Where the data counts it.
    pub place: Option<Span>,
}

/// What kind of thing it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Priorities and themes, which others have too.
    Priorities,
    /// Local partnerships.
    Partnerships,
    /// Chapters, appendices and editions, which every document has.
    Parts,
    /// Whatever else has a name of its own.
    Others,
}

/// Everything that the data counts.
pub(super) struct Things {
    /// In the order in which they were found.
    pub all: Vec<Thing>,
    /// By the first word of what they are called.
    by_word: BTreeMap<String, Vec<usize>>,
    /// Lists that somebody has, by the words for who has them: "chief constable".
    owned: Vec<usize>,
    /// Words of the names of the agreement, which may stand before what is counted.
    own_words: BTreeSet<String>,
}

impl Things {
    /// Looks through the data.
    pub fn of(case: &Case<'_>) -> Things {
        let settings = case.agreement.settings.as_ref().map(|data| &data.value);
        let area = settings.map_or("", |settings| settings.area.words.as_str());
        let title = settings.map_or("", |settings| settings.title.words.as_str());
        let short =
            settings.and_then(|settings| settings.short_title.as_ref()).map_or("", |short| short.words.as_str());
        let own = [title, short, area].into_iter().flat_map(str::split_whitespace).take(64).map(str::to_lowercase);
        let mut things =
            Things { all: Vec::new(), by_word: BTreeMap::new(), owned: Vec::new(), own_words: own.collect() };
        things.counts(case);
        things.classes(case);
        if case.complete {
            let parts = [("chapters", case.agreement.chapters.len()), ("appendices", case.agreement.appendices.len())];
            for (word, total) in parts.into_iter().filter(|(_, total)| *total > 0) {
                things.add(Thing {
                    words: vec![word.to_owned()],
                    value: None,
                    total,
                    at_least: false,
                    sort: Sort::Parts,
                    place: None,
                });
            }
        }
        things
    }

    /// What has a value: priorities, themes, bodies with a role.
    fn counts(&mut self, case: &Case<'_>) {
        // For each role the first body that has it, and whether any entry stands for several.
        let mut roles: BTreeMap<&str, (Span, bool)> = BTreeMap::new();
        for body in case.agreement.bodies.iter().flat_map(|data| &data.value.bodies) {
            for role in &body.roles {
                roles.entry(&role.words).or_insert((body.name.span, false)).1 |= body.many;
            }
        }
        for (path, total) in case.reading.counts().filter(|(_, total)| *total > 0) {
            let Some(name) = path.strip_prefix("count.") else { continue };
            let (name, role) = name.strip_prefix("bodies.").map_or((name, None), |role| (role, Some(role)));
            let mut words: Vec<String> = name.split('-').map(str::to_lowercase).collect();
            if let Some(last) = words.last_mut().filter(|_| role.is_some()) {
                *last = plural(last);
            }
            let (mut at_least, mut place) = (false, home(case, path));
            if let Some((first, many)) = role.and_then(|role| roles.get(role)) {
                (place, at_least) = (Some(*first), *many);
            }
            // Local partnerships are one entry, and are counted by their assessments.
            let assessed = format!("count.{}", words.join("-"));
            if role.is_some() && case.reading.count(&assessed).is_some() {
                continue;
            }
            let sort = match name {
                "priorities" | "cross-cutting-themes" => Sort::Priorities,
                "editions" => Sort::Parts,
                _ if name.ends_with("partnerships") => Sort::Partnerships,
                _ => Sort::Others,
            };
            let thing = Thing { words, value: Some(path.to_owned()), total, at_least, sort, place };
            match (name, thing.words.len()) {
                // Every text has plans and issues of many kinds.
                ("plans" | "morile", _) => {}
                _ if !thing.words.last().is_some_and(|last| last.ends_with('s')) => {
                    self.owned.push(self.all.len());
                    self.all.push(thing);
                }
                _ => self.add(thing),
            }
        }
    }

    /// Bodies that stand for a class whose number the data knows, under their own names.
    fn classes(&mut self, case: &Case<'_>) {
        for body in case.agreement.bodies.iter().flat_map(|data| &data.value.bodies).filter(|body| body.many) {
            let counted = body.roles.iter().find_map(|role| {
                let (front, last) = role.words.rsplit_once('-').unwrap_or(("", role.words.as_str()));
                let joint = if front.is_empty() { "" } else { "-" };
                let path = format!("count.{front}{joint}{}", plural(last));
                case.reading.count(&path).map(|total| (path, total))
            });
            let Some((path, total)) = counted.filter(|(_, total)| *total > 0) else { continue };
            for name in std::iter::once(&body.name).chain(&body.short) {
                self.add(Thing {
                    words: pieces(&name.words).collect(),
                    value: Some(path.clone()),
                    total,
                    at_least: false,
                    sort: Sort::Partnerships,
                    place: home(case, &path),
                });
            }
        }
    }

    fn add(&mut self, thing: Thing) {
        let Some(first) = thing.words.first() else { return };
        let same = self.by_word.entry(first.clone()).or_default();
        if same.len() < MOST {
            same.push(self.all.len());
            self.all.push(thing);
        }
    }

    /// What a number counts, if the data counts it too, and where its words end.
    pub fn counted(&self, found: &Counted<'_>) -> Option<(usize, usize)> {
        let words = &found.words;
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let first = pieces(word.text).next()?;
            for index in self.by_word.get(&first).into_iter().flatten() {
                let thing = self.all.get(*index)?;
                if let Some(end) = ends(&thing.words, words.get(at..)?) {
                    let plain = words.get(..at)?.iter().all(|word| self.is_plain(thing.sort, word.text));
                    return plain.then_some((*index, end));
                }
            }
            at += 1;
        }
        None
    }

    /// Whether a word between a number and what it counts leaves it a number of all.
    fn is_plain(&self, sort: Sort, word: &str) -> bool {
        let word = word.to_lowercase();
        PLAIN.contains(&word.as_str())
            || self.own_words.contains(&word)
            || sort == Sort::Partnerships && LOCAL.contains(&word.as_str())
    }

    /// The list of somebody who is named right before the number: "the Chief Constable's six priorities".
    pub fn owner(&self, before: &str) -> Option<&Thing> {
        let before = before.trim_end().to_lowercase();
        let before = before.strip_suffix("'s").or_else(|| before.strip_suffix("\u{2019}s"))?;
        self.owned
            .iter()
            .filter_map(|index| self.all.get(*index))
            .find(|thing| before.ends_with(&thing.words.join(" ")))
    }
}

/// Where the words for a thing end, if a text begins with them.
fn ends(wanted: &[String], words: &[Word<'_>]) -> Option<usize> {
    let mut wanted = wanted.iter().peekable();
    for word in words {
        for piece in pieces(word.text) {
            if *wanted.next()? != piece {
                return None;
            }
        }
        if wanted.peek().is_none() {
            return Some(word.range.end);
        }
    }
    None
}

/// The words of a text in small letters, parted at hyphens as well.
fn pieces(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}'))
        .filter(|piece| !piece.is_empty())
        .map(str::to_lowercase)
}

/// The plural of the word for a role.
fn plural(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if word.ends_with('s') => word.to_owned(),
        _ => format!("{word}s"),
    }
}

/// Where the data counts what a value prints.
fn home(case: &Case<'_>, path: &str) -> Option<Span> {
    let (file, keys): (&str, &[&str]) = match path {
        "count.local-partnerships" => ("data/assessments.yaml", &["partnership-count", "partnerships"]),
        "count.priorities" => ("data/priorities.yaml", &["priorities"]),
        "count.cross-cutting-themes" => ("data/priorities.yaml", &["cross-cutting-themes"]),
        "count.chief-constable" => ("data/police-and-crime-plan.yaml", &["chief-constable"]),
        _ => return None,
    };
    let (_, tree) = case.agreement.trees().into_iter().find(|(known, _)| *known == file)?;
    let tree = match &tree.value {
        // Assessments may be a list of years.
        Value::List(items) => {
            items.iter().find(|item| Some(item.span) == case.agreement.assessment().map(|one| one.span))?
        }
        _ => tree,
    };
    let Value::Map(entries) = &tree.value else { return None };
    entries.iter().find(|(key, _)| keys.contains(&key.value.as_str())).map(|(key, _)| key.span)
}
