//! What the program publishes, built once for all tests: every document of the content, and small fixtures.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use agreement::diagnostic::Diagnostic;
use agreement::document::Document;
use agreement::lint::Circumstances;
use agreement::publish::{Format, Request, compose, compose_all, print, publish};
use agreement::redline::{Show, redline};
use agreement::source::{Files, Root};

use crate::pdf::expected::Expected;
use crate::pdf::tree::Pdf;

/// The id of the agreement among its documents.
const AGREEMENT: &str = "agreement";

/// A document and what came of it.
pub struct Published {
    /// Its id: that of the agreement, or the name of its folder.
    pub id: String,
    /// The name of its files without their ending.
    pub stem: String,
    /// The folder that the sources of its own are in.
    pub content: PathBuf,
    /// The PDF as it was written.
    pub pdf: Vec<u8>,
    /// The PDF, parsed.
    pub file: lopdf::Document,
    /// The PDF, read as reading software does.
    pub tree: Pdf,
    /// What the PDF has to say.
    pub expected: Expected,
    /// The page.
    pub html: String,
    /// The page for the minutes of a meeting, if there is one.
    pub minutes: Option<String>,
    /// The front page of all documents, if it is the first of several.
    pub front: Option<String>,
}

static REAL: LazyLock<Vec<Published>> = LazyLock::new(|| Published::all("content"));
static EVERY_CONSTRUCT: LazyLock<Vec<Published>> =
    LazyLock::new(|| Published::all("tests/cases/every-construct/content"));

static REDLINE: LazyLock<Published> = LazyLock::new(Published::redline);

/// The agreement with all that has changed since its first edition.
pub fn the_redline() -> &'static Published {
    &REDLINE
}

/// Every document of the content folder, the agreement first.
pub fn every_document() -> &'static [Published] {
    &REAL
}

/// The document of the content folder with this id.
pub fn the_document(id: &str) -> &'static Published {
    every_document().iter().find(|document| document.id == id).unwrap_or_else(|| panic!("there is no {id}"))
}

/// The agreement itself.
pub fn the_agreement() -> &'static Published {
    &REAL[0]
}

/// A small agreement that uses every construct of the source format.
pub fn every_construct() -> &'static Published {
    &EVERY_CONSTRUCT[0]
}

/// The files of a content folder with the built-in templates.
pub fn files_of(content: &Path) -> Files {
    let mut files = Files::new();
    agreement::templates::add_built_in(&mut files);
    let walk = walkdir::WalkDir::new(content).sort_by_file_name();
    for entry in walk.into_iter().map(|entry| entry.expect("a folder that can be read")) {
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(content).expect("a file in the folder").to_string_lossy().into_owned();
            let bytes = std::fs::read(entry.path()).expect("a file that can be read");
            files.add(Root::Content, &path, &format!("content/{path}"), bytes);
        }
    }
    files
}

impl Published {
    /// The names of its files; the front page counts among those of the first document.
    pub fn names(&self) -> Vec<String> {
        let stem = &self.stem;
        let mut names = vec![format!("{stem}.html"), format!("{stem}.pdf")];
        names.extend(self.minutes.as_ref().map(|_| format!("{stem}-minutes.html")));
        names.extend(self.front.as_ref().map(|_| "index.html".to_owned()));
        names
    }

    /// Every document of a content folder, the agreement first.
    fn all(folder: &str) -> Vec<Published> {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let files = files_of(&content);
        let circumstances = Circumstances::default();
        let request = Request { pdf: true, html: true, date: None, document: None, threads: 2, circumstances };
        let outcome = publish(&files, &request, &mut |_| {});
        let errors: Vec<_> = outcome.findings.iter().filter(|finding| finding.is_error()).collect();
        assert!(errors.is_empty(), "{folder} cannot be published: {:#?}", said(&files, &errors));
        let file = |name: &str| outcome.artefacts.iter().find(|artefact| artefact.name == name);
        let page =
            |name: &str| file(name).map(|found| String::from_utf8(found.bytes.clone()).expect("the page is UTF-8"));
        let made = |(id, document): &(String, Document)| {
            let stem = document.meta.file_stem();
            let pdf = file(&format!("{stem}.pdf")).unwrap_or_else(|| panic!("there is no PDF of {id}")).bytes.clone();
            let html = page(&format!("{stem}.html")).unwrap_or_else(|| panic!("there is no page of {id}"));
            let own = if id == AGREEMENT { content.clone() } else { content.join(id) };
            let minutes = page(&format!("{stem}-minutes.html"));
            let front = page("index.html").filter(|_| id == AGREEMENT);
            Published { minutes, front, ..Published::made(id, own, document, pdf, html) }
        };
        let (documents, _) = compose_all(&files, &circumstances, &mut |_| {});
        documents.iter().map(made).collect()
    }

    fn redline() -> Published {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let (old, new) = (files_of(&root.join("tests/cases/april-2017/content")), files_of(&root.join("content")));
        let (_, document) = redline(&document_of(&old), &document_of(&new), Show::Words);
        let made = |format| print(&document, &new, format).expect("a redline can be made").bytes;
        let html = String::from_utf8(made(Format::Html)).expect("the page is UTF-8");
        Published::made(AGREEMENT, root.join("content"), &document, made(Format::Pdf), html)
    }

    fn made(id: &str, content: PathBuf, document: &Document, pdf: Vec<u8>, html: String) -> Published {
        let file = lopdf::Document::load_mem(&pdf).expect("the PDF can be parsed");
        let tree = Pdf::read(&file);
        let expected = Expected::of(document);
        let (id, stem) = (id.to_owned(), document.meta.file_stem());
        Published { id, stem, content, pdf, file, tree, expected, html, minutes: None, front: None }
    }
}

/// What sources without errors make.
pub fn document_of(files: &Files) -> Document {
    let (document, findings) = compose(files, &Circumstances::default(), &mut |_| {});
    let errors: Vec<_> = findings.iter().filter(|finding| finding.is_error()).collect();
    assert!(errors.is_empty(), "{:#?}", said(files, &errors));
    document.expect("sources without errors make a document")
}

fn said(files: &Files, findings: &[&Diagnostic]) -> Vec<String> {
    let shown = |finding: &&Diagnostic| {
        let (line, column) = files.line_column(finding.file(), finding.primary.span.start);
        format!("{}:{line}:{column}: {}", files.shown(finding.file()), finding.message)
    };
    findings.iter().map(shown).collect()
}
