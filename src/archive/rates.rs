//! How long pages took in this archive before: what tells how long an import will take.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::files;
use crate::error::Result;

const RATES: &str = "rates.json";

/// What was measured, by media type.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rates(BTreeMap<String, Rate>);

/// What files of one kind took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Rate {
    /// Size of the files together.
    pub bytes: u64,
    /// Their pages.
    pub pages: u64,
    /// Seconds that one reading process would have taken for all of them.
    pub seconds: f64,
}

impl Rate {
    /// Adds what others took.
    pub fn add(&mut self, other: Self) {
        self.bytes += other.bytes;
        self.pages += other.pages;
        self.seconds += other.seconds;
    }
}

impl Rates {
    /// What was measured in an archive. Where that is lost, nothing was.
    pub fn read(root: &Path) -> Self {
        let json = fs::read(root.join(RATES)).unwrap_or_default();
        serde_json::from_slice(&json).unwrap_or_default()
    }

    /// Keeps what was measured.
    pub fn write(&self, root: &Path) -> Result<()> {
        files::write_json(&root.join(RATES), self)
    }

    /// Adds what a file took.
    pub fn add(&mut self, media_type: &str, rate: Rate) {
        self.0.entry(media_type.to_owned()).or_default().add(rate);
    }

    /// Pages and seconds of one reading process to be expected of so many bytes; nothing where no such file was read yet.
    pub fn expect(&self, media_type: &str, bytes: u64) -> Option<(f64, f64)> {
        let rate = self.0.get(media_type).filter(|rate| rate.bytes > 0)?;
        let share = bytes as f64 / rate.bytes as f64;
        Some((rate.pages as f64 * share, rate.seconds * share))
    }
}
