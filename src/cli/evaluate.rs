//! `paragraf evaluate`

use std::path::{Path, PathBuf};

use super::{Outcome, output};
use paragraf::capture::CaptureOptions;
use paragraf::error::Result;
use paragraf::evaluate::table::{Style, disagreements, render};
use paragraf::evaluate::{self, Report};

/// Score the pipeline against gold files and print a table
///
/// Gold is the truth about a source file that lies beside it: the structure (NAME.gold.json, which names its
/// source), the text of a page (NAME_p3.gt.txt), of lines (NAME.truth-lines-1-450.txt) or of all pages.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Gold files, or folders that hold them
    #[arg(required = true, value_name = "GOLD")]
    gold: Vec<PathBuf>,
    /// OCR model; give several to compare their texts (structure is read with the first)
    #[arg(long = "model", value_name = "NAME", default_values_t = [CaptureOptions::default().model])]
    models: Vec<String>,
    /// List the first N disagreements of each field
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    /// Print tables in Markdown
    #[arg(long, conflicts_with = "json")]
    markdown: bool,
    /// Print all counts and disagreements as JSON
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  paragraf evaluate fixtures/truth
  paragraf evaluate fixtures/truth --errors 5
  paragraf evaluate scans/ --model paragraf --model swe --markdown";

pub fn run(args: Args) -> Result<Outcome> {
    let report = evaluate::evaluate(&args.gold, &args.models, &CaptureOptions::default(), &|_: &Path| {})?;
    output::print(&shown(&report, &args))?;
    Ok(if report.failures.is_empty() {
        Outcome::AllWell
    } else {
        Outcome::SomeFailed
    })
}

fn shown(report: &Report, args: &Args) -> String {
    if args.json {
        return serde_json::to_string_pretty(report).unwrap_or_default() + "\n";
    }
    let style = if args.markdown {
        Style::Markdown
    } else {
        Style::Terminal
    };
    let mut text = render(report, style);
    if args.errors > 0 {
        text.push('\n');
        text.push_str(&disagreements(report, args.errors));
    }
    text
}
