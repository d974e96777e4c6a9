//! A sentence without a verb that begins with "Including", "Such as", "For example" and the like.
//!
//! It belongs to the sentence before it. Heard alone, after a pause, it does not say what it is an
//! example of. The 2021 edition had several. It is a hint, since a machine does not know every verb.
//!
//! Before:
//!
//! ```md
//! The priorities have widened to cover new duties. Including hate crime, gangs and modern slavery.
//! ```
//!
//! After:
//!
//! ```md
//! The priorities have widened to cover new duties, including hate crime, gangs and modern slavery.
//! ```
//!
//! Source: the published edition of April 2021; WCAG 2.2, success criterion 3.1.5 (Reading Level).

use super::{Case, Level, Lint, Report};
use crate::reading::{Form, Word};

/// A part of a sentence that stands alone.
pub(super) const LINT: Lint =
    Lint { code: "sentence-fragment", level: Level::Hint, file: include_str!("sentence_fragment.rs"), check };

/// What such a part begins with, word by word in small letters.
const BEGINNINGS: [&[&str]; 7] = [
    &["including"],
    &["such", "as"],
    &["for", "example"],
    &["for", "instance"],
    &["especially"],
    &["namely"],
    &["e.g"],
];

/// Words that make a sentence of it, and are hardly anything but verbs.
const VERBS: [&str; 171] = [
    "is",
    "are",
    "was",
    "were",
    "be",
    "am",
    "has",
    "have",
    "had",
    "do",
    "does",
    "did",
    "will",
    "would",
    "can",
    "could",
    "may",
    "might",
    "must",
    "shall",
    "should",
    "cannot",
    "isn't",
    "aren't",
    "don't",
    "doesn't",
    "can't",
    "won't",
    "went",
    "made",
    "took",
    "gave",
    "got",
    "came",
    "saw",
    "knew",
    "said",
    "told",
    "found",
    "held",
    "kept",
    "led",
    "left",
    "met",
    "put",
    "ran",
    "set",
    "sent",
    "began",
    "became",
    "brought",
    "built",
    "chose",
    "cut",
    "drew",
    "fell",
    "felt",
    "grew",
    "wrote",
    "won",
    "paid",
    "means",
    "makes",
    "gives",
    "takes",
    "helps",
    "shows",
    "becomes",
    "leads",
    "keeps",
    "gets",
    "brings",
    "provides",
    "needs",
    "wants",
    "says",
    "tells",
    "let",
    "lets",
    "see",
    "use",
    "consider",
    "make",
    "ask",
    "try",
    "add",
    "want",
    "need",
    "get",
    "go",
    "include",
    "includes",
    "run",
    "runs",
    "publish",
    "publishes",
    "choose",
    "chooses",
    "exist",
    "exists",
    "span",
    "spans",
    "select",
    "selects",
    "account",
    "accounts",
    "work",
    "works",
    "meet",
    "meets",
    "support",
    "supports",
    "cover",
    "covers",
    "offer",
    "offers",
    "sit",
    "sits",
    "live",
    "lives",
    "come",
    "comes",
    "look",
    "looks",
    "watch",
    "apply",
    "applies",
    "happen",
    "happens",
    "play",
    "plays",
    "lie",
    "lies",
    "know",
    "think",
    "agree",
    "agrees",
    "remain",
    "remains",
    "continue",
    "continues",
    "share",
    "shares",
    "join",
    "joins",
    "report",
    "reports",
    "act",
    "acts",
    "depend",
    "depends",
    "fund",
    "funds",
    "serve",
    "serves",
    "hold",
    "holds",
    "lead",
    "bring",
    "give",
    "take",
    "keep",
    "show",
    "help",
    "tell",
    "pay",
    "pays",
    "refer",
    "refers",
    "write",
    "writes",
];

fn check(case: &Case<'_>, report: &mut Report) {
    let running = |form: Form<'_>| matches!(form, Form::Paragraph | Form::Item | Form::Footnote);
    for passage in case.reading.passages.iter().filter(|passage| running(passage.form)) {
        for (index, sentence) in passage.sentences().into_iter().enumerate() {
            // An item may be a part of the sentence that leads into its list; so may a paragraph after one.
            let text = passage.words_of(&sentence);
            // "For example, the U.S." is no end of a sentence.
            let initials = text.trim_end().trim_end_matches('.').ends_with(|c: char| c.is_uppercase());
            if index == 0 || !text.trim_end().ends_with('.') || initials {
                continue;
            }
            let words: Vec<Word<'_>> = passage.words_in(&sentence).collect();
            let lower: Vec<String> = words.iter().map(|word| word.text.to_lowercase()).collect();
            let begins = BEGINNINGS.iter().find(|start| {
                lower.len() > start.len() && start.iter().zip(&lower).all(|(word, other)| *word == other)
            });
            // "For example:" announces a quotation.
            let announces =
                begins.and_then(|start| words.get(start.len() - 1)).map(|last| &passage.text[last.range.end..]);
            if announces.is_some_and(|rest| rest.starts_with(':')) {
                continue;
            }
            let Some(start) = begins.filter(|start| !lower.iter().skip(start.len()).any(|word| is_verb(word))) else {
                continue;
            };
            if let (Some(first), Some(last)) = (words.first(), words.get(start.len() - 1)) {
                let range = first.range.start..last.range.end;
                report.add(passage.place(&range), "this sentence seems to have no verb", |finding| {
                    finding.help("join it to the sentence before with a comma, or give it a verb")
                });
            }
        }
    }
}

/// Whether a word may be a verb that makes a sentence.
fn is_verb(word: &str) -> bool {
    VERBS.contains(&word) || word.len() > 4 && word.ends_with("ed") || word.contains(['\'', '\u{2019}'])
}

#[cfg(test)]
mod tests {
    use super::super::sample::found;

    const CODE: &str = "sentence-fragment";

    #[test]
    fn parts_that_stand_alone_are_found() {
        assert_eq!(
            found(CODE, "There are new duties. Including hate crime and gangs. Such as this."),
            ["Including", "Such as"]
        );
        assert_eq!(found(CODE, "Many helped. For example, the police and the Channel Panel."), ["For example"]);
        assert_eq!(found(CODE, "- The groups met. Namely the Hate Crime Forum."), ["Namely"]);
    }

    #[test]
    fn sentences_with_a_verb_are_fine() {
        for text in [
            "There are duties. Including them is right. For example, hubs were set up. Such as these may help.",
            "Many helped. For example, the police joined. Including hate crime, it covers gangs and has grown.",
            "Including hate crime and gangs.",
            "They are:\n\n- gangs\n\nIncluding hate crime.",
            "See these. For example: gangs, hate crime.",
            "See these. For example, the U.S.",
        ] {
            assert_eq!(found(CODE, text), [""; 0], "{text}");
        }
    }
}
