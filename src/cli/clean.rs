//! `paragraf clean`

use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;

use super::{Outcome, output};
use paragraf::capture::plain_text;
use paragraf::clean::line_for_line;
use paragraf::error::{Error, Result, SourceFault};
use paragraf::scan::{Scan, SourceFile};

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
    if bytes.contains(&0) && plain_text::decode(&bytes).1 {
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
    let (text, _) = plain_text::decode(&bytes);
    output::print(&line_for_line(&text, &Scan { source, pages }))?;
    Ok(Outcome::AllWell)
}
