//! The one that writes to an archive: it keeps files, catalogue and index of one mind.
//!
//! Files come first, the catalogue second, the index last; whatever ends the process between two of them, the next
//! writer sees from the files what catalogue and index lack, and makes up for it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::catalogue::Catalogue;
use super::failures::{Failure, Failures, absolute};
use super::store::{Manifest, Store};
use super::{Archive, WriteLock, files, seal};
use crate::error::{Error, Result};
use crate::index;
use crate::record::Record;

/// How many documents go into the catalogue in one transaction when it is filled from the files.
const BATCH: usize = 500;

/// How many documents at most are entered before search finds them.
const UNCOMMITTED: usize = 500;

/// How long they wait for that at most.
const COMMIT_AFTER: Duration = Duration::from_secs(60);

/// An archive that is open for writing.
pub struct Writer {
    archive: Archive,
    store: Store,
    failures: Failures,
    catalogue: Catalogue,
    index: index::Writer,
    index_folder: PathBuf,
    /// Documents that the index holds and the catalogue does not know to be indexed.
    uncommitted: Vec<String>,
    committed: Instant,
    _lock: WriteLock,
}

impl Writer {
    /// Opens an archive for writing, makes it where there is none, and brings catalogue and index up to what the files say.
    ///
    /// # Errors
    /// As [`Archive::open_for_writing`], and where something cannot be read or written.
    pub fn open(root: &Path) -> Result<Self> {
        let (archive, lock) = Archive::open_for_writing(root)?;
        seal::take(root)?;
        let mut catalogue = Catalogue::open_for_writing(root)?;
        let index_folder = archive.index_folder();
        let index = match index::Writer::open(&index_folder) {
            Err(Error::DamagedArchive { .. }) => {
                catalogue.set_indexed(&catalogue.ids()?, false)?;
                index::Writer::create(&index_folder)?
            }
            index => index?,
        };
        let mut writer = Self::new(archive, catalogue, (index, index_folder), lock);
        writer.catch_up_documents()?;
        writer.catch_up_failures()?;
        writer.catch_up_index()?;
        Ok(writer)
    }

    /// Opens an archive to write its catalogue and index from nothing. Readers find the old ones until [`Self::finish`].
    ///
    /// # Errors
    /// As [`Archive::open_for_writing`], and where something cannot be read or written.
    pub fn open_anew(root: &Path) -> Result<Self> {
        let (archive, lock) = Archive::open_for_writing(root)?;
        seal::take(root)?;
        let catalogue = Catalogue::create_anew(root)?;
        let index_folder = archive.index_folder().with_extension("new");
        let index = index::Writer::create(&index_folder)?;
        let mut writer = Self::new(archive, catalogue, (index, index_folder), lock);
        writer.catch_up_failures()?;
        Ok(writer)
    }

    fn new(archive: Archive, catalogue: Catalogue, index: (index::Writer, PathBuf), lock: WriteLock) -> Self {
        let (index, index_folder) = index;
        Self {
            store: archive.store(),
            failures: archive.failures(),
            archive,
            catalogue,
            index,
            index_folder,
            uncommitted: Vec::new(),
            committed: Instant::now(),
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

    /// Enters a document whose files are written. Search finds it a little later.
    pub fn enter(&mut self, record: Record, manifest: Manifest) -> Result<()> {
        let document = [(record, manifest)];
        self.catalogue.put(&document)?;
        let [(record, _)] = &document;
        self.index(record)
    }

    /// Notes that the source file of a document that is in also lies at `paths`.
    pub fn add_paths(&mut self, id: &str, paths: &[String]) -> Result<()> {
        if self.store.add_paths(id, paths)? {
            self.catalogue.add_paths(id, paths)?;
        }
        Ok(())
    }

    /// Notes source files that could not be brought in. What is noted already stays as it is.
    pub fn fail(&mut self, failures: &[Failure]) -> Result<()> {
        let mut new = Vec::new();
        for failure in failures {
            let known = self.catalogue.failure_at(&failure.path)?;
            if !known.is_some_and(|known| known.is_same(failure)) {
                self.failures.write(failure)?;
                new.push(failure.clone());
            }
        }
        self.catalogue.put_failures(&new)
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

    /// Lets search find all that was entered, and readers see what was made anew.
    pub fn finish(mut self) -> Result<()> {
        self.commit_index()?;
        self.index.finish()?;
        replace_folder(&self.index_folder, &self.archive.index_folder())?;
        self.catalogue.publish(self.archive.root())?;
        seal::put(self.archive.root())
    }

    fn index(&mut self, record: &Record) -> Result<()> {
        self.index.add(record)?;
        self.uncommitted.push(record.id.clone());
        if self.uncommitted.len() >= UNCOMMITTED || self.committed.elapsed() >= COMMIT_AFTER {
            self.commit_index()?;
        }
        Ok(())
    }

    fn commit_index(&mut self) -> Result<()> {
        self.index.commit()?;
        self.catalogue.set_indexed(&self.uncommitted, true)?;
        self.uncommitted.clear();
        self.committed = Instant::now();
        Ok(())
    }

    /// Enters the stored documents that the catalogue lacks, and takes those out whose files are gone. Documents whose
    /// record is damaged are left out: an import of their source or a rebuild brings them back.
    fn catch_up_documents(&mut self) -> Result<()> {
        let known: BTreeSet<String> = self.catalogue.ids()?.into_iter().collect();
        let stored: BTreeSet<String> = self.store.ids()?.into_iter().collect();
        for id in known.difference(&stored) {
            self.index.remove(id);
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

    /// Indexes the documents that an earlier writer did not come to.
    fn catch_up_index(&mut self) -> Result<()> {
        for id in self.catalogue.not_indexed()? {
            match self.store.read_record(&id) {
                Err(Error::DamagedArchive { .. }) => {}
                record => self.index(&record?)?,
            }
        }
        self.commit_index()
    }

    fn read(&self, id: &str) -> Result<(Record, Manifest)> {
        Ok((self.store.read_record(id)?, self.store.read_manifest(id)?))
    }

    fn catch_up_failures(&mut self) -> Result<()> {
        self.failures.remove_unfinished()?;
        let noted = self.failures.all()?;
        let known = self.catalogue.failures()?;
        let gone = known.iter().filter(|failure| !noted.contains(failure));
        let gone: Vec<_> = gone.map(|failure| failure.path.clone()).collect();
        self.catalogue.remove_failures(&gone)?;
        self.catalogue.put_failures(&noted)
    }
}

/// Puts a folder in the place of another. Readers that have files of the old one open go on reading them.
fn replace_folder(new: &Path, place: &Path) -> Result<()> {
    if new == place {
        return Ok(());
    }
    let old = place.with_extension("old");
    let attempt = || {
        remove_folder(&old)?;
        match fs::rename(place, &old) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => fs::rename(new, place)?,
        }
        remove_folder(&old)
    };
    attempt().map_err(|error| files::cannot_write(place, error))
}

fn remove_folder(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
