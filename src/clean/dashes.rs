//! Dashes that OCR read as hyphens, or as dashes of another length: told by how long they are on the page image.
//!
//! Swedish sets ` – ` between the parts of a title and `–` between years. OCR gives `-` or `—` for it, but its ink is as long as what was
//! printed. A document's own hyphens say how long they are in its face: of 61 documents in four faces, scanned badly, dashes are 1.3 to 2.4
//! times as long. Where there are too few: in the 35 faces of DejaVu, Liberation and Carlito a hyphen is at most 0.44 times as long as tall
//! letters are high, a dash at least 0.47 times, a long dash at least 1.04 times. Only faces of one width, as typewriters have, may have
//! hyphens as long as the dashes of others; there nothing is told without others to compare with.

use std::sync::LazyLock;

use regex::Regex;

use super::{Edit, Text, Token};
use crate::scan::{BoundingBox, Page, Scan, Word};

/// The signs that are printed as a bar.
const SIGNS: [char; 3] = ['-', '–', '—'];
/// How long a dash is, in heights of tall letters: by itself, and at least beside hyphens of the document.
const DASH: std::ops::Range<f32> = 0.47..0.95;
const SHORTEST: f32 = 0.4;
/// How many times as long as a hyphen a dash is at least.
const TO_HYPHEN: f32 = 1.3;
/// From how many bars within words it is known how long a document's hyphens are. A quarter of them at least are hyphens.
const LEAST_BARS: usize = 12;
/// The space beside a dash in a sentence is not wider, in heights of tall letters: further off lies another column. A face of one width
/// has wide spaces.
const WIDEST_SPACE: f32 = 1.0;
const WIDEST_OF_ONE_WIDTH: f32 = 1.5;
/// From how many tall words the height of a line's letters is known.
const LEAST_WORDS: usize = 2;
/// Letters of a face of one width are wider than those of others: tall ones are not so many times as high as the usual letter is wide.
const HEIGHT_TO_WIDTH: f32 = 1.38;
/// How sure a repair is.
const SURE: f32 = 0.95;

/// A date in digits, whose hyphens are none of ours.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(r"(?:\d{4}|\b\d{2})[-–—]\d{2}[-–—]\d{2}").expect("the pattern is well-formed")
});

/// Puts dashes where the page image shows them.
pub(super) fn restore(scan: &Scan, text: &mut Text) {
    let letters: Vec<Option<Letters>> = scan.pages.iter().map(Letters::of).collect();
    let bars: Vec<Vec<Vec<BoundingBox>>> = scan.pages.iter().map(bars_of_words).collect();
    let mut seen = Vec::new();
    for line in &text.lines {
        let Some(letters) = letters[line.page] else { continue };
        let tokens = &text.tokens[line.tokens.clone()];
        let height = height_of_line(scan, tokens).unwrap_or(letters.height);
        for (at, token) in tokens.iter().enumerate() {
            let [place] = token.words[..] else { continue };
            let bars = &bars[place.page][place.word];
            let signs = token.text.char_indices().filter(|(_, c)| SIGNS.contains(c));
            let signs: Vec<usize> = signs.map(|(at, _)| at).collect();
            if bars.len() == signs.len() && !bars.is_empty() {
                let lengths = bars.iter().map(|bar| bar.width() as f32 / height);
                let alone = token.text.chars().all(|c| SIGNS.contains(&c));
                let stands = !alone || stands_in_sentence(scan, tokens, at, letters.widest_space() * height);
                seen.push(Seen {
                    token: line.tokens.start + at,
                    signs: signs.into_iter().zip(lengths).collect(),
                    of_one_width: letters.of_one_width,
                    alone,
                    stands,
                });
            }
        }
    }
    let hyphen = usual_hyphen(&seen);
    let mended = |seen: &Seen| {
        let mended = seen.mended(&text.tokens[seen.token].text, hyphen)?;
        Some(Edit {
            tokens: seen.token..seen.token + 1,
            text: mended,
            confidence: SURE,
        })
    };
    let edits = seen.iter().filter_map(mended).collect();
    text.edit(edits);
}

/// A token with signs whose ink was seen.
struct Seen {
    token: usize,
    /// Where its signs stand in its text, and how long they are in heights of tall letters.
    signs: Vec<(usize, f32)>,
    /// Whether the letters of its page are of one width.
    of_one_width: bool,
    /// Whether it is a sign by itself.
    alone: bool,
    /// Whether a sign by itself stands between words of a sentence; true for other tokens.
    stands: bool,
}

impl Seen {
    /// The token with its dashes, where it was read without.
    fn mended(&self, text: &str, hyphen: Option<f32>) -> Option<String> {
        let is_dash = |length: f32| match hyphen {
            Some(hyphen) => length >= TO_HYPHEN * hyphen && (SHORTEST..DASH.end).contains(&length),
            None => !self.of_one_width && DASH.contains(&length),
        };
        let dates: Vec<_> = DATE.find_iter(text).map(|date| date.range()).collect();
        let behind_letter = |at: usize| {
            let before = text[..at].chars().next_back();
            before.map_or(self.alone, |c| c.is_alphanumeric() || ")”.".contains(c))
        };
        let mut mended = text.to_owned();
        // From the right, since a dash is longer in bytes too.
        for &(at, length) in self.signs.iter().rev() {
            let sign = text[at..].chars().next()?;
            let goes_up = goes_up(&text[..at], &text[at + sign.len_utf8()..]);
            if goes_up
                && sign != '–'
                && is_dash(length)
                && behind_letter(at)
                && !dates.iter().any(|date| date.contains(&at))
            {
                mended.replace_range(at..at + sign.len_utf8(), "–");
            }
        }
        (self.stands && mended != text).then_some(mended)
    }
}

/// Whether a dash may stand between what stands before and behind it: between numbers the second is the greater, be it shortened as in
/// `2012–13`.
fn goes_up(before: &str, behind: &str) -> bool {
    let from = before.trim_start_matches(|c: char| !c.is_ascii_digit());
    let until = behind.trim_end_matches(|c: char| !c.is_ascii_digit());
    // Numbers of cases have a class code: `2010/4-008`.
    let coded = from.contains('/') || until.len() > 2 && until.starts_with('0');
    match (from.parse::<u64>(), until.parse::<u64>()) {
        (Ok(first), Ok(last)) => {
            let year = until.len() == 2 && from.len() == 4 && first % 100 < last;
            !coded && (year || first < last)
        }
        _ => !coded,
    }
}

/// How long the hyphens of a document are; `None` where too few bars were seen.
fn usual_hyphen(seen: &[Seen]) -> Option<f32> {
    let mut lengths: Vec<f32> = seen
        .iter()
        .filter(|seen| !seen.alone)
        .flat_map(|seen| seen.signs.iter().map(|(_, length)| *length))
        .collect();
    lengths.sort_unstable_by(f32::total_cmp);
    lengths
        .get(lengths.len() / 4)
        .copied()
        .filter(|_| lengths.len() >= LEAST_BARS)
}

/// The bars of ink in each word of a page; of a sign by itself its box, where its ink was not looked at.
fn bars_of_words(page: &Page) -> Vec<Vec<BoundingBox>> {
    let mut bars = page.dashes.iter().copied().peekable();
    let words = page.words.iter().map(|word| {
        let Some(area) = word.bbox.filter(|_| word.text.contains(SIGNS)) else {
            return Vec::new();
        };
        let within =
            |bar: &BoundingBox| area.x0 <= bar.x0 && bar.x1 <= area.x1 && area.y0 <= bar.y0 && bar.y1 <= area.y1;
        let signs = word.text.matches(SIGNS).count();
        let mut found = Vec::new();
        while found.len() < signs
            && let Some(bar) = bars.next_if(within)
        {
            found.push(bar);
        }
        let alone = signs == 1 && word.text.chars().count() == 1;
        if found.is_empty() && alone { vec![area] } else { found }
    });
    words.collect()
}

/// Whether a sign by itself stands between two words of a sentence.
fn stands_in_sentence(scan: &Scan, tokens: &[Token], at: usize, space: f32) -> bool {
    let word = |at: usize| tokens.get(at).and_then(|token| word_of(scan, token));
    let (Some(before), Some(sign)) = (at.checked_sub(1).and_then(word), word(at)) else {
        return false;
    };
    let beside = |left: &Word, right: &Word| {
        let areas = left.bbox.zip(right.bbox);
        areas.is_some_and(|(left, right)| right.x0.saturating_sub(left.x1) as f32 <= space)
    };
    let behind = |c: char| c.is_alphanumeric() || matches!(c, ')' | '”' | '.');
    let ahead = |c: char| c.is_alphanumeric() || matches!(c, '(' | '”');
    let goes_on = |after: &Word| beside(sign, after) && after.text.starts_with(ahead);
    beside(before, sign)
        && before.text.ends_with(behind)
        && tokens.get(at + 1).is_none_or(|_| word(at + 1).is_some_and(goes_on))
}

/// The one word that a token was read from.
fn word_of<'a>(scan: &'a Scan, token: &Token) -> Option<&'a Word> {
    match token.words[..] {
        [place] => Some(&scan.pages[place.page].words[place.word]),
        _ => None,
    }
}

/// How high the tall letters of a line are; `None` where it has too few.
fn height_of_line(scan: &Scan, tokens: &[Token]) -> Option<f32> {
    let words = tokens.iter().filter_map(|token| word_of(scan, token));
    let tall: Vec<f32> = words.filter_map(tall_letters).collect();
    if tall.len() < LEAST_WORDS { None } else { median(tall) }
}

/// The letters of a page that OCR has read.
#[derive(Clone, Copy)]
struct Letters {
    /// How high the tall ones are.
    height: f32,
    /// Whether all are as wide, as far as can be told.
    of_one_width: bool,
}

impl Letters {
    /// How wide a space in a sentence may be, in heights of tall letters.
    fn widest_space(self) -> f32 {
        if self.of_one_width {
            WIDEST_OF_ONE_WIDTH
        } else {
            WIDEST_SPACE
        }
    }

    /// `None` where there are too few.
    fn of(page: &Page) -> Option<Self> {
        if !page.read_by_ocr() {
            return None;
        }
        let height = median(page.words.iter().filter_map(tall_letters).collect())?;
        let width = median(page.words.iter().filter_map(width_of_letter).collect())?;
        Some(Self {
            height,
            of_one_width: height < HEIGHT_TO_WIDTH * width,
        })
    }
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

    /// The words of a page of a face of one width, whose signs are so long in the order given, beside twelve hyphens of 12 pixels.
    fn beside_hyphens(line: &str, signs: &[u32]) -> String {
        let dates = "2019-01-02 2019-02-03 2019-03-04 2019-04-05 2019-05-06 2019-06-07";
        let mut scan = Scan::of_lines(&[line, dates, "och andra ord som står på samma sida"]).on_image();
        let page = &mut scan.pages[0];
        let mut lengths = signs.iter().copied().chain([12; 12]);
        for word in &page.words {
            let area = word.bbox.unwrap();
            let bars = word.text.matches(super::SIGNS).map(|_| {
                let x1 = area.x0 + lengths.next().unwrap();
                crate::scan::BoundingBox { x1, ..area }
            });
            page.dashes.extend(bars);
        }
        let mut text = super::super::lines::lines(&scan);
        super::restore(&scan, &mut text);
        text.lines.remove(0).text
    }

    #[test]
    fn dashes_within_words_are_longer_than_the_hyphens_of_the_document() {
        for (read, signs, truth) in [
            (
                "Plan för 2017-2018 i januari-maj",
                vec![17, 17],
                "Plan för 2017–2018 i januari–maj",
            ),
            (
                "Plan för 2017-2018 i e-post",
                vec![12, 12],
                "Plan för 2017-2018 i e-post",
            ),
            ("Lid- By-vägen- Ån", vec![12, 12, 18], "Lid- By-vägen– Ån"),
            (
                "den 2019-05-01-2019-05-31",
                vec![12, 13, 18, 12, 13],
                "den 2019-05-01–2019-05-31",
            ),
            ("åren 2012-13, 57—63", vec![18, 18], "åren 2012–13, 57–63"),
            ("från Åby - förslag -", vec![18, 18], "från Åby – förslag –"),
        ] {
            assert_eq!(beside_hyphens(read, &signs), truth);
        }
    }

    #[test]
    fn dates_and_numbers_that_do_not_go_up_keep_their_hyphens() {
        for (read, signs) in [
            ("den 2019-05-01", vec![18, 18]),
            ("den 19-05-18", vec![12, 18]),
            ("ärende 2019-3 och 2008-0410 samt 2010/4-008", vec![17; 3]),
            ("-Ja", vec![18]),
        ] {
            assert_eq!(beside_hyphens(read, &signs), read);
        }
    }

    #[test]
    fn signs_before_entries_and_long_dashes_stay() {
        let entry = "- förslag till plan";
        assert_eq!(restored(entry, 15, 17), entry);
        assert_eq!(restored("Ja — nej", 32, 17), "Ja — nej");
    }
}
