//! Whether an import uses the machine: pages a second on one and on two processors, and the peak memory on a PDF of a thousand pages
//! and on a scan of A3 at 600 dpi. Run with `cargo bench --bench import`, on a machine that does nothing else.

mod processes;

use std::error::Error;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use processes::{Usage, on_processors, usage_of};

/// On one and on two processors in turns, since other work on the machine disturbs single runs.
const ROUNDS: usize = 2;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scans = folder.path().join("scans");
    fs::create_dir(&scans)?;
    // Files of several pages and of one, so that small ones stand beside large ones; those of text take no time.
    for file in fs::read_dir(project.join("fixtures/protocols"))? {
        let file = file?.path();
        if let Some(name) = file
            .file_name()
            .filter(|_| file.extension().is_some_and(|kind| kind != "txt"))
        {
            fs::copy(&file, scans.join(name))?;
        }
    }
    let (mut one, mut two, mut bare_one, mut bare_two) = Default::default();
    for _ in 0..ROUNDS {
        one += time_of_import(folder.path(), &scans, "0")?;
        two += time_of_import(folder.path(), &scans, "0,1")?;
        bare_one += bare(&scans, "0")?;
        bare_two += bare(&scans, "0,1")?;
    }
    let ratio = |one: Duration, two: Duration| one.as_secs_f64() / two.as_secs_f64();
    let mut out = std::io::stdout().lock();
    writeln!(out, "throughput on 2 processors / 1: {:.2}", ratio(one, two))?;
    writeln!(
        out,
        "the same of two bare tesseract processes: {:.2}",
        ratio(bare_one, bare_two)
    )?;
    let long = folder.path().join("thousand-pages.pdf");
    write_long_pdf(&long, 1000)?;
    tell_memory(
        &mut out,
        "a PDF of 1,000 pages",
        memory_of_import(folder.path(), &long)?,
    )?;
    let large = folder.path().join("a3-600-dpi.tif");
    write_large_tiff(&large)?;
    tell_memory(&mut out, "A3 at 600 dpi", memory_of_import(folder.path(), &large)?)?;
    Ok(())
}

fn tell_memory(out: &mut impl Write, what: &str, usage: Usage) -> std::io::Result<()> {
    let megabytes = |kilobytes: u64| kilobytes / 1024;
    writeln!(
        out,
        "peak memory on {what}: {} MB, and {} MB in a reading process",
        megabytes(usage.peak),
        megabytes(usage.peak_of_children)
    )
}

/// How long an import into a fresh archive takes, with as many reading processes as there are processors. Nobody looks at its memory
/// meanwhile: that takes a processor, which a run on one would have beside it and a run on two would not.
fn time_of_import(folder: &Path, source: &Path, processors: &str) -> Result<Duration, Box<dyn Error>> {
    let archive = folder.join("archive");
    let begun = Instant::now();
    let status = import(source, &archive, processors)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    let took = begun.elapsed();
    fs::remove_dir_all(&archive)?;
    if status.success() {
        Ok(took)
    } else {
        Err(format!("the import of {} failed", source.display()).into())
    }
}

/// The memory that an import into a fresh archive takes.
fn memory_of_import(folder: &Path, source: &Path) -> Result<Usage, Box<dyn Error>> {
    let archive = folder.join("archive");
    // 1 says that text is missing: the bars of the large page look like text, and are none.
    let usage = usage_of(import(source, &archive, "0,1"), &[0, 1])?;
    fs::remove_dir_all(&archive)?;
    Ok(usage)
}

fn import(source: &Path, archive: &Path, processors: &str) -> Command {
    let mut command = on_processors(processors, env!("CARGO_BIN_EXE_paragraf"));
    command.arg("import").arg(source).arg("--archive").arg(archive);
    command
}

/// What the machine gives to two processes that share nothing: the bare engine on the same page twice, on these processors.
fn bare(scans: &Path, processors: &str) -> Result<Duration, Box<dyn Error>> {
    let tessdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("native/tessdata");
    let read = || {
        on_processors(processors, "tesseract")
            .arg(scans.join("fagernas-socialnamnden_2009-05-13.jpg"))
            .args(["-", "--psm", "3", "-l", "paragraf", "--tessdata-dir"])
            .arg(&tessdata)
            .env("OMP_THREAD_LIMIT", "1")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
    };
    let begun = Instant::now();
    let mut running = vec![read()?, read()?];
    for child in &mut running {
        child.wait()?;
    }
    Ok(begun.elapsed())
}

/// A PDF of pages of text.
fn write_long_pdf(path: &Path, pages: usize) -> std::io::Result<()> {
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    let mut add = |pdf: &mut Vec<u8>, object: String| {
        offsets.push(pdf.len());
        writeln!(pdf, "{} 0 obj {object} endobj", offsets.len())
    };
    add(&mut pdf, "<</Type/Catalog/Pages 2 0 R>>".into())?;
    let kids: String = (0..pages).map(|page| format!("{} 0 R ", 4 + 2 * page)).collect();
    add(&mut pdf, format!("<</Type/Pages/Count {pages}/Kids[{kids}]>>"))?;
    add(
        &mut pdf,
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".into(),
    )?;
    for page in 0..pages {
        let line = |line: usize| {
            format!(
                "BT /F 11 Tf 60 {} Td (Kommunstyrelsen beslutar om punkt {page}.{line} enligt planen.) Tj ET\n",
                780 - 16 * line
            )
        };
        let content: String = (0..40).map(line).collect();
        let object = 5 + 2 * page;
        let font = "/Resources<</Font<</F 3 0 R>>>>";
        add(
            &mut pdf,
            format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{font}/Contents {object} 0 R>>"),
        )?;
        add(
            &mut pdf,
            format!("<</Length {}>> stream\n{content}\nendstream", content.len()),
        )?;
    }
    let start = pdf.len();
    write!(pdf, "xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1)?;
    for offset in &offsets {
        writeln!(pdf, "{offset:010} 00000 n ")?;
    }
    writeln!(
        pdf,
        "trailer <</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF",
        offsets.len() + 1
    )?;
    fs::write(path, pdf)
}

/// An uncompressed grey TIFF of 9,921 × 7,016 pixels with bars where lines of text would be.
fn write_large_tiff(path: &Path) -> std::io::Result<()> {
    const WIDTH: u32 = 9921;
    const HEIGHT: u32 = 7016;
    const DIRECTORY: u32 = 8;
    /// Tag, type (3 is 16 bits, 4 is 32 bits) and value.
    const ENTRIES: [(u16, u16, u32); 8] = [
        (256, 4, WIDTH),
        (257, 4, HEIGHT),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, DIRECTORY + 2 + 12 * 8 + 4),
        (278, 4, HEIGHT),
        (279, 4, WIDTH * HEIGHT),
    ];
    let mut file = BufWriter::new(fs::File::create(path)?);
    file.write_all(b"II*\0")?;
    file.write_all(&DIRECTORY.to_le_bytes())?;
    file.write_all(&8_u16.to_le_bytes())?;
    for (tag, kind, value) in ENTRIES {
        file.write_all(&tag.to_le_bytes())?;
        file.write_all(&kind.to_le_bytes())?;
        file.write_all(&1_u32.to_le_bytes())?;
        file.write_all(&value.to_le_bytes())?;
    }
    file.write_all(&0_u32.to_le_bytes())?;
    for y in 0..HEIGHT {
        let is_line = y % 140 < 50 && (600..HEIGHT - 600).contains(&y);
        let grey = |x: u32| {
            if is_line && x % 60 < 36 && (600..WIDTH - 600).contains(&x) {
                40
            } else {
                245
            }
        };
        file.write_all(&(0..WIDTH).map(grey).collect::<Vec<u8>>())?;
    }
    file.flush()
}
