//! `paragraf rebuild`

use super::Outcome;
use super::arguments::ArchiveArgs;
use paragraf::error::{Error, Result};

/// Read every stored scan anew and make catalogue and index again
///
/// Nothing is scanned: the words stay as they were found, and today's rules read them. Also mends a damaged record,
/// catalogue or index.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    archive: ArchiveArgs,
}

const EXAMPLES: &str = "\
Example:
  paragraf rebuild --archive /srv/minutes";

pub fn run(_args: Args) -> Result<Outcome> {
    Err(Error::Usage("`rebuild` is not built yet".to_owned()))
}
