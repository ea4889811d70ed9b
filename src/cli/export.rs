//! `paragraf export`

use std::path::PathBuf;

use super::Outcome;
use super::arguments::ArchiveArgs;
use paragraf::error::{Error, Result};

/// Take the records out of the archive
///
/// A record is what one source file says, as `paragraf schema` describes it.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    archive: ArchiveArgs,
    /// Form of the export
    #[arg(long, value_enum)]
    format: Format,
    /// Where to write: a folder for json, a file for ndjson; - is standard output
    #[arg(long, value_name = "PATH")]
    output: PathBuf,
}

/// The forms of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A folder with a file for each record, <id>.json
    Json,
    /// One file, a record a line
    Ndjson,
}

const EXAMPLES: &str = "\
Examples:
  paragraf export --format json --output records/
  paragraf export --format ndjson --output - | jq -r '.meetings[].items[].title'";

pub fn run(_args: Args) -> Result<Outcome> {
    Err(Error::Usage("`export` is not built yet".to_owned()))
}
