//! Judges what may be among the sources, whether it comes from a folder or from the history.
//!
//! How it is found and opened is left to [`crate::disk`] and [`crate::history`].

use std::path::Path;

use agreement::diagnostic::{Diagnostic, nearest};
use agreement::refresh::is_worklist;
use agreement::source::{
    FileId, Files, MAX_FILE_BYTES, MAX_FILES, MAX_FOLDER_DEPTH, MAX_TEXT_BYTES, MAX_TOTAL_BYTES, MAX_TOTAL_TEXT_BYTES,
    Root, Span,
};
use anyhow::Result;

use crate::folder::shown;

/// The endings of the files that a content folder is made of.
const CONTENT_ENDINGS: [&str; 7] = ["md", "yaml", "csv", "svg", "png", "jpg", "jpeg"];
/// The endings of texts, which are held to [`MAX_TEXT_BYTES`].
const TEXT_ENDINGS: [&str; 3] = ["md", "yaml", "csv"];

/// How many bytes and files may be read, so that tests can ask for less.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The largest file, in bytes.
    pub file: usize,
    /// The largest text, in bytes.
    pub text: usize,
    /// All texts together, in bytes.
    pub texts: usize,
    /// All files together, in bytes.
    pub total: usize,
    /// The number of files.
    pub files: usize,
    /// How many folders a path may pass through.
    pub depth: usize,
}

/// What a county may ask for.
pub const LIMITS: Limits = Limits {
    file: MAX_FILE_BYTES,
    text: MAX_TEXT_BYTES,
    texts: MAX_TOTAL_TEXT_BYTES,
    total: MAX_TOTAL_BYTES,
    files: MAX_FILES,
    depth: MAX_FOLDER_DEPTH,
};

/// What something in a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An ordinary file.
    File,
    /// A link, wherever it leads.
    Link,
    /// Anything else.
    Other,
}

/// Takes in the files of one tree, and keeps what is to be said of them.
pub struct Intake<'a> {
    files: &'a mut Files,
    root: Root,
    /// What the user typed, for the names in messages.
    typed: String,
    /// What messages say after the name of a file: " at 1.0" where it is from the history.
    edition: String,
    limits: Limits,
    /// The paths that a file may have; empty where any will do.
    known: Vec<String>,
    findings: Vec<Diagnostic>,
    count: usize,
    texts: usize,
    total: usize,
}

impl<'a> Intake<'a> {
    /// An intake for the tree that the user calls `typed`; built-in templates are in `files` already.
    ///
    /// Where the tree is from the history, `edition` is what the user calls that state of it.
    pub fn new(files: &'a mut Files, root: Root, typed: &Path, edition: Option<&str>, limits: Limits) -> Self {
        let folder = match shown(typed).as_str() {
            "." | "" => String::new(),
            "/" => "/".to_owned(),
            folder => format!("{folder}/"),
        };
        let edition = edition.map_or_else(String::new, |edition| format!(" at {edition}"));
        let known = match root {
            Root::Content => {
                files.show_content_folder_as(&format!("{}{edition}", shown(typed)));
                Vec::new()
            }
            Root::Templates => files.below(root, "").map(|id| files.path(id).to_owned()).collect(),
        };
        Intake {
            files,
            root,
            typed: folder,
            edition,
            limits,
            known,
            findings: Vec::new(),
            count: 0,
            texts: 0,
            total: 0,
        }
    }

    /// Everything that there was to say.
    pub fn findings(self) -> Vec<Diagnostic> {
        self.findings
    }

    /// What messages call a file.
    pub fn name(&self, path: &str) -> String {
        format!("{}{path}{}", self.typed, self.edition)
    }

    /// Whether a folder may be gone into; `depth` is 1 for those at the top.
    pub fn folder(&mut self, below: &Path, depth: usize) -> bool {
        if depth > self.limits.depth {
            let message = format!("this folder lies more than {} folders deep", self.limits.depth);
            self.refuse(below, "deep-folder", message, "Move it further up.");
            return false;
        }
        true
    }

    /// Takes in one file; `false` where reading must end.
    ///
    /// `read` is asked for the bytes only of what is wanted, and answers with nothing if there
    /// are more than so many of them.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn file(
        &mut self,
        below: &Path,
        kind: Kind,
        read: impl FnOnce(&str, usize) -> Result<Option<Vec<u8>>>,
    ) -> Result<bool> {
        self.count += 1;
        if self.count > self.limits.files {
            let message = format!("the folder holds more than {} files", self.limits.files);
            self.refuse(below, "too-many-files", message, "Move what is not part of the document elsewhere.");
            return Ok(false);
        }
        match kind {
            Kind::File => {}
            Kind::Link => {
                let message = "this is a link, and links are not followed";
                self.refuse(below, "linked-file", message, "Put a copy of the file itself here.");
                return Ok(true);
            }
            Kind::Other => {
                let message = "this is not an ordinary file (a pipe, a socket or a device)";
                self.refuse(below, "special-file", message, "Remove it.");
                return Ok(true);
            }
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
        let name = self.name(&path);
        let Some(bytes) = read(&name, limit)? else {
            let message = format!("this file is larger than {} MB", limit / (1024 * 1024));
            let help = if is_text {
                "Split it into smaller files."
            } else {
                "Make it smaller; a picture for print needs no more than 3,000 pixels a side."
            };
            self.refuse(below, "large-file", message, help);
            return Ok(true);
        };
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
        if is_worklist(path) {
            return false;
        }
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

    fn refuse(&mut self, below: &Path, code: &'static str, message: impl Into<String>, help: impl Into<String>) {
        let id = self.stand_in(below);
        self.findings.push(Diagnostic::error(code, Span::whole(id), message).help(help));
    }

    /// An empty file that stands for one that was not read, so that a finding can name it.
    fn stand_in(&mut self, below: &Path) -> FileId {
        let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let path = parts.join("/");
        let name = self.name(&path);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_messages_are_what_the_user_would_type() {
        for (typed, edition, expected) in [
            ("content", None, "content/a.md"),
            ("./content/", None, "content/a.md"),
            (".", None, "a.md"),
            ("/x/y", None, "/x/y/a.md"),
            ("../c", None, "../c/a.md"),
            ("content", Some("1.0"), "content/a.md at 1.0"),
            (".", Some("HEAD~3"), "a.md at HEAD~3"),
        ] {
            let mut files = Files::new();
            let mut intake = Intake::new(&mut files, Root::Content, Path::new(typed), edition, LIMITS);
            let id = intake.stand_in(Path::new("a.md"));
            assert_eq!(files.shown(id), expected, "{typed} {edition:?}");
        }
    }
}
