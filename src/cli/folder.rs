//! What people call a folder, and where it is.

use std::path::{Path, PathBuf};

/// The folder of templates that is used without being named, where there is one.
pub const TEMPLATES: &str = "templates";

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

/// Where a path leads without links and dots, be it there or not; nothing above it may be missing
/// altogether.
pub fn place(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(plain(path)).ok()?;
    // It may not be there yet, or no more; the nearest folder above it is.
    let (above, place) = path.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)))?;
    match path.strip_prefix(above) {
        Ok(below) if !below.as_os_str().is_empty() => Some(place.join(below)),
        _ => Some(place),
    }
}
