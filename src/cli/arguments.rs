//! Arguments that several commands share.

use std::fs;
use std::num::NonZeroUsize;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::terminal;
use paragraf::capture::{CaptureOptions, TextLayer, confinement};
use paragraf::error::Error;

/// Which archive a command works on.
#[derive(clap::Args)]
pub struct ArchiveArgs {
    /// Folder of the archive
    #[arg(long, value_name = "DIR", env = "PARAGRAF_ARCHIVE", default_value = "archive")]
    pub archive: PathBuf,
}

/// How pages are read.
#[derive(clap::Args)]
pub struct CaptureArgs {
    /// OCR model; others than the default are for comparing, and read no word a second time
    #[arg(long, value_name = "NAME", default_value_t = CaptureOptions::default().model)]
    model: String,
    /// Text that a PDF brings along: take it where it is good and OCR the other pages, keep it always, or ignore it
    #[arg(long, value_name = "WHEN", default_value = TextLayer::default().name(), value_parser = text_layer())]
    text_layer: TextLayer,
    /// Passwords to try on protected PDFs: a text file, one a line
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
}

/// The ways to choose between a text layer and OCR.
pub fn text_layer() -> impl TypedValueParser<Value = TextLayer> {
    let names = PossibleValuesParser::new(TextLayer::ALL.map(TextLayer::name));
    names.try_map(|name| {
        TextLayer::ALL
            .into_iter()
            .find(|way| way.name() == name)
            .ok_or("no such way")
    })
}

impl CaptureArgs {
    /// As the capture stage takes them. Says what keeps reading processes less confined than they should be.
    pub fn options(self) -> Result<CaptureOptions, Error> {
        if let Some(file) = &self.password_file {
            fs::read_to_string(file).map_err(|error| {
                Error::Usage(format!("the passwords in {} cannot be read: {error}", file.display()))
            })?;
        }
        for what in confinement::missing() {
            terminal::note(&format!("this kernel lacks {what}"));
        }
        Ok(CaptureOptions {
            model: self.model,
            text_layer: self.text_layer,
            password_file: self.password_file,
            ..CaptureOptions::default()
        })
    }
}

/// How much of the machine a command takes.
#[derive(clap::Args)]
pub struct JobsArgs {
    /// How many pages are read at the same time [default: as many as the machine has cores]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

impl JobsArgs {
    /// Sets the size of rayon's pool; to be called once, before the pool is used.
    pub fn apply(&self) -> Result<(), Error> {
        let threads = self.jobs.map_or(0, NonZeroUsize::get);
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build_global()
            .map_err(|error| Error::Usage(format!("{threads} jobs cannot be started: {error}")))
    }
}

/// Reads `3-7`, or `3` for one page: pages from 1, both ends included.
pub fn page_range(text: &str) -> Result<RangeInclusive<u32>, String> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    match (first.trim().parse::<u32>(), last.trim().parse::<u32>()) {
        (Ok(first), Ok(last)) if 1 <= first && first <= last => Ok(first..=last),
        _ => Err("give the first and the last page, counted from 1: 3-7, or 3 for one page".to_owned()),
    }
}
