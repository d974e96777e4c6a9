//! The places where running text speaks of a thing that the data knows, each in its sentence.

use std::ops::Range;

use super::mentions::{Fit, Mention, Said};
use super::passage::{Origin, Passage};
use super::{Reading, Tense, is_subject, quotes, verb_after};

/// A place that speaks of a thing.
#[derive(Debug)]
pub struct Spoken<'p, 'a> {
    /// The run of words that it is in.
    pub passage: &'p Passage<'a>,
    /// The name, its bytes in the passage.
    pub range: Range<usize>,
    /// The sentence that it is in.
    pub sentence: Range<usize>,
    /// Which of [`crate::agreement::Agreement::names`] it is.
    pub name: usize,
}

/// Where a passage speaks of which of [`crate::agreement::Agreement::names`], in order.
pub(super) type Places = Vec<(Range<usize>, usize)>;

impl<'a> Reading<'a> {
    /// Every place in running text that speaks of one of some things, by a value or by a name
    /// that was typed. What is quoted is left out, and so is the table of editions, which is history.
    pub fn spoken_of(&self, wanted: impl Fn(usize) -> bool) -> Vec<Spoken<'_, 'a>> {
        let mut all = Vec::new();
        for (passage, places) in self.passages.iter().zip(self.places()) {
            let mut places = places.iter().filter(|(_, name)| wanted(*name)).peekable();
            if places.peek().is_none() {
                continue;
            }
            let quoted = quotes(&passage.text);
            let sentences = passage.sentences();
            let mut next = sentences.into_iter().peekable();
            for (range, name) in places {
                while next.next_if(|sentence| sentence.end <= range.start).is_some() {}
                let Some(sentence) = next.peek().cloned().filter(|_| !quoted.hold(range)) else { continue };
                all.push(Spoken { passage, range: range.clone(), sentence, name: *name });
            }
        }
        all
    }

    /// Where every passage speaks of what; looked for once.
    fn places(&self) -> &[Places] {
        self.places
            .get_or_init(|| self.with_mentions().map(|(passage, mentions)| self.places_in(passage, mentions)).collect())
    }

    fn places_in(&self, passage: &Passage<'a>, mentions: &[Mention]) -> Places {
        let mut places = Places::new();
        if !passage.is_prose() || passage.data().is_some_and(|(file, _)| file == "version-control.yaml") {
            return places;
        }
        for run in &passage.runs {
            let Origin::Value(path) = &run.origin else { continue };
            places.extend(self.known().of_value(path).map(|(name, _)| (run.range.clone(), name)));
        }
        for mention in mentions.iter().filter(|mention| mention.fit == Fit::Exact) {
            let Some(known) = self.known().known.get(mention.known) else { continue };
            let said = matches!(known.said, Said::Full | Said::Short) && !known.singular && !mention.plural;
            if said && passage.is_typed(&mention.range) {
                places.extend(known.name.map(|name| (mention.range.clone(), name)));
            }
        }
        places.sort_by_key(|(range, _)| range.start);
        places
    }
}

impl Spoken<'_, '_> {
    /// The sentence.
    pub fn words(&self) -> &str {
        self.passage.words_of(&self.sentence)
    }

    /// If the thing is the subject of its sentence: the tense of its verb, and from the thing to the verb.
    pub fn verb(&self, many: bool) -> Option<(Tense, Range<usize>)> {
        let (tense, verb) = verb_after(&self.passage.text, self.range.end, self.sentence.end, many)?;
        is_subject(&self.passage.text, self.sentence.start, self.range.start)
            .then_some((tense, self.range.start..verb.end))
    }
}
