//! The parent's side of a reading process: start it, let it open a file, ask for pages, and stop it when it takes too long.

use std::io::{BufRead, BufReader, Read, Write};
use std::ops::RangeInclusive;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::CaptureOptions;
use super::child::{Message, Request, Task};
use super::examination::Examined;
use crate::error::SourceFault;
use crate::scan::Page;

/// A running reading process.
pub struct Worker {
    child: Child,
    requests: Option<ChildStdin>,
    answers: mpsc::Receiver<Message>,
    complaints: Option<thread::JoinHandle<String>>,
    limit: Duration,
    is_new: bool,
}

/// The signal that no process can hold off.
const SIGKILL: i32 = 9;

/// Why a child gives no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Silence {
    /// It took longer than the limit and was stopped.
    TimedOut {
        /// The limit.
        seconds: u64,
    },
    /// It ended, for this reason.
    Died(String),
    /// It was killed, and not by this program.
    Killed(String),
    /// It says that the file cannot be read any further.
    Fault(SourceFault),
    /// The user interrupted the command, and the child was stopped.
    Interrupted,
}

impl Worker {
    /// Starts a child that reads files by these options.
    ///
    /// # Errors
    /// [`Silence::Died`] where the system starts no more processes.
    pub fn start(options: &CaptureOptions) -> Result<Self, Silence> {
        let argument = serde_json::to_string(options).map_err(|error| Silence::Died(error.to_string()))?;
        let mut child = Command::new(options.program())
            .args(["scan", "--child", &argument])
            // Several threads a page are slower in all than one, and it must be said before the process starts.
            .env("OMP_THREAD_LIMIT", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            // Ctrl-C is for the parent, which then ends its children.
            .process_group(0)
            .spawn()
            .map_err(|error| Silence::Died(format!("it cannot be started: {error}")))?;
        let (sender, answers) = mpsc::channel();
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        if let Some(stdout) = stdout {
            thread::spawn(move || {
                let lines = BufReader::new(stdout).lines().map_while(Result::ok);
                for message in lines.map_while(|line| serde_json::from_str(&line).ok()) {
                    if sender.send(message).is_err() {
                        break;
                    }
                }
            });
        }
        Ok(Self {
            requests: child.stdin.take(),
            child,
            answers,
            complaints: stderr.map(|stderr| thread::spawn(move || last_complaint(stderr))),
            limit: Duration::from_secs(options.page_seconds),
            is_new: true,
        })
    }

    /// True before the child has read a page, and so for a child whose faults are those of what it reads.
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// Lets the child open a file, and says how many pages that has.
    ///
    /// # Errors
    /// [`Silence`]; the child is not to be asked again then.
    pub fn open(&mut self, task: &Task, interrupted: &AtomicBool) -> Result<u32, Silence> {
        match self.ask(&Request::Open(task.clone()), interrupted)? {
            Message::Opened(pages) => Ok(pages),
            Message::Fault(fault) => Err(Silence::Fault(fault)),
            _ => Err(out_of_turn()),
        }
    }

    /// Lets the child read a page.
    ///
    /// # Errors
    /// [`Silence`]; the child is stopped then and not to be asked again.
    pub fn read(&mut self, page: &Request, interrupted: &AtomicBool) -> Result<Page, Silence> {
        self.is_new = false;
        match self.ask(page, interrupted)? {
            Message::Page(page) => Ok(*page),
            Message::Fault(fault) => Err(Silence::Fault(fault)),
            _ => Err(out_of_turn()),
        }
    }

    /// Lets the child search a PDF for damage, and those of its pages that have these numbers.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn examine(&mut self, pages: RangeInclusive<u32>, interrupted: &AtomicBool) -> Result<Examined, Silence> {
        match self.ask(&Request::Examine(pages), interrupted)? {
            Message::Examined(examined) => Ok(*examined),
            _ => Err(out_of_turn()),
        }
    }

    /// Lets the child close its file.
    ///
    /// # Errors
    /// [`Silence::Died`]; the child is not to be asked again then.
    pub fn close(&mut self) -> Result<(), Silence> {
        self.say(&Request::Close)
    }

    fn ask(&mut self, request: &Request, interrupted: &AtomicBool) -> Result<Message, Silence> {
        // A child that is gone cannot take the request; the answer tells why.
        let _ = self.say(request);
        self.answer(interrupted)
    }

    fn say(&mut self, request: &Request) -> Result<(), Silence> {
        let died = |error: &dyn std::error::Error| Silence::Died(error.to_string());
        let line = serde_json::to_string(request).map_err(|error| died(&error))?;
        let Some(requests) = &mut self.requests else {
            return Err(Silence::Died("it was ended".to_owned()));
        };
        let written = writeln!(requests, "{line}").and_then(|()| requests.flush());
        written.map_err(|error| died(&error))
    }

    fn answer(&mut self, interrupted: &AtomicBool) -> Result<Message, Silence> {
        /// How soon an interruption is noticed.
        const SLICE: Duration = Duration::from_millis(100);
        let mut deadline = Instant::now() + self.limit;
        loop {
            match self.answers.recv_timeout(SLICE) {
                Ok(Message::Progress) => deadline = Instant::now() + self.limit,
                Ok(message) => return Ok(message),
                Err(RecvTimeoutError::Disconnected) => return Err(self.end()),
                Err(RecvTimeoutError::Timeout) if interrupted.load(Ordering::Relaxed) => {
                    self.stop();
                    return Err(Silence::Interrupted);
                }
                Err(RecvTimeoutError::Timeout) if Instant::now() >= deadline => {
                    self.stop();
                    return Err(Silence::TimedOut {
                        seconds: self.limit.as_secs(),
                    });
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// Waits for a child that has closed its output, and says how it ended.
    fn end(&mut self) -> Silence {
        self.requests = None;
        let status = self.child.wait();
        let complaint = self
            .complaints
            .take()
            .and_then(|thread| thread.join().ok())
            .unwrap_or_default();
        match status {
            Ok(status) if status.signal() == Some(SIGKILL) => Silence::Killed(ending(status, &complaint)),
            Ok(status) => Silence::Died(ending(status, &complaint)),
            Err(error) => Silence::Died(error.to_string()),
        }
    }

    fn stop(&mut self) {
        // It may have ended by itself in the meantime.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop();
    }
}

fn out_of_turn() -> Silence {
    Silence::Died("it answered out of turn".to_owned())
}

/// Reads what a child writes to standard error to its end, and keeps the last line.
fn last_complaint(stderr: impl Read) -> String {
    /// Long enough for a sentence; a child may write without end.
    const LONGEST: usize = 200;
    let mut last = String::new();
    for line in BufReader::new(stderr).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        if !line.trim().is_empty() {
            last = line.trim().chars().take(LONGEST).collect();
        }
    }
    last
}

fn ending(status: ExitStatus, complaint: &str) -> String {
    let how = match (status.signal(), status.code()) {
        (Some(4), _) => "an illegal instruction (SIGILL)".to_owned(),
        (Some(6), _) => "it gave up, mostly for want of memory (SIGABRT)".to_owned(),
        (Some(SIGKILL), _) => "the system stopped it, mostly for want of memory (SIGKILL)".to_owned(),
        (Some(11), _) => "a wrong memory access (SIGSEGV)".to_owned(),
        (Some(signal), _) => format!("signal {signal}"),
        (None, Some(code)) => format!("exit code {code}"),
        (None, None) => "an unknown reason".to_owned(),
    };
    if complaint.is_empty() {
        how
    } else {
        format!("{how}: {complaint}")
    }
}
