//! `paragraf case`

use super::Outcome;
use super::arguments::ArchiveArgs;
use paragraf::error::{Error, Result};

/// Show all that the archive holds on one case, in order of time
///
/// The number may be written in any of its ways: `2021/25`, `Dnr 2021/25-2.2.0.1`, `KS 2021/00025`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Case number (diarienummer)
    #[arg(value_name = "NUMBER")]
    number: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    archive: ArchiveArgs,
}

const EXAMPLES: &str = "\
Examples:
  paragraf case 2021/25
  paragraf case 'SLK 2024/78' --json";

pub fn run(_args: Args) -> Result<Outcome> {
    Err(Error::Usage("`case` is not built yet".to_owned()))
}
