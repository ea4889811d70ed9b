//! `paragraf export`

use std::io::{self, BufWriter};
use std::path::PathBuf;

use super::arguments::ArchiveArgs;
use super::{Outcome, output};
use paragraf::archive::Archive;
use paragraf::error::{Error, Result};
use paragraf::export;

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

pub fn run(args: Args) -> Result<Outcome> {
    let archive = Archive::open(&args.archive.archive)?;
    let to_stdout = args.output.as_os_str() == "-";
    match (args.format, to_stdout) {
        (Format::Json, true) => {
            let message = "json is a file for each record: name a folder with --output, or take --format ndjson";
            return Err(Error::Usage(message.to_owned()));
        }
        (Format::Json, false) => export::json(&archive, &args.output)?,
        (Format::Ndjson, true) => export::ndjson_to(&archive, &mut BufWriter::new(io::stdout().lock()), output::fault)?,
        (Format::Ndjson, false) => export::ndjson(&archive, &args.output)?,
    }
    Ok(Outcome::AllWell)
}
