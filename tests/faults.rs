//! What goes wrong in a night: the import is killed at each point, the disk fills, a byte changes in the archive. The same command again
//! must give the same archive as an undisturbed run, byte for byte in its documents.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::sandbox::{Sandbox, flip_byte_at, protocol};

/// Enough that an import is still at work when its kill point is seen.
const DOCUMENTS: usize = 60;

fn with_protocols_and_whole_archive() -> Sandbox {
    let sandbox = Sandbox::with_protocols(DOCUMENTS);
    sandbox.expect(0, &["import", "in", "--archive", "whole"]);
    sandbox
}

/// Imports again, and compares with the undisturbed archive.
#[track_caller]
fn expect_whole_after_import(sandbox: &Sandbox, archive: &str) {
    sandbox.expect(0, &["import", "in", "--archive", archive]);
    sandbox.expect_same(&format!("{archive}/documents"), "whole/documents");
    let state = |archive: &str| {
        let mut status = sandbox.status(archive);
        status["archive"] = Value::Null;
        status
    };
    assert_eq!(state(archive), state("whole"));
    sandbox.expect(0, &["verify", "--archive", archive]);
}

/// The files below a folder while they come and go.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    paths
        .flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] })
        .collect()
}

/// How many files of the archive have a name that ends so.
fn count(archive: &Path, end: &str) -> usize {
    let is_one = |path: &&PathBuf| path.to_string_lossy().ends_with(end);
    files_below(archive).iter().filter(is_one).count()
}

/// Points at which an import is killed: once so many files with such an end of their name are there.
const KILL_POINTS: [(&str, usize, &str); 9] = [
    ("the archive is begun", 1, "README.txt"),
    ("the catalogue is begun", 1, "catalogue.sqlite"),
    ("the index is begun", 1, "meta.json"),
    ("a file is half written", 1, ".part"),
    ("a first scan is written", 1, "scan.jsonl.gz"),
    ("a manifest is written", 5, "manifest.json"),
    ("a record is written", 10, "record.json"),
    ("the catalogue is being changed", 1, "-journal"),
    ("half is done", DOCUMENTS / 2, "record.json"),
];

#[test]
fn an_import_that_is_killed_at_any_point_goes_on_from_there() {
    let sandbox = with_protocols_and_whole_archive();
    for (name, files, end) in KILL_POINTS {
        let archive = sandbox.path("killed");
        let mut child = sandbox.spawn(&["import", "in", "--archive", "killed"]);
        while count(&archive, end) < files {
            assert!(child.try_wait().unwrap().is_none(), "{name}: the import ended first");
        }
        child.kill().unwrap();
        assert_eq!(
            child.wait().unwrap().signal(),
            Some(9),
            "{name}: the import ended first"
        );
        expect_whole_after_import(&sandbox, "killed");
        fs::remove_dir_all(&archive).unwrap();
    }
}

/// A limit on the size of files ends the program in the middle of a write, at another place for each size.
#[test]
fn an_import_that_dies_while_it_writes_goes_on_from_there() {
    let sandbox = with_protocols_and_whole_archive();
    let mut deaths = 0;
    for blocks in [1, 2, 4, 8, 16, 64, 128] {
        let program = env!("CARGO_BIN_EXE_paragraf");
        let script = format!("ulimit -c 0; ulimit -f {blocks}; exec {program} import in --archive died");
        let status = Command::new("sh")
            .args(["-c", &script])
            .current_dir(sandbox.path(""))
            .stderr(Stdio::null())
            .status()
            .unwrap();
        deaths += usize::from(!status.success());
        if sandbox.path("died").exists() {
            expect_whole_after_import(&sandbox, "died");
            fs::remove_dir_all(sandbox.path("died")).unwrap();
        }
    }
    assert!(deaths >= 4, "{deaths} imports died");
}

#[test]
fn a_full_disk_is_said_and_costs_nothing_that_is_in() {
    let sandbox = with_protocols_and_whole_archive();
    fs::create_dir(sandbox.path("disk")).unwrap();
    let mount = |options: &str| {
        let status = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(sandbox.path("disk"))
            .stderr(Stdio::null())
            .status();
        status.is_ok_and(|status| status.success())
    };
    if !mount("size=400k") {
        eprintln!("not tested: only root may mount a small file system");
        return;
    }
    let unmount = Unmount(sandbox.path("disk"));
    for size in ["400k", "600k"] {
        assert!(mount(&format!("remount,size={size}")));
        let ended = sandbox.run(&["import", "in", "--archive", "disk/archive"]);
        assert_eq!(ended.code, Some(4), "{}", ended.stderr);
        assert!(ended.stderr.contains("that the disk is not full"), "{}", ended.stderr);
    }
    assert!(mount("remount,size=64m"));
    expect_whole_after_import(&sandbox, "disk/archive");
    drop(unmount);
}

struct Unmount(PathBuf);

impl Drop for Unmount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// Whoever kills a reading process, the page is read by another.
#[test]
fn a_reading_process_that_is_killed_costs_nothing() {
    let sandbox = Sandbox::new();
    let page = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/fixtures/protocols/ljusvattnet-kommunstyrelsen_2017-10-03.png"
    );
    sandbox.write("in/page.png", fs::read(page).unwrap());
    let undisturbed = sandbox.expect(0, &["extract", "in/page.png"]);
    let mut import = sandbox.spawn(&["import", "in"]);
    let reader = loop {
        assert!(import.try_wait().unwrap().is_none(), "the import ended first");
        if let Some(reader) = child_of(import.id()) {
            break reader;
        }
    };
    Command::new("sh")
        .args(["-c", &format!("kill -KILL {reader}")])
        .status()
        .unwrap();
    assert!(import.wait().unwrap().success());
    let record = fs::read_to_string(sandbox.only("archive/documents", "record.json")).unwrap();
    assert_eq!(record, undisturbed);
}

fn child_of(parent: u32) -> Option<String> {
    let line = format!("PPid:\t{parent}");
    fs::read_dir("/proc").unwrap().filter_map(Result::ok).find_map(|entry| {
        let status = fs::read_to_string(entry.path().join("status")).ok()?;
        let is_child = status.lines().any(|found| found == line);
        is_child.then(|| entry.file_name().into_string().ok()).flatten()
    })
}

#[test]
fn a_moved_source_is_found_by_its_content() {
    let sandbox = Sandbox::with_protocols(1);
    sandbox.expect(0, &["import", "in"]);
    let documents = sandbox.tree("archive/documents").len();
    fs::rename(sandbox.path("in/protocol-001.txt"), sandbox.path("in/moved.txt")).unwrap();
    let ended = sandbox.run(&["import", "in"]);
    assert!(ended.stderr.contains("already in: in/moved.txt"), "{}", ended.stderr);
    assert_eq!(sandbox.tree("archive/documents").len(), documents);
    let manifest = fs::read_to_string(sandbox.only("archive/documents", "manifest.json")).unwrap();
    assert!(manifest.contains("in/moved.txt"), "{manifest}");
}

/// Which part of the archive a byte is flipped in, and what mends it.
const PARTS: [(&str, &str); 7] = [
    ("scan.jsonl.gz", "scan"),
    ("record.json", "record"),
    ("manifest.json", "manifest"),
    ("catalogue.sqlite", "catalogue"),
    ("meta.json", "index"),
    (".store", "index"),
    (".term", "index"),
];

#[test]
fn a_byte_that_flips_anywhere_is_found_named_and_mended() {
    let sandbox = Sandbox::with_protocols(3);
    sandbox.expect(0, &["import", "in"]);
    sandbox.expect(0, &["verify"]);
    let documents = sandbox.tree("archive/documents");
    for (end, part) in PARTS {
        let files = files_below(&sandbox.path("archive"));
        let file = files.iter().find(|path| path.to_string_lossy().ends_with(end)).unwrap();
        let length = fs::metadata(file).unwrap().len();
        // Also the very first byte, the last and, in the catalogue, places that hold nothing.
        for at in [0, length / 7, length / 2, length * 5 / 7, length - 1] {
            flip_byte_at(file, at);
            let ended = sandbox.run(&["verify"]);
            assert_eq!(ended.code, Some(1), "{end} at {at}: {}{}", ended.stdout, ended.stderr);
            assert!(
                ended.stdout.contains(&format!("damaged {part}")),
                "{end} at {at}: {}",
                ended.stdout
            );
            if part == "scan" {
                assert!(ended.stdout.contains("in/protocol-00"), "{}", ended.stdout);
                sandbox.run(&["rebuild"]);
                sandbox.expect(0, &["import", "in"]);
            } else {
                sandbox.expect(0, &["rebuild"]);
            }
            sandbox.expect(0, &["verify"]);
            assert_eq!(sandbox.tree("archive/documents"), documents, "{end} at {at}");
            if !file.exists() {
                break;
            }
        }
    }
}

#[test]
fn damage_is_named_for_programs_too() {
    let sandbox = Sandbox::with_protocols(2);
    sandbox.write("in/empty.pdf", "");
    sandbox.expect(1, &["import", "in", "--copy-sources"]);
    let copy = files_below(&sandbox.path("archive"))
        .into_iter()
        .find(|path| path.ends_with("source.txt"))
        .unwrap();
    flip_byte_at(&copy, 3);
    let failure = files_below(&sandbox.path("archive/failures")).remove(0);
    fs::write(&failure, "{").unwrap();
    let findings: Value = serde_json::from_str(&sandbox.expect(1, &["verify", "--json"])).unwrap();
    let shown: Vec<_> = findings
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| (finding["part"].as_str().unwrap(), finding["remedy"].as_str().unwrap()))
        .collect();
    assert_eq!(
        shown,
        [("source", "remove-and-import"), ("failure", "remove-and-import")]
    );
    fs::remove_file(copy).unwrap();
    fs::remove_file(failure).unwrap();
    sandbox.expect(1, &["import", "in", "--copy-sources"]);
    sandbox.expect(0, &["verify"]);
}

#[test]
fn an_archive_that_is_being_written_is_not_judged() {
    let sandbox = Sandbox::new();
    for number in 1..=400 {
        sandbox.write(&format!("in/{number:03}-{}.txt", "x".repeat(200)), protocol(number));
    }
    let (mut child, _stderr) = sandbox.start(&["import", "in"], 1);
    let ended = sandbox.run(&["verify"]);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(ended.code, Some(4), "{}", ended.stderr);
}

#[test]
fn every_fault_of_the_table_has_its_test() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = fs::read_to_string(project.join("docs/faults.md")).unwrap();
    let sources = ["src", "tests"].map(|folder| files_below(&project.join(folder)));
    let code: String = sources
        .concat()
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok())
        .collect();
    let rows = table.lines().filter(|line| line.starts_with("| ")).skip(1);
    for row in rows {
        let tests = row.split('|').nth_back(1).unwrap().split('`').skip(1).step_by(2);
        for test in tests {
            assert!(code.contains(&format!("fn {test}()")), "there is no test {test}");
        }
    }
}
