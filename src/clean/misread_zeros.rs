//! Zeros that OCR misreads: typewriters and fonts of one width set them with a dot or a stroke inside, which makes an 8, 9 or 6 of them
//! (`2807`, `2097`), or two digits of one (`29013` for 2013). Where letters are all of one width, that of a word tells how many signs it
//! has; and no year lies far ahead of those of its document.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::{Edit, Text};
use crate::scan::{Page, Scan};

/// How sure a repair is.
const SURE: f32 = 0.9;
/// A year with what stands before and behind it in a date or a case number: `2013-05-13`, `KS/2013:61`.
static YEAR: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(r"^(?P<before>(?:\p{Lu}{1,5}[-./]?)?)(?P<year>\d{4})(?P<behind>[-./:]\d{1,6}(?:\D.*)?)$")
        .expect("the pattern is well-formed")
});

/// Mends numbers that OCR has read.
pub(super) fn mend(scan: &Scan, text: &mut Text) {
    let signs: Vec<Option<f32>> = scan.pages.iter().map(width_of_a_sign).collect();
    let edits = read_by_ocr(text).filter_map(|at| {
        let before = at.checked_sub(1).map(|before| text.tokens[before].text.as_str());
        let [only] = text.tokens[at].words[..] else { return None };
        let width = scan.pages[only.page].words[only.word].bbox?.width();
        let word = &text.tokens[at].text;
        let mended = in_cells(word, width as f32 / signs[only.page]?)?;
        is_no_amount(before, word).then(|| edit(at, mended))
    });
    text.edit(edits.collect());
    let Some(years) = Years::of(text) else { return };
    let mut edits = Vec::new();
    for line in &text.lines {
        for at in line.tokens.clone().filter(|at| text.read_by_ocr(&text.tokens[*at])) {
            let before = (at > line.tokens.start).then(|| text.tokens[at - 1].text.as_str());
            edits.extend(years.mended(before, &text.tokens[at].text).map(|text| edit(at, text)));
        }
    }
    text.edit(edits);
}

/// The tokens that OCR has read.
fn read_by_ocr(text: &Text) -> impl Iterator<Item = usize> {
    (0..text.tokens.len()).filter(|&at| text.read_by_ocr(&text.tokens[at]))
}

/// Whether a word is the number of an item, or one in parts: a date, a case number. Of an amount no digit is taken: `20906 kronor` may be
/// what stands on the page, and what does not add up is a warning.
fn is_no_amount(before: Option<&str>, word: &str) -> bool {
    let parts = word.trim_end_matches(['.', ',', ':']).split(['-', '/', ':']);
    parts.count() >= 2 || before.is_some_and(|before| before.ends_with('§'))
}

fn edit(token: usize, text: String) -> Edit {
    Edit {
        tokens: token..token + 1,
        text,
        confidence: SURE,
    }
}

/// How wide a sign is with the space beside it, in pixels, on a page that OCR read and that is set in letters of one width.
fn width_of_a_sign(page: &Page) -> Option<f32> {
    /// Words of so many letters tell the width, so many of them, and the share of them that must agree, so far.
    const LONG: usize = 6;
    const LEAST_WORDS: usize = 20;
    const SHARE: f32 = 0.85;
    const NEAR: f32 = 0.03;
    /// What the ink of the first and the last letter leaves of their cells.
    const BESIDE: f32 = 0.2;
    if !page.read_by_ocr() {
        return None;
    }
    let mut widths: Vec<f32> = page
        .words
        .iter()
        .filter_map(|word| {
            let signs = word.text.chars().count();
            let letters = signs >= LONG && word.text.chars().all(char::is_alphabetic);
            Some(word.bbox.filter(|_| letters)?.width() as f32 / (signs as f32 - BESIDE))
        })
        .collect();
    widths.sort_by(f32::total_cmp);
    let middle = *widths.get(widths.len() / 2)?;
    let near = widths.iter().filter(|width| (*width / middle - 1.0).abs() <= NEAR);
    (widths.len() >= LEAST_WORDS && near.count() as f32 >= SHARE * widths.len() as f32).then_some(middle)
}

/// `29013-61` and `000090` for 2013-61 and 0000: a number without the digits that one zero too many was read as, by how many signs
/// wide it is. Nothing where it may be without one or another of them, unless but one of these is a date.
fn in_cells(word: &str, width: f32) -> Option<String> {
    /// The ink of a word is so much narrower than its cells, and at the most.
    const USUAL: f32 = 0.2;
    const MOST: f32 = 0.95;
    /// What a stop or comma leaves of its cell, more than a letter does.
    const BEHIND_STOP: f32 = 0.3;
    let signs: Vec<char> = word.chars().collect();
    let stop = if word.ends_with(['.', ',']) { BEHIND_STOP } else { 0.0 };
    let wide = (width + USUAL + stop).round().max(1.0) as usize;
    if width + MOST + stop >= signs.len() as f32 || wide >= signs.len() || !word.contains('0') {
        return None;
    }
    let mut found = without(&signs, signs.len() - wide, &['8', '9']);
    if found.is_empty() {
        found = without(&signs, signs.len() - wide, &['6', '8', '9', '0']);
        let left = |word: &String| word.matches(['6', '8', '9']).count();
        let least = found.iter().map(left).min();
        found.retain(|word| Some(left(word)) == least);
    }
    if found.len() > 1 {
        found.retain(|word| date(word).is_some());
    }
    found.pop().filter(|_| found.is_empty())
}

/// What a word may be without so many of some digits, each of which stands beside a zero.
fn without(signs: &[char], excess: usize, digits: &[char]) -> Vec<String> {
    let mut words = vec![signs.to_vec()];
    for _ in 0..excess {
        let shorter = words.iter().flat_map(|word| {
            let beside_zero = |at: usize| {
                let before = at.checked_sub(1).and_then(|at| word.get(at));
                before == Some(&'0') || word.get(at + 1) == Some(&'0')
            };
            let places = (0..word.len()).filter(|&at| digits.contains(&word[at]) && beside_zero(at));
            let without = places.map(|at| [&word[..at], &word[at + 1..]].concat());
            without.collect::<Vec<_>>()
        });
        words = shorter.collect();
        words.sort();
        words.dedup();
    }
    words.into_iter().map(|word| word.into_iter().collect()).collect()
}

/// The date that a word is but for signs around it.
fn date(word: &str) -> Option<Date> {
    let word = word.trim_matches(|c: char| !c.is_ascii_digit());
    let mut parts = word.split('-');
    let mut next = |digits: usize| parts.next().filter(|part| part.len() == digits);
    let (year, month, day) = (next(4)?, next(2)?, next(2)?);
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
    date.filter(|_| parts.next().is_none())
}

/// The years that the dates and case numbers of a document may have.
struct Years {
    possible: RangeInclusive<u16>,
    /// How often a case number with such a year has these signs before and behind the year.
    cases: HashMap<(String, char), usize>,
}

impl Years {
    /// By the dates of a document; nothing where it has hardly any, or they have no year in common.
    fn of(text: &Text) -> Option<Self> {
        /// So many dates of one year show when a document was made.
        const OF_ONE_YEAR: usize = 2;
        /// A document looks back farther than ahead, in years.
        const BACK: u16 = 80;
        const AHEAD: u16 = 40;
        let mut years: HashMap<u16, usize> = HashMap::new();
        for date in text.tokens.iter().filter_map(|token| date(&token.text)) {
            *years.entry(date.year().unsigned_abs()).or_default() += 1;
        }
        let (year, times) = years
            .into_iter()
            .max_by_key(|(year, times)| (*times, u16::MAX - year))?;
        if times < OF_ONE_YEAR {
            return None;
        }
        let possible = year.saturating_sub(BACK)..=year + AHEAD;
        let mut cases: HashMap<(String, char), usize> = HashMap::new();
        for line in &text.lines {
            let mut before = None;
            for token in &text.tokens[line.tokens.clone()] {
                if let Some((form, year, _)) = case_year(before, &token.text)
                    && possible.contains(&year)
                {
                    *cases.entry(form).or_default() += 1;
                }
                before = Some(token.text.as_str());
            }
        }
        Some(Self { possible, cases })
    }

    /// `2813-64-15` and, behind the register of other cases, `2613-4`: a date or a case number whose year cannot be, with zeros for the
    /// digits that make it so.
    fn mended(&self, before: Option<&str>, word: &str) -> Option<String> {
        /// So many case numbers are made in the same way.
        const OF_ONE_FORM: usize = 2;
        let found = YEAR.captures(word)?;
        let (start, behind) = (&found["before"], &found["behind"]);
        let year: u16 = found["year"].parse().ok()?;
        if self.possible.contains(&year) {
            return None;
        }
        let written = with_zeros(&found["year"], 1..=2, |year| {
            year.parse().is_ok_and(|year| self.possible.contains(&year))
        })?;
        let whole = with_zeros(&format!("{start}{written}{behind}"), 5..=9, |word| date(word).is_some());
        if let Some(date) = whole.filter(|_| start.is_empty()) {
            return Some(date);
        }
        let (form, ..) = case_year(before, word)?;
        let usual = self.cases.get(&form).is_some_and(|times| *times >= OF_ONE_FORM);
        usual.then(|| format!("{start}{written}{behind}"))
    }
}

/// A word with zeros for as few of the digits like them in some places as will do, if one choice alone does.
fn with_zeros(word: &str, places: RangeInclusive<usize>, will_do: impl Fn(&str) -> bool) -> Option<String> {
    if will_do(word) {
        return Some(word.to_owned());
    }
    let like: Vec<usize> = places
        .filter(|at| word.as_bytes().get(*at).is_some_and(|byte| b"689".contains(byte)))
        .collect();
    let with = |chosen: usize| {
        let zero = |at: usize| {
            like.iter()
                .position(|place| *place == at)
                .is_some_and(|bit| chosen >> bit & 1 == 1)
        };
        word.char_indices()
            .map(|(at, c)| if zero(at) { '0' } else { c })
            .collect::<String>()
    };
    (1..=like.len()).find_map(|count| {
        let choices = (0..1_usize << like.len()).filter(|chosen| chosen.count_ones() as usize == count);
        let mut found = choices.map(with).filter(|word| will_do(word));
        found.next().filter(|_| found.next().is_none())
    })
}

/// How the case number that a word begins is made, with its register before it in the word or as a word of its own, its year, and its rest.
fn case_year(before: Option<&str>, word: &str) -> Option<((String, char), u16, String)> {
    if !word.contains(char::is_numeric) {
        return None;
    }
    let found = YEAR.captures(word)?;
    let register = |word: &str| (1..=5).contains(&word.chars().count()) && word.starts_with(char::is_uppercase);
    let apart = before
        .map(|before| before.trim_end_matches(['.', ':']))
        .filter(|before| register(before));
    let before = Some(&found["before"]).filter(|before| !before.is_empty()).or(apart)?;
    let sign = found["behind"].chars().next()?;
    Some((
        (before.to_owned(), sign),
        found["year"].parse().ok()?,
        found["behind"].to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use crate::clean::lines_after;
    use crate::scan::Scan;

    /// The lines of a page in letters of one width, after mending; a word of the page is as wide as that of the truth.
    fn mended(lines: &[(&str, &str)]) -> Vec<String> {
        let filler = ["Kommunstyrelsen beslutar uppdra förvaltningen"; 8];
        let truth: Vec<&str> = filler
            .into_iter()
            .chain(lines.iter().map(|(truth, _)| *truth))
            .collect();
        let mut scan = Scan::of_lines(&truth).on_image();
        let read = filler.iter().chain(lines.iter().map(|(_, read)| read));
        let read: Vec<&str> = read.flat_map(|line| line.split(' ')).collect();
        for (word, read) in scan.pages[0].words.iter_mut().zip(read) {
            word.text = read.to_owned();
        }
        lines_after(&scan, |text| super::mend(&scan, text)).split_off(filler.len())
    }

    #[test]
    fn one_zero_is_as_wide_as_one_sign() {
        let same = |truth: &str, read: &str| assert_eq!(mended(&[(truth, read)]), [truth]);
        same("KS 2013-61 805", "KS 29013-61 805");
        same("Dnr 2007:007/10", "Dnr 2007:90907/10");
        same("§ 101", "§ 1091");
        same("556999-0000,", "556999-000090,");
        same("den 2007-05-09.", "den 29007-905-09.");
        assert_eq!(mended(&[("KS 29013-61", "KS 29013-61")]), ["KS 29013-61"]);
        for amount in ["09.900", "20906", "220 0090 kronor", "2 0906,50"] {
            let truth = amount.replacen("90", "0", 1);
            assert_eq!(mended(&[(&truth, amount)]), [amount]);
        }
    }

    #[test]
    fn a_year_far_ahead_has_zeros() {
        let same = |truth: &str, read: &str| {
            let lines = [
                ("2013-05-13", "2013-05-13"),
                ("2013-04-02", "2013-04-02"),
                ("KS 2013-7", "KS 2013-7"),
            ];
            let lines = [&lines[..], &[("KS 2012-61 i KS", "KS 2012-61 i KS"), (truth, read)]].concat();
            mended(&lines)[4] == truth
        };
        assert!(same("den 2013-04-15", "den 2813-64-15"));
        assert!(same("den 2003-12-15, nr", "den 2883-12-15, nr"));
        assert!(same("Dnr KS 2013-4 002", "Dnr KS 2613-4 002"));
        assert!(same("tel 2613-4 002", "tel 2613-4 002"));
        assert!(same("till 2040-12-31", "till 2040-12-31"));
        assert!(!same("den 2018-04-15", "den 2818-94-15x"));
    }
}
