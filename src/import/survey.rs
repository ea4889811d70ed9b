//! What an import would do, and how long it would take; nothing is written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;

use super::plan::{Source, plan};
use super::{Event, ImportOptions, Standing, standing};
use crate::archive::Archive;
use crate::archive::catalogue::Catalogue;
use crate::archive::rates::Rates;
use crate::error::{Error, Result};

/// What an import would do.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Survey {
    /// Documents to be read, by media type.
    pub to_read: BTreeMap<String, ToRead>,
    /// Files whose content is in.
    pub already_in: u64,
    /// Files that failed before and would not be tried again.
    pub failed_before: u64,
    /// Files that cannot be read, with the reason.
    pub failing: Vec<(PathBuf, String)>,
    /// Files in folders that are of none of the kinds that are read.
    pub skipped: u64,
}

/// Documents of one kind that would be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct ToRead {
    /// How many.
    pub documents: u64,
    /// Their size together.
    pub bytes: u64,
    /// How many pages they have, as this archive's other files of the kind lead to expect; absent where it has none.
    pub pages: Option<f64>,
    /// Seconds that one reading process would take for them, expected likewise.
    pub seconds: Option<f64>,
}

impl Survey {
    /// Seconds that an import with so many reading processes would take; nothing where a kind of file was never read here.
    pub fn seconds(&self, processes: usize) -> Option<f64> {
        let seconds = self.to_read.values().map(|kind| kind.seconds);
        Some(seconds.sum::<Option<f64>>()? / processes.max(1) as f64)
    }
}

/// Looks at all files as [`super::import`] does, and says what it would do. The archive need not exist.
///
/// # Errors
/// Where the archive is there and cannot be read, a native part is missing, or [`Error::Interrupted`].
pub fn survey(
    paths: &[PathBuf],
    root: &Path,
    options: &ImportOptions,
    interrupted: &AtomicBool,
    tell: &(dyn Fn(Event<'_>) + Sync),
) -> Result<Survey> {
    let catalogue = match Archive::open(root) {
        Ok(archive) => Some(archive.catalogue()?),
        Err(Error::NoArchive(_)) => None,
        Err(error) => return Err(error),
    };
    let plan = plan(paths, &|_| true, &|| tell(Event::Inspected), interrupted);
    if interrupted.load(Ordering::Relaxed) {
        return Err(Error::Interrupted);
    }
    let mut survey = Survey::default();
    for refusal in plan.refusals {
        if refusal.skipped {
            survey.skipped += 1;
        } else {
            survey.failing.push((refusal.path, refusal.fault.to_string()));
        }
    }
    for source in &plan.sources {
        survey.add(source, catalogue.as_ref(), options)?;
    }
    let rates = Rates::read(root);
    for (media_type, kind) in &mut survey.to_read {
        let expected = rates.expect(media_type, kind.bytes);
        (kind.pages, kind.seconds) = expected.unzip();
    }
    Ok(survey)
}

impl Survey {
    fn add(&mut self, source: &Source, catalogue: Option<&Catalogue>, options: &ImportOptions) -> Result<()> {
        let files = source.paths.len() as u64;
        let capture = options
            .capture
            .identity(source.media_type)
            .map_err(|fault| source.error(fault))?;
        let standing = match catalogue {
            Some(catalogue) => standing(catalogue, source, &capture, options)?,
            None => Standing::New,
        };
        match standing {
            Standing::In { .. } => self.already_in += files,
            Standing::FailedBefore(_) => self.failed_before += files,
            Standing::New => {
                let kind = self.to_read.entry(source.media_type.name().to_owned()).or_default();
                kind.documents += 1;
                kind.bytes += source.bytes;
            }
        }
        Ok(())
    }
}
