//! How fast text is restored, how long the model takes to load, and how much memory it all takes: `cargo bench --bench clean`.
//!
//! Figures are processor time of one core, since other work on the machine disturbs a clock on the wall; beside words a second
//! there is the ratio to counting the words of the same text, which is the same on a faster or a slower machine.

mod items;

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::io::Write;

use paragraf::clean::restoration::{Model, RawToken, restore};
use paragraf::evaluate::damage::Damage;

/// As OCR without Swedish letters reads it.
const BENT: &str = "\
Ndmnden beslutar att aterremittera drendet f6r ytterligare beredning.
Ordforanden foreslar att nimnden bifaller forslaget och finner att
namnden beslutar i enlighet med arbetsutskottets forslag till beslut.
Forvaltningen har i tjansteskrivelse redogjort for arendet och de
ekonomiska foljderna av en utokad barnomsorg pa landsbygden.";

/// As it stands on the page.
const WHOLE: &str = "\
Nämnden beslutar att återremittera ärendet för ytterligare beredning.
Ordföranden föreslår att nämnden bifaller förslaget och finner att
nämnden beslutar i enlighet med arbetsutskottets förslag till beslut.
Förvaltningen har i tjänsteskrivelse redogjort för ärendet och de
ekonomiska följderna av en utökad barnomsorg på landsbygden.";

/// Lines of a page, pages of a document.
const PAGE: usize = 40;
const PAGES: usize = 20;
/// Synthetic documents that fill these pages.
const DOCUMENTS: u32 = 5;
/// Times that each text is restored, and that the model is read.
const ROUNDS: u32 = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    let bytes = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/models/swedish.bin"))?;
    let loading = seconds_of(ROUNDS, || {
        black_box(Model::read(&bytes).is_ok());
    })?;
    writeln!(
        out,
        "model: {:.1} MB, loaded in {:.1} ms",
        bytes.len() as f64 / 1e6,
        loading * 1e3
    )?;
    let unknown = compounds();
    for (name, text) in [
        ("wrong language, common words", BENT),
        ("wrong language, many unknown compounds", &unknown),
        ("clean", WHOLE),
    ] {
        let lines: Vec<&str> = text.lines().cycle().take(PAGE * PAGES).collect();
        let pages: Vec<Vec<Vec<RawToken<'_>>>> = lines.chunks(PAGE).map(tokens).collect();
        let words = pages.iter().flatten().map(Vec::len).sum::<usize>() as f64;
        let ours = seconds_of(ROUNDS, || {
            black_box(restore(black_box(&pages)));
        })?;
        let counting = seconds_of(ROUNDS * 20, || {
            black_box(counts(black_box(&lines)));
        })?;
        writeln!(
            out,
            "{name}: {:.0} words a second on one core, {:.0} times as long as counting them",
            words / ours,
            ours / counting
        )?;
    }
    writeln!(out, "peak memory of this process: {} MB", peak_kilobytes()? / 1024)?;
    Ok(())
}

/// Synthetic minutes full of compounds that no word list holds; their å, ä and ö are lost.
fn compounds() -> String {
    let records: Vec<_> = (0..DOCUMENTS).map(items::record).collect();
    let sections = records
        .iter()
        .flat_map(|record| record.items())
        .flat_map(|item| &item.sections);
    let words: Vec<&str> = sections.flat_map(|section| section.text.split_whitespace()).collect();
    let lines: Vec<String> = words.chunks(10).map(|line| Damage::Strip.of(&line.join(" "))).collect();
    lines.join("\n")
}

fn tokens<'a>(lines: &[&'a str]) -> Vec<Vec<RawToken<'a>>> {
    let line = |line: &&'a str| {
        line.split_whitespace()
            .map(|text| RawToken { text, confidence: None })
            .collect()
    };
    lines.iter().map(line).collect()
}

/// How often each word occurs, in small letters: the measure beside.
fn counts(lines: &[&str]) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in lines.iter().flat_map(|line| line.split_whitespace()) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}

/// Processor time of one round of some work, in seconds.
fn seconds_of(rounds: u32, mut work: impl FnMut()) -> Result<f64, Box<dyn Error>> {
    let before = ticks()?;
    (0..rounds).for_each(|_| work());
    Ok((ticks()? - before) as f64 / TICKS_A_SECOND / f64::from(rounds))
}

/// What Linux tells processes as USER_HZ on every machine.
const TICKS_A_SECOND: f64 = 100.0;

/// Processor time of this process, from /proc/self/stat (fields 14 and 15, see `man proc`).
fn ticks() -> Result<u64, Box<dyn Error>> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    Ok(fields[11].parse::<u64>()? + fields[12].parse::<u64>()?)
}

/// The highest resident memory of this process so far.
fn peak_kilobytes() -> Result<u64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
    Ok(kilobytes.ok_or("no VmHWM")?.parse()?)
}
