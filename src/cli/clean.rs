//! `paragraf clean`

use std::path::PathBuf;

use super::Outcome;
use paragraf::error::{Error, Result};

/// Clean OCR text: restore å, ä, ö and § line for line
///
/// As many lines come out as go in.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Text file; standard input where none is given
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  paragraf clean minutes.ocr.txt > minutes.txt
  pdftotext -layout minutes.pdf - | paragraf clean";

pub fn run(_args: Args) -> Result<Outcome> {
    Err(Error::Usage("`clean` is not built yet".to_owned()))
}
