//! Words that do not fit each other: "being exploring", "a … Sessions".
//!
//! Half of a sentence was changed and the other half was not. A reader reads it twice; somebody
//! whose first language is another may not find out what was meant. The 2021 edition had options
//! that "are being exploring" and "a … Sessions". It is a hint, since grammar has many exceptions.
//!
//! Before:
//!
//! ```md
//! Options are being exploring. There was a Community Safety Information Sessions for staff.
//! ```
//!
//! After:
//!
//! ```md
//! Options are being explored. There was a Community Safety Information Session for staff.
//! ```
//!
//! Source: the published edition of April 2021; WCAG 2.2, success criterion 3.1.5 (Reading Level).

use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::reading::{Passage, Word};

/// Words that do not fit each other.
pub(super) const LINT: Lint =
    Lint { code: "doubtful-grammar", level: Level::Hint, file: include_str!("doubtful_grammar.rs"), check };

/// Words in "-ing" that may follow "being".
const ADJECTIVES: [&str; 42] = [
    "willing",
    "missing",
    "loving",
    "demanding",
    "amazing",
    "interesting",
    "outstanding",
    "living",
    "nothing",
    "something",
    "anything",
    "everything",
    "during",
    "including",
    "regarding",
    "concerning",
    "according",
    "following",
    "pending",
    "depending",
    "excluding",
    "considering",
    "caring",
    "understanding",
    "challenging",
    "encouraging",
    "promising",
    "misleading",
    "confusing",
    "existing",
    "overwhelming",
    "overarching",
    "lasting",
    "convincing",
    "annoying",
    "boring",
    "exciting",
    "threatening",
    "bullying",
    "insulting",
    "king",
    "evening",
];

/// Things that are counted, in the plural.
const PLURALS: [&str; 26] = [
    "sessions",
    "events",
    "meetings",
    "workshops",
    "conferences",
    "plans",
    "partnerships",
    "groups",
    "teams",
    "boards",
    "projects",
    "seminars",
    "reviews",
    "strategies",
    "councils",
    "officers",
    "bodies",
    "agencies",
    "courses",
    "campaigns",
    "newsletters",
    "priorities",
    "themes",
    "units",
    "schemes",
    "programmes",
];

/// Words after which "being" is a noun.
const BEINGS: [&str; 4] = ["human", "living", "well", "time"];

fn check(case: &Case<'_>, report: &mut Report) {
    for passage in case.reading.passages.iter().filter(|passage| passage.is_language()) {
        let words: Vec<Word<'_>> = passage.words().collect();
        for at in 0..words.len() {
            let found = doing(passage, &words, at).or_else(|| several(passage, &words, at));
            if let Some((range, message)) = found.filter(|(range, _)| passage.is_typed(range)) {
                report.add(passage.place(&range), message, |finding| {
                    finding.help("read the sentence aloud, and change one of the two words")
                });
            }
        }
    }
}

/// Whether only one space stands between a word and the next.
fn touch(passage: &Passage<'_>, words: &[Word<'_>], at: usize) -> bool {
    let (Some(one), Some(next)) = (words.get(at), words.get(at + 1)) else { return false };
    passage.text.get(one.range.end..next.range.start) == Some(" ")
}

/// "being exploring".
fn doing(passage: &Passage<'_>, words: &[Word<'_>], at: usize) -> Option<(Range<usize>, String)> {
    let (being, next) = (words.get(at)?, words.get(at + 1)?);
    let lower = next.text.to_lowercase();
    let noun = at > 0 && BEINGS.contains(&words.get(at - 1)?.text.to_lowercase().as_str());
    let fits = being.text.eq_ignore_ascii_case("being")
        && lower.len() > 5
        && lower.ends_with("ing")
        && lower.bytes().all(|byte| byte.is_ascii_lowercase())
        && !ADJECTIVES.contains(&lower.as_str())
        && !noun
        && touch(passage, words, at);
    let range = being.range.start..next.range.end;
    fits.then(|| (range.clone(), format!("`{}` is no form of a verb", passage.words_of(&range))))
}

/// "a Community Safety Information Sessions".
fn several(passage: &Passage<'_>, words: &[Word<'_>], at: usize) -> Option<(Range<usize>, String)> {
    let article = words.get(at)?;
    if !matches!(article.text, "a" | "an" | "A" | "An") {
        return None;
    }
    let capital = |index: usize| words.get(index).is_some_and(|word| word.text.starts_with(char::is_uppercase));
    let mut last = at;
    while last < at + 6 && touch(passage, words, last) && capital(last + 1) {
        last += 1;
    }
    let word = words.get(last).filter(|_| last > at)?;
    let goes_on = touch(passage, words, last)
        && !words.get(last + 1).is_some_and(|next| {
            matches!(
                next.text,
                "was"
                    | "were"
                    | "is"
                    | "are"
                    | "for"
                    | "in"
                    | "on"
                    | "at"
                    | "to"
                    | "with"
                    | "and"
                    | "or"
                    | "has"
                    | "have"
                    | "will"
                    | "that"
                    | "which"
                    | "by"
                    | "from"
                    | "held"
            )
        });
    let range = article.range.start..word.range.end;
    (PLURALS.contains(&word.text.to_lowercase().as_str()) && !goes_on)
        .then(|| (range, format!("`{}` speaks of one, and `{}` are several", article.text, word.text)))
}

#[cfg(test)]
mod tests {
    use super::super::sample::found;

    const CODE: &str = "doubtful-grammar";

    #[test]
    fn the_slips_of_the_2021_edition_are_found() {
        assert_eq!(found(CODE, "Digital options are being exploring."), ["being exploring"]);
        let text = "There was a Community Safety Information Sessions in May, and a Boards meeting.";
        assert_eq!(found(CODE, text), ["a Community Safety Information Sessions"]);
    }

    #[test]
    fn words_that_fit_are_fine() {
        for text in [
            "It is being explored. They will be exploring, and have been working. Being willing helps.",
            "Human being including all; wellbeing including health. For the time being nothing changes.",
            "A Community Safety Plan, a Plans Officer, an Information Session; Sessions in May.",
            "a {{ body.csps }} and a group of Boards; A. Boards; a Services Plan",
        ] {
            assert_eq!(found(CODE, text), [""; 0], "{text}");
        }
    }
}
