//! From files to artefacts: the whole way that a value travels, in one call.
//!
//! Nothing is read or written here; the shell fills [`Files`] and puts the artefacts away.

mod front;
mod printing;

use self::printing::{Job, make};

use crate::content::companion::MINUTES;
use crate::date::Date;
use crate::diagnostic::{self, Diagnostic};
use crate::document::{Document, Newer, Pages};
use crate::family::{Family, Member};
use crate::lint::{self, Circumstances, LastEdition};
use crate::redline::told;
use crate::render::html;
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
    /// The id of the only document that is wanted; all of them where it is `None`.
    pub document: Option<&'a str>,
    /// How many documents may be printed at the same time; it does not change what they are.
    pub threads: usize,
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

/// Publishes the agreement in `files` and the documents beside it, or says what stands in the way.
///
/// With documents beside the agreement there is a front page that leads to all of them, `index.html`.
/// The same files and request give the same bytes. `progress` is told of each step as it begins.
pub fn publish(files: &Files, request: &Request<'_>, progress: &mut dyn FnMut(Step)) -> Outcome {
    let mut artefacts = Vec::new();
    let Composed { members, mut findings, last } = composed(files, &request.circumstances, request.html, progress);
    if !findings.iter().any(Diagnostic::is_error) {
        let last = last.as_ref().map(|last| &last.document);
        match rendered(&members, files, request, last, progress) {
            Ok(made) => artefacts = made,
            Err(mut found) => findings.append(&mut found),
        }
    }
    Outcome { findings: sorted(findings), artefacts }
}

/// The ids of the documents in `files`, that of the agreement first.
pub fn documents(files: &Files) -> Vec<String> {
    Family::read(files).0.members.into_iter().map(|member| member.id).collect()
}

/// Everything that can be said of the agreement in `files` without setting its PDF, sorted.
///
/// What only shows when words meet the paper, such as a template of the PDF that fails, is left
/// to [`publish`].
pub fn check(files: &Files, circumstances: &Circumstances<'_>) -> Vec<Diagnostic> {
    let Composed { members, mut findings, .. } = composed(files, circumstances, false, &mut |_| {});
    // The templates that the program carries fail on no document.
    let replaced = files.below(Root::Templates, "html/").any(|file| !templates::is_built_in(files, file));
    if replaced && !findings.iter().any(Diagnostic::is_error) {
        for document in members.iter().filter_map(|member| member.document.as_ref()) {
            if let Err(mut found) = html::render(document, files, None) {
                findings.append(&mut found);
            }
        }
    }
    sorted(findings)
}

/// Reads and composes the agreement in `files`; the first half of [`publish`].
///
/// With an error among the findings the document is incomplete and must not be published. The
/// findings are those of every check too, of all documents, judged by the circumstances.
pub fn compose(
    files: &Files,
    circumstances: &Circumstances<'_>,
    progress: &mut dyn FnMut(Step),
) -> (Option<Document>, Vec<Diagnostic>) {
    let Composed { members, findings, .. } = composed(files, circumstances, false, progress);
    (members.into_iter().next().and_then(|member| member.document), findings)
}

/// As [`compose`], but every document, by its id, that of the agreement first.
pub fn compose_all(
    files: &Files,
    circumstances: &Circumstances<'_>,
    progress: &mut dyn FnMut(Step),
) -> (Vec<(String, Document)>, Vec<Diagnostic>) {
    let Composed { members, findings, .. } = composed(files, circumstances, false, progress);
    (members.into_iter().filter_map(|member| Some((member.id, member.document?))).collect(), findings)
}

/// What comes of reading and composing, with the last edition where it was asked for.
struct Composed {
    members: Vec<Member>,
    findings: Vec<Diagnostic>,
    last: Option<LastEdition>,
}

/// Reads, composes and checks every document; the last edition is read once, for the checks and for the
/// page, if that `marks` what has changed.
fn composed(files: &Files, circumstances: &Circumstances<'_>, marks: bool, progress: &mut dyn FnMut(Step)) -> Composed {
    progress(Step::Read);
    let typefaces = match Typefaces::load(files) {
        Ok(typefaces) => typefaces,
        Err(finding) => return Composed { members: Vec::new(), findings: vec![finding], last: None },
    };
    let (family, mut findings) = Family::read(files);
    progress(Step::Compose);
    let (members, mut found) = family.compose(files, &typefaces);
    findings.append(&mut found);
    let sound = !findings.iter().any(Diagnostic::is_error);
    let compares = || family.agreement().is_some_and(lint::compares);
    let last = circumstances.last_edition.filter(|_| marks || compares()).and_then(LastEdition::read);
    let checked = family.members.iter().zip(&members).map(|(agreement, member)| {
        let document = member.document.as_ref().filter(|_| sound);
        let last = last.as_ref().filter(|_| agreement.companion.is_none());
        (agreement, lint::check(agreement, document, files, circumstances.as_at, last))
    });
    findings.extend(lint::together(checked.collect(), sound));
    Composed { members, findings, last }
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
        document: None,
        threads: 1,
        circumstances: Circumstances::default(),
    };
    let job = Job::new(document, files, &request, None);
    let made = make(&job, &Pages::default()).map(|made| made.artefacts).map_err(sorted)?;
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
    let circumstances = Circumstances::default();
    let request = Request { pdf: true, html: true, date: None, document: None, threads: 1, circumstances };
    for (index, (document, files)) in documents.iter().zip(editions).enumerate() {
        progress(Step::Pdf);
        let last = index.checked_sub(1).and_then(|before| documents.get(before));
        let job = Job::new(document, files, &request, last);
        let made = make(&job, &Pages::default()).map_err(|findings| (index, sorted(findings)))?;
        let edition = &document.meta.edition;
        // Its words say what it is, since on a narrow screen no header stands over it.
        let cells = vec![told::edition_with_month(edition), format!("from {}", edition.effective)];
        let called = edition.month.clone();
        shelf.push(front::Entry { key: edition.version.clone(), cells, called, files: offered(&made.artefacts) });
        artefacts.extend(made.artefacts);
    }
    shelf.reverse();
    if let (Some(newest), Some(files)) = (documents.last(), editions.last()) {
        let title = &newest.meta.title;
        let words = front::Words {
            id: "editions",
            title: "Editions",
            document_title: format!("{title}: all editions"),
            description: format!("Every edition of the {title}, as a page and as a PDF."),
            introduction: format!(
                "All editions of the {title} that are in the history of its sources. An edition holds until the next \
                 one takes effect."
            ),
            caption: "Every edition, the newest first",
            columns: &["Edition", "Effective"],
        };
        let front = front::page(newest, &words, &shelf);
        artefacts.extend(index(front.as_ref(), files).map_err(|findings| (editions.len() - 1, findings))?);
    }
    Ok(artefacts)
}

/// The files of one document, as the front page offers them: the page first.
fn offered(made: &[Artefact]) -> Vec<front::File> {
    let minutes = format!("-{MINUTES}.html");
    let what = |artefact: &Artefact| match artefact.pages {
        Some(_) => "as a PDF",
        None if artefact.name.ends_with(&minutes) => "as an item for the minutes",
        None => "as a page",
    };
    let mut made: Vec<&Artefact> = made.iter().collect();
    made.sort_by_key(|artefact| (artefact.name.ends_with(&minutes), artefact.pages.is_some()));
    made.into_iter().map(|artefact| front::File::of(artefact, what(artefact))).collect()
}

/// The front page as a file.
fn index(front: Option<&Document>, files: &Files) -> Result<Option<Artefact>, Vec<Diagnostic>> {
    let Some(front) = front else { return Ok(None) };
    let page = html::render(front, files, None)?;
    Ok(Some(Artefact { name: "index.html".to_owned(), bytes: page.into_bytes(), pages: None }))
}

/// The files of every document that is wanted, and the front page where there are several.
fn rendered(
    members: &[Member],
    files: &Files,
    request: &Request<'_>,
    last: Option<&Document>,
    progress: &mut dyn FnMut(Step),
) -> Result<Vec<Artefact>, Vec<Diagnostic>> {
    progress(if request.pdf { Step::Pdf } else { Step::Page });
    let wanted = |member: &Member| request.document.is_none_or(|id| member.id == id);
    let all: Vec<(&Member, &Document)> =
        members.iter().filter_map(|member| Some((member, member.document.as_ref()?))).collect();
    let mut jobs = Vec::new();
    for (at, (member, document)) in all.iter().enumerate() {
        let mut job = Job::new(document, files, request, last.filter(|_| at == 0));
        job.leads_to.clone_from(&member.leads_to);
        if !wanted(member) {
            // Its pages are wanted where another refers to them; its files are not.
            job.html = false;
            job.pdf = job.pdf && all.iter().any(|(other, _)| wanted(other) && other.leads_to.contains(&job.stem));
        }
        jobs.push(job);
    }
    let made = printing::all(&jobs, request.threads)?;
    if request.html {
        progress(Step::Page);
    }
    let (mut artefacts, mut shelf) = (Vec::new(), Vec::new());
    for (((member, document), job), made) in
        all.iter().zip(&jobs).zip(made).filter(|(((member, _), _), _)| wanted(member))
    {
        let mut own = made.artefacts;
        if let (Some(minutes), true) = (&member.minutes, request.html) {
            let page = html::render(minutes, files, None)?;
            let name = format!("{}-{MINUTES}.html", job.stem);
            own.push(Artefact { name, bytes: page.into_bytes(), pages: None });
        }
        let meta = &document.meta;
        let cells = vec![meta.title.clone(), told::edition_with_month(&meta.edition)];
        let called = meta.short_title.clone();
        shelf.push(front::Entry { key: member.id.clone(), cells, called, files: offered(&own) });
        artefacts.extend(own);
    }
    if let (Some((_, agreement)), None, true, true) = (all.first(), request.document, request.html, all.len() > 1) {
        let title = &agreement.meta.title;
        let words = front::Words {
            id: "documents",
            title: "Documents",
            document_title: format!("{title} and its documents"),
            description: format!("The {title} and the documents that go with it, as pages and as PDFs."),
            introduction: format!(
                "The {title} and the documents that go with it. All of them are made from the same sources, each as \
                 at its own date."
            ),
            caption: "Every document, with its edition or date",
            columns: &["Document", "Edition or date"],
        };
        artefacts.extend(index(front::page(agreement, &words, &shelf).as_ref(), files)?);
    }
    Ok(artefacts)
}
