//! The archive's records in the forms that other programs read.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::archive::Archive;
use crate::archive::files;
use crate::error::{Error, Result};

/// Writes every record into `folder`, a file `<id>.json` each, in place of earlier ones.
///
/// # Errors
/// [`Error::Output`] where something cannot be written, and what reading the archive gives.
pub fn json(archive: &Archive, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|source| output(folder, source))?;
    let store = archive.store();
    for id in archive.catalogue()?.ids()? {
        let record = store.read_record(&id)?;
        let path = folder.join(format!("{id}.json"));
        let fault = |source| output(&path, source);
        let json = files::to_json(&record).map_err(fault)?;
        files::replace(&path, |file| file.write_all(&json).map_err(fault), fault)?;
    }
    Ok(())
}

/// Writes every record into one file, a line each, in the order of ids; the file is there only once it is whole.
///
/// # Errors
/// As [`json`].
pub fn ndjson(archive: &Archive, path: &Path) -> Result<()> {
    let fault = |source| output(path, source);
    files::replace(path, |file| ndjson_to(archive, &mut BufWriter::new(file), fault), fault)
}

/// As [`ndjson`], to a stream; `fault` makes an error of what the system says.
///
/// # Errors
/// As [`json`].
pub fn ndjson_to(archive: &Archive, out: &mut impl Write, fault: impl Fn(io::Error) -> Error) -> Result<()> {
    let store = archive.store();
    for id in archive.catalogue()?.ids()? {
        let record = store.read_record(&id)?;
        let mut line = serde_json::to_vec(&record).map_err(|error| fault(error.into()))?;
        line.push(b'\n');
        out.write_all(&line).map_err(&fault)?;
    }
    out.flush().map_err(fault)
}

fn output(path: &Path, source: io::Error) -> Error {
    Error::Output {
        path: path.to_owned(),
        source,
    }
}
