//! The page: one self-contained HTML file that asks the network for nothing and needs no script.
//!
//! Text is made safe in Rust (`inlines`), blocks are printed by the templates in
//! `templates/html/` from the data of `view`. What the document says is settled before it
//! comes here; files are left to the shell.

mod assets;
mod blocks;
mod engine;
#[macro_use]
mod fields;
mod figures;
mod inlines;
mod joints;
mod names;
mod notes;
mod view;

use self::blocks::Writer;
use self::engine::Engine;
use self::inlines::{Html, escape, fragment, percent_encode};
use self::joints::Join;
use self::names::Names;
use self::notes::Notes;
use self::view::{
    ColoursView, ContentsGroupView, DetailView, EntryView, NewerView, PageView, PartnerView, PdfView, SinceView,
};
use crate::diagnostic::{self, Diagnostic};
use crate::document::{Document, Meta, Role, plain_text};
use crate::palette::Scheme;
use crate::source::{Files, Root, Span};
use crate::tally::size;

/// The PDF of the same edition, which the page offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfLink {
    /// The name of the file, beside the page.
    pub name: String,
    /// How many pages it has.
    pub pages: usize,
    /// How many bytes it has.
    pub bytes: usize,
}

/// The document as one HTML file.
///
/// `files` has the templates (`html/`) and fonts (`fonts/*.woff2`). The same arguments give the
/// same bytes.
///
/// # Errors
///
/// What is wrong with the templates, each at its place in their files.
pub fn render(document: &Document, files: &Files, pdf: Option<&PdfLink>) -> Result<String, Vec<Diagnostic>> {
    let first_part = document.parts.first().map(|part| part.origin);
    let first_template = || files.below(Root::Templates, "").next().map(Span::whole);
    let Some(fallback) = first_part.or_else(first_template) else { return Err(Vec::new()) };
    let engine = Engine::new(files, fallback)?;
    let style = assets::style(files, fallback).map_err(|finding| vec![finding])?;

    let ids = document.footnotes.iter().map(|note| note.id.clone()).collect();
    let mut writer = Writer::new(document, &engine, Notes::new(Names::of(document), ids));
    let contents_part = document.parts.iter().find(|part| part.role == Role::Contents);
    let contents_id = match contents_part {
        Some(part) => writer.notes.names.give(&part.id).unwrap_or_else(|| part.id.clone()),
        None => writer.notes.names.own("contents"),
    };
    let main_id = writer.notes.names.own("main");
    let meta = &document.meta;
    let partner = |partner: &crate::document::Partner| PartnerView {
        name: partner.name.clone(),
        logo: partner.logo.as_ref().map(|(image, alternative)| figures::image_view(image, alternative)),
    };
    let view = PageView {
        language: meta.language.clone(),
        title: meta.title.clone(),
        description: meta.description.clone(),
        edition: meta.edition.line(),
        facts: facts(document, &mut writer),
        long_facts: !meta.opening.facts().is_empty(),
        partnership: meta.partnership.clone(),
        partners: meta.partners.iter().map(partner).collect(),
        pdf: pdf.map(|pdf| PdfView { address: percent_encode(&pdf.name), pages: pdf.pages, size: size(pdf.bytes) }),
        light: colours(&meta.palette.light()),
        dark: colours(&meta.palette.dark()),
        fonts: assets::fonts(files),
        style,
        main_id,
        contents_id,
        contents_title: contents_part.map_or_else(|| "Contents".to_owned(), |part| plain_text(&part.title)),
        contents: contents(document),
        superseded: document
            .superseded
            .as_ref()
            .map(|newer| NewerView { edition: newer.edition.clone(), address: newer.address.clone() }),
        since: document.since.as_ref().map(|since| SinceView {
            edition: since.edition.clone(),
            list: fragment(&since.list),
            switch_id: writer.notes.names.own("show-changes"),
        }),
        parts: document.parts.iter().filter_map(|part| writer.part(part)).collect(),
    };
    let page = writer.fill(view);
    if writer.findings.is_empty() {
        Ok(page.0)
    } else {
        diagnostic::sort(&mut writer.findings);
        Err(writer.findings)
    }
}

/// The facts of the head: those of an edition, then those that the document adds.
fn facts(document: &Document, writer: &mut Writer<'_>) -> Vec<DetailView> {
    let Meta { edition, opening, .. } = &document.meta;
    let of_edition =
        [("Edition", &edition.month), ("Version", &edition.version), ("Effective from", &edition.effective)];
    let plain =
        |(term, words): (&str, &String)| DetailView { term: Html(escape(term)), lines: vec![Html(escape(words))] };
    let mut facts: Vec<DetailView> = match edition.version.as_str() {
        "" => Vec::new(),
        _ => of_edition.into_iter().map(plain).collect(),
    };
    facts.extend(opening.facts().iter().map(|fact| DetailView {
        term: writer.text(&fact.term),
        lines: fact.lines.iter().map(|line| writer.text(line)).collect(),
    }));
    facts
}

/// The contents, neighbours of one kind together.
fn contents(document: &Document) -> Vec<ContentsGroupView> {
    let mut groups: Vec<ContentsGroupView> = Vec::new();
    for entry in document.contents() {
        let part = entry.part;
        let kind = match part.role {
            Role::Chapter => "chapters",
            Role::Appendix => "appendices",
            Role::Front | Role::Contents => "front",
            Role::Back => "back",
            Role::Section => "sections",
        };
        let line = EntryView {
            address: fragment(&part.id),
            number: part.number.clone(),
            title: inlines::words(&part.title, Join::Title),
        };
        match groups.last_mut() {
            Some(group) if group.kind == kind => group.entries.push(line),
            _ => groups.push(ContentsGroupView { kind: kind.to_owned(), entries: vec![line] }),
        }
    }
    groups
}

fn colours(scheme: &Scheme) -> ColoursView {
    ColoursView {
        page: scheme.page.hex(),
        ink: scheme.ink.hex(),
        theme: scheme.theme.hex(),
        tint: scheme.tint.hex(),
        on_theme: scheme.on_tile.hex(),
        grey_7: scheme.grey_7.hex(),
        grey_5: scheme.grey_5.hex(),
        grey_3: scheme.grey_3.hex(),
        grey_1: scheme.grey_1.hex(),
    }
}

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
