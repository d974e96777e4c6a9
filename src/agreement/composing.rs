//! The document that sources make: their parts in order, with everything that the data adds.

use std::collections::BTreeSet;

use super::blocks::uses;
use super::{Agreement, Data};
use crate::compose::glyphs::Glyphs;
use crate::compose::lengths;
use crate::compose::{Composer, words};
use crate::content::part::PartSource;
use crate::content::settings::{Place, Settings};
use crate::document::{BlockKind, Document, Meta, Motif, Opening, Part, Role};
use crate::parse::fields::Findings;
use crate::parse::prose::PieceKind;
use crate::source::{Files, Span};
use crate::typeface::Typefaces;
use crate::typography;

impl Agreement {
    /// Every part in prose, in the order of the document.
    fn prose_parts(&self, order: &[Place]) -> Vec<&PartSource> {
        let mut parts = Vec::new();
        for place in order {
            match place {
                Place::Foreword => parts.extend(&self.foreword),
                Place::Chapters => parts.extend(&self.chapters),
                Place::Appendices => parts.extend(&self.appendices),
                Place::Contact => parts.extend(&self.contact),
                Place::Cover | Place::VersionControl | Place::Contents => {}
            }
        }
        parts
    }

    fn check_glyphs(&self, files: &Files, typefaces: &Typefaces, findings: &mut Findings) {
        let mut glyphs = Glyphs::new(files, typefaces);
        self.trees().into_iter().for_each(|(_, tree)| glyphs.data(tree));
        for part in self.parts() {
            glyphs.data(&part.front_matter);
            glyphs.prose(&part.prose);
        }
        findings.append(&mut glyphs.findings);
    }

    /// Tells the sources that the text names and that are of a time after the document.
    fn check_sources(&self, findings: &mut Findings) {
        let mut named = BTreeSet::new();
        for part in self.parts() {
            part.prose.for_each_piece(&mut |piece| {
                if let PieceKind::Value { path, .. } = &piece.kind {
                    named.extend(path.value.strip_prefix("source.").map(str::to_owned));
                }
            });
        }
        let sources = self.sources.iter().flat_map(|data| &data.value.sources);
        let sources = sources.filter(|source| named.contains(&source.id.value));
        findings.extend(sources.filter_map(|source| source.untimely(self.day()?)));
    }

    /// Composes the document; `None` if something is missing that every document needs.
    ///
    /// A document may come with findings; with an error among them it must not be published.
    pub fn compose(&self, files: &Files, typefaces: &Typefaces) -> (Option<Document>, Findings) {
        let mut findings = Findings::new();
        self.check_glyphs(files, typefaces, &mut findings);
        self.check_sources(&mut findings);
        let register = self.register(&mut findings);
        let order = self.order();
        let sources = self.prose_parts(&order);
        let mut composer = Composer::new(&register, typefaces, files, self, uses(&sources));
        composer.incomplete = self.incomplete;
        let outlines = self.outlines(&order, files, &mut composer);
        outlines.iter().for_each(|(part, source)| composer.declare_part(part, source.map(|source| source.file)));
        self.duties.iter().filter(|_| self.companion.is_none()).for_each(|data| data.value.check_parts(&mut composer));
        // The head is read first, so names are spelled out there.
        composer.begin_part("head");
        let mut opening = self.companion.as_ref().map_or(Opening::Cover, |data| data.value.opening(&mut composer));
        let mut parts = Vec::new();
        for (mut part, source) in outlines {
            composer.begin_part(&part.id);
            part.blocks = match (source, &self.version_control) {
                (Some(source), _) => source.compose(&mut composer),
                (None, _) if part.role == Role::Contents => vec![composer.plain(BlockKind::Contents, part.origin)],
                (None, Some(data)) => data.value.compose_table(data.file, &mut composer),
                (None, None) => Vec::new(),
            };
            parts.push(part);
        }
        let (footnotes, mut found) = composer.finish(&mut parts, opening.facts_mut());
        findings.append(&mut found);
        let Some(Data { value: settings, .. }) = &self.settings else { return (None, findings) };
        let publisher = self.companion.as_ref().and_then(|data| data.value.publisher.as_ref());
        let publisher = publisher.unwrap_or(&settings.partnership);
        let partnership = register
            .expect(crate::compose::register::Kind::Body, &publisher.spanned(), &mut findings)
            .map_or_else(|| publisher.words.clone(), |name| name.long.clone());
        // The partners of an edition stand on its cover; those of another day are not known.
        let partners = match &self.companion {
            None => settings.partners(&register, files, &mut findings),
            Some(_) => Vec::new(),
        };
        let edition = match &self.companion {
            Some(data) => data.value.edition(),
            None => self.version_control.as_ref().and_then(|data| data.value.edition()),
        };
        let Some((edition, palette)) = edition.zip(settings.palette) else { return (None, findings) };
        let (title, short_title, description) = match &self.companion {
            Some(Data { value: own, .. }) => (&own.title, &own.short_title, &own.description),
            None => (&settings.title, &settings.short_title, &settings.description),
        };
        let meta = Meta {
            title: title.words.clone(),
            short_title: short_title.as_ref().unwrap_or(title).words.clone(),
            files_named: if self.companion.is_some() { self.id.clone() } else { title.words.clone() },
            description: description.words.clone(),
            language: settings.language.words.clone(),
            area: settings.area.words.clone(),
            partnership,
            partners,
            edition,
            palette,
            motif: self.motif(),
            opening,
        };
        let mut document = Document {
            meta,
            parts,
            footnotes,
            since: None,
            superseded: None,
            sought: std::collections::BTreeSet::new(),
        };
        findings.extend(lengths::too_long(&document));
        typography::set(&mut document);
        (Some(document), findings)
    }

    /// What the cover shows: the priorities and themes, or the directorates of a document about these.
    fn motif(&self) -> Motif {
        let kind = self.companion.as_ref().and_then(|data| data.value.kind);
        match &self.directorates {
            Some(data) if kind.is_some_and(|kind| !kind.shows_priorities) => {
                Motif { threads: data.value.directorates.len(), bands: 0 }
            }
            _ => self.priorities.as_ref().map(|data| data.value.motif()).unwrap_or_default(),
        }
    }

    /// Where its parts stand; a document beside the agreement has its sections alone, and a list of
    /// contents after its cover.
    fn order(&self) -> Vec<Place> {
        match (&self.companion, &self.settings) {
            (None, settings) => settings.as_ref().map_or_else(Settings::usual_order, |data| data.value.order.clone()),
            (Some(data), _) if data.value.kind.is_some_and(|kind| kind.cover) => vec![Place::Contents, Place::Chapters],
            (Some(_), _) => vec![Place::Chapters],
        }
    }

    /// The parts in order, without their blocks, each with its source if it has one.
    fn outlines(
        &self,
        order: &[Place],
        files: &Files,
        composer: &mut Composer<'_>,
    ) -> Vec<(Part, Option<&PartSource>)> {
        let file = self.version_control.as_ref().map_or_else(|| files.content_folder(), |data| data.file);
        let made = |id: &str, role: Role, title: &str| {
            let part = Part {
                id: id.to_owned(),
                role,
                number: None,
                title: words(title),
                short_title: None,
                numbered: false,
                blocks: Vec::new(),
                origin: Span::whole(file),
            };
            (part, None)
        };
        let mut parts = Vec::new();
        for place in order {
            match place {
                Place::Cover => {}
                Place::VersionControl => parts.push(made("version-control", Role::Front, "Version Control")),
                Place::Contents => parts.push(made("contents", Role::Contents, "Contents")),
                Place::Foreword => parts.extend(written(&self.foreword, composer)),
                Place::Chapters => parts.extend(written(&self.chapters, composer)),
                Place::Appendices => parts.extend(written(&self.appendices, composer)),
                Place::Contact => parts.extend(written(&self.contact, composer)),
            }
        }
        parts
    }
}

/// The parts of some sources, without their blocks.
fn written<'s>(
    sources: impl IntoIterator<Item = &'s PartSource>,
    composer: &mut Composer<'_>,
) -> Vec<(Part, Option<&'s PartSource>)> {
    sources.into_iter().map(|source| (source.outline(composer), Some(source))).collect()
}
