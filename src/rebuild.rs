//! Reading the whole archive anew: today's rules over the stored scans, then catalogue and index from nothing.

use std::path::Path;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use rayon::prelude::*;

use crate::archive::Archive;
use crate::archive::catalogue::Catalogue;
use crate::archive::failures::{Failure, absolute};
use crate::archive::store::{Manifest, Store};
use crate::archive::writer::Writer;
use crate::error::{Error, Result};
use crate::import;
use crate::record::Record;

/// The code of the [`Failure`]s of source files whose stored scan is lost.
pub const SCAN_LOST: &str = "scan-lost";

/// What a rebuild tells while it runs, from several threads.
#[derive(Debug)]
pub enum Event<'a> {
    /// So many documents are stored.
    Begun(usize),
    /// One more document was read.
    Read,
    /// A document's scan is lost; its source files must be imported again.
    Lost(&'a Failure),
}

/// Reads every stored scan of an archive anew, and makes its catalogue and index again. Nothing is scanned.
///
/// Readers find the old catalogue and index until the new ones are whole. A document whose scan is lost keeps its record;
/// where that is lost too it is out of the archive until its source is imported again. Either is told, and noted as
/// failure of its source files.
///
/// # Errors
/// As [`Archive::open`] and [`Archive::open_for_writing`]; what stops the whole rebuild; [`Error::Interrupted`].
pub fn rebuild(root: &Path, interrupted: &AtomicBool, tell: &(dyn Fn(Event<'_>) + Sync)) -> Result<()> {
    // Where a manifest is damaged, the old catalogue may know the names.
    let names = Names(Mutex::new(Archive::open(root)?.catalogue().ok()));
    let mut writer = Writer::open_anew(root)?;
    writer.forget_failures_of(SCAN_LOST)?;
    let store = writer.store().clone();
    let ids = store.ids()?;
    tell(Event::Begun(ids.len()));
    let writer = Mutex::new(writer);
    ids.par_iter().try_for_each(|id| {
        if interrupted.load(Ordering::Relaxed) {
            return Err(Error::Interrupted);
        }
        let reread = reread(&store, &names, id)?;
        let mut writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
        match reread {
            Reread::Whole(record, manifest) => {
                writer.enter(*record, manifest)?;
            }
            Reread::Lost { document, failures } => {
                if let Some((record, manifest)) = document {
                    writer.enter(*record, manifest)?;
                }
                writer.fail(&failures)?;
                failures.iter().for_each(|failure| tell(Event::Lost(failure)));
            }
        }
        tell(Event::Read);
        Ok(())
    })?;
    writer.into_inner().unwrap_or_else(PoisonError::into_inner).finish()
}

/// What became of a stored document.
enum Reread {
    /// It was read anew.
    Whole(Box<Record>, Manifest),
    /// It has no scan that can be read.
    Lost {
        /// The old record, if that is whole.
        document: Option<(Box<Record>, Manifest)>,
        /// One for each of its source files.
        failures: Vec<Failure>,
    },
}

/// The names of source files, as an older catalogue knows them.
struct Names(Mutex<Option<Catalogue>>);

impl Names {
    /// The names of a document's source file, or the one that its scan or record states.
    fn of(&self, id: &str, stated: &Path) -> Vec<String> {
        let catalogue = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = catalogue.as_ref().and_then(|catalogue| catalogue.paths_of(id).ok());
        known
            .filter(|paths| !paths.is_empty())
            .unwrap_or_else(|| vec![absolute(stated)])
    }
}

fn reread(store: &Store, names: &Names, id: &str) -> Result<Reread> {
    let manifest = match store.read_manifest(id) {
        Err(Error::DamagedArchive { .. }) => None,
        manifest => Some(manifest?),
    };
    let (detail, capture) = match store.read_scan(id) {
        Ok(Some(stored)) => match import::read(&stored.scan) {
            Ok(record) => {
                let stated = Path::new(&stored.scan.source.path);
                let paths = manifest.map_or_else(|| names.of(id, stated), |manifest| manifest.paths);
                let manifest = store.write_record(&record, paths, &stored.capture)?;
                return Ok(Reread::Whole(Box::new(record), manifest));
            }
            Err(fault) => (fault.to_string(), stored.capture),
        },
        Ok(None) => ("it is missing".to_owned(), String::new()),
        Err(Error::DamagedArchive { detail, .. }) => (detail, String::new()),
        Err(error) => return Err(error),
    };
    let record = match store.read_record(id) {
        Err(Error::DamagedArchive { .. } | Error::NotInArchive(_)) => None,
        record => Some(record?),
    };
    let paths = match (manifest, &record) {
        (Some(manifest), _) => manifest.paths,
        (None, Some(record)) => names.of(id, Path::new(&record.source_file.path)),
        (None, None) => names.of(id, &store.folder(id)),
    };
    let failures = paths.iter().map(|path| lost(id, path, &detail)).collect();
    let document = match record {
        Some(record) => {
            let manifest = store.write_record(&record, paths, &capture)?;
            Some((Box::new(record), manifest))
        }
        None => None,
    };
    Ok(Reread::Lost { document, failures })
}

fn lost(id: &str, path: &str, detail: &str) -> Failure {
    Failure {
        path: path.to_owned(),
        skipped: false,
        code: SCAN_LOST.to_owned(),
        message: format!("the archive's scan of it ({id}) cannot be read: {detail}"),
        hint: Some("import the file again".to_owned()),
        sha256: None,
        capture: String::new(),
        time: Timestamp::now(),
    }
}
