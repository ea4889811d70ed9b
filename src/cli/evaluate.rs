//! `paragraf evaluate`

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use indicatif::ProgressBar;

use super::arguments::text_layer;
use super::{Outcome, interrupt, language_model, output};
use paragraf::archive::Archive;
use paragraf::capture::{CaptureOptions, TextLayer, Watch};
use paragraf::error::Result;
use paragraf::evaluate::damage::Damage;
use paragraf::evaluate::table::{Style, disagreements, render};
use paragraf::evaluate::{self, Options, ReadFrom, relevance};

/// Score the pipeline against gold files and print a table
///
/// Gold is the truth about a source file that lies beside it: the structure (NAME.gold.json, which names its
/// source), the text of a page (NAME_p3.gt.txt), of lines (NAME.truth-lines-1-450.txt) or of all pages, and lines of OCR
/// beside their truth (NAME.jsonl, NAME.jsonl.xz).
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Gold files, or folders that hold them
    #[arg(required = true, value_name = "GOLD")]
    gold: Vec<PathBuf>,
    /// Archive that questions (NAME.tsv: what is typed, the items that answer it) are asked of
    #[arg(long, value_name = "DIR", env = "PARAGRAF_ARCHIVE", default_value = "archive")]
    archive: PathBuf,
    /// OCR model; give several to compare their texts (structure is read with the first)
    #[arg(long = "model", value_name = "NAME", default_values_t = [CaptureOptions::default().model])]
    models: Vec<String>,
    /// Text that a PDF brings along, as in `import`; `ignore` where models are compared, so that all pages are read by OCR
    #[arg(long, value_name = "WHEN", default_value = TextLayer::default().name(), value_parser = text_layer())]
    text_layer: TextLayer,
    /// Read structure from the true text, where the gold has one: what reading loses, without what OCR lost
    #[arg(long)]
    from_truth: bool,
    /// Measure only restoration, of true text (.txt, .txt.xz, the truth of pairs), after this damage
    #[arg(long, value_name = "KIND", conflicts_with = "from_truth")]
    damage: Option<Damage>,
    /// Restore with this model, of `paragraf train`, and not with the built-in one
    #[arg(long, value_name = "FILE")]
    language_model: Option<PathBuf>,
    /// List the first N disagreements of each field; of restored lines, the N most frequent errors, and all by class
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
  paragraf evaluate fixtures/truth --from-truth --errors 5
  paragraf evaluate fixtures/questions.tsv --archive archive
  paragraf evaluate scans/ --text-layer ignore --model paragraf --model swe --markdown
  paragraf evaluate ocr-pairs/eng.jsonl.xz --errors 50
  paragraf evaluate minutes/ --damage strip";

pub fn run(args: Args) -> Result<Outcome> {
    if let [questions] = &args.gold[..]
        && questions.extension().is_some_and(|ending| ending == "tsv")
    {
        let relevance = relevance::relevance(&Archive::open(&args.archive)?, questions)?;
        if args.json {
            output::json(&relevance)?;
        } else {
            output::print(&relevance::render(&relevance))?;
        }
        return Ok(Outcome::AllWell);
    }
    let watch = Watch {
        interrupted: interrupt::catch(),
        ..Watch::idle()
    };
    let spinner = if io::stderr().is_terminal() {
        ProgressBar::new_spinner()
    } else {
        ProgressBar::hidden()
    };
    let on_file = |path: &Path| {
        spinner.set_message(path.display().to_string());
        spinner.tick();
    };
    let options = Options {
        models: args.models,
        capture: CaptureOptions {
            text_layer: args.text_layer,
            ..CaptureOptions::default()
        },
        read_from: if args.from_truth {
            ReadFrom::TrueText
        } else {
            ReadFrom::Source
        },
        damage: args.damage,
    };
    let report = language_model::with(args.language_model.as_deref(), |language| {
        evaluate::evaluate(&args.gold, &options, language, &watch, &on_file)
    })?;
    spinner.finish_and_clear();
    if args.json {
        output::json(&report)?;
    } else {
        let style = if args.markdown {
            Style::Markdown
        } else {
            Style::Terminal
        };
        output::print(&render(&report, style))?;
        output::print(&disagreements(&report, args.errors, style))?;
    }
    Ok(if report.failures.is_empty() {
        Outcome::AllWell
    } else {
        Outcome::SomeFailed
    })
}
