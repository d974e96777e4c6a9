//! Finds out which content folder is meant, and which files in it.
//!
//! Without `--content` the folder is `content`, as for every command. A path that lies elsewhere
//! may belong to another agreement: its folder is then the nearest above it that has an
//! `agreement.yaml`. So `agreement check content` and `agreement check other/content/foreword.md`
//! do what they say, and an editor can check a file from any folder.

use std::io;
use std::path::{Path, PathBuf};

use agreement::diagnostic::nearest;
use agreement::source::{FileId, Files, Root};
use anyhow::{Context as _, Result, bail};

use crate::folder::{plain, shown};

/// The content folder where none is named.
pub const CONTENT: &str = "content";
/// The file that every content folder has.
const SETTINGS: &str = "agreement.yaml";
/// The most names of a folder that are compared with one that is not there.
const MOST_NAMES: usize = 1_000;

/// A content folder and the part of it that is meant.
#[derive(Debug)]
pub struct Scope {
    /// The content folder as it was typed, or as it was found.
    pub content: PathBuf,
    /// The places in it that were named, each as typed and as a path below the folder; none for all.
    places: Vec<(String, String)>,
}

impl Scope {
    /// Finds the content folder and the places in it.
    ///
    /// # Errors
    ///
    /// When a place is not there, or lies outside the content folder.
    pub fn find(content: Option<&Path>, paths: &[PathBuf]) -> Result<Scope> {
        let places = paths.iter().map(|path| locate(path)).collect::<Result<Vec<PathBuf>>>()?;
        let content = match (content, paths.first(), places.first()) {
            (Some(content), ..) => content.to_owned(),
            (None, Some(typed), Some(place)) => content_of(typed, place),
            _ => PathBuf::from(CONTENT),
        };
        // What is wrong with the folder itself is said when it is read.
        let Ok(folder) = content.canonicalize() else { return Ok(Scope { content, places: Vec::new() }) };
        let mut below = Vec::new();
        for (typed, place) in paths.iter().zip(&places) {
            let Ok(path) = place.strip_prefix(&folder) else {
                bail!(
                    "{} lies outside the content folder {}; name files and folders in it, or another folder: --content DIR",
                    shown(typed),
                    shown(&content)
                );
            };
            let path = path.to_string_lossy();
            below.push((shown(typed), if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() }));
        }
        Ok(Scope { content, places: below })
    }

    /// Whether a file is meant.
    pub fn holds(&self, files: &Files, file: FileId) -> bool {
        self.places.is_empty() || self.places.iter().any(|(_, place)| is_in(files, file, place))
    }

    /// Refuses a place of which nothing was read, which would otherwise pass as sound.
    ///
    /// # Errors
    ///
    /// When there is one.
    pub fn refuse_nothing(&self, files: &Files) -> Result<()> {
        for (typed, place) in &self.places {
            if !place.is_empty() && !files.below(Root::Content, "").any(|file| is_in(files, file, place)) {
                bail!("there is nothing in {typed} that is read; name a file of the sources, or a folder with some");
            }
        }
        Ok(())
    }
}

/// Whether a file is the one at a path below the content folder, or lies in the folder there.
fn is_in(files: &Files, file: FileId, place: &str) -> bool {
    if files.root(file) != Root::Content {
        return false;
    }
    // The path of what stands for a file that was not read begins with a zero.
    let path = files.path(file).trim_start_matches('\0');
    let rest = path.strip_prefix(place);
    place.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Where a file or a folder really is; a link at the end of the path is not followed.
fn locate(typed: &Path) -> Result<PathBuf> {
    let path = plain(typed);
    let place = match (path.file_name(), path.parent()) {
        (Some(name), Some(above)) => {
            let above = if above.as_os_str().is_empty() { Path::new(".") } else { above };
            std::fs::symlink_metadata(&path).and_then(|_| above.canonicalize()).map(|above| above.join(name))
        }
        _ => path.canonicalize(),
    };
    match place {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            match near(&path) {
                Some(near) => bail!("there is no {}; did you mean {}?", shown(typed), shown(&near)),
                None => bail!("there is no file or folder {}", shown(typed)),
            }
        }
        other => other.with_context(|| format!("cannot open {}", shown(typed))),
    }
}

/// What in the same folder has a name much like it.
fn near(path: &Path) -> Option<PathBuf> {
    let above = path.parent()?;
    let folder = if above.as_os_str().is_empty() { Path::new(".") } else { above };
    let entries = std::fs::read_dir(folder).ok()?.take(MOST_NAMES).flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    nearest(path.file_name()?.to_str()?, names.iter().map(String::as_str)).map(|name| above.join(name))
}

/// The content folder that a place belongs to.
fn content_of(typed: &Path, place: &Path) -> PathBuf {
    let usual = PathBuf::from(CONTENT);
    if usual.canonicalize().is_ok_and(|folder| place.starts_with(folder)) {
        return usual;
    }
    let typed = plain(typed);
    let mut above = typed.ancestors().map(|above| if above.as_os_str().is_empty() { Path::new(".") } else { above });
    let has_settings =
        |folder: &&Path| std::fs::symlink_metadata(folder.join(SETTINGS)).is_ok_and(|metadata| metadata.is_file());
    above.find(has_settings).map_or(usual, Path::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_holds_itself_and_what_is_below_it() {
        let mut files = Files::new();
        let mut add = |root, path| files.add(root, path, path, Vec::new());
        let chapter = add(Root::Content, "chapters/01-a.md");
        let stand_in = add(Root::Content, "\0chapters/02-b.txt");
        let other = add(Root::Content, "chapters-old.md");
        let template = add(Root::Templates, "chapters/x.html");
        let held = |places: &[&str]| {
            let places = places.iter().map(|place| ((*place).to_owned(), (*place).to_owned())).collect();
            let scope = Scope { content: PathBuf::from("content"), places };
            [chapter, stand_in, other, template, files.content_folder()].map(|file| scope.holds(&files, file))
        };
        assert_eq!(held(&[]), [true; 5]);
        assert_eq!(held(&[""]), [true, true, true, false, true]);
        assert_eq!(held(&["chapters"]), [true, true, false, false, false]);
        assert_eq!(held(&["chapters/02-b.txt", "chapters-old.md"]), [false, true, true, false, false]);
    }

    #[test]
    fn the_folder_is_found_from_what_is_in_it() {
        let desk = tempfile::tempdir().expect("a temporary folder");
        let other = desk.path().join("other");
        std::fs::create_dir_all(other.join("chapters")).expect("made");
        std::fs::write(other.join(SETTINGS), "").expect("written");
        std::fs::write(other.join("chapters/01-a.md"), "").expect("written");
        std::fs::write(desk.path().join("loose.md"), "").expect("written");
        let found = |path: PathBuf| Scope::find(None, &[path]);
        let scope = found(other.join("chapters/01-a.md")).expect("found");
        assert_eq!((scope.content, scope.places[0].1.as_str()), (other.clone(), "chapters/01-a.md"));
        let scope = found(other.clone()).expect("found");
        assert_eq!((scope.content, scope.places[0].1.as_str()), (other.clone(), ""));
        let error = Scope::find(Some(&other), &[desk.path().join("loose.md")]).expect_err("outside").to_string();
        assert!(error.contains("loose.md lies outside the content folder"), "{error}");
        let error = found(other.join("chapters/01-b.md")).expect_err("not there").to_string();
        assert!(error.contains("did you mean") && error.ends_with("chapters/01-a.md?"), "{error}");
        found(other.join(SETTINGS).join("below")).expect_err("below a file");
    }
}
