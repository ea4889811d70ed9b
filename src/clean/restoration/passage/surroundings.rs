//! What stands around a word: words of the list, words of another language, or noise.

use hashbrown::HashMap;

use super::Position;
use crate::clean::restoration::alphabet;
use crate::clean::restoration::language::Language;

/// Finds out which words stand among words.
pub(super) fn look_around(language: &Language<'_>, positions: &mut [Position<'_>]) {
    let words: Vec<usize> = (0..positions.len())
        .filter(|&at| matches!(positions[at], Position::Word(..)))
        .collect();
    let mut looked_up: HashMap<&str, bool> = HashMap::new();
    let listed: Vec<bool> = words
        .iter()
        .map(|&at| match &positions[at] {
            Position::Word(unit, _) => *looked_up
                .entry(&unit.text)
                .or_insert_with(|| language.find(&alphabet::symbols(&unit.text)).is_some()),
            Position::Sign(_) => false,
        })
        .collect();
    drop(looked_up);
    let english: Vec<bool> = words
        .iter()
        .map(|&at| match &positions[at] {
            Position::Word(unit, _) => is_english(&unit.text),
            Position::Sign(_) => false,
        })
        .collect();
    let (english, known) = (counted_before(&english), counted_before(&listed));
    for (number, &at) in words.iter().enumerate() {
        let around = number.saturating_sub(AROUND)..(number + AROUND + 1).min(words.len());
        let others = around.len() - 1;
        let english = english[around.end] - english[around.start];
        let known = known[around.end] - known[around.start] - usize::from(listed[number]);
        if let Position::Word(unit, _) = &mut positions[at] {
            unit.listed = listed[number];
            unit.among_words = known * 10 >= others * LEAST_KNOWN;
            unit.in_english = english >= LEAST_ENGLISH;
        }
    }
}

/// How many of some words are marked before each of them, and in all.
fn counted_before(marked: &[bool]) -> Vec<usize> {
    let mut count = 0;
    let mut counts = vec![0];
    counts.extend(marked.iter().map(|marked| {
        count += usize::from(*marked);
        count
    }));
    counts
}

/// Words that stand in every line of English and in no Swedish one.
const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "with", "from", "this", "are", "our", "which", "that", "have", "we", "is", "will",
    "been", "their",
];

fn is_english(word: &str) -> bool {
    word.len() <= LONGEST_ENGLISH && ENGLISH.iter().any(|english| word.eq_ignore_ascii_case(english))
}

/// Letters of the longest of them.
const LONGEST_ENGLISH: usize = 5;

/// Such words that must stand around a word.
const LEAST_ENGLISH: usize = 2;

/// Words on either side that are looked at.
const AROUND: usize = 6;

/// Of ten words around a misread word, those that must be in the list.
const LEAST_KNOWN: usize = 7;
