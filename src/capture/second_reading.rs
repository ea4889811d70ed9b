//! A second reading: words that the engine is not sure of are read once more, each by itself, by a model that errs elsewhere. What both
//! read is evidence; cleaning chooses.

use super::leptonica::Pix;
use super::ocr::Engine;
use super::page_image::ReadingFault;
use crate::scan::{BoundingBox, SecondReading, Word};

/// The engine is sure of words of this confidence. One in forty is read with less; of those of letters that are misread, two thirds.
const SURE: f32 = 0.88;
/// Shorter words are abbreviations, letters of parties and dirt as often as words.
const SHORTEST: usize = 3;
/// Space around a word, in parts of its height: with less, letters at its edge are lost, with more, neighbours are read too.
const AROUND: f32 = 0.25;

/// Reads the doubtful words of a page image once more.
pub fn read(engine: &mut Engine, (image, dpi): (&Pix, u32), words: &mut [Word]) -> Result<(), ReadingFault> {
    let doubtful: Vec<&mut Word> = words.iter_mut().filter(|word| is_doubtful(word)).collect();
    let parts = doubtful.iter().filter_map(|word| word.bbox);
    let parts: Vec<BoundingBox> = parts.map(|area| with_space(area, image)).collect();
    let read = engine.read_again(image, dpi, &parts)?;
    for (word, found) in doubtful.into_iter().zip(read) {
        word.second = in_one(found);
    }
    Ok(())
}

/// Whether a word is of letters, and not surely read. The model for second readings lacks signs, and knows digits no better; what is higher
/// than wide runs down over rows, or is a drawing.
fn is_doubtful(word: &Word) -> bool {
    let unsure = word.confidence.is_some_and(|confidence| confidence < SURE);
    let letters = word.text.chars().filter(|c| c.is_alphabetic()).count();
    let lies = word.bbox.is_some_and(|area| area.width() > area.height());
    unsure && letters >= SHORTEST && !word.text.contains(char::is_numeric) && lies
}

/// What was read, where it is one word.
fn in_one(mut found: Vec<Word>) -> Option<SecondReading> {
    let word = found.pop().filter(|_| found.is_empty())?;
    Some(SecondReading {
        text: word.text,
        confidence: word.confidence?,
    })
}

fn with_space(area: BoundingBox, image: &Pix) -> BoundingBox {
    let around = (AROUND * area.height() as f32) as u32;
    BoundingBox {
        x0: area.x0.saturating_sub(around),
        y0: area.y0.saturating_sub(around),
        x1: (area.x1 + around).min(image.width()),
        y1: (area.y1 + around).min(image.height()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, confidence: f32) -> Word {
        Word {
            text: text.to_owned(),
            bbox: Some(BoundingBox::from([10, 10, 90, 30])),
            line: 1,
            block: 1,
            column: None,
            confidence: Some(confidence),
            second: None,
        }
    }

    #[test]
    fn words_of_letters_are_doubtful_below_a_confidence() {
        assert!(is_doubtful(&word("lågos,", 0.7)));
        assert!(!is_doubtful(&word("lågos,", 0.95)));
        for none in ["2019-04-25", "KS2019", "§", "S)"] {
            assert!(!is_doubtful(&word(none, 0.3)), "{none}");
        }
        let down = BoundingBox::from([10, 10, 30, 90]);
        assert!(!is_doubtful(&Word {
            bbox: Some(down),
            ..word("XXxX", 0.3)
        }));
    }

    #[test]
    fn only_one_word_is_a_second_reading() {
        let read = |words: &[&str]| in_one(words.iter().map(|text| word(text, 0.9)).collect());
        assert_eq!(read(&["läggs"]).map(|second| second.text).as_deref(), Some("läggs"));
        assert_eq!(read(&["lägg", "s"]), None);
        assert_eq!(read(&[]), None);
    }

    #[test]
    fn space_around_a_word_stays_within_the_page() {
        let image = Pix::from_rows((95, 33), &[255; 95 * 33], 95, |row, x| row[x]).unwrap();
        let part = with_space(BoundingBox::from([2, 10, 90, 30]), &image);
        assert_eq!(<[u32; 4]>::from(part), [0, 5, 95, 33]);
    }
}
