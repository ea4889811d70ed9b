//! `paragraf rebuild`

use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget};

use super::arguments::{ArchiveArgs, JobsArgs};
use super::{Outcome, interrupt};
use paragraf::archive::failures::Failure;
use paragraf::error::Result;
use paragraf::rebuild::{Event, rebuild};

/// Read every stored scan anew and make catalogue and index again
///
/// Nothing is scanned: the words stay as they were found, and today's rules read them. Also mends a damaged record,
/// catalogue or index.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    archive: ArchiveArgs,
    #[command(flatten)]
    jobs: JobsArgs,
}

const EXAMPLES: &str = "\
Example:
  paragraf rebuild --archive /srv/minutes";

pub fn run(args: Args) -> Result<Outcome> {
    args.jobs.apply()?;
    let bar = ProgressBar::new(0);
    bar.set_draw_target(ProgressDrawTarget::stderr());
    let lost = AtomicU64::new(0);
    let tell = |event: Event<'_>| match event {
        Event::Begun(documents) => bar.set_length(documents as u64),
        Event::Read => bar.inc(1),
        Event::Lost(failure) => {
            lost.fetch_add(1, Ordering::Relaxed);
            bar.suspend(|| report_lost(failure));
        }
    };
    let result = rebuild(&args.archive.archive, interrupt::catch(), &tell);
    bar.finish_and_clear();
    result?;
    let lost = lost.into_inner();
    let _ = writeln!(
        io::stderr(),
        "{} documents read anew; {lost} lost their scan",
        bar.length().unwrap_or_default()
    );
    Ok(if lost > 0 {
        Outcome::SomeFailed
    } else {
        Outcome::AllWell
    })
}

fn report_lost(failure: &Failure) {
    let hint = failure.hint.as_deref().unwrap_or_default();
    let _ = writeln!(
        io::stderr(),
        "lost: {}: {}\nhint: {hint}",
        failure.path,
        failure.message
    );
}
