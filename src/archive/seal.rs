//! The seal: checksums of what is changed in place, left by a writer that ended well and taken away by the next one before it writes.
//!
//! Documents have checksums in their manifests, and the parts of the index have their own. Without a seal, after a writer was killed,
//! the catalogue is judged by its content alone.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::files;
use super::store::sha256;
use crate::error::Result;

const SEAL: &str = "seal.json";

/// The sealed files, relative to the archive's folder.
const SEALED: [&str; 4] = [
    "catalogue.sqlite",
    "index/meta.json",
    "index/.managed.json",
    "index/paragraf-index.json",
];

/// Seals an archive. The lock must be held.
pub fn put(root: &Path) -> Result<()> {
    let mut sums = BTreeMap::new();
    for name in SEALED {
        match fs::read(root.join(name)) {
            Ok(content) => drop(sums.insert(name, sha256(&content))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(files::cannot_read(&root.join(name), error)),
        }
    }
    files::write_json(&root.join(SEAL), &sums)
}

/// Takes the seal away, before anything is written.
pub fn take(root: &Path) -> Result<()> {
    let seal = root.join(SEAL);
    match fs::remove_file(&seal) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(files::cannot_write(&seal, error)),
        _ => Ok(()),
    }
}

/// The files that are not as they were sealed, with what is wrong; nothing where there is no seal.
pub fn broken(root: &Path) -> BTreeMap<PathBuf, String> {
    let seal = root.join(SEAL);
    let Ok(content) = fs::read(&seal) else {
        return BTreeMap::new();
    };
    let Ok(sums) = serde_json::from_slice::<BTreeMap<String, String>>(&content) else {
        let detail = "the seal of the archive is damaged".to_owned();
        return BTreeMap::from([(root.join(SEALED[0]), detail)]);
    };
    sums.into_iter()
        .filter_map(|(name, sum)| {
            let path = root.join(name);
            let detail = match fs::read(&path) {
                Ok(content) if sha256(&content) == sum => return None,
                Ok(_) => "its content has changed since it was written".to_owned(),
                Err(error) => error.to_string(),
            };
            Some((path, detail))
        })
        .collect()
}
