//! One side of a comparison: the sources of an edition, and the documents that they make.

use std::path::Path;

use agreement::agreement::AGREEMENT;
use agreement::diagnostic::{self, Diagnostic};
use agreement::document::Document;
use agreement::lint::Circumstances;
use agreement::publish::compose_all;
use agreement::source::Files;
use agreement::tally::counted;
use anyhow::{Result, bail};

use crate::folder::{TEMPLATES, shown};
use crate::history::History;
use crate::sources;
use crate::terminal::{Terminal, brief};

/// One of the two that are compared.
pub struct Side {
    /// Its sources.
    pub files: Files,
    /// The agreement that they make; with errors, what could be read of it.
    pub document: Document,
    /// The documents beside it, by their ids.
    beside: Vec<(String, Document)>,
    /// The errors in its sources.
    pub errors: Vec<Diagnostic>,
}

impl Side {
    /// What a name stands for: a folder with sources, or else an edition of those in `content`.
    ///
    /// `None` if it makes no document; why is told.
    ///
    /// # Errors
    ///
    /// When the name stands for nothing, or when the machine fails.
    pub fn named(name: &str, content: &Path, terminal: &mut Terminal) -> Result<Option<Side>> {
        let folder = Path::new(name);
        if !name.starts_with('-') && folder.join("version-control.yaml").is_file() {
            return Side::of_folder(folder, terminal);
        }
        let Some(history) = History::open(content)? else {
            bail!(
                "“{}” is no folder with sources, and the sources in {} have no history in git in which it could be an \
                 edition",
                brief(name),
                shown(content)
            );
        };
        let revision = history.named(name)?;
        if let Some(note) = &revision.note {
            terminal.note(note);
        }
        let mut files = Files::new();
        // What is made of both is made today, so with the templates of today if there are any.
        let templates = Some(Path::new(TEMPLATES)).filter(|folder| folder.is_dir());
        let findings = sources::read_revision(&revision, templates, &mut files)?;
        Side::of(name, files, findings, terminal)
    }

    /// The sources in a folder.
    ///
    /// `None` if they make no document; why is told.
    ///
    /// # Errors
    ///
    /// When the machine fails to read it.
    pub fn of_folder(folder: &Path, terminal: &mut Terminal) -> Result<Option<Side>> {
        let mut files = Files::new();
        let findings = sources::read(folder, None, &mut files)?;
        Side::of(&shown(folder), files, findings, terminal)
    }

    /// What files that were read make; with errors among them it is what could be read of it.
    ///
    /// # Errors
    ///
    /// When the core fails.
    pub fn of(
        name: &str,
        files: Files,
        mut findings: Vec<Diagnostic>,
        terminal: &mut Terminal,
    ) -> Result<Option<Side>> {
        let mut documents = Vec::new();
        if !findings.iter().any(Diagnostic::is_error) {
            (documents, findings) = sources::on_a_large_stack("nothing was compared", || {
                compose_all(&files, &Circumstances::default(), &mut |_| {})
            })?;
        }
        diagnostic::sort(&mut findings);
        let errors: Vec<&Diagnostic> = findings.iter().filter(|finding| finding.is_error()).collect();
        let mut documents = documents.into_iter();
        let Some((_, document)) = documents.next().filter(|(id, _)| id == AGREEMENT) else {
            terminal.findings(&files, &errors, "nothing was compared");
            return Ok(None);
        };
        if !errors.is_empty() {
            terminal.note(&format!(
                "{} cannot be published as it is, since it has {}; what could be read of it was compared",
                brief(name),
                counted(errors.len(), "error")
            ));
        }
        let errors = errors.into_iter().cloned().collect();
        Ok(Some(Side { files, document, beside: documents.collect(), errors }))
    }

    /// A document by its id.
    pub fn one(&self, id: &str) -> Option<&Document> {
        if id == AGREEMENT {
            return Some(&self.document);
        }
        self.beside.iter().find(|(other, _)| other == id).map(|(_, document)| document)
    }

    /// The ids of its documents, that of the agreement first.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        std::iter::once(AGREEMENT).chain(self.beside.iter().map(|(id, _)| id.as_str()))
    }
}
