//! The stored documents: for each source file its scan, its record, and under what names it was found.
//!
//! A document is in the archive from the moment that its record is there, which is written last.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use flate2::read::MultiGzDecoder;
use flate2::{Compression, GzBuilder};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::files;
use crate::error::{Error, Result};
use crate::record::Record;
use crate::scan::{Page, Scan, SourceFile, Warning};

const SCAN: &str = "scan.jsonl.gz";
const RECORD: &str = "record.json";
const MANIFEST: &str = "manifest.json";

/// The documents of one archive. A document's id is the SHA-256 of its source file, 64 lower-case hex digits.
#[derive(Debug, Clone)]
pub struct Store {
    root: PathBuf,
}

/// A scan with the identity of what made it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredScan {
    /// Engine, model and options: what else than the source file decides what is found on the pages.
    pub capture: String,
    /// What was found.
    pub scan: Scan,
}

/// What is known of a document beside its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Where the source file was found, absolute, in order; several where copies of it lie about.
    pub paths: Vec<String>,
    /// Engine, model and options that it was scanned with; empty where the scan is lost and must be made again.
    pub capture: String,
    /// SHA-256 of the record as it was written, by which damage shows.
    pub record_sha256: String,
    /// SHA-256 of the compressed scan as it was written; empty where there is none.
    pub scan_sha256: String,
    /// SHA-256 of what stands above, a line each.
    pub own_sha256: String,
}

impl Manifest {
    /// What [`Self::own_sha256`] is to be.
    fn sum(&self) -> String {
        let rest = [&self.capture, &self.record_sha256, &self.scan_sha256];
        let lines: Vec<&str> = self.paths.iter().chain(rest).map(String::as_str).collect();
        sha256(lines.join("\n").as_bytes())
    }
}

/// The first line of a stored scan; the pages follow, a line each.
#[derive(Serialize, Deserialize)]
struct ScanHeader {
    capture: String,
    source: SourceFile,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<Warning>,
}

impl Store {
    /// The store in an archive's folder.
    pub(super) fn new(archive: &Path) -> Self {
        Self {
            root: archive.to_owned(),
        }
    }

    /// The folder of one document, whether it is in or not.
    pub fn folder(&self, id: &str) -> PathBuf {
        let shelf = id.get(..2).unwrap_or(id);
        self.root.join("documents").join(shelf).join(id)
    }

    /// True where the document is in.
    pub fn contains(&self, id: &str) -> bool {
        self.folder(id).join(RECORD).is_file()
    }

    /// The ids of all documents that are in, or of which only a scan is, in order.
    pub fn ids(&self) -> Result<Vec<String>> {
        let mut ids = Vec::new();
        for shelf in files::list(&self.root.join("documents"))? {
            for folder in files::list(&shelf)? {
                if let Some(name) = folder
                    .file_name()
                    .and_then(|name| name.to_str())
                    .filter(|name| is_id(name))
                {
                    ids.push(name.to_owned());
                }
            }
        }
        Ok(ids)
    }

    /// Keeps what was found on the pages of a file. The same scan gives the same bytes.
    pub fn write_scan(&self, stored: &StoredScan) -> Result<()> {
        let folder = self.folder(&stored.scan.source.sha256);
        files::make_folder(&folder)?;
        files::remove_unfinished(&folder)?;
        files::write_with(&folder.join(SCAN), |file| {
            let gzip = GzBuilder::new()
                .mtime(0)
                .write(BufWriter::new(file), Compression::default());
            let mut lines = BufWriter::new(gzip);
            write_line(
                &mut lines,
                &ScanHeader {
                    capture: stored.capture.clone(),
                    source: stored.scan.source.clone(),
                    warnings: stored.scan.warnings.clone(),
                },
            )?;
            for page in &stored.scan.pages {
                write_line(&mut lines, page)?;
            }
            lines.into_inner()?.finish()?.flush()
        })
    }

    /// What was found on the pages of a document's source file; `None` where it was never scanned.
    ///
    /// # Errors
    /// [`Error::DamagedArchive`] where the scan is not as it was written.
    pub fn read_scan(&self, id: &str) -> Result<Option<StoredScan>> {
        let path = self.folder(id).join(SCAN);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(files::cannot_read(&path, error)),
        };
        let stored = parse_scan(BufReader::new(MultiGzDecoder::new(BufReader::new(file))))
            .map_err(|error| self.damaged("scan", id, error.to_string()))?;
        if stored.scan.source.sha256 != id {
            return Err(self.damaged("scan", id, "it is of another file".to_owned()));
        }
        Ok(Some(stored))
    }

    /// Keeps what was read in a document, with the names of its source file; from now on it is in.
    pub fn write_record(&self, record: &Record, mut paths: Vec<String>, capture: &str) -> Result<Manifest> {
        let folder = self.folder(&record.id);
        let path = folder.join(RECORD);
        let json = files::to_json(record).map_err(|error| files::cannot_write(&path, error))?;
        paths.sort();
        paths.dedup();
        let mut manifest = Manifest {
            paths,
            capture: capture.to_owned(),
            record_sha256: sha256(&json),
            scan_sha256: self.scan_sha256(&record.id).unwrap_or_default(),
            own_sha256: String::new(),
        };
        self.write_manifest(&record.id, &mut manifest)?;
        files::write(&path, &json)?;
        Ok(manifest)
    }

    /// What was read in a document.
    ///
    /// # Errors
    /// [`Error::NotInArchive`]; [`Error::DamagedArchive`] where the record is not as it was written.
    pub fn read_record(&self, id: &str) -> Result<Record> {
        let path = self.folder(id).join(RECORD);
        let mut json = self.record_bytes(id, &path)?;
        if sha256(&json) != self.read_manifest(id)?.record_sha256 {
            // A rebuild may have put a new record there between the two readings: the second finds both new.
            json = self.record_bytes(id, &path)?;
            if sha256(&json) != self.read_manifest(id)?.record_sha256 {
                return Err(self.damaged("record", id, "its content has changed".to_owned()));
            }
        }
        serde_json::from_slice(&json).map_err(|error| self.damaged("record", id, error.to_string()))
    }

    /// Under what names the source file of a document was found.
    ///
    /// # Errors
    /// [`Error::DamagedArchive`] where the manifest is missing or damaged.
    pub fn read_manifest(&self, id: &str) -> Result<Manifest> {
        let path = self.folder(id).join(MANIFEST);
        match fs::read(&path) {
            Ok(json) => {
                let manifest: Manifest =
                    serde_json::from_slice(&json).map_err(|error| self.damaged("manifest", id, error.to_string()))?;
                if manifest.sum() != manifest.own_sha256 {
                    return Err(self.damaged("manifest", id, "its content has changed".to_owned()));
                }
                Ok(manifest)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(self.damaged("manifest", id, "it is missing".to_owned()))
            }
            Err(error) => Err(files::cannot_read(&path, error)),
        }
    }

    /// Notes that the source file of a document that is in was also found under `paths`. True where one was new.
    pub fn add_paths(&self, id: &str, paths: &[String]) -> Result<bool> {
        let mut manifest = self.read_manifest(id)?;
        let known = manifest.paths.len();
        manifest.paths.extend_from_slice(paths);
        manifest.paths.sort();
        manifest.paths.dedup();
        if manifest.paths.len() == known {
            return Ok(false);
        }
        self.write_manifest(id, &mut manifest)?;
        Ok(true)
    }

    /// Keeps a copy of a source file; `extension` (without the dot) lets other programs open it.
    pub fn keep_source(&self, id: &str, source: &Path, extension: &str) -> Result<()> {
        let path = self.folder(id).join(format!("source.{extension}"));
        if path.is_file() {
            return Ok(());
        }
        files::write_with(&path, |copy| io::copy(&mut File::open(source)?, copy).map(drop))
    }

    /// The copy of a source file that the archive keeps, if it does.
    pub fn kept_source(&self, id: &str, extension: &str) -> Option<PathBuf> {
        let path = self.folder(id).join(format!("source.{extension}"));
        path.is_file().then_some(path)
    }

    /// When the record of a document was written last.
    ///
    /// # Errors
    /// [`Error::NotInArchive`]; where the file system does not tell.
    pub fn written(&self, id: &str) -> Result<SystemTime> {
        let path = self.folder(id).join(RECORD);
        let modified = fs::metadata(&path).and_then(|metadata| metadata.modified());
        modified.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Error::NotInArchive(id.to_owned()),
            _ => files::cannot_read(&path, error),
        })
    }

    /// SHA-256 of a document's compressed scan.
    pub fn scan_sha256(&self, id: &str) -> Result<String> {
        let path = self.folder(id).join(SCAN);
        let content = fs::read(&path).map_err(|error| files::cannot_read(&path, error))?;
        Ok(sha256(&content))
    }

    fn record_bytes(&self, id: &str, path: &Path) -> Result<Vec<u8>> {
        fs::read(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Error::NotInArchive(id.to_owned()),
            _ => files::cannot_read(path, error),
        })
    }

    fn write_manifest(&self, id: &str, manifest: &mut Manifest) -> Result<()> {
        manifest.own_sha256 = manifest.sum();
        files::remove_unfinished(&self.folder(id))?;
        files::write_json(&self.folder(id).join(MANIFEST), manifest)
    }

    fn damaged(&self, part: &str, id: &str, detail: String) -> Error {
        Error::DamagedArchive {
            path: self.root.clone(),
            part: format!("{part} {id}"),
            detail,
        }
    }
}

/// The SHA-256 of some bytes, 64 lower-case hex digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

fn is_id(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn write_line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// Reads to the very end, where the checksum of the compressed file stands.
fn parse_scan(mut content: impl BufRead) -> io::Result<StoredScan> {
    let mut header = String::new();
    content.read_line(&mut header)?;
    let ScanHeader {
        capture,
        source,
        warnings,
    } = serde_json::from_str(&header)?;
    let mut rest = String::new();
    content.read_to_string(&mut rest)?;
    let pages = rest
        .lines()
        .map(serde_json::from_str)
        .collect::<serde_json::Result<Vec<Page>>>()?;
    Ok(StoredScan {
        capture,
        scan: Scan {
            source,
            pages,
            warnings,
        },
    })
}
