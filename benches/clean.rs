//! How fast text is restored, how long the model takes to load, and how much memory it all takes:
//! `cargo bench --bench clean -- [TEXT…]`.
//!
//! Figures are processor time of one core, since other work on the machine disturbs a clock on the wall; beside words a second
//! there is the ratio to counting the words of the same text, which is the same on a faster or a slower machine.

mod items;

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::io::Write;
use std::path::Path;

use paragraf::clean::restoration::{Model, RawToken, restore};
use paragraf::evaluate::damage::Damage;

/// Lines of a page.
const PAGE: usize = 40;
/// Synthetic documents of the text with many unknown words.
const DOCUMENTS: u32 = 3;
/// Times that each text is restored, and that the model is read.
const ROUNDS: u32 = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    let bytes = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/models/swedish.bin"))?;
    let loading = seconds_of(10 * ROUNDS, || {
        black_box(Model::read(&bytes).is_ok());
    })?;
    writeln!(
        out,
        "model: {:.1} MB, loaded in {:.1} ms",
        bytes.len() as f64 / 1e6,
        loading * 1e3
    )?;
    let fixtures = texts(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/truth")))?;
    let mut measured = vec![
        ("fixtures without å, ä and ö", stripped(&fixtures)),
        ("fixtures undamaged", fixtures),
        ("synthetic minutes, half of the words compounds", stripped(&synthetic())),
    ];
    let named = std::env::args().skip(1).filter(|argument| argument != "--bench");
    for path in named {
        measured.push(("named text, as it is", vec![fs::read_to_string(path)?]));
    }
    for (name, texts) in &measured {
        let documents: Vec<Document<'_>> = texts.iter().map(|text| pages(text)).collect();
        let words = documents.iter().flatten().flatten().map(Vec::len).sum::<usize>() as f64;
        let ours = seconds_of(ROUNDS, || {
            documents
                .iter()
                .for_each(|pages| drop(black_box(restore(black_box(pages)))));
        })?;
        let counting = seconds_of(ROUNDS * 20, || {
            texts.iter().for_each(|text| drop(black_box(counts(black_box(text)))));
        })?;
        let (speed, ratio) = (words / ours, ours / counting);
        writeln!(
            out,
            "{name}: {speed:.0} words a second on one core, {ratio:.0} times as long as counting them"
        )?;
    }
    writeln!(out, "peak memory of this process: {} MB", peak_kilobytes()? / 1024)?;
    Ok(())
}

/// The text files of a folder.
fn texts(folder: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            texts.push(fs::read_to_string(path)?);
        }
    }
    Ok(texts)
}

/// Minutes full of compounds that no word list holds.
fn synthetic() -> Vec<String> {
    let text = |number| {
        let record = items::record(number);
        let sections = record.items().flat_map(|item| &item.sections);
        let words: Vec<&str> = sections.flat_map(|section| section.text.split_whitespace()).collect();
        let lines: Vec<String> = words.chunks(10).map(|line| line.join(" ")).collect();
        lines.join("\n")
    };
    (0..DOCUMENTS).map(text).collect()
}

fn stripped(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| Damage::Strip.of(text)).collect()
}

/// Pages of lines of tokens.
type Document<'a> = Vec<Vec<Vec<RawToken<'a>>>>;

fn pages(text: &str) -> Document<'_> {
    let lines: Vec<&str> = text.lines().collect();
    lines.chunks(PAGE).map(tokens).collect()
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
fn counts(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in text.split_whitespace() {
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
