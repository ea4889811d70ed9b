//! The ink of the hyphens and dashes in words: the engine takes one for the other, and how long they are printed tells them apart.

use std::ops::Range;

use super::ink::{Ink, Spot, spots};
use super::leptonica::Pix;
use super::word_ink::ink_in;
use crate::scan::{BoundingBox, Word};

/// The signs that are printed as a bar.
const SIGNS: [char; 3] = ['-', '–', '—'];
/// A bar is longer than it is high, and than so much of the height of its word; a bar by itself is filled.
const LEAST_LENGTH: f32 = 1.4;
const LEAST_OF_HEIGHT: f32 = 0.17;
const LEAST_FILLED: f32 = 0.6;
/// A bar stands in the middle of its word, and is low: in parts of the height of the word.
const MIDDLE: Range<f32> = 0.3..0.85;
const HIGHEST: f32 = 0.3;

/// The bars in words that were read with such signs, in the order of the words; none of a word in which another number of bars is seen
/// than was read. A sign by itself is its word's box.
pub fn dashes(image: &Pix, words: &[Word]) -> Vec<BoundingBox> {
    let mut found = Vec::new();
    for word in words {
        let signs = word.text.matches(SIGNS).count();
        let Some(area) = word.bbox.filter(|_| signs > 0) else {
            continue;
        };
        if word.text.chars().count() == 1 {
            found.push(area);
            continue;
        }
        let ink = ink_in(image, area);
        // Bars that touch what stands beside them are no spots of their own; beside letters their ends cannot be told.
        let apart = bars_apart(&ink);
        let bars = if apart.len() != signs && is_of_digits(&word.text) {
            bars_between_digits(&ink)
        } else {
            apart
        };
        if bars.len() != signs {
            continue;
        }
        let at = |from: u32, pixels: usize| from + u32::try_from(pixels).unwrap_or(0);
        found.extend(bars.into_iter().map(|bar| BoundingBox {
            x0: at(area.x0, bar.x0),
            y0: at(area.y0, bar.y0),
            x1: at(area.x0, bar.x1),
            y1: at(area.y0, bar.y1),
        }));
    }
    found
}

/// Whether a word holds digits and signs alone.
fn is_of_digits(word: &str) -> bool {
    let plain = |c: char| c.is_ascii_digit() || c.is_ascii_punctuation() || SIGNS.contains(&c);
    word.contains(|c: char| c.is_ascii_digit()) && word.chars().all(plain)
}

/// Whether rows are those of a bar in a word of this height.
fn is_in_middle(rows: &Range<usize>, height: f32) -> bool {
    let middle = (rows.start + rows.end) as f32 / 2.0 / height;
    rows.len() as f32 <= HIGHEST * height && MIDDLE.contains(&middle)
}

/// The spots that are bars, from left to right.
fn bars_apart(ink: &Ink) -> Vec<Spot> {
    let height = ink.height() as f32;
    let is_bar = |spot: &Spot| {
        let (long, high) = (spot.width() as f32, spot.height() as f32);
        long >= LEAST_LENGTH * high
            && spot.dark as f32 >= LEAST_FILLED * long * high
            && is_in_middle(&(spot.y0..spot.y1), height)
    };
    let mut bars: Vec<Spot> = spots(ink).into_iter().filter(is_bar).collect();
    bars.sort_by_key(|bar| bar.x0);
    bars
}

/// What is a bar in that its columns hold ink in their middle alone, from left to right.
fn bars_between_digits(ink: &Ink) -> Vec<Spot> {
    let height = ink.height() as f32;
    let in_middle = |x: usize| {
        let is_dark = |y: &usize| ink.dark[y * ink.width + x];
        let (first, last) = ((0..ink.height()).find(is_dark)?, (0..ink.height()).rfind(is_dark)?);
        let rows = first..last + 1;
        is_in_middle(&rows, height).then(|| Spot {
            x0: x,
            y0: rows.start,
            x1: x + 1,
            y1: rows.end,
            dark: rows.len(),
        })
    };
    let columns: Vec<Option<Spot>> = (0..ink.width).map(in_middle).collect();
    let runs = columns.chunk_by(|one, other| one.is_some() == other.is_some());
    let bars = runs.filter_map(|run| run.iter().copied().flatten().reduce(Spot::union));
    let is_bar = |bar: &Spot| {
        let long = bar.width() as f32;
        long * long >= LEAST_LENGTH * bar.dark as f32 && long >= LEAST_OF_HEIGHT * height
    };
    bars.filter(is_bar).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word of letters 12 pixels wide and 20 high, one more between them, bars 3 high from the left edge of their place.
    fn word(text: &str, bar: u32, touching: usize) -> (Pix, Word) {
        let letters = u32::try_from(text.chars().count()).unwrap();
        let mut dark = vec![vec![false; 13 * letters as usize]; 20];
        for (place, letter) in text.chars().enumerate() {
            for (y, row) in dark.iter_mut().enumerate() {
                let x0 = 13 * place;
                match letter {
                    '-' if (9..12).contains(&y) => row[x0 - touching..x0 + bar as usize].fill(true),
                    '-' => {}
                    // As a gate.
                    _ if y < 2 => row[x0..x0 + 12].fill(true),
                    _ => {
                        row[x0..x0 + 2].fill(true);
                        row[x0 + 10..x0 + 12].fill(true);
                    }
                }
            }
        }
        let rows: Vec<u8> = dark.iter().flatten().map(|dark| if *dark { 20 } else { 230 }).collect();
        let image = Pix::from_rows((13 * letters, 20), &rows, 13 * letters as usize, |row, x| row[x]).unwrap();
        let word = Word {
            text: text.to_owned(),
            bbox: Some(BoundingBox {
                x0: 0,
                y0: 0,
                x1: 13 * letters,
                y1: 20,
            }),
            line: 1,
            block: 1,
            column: None,
            confidence: Some(0.9),
            second: None,
        };
        (image, word)
    }

    #[test]
    fn a_bar_is_as_long_as_its_ink() {
        for (bar, touching) in [(6, 0), (10, 0), (13, 1)] {
            let (image, word) = word("00-00-0", bar, touching);
            let lengths: Vec<u32> = dashes(&image, &[word]).into_iter().map(BoundingBox::width).collect();
            assert_eq!(lengths, [bar + touching as u32; 2]);
        }
    }

    #[test]
    fn nothing_is_told_of_a_word_that_shows_another_number_of_bars() {
        let (image, mut word) = word("00-00-0", 6, 0);
        word.text = "00-000".to_owned();
        assert_eq!(dashes(&image, &[word]), []);
    }
}
