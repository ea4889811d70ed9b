//! The search index: what makes § items findable. It holds nothing that the stored records do not hold.
//!
//! Only this file and those under it know tantivy. One index document is one item: title, decision and whole text, each
//! word of them as written, stemmed and without diacritics (see `forms`); body, day and kinds of decision for the
//! filters; case numbers under all keys that a spelling of them comes down to.
//!
//! One [`Writer`] at a time; any number of [`Reader`]s beside it, each of which sees the index as it was when it was
//! opened. Readers change nothing in the folder, so they need no right to write to it.

mod facets;
mod fields;
mod forms;
mod links;
mod matching;
mod query;
mod read_only;
mod search;
mod snippet;
mod vocabulary;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::directory::error::{LockError, OpenReadError, OpenWriteError};
use tantivy::{Index, IndexWriter, TantivyError, Term};

use crate::error::{Error, Result};
use crate::record::Record;
pub use facets::{Count, Facets};
pub use fields::{Entry, Has, item_referred_to, kind_name, kind_of_name};
use fields::{Fields, TOKENIZER, VERSION};
pub use links::{CaseItem, Relation};
pub use query::Note;
use read_only::ReadOnly;
pub use search::{Answer, Filters, Hit, Listing, Order, Reader};
pub use snippet::{Snippet, SnippetField};

/// Memory that a writer fills before it writes a segment to the disk, in bytes. Merging of segments comes on top, and is
/// smaller.
/// With half of it, 200,000 items take a fifth more processor time: parts are merged more often.
pub const MEMORY_BUDGET: usize = 128 << 20;

/// The file that says what made the index; an index without it was never finished.
const MARKER: &str = "paragraf-index.json";

/// What an index must agree in with the program that reads it.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Marker {
    version: u32,
    analyser: String,
}

impl Marker {
    fn current() -> Self {
        Self {
            version: VERSION,
            analyser: forms::ANALYSER.to_owned(),
        }
    }
}

/// Adds documents to an index, and takes them out. What is done is seen by readers opened after [`Writer::commit`].
pub struct Writer {
    writer: IndexWriter,
    fields: Fields,
    folder: PathBuf,
}

impl Writer {
    /// Makes an empty index in a folder, in place of what is there.
    ///
    /// # Errors
    /// [`Error::Archive`] where the folder cannot be written.
    pub fn create(folder: &Path) -> Result<Self> {
        let cannot_write = |source| Error::Archive {
            path: folder.to_owned(),
            action: "written",
            source,
        };
        match fs::remove_dir_all(folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(cannot_write(error)),
            _ => {}
        }
        fs::create_dir_all(folder).map_err(cannot_write)?;
        let (schema, _) = Fields::new();
        let index = Index::create_in_dir(folder, schema).map_err(|error| fault(folder, "written", error))?;
        let marker = serde_json::to_vec(&Marker::current()).map_err(|error| cannot_write(error.into()))?;
        fs::write(folder.join(MARKER), marker).map_err(cannot_write)?;
        Self::of(&prepared(index, folder)?, folder)
    }

    /// Opens the index in a folder to write on.
    ///
    /// # Errors
    /// [`Error::DamagedArchive`] where it is missing, damaged or of another version; [`Error::ArchiveBusy`] where another
    /// writer is open; [`Error::Archive`].
    pub fn open(folder: &Path) -> Result<Self> {
        check_marker(folder)?;
        let index = Index::open_in_dir(folder).map_err(|error| fault(folder, "read", error))?;
        Self::of(&prepared(index, folder)?, folder)
    }

    fn of(index: &Index, folder: &Path) -> Result<Self> {
        // One thread: what is read first is indexed first, and the archive's other threads are busy reading pages.
        let writer = index
            .writer_with_num_threads(1, MEMORY_BUDGET)
            .map_err(|error| fault(folder, "written", error))?;
        let (_, fields) = Fields::new();
        Ok(Self {
            writer,
            fields,
            folder: folder.to_owned(),
        })
    }

    /// Puts the items of a record in, in place of what the index held of the same source file.
    ///
    /// # Errors
    /// [`Error::Archive`] where the disk cannot be written.
    pub fn add(&self, record: &Record) -> Result<()> {
        self.remove(&record.id);
        let documents = self
            .fields
            .documents(record)
            .map_err(|error| self.cannot_write(error.into()))?;
        for document in documents {
            self.writer
                .add_document(document)
                .map_err(|error| fault(&self.folder, "written", error))?;
        }
        Ok(())
    }

    /// Takes the items of a source file out, named by its SHA-256.
    pub fn remove(&self, document: &str) {
        self.writer
            .delete_term(Term::from_field_text(self.fields.document, document));
    }

    /// Makes all that was done lasting, and seen by readers that are opened from now on.
    ///
    /// # Errors
    /// [`Error::Archive`] where the disk cannot be written.
    pub fn commit(&mut self) -> Result<()> {
        self.writer
            .commit()
            .map_err(|error| fault(&self.folder, "written", error))?;
        Ok(())
    }

    /// Ends writing, with all that was committed in few large parts: what is still being merged is waited for, since each
    /// part more costs every search.
    ///
    /// # Errors
    /// [`Error::Archive`] where the disk cannot be written.
    pub fn finish(self) -> Result<()> {
        self.writer
            .wait_merging_threads()
            .map_err(|error| fault(&self.folder, "written", error))
    }

    fn cannot_write(&self, source: io::Error) -> Error {
        Error::Archive {
            path: self.folder.clone(),
            action: "written",
            source,
        }
    }
}

/// Opens an index of this version for reading alone: nothing in its folder is changed.
fn open_to_read(folder: &Path) -> Result<Index> {
    check_marker(folder)?;
    let index = ReadOnly::open(folder).map_err(TantivyError::from).and_then(Index::open);
    prepared(index.map_err(|error| fault(folder, "read", error))?, folder)
}

/// An index whose fields are those of this program, with the analysis that they need.
fn prepared(index: Index, folder: &Path) -> Result<Index> {
    if index.schema() != Fields::new().0 {
        return Err(damaged(folder, "it has other fields than it says"));
    }
    index.tokenizers().register(TOKENIZER, forms::FormTokenizer::new());
    Ok(index)
}

/// Checks that a finished index of this version is there.
fn check_marker(folder: &Path) -> Result<()> {
    let marker = match fs::read(folder.join(MARKER)) {
        Ok(marker) => marker,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Err(damaged(folder, "it is missing"));
        }
        Err(source) => {
            return Err(Error::Archive {
                path: folder.join(MARKER),
                action: "read",
                source,
            });
        }
    };
    if serde_json::from_slice(&marker).is_ok_and(|marker: Marker| marker == Marker::current()) {
        Ok(())
    } else {
        Err(damaged(folder, "another version of paragraf made it"))
    }
}

fn damaged(folder: &Path, detail: &str) -> Error {
    Error::DamagedArchive {
        path: folder.to_owned(),
        part: "index".to_owned(),
        detail: detail.to_owned(),
    }
}

/// The files of an index whose content is not what was written.
///
/// # Errors
/// [`Error::DamagedArchive`] where the index cannot be opened; [`Error::Archive`] where its medium fails.
pub fn damaged_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let damaged = open_to_read(folder)?
        .validate_checksum()
        .map_err(|error| fault(folder, "read", error))?;
    let mut damaged: Vec<PathBuf> = damaged.into_iter().map(|file| folder.join(file)).collect();
    damaged.sort();
    Ok(damaged)
}

/// Tells a medium that fails from an index that is damaged, since only damage is mended by `rebuild`.
fn fault(folder: &Path, action: &'static str, error: TantivyError) -> Error {
    let of_medium = |source: &io::Error| Error::Archive {
        path: folder.to_owned(),
        action,
        source: io::Error::new(source.kind(), source.to_string()),
    };
    match &error {
        TantivyError::IoError(source)
        | TantivyError::OpenReadError(OpenReadError::IoError { io_error: source, .. })
        | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error: source, .. })
        | TantivyError::LockFailure(LockError::IoError(source), _) => of_medium(source),
        TantivyError::LockFailure(LockError::LockBusy, _) => Error::ArchiveBusy(folder.to_owned()),
        _ => damaged(folder, &error.to_string()),
    }
}
