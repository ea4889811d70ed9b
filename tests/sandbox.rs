//! A folder of its own for each test, in which the program is run as a user runs it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};

use tempfile::TempDir;

/// A fresh folder.
pub struct Sandbox {
    folder: TempDir,
}

/// How a command ended.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Sandbox {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A sandbox with `count` protocols in the folder `in`.
    pub fn with_protocols(count: usize) -> Self {
        let sandbox = Self::new();
        for number in 1..=count {
            sandbox.write(&format!("in/protocol-{number:03}.txt"), protocol(number));
        }
        sandbox
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders that lead to it.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_paragraf"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("PARAGRAF_ARCHIVE")
            .env_remove("COLUMNS")
            .stdin(Stdio::null());
        command
    }

    /// Runs the program to its end.
    pub fn run(&self, arguments: &[&str]) -> Ended {
        let output = self.command(arguments).output().unwrap();
        Ended {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs the program, which must end with this exit code. Gives its standard output.
    #[track_caller]
    pub fn expect(&self, code: i32, arguments: &[&str]) -> String {
        let ended = self.run(arguments);
        assert_eq!(ended.code, Some(code), "{arguments:?}: {}", ended.stderr);
        ended.stdout
    }

    /// Starts the program with nobody to hear it.
    pub fn spawn(&self, arguments: &[&str]) -> Child {
        let mut command = self.command(arguments);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// Starts the program and waits until it has told so many lines. It goes on telling, and so running, only while the
    /// pipe has room.
    pub fn start(&self, arguments: &[&str], lines: usize) -> (Child, BufReader<ChildStderr>) {
        let mut child = self
            .command(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        for _ in 0..lines {
            stderr.read_line(&mut String::new()).unwrap();
        }
        (child, stderr)
    }

    /// The status of an archive.
    #[track_caller]
    pub fn status(&self, archive: &str) -> serde_json::Value {
        serde_json::from_str(&self.expect(0, &["status", "--json", "--archive", archive])).unwrap()
    }

    /// All files of a folder with their content.
    pub fn tree(&self, folder: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let root = self.path(folder);
        let mut files = BTreeMap::new();
        collect(&root, &root, &mut files);
        files
    }

    /// Two folders must hold the same files. Names those that differ: contents say little here.
    #[track_caller]
    pub fn expect_same(&self, one: &str, other: &str) {
        let (one, other) = (self.tree(one), self.tree(other));
        let paths: BTreeSet<_> = one.keys().chain(other.keys()).collect();
        let differing: Vec<_> = paths
            .into_iter()
            .filter(|path| one.get(*path) != other.get(*path))
            .collect();
        assert!(differing.is_empty(), "{differing:?}");
    }

    /// The only file in a folder of the sandbox that has this name.
    #[track_caller]
    pub fn only(&self, folder: &str, name: &str) -> PathBuf {
        let is_it = |path: &PathBuf| path.file_name().is_some_and(|found| found == name);
        let found: Vec<_> = self.tree(folder).into_keys().filter(is_it).collect();
        assert_eq!(found.len(), 1, "{name} in {folder}: {found:?}");
        self.path(folder).join(&found[0])
    }
}

/// Minutes of a body that does not exist.
pub fn protocol(number: usize) -> String {
    format!(
        "Skogsnäs kommun\nKommunstyrelsen\nSammanträdesprotokoll\n2021-03-04\n\n\
         § {number} Yttrande över remiss nummer {number}\nDnr KS 2021/{number:05}\n\n\
         Beslut\nKommunstyrelsen godkänner yttrandet.\n\n\
         Beslutet skickas till\nSkogsnäs Vatten AB\n"
    )
}

/// Changes one byte in the middle of a file, as a failing disk does.
pub fn flip_byte(path: &Path) {
    flip_byte_at(path, fs::metadata(path).unwrap().len() / 2);
}

/// Changes the byte of a file at this place.
pub fn flip_byte_at(path: &Path, at: u64) {
    let mut content = fs::read(path).unwrap();
    content[usize::try_from(at).unwrap()] ^= 1;
    fs::write(path, content).unwrap();
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            files.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap());
        }
    }
}
