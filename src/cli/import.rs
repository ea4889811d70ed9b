//! `paragraf import`

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

use indicatif::HumanDuration;

use super::arguments::{ArchiveArgs, CaptureArgs, JobsArgs};
use super::progress::Progress;
use super::{Outcome, interrupt, output};
use paragraf::archive::log::Log;
use paragraf::error::Result;
use paragraf::import::{Event, ImportOptions, Survey, import, survey};

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
    /// Only say what would be done, and how long it should take
    #[arg(long)]
    dry_run: bool,
}

const EXAMPLES: &str = "\
Examples:
  paragraf import protocols/
  paragraf import protocols/ --dry-run
  paragraf import minutes.pdf attachments.tif --archive /srv/minutes --copy-sources";

pub fn run(args: Args) -> Result<Outcome> {
    let options = ImportOptions {
        capture: args.capture.options()?,
        copy_sources: args.copy_sources,
        rescan: args.rescan,
        retry_failed: args.retry_failed,
    };
    args.jobs.apply()?;
    let archive = &args.archive.archive;
    if args.dry_run {
        let survey = survey(&args.paths, archive, &options, interrupt::catch(), &|_| {})?;
        output::print(&told(&survey, rayon::current_num_threads()))?;
        return Ok(Outcome::AllWell);
    }
    let log = Log::of(archive);
    let progress = Progress::new(log.clone());
    let tell = |event: Event<'_>| progress.tell(event);
    let result = import(&args.paths, archive, &options, interrupt::catch(), &tell);
    let tally = progress.finish();
    if tally.is_begun() {
        log.add(&tally.summary());
        let _ = io::stderr().write_all(tally.summary().as_bytes());
    }
    if let (Err(error), true) = (&result, tally.is_begun()) {
        log.add(&error.to_string());
    }
    result?;
    Ok(if tally.is_something_wrong() {
        Outcome::SomeFailed
    } else {
        Outcome::AllWell
    })
}

/// A survey for people.
fn told(survey: &Survey, processes: usize) -> String {
    let mut text = String::new();
    for (media_type, kind) in &survey.to_read {
        let megabytes = kind.bytes as f64 / 1e6;
        let pages = kind
            .pages
            .map_or_else(String::new, |pages| format!(", about {pages:.0} pages"));
        let _ = writeln!(
            text,
            "to read: {} of {media_type}, {megabytes:.1} MB{pages}",
            kind.documents
        );
    }
    let _ = writeln!(text, "already in: {}", survey.already_in);
    let _ = writeln!(text, "failed before: {}", survey.failed_before);
    let _ = writeln!(text, "skipped: {}", survey.skipped);
    for (path, reason) in &survey.failing {
        let _ = writeln!(text, "would fail: {}: {reason}", path.display());
    }
    let _ = match survey.seconds(processes) {
        Some(seconds) => writeln!(
            text,
            "expected time: {}",
            HumanDuration(Duration::from_secs_f64(seconds))
        ),
        None => writeln!(
            text,
            "expected time: not known before a file of each kind was read in this archive"
        ),
    };
    text
}
