//! `paragraf show`

use super::Outcome;
use super::arguments::ArchiveArgs;
use paragraf::error::{Error, Result};

/// Show one item or document, and where it was read
///
/// Ids come from `search`, `case`, `status` and the export. The start of an id is enough where it names one thing only.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Id of an item (`5f0c3a9b21de.1.35`), a meeting or a document
    #[arg(value_name = "ID")]
    id: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    archive: ArchiveArgs,
}

const EXAMPLES: &str = "\
Examples:
  paragraf show 5f0c3a9b21de.1.35
  paragraf show 5f0c3a9b21de --json";

pub fn run(_args: Args) -> Result<Outcome> {
    Err(Error::Usage("`show` is not built yet".to_owned()))
}
