//! Looking through an archive for damage: a failing disk changes bytes without a word.
//!
//! The scans carry a checksum of their own, and the manifest has one of scan and record. The catalogue and the index are compared with
//! the files that they were made from, and with the seal that the last writer left.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use serde::Serialize;

use crate::archive::catalogue::Catalogue;
use crate::archive::store::{Manifest, Store, sha256};
use crate::archive::{Archive, files, seal};
use crate::error::{Error, Result};
use crate::index;
use crate::record::Record;

/// Something in the archive that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// The file or folder.
    pub path: PathBuf,
    /// What it holds: `scan`, `record`, `manifest`, `source`, `failure`, `catalogue` or `index`.
    pub part: &'static str,
    /// What is wrong with it.
    pub detail: String,
    /// How it is mended.
    pub remedy: Remedy,
    /// The source files to import again, where that is the remedy.
    pub sources: Vec<String>,
}

/// What mends a damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remedy {
    /// `paragraf rebuild` makes it again from the rest.
    Rebuild,
    /// It stands nowhere else: the source file must be imported again, after a rebuild has noted what is lost.
    RebuildAndImport,
    /// The file is to be removed by hand; the next import makes it again where its source is still there.
    RemoveAndImport,
}

/// Looks through the whole archive; `tell` hears of every document that was looked at. What is found is sorted by path.
///
/// # Errors
/// As [`Archive::open`]; [`Error::ArchiveBusy`] while another process writes; what cannot be read; [`Error::Interrupted`].
pub fn verify(root: &Path, interrupted: &AtomicBool, tell: &(dyn Fn(usize) + Sync)) -> Result<Vec<Finding>> {
    let archive = Archive::open(root)?;
    let _lock = archive.hold_still()?;
    let store = archive.store();
    let ids = store.ids()?;
    let looked_at: Vec<_> = ids
        .par_iter()
        .map(|id| {
            if interrupted.load(Ordering::Relaxed) {
                return Err(Error::Interrupted);
            }
            let document = document(&store, id);
            tell(ids.len());
            document
        })
        .collect::<Result<_>>()?;
    let mut findings = Vec::new();
    let mut sound = Vec::new();
    for (found, document) in looked_at {
        findings.extend(found);
        sound.extend(document);
    }
    findings.extend(failures(&archive)?);
    let documents_are_sound = findings.is_empty();
    let broken_seals = seal::broken(root);
    findings.extend(catalogue(&archive, &sound, documents_are_sound, &broken_seals)?);
    findings.extend(index(&archive, &broken_seals)?);
    findings.sort();
    Ok(findings)
}

/// A document whose record and manifest are as they were written.
type Document = (Record, Manifest);

/// Looks at the files of one document; gives what can be read of it.
fn document(store: &Store, id: &str) -> Result<(Vec<Finding>, Option<Document>)> {
    let folder = store.folder(id);
    let mut findings = Vec::new();
    let manifest = or_damage(store.read_manifest(id))?;
    let sources = manifest
        .as_ref()
        .map(|manifest| manifest.paths.clone())
        .unwrap_or_default();
    let mut add = |file: PathBuf, part, detail: String, remedy| {
        findings.push(Finding {
            path: file,
            part,
            detail,
            remedy,
            sources: if remedy == Remedy::Rebuild {
                Vec::new()
            } else {
                sources.clone()
            },
        });
    };
    let manifest = manifest
        .map_err(|detail| add(folder.join("manifest.json"), "manifest", detail, Remedy::Rebuild))
        .ok();
    if let Err(detail) = scan(store, id, manifest.as_ref())? {
        add(folder.join("scan.jsonl.gz"), "scan", detail, Remedy::RebuildAndImport);
    }
    let record = match store.read_record(id) {
        // Without its manifest a record cannot be judged; both are made again.
        Err(Error::DamagedArchive { .. }) if manifest.is_none() => None,
        Err(Error::NotInArchive(_)) => {
            add(
                folder.join("record.json"),
                "record",
                "it is missing".to_owned(),
                Remedy::Rebuild,
            );
            None
        }
        record => or_damage(record)?
            .map_err(|detail| add(folder.join("record.json"), "record", detail, Remedy::Rebuild))
            .ok(),
    };
    for file in files::list(&folder)? {
        let is_copy = file.file_stem().is_some_and(|stem| stem == "source");
        if is_copy && sha256(&fs::read(&file).map_err(|error| files::cannot_read(&file, error))?) != id {
            add(
                file,
                "source",
                "it is not as it was copied".to_owned(),
                Remedy::RemoveAndImport,
            );
        }
    }
    Ok((findings, record.zip(manifest)))
}

/// Whether the scan of a document is as it was written.
fn scan(store: &Store, id: &str, manifest: Option<&Manifest>) -> Result<std::result::Result<(), String>> {
    match or_damage(store.read_scan(id))? {
        Ok(Some(_)) => {}
        Ok(None) => return Ok(Err("it is missing".to_owned())),
        Err(detail) => return Ok(Err(detail)),
    }
    let as_written =
        manifest.is_none_or(|manifest| store.scan_sha256(id).is_ok_and(|found| found == manifest.scan_sha256));
    Ok(if as_written {
        Ok(())
    } else {
        Err("its content has changed".to_owned())
    })
}

/// Tells damage, which is what is looked for, from what keeps the archive from being read.
fn or_damage<T>(result: Result<T>) -> Result<std::result::Result<T, String>> {
    match result {
        Ok(value) => Ok(Ok(value)),
        Err(Error::DamagedArchive { detail, .. }) => Ok(Err(detail)),
        Err(error) => Err(error),
    }
}

fn failures(archive: &Archive) -> Result<Vec<Finding>> {
    let damaged = archive.failures().damaged()?.into_iter();
    Ok(damaged
        .map(|path| Finding {
            path,
            part: "failure",
            detail: "it is not as it was written".to_owned(),
            remedy: Remedy::RemoveAndImport,
            sources: Vec::new(),
        })
        .collect())
}

/// Compares the catalogue with one that is made from the files.
fn catalogue(
    archive: &Archive,
    documents: &[Document],
    documents_are_sound: bool,
    broken_seals: &BTreeMap<PathBuf, String>,
) -> Result<Option<Finding>> {
    let file = archive.root().join("catalogue.sqlite");
    let finding = |detail: String| Finding {
        path: file.clone(),
        part: "catalogue",
        detail,
        remedy: Remedy::Rebuild,
        sources: Vec::new(),
    };
    let catalogue = match or_damage(archive.catalogue())? {
        Ok(catalogue) => catalogue,
        Err(detail) => return Ok(Some(finding(detail))),
    };
    if let Err(detail) = or_damage(catalogue.verify())? {
        return Ok(Some(finding(detail)));
    }
    if let Some(detail) = broken_seals.get(&file) {
        return Ok(Some(finding(detail.clone())));
    }
    // Damaged documents would differ, and are named by themselves.
    if documents_are_sound {
        let mut expected = Catalogue::in_memory()?;
        expected.put(documents)?;
        expected.put_failures(&archive.failures().all()?)?;
        if let Err(detail) = or_damage(catalogue.differs_from(&expected))? {
            return Ok(Some(finding(detail)));
        }
    }
    Ok(None)
}

fn index(archive: &Archive, broken_seals: &BTreeMap<PathBuf, String>) -> Result<Vec<Finding>> {
    let folder = archive.index_folder();
    let finding = |path: PathBuf, detail: String| Finding {
        path,
        part: "index",
        detail,
        remedy: Remedy::Rebuild,
        sources: Vec::new(),
    };
    let mut findings: Vec<_> = broken_seals
        .iter()
        .filter(|(path, _)| path.starts_with(&folder))
        .map(|(path, detail)| finding(path.clone(), detail.clone()))
        .collect();
    match or_damage(index::damaged_files(&folder))? {
        Ok(damaged) => findings.extend(
            damaged
                .into_iter()
                .map(|path| finding(path, "its checksum is wrong".to_owned())),
        ),
        Err(detail) if findings.is_empty() => findings.push(finding(folder, detail)),
        Err(_) => {}
    }
    Ok(findings)
}
