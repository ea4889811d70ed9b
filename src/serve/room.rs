//! What the requests share: the archive, its index as it is now, and the pictures of pages.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

use crate::archive::Archive;
use crate::archive::catalogue::Catalogue;
use crate::capture::{CaptureOptions, MediaType, PageView};
use crate::error::{Error, Result};
use crate::identity_numbers;
use crate::index::{Answer, Filters, Listing, Note, Reader};
use crate::record::{PageRecord, Record};
use crate::scan::{Scan, Warning, WarningCode};

use super::pictures::Pictures;
use super::refusal::Refusal;
use super::{Event, Tell, masking};

/// Pixels of the longer side of a page's picture: all letters can be read.
const PICTURE_SIDE: u32 = 1800;

/// The reading room over one archive.
pub struct Room {
    archive: Archive,
    index: RwLock<Option<OpenIndex>>,
    /// Whether identity numbers are kept from those who read.
    pub is_public: bool,
    /// Pictures of pages.
    pub pictures: Pictures,
    /// Hears of what the archive's keeper must know.
    tell: Tell,
}

/// The index, and the state of its folder when it was opened.
struct OpenIndex {
    seen: SystemTime,
    reader: Arc<Reader>,
}

impl Room {
    /// Over an archive.
    pub fn new(archive: Archive, is_public: bool, capture: CaptureOptions, tell: Tell) -> Self {
        Self {
            archive,
            index: RwLock::default(),
            is_public,
            pictures: Pictures::new(capture),
            tell,
        }
    }

    /// Tells the archive's keeper something.
    pub fn tell(&self, event: Event<'_>) {
        (self.tell)(event);
    }

    /// The archive.
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// The index as it is now: an import or a rebuild may have gone on since it was opened.
    pub fn reader(&self) -> Result<Arc<Reader>> {
        let folder = self.archive.index_folder();
        let seen = fs::metadata(folder.join("meta.json")).and_then(|metadata| metadata.modified());
        let seen = seen.unwrap_or(SystemTime::UNIX_EPOCH);
        let open = self.index.read().unwrap_or_else(PoisonError::into_inner);
        let earlier = open.as_ref().map(|open| (open.seen, Arc::clone(&open.reader)));
        drop(open);
        if let Some((_, reader)) = earlier.as_ref().filter(|(known, _)| *known == seen) {
            return Ok(Arc::clone(reader));
        }
        let reader = match (earlier, Reader::open(&folder)) {
            (_, Ok(reader)) if self.is_public => Arc::new(reader.without_identity_numbers()),
            (_, Ok(reader)) => Arc::new(reader),
            // A rebuild is putting a new index in its place.
            (Some((_, reader)), Err(_)) => return Ok(reader),
            (None, Err(error)) => return Err(error),
        };
        *self.index.write().unwrap_or_else(PoisonError::into_inner) = Some(OpenIndex {
            seen,
            reader: Arc::clone(&reader),
        });
        Ok(reader)
    }

    /// A search. In public, identity numbers are not searched for, and masked in what is found.
    pub fn search(&self, typed: &str, filters: &Filters, listing: Listing) -> Result<Answer> {
        if !self.is_public {
            return self.reader()?.list(typed, filters, listing);
        }
        let asked = typed.to_owned();
        let found = identity_numbers::find(typed);
        let left: String = typed
            .char_indices()
            .filter(|(at, _)| !found.iter().any(|range| range.contains(at)))
            .map(|(_, c)| c)
            .collect();
        let mut answer = self.reader()?.list(&left, filters, listing)?;
        if left != asked {
            answer.notes.retain(|note| *note != Note::EveryItem);
            answer.notes.push(Note::IdentityNumber);
        }
        for hit in &mut answer.hits {
            masking::entry(&mut hit.entry);
            for snippet in &mut hit.snippets {
                snippet.text = identity_numbers::masked(&snippet.text);
            }
        }
        Ok(answer)
    }

    /// The catalogue.
    pub fn catalogue(&self) -> Result<Catalogue> {
        self.archive.catalogue()
    }

    /// The record of a document.
    pub fn record(&self, id: &str) -> Result<Record> {
        let record = self.archive.store().read_record(id)?;
        if self.is_public {
            masking::record(&record)
        } else {
            Ok(record)
        }
    }

    /// The record that an item, a meeting or a document is in: ids begin with the document's, or the start of it.
    pub fn record_of(&self, id: &str) -> std::result::Result<Record, Refusal> {
        let digits = id.split('.').next().unwrap_or_default();
        let is_hex = digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if !is_hex || !(12..=64).contains(&digits.len()) {
            return Err(Refusal::NotFound);
        }
        for document in self.catalogue()?.ids_beginning(digits)? {
            let record = self.record(&document)?;
            let of_items = record.items().any(|item| item.id == id);
            let of_meetings = record.meetings.iter().any(|meeting| meeting.id == id);
            if !id.contains('.') || of_items || of_meetings {
                return Ok(record);
            }
        }
        Err(Refusal::NotFound)
    }

    /// What stands on the pages of a document; nothing where its scan is lost.
    pub fn scan(&self, id: &str) -> Result<Option<Scan>> {
        let scan = self.archive.store().read_scan(id)?.map(|stored| stored.scan);
        Ok(scan.map(|scan| if self.is_public { masking::scan(scan) } else { scan }))
    }

    /// The pages of a document that can be shown as pictures, and how to draw them.
    pub fn views(&self, record: &Record) -> Result<HashMap<u32, PageView>> {
        let media_type = MediaType::of_name(&record.source_file.media_type);
        let Some(media_type) = media_type.filter(|kind| *kind != MediaType::Text) else {
            return Ok(HashMap::new());
        };
        if self.is_locked(record) {
            return Ok(HashMap::new());
        }
        let Some(path) = self.source(&record.id, media_type)? else {
            return Ok(HashMap::new());
        };
        let withheld = self.withheld(record)?;
        let shown = record
            .pages
            .iter()
            .filter(|page| page.width > 0 && !withheld.contains(&page.number));
        let view = |page: &PageRecord| PageView {
            path: path.clone(),
            media_type,
            page: page.number,
            rotation: page.rotation,
            long_side: PICTURE_SIDE,
        };
        Ok(shown.map(|page| (page.number, view(page))).collect())
    }

    /// True where the source file opens only with a password, and none was given.
    pub fn is_locked(&self, record: &Record) -> bool {
        let is_protected = |warning: &Warning| warning.code == WarningCode::Protected;
        !self.pictures.has_passwords() && record.warnings.iter().any(is_protected)
    }

    /// The pages that must not be shown as pictures: those that hold, or may hold, an identity number.
    pub fn withheld(&self, record: &Record) -> Result<HashSet<u32>> {
        if !self.is_public {
            return Ok(HashSet::new());
        }
        let mut withheld: HashSet<u32> = record.pages.iter().map(|page| page.number).collect();
        let stored = self.archive.store().read_scan(&record.id)?;
        for page in stored.iter().flat_map(|stored| &stored.scan.pages) {
            let words: Vec<&str> = page.words.iter().map(|word| word.text.as_str()).collect();
            // A page on which nothing was read may hold anything.
            if !words.is_empty() && !identity_numbers::may_be_in(&words.join(" ")) {
                withheld.remove(&page.number);
            }
        }
        Ok(withheld)
    }

    /// A file that has the bytes of a document's source: the archive's own copy, or one that was imported.
    fn source(&self, id: &str, media_type: MediaType) -> Result<Option<PathBuf>> {
        let store = self.archive.store();
        let kept = store.kept_source(id, media_type.extension());
        let imported = match store.read_manifest(id) {
            Ok(manifest) => manifest.paths,
            Err(Error::DamagedArchive { .. }) => Vec::new(),
            Err(error) => return Err(error),
        };
        let mut candidates = kept.into_iter().chain(imported.into_iter().map(PathBuf::from));
        Ok(candidates.find(|path| self.pictures.is_of(path, id)))
    }
}
