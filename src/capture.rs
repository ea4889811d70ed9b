//! A source file to evidence: what kind of file it is, how many pages it has, and the words on each.
//!
//! Decoding and OCR run in child processes ([`child`]), because native code can crash, hang and eat memory, and nothing
//! but a process of its own holds that off. The pages of a file are dealt out ([`deal`]) to as many children as there are threads
//! that have nothing else to do, and these go on to other files ([`Readers`]).

mod ballot_rows;
mod bullets;
mod child;
pub mod confinement;
mod dashes;
mod deal;
pub mod encoding;
mod examination;
mod ink;
mod leptonica;
mod media_type;
mod missed_lines;
mod ocr;
mod page_image;
mod paper;
mod pdf;
pub mod plain_text;
mod readers;
mod second_reading;
mod stops;
mod strokes;
mod text_choice;
mod text_layer;
mod tiff_directories;
mod view;
mod word_ink;
mod worker;

use std::fs::{self, File, Metadata};
use std::io::Read;
use std::ops::RangeInclusive;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use child::run as run_child;
pub use media_type::{MediaType, has_known_ending};
pub use readers::Readers;
pub use text_choice::TextLayer;
pub use view::{PageView, run as run_view, view};

use crate::clean::restoration;
use crate::error::{Error, Result, SourceFault};
use crate::scan::{Page, Scan, SourceFile, TextFrom, Warning, WarningCode};
use child::Task;
use deal::FileRead;
use worker::Silence;

/// Changes whenever the same bytes and options may give other words than before.
const METHOD: u32 = 9;
/// The same for text files: what changes for these alone is no reason to read all others by OCR anew.
const METHOD_OF_TEXT: u32 = 7;

/// How a file is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaptureOptions {
    /// Name of the OCR model.
    pub model: String,
    /// Resolution in dots per inch at which pages are drawn that are no scans, and of the boxes of text layers.
    pub dpi: u32,
    /// Which pages of a PDF that have a text layer are read by OCR nevertheless.
    pub text_layer: TextLayer,
    /// Passwords for protected PDFs, one a line. No part of the identity: a file opens with the right one or not at all.
    pub password_file: Option<PathBuf>,
    /// Millions of pixels that a page image may have; a larger page is read coarser, or not at all.
    pub megapixels: u32,
    /// Seconds that a reading process may be silent, before it is taken for stuck: it speaks for each page, and each step of one.
    pub page_seconds: u64,
    /// Megabytes of address space that a reading process may take.
    pub child_megabytes: u64,
    /// The `paragraf` program to start as reading process; the running program where it is absent.
    #[serde(skip)]
    pub program: Option<PathBuf>,
}

impl Default for CaptureOptions {
    fn default() -> Self {
        Self {
            model: "paragraf".to_owned(),
            dpi: 300,
            text_layer: TextLayer::default(),
            password_file: None,
            megapixels: 100,
            page_seconds: 60,
            child_megabytes: 2048,
            program: None,
        }
    }
}

impl CaptureOptions {
    /// Everything that decides which words are read: two scans of the same bytes with the same identity are equal.
    ///
    /// Limits are no part of it, since they decide only whether a page is read at all.
    ///
    /// # Errors
    /// [`SourceFault::MissingPart`] where a model is needed and missing.
    pub fn identity(&self, media_type: MediaType) -> std::result::Result<String, SourceFault> {
        if media_type == MediaType::Text {
            return Ok(format!("capture {METHOD_OF_TEXT}; plain text"));
        }
        let model = ocr::model_identity(&self.model)?;
        let engine = ocr::engine_version();
        let images = format!("capture {METHOD}; {engine}; model {model}");
        if media_type != MediaType::Pdf {
            return Ok(images);
        }
        let text_layer = match self.text_layer {
            // The language decides which layers are good.
            TextLayer::Auto => format!("auto by {}", restoration::model_identity()),
            other => other.name().to_owned(),
        };
        Ok(format!(
            "{images}; {}; {} dpi; text layer {text_layer}",
            pdf::ENGINE,
            self.dpi
        ))
    }

    /// The program whose children read files: this one, also where its file was replaced while it runs.
    fn program(&self) -> PathBuf {
        let own = || PathBuf::from("/proc/self/exe");
        self.program.clone().unwrap_or_else(own)
    }
}

/// What a caller hears while a file is read, and how it can stop the reading.
pub struct Watch<'a> {
    /// Called when the number of pages to read is known.
    pub on_open: &'a (dyn Fn(u32) + Sync),
    /// Called for every page when it is read, with how long that took, in no certain order and from several threads.
    pub on_page: &'a (dyn Fn(&Page, Duration) + Sync),
    /// Set to true to stop.
    pub interrupted: &'a AtomicBool,
}

impl Watch<'_> {
    /// Hears nothing and never stops.
    pub fn idle() -> Watch<'static> {
        static NEVER: AtomicBool = AtomicBool::new(false);
        Watch {
            on_open: &|_| {},
            on_page: &|_, _| {},
            interrupted: &NEVER,
        }
    }
}

/// Reads a file: all pages, or those in `pages` that it has.
///
/// Every page is in the result in its order, also those that could not be read; their warnings say why. Must be called
/// in a process that answers to `scan --child`, or with [`CaptureOptions::program`] set.
///
/// # Errors
/// [`Error::Source`] where nothing of the file can be read, [`Error::Interrupted`].
pub fn capture(path: &Path, pages: Option<RangeInclusive<u32>>, readers: &Readers, watch: &Watch) -> Result<Scan> {
    let fault = |fault| Error::Source {
        path: path.to_owned(),
        fault,
    };
    let before = metadata(path).map_err(fault)?;
    let content = content(path).map_err(fault)?;
    let read = match content.text {
        Some(bytes) => {
            let all = plain_text::pages(&bytes);
            FileRead {
                page_count: u32::try_from(all.len()).unwrap_or(u32::MAX),
                pages: select(all, pages),
                warnings: Vec::new(),
            }
        }
        None => {
            let task = Task {
                path: path.to_owned(),
                media_type: content.media_type,
            };
            deal::read_pages(&task, pages, readers, watch).map_err(|silence| match silence {
                Silence::Interrupted => Error::Interrupted,
                Silence::Fault(found) => fault(found),
                Silence::TimedOut { seconds } => fault(SourceFault::TimedOut { seconds }),
                Silence::Died(detail) | Silence::Killed(detail) => fault(SourceFault::Crashed { detail }),
            })?
        }
    };
    if !same_file(&before, &metadata(path).map_err(fault)?) {
        return Err(fault(SourceFault::Changed));
    }
    if read.pages.is_empty() {
        let (name, page_count) = (path.display(), read.page_count);
        return Err(Error::Usage(format!(
            "{name} has {page_count} pages, and none of them was asked for"
        )));
    }
    Ok(Scan {
        source: SourceFile {
            path: path.display().to_string(),
            media_type: content.media_type.name().to_owned(),
            bytes: before.len(),
            sha256: content.sha256,
            pages: read.page_count,
        },
        pages: read.pages,
        warnings: read.warnings,
    })
}

/// What a source file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspected {
    /// The kind of its content.
    pub media_type: MediaType,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the content, as in [`SourceFile::sha256`].
    pub sha256: String,
}

/// Tells what a source file is, from its content alone: nothing of it is decoded.
///
/// # Errors
/// Why it cannot be read, as far as that shows without decoding it.
pub fn inspect(path: &Path) -> std::result::Result<Inspected, SourceFault> {
    let bytes = metadata(path)?.len();
    let content = content(path)?;
    Ok(Inspected {
        media_type: content.media_type,
        bytes,
        sha256: content.sha256,
    })
}

fn metadata(path: &Path) -> std::result::Result<Metadata, SourceFault> {
    let metadata = fs::metadata(path).map_err(|error| SourceFault::of(&error))?;
    if metadata.is_file() {
        Ok(metadata)
    } else {
        let found = if metadata.is_dir() {
            "a folder"
        } else {
            "a device or a pipe"
        };
        Err(SourceFault::NotAFile {
            found: found.to_owned(),
        })
    }
}

fn same_file(before: &Metadata, after: &Metadata) -> bool {
    // The time of the last change cannot be set back, as that of the last writing can.
    let state = |file: &Metadata| {
        (
            file.len(),
            file.mtime(),
            file.mtime_nsec(),
            file.ctime(),
            file.ctime_nsec(),
            file.ino(),
        )
    };
    state(before) == state(after)
}

struct SourceContent {
    media_type: MediaType,
    sha256: String,
    /// The bytes, for text files only.
    text: Option<Vec<u8>>,
}

fn content(path: &Path) -> std::result::Result<SourceContent, SourceFault> {
    let mut file = File::open(path).map_err(|error| SourceFault::of(&error))?;
    let mut start = Vec::new();
    let sniffed = media_type::SNIFFED_BYTES as u64;
    Read::by_ref(&mut file)
        .take(sniffed)
        .read_to_end(&mut start)
        .map_err(|error| SourceFault::of(&error))?;
    let media_type = media_type::detect(path, &start)?;
    let mut hasher = Sha256::new();
    hasher.update(&start);
    let mut text = (media_type == MediaType::Text).then_some(start);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let length = file.read(&mut buffer).map_err(|error| SourceFault::of(&error))?;
        if length == 0 {
            break;
        }
        hasher.update(&buffer[..length]);
        if let Some(text) = &mut text {
            text.extend_from_slice(&buffer[..length]);
        }
    }
    Ok(SourceContent {
        media_type,
        sha256: hex::encode(hasher.finalize()),
        text,
    })
}

fn select(pages: Vec<Page>, selection: Option<RangeInclusive<u32>>) -> Vec<Page> {
    match selection {
        Some(selection) => pages
            .into_iter()
            .filter(|page| selection.contains(&page.number))
            .collect(),
        None => pages,
    }
}

/// A page of which nothing could be read.
fn unread_page(number: u32, code: WarningCode, message: String) -> Page {
    Page {
        number,
        width: 0,
        height: 0,
        dpi: 0,
        rotation: 0,
        text_from: TextFrom::Ocr,
        text_from_reason: "nothing of the page could be read".to_owned(),
        engine: String::new(),
        model: String::new(),
        words: Vec::new(),
        strokes: Vec::new(),
        dashes: Vec::new(),
        warnings: vec![Warning {
            code,
            message,
            page: Some(number),
        }],
    }
}

fn empty_page_warning(number: u32, detail: &str) -> Warning {
    Warning {
        code: WarningCode::PageEmpty,
        message: format!("the page has no words: {detail}"),
        page: Some(number),
    }
}
