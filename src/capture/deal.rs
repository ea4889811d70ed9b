//! The pages of a file, dealt out to reading processes.

use std::ops::RangeInclusive;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::child::{Request, Task};
use super::examination::Examined;
use super::readers::{Readers, TRIES};
use super::worker::{Silence, Worker};
use super::{MediaType, Watch, unread_page};
use crate::scan::{Page, Warning, WarningCode};

/// What was read of a file.
pub struct FileRead {
    /// How many pages it has.
    pub page_count: u32,
    /// Those that were asked for, in order.
    pub pages: Vec<Page>,
    /// What is wrong with the file as a whole.
    pub warnings: Vec<Warning>,
}

/// The page numbers still to be read, dealt out one by one.
struct Deal<'a> {
    task: &'a Task,
    readers: &'a Readers,
    watch: &'a Watch<'a>,
    waiting: Mutex<RangeInclusive<u32>>,
    /// What was read, and the fault that ended the reading.
    read: Mutex<(Vec<Page>, Option<Silence>)>,
}

/// Reads the pages of the selection, or all.
///
/// # Errors
/// [`Silence`], where it is about the file and not about single pages.
pub fn read_pages(
    task: &Task,
    selection: Option<RangeInclusive<u32>>,
    readers: &Readers,
    watch: &Watch,
) -> Result<FileRead, Silence> {
    let (worker, count) = readers.open(task, watch.interrupted)?;
    let wanted = selection.unwrap_or(1..=u32::MAX);
    let numbers = *wanted.start()..=(*wanted.end()).min(count);
    let length = numbers.clone().count();
    (watch.on_open)(u32::try_from(length).unwrap_or(u32::MAX));
    let deal = Deal {
        task,
        readers,
        watch,
        waiting: Mutex::new(numbers),
        read: Mutex::new((Vec::with_capacity(length), None)),
    };
    let mut examined = None;
    rayon::scope(|scope| {
        // Threads that have nothing else to do take these up; when all are busy with other files, this one does it all.
        for _ in 1..rayon::current_num_threads().min(length) {
            scope.spawn(|_| deal.close(deal.work(None)));
        }
        let mut worker = deal.work(Some(worker));
        if task.media_type == MediaType::Pdf {
            examined = Some(deal.examine(&mut worker, wanted.clone()));
        }
        deal.close(worker);
    });
    let (mut pages, fault) = deal.read.into_inner().unwrap_or_else(PoisonError::into_inner);
    match fault {
        Some(fault) => Err(fault),
        None => {
            pages.sort_by_key(|page| page.number);
            let mut read = FileRead {
                page_count: count,
                pages,
                warnings: Vec::new(),
            };
            if let Some(examined) = examined {
                examined.tell(&mut read, &wanted);
            }
            Ok(read)
        }
    }
}

impl Deal<'_> {
    /// Reads pages until none is waiting, with a new child after one was lost; gives back the last child.
    fn work(&self, mut worker: Option<Worker>) -> Option<Worker> {
        while let Some(number) = self.next() {
            let begun = Instant::now();
            match self.page(&mut worker, number) {
                Ok(page) => {
                    let mut done = self.read();
                    (self.watch.on_page)(&page, begun.elapsed());
                    done.0.push(page);
                }
                Err(silence) => {
                    self.read().1.get_or_insert(silence);
                    return None;
                }
            }
        }
        worker
    }

    /// Lets a child search a PDF for damage of which the PDF library says nothing. That this cannot be done is no fault of the file.
    fn examine(&self, worker: &mut Option<Worker>, pages: RangeInclusive<u32>) -> Examined {
        for tries in 1..=2 {
            let Ok(mut child) = self.child(worker, tries) else {
                break;
            };
            let is_new = child.is_new();
            if let Ok(examined) = child.examine(pages.clone(), self.watch.interrupted) {
                *worker = Some(child);
                return examined;
            }
            if is_new {
                break;
            }
        }
        Examined::failed()
    }

    fn close(&self, worker: Option<Worker>) {
        if let Some(worker) = worker {
            self.readers.close(worker);
        }
    }

    fn read(&self) -> MutexGuard<'_, (Vec<Page>, Option<Silence>)> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) -> Option<u32> {
        let mut read = self.read();
        if self.watch.interrupted.load(Ordering::Relaxed) {
            read.1.get_or_insert(Silence::Interrupted);
        }
        if read.1.is_some() {
            return None;
        }
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).next()
    }

    /// Reads one page. What a child that has read before cannot read is tried once more with a child of its own, so that the outcome
    /// does not depend on the pages before it. Where a child was killed from outside the page is tried again even then: that is no
    /// fault of the page.
    fn page(&self, worker: &mut Option<Worker>, number: u32) -> Result<Page, Silence> {
        let mut tries = 0;
        let mut coarsely = None;
        loop {
            tries += 1;
            let mut child = match self.child(worker, tries) {
                Ok(child) => child,
                Err(Silence::Died(detail) | Silence::Killed(detail)) => return Ok(crashed(number, &detail)),
                Err(Silence::TimedOut { seconds }) => return Ok(timed_out(number, seconds)),
                Err(other) => return Err(other),
            };
            let is_new = child.is_new();
            let request = match coarsely {
                None => Request::Page(number),
                Some(_) => Request::PageCoarsely(number),
            };
            match child.read(&request, self.watch.interrupted) {
                // There may have been too little memory left.
                Ok(page) if !is_new && is_unreadable(&page) => {}
                Ok(mut page) => {
                    page.warnings
                        .extend(coarsely.map(|seconds| read_coarsely(&page, seconds)));
                    *worker = Some(child);
                    return Ok(page);
                }
                Err(Silence::Died(detail)) if is_new => return Ok(crashed(number, &detail)),
                Err(Silence::Killed(detail)) if tries == TRIES => return Ok(crashed(number, &detail)),
                Err(Silence::Died(_) | Silence::Killed(_)) => {}
                // Some pages are only too much to read: large ones of small print, on a machine that does other work too.
                Err(Silence::TimedOut { seconds }) if coarsely.is_none() => coarsely = Some(seconds),
                Err(Silence::TimedOut { seconds }) => return Ok(timed_out(number, seconds)),
                Err(other) => return Err(other),
            }
        }
    }

    /// The child at hand or another that has the file open; a new one where the page was tried before.
    fn child(&self, worker: &mut Option<Worker>, tries: usize) -> Result<Worker, Silence> {
        let interrupted = self.watch.interrupted;
        match worker.take() {
            Some(child) => Ok(child),
            None if tries == 1 => self.readers.open(self.task, interrupted).map(|(child, _)| child),
            None => self.readers.open_anew(self.task, interrupted).map(|(child, _)| child),
        }
    }
}

fn is_unreadable(page: &Page) -> bool {
    let says_so = |warning: &Warning| warning.code == WarningCode::PageUnreadable;
    page.words.is_empty() && page.warnings.iter().any(says_so)
}

fn crashed(number: u32, detail: &str) -> Page {
    unread_page(
        number,
        WarningCode::PageCrashed,
        format!("reading the page ended the reading process, by {detail}; its text is missing"),
    )
}

fn read_coarsely(page: &Page, seconds: u64) -> Warning {
    Warning {
        code: WarningCode::PageTimedOut,
        message: format!(
            "reading the page made no progress for {seconds} seconds, so it was read at {} dpi: small print may be wrong",
            page.dpi
        ),
        page: Some(page.number),
    }
}

fn timed_out(number: u32, seconds: u64) -> Page {
    unread_page(
        number,
        WarningCode::PageTimedOut,
        format!(
            "reading the page made no progress for {seconds} seconds, nor at a lower resolution, and was stopped; its text is missing"
        ),
    )
}
