//! The ink of full stops: the engine passes some over, or takes them for a letter or another sign, above all behind the numbers of
//! entries. What they look like, the page's own full stops tell that the engine did read.

use super::leptonica::Pix;
use super::word_ink::{area_of, signs};
use crate::scan::{BoundingBox, Word};

/// A page with fewer full stops does not tell how they are printed.
const LEAST_READ: usize = 3;
/// So much of those that the engine read must be found, and so little more in the middle of sentences: else the page is too faint, or specked.
const LEAST_FOUND: f32 = 0.7;
const MOST_SPECKS: f32 = 0.01;
/// So many words in the middle of sentences are looked at.
const LOOKED_AT: usize = 120;
/// A word of which the engine was so sure was read right, its full stop with it.
const SURE: f32 = 0.8;
/// What it read with less confidence is mostly dirt.
const LEAST_SURE: f32 = 0.25;
/// How far behind its word a full stop may stand, how much of the end of a long word is looked at, and how far apart sentences may stand
/// in a line without a capital between them: in heights of the word.
const BEHIND: f32 = 0.5;
const END: f32 = 2.0;
const WIDE: f32 = 1.5;
/// Words up to this length are looked at as a whole, since their signs can be counted.
const SHORT: usize = 3;
/// What a full stop is read for: signs, of which none is a single low spot, and the last letter or digit of a short word.
const SIGNS: [char; 5] = ['!', ':', ';', '|', ']'];
const STROKES: &str = "1IilLt";
/// A full stop is filled, and as large as others, within so much.
const LEAST_FILLED: f32 = 0.6;
const TOLERANCE: f32 = 0.35;

/// Puts full stops behind words where the image shows them and the engine read none, or another sign in their place. The confidence
/// stays that of the engine: the letters are no surer.
pub fn restore(image: &Pix, words: &mut [Word]) {
    let Some(usual) = Usual::of(image, words) else {
        return;
    };
    for at in 0..words.len() {
        if !may_lack_stop(&words[at]) {
            continue;
        }
        let Some(end) = End::of(image, words, at).filter(|end| usual.is_stop(end)) else {
            continue;
        };
        let ends = may_end(words, at);
        let word = &mut words[at];
        // What the engine took for a sign of the word lies in the word's box; what it passed over lies behind.
        let passed_over = word.bbox.is_some_and(|bbox| end.area.x0 >= bbox.x1);
        let before = (!passed_over).then_some(end.before);
        if let Some(text) = with_stop(&word.text, before, ends) {
            word.text = text;
            word.bbox = word.bbox.map(|bbox| bbox.union(end.area));
        }
    }
}

/// False for a word that ends in a sign of its own, and for dirt.
fn may_lack_stop(word: &Word) -> bool {
    let open = |last: char| last.is_alphanumeric() || last == ')' || SIGNS.contains(&last);
    word.text.ends_with(open)
        && word.text.contains(char::is_alphanumeric)
        && word.confidence.is_some_and(|sure| sure >= LEAST_SURE)
}

/// A word with its full stop. Where that lies in the word's box, so many signs were seen `before` it, which are counted in short words
/// alone; `ends` says whether one may stand there that the engine passed over.
fn with_stop(text: &str, before: Option<usize>, ends: bool) -> Option<String> {
    let (at, last) = text.char_indices().next_back()?;
    let letters = text.chars().count();
    if SIGNS.contains(&last) {
        return Some(format!("{}.", &text[..at]));
    }
    let Some(before) = before.filter(|&before| letters <= SHORT && before != letters) else {
        return ends.then(|| format!("{text}."));
    };
    let misread = before + 1 == letters && STROKES.contains(last);
    misread.then(|| format!("{}.", &text[..at]))
}

/// Whether a sentence may end behind a word, or the number of an entry stands in it.
fn may_end(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    let Some(next) = next_of_line(words, at) else {
        return true;
    };
    let first = at.checked_sub(1).is_none_or(|before| words[before].line != word.line);
    let number = first && word.text.len() <= SHORT && word.text.bytes().all(|b| b.is_ascii_digit());
    let wide = word
        .bbox
        .zip(next.bbox)
        .is_some_and(|(one, other)| other.x0.saturating_sub(one.x1) as f32 > WIDE * one.height() as f32);
    number || wide || next.text.starts_with(char::is_uppercase)
}

fn next_of_line(words: &[Word], at: usize) -> Option<&Word> {
    words.get(at + 1).filter(|next| next.line == words[at].line)
}

/// What stands at the end of a word.
struct End {
    /// The last spot, in pixels of the image.
    area: BoundingBox,
    /// How wide and high it is, how far below the feet of the letters it ends, and how far behind the last of them it begins, in pixels.
    size: [f32; 4],
    /// Letters and signs before it.
    before: usize,
}

impl End {
    /// Nothing where the last thing is no filled spot by itself, or stands alone.
    fn of(image: &Pix, words: &[Word], at: usize) -> Option<Self> {
        let word = &words[at];
        let area = word.bbox?;
        let part = |share: f32| (share * area.height() as f32) as u32;
        let is_short = word.text.chars().count() <= SHORT + 1;
        let free = next_of_line(words, at).and_then(|next| next.bbox).map(|next| next.x0);
        let around = BoundingBox {
            x0: if is_short {
                area.x0
            } else {
                area.x0.max(area.x1.saturating_sub(part(END)))
            },
            x1: (area.x1 + part(BEHIND)).min(free.unwrap_or(u32::MAX)).max(area.x1),
            y1: area.y1 + part(0.1),
            ..area
        };
        let mut found = signs(image, around);
        let (last, parts) = found.pop()?;
        let highest = found.iter().map(|(sign, _)| sign.height()).max()?;
        // Brackets, letters that go below the line and one that was cut are no measure.
        let cut = usize::from(!is_short && found.len() > 1);
        let high = found.iter().skip(cut).filter(|(sign, _)| 2 * sign.height() > highest);
        let foot = high.map(|(sign, _)| sign.y1).min()?;
        let beside = found.last()?.0;
        // Of the dots that lead to a page number, none is a full stop.
        let is_letter = 2 * beside.height() > 3 * last.height();
        let filled = last.dark as f32 >= LEAST_FILLED * (last.width() * last.height()) as f32;
        (parts == 1 && filled && is_letter).then(|| Self {
            area: area_of(last, around),
            size: [
                last.width() as f32,
                last.height() as f32,
                last.y1 as f32 - foot as f32,
                last.x0 as f32 - beside.x1 as f32,
            ],
            before: found.len(),
        })
    }
}

/// How the full stops of a page are printed.
struct Usual {
    /// As [`End::size`].
    size: [f32; 4],
    /// The widest space before one, in pixels.
    apart: f32,
}

impl Usual {
    /// From those that were read; nothing where there are too few, or specks look like them.
    fn of(image: &Pix, words: &[Word]) -> Option<Self> {
        let behind_letter = |word: &Word| {
            let mut signs = word.text.chars().rev();
            signs.next() == Some('.') && signs.next().is_some_and(|c| c.is_alphanumeric() || c == ')')
        };
        let sure = |at: &usize| words[*at].confidence.is_some_and(|confidence| confidence >= SURE);
        let stops: Vec<usize> = (0..words.len())
            .filter(sure)
            .filter(|&at| behind_letter(&words[at]))
            .collect();
        let ends: Vec<End> = stops.iter().filter_map(|&at| End::of(image, words, at)).collect();
        if ends.len() < LEAST_READ {
            return None;
        }
        let at_rank = |of: usize, share: f32| {
            let mut values: Vec<f32> = ends.iter().map(|end| end.size[of]).collect();
            values.sort_by(f32::total_cmp);
            values[((values.len() - 1) as f32 * share) as usize]
        };
        let usual = Self {
            size: [0, 1, 2, 3].map(|of| at_rank(of, 0.5)),
            // Behind a digit it stands further off than behind most letters.
            apart: at_rank(3, 0.9) + at_rank(0, 0.5),
        };
        let share = |found: usize, of: usize| found as f32 / of.max(1) as f32;
        let found = ends.iter().filter(|end| usual.is_stop(end)).count();
        let inside = |at: &usize| {
            let next = next_of_line(words, *at).is_some_and(|next| next.text.starts_with(char::is_lowercase));
            next && words[*at].text.ends_with(char::is_lowercase) && !may_end(words, *at)
        };
        let inside: Vec<usize> = (0..words.len()).filter(sure).filter(inside).take(LOOKED_AT).collect();
        let is_specked = |at: &&usize| End::of(image, words, **at).is_some_and(|end| usual.is_stop(&end));
        let specks = inside.iter().filter(is_specked).count();
        let tells = share(found, stops.len()) >= LEAST_FOUND && share(specks, inside.len()) <= MOST_SPECKS;
        tells.then_some(usual)
    }

    fn is_stop(&self, end: &End) -> bool {
        let [width, height, below, _] = self.size;
        let near = |value: f32, usual: f32| (value - usual).abs() <= (TOLERANCE * height.max(width)).max(1.0);
        near(end.size[0], width) && near(end.size[1], height) && near(end.size[2], below) && end.size[3] <= self.apart
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of words, `(read, printed)`, in letters 8 pixels wide and 12 high, three between them and twelve between words; a full stop is three
    /// pixels wide and high. Dots of the same size lie behind the words that `specks` names.
    fn line(words: &[(&str, &str)], specks: &[usize]) -> (Pix, Vec<Word>) {
        let mut rows = vec![Vec::new(); 30];
        let blank =
            |rows: &mut Vec<Vec<u8>>, width: usize| rows.iter_mut().for_each(|row| row.resize(row.len() + width, 230));
        blank(&mut rows, 10);
        let mut read = Vec::new();
        for (at, (text, printed)) in words.iter().enumerate() {
            let start = rows[0].len();
            for letter in printed.chars() {
                let from = rows[0].len();
                let width = if letter == '.' { 3 } else { 8 };
                blank(&mut rows, width + 3);
                for (y, row) in rows.iter_mut().enumerate() {
                    let is_dark = |x: usize| match letter {
                        '.' => (15..18).contains(&y),
                        _ => (6..18).contains(&y) && (y < 8 || !(2..6).contains(&x)),
                    };
                    (0..width).filter(|x| is_dark(*x)).for_each(|x| row[from + x] = 20);
                }
            }
            let end = rows[0].len() - 3;
            blank(&mut rows, 12);
            if specks.contains(&at) {
                rows[15..18].iter_mut().for_each(|row| row[end + 3..end + 6].fill(20));
            }
            read.push(Word {
                text: (*text).to_owned(),
                bbox: Some(BoundingBox::from([start as u32, 6, end as u32, 18])),
                line: 1,
                block: 1,
                column: None,
                confidence: Some(0.9),
                second: None,
            });
        }
        let width = rows[0].len();
        let grey: Vec<u8> = rows.concat();
        let image = Pix::from_rows((width as u32, 30), &grey, width, |row, x| row[x]).unwrap();
        (image, read)
    }

    fn restored(words: &[(&str, &str)], specks: &[usize]) -> Vec<String> {
        let known = [("nu.", "nu."), ("då.", "då."), ("ja.", "ja.")];
        let (image, mut read) = line(&[&known, words].concat(), specks);
        restore(&image, &mut read);
        read.into_iter().skip(known.len()).map(|word| word.text).collect()
    }

    #[test]
    fn a_full_stop_on_the_image_comes_back_where_a_sentence_may_end() {
        assert_eq!(
            restored(&[("motionen", "motionen."), ("Ja", "Ja")], &[]),
            ["motionen.", "Ja"]
        );
        assert_eq!(
            restored(&[("motionen", "motionen."), ("som", "som")], &[])[0],
            "motionen"
        );
        assert_eq!(restored(&[("motionen", "motionen"), ("Ja", "Ja")], &[])[0], "motionen");
    }

    #[test]
    fn a_full_stop_that_was_read_as_a_stroke_is_told_by_the_count_of_signs() {
        assert_eq!(restored(&[("21", "2."), ("utse", "utse")], &[])[0], "2.");
        assert_eq!(restored(&[("2!", "2."), ("utse", "utse")], &[])[0], "2.");
        assert_eq!(restored(&[("21", "21"), ("utse", "utse")], &[])[0], "21");
    }

    #[test]
    fn digits_that_touch_are_not_taken_for_one_and_a_full_stop() {
        assert_eq!(with_stop("121", Some(2), true).unwrap(), "12.");
        assert_eq!(with_stop("121", None, true).unwrap(), "121.");
    }

    #[test]
    fn nothing_is_told_of_a_page_with_specks() {
        let words = [("som", "som"), ("har", "har"), ("motionen", "motionen."), ("Ja", "Ja")];
        assert_eq!(restored(&words, &[])[2], "motionen.");
        assert_eq!(restored(&words, &[3])[2], "motionen");
    }
}
