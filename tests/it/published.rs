//! What the program publishes, built once for all tests: the real content and a small fixture.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use agreement::diagnostic::Diagnostic;
use agreement::document::Document;
use agreement::lint::Circumstances;
use agreement::publish::{Format, Request, compose, print, publish};
use agreement::redline::{Show, redline};
use agreement::source::{Files, Root};

use crate::pdf::expected::Expected;
use crate::pdf::tree::Pdf;

/// One set of sources and what came of it.
pub struct Published {
    /// The folder that the sources are in.
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
}

static REAL: LazyLock<Published> = LazyLock::new(|| Published::of("content"));
static EVERY_CONSTRUCT: LazyLock<Published> = LazyLock::new(|| Published::of("tests/cases/every-construct/content"));

static REDLINE: LazyLock<Published> = LazyLock::new(Published::redline);

/// The agreement with all that has changed since its first edition.
pub fn the_redline() -> &'static Published {
    &REDLINE
}

/// The agreement itself.
pub fn the_agreement() -> &'static Published {
    &REAL
}

/// A small agreement that uses every construct of the source format.
pub fn every_construct() -> &'static Published {
    &EVERY_CONSTRUCT
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
    fn of(folder: &str) -> Published {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let files = files_of(&content);
        let request = Request {
            pdf: true,
            html: true,
            date: None,
            document: None,
            threads: 1,
            circumstances: Circumstances::default(),
        };
        let outcome = publish(&files, &request, &mut |_| {});
        let errors: Vec<_> = outcome.findings.iter().filter(|finding| finding.is_error()).collect();
        assert!(errors.is_empty(), "{folder} cannot be published: {:#?}", said(&files, &errors));
        let with_ending = |ending: &str| {
            let found = outcome.artefacts.iter().find(|artefact| artefact.name.ends_with(ending));
            found.unwrap_or_else(|| panic!("nothing with the ending {ending} was published")).bytes.clone()
        };
        let pdf = with_ending(".pdf");
        let html = String::from_utf8(with_ending(".html")).expect("the page is UTF-8");
        Published::made(content, &document_of(&files), pdf, html)
    }

    fn redline() -> Published {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let (old, new) = (files_of(&root.join("tests/cases/april-2017/content")), files_of(&root.join("content")));
        let (_, document) = redline(&document_of(&old), &document_of(&new), Show::Words);
        let made = |format| print(&document, &new, format).expect("a redline can be made").bytes;
        let html = String::from_utf8(made(Format::Html)).expect("the page is UTF-8");
        Published::made(root.join("content"), &document, made(Format::Pdf), html)
    }

    fn made(content: PathBuf, document: &Document, pdf: Vec<u8>, html: String) -> Published {
        let file = lopdf::Document::load_mem(&pdf).expect("the PDF can be parsed");
        let tree = Pdf::read(&file);
        let expected = Expected::of(document);
        Published { content, pdf, file, tree, expected, html }
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
