//! The ink of bullets: the engine reads a filled spot before an entry as any small sign (`*`, `+`, `.`, `-+`).

use std::ops::Range;

use super::leptonica::Pix;
use super::word_ink::signs;
use crate::scan::{BoundingBox, Word};

/// A bullet is about as wide as high, and filled.
const ROUND: Range<f32> = 0.75..1.34;
const LEAST_FILLED: f32 = 0.65;
/// How high it is, and where its middle stands, in heights of the word behind it, from its upper edge: a full stop stands lower, and the sign that
/// is printed for multiplication, small and in the middle, is smaller.
const HEIGHT: Range<f32> = 0.18..0.55;
const MIDDLE: Range<f32> = 0.3..0.72;
/// What was read as longer is no single sign.
const LONGEST: usize = 2;

/// Names the bullets before the lines of a page as such, whatever sign the engine took them for.
pub fn name(image: &Pix, words: &mut [Word]) {
    for at in 1..words.len() {
        let (before, behind) = words.split_at_mut(at);
        let (first, next) = (&before[at - 1], &behind[0]);
        let begins = at < 2 || before[at - 2].line != first.line;
        if begins && first.line == next.line && is_bullet(image, first, next) {
            before[at - 1].text = "•".to_owned();
        }
    }
}

/// Whether the first word of a line is a bullet, by its ink beside the word behind it.
fn is_bullet(image: &Pix, first: &Word, next: &Word) -> bool {
    let sign = first.text.chars().count() <= LONGEST && !first.text.contains(char::is_alphanumeric);
    let Some((own, beside)) = first.bbox.zip(next.bbox).filter(|_| sign) else {
        return false;
    };
    // The paper around it tells what is dark.
    let rim = own.height().min(own.width());
    let around = BoundingBox {
        x0: own.x0.saturating_sub(rim),
        y0: own.y0.saturating_sub(rim),
        x1: (own.x1 + rim).min(beside.x0.max(own.x1)),
        y1: own.y1 + rim,
    };
    let signs = signs(image, around);
    let [(spot, 1)] = signs[..] else { return false };
    let (wide, high) = (spot.width() as f32, spot.height() as f32);
    let height = beside.height() as f32;
    let middle = (around.y0 as f32 + (spot.y0 + spot.y1) as f32 / 2.0 - beside.y0 as f32) / height;
    ROUND.contains(&(wide / high))
        && spot.dark as f32 >= LEAST_FILLED * wide * high
        && HEIGHT.contains(&(high / height))
        && MIDDLE.contains(&middle)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of what was read before a word 20 pixels high; the rows and columns of the sign are dark from 10 on.
    fn named(read: &str, rows: Range<usize>, columns: usize) -> String {
        let mut grey = vec![230; 100 * 40];
        rows.for_each(|y| grey[100 * y + 10..][..columns].fill(20));
        let image = Pix::from_rows((100, 40), &grey, 100, |row, x| row[x]).unwrap();
        let word = |text: &str, bbox: [u32; 4]| Word {
            text: text.to_owned(),
            bbox: Some(BoundingBox::from(bbox)),
            line: 1,
            block: 1,
            column: None,
            confidence: Some(0.9),
            second: None,
        };
        let mut words = [word(read, [8, 8, 22, 32]), word("att", [40, 10, 80, 30])];
        name(&image, &mut words);
        words[0].text.clone()
    }

    #[test]
    fn a_filled_spot_before_an_entry_is_a_bullet() {
        assert_eq!(named("*.", 17..23, 6), "•");
        assert_eq!(named("-+", 17..23, 6), "•");
    }

    #[test]
    fn dashes_full_stops_and_letters_are_none() {
        assert_eq!(named("-", 19..21, 8), "-");
        assert_eq!(named(".", 25..30, 5), ".");
        assert_eq!(named("a", 17..23, 6), "a");
    }
}
