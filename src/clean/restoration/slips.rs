//! Long, common words that OCR bent in one place as no pair shows: a symbol too many, or a marked letter that was lost or is past
//! recognition. In text that was read with Swedish letters it may be any letter, or two that changed places.

use super::candidates::{Candidate, MOST_STEPS};
use super::channel::{Channel, Scope};
use super::language::{FIRST_WORD, Language, WordId};
use super::place::Place;

/// Least symbols of a word that is looked at: of a shorter one too little is left.
const LEAST_SYMBOLS: usize = 6;
/// What a slip costs.
const SLIP: f32 = 9.0;
/// Words that cost more are too rare: an ending too many makes another form of them.
const COMMON: f32 = 12.5;
/// Greatest cost of the channel for the rest of the word.
const NEAR: f32 = 2.0;
/// Letters that are lost to other models.
const MARKED: &[u8] = &[0xE5, 0xE4, 0xF6];
/// Letters that may be lost, or read as another, in text that was read with Swedish letters.
const LETTERS: &[u8] = b"abcdefghijklmnoprstuvxy\xE5\xE4\xF6";
/// Least symbols of a word in such text.
const LEAST_SWEDISH: usize = 7;

/// The common words that the symbols stand for but for one slip.
pub fn with_slip(language: &Language<'_>, channel: &Channel, symbols: &[u8]) -> Vec<Candidate> {
    let (least, lost) = match channel.scope {
        Scope::AllWords => (LEAST_SYMBOLS, MARKED),
        Scope::UnlistedWords => (LEAST_SWEDISH, LETTERS),
    };
    if symbols.len() < least {
        return Vec::new();
    }
    let mut search = Search {
        language,
        channel,
        symbols,
        lost,
        steps: 0,
        letters: Vec::new(),
        sources: Vec::new(),
        found: Vec::new(),
    };
    search.walk(0, Place::root(&language.words), 0.0, false);
    search.found
}

struct Search<'a, 'm> {
    language: &'a Language<'m>,
    channel: &'a Channel,
    symbols: &'a [u8],
    /// The letters that may be lost.
    lost: &'a [u8],
    steps: usize,
    letters: Vec<u8>,
    sources: Vec<u8>,
    found: Vec<Candidate>,
}

impl<'a> Search<'a, '_> {
    fn walk(&mut self, at: usize, place: Place<'a>, cost: f32, slipped: bool) {
        let left = self.symbols.len() - at;
        if left == 0 {
            if let Some(rank) = place.word().filter(|_| slipped) {
                self.note(rank, cost);
            }
            return;
        }
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return;
        }
        let (channel, symbols) = (self.channel, self.symbols);
        for rule in channel.rules(&symbols[at..]) {
            if cost + rule.cost > NEAR {
                break;
            }
            if let Some(next) = place.behind(&self.language.words, &rule.listed) {
                self.go_on(at, &rule.letters, at + rule.read.len(), next, cost + rule.cost, slipped);
            }
        }
        if !slipped {
            self.slip(at, place, cost);
        }
    }

    /// Walks on behind what may have slipped at a place.
    fn slip(&mut self, at: usize, place: Place<'a>, cost: f32) {
        let (symbols, any_letter) = (self.symbols, self.channel.scope == Scope::UnlistedWords);
        // Beginnings and endings tell words and their forms from each other: nothing is taken from them.
        let is_ending = symbols.len() - at <= 2;
        let is_inner = at > 0 && !is_ending;
        if is_inner {
            self.walk(at + 1, place, cost, true);
        }
        if any_letter && is_ending {
            return;
        }
        for (letter, next) in place.ahead(&self.language.words, self.lost) {
            if letter != symbols[at] && (!any_letter || is_inner) {
                self.go_on(at, &[letter], at + 1, next, cost, true);
            }
            self.go_on(at, &[letter], at, next, cost, true);
        }
        if any_letter && is_inner && symbols[at] != symbols[at + 1] {
            let swapped = [symbols[at + 1], symbols[at]];
            if let Some(next) = place.behind(&self.language.words, &swapped) {
                self.go_on(at, &swapped, at + 2, next, cost, true);
            }
        }
    }

    /// Walks on behind letters that were read as the symbol at a place.
    fn go_on(&mut self, source: usize, letters: &[u8], at: usize, place: Place<'a>, cost: f32, slipped: bool) {
        let length = self.letters.len();
        self.letters.extend_from_slice(letters);
        self.sources.resize(length + letters.len(), source as u8);
        self.walk(at, place, cost, slipped);
        self.letters.truncate(length);
        self.sources.truncate(length);
    }

    fn note(&mut self, rank: u64, cost: f32) {
        let word = FIRST_WORD + rank as WordId;
        if self.language.unigram(word) <= COMMON {
            self.found.push(Candidate {
                letters: self.letters.clone(),
                sources: self.sources.clone(),
                word,
                channel: cost + SLIP,
                spelling: 0.0,
            });
        }
    }
}
