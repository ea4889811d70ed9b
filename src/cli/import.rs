//! `paragraf import`

use std::io::{self, Write};
use std::path::PathBuf;

use super::arguments::{ArchiveArgs, CaptureArgs, JobsArgs};
use super::progress::Progress;
use super::{Outcome, interrupt};
use paragraf::error::Result;
use paragraf::import::{Event, ImportOptions, import};

/// Bring files and folders into the archive
///
/// Reads PDF, TIFF, PNG, JPEG and OCR text, told apart by their content. Folders are walked; links are not followed.
/// What is in already is skipped, by the hash of its content, so the command can be interrupted and run again at any
/// time. A file that cannot be read is named with its reason, here and in `paragraf status`, and the import goes on.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Files and folders to bring in
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    archive: ArchiveArgs,
    #[command(flatten)]
    jobs: JobsArgs,
    #[command(flatten)]
    capture: CaptureArgs,
    /// Keep a copy of every file in the archive
    #[arg(long)]
    copy_sources: bool,
    /// Try files again that failed before and have not changed since
    #[arg(long)]
    retry_failed: bool,
    /// Scan documents again that are in, but were scanned with another engine, model or options
    #[arg(long)]
    rescan: bool,
}

const EXAMPLES: &str = "\
Examples:
  paragraf import protocols/
  paragraf import minutes.pdf attachments.tif --archive /srv/minutes --copy-sources";

pub fn run(args: Args) -> Result<Outcome> {
    let options = ImportOptions {
        capture: args.capture.options()?,
        copy_sources: args.copy_sources,
        rescan: args.rescan,
        retry_failed: args.retry_failed,
    };
    let progress = Progress::new();
    let tell = |event: Event<'_>| progress.tell(event);
    args.jobs.apply()?;
    let result = import(&args.paths, &args.archive.archive, &options, interrupt::catch(), &tell);
    let tally = progress.finish();
    if tally.is_begun() {
        let _ = io::stderr().write_all(tally.summary().as_bytes());
    }
    result?;
    Ok(if tally.is_something_wrong() {
        Outcome::SomeFailed
    } else {
        Outcome::AllWell
    })
}
