//! What simple means reach beside `paragraf clean`, on the same lines and scored alike; one Markdown table.
//!
//! `cargo bench --bench baselines -- [--strip] PATH…` measures the gold that the paths name (see `paragraf evaluate`); behind
//! `--strip`, true text that has lost its å, ä and ö. Without a path: the fixtures' true text, stripped.
//!
//! All but hunspell know the words and frequencies of our own model, so that the table compares ways and not word lists. Hunspell
//! comes with Debian's `hunspell-sv`, which is read here and never shipped; where it is not installed its rows are missing.

mod correctors;

use std::collections::HashMap;
use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};

use correctors::{Corrector, correctors};
use paragraf::capture::{CaptureOptions, Watch};
use paragraf::clean::restoration::model;
use paragraf::evaluate::damage::Damage;
use paragraf::evaluate::lines::{Compared, count};
use paragraf::evaluate::restoration::Score;
use paragraf::evaluate::table::{Restored, Style, restored_table};
use paragraf::evaluate::{FileRestored, Options, ReadFrom, evaluate};

fn main() -> Result<(), Box<dyn Error>> {
    let model = model().ok_or("the built-in model cannot be read")?;
    let correctors = correctors(&model.language);
    let mut rows = Vec::new();
    for (path, damage) in texts() {
        let options = Options {
            models: vec![CaptureOptions::default().model],
            capture: CaptureOptions::default(),
            read_from: ReadFrom::Source,
            damage,
        };
        let report = evaluate(std::slice::from_ref(&path), &options, model, &Watch::idle(), &|_| {})?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{name}{}", damage.map_or("", |_| ", åäö stripped"));
        let mut row = |system: &str, score| {
            rows.push(Restored {
                names: vec![name.clone(), system.to_owned()],
                lines: report.restoration.iter().map(|file| file.lines).sum(),
                score,
            });
        };
        row("nothing", sum(&report.restoration, |line| line.read.clone()));
        for (system, corrector) in &correctors {
            let mut known = HashMap::new();
            let score = sum(&report.restoration, |line| corrected(&line.read, corrector, &mut known));
            row(system, score);
        }
        row("paragraf clean", sum(&report.restoration, |line| line.restored.clone()));
    }
    let table = restored_table(&["text", "system"], &rows, Style::Markdown);
    writeln!(std::io::stdout().lock(), "{table}")?;
    Ok(())
}

/// The paths of the command line, each with its damage.
fn texts() -> Vec<(PathBuf, Option<Damage>)> {
    let mut damage = None;
    let mut texts = Vec::new();
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            // Cargo's own.
            "--bench" => {}
            "--strip" => damage = Some(Damage::Strip),
            path => texts.push((PathBuf::from(path), damage)),
        }
    }
    if texts.is_empty() {
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/truth");
        texts.push((fixtures, Some(Damage::Strip)));
    }
    texts
}

fn sum(files: &[FileRestored], mut after: impl FnMut(&Compared) -> String) -> Score {
    let mut sum = Score::default();
    for file in files {
        let lines: Vec<Compared> = file
            .compared
            .iter()
            .map(|line| Compared {
                restored: after(line),
                ..line.clone()
            })
            .collect();
        sum += count(&lines);
    }
    sum
}

/// A line with each of its words corrected; `known` keeps what was found, since correctors are slow.
fn corrected(line: &str, corrector: &Corrector<'_>, known: &mut HashMap<String, String>) -> String {
    let words = line.split_whitespace().map(|token| {
        let known = known.entry(token.to_owned());
        known.or_insert_with(|| correctors::token(token, corrector)).clone()
    });
    words.collect::<Vec<_>>().join(" ")
}
