//! Long, common words that OCR bent in one place as no pair shows: a symbol too many, or a marked letter that was lost or is past
//! recognition.

use fst::raw::Node;

use super::candidates::{Candidate, MOST_STEPS};
use super::channel::Channel;
use super::language::{FIRST_WORD, Language, WordId};

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
    let mut search = Search {
        language,
        channel,
        symbols,
        steps: 0,
        letters: Vec::new(),
        sources: Vec::new(),
        found: Vec::new(),
    };
    search.walk(0, Place::root(language), 0.0, false);
    search.found
}

/// A place in the list of words.
#[derive(Clone, Copy)]
struct Place<'m> {
    node: Node<'m>,
    rank: u64,
}

impl<'m> Place<'m> {
    fn root(language: &'m Language<'_>) -> Self {
        let node = language.words.root();
        Self { node, rank: 0 }
    }

    /// The place behind some letters.
    fn behind(self, language: &'m Language<'_>, letters: &[u8]) -> Option<Self> {
        letters.iter().try_fold(self, |place, &letter| {
            let transition = place.node.transition(place.node.find_input(letter)?);
            Some(Self {
                node: language.words.node(transition.addr),
                rank: place.rank + transition.out.value(),
            })
        })
    }
}

struct Search<'a, 'm> {
    language: &'a Language<'m>,
    channel: &'a Channel,
    symbols: &'a [u8],
    steps: usize,
    letters: Vec<u8>,
    sources: Vec<u8>,
    found: Vec<Candidate>,
}

impl<'a> Search<'a, '_> {
    fn walk(&mut self, at: usize, place: Place<'a>, cost: f32, slipped: bool) {
        let left = self.symbols.len() - at;
        if left == 0 {
            if slipped && place.node.is_final() {
                self.note(place, cost);
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
            if let Some(next) = place.behind(self.language, &rule.listed) {
                self.go_on(at, &rule.letters, at + rule.read.len(), next, cost + rule.cost, slipped);
            }
        }
        if slipped {
            return;
        }
        // Beginnings and endings tell words and their forms from each other: nothing is taken from them.
        if at > 0 && left > 2 {
            self.walk(at + 1, place, cost, true);
        }
        for letter in MARKED {
            if let Some(next) = place.behind(self.language, &[letter]) {
                self.go_on(at, &[letter], at + 1, next, cost, true);
                self.go_on(at, &[letter], at, next, cost, true);
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

    fn note(&mut self, place: Place<'a>, cost: f32) {
        let word = FIRST_WORD + (place.rank + place.node.final_output().value()) as WordId;
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
