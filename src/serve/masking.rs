//! What is kept from the public: personal identity numbers, and where the source file lies on this machine.

use serde_json::Value;

use crate::error::{Error, Result};
use crate::identity_numbers::masked;
use crate::index::Entry;
use crate::record::Record;
use crate::scan::Scan;

/// A record without them.
///
/// # Errors
/// [`Error::DamagedArchive`] where the record cannot be written as JSON and read again.
pub fn record(record: &Record) -> Result<Record> {
    let damaged = |error: serde_json::Error| Error::DamagedArchive {
        path: record.source_file.path.clone().into(),
        part: format!("record {}", record.id),
        detail: error.to_string(),
    };
    let mut value = serde_json::to_value(record).map_err(damaged)?;
    mask(&mut value);
    let mut record: Record = serde_json::from_value(value).map_err(damaged)?;
    record.source_file.path = file_name(&record.source_file.path).to_owned();
    Ok(record)
}

/// Masks all texts in a value. Hex digits of hashes and ids are left: to mask them would break every link.
fn mask(value: &mut Value) {
    match value {
        Value::String(text) if !is_hash_or_id(text) => *text = masked(text),
        Value::Array(values) => values.iter_mut().for_each(mask),
        Value::Object(fields) => fields.values_mut().for_each(mask),
        _ => {}
    }
}

fn is_hash_or_id(text: &str) -> bool {
    let digits = text.split('.').next().unwrap_or_default();
    let is_hex = digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    is_hex && (digits.len() == 64 || (digits.len() == 12 && text.len() > 12))
}

/// What a list says of an item, without them.
pub fn entry(entry: &mut Entry) {
    entry.title = entry.title.as_deref().map(masked);
}

/// A scan without them. A number may be divided among several words.
pub fn scan(mut scan: Scan) -> Scan {
    for page in &mut scan.pages {
        let joined: Vec<&str> = page.words.iter().map(|word| word.text.as_str()).collect();
        let masked = masked(&joined.join(" "));
        // Masking keeps the number of characters, and the spaces between words.
        let mut characters = masked.chars();
        for word in &mut page.words {
            word.text = characters.by_ref().take(word.text.chars().count()).collect();
            characters.next();
        }
    }
    scan
}

/// The last part of a path.
pub fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_divided_among_words_is_masked() {
        let masked = scan(Scan::of_lines(&["född 640823 - 3234 i", "Luleå"]));
        let words: Vec<&str> = masked.pages[0].words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(words, ["född", "••••••", "-", "••••", "i", "Luleå"]);
    }

    #[test]
    fn ids_stay_whole() {
        let mut value = serde_json::json!(["196408233234.1.2", "1".repeat(64), "640823-3234"]);
        mask(&mut value);
        assert_eq!(
            value,
            serde_json::json!(["196408233234.1.2", "1".repeat(64), "••••••-••••"])
        );
    }
}
