//! The agreement and the documents beside it, read together and composed as at the date of each.
//!
//! What one document says of a place in another gets its words here, once all of them are composed.

mod elsewhere;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::agreement::Agreement;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::parse::fields::Findings;
use crate::parse::yaml::Text;
use crate::source::{Files, Span};
use crate::typeface::Typefaces;

/// Every document of some sources, the agreement first.
#[derive(Debug, Clone, PartialEq)]
pub struct Family {
    /// As they were written.
    pub members: Vec<Agreement>,
}

/// A document of the family.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Its id: `agreement`, or the name of its folder.
    pub id: String,
    /// What it is called in a sentence: "the action plan".
    pub noun: &'static str,
    /// The document; none if something is missing that every document needs.
    pub document: Option<Document>,
    /// The extract for the minutes of a meeting, if it is made for one.
    pub minutes: Option<Document>,
    /// The documents that it leads into, by the name of their files: its PDF prints pages of them.
    pub leads_to: BTreeSet<String>,
}

impl Family {
    /// Reads every file of the content folder.
    pub fn read(files: &Files) -> (Family, Findings) {
        let (agreement, mut findings) = Agreement::read(files);
        let (companions, mut found) = agreement.companions(files);
        findings.append(&mut found);
        let mut members = vec![agreement];
        members.extend(companions);
        (Family { members }, findings)
    }

    /// The agreement itself.
    pub fn agreement(&self) -> Option<&Agreement> {
        self.members.first()
    }

    /// Tells two documents that readers could not tell apart: one title, one kind and one date.
    fn same_titles(&self) -> Findings {
        let mut known: BTreeMap<_, &Text> = BTreeMap::new();
        let mut findings = Findings::new();
        for own in self.members.iter().filter_map(|member| member.companion.as_ref()).map(|data| &data.value) {
            let Some((kind, date)) = own.kind.zip(own.date.as_ref()) else { continue };
            let title = &own.title;
            if let Some(first) = known.get(&(kind.word, date.value, title.words.as_str())) {
                let message = format!("two documents of {} are called `{}`", date.value.long(), title.words);
                findings.push(
                    Diagnostic::error("duplicate-name", title.span, message)
                        .also(first.span, "the first one")
                        .help("give one of them another title, or correct its date"),
                );
            }
            known.entry((kind.word, date.value, title.words.as_str())).or_insert(title);
        }
        findings
    }

    /// Composes every document, and settles what each says of the others.
    ///
    /// With an error among the findings none of them must be published.
    pub fn compose(&self, files: &Files, typefaces: &Typefaces) -> (Vec<Member>, Findings) {
        let mut findings = Findings::new();
        let mut members = Vec::with_capacity(self.members.len());
        for agreement in &self.members {
            let (document, mut found) = agreement.compose(files, typefaces);
            findings.append(&mut found);
            let (id, noun) = (agreement.id.clone(), noun(agreement));
            members.push(Member { id, noun, document, minutes: None, leads_to: BTreeSet::new() });
        }
        for (at, member) in members.iter().enumerate() {
            let Some(stem) = member.document.as_ref().map(|document| document.meta.file_stem()) else { continue };
            let same = |other: &&Member| other.document.as_ref().is_some_and(|it| it.meta.file_stem() == stem);
            let settings = self.members.get(at).and_then(|agreement| agreement.companion.as_ref());
            if let (Some(_), Some(data)) = (members.iter().take(at).find(same), settings) {
                let message = format!("another document would have files of the same name, {stem}");
                findings.push(
                    Diagnostic::error("duplicate-id", Span::new(data.file, 0, 0), message)
                        .help("give the folder of this document another name"),
                );
            }
        }
        findings.extend(self.same_titles());
        let mut found = elsewhere::settle(&self.members, &mut members, &mut findings, files);
        findings.append(&mut found);
        for (agreement, member) in self.members.iter().zip(&mut members) {
            let companion = agreement.companion.as_ref().map(|data| &data.value);
            let Some((own, document)) = companion.zip(member.document.as_ref()) else { continue };
            member.minutes = own.minutes(document);
            let unmade = own.minutes.as_ref().filter(|_| member.minutes.is_none() && !agreement.incomplete);
            findings.extend(unmade.map(|agenda| {
                let message = "there is nothing for the minutes, since no section has a recommendation";
                Diagnostic::error("missing-field", agenda.item.span, message).help(
                    "add `recommendation:` to this file and {{ recommendation }} to a section, or take `minutes:` out",
                )
            }));
        }
        (members, once(findings))
    }
}

/// What a document is called in a sentence.
fn noun(agreement: &Agreement) -> &'static str {
    match &agreement.companion {
        None => "the agreement",
        Some(data) => data.value.kind.map_or("the document", |kind| kind.noun),
    }
}

/// Each finding once: what is wrong with the data is seen by every document.
fn once(mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    findings.retain(|finding| seen.insert((finding.primary.span, finding.code, finding.message.clone())));
    findings
}
