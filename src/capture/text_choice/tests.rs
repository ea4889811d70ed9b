//! The choice on a labelled set of pages: made from the fixtures that have a sound text layer, each page drawn as a scan would show
//! it, with every kind of layer behind it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use expect_test::expect_file;

use super::*;
use crate::capture::pdf::{Content, Library, PdfFile, View};

mod sheet;

use sheet::{Font, Picture, Sheet, Sign, pdf};

/// What stands on a page, and how it looks.
struct Original {
    signs: Vec<Sign>,
    picture: Picture,
}

/// Pages of one kind: how they are made, and whether their layer is to be taken.
struct Kind {
    name: &'static str,
    is_good: bool,
    sheet: fn(&Original) -> Sheet,
}

const KINDS: [Kind; 36] = [
    Kind {
        name: "written by a program",
        is_good: true,
        sheet: |page| Sheet::shown(&page.signs),
    },
    Kind {
        name: "the same over tinted paper",
        is_good: true,
        sheet: |page| Sheet::shown(&page.signs).over(Picture::tint()),
    },
    Kind {
        name: "the same with a photograph",
        is_good: true,
        sheet: |page| Sheet::shown(&half(&page.signs)).over(Picture::photograph()),
    },
    Kind {
        name: "the same in English",
        is_good: true,
        sheet: |page| Sheet::shown(&in_words_of(&page.signs, ENGLISH)),
    },
    Kind {
        name: "the same in Finnish",
        is_good: true,
        sheet: |page| Sheet::shown(&in_words_of(&page.signs, FINNISH)),
    },
    Kind {
        name: "the same without å, ä, ö",
        is_good: false,
        sheet: |page| Sheet::shown(&changed(&page.signs, stripped)),
    },
    Kind {
        name: "its font states wrong letters",
        is_good: false,
        sheet: |page| Sheet::shown(&page.signs).in_font(Font::Shifted),
    },
    Kind {
        name: "its font states no letters",
        is_good: false,
        sheet: |page| Sheet::shown(&page.signs).in_font(Font::Private),
    },
    Kind {
        name: "its lower half is an image",
        is_good: false,
        sheet: |page| Sheet::shown(&half(&page.signs)).over(page.picture.below(middle(&page.signs))),
    },
    Kind {
        name: "scan, right layer",
        is_good: true,
        sheet: |page| Sheet::hidden(&page.signs).over(page.picture.clone()),
    },
    Kind {
        name: "scan, layer of a Swedish OCR",
        is_good: true,
        sheet: |page| Sheet::hidden(&every(&page.signs, 40, misread)).over(page.picture.clone()),
    },
    Kind {
        name: "scan, layer without å, ä, ö",
        is_good: false,
        sheet: |page| Sheet::hidden(&changed(&page.signs, stripped)).over(page.picture.clone()),
    },
    Kind {
        name: "scan, layer of an English OCR",
        is_good: false,
        sheet: |page| Sheet::hidden(&changed(&page.signs, read_as_english)).over(page.picture.clone()),
    },
    Kind {
        name: "scan, layer badly misread",
        is_good: false,
        sheet: |page| Sheet::hidden(&every(&page.signs, 3, misread)).over(page.picture.clone()),
    },
    Kind {
        name: "scan, layer of blanks",
        is_good: false,
        sheet: |page| Sheet::hidden(&changed(&page.signs, |_| " ".to_owned())).over(page.picture.clone()),
    },
    Kind {
        name: "scan, layer of half the page",
        is_good: false,
        sheet: |page| Sheet::hidden(&half(&page.signs)).over(page.picture.clone()),
    },
    Kind {
        name: "scan, a visible page number alone",
        is_good: false,
        sheet: |page| Sheet::shown(&page_number()).over(page.picture.clone()),
    },
    Kind {
        name: "the same lying on its side",
        is_good: true,
        sheet: |page| Sheet::shown(&page.signs).sideways(),
    },
    Kind {
        name: "every fourth word in a font that states wrong letters",
        is_good: false,
        sheet: |page| Sheet::shown(&page.signs).with_second_font(4, Font::Shifted),
    },
    Kind {
        name: "every tenth word in a font that states wrong letters",
        is_good: false,
        sheet: |page| Sheet::shown(&page.signs).with_second_font(10, Font::Shifted),
    },
    Kind {
        name: "every tenth word in a font that states no letters",
        is_good: false,
        sheet: |page| Sheet::shown(&page.signs).with_second_font(10, Font::Private),
    },
    Kind {
        name: "a second font that is right",
        is_good: true,
        sheet: |page| Sheet::shown(&page.signs).with_second_font(10, Font::Right),
    },
    Kind {
        name: "UTF-8 written as Latin-1",
        is_good: false,
        sheet: |page| Sheet::shown(&changed(&page.signs, utf8_as_latin1)),
    },
    Kind {
        name: "å, ä, ö as in ISO 646",
        is_good: false,
        sheet: |page| Sheet::shown(&changed(&page.signs, |text| replaced(text, ["}", "{", "|"]))),
    },
    Kind {
        name: "å, ä, ö of a DOS table",
        is_good: false,
        sheet: |page| {
            Sheet::shown(&changed(&page.signs, |text| {
                replaced(text, ["\u{86}", "\u{84}", "\u{94}"])
            }))
        },
    },
    Kind {
        name: "å, ä, ö with accents beside them",
        is_good: false,
        sheet: |page| Sheet::shown(&changed(&page.signs, |text| replaced(text, ["a°", "a¨", "o¨"]))),
    },
    Kind {
        name: "drawn as lines",
        is_good: false,
        sheet: |page| Sheet::shown(&[]).with_outlines(&page.signs),
    },
    Kind {
        name: "drawn as lines, with a page number as text",
        is_good: false,
        sheet: |page| Sheet::shown(&page_number()).with_outlines(&page.signs),
    },
    Kind {
        name: "its lower half drawn as lines",
        is_good: false,
        sheet: |page| Sheet::shown(&half(&page.signs)).with_outlines(&lower_half(&page.signs)),
    },
    Kind {
        name: "scan on its side, right layer",
        is_good: true,
        sheet: |page| Sheet::hidden(&page.signs).over(page.picture.clone()).sideways(),
    },
    Kind {
        name: "scan, right layer two points beside it",
        is_good: true,
        sheet: |page| Sheet::hidden(&placed(&page.signs, 1.0, 2.0)).over(page.picture.clone()),
    },
    Kind {
        name: "scan, right layer at half the scale",
        is_good: false,
        sheet: |page| Sheet::hidden(&placed(&page.signs, 0.5, 0.0)).over(page.picture.clone()),
    },
    Kind {
        name: "scan, a stamp of arrival",
        is_good: false,
        sheet: |page| Sheet::shown(&at_the_foot("Inkom 2023-05-02 Dnr KS 2023/118")).over(page.picture.clone()),
    },
    Kind {
        name: "scan, a foot of signing",
        is_good: false,
        sheet: |page| Sheet::shown(&at_the_foot(SIGNING)).over(page.picture.clone()),
    },
    Kind {
        name: "scan over right text",
        is_good: true,
        sheet: |page| Sheet::shown(&page.signs).under(page.picture.clone()),
    },
    Kind {
        name: "scan over badly misread text",
        is_good: false,
        sheet: |page| Sheet::shown(&every(&page.signs, 3, misread)).under(page.picture.clone()),
    },
];

const ENGLISH: &str = "The committee decides to approve the report on water supply and to forward it to the council for a final decision \
    later this year. Members asked whether the cost could be lowered, and the manager explained that prices have risen in all areas.";
const FINNISH: &str = "Lautakunta päättää hyväksyä selvityksen ja lähettää sen valtuuston käsiteltäväksi. Jäsenet kysyivät, voidaanko \
    kustannuksia alentaa, ja johtaja vastasi hintojen nousseen kaikilla alueilla kuluneen vuoden aikana.";

const SIGNING: &str = "Detta dokument är undertecknat med elektronisk legitimation av ordföranden, sekreteraren och justeraren den 2 maj 2023.";

/// A process can load it once.
static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::load().unwrap());

#[test]
fn on_pages_made_for_it() {
    let library = &*LIBRARY;
    let folder = tempfile::tempdir().unwrap();
    let originals = originals(library);
    let mut table = "| pages | cases | right | wrongly taken | wrongly read anew |\n|---|---|---|---|---|\n".to_owned();
    let (mut cases, mut right) = (0, 0);
    let mut wrong = String::new();
    for kind in &KINDS {
        let path = folder.path().join("pages.pdf");
        fs::write(&path, pdf(&originals.iter().map(kind.sheet).collect::<Vec<_>>())).unwrap();
        let file = library.open(&path, &[]).unwrap();
        let answers: Vec<(bool, String)> = (1..=file.page_count()).map(|number| choice(&file, number)).collect();
        let failures: Vec<_> = answers.iter().filter(|(taken, _)| *taken != kind.is_good).collect();
        let (taken, anew) = if kind.is_good {
            (0, failures.len())
        } else {
            (failures.len(), 0)
        };
        cases += answers.len();
        right += answers.len() - failures.len();
        writeln!(
            table,
            "| {} | {} | {} | {taken} | {anew} |",
            kind.name,
            answers.len(),
            answers.len() - failures.len()
        )
        .unwrap();
        failures
            .iter()
            .for_each(|(_, reason)| writeln!(wrong, "{}: {reason}", kind.name).unwrap());
    }
    let share = right as f64 / cases as f64;
    writeln!(table, "| all | {cases} | {right} | {:.1} % right ||", share * 100.0).unwrap();
    assert!(share >= 0.99, "{table}{wrong}");
    expect_file!["../../../tests/golden/text-layer.md"].assert_eq(&table);
}

/// Scans that people made, by what stands on them: a layer of a Swedish OCR that is sound, or none.
#[test]
fn on_real_scans() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/real/scans");
    if !folder.is_dir() {
        eprintln!("not tested: {} is not there", folder.display());
        return;
    }
    let library = &*LIBRARY;
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (mut taken, mut anew) = (0, 0);
    for path in files.filter(|path| path.extension().is_some_and(|ending| ending == "pdf")) {
        let file = library.open(&path, &[]).unwrap();
        for number in 1..=file.page_count() {
            match choice(&file, number).0 {
                true => taken += 1,
                false => anew += 1,
            }
        }
    }
    // One of the five was read by a Swedish OCR, and read well, on all of its eight pages; the others have no layer.
    assert_eq!((taken, anew), (8, 19));
}

/// Whether the layer of a page is taken, and why.
fn choice(file: &PdfFile<'_>, number: u32) -> (bool, String) {
    match file.content(number, view(TextLayer::Auto)).unwrap() {
        Content::Text { reason, .. } => (true, reason),
        Content::Image { reason, .. } => (false, reason),
        Content::TooLarge { .. } => panic!("page {number} is small"),
    }
}

fn view(text_layer: TextLayer) -> View {
    View {
        text_layer,
        dpi: sheet::DPI,
        most_pixels: 100_000_000,
    }
}

/// The pages of the fixtures that a program wrote, those with enough words to be judged.
fn originals(library: &Library) -> Vec<Original> {
    let names = [
        "alvmora-servicenamnden_2022-03-17",
        "kvarnaker-kommunfullmaktige_2023-05-22",
        "slattmarken-direktionen_2024-09-19",
    ];
    let mut originals = Vec::new();
    for name in names {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/protocols/{name}.pdf"));
        let file = library.open(&path, &[]).unwrap();
        for number in 1..=file.page_count() {
            let Content::Text { words, .. } = file.content(number, view(TextLayer::Keep)).unwrap() else {
                panic!("{name} was written by a program");
            };
            let Content::Image { image, .. } = file.content(number, view(TextLayer::Ignore)).unwrap() else {
                panic!("{name} can be drawn");
            };
            if words.len() >= 60 {
                originals.push(Original {
                    signs: words.iter().map(Sign::of).collect(),
                    picture: Picture::of(&image),
                });
            }
        }
    }
    originals
}

fn changed(signs: &[Sign], change: fn(&str) -> String) -> Vec<Sign> {
    every(signs, 1, change)
}

/// Changes every nth sign.
fn every(signs: &[Sign], nth: usize, change: fn(&str) -> String) -> Vec<Sign> {
    let change = |(index, sign): (usize, &Sign)| Sign {
        text: if index % nth == 0 {
            change(&sign.text)
        } else {
            sign.text.clone()
        },
        ..*sign
    };
    signs.iter().enumerate().map(change).collect()
}

/// Other words in the places of these.
fn in_words_of(signs: &[Sign], text: &str) -> Vec<Sign> {
    let words = text.split_whitespace().cycle();
    let replace = |(sign, word): (&Sign, &str)| Sign {
        text: word.to_owned(),
        ..*sign
    };
    signs.iter().zip(words).map(replace).collect()
}

/// The words of the upper half, as many as there are below.
fn half(signs: &[Sign]) -> Vec<Sign> {
    let middle = middle(signs);
    signs.iter().filter(|sign| sign.y > middle).cloned().collect()
}

/// The height above the foot of the page over which half of the words stand.
fn middle(signs: &[Sign]) -> f32 {
    let mut heights: Vec<f32> = signs.iter().map(|sign| sign.y).collect();
    heights.sort_by(f32::total_cmp);
    heights[heights.len() / 2]
}

/// The other words.
fn lower_half(signs: &[Sign]) -> Vec<Sign> {
    let middle = middle(signs);
    signs.iter().filter(|sign| sign.y <= middle).cloned().collect()
}

/// At another scale, and so many points beside.
fn placed(signs: &[Sign], scale: f32, beside: f32) -> Vec<Sign> {
    let place = |sign: &Sign| Sign {
        text: sign.text.clone(),
        x: sign.x * scale + beside,
        y: sign.y * scale + beside,
        size: sign.size * scale,
        width: sign.width * scale,
    };
    signs.iter().map(place).collect()
}

fn page_number() -> Vec<Sign> {
    at_the_foot("Sida 3 av 9")
}

/// A line at the foot of the page.
fn at_the_foot(text: &str) -> Vec<Sign> {
    let mut x = 40.0;
    let word = |text: &str| {
        let width = 4.5 * text.chars().count() as f32;
        let sign = Sign {
            text: text.to_owned(),
            x,
            y: 20.0,
            size: 9.0,
            width,
        };
        x += width + 3.0;
        sign
    };
    text.split(' ').map(word).collect()
}

/// With other signs in the places of å, ä and ö.
fn replaced(text: &str, [ring, dots, round]: [&str; 3]) -> String {
    text.replace('å', ring).replace('ä', dots).replace('ö', round)
}

fn utf8_as_latin1(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

fn stripped(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            'å' | 'ä' => 'a',
            'Å' | 'Ä' => 'A',
            'ö' => 'o',
            'Ö' => 'O',
            other => other,
        })
        .collect()
}

/// As Tesseract's `eng` reads Swedish: which letters it writes depends on the letters around.
fn read_as_english(text: &str) -> String {
    let mut previous = ' ';
    text.chars()
        .map(|letter| {
            let odd = u32::from(previous) % 2 == 1;
            previous = letter;
            match letter {
                'å' => 'a',
                'ä' => {
                    if odd {
                        'i'
                    } else {
                        'a'
                    }
                }
                'ö' => {
                    if odd {
                        'é'
                    } else {
                        '6'
                    }
                }
                'Å' | 'Ä' => 'A',
                'Ö' => 'O',
                other => other,
            }
        })
        .collect()
}

/// A word with two of its letters read as others.
fn misread(text: &str) -> String {
    text.chars()
        .enumerate()
        .map(|(index, letter)| match (index % 3, letter) {
            (1, 'e') => 'c',
            (1, 'n') => 'u',
            (1, 'i' | 'l') => '|',
            (1, 'a') => 'z',
            (1, letter) if letter.is_lowercase() => 'x',
            (_, letter) => letter,
        })
        .collect()
}
