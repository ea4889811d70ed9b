//! `paragraf extract`

use std::io::{self, Write};
use std::ops::RangeInclusive;
use std::path::PathBuf;

use super::arguments::{CaptureArgs, page_range};
use super::{Outcome, interrupt, output};
use paragraf::capture::Watch;
use paragraf::error::Result;
use paragraf::import;

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
    #[command(flatten)]
    capture: CaptureArgs,
}

const EXAMPLES: &str = "\
Examples:
  paragraf extract minutes.pdf > minutes.json
  paragraf extract minutes.pdf --pages 2-9 | jq '.meetings[].items[] | {number, title}'";

pub fn run(args: Args) -> Result<Outcome> {
    let watch = Watch {
        interrupted: interrupt::catch(),
        ..Watch::idle()
    };
    let record = import::extract(&args.file, args.pages, &args.capture.options()?, &watch)?;
    output::json(&record)?;
    let mut outcome = Outcome::AllWell;
    for warning in record.warnings.iter().filter(|warning| warning.code.loses_text()) {
        let page = warning.page.map_or_else(String::new, |page| format!("page {page}: "));
        let _ = writeln!(io::stderr(), "{page}{}", warning.message);
        outcome = Outcome::SomeFailed;
    }
    Ok(outcome)
}
