//! Case numbers (diarienummer): found in running text, taken apart, and brought to one form for all their spellings.
//!
//! There is no national form. The forms that were seen are rows of a table ([`forms`]); a new one is a new row. Each row
//! says how sure its form is: some can be nothing else wherever they stand, some are case numbers only where a case
//! number is expected, some only after a label (`Dnr`, `Ärendenummer`). No digit is ever changed or guessed: a number
//! whose parts can be read in two ways keeps its form and has no parts.

mod forms;
mod keys;
mod look_alikes;
mod misread;
mod parts;
#[cfg(test)]
mod tests;
mod unlisted;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::record::CaseNumber;
use forms::Place;
use look_alikes::is_years;
use parts::read;

pub use keys::{query_keys, search_keys};
pub use misread::by_the_others;
pub use parts::{CLASS_LABELS, with_class_code, with_register};
pub use unlisted::{of_codes, of_no_form};

/// The words that stand before a case number, or end the word before one, also with their first letter as OCR without Swedish letters reads it.
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&label()).ok());
/// A part of each of these words, which is found faster than the word.
static PART_OF_LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("(?i)nr|nummer|beteckning").ok());
/// Such words at the beginning of a text.
static LABEL_AT_START: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&format!("^{}", label())).ok());

fn label() -> String {
    let names = "dnr|d[.:]?nr|[äåa](?:re?)?nr|reg[.]?nr|diari(?:e|um)[ -]?(?:nr|nummer|beteckning)|(?:[äaåoöéiíd4]|ii|aé)rende[ -]?(?:nr|nummer|beteckning)";
    format!(r"(?i:(?:{names})[.:]{{0,2}}\s{{0,40}})")
}

/// What stands between numbers under one label: `dnr 1859/17, 1544/20 och 12/21`.
static AND: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^(?:\s?[,;]\s?|\s(?:och|samt|resp\.?|&)\s)").ok());

/// Every case number in a running text that is surely one, with the bytes that it takes (without its label), in order.
pub fn find(text: &str) -> Vec<(Range<usize>, CaseNumber)> {
    let mut found = labelled(text);
    for captures in forms::anywhere_in(text) {
        let Some(range) = captures.get(0).map(|whole| whole.range()) else {
            continue;
        };
        let free = found
            .iter()
            .all(|(taken, _)| range.end <= taken.start || taken.end <= range.start);
        if free
            && stands_alone(text, &range)
            && let Some(number) = read(&captures, Place::Anywhere)
        {
            found.push((range, number));
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// The case numbers after labels. After the first, a list goes on as long as the next part is a number in full.
fn labelled(text: &str) -> Vec<(Range<usize>, CaseNumber)> {
    let mut found: Vec<(Range<usize>, CaseNumber)> = Vec::new();
    let may_be_labelled = PART_OF_LABEL.as_ref().is_some_and(|part| part.is_match(text));
    let labels = LABEL
        .iter()
        .filter(|_| may_be_labelled)
        .flat_map(|label| label.find_iter(text));
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    for mut start in labels
        // Asked of the pattern, boundaries of words are slow beside å, ä and ö.
        .filter(|label| !text[..label.start()].ends_with(in_word))
        .map(|label| label.end())
    {
        if found.last().is_some_and(|(taken, _)| taken.end > start) {
            continue;
        }
        while let Some((length, number)) = at_start(&text[start..], Place::Labelled) {
            let in_full = number.year.is_some();
            found.push((start..start + length, number));
            start += length;
            match AND.as_ref().and_then(|and| and.find(&text[start..])) {
                Some(and) if in_full && more_in_full(&text[start + and.end()..]) => start += and.end(),
                _ => break,
            }
        }
    }
    found
}

/// Whether a list of case numbers goes on: not with a mere number, nor with a thing of no known form.
fn more_in_full(text: &str) -> bool {
    at_start(text, Place::Labelled).is_some_and(|(_, number)| number.year.is_some())
}

/// Whether a text begins with a word that announces a case number: `Dnr`, `Ärendenr`.
pub fn starts_with_label(text: &str) -> bool {
    LABEL_AT_START.as_ref().is_some_and(|label| label.is_match(text))
}

/// A string that stands where a case number stands, as a whole; it may begin with a label.
pub fn parse(raw: &str) -> Option<CaseNumber> {
    parse_as(raw.trim(), Place::Expected)
}

/// What a person typed as a case number: in small letters, with spaces for signs (`slk 2024 78`), or a mere number.
pub fn parse_query(typed: &str) -> Option<CaseNumber> {
    let typed = typed.trim();
    parse_as(typed, Place::Expected).or_else(|| parse_as(&typed.to_uppercase(), Place::Typed))
}

fn parse_as(text: &str, place: Place) -> Option<CaseNumber> {
    let label = LABEL_AT_START.as_ref().and_then(|label| label.find(text));
    let (text, place) = match label {
        Some(label) => (&text[label.end()..], place.max(Place::Labelled)),
        None => (text, place),
    };
    let text = text.trim_end_matches(['.', ',', ';', ':', ')', ' ']);
    at_start(text, place)
        .filter(|(length, _)| *length == text.len())
        .map(|(_, number)| number)
}

/// The case number that a text begins with, where one is expected (after a § number, at the head of an item), and how
/// many bytes it takes; a label before it is counted in.
pub fn parse_start(text: &str) -> Option<(usize, CaseNumber)> {
    match LABEL_AT_START.as_ref().and_then(|label| label.find(text)) {
        Some(label) => {
            at_start(&text[label.end()..], Place::Labelled).map(|(length, number)| (label.end() + length, number))
        }
        None => at_start(text, Place::Expected).filter(|(_, number)| number.serial.is_some() && !is_years(number)),
    }
}

/// The case number that a text begins with which goes on behind another one and its label: `Dnr 95.0187 042, 96.0021 042`.
pub fn parse_next(text: &str) -> Option<(usize, CaseNumber)> {
    parse_start(text).or_else(|| at_start(text, Place::Labelled).filter(|(_, number)| number.year.is_some()))
}

/// The longest case number that a text begins with, and its length in bytes. The earlier form wins a tie.
fn at_start(text: &str, place: Place) -> Option<(usize, CaseNumber)> {
    let mut best: Option<(usize, CaseNumber)> = None;
    for captures in forms::beginning(text, place) {
        let length = captures.get(0).map_or(0, |whole| whole.end());
        if best.as_ref().is_none_or(|(longest, _)| length > *longest)
            && ends_there(text, length)
            && let Some(number) = read(&captures, place)
        {
            best = Some((length, number));
        }
    }
    best
}

/// Whether what stands in the range is a thing of its own, not a piece of a longer number, name or address.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let mut before = text[..range.start].chars().rev();
    let begins = match before.next() {
        None => true,
        Some('.') => !before.next().is_some_and(char::is_alphanumeric),
        Some(c) if c.is_whitespace() => !matches!(before.find(|c| !c.is_whitespace()), Some('§')),
        Some(c) => !(c.is_alphanumeric() || "-‐‑–/:_@§".contains(c)),
    };
    // 0920/12 34 56 is a telephone number of old
    let mut after = text[range.end..].chars();
    let goes_on = after.next() == Some(' ') && after.next().is_some_and(|c| c.is_ascii_digit());
    let telephone = goes_on && text[range.clone()].starts_with('0');
    begins && !telephone && ends_there(text, range.end)
}

/// Whether a number can end at this byte: no letter, digit, or sign with one of them goes on.
fn ends_there(text: &str, end: usize) -> bool {
    let mut after = text[end..].chars();
    match after.next() {
        Some(c) if c.is_alphanumeric() => false,
        Some(c) if "-‐‑–/:.".contains(c) => !after.next().is_some_and(char::is_alphanumeric),
        _ => true,
    }
}
