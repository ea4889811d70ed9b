//! The watched folder, the log and the look ahead.

use std::fs;
use std::io::BufRead;
use std::process::Command;

use crate::sandbox::{Sandbox, protocol};

#[test]
fn a_watch_imports_what_arrives_until_it_is_interrupted() {
    let sandbox = Sandbox::with_protocols(1);
    let (mut watch, stderr) = sandbox.start(&["watch", "in", "--settle", "0", "--every", "0"], 0);
    let mut lines = stderr.lines().map(Result::unwrap);
    let mut told = |start: &str| lines.by_ref().find(|line| line.starts_with(start)).unwrap();
    assert_eq!(told("in: "), "in: in/protocol-001.txt (1 page, 1 item)");
    sandbox.write("arriving", "%PDF-1.4\nand then nothing");
    fs::rename(sandbox.path("arriving"), sandbox.path("in/broken.pdf")).unwrap();
    assert!(told("failed: ").starts_with("failed: in/broken.pdf"));
    sandbox.write("arriving", protocol(2));
    fs::create_dir(sandbox.path("in/later")).unwrap();
    fs::rename(sandbox.path("arriving"), sandbox.path("in/later/protocol-002.txt")).unwrap();
    told("in: in/later/protocol-002.txt");
    Command::new("sh")
        .args(["-c", &format!("kill -INT {}", watch.id())])
        .status()
        .unwrap();
    assert_eq!(told("note: "), "note: 2 documents in (2 pages, 2 items); 1 failed");
    assert_eq!(watch.wait().unwrap().code(), Some(0));
    let status = sandbox.status("archive");
    assert_eq!(
        (&status["documents"], status["failures"].as_array().unwrap().len()),
        (&2.into(), 1)
    );
    sandbox.expect(0, &["verify"]);
}

#[test]
fn what_is_no_folder_is_not_watched() {
    Sandbox::with_protocols(1).expect(2, &["watch", "in/protocol-001.txt"]);
}

#[test]
fn the_log_tells_what_happened_to_each_file() {
    let sandbox = Sandbox::with_protocols(2);
    sandbox.write("in/empty.pdf", "");
    sandbox.expect(1, &["import", "in"]);
    sandbox.expect(1, &["import", "in"]);
    let log = fs::read_to_string(sandbox.path("archive/log.txt")).unwrap();
    let without_times: Vec<&str> = log.lines().map(|line| line.split_once(' ').unwrap().1).collect();
    let count = |start: &str| without_times.iter().filter(|line| line.starts_with(start)).count();
    assert_eq!(count("in: in/protocol-00"), 2, "{log}");
    assert_eq!(count("failed: in/empty.pdf: the file is empty"), 2, "{log}");
    assert_eq!(count("2 documents in (2 pages, 2 items); 1 failed"), 1, "{log}");
}

#[test]
fn a_dry_run_writes_nothing_and_knows_from_before_how_long_it_takes() {
    let sandbox = Sandbox::with_protocols(2);
    let told = sandbox.expect(0, &["import", "in", "--dry-run"]);
    assert!(told.starts_with("to read: 2 of text/plain"), "{told}");
    assert!(told.contains("expected time: not known"), "{told}");
    assert!(!sandbox.path("archive").exists());
    sandbox.expect(0, &["import", "in/protocol-001.txt"]);
    let archive = sandbox.tree("archive");
    let told = sandbox.expect(0, &["import", "in", "--dry-run"]);
    assert!(
        told.starts_with("to read: 1 of text/plain, 0.0 MB, about 1 pages\nalready in: 1\n"),
        "{told}"
    );
    assert!(told.contains("expected time: 0 seconds"), "{told}");
    assert_eq!(sandbox.tree("archive"), archive);
}
