//! Page image to words, by Tesseract. The only file that knows tesseract-rs.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};
use tesseract_rs::{TessPageSegMode, TesseractAPI, TesseractError};
use unicode_normalization::UnicodeNormalization;

use super::leptonica::Pix;
use super::page_image::ReadingFault;
use crate::error::SourceFault;
use crate::installation;
use crate::scan::{BoundingBox, Word};

/// Tesseract with a language model, ready to read pages.
pub struct Engine {
    api: TesseractAPI,
    /// Loaded when the first page is doubtful: most documents need none.
    orientation: Option<TesseractAPI>,
    /// The name of the model for second readings, where there is one.
    second_model: Option<&'static str>,
    /// Loaded when the first word is doubtful, which takes as long as a twentieth of a page.
    second: Option<TesseractAPI>,
    /// The models and their checksums, as in [`crate::scan::Page::model`].
    pub model: String,
}

/// Tesseract gave nothing, for an inner reason that it does not tell.
#[derive(Debug, thiserror::Error)]
#[error("the OCR engine failed: {0}")]
pub struct OcrError(#[from] TesseractError);

/// Which way a page lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Orientation {
    /// Quarters of a circle by which the page must be turned clockwise to be upright.
    pub quarters: u8,
    /// How sure that is: the log of the ratio to the next best way; above 2 it is mostly right.
    pub confidence: f32,
}

/// `tesseract` and its version.
pub fn engine_version() -> String {
    format!("tesseract {}", TesseractAPI::version())
}

/// A model, and the one that reads its doubtful words once more: Debian's Swedish network was trained apart from the Latin one, on which
/// ours rests, and errs elsewhere. Whoever names another model is to see what that one reads.
const FIRST_AND_SECOND: (&str, &str) = ("paragraf", "swe");

/// The model for second readings beside another, where it is installed.
fn second_model(model: &str) -> Option<&'static str> {
    let (first, second) = FIRST_AND_SECOND;
    (model == first && installation::tessdata_folder(second).is_ok()).then_some(second)
}

/// The name of a model and the start of the SHA-256 of its file, and the same of the one for second readings:
/// `paragraf 1f0a9c3b77d2 + swe 5a0b1c2d3e4f`.
///
/// # Errors
/// [`SourceFault::MissingPart`].
pub fn model_identity(model: &str) -> Result<String, SourceFault> {
    let first = file_identity(model)?;
    match second_model(model) {
        Some(second) => Ok(format!("{first} + {}", file_identity(second)?)),
        None => Ok(first),
    }
}

fn file_identity(model: &str) -> Result<String, SourceFault> {
    let file = installation::tessdata_folder(model)?.join(format!("{model}.traineddata"));
    let content = fs::read(&file).map_err(|error| SourceFault::MissingPart {
        part: format!("the OCR model {model}"),
        looked: format!("{}: {error}", file.display()),
    })?;
    let digest = hex::encode(Sha256::digest(&content));
    Ok(format!("{model} {}", &digest[..12]))
}

impl Engine {
    /// Loads a model.
    ///
    /// # Errors
    /// [`SourceFault::MissingPart`] where the model is missing or cannot be loaded.
    pub fn new(model: &str) -> Result<Self, SourceFault> {
        let identity = model_identity(model)?;
        let api = load(model, TessPageSegMode::PSM_AUTO)?;
        Ok(Self {
            api,
            orientation: None,
            second_model: second_model(model),
            second: None,
            model: identity,
        })
    }

    /// The words of an upright page image in reading order.
    pub fn read(&self, image: &Pix, dpi: u32) -> Result<Vec<Word>, OcrError> {
        show(&self.api, image, dpi)?;
        let table = self.api.get_tsv_text(0);
        self.api.clear()?;
        Ok(parse_tsv(&table?))
    }

    /// The words in parts of an upright page image, each a line of text, and no more; the lines are counted on from `first`.
    pub fn read_lines(&self, image: &Pix, dpi: u32, parts: &[BoundingBox], first: u32) -> Result<Vec<Word>, OcrError> {
        self.api.set_page_seg_mode(TessPageSegMode::PSM_SINGLE_LINE)?;
        let found = read_parts(&self.api, image, dpi, parts);
        self.api.clear()?;
        self.api.set_page_seg_mode(TessPageSegMode::PSM_AUTO)?;
        let mut words = found?;
        for (number, line) in (first..).zip(&mut words) {
            for word in line {
                word.line = number;
                word.block = number;
            }
        }
        Ok(words.into_iter().flatten().collect())
    }

    /// What the model for second readings reads in parts of an upright page image, each a word; nothing where there is no such model.
    ///
    /// # Errors
    /// [`SourceFault::MissingPart`] where the model cannot be loaded, and what goes wrong within the engine.
    pub fn read_again(&mut self, image: &Pix, dpi: u32, parts: &[BoundingBox]) -> Result<Vec<Vec<Word>>, ReadingFault> {
        let Some(model) = self.second_model.filter(|_| !parts.is_empty()) else {
            return Ok(Vec::new());
        };
        let api = match &mut self.second {
            Some(api) => api,
            none => {
                let api = load(model, TessPageSegMode::PSM_SINGLE_WORD)?;
                // Words that it is not sure of would be read once more as white on black.
                api.set_variable("tessedit_do_invert", "0").map_err(OcrError)?;
                none.insert(api)
            }
        };
        let found = read_parts(api, image, dpi, parts);
        api.clear().map_err(OcrError)?;
        Ok(found?)
    }

    /// Which way the page lies; nothing where there is too little text to tell.
    ///
    /// # Errors
    /// [`SourceFault::MissingPart`] where the model for it is missing.
    pub fn orientation(&mut self, image: &Pix, dpi: u32) -> Result<Option<Orientation>, SourceFault> {
        let api = match self.orientation.take() {
            Some(api) => api,
            None => load("osd", TessPageSegMode::PSM_OSD_ONLY)?,
        };
        let found = show(&api, image, dpi).and_then(|()| Ok(api.detect_os()?)).ok();
        self.orientation = Some(api);
        Ok(found.map(|(degrees, confidence, _, _)| Orientation {
            // Tesseract says by how much the page was turned clockwise; it must go on for the rest of the circle.
            quarters: u8::try_from((-degrees).rem_euclid(360) / 90).unwrap_or(0),
            confidence,
        }))
    }
}

fn load(model: &str, mode: TessPageSegMode) -> Result<TesseractAPI, SourceFault> {
    const DEFAULT_ENGINE: i32 = 3;
    let folder = installation::tessdata_folder(model)?;
    let unusable = |folder: &Path| SourceFault::MissingPart {
        part: format!("a usable OCR model {model}"),
        looked: folder.display().to_string(),
    };
    let path = folder.to_str().ok_or_else(|| unusable(&folder))?;
    let api = TesseractAPI::new();
    api.init_2(path, model, DEFAULT_ENGINE)
        .and_then(|()| api.set_page_seg_mode(mode))
        .map_err(|_| unusable(&folder))?;
    Ok(api)
}

fn read_parts(api: &TesseractAPI, image: &Pix, dpi: u32, parts: &[BoundingBox]) -> Result<Vec<Vec<Word>>, OcrError> {
    show(api, image, dpi)?;
    let pixels = |value: u32| i32::try_from(value).unwrap_or(i32::MAX);
    let mut read = Vec::new();
    for part in parts {
        api.set_rectangle(
            pixels(part.x0),
            pixels(part.y0),
            pixels(part.width()),
            pixels(part.height()),
        )?;
        read.push(parse_tsv(&api.get_tsv_text(0)?));
    }
    Ok(read)
}

fn show(api: &TesseractAPI, image: &Pix, dpi: u32) -> Result<(), OcrError> {
    api.set_image_2(image.as_tesseract())?;
    api.set_source_resolution(i32::try_from(dpi).unwrap_or(0))?;
    Ok(())
}

/// Reads Tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
fn parse_tsv(table: &str) -> Vec<Word> {
    const WORD_LEVEL: &str = "5";
    let mut words = Vec::new();
    let mut line_number = 0;
    let mut line_name = ("", "", "");
    for row in table.lines() {
        let cells: Vec<&str> = row.splitn(12, '\t').collect();
        let [
            WORD_LEVEL,
            _,
            block,
            paragraph,
            line,
            _,
            left,
            top,
            width,
            height,
            confidence,
            text,
        ] = cells[..]
        else {
            continue;
        };
        let text: String = text.trim().nfc().collect();
        if text.is_empty() {
            continue;
        }
        if line_name != (block, paragraph, line) {
            line_name = (block, paragraph, line);
            line_number += 1;
        }
        let number = |cell: &str| cell.parse::<u32>().unwrap_or(0);
        let (x0, y0) = (number(left), number(top));
        words.push(Word {
            text,
            bbox: Some(BoundingBox {
                x0,
                y0,
                x1: x0 + number(width),
                y1: y0 + number(height),
            }),
            line: line_number,
            block: number(block),
            column: None,
            confidence: confidence.parse::<f32>().ok().map(unit_confidence),
            second: None,
        });
    }
    words
}

/// Per cent to a share with four decimals, which is more than it is worth.
fn unit_confidence(per_cent: f32) -> f32 {
    (per_cent * 100.0).round().clamp(0.0, 10_000.0) / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_becomes_words_with_lines_counted_over_the_page() {
        let table = "1\t1\t0\t0\t0\t0\t0\t0\t100\t200\t-1\t\n\
                     5\t1\t1\t1\t1\t1\t10\t20\t30\t40\t96.337\t§\n\
                     5\t1\t1\t1\t1\t2\t50\t20\t30\t40\t91\tA\u{308}r\n\
                     5\t1\t1\t2\t1\t1\t10\t70\t30\t40\t12.5\t \n\
                     5\t1\t3\t1\t1\t1\t10\t70\t30\t40\t12.5\tslut\n";
        let words = parse_tsv(table);
        let shown: Vec<_> = words
            .iter()
            .map(|w| (w.text.as_str(), w.line, w.block, w.confidence))
            .collect();
        assert_eq!(
            shown,
            [
                ("§", 1, 1, Some(0.9634)),
                ("Är", 1, 1, Some(0.91)),
                ("slut", 2, 3, Some(0.125))
            ]
        );
        assert_eq!(words[0].bbox.map(<[u32; 4]>::from), Some([10, 20, 40, 60]));
    }

    #[test]
    fn the_identity_names_the_model_for_second_readings() {
        let names = |identity: &str| -> Vec<String> {
            let models = identity.split(" + ").map(|model| model.split(' ').next());
            models.flatten().map(str::to_owned).collect()
        };
        assert_eq!(names(&model_identity("paragraf").unwrap()), ["paragraf", "swe"]);
        assert_eq!(names(&model_identity("swe").unwrap()), ["swe"]);
    }

    #[test]
    fn a_missing_model_is_named() {
        let fault = Engine::new("nynorn").err().unwrap();
        assert_eq!(fault.code(), "missing-part");
    }
}
