//! A Bill that has become an Act and is still called a Bill.
//!
//! An Act binds; a Bill may never become law. Who reads that a duty is only proposed does not do
//! what the law has asked for since. Told are a Bill whose royal assent has passed, one beside
//! which the register has the Act of the same title, and each sentence that still says "Bill".
//!
//! Before:
//!
//! ```yaml data/legislation.yaml
//! legislation:
//!   - { id: crime-and-disorder-1998, title: Crime and Disorder Act, kind: act, year: 1998 }
//!   - { id: abuse-bill, title: Domestic Abuse Bill, kind: bill, royal-assent: 2021-03-30 }
//! ```
//!
//! After:
//!
//! ```yaml data/legislation.yaml
//! legislation:
//!   - { id: crime-and-disorder-1998, title: Crime and Disorder Act, kind: act, year: 1998 }
//!   - { id: abuse-bill, title: Domestic Abuse Act, kind: act, year: 2021 }
//! ```
//!
//! Source: the GOV.UK style guide, "bill, act of Parliament"; the source format of this tool.

use std::collections::HashMap;
use std::ops::Range;

use super::{Case, Level, Lint, Report};
use crate::agreement::Kind;
use crate::content::legislation::{Law, LegislationKind};
use crate::date::Date;
use crate::reading::{Tense, tells_an_end, verb_after};
use crate::source::Span;

/// A Bill that has become an Act.
pub(super) const LINT: Lint =
    Lint { code: "passed-bill", level: Level::Warning, file: include_str!("passed_bill.rs"), check };

/// What a Bill has become.
struct Passed<'a> {
    bill: &'a Law,
    /// "received royal assent on …" or "is the … now".
    how: String,
    place: Span,
}

fn check(case: &Case<'_>, report: &mut Report) {
    let Some(day) = case.as_at else { return };
    let laws = || case.agreement.legislation.iter().flat_map(|data| &data.value.laws);
    let acts: HashMap<&str, &Law> = laws()
        .filter(|law| law.kind == LegislationKind::Act && is_law(law, day))
        .filter_map(|law| Some((law.title.words.strip_suffix("Act")?, law)))
        .collect();
    let passed: Vec<Passed<'_>> = laws()
        .filter(|law| law.kind == LegislationKind::Bill)
        .filter_map(|bill| {
            if let Some(assent) = bill.royal_assent.as_ref().filter(|assent| assent.value <= day) {
                let how = format!("received royal assent on {}", assent.value.long());
                return Some(Passed { bill, how, place: assent.span });
            }
            let act = acts.get(bill.title.words.strip_suffix("Bill")?)?;
            let year = act.year.as_ref().map(|year| format!(" {}", year.value)).unwrap_or_default();
            Some(Passed { bill, how: format!("is the `{}{year}` now", act.title.words), place: act.title.span })
        })
        .collect();
    for Passed { bill, how, place } in &passed {
        let message = format!("the `{}` {how}, and is still entered as a Bill", bill.title.words);
        report.add(bill.title.span, message, |finding| {
            finding.also(*place, "this says so").help(
                "make it an Act: change the last word of its title, write `kind: act`, add its year, and read each \
                 place that speaks of it",
            )
        });
    }
    let by_id: HashMap<&str, &Passed<'_>> = passed.iter().map(|one| (one.bill.id.value.as_str(), one)).collect();
    let of: Vec<Option<&Passed<'_>>> = case
        .names
        .iter()
        .map(|named| by_id.get(named.id.value.as_str()).copied().filter(|_| named.kind == Kind::Legislation))
        .collect();
    if passed.is_empty() {
        return;
    }
    let bills = case.reading.spoken_of(|name| case.names.get(name).is_some_and(|named| named.bill));
    for in_passage in bills.chunk_by(|one, next| std::ptr::eq(one.passage, next.passage)) {
        for spoken in in_passage {
            let Some(Some(one)) = of.get(spoken.name) else { continue };
            if let Some((Tense::Present | Tense::Future, words)) = spoken.verb(false)
                && !tells_an_end(spoken.words())
            {
                tell(one, spoken.passage.place(&words), report);
            }
        }
        // "The Bill is not yet law", where only one Bill can be meant.
        let Some(first) = in_passage.first() else { continue };
        let Some(Some(one)) = of.get(first.name) else { continue };
        if in_passage.iter().all(|spoken| spoken.name == first.name) {
            for words in of_the_bill(&first.passage.text, first.sentence.end) {
                tell(one, first.passage.place(&words), report);
            }
        }
    }
}

fn tell(one: &Passed<'_>, place: Span, report: &mut Report) {
    let message = format!("the `{}` {}, and this speaks of it as a Bill", one.bill.title.words, one.how);
    report.add(place, message, |finding| {
        finding.also(one.place, "this says so").help("write of the Act, and of what it does")
    });
}

/// Where a text says after a byte what "the Bill" is or will be.
fn of_the_bill(text: &str, after: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = after;
    while let Some(next) = text.get(at..).and_then(|rest| rest.find("he Bill ")) {
        let (start, end) = (at + next, at + next + "he Bill".len());
        let begins = text.get(..start).is_some_and(|before| before.ends_with(['T', 't']));
        if begins && let Some((Tense::Present | Tense::Future, verb)) = verb_after(text, end, text.len(), false) {
            found.push(start - 1..verb.end);
        }
        at = end;
    }
    found
}

/// Whether an Act is law on a day, as far as the register knows.
fn is_law(act: &Law, day: Date) -> bool {
    let year = act.year.as_ref().and_then(|year| i32::try_from(year.value).ok());
    match &act.royal_assent {
        Some(assent) => assent.value <= day,
        None => year.is_none_or(|year| year <= day.year),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{CHAPTER, chapter, findings, found_with};

    const CODE: &str = "passed-bill";
    const ACT: &str = "legislation:\n  \
        - { id: crime-and-disorder-1998, title: Crime and Disorder Act, kind: act, year: 1998 }\n  \
        - { id: abuse-bill, title: Domestic Abuse Bill, kind: bill }\n  \
        - { id: abuse-act, title: Domestic Abuse Act, kind: act, year: 2021 }\n";

    fn with(laws: &str, body: &str, day: &str) -> Vec<String> {
        let mut found = found_with(CODE, &[("data/legislation.yaml", laws), (CHAPTER, &chapter(body))], Some(day));
        // The second chapter of the sample says that the Bill is before Parliament.
        found.retain(|words| words != "{{ legislation.abuse-bill }} is");
        found
    }

    #[test]
    fn a_bill_beside_the_act_of_its_title_has_passed() {
        assert_eq!(
            with(ACT, "The Domestic Abuse Bill will bring a duty.", "2021-05-01"),
            ["Domestic Abuse Bill will", "Domestic Abuse Bill"]
        );
        let text = "The {{ legislation.abuse-bill }} was published in 2019. The Bill is not yet law. The Bill fell.";
        assert_eq!(with(ACT, text, "2021-05-01"), ["The Bill is", "Domestic Abuse Bill"]);
    }

    #[test]
    fn royal_assent_makes_a_bill_an_act() {
        let laws = ACT
            .replace("kind: bill", "kind: bill, royal-assent: 2021-04-29")
            .replace("Domestic Abuse Act", "Other Act");
        assert_eq!(with(&laws, "", "2021-04-28"), Vec::<String>::new());
        assert_eq!(with(&laws, "", "2021-04-29"), ["Domestic Abuse Bill"]);
        let (_, found) = findings(&[("data/legislation.yaml", &laws)], Some("2022-01-01"));
        let found = found.iter().find(|finding| finding.code == CODE && finding.message.contains("entered"));
        let found = found.expect("the finding at the register");
        assert_eq!(
            found.message,
            "The “Domestic Abuse Bill” received royal assent on 29 April 2021, and is still entered as a Bill"
        );
    }

    #[test]
    fn what_is_told_as_the_past_and_other_bills_are_left_alone() {
        for text in [
            "The Domestic Abuse Bill and the Fire Safety Bill were introduced. The Bill was long.",
            "The Domestic Abuse Bill was introduced in 2020.",
            "The Domestic Abuse Bill became the Domestic Abuse Act 2021.",
            "The Fire Safety Bill is before Parliament.",
            "Members were told of the Domestic Abuse Bill.",
        ] {
            assert_eq!(with(ACT, text, "2021-05-01"), ["Domestic Abuse Bill"], "{text}");
        }
        let other = ACT.replace("Domestic Abuse Act", "Domestic Violence Act");
        assert_eq!(with(&other, "The Domestic Abuse Bill will bring a duty.", "2021-05-01"), Vec::<String>::new());
        let later = ACT.replace("year: 2021", "year: 2022");
        assert_eq!(with(&later, "", "2021-05-01"), Vec::<String>::new());
    }
}
