//! The list of what this tool has written into an output folder, which is all it may ever replace or remove.

use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::disk;

/// The most bytes that a manifest or a plan may have; ours have a few hundred.
const MAX_BYTES: u64 = 1024 * 1024;

/// Every published file, in the order of names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    format: u32,
    /// The files, each name once.
    pub files: Vec<Entry>,
}

/// One published file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its name in the output folder.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Its digest in hexadecimal digits, by which a file that somebody has changed is told apart.
    pub sha256: String,
}

/// What stands under a name in the output folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    Absent,
    /// The very file that an entry describes.
    Same,
    /// A file, a folder or a link that the entry does not describe.
    Other,
}

impl Entry {
    /// Describes a file before it is written.
    pub fn new(name: &str, bytes: &[u8]) -> Self {
        Entry { name: name.to_owned(), bytes: bytes.len() as u64, sha256: hexadecimal(&Sha256::digest(bytes)) }
    }

    /// Compares what stands in `folder` with this entry, without following links.
    pub fn standing(&self, folder: &Path) -> Result<Standing> {
        let path = folder.join(&self.name);
        let metadata = match std::fs::symlink_metadata(&path) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Standing::Absent),
            Err(error) => return Err(error).with_context(|| format!("cannot look at {}", self.name)),
        };
        if !metadata.is_file() || metadata.len() != self.bytes {
            return Ok(Standing::Other);
        }
        let mut file = disk::open_without_links(folder, Path::new(&self.name))
            .with_context(|| format!("cannot read {}", self.name))?;
        let mut digest = Sha256::new();
        let mut buffer = vec![0; 64 * 1024];
        loop {
            match file.read(&mut buffer).with_context(|| format!("cannot read {}", self.name))? {
                0 => break,
                count => digest.update(&buffer[..count]),
            }
        }
        let same = hexadecimal(&digest.finalize()) == self.sha256;
        Ok(if same { Standing::Same } else { Standing::Other })
    }
}

impl Manifest {
    /// A manifest of these files.
    ///
    /// # Errors
    ///
    /// When a name could lead out of the folder or into the tool's own one, or stands there twice.
    pub fn new(mut files: Vec<Entry>) -> Result<Self> {
        files.sort_by(|a, b| a.name.cmp(&b.name));
        let manifest = Manifest { format: 1, files };
        manifest.check()?;
        Ok(manifest)
    }

    /// The entry of a name.
    pub fn find(&self, name: &str) -> Option<&Entry> {
        self.files.iter().find(|entry| entry.name == name)
    }

    fn check(&self) -> Result<()> {
        if self.format != 1 {
            bail!("it was written by a newer version of this program");
        }
        for (at, entry) in self.files.iter().enumerate() {
            check_name(&entry.name)?;
            if self.files[..at].iter().any(|other| other.name == entry.name) {
                bail!("it lists {} twice", entry.name);
            }
        }
        Ok(())
    }

    /// The manifest of a folder; an empty one where there is none.
    ///
    /// # Errors
    ///
    /// When what is there is not a manifest of this tool.
    pub fn load(folder: &Path) -> Result<Self> {
        match read_json::<Manifest>(folder, MANIFEST)? {
            None => Manifest::new(Vec::new()),
            Some(manifest) => manifest.check().map(|()| manifest),
        }
    }
}

/// The name of the manifest's file.
pub const MANIFEST: &str = "manifest.json";

/// Refuses a name that is not a plain, visible file name on every system.
pub fn check_name(name: &str) -> Result<()> {
    let plain = !name.is_empty()
        && !name.starts_with('.')
        && !name.ends_with(['.', ' '])
        && !name.chars().any(|c| c.is_control() || "/\\:*?\"<>|".contains(c));
    if plain { Ok(()) } else { bail!("{name:?} cannot be the name of a published file") }
}

/// Reads a small JSON file of this tool, if it is there.
pub fn read_json<T: serde::de::DeserializeOwned>(folder: &Path, name: &str) -> Result<Option<T>> {
    match std::fs::symlink_metadata(folder.join(name)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    let mut text = String::new();
    disk::open_without_links(folder, Path::new(name))?.take(MAX_BYTES).read_to_string(&mut text)?;
    Ok(Some(serde_json::from_str(&text)?))
}

/// The same value as the bytes of a small JSON file.
pub fn to_json(value: &impl Serialize) -> Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
