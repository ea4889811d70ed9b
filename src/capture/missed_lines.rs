//! A second look at what the engine passed over: it leaves out short lines that stand alone, such as the number of an item in the
//! margin or a heading, though it can read them.

use super::ink::{self, Ink};
use super::leptonica::Pix;
use super::ocr::{Engine, OcrError};
use super::text_layer::Area;
use crate::scan::{BoundingBox, Word};

/// A page on which more was missed is a picture or of bad print, where a second look helps little and takes long.
const MOST: usize = 30;
/// What is read must be so sure, since strokes and dirt look like letters too.
const SURE: f32 = 0.7;
/// What looks like the number of an item is rarely anything else.
const SURE_OF_NUMBER: f32 = 0.4;
/// Space above and below a line in which the engine finds its letters, and beside it, where a full stop may stand, in parts of their height.
const AROUND: f32 = 0.4;
const BESIDE: f32 = 0.9;

/// The words of lines that stand on an image and are not among its words; `ink` is that of the image, and `areas` says where its
/// words stand, in points.
pub fn read(
    engine: &Engine,
    (image, dpi): (&Pix, u32),
    ink: &Ink,
    words: &[Word],
    areas: &[Area],
) -> Result<Vec<Word>, OcrError> {
    let mut heights: Vec<f32> = areas.iter().map(|area| area.y1 - area.y0).collect();
    heights.sort_by(f32::total_cmp);
    let Some(&usual) = heights.get(heights.len() / 2) else {
        return Ok(Vec::new());
    };
    let missed = ink::lines_without_signs(ink, areas.iter().copied(), usual);
    if missed.is_empty() || missed.len() > MOST {
        return Ok(Vec::new());
    }
    let (width, height) = (image.width(), image.height());
    let part = |line: &Area| {
        let part = Area {
            x0: line.x0 - BESIDE * usual,
            y0: line.y0 - AROUND * usual,
            x1: line.x1 + BESIDE * usual,
            y1: line.y1 + AROUND * usual,
        };
        let part = part.in_pixels(dpi);
        BoundingBox {
            x1: part.x1.min(width),
            y1: part.y1.min(height),
            ..part
        }
    };
    let parts: Vec<BoundingBox> = missed.iter().map(part).collect();
    let numbers = words.iter().map(|word| word.line.max(word.block));
    let mut found = engine.read_lines(image, dpi, &parts, numbers.max().unwrap_or(0) + 1)?;
    let read: Vec<u32> = found
        .chunk_by(|a, b| a.line == b.line)
        .filter(|line| is_text(line))
        .map(|line| line[0].line)
        .collect();
    found.retain(|word| read.contains(&word.line));
    Ok(found)
}

/// Whether what was read in a line is surely text.
fn is_text(line: &[Word]) -> bool {
    let length = |word: &Word| word.text.chars().count() as f32;
    let characters: f32 = line.iter().map(length).sum();
    let sure = line.iter().map(|word| length(word) * word.confidence.unwrap_or(0.0));
    let needed = if is_number(line) { SURE_OF_NUMBER } else { SURE };
    let has_letters = line.iter().any(|word| word.text.contains(char::is_alphanumeric));
    has_letters && characters >= 2.0 && sure.sum::<f32>() >= needed * characters
}

/// Whether a line is a section sign, or what is read for one, and a number.
fn is_number(line: &[Word]) -> bool {
    let text: String = line.iter().map(|word| word.text.as_str()).collect();
    let digits = text.trim_start_matches(['§', '$', '&']);
    digits.len() < text.len() && (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(words: &[(&str, f32)]) -> Vec<Word> {
        let word = |&(text, confidence): &(&str, f32)| Word {
            text: text.to_owned(),
            bbox: None,
            line: 1,
            block: 1,
            column: None,
            confidence: Some(confidence),
            second: None,
        };
        words.iter().map(word).collect()
    }

    #[test]
    fn a_line_is_taken_where_it_is_sure_or_a_number() {
        assert!(is_text(&line(&[("Beslut", 0.9)])));
        assert!(is_text(&line(&[("$", 0.3), ("133", 0.5)])));
        assert!(!is_text(&line(&[("AS", 0.5)])));
        assert!(!is_text(&line(&[("—", 0.9), ("|", 0.9)])));
    }
}
