//! `paragraf scan`

use std::ops::RangeInclusive;
use std::path::PathBuf;

use super::arguments::{CaptureArgs, page_range};
use super::{Outcome, output};
use paragraf::capture::{self, Readers, Watch};
use paragraf::error::Result;

/// Print what stands on the pages of one file, unread: one JSON line a page
///
/// Words with their boxes, lines, blocks and confidence. The output depends on the file and the options alone.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// PDF, TIFF, PNG, JPEG or OCR text
    #[arg(value_name = "FILE", required_unless_present_any = ["child", "view"])]
    file: Option<PathBuf>,
    /// Only these pages, counted from 1
    #[arg(long, value_name = "A-B", value_parser = page_range)]
    pages: Option<RangeInclusive<u32>>,
    #[command(flatten)]
    capture: CaptureArgs,
    /// The options of a reading process, as `capture` gives them to its children
    #[arg(long, hide = true, value_name = "JSON", conflicts_with = "file")]
    child: Option<String>,
    /// A page to be drawn, as `capture` gives it to its children
    #[arg(long, hide = true, value_name = "JSON", conflicts_with_all = ["file", "child"])]
    view: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  paragraf scan minutes.pdf --pages 1-2
  paragraf scan page.tif | jq -r '.words[].text'";

pub fn run(args: Args) -> Result<Outcome> {
    if let Some(options) = args.child {
        return capture::run_child(&options)
            .map(|()| Outcome::AllWell)
            .map_err(output::fault);
    }
    if let Some(task) = args.view {
        return capture::run_view(&task)
            .map(|()| Outcome::AllWell)
            .map_err(output::fault);
    }
    let scan = capture::capture(
        &args.file.unwrap_or_default(),
        args.pages,
        &Readers::new(&args.capture.options()?),
        &Watch::idle(),
    )?;
    output::write(|out| {
        for page in &scan.pages {
            serde_json::to_writer(&mut *out, page)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    })?;
    let lost = scan
        .pages
        .iter()
        .flat_map(|page| &page.warnings)
        .chain(&scan.warnings)
        .any(|warning| warning.code.loses_text());
    Ok(if lost { Outcome::SomeFailed } else { Outcome::AllWell })
}
