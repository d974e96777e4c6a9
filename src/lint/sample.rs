//! A small sound agreement in memory, and ways to spoil it, for the tests of lints.

use std::collections::BTreeMap;

use super::Circumstances;
use crate::agreement::Agreement;
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::source::{Files, Root};
use crate::typeface::Typefaces;

/// The chapter whose text a test writes.
pub const CHAPTER: &str = "chapters/01-introduction.md";

const SOUND: [(&str, &str); 10] = [
    (
        "agreement.yaml",
        "format: 1\ntitle: Kent Community Safety Agreement\nshort-title: Kent CSA\n\
         description: How partners in Kent work together.\npartnership: kcsp\narea: Kent\nlanguage: en-GB\n",
    ),
    (
        "version-control.yaml",
        "- version: \"4.0\"\n  date: 2020-04\n  effective: 2020-04-01\n  summary: Refreshed\n\
         - version: \"5.0\"\n  date: 2021-04\n  effective: 2021-04-01\n  summary: Refreshed\n",
    ),
    (
        "data/bodies.yaml",
        "bodies:\n\
         \x20 - { id: kcsp, name: Kent Community Safety Partnership, short: KCSP }\n\
         \x20 - { id: csps, name: Community Safety Partnerships, short: CSPs, roles: [local-partnership], many: true }\n\
         \x20 - { id: kent-police, name: Kent Police, roles: [responsible-authority] }\n\
         \x20 - { id: kfrs, name: Kent Fire and Rescue Service, short: KFRS, roles: [responsible-authority] }\n\
         \x20 - { id: old-board, name: Road Board, roles: [responsible-authority], until: 2021-06-25, succeeded-by: new-board }\n\
         \x20 - { id: new-board, name: Safer Roads Board, from: 2021-06-26 }\n",
    ),
    (
        "data/plans.yaml",
        "plans:\n\
         \x20 - id: safer-in-kent\n\
         \x20   name: \"Safer in Kent: The Community Safety Plan\"\n\
         \x20   short: Safer in Kent Plan\n\
         \x20   period: 2017-2021\n",
    ),
    (
        "data/legislation.yaml",
        "legislation:\n\
         \x20 - { id: crime-and-disorder-1998, title: Crime and Disorder Act, kind: act, year: 1998 }\n\
         \x20 - { id: abuse-bill, title: Domestic Abuse Bill, kind: bill }\n",
    ),
    ("data/glossary.yaml", "terms:\n  - { id: csa, name: Community Safety Agreement, short: CSA }\n"),
    (
        "data/priorities.yaml",
        "priorities:\n\
         \x20 - id: abuse\n    name: Domestic Abuse\n    lead: { post: Chief Superintendent, body: kent-police }\n\
         \x20 - id: violence\n    name: Serious Violence and Organised Crime\n    formerly: [Serious and Organised Crime]\n\
         \x20   lead: { post: Head of Crime, body: kent-police }\n\
         \x20 - id: roads\n    name: Road Safety\n    lead: { post: Director of Safety, body: kfrs }\n\
         cross-cutting-themes:\n\
         \x20 - { id: health, name: Support Mental Health and Wellbeing }\n\
         \x20 - { id: lives, name: Improve Quality of Life }\n",
    ),
    (
        "data/assessments.yaml",
        "year: 2020-21\npartnership-count: 12\nissues:\n  - { name: Domestic Abuse, count: 12 }\n  - { name: Road Safety, count: 1 }\n",
    ),
    (CHAPTER, "---\ntitle: Introduction\n---\n\nThe partners work together.\n"),
    (
        "chapters/02-partners.md",
        "---\ntitle: Partners\n---\n\n\
         1. The {{ body.kcsp }} keeps the {{ term.csa }} under the {{ legislation.crime-and-disorder-1998 }}. {#partners-duty}\n\n\
         1. The {{ body.csps }} assess their districts. The {{ legislation.abuse-bill }} is before Parliament.\n\n\
         {{ bodies role=responsible-authority }}\n\n\
         {{ plans }}\n\n\
         {{ leads }}\n\n\
         {{ priority-tables }}\n\n\
         {{ strategic-assessments }}\n",
    ),
];

/// The agreement with some files replaced or added; an empty text takes a file away.
pub fn files(changes: &[(&str, &str)]) -> Files {
    let mut all: BTreeMap<&str, &str> = SOUND.into_iter().collect();
    for (path, text) in changes {
        if text.is_empty() {
            all.remove(path);
        } else {
            all.insert(path, text);
        }
    }
    let mut files = Files::new();
    for (path, text) in all {
        files.add(Root::Content, path, path, text.as_bytes());
    }
    files
}

/// A chapter with this text.
pub fn chapter(body: &str) -> String {
    format!("---\ntitle: Introduction\n---\n\n{body}\n")
}

/// Everything that the lints find as at a day, with the files that it is in.
pub fn findings(changes: &[(&str, &str)], as_at: Option<&str>) -> (Files, Vec<Diagnostic>) {
    judged(changes, &Circumstances { as_at: as_at.and_then(Date::parse), last_edition: None })
}

/// The same, where the sample as it stands was published as version 4.0, with other changes.
pub fn findings_since(changes: &[(&str, &str)], before: &[(&str, &str)]) -> (Files, Vec<Diagnostic>) {
    let log = "- { version: \"4.0\", date: 2020-04, effective: 2020-04-01, summary: Refreshed }\n";
    let mut last = vec![("version-control.yaml", log)];
    last.extend(before);
    judged(changes, &Circumstances { as_at: None, last_edition: Some(&files(&last)) })
}

fn judged(changes: &[(&str, &str)], circumstances: &Circumstances<'_>) -> (Files, Vec<Diagnostic>) {
    let files = files(changes);
    let (agreement, _) = Agreement::read(&files);
    let typefaces = Typefaces::load(&files).expect("no broken font");
    let (document, _) = agreement.compose(&files, &typefaces);
    let last = circumstances.last_edition.and_then(super::LastEdition::read);
    let mut found = super::check(&agreement, document.as_ref(), &files, circumstances.as_at, last.as_ref());
    crate::diagnostic::sort(&mut found);
    (files, found)
}

/// The words that one lint underlines when some files have changed since the last edition.
pub fn found_since(code: &str, changes: &[(&str, &str)], before: &[(&str, &str)]) -> Vec<String> {
    let (files, findings) = findings_since(changes, before);
    let of = findings.iter().filter(|finding| finding.code == code);
    of.map(|finding| files.written(finding.primary.span).to_owned()).collect()
}

/// The words that one lint underlines when some files are changed.
pub fn found_with(code: &str, changes: &[(&str, &str)], as_at: Option<&str>) -> Vec<String> {
    let (files, findings) = findings(changes, as_at);
    let of = findings.iter().filter(|finding| finding.code == code);
    of.map(|finding| files.written(finding.primary.span).to_owned()).collect()
}

/// The words that one lint underlines in a chapter with this text.
pub fn found(code: &str, body: &str) -> Vec<String> {
    found_with(code, &[(CHAPTER, &chapter(body))], None)
}

/// The chapter with this text after every certain suggestion of one lint has been followed.
pub fn mended(code: &str, body: &str) -> String {
    let text = chapter(body);
    let (_, findings) = findings(&[(CHAPTER, &text)], None);
    let mut text = text;
    let of = findings.iter().filter(|finding| finding.code == code);
    let mut certain: Vec<_> = of.filter_map(|finding| finding.suggestion.clone()).filter(|one| one.certain).collect();
    certain.sort_by_key(|suggestion| std::cmp::Reverse(suggestion.span.start));
    for suggestion in certain {
        text.replace_range(suggestion.span.start..suggestion.span.end, &suggestion.replacement);
    }
    text.strip_prefix(&chapter("").trim_end().to_owned()).unwrap_or(&text).trim().to_owned()
}
