//! `paragraf watch`

use std::path::PathBuf;
use std::time::Duration;

use super::arguments::{ArchiveArgs, CaptureArgs, JobsArgs};
use super::progress::Progress;
use super::{Outcome, interrupt, terminal};
use paragraf::archive::log::Log;
use paragraf::error::Result;
use paragraf::import::ImportOptions;
use paragraf::watch::{Notice, Patience, watch};

/// Import what arrives in a folder, until Ctrl-C
///
/// What lies in the folder at the start is imported too. A file is read once it has not changed for a while; links are not followed. A
/// file that cannot be read is named, here and in `paragraf status`, and the watching goes on, as it does while another import is at work
/// or the disk is full.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The folder, with all folders in it
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    archive: ArchiveArgs,
    #[command(flatten)]
    jobs: JobsArgs,
    #[command(flatten)]
    capture: CaptureArgs,
    /// Keep a copy of every file in the archive
    #[arg(long)]
    copy_sources: bool,
    /// Seconds that a file must not have changed before it is read
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    settle: u64,
    /// Seconds between two looks at the folder
    #[arg(long, value_name = "SECONDS", default_value_t = 5)]
    every: u64,
}

const EXAMPLES: &str = "\
Example:
  paragraf watch /srv/scanner --archive /srv/minutes";

pub fn run(args: Args) -> Result<Outcome> {
    let options = ImportOptions {
        capture: args.capture.options()?,
        copy_sources: args.copy_sources,
        ..ImportOptions::default()
    };
    let patience = Patience {
        settle: Duration::from_secs(args.settle),
        between: Duration::from_secs(args.every),
    };
    args.jobs.apply()?;
    let archive = &args.archive.archive;
    let progress = Progress::in_lines(Log::of(archive));
    let tell = |notice: Notice<'_>| match notice {
        Notice::Import(event) => progress.tell(event),
        Notice::Imported(_) => {}
        Notice::Waiting(error) => terminal::note(&format!("{error}; trying again")),
    };
    watch(&args.folder, archive, &options, patience, interrupt::catch(), &tell)?;
    terminal::note(progress.finish().summary().trim_end());
    Ok(Outcome::AllWell)
}
