//! A watched folder: what arrives in it is imported once it has stopped growing.
//!
//! The folder is looked through again and again, since shares of a network tell nobody of new files. Only what is new or has changed is
//! read. Nothing that a file does, or that the archive's disk does for a while, ends the watching.

use std::collections::{HashMap, HashSet};
use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::import::{self, Event, ImportOptions};

/// What the watching is to be patient with.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// How long a file must not have changed.
    pub settle: Duration,
    /// How long to wait before the folder is looked through again.
    pub between: Duration,
}

/// What a watch tells beside what its imports tell.
#[derive(Debug)]
pub enum Notice<'a> {
    /// An import tells.
    Import(Event<'a>),
    /// An import of so many new files has ended.
    Imported(usize),
    /// The archive cannot be written for now; it is tried again.
    Waiting(&'a Error),
}

/// Watches a folder until it is interrupted, which is no error.
///
/// # Errors
/// What waiting cannot mend: the folder is none, a native part is missing, the archive is of another program.
pub fn watch(
    folder: &Path,
    root: &Path,
    options: &ImportOptions,
    patience: Patience,
    interrupted: &AtomicBool,
    tell: &(dyn Fn(Notice<'_>) + Sync),
) -> Result<()> {
    if !folder.is_dir() {
        return Err(Error::Usage(format!("{} is no folder", folder.display())));
    }
    let mut seen = Seen::default();
    while !interrupted.load(Ordering::Relaxed) {
        let ready = seen.look(folder, patience.settle);
        if !ready.is_empty() {
            let wanted = |path: &Path| ready.contains(path);
            let tell_import = |event: Event<'_>| tell(Notice::Import(event));
            let result = import::import_some(&[folder.to_owned()], &wanted, root, options, interrupted, &tell_import);
            match result {
                Ok(()) => {
                    seen.done(&ready);
                    tell(Notice::Imported(ready.len()));
                }
                Err(Error::Interrupted) => break,
                Err(error) if is_passing(&error) => tell(Notice::Waiting(&error)),
                Err(error) => return Err(error),
            }
        }
        rest(patience.between, interrupted);
    }
    Ok(())
}

/// Another import is at work, the disk is full or gone: it may be otherwise soon.
fn is_passing(error: &Error) -> bool {
    matches!(error, Error::ArchiveBusy(_) | Error::Archive { .. })
}

fn rest(time: Duration, interrupted: &AtomicBool) {
    /// How soon an interruption is noticed.
    const SLICE: Duration = Duration::from_millis(100);
    let end = Instant::now() + time;
    while Instant::now() < end && !interrupted.load(Ordering::Relaxed) {
        thread::sleep(SLICE.min(end.saturating_duration_since(Instant::now())));
    }
}

/// What was seen of the files up to now.
#[derive(Default)]
struct Seen {
    files: HashMap<PathBuf, Sight>,
}

/// A file as it was seen last.
struct Sight {
    state: State,
    since: Instant,
    is_done: bool,
}

/// What changes when a file changes.
#[derive(PartialEq, Eq)]
struct State {
    length: u64,
    changed: (i64, i64),
    inode: u64,
}

impl State {
    fn of(metadata: &Metadata) -> Self {
        Self {
            length: metadata.len(),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
            inode: metadata.ino(),
        }
    }
}

impl Seen {
    /// Looks through the folder; gives the files that are new or have changed, and are still for long enough.
    fn look(&mut self, folder: &Path, settle: Duration) -> HashSet<PathBuf> {
        let now = Instant::now();
        let before = std::mem::take(&mut self.files);
        let mut before: HashMap<_, _> = before.into_iter().collect();
        for path in import::files_in(folder) {
            let Ok(metadata) = fs::symlink_metadata(&path) else {
                continue;
            };
            let state = State::of(&metadata);
            let sight = match before.remove(&path) {
                Some(sight) if sight.state == state => sight,
                _ => Sight {
                    state,
                    since: now,
                    is_done: false,
                },
            };
            self.files.insert(path, sight);
        }
        let is_ready = |sight: &Sight| !sight.is_done && now.duration_since(sight.since) >= settle;
        let ready = self.files.iter().filter(|(_, sight)| is_ready(sight));
        ready.map(|(path, _)| path.clone()).collect()
    }

    fn done(&mut self, files: &HashSet<PathBuf>) {
        for (_, sight) in self.files.iter_mut().filter(|(path, _)| files.contains(*path)) {
            sight.is_done = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_file_is_ready_when_it_is_still_and_once_only() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("minutes.txt");
        fs::write(&file, "half").unwrap();
        symlink("minutes.txt", folder.path().join("link.txt")).unwrap();
        let mut seen = Seen::default();
        let long = Duration::from_secs(3600);
        assert!(seen.look(folder.path(), long).is_empty());
        let ready = seen.look(folder.path(), Duration::ZERO);
        assert!(ready.contains(&file));
        seen.done(&ready);
        assert!(seen.look(folder.path(), Duration::ZERO).is_empty());
        fs::write(&file, "half and whole").unwrap();
        assert_eq!(seen.look(folder.path(), Duration::ZERO).len(), 1);
    }
}
