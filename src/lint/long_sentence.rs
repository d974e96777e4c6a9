//! A sentence of more than 35 words; an official name counts as one word.
//!
//! GOV.UK asks for 25 words at most, and readers lose the thread after that. Sentences about law
//! carry long titles, so names that a value prints count as one word here, and only what is well
//! beyond 25 is told. Words in brackets count: whoever hears the sentence hears them too.
//!
//! This check is off until a county sets its level.
//!
//! Before:
//!
//! ```md
//! The partners work together on the issues that matter most to the people of the county, which they find by collecting many sets of data from partners, by analysing them for key issues and by asking residents what they think.
//! ```
//!
//! After:
//!
//! ```md
//! The partners work together on the issues that matter most to the people of the county. They find them by collecting many sets of data from partners, by analysing them and by asking residents what they think.
//! ```
//!
//! Source: "Writing for GOV.UK", on short sentences; WCAG 2.2, success criterion 3.1.5 (Reading Level).

use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::reading::{Origin, Passage};

/// A sentence that is too long to be followed.
pub(super) const LINT: Lint =
    Lint { code: "long-sentence", level: Level::Off, file: include_str!("long_sentence.rs"), check };

/// The most words of a sentence.
const MOST: usize = 35;

fn check(case: &Case<'_>, report: &mut Report) {
    for passage in case.reading.passages.iter().filter(|passage| passage.is_prose()) {
        for sentence in passage.sentences() {
            let words = count(passage, &sentence);
            if words > MOST {
                let message = format!("this sentence has {words} words, and {MOST} are as many as can be followed");
                report.add(passage.place(&sentence), message, |finding| {
                    finding.help("make two sentences of it, or a list")
                });
            }
        }
    }
}

/// How many words a sentence has, where all that one value prints is one word.
fn count(passage: &Passage<'_>, sentence: &Range<usize>) -> usize {
    let mut words = 0;
    let mut value = None;
    for word in passage.words_in(sentence) {
        let run = passage.runs_in(&word.range).next();
        let printed = run.filter(|run| matches!(run.origin, Origin::Value(_))).map(|run| run.range.start);
        if printed.is_none() || printed != value {
            words += 1;
        }
        value = printed;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, found, found_with};

    const CODE: &str = "long-sentence";

    fn on(body: &str) -> Vec<String> {
        let settings = "format: 1\ntitle: A\ncheck:\n  long-sentence: hint\n";
        found_with(CODE, &[("agreement.yaml", settings), (CHAPTER, &chapter(body))], None)
    }

    #[test]
    fn only_a_sentence_beyond_the_limit_is_found() {
        let long = format!("Word {}end.", "word ".repeat(34));
        assert_eq!(on(&format!("Short. {long} Short.")), [long]);
        assert_eq!(on(&format!("One {}end. One {}end.", "word ".repeat(33), "word ".repeat(33))), [""; 0]);
    }

    #[test]
    fn a_name_that_a_value_prints_is_one_word() {
        let body = format!("{} {}end.", "{{ body.kcsp }} {{ body.kfrs }}".repeat(2), "word ".repeat(30));
        assert_eq!(on(&body), [""; 0]);
    }

    #[test]
    fn it_is_off_by_itself() {
        assert_eq!(found(CODE, &"word ".repeat(60)), [""; 0]);
    }
}
