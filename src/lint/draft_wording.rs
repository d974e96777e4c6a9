//! Words that call the agreement's own priorities or themes proposed, recommended or a draft.
//!
//! What is published is agreed, and a reader cannot tell whether these words still hold or were
//! left behind by the review. The 2017 edition spoke of its "proposed themes" and recommended that
//! they be updated. A proposed duty, or the draft plan of somebody else, is another matter.
//!
//! Before:
//!
//! ```md
//! Many issues fit the proposed themes. It is recommended that the priorities be updated.
//! ```
//!
//! After:
//!
//! ```md
//! Many issues fit the themes. After the review the priorities were updated. The proposed duty will follow.
//! ```
//!
//! Source: the published edition of April 2017.

use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::content::plans::Status;
use crate::reading::{Origin, Passage, Word, words_of};

/// A published edition that speaks of itself as a draft.
pub(super) const LINT: Lint =
    Lint { code: "draft-wording", level: Level::Warning, file: include_str!("draft_wording.rs"), check };

/// What something is called that is not agreed yet.
const DRAFT: [&str; 5] = ["proposed", "recommended", "draft", "provisional", "suggested"];

/// What may stand between that and the thing.
const BETWEEN: [&str; 14] = [
    "new",
    "county",
    "countywide",
    "cross-cutting",
    "overarching",
    "key",
    "main",
    "strategic",
    "revised",
    "updated",
    "community",
    "safety",
    "refreshed",
    "broader",
];

/// The words before "proposed themes" that show that it is no verb: not "the review proposed themes".
const BEFORE: [&str; 30] = [
    "the",
    "these",
    "those",
    "this",
    "our",
    "its",
    "their",
    "all",
    "new",
    "following",
    "of",
    "for",
    "with",
    "to",
    "and",
    "on",
    "in",
    "as",
    "into",
    "under",
    "by",
    "or",
    "from",
    "within",
    "each",
    "both",
    "a",
    "an",
    "seven",
    "other",
];

fn check(case: &Case<'_>, report: &mut Report) {
    let own = own_words(case);
    for passage in case.reading.passages.iter().filter(|passage| passage.is_language()) {
        // The log of changes tells what was done; names of plans and Acts are not our own words.
        if passage.data().is_some_and(|(file, _)| !matches!(file, "agreement.yaml" | "data/governance.yaml")) {
            continue;
        }
        if !DRAFT.iter().any(|word| passage.text.contains(&word[1..])) && !passage.text.contains("subject to") {
            continue;
        }
        for sentence in passage.sentences() {
            let words: Vec<Word<'_>> = passage.words_in(&sentence).collect();
            let lower: Vec<String> = words.iter().map(|word| word.text.to_lowercase()).collect();
            for range in (0..lower.len()).filter_map(|at| drafts_at(&lower, at, &own)) {
                let (Some(first), Some(last)) = (words.get(range.start), words.get(range.end - 1)) else { continue };
                let range = first.range.start..last.range.end;
                let message = format!("`{}` reads as if this edition were not agreed yet", passage.words_of(&range));
                report.add(passage.place(&range), message, |finding| {
                    finding.help("say what was agreed; if it is still open, leave it out of the edition")
                });
            }
        }
        plans(case, passage, report);
    }
}

/// What the agreement calls itself: "agreement", and the short forms of its title.
fn own_words(case: &Case<'_>) -> Vec<String> {
    let mut own: Vec<String> = ["agreement", "priorities", "priority", "themes", "theme"].map(str::to_owned).to_vec();
    let Some(data) = &case.agreement.settings else { return own };
    let title = data.value.title.words.as_str();
    for term in case.agreement.glossary.iter().flat_map(|data| &data.value.terms) {
        if title.contains(&term.name.words) {
            own.extend(term.short.as_ref().map(|short| short.words.to_lowercase()));
        }
    }
    let short = data.value.short_title.iter().flat_map(|short| words_of(&short.words).last());
    own.extend(short.map(|word| word.text.to_lowercase()));
    own
}

/// Words that call what is ours a draft, beginning at a word: their numbers.
fn drafts_at(lower: &[String], at: usize, own: &[String]) -> Option<Range<usize>> {
    let word = |index: usize| lower.get(index).map_or("", String::as_str);
    let is_own = |index: usize| own.iter().any(|own| own == word(index));
    // "priorities of the plan", "agreement between two boards" are those of others.
    let of_others = |index: usize| {
        matches!(word(index), "of" | "in" | "for" | "from" | "by" | "between" | "with" | "on")
            && !(1..5).any(|more| is_own(index + more))
            && !word(index + 1).is_empty()
    };
    if DRAFT.contains(&word(at)) {
        let before = at.checked_sub(1).map_or("the", word);
        let mut thing = at + 1;
        while thing < at + 5 && (BETWEEN.contains(&word(thing)) || is_own(thing) && is_own(thing + 1)) {
            thing += 1;
        }
        // "A recommended priority route" is about a route, and "a draft agreement" about another one.
        let ours = match word(thing) {
            "priority" | "theme" => false,
            "priorities" | "themes" => true,
            _ => matches!(before, "the" | "this" | "our"),
        };
        if BEFORE.contains(&before) && is_own(thing) && ours && !of_others(thing + 1) {
            return Some(at..thing + 1);
        }
        return None;
    }
    if word(at) == "it" && word(at + 1) == "is" {
        let verb = if matches!(word(at + 2), "also" | "now" | "therefore") { at + 3 } else { at + 2 };
        let says = DRAFT.contains(&word(verb)) && word(verb + 1) == "that";
        let thing = (verb + 2..verb + 10).find(|index| is_own(*index) && !DRAFT.contains(&word(index - 1)));
        if says && thing.is_some_and(|thing| word(thing) != "priority" && !of_others(thing + 1)) {
            return Some(at..verb + 2);
        }
        return None;
    }
    if is_own(at)
        && matches!(word(at + 1), "is" | "are")
        && matches!(
            at.checked_sub(1).map_or("", word),
            "the" | "these" | "this" | "our" | "and" | "cross-cutting" | "safety"
        )
    {
        let more = usize::from(matches!(word(at + 2), "still" | "currently" | "only" | "now"));
        let next = at + 2 + more;
        let ends = |index: usize| matches!(word(index), "" | "and" | "until" | "at" | "for" | "as");
        let found = match word(next) {
            "proposed" | "provisional" | "recommended" => ends(next + 1).then_some(next + 1),
            "a" | "in" if word(next + 1) == "draft" => Some(next + 2),
            "subject"
                if word(next + 1) == "to" && matches!(word(next + 2), "approval" | "consultation" | "confirmation") =>
            {
                Some(next + 3)
            }
            _ => None,
        };
        return found.map(|end| at..end);
    }
    None
}

/// "The draft" before a value of a plan that the data says is agreed.
fn plans(case: &Case<'_>, passage: &Passage<'_>, report: &mut Report) {
    let Some(data) = &case.agreement.plans else { return };
    for run in &passage.runs {
        let Origin::Value(path) = &run.origin else { continue };
        let Some(id) = path.strip_prefix("plan.").and_then(|path| path.split('.').next()) else { continue };
        let before = passage.text[..run.range.start].trim_end_matches([' ', '"', '\u{201c}']);
        let Some(start) = before.strip_suffix("draft").or_else(|| before.strip_suffix("Draft")).map(str::len) else {
            continue;
        };
        if before[..start].ends_with(char::is_alphanumeric) {
            continue;
        }
        let plan = data.value.plans.iter().find(|plan| plan.id.value == id && plan.status == Status::Current);
        if let Some(plan) = plan {
            let range = start..before.len();
            report.add(
                passage.place(&range),
                "a plan is called a draft here, and the data says that it is agreed",
                |finding| {
                    finding
                        .also(plan.name.span, "its entry is here")
                        .help("leave the word out, or write `status: draft` in the entry of the plan")
                },
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::found;

    const CODE: &str = "draft-wording";

    #[test]
    fn the_words_of_the_2017_edition_are_found() {
        assert_eq!(
            found(CODE, "Many of these fit the proposed themes \"Safeguarding\" or another."),
            ["proposed themes"]
        );
        assert_eq!(
            found(CODE, "It is recommended that the cross-cutting themes be updated to those shown."),
            ["It is recommended that"]
        );
        assert_eq!(found(CODE, "This draft agreement sets out aims."), ["draft agreement"]);
    }

    #[test]
    fn priorities_and_themes_that_are_called_proposed_are_found() {
        for (text, words) in [
            ("The recommended county priorities are below.", "recommended county priorities"),
            ("Proposed new cross-cutting themes", "Proposed new cross-cutting themes"),
            ("See the draft CSA.", "draft CSA"),
            ("The priorities are still provisional.", "priorities are still provisional"),
            ("The agreement is in draft.", "agreement is in draft"),
            ("These themes are subject to approval in May.", "themes are subject to approval"),
            ("It is therefore proposed that the priorities of the agreement stay.", "It is therefore proposed that"),
        ] {
            assert_eq!(found(CODE, text), [words], "{text}");
        }
    }

    #[test]
    fn a_plan_that_is_agreed_is_not_a_draft() {
        assert_eq!(
            found(CODE, "From the draft {{ plan.safer-in-kent }} and the overdraft {{ plan.safer-in-kent }}."),
            ["draft"]
        );
    }

    #[test]
    fn proposals_about_other_things_are_fine() {
        for text in [
            "The proposed duty is explained. A draft of the Bill was published. It was a draft plan.",
            "The 2016 review proposed themes, and the board recommended priorities.",
            "It was recommended that the themes be updated. It is recommended that residents lock their doors.",
            "The proposed priorities of the police are theirs. See the draft priorities in the new plan.",
            "A draft agreement between two boards, a recommended priority route, the recommended agreement with Medway.",
            "The review left the priorities as they are. The priorities are recommended by nobody else.",
            "They drafted themes. The theme is proposed legislation. Suggested reading: the agreement.",
        ] {
            assert_eq!(found(CODE, text), [""; 0], "{text}");
        }
    }
}
