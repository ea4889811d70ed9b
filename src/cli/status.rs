//! `paragraf status`

use std::collections::BTreeMap;
use std::fmt::Write;

use super::arguments::ArchiveArgs;
use super::{Outcome, output};
use paragraf::archive::Archive;
use paragraf::archive::failures::Failure;
use paragraf::archive::status::{Status, status};
use paragraf::error::Result;

/// Tell what is in the archive, and what failed or needs a look
///
/// Counts documents, pages, meetings and items; then lists every file that failed, by reason, with what to do about
/// it, and every document of which the text of a page is missing.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    archive: ArchiveArgs,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  paragraf status
  paragraf status --json | jq '.failures[].path'";

pub fn run(args: Args) -> Result<Outcome> {
    let status = status(&Archive::open(&args.archive.archive)?)?;
    if args.json {
        output::json(&status)?;
    } else {
        output::print(&text(&status))?;
    }
    Ok(Outcome::AllWell)
}

/// The status for people.
fn text(status: &Status) -> String {
    let mut text = counts(status);
    if status.counts.not_indexed > 0 {
        let _ = writeln!(
            text,
            "{} not found by search yet: the next import or rebuild makes up for it",
            status.counts.not_indexed
        );
    }
    add_failures(&mut text, &status.failures);
    if !status.needs_look.is_empty() {
        let _ = writeln!(
            text,
            "\nNeeds a look, since text is missing: {}",
            status.needs_look.len()
        );
        for document in &status.needs_look {
            let _ = writeln!(text, "  {}", document.paths.join(", "));
            for warning in &document.warnings {
                let page = warning.page.map_or_else(String::new, |page| format!("page {page}: "));
                let _ = writeln!(text, "    {page}{}", warning.message);
            }
        }
    }
    if !status.skipped.is_empty() {
        let _ = writeln!(
            text,
            "\nSkipped, being no protocols: {} (--json lists them)",
            status.skipped.len()
        );
        for (message, files) in grouped(&status.skipped, |failure| &failure.message) {
            let _ = writeln!(text, "  {}: {message}", files.len());
        }
    }
    text
}

fn counts(status: &Status) -> String {
    let counts = &status.counts;
    let rows = [
        ("documents", counts.documents),
        ("pages", counts.pages),
        ("meetings", counts.meetings),
        ("items", counts.items),
        ("failed", status.failures.len() as u64),
        ("need a look", status.needs_look.len() as u64),
        ("skipped", status.skipped.len() as u64),
    ];
    let mut text = format!("archive {}\n", status.archive);
    for (name, count) in rows {
        let _ = writeln!(text, "  {name:<12}{count:>9}");
    }
    text
}

/// The failures by reason, with what to do about each.
fn add_failures(text: &mut String, failures: &[Failure]) {
    if failures.is_empty() {
        return;
    }
    let _ = writeln!(text, "\nFailed: {}", failures.len());
    for (code, files) in grouped(failures, |failure| &failure.code) {
        let hint = files.first().and_then(|failure| failure.hint.as_deref());
        let hint = hint.map_or_else(String::new, |hint| format!("; {hint}"));
        let _ = writeln!(text, "  {code}: {}{hint}", files.len());
        for failure in files {
            let _ = writeln!(text, "    {}: {}", failure.path, failure.message);
        }
    }
}

fn grouped(failures: &[Failure], by: fn(&Failure) -> &String) -> BTreeMap<&str, Vec<&Failure>> {
    let mut groups: BTreeMap<&str, Vec<&Failure>> = BTreeMap::new();
    for failure in failures {
        groups.entry(by(failure)).or_default().push(failure);
    }
    groups
}
