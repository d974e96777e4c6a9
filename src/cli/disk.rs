//! Reads a content folder and a template folder into memory, treating both as hostile.
//!
//! No link is followed, nothing outside the folder is opened, and no file can make the
//! program wait or run out of memory. What the texts mean is left to the core.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use agreement::diagnostic::{Diagnostic, nearest};
use agreement::source::{
    Files, MAX_FILE_BYTES, MAX_FILES, MAX_FOLDER_DEPTH, MAX_TEXT_BYTES, MAX_TOTAL_BYTES, MAX_TOTAL_TEXT_BYTES, Root,
    Span,
};
use anyhow::{Context as _, Result, bail};
use walkdir::WalkDir;

/// The endings of the files that a content folder is made of.
const CONTENT_ENDINGS: [&str; 7] = ["md", "yaml", "csv", "svg", "png", "jpg", "jpeg"];
/// The endings of texts, which are held to [`MAX_TEXT_BYTES`].
const TEXT_ENDINGS: [&str; 3] = ["md", "yaml", "csv"];

/// How many bytes and files may be read, so that tests can ask for less.
#[derive(Debug, Clone, Copy)]
struct Limits {
    file: usize,
    text: usize,
    texts: usize,
    total: usize,
    files: usize,
    depth: usize,
}

const LIMITS: Limits = Limits {
    file: MAX_FILE_BYTES,
    text: MAX_TEXT_BYTES,
    texts: MAX_TOTAL_TEXT_BYTES,
    total: MAX_TOTAL_BYTES,
    files: MAX_FILES,
    depth: MAX_FOLDER_DEPTH,
};

/// Reads every file of the content folder, and says what must not be there.
///
/// Hidden files and what editors and systems leave behind are passed over in silence.
///
/// # Errors
///
/// When the folder is missing or is no folder, or when the machine fails to read it.
pub fn read_content(folder: &Path, files: &mut Files) -> Result<Vec<Diagnostic>> {
    let advice = "agreement looks for the sources there. \
                  Go to the folder that holds content/, or name it: --content DIR";
    let place = open_folder(folder, "--content", advice)?;
    files.show_content_folder_as(&shown(folder));
    let mut reader = Reader::new(files, Root::Content, folder, LIMITS);
    reader.walk(&place)?;
    Ok(reader.findings)
}

/// Reads the files that replace built-in templates, which must be in `files` already.
///
/// # Errors
///
/// When the folder is missing or is no folder, or when the machine fails to read it.
pub fn read_templates(folder: &Path, files: &mut Files) -> Result<Vec<Diagnostic>> {
    let place = open_folder(folder, "--templates", "name a folder of templates: --templates DIR")?;
    let known: Vec<String> = files.below(Root::Templates, "").map(|id| files.path(id).to_owned()).collect();
    let mut reader = Reader::new(files, Root::Templates, folder, LIMITS);
    reader.known = known;
    reader.walk(&place)?;
    Ok(reader.findings)
}

/// The canonical place of a folder that is not reached through a link.
fn open_folder(folder: &Path, option: &str, missing: &str) -> Result<PathBuf> {
    let metadata = match std::fs::symlink_metadata(plain(folder)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            bail!("there is no folder {}; {missing}", shown(folder))
        }
        other => other.with_context(|| format!("cannot open the folder {}", shown(folder)))?,
    };
    if metadata.is_symlink() {
        bail!("{} is a link, and links are not followed; name the folder it leads to: {option} DIR", shown(folder));
    }
    if !metadata.is_dir() {
        bail!("{} is a file, not a folder; name a folder: {option} DIR", shown(folder));
    }
    folder.canonicalize().with_context(|| format!("cannot open the folder {}", shown(folder)))
}

/// The path without a slash or a dot at its end, which would make a link look like a folder.
pub fn plain(path: &Path) -> PathBuf {
    path.components().collect()
}

/// A path as people type it, with `/` between folders.
pub fn shown(path: &Path) -> String {
    let text = plain(path).to_string_lossy().into_owned();
    let text = text.strip_prefix("./").unwrap_or(&text).to_owned();
    if cfg!(windows) { text.replace('\\', "/") } else { text }
}

struct Reader<'a> {
    files: &'a mut Files,
    root: Root,
    /// What the user typed, for the names in messages.
    typed: String,
    limits: Limits,
    /// The paths that a file may have; empty where any will do.
    known: Vec<String>,
    findings: Vec<Diagnostic>,
    count: usize,
    texts: usize,
    total: usize,
}

impl<'a> Reader<'a> {
    fn new(files: &'a mut Files, root: Root, typed: &Path, limits: Limits) -> Self {
        let typed = match shown(typed).as_str() {
            "." | "" => String::new(),
            "/" => "/".to_owned(),
            folder => format!("{folder}/"),
        };
        Reader { files, root, typed, limits, known: Vec::new(), findings: Vec::new(), count: 0, texts: 0, total: 0 }
    }

    /// Goes through the folder at `place` in the order of names.
    fn walk(&mut self, place: &Path) -> Result<()> {
        let mut entries = WalkDir::new(place)
            .follow_links(false)
            .follow_root_links(false)
            .max_open(32)
            .sort_by_file_name()
            .into_iter();
        while let Some(entry) = entries.next() {
            let entry = entry.with_context(|| format!("cannot read the folder {}", self.typed))?;
            if entry.depth() == 0 {
                continue;
            }
            let folder = entry.file_type().is_dir();
            if is_left_over(&entry.file_name().to_string_lossy()) {
                if folder {
                    entries.skip_current_dir();
                }
                continue;
            }
            let below = entry.path().strip_prefix(place).unwrap_or(entry.path());
            if folder {
                if entry.depth() > self.limits.depth {
                    self.refuse_depth(below);
                    entries.skip_current_dir();
                }
                continue;
            }
            self.count += 1;
            if self.count > self.limits.files {
                let message = format!("the folder holds more than {} files", self.limits.files);
                self.refuse(below, "too-many-files", message, "Move what is not part of the document elsewhere.");
                return Ok(());
            }
            if !self.file(place, below, entry.file_type())? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Reads one file; `false` where reading must end.
    fn file(&mut self, place: &Path, below: &Path, kind: std::fs::FileType) -> Result<bool> {
        if kind.is_symlink() {
            let message = "this is a link, and links are not followed";
            self.refuse(below, "linked-file", message, "Put a copy of the file itself here.");
            return Ok(true);
        }
        if !kind.is_file() {
            let message = "this is not an ordinary file (a pipe, a socket or a device)";
            self.refuse(below, "special-file", message, "Remove it.");
            return Ok(true);
        }
        let Some(path) = text_path(below) else {
            let message = "the name of this file is not valid UTF-8 text";
            self.refuse(below, "file-name", message, "Rename it with plain letters, digits and hyphens.");
            return Ok(true);
        };
        let wanted = match self.root {
            Root::Content => self.belongs(below, &path),
            Root::Templates => !is_readme(&path),
        };
        if !wanted {
            return Ok(true);
        }
        let is_text = TEXT_ENDINGS.contains(&ending(&path));
        let limit = if is_text { self.limits.text } else { self.limits.file };
        let name = format!("{}{path}", self.typed);
        let mut bytes = Vec::new();
        open_without_links(place, below)
            .and_then(|file| file.take(limit as u64 + 1).read_to_end(&mut bytes))
            .with_context(|| format!("cannot read {name}"))?;
        if bytes.len() > limit {
            let message = format!("this file is larger than {} MB", limit / (1024 * 1024));
            let help = if is_text {
                "Split it into smaller files."
            } else {
                "Make it smaller; a picture for print needs no more than 3,000 pixels a side."
            };
            self.refuse(below, "large-file", message, help);
            return Ok(true);
        }
        self.texts += if is_text { bytes.len() } else { 0 };
        if self.texts > self.limits.texts {
            let most = self.limits.texts / (1024 * 1024);
            let message = format!("with this file the texts of the folder hold more than {most} MB");
            self.refuse(below, "large-folder", message, "Make several agreements of it.");
            return Ok(false);
        }
        self.total += bytes.len();
        if self.total > self.limits.total {
            let message = format!("with this file the folder holds more than {} MB", self.limits.total / (1024 * 1024));
            self.refuse(below, "large-folder", message, "Make pictures smaller, or move what is not used elsewhere.");
            return Ok(false);
        }
        let id = self.files.add(self.root, &path, &name, bytes);
        if self.root == Root::Templates && !self.known.contains(&path) {
            let finding =
                Diagnostic::warning("unknown-template", Span::whole(id), "this file replaces no built-in template");
            self.findings.push(match nearest(&path, self.known.iter().map(String::as_str)) {
                Some(near) => finding.help(format!("The nearest built-in name is {near}.")),
                None => finding.help("Give it the name of the built-in template that it is to replace."),
            });
        }
        Ok(true)
    }

    /// Whether a file is one that the tool reads; warns of those that an editor may miss.
    fn belongs(&mut self, below: &Path, path: &str) -> bool {
        let ending = ending(path);
        if CONTENT_ENDINGS.contains(&ending) {
            return true;
        }
        let lower = ending.to_lowercase();
        let meant = match lower.as_str() {
            "yml" => "yaml",
            "markdown" | "mkd" | "mdown" => "md",
            "jpe" | "jfif" => "jpg",
            lower => CONTENT_ENDINGS.into_iter().find(|known| *known == lower).unwrap_or_default(),
        };
        if !meant.is_empty() {
            let message = format!("this file ends in .{ending}, so it would not be read");
            let stem = &path[..path.len() - ending.len()];
            self.refuse(below, "file-ending", message, format!("Rename it to {}{stem}{meant}.", self.typed));
        } else if !is_readme(path) {
            let id = self.stand_in(below);
            self.findings.push(Diagnostic::warning("unread-file", Span::whole(id), "this file is not read").help(
                "Text is written in .md, data in .yaml or .csv, pictures are .svg, .png or .jpg; \
                     save it as one of these, or move it elsewhere.",
            ));
        }
        false
    }

    fn refuse_depth(&mut self, below: &Path) {
        let message = format!("this folder lies more than {} folders deep", self.limits.depth);
        self.refuse(below, "deep-folder", message, "Move it further up.");
    }

    fn refuse(&mut self, below: &Path, code: &'static str, message: impl Into<String>, help: impl Into<String>) {
        let id = self.stand_in(below);
        self.findings.push(Diagnostic::error(code, Span::whole(id), message).help(help));
    }

    /// An empty file that stands for one that was not read, so that a finding can name it.
    fn stand_in(&mut self, below: &Path) -> agreement::source::FileId {
        let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let path = parts.join("/");
        let name = format!("{}{path}", self.typed);
        // The core must not take it for a file, so it gets a path that no author can write.
        self.files.add(self.root, &format!("\0{path}"), &name, Vec::new())
    }
}

/// The part of a path after its last dot, or nothing.
fn ending(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// The path with `/` between folders, if all of it is UTF-8.
fn text_path(below: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = below.components().map(|part| part.as_os_str().to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

/// Whether a name is hidden, or is what an editor or a system leaves behind.
pub fn is_left_over(name: &str) -> bool {
    name.starts_with(['.', '#'])
        || name.starts_with("~$")
        || name.ends_with('~')
        || ["Thumbs.db", "desktop.ini"].contains(&name)
}

/// Whether a file speaks to those who open the folder, not to those who read the document.
fn is_readme(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    ["README", "LICENCE", "LICENSE"].contains(&name.split('.').next().unwrap_or(name))
}

/// Whether a file of a content folder is one that the program reads.
pub fn is_source(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    CONTENT_ENDINGS.contains(&ending(path)) && !is_left_over(name)
}

/// Opens an ordinary file below `place` without following a link at any step.
///
/// Each folder on the way is opened from the one before it, so that a folder that is
/// swapped for a link while the program runs is refused as well. A pipe does not block.
#[cfg(unix)]
pub fn open_without_links(place: &Path, below: &Path) -> io::Result<File> {
    use rustix::fs::{CWD, Mode, OFlags, openat};

    let shared = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW;
    let mut at = openat(CWD, place, shared | OFlags::DIRECTORY, Mode::empty())?;
    let mut parts = below.components().peekable();
    while let Some(part) = parts.next() {
        let Component::Normal(name) = part else {
            return Err(io::Error::other("the path leaves its folder"));
        };
        let kind = if parts.peek().is_some() { OFlags::DIRECTORY } else { OFlags::NONBLOCK };
        at = openat(&at, name, shared | kind, Mode::empty())?;
    }
    let file = File::from(at);
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("it is not an ordinary file"));
    }
    Ok(file)
}

/// Opens an ordinary file below `place`, refusing what leads outside.
#[cfg(not(unix))]
pub fn open_without_links(place: &Path, below: &Path) -> io::Result<File> {
    let path = place.join(below).canonicalize()?;
    let inside = path.strip_prefix(place).is_ok_and(|rest| rest == below);
    if !inside || below.components().any(|part| !matches!(part, Component::Normal(_))) {
        return Err(io::Error::other("the path leaves its folder"));
    }
    if !std::fs::symlink_metadata(&path)?.is_file() {
        return Err(io::Error::other("it is not an ordinary file"));
    }
    File::open(path)
}

#[cfg(test)]
mod tests;
