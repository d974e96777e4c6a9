//! What must hold whatever stands in a file: the fuzz targets and the replay of their corpus.

use agreement::diagnostic::Diagnostic;
use agreement::lint::Circumstances;
use agreement::parse::markdown::{self, Place};
use agreement::parse::prose::{Cell, Node, NodeKind, Piece, PieceKind, Prose};
use agreement::parse::yaml;
use agreement::publish::{Artefact, Request, compose_all, publish};
use agreement::redline::compare;
use agreement::source::{FileId, Files, Root, Span};

#[path = "harness/beside.rs"]
mod beside;
#[path = "../it/words/page.rs"]
mod page;
#[expect(dead_code, reason = "the tests of faults print the findings too")]
#[path = "../it/faults/telling.rs"]
mod telling;

pub use beside::BESIDE;
use page::{Element, Inside};

/// A sound agreement with a file of each kind; its parts are short, so that an input costs little
/// and whatever stands in one breaks no reference from another.
const SOUND: [(&str, &[u8]); 21] = [
    ("agreement.yaml", include_bytes!("../cases/every-construct/content/agreement.yaml")),
    ("version-control.yaml", include_bytes!("../cases/every-construct/content/version-control.yaml")),
    ("foreword.md", b"---\ntitle: Foreword\n---\n\nWords of the foreword.\n"),
    ("contact.md", b"---\ntitle: Contact\n---\n\nWords of the contact.\n"),
    ("chapters/01-introduction.md", b"---\ntitle: Introduction\n---\n\nWords of the introduction.\n"),
    (
        "chapters/02-how-we-work.md",
        b"---\ntitle: How We Work\n---\n\n## The steps {#steps}\n\nWords of the how we work.\n",
    ),
    ("appendices/a-tide-notes.md", b"---\ntitle: Tide Notes\n---\n\nWords of the tide notes.\n"),
    ("appendices/b-priorities.md", b"---\ntitle: Priorities\n---\n\nWords of the priorities.\n"),
    ("data/assessments.yaml", include_bytes!("../cases/every-construct/content/data/assessments.yaml")),
    ("data/boats.csv", include_bytes!("../cases/every-construct/content/data/boats.csv")),
    ("data/bodies.yaml", include_bytes!("../cases/every-construct/content/data/bodies.yaml")),
    ("data/glossary.yaml", include_bytes!("../cases/every-construct/content/data/glossary.yaml")),
    ("data/governance.yaml", include_bytes!("../cases/every-construct/content/data/governance.yaml")),
    ("data/horizon.yaml", include_bytes!("../cases/every-construct/content/data/horizon.yaml")),
    ("data/legislation.yaml", include_bytes!("../cases/every-construct/content/data/legislation.yaml")),
    ("data/morile.yaml", include_bytes!("../cases/every-construct/content/data/morile.yaml")),
    ("data/plans.yaml", include_bytes!("../cases/every-construct/content/data/plans.yaml")),
    (
        "data/police-and-crime-plan.yaml",
        include_bytes!("../cases/every-construct/content/data/police-and-crime-plan.yaml"),
    ),
    ("data/priorities.yaml", include_bytes!("../cases/every-construct/content/data/priorities.yaml")),
    ("images/heron.svg", include_bytes!("../cases/every-construct/content/images/heron.svg")),
    ("images/sluice.svg", include_bytes!("../cases/every-construct/content/images/sluice.svg")),
];

/// Any text as a chapter, and as a string of a data file.
pub fn markdown(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut files = Files::new();
    let file = files.add(Root::Content, "a.md", "a.md", text.as_bytes());
    let within = Within { files: &files, file, exact: None };
    let (_, body) = markdown::split_front_matter(&text);
    let (prose, findings) = markdown::parse(&text, body, file);
    within.prose(&prose);
    within.findings(&findings);

    let (pieces, findings) = markdown::parse_inline(&text, Place::At { file, offset: 0 });
    within.pieces(&pieces);
    within.findings(&findings);

    let exact = Span::new(file, 0, text.len());
    let within = Within { exact: Some(exact), ..within };
    let (pieces, findings) = markdown::parse_inline(&text, Place::Within(exact));
    within.pieces(&pieces);
    within.findings(&findings);
}

/// Any text as a file of data.
pub fn yaml(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut files = Files::new();
    let file = files.add(Root::Content, "a.yaml", "a.yaml", text.as_bytes());
    let within = Within { files: &files, file, exact: None };
    let (node, findings) = yaml::parse(&text, file, 0);
    within.findings(&findings);
    match node {
        Some(node) => within.node(&node, &text),
        None => assert!(findings.iter().any(Diagnostic::is_error), "nothing was read, and nothing is told"),
    }
}

/// Some files of an agreement with other bytes, the whole way to the page.
///
/// Byte 255 stands before each file, then a letter for its name, then what is in it.
pub fn pipeline(bytes: &[u8]) {
    let mut files = look();
    for (path, bytes) in SOUND {
        files.add(Root::Content, path, &format!("content/{path}"), bytes);
    }
    spoil(&mut files, &SOUND, bytes);
    published(&files);
}

/// The same with documents beside the agreement; the letters name their files.
pub fn family(bytes: &[u8]) {
    let mut files = look();
    for (path, bytes) in SOUND.iter().chain(&BESIDE) {
        files.add(Root::Content, path, &format!("content/{path}"), *bytes);
    }
    spoil(&mut files, &BESIDE, bytes);
    published(&files);
}

/// Whether the documents beside the agreement are published as they are.
pub fn is_sound() -> bool {
    let mut files = look();
    for (path, bytes) in SOUND.iter().chain(&BESIDE) {
        files.add(Root::Content, path, path, *bytes);
    }
    let (documents, findings) = compose_all(&files, &Circumstances::default(), &mut |_| {});
    let errors: Vec<&Diagnostic> = findings.iter().filter(|finding| finding.is_error()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    documents.len() == 3
}

/// Puts other bytes into files.
fn spoil(files: &mut Files, names: &[(&str, &[u8])], bytes: &[u8]) {
    for section in bytes.split(|byte| *byte == 0xff) {
        let Some((letter, bytes)) = section.split_first() else { continue };
        let (path, _) = names[usize::from(letter.wrapping_sub(b'a')) % names.len()];
        files.add(Root::Content, path, &format!("content/{path}"), bytes);
    }
}

/// What must hold of whatever is published of some files, or told of them.
fn published(files: &Files) {
    let outcome = publish(
        files,
        &Request {
            pdf: false,
            html: true,
            date: None,
            document: None,
            threads: 1,
            circumstances: Circumstances::default(),
        },
        &mut |_| {},
    );
    telling::check(files, &outcome);
    let circumstances = Circumstances::default();
    for (id, document) in compose_all(files, &circumstances, &mut |_| {}).0 {
        assert!(compare(&document, &document).is_empty(), "{id} has changed from itself");
    }
    let stopped = outcome.findings.iter().any(Diagnostic::is_error);
    assert_eq!(outcome.artefacts.is_empty(), stopped, "{:?}", outcome.findings);
    for artefact in &outcome.artefacts {
        let html = std::str::from_utf8(&artefact.bytes).expect("a page is text");
        let page = Element::parse(html);
        for name in ["script", "iframe", "object", "embed", "form", "base", "foreignobject", "template", "noscript"] {
            assert!(page.all(name).is_empty(), "<{name}> is on the page");
        }
        harmless(&page, &outcome.artefacts);
    }
}

/// The built-in templates without the fonts that a page carries, which would take most of the time.
fn look() -> Files {
    let mut all = Files::new();
    agreement::templates::add_built_in(&mut all);
    let mut files = Files::new();
    for id in all.below(Root::Templates, "").filter(|id| !all.path(*id).ends_with(".woff2")) {
        files.add(Root::Templates, all.path(id), all.shown(id), all.bytes(id).clone());
    }
    files
}

/// Nothing on the page runs, and nothing is fetched; what it leads to beside itself is published with it.
fn harmless(element: &Element, published: &[Artefact]) {
    let name = element.name.as_str();
    for (key, value) in &element.attributes {
        assert!(!key.starts_with("on"), "{key}={value} is on the page");
        let start = value.trim_start().to_ascii_lowercase();
        let allowed: &[&str] = match (name, key.as_str()) {
            ("a", "href") if value.starts_with("./") => {
                let name = value[2..].split('#').next().unwrap_or_default();
                assert!(published.iter().any(|artefact| artefact.name == name), "there is no {value}");
                continue;
            }
            ("a", "href") => &["#", "http://", "https://", "mailto:", "tel:"],
            (_, "src" | "srcset" | "xlink:href" | "data" | "action" | "poster") => &["data:"],
            (_, "href") => &["#", "data:"],
            _ => continue,
        };
        assert!(allowed.iter().any(|scheme| start.starts_with(scheme)), "<{name} {key}={value:?}> is on the page");
    }
    for inside in &element.inside {
        if let Inside::Element(inner) = inside {
            harmless(inner, published);
        }
    }
}

/// One file, in which every place must lie.
#[derive(Clone, Copy)]
struct Within<'a> {
    files: &'a Files,
    file: FileId,
    /// The one place that all must be, if they must.
    exact: Option<Span>,
}

impl Within<'_> {
    fn span(self, span: Span) {
        let text = self.files.text(self.file).expect("a text");
        assert!(span.file == self.file, "the place is in another file");
        assert!(text.get(span.start..span.end).is_some(), "{span:?} is no place in {} bytes", text.len());
        if let Some(exact) = self.exact {
            assert_eq!(span, exact, "a place where none is known");
        }
    }

    fn inside(self, outer: Span, inner: Span) {
        self.span(inner);
        assert!(outer.start <= inner.start && inner.end <= outer.end, "{inner:?} lies outside {outer:?}");
    }

    fn findings(self, findings: &[Diagnostic]) {
        for finding in findings {
            self.span(finding.primary.span);
            finding.others.iter().for_each(|other| self.span(other.span));
            finding.suggestion.iter().for_each(|suggestion| self.span(suggestion.span));
            assert!(!finding.message.is_empty(), "a finding says nothing");
        }
    }

    fn prose(self, prose: &Prose) {
        let whole = Span::new(self.file, 0, self.files.bytes(self.file).len());
        self.nodes(whole, &prose.blocks);
        for note in &prose.footnotes {
            self.inside(note.span, note.label.span);
            self.pieces_in(note.span, &note.content);
        }
    }

    fn nodes(self, outer: Span, nodes: &[Node]) {
        for node in nodes {
            self.inside(outer, node.span);
            node.id.iter().for_each(|id| self.inside(node.span, id.span));
            match &node.kind {
                NodeKind::Heading { level, content } => {
                    assert!((2..=4).contains(level), "a heading of level {level}");
                    self.pieces_in(node.span, content);
                }
                NodeKind::Paragraph(content) => self.pieces_in(node.span, content),
                NodeKind::List { items, .. } => {
                    for item in items {
                        self.inside(node.span, item.span);
                        item.id.iter().for_each(|id| self.inside(item.span, id.span));
                        self.nodes(item.span, &item.blocks);
                    }
                }
                NodeKind::Table { caption, caption_span, header, right_aligned, rows, .. } => {
                    caption_span.iter().for_each(|span| self.inside(node.span, *span));
                    caption.iter().for_each(|caption| self.pieces_in(node.span, caption));
                    assert_eq!(right_aligned.len(), header.len(), "each column is aligned");
                    self.cells(node.span, header);
                    for row in rows {
                        assert_eq!(row.len(), header.len(), "a row is as long as the header");
                        self.cells(node.span, row);
                    }
                }
                NodeKind::Callout { title, blocks } => {
                    self.pieces_in(node.span, title);
                    self.nodes(node.span, blocks);
                }
                NodeKind::Picture { path, alternative, caption, .. } => {
                    self.inside(node.span, path.span);
                    self.inside(node.span, alternative.span);
                    caption.iter().for_each(|caption| self.inside(node.span, caption.span));
                }
                NodeKind::DataBlock(call) => {
                    self.inside(node.span, call.span);
                    self.inside(call.span, call.name.span);
                    call.words.iter().for_each(|word| self.inside(call.span, word.span));
                    call.id.iter().chain(&call.caption).for_each(|word| self.inside(call.span, word.span));
                    for (key, value) in &call.options {
                        self.inside(call.span, key.span);
                        self.inside(call.span, value.span);
                    }
                }
                NodeKind::Preformatted(_) | NodeKind::Rule => {}
            }
        }
    }

    fn cells(self, outer: Span, cells: &[Cell]) {
        for cell in cells {
            self.inside(outer, cell.span);
            self.pieces_in(cell.span, &cell.content);
        }
    }

    fn pieces(self, pieces: &[Piece]) {
        self.pieces_in(Span::new(self.file, 0, self.files.bytes(self.file).len()), pieces);
    }

    fn pieces_in(self, outer: Span, pieces: &[Piece]) {
        for piece in pieces {
            self.inside(outer, piece.span);
            match &piece.kind {
                PieceKind::Emphasis(inner) | PieceKind::Strong(inner) | PieceKind::RunIn(inner) => {
                    self.pieces_in(piece.span, inner);
                }
                PieceKind::Link { url, content } => {
                    self.span(url.span);
                    self.pieces_in(piece.span, content);
                }
                PieceKind::Reference { document, target, content } => {
                    document.iter().for_each(|document| self.span(document.span));
                    self.span(target.span);
                    self.pieces_in(piece.span, content);
                }
                PieceKind::Value { path, filter } => {
                    self.inside(piece.span, path.span);
                    filter.iter().for_each(|filter| self.inside(piece.span, filter.span));
                }
                PieceKind::FootnoteMark { label } => self.inside(piece.span, label.span),
                PieceKind::Text(_) | PieceKind::Code(_) | PieceKind::LineBreak => {}
            }
        }
    }

    fn node(self, node: &yaml::Node, text: &str) {
        self.span(node.span);
        match &node.value {
            yaml::Value::Empty => {}
            yaml::Value::Text(words) => {
                self.span(words.span);
                if let Some(at) = words.literal {
                    let written = text.get(at..at + words.words.len());
                    assert_eq!(written, Some(words.words.as_str()), "the words stand there letter for letter");
                }
            }
            yaml::Value::List(items) => {
                for item in items {
                    self.inside(node.span, item.span);
                    self.node(item, text);
                }
            }
            yaml::Value::Map(entries) => {
                for (key, value) in entries {
                    self.inside(node.span, key.span);
                    self.inside(node.span, value.span);
                    self.node(value, text);
                }
            }
        }
    }
}
