//! From files to artefacts: the whole way that a value travels, in one call.
//!
//! Nothing is read or written here; the shell fills [`Files`] and puts the artefacts away.

mod archive;

use crate::agreement::Agreement;
use crate::date::Date;
use crate::diagnostic::{self, Diagnostic};
use crate::document::{Document, Newer};
use crate::lint::{self, Circumstances, LastEdition};
use crate::redline::{self, Show, told};
use crate::render::html;
#[cfg(feature = "pdf")]
use crate::render::pdf;
use crate::source::{Files, Root};
use crate::templates;
use crate::typeface::Typefaces;

/// What is to be published.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Whether the PDF is wanted.
    pub pdf: bool,
    /// Whether the page is wanted.
    pub html: bool,
    /// The date in the metadata; the edition's own where it is `None`.
    pub date: Option<Date>,
    /// What the sources are judged by, besides themselves.
    pub circumstances: Circumstances<'a>,
}

/// A step on the way, for a display of progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Reading Markdown and YAML.
    Read,
    /// Numbering, resolving references, laying out diagrams.
    Compose,
    /// Setting the PDF.
    Pdf,
    /// Writing the page.
    Page,
}

/// A file that is ready to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artefact {
    /// Its name, without a folder.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// How many pages it has, where it has pages.
    pub pages: Option<usize>,
}

/// What came of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Everything that was found, sorted; with an error among them there are no artefacts.
    pub findings: Vec<Diagnostic>,
    /// What can be published, all of it or nothing.
    pub artefacts: Vec<Artefact>,
}

/// Publishes the agreement in `files`, or says what stands in the way.
///
/// The same files and request give the same bytes. `progress` is told of each step as it begins.
pub fn publish(files: &Files, request: &Request<'_>, progress: &mut dyn FnMut(Step)) -> Outcome {
    let mut artefacts = Vec::new();
    let Composed { document, mut findings, last } = composed(files, &request.circumstances, request.html, progress);
    if let Some(document) = document.filter(|_| !findings.iter().any(Diagnostic::is_error)) {
        match render(&document, files, request, last.as_ref().map(|last| &last.document), progress) {
            Ok(made) => artefacts = made,
            Err(mut found) => findings.append(&mut found),
        }
    }
    Outcome { findings: sorted(findings), artefacts }
}

/// Everything that can be said of the agreement in `files` without setting its PDF, sorted.
///
/// What only shows when words meet the paper, such as a template of the PDF that fails, is left
/// to [`publish`].
pub fn check(files: &Files, circumstances: &Circumstances<'_>) -> Vec<Diagnostic> {
    let (document, mut findings) = compose(files, circumstances, &mut |_| {});
    // The templates that the program carries fail on no document.
    let replaced = files.below(Root::Templates, "html/").any(|file| !templates::is_built_in(files, file));
    if let Some(document) = document.filter(|_| replaced && !findings.iter().any(Diagnostic::is_error))
        && let Err(mut found) = html::render(&document, files, None)
    {
        findings.append(&mut found);
    }
    sorted(findings)
}

/// Reads and composes the agreement in `files`; the first half of [`publish`].
///
/// With an error among the findings the document is incomplete and must not be published.
///
/// The findings are those of every check too, judged by the circumstances.
pub fn compose(
    files: &Files,
    circumstances: &Circumstances<'_>,
    progress: &mut dyn FnMut(Step),
) -> (Option<Document>, Vec<Diagnostic>) {
    let Composed { document, findings, .. } = composed(files, circumstances, false, progress);
    (document, findings)
}

/// What comes of reading and composing, with the last edition where it was asked for.
struct Composed {
    document: Option<Document>,
    findings: Vec<Diagnostic>,
    last: Option<LastEdition>,
}

/// As [`compose`]; the last edition is read once, for the checks and for the page, if that `marks` what
/// has changed.
fn composed(files: &Files, circumstances: &Circumstances<'_>, marks: bool, progress: &mut dyn FnMut(Step)) -> Composed {
    progress(Step::Read);
    let typefaces = match Typefaces::load(files) {
        Ok(typefaces) => typefaces,
        Err(finding) => return Composed { document: None, findings: vec![finding], last: None },
    };
    let (agreement, mut findings) = Agreement::read(files);
    progress(Step::Compose);
    let (document, mut found) = agreement.compose(files, &typefaces);
    findings.append(&mut found);
    let sound = document.as_ref().filter(|_| !findings.iter().any(Diagnostic::is_error));
    let last = circumstances.last_edition.filter(|_| marks || lint::compares(&agreement)).and_then(LastEdition::read);
    let found = lint::check(&agreement, sound, files, circumstances.as_at, last.as_ref());
    findings.extend(found);
    Composed { document, findings, last }
}

fn sorted(mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostic::sort(&mut findings);
    findings
}

/// The files that a document can be published as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// The tagged PDF.
    Pdf,
    /// The page.
    Html,
}

/// One file of a document that has been composed, such as a redline.
///
/// # Errors
///
/// What stands in the way, sorted.
pub fn print(document: &Document, files: &Files, format: Format) -> Result<Artefact, Vec<Diagnostic>> {
    let request = Request {
        pdf: format == Format::Pdf,
        html: format == Format::Html,
        date: None,
        circumstances: Circumstances::default(),
    };
    let made = render(document, files, &request, None, &mut |_| {}).map_err(sorted)?;
    made.into_iter().next().ok_or_else(Vec::new)
}

/// Every edition as it would be published, older ones with the way to the newest, and a front page.
///
/// `editions` are the sources of each, oldest first. Each edition is a PDF and a page of its own,
/// and the front page, `index.html`, leads to all of them.
///
/// # Errors
///
/// The index of the first edition that cannot be published, with what stands in the way, sorted.
pub fn archive(editions: &[Files], progress: &mut dyn FnMut(Step)) -> Result<Vec<Artefact>, (usize, Vec<Diagnostic>)> {
    let mut documents = Vec::with_capacity(editions.len());
    for (index, files) in editions.iter().enumerate() {
        let (document, findings) = compose(files, &Circumstances::default(), progress);
        match document.filter(|_| !findings.iter().any(Diagnostic::is_error)) {
            Some(document) => documents.push(document),
            None => return Err((index, sorted(findings))),
        }
    }
    let newest = documents.last().map(|newest| Newer {
        edition: format!(
            "{}, effective from {}",
            told::edition_with_month(&newest.meta.edition),
            newest.meta.edition.effective
        ),
        address: format!("./{}.html", newest.meta.file_stem()),
    });
    if let Some((_, earlier)) = documents.split_last_mut() {
        earlier.iter_mut().for_each(|document| document.superseded.clone_from(&newest));
    }
    let (mut artefacts, mut shelf) = (Vec::new(), Vec::new());
    let request = Request { pdf: true, html: true, date: None, circumstances: Circumstances::default() };
    for (index, (document, files)) in documents.iter().zip(editions).enumerate() {
        let last = index.checked_sub(1).and_then(|before| documents.get(before));
        let made = render(document, files, &request, last, progress).map_err(|findings| (index, sorted(findings)))?;
        shelf.push(archive::Edition::of(document, &made));
        artefacts.extend(made);
    }
    if let (Some(newest), Some(files)) = (documents.last(), editions.last())
        && let Some(front) = archive::front_page(newest, &shelf)
    {
        let page = html::render(&front, files, None).map_err(|findings| (editions.len() - 1, findings))?;
        artefacts.push(Artefact { name: "index.html".to_owned(), bytes: page.into_bytes(), pages: None });
    }
    Ok(artefacts)
}

/// `last` is the edition before, with which the page compares.
fn render(
    document: &Document,
    files: &Files,
    request: &Request<'_>,
    last: Option<&Document>,
    progress: &mut dyn FnMut(Step),
) -> Result<Vec<Artefact>, Vec<Diagnostic>> {
    let mut artefacts = Vec::new();
    let stem = document.meta.file_stem();
    let mut link = None;
    if request.pdf {
        progress(Step::Pdf);
        let date = request.date.unwrap_or(document.meta.edition.date);
        let name = format!("{stem}.pdf");
        if let Some((bytes, pages)) = set(document, files, date)? {
            link = Some(html::PdfLink { name: name.clone(), pages, bytes: bytes.len() });
            artefacts.push(Artefact { name, bytes, pages: Some(pages) });
        }
    }
    if request.html {
        progress(Step::Page);
        let marked = last.and_then(|last| marked(document, last));
        let page = html::render(marked.as_ref().unwrap_or(document), files, link.as_ref())?;
        artefacts.push(Artefact { name: format!("{stem}.html"), bytes: page.into_bytes(), pages: None });
    }
    Ok(artefacts)
}

/// The document with marks of what has changed since another edition, if that differs.
fn marked(document: &Document, last: &Document) -> Option<Document> {
    let (comparison, marked) = redline::redline(last, document, Show::Marks);
    (!comparison.is_empty()).then_some(marked)
}

/// The PDF with its number of pages.
#[cfg(feature = "pdf")]
fn set(document: &Document, files: &Files, date: Date) -> Result<Option<(Vec<u8>, usize)>, Vec<Diagnostic>> {
    pdf::render(document, files, date).map(|pdf| Some((pdf.bytes, pdf.pages)))
}

/// No PDF, since Typst was left out of this build.
#[cfg(not(feature = "pdf"))]
fn set(_: &Document, _: &Files, _: Date) -> Result<Option<(Vec<u8>, usize)>, Vec<Diagnostic>> {
    Ok(None)
}
