//! What `paragraf scan` costs beside the bare `tesseract` command on the same page images and model: processor time as a
//! ratio, and the peak memory of a reading process. Run with `cargo bench --bench capture`.

mod processes;

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use processes::usage_of;

/// Page images that both read as they are.
const FILES: [&str; 3] = [
    "sandhamra-kommunfullmaktige_2019-04-25.tif",
    "fagernas-socialnamnden_2009-05-13.jpg",
    "ljusvattnet-kommunstyrelsen_2017-10-03.png",
];

/// The files are read so often, in turns, since other work on the machine disturbs single runs.
const ROUNDS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files: Vec<PathBuf> = FILES.map(|name| project.join("fixtures/protocols").join(name)).into();
    let (mut ours, mut theirs, mut peak) = (0, 0, 0);
    for _ in 0..ROUNDS {
        for file in &files {
            let mut tesseract = Command::new("tesseract");
            tesseract
                .arg(file)
                .arg("-")
                .args(["--psm", "3", "-l", "paragraf", "--tessdata-dir"]);
            tesseract
                .arg(project.join("native/tessdata"))
                .arg("tsv")
                .env("OMP_THREAD_LIMIT", "1");
            theirs += usage_of(tesseract, &[0])?.ticks;
            let mut paragraf = Command::new(env!("CARGO_BIN_EXE_paragraf"));
            paragraf.arg("scan").arg(file);
            let usage = usage_of(paragraf, &[0])?;
            ours += usage.ticks;
            peak = peak.max(usage.peak_of_children);
        }
    }
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "processor time of paragraf scan / tesseract: {:.3}",
        ours as f64 / theirs as f64
    )?;
    writeln!(out, "peak memory of a reading process: {} MB", peak / 1024)?;
    Ok(())
}
