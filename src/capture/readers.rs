//! The reading processes of a command, which go from file to file: to load an OCR model takes as long as a tenth of a page.

use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::CaptureOptions;
use super::child::Task;
use super::worker::{Silence, Worker};

/// How often a page or file is tried whose child was killed from outside: by the system for want of memory, or by a person.
pub(super) const TRIES: usize = 3;

/// Reading processes that all work by the same options. They end with this value.
pub struct Readers {
    options: CaptureOptions,
    /// Those that have no file open.
    idle: Mutex<Vec<Worker>>,
}

impl Readers {
    /// None yet: each is started when it is needed.
    pub fn new(options: &CaptureOptions) -> Self {
        Self {
            options: options.clone(),
            idle: Mutex::default(),
        }
    }

    /// A child that has a file open, and how many pages that has. What a child that has read before cannot open is tried by a new one,
    /// so that the outcome does not depend on other files.
    pub(super) fn open(&self, task: &Task, interrupted: &AtomicBool) -> Result<(Worker, u32), Silence> {
        if let Some(mut worker) = self.idle().pop() {
            match worker.open(task, interrupted) {
                Ok(pages) => return Ok((worker, pages)),
                Err(Silence::Interrupted) => return Err(Silence::Interrupted),
                Err(_) => {}
            }
        }
        self.open_anew(task, interrupted)
    }

    /// As [`Self::open`], always with a new child; with another one where it was killed from outside.
    pub(super) fn open_anew(&self, task: &Task, interrupted: &AtomicBool) -> Result<(Worker, u32), Silence> {
        let mut tries = 1;
        loop {
            let started = Worker::start(&self.options);
            let opened = started.and_then(|mut worker| worker.open(task, interrupted).map(|pages| (worker, pages)));
            match opened {
                Err(Silence::Killed(_)) if tries < TRIES => tries += 1,
                result => return result,
            }
        }
    }

    /// Takes a child back whose file is read.
    pub(super) fn close(&self, mut worker: Worker) {
        if worker.close().is_ok() {
            self.idle().push(worker);
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Worker>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
