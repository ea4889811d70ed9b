//! `paragraf status`

use super::Outcome;
use super::arguments::ArchiveArgs;
use paragraf::error::{Error, Result};

/// Tell what is in the archive, and what failed or needs a look
///
/// Counts documents, pages, meetings and items; then lists every file that failed, by reason, with what to do about
/// it, and every document of which the text of a page is missing.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    archive: ArchiveArgs,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  paragraf status
  paragraf status --json | jq '.failures[].path'";

pub fn run(_args: Args) -> Result<Outcome> {
    Err(Error::Usage("`status` is not built yet".to_owned()))
}
