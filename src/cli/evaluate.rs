//! `paragraf evaluate`

use std::path::PathBuf;

use super::Outcome;
use paragraf::error::{Error, Result};

/// Score the pipeline against gold files and print a table
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Gold files, or folders that hold them
    #[arg(required = true, value_name = "GOLD")]
    gold: Vec<PathBuf>,
}

const EXAMPLES: &str = "\
Example:
  paragraf evaluate fixtures/";

pub fn run(_args: Args) -> Result<Outcome> {
    Err(Error::Usage("`evaluate` is not built yet".to_owned()))
}
