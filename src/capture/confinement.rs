//! What a reading process may not do, whatever a file makes of the native code in it: write anywhere, reach the network, start
//! programs, or touch other processes. It keeps the pipes to its parent, and may read.
//!
//! Two means of the Linux kernel do it: Landlock ([`files`]) and seccomp ([`calls`]). Where a kernel lacks one, the file is read
//! nevertheless, and the command says so once ([`missing`]).

mod calls;
mod files;

/// Confines the calling thread, and all threads that it starts from now on.
pub fn confine() {
    files::forbid_writing();
    calls::forbid();
    // Also where there is no Landlock, nothing can be added to a file.
    let _ = rlimit::setrlimit(rlimit::Resource::FSIZE, 0, 0);
}

/// The means that this kernel lacks, and what a reading process could do therefore.
pub fn missing() -> Vec<&'static str> {
    let means = [
        (
            files::is_supported(),
            "Landlock: reading processes could make or remove files",
        ),
        (
            calls::is_supported(),
            "seccomp: reading processes could reach the network",
        ),
    ];
    means
        .into_iter()
        .filter(|(is_there, _)| !is_there)
        .map(|(_, what)| what)
        .collect()
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File, OpenOptions};
    use std::net::{TcpListener, TcpStream, UdpSocket};
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::process::Command;
    use std::thread;

    use super::*;

    #[test]
    fn a_confined_process_writes_nowhere_and_reaches_nobody() {
        if !missing().is_empty() {
            eprintln!("not tested: {}", missing().join("; "));
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "content").unwrap();
        let other = folder.path().join("other");
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        // Only the thread is confined, and the limit on the size of files, which holds for the whole process, is left out.
        let confined = thread::scope(|scope| {
            let thread = scope.spawn(|| {
                files::forbid_writing();
                calls::forbid();
                let tried = [
                    ("making a file", File::create(&other).is_err()),
                    ("writing a file", OpenOptions::new().append(true).open(&file).is_err()),
                    ("removing a file", fs::remove_file(&file).is_err()),
                    ("renaming a file", fs::rename(&file, &other).is_err()),
                    ("making a folder", fs::create_dir(&other).is_err()),
                    ("making a link", std::os::unix::fs::symlink(&file, &other).is_err()),
                    (
                        "changing rights",
                        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).is_err(),
                    ),
                    ("listening", TcpListener::bind("127.0.0.1:0").is_err()),
                    ("connecting", TcpStream::connect(address).is_err()),
                    ("sending", UdpSocket::bind("127.0.0.1:0").is_err()),
                    (
                        "a local socket",
                        UnixListener::bind(&other).is_err() && UnixStream::connect(&other).is_err(),
                    ),
                    ("starting a program", Command::new("true").status().is_err()),
                ];
                let allowed: Vec<_> = tried
                    .into_iter()
                    .filter(|(_, refused)| !refused)
                    .map(|(what, _)| what)
                    .collect();
                (allowed, fs::read_to_string(&file))
            });
            thread.join().unwrap()
        });
        assert_eq!(confined.0, [""; 0]);
        assert_eq!(confined.1.unwrap(), "content");
    }

    use std::os::unix::fs::PermissionsExt;
}
