//! A small family of documents: an agreement, its action plan and a report, all of them sound.

use crate::document::{Block, BlockKind, Document, plain_text};
use crate::lint::{Circumstances, LINTS};
use crate::publish::compose_all;
use crate::source::{Files, Root};

/// Both documents beside the agreement are of a day on which `crime` has its second name.
const SOUND: [(&str, &str); 12] = [
    (
        "agreement.yaml",
        "format: 1\ntitle: Safety Agreement\ndescription: What is done.\npartnership: kcsp\narea: Kent\nlanguage: en-GB\n",
    ),
    (
        "version-control.yaml",
        "- version: \"1.0\"\n  date: 2021-04\n  effective: 2021-04-01\n  summary: First edition\n",
    ),
    ("data/bodies.yaml", BODIES),
    ("data/priorities.yaml", PRIORITIES),
    ("chapters/01-introduction.md", "---\ntitle: Introduction\n---\n\n1. We work together. {#work}\n"),
    ("appendices/a-lists.md", "---\ntitle: Lists\n---\n\nWords that have no number. {#words}\n"),
    ("action-plan/document.yaml", ACTION_PLAN),
    (PLAN, "---\ntitle: Introduction\n---\n\nWords.\n"),
    ("action-plan/priorities/abuse.md", "---\ntitle: \"{{ priority.abuse }}\"\n---\n\nWords.\n"),
    ("action-plan/priorities/crime.md", "---\ntitle: \"{{ priority.crime }}\"\n---\n\nWords.\n"),
    ("report/document.yaml", REPORT),
    (SECTION, "---\ntitle: Background\n---\n\n1. Words.\n"),
];

pub(crate) const BODIES: &str = "bodies:
  - { id: kcsp, name: Kent Community Safety Partnership, short: KCSP }
  - { id: kent-police, name: Kent Police }
";

pub(crate) const PRIORITIES: &str = "priorities:
  - { id: abuse, name: Domestic Abuse }
  - { id: crime, name: Organised Crime, until: 2020-03-31 }
  - { id: crime, name: Serious Violence, from: 2020-04-01 }
";

pub(crate) const ACTION_PLAN: &str = "kind: action-plan
title: Action Plan
description: What is done.
date: 2021-06-09
status: final
head:
  years: 2019/20
";

pub(crate) const REPORT: &str = "kind: committee-report
title: Report on the Agreement
description: What is decided.
date: 2021-06-09
status: final
head:
  by: Officer
  to: The Committee
  subject: Safety Agreement
  summary: What it is.
";

/// The text of the action plan, which has no numbered paragraphs.
pub(crate) const PLAN: &str = "action-plan/01-introduction.md";
/// The text of the report, whose paragraphs are numbered.
pub(crate) const SECTION: &str = "report/01-background.md";

/// The sound family with these files added or replaced; one without text is taken away.
pub(crate) fn files(more: &[(&str, &str)]) -> Files {
    let mut files = Files::new();
    crate::templates::add_built_in(&mut files);
    let replaced = |path: &str| more.iter().any(|(other, _)| *other == path);
    let kept = SOUND.iter().filter(|(path, _)| !replaced(path));
    for (path, text) in kept.chain(more.iter().filter(|(_, text)| !text.is_empty())) {
        files.add(Root::Content, path, path, text.as_bytes());
    }
    files
}

/// What is told of a family, each as "file:line:column code: message / what to do"; no lints.
pub(crate) fn told(more: &[(&str, &str)]) -> Vec<String> {
    let files = files(more);
    let (_, mut findings) = compose_all(&files, &Circumstances::default(), &mut |_| {});
    crate::diagnostic::sort(&mut findings);
    findings.retain(|finding| LINTS.iter().all(|lint| lint.code != finding.code));
    let line = |finding: &crate::diagnostic::Diagnostic| {
        let (line, column) = files.line_column(finding.file(), finding.primary.span.start);
        let help = finding.help.as_deref().unwrap_or_default();
        format!("{}:{line}:{column} {}: {} / {help}", files.path(finding.file()), finding.code, finding.message)
    };
    findings.iter().map(line).collect()
}

/// The same, the places and codes alone.
pub(crate) fn places(more: &[(&str, &str)]) -> Vec<String> {
    let told = told(more);
    told.iter().filter_map(|line| line.split_once(": ")).map(|(place, _)| place.to_owned()).collect()
}

/// A document of a family with no errors.
#[track_caller]
pub(crate) fn sound(id: &str, more: &[(&str, &str)]) -> Document {
    assert_eq!(told(more), Vec::<String>::new());
    let (documents, _) = compose_all(&files(more), &Circumstances::default(), &mut |_| {});
    documents.into_iter().find(|(other, _)| other == id).expect("the document").1
}

/// A part with a title and some text.
pub(crate) fn part(text: &str) -> String {
    format!("---\ntitle: Background\n---\n\n{text}\n")
}

/// The words of every paragraph of a document, in reading order.
pub(crate) fn paragraphs(document: &Document) -> Vec<String> {
    document.walk().into_iter().filter_map(paragraph).collect()
}

fn paragraph(block: &Block) -> Option<String> {
    match &block.kind {
        BlockKind::Paragraph(content) => Some(plain_text(content)),
        _ => None,
    }
}
