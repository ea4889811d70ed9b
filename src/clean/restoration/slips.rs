//! Long, common words that OCR bent in one place as no pair shows: a symbol too many, or a marked letter that was lost or is past
//! recognition.

use super::candidates::{Candidate, listed};
use super::channel::Channel;
use super::language::Language;

/// Least symbols of a word that is looked at: of a shorter one too little is left.
const LEAST_SYMBOLS: usize = 6;
/// What a slip costs.
const SLIP: f32 = 9.0;
/// Words that cost more are too rare: an ending too many makes another form of them.
const COMMON: f32 = 12.5;
/// Greatest cost of the channel for the rest of the word.
const NEAR: f32 = 2.0;
/// Letters that are lost to other models.
const MARKED: [u8; 3] = [0xE5, 0xE4, 0xF6];

/// The common words that the symbols stand for but for one slip.
pub fn with_slip(language: &Language<'_>, channel: &Channel, symbols: &[u8]) -> Vec<Candidate> {
    if symbols.len() < LEAST_SYMBOLS {
        return Vec::new();
    }
    let mut found = Vec::new();
    for at in 0..symbols.len() {
        let (before, behind) = (&symbols[..at], &symbols[at + 1..]);
        // Beginnings and endings tell words and their forms from each other: nothing is taken from them.
        if at > 0 && behind.len() > 1 {
            let sources = |source: u8| source + u8::from(usize::from(source) >= at);
            found.extend(common(language, channel, &[before, behind].concat(), &sources));
        }
        for letter in MARKED {
            let replaced = [before, &[letter], behind].concat();
            found.extend(common(language, channel, &replaced, &|source| source));
            let inserted = [before, &[letter], &symbols[at..]].concat();
            let sources = |source: u8| source - u8::from(usize::from(source) > at);
            found.extend(common(language, channel, &inserted, &sources));
        }
    }
    found
}

/// The common words of the list for symbols that were put right, with the symbols that were read as their letters.
fn common(
    language: &Language<'_>,
    channel: &Channel,
    symbols: &[u8],
    source: &dyn Fn(u8) -> u8,
) -> impl Iterator<Item = Candidate> {
    let mut found = listed(language, channel, symbols, NEAR);
    found.retain(|candidate| language.unigram(candidate.word) <= COMMON);
    for candidate in &mut found {
        candidate.channel += SLIP;
        candidate.sources.iter_mut().for_each(|at| *at = source(*at));
    }
    found.into_iter()
}
