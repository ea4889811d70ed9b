//! How far an import is: a bar on a terminal, a line a document elsewhere; on standard error.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::terminal::printable;
use paragraf::archive::log::Log;
use paragraf::import::{Ending, Event, Plan, Source};

/// Hears what an import tells.
pub struct Progress {
    bar: Option<ProgressBar>,
    log: Log,
    tally: Mutex<Tally>,
}

/// What an import came to, up to now.
#[derive(Default)]
pub struct Tally {
    /// When the files were known and the reading began.
    begun: Option<Instant>,
    files: u64,
    of_files: u64,
    pages_scanned: u64,
    bytes_scanned: u64,
    bytes_left: u64,
    /// How many bytes of a source, by its hash, the bar has counted page by page.
    counted: HashMap<String, u64>,
    documents: u64,
    pages: usize,
    items: usize,
    known: u64,
    known_otherwise: u64,
    documents_missing_text: u64,
    failed: u64,
    failed_before: u64,
    skipped: u64,
}

impl Progress {
    /// Shows nothing yet. The log hears of every file, but for those that were in already.
    pub fn new(log: Log) -> Self {
        Self {
            bar: io::stderr().is_terminal().then(spinner),
            ..Self::in_lines(log)
        }
    }

    /// Shows a line a document, also on a terminal.
    pub fn in_lines(log: Log) -> Self {
        Self {
            bar: None,
            log,
            tally: Mutex::default(),
        }
    }

    /// Shows one event.
    pub fn tell(&self, event: Event<'_>) {
        let mut tally = self.tally.lock().unwrap_or_else(PoisonError::into_inner);
        match event {
            Event::Inspected => {
                tally.of_files += 1;
                if let Some(bar) = &self.bar {
                    bar.set_message(format!("looking at files: {}", tally.of_files));
                }
            }
            Event::Planned(plan) => {
                tally.begun.get_or_insert_with(Instant::now);
                tally.bytes_left += plan.bytes();
                if let Some(bar) = &self.bar {
                    show_bar(bar, plan);
                }
            }
            Event::Page { source, of_pages } => {
                tally.pages_scanned += 1;
                self.count_page(&mut tally, source, of_pages);
            }
            Event::Ended { path, source, ending } => {
                tally.files += 1;
                tally.add(ending);
                self.count_file(&mut tally, path, source, ending);
            }
        }
        if let Some(bar) = self.bar.as_ref().filter(|bar| bar.length().is_some()) {
            bar.set_message(tally.running());
        }
    }

    /// Takes the bar away and gives what the import came to.
    pub fn finish(self) -> Tally {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        self.tally.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn count_page(&self, tally: &mut Tally, source: &Source, of_pages: u32) {
        let share = source.bytes / u64::from(of_pages.max(1));
        *tally.counted.entry(source.sha256.clone()).or_default() += share;
        tally.bytes_scanned += share;
        tally.bytes_left = tally.bytes_left.saturating_sub(share);
        if let Some(bar) = &self.bar {
            bar.inc(share);
        }
    }

    fn count_file(&self, tally: &mut Tally, path: &Path, source: Option<&Source>, ending: &Ending) {
        let line = printable(&line(path, ending));
        if !matches!(ending, Ending::Known) {
            self.log.add(&line);
        }
        let rest = source.map_or(0, |source| {
            let counted = tally.counted.remove(&source.sha256).unwrap_or_default();
            source.bytes.saturating_sub(counted)
        });
        tally.bytes_left = tally.bytes_left.saturating_sub(rest);
        let Some(bar) = &self.bar else {
            let _ = writeln!(io::stderr(), "{line}");
            return;
        };
        if source.is_some() {
            match ending {
                Ending::In { .. } => bar.inc(rest),
                // What takes no time is no measure of the time that the rest takes.
                _ => bar.set_length(bar.length().unwrap_or_default().saturating_sub(rest)),
            }
        }
        if matches!(ending, Ending::Failed(failure) if !failure.skipped) {
            bar.println(line);
        }
    }
}

impl Tally {
    /// True where something became of at least one file.
    pub fn is_begun(&self) -> bool {
        self.files > 0
    }

    /// True where a file of this import is not in, or not with all of its text.
    pub fn is_something_wrong(&self) -> bool {
        self.failed + self.failed_before + self.documents_missing_text > 0
    }

    fn add(&mut self, ending: &Ending) {
        match ending {
            Ending::In {
                pages,
                items,
                misses_text,
                ..
            } => {
                self.documents += 1;
                self.pages += pages;
                self.items += items;
                self.documents_missing_text += u64::from(*misses_text);
            }
            Ending::Known => self.known += 1,
            Ending::KnownOtherwise => self.known_otherwise += 1,
            Ending::FailedBefore(_) => self.failed_before += 1,
            Ending::Failed(failure) if failure.skipped => self.skipped += 1,
            Ending::Failed(_) => self.failed += 1,
        }
    }

    /// The words beside the bar.
    fn running(&self) -> String {
        let mut text = format!("{}/{} files, {} pages", self.files, self.of_files, self.pages_scanned);
        let seconds = self.begun.map_or(0.0, |begun| begun.elapsed().as_secs_f64());
        if self.pages_scanned > 0 && seconds > 0.0 {
            let left = self.pages_scanned as f64 * self.bytes_left as f64 / self.bytes_scanned.max(1) as f64;
            let rate = self.pages_scanned as f64 / seconds;
            let _ = write!(text, " ({rate:.1} a second), about {left:.0} left");
        }
        if self.failed > 0 {
            let _ = write!(text, ", {} failed", self.failed);
        }
        text
    }

    /// What the import came to, in a few lines.
    pub fn summary(&self) -> String {
        let mut text = format!(
            "{} ({}, {})",
            count(self.documents, "document in", "documents in"),
            count(self.pages as u64, "page", "pages"),
            count(self.items as u64, "item", "items")
        );
        let mut add = |number: u64, what: &str| {
            if number > 0 {
                let _ = write!(text, "; {number} {what}");
            }
        };
        add(self.known + self.known_otherwise, "already in");
        add(self.skipped, "skipped");
        add(self.failed, "failed");
        add(self.failed_before, "failed before");
        add(self.documents_missing_text, "of which text is missing");
        text.push('\n');
        if self.known_otherwise > 0 {
            let _ = writeln!(
                text,
                "{} scanned with another engine, model or options; --rescan scans again",
                count(self.known_otherwise, "file was", "files were")
            );
        }
        if self.failed_before > 0 {
            text.push_str("what failed before is tried again when it changes, or with --retry-failed\n");
        }
        if self.is_something_wrong() || self.skipped > 0 {
            text.push_str("`paragraf status` tells why, and what to do\n");
        }
        text
    }
}

/// What became of a file, in a line.
fn line(path: &Path, ending: &Ending) -> String {
    let path = path.display();
    match ending {
        Ending::In {
            pages,
            items,
            misses_text,
            pages_missing_text,
        } => {
            let pages = count(*pages as u64, "page", "pages");
            let items = count(*items as u64, "item", "items");
            match pages_missing_text {
                0 if *misses_text => format!("in: {path} ({pages}, {items}; the file is damaged)"),
                0 => format!("in: {path} ({pages}, {items})"),
                some => format!("in: {path} ({pages}, {items}; text is missing on {some})"),
            }
        }
        Ending::Known => format!("already in: {path}"),
        Ending::KnownOtherwise => format!("already in, scanned with another engine, model or options: {path}"),
        Ending::FailedBefore(failure) => format!("failed before: {path}: {}", failure.message),
        Ending::Failed(failure) if failure.skipped => format!("skipped: {path}: {}", failure.message),
        Ending::Failed(failure) => format!("failed: {path}: {}", failure.message),
    }
}

/// A number with its noun.
fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn spinner() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// The bar counts bytes, since the number of pages is known only once a file is opened.
fn show_bar(bar: &ProgressBar, plan: &Plan) {
    bar.set_length(plan.bytes());
    let template = "{wide_bar} {percent:>3} %  {msg}  {elapsed} gone, {eta} to go";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
}
