//! References from one document into another: whether the place is there, and what it is called.

use std::collections::{BTreeMap, BTreeSet};

use super::Member;
use crate::agreement::Agreement;
use crate::content::companion::{Attachment, unknown_document};
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::{Document, Inline, for_each_run, places};
use crate::parse::prose::{Piece, PieceKind};
use crate::source::{Files, Spanned};
use crate::tally::listed;

/// The code of a reference that leads nowhere.
const UNKNOWN: &str = "unknown-reference";

/// What a document is called, and its places with their names.
struct Place {
    stem: String,
    noun: &'static str,
    title: String,
    names: BTreeMap<String, String>,
}

/// Gives every reference into another document its words, or says that it leads nowhere.
///
/// Among what was `told` before, references that the document does not know may be meant for another.
pub(super) fn settle(
    sources: &[Agreement],
    members: &mut [Member],
    told: &mut [Diagnostic],
    files: &Files,
) -> Vec<Diagnostic> {
    let known: BTreeMap<String, Option<Place>> = members
        .iter()
        .map(|member| (member.id.clone(), member.document.as_ref().map(|it| place(member, it))))
        .collect();
    let mut findings = Vec::new();
    for agreement in sources {
        check(agreement, &known, &mut findings);
    }
    told.iter_mut().for_each(|finding| point_to_it(finding, &known, files));
    let mut sought: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for member in members.iter_mut() {
        let Some(document) = &mut member.document else { continue };
        each_run(document, &mut |run| fill(run, &known, &mut sought, &mut member.leads_to));
    }
    for member in members {
        if let (Some(document), Some(sought)) = (&mut member.document, sought.remove(&member.id)) {
            document.sought = sought;
        }
    }
    findings
}

/// Names the document that has the place which a reference looks for in its own.
fn point_to_it(finding: &mut Diagnostic, known: &BTreeMap<String, Option<Place>>, files: &Files) {
    if finding.code != UNKNOWN {
        return;
    }
    let id = files.written(finding.primary.span);
    let has = |place: &Option<Place>| place.as_ref().is_some_and(|place| place.names.contains_key(id));
    if let Some((document, Some(place))) = known.iter().find(|(_, place)| has(place)) {
        let told = Diagnostic { suggestion: None, ..finding.clone() };
        *finding = told.help(format!("{} has it: write {document}#{id}", place.noun));
    }
}

fn place(member: &Member, document: &Document) -> Place {
    let names = places(document).into_iter().map(|(id, name)| (id.to_owned(), name)).collect();
    let title = match document.meta.edition.version.as_str() {
        "" => format!("{}, {}", document.meta.title, document.meta.edition.effective),
        _ => format!("{}, {}", document.meta.title, document.meta.edition.month),
    };
    Place { stem: document.meta.file_stem(), noun: member.noun, title, names }
}

/// Every run of words of a document.
fn each_run(document: &mut Document, see: &mut dyn FnMut(&mut Vec<Inline>)) {
    let facts = document.meta.opening.facts_mut().iter_mut();
    facts.flat_map(|fact| &mut fact.lines).for_each(&mut *see);
    for part in &mut document.parts {
        see(&mut part.title);
        part.short_title.iter_mut().for_each(&mut *see);
        for_each_run(&mut part.blocks, see);
    }
    document.footnotes.iter_mut().for_each(|note| see(&mut note.content));
}

/// Gives references their words; a reference that leads nowhere keeps what it has.
///
/// `sought` gets the places that they lead to, by document; `leads_to` the names of the files.
fn fill(
    content: &mut [Inline],
    known: &BTreeMap<String, Option<Place>>,
    sought: &mut BTreeMap<String, BTreeSet<String>>,
    leads_to: &mut BTreeSet<String>,
) {
    for inline in content {
        match inline {
            Inline::Elsewhere { document, target, content } => {
                fill(content, known, sought, leads_to);
                let Some(Some(place)) = known.get(document) else { continue };
                if !target.is_empty() {
                    sought.entry(document.clone()).or_default().insert(target.clone());
                }
                if content.is_empty() {
                    let words = match place.names.get(target) {
                        _ if target.is_empty() => place.title.clone(),
                        Some(name) => format!("{name} of {}", place.noun),
                        None => place.noun.to_owned(),
                    };
                    content.push(Inline::Text(words));
                }
                place.stem.clone_into(document);
                leads_to.insert(place.stem.clone());
            }
            other => fill(other.inner_mut(), known, sought, leads_to),
        }
    }
}

/// Reports the references of a document that lead nowhere.
fn check(agreement: &Agreement, known: &BTreeMap<String, Option<Place>>, findings: &mut Vec<Diagnostic>) {
    let attachments = agreement.companion.iter().flat_map(|data| &data.value.attachments);
    for id in attachments.filter_map(Attachment::document) {
        let others = known.keys().map(String::as_str).filter(|other| *other != agreement.id);
        if id.value == agreement.id {
            let finding = Diagnostic::error("bad-relation", id.span, "a document cannot be its own appendix");
            findings.push(match listed(&others.collect::<Vec<_>>()) {
                Some(others) => finding.help(format!("take it out, or name another one: {others}")),
                None => finding.help("take it out"),
            });
        } else if !known.contains_key(&id.value) {
            findings.push(unknown_document(id, others));
        }
    }
    for part in agreement.parts() {
        part.prose.for_each_piece(&mut |piece: &Piece| {
            let PieceKind::Reference { document: Some(document), target, content } = &piece.kind else { return };
            match known.get(&document.value) {
                None => findings.push(unknown_document(document, known.keys().map(String::as_str))),
                Some(None) => {}
                Some(Some(place)) => findings.extend(lost(place, target, content.is_empty())),
            }
        });
    }
}

/// What is wrong with a reference to a place, if anything is.
fn lost(place: &Place, target: &Spanned<String>, by_name: bool) -> Option<Diagnostic> {
    match place.names.get(&target.value) {
        Some(name) if name.is_empty() && by_name => {
            let message = format!("`{}` has no number or title to print", target.value);
            let help = "write the words of the link yourself, between its square brackets";
            Some(Diagnostic::error("nameless-reference", target.span, message).help(help))
        }
        Some(_) => None,
        None => {
            let message = format!("nothing in {} has the id `{}`", place.noun, target.value);
            let finding = Diagnostic::error(UNKNOWN, target.span, message);
            let given = place.names.keys().filter(|id| !id.contains("--")).map(String::as_str);
            Some(match nearest(&target.value, given) {
                Some(near) => finding.help(format!("did you mean `{near}`?")).suggest(target.span, near, false),
                None => finding.help("write the id of a part, or of a place that has one, of that document"),
            })
        }
    }
}
