//! Bringing files in: the one place where capture, reading and archive meet.
//!
//! Every file is hashed first; what is in already is not touched. For each other document the scan is stored, then the
//! record, then the catalogue and the index hear of it, so that the import can end at any point and be run again.

mod plan;
mod survey;

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::slice;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rayon::prelude::*;

use crate::archive::catalogue::Catalogue;
use crate::archive::failures::{Failure, absolute};
use crate::archive::rates::{Rate, Rates};
use crate::archive::store::{Store, StoredScan};
use crate::archive::writer::Writer;
use crate::capture::{self, CaptureOptions, MediaType, Readers, Watch};
use crate::error::{Error, Result, SourceFault};
use crate::record::Record;
use crate::scan::Scan;
pub use plan::{Plan, Refusal, Source, files_in, plan};
pub use survey::{Survey, survey};

/// How files are brought in.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// How the pages are read.
    pub capture: CaptureOptions,
    /// Keep a copy of each source file in the archive.
    pub copy_sources: bool,
    /// Scan documents again that are in, but were scanned with another engine, model or options.
    pub rescan: bool,
    /// Try files again that failed before and have not changed since.
    pub retry_failed: bool,
}

/// What an import tells while it runs, from several threads.
#[derive(Debug)]
pub enum Event<'a> {
    /// One more file was looked at, to know what there is to do.
    Inspected,
    /// All files were looked at.
    Planned(&'a Plan),
    /// One more page was scanned.
    Page {
        /// Of this file.
        source: &'a Source,
        /// How many pages the file has.
        of_pages: u32,
    },
    /// Nothing more will be done about a file or folder.
    Ended {
        /// As the user named it.
        path: &'a Path,
        /// Its content, where this file stands for all of the same content.
        source: Option<&'a Source>,
        /// What became of it.
        ending: &'a Ending,
    },
}

/// What became of a file.
#[derive(Debug, Clone)]
pub enum Ending {
    /// It is in now.
    In {
        /// How many pages it has.
        pages: usize,
        /// How many § items were read in it.
        items: usize,
        /// True where text may be missing, in the whole file or on some page.
        misses_text: bool,
        /// How many of its pages miss text, wholly or in part.
        pages_missing_text: usize,
    },
    /// Its content is in already.
    Known,
    /// Its content is in already, but was scanned with another engine, model or options.
    KnownOtherwise,
    /// It is not in, and was not tried again since it failed before.
    FailedBefore(Failure),
    /// It could not be brought in.
    Failed(Failure),
}

/// Brings files and folders into the archive in `root`, which is made where there is none.
///
/// Documents are read in parallel on the current rayon pool. `tell` hears of everything that happens; what each file
/// came to is told exactly once.
///
/// # Errors
/// What stops the whole import: the archive cannot be written, a native part is missing, or [`Error::Interrupted`].
/// A file that cannot be read is no error but an [`Ending`].
pub fn import(
    paths: &[PathBuf],
    root: &Path,
    options: &ImportOptions,
    interrupted: &AtomicBool,
    tell: &(dyn Fn(Event<'_>) + Sync),
) -> Result<()> {
    import_some(paths, &|_| true, root, options, interrupted, tell)
}

/// As [`import`], of the files alone that are `wanted`; the others are not even opened.
///
/// # Errors
/// As [`import`].
pub fn import_some(
    paths: &[PathBuf],
    wanted: &dyn Fn(&Path) -> bool,
    root: &Path,
    options: &ImportOptions,
    interrupted: &AtomicBool,
    tell: &(dyn Fn(Event<'_>) + Sync),
) -> Result<()> {
    let writer = Writer::open(root)?;
    let plan = plan(paths, wanted, &|| tell(Event::Inspected), interrupted);
    if interrupted.load(Ordering::Relaxed) {
        return Err(Error::Interrupted);
    }
    tell(Event::Planned(&plan));
    let import = Import {
        store: writer.store().clone(),
        writer: Mutex::new(writer),
        captures: Mutex::default(),
        readers: Readers::new(&options.capture),
        rates: Mutex::new(Rates::read(root)),
        options,
        interrupted,
        tell,
    };
    import.writer().forget_vanished(paths)?;
    import.refuse(&plan.refusals)?;
    let sources = plan.sources.iter().par_bridge();
    let result = sources.try_for_each(|source| import.source(source));
    let rates = import.rates.into_inner().unwrap_or_else(PoisonError::into_inner);
    let writer = import.writer.into_inner().unwrap_or_else(PoisonError::into_inner);
    result.and(writer.finish()).and(rates.write(root))
}

/// The whole pipeline on one file, without an archive: the pages in `pages` that it has, or all.
///
/// # Errors
/// As [`capture::capture`].
pub fn extract(
    path: &Path,
    pages: Option<RangeInclusive<u32>>,
    options: &CaptureOptions,
    watch: &Watch<'_>,
) -> Result<Record> {
    let scan = capture::capture(path, pages, &Readers::new(options), watch)?;
    read(&scan).map_err(|fault| Error::Source {
        path: path.to_owned(),
        fault,
    })
}

/// What all documents of one import have in common.
struct Import<'a> {
    store: Store,
    writer: Mutex<Writer>,
    captures: Mutex<HashMap<MediaType, String>>,
    readers: Readers,
    rates: Mutex<Rates>,
    options: &'a ImportOptions,
    interrupted: &'a AtomicBool,
    tell: &'a (dyn Fn(Event<'_>) + Sync),
}

impl Import<'_> {
    fn writer(&self) -> MutexGuard<'_, Writer> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes what is no source.
    fn refuse(&self, refusals: &[Refusal]) -> Result<()> {
        let failures: Vec<_> = refusals
            .iter()
            .map(|Refusal { path, fault, skipped }| {
                let failure = Failure::new(path, fault, None, "");
                if *skipped { failure.skip() } else { failure }
            })
            .collect();
        // A name that leads nowhere was mistyped: there is nothing to come back to.
        let is_kept = |failure: &&Failure| failure.code != SourceFault::NotFound.code();
        let kept: Vec<_> = failures.iter().filter(is_kept).cloned().collect();
        self.writer().fail(&kept)?;
        for (refusal, failure) in refusals.iter().zip(failures) {
            (self.tell)(Event::Ended {
                path: &refusal.path,
                source: None,
                ending: &Ending::Failed(failure),
            });
        }
        Ok(())
    }

    /// Does what is to be done about the files of one content.
    fn source(&self, source: &Source) -> Result<()> {
        if self.interrupted.load(Ordering::Relaxed) {
            return Err(Error::Interrupted);
        }
        let capture = self.capture_identity(source)?;
        match self.known(source, &capture)? {
            Standing::In { is_same } => {
                let ending = if is_same { Ending::Known } else { Ending::KnownOtherwise };
                self.ended(source, &ending, &ending);
            }
            Standing::FailedBefore(earlier) => {
                self.failed(source, Ending::FailedBefore, |path| Failure {
                    path: absolute(path),
                    ..earlier.clone()
                })?;
            }
            Standing::New => match self.bring_in(source, &capture) {
                Ok(ending) => self.ended(source, &ending, &Ending::Known),
                Err(Error::Source { fault, .. }) if !matches!(fault, SourceFault::MissingPart { .. }) => {
                    let sha256 = fault.lies_in_content().then_some(source.sha256.as_str());
                    self.failed(source, Ending::Failed, |path| {
                        Failure::new(path, &fault, sha256, &capture)
                    })?;
                }
                Err(error) => return Err(error),
            },
        }
        Ok(())
    }

    /// What decides beside the content which words are found. To know it of the OCR model, its file must be read.
    fn capture_identity(&self, source: &Source) -> Result<String> {
        let mut known = self.captures.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(capture) = known.get(&source.media_type) {
            return Ok(capture.clone());
        }
        let identity = self.options.capture.identity(source.media_type);
        let capture = identity.map_err(|fault| source.error(fault))?;
        known.insert(source.media_type, capture.clone());
        Ok(capture)
    }

    /// Tells what became of the files of one content: of the one that was read, and of the others.
    fn ended(&self, source: &Source, first: &Ending, others: &Ending) {
        for (index, path) in source.paths.iter().enumerate() {
            let ending = if index == 0 { first } else { others };
            let source = (index == 0).then_some(source);
            (self.tell)(Event::Ended { path, source, ending });
        }
    }

    /// Notes and tells that the files of one content are not in.
    fn failed(
        &self,
        source: &Source,
        ending: impl Fn(Failure) -> Ending,
        failure: impl Fn(&Path) -> Failure,
    ) -> Result<()> {
        for (index, path) in source.paths.iter().enumerate() {
            let failure = failure(path);
            self.writer().fail(slice::from_ref(&failure))?;
            let ending = &ending(failure);
            let source = (index == 0).then_some(source);
            (self.tell)(Event::Ended { path, source, ending });
        }
        Ok(())
    }

    /// How the archive stands to a content; where that is in, its names are noted.
    fn known(&self, source: &Source, capture: &str) -> Result<Standing> {
        let mut writer = self.writer();
        let standing = standing(writer.catalogue(), source, capture, self.options)?;
        if matches!(standing, Standing::In { .. }) {
            let paths = source.absolute_paths();
            match writer.add_paths(&source.sha256, &paths) {
                // What is damaged is made again, and the others do not wait for it.
                Err(Error::DamagedArchive { .. }) => return Ok(Standing::New),
                added => added?,
            }
            writer.forget_failures(&paths)?;
        }
        Ok(standing)
    }

    /// Scans, reads and stores a document.
    fn bring_in(&self, source: &Source, capture: &str) -> Result<Ending> {
        let scan = self.scan(source, capture)?;
        let record = read(&scan).map_err(|fault| source.error(fault))?;
        if self.options.copy_sources {
            let extension = source.media_type.extension();
            self.store.keep_source(&source.sha256, source.path(), extension)?;
        }
        let mut paths = source.absolute_paths();
        if let Ok(earlier) = self.store.read_manifest(&source.sha256) {
            paths.extend(earlier.paths);
        }
        let manifest = self.store.write_record(&record, paths, capture)?;
        let ending = Ending::In {
            pages: record.pages.len(),
            items: record.items().count(),
            misses_text: record.misses_text(),
            pages_missing_text: record.pages_missing_text().count(),
        };
        let mut writer = self.writer();
        writer.enter(record, manifest)?;
        writer.forget_failures(&source.absolute_paths())?;
        Ok(ending)
    }

    /// The scan of a source: the stored one, if an earlier import came that far, or a new one.
    fn scan(&self, source: &Source, capture: &str) -> Result<Scan> {
        if let Ok(Some(stored)) = self.store.read_scan(&source.sha256)
            && stored.capture == capture
            && !(self.options.retry_failed && stored.scan.lost_by_accident())
        {
            return Ok(stored.scan);
        }
        let of_pages = AtomicU32::new(0);
        let took = Mutex::new(Duration::ZERO);
        let watch = Watch {
            on_open: &|count| of_pages.store(count, Ordering::Relaxed),
            on_page: &|_, time| {
                *took.lock().unwrap_or_else(PoisonError::into_inner) += time;
                let of_pages = of_pages.load(Ordering::Relaxed);
                (self.tell)(Event::Page { source, of_pages });
            },
            interrupted: self.interrupted,
        };
        let scan = capture::capture(source.path(), None, &self.readers, &watch)?;
        // Ctrl-C reaches the reading processes too: what they then leave unread is no fault of the file.
        if self.interrupted.load(Ordering::Relaxed) {
            return Err(Error::Interrupted);
        }
        if scan.source.sha256 != source.sha256 {
            return Err(source.error(SourceFault::Changed));
        }
        let stored = StoredScan {
            capture: capture.to_owned(),
            scan,
        };
        self.store.write_scan(&stored)?;
        let rate = Rate {
            bytes: source.bytes,
            pages: stored.scan.pages.len() as u64,
            seconds: took.into_inner().unwrap_or_else(PoisonError::into_inner).as_secs_f64(),
        };
        let mut rates = self.rates.lock().unwrap_or_else(PoisonError::into_inner);
        rates.add(source.media_type.name(), rate);
        Ok(stored.scan)
    }
}

/// How the archive stands to a content that is to be brought in.
enum Standing {
    /// It is to be scanned and read.
    New,
    /// There is nothing to do.
    In {
        /// It was scanned with the same engine, model and options.
        is_same: bool,
    },
    /// There is nothing to do before the file changes.
    FailedBefore(Failure),
}

fn standing(catalogue: &Catalogue, source: &Source, capture: &str, options: &ImportOptions) -> Result<Standing> {
    if let Some(earlier) = catalogue.capture_of(&source.sha256)? {
        let is_same = earlier == capture;
        let is_unlucky = options.retry_failed && catalogue.lost_by_accident(&source.sha256)?;
        // A document without a capture has lost its scan.
        let is_to_scan = earlier.is_empty() || is_unlucky || (options.rescan && !is_same);
        return Ok(if is_to_scan {
            Standing::New
        } else {
            Standing::In { is_same }
        });
    }
    if options.retry_failed {
        return Ok(Standing::New);
    }
    let mut earlier = catalogue.failure_of(&source.sha256, capture)?;
    if options.capture.password_file.is_some() {
        // Somebody has found a password since, perhaps that of this file.
        earlier = earlier.filter(|failure| failure.code != SourceFault::PasswordProtected.code());
    }
    Ok(earlier.map_or(Standing::New, Standing::FailedBefore))
}

/// Reads a scan. Should reading break on it, which is a fault of this program, the other documents do not suffer.
pub(crate) fn read(scan: &Scan) -> std::result::Result<Record, SourceFault> {
    panic::catch_unwind(AssertUnwindSafe(|| crate::read(scan))).map_err(|_| SourceFault::Crashed {
        detail: "a fault in paragraf itself; please report it".to_owned(),
    })
}
