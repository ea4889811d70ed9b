//! What `paragraf scan` and `import` cost beside the bare `tesseract` command on the same page images and model: processor time on one
//! processor as a ratio, and the peak memory of a reading process. Run with `cargo bench --bench capture`.

mod processes;

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use processes::{on_processors, usage_of};

/// Page images that both read as they are.
const FILES: [&str; 3] = [
    "sandhamra-kommunfullmaktige_2019-04-25.tif",
    "fagernas-socialnamnden_2009-05-13.jpg",
    "ljusvattnet-kommunstyrelsen_2017-10-03.png",
];

/// All run on one processor: two that work beside each other are slower each, and paragraf uses all it gets.
const ONE: &str = "0";

/// The files are read so often, in turns, since other work on the machine disturbs single runs.
const ROUNDS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir()?;
    let files: Vec<PathBuf> = FILES.map(|name| project.join("fixtures/protocols").join(name)).into();
    let (mut bare, mut scans, mut imports, mut peak) = (0, 0, 0, 0);
    for _ in 0..ROUNDS {
        for file in &files {
            let mut tesseract = on_processors(ONE, "tesseract");
            tesseract
                .arg(file)
                .arg("-")
                .args(["--psm", "3", "-l", "paragraf", "--tessdata-dir"]);
            tesseract
                .arg(project.join("native/tessdata"))
                .arg("tsv")
                .env("OMP_THREAD_LIMIT", "1");
            bare += usage_of(tesseract, &[0])?.ticks;
            let mut scan = on_processors(ONE, env!("CARGO_BIN_EXE_paragraf"));
            scan.arg("scan").arg(file);
            let usage = usage_of(scan, &[0])?;
            scans += usage.ticks;
            peak = peak.max(usage.peak_of_children);
        }
        let archive = folder.path().join("archive");
        let mut import = on_processors(ONE, env!("CARGO_BIN_EXE_paragraf"));
        import.arg("import").args(&files).arg("--archive").arg(&archive);
        imports += usage_of(import, &[0])?.ticks;
        fs::remove_dir_all(&archive)?;
    }
    let mut out = std::io::stdout().lock();
    let mut tell = |what: &str, ticks: u64| {
        let ratio = ticks as f64 / bare as f64;
        writeln!(out, "processor time of {what} / tesseract for each file: {ratio:.3}")
    };
    tell("paragraf scan for each file", scans)?;
    tell("paragraf import of all", imports)?;
    writeln!(out, "peak memory of a reading process: {} MB", peak / 1024)?;
    Ok(())
}
