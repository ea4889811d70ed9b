//! What one word shows of the letters that a document lost: the word of the list that it is with them, and what was read in
//! their place.

use super::SWEDISH;
use crate::clean::restoration::alphabet::{self, SIGN};
use crate::clean::restoration::condition::{LIKELIER, UNLISTED};
use crate::clean::restoration::language::{FIRST_WORD, Language, WordId};
use crate::clean::restoration::place::Place;

/// Letters of a word that may tell, and of one that lost nothing but marks.
const LEAST_TELLING: usize = 2;
const LEAST_WITHOUT_MARKS: usize = 4;

/// Places in the list that are looked at for one word.
pub(super) const MOST_STEPS: usize = 1_000;

/// What a word shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shown {
    /// A list has it as it is.
    Listed,
    /// A list has it with these letters in the place of those that were read.
    Lost(Vec<Reading>),
    /// Nothing.
    Nothing,
}

/// A letter, and what was read where it stands.
pub(super) type Reading = (Vec<u8>, u8);

/// What a word shows of the letters that a document lost.
pub(super) fn shown(language: &Language<'_>, symbols: &[u8], lost: &[u8]) -> Shown {
    let own = language.find(symbols);
    let listed = if own.is_some() { Shown::Listed } else { Shown::Nothing };
    let own = own.map_or(UNLISTED, |word| language.unigram(word));
    if symbols.len() < LEAST_TELLING || !(0..symbols.len()).any(|at| !stands_for(&symbols[at..], lost).is_empty()) {
        return listed;
    }
    match with_lost(language, symbols, lost) {
        Some((cost, readings)) if cost + LIKELIER < own && tells(symbols, &readings) => Shown::Lost(readings),
        _ => listed,
    }
}

/// Whether a word is long enough to tell: many short words without marks are words of other languages too.
fn tells(symbols: &[u8], readings: &[Reading]) -> bool {
    let only_marks = readings.iter().all(|(read, _)| is_known_loss(read));
    symbols.len() >= if only_marks { LEAST_WITHOUT_MARKS } else { LEAST_TELLING }
}

/// The likeliest word of the list with lost letters in the place of some symbols, what it costs, and how they were read.
pub(super) fn with_lost(language: &Language<'_>, symbols: &[u8], lost: &[u8]) -> Option<(f32, Vec<Reading>)> {
    let mut best: Option<(f32, Vec<Reading>)> = None;
    let mut stack = vec![(0, Place::root(&language.words), Vec::new())];
    let mut steps = 0;
    while let Some((at, place, readings)) = stack.pop() {
        steps += 1;
        if steps > MOST_STEPS {
            break;
        }
        let Some(&symbol) = symbols.get(at) else {
            if let Some(rank) = place.word().filter(|_| !readings.is_empty()) {
                let cost = language.unigram(FIRST_WORD + rank as WordId);
                if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                    best = Some((cost, readings));
                }
            }
            continue;
        };
        for (length, letter) in stands_for(&symbols[at..], lost) {
            if let Some(next) = place.behind(&language.words, &[letter]) {
                let mut readings = readings.clone();
                readings.push((symbols[at..at + length].to_vec(), letter));
                stack.push((at + length, next, readings));
            }
        }
        if let Some(next) = place.behind(&language.words, &[symbol]) {
            stack.push((at + 1, next, readings));
        }
    }
    best
}

/// The lost letters that what is read here may stand for, with the number of symbols that do.
fn stands_for(symbols: &[u8], lost: &[u8]) -> Vec<(usize, u8)> {
    let any = |length| lost.iter().map(move |&letter| (length, letter));
    let one = |length, letters: &[u8]| -> Vec<(usize, u8)> {
        let letters = letters.iter().filter(|letter| lost.contains(letter));
        letters.map(|&letter| (length, letter)).collect()
    };
    let any_swedish = || SWEDISH.into_iter().map(|letter| (1, letter));
    match symbols {
        [b'a', b'a', ..] => [one(2, &[0xE5]), one(1, &[0xE5, 0xE4])].concat(),
        [b'a', b'e', ..] => [one(2, &[0xE4]), one(1, &[0xE5, 0xE4])].concat(),
        [b'a', ..] => one(1, &[0xE5, 0xE4]),
        [b'o', b'e', ..] => [one(2, &[0xF6]), one(1, &[0xF6])].concat(),
        [b'o', ..] => one(1, &[0xF6]),
        [SIGN, ..] => any(1).collect(),
        // OCR may see a letter twice, or lose capitals alone.
        [one, other, ..] if is_foreign(*one) && is_foreign(*other) => any(2).chain(any_swedish()).collect(),
        [symbol, ..] if is_foreign(*symbol) => any_swedish().collect(),
        [symbol, ..] if alphabet::is_swedish(*symbol) && !lost.contains(symbol) => any(1).collect(),
        _ => Vec::new(),
    }
}

/// What letters without their marks, and OCR without Swedish, are read as: the channel has that.
pub(super) fn is_known_loss(read: &[u8]) -> bool {
    matches!(read, [b'a' | b'o' | 0xE9])
}

/// A letter that Swedish has none of, or few.
pub(super) fn is_foreign(symbol: u8) -> bool {
    (symbol >= 0xDF || symbol == alphabet::UNKNOWN || symbol == SIGN) && !alphabet::is_swedish(symbol)
}
