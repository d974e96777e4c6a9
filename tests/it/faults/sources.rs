//! A sound agreement in memory, and ways to spoil it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use agreement::lint::{Circumstances, LINTS};
use agreement::publish::{Outcome, Request, publish};
use agreement::source::{Files, Root};

use super::telling;

type Tree = BTreeMap<String, Vec<u8>>;

static AGREEMENT: LazyLock<Tree> = LazyLock::new(|| tree_of("content"));
static EVERY_CONSTRUCT: LazyLock<Tree> = LazyLock::new(|| tree_of("tests/cases/every-construct/content"));

fn tree_of(folder: &str) -> Tree {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = walkdir::WalkDir::new(&folder).into_iter().map(|entry| entry.expect("a folder that can be read"));
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(&folder).expect("a file in the folder");
            let bytes = std::fs::read(entry.path()).expect("a file that can be read");
            (path.to_string_lossy().replace('\\', "/"), bytes)
        })
        .collect()
}

/// The files of an agreement, and templates that take the place of built-in ones.
#[derive(Clone)]
pub struct Sources {
    /// The files of the content folder.
    pub content: Tree,
    templates: Tree,
}

impl Sources {
    /// A sound agreement that uses every construct.
    pub fn sound() -> Sources {
        Sources { content: EVERY_CONSTRUCT.clone(), templates: Tree::new() }
    }

    /// The agreement itself.
    pub fn of_the_agreement() -> Sources {
        Sources { content: AGREEMENT.clone(), templates: Tree::new() }
    }

    /// No files at all.
    pub fn nothing() -> Sources {
        Sources { content: Tree::new(), templates: Tree::new() }
    }

    /// Puts a file in its place.
    pub fn put(mut self, path: &str, bytes: impl AsRef<[u8]>) -> Sources {
        self.content.insert(path.to_owned(), bytes.as_ref().to_vec());
        self
    }

    /// Takes a file away.
    pub fn without(mut self, path: &str) -> Sources {
        assert!(self.content.remove(path).is_some(), "there is no {path} to take away");
        self
    }

    /// Gives a file another name.
    pub fn rename(mut self, from: &str, to: &str) -> Sources {
        let bytes = self.content.remove(from).expect("a file to rename");
        self.content.insert(to.to_owned(), bytes);
        self
    }

    /// Replaces words, which must be there, once.
    pub fn swap(mut self, path: &str, old: &str, new: &str) -> Sources {
        let bytes = self.content.get_mut(path).unwrap_or_else(|| panic!("there is no {path}"));
        let text = String::from_utf8(bytes.clone()).expect("a text");
        assert!(text.contains(old), "{path} has no {old:?}");
        *bytes = text.replacen(old, new, 1).into_bytes();
        self
    }

    /// Cuts a file off before words, which must be there.
    pub fn cut(mut self, path: &str, words: &str) -> Sources {
        let bytes = self.content.get_mut(path).unwrap_or_else(|| panic!("there is no {path}"));
        let text = String::from_utf8(bytes.clone()).expect("a text");
        let (before, _) = text.split_once(words).unwrap_or_else(|| panic!("{path} has no {words:?}"));
        *bytes = before.as_bytes().to_vec();
        self
    }

    /// Adds words at the end of a file.
    pub fn add(mut self, path: &str, words: &str) -> Sources {
        let bytes = self.content.get_mut(path).unwrap_or_else(|| panic!("there is no {path}"));
        bytes.extend_from_slice(words.as_bytes());
        self
    }

    /// Adds a paragraph to an appendix.
    pub fn prose(self, words: &str) -> Sources {
        self.put("appendices/a-tide-notes.md", format!("---\ntitle: Tide Notes\n---\n\n{words}\n"))
    }

    /// Puts a template in the place of a built-in one.
    pub fn template(mut self, path: &str, bytes: impl AsRef<[u8]>) -> Sources {
        self.templates.insert(path.to_owned(), bytes.as_ref().to_vec());
        self
    }

    /// Writes the content folder into a folder.
    pub fn write(&self, folder: &Path) {
        for (path, bytes) in &self.content {
            let path = folder.join("content").join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, bytes).expect("written");
        }
    }

    /// Everything as the program would read it.
    pub fn files(&self) -> Files {
        let mut files = Files::new();
        agreement::templates::add_built_in(&mut files);
        for (path, bytes) in &self.content {
            files.add(Root::Content, path, &format!("content/{path}"), bytes.clone());
        }
        for (path, bytes) in &self.templates {
            files.add(Root::Templates, path, &format!("templates/{path}"), bytes.clone());
        }
        files
    }

    /// What comes of publishing it.
    pub fn publish(&self, files: &Files, pdf: bool) -> Outcome {
        publish(
            files,
            &Request {
                pdf,
                html: true,
                date: None,
                document: None,
                threads: 1,
                circumstances: Circumstances::default(),
            },
            &mut |_| {},
        )
    }

    /// Everything that is told about it, and which rules that breaks.
    ///
    /// Most checks have their own tests, and an appendix that makes way for a fault leaves data
    /// that nobody shows; two of them are told here, since they are about faults of writing.
    pub fn told(&self) -> (String, Vec<String>) {
        let files = self.files();
        let mut outcome = self.publish(&files, true);
        let here = |code: &str| matches!(code, "typed-number" | "unprinted-value");
        outcome.findings.retain(|finding| here(finding.code) || !LINTS.iter().any(|lint| lint.code == finding.code));
        (telling::print(&files, &outcome), telling::broken_rules(&files, &outcome))
    }
}
