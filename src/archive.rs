//! The archive: a plain folder that a person can read and that outlives the program.
//!
//! What was found on the pages and read in them lies in [`store`], as files. The [`catalogue`] and the search index
//! hold nothing else: both can be made again from the files alone.
//!
//! One process at a time writes (see [`Archive::open_for_writing`]); any number read meanwhile.

pub mod catalogue;
pub mod failures;
pub mod files;
pub mod log;
pub mod rates;
pub mod seal;
pub mod status;
pub mod store;
pub mod writer;

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use catalogue::Catalogue;
use failures::Failures;
use store::Store;

/// Version of the archive's form. It changes when an older program would misread or spoil what a newer one wrote.
pub const FORMAT: u32 = 1;

const MARKER: &str = "paragraf.json";
const LOCK: &str = "lock";
const README: &str = include_str!("archive/README.txt");

/// The file that makes a folder an archive.
#[derive(Serialize, Deserialize)]
struct Marker {
    format: u32,
}

/// An archive folder whose format this program knows.
#[derive(Debug)]
pub struct Archive {
    root: PathBuf,
}

/// The right to write to an archive, held until it is dropped or the process ends.
#[derive(Debug)]
pub struct WriteLock {
    _file: File,
}

impl Archive {
    /// Opens an archive for reading.
    ///
    /// # Errors
    /// [`Error::NoArchive`], [`Error::NewerArchive`], or the folder cannot be read.
    pub fn open(root: &Path) -> Result<Self> {
        let path = root.join(MARKER);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Err(Error::NoArchive(root.to_owned()));
            }
            Err(error) => return Err(files::cannot_read(&path, error)),
        };
        let marker: Marker = serde_json::from_slice(&bytes).map_err(|error| Error::DamagedArchive {
            path: root.to_owned(),
            part: MARKER.to_owned(),
            detail: error.to_string(),
        })?;
        if marker.format > FORMAT {
            return Err(Error::NewerArchive {
                path: root.to_owned(),
                found: marker.format,
                known: FORMAT,
            });
        }
        Ok(Self { root: root.to_owned() })
    }

    /// Opens an archive for writing, and makes it where the folder is empty or not there.
    ///
    /// # Errors
    /// As [`Archive::open`]; [`Error::ArchiveBusy`] where another process writes; [`Error::Usage`] where the folder
    /// holds other things and no archive.
    pub fn open_for_writing(root: &Path) -> Result<(Self, WriteLock)> {
        let is_new = !root.join(MARKER).exists();
        if is_new {
            make_folder(root)?;
        } else {
            Self::open(root)?;
        }
        let lock = lock(root)?;
        files::remove_unfinished(root)?;
        if is_new {
            files::write(&root.join("README.txt"), README.as_bytes())?;
            files::write_json(&root.join(MARKER), &Marker { format: FORMAT })?;
        }
        Ok((Self::open(root)?, lock))
    }

    /// Keeps others from writing as long as what is returned lives; nothing where the archive has never been written to, or lies on a
    /// medium without locks.
    ///
    /// # Errors
    /// [`Error::ArchiveBusy`] where another process writes.
    pub fn hold_still(&self) -> Result<Option<WriteLock>> {
        let Ok(file) = File::open(self.root.join(LOCK)) else {
            return Ok(None);
        };
        match file.try_lock_shared() {
            Ok(()) => Ok(Some(WriteLock { _file: file })),
            Err(TryLockError::WouldBlock) => Err(Error::ArchiveBusy(self.root.clone())),
            Err(TryLockError::Error(_)) => Ok(None),
        }
    }

    /// The archive's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The stored documents.
    pub fn store(&self) -> Store {
        Store::new(&self.root)
    }

    /// The source files that are not in.
    pub fn failures(&self) -> Failures {
        Failures::new(&self.root)
    }

    /// Opens the catalogue for reading.
    ///
    /// # Errors
    /// [`Error::DamagedArchive`] where it is missing, damaged or of another version.
    pub fn catalogue(&self) -> Result<Catalogue> {
        Catalogue::open(&self.root)
    }

    /// Folder of the search index.
    pub fn index_folder(&self) -> PathBuf {
        self.root.join("index")
    }
}

/// True where the folder is an archive of any format: its files are no sources.
pub fn is_archive(folder: &Path) -> bool {
    folder.join(MARKER).is_file()
}

fn make_folder(root: &Path) -> Result<()> {
    fs::create_dir_all(root).map_err(|error| files::cannot_write(root, error))?;
    let entries = fs::read_dir(root).map_err(|error| files::cannot_read(root, error))?;
    for entry in entries {
        let name = entry.map_err(|error| files::cannot_read(root, error))?.file_name();
        let begun_by_us = name == LOCK || name == "README.txt" || name.to_string_lossy().starts_with('.');
        if !begun_by_us {
            return Err(Error::Usage(format!(
                "{} holds other files and no archive; name an empty or a new folder with --archive",
                root.display()
            )));
        }
    }
    Ok(())
}

fn lock(root: &Path) -> Result<WriteLock> {
    let path = root.join(LOCK);
    let file = File::create(&path).map_err(|error| files::cannot_write(&path, error))?;
    match file.try_lock() {
        Ok(()) => Ok(WriteLock { _file: file }),
        Err(TryLockError::WouldBlock) => Err(Error::ArchiveBusy(root.to_owned())),
        Err(TryLockError::Error(error)) => Err(files::cannot_write(&path, error)),
    }
}
