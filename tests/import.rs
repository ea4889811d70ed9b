//! Nothing is lost, nothing is done twice, whatever happens.

use std::fs;
use std::io::Read;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::process::Command;

use serde_json::Value;

use crate::sandbox::{Sandbox, protocol};

/// More lines than a pipe holds, so that a program whose output nobody reads is still at work: names are long.
const MANY: usize = 400;

fn with_many_protocols() -> Sandbox {
    let sandbox = Sandbox::new();
    for number in 1..=MANY {
        sandbox.write(&format!("in/{number:03}-{}.txt", "x".repeat(200)), protocol(number));
    }
    sandbox
}

#[test]
fn what_is_in_is_skipped() {
    let sandbox = Sandbox::with_protocols(3);
    sandbox.expect(0, &["import", "in"]);
    let documents = sandbox.tree("archive/documents");
    let ended = sandbox.run(&["import", "in"]);
    assert_eq!(ended.code, Some(0));
    assert_eq!(
        ended
            .stderr
            .lines()
            .filter(|line| line.starts_with("already in: "))
            .count(),
        3
    );
    assert_eq!(sandbox.tree("archive/documents"), documents);
}

#[test]
fn a_document_is_scanned_read_and_named() {
    let sandbox = Sandbox::with_protocols(1);
    sandbox.expect(0, &["import", "in"]);
    let record: Value =
        serde_json::from_slice(&fs::read(sandbox.only("archive/documents", "record.json")).unwrap()).unwrap();
    assert_eq!(record["source_file"]["path"], "in/protocol-001.txt");
    let extracted: Value = serde_json::from_str(&sandbox.expect(0, &["extract", "in/protocol-001.txt"])).unwrap();
    assert_eq!(extracted, record);
    let status = sandbox.status("archive");
    assert_eq!((&status["documents"], &status["pages"]), (&1.into(), &1.into()));
    assert_eq!(status["captures"][0]["documents"], 1);
}

#[test]
fn same_content_under_two_names_is_one_document_with_two_paths() {
    let sandbox = Sandbox::new();
    sandbox.write("in/a.txt", protocol(1));
    sandbox.write("in/b/same.txt", protocol(1));
    sandbox.expect(0, &["import", "in"]);
    sandbox.write("later.txt", protocol(1));
    sandbox.expect(0, &["import", "later.txt"]);
    assert_eq!(sandbox.status("archive")["documents"], 1);
    let manifest: Value =
        serde_json::from_slice(&fs::read(sandbox.only("archive/documents", "manifest.json")).unwrap()).unwrap();
    let paths: Vec<&str> = manifest["paths"]
        .as_array()
        .unwrap()
        .iter()
        .map(|path| path.as_str().unwrap())
        .collect();
    assert_eq!(paths.len(), 3);
    for (path, name) in paths.iter().zip(["in/a.txt", "in/b/same.txt", "later.txt"]) {
        assert!(path.starts_with('/') && path.ends_with(name), "{path}");
    }
    // A rebuild knows them too, and an import does not forget those that it did not see.
    sandbox.expect(0, &["rebuild"]);
    sandbox.expect(0, &["import", "in"]);
    assert_eq!(
        fs::read_to_string(sandbox.only("archive/documents", "manifest.json")).unwrap(),
        format!("{manifest:#}\n")
    );
}

#[test]
fn an_import_that_is_killed_goes_on_where_it_was() {
    let sandbox = with_many_protocols();
    sandbox.expect(0, &["import", "in", "--archive", "whole"]);
    for lines in [1, 20, 60] {
        let (mut child, _stderr) = sandbox.start(&["import", "in", "--archive", "killed"], lines);
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(sandbox.status("killed")["documents"].as_u64().unwrap() < MANY as u64);
        assert!(sandbox.tree("killed/documents").len() < sandbox.tree("whole/documents").len());
    }
    sandbox.expect(0, &["import", "in", "--archive", "killed"]);
    sandbox.expect_same("killed/documents", "whole/documents");
    let (mut killed, mut whole) = (sandbox.status("killed"), sandbox.status("whole"));
    (killed["archive"], whole["archive"]) = (Value::Null, Value::Null);
    assert_eq!(killed, whole);
}

#[test]
fn ctrl_c_is_130_and_keeps_what_is_done() {
    let sandbox = with_many_protocols();
    let (mut child, mut stderr) = sandbox.start(&["import", "in"], 3);
    // The shell's own kill: a bare Debian has no other.
    Command::new("sh")
        .args(["-c", &format!("kill -INT {}", child.id())])
        .status()
        .unwrap();
    let mut text = String::new();
    stderr.read_to_string(&mut text).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(
        text.contains("interrupted; what was finished is in the archive"),
        "{text}"
    );
    let documents = sandbox.status("archive")["documents"].as_u64().unwrap();
    assert!((3..MANY as u64).contains(&documents), "{documents}");
    sandbox.expect(0, &["import", "in"]);
    assert_eq!(sandbox.status("archive")["documents"], MANY);
}

#[test]
fn one_writes_and_others_read() {
    let sandbox = with_many_protocols();
    let (mut child, mut stderr) = sandbox.start(&["import", "in"], 3);
    let second = sandbox.run(&["import", "in"]);
    assert_eq!(second.code, Some(4));
    assert!(
        second.stderr.contains("another paragraf is writing to the archive"),
        "{}",
        second.stderr
    );
    assert!(sandbox.status("archive")["documents"].as_u64().unwrap() >= 3);
    sandbox.expect(0, &["export", "--format", "ndjson", "--output", "-"]);
    stderr.read_to_string(&mut String::new()).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(sandbox.status("archive")["documents"], MANY);
}

#[test]
fn folders_are_walked_and_nothing_is_passed_over_in_silence() {
    let sandbox = Sandbox::with_protocols(1);
    sandbox.write("in/deep/er/protocol.txt", protocol(2));
    sandbox.write("in/.hidden.txt", protocol(3));
    sandbox.write("in/notes.md", "Not a protocol.");
    sandbox.write("in/table.bin", [0, 1, 2, 3, 4, 5, 6, 7, 250, 251]);
    sandbox.write("in/nothing.md", "");
    sandbox.write("elsewhere/protocol.txt", protocol(4));
    symlink("../elsewhere", sandbox.path("in/link")).unwrap();
    symlink("gone", sandbox.path("in/broken-link")).unwrap();
    // The archive may lie in the folder that is imported.
    sandbox.expect(0, &["import", "in", "--archive", "in/archive", "--copy-sources"]);
    sandbox.expect(0, &["import", "in", "--archive", "in/archive", "--copy-sources"]);
    let status = sandbox.status("in/archive");
    assert_eq!(status["documents"], 2);
    assert_eq!(status["failures"], Value::Array(Vec::new()));
    let skipped: Vec<_> = status["skipped"]
        .as_array()
        .unwrap()
        .iter()
        .map(|skipped| {
            (
                skipped["path"].as_str().unwrap().rsplit('/').next().unwrap(),
                skipped["code"].as_str().unwrap(),
            )
        })
        .collect();
    let expected = [
        ("broken-link", "not-a-file"),
        ("link", "not-a-file"),
        ("notes.md", "unknown-kind"),
        ("nothing.md", "empty"),
        ("table.bin", "unknown-kind"),
    ];
    assert_eq!(skipped, expected);
}

#[test]
fn what_is_named_is_read_whatever_it_is_called() {
    let sandbox = Sandbox::new();
    sandbox.write("minutes.ocr", protocol(1));
    sandbox.expect(0, &["import", "minutes.ocr"]);
    assert_eq!(sandbox.status("archive")["documents"], 1);
}

#[test]
fn failures_are_named_until_they_are_mended_or_gone() {
    let sandbox = Sandbox::with_protocols(1);
    sandbox.write("in/empty.pdf", "");
    sandbox.write("in/web.pdf", "<!DOCTYPE html><html><body>404</body></html>");
    let ended = sandbox.run(&["import", "in", "no-such-file.pdf"]);
    assert_eq!(ended.code, Some(1));
    assert!(
        ended.stderr.contains("failed: no-such-file.pdf: there is no such file"),
        "{}",
        ended.stderr
    );
    assert_eq!(codes(&sandbox), ["empty", "wrong-extension"]);
    let text = sandbox.expect(0, &["status"]);
    assert!(text.contains("copy or scan it again"), "{text}");

    sandbox.write("in/empty.pdf", protocol(7));
    fs::rename(sandbox.path("in/empty.pdf"), sandbox.path("in/mended.txt")).unwrap();
    fs::remove_file(sandbox.path("in/web.pdf")).unwrap();
    sandbox.expect(0, &["import", "in"]);
    assert_eq!(codes(&sandbox), [""; 0]);
    assert_eq!(sandbox.status("archive")["documents"], 2);
}

#[test]
fn what_failed_is_tried_again_when_it_changed_or_on_demand() {
    let sandbox = Sandbox::new();
    sandbox.write("in/broken.pdf", "%PDF-1.4\nand then nothing");
    let told = |arguments: &[&str], code: i32| {
        let ended = sandbox.run(arguments);
        assert_eq!(ended.code, Some(code), "{}", ended.stderr);
        ended.stderr.split(':').next().unwrap().to_owned()
    };
    assert_eq!(told(&["import", "in"], 1), "failed");
    assert_eq!(told(&["import", "in"], 1), "failed before");
    assert_eq!(told(&["import", "in", "--retry-failed"], 1), "failed");
    sandbox.write("in/broken.pdf", "%PDF-1.4\nand then something else");
    assert_eq!(told(&["import", "in"], 1), "failed");
    assert_eq!(codes(&sandbox).len(), 1);
}

#[test]
fn a_protected_file_is_tried_again_when_passwords_are_given() {
    let sandbox = Sandbox::new();
    let protected = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/bad/encrypted.pdf");
    sandbox.write("in/protected.pdf", fs::read(protected).unwrap());
    sandbox.expect(1, &["import", "in"]);
    assert_eq!(codes(&sandbox), ["password-protected"]);
    sandbox.write("passwords.txt", "hemligt\n");
    sandbox.expect(0, &["import", "in", "--password-file", "passwords.txt"]);
    assert_eq!(codes(&sandbox), [""; 0]);
    sandbox.expect(2, &["import", "in", "--password-file", "no-such-file"]);
}

#[test]
fn a_folder_that_cannot_be_read_is_a_failure() {
    if fs::metadata("/proc/self").unwrap().uid() == 0 {
        eprintln!("skipped: root may read everything");
        return;
    }
    let sandbox = Sandbox::with_protocols(1);
    sandbox.write("in/locked/protocol.txt", protocol(2));
    let locked = sandbox.path("in/locked");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    sandbox.expect(1, &["import", "in"]);
    assert_eq!(codes(&sandbox), ["unreadable"]);
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
    sandbox.expect(0, &["import", "in"]);
    assert_eq!(codes(&sandbox), [""; 0]);
    assert_eq!(sandbox.status("archive")["documents"], 2);
}

#[test]
fn copies_of_sources_are_kept_on_demand() {
    let sandbox = Sandbox::with_protocols(1);
    sandbox.expect(0, &["import", "in", "--copy-sources"]);
    let copy = sandbox.only("archive/documents", "source.txt");
    assert_eq!(fs::read_to_string(copy).unwrap(), protocol(1));
}

fn codes(sandbox: &Sandbox) -> Vec<String> {
    let status = sandbox.status("archive");
    let failures = status["failures"].as_array().unwrap();
    failures
        .iter()
        .map(|failure| failure["code"].as_str().unwrap().to_owned())
        .collect()
}
