//! The files of documents: several made at once, each with the pages of those that it refers to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::{Artefact, Request};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Pages};
use crate::redline::{self, Show};
use crate::render::html;
#[cfg(feature = "pdf")]
use crate::render::pdf;
use crate::source::Files;

/// The stack of a thread that prints; text nested to its limits needs a part of it.
const STACK: usize = 64 * 1024 * 1024;

/// A document whose files are to be made.
pub(super) struct Job<'a> {
    document: &'a Document,
    /// The name of its files, without an ending.
    pub stem: String,
    /// The documents that it leads into, by the name of their files.
    pub leads_to: BTreeSet<String>,
    files: &'a Files,
    /// Whether its PDF is wanted.
    pub pdf: bool,
    /// Whether its page is wanted.
    pub html: bool,
    date: Date,
    /// The edition before, with which the page compares.
    last: Option<&'a Document>,
}

impl<'a> Job<'a> {
    /// What is requested of a document that leads into no other.
    pub fn new(document: &'a Document, files: &'a Files, request: &Request<'_>, last: Option<&'a Document>) -> Job<'a> {
        let date = request.date.unwrap_or(document.meta.edition.date);
        let stem = document.meta.file_stem();
        Job { document, stem, leads_to: BTreeSet::new(), files, pdf: request.pdf, html: request.html, date, last }
    }
}

/// What was made of a document.
#[derive(Clone)]
pub(super) struct Made {
    pub artefacts: Vec<Artefact>,
    /// The pages of the places that other documents lead to.
    places: BTreeMap<String, usize>,
}

/// Makes the files of every job, in its order; those that others refer to are printed before them.
///
/// # Errors
///
/// Everything that stands in the way, of all documents.
pub(super) fn all(jobs: &[Job<'_>], threads: usize) -> Result<Vec<Made>, Vec<Diagnostic>> {
    let mut made: Vec<Option<Made>> = jobs.iter().map(|_| None).collect();
    let mut pages = Pages::default();
    loop {
        let waiting: BTreeSet<usize> =
            (0..jobs.len()).filter(|at| made.get(*at).is_some_and(Option::is_none)).collect();
        if waiting.is_empty() {
            break;
        }
        let waits = |at: usize| waiting.iter().any(|other| *other != at && refers(jobs, at, *other));
        let ready: Vec<usize> = waiting.iter().copied().filter(|at| !waits(*at)).collect();
        let round = if ready.is_empty() {
            // They refer to each other: what they look like without pages tells on which these are.
            let all: Vec<usize> = waiting.iter().copied().collect();
            for (at, draft) in all.iter().zip(side_by_side(jobs, &all, &pages, threads)?) {
                jobs.get(*at).into_iter().for_each(|job| pages.add(&job.stem, draft.places.clone()));
            }
            all
        } else {
            ready
        };
        for (at, done) in round.iter().zip(side_by_side(jobs, &round, &pages, threads)?) {
            jobs.get(*at).into_iter().for_each(|job| pages.add(&job.stem, done.places.clone()));
            made.get_mut(*at).into_iter().for_each(|place| *place = Some(done.clone()));
        }
    }
    Ok(made.into_iter().flatten().collect())
}

fn refers(jobs: &[Job<'_>], at: usize, to: usize) -> bool {
    jobs.get(at).zip(jobs.get(to)).is_some_and(|(job, other)| job.pdf && job.leads_to.contains(&other.stem))
}

/// Some jobs, as many at once as there are threads.
fn side_by_side(
    jobs: &[Job<'_>],
    round: &[usize],
    pages: &Pages,
    threads: usize,
) -> Result<Vec<Made>, Vec<Diagnostic>> {
    let work: Vec<&Job<'_>> = round.iter().filter_map(|at| jobs.get(*at)).collect();
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(job) = work.get(at) else { return done };
            done.push((at, make(job, pages)));
        }
    };
    let mut results = if work.len() < 2 || threads < 2 {
        worker()
    } else {
        thread::scope(|scope| {
            let helpers: Vec<_> = (1..threads.min(work.len()))
                .filter_map(|_| {
                    let builder = thread::Builder::new().name("printing".to_owned()).stack_size(STACK);
                    builder.spawn_scoped(scope, worker).ok()
                })
                .collect();
            let mut all = worker();
            for helper in helpers {
                // A panic is a fault of the program, and goes on where it would have gone alone.
                all.extend(helper.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
            all
        })
    };
    results.sort_by_key(|(at, _)| *at);
    let (mut made, mut findings) = (Vec::new(), Vec::new());
    for (_, result) in results {
        match result {
            Ok(done) => made.push(done),
            Err(mut found) => findings.append(&mut found),
        }
    }
    if findings.is_empty() { Ok(made) } else { Err(findings) }
}

/// The files of one document.
pub(super) fn make(job: &Job<'_>, pages: &Pages) -> Result<Made, Vec<Diagnostic>> {
    let mut made = Made { artefacts: Vec::new(), places: BTreeMap::new() };
    let mut link = None;
    if job.pdf {
        let name = format!("{}.pdf", job.stem);
        if let Some(printed) = set(job.document, job.files, pages, job.date)? {
            made.places = printed.places;
            link = Some(html::PdfLink { name: name.clone(), pages: printed.pages, bytes: printed.bytes.len() });
            made.artefacts.push(Artefact { name, bytes: printed.bytes, pages: Some(printed.pages) });
        }
    }
    if job.html {
        let marked = job.last.and_then(|last| marked(job.document, last));
        let page = html::render(marked.as_ref().unwrap_or(job.document), job.files, link.as_ref())?;
        made.artefacts.push(Artefact { name: format!("{}.html", job.stem), bytes: page.into_bytes(), pages: None });
    }
    Ok(made)
}

/// The document with marks of what has changed since another edition, if that differs.
fn marked(document: &Document, last: &Document) -> Option<Document> {
    let (comparison, marked) = redline::redline(last, document, Show::Marks);
    (!comparison.is_empty()).then_some(marked)
}

/// A PDF, its number of pages, and the pages of the places that other documents lead to.
struct Printed {
    bytes: Vec<u8>,
    pages: usize,
    places: BTreeMap<String, usize>,
}

/// The PDF.
#[cfg(feature = "pdf")]
fn set(document: &Document, files: &Files, pages: &Pages, date: Date) -> Result<Option<Printed>, Vec<Diagnostic>> {
    let made = pdf::render(document, files, pages, date)?;
    Ok(Some(Printed { bytes: made.bytes, pages: made.pages, places: made.places }))
}

/// No PDF, since Typst was left out of this build.
#[cfg(not(feature = "pdf"))]
fn set(_: &Document, _: &Files, _: &Pages, _: Date) -> Result<Option<Printed>, Vec<Diagnostic>> {
    Ok(None)
}
