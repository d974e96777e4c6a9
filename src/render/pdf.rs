//! Prints a document as one tagged PDF: PDF/UA-1 for readers, PDF/A-2a for the archive.
//!
//! The look is in `templates/pdf`; this room gives the templates their data and the compiler
//! its world, and words what goes wrong. It is the one room of Typst.

mod depth;
mod findings;
mod glue;
mod pictures;
mod size;
mod view;
mod world;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Datetime, Label, Smart};
use typst::introspection::Introspector as _;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Pages};
use crate::source::{Files, Root, Span};

use world::{MAIN, Press};

/// A printed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// The pages of the places that other documents lead to, by their ids.
    pub places: BTreeMap<String, usize>,
}

/// How many compilations a cached piece of layout outlives without being used again.
const KEPT: usize = 10;

/// Prints a document with the templates and fonts in `files`.
///
/// `pages` has the pages of places in other documents that this one leads to; without them a
/// reference prints none. The same document, files, pages and date give the same bytes.
///
/// # Errors
///
/// A template, a font or a picture that does not work, with the place in it; blocks that stand
/// too deep inside each other; more than fits into one PDF.
pub fn render(document: &Document, files: &Files, pages: &Pages, date: Date) -> Result<Pdf, Vec<Diagnostic>> {
    let main = files.find(Root::Templates, MAIN).ok_or_else(Vec::new)?;
    let own_fault = |message: String| {
        vec![Diagnostic::error("layout-failed", Span::whole(main), format!("The PDF cannot be made: {message}"))]
    };
    let deep = depth::too_deep(document);
    if !deep.is_empty() {
        return Err(deep);
    }
    if let Some(finding) = size::too_large(document) {
        return Err(vec![finding]);
    }
    let made = view::files(document, pages, date).map_err(|error| own_fault(error.to_string()))?;
    let press = Press::new(files, made, date)?;
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&press);
    let blame = |found: &[SourceDiagnostic]| {
        let damaged = pictures::damaged(document, files);
        if damaged.is_empty() { findings::errors(found, &press, files) } else { damaged }
    };
    let paged = output.map_err(|found| blame(&found))?;
    let grave = findings::grave_warnings(&warnings, &press, files);
    if !grave.is_empty() {
        return Err(grave);
    }
    let options = options(document, date).map_err(own_fault)?;
    let bytes = typst_pdf::pdf(&paged, &options).map_err(|found| blame(&found))?;
    let places = places(document, &paged);
    typst::comemo::evict(KEPT);
    Ok(Pdf { bytes, pages: paged.pages().len(), places })
}

/// The pages of what other documents lead to.
fn places(document: &Document, paged: &PagedDocument) -> BTreeMap<String, usize> {
    let page = |id: &String| {
        let label = Label::new(PicoStr::intern(id))?;
        let place = paged.introspector().query_label(label).ok()?.location()?;
        Some((id.clone(), paged.introspector().page(place)?.get()))
    };
    document.sought.iter().filter_map(page).collect()
}

fn options(document: &Document, date: Date) -> Result<PdfOptions, String> {
    let standards =
        PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).map_err(|error| error.message().to_string())?;
    let timestamp = Datetime::from_ymd_hms(date.year, date.month, date.day, 0, 0, 0).map(Timestamp::new_utc);
    Ok(PdfOptions {
        ident: Smart::Custom(document.meta.file_stem()),
        creator: Smart::Custom(Some(format!("agreement {}", env!("CARGO_PKG_VERSION")))),
        timestamp,
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    })
}
