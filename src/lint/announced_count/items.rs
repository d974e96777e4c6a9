//! How many items a list has, whether Markdown, data or the run of a sentence makes it.
//!
//! Which number announces it is left to the check.

use super::Case;
use crate::parse::prose::{Call, NodeKind};
use crate::reading::Passage;
use crate::source::Span;

/// A list that follows a passage.
pub(super) struct List {
    /// How many items it has.
    pub items: usize,
    /// Whether an item may stand for several.
    pub at_least: bool,
    /// Its last item.
    pub place: Span,
}

/// The list right after a passage, if its length is known.
pub(super) fn list_after(case: &Case<'_>, passage: &Passage<'_>) -> Option<List> {
    let next = passage.next?;
    match &next.kind {
        NodeKind::List { items, .. } => Some(List { items: items.len(), at_least: false, place: items.last()?.span }),
        NodeKind::DataBlock(call) => {
            let (items, at_least) = made_from_data(case, call)?;
            (items > 0).then_some(List { items, at_least, place: call.span })
        }
        _ => None,
    }
}

/// How many items a block of data prints as one list.
fn made_from_data(case: &Case<'_>, call: &Call) -> Option<(usize, bool)> {
    let option =
        |name: &str| call.options.iter().find(|(key, _)| key.value == name).map(|(_, value)| value.value.as_str());
    match call.name.value.as_str() {
        "bodies" => {
            let role = option("role")?;
            let bodies = case.agreement.bodies.iter().flat_map(|data| &data.value.bodies);
            let of_role = bodies.filter(|body| body.roles.iter().any(|known| known.words == role));
            Some(of_role.fold((0, false), |(count, many), body| (count + 1, many || body.many)))
        }
        "plans" => {
            let plans = &case.agreement.plans.as_ref()?.value.plans;
            let listed = plans.iter().filter(|plan| plan.listed);
            Some(listed.fold((0, false), |(count, many), plan| (count + 1, many || plan.many)))
        }
        "morile" => Some((case.agreement.morile.as_ref()?.value.issues.len(), false)),
        "police-and-crime-plan" => {
            let plan = &case.agreement.police_and_crime_plan.as_ref()?.value;
            let aims = match option("part")? {
                "guiding-principles" => &plan.guiding_principles,
                "chief-constable" => &plan.chief_constable,
                "commissioner" => &plan.commissioner,
                _ => return None,
            };
            Some((aims.len(), false))
        }
        _ => None,
    }
}

/// How many items a run of words has at the least: what semicolons part, or else commas, up to the
/// one with "and".
pub(super) fn fewest_items(items: &str, apart: impl Fn(usize) -> bool) -> usize {
    let mark = if items.contains(';') { ';' } else { ',' };
    let mut depth = 0_usize;
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, letter) in items.char_indices() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if letter == mark && depth == 0 && apart(at) => {
                parts.push(items[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(items[start..].trim());
    if mark == ';' {
        return parts.len();
    }
    const CLAUSES: [&str; 12] =
        ["which ", "who ", "whose ", "as ", "but ", "while ", "with ", "where ", "so ", "in ", "for ", "although "];
    let is_clause = |part: &str| CLAUSES.iter().any(|word| part.starts_with(word));
    let listed = parts.iter().take_while(|part| !is_clause(part));
    let mut fewest = 0;
    for part in listed {
        fewest += 1;
        if part.starts_with("and ") || part.starts_with("or ") {
            break;
        }
        if part.contains(" and ") || part.contains(" or ") {
            // "signs and a leaflet" ends the list, or is one item of it.
            fewest += usize::from(parts.last() == Some(part) && parts.len() == fewest);
            break;
        }
    }
    fewest
}
