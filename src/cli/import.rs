//! `paragraf import`

use std::num::NonZeroUsize;
use std::path::PathBuf;

use super::Outcome;
use super::arguments::ArchiveArgs;
use paragraf::error::{Error, Result};

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
    /// How many pages are read at the same time [default: as many as the machine has cores]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Keep a copy of every file in the archive
    #[arg(long)]
    copy_sources: bool,
}

const EXAMPLES: &str = "\
Examples:
  paragraf import protocols/
  paragraf import minutes.pdf attachments.tif --archive /srv/minutes --copy-sources";

pub fn run(_args: Args) -> Result<Outcome> {
    Err(Error::Usage("`import` is not built yet".to_owned()))
}
