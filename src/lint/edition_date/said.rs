//! What the words around a time say of this edition.
//!
//! Which times are looked at, versions, and the notes of the table are left to the check.

use crate::content::version_control::Entry;
use crate::reading::{Editions, Pattern, ThisAgreement, When};

/// "takes effect on", "effective from", "with an effective date of", right before a time.
static EFFECT: Pattern = Pattern::new(
    r"(?i-u)\b(?:(?P<now>takes? effect|taking effect|comes? into (?:effect|force|operation)|coming into (?:effect|force)|will take effect|will come into (?:effect|force)|is effective|(?:effective|is in force|is in effect|applies|runs|is valid))|(?P<past>took effect|came into (?:effect|force|operation)|was effective|with effect|has been (?:in force|in effect|effective))|(?P<date>effective date))(?: (?:of|for) (?:this|the) (?:agreement|edition|document|refresh))?(?P<lead>:| is| was| of| will be)?(?: from| on| as of| as from| since| in)?(?: the)? $",
);

/// What comes into effect on a day of its own.
const OTHERS: &str = "acts?|bills?|regulations?|legislation|laws?|dut(?:y|ies)|guidance|plans?|strateg(?:y|ies)|services?|\
                      contracts?|orders?|rules?|powers?|protocols?|schemes?|policy|policies|licen[cs]es?|fees?|\
                      elections?|restrictions";

/// Something of that kind.
pub(super) static OTHER: Pattern = Pattern::made(|| format!(r"(?i-u)\b(?:{OTHERS})\b"));

/// The same, and what an agreement has in it.
static ANOTHER: Pattern = Pattern::made(|| {
    let parts = "measures?|themes?|priorit(?:y|ies)|arrangements?|changes?|programmes?|partnerships?|compan(?:y|ies)|\
                 boards?|groups?|funding|terms";
    format!(r"(?i-u)\b(?:{OTHERS}|{parts})\b")
});

/// Words by which an edition is said to be this one, or another.
static THIS: Pattern =
    Pattern::new(r"(?i-u)\b(?:this|current|present|latest|newest|our new|our refreshed|new|refreshed)\b");
static OLDER: Pattern = Pattern::new(
    r"(?i-u)\b(?:first|original(?:ly)?|previous(?:ly)?|former(?:ly)?|earlier|last|initial(?:ly)?|older|replaced|replaces|since|until|then|next|following|future|forthcoming|subsequent|successor|draft)\b",
);

/// "the April 2022 edition": what stands after the time, and before it.
static NOUN_AFTER: Pattern = Pattern::new(
    r"(?i-u)^ (?:kent )?(?P<noun>edition|refresh|version|update|agreement|csa|community safety agreement)\b",
);
static WORD_BEFORE: Pattern = Pattern::new(
    r"(?i-u)\b(?:(?P<this>this|(?:the|our) (?:current|present|latest|newest|new|refreshed)|this (?:document )?is (?:the|our))|(?P<the>the|our)) $",
);

/// What is known of the editions.
pub(super) struct Facts<'a> {
    /// All of them.
    pub known: Editions<'a>,
    /// This one.
    pub edition: &'a Entry,
    /// The words for the agreement.
    pub this: ThisAgreement<'a>,
}

/// What is wrong with a time or a version.
pub(super) enum Wrong {
    /// Another day or month is said to be that of this edition.
    NotThis,
    /// No edition has it.
    NoEdition,
}

/// The words around a time in its sentence.
pub(super) struct Near<'t> {
    /// Those before it.
    pub before: &'t str,
    /// Those after it.
    pub after: &'t str,
}

impl Facts<'_> {
    /// What is wrong with a time for what the words around it say; `whole` where they are a label.
    pub fn wrong(&self, near: &Near<'_>, when: When, whole: bool) -> Option<Wrong> {
        self.effect(near, when).or_else(|| self.label(near, when, whole))
    }

    /// "this agreement takes effect on 1 April 2022"
    fn effect(&self, near: &Near<'_>, when: When) -> Option<Wrong> {
        let captures = EFFECT.captures(near.before)?;
        let subject = &near.before[..Some(captures.whole())?.start()];
        let named = self.this.last_in(subject);
        let gap = named.as_ref().map_or(subject, |named| &subject[named.end..]);
        let named = named.map(|named| &subject[named]);
        let lead = captures.name("date").is_some();
        if named.is_none() && !(lead && subject.trim().len() <= "The new ".len()) || ANOTHER.is_match(gap) {
            return None;
        }
        // "the agreement and the Act came into effect"; of a long gap nobody knows who does what.
        if gap.split_whitespace().count() > 12 {
            return None;
        }
        let older = OLDER.is_match(subject) || OLDER.is_match(near.after);
        let this = named.is_some_and(|named| THIS.is_match(named)) || subject.to_lowercase().contains("latest");
        if (self.known.have(when) || self.known.begin_after(when))
            && !this
            && (older || captures.name("past").is_some())
        {
            return None;
        }
        if older && !this {
            return None;
        }
        Some(Wrong::NotThis)
    }

    /// "this April 2022 edition", "the latest refresh (April 2020)", or a header.
    fn label(&self, near: &Near<'_>, when: When, whole: bool) -> Option<Wrong> {
        if matches!(when, When::Year(_)) {
            return None;
        }
        if let (Some(noun), Some(word)) = (NOUN_AFTER.captures(near.after), WORD_BEFORE.captures(near.before)) {
            if word.name("this").is_some() {
                return Some(Wrong::NotThis);
            }
            let noun = noun.name("noun").map(|noun| noun.as_str().to_lowercase()).unwrap_or_default();
            let unknown = !self.known.have(when) && !self.known.begin_after(when);
            let older = OLDER.is_match(near.before);
            let ours = matches!(noun.as_str(), "edition" | "refresh" | "csa" | "community safety agreement");
            return (unknown && ours && !older).then_some(Wrong::NoEdition);
        }
        let bracket = near.before.ends_with('(');
        let joined = near.before.trim_end_matches(['(', ' ', ',', '\u{2013}', '\u{2014}', '-', ':', '\u{a0}']);
        let joined =
            [" of", " dated", " for", ", in"].iter().find_map(|word| joined.strip_suffix(word)).unwrap_or(joined);
        let joined = joined.trim_end_matches([',', ' ']);
        // "Kent Community Safety Agreement (CSA), April 2022"
        let joined = joined
            .rsplit_once(" (")
            .filter(|(_, short)| short.len() < 12 && short.ends_with(')'))
            .map_or(joined, |(name, _)| name);
        if joined.len() == near.before.len() {
            return None;
        }
        let named = &joined[self.this.ends(joined)?..];
        let this = THIS.is_match(named);
        let older = OLDER.is_match(near.before);
        let alone = whole && joined.len() == named.len() && near.after.trim_matches([')', '.', ' ']).is_empty();
        if alone || this && !older && named_as_edition(named) {
            return Some(Wrong::NotThis);
        }
        let unknown = !self.known.have(when) && !self.known.begin_after(when);
        (bracket && near.after.starts_with(')') && unknown && !older).then_some(Wrong::NoEdition)
    }
}

/// Whether words say "edition" or the like, of which a month is the name, and not "agreement".
fn named_as_edition(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["edition", "refresh", "version"].iter().any(|noun| lower.ends_with(noun))
}
