//! `paragraf clean`

mod diff;

use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;

use clap::ColorChoice;

use super::terminal::{self, Style};
use super::{Outcome, language_model, output};
use paragraf::capture::encoding::{self, Decoded};
use paragraf::capture::plain_text;
use paragraf::clean::{CleanedFile, clean_with, line_for_line};
use paragraf::error::{Error, Result, SourceFault};
use paragraf::scan::{Scan, SourceFile};

/// Clean OCR text: restore å, ä, ö and § line for line
///
/// As many lines come out as go in. Words of which it is not sure stay as they were; --diff and --json name them.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Text file; standard input where none is given
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Print instead the lines that change: [-old-]{+new+}, and [?doubtful|suggestion?] for what stays; in colours on a terminal
    #[arg(long, conflicts_with = "json")]
    diff: bool,
    /// Print as JSON the text, each change and each doubt with its place and confidence, and what kind of text each page holds
    #[arg(long)]
    json: bool,
    /// Restore with this model, of `paragraf train`, and not with the built-in one
    #[arg(long, value_name = "FILE")]
    language_model: Option<PathBuf>,
    /// Whether --diff uses colours; `auto` heeds NO_COLOR
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
}

const EXAMPLES: &str = "\
Examples:
  paragraf clean minutes.ocr.txt > minutes.txt
  paragraf clean --diff --color always minutes.ocr.txt | less -R
  paragraf clean --json minutes.ocr.txt | jq '.doubts[]'
  pdftotext -layout minutes.pdf - | paragraf clean";

pub fn run(args: Args) -> Result<Outcome> {
    let (path, bytes) = match args.file {
        Some(path) => (path.clone(), fs::read(path)),
        None => {
            let mut bytes = Vec::new();
            (
                PathBuf::from("standard input"),
                io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes),
            )
        }
    };
    let bytes = bytes.map_err(|error| Error::Source {
        fault: SourceFault::of(&error),
        path: path.clone(),
    })?;
    let Decoded { text: raw, guess } = encoding::decode(&bytes);
    if guess.is_some() && raw.contains('\0') {
        let found = "no text".to_owned();
        return Err(Error::Source {
            path,
            fault: SourceFault::UnknownKind { found },
        });
    }
    let pages = plain_text::pages(&bytes);
    let source = SourceFile {
        path: path.display().to_string(),
        media_type: "text/plain".to_owned(),
        bytes: bytes.len() as u64,
        sha256: String::new(),
        pages: pages.len() as u32,
    };
    let scan = Scan {
        source,
        pages,
        warnings: Vec::new(),
    };
    let text = language_model::with(args.language_model.as_deref(), |language| {
        Ok(clean_with(language, &scan))
    })?;
    let file = line_for_line(&raw, &scan, &text);
    if args.json {
        output::json(&file)?;
    } else if args.diff {
        if file.changes.is_empty() && file.doubts.is_empty() {
            terminal::note(&untouched(&file));
        }
        output::print(&diff::diff(&raw, &file, Style::chosen(args.color)))?;
    } else {
        output::print(&file.text)?;
    }
    Ok(Outcome::AllWell)
}

/// Why nothing is shown.
fn untouched(file: &CleanedFile) -> String {
    let reason = file
        .pages
        .first()
        .map_or("no words", |page| &page.text_condition_reason);
    format!("nothing is changed or doubtful ({reason})")
}
