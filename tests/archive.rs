//! The archive outlives damage to its files, and the program.

use std::fs;

use serde_json::Value;

use crate::sandbox::{Sandbox, flip_byte};

const EXPORT: [&str; 5] = ["export", "--format", "ndjson", "--output", "-"];

/// Three protocols, one of them under two names, a file that cannot be read and one that is skipped.
fn imported() -> Sandbox {
    let sandbox = Sandbox::with_protocols(3);
    sandbox.write("in/copy.txt", crate::sandbox::protocol(2));
    sandbox.write("in/empty.pdf", "");
    sandbox.write("in/notes.md", "Not a protocol.");
    sandbox.expect(1, &["import", "in"]);
    sandbox
}

#[test]
fn a_person_can_read_it() {
    let sandbox = imported();
    let readme = fs::read_to_string(sandbox.path("archive/README.txt")).unwrap();
    for name in fs::read_dir(sandbox.path("archive")).unwrap() {
        let name = name.unwrap().file_name().into_string().unwrap();
        assert!(
            name == "README.txt" || readme.contains(&name),
            "README.txt does not explain {name}"
        );
    }
    for (path, _) in sandbox.tree("archive/documents") {
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(readme.contains(name), "README.txt does not explain {name}");
    }
}

#[test]
fn rebuild_makes_the_same_from_the_files_alone() {
    let sandbox = imported();
    let (documents, status, export) = (
        sandbox.tree("archive/documents"),
        sandbox.status("archive"),
        sandbox.expect(0, &EXPORT),
    );
    assert_eq!(export.lines().count(), 3);
    fs::remove_file(sandbox.path("archive/catalogue.sqlite")).unwrap();
    let _ = fs::remove_dir_all(sandbox.path("archive/index"));
    sandbox.expect(4, &["status"]);
    sandbox.expect(0, &["rebuild"]);
    assert_eq!(sandbox.tree("archive/documents"), documents);
    assert_eq!(sandbox.status("archive"), status);
    assert_eq!(sandbox.expect(0, &EXPORT), export);
}

#[test]
fn a_damaged_catalogue_is_named_and_mended() {
    let sandbox = imported();
    let status = sandbox.status("archive");
    for command in [&["rebuild"][..], &["import", "in/protocol-001.txt"]] {
        sandbox.write("archive/catalogue.sqlite", "SQLite format 3\0 was here");
        let ended = sandbox.run(&["status"]);
        assert_eq!(ended.code, Some(4));
        assert!(
            ended.stderr.contains("the catalogue of the archive archive is damaged"),
            "{}",
            ended.stderr
        );
        assert!(ended.stderr.contains("hint: `paragraf rebuild`"), "{}", ended.stderr);
        sandbox.expect(0, command);
        assert_eq!(sandbox.status("archive"), status);
    }
}

#[test]
fn a_damaged_record_is_found_and_mended() {
    let sandbox = Sandbox::with_protocols(1);
    sandbox.expect(0, &["import", "in"]);
    let (documents, export) = (sandbox.tree("archive/documents"), sandbox.expect(0, &EXPORT));
    flip_byte(&sandbox.only("archive/documents", "record.json"));
    let ended = sandbox.run(&EXPORT);
    assert_eq!(ended.code, Some(4));
    assert!(ended.stderr.contains("the record "), "{}", ended.stderr);
    sandbox.expect(0, &["rebuild"]);
    assert_eq!(sandbox.tree("archive/documents"), documents);
    assert_eq!(sandbox.expect(0, &EXPORT), export);
}

#[test]
fn a_damaged_scan_is_named_and_made_again_from_its_source() {
    let sandbox = Sandbox::with_protocols(1);
    sandbox.expect(0, &["import", "in"]);
    let (documents, export) = (sandbox.tree("archive/documents"), sandbox.expect(0, &EXPORT));
    flip_byte(&sandbox.only("archive/documents", "scan.jsonl.gz"));
    sandbox.expect(1, &["rebuild"]);
    assert_eq!(sandbox.expect(0, &EXPORT), export, "the record is whole, and stays");
    let failures = &sandbox.status("archive")["failures"];
    assert_eq!(failures[0]["code"], "scan-lost");
    assert_eq!(failures[0]["hint"], "import the file again");
    sandbox.expect(0, &["import", "in"]);
    assert_eq!(sandbox.tree("archive/documents"), documents);
    assert_eq!(sandbox.status("archive")["failures"], Value::Array(Vec::new()));
}

#[test]
fn a_document_that_lost_both_scan_and_record_is_not_lost_in_silence() {
    let sandbox = Sandbox::with_protocols(1);
    sandbox.expect(0, &["import", "in"]);
    let documents = sandbox.tree("archive/documents");
    flip_byte(&sandbox.only("archive/documents", "scan.jsonl.gz"));
    fs::remove_file(sandbox.only("archive/documents", "record.json")).unwrap();
    sandbox.expect(1, &["rebuild"]);
    let status = sandbox.status("archive");
    assert_eq!(status["documents"], 0);
    assert_eq!(status["failures"][0]["code"], "scan-lost");
    sandbox.expect(0, &["import", "in"]);
    assert_eq!(sandbox.tree("archive/documents"), documents);
}

#[test]
fn a_document_that_a_person_took_out_is_out() {
    let sandbox = Sandbox::with_protocols(2);
    sandbox.expect(0, &["import", "in/protocol-001.txt"]);
    let folder = sandbox.only("archive/documents", "record.json");
    fs::remove_dir_all(folder.parent().unwrap()).unwrap();
    sandbox.expect(0, &["import", "in/protocol-002.txt"]);
    assert_eq!(sandbox.status("archive")["documents"], 1);
}

#[test]
fn export_writes_a_file_or_a_line_for_each_document() {
    let sandbox = imported();
    sandbox.expect(0, &["export", "--format", "json", "--output", "out"]);
    sandbox.expect(0, &["export", "--format", "ndjson", "--output", "out.ndjson"]);
    let lines = fs::read_to_string(sandbox.path("out.ndjson")).unwrap();
    assert_eq!(lines, sandbox.expect(0, &EXPORT));
    let records: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records.len(), 3);
    assert_eq!(sandbox.tree("out").len(), 3);
    for record in records {
        let id = record["id"].as_str().unwrap();
        let file: Value =
            serde_json::from_slice(&sandbox.tree("out")[format!("{id}.json").as_ref() as &std::path::Path]).unwrap();
        assert_eq!(file, record);
    }
}
