//! Dashes that OCR read as hyphens, or as dashes of another length: told by how long they are on the page image.
//!
//! Swedish sets ` – ` between the parts of a title. OCR gives ` - ` or ` — ` for it, but the box of what it read is as long as what
//! was printed: in the 35 faces of DejaVu, Liberation and Carlito a hyphen is at most 0.44 times as long as tall letters are high,
//! a dash at least 0.47 times, a long dash at least 1.04 times. Only faces of one width, as typewriters have, may have hyphens as long as the dashes of
//! others; there nothing is told.

use super::{Edit, Text, Token};
use crate::scan::{BoundingBox, Page, Scan, Word};

/// How long a dash is, in heights of tall letters.
const DASH: std::ops::Range<f32> = 0.47..0.95;
/// The space beside a dash in a sentence is not wider, in heights of tall letters: further off lies another column.
const WIDEST_SPACE: f32 = 1.0;
/// From how many tall words the height of a line's letters is known.
const LEAST_WORDS: usize = 2;
/// Letters of a face of one width are wider than those of others: tall ones are not so many times as high as the usual letter is wide.
const HEIGHT_TO_WIDTH: f32 = 1.38;
/// How sure a repair is.
const SURE: f32 = 0.95;

/// Puts dashes where the page image shows them.
pub(super) fn restore(scan: &Scan, text: &mut Text) {
    let heights: Vec<Option<f32>> = scan.pages.iter().map(height_of_letters).collect();
    let mut edits = Vec::new();
    for line in &text.lines {
        let Some(usual) = heights[line.page] else { continue };
        let tokens = &text.tokens[line.tokens.clone()];
        let words: Vec<Option<&Word>> = tokens.iter().map(|token| word_of(scan, token)).collect();
        let tall: Vec<f32> = words.iter().flatten().filter_map(|word| tall_letters(word)).collect();
        let height = if tall.len() < LEAST_WORDS {
            usual
        } else {
            median(tall).unwrap_or(usual)
        };
        for (at, around) in words.windows(3).enumerate() {
            if let [Some(before), Some(dash), Some(after)] = around
                && is_dash(before, dash, after, height)
                && tokens[at + 1].text != "–"
            {
                let dash = line.tokens.start + at + 1;
                edits.push(Edit {
                    tokens: dash..dash + 1,
                    text: "–".to_owned(),
                    confidence: SURE,
                });
            }
        }
    }
    text.edit(edits);
}

/// The one word that a token was read from.
fn word_of<'a>(scan: &'a Scan, token: &Token) -> Option<&'a Word> {
    match token.words[..] {
        [place] => Some(&scan.pages[place.page].words[place.word]),
        _ => None,
    }
}

/// Whether the word in the middle is printed as a dash between two others.
fn is_dash(before: &Word, dash: &Word, after: &Word, height: f32) -> bool {
    let (Some(left), Some(ink), Some(right)) = (before.bbox, dash.bbox, after.bbox) else {
        return false;
    };
    let beside = |one: BoundingBox, other: BoundingBox| other.x0.saturating_sub(one.x1) as f32 <= WIDEST_SPACE * height;
    matches!(dash.text.as_str(), "-" | "–" | "—")
        && DASH.contains(&(ink.width() as f32 / height))
        && beside(left, ink)
        && beside(ink, right)
        && before
            .text
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '”' | '.'))
        && after
            .text
            .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '(' | '”'))
}

/// How high the tall letters of a page are that OCR has read; `None` where its letters are of one width, or too few.
fn height_of_letters(page: &Page) -> Option<f32> {
    if !page.read_by_ocr() {
        return None;
    }
    let height = median(page.words.iter().filter_map(tall_letters).collect())?;
    let width = median(page.words.iter().filter_map(width_of_letter).collect())?;
    (height >= HEIGHT_TO_WIDTH * width).then_some(height)
}

/// How high a word is that has tall letters and none below the line.
fn tall_letters(word: &Word) -> Option<f32> {
    let tall = |c: char| matches!(c, 'b' | 'd' | 'f' | 'h' | 'k' | 'l' | 'A'..='I' | 'K'..='P' | 'R'..='Z' | '0'..='9');
    let short = |c: char| matches!(c, 'a' | 'c' | 'e' | 'i' | 'm'..='o' | 'r'..='x' | 'z' | 'å' | 'ä' | 'ö');
    let letters = word.text.chars().count();
    let stands = word.text.chars().all(|c| tall(c) || short(c));
    (letters > 2 && stands && word.text.contains(tall)).then(|| word.bbox.map(|bbox| bbox.height() as f32))?
}

/// How wide the letters of a long word in lower case are.
fn width_of_letter(word: &Word) -> Option<f32> {
    let letters = word.text.chars().count();
    let usual = letters >= 5 && word.text.chars().all(char::is_lowercase);
    usual.then(|| word.bbox.map(|bbox| bbox.width() as f32 / letters as f32))?
}

fn median(mut values: Vec<f32>) -> Option<f32> {
    values.sort_unstable_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use crate::scan::Scan;

    /// A line after restoring, as read on a page image whose tall letters are 30 pixels high, its dashes as long as told.
    fn restored(line: &str, dash: u32, letter: u32) -> String {
        let mut scan = Scan::of_lines(&[line, "och andra ord som står på samma sida"]).on_image();
        let mut from = [0; 3];
        for word in &mut scan.pages[0].words {
            let width = match word.text.as_str() {
                "-" | "—" => dash,
                text => letter * u32::try_from(text.chars().count()).unwrap(),
            };
            let bbox = word.bbox.as_mut().unwrap();
            let x0 = &mut from[word.line as usize];
            (bbox.x0, bbox.x1) = (*x0, *x0 + width);
            *x0 += width + 10;
        }
        let mut text = super::super::lines::lines(&scan);
        super::restore(&scan, &mut text);
        text.lines.remove(0).text
    }

    #[test]
    fn a_long_hyphen_between_words_is_a_dash() {
        let title = "Remiss - förslag till plan";
        assert_eq!(restored(title, 15, 17), "Remiss – förslag till plan");
        assert_eq!(restored(title, 12, 17), title);
        assert_eq!(
            restored("Remiss — förslag till plan", 22, 17),
            "Remiss – förslag till plan"
        );
        assert_eq!(restored("den 1 - 30 april", 22, 17), "den 1 – 30 april");
    }

    #[test]
    fn a_typewriter_has_long_hyphens() {
        let title = "Remiss - förslag till plan";
        assert_eq!(restored(title, 18, 25), title);
    }

    #[test]
    fn signs_before_entries_and_long_dashes_stay() {
        for line in ["- förslag till plan", "Remiss från länet -"] {
            assert_eq!(restored(line, 15, 17), line);
        }
        assert_eq!(restored("Ja — nej", 32, 17), "Ja — nej");
    }
}
