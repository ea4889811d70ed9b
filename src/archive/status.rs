//! What is in an archive, what failed and what needs a look.

use serde::Serialize;

use super::Archive;
use super::catalogue::{Counts, NeedsLook};
use super::failures::Failure;
use crate::error::Result;

/// The state of an archive, as `paragraf status --json` prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Status {
    /// The archive's folder, as the user named it.
    pub archive: String,
    /// How much is in.
    #[serde(flatten)]
    pub counts: Counts,
    /// What the documents were scanned with.
    pub captures: Vec<CaptureCount>,
    /// Source files that could not be brought in, in the order of paths.
    pub failures: Vec<Failure>,
    /// Documents of which text is missing.
    pub needs_look: Vec<NeedsLook>,
    /// Files in folders that are of none of the kinds that are read.
    pub skipped: Vec<Failure>,
}

/// How many documents were scanned in one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaptureCount {
    /// Engine, model and options; empty where the scan is lost.
    pub capture: String,
    /// How many documents.
    pub documents: u64,
}

/// Takes stock of an archive.
///
/// # Errors
/// Where the catalogue is missing, damaged or cannot be read.
pub fn status(archive: &Archive) -> Result<Status> {
    let catalogue = archive.catalogue()?;
    let (skipped, failures) = catalogue.failures()?.into_iter().partition(|failure| failure.skipped);
    let captures = catalogue.captures()?.into_iter();
    Ok(Status {
        archive: archive.root().display().to_string(),
        counts: catalogue.counts()?,
        captures: captures
            .map(|(capture, documents)| CaptureCount { capture, documents })
            .collect(),
        failures,
        needs_look: catalogue.needs_look()?,
        skipped,
    })
}
