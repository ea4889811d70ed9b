//! Fuzz targets: whatever stands in a text or a scan, reading it does not panic. `make fuzz` reads more of them than
//! `make test`. What it finds is written to `fuzz.regressions` beside this file, and read first from then on: commit it.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use paragraf::capture::plain_text;
use paragraf::scan::{BoundingBox, Page, Scan, SourceFile, TextFrom, Word};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

/// Words that rules look for, and what OCR and bad files make of them.
const PIECES: &[&str] = &[
    "§",
    "§ 12",
    "§12",
    "§ 9999",
    "Dnr",
    "KS 2023/118",
    "2021/25-2.2.0.1",
    "Beslut",
    "Beslut:",
    "Beslutsunderlag",
    "Kommunstyrelsens beslut",
    "Kommunfullmäktige",
    "föreslår",
    "beslutar",
    "att",
    "Summa",
    "Totalt",
    "1 065 400",
    "-186",
    "327",
    "36,4 %",
    "(186)",
    "tkr",
    "–",
    "|",
    "Ja",
    "Nej",
    "JA",
    "NEJ",
    "X",
    "Anna Berg (S)",
    "Bo Ek, m,",
    "Närvarande",
    "Ordförande",
    "Justerare",
    "Plats och tid",
    "kl 13.00–",
    "2021-12-16",
    "den 31 februari 2021",
    "30/2 99",
    "Sida 3 av 2",
    "1(",
    ")",
    "Bilaga 1",
    "Reserverar sig",
    "yrkar",
    "Jäv",
    "Omröstning",
    "25 ja-röster",
    "\u{ad}",
    "för-",
    "SHA-256",
    "0123456789abcdef0123456789abcdef",
    "\u{301}",
    "İ",
    "ß",
    "🙂",
    "\u{200b}",
    "á\u{328}",
    "1.065.400",
    "000",
    "999999999999999999999",
    ":",
    "...",
    "e",
    "•",
    "1.",
    "a)",
    "forts.",
    "Expedieras till",
    "Anslag",
    "\u{c}",
];

/// The true texts of the fixtures, to damage.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/truth");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
});

fn scan(pages: Vec<Page>) -> Scan {
    let source = SourceFile {
        path: "fuzz".to_owned(),
        media_type: "text/plain".to_owned(),
        bytes: 0,
        sha256: "0".repeat(64),
        pages: pages.len() as u32,
    };
    Scan {
        source,
        pages,
        warnings: Vec::new(),
    }
}

fn read_text(bytes: &[u8]) {
    paragraf::read(&scan(plain_text::pages(bytes)));
}

/// A word of a protocol, or any.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{1,12}",
        2 => "[0-9]{1,4}",
        2 => "[A-ZÅÄÖa-zåäö]{1,14}",
    ]
}

/// Lines of words with one space between, or more as between columns.
fn lines() -> impl Strategy<Value = String> {
    let line = vec((piece(), prop::sample::select(&[" ", "  ", "      "][..])), 0..9);
    vec(line, 0..60).prop_map(|lines| {
        let line = |line: Vec<(String, &str)>| line.into_iter().map(|(word, gap)| word + gap).collect::<String>();
        lines.into_iter().map(line).collect::<Vec<_>>().join("\n")
    })
}

/// What may happen to a line of a text.
#[derive(Debug, Clone)]
enum Damage {
    Drop(prop::sample::Index),
    Repeat(prop::sample::Index, usize),
    Swap(prop::sample::Index, prop::sample::Index),
    Cut(prop::sample::Index, usize),
    Insert(prop::sample::Index, String),
}

fn damage() -> impl Strategy<Value = Damage> {
    let line = any::<prop::sample::Index>;
    prop_oneof![
        line().prop_map(Damage::Drop),
        (line(), 1_usize..30).prop_map(|(line, times)| Damage::Repeat(line, times)),
        (line(), line()).prop_map(|(a, b)| Damage::Swap(a, b)),
        (line(), 0_usize..40).prop_map(|(line, length)| Damage::Cut(line, length)),
        (line(), piece()).prop_map(|(line, piece)| Damage::Insert(line, piece)),
    ]
}

fn damaged(text: &str, damages: &[Damage]) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for damage in damages {
        if lines.is_empty() {
            break;
        }
        let count = lines.len();
        match damage {
            Damage::Drop(line) => drop(lines.remove(line.index(count))),
            Damage::Repeat(line, times) => {
                let line = line.index(count);
                let again = vec![lines[line].clone(); *times];
                lines.splice(line..line, again);
            }
            Damage::Swap(a, b) => lines.swap(a.index(count), b.index(count)),
            Damage::Cut(line, length) => {
                let line = line.index(count);
                lines[line] = lines[line].chars().take(*length).collect();
            }
            Damage::Insert(line, piece) => {
                let line = line.index(count);
                lines[line] = format!("{piece} {}", lines[line]);
            }
        }
    }
    lines.join("\n")
}

/// A word anywhere on a page, in a box that may be empty or lie outside.
fn word() -> impl Strategy<Value = Word> {
    let edge = || prop_oneof![8 => 0_u32..2500, 1 => 0_u32..100_000];
    let bbox = option::weighted(0.95, (edge(), edge(), 0_u32..400, 0_u32..60));
    (
        piece(),
        bbox,
        1_u32..60,
        1_u32..9,
        option::of(0_u32..200),
        option::of(0.0_f32..=1.0),
    )
        .prop_map(|(text, bbox, line, block, column, confidence)| {
            let bbox = bbox.map(|(x0, y0, width, height)| BoundingBox {
                x0,
                y0,
                x1: x0 + width,
                y1: y0 + height,
            });
            Word {
                text: text.split_whitespace().next().unwrap_or("x").to_owned(),
                bbox,
                line,
                block,
                column,
                confidence,
                second: None,
            }
        })
}

fn page() -> impl Strategy<Value = Page> {
    (vec(word(), 0..120), any::<bool>(), 0_u32..3000, 0_u32..3000).prop_map(|(mut words, sorted, width, height)| {
        if sorted {
            words.sort_by_key(|word| (word.line, word.bbox.map(|bbox| bbox.x0)));
        }
        Page {
            number: 1,
            width,
            height,
            dpi: 300,
            rotation: 0,
            text_from: TextFrom::Ocr,
            text_from_reason: String::new(),
            engine: "fuzz".to_owned(),
            model: String::new(),
            words,
            strokes: Vec::new(),
            dashes: Vec::new(),
            warnings: Vec::new(),
        }
    })
}

fn pages() -> impl Strategy<Value = Vec<Page>> {
    vec(page(), 0..4).prop_map(|mut pages| {
        for (page, number) in pages.iter_mut().zip(1..) {
            page.number = number;
        }
        pages
    })
}

/// The number of cases comes from `PROPTEST_CASES`.
fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_are_read(bytes in vec(any::<u8>(), 0..600)) {
        read_text(&bytes);
    }

    #[test]
    fn any_lines_are_read(text in lines()) {
        read_text(text.as_bytes());
    }

    #[test]
    fn damaged_protocols_are_read(text in any::<prop::sample::Index>(), damages in vec(damage(), 1..25)) {
        read_text(damaged(&TEXTS[text.index(TEXTS.len())], &damages).as_bytes());
    }

    #[test]
    fn any_scan_is_read(pages in pages()) {
        let scan = scan(pages);
        let record = paragraf::read(&scan);
        prop_assert_eq!(record.pages.len(), scan.pages.len());
    }
}
