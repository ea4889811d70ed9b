//! Numbers as Swedish tables write them: `1 065 400`, `1.065.400`, `-186 327`, `(186)`, `36,4 %`, `38 tkr`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::vocabulary::tables::UNITS;

/// A number, its thousands parted by spaces, full stops or not at all. OCR may have lost the space after the millions:
/// `1065 400`.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?P<sign>[-−–—+]\s?)?(?P<open>\()?(?P<whole>[1-9]\d{0,3}(?: \d{3})+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,8}|0)(?:,(?P<decimals>\d{1,3}))?[)\]]?$",
    )
});
/// Kronor and öre as of old: `1,640:—`, `2,340: 50`, `4.350:-`. Two digits right behind the colon are also the number of a
/// property (`Viken 5:14`) where the kronor have no thousands.
static KRONOR: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:(?P<whole>\d{1,3}(?:[.,]\d{3})*):(?:\s?[-–—]|\s(?P<ore>\d{2}))|(?P<thousands>\d{1,3}(?:[.,]\d{3})+):(?P<cents>\d{2}))$",
    )
});
/// A word that a number may begin with, and one that goes on with it.
static FIRST: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:[-−–—+]?\(?(?:\d{1,3}(?:\.\d{3})+|\d{1,9})(?:,\d{1,3})?[)\]]?%?|\d{1,3}(?:[.,]\d{3})*:[-–—]?|\d{1,3}(?:[.,]\d{3})+:\d{2})$",
    )
});
static MORE: LazyLock<Regex> = LazyLock::new(|| regex(r"^\d{3}(?:,\d{1,3})?\)?%?$"));

fn regex(pattern: &str) -> Regex {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(pattern).expect("the pattern is well-formed")
}

/// The number that a cell holds.
pub(super) fn value(cell: &str) -> Option<f64> {
    if !cell.contains(char::is_numeric) {
        return None;
    }
    if let Some(kronor) = KRONOR.captures(cell) {
        let whole = kronor
            .name("whole")
            .or(kronor.name("thousands"))?
            .as_str()
            .replace([',', '.'], "");
        let ore = kronor
            .name("ore")
            .or(kronor.name("cents"))
            .map_or("0", |ore| ore.as_str());
        return format!("{whole}.{ore}").parse().ok();
    }
    let found = NUMBER.captures(without_unit(cell))?;
    let digits: String = found["whole"].chars().filter(char::is_ascii_digit).collect();
    let decimals = found.name("decimals").map_or("0", |decimals| decimals.as_str());
    let size: f64 = format!("{digits}.{decimals}").parse().ok()?;
    let minus = found.name("sign").is_some_and(|sign| !sign.as_str().starts_with('+'));
    // `(0` is what OCR makes of a nought beside a line.
    let negative = minus || found.name("open").is_some() && cell.trim_end().ends_with(')');
    Some(if negative && size != 0.0 { -size } else { size })
}

fn without_unit(cell: &str) -> &str {
    let cell = cell.trim().trim_end_matches('*').trim_end();
    let lower = cell.to_lowercase();
    let unit = UNITS
        .iter()
        .filter(|unit| lower.ends_with(*unit))
        .map(|unit| unit.len())
        .max()
        .filter(|&length| cell.is_char_boundary(cell.len() - length));
    let rest = unit.map_or(cell, |length| cell[..cell.len() - length].trim_end());
    if rest.ends_with(|c: char| c.is_ascii_digit() || c == ')') {
        rest
    } else {
        cell
    }
}

/// Whether a cell says that it holds nothing: `-`, `–`.
pub(super) fn is_blank(cell: &str) -> bool {
    matches!(cell, "-" | "–" | "—" | "−" | "..." | "…")
}

/// Whether a number may be a year.
pub(super) fn is_year(cell: &str) -> bool {
    cell.len() == 4 && cell.parse().is_ok_and(|year: u32| (1900..2100).contains(&year))
}

/// Whether a word may be part of a number.
fn may_count(word: &str) -> bool {
    FIRST.is_match(word) || is_blank(word) || is_unit(word) || word == "+"
}

fn is_unit(word: &str) -> bool {
    UNITS.contains(&word.to_lowercase().as_str())
}

/// How many words at the end of some may be numbers.
pub(super) fn trailing(words: &[&str]) -> usize {
    let count = words.iter().rev().take_while(|word| may_count(word)).count();
    // A unit alone, or a dash before words, begins no number.
    let leading = words[words.len() - count..]
        .iter()
        .take_while(|word| is_unit(word))
        .count();
    count - leading
}

/// The fewest numbers that words can be, each as a range of words: `61 400 60 900` is two, `238 100 241 900` perhaps one.
pub(super) fn fewest(words: &[&str]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 0..words.len() {
        match found.last_mut() {
            Some(last) if goes_on(&words[last.clone()], words[at]) => last.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}

fn goes_on(before: &[&str], word: &str) -> bool {
    let last = before[before.len() - 1];
    if last.ends_with(':') {
        return is_blank(word) || word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit());
    }
    let sign = before.len() == 1 && (is_blank(last) || last == "+");
    let ended = last.contains([',', '%', ')']) || is_unit(last);
    let groups = before.iter().filter(|word| FIRST.is_match(word)).count();
    if is_unit(word) {
        FIRST.is_match(last)
    } else if sign {
        FIRST.is_match(word) && !word.starts_with(['-', '−', '–', '—', '+'])
    } else {
        MORE.is_match(word) && !ended && groups < 4 && is_first_group(before)
    }
}

/// Whether some words of a number may be followed by a group of three digits.
fn is_first_group(before: &[&str]) -> bool {
    let digits = |word: &str| word.bytes().filter(u8::is_ascii_digit).count();
    before
        .iter()
        .find(|word| digits(word) > 0)
        .is_some_and(|first| digits(first) <= 4 && !first.contains('.'))
}

/// No more ways to read a row than this are looked at.
const READINGS: usize = 60;

/// The ways to read words as just so many numbers, the most even ones first.
pub(super) fn splits(words: &[&str], count: usize) -> Vec<Vec<Range<usize>>> {
    let mut found = Vec::new();
    split(words, 0, count, &mut Vec::new(), &mut found);
    found.sort_by_key(|ranges: &Vec<Range<usize>>| ranges.iter().map(|range| range.len() * range.len()).sum::<usize>());
    found
}

fn split(words: &[&str], from: usize, count: usize, taken: &mut Vec<Range<usize>>, found: &mut Vec<Vec<Range<usize>>>) {
    if count == 0 && from == words.len() && found.len() < READINGS {
        found.push(taken.clone());
    }
    if count == 0 || words.len() - from < count || found.len() >= READINGS {
        return;
    }
    for end in from + 1..=words.len().min(from + 5) {
        let one = fewest(&words[from..end]).len() == 1;
        if one && (is_blank(words[from]) || value(&words[from..end].join(" ")).is_some()) {
            taken.push(from..end);
            split(words, end, count - 1, taken, found);
            taken.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_swedish_form() {
        for (cell, expected) in [
            ("1 065 400", 1_065_400.0),
            ("1065 400", 1_065_400.0),
            ("1.065.400", 1_065_400.0),
            ("-186 327", -186_327.0),
            ("− 186 327 kr", -186_327.0),
            ("(186)", -186.0),
            ("—1 420", -1_420.0),
            ("(0]", 0.0),
            ("(0)", 0.0),
            ("36,4 %", 36.4),
            ("18%", 18.0),
            ("+3", 3.0),
            ("38300", 38_300.0),
            ("12 tkr", 12.0),
            ("1,640:—", 1_640.0),
            ("2,340: 50", 2_340.5),
            ("4.350:-", 4_350.0),
            ("12,175:25", 12_175.25),
            ("1,04", 1.04),
        ] {
            assert_eq!(value(cell), Some(expected), "{cell}");
        }
        for cell in [
            "",
            "-",
            "2021-12-16",
            "2021/25",
            "1:12",
            "2021.79",
            "12 34",
            "kr",
            "§ 5",
            "10.30",
        ] {
            assert_eq!(value(cell), None, "{cell}");
        }
    }

    #[test]
    fn words_are_split_into_numbers() {
        let splits = |text: &str, count| -> Vec<String> {
            let words: Vec<&str> = text.split(' ').collect();
            let texts = |ranges: Vec<Range<usize>>| {
                let numbers = ranges.into_iter().map(|range| words[range].join(" "));
                numbers.collect::<Vec<_>>().join("|")
            };
            splits(&words, count).into_iter().map(texts).collect()
        };
        assert_eq!(splits("74 600 39 800", 2)[0], "74 600|39 800");
        assert_eq!(splits("238 100 241 900 - 3 800", 3)[0], "238 100|241 900|- 3 800");
        assert!(splits("61 400 60 900 500", 3).contains(&"61 400|60 900|500".to_owned()));
        assert_eq!(splits("18 % 9 %", 2), ["18 %|9 %"]);
        assert_eq!(splits("2,340: 50 75: —", 2), ["2,340: 50|75: —"]);
        assert!(splits("12 34", 1).is_empty());
        assert_eq!(trailing(&["Kalix", "40", "000", "kr"]), 3);
        assert_eq!(trailing(&["Kalix", "kr"]), 0);
    }
}
