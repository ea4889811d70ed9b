//! `paragraf scan`

use std::ops::RangeInclusive;
use std::path::PathBuf;

use super::Outcome;
use super::arguments::page_range;
use paragraf::error::{Error, Result};

/// Print what stands on the pages of one file, unread: one JSON line a page
///
/// Words with their boxes, lines, blocks and confidence. The output depends on the file and the options alone.
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
  paragraf scan minutes.pdf --pages 1-2
  paragraf scan page.tif | jq -r '.words[].text'";

pub fn run(_args: Args) -> Result<Outcome> {
    Err(Error::Usage("`scan` is not built yet".to_owned()))
}
