//! The log in the archive: what happened to which file, and when, for the morning after.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

/// The log of one archive. That a line cannot be written stops nothing: what became of each file stands in the archive itself.
#[derive(Debug, Clone)]
pub struct Log {
    file: PathBuf,
}

impl Log {
    /// The log of the archive in a folder; it begins when the archive does.
    pub fn of(archive: &Path) -> Self {
        Self {
            file: archive.join("log.txt"),
        }
    }

    /// Adds lines, each with the time.
    pub fn add(&self, lines: &str) {
        let now = Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let text: String = lines.lines().map(|line| format!("{now} {line}\n")).collect();
        let file = OpenOptions::new().append(true).create(true).open(&self.file);
        let _ = file.and_then(|mut file| file.write_all(text.as_bytes()));
    }
}
