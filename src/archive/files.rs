//! Files that are either wholly there or not at all, whatever happens while they are written.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::error::{Error, Result};

/// Ends the names of files that are being written. One that is found later was left by a process that was killed.
const UNFINISHED: &str = ".part";

/// Writes a file so that a reader, or a power cut, finds the old content or the new one.
pub fn write(path: &Path, content: &[u8]) -> Result<()> {
    write_with(path, |file| file.write_all(content))
}

/// Writes a value as indented JSON.
pub fn write_json(path: &Path, value: &impl Serialize) -> Result<()> {
    write(path, &to_json(value).map_err(|error| cannot_write(path, error))?)
}

/// The indented JSON of a value, with a last line end.
pub fn to_json(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut json = serde_json::to_vec_pretty(value)?;
    json.push(b'\n');
    Ok(json)
}

/// As [`write()`], for content that is made piece by piece.
pub fn write_with(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> Result<()> {
    let fault = |error| cannot_write(path, error);
    replace(path, |file| fill(file).map_err(fault), fault)
}

/// As [`write_with`], for files outside the archive: `fault` makes an error of what the system says.
pub fn replace(
    path: &Path,
    fill: impl FnOnce(&mut File) -> Result<()>,
    fault: impl Fn(io::Error) -> Error,
) -> Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = tempfile::Builder::new()
        .prefix(".")
        .suffix(UNFINISHED)
        .permissions(Permissions::from_mode(0o666))
        .tempfile_in(folder)
        .map_err(&fault)?;
    fill(file.as_file_mut())?;
    file.as_file().sync_all().map_err(&fault)?;
    file.persist(path).map_err(|error| fault(error.error))?;
    // Without this a power cut may undo the renaming.
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(fault)
}

/// Makes a folder with all that lead to it.
pub fn make_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(|error| cannot_write(path, error))
}

/// Removes what killed processes left half written in a folder. Only for the one process that may write.
pub fn remove_unfinished(folder: &Path) -> Result<()> {
    for path in list(folder)? {
        if is_unfinished(&path) {
            fs::remove_file(&path).map_err(|error| cannot_write(&path, error))?;
        }
    }
    Ok(())
}

/// True for what is being written, or was when its writer was killed.
pub fn is_unfinished(path: &Path) -> bool {
    path.to_string_lossy().ends_with(UNFINISHED)
}

/// What lies in a folder, in the order of names; nothing where there is no such folder.
pub fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(cannot_read(folder, error)),
    };
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()
        .map_err(|error| cannot_read(folder, error))?;
    paths.sort();
    Ok(paths)
}

/// The error of a file or folder of the archive that cannot be read.
pub fn cannot_read(path: &Path, source: io::Error) -> Error {
    Error::Archive {
        path: path.to_owned(),
        action: "read",
        source,
    }
}

/// The error of a file or folder of the archive that cannot be written.
pub fn cannot_write(path: &Path, source: io::Error) -> Error {
    Error::Archive {
        path: path.to_owned(),
        action: "written",
        source,
    }
}
