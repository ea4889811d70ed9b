//! Files that nobody ever wrote: sound ones with bytes changed, cut out, doubled, or missing at the end. No such file may stop an import, and
//! none of whose pages were not read may pass for one that was.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use paragraf::archive::Archive;
use paragraf::scan::{Page, Scan};
use serde_json::Value;

use crate::sandbox::Sandbox;

/// Of each kind; the seeds are fixed, so that every run makes the same files.
const MUTANTS: u64 = 110;

/// A small generator of numbers that look random (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap()
    }
}

/// A file with a fault, by its seed.
fn mutant(sound: &[u8], seed: u64) -> Vec<u8> {
    let mut numbers = Numbers(seed);
    let mut bytes = sound.to_vec();
    let at = numbers.below(bytes.len());
    let length = 1 + numbers.below(bytes.len() / 8);
    let end = (at + length).min(bytes.len());
    match seed % 6 {
        0 => bytes.truncate(at.max(16)),
        1 => drop(bytes.drain(at..end)),
        2 => bytes[at..end].fill(0),
        3 => {
            let part = bytes[at..end].to_vec();
            let place = numbers.below(bytes.len());
            drop(bytes.splice(place..place, part));
        }
        4 => {
            for _ in 0..8 {
                let place = numbers.below(bytes.len());
                bytes[place] = numbers.next() as u8;
            }
        }
        // Numbers decide on sizes, counts and places.
        _ => {
            let digits: Vec<usize> = (0..bytes.len())
                .filter(|&place| bytes[place].is_ascii_digit())
                .collect();
            for _ in 0..6 {
                if let Some(&place) = digits.get(numbers.below(digits.len())) {
                    bytes[place] = b'0' + (numbers.next() % 10) as u8;
                }
            }
        }
    }
    bytes
}

/// How the contents of a page are kept.
#[derive(Clone, Copy)]
enum Packing {
    /// As they are, so that changes reach everything.
    Plain,
    /// With a checksum, as in all files that programs write today.
    Deflated,
}

/// A PDF of three pages of text that says it has `count` pages.
fn pdf(packing: Packing, count: usize) -> Vec<u8> {
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    let mut add = |pdf: &mut Vec<u8>, object: &[u8]| {
        offsets.push(pdf.len());
        write!(pdf, "{} 0 obj ", offsets.len()).unwrap();
        pdf.extend_from_slice(object);
        pdf.extend_from_slice(b" endobj\n");
    };
    add(&mut pdf, b"<</Type/Catalog/Pages 2 0 R>>");
    let kids = format!("<</Type/Pages/Count {count}/Kids[4 0 R 6 0 R 8 0 R]>>");
    add(&mut pdf, kids.as_bytes());
    add(
        &mut pdf,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    );
    for number in 1..=3 {
        let mut content = String::new();
        for line in 0..12 {
            let text =
                format!("Kommunstyrelsen beslutar om yttrandet nummer {number}{line} till regionen enligt planen.");
            writeln!(content, "BT /F 11 Tf 60 {} Td ({text}) Tj ET", 760 - 16 * line).unwrap();
        }
        let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents";
        let object = 3 + 2 * number;
        add(&mut pdf, format!("{page} {object} 0 R>>").as_bytes());
        add(&mut pdf, &stream(content.as_bytes(), packing));
    }
    let start = pdf.len();
    write!(pdf, "xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1).unwrap();
    offsets
        .iter()
        .for_each(|offset| writeln!(pdf, "{offset:010} 00000 n ").unwrap());
    write!(
        pdf,
        "trailer <</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n",
        offsets.len() + 1
    )
    .unwrap();
    pdf
}

fn stream(content: &[u8], packing: Packing) -> Vec<u8> {
    let (filter, data) = match packing {
        Packing::Plain => ("", content.to_vec()),
        Packing::Deflated => {
            let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
            packer.write_all(content).unwrap();
            ("/Filter/FlateDecode", packer.finish().unwrap())
        }
    };
    let mut stream = format!("<</Length {}{filter}>> stream\n", data.len()).into_bytes();
    stream.extend_from_slice(&data);
    stream.extend_from_slice(b"\nendstream");
    stream
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)).unwrap()
}

/// Imports files and holds the import to its promises.
fn check(sandbox: &Sandbox, folder: &str, files: usize) {
    let ended = sandbox.run(&["import", folder]);
    assert!(matches!(ended.code, Some(0 | 1)), "{:?} {}", ended.code, ended.stderr);
    assert!(!ended.stderr.contains("a fault in paragraf"), "{}", ended.stderr);
    let status = sandbox.status("archive");
    let mut named: Vec<String> = Vec::new();
    for failure in status["failures"].as_array().unwrap() {
        named.push(failure["path"].as_str().unwrap().to_owned());
    }
    for line in sandbox
        .expect(0, &["export", "--format", "ndjson", "--output", "-"])
        .lines()
    {
        let record: Value = serde_json::from_str(line).unwrap();
        let pages = record["pages"].as_array().unwrap();
        let path = record["source_file"]["path"].as_str().unwrap();
        assert_eq!(record["source_file"]["pages"], pages.len(), "{path}");
        for page in pages {
            let said = !page["warnings"].as_array().unwrap().is_empty();
            let was_read = page["confidence"].is_number() || page["text_from"] == "text-layer";
            assert!(
                said || was_read,
                "{path}: page {} was not read, and nobody says so",
                page["number"]
            );
        }
        named.push(path.to_owned());
    }
    // Two changes may give the same file.
    let known = ended
        .stderr
        .lines()
        .filter(|line| line.starts_with("already in: "))
        .count();
    let named = named.len() + known;
    assert!(named >= files, "{named} of {files} files are accounted for");
    sandbox.expect(0, &["verify"]);
}

#[test]
fn changed_pdfs_are_read_or_named() {
    let sandbox = Sandbox::new();
    let (text, blank) = (pdf(Packing::Plain, 3), fixture("bad/blank-page.pdf"));
    for seed in 0..MUTANTS {
        let sound = if seed % 4 == 3 { &blank } else { &text };
        sandbox.write(&format!("in/{seed:03}.pdf"), mutant(sound, seed));
    }
    check(&sandbox, "in", usize::try_from(MUTANTS).unwrap());
}

/// What stands on the pages of the documents of an archive.
fn scans(sandbox: &Sandbox) -> Vec<Scan> {
    let store = Archive::open(&sandbox.path("archive")).unwrap().store();
    let ids = store.ids().unwrap();
    ids.iter()
        .map(|id| store.read_scan(id).unwrap().unwrap().scan)
        .collect()
}

fn text(page: &Page) -> String {
    let words: Vec<&str> = page.words.iter().map(|word| word.text.as_str()).collect();
    words.join(" ")
}

/// A page that says nothing has all of its words, and a file that says nothing has all of its pages.
#[test]
fn no_changed_pdf_has_lost_a_word_in_silence() {
    let sandbox = Sandbox::new();
    let sound = pdf(Packing::Deflated, 3);
    sandbox.write("sound/sound.pdf", &sound);
    sandbox.expect(0, &["import", "sound"]);
    let whole: Vec<String> = scans(&sandbox)[0].pages.iter().map(text).collect();
    assert_eq!(whole.len(), 3);
    for seed in 0..MUTANTS {
        sandbox.write(&format!("in/{seed:03}.pdf"), mutant(&sound, 2000 + seed));
    }
    check(&sandbox, "in", usize::try_from(MUTANTS).unwrap());
    let mut silent = 0;
    for scan in scans(&sandbox) {
        let says_so = |page: &Page| page.warnings.iter().any(|warning| warning.code.loses_text());
        if !scan.warnings.is_empty() {
            continue;
        }
        silent += usize::from(!scan.pages.iter().any(says_so));
        assert_eq!(scan.pages.len(), 3, "{}", scan.source.path);
        for (page, whole) in scan.pages.iter().zip(&whole) {
            assert!(
                says_so(page) || text(page) == *whole,
                "{}: page {} has lost words: {}",
                scan.source.path,
                page.number,
                text(page)
            );
        }
    }
    // Nearly all of these changes hit something; a reading that always warns would be no better than one that never does.
    assert!(silent >= 1, "{silent}");
}

/// The PDF library believes the file's word on how many pages it has.
#[test]
fn pages_that_the_page_tree_does_not_count_are_named() {
    let sandbox = Sandbox::new();
    sandbox.write("in/few.pdf", pdf(Packing::Deflated, 1));
    sandbox.write("in/many.pdf", pdf(Packing::Deflated, 5));
    sandbox.expect(1, &["import", "in"]);
    for scan in scans(&sandbox) {
        let is_few = scan.source.path.ends_with("few.pdf");
        let (pages, read) = if is_few { (3, 1) } else { (5, 3) };
        assert_eq!((scan.pages.len(), scan.source.pages), (pages, pages as u32));
        for (index, page) in scan.pages.iter().enumerate() {
            assert_eq!(page.words.is_empty(), index >= read, "{}", scan.source.path);
            assert_eq!(page.warnings.is_empty(), index < read, "{}", scan.source.path);
        }
    }
    let status = sandbox.expect(0, &["status"]);
    assert!(
        status.contains("page 2: the page could not be read: the file says that it has 1 pages"),
        "{status}"
    );
}

#[test]
fn changed_tiffs_are_read_or_named() {
    let sandbox = Sandbox::new();
    let sound = fixture("bad/truncated.tif");
    for seed in 0..MUTANTS {
        sandbox.write(&format!("in/{seed:03}.tif"), mutant(&sound, 1000 + seed));
    }
    check(&sandbox, "in", usize::try_from(MUTANTS).unwrap());
}

#[test]
fn every_file_that_broke_other_programs_is_read_or_named() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/real/hostile");
    if !folder.is_dir() {
        eprintln!("not tested: {} is not there", folder.display());
        return;
    }
    let sandbox = Sandbox::new();
    let files: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    let pdfs = files
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "pdf"))
        .count();
    check(&sandbox, folder.to_str().unwrap(), pdfs);
}
