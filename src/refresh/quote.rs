//! A sentence as the list quotes it: short, and the same each time.

use std::ops::Range;

use super::Case;
use crate::reading::{Passage, STAND_IN};
use crate::source::Span;

/// How much of a sentence is quoted, in bytes.
const MOST: usize = 150;

/// The text of the parts, to find the sentence that is written at a place.
pub(super) struct Sentences<'c> {
    passages: Vec<&'c Passage<'c>>,
}

impl<'c> Sentences<'c> {
    /// Those of all parts.
    pub fn of(case: &'c Case<'_>) -> Sentences<'c> {
        let printed = |passage: &&Passage<'_>| passage.part.is_some() && passage.is_prose();
        Sentences { passages: case.reading.passages.iter().filter(printed).collect() }
    }

    /// The sentence that is written at a place, quoted; `None` where none is.
    pub fn at(&self, place: Span) -> Option<String> {
        let holds = |span: Span| span.file == place.file && span.start <= place.start && place.start < span.end;
        // Of two that hold the place, the later one is within the other.
        let passage = self.passages.iter().rfind(|passage| holds(passage.span))?;
        let run = passage.runs.iter().find(|run| holds(run.span))?;
        let mut sentences = passage.sentences().into_iter();
        let sentence = sentences.find(|sentence| holds(passage.place(sentence)));
        Some(quote(passage, &sentence.unwrap_or(run.range.clone())))
    }
}

/// The beginning of a sentence of a passage, in quotation marks.
pub(super) fn quote(passage: &Passage<'_>, sentence: &Range<usize>) -> String {
    let words = passage.words_of(sentence).trim().replace(STAND_IN, "…");
    if words.len() <= MOST {
        return format!("“{words}”");
    }
    let cut = words.floor_char_boundary(MOST);
    let end = words[..cut].rfind(' ').unwrap_or(cut);
    format!("“{} …”", words[..end].trim_end_matches([',', ';', ':']))
}
