//! A page image to a page: which way is up, whether the image must be cleaned, and what the words are worth.

use std::rc::Rc;

use super::ballot_rows;
use super::bullets;
use super::dashes;
use super::ink::{self, Grey, Ink, Levels};
use super::leptonica::{Pix, Undecodable};
use super::missed_lines;
use super::ocr::{self, Engine, OcrError};
use super::paper;
use super::pdf::POINTS_PER_INCH;
use super::second_reading;
use super::stops;
use super::strokes;
use super::text_layer::Area;
use crate::error::SourceFault;
use crate::scan::{BoundingBox, Page, TextFrom, Warning, WarningCode, Word};

/// Words of which this share of the characters is sure need no second look.
const TRUSTWORTHY: f32 = 0.75;

/// An image of a page as a viewer shows it.
pub struct PageImage {
    /// Black and white, or grey.
    pub image: Pix,
    /// Resolution in dots per inch.
    pub dpi: u32,
    /// Why the page is read by OCR.
    pub reason: String,
    /// What happened when the image was made.
    pub warnings: Vec<Warning>,
}

impl PageImage {
    /// With half of its resolution, where that is still enough to read it.
    pub fn coarser(self) -> Self {
        /// Below this small print cannot be read any more.
        const LEAST_DPI: u32 = 150;
        if self.dpi / 2 < LEAST_DPI {
            return self;
        }
        match self.image.within(self.image.width().max(self.image.height()) / 2) {
            Ok(image) => Self {
                image,
                dpi: self.dpi / 2,
                ..self
            },
            Err(Undecodable) => self,
        }
    }
}

/// Why an image could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadingFault {
    /// A model is missing.
    #[error(transparent)]
    Source(#[from] SourceFault),
    /// The image is damaged, or there is no memory for it.
    #[error(transparent)]
    Undecodable(#[from] Undecodable),
    /// The engine failed.
    #[error(transparent)]
    Ocr(#[from] OcrError),
}

/// One attempt at a page.
struct Attempt {
    words: Vec<Word>,
    /// The image as it was read.
    image: Rc<Pix>,
    quarters: u8,
}

impl Attempt {
    fn new(engine: &Engine, image: Rc<Pix>, dpi: u32, quarters: u8) -> Result<Self, ReadingFault> {
        Ok(Self {
            words: engine.read(&image, dpi)?,
            image,
            quarters,
        })
    }

    /// The mean confidence of the characters.
    fn confidence(&self) -> f32 {
        let characters: f32 = self.words.iter().map(length).sum();
        self.sure_characters() / characters.max(1.0)
    }

    /// False where the page may lie another way, or its paper may be too dark.
    fn is_trustworthy(&self) -> bool {
        !self.words.is_empty() && self.confidence() >= TRUSTWORTHY && !self.runs_sideways()
    }

    /// Whether so many upright words were read that they are none of specks, though not surely.
    fn shows_text(&self) -> bool {
        const LEAST_WORDS: usize = 30;
        const LEAST_SURE: f32 = 0.55;
        self.words.len() >= LEAST_WORDS && self.confidence() >= LEAST_SURE && !self.runs_sideways()
    }

    /// How many characters were read, each counted as much as it is sure.
    fn sure_characters(&self) -> f32 {
        self.words
            .iter()
            .map(|word| length(word) * word.confidence.unwrap_or(0.0))
            .sum()
    }

    /// True where this attempt at the same page is to be kept instead of the other. What is read where nothing was read
    /// before must be sure: specks on an empty page look like letters too.
    fn is_better_than(&self, other: &Self) -> bool {
        match (self.is_trustworthy(), other.words.is_empty() || other.runs_sideways()) {
            (trustworthy, true) => trustworthy || self.shows_text(),
            (_, false) => self.sure_characters() > other.sure_characters(),
        }
    }

    /// True where most of the longer words are taller than wide: the engine has read lines that run up or down.
    fn runs_sideways(&self) -> bool {
        let long = self.words.iter().filter(|word| length(word) >= 4.0);
        let boxes: Vec<_> = long.filter_map(|word| word.bbox).collect();
        let tall = boxes.iter().filter(|b| b.height() > b.width()).count();
        tall * 2 > boxes.len()
    }
}

fn length(word: &Word) -> f32 {
    word.text.chars().count() as f32
}

/// Reads the words of a page image, turned upright. `progress` is told after each attempt that is not the last.
pub fn read(engine: &mut Engine, number: u32, page: PageImage, progress: &dyn Fn()) -> Result<Page, ReadingFault> {
    let PageImage {
        image,
        dpi,
        reason,
        mut warnings,
    } = page;
    let mut image = image.into_grey()?;
    let mut cleaned = false;
    // An image too small for the window of the threshold stays as it is.
    if needs_cleaning(&image)
        && let Ok(binarised) = image.binarised()
    {
        image = binarised;
        cleaned = true;
    }
    let image = Rc::new(image);
    let mut best = Attempt::new(engine, Rc::clone(&image), dpi, 0)?;
    progress();
    if !best.is_trustworthy() {
        best = best_turned(engine, &image, dpi, best)?;
    }
    if !best.is_trustworthy()
        && image.depth() == 8
        && let Ok(cleared) = cleared(&image)
    {
        progress();
        let again = Attempt::new(engine, Rc::new(cleared.turned(best.quarters)?), dpi, best.quarters)?;
        cleaned = again.is_better_than(&best);
        best = if cleaned { again } else { best };
    }
    let reason = if cleaned {
        format!("{reason}; its shaded or grainy paper was cleaned")
    } else {
        reason
    };
    let ink = ink_of(&best.image, dpi);
    if let Some(ink) = &ink {
        let areas: Vec<Area> = best.words.iter().filter_map(|word| area(word, dpi)).collect();
        let missed = missed_lines::read(engine, (&best.image, dpi), ink, &best.words, &areas)?;
        best.words.extend(missed);
    }
    ballot_rows::read_anew(engine, (&best.image, dpi), &mut best.words)?;
    second_reading::read(engine, (&best.image, dpi), &mut best.words)?;
    warnings.extend(doubts(number, &best));
    warnings.extend(ink.as_ref().and_then(|ink| missed_text(number, ink, dpi, &best.words)));
    let strokes = ink.map_or_else(Vec::new, |ink| strokes_without_words(ink, dpi, &best.words));
    bullets::name(&best.image, &mut best.words);
    stops::restore(&best.image, &mut best.words);
    let dashes = dashes::dashes(&best.image, &best.words);
    Ok(Page {
        number,
        width: best.image.width(),
        height: best.image.height(),
        dpi,
        rotation: u16::from(best.quarters) * 90,
        text_from: TextFrom::Ocr,
        text_from_reason: reason,
        engine: ocr::engine_version(),
        model: engine.model.clone(),
        words: best.words,
        strokes,
        dashes,
        warnings,
    })
}

/// Reads the page turned as its orientation asks, and keeps what was read with more confidence.
fn best_turned(engine: &mut Engine, image: &Rc<Pix>, dpi: u32, upright: Attempt) -> Result<Attempt, ReadingFault> {
    let Some(orientation) = engine.orientation(image, dpi)? else {
        return Ok(upright);
    };
    if orientation.quarters == 0 {
        return Ok(upright);
    }
    let turned = Rc::new(image.turned(orientation.quarters)?);
    let turned = Attempt::new(engine, turned, dpi, orientation.quarters)?;
    Ok(if turned.is_better_than(&upright) {
        turned
    } else {
        upright
    })
}

fn needs_cleaning(image: &Pix) -> bool {
    let (width, height) = (image.width() as usize, image.height() as usize);
    let row = |y: usize| image.row(u32::try_from(y).unwrap_or(0)).collect();
    image.depth() == 8 && paper::examine(width, height, row).needs_cleaning()
}

/// The image with black ink on white paper. Where its ink is pale, one range of grey does for the whole page: a local threshold makes ink of
/// the grain, and the engine's own, on a page of little text, of most of the paper.
fn cleared(image: &Pix) -> Result<Pix, Undecodable> {
    let levels = |image: &Pix| Levels::of((0..image.height()).flat_map(|y| image.row(y)));
    if !levels(image).are_pale() {
        return image.binarised();
    }
    let blurred = image.blurred()?;
    let levels = levels(&blurred).without_grain();
    blurred.with_values(|value| levels.stretched(value))
}

/// The ink of the image as it was read.
fn ink_of(image: &Pix, dpi: u32) -> Option<Ink> {
    let long_side = u64::from(image.width().max(image.height())) * u64::from(ink::DPI) / u64::from(dpi.max(1));
    let small = image.within(u32::try_from(long_side).ok()?.max(1)).ok()?;
    Some(Ink::of(&Grey::of(&small).in_contrast()))
}

/// Where a word stands, in points.
fn area(word: &Word, dpi: u32) -> Option<Area> {
    let points = |pixels: u32| pixels as f32 * POINTS_PER_INCH / dpi.max(1) as f32;
    word.bbox.map(|b| Area {
        x0: points(b.x0),
        y0: points(b.y0),
        x1: points(b.x1),
        y1: points(b.y1),
    })
}

/// Looks for lines of text on the image of which nothing was read.
fn missed_text(number: u32, ink: &Ink, dpi: u32, words: &[Word]) -> Option<Warning> {
    let text = ink::shown_text(ink, words.iter().filter_map(|word| area(word, dpi)));
    text.lacks_lines().then(|| Warning {
        code: WarningCode::TextMissed,
        message: format!(
            "{} % of what looks like text on the page was not read: compare it with the page",
            text.share_without()
        ),
        page: Some(number),
    })
}

/// The ink that was not read as words. A signature is often read as a word, but as a high one, and never surely.
fn strokes_without_words(ink: Ink, dpi: u32, words: &[Word]) -> Vec<BoundingBox> {
    /// A word of this confidence is one, and one as high as others needs no more than the second.
    const SURE: f32 = 0.75;
    const SURE_IN_HEIGHT: f32 = 0.3;
    let mut heights: Vec<u32> = words
        .iter()
        .filter_map(|word| word.bbox)
        .map(BoundingBox::height)
        .collect();
    heights.sort_unstable();
    let usual = heights.get(heights.len() / 2).copied().unwrap_or(0);
    let is_read = |word: &&Word| {
        let high = word.bbox.is_some_and(|bbox| 2 * bbox.height() > 3 * usual);
        let needed = if high { SURE } else { SURE_IN_HEIGHT };
        word.text.contains(char::is_alphanumeric) && word.confidence.is_none_or(|confidence| confidence >= needed)
    };
    let read = words.iter().filter(is_read).filter_map(|word| area(word, dpi));
    let found = strokes::strokes(ink, read);
    found.into_iter().map(|area| area.in_pixels(dpi)).collect()
}

fn doubts(number: u32, attempt: &Attempt) -> Option<Warning> {
    if attempt.words.is_empty() {
        return Some(super::empty_page_warning(
            number,
            "the OCR engine found no words on its image",
        ));
    }
    let confidence = attempt.confidence();
    (confidence < TRUSTWORTHY).then(|| Warning {
        code: WarningCode::LowConfidence,
        message: format!(
            "the words were read with a confidence of {:.0} % only: compare them with the page",
            confidence * 100.0
        ),
        page: Some(number),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pale_ink_is_black_on_white_paper_without_grain() {
        const SIDE: u32 = 60;
        let rows: Vec<u8> = (0..SIDE * SIDE)
            .map(|at| {
                let (x, y) = (at % SIDE, at / SIDE);
                let ink = (20..40).contains(&y) && (20..24).contains(&x);
                let grain = u8::try_from((x * 7 + y * 13) % 9).unwrap();
                if ink { 200 } else { 225 + grain }
            })
            .collect();
        let image = Pix::from_rows((SIDE, SIDE), &rows, SIDE as usize, |row, x| row[x]).unwrap();
        let cleared = cleared(&image).unwrap();
        let row: Vec<u8> = cleared.row(30).collect();
        assert!(row[21] < 60 && row[22] < 60, "{row:?}");
        assert!(row[..18].iter().chain(&row[26..]).all(|paper| *paper > 150), "{row:?}");
    }
}
