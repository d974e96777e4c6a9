//! Several documents printed at once, each with the pages of those that it refers to.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::{Job, Made, make};
use crate::diagnostic::Diagnostic;
use crate::document::Pages;

/// The stack of a thread that prints; text nested to its limits needs a part of it.
const STACK: usize = 64 * 1024 * 1024;

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
    jobs.get(at).zip(jobs.get(to)).is_some_and(|(job, other)| job.pdf && job.member.leads_to(&other.stem))
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
