//! Writes what a review recommends into the text of `data/priorities.yaml`, and touches nothing else.

use std::collections::BTreeSet;

use super::super::{Lead, Priorities, Priority};
use super::record::{Place, copied, flow_list, scalar};
use super::{Decision, NewPriority, Proposed, Recommendations};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::parse::fields::Findings;
use crate::parse::yaml::{self, Node, Text, Value};
use crate::source::{FileId, Span, Spanned};

/// The text of the file with the recommendations in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The whole text; the same as before where there was nothing to do.
    pub text: String,
    /// What was changed, a line for each record: "Violent Crime: until 31 March 2016".
    pub changes: Vec<String>,
}

impl Applied {
    /// Whether everything that is recommended stood in the file already.
    pub fn is_nothing(&self) -> bool {
        self.changes.is_empty()
    }
}

/// Applies recommendations to the text of `data/priorities.yaml`, which is `file`.
///
/// What is dropped, merged or renamed holds until the day before the recommendations take effect,
/// and a new record holds from that day on. Bytes are only added: every comment, quotation mark
/// and blank line stays. What is applied already is left as it is, so that a second time adds
/// nothing.
///
/// # Errors
///
/// Every reason for which it cannot be done: a file or recommendations with faults, records that
/// say otherwise already, or a text that would not be read as the list that is proposed.
pub fn apply(text: &str, file: FileId, recommendations: &Recommendations) -> Result<Applied, Vec<Diagnostic>> {
    let refused = |span: Span, message: &str, help: &str| {
        vec![Diagnostic::error("cannot-apply", span, message.to_owned()).help(help)]
    };
    if recommendations.faulty {
        return Err(refused(recommendations.span, "a recommendation has a fault", "put it right first"));
    }
    let (tree, list) = read(text, file)?;
    let Some(last) = recommendations.effective.value.day_before() else {
        let help = "write the first day on which the proposed priorities hold";
        return Err(refused(recommendations.effective.span, "no day is before this one", help));
    };
    let before = list.as_at(Some(last));
    let mut findings = Findings::new();
    recommendations.check(&before, last, &mut findings);
    if !findings.is_empty() {
        return Err(findings);
    }
    let proposed = recommendations.proposed(&before);
    let Some(items) = items(&tree) else {
        return Err(refused(tree.span, "there is no list of priorities", "begin it with `priorities:`"));
    };
    let effective = recommendations.effective.value;
    let mut change = Change {
        text,
        items,
        list: &list,
        recommendations,
        last,
        effective,
        edits: Vec::new(),
        told: Vec::new(),
        written: BTreeSet::new(),
        findings,
    };
    change.all(&before, &proposed);
    let Change { mut edits, told: changes, written, findings, .. } = change;
    if !findings.is_empty() {
        return Err(findings);
    }
    edits.sort_by_key(|(at, _)| *at);
    let mut after = text.to_owned();
    for (at, words) in edits.iter().rev() {
        after.insert_str(*at, words);
    }
    let is_right = if edits.is_empty() {
        has_the_same(&list.as_at(Some(effective)), &proposed)
    } else {
        read(&after, file).is_ok_and(|(_, list)| {
            names(&list.as_at(Some(last))) == names(&before)
                && is_as_proposed(&list.as_at(Some(effective)), &proposed, &written)
        })
    };
    if !is_right {
        let message = format!("the priorities from {} on would not be those that are proposed", effective.long());
        return Err(refused(items.span, &message, "write the records by hand, each with `from:` or `until:`"));
    }
    Ok(Applied { text: after, changes })
}

/// The file as a tree and as a list; an error in it is one here.
fn read(text: &str, file: FileId) -> Result<(Node, Priorities), Vec<Diagnostic>> {
    let (tree, mut findings) = yaml::parse(text, file, 0);
    let list = tree.as_ref().map(|tree| Priorities::read(tree, &mut findings));
    match tree.zip(list) {
        Some(read) if !findings.iter().any(Diagnostic::is_error) => Ok(read),
        _ => Err(findings),
    }
}

/// The node of the list of priorities.
fn items(tree: &Node) -> Option<&Node> {
    let Value::Map(entries) = &tree.value else { return None };
    entries.iter().find(|(key, _)| key.value == "priorities").map(|(_, node)| node)
}

fn names(list: &Priorities) -> Vec<(&str, &str)> {
    list.priorities.iter().map(|one| (one.id.value.as_str(), one.name.words.as_str())).collect()
}

/// Whether a list has what is proposed, in whatever order an editor has put it since.
fn has_the_same(list: &Priorities, proposed: &[Proposed<'_>]) -> bool {
    let mut wanted: Vec<(&str, &str)> = proposed.iter().map(|one| (one.id, one.name.words.as_str())).collect();
    let mut found = names(list);
    wanted.sort_unstable();
    found.sort_unstable();
    wanted == found
}

/// Whether a list is what is proposed, and the records just `written` in all that they say.
fn is_as_proposed(list: &Priorities, proposed: &[Proposed<'_>], written: &BTreeSet<String>) -> bool {
    let words = |texts: &[Text]| texts.iter().map(|text| text.words.clone()).collect::<Vec<_>>();
    let same = |one: &Priority, wanted: &Proposed<'_>| {
        let lead = |lead: Option<&Lead>| lead.map(|lead| (lead.post.words.clone(), lead.body.words.clone()));
        one.id.value == wanted.id
            && one.name.words == wanted.name.words
            && (!written.contains(wanted.id)
                || words(&one.includes) == words(wanted.includes) && lead(one.lead.as_ref()) == lead(wanted.lead))
    };
    list.priorities.len() == proposed.len()
        && list.priorities.iter().zip(proposed).all(|(one, wanted)| same(one, wanted))
}

/// The change of a text while it is made.
struct Change<'a> {
    text: &'a str,
    /// The list of priorities in the file.
    items: &'a Node,
    list: &'a Priorities,
    recommendations: &'a Recommendations,
    /// The last day of what ends.
    last: Date,
    effective: Date,
    /// What is added at which byte; of two at one byte, the first comes first.
    edits: Vec<(usize, String)>,
    told: Vec<String>,
    /// The ids of the records that are new in the text.
    written: BTreeSet<String>,
    findings: Findings,
}

impl<'a> Change<'a> {
    fn all(&mut self, before: &Priorities, proposed: &[Proposed<'_>]) {
        let recommendations = self.recommendations;
        let present = |id: &Spanned<String>| before.priorities.iter().find(|one| one.id.value == id.value);
        for one in &recommendations.list {
            if !matches!(one.decision, Decision::Keep(_)) {
                one.decision.on().iter().filter_map(present).for_each(|priority| self.end(priority));
            }
        }
        let standing = |id: &str| {
            let found = proposed.iter().find(|one| one.id == id);
            found.map(|one| one.standing.words()).unwrap_or_default()
        };
        // In the order of the list, so that a record follows the one whose place it takes.
        for priority in &before.priorities {
            let id = &priority.id.value;
            for one in recommendations.list.iter().filter(|one| one.decision.on().iter().any(|on| on.value == *id)) {
                match &one.decision {
                    Decision::Rename { to, .. } => self.rename(priority, to, &standing(id)),
                    Decision::Merge { of, into }
                        if before.priorities.iter().find(|known| of.iter().any(|on| on.value == known.id.value))
                            == Some(priority) =>
                    {
                        self.bring(into, Some(priority.span), &standing(&into.id.value));
                    }
                    Decision::Merge { .. } | Decision::Keep(_) | Decision::Add(_) | Decision::Drop(_) => {}
                }
            }
        }
        for one in &recommendations.list {
            if let Decision::Add(new) = &one.decision {
                self.bring(new, None, &standing(&new.id.value));
            }
        }
    }

    /// Ends a record on the last day, unless it ends then already.
    fn end(&mut self, priority: &Priority) {
        if let Some(until) = &priority.times.until {
            if until.value != self.last {
                let message = format!("`{}` has another last day already", priority.name.words);
                self.refuse(
                    until.span,
                    message,
                    "take this `until:` out, or correct the day from which the recommendations hold",
                );
            }
            return;
        }
        let Some(place) = self.place(Some(priority.span)) else { return };
        let name = self.node_of(priority.span).and_then(|node| entry_of(node, "name"));
        let Some((key, value)) = name else { return };
        let added = place.field_after(self.text, key.span, value.span, &format!("until: {}", self.last.iso()));
        self.edits.push(added);
        self.told.push(format!("{}: until {}", priority.name.words, self.last.long()));
    }

    fn rename(&mut self, priority: &Priority, to: &Text, standing: &str) {
        if self.recommendations.begun(&priority.id.value, self.list).is_some() {
            return;
        }
        let mut fields = self.first_fields(&priority.id.value, &to.words);
        if let Some(node) = self.node_of(priority.span) {
            fields.extend(copied(self.text, node));
        }
        self.write(&priority.id.value, &to.words, &fields, Some(priority.span), standing);
    }

    fn bring(&mut self, new: &NewPriority, after: Option<Span>, standing: &str) {
        if self.recommendations.begun(&new.id.value, self.list).is_some() {
            return;
        }
        let mut fields = self.first_fields(&new.id.value, &new.name.words);
        if !new.includes.is_empty() {
            fields.push(flow_list("includes", new.includes.iter().map(|text| text.words.as_str())));
        }
        self.write(&new.id.value, &new.name.words, &fields, after, standing);
    }

    fn first_fields(&self, id: &str, name: &str) -> Vec<String> {
        vec![format!("id: {id}"), format!("name: {}", scalar(name)), format!("from: {}", self.effective.iso())]
    }

    fn write(&mut self, id: &str, name: &str, fields: &[String], after: Option<Span>, standing: &str) {
        let Some(place) = self.place(after) else { return };
        self.edits.push(place.record_after(fields));
        self.written.insert(id.to_owned());
        self.told.push(format!("{name}: from {}, {standing}", self.effective.long()));
    }

    /// Where a record stands; without a span, the last one of the list. What cannot be continued is told.
    fn place(&mut self, span: Option<Span>) -> Option<Place> {
        let Value::List(all) = &self.items.value else { return None };
        let index = match span {
            Some(span) => all.iter().position(|node| node.span == span)?,
            None => all.len().checked_sub(1)?,
        };
        let span = all.get(index)?.span;
        let place = Place::of(self.text, self.items.span, all, index);
        if place.is_none() {
            let message = "this record is written in a way that cannot be continued".to_owned();
            self.refuse(span, message, "begin it with a hyphen, a space and its first key on one line");
        }
        place
    }

    fn node_of(&self, span: Span) -> Option<&'a Node> {
        let Value::List(all) = &self.items.value else { return None };
        all.iter().find(|node| node.span == span)
    }

    fn refuse(&mut self, span: Span, message: String, help: &str) {
        self.findings.push(Diagnostic::error("cannot-apply", span, message).help(help));
    }
}

/// A key of a record with its value.
fn entry_of<'n>(node: &'n Node, name: &str) -> Option<&'n (Spanned<String>, Node)> {
    let Value::Map(entries) = &node.value else { return None };
    entries.iter().find(|(key, _)| key.value == name)
}
