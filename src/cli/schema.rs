//! `paragraf schema`

use super::{Outcome, output};
use paragraf::error::Result;

/// Print the JSON Schema (2020-12) of a record
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {}

const EXAMPLES: &str = "\
Example:
  paragraf schema > protocol.schema.json";

pub fn run(_args: Args) -> Result<Outcome> {
    output::print(&format!("{:#}\n", paragraf::record::schema().as_value()))?;
    Ok(Outcome::AllWell)
}
