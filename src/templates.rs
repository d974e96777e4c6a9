//! The templates and fonts that the program carries with it.
//!
//! A county replaces any of them with a file of the same name in its own `templates/` folder.

use include_dir::{Dir, include_dir};

use crate::source::{Bytes, FileId, Files, Root};

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Puts every built-in template into `files`; those added later under the same path replace them.
pub fn add_built_in(files: &mut Files) {
    let mut folders = vec![&BUILT_IN];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            files.add(Root::Templates, &path, &format!("built-in templates/{path}"), Bytes::built_in(file.contents()));
        }
    }
}

/// Whether a template is the one that the program carries, so that no county can have broken it.
pub fn is_built_in(files: &Files, id: FileId) -> bool {
    BUILT_IN.get_file(files.path(id)).is_some_and(|file| file.contents() == &**files.bytes(id))
}
