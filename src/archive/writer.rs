//! The one that writes to an archive: it keeps files, catalogue and index of one mind.
//!
//! Files come first, the catalogue second, the index last; whatever ends the process between two of them, the next
//! writer sees from the files what catalogue and index lack, and makes up for it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::catalogue::Catalogue;
use super::failures::{Failure, Failures, absolute};
use super::store::{Manifest, Store};
use super::{Archive, WriteLock};
use crate::error::{Error, Result};
use crate::record::Record;

/// How many documents go into the catalogue in one transaction when it is filled from the files.
const BATCH: usize = 500;

/// An archive that is open for writing.
#[derive(Debug)]
pub struct Writer {
    archive: Archive,
    store: Store,
    failures: Failures,
    catalogue: Catalogue,
    _lock: WriteLock,
}

impl Writer {
    /// Opens an archive for writing, makes it where there is none, and brings the catalogue up to what the files say.
    ///
    /// # Errors
    /// As [`Archive::open_for_writing`], and where something cannot be read or written.
    pub fn open(root: &Path) -> Result<Self> {
        let (archive, lock) = Archive::open_for_writing(root)?;
        let catalogue = Catalogue::open_for_writing(root)?;
        let mut writer = Self::new(archive, catalogue, lock);
        writer.catch_up_documents()?;
        writer.catch_up_failures()?;
        Ok(writer)
    }

    /// Opens an archive to write its catalogue and index from nothing. Readers find the old ones until [`Self::finish`].
    ///
    /// # Errors
    /// As [`Archive::open_for_writing`], and where something cannot be read or written.
    pub fn open_anew(root: &Path) -> Result<Self> {
        let (archive, lock) = Archive::open_for_writing(root)?;
        let catalogue = Catalogue::create_anew(root)?;
        let mut writer = Self::new(archive, catalogue, lock);
        writer.catch_up_failures()?;
        Ok(writer)
    }

    fn new(archive: Archive, catalogue: Catalogue, lock: WriteLock) -> Self {
        Self {
            store: archive.store(),
            failures: archive.failures(),
            archive,
            catalogue,
            _lock: lock,
        }
    }

    /// The catalogue, to look things up in.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The stored documents.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Enters a document whose files are written.
    pub fn enter(&mut self, record: Record, manifest: Manifest) -> Result<()> {
        self.catalogue.put(&[(record, manifest)])
    }

    /// Notes that the source file of a document that is in also lies at `paths`.
    pub fn add_paths(&mut self, id: &str, paths: &[String]) -> Result<()> {
        if self.store.add_paths(id, paths)? {
            self.catalogue.add_paths(id, paths)?;
        }
        Ok(())
    }

    /// Notes source files that could not be brought in.
    pub fn fail(&mut self, failures: &[Failure]) -> Result<()> {
        for failure in failures {
            self.failures.write(failure)?;
        }
        self.catalogue.put_failures(failures)
    }

    /// Forgets the failures of these source files.
    pub fn forget_failures(&mut self, paths: &[String]) -> Result<()> {
        for path in paths {
            self.failures.remove(path)?;
        }
        self.catalogue.remove_failures(paths)
    }

    /// Forgets all failures for one reason.
    pub fn forget_failures_of(&mut self, code: &str) -> Result<()> {
        let failures = self.catalogue.failures()?.into_iter();
        let of_code: Vec<_> = failures
            .filter(|failure| failure.code == code)
            .map(|failure| failure.path)
            .collect();
        self.forget_failures(&of_code)
    }

    /// Forgets the failures of files that are gone from folders which were just looked through.
    pub fn forget_vanished(&mut self, folders: &[PathBuf]) -> Result<()> {
        let folders: Vec<_> = folders
            .iter()
            .filter(|path| path.is_dir())
            .map(|path| absolute(path))
            .collect();
        let is_gone = |path: &Path| {
            folders.iter().any(|folder| path.starts_with(folder))
                && fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
        };
        let failures = self.catalogue.failures()?.into_iter().map(|failure| failure.path);
        let gone: Vec<_> = failures.filter(|path| is_gone(Path::new(path))).collect();
        self.forget_failures(&gone)
    }

    /// Brings the index up to the catalogue, and lets readers see what was made anew.
    pub fn finish(self) -> Result<()> {
        self.catalogue.publish(self.archive.root())
    }

    /// Enters the stored documents that the catalogue lacks, and takes those out whose files are gone. Documents whose
    /// record is damaged are left out: an import of their source or a rebuild brings them back.
    fn catch_up_documents(&mut self) -> Result<()> {
        let known: BTreeSet<String> = self.catalogue.ids()?.into_iter().collect();
        let stored: BTreeSet<String> = self.store.ids()?.into_iter().collect();
        for id in known.difference(&stored) {
            self.catalogue.remove(id)?;
        }
        let missing: Vec<_> = stored.difference(&known).collect();
        for batch in missing.chunks(BATCH) {
            let mut documents = Vec::with_capacity(batch.len());
            for id in batch {
                match self.read(id) {
                    Err(Error::DamagedArchive { .. } | Error::NotInArchive(_)) => {}
                    document => documents.push(document?),
                }
            }
            self.catalogue.put(&documents)?;
        }
        Ok(())
    }

    fn read(&self, id: &str) -> Result<(Record, Manifest)> {
        Ok((self.store.read_record(id)?, self.store.read_manifest(id)?))
    }

    fn catch_up_failures(&mut self) -> Result<()> {
        let noted = self.failures.all()?;
        let known = self.catalogue.failures()?;
        let gone = known.iter().filter(|failure| !noted.contains(failure));
        let gone: Vec<_> = gone.map(|failure| failure.path.clone()).collect();
        self.catalogue.remove_failures(&gone)?;
        self.catalogue.put_failures(&noted)
    }
}
