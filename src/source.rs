//! The texts that a build reads, held in memory with the names people know them by.
//!
//! Nothing here touches a disk: the shell fills a [`Files`] from a folder or from a
//! revision in git, and the core reads from it. Parsing is left to [`crate::parse`].

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// The largest single file that is read, in bytes.
pub const MAX_FILE_BYTES: usize = 8 * 1024 * 1024;
/// The largest text (Markdown, YAML, CSV) that is parsed, in bytes: some 300 pages.
pub const MAX_TEXT_BYTES: usize = 1024 * 1024;
/// The most files that a content folder may hold.
pub const MAX_FILES: usize = 2_000;
/// The most bytes that the texts of a content folder may hold in all.
pub const MAX_TOTAL_TEXT_BYTES: usize = 16 * 1024 * 1024;
/// The most bytes that a content folder may hold in all.
pub const MAX_TOTAL_BYTES: usize = 64 * 1024 * 1024;
/// The most folders that a path below the content folder may pass through.
pub const MAX_FOLDER_DEPTH: usize = 8;

/// Which tree a file belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Root {
    /// What editors write.
    Content,
    /// How it looks: the built-in templates, with those that a county has replaced.
    Templates,
}

/// A file of one [`Files`]; meaningless in any other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A range of bytes in a file, counted from its first byte (a byte-order mark included).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file that the range is in.
    pub file: FileId,
    /// The first byte of the range.
    pub start: usize,
    /// The byte after the last of the range.
    pub end: usize,
}

impl Span {
    /// The range from `start` up to, not including, `end`.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        Span { file, start, end: end.max(start) }
    }

    /// The very beginning of a file, for findings about the file as a whole.
    pub fn whole(file: FileId) -> Self {
        Span::new(file, 0, 0)
    }

    /// The smallest range that holds both; the files must be the same, else `self`.
    pub fn to(self, other: Span) -> Span {
        if self.file != other.file {
            return self;
        }
        Span::new(self.file, self.start.min(other.start), self.end.max(other.end))
    }
}

/// A value with the place where an author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Ties a value to its place.
    pub fn new(value: T, span: Span) -> Self {
        Spanned { value, span }
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// The bytes of a file; a clone shares them.
#[derive(Clone)]
pub struct Bytes(Held);

#[derive(Clone)]
enum Held {
    /// Known to be UTF-8, since every place in a text asks for its words.
    Text(Arc<str>),
    Other(Arc<[u8]>),
    /// A part of the program.
    BuiltIn(&'static [u8]),
}

impl Bytes {
    /// Bytes that are a part of the program, and are not copied.
    pub fn built_in(bytes: &'static [u8]) -> Bytes {
        Bytes(Held::BuiltIn(bytes))
    }

    /// The bytes as text; `Err` holds the number of bytes before the first that is not UTF-8.
    fn text(&self) -> Result<&str, usize> {
        match &self.0 {
            Held::Text(text) => Ok(text),
            Held::Other(_) | Held::BuiltIn(_) => std::str::from_utf8(self).map_err(|error| error.valid_up_to()),
        }
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Self {
        Bytes(match std::str::from_utf8(bytes) {
            Ok(text) => Held::Text(text.into()),
            Err(_) => Held::Other(bytes.into()),
        })
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes.as_slice())
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        match &self.0 {
            Held::Text(text) => text.as_bytes(),
            Held::Other(bytes) => bytes,
            Held::BuiltIn(bytes) => bytes,
        }
    }
}

impl std::ops::Deref for Bytes {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        self.as_ref()
    }
}

impl PartialEq for Bytes {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Bytes {}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.len())
    }
}

#[derive(Clone)]
struct File {
    root: Root,
    path: String,
    shown: String,
    bytes: Bytes,
}

/// Every file that a build may look at; a clone shares the bytes.
#[derive(Clone)]
pub struct Files {
    files: Vec<File>,
    index: BTreeMap<(Root, String), FileId>,
}

impl Default for Files {
    fn default() -> Self {
        let content =
            File { root: Root::Content, path: String::new(), shown: "content".to_owned(), bytes: Bytes::built_in(&[]) };
        Files { files: vec![content], index: BTreeMap::new() }
    }
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.files.iter().map(|file| &file.shown)).finish()
    }
}

impl Files {
    /// A store with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file, or replaces the one at the same place.
    ///
    /// `path` is relative to its root, with `/` between folders; `shown` is the name that
    /// messages print (what the user would type to open the file).
    pub fn add(&mut self, root: Root, path: &str, shown: &str, bytes: impl Into<Bytes>) -> FileId {
        let file = File { root, path: path.to_owned(), shown: shown.to_owned(), bytes: bytes.into() };
        if let Some(&id) = self.index.get(&(root, path.to_owned())) {
            self.files[id.0 as usize] = file;
            return id;
        }
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.index.insert((root, path.to_owned()), id);
        self.files.push(file);
        id
    }

    /// The content folder itself, for findings about files that are not there.
    ///
    /// It has no path and no bytes, and is found by no search.
    pub fn content_folder(&self) -> FileId {
        FileId(0)
    }

    /// Sets the name of the content folder in messages.
    pub fn show_content_folder_as(&mut self, shown: &str) {
        shown.clone_into(&mut self.files[0].shown);
    }

    /// The file at a path below a root, if there is one.
    pub fn find(&self, root: Root, path: &str) -> Option<FileId> {
        self.index.get(&(root, path.to_owned())).copied()
    }

    /// The files of a root whose path starts with `folder`, in the order of their paths.
    pub fn below<'a>(&'a self, root: Root, folder: &'a str) -> impl Iterator<Item = FileId> + 'a {
        self.index
            .range((root, folder.to_owned())..)
            .take_while(move |((r, path), _)| *r == root && path.starts_with(folder))
            .map(|(_, id)| *id)
    }

    /// The bytes of a file.
    pub fn bytes(&self, id: FileId) -> &Bytes {
        &self.files[id.0 as usize].bytes
    }

    /// The text of a file; `Err` holds the number of bytes before the first that is not UTF-8.
    pub fn text(&self, id: FileId) -> Result<&str, usize> {
        self.bytes(id).text()
    }

    /// What stands in a file at a range; nothing if the file is not text or the range not in it.
    pub fn written(&self, span: Span) -> &str {
        self.text(span.file).ok().and_then(|text| text.get(span.start..span.end)).unwrap_or("")
    }

    /// The path of a file below its root.
    pub fn path(&self, id: FileId) -> &str {
        &self.files[id.0 as usize].path
    }

    /// The tree that a file belongs to.
    pub fn root(&self, id: FileId) -> Root {
        self.files[id.0 as usize].root
    }

    /// The name of a file in messages.
    pub fn shown(&self, id: FileId) -> &str {
        &self.files[id.0 as usize].shown
    }

    /// Line and column of a byte, both counted from 1, the column in characters.
    pub fn line_column(&self, id: FileId, offset: usize) -> (usize, usize) {
        let bytes = self.bytes(id);
        let before = &bytes[..offset.min(bytes.len())];
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let column = String::from_utf8_lossy(&before[start..]).trim_start_matches('\u{feff}').chars().count() + 1;
        (line, column)
    }
}
