//! An office that has something, without its apostrophe: "the governments introduction".
//!
//! Without the apostrophe the word is a plural, and the reader waits for the verb. The 2021 edition
//! had "governments introduction", and "Chief Constables Priorities" as a heading.
//!
//! Before:
//!
//! ```md
//! These are the Chief Constables priorities since the governments introduction of the duty.
//! ```
//!
//! After:
//!
//! ```md
//! These are the Chief Constable's priorities since the Government's introduction of the duty.
//! ```
//!
//! Source: the published edition of April 2021.

use super::{Case, Level, Lint, Report};

/// A possessive without its apostrophe.
pub(super) const LINT: Lint =
    Lint { code: "missing-apostrophe", level: Level::Warning, file: include_str!("missing_apostrophe.rs"), check };

/// Offices and bodies in the plural, which are a possessive before a thing.
const OFFICES: [&str; 20] = [
    "governments",
    "constables",
    "commissioners",
    "councils",
    "ministers",
    "secretaries",
    "secretarys",
    "partnerships",
    "boards",
    "committees",
    "mayors",
    "counties",
    "countys",
    "leaders",
    "chairs",
    "officers",
    "agreements",
    "plans",
    "victims",
    "residents",
];

/// Of the offices above, those that also stand before a thing as they are: "a victims strategy".
const PLURALS: [&str; 4] = ["victims", "residents", "officers", "partnerships"];

/// Things that somebody has, and that are no verbs after a plural.
const THINGS: [&str; 44] = [
    "introduction",
    "priorities",
    "priority",
    "proposals",
    "proposal",
    "plans",
    "response",
    "roadmap",
    "office",
    "strategy",
    "strategies",
    "role",
    "roles",
    "duty",
    "duties",
    "commitment",
    "commitments",
    "policy",
    "policies",
    "intention",
    "intentions",
    "announcement",
    "consultation",
    "guidance",
    "agenda",
    "powers",
    "decision",
    "decisions",
    "legislation",
    "vision",
    "website",
    "definition",
    "objectives",
    "objective",
    "responsibilities",
    "responsibility",
    "aims",
    "themes",
    "opinion",
    "agreement",
    "ambition",
    "ambitions",
    "spokesperson",
    "representative",
];

fn check(case: &Case<'_>, report: &mut Report) {
    for passage in case.reading.passages.iter().filter(|passage| passage.is_language()) {
        let mut last = None;
        for word in passage.words() {
            let Some(owner) = last.replace(word.clone()) else { continue };
            let lower = owner.text.to_lowercase();
            let thing = word.text.to_lowercase();
            let between = passage.text.get(owner.range.end..word.range.start);
            if !OFFICES.contains(&lower.as_str()) || !THINGS.contains(&thing.as_str()) || between != Some(" ") {
                continue;
            }
            let range = owner.range.start..word.range.end;
            let titled = owner.text.starts_with(char::is_uppercase) && word.text.starts_with(char::is_uppercase);
            // A heading in capitals says "Victims Strategy" as the name of one.
            if PLURALS.contains(&lower.as_str())
                || titled && matches!(lower.as_str(), "ministers" | "leaders" | "councils")
                || !passage.is_typed(&range)
            {
                continue;
            }
            let message = format!("`{}` lacks an apostrophe", passage.words_of(&range));
            report.add(passage.place(&range), message, |finding| {
                let one = owner.text.trim_end_matches('s');
                let finding = finding.help(format!("write `{one}'s` of one, or `{}'` of several", owner.text));
                finding.suggest(passage.place(&owner.range), format!("{one}'s"), false)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, findings, found};

    const CODE: &str = "missing-apostrophe";

    #[test]
    fn the_slips_of_the_2021_edition_are_found() {
        assert_eq!(found(CODE, "Since the governments introduction of it."), ["governments introduction"]);
        assert_eq!(found(CODE, "## Chief Constables Priorities"), ["Constables Priorities"]);
        let (files, told) = findings(&[(CHAPTER, &chapter("The Commissioners plans."))], None);
        let told = told.iter().find(|one| one.code == CODE).and_then(|one| one.suggestion.clone());
        let told = told.expect("better words");
        assert_eq!((files.written(told.span), told.replacement.as_str()), ("Commissioners", "Commissioner's"));
    }

    #[test]
    fn plurals_and_possessives_are_fine() {
        for text in [
            "The Chief Constable's priorities, the councils' policies and the Government's response.",
            "Governments plan ahead, commissioners work and councils decide. The boards: decisions.",
            "A victims strategy, the Council of Ministers decision-making, local councils and boards",
            "The councils, priorities of all. Of many governments. Priorities matter.",
        ] {
            assert_eq!(found(CODE, text), [""; 0], "{text}");
        }
    }
}
