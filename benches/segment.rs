//! How many pages of text are read a second on one core: `cargo bench --profile release --bench segment [FILE…]`. The
//! pages are those of the fixtures' true texts, or of the text files named. Processor time is counted, and a ratio to
//! other work of the same run tells slow machines from slow code.

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::io::Write;
use std::iter;
use std::path::{Path, PathBuf};
use std::time::Duration;

use paragraf::capture::plain_text;
use paragraf::scan::{Scan, SourceFile};
use paragraf::{clean, segment, vocabulary};

/// Everything is read so often.
const ROUNDS: u32 = 20;
/// Lines are folded so often.
const FOLDINGS: f64 = 20.0;

fn main() -> Result<(), Box<dyn Error>> {
    let named: Vec<PathBuf> = std::env::args_os()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .map(PathBuf::from)
        .collect();
    let files = if named.is_empty() { fixtures()? } else { named };
    let texts = files.iter().map(fs::read).collect::<Result<Vec<_>, _>>()?;
    let scans: Vec<Scan> = texts.iter().map(|text| scan(text)).collect();
    let cleaned: Vec<clean::Text> = scans.iter().map(clean::clean).collect();
    let pages: usize = scans.iter().map(|scan| scan.pages.len()).sum();

    // What is compiled at first use is no part of reading a page; cleaning has been through it above.
    for (scan, text) in scans.iter().zip(&cleaned) {
        black_box(segment::segment(scan, text));
    }

    let cleaning = time(|| scans.iter().map(|scan| clean::clean(scan).lines.len()).sum())?;
    let segmenting = time(|| {
        let records = scans
            .iter()
            .zip(&cleaned)
            .map(|(scan, text)| segment::segment(scan, text));
        records.map(|record| record.meetings.len()).sum()
    })?;
    let folding = time(|| {
        let lines = cleaned.iter().flat_map(|text| &text.lines);
        // The processor's time is counted in ticks, too coarse for folding them once.
        let often = iter::repeat_n(lines, FOLDINGS as usize).flatten();
        often.map(|line| vocabulary::fold(&line.text).len()).sum()
    })?;

    let per_second = |time: Duration| pages as f64 / time.as_secs_f64();
    let mut out = std::io::stdout().lock();
    writeln!(out, "{pages} pages of {} files", files.len())?;
    writeln!(out, "segmented: {:.0} pages a second", per_second(segmenting))?;
    writeln!(out, "cleaned: {:.0} pages a second", per_second(cleaning))?;
    writeln!(
        out,
        "processor time of segmenting / folding every line once: {:.0}",
        FOLDINGS * segmenting.as_secs_f64() / folding.as_secs_f64()
    )?;
    Ok(())
}

fn fixtures() -> Result<Vec<PathBuf>, std::io::Error> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/truth");
    let files = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let mut texts = files.collect::<Result<Vec<_>, _>>()?;
    texts.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    texts.sort();
    Ok(texts)
}

fn scan(text: &[u8]) -> Scan {
    let pages = plain_text::pages(text);
    let source = SourceFile {
        path: "text".to_owned(),
        media_type: "text/plain".to_owned(),
        bytes: text.len() as u64,
        sha256: "0".repeat(64),
        pages: pages.len() as u32,
    };
    Scan {
        source,
        pages,
        warnings: Vec::new(),
    }
}

/// The processor time that some work takes on average.
fn time(work: impl Fn() -> usize) -> Result<Duration, Box<dyn Error>> {
    let before = processor_time()?;
    for _ in 0..ROUNDS {
        black_box(work());
    }
    Ok((processor_time()? - before) / ROUNDS)
}

/// The processor time of this thread.
fn processor_time() -> Result<Duration, Box<dyn Error>> {
    let statistics = fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanoseconds = statistics
        .split(' ')
        .next()
        .ok_or("no time in /proc/thread-self/schedstat")?;
    Ok(Duration::from_nanos(nanoseconds.parse()?))
}
