//! Hands over what a command has made: in a file that is whole or not there, or on stdout.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::filesystem::{Disk, Filesystem as _};
use crate::folder;
use crate::terminal::unless_closed;

/// Refuses what cannot be handed over in that way, before any work is done.
///
/// `shown` says whether the bytes can be shown at a terminal.
///
/// # Errors
///
/// When bytes would go to a terminal, or the file is no ordinary one or lies in a folder of
/// `sources` or templates.
pub fn check(output: Option<&Path>, shown: bool, sources: &[&Path]) -> Result<()> {
    let Some(output) = output else {
        if !shown && io::stdout().is_terminal() {
            bail!("this is a file, which a terminal cannot show; say where it belongs: --output FILE");
        }
        return Ok(());
    };
    let name = folder::shown(output);
    match output.symlink_metadata() {
        Ok(there) if there.is_dir() => bail!("{name} is a folder; name a file: --output FILE"),
        Ok(there) if !there.is_file() => {
            bail!("{name} is there already and no ordinary file; name another: --output FILE")
        }
        _ => {}
    }
    let parent = parent(output).canonicalize();
    for folder in sources.iter().copied().chain([Path::new(folder::TEMPLATES)]) {
        if let (Ok(parent), Ok(folder)) = (&parent, folder.canonicalize())
            && parent.starts_with(folder)
        {
            bail!("{name} would lie among the sources; name a file elsewhere: --output FILE");
        }
    }
    Ok(())
}

/// Writes the bytes, and answers with the name of the file, if it is one.
///
/// # Errors
///
/// When the machine fails; a file that stood there is then as it was.
pub fn write(bytes: &[u8], output: Option<&Path>) -> Result<Option<String>> {
    let Some(output) = output else {
        let mut stdout = io::stdout().lock();
        let written = stdout.write_all(bytes).and_then(|()| stdout.flush());
        unless_closed(written).context("cannot write on stdout")?;
        return Ok(None);
    };
    let name = folder::shown(output);
    let file = output.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let unfinished = parent(output).join(format!(".{file}.{}.unfinished", std::process::id()));
    let written = Disk.write_new(&unfinished, bytes).and_then(|()| Disk.rename(&unfinished, output));
    if written.is_err() {
        // There is nothing to be done about a file that cannot be removed either.
        let _ = Disk.remove_file(&unfinished);
    }
    written.with_context(|| format!("cannot write {name}"))?;
    Ok(Some(name))
}

fn parent(file: &Path) -> &Path {
    file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
