//! What Typst may see: the templates, the fonts, the pictures, the document as JSON.
//!
//! It has no disk, no network, no packages, no clock; the day is given.

use std::collections::HashMap;
use std::sync::LazyLock;

use ecow::EcoString;
use typst::diag::{At, FileError, FileResult, SourceResult};
use typst::engine::Engine;
use typst::foundations::{
    Args, Bytes, CastInfo, Content, Context, Datetime, Duration, Func, IntoValue, NativeFuncData, NativeFuncPtr, Scope,
    Value,
};
use typst::model::{Destination, Url};
use typst::syntax::{FileId as TypstId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt, World};
use typst_kit::files::{FileLoader, FileStore};
use typst_kit::fonts::FontStore;

use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Files, Root, Span};

/// The template that everything starts from.
pub(super) const MAIN: &str = "pdf/agreement.typ";
/// The folder of the virtual files, which no template can be in.
pub(super) const DATA: &str = "data/";

/// All that one compilation may read.
pub(super) struct Press {
    library: LazyHash<Library>,
    fonts: FontStore,
    files: FileStore<Shelf>,
    main: TypstId,
    today: Date,
}

impl Press {
    /// Lays out templates and fonts from `files` beside the virtual files of one document.
    ///
    /// # Errors
    ///
    /// A font that cannot be read, or no fonts at all.
    pub(super) fn new(
        files: &Files,
        made: impl IntoIterator<Item = (String, Bytes)>,
        today: Date,
    ) -> Result<Press, Vec<Diagnostic>> {
        let mut shelf = Shelf(HashMap::new());
        for id in files.below(Root::Templates, "pdf/") {
            shelf.0.insert(files.path(id).to_owned(), Bytes::new(files.bytes(id).clone()));
        }
        shelf.0.extend(made.into_iter().map(|(name, bytes)| (format!("{DATA}{name}"), bytes)));
        let main = typst_id(MAIN).map_err(|_| Vec::new())?;
        Ok(Press { library: library(), fonts: fonts(files)?, files: FileStore::new(shelf), main, today })
    }
}

/// The file of `files` that Typst calls `id`, unless it is a virtual one.
pub(super) fn template(files: &Files, id: TypstId) -> Option<FileId> {
    files.find(Root::Templates, id.vpath().get_without_slash())
}

fn typst_id(path: &str) -> Result<TypstId, typst::syntax::PathError> {
    Ok(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path)?).intern())
}

/// Files by their path below the root.
struct Shelf(HashMap<String, Bytes>);

impl FileLoader for Shelf {
    fn load(&self, id: TypstId) -> FileResult<Bytes> {
        if matches!(id.root(), VirtualRoot::Package(_)) {
            return Err(FileError::Other(Some("packages cannot be used in these templates".into())));
        }
        let path = id.vpath().get_without_slash();
        self.0.get(path).cloned().ok_or_else(|| FileError::NotFound(path.into()))
    }
}

fn fonts(files: &Files) -> Result<FontStore, Vec<Diagnostic>> {
    let mut store = FontStore::new();
    let mut findings = Vec::new();
    for id in files.below(Root::Templates, "fonts/") {
        let path = files.path(id).to_ascii_lowercase();
        if !(path.ends_with(".ttf") || path.ends_with(".otf")) {
            continue;
        }
        let before = findings.len();
        let mut faces = 0;
        for font in Font::iter(Bytes::new(files.bytes(id).clone())) {
            faces += 1;
            let info = font.info().clone();
            store.push((font, info));
        }
        if faces == 0 && findings.len() == before {
            let message = format!("{} is not a font that can be read", files.shown(id));
            findings.push(
                Diagnostic::error("broken-font", Span::whole(id), message)
                    .help("Put a TrueType or OpenType font in its place, or remove it to use the built-in one."),
            );
        }
    }
    if findings.is_empty() { Ok(store) } else { Err(findings) }
}

impl World for Press {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> TypstId {
        self.main
    }

    fn source(&self, id: TypstId) -> FileResult<Source> {
        self.files.source(id)
    }

    fn file(&self, id: TypstId) -> FileResult<Bytes> {
        self.files.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        Datetime::from_ymd(self.today.year, self.today.month, self.today.day)
    }
}

fn library() -> LazyHash<Library> {
    let features: Features = [Feature::A11yExtras].into_iter().collect();
    let mut library = Library::builder().with_features(features).build();
    library.global.scope_mut().define("worded-link", Func::from(&WORDED_LINK));
    LazyHash::new(library)
}

/// `worded-link(destination, words, body)`: a link that tells assistive technology its words.
///
/// Typst's own `link` tells it the address (ISO 14289-1, clause 7.18.5, asks for a description).
static WORDED_LINK: NativeFuncData = NativeFuncData {
    function: NativeFuncPtr(&worded_link),
    name: "worded-link",
    title: "Worded Link",
    docs: "A link with the words that assistive technology reads for it.",
    def_site: None,
    keywords: &[],
    contextual: false,
    scope: LazyLock::new(&Scope::new),
    params: LazyLock::new(&Vec::new),
    returns: LazyLock::new(&|| CastInfo::Any),
};

fn worded_link(_: &mut Engine<'_>, _: typst::comemo::Tracked<'_, Context<'_>>, args: &mut Args) -> SourceResult<Value> {
    let span = args.span;
    let to = match args.expect::<Value>("destination")? {
        Value::Str(url) => Destination::Url(Url::new(EcoString::from(url)).at(span)?),
        other => other.cast::<Destination>().at(span)?,
    };
    let words: EcoString = args.expect("words")?;
    let body: Content = args.expect("body")?;
    Ok(body.linked(to, Some(words)).spanned(span).into_value())
}
