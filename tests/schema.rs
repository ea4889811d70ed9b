//! The published schema and the code say the same, and records are as the schema says.

use std::path::Path;

use expect_test::expect_file;
use serde_json::Value;

use crate::sandbox::Sandbox;

#[test]
fn the_published_schema_is_that_of_the_code() {
    expect_file!["../schemas/protocol.schema.json"].assert_eq(&Sandbox::new().expect(0, &["schema"]));
}

/// Every layout from its true text; born-digital files, scans of one page, OCR text; and files that hardly anything can be got
/// from, whose records are mostly empty lists, nulls and warnings.
const SOURCES: [&str; 7] = [
    "truth",
    "bad",
    "protocols/alvmora-servicenamnden_2022-03-17.pdf",
    "protocols/fagernas-socialnamnden_2009-05-13.jpg",
    "protocols/ljusvattnet-kommunstyrelsen_2017-10-03.png",
    "protocols/slattmarken-direktionen_2024-09-19.pdf",
    "protocols/tallviken-kommunfullmaktige_2021-06-14.ocr.txt",
];

#[test]
fn the_records_of_the_fixtures_are_valid() {
    let sandbox = Sandbox::new();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let sources = SOURCES.map(|source| fixtures.join(source).display().to_string());
    let mut arguments = vec!["import"];
    arguments.extend(sources.iter().map(String::as_str));
    // Some of the bad files fail.
    sandbox.expect(1, &arguments);
    let exported = sandbox.expect(0, &["export", "--format", "ndjson", "--output", "-"]);
    let records: Vec<Value> = exported
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(records.len() >= 20, "{} records", records.len());

    let schema = serde_json::from_str(&sandbox.expect(0, &["schema"])).unwrap();
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap();
    for record in &records {
        let faults: Vec<String> = validator
            .iter_errors(record)
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{}: {faults:#?}", record["source_file"]["path"]);
    }
    let mut wrong = records[0].clone();
    wrong["pages"][0]["text_condition"] = "unheard of".into();
    assert!(!validator.is_valid(&wrong));
}
