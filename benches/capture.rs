//! What `paragraf scan` costs beside the bare `tesseract` command on the same page images and model: processor time as a
//! ratio, and the peak memory of a reading process. Run with `cargo bench --bench capture`.

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

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
            theirs += ticks_of(tesseract, &mut 0)?;
            let mut paragraf = Command::new(env!("CARGO_BIN_EXE_paragraf"));
            paragraf.arg("scan").arg(file);
            ours += ticks_of(paragraf, &mut peak)?;
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

/// Runs a command; gives the processor time that it and its children took, in clock ticks.
fn ticks_of(mut command: Command, peak: &mut u64) -> Result<u64, Box<dyn Error>> {
    let before = ticks_of_children()?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        *peak = peak.max(&mut peak_of_children(&child).unwrap_or(0)).to_owned();
        thread::sleep(Duration::from_millis(20));
    };
    if !status.success() {
        return Err(format!("{command:?} failed").into());
    }
    Ok(ticks_of_children()? - before)
}

/// Processor time of all children that have ended, from /proc/self/stat (fields 16 and 17, see `man proc`).
fn ticks_of_children() -> Result<u64, Box<dyn Error>> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    Ok(fields[13].parse::<u64>()? + fields[14].parse::<u64>()?)
}

/// The highest resident memory of a process's children so far, in kilobytes.
fn peak_of_children(parent: &Child) -> Option<u64> {
    let parent = format!("PPid:\t{}", parent.id());
    fs::read_dir("/proc")
        .ok()?
        .filter_map(|entry| fs::read_to_string(entry.ok()?.path().join("status")).ok())
        .filter(|status| status.lines().any(|line| line == parent))
        .filter_map(|status| {
            let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
            line.trim().trim_end_matches(" kB").parse().ok()
        })
        .max()
}
