//! Long words that OCR was not sure of, and that no list has: more than one letter of them may be misread.

use super::letters::Words;
use crate::clean::{Token, bare, restoration};
use crate::scan::Scan;
use crate::vocabulary;

/// OCR is not sure of words below this confidence.
const UNSURE: f32 = 0.6;
/// Least letters of such a word, and of one with a capital, which may be a name.
const LONG: usize = 9;
const LONG_WITH_CAPITAL: usize = 12;
/// Least letters of the first part of a compound word.
const PART: usize = 4;

/// `utbitdningskantoret`, `centralhnämnden`, `Budgetuppföljnig`: the one word that stands often in the document and differs in two
/// letters at most, or the one of the list that differs in one, or whose last part does.
pub(super) fn mended(scan: &Scan, token: &Token, words: &Words<'_>) -> Option<String> {
    let [only] = token.words[..] else { return None };
    let confidence = scan.pages[only.page].words[only.word].confidence?;
    let word = token.text.as_str();
    let core = bare(word);
    let length = core.chars().count();
    let capital = core.starts_with(char::is_uppercase);
    let written = core.chars().all(char::is_alphabetic) && core.chars().skip(1).all(char::is_lowercase);
    let once = words.times(core) == 1;
    if confidence >= UNSURE || length < LONG || !written || !once || restoration::is_word(core) {
        return None;
    }
    let small = core.to_lowercase();
    if is_compound(&small) {
        return None;
    }
    // The last letter tells the form of a word.
    let same_end = |other: &str| other.chars().next_back() == small.chars().next_back();
    let often = words
        .often(length)
        .filter(|other| same_end(other) && vocabulary::edits_within(2, other, &small).is_some());
    let found = only_one(often.map(str::to_owned)).or_else(|| {
        let long = !capital || length >= LONG_WITH_CAPITAL;
        let listed = || only_one(listed(&small).into_iter().filter(|other| same_end(other)));
        let last_part = || only_one(with_last_part(&small).into_iter().filter(|other| same_end(other)));
        if long { listed().or_else(last_part) } else { None }
    })?;
    let mut letters = found.chars();
    let first = letters.next()?;
    let first = if capital {
        first.to_uppercase().to_string()
    } else {
        first.to_string()
    };
    Some(word.replacen(core, &(first + letters.as_str()), 1))
}

/// Whether a word is made of two words, with or without an s between them.
fn is_compound(word: &str) -> bool {
    let parts = word.char_indices().skip(PART - 1).map(|(at, _)| word.split_at(at));
    let mut whole = parts.filter(|(_, last)| last.chars().count() >= PART && restoration::is_word(last));
    whole.any(|(first, _)| restoration::is_word(first) || first.strip_suffix('s').is_some_and(restoration::is_word))
}

/// Compound words whose first part is that of a word, and whose last part is a word that differs from its in one letter.
fn with_last_part(word: &str) -> Vec<String> {
    let parts = word.char_indices().skip(PART).map(|(at, _)| word.split_at(at));
    let parts = parts.filter(|(first, last)| last.chars().count() >= LONG - 1 && restoration::is_word(first));
    let mut found: Vec<String> = parts
        .flat_map(|(first, last)| listed(last).into_iter().map(move |last| format!("{first}{last}")))
        .collect();
    found.sort();
    found.dedup();
    found
}

/// The words of the list, no names, that differ from one in one letter: lost, read as another, or read where there is none.
fn listed(word: &str) -> Vec<String> {
    const LETTERS: &str = "abcdefghijklmnoprstuvyåäö";
    let places: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    let mut found = Vec::new();
    for (index, &at) in places.iter().enumerate() {
        let behind = places.get(index + 1).copied().unwrap_or(word.len());
        found.push(format!("{}{}", &word[..at], &word[behind..]));
        for letter in LETTERS.chars() {
            found.push(format!("{}{letter}{}", &word[..at], &word[behind..]));
            found.push(format!("{}{letter}{}", &word[..at], &word[at..]));
        }
    }
    found.retain(|other| restoration::is_word(other) && !restoration::is_name(other));
    found.sort();
    found.dedup();
    found
}

fn only_one<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    found.next().filter(|_| found.next().is_none())
}
