//! `paragraf search`

use jiff::civil::Date;

use super::Outcome;
use super::arguments::ArchiveArgs;
use paragraf::error::{Error, Result};

/// Find § items, best match first
///
/// Looks in title, decision and the whole text. å, ä and ö count, yet `Lulea` finds Luleå, below the exact matches.
/// A case number is found in whatever way it is written.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Words; "in quotes" for a phrase; -word to leave out
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    query: String,
    /// Only items of this case
    #[arg(long, value_name = "NUMBER")]
    case: Option<String>,
    /// Only items of this body: kommunstyrelsen
    #[arg(long)]
    body: Option<String>,
    /// Only meetings on this day or later: 2021-12-16
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Only meetings on this day or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
    /// Only decisions of this kind: approved, adopted, rejected, noted, referred-back, postponed, elected, tasked,
    /// proposed, answered, other
    #[arg(long, value_name = "KIND")]
    decision: Option<String>,
    /// How many items to print at most
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    archive: ArchiveArgs,
}

const EXAMPLES: &str = "\
Examples:
  paragraf search detaljplan
  paragraf search '\"antagande av detaljplan\" -Vallen' --body kommunfullmäktige --from 2021-01-01
  paragraf search reservation --decision referred-back --json";

pub fn run(_args: Args) -> Result<Outcome> {
    Err(Error::Usage("`search` is not built yet".to_owned()))
}
