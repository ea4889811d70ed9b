//! `paragraf extract`

use std::ops::RangeInclusive;
use std::path::PathBuf;

use super::Outcome;
use super::arguments::page_range;
use paragraf::error::{Error, Result};

/// Read one file and print its record as JSON, without an archive
///
/// The whole pipeline: evidence, text, record. `paragraf schema` describes the record.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// PDF, TIFF, PNG, JPEG or OCR text
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Only these pages, counted from 1
    #[arg(long, value_name = "A-B", value_parser = page_range)]
    pages: Option<RangeInclusive<u32>>,
}

const EXAMPLES: &str = "\
Examples:
  paragraf extract minutes.pdf > minutes.json
  paragraf extract minutes.pdf --pages 2-9 | jq '.meetings[].items[] | {number, title}'";

pub fn run(_args: Args) -> Result<Outcome> {
    Err(Error::Usage("`extract` is not built yet".to_owned()))
}
