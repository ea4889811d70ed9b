//! `paragraf verify`

use std::fmt::Write;

use indicatif::{ProgressBar, ProgressDrawTarget};

use super::arguments::{ArchiveArgs, JobsArgs};
use super::{Outcome, interrupt, output};
use paragraf::error::Result;
use paragraf::verify::{Finding, Remedy, verify};

/// Look through the archive for damage
///
/// Checks every scan, record and manifest, the copies of source files, the catalogue and the index against the checksums that
/// were stored with them and against each other. Changes nothing. Each damage is named with what mends it; the exit code is
/// then 1.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    archive: ArchiveArgs,
    #[command(flatten)]
    jobs: JobsArgs,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  paragraf verify --archive /srv/minutes
  paragraf verify --json | jq -r '.[].path'";

pub fn run(args: Args) -> Result<Outcome> {
    args.jobs.apply()?;
    let bar = ProgressBar::new(0);
    bar.set_draw_target(ProgressDrawTarget::stderr());
    let tell = |documents: usize| {
        bar.set_length(documents as u64);
        bar.inc(1);
    };
    let findings = verify(&args.archive.archive, interrupt::catch(), &tell);
    bar.finish_and_clear();
    let findings = findings?;
    if args.json {
        output::json(&findings)?;
    } else {
        output::print(&text(&findings, bar.position()))?;
    }
    Ok(if findings.is_empty() {
        Outcome::AllWell
    } else {
        Outcome::SomeFailed
    })
}

/// The findings for people.
fn text(findings: &[Finding], documents: u64) -> String {
    let mut text = String::new();
    for finding in findings {
        let Finding { path, part, detail, .. } = finding;
        let _ = writeln!(
            text,
            "damaged {part}: {}: {detail}\n  {}",
            path.display(),
            advice(finding)
        );
    }
    let _ = match findings.len() {
        0 => writeln!(
            text,
            "{documents} documents, catalogue and index are as they were written"
        ),
        count => writeln!(text, "{documents} documents looked at; damage found: {count}"),
    };
    text
}

fn advice(finding: &Finding) -> String {
    match finding.remedy {
        Remedy::Rebuild => "`paragraf rebuild` makes it again".to_owned(),
        Remedy::RebuildAndImport => format!(
            "it stands nowhere else: run `paragraf rebuild`, then import its source again: {}",
            finding.sources.join(", ")
        ),
        Remedy::RemoveAndImport => "remove the file and import its source again".to_owned(),
    }
}
