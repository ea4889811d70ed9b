//! The source files that are not in the archive, and why: one small file each, so that nothing is lost with the catalogue.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::files;
use super::store::sha256;
use crate::error::{Result, SourceFault};

/// A source file that was not brought in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The file or folder, absolute.
    pub path: String,
    /// True for a file in a folder that is of none of the kinds that are read: nothing went wrong with it.
    pub skipped: bool,
    /// The reason, for scripts: the code of a [`crate::error::SourceFault`].
    pub code: String,
    /// The reason, for people.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// SHA-256 of the content; absent where the content is not what is wrong. Such a failure is tried again each time.
    pub sha256: Option<String>,
    /// Engine, model and options that it was tried with.
    pub capture: String,
    /// When it was first found.
    pub time: Timestamp,
}

impl Failure {
    /// The failure of a file, found now. `sha256` is that of its content, where that is at fault.
    pub fn new(path: &Path, fault: &SourceFault, sha256: Option<&str>, capture: &str) -> Self {
        Self {
            path: absolute(path),
            skipped: false,
            code: fault.code().to_owned(),
            message: fault.to_string(),
            hint: fault.hint().map(str::to_owned),
            sha256: sha256.map(str::to_owned),
            capture: capture.to_owned(),
            time: Timestamp::now(),
        }
    }

    /// True for the same failure, found at another time.
    pub fn is_same(&self, other: &Self) -> bool {
        let other = Self {
            time: self.time,
            ..other.clone()
        };
        *self == other
    }

    /// The same for a file that is none of ours, so that there is nothing to do about it.
    pub fn skip(self) -> Self {
        Self {
            skipped: true,
            hint: None,
            ..self
        }
    }
}

/// The name under which the archive remembers a source file, whatever the folder that the user stood in. A link to a file
/// keeps its own name.
pub fn absolute(path: &Path) -> String {
    let resolved = match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => {
            let folder = if folder.as_os_str().is_empty() {
                Path::new(".")
            } else {
                folder
            };
            fs::canonicalize(folder).map(|folder| folder.join(name))
        }
        _ => fs::canonicalize(path),
    };
    let absolute = resolved.or_else(|_| std::path::absolute(path));
    absolute.as_deref().unwrap_or(path).to_string_lossy().into_owned()
}

/// The failures of one archive.
#[derive(Debug, Clone)]
pub struct Failures {
    folder: PathBuf,
}

impl Failures {
    /// The failures in an archive's folder.
    pub(super) fn new(archive: &Path) -> Self {
        Self {
            folder: archive.join("failures"),
        }
    }

    /// All failures, in the order of paths. A damaged file is left out: the next import finds the failure again.
    pub fn all(&self) -> Result<Vec<Failure>> {
        let mut failures = Vec::new();
        for path in files::list(&self.folder)? {
            let json = fs::read(&path).map_err(|error| files::cannot_read(&path, error))?;
            failures.extend(serde_json::from_slice::<Failure>(&json));
        }
        failures.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(failures)
    }

    /// The files of failures that are not as they were written.
    pub fn damaged(&self) -> Result<Vec<PathBuf>> {
        let mut damaged = Vec::new();
        for path in files::list(&self.folder)? {
            let json = fs::read(&path).map_err(|error| files::cannot_read(&path, error))?;
            let is_sound =
                serde_json::from_slice::<Failure>(&json).is_ok_and(|failure| self.file(&failure.path) == path);
            if !is_sound && !files::is_unfinished(&path) {
                damaged.push(path);
            }
        }
        Ok(damaged)
    }

    /// Removes what a killed writer left half written.
    pub fn remove_unfinished(&self) -> Result<()> {
        files::remove_unfinished(&self.folder)
    }

    /// Notes a failure, in place of an earlier one of the same file.
    pub fn write(&self, failure: &Failure) -> Result<()> {
        files::make_folder(&self.folder)?;
        files::write_json(&self.file(&failure.path), failure)
    }

    /// Forgets the failure of a file, which is in now or gone.
    pub fn remove(&self, path: &str) -> Result<()> {
        let file = self.file(path);
        match fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(files::cannot_write(&file, error)),
            _ => Ok(()),
        }
    }

    fn file(&self, path: &str) -> PathBuf {
        self.folder.join(format!("{}.json", sha256(path.as_bytes())))
    }
}
