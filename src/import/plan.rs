//! What an import is to do: which files there are, what they are by content, and which of them are one document.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::archive::{self, failures::absolute};
use crate::capture::{self, MediaType};
use crate::error::{Error, SourceFault};

/// The files of one import, told apart by content.
#[derive(Debug, Default)]
pub struct Plan {
    /// What can be read, in the order that it was named and found in.
    pub sources: Vec<Source>,
    /// What cannot, in the same order.
    pub refusals: Vec<Refusal>,
}

/// Files of the same content.
#[derive(Debug, Clone)]
pub struct Source {
    /// SHA-256 of the content, 64 lower-case hex digits: the document's id.
    pub sha256: String,
    /// What the content is.
    pub media_type: MediaType,
    /// Its size.
    pub bytes: u64,
    /// Where it lies, as the user named it; the first is the one that is read.
    pub paths: Vec<PathBuf>,
}

impl Plan {
    /// Size of all contents that can be read.
    pub fn bytes(&self) -> u64 {
        self.sources.iter().map(|source| source.bytes).sum()
    }
}

impl Source {
    /// The file that is read for all.
    pub fn path(&self) -> &Path {
        self.paths.first().map_or(Path::new(""), PathBuf::as_path)
    }

    /// All files, as the archive names them.
    pub fn absolute_paths(&self) -> Vec<String> {
        self.paths.iter().map(|path| absolute(path)).collect()
    }

    /// The error that these files cannot be brought in.
    pub fn error(&self, fault: SourceFault) -> Error {
        Error::Source {
            path: self.path().to_owned(),
            fault,
        }
    }
}

/// A file or folder that is no source.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// As the user named it.
    pub path: PathBuf,
    /// Why.
    pub fault: SourceFault,
    /// True for a file that only lies in a folder and is of none of the kinds that are read: nothing went wrong.
    pub skipped: bool,
}

/// A file that was named, or found in a folder that was named.
struct Found {
    path: PathBuf,
    named: bool,
}

/// Looks at all files under `paths`, and reads each once to know its content.
///
/// Folders are walked in the order of names. Hidden files and other archives are passed over; links in folders are not
/// followed. Only files that are `wanted` are looked at; `on_file` is called for each of them.
pub fn plan(
    paths: &[PathBuf],
    wanted: &dyn Fn(&Path) -> bool,
    on_file: &(dyn Fn() + Sync),
    interrupted: &AtomicBool,
) -> Plan {
    let mut plan = Plan::default();
    let mut found = Vec::new();
    for path in paths {
        find(path, &mut found, &mut plan.refusals);
    }
    found.retain(|found| wanted(&found.path));
    let inspected: Vec<_> = found
        .into_par_iter()
        .take_any_while(|_| !interrupted.load(Ordering::Relaxed))
        .map(|found| {
            on_file();
            let content = inspect(&found);
            (found, content)
        })
        .collect();
    let mut by_content = HashMap::new();
    for (Found { path, .. }, content) in inspected {
        match content {
            Ok(source) => {
                let index = *by_content.entry(source.sha256.clone()).or_insert(plan.sources.len());
                if index == plan.sources.len() {
                    plan.sources.push(source);
                } else if let Some(same) = plan.sources.get_mut(index).filter(|same| !same.paths.contains(&path)) {
                    same.paths.push(path);
                }
            }
            Err((fault, skipped)) => plan.refusals.push(Refusal { path, fault, skipped }),
        }
    }
    plan
}

/// The files in a folder that an import of it would look at.
pub fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    find(folder, &mut found, &mut Vec::new());
    found.into_iter().map(|found| found.path).collect()
}

/// Finds the files under one path that the user named.
fn find(path: &Path, found: &mut Vec<Found>, refusals: &mut Vec<Refusal>) {
    if !path.is_dir() {
        found.push(Found {
            path: path.to_owned(),
            named: true,
        });
        return;
    }
    let walk = WalkDir::new(path).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_passed_over(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => found.push(Found {
                path: entry.into_path(),
                named: false,
            }),
            Err(error) => refusals.push(Refusal {
                path: error.path().unwrap_or(path).to_owned(),
                fault: SourceFault::of(&error.into()),
                skipped: false,
            }),
        }
    }
}

fn is_passed_over(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
        || (entry.file_type().is_dir() && archive::is_archive(entry.path()))
}

/// What a file is, or why it is no source, and whether that is nothing to worry about.
fn inspect(found: &Found) -> Result<Source, (SourceFault, bool)> {
    let Found { path, named } = found;
    if !named && path.is_symlink() {
        let found = "a link".to_owned();
        return Err((SourceFault::NotAFile { found }, true));
    }
    // A name that promises a protocol makes a failure of what is else only passed over.
    let is_expected = *named || capture::has_known_ending(path);
    let content = capture::inspect(path).map_err(|fault| {
        let is_other_kind = matches!(fault, SourceFault::UnknownKind { .. } | SourceFault::Empty);
        (fault, is_other_kind && !is_expected)
    })?;
    if content.media_type == MediaType::Text && !is_expected {
        let found = "text in a file that is not called .txt".to_owned();
        return Err((SourceFault::UnknownKind { found }, true));
    }
    Ok(Source {
        sha256: content.sha256,
        media_type: content.media_type,
        bytes: content.bytes,
        paths: vec![path.clone()],
    })
}
