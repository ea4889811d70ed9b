//! Pictures of pages: drawn when somebody looks, a few at a time, and kept for the next one.

use std::collections::{HashMap, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::SystemTime;

use tokio::sync::Semaphore;

use super::refusal::Refusal;
use crate::capture::{self, CaptureOptions, PageView};

/// Memory that pictures take at most, in bytes.
const MEMORY: usize = 64 << 20;

/// So many requests may wait for a drawing; more are told to come back.
const MOST_WAITING: usize = 32;

/// By what a file is known not to have changed: its size and when it was written.
type FileState = (u64, SystemTime);

/// Draws pages, and keeps their pictures.
pub struct Pictures {
    capture: CaptureOptions,
    drawing: Semaphore,
    waiting: Semaphore,
    kept: Mutex<Kept>,
    /// The SHA-256 of files, by path, with their state when it was computed.
    hashes: Mutex<HashMap<PathBuf, (FileState, String)>>,
}

/// The pictures that were drawn last, the oldest first.
#[derive(Default)]
struct Kept {
    pictures: VecDeque<(PageView, Arc<[u8]>)>,
    bytes: usize,
}

impl Pictures {
    /// None yet.
    pub fn new(capture: CaptureOptions) -> Self {
        let cores = thread::available_parallelism().map_or(1, Into::into);
        Self {
            capture,
            drawing: Semaphore::new(cores),
            waiting: Semaphore::new(MOST_WAITING),
            kept: Mutex::default(),
            hashes: Mutex::default(),
        }
    }

    /// Whether there are passwords for protected files.
    pub fn has_passwords(&self) -> bool {
        self.capture.password_file.is_some()
    }

    /// The picture of a page, as a JPEG.
    ///
    /// # Errors
    /// [`Refusal::Busy`] where too many wait already, [`Refusal::NotFound`] where the page cannot be drawn.
    pub async fn picture(&self, view: PageView) -> Result<Arc<[u8]>, Refusal> {
        if let Some(picture) = self.kept(&view) {
            return Ok(picture);
        }
        let _waiting = self.waiting.try_acquire().map_err(|_| Refusal::Busy)?;
        let _drawing = self.drawing.acquire().await.map_err(|_| Refusal::Busy)?;
        // Somebody who waited for the same page may have had it drawn.
        if let Some(picture) = self.kept(&view) {
            return Ok(picture);
        }
        let (task, options) = (view.clone(), self.capture.clone());
        let drawn = tokio::task::spawn_blocking(move || capture::view(task, &options)).await;
        let picture: Arc<[u8]> = drawn
            .map_err(|_| Refusal::NotFound)?
            .map_err(|_| Refusal::NotFound)?
            .into();
        self.keep(view, &picture);
        Ok(picture)
    }

    fn kept(&self, view: &PageView) -> Option<Arc<[u8]>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.pictures.iter().find(|(of, _)| of == view);
        found.map(|(_, picture)| Arc::clone(picture))
    }

    fn keep(&self, view: PageView, picture: &Arc<[u8]>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.bytes += picture.len();
        kept.pictures.push_back((view, Arc::clone(picture)));
        while kept.bytes > MEMORY
            && let Some((_, oldest)) = kept.pictures.pop_front()
        {
            kept.bytes -= oldest.len();
        }
    }

    /// True where a file has this SHA-256. It is read again only when it has changed.
    pub fn is_of(&self, path: &Path, sha256: &str) -> bool {
        let Ok(metadata) = fs::metadata(path) else {
            return false;
        };
        let Ok(modified) = metadata.modified() else {
            return false;
        };
        let state = (metadata.len(), modified);
        let known = self
            .hashes
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(path)
            .cloned();
        if let Some((_, hash)) = known.filter(|(seen, _)| *seen == state) {
            return hash == sha256;
        }
        // Others do not wait while a large file is read.
        let Ok(inspected) = capture::inspect(path) else {
            return false;
        };
        let is_of = inspected.sha256 == sha256;
        let mut hashes = self.hashes.lock().unwrap_or_else(PoisonError::into_inner);
        hashes.insert(path.to_owned(), (state, inspected.sha256));
        is_of
    }
}
