//! Arguments that several commands share.

use std::num::NonZeroUsize;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use paragraf::capture::CaptureOptions;
use paragraf::error::Error;

/// Which archive a command works on.
#[derive(clap::Args)]
pub struct ArchiveArgs {
    /// Folder of the archive
    #[arg(long, value_name = "DIR", env = "PARAGRAF_ARCHIVE", default_value = "archive")]
    pub archive: PathBuf,
}

/// How pages are read.
#[derive(clap::Args)]
pub struct CaptureArgs {
    /// OCR model; others than the default are for comparing
    #[arg(long, value_name = "NAME", default_value_t = CaptureOptions::default().model)]
    model: String,
}

impl CaptureArgs {
    /// As the capture stage takes them.
    pub fn options(self) -> CaptureOptions {
        CaptureOptions {
            model: self.model,
            ..CaptureOptions::default()
        }
    }
}

/// How much of the machine a command takes.
#[derive(clap::Args)]
pub struct JobsArgs {
    /// How many pages are read at the same time [default: as many as the machine has cores]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

impl JobsArgs {
    /// Sets the size of rayon's pool; to be called once, before the pool is used.
    pub fn apply(&self) -> Result<(), Error> {
        let threads = self.jobs.map_or(0, NonZeroUsize::get);
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build_global()
            .map_err(|error| Error::Usage(format!("{threads} jobs cannot be started: {error}")))
    }
}

/// Reads `3-7`, or `3` for one page: pages from 1, both ends included.
pub fn page_range(text: &str) -> Result<RangeInclusive<u32>, String> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    match (first.trim().parse::<u32>(), last.trim().parse::<u32>()) {
        (Ok(first), Ok(last)) if 1 <= first && first <= last => Ok(first..=last),
        _ => Err("give the first and the last page, counted from 1: 3-7, or 3 for one page".to_owned()),
    }
}
