//! Words that look alike without their marks (`för`, `for`; `har`, `här`): which of them stands in a place, by the words on both sides.
//!
//! Word trigrams count; this model weighs. For each place where two or more common words may stand that differ in nothing but marks there
//! is a log-linear choice among them. What it looks at are the words around, without their marks, alone and in pairs, and their endings.

use std::io::{self, Error, ErrorKind};

use super::alphabet;
use super::language::{BOUNDARY, WordId};

/// Weights. Features share them by their hashes.
pub const SLOTS: usize = 1 << 20;
/// Steps of a weight in a nat.
pub const STEPS: f32 = 16.0;
/// A word that costs more is too rare for the texts to tell how it is used.
const COMMON: f32 = 14.0;
/// Least letters of a word: a letter alone is a sign as often.
const LEAST_LETTERS: usize = 2;
/// What is looked at.
const FEATURES: usize = 22 + FARTHER.len();
/// Places whose words are looked at wherever they stand on their side.
const FARTHER: [isize; 16] = [-9, -8, -7, -6, -5, -4, -3, -2, 2, 3, 4, 5, 6, 7, 8, 9];
/// The sides, beside the kinds of features that have their places.
const BEFORE: u64 = 77;
const BEHIND: u64 = 78;
/// Letters of the endings of words.
const ENDING: usize = 3;

/// The model, over its section of a model file.
pub struct Homographs<'a> {
    weights: &'a [u8],
}

impl<'a> Homographs<'a> {
    /// Reads the section.
    ///
    /// # Errors
    /// When it has another length.
    pub fn read(weights: &'a [u8]) -> io::Result<Self> {
        let wrong = || Error::new(ErrorKind::InvalidData, "its words that look alike are broken");
        (weights.len() == SLOTS).then_some(Self { weights }).ok_or_else(wrong)
    }

    /// What each of some words costs in a place.
    pub fn costs(&self, features: &Features, words: &[u64]) -> Vec<f32> {
        let score = |&word: &u64| {
            let weights = features
                .slots(word, SLOTS)
                .map(|slot| i32::from(self.weights[slot] as i8));
            weights.sum::<i32>() as f32 / STEPS
        };
        costs(&words.iter().map(score).collect::<Vec<f32>>())
    }
}

/// What choices cost by their scores.
pub fn costs(scores: &[f32]) -> Vec<f32> {
    let greatest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let all: f32 = scores.iter().map(|score| (score - greatest).exp()).sum();
    scores.iter().map(|score| greatest + all.ln() - score).collect()
}

/// Whether a word is weighed that costs so much alone.
pub fn is_weighed(word: &[u8], cost: f32) -> bool {
    word.len() >= LEAST_LETTERS && cost <= COMMON
}

/// A word, or what stands for none, beside a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Neighbour {
    /// Its letters without their marks.
    word: u64,
    /// The last of them.
    ending: u64,
    /// Whether it begins with a capital.
    capital: bool,
}

impl Neighbour {
    /// A word in small letters.
    pub fn word(letters: &[u8], capital: bool) -> Self {
        let ending = &letters[letters.len().saturating_sub(ENDING)..];
        Self {
            word: hash(letters),
            ending: hash(ending),
            capital,
        }
    }

    /// The word, with a capital or without.
    pub fn with_capital(self, capital: bool) -> Self {
        Self { capital, ..self }
    }

    /// A number, the boundary of a sentence, or an abbreviation.
    pub fn sign(sign: WordId) -> Self {
        let word = mixed(u64::from(sign) + 1);
        Self {
            word,
            ending: word,
            capital: false,
        }
    }
}

/// What is looked at in a place.
pub struct Features([u64; FEATURES]);

impl Features {
    /// What is looked at in a place of a text; `text` gives what stands so many words behind it or, below 0, before it.
    pub fn new(text: &impl Fn(isize) -> Neighbour) -> Self {
        let [third, second, first] = [-3, -2, -1].map(text);
        let [next, after, last] = [1, 2, 3].map(text);
        let case = match (text(0).capital, first == Neighbour::sign(BOUNDARY)) {
            (false, _) => 1,
            (true, true) => 2,
            (true, false) => 3,
        };
        let capitals = u64::from(first.capital) << 1 | u64::from(next.capital);
        let words_around = both(first.word, next.word);
        let endings_before = both(second.ending, first.ending);
        let endings_behind = both(next.ending, after.ending);
        let mut features = [0; FEATURES];
        let in_their_places = [
            0,
            case,
            capitals,
            first.word,
            next.word,
            second.word,
            after.word,
            third.word,
            last.word,
            words_around,
            both(second.word, first.word),
            both(next.word, after.word),
            both(second.word, words_around),
            both(words_around, after.word),
            first.ending,
            next.ending,
            both(first.ending, next.ending),
            endings_before,
            endings_behind,
            both(endings_before, endings_behind),
            both(first.word, next.ending),
            both(first.ending, next.word),
        ];
        let (places, anywhere) = features.split_at_mut(in_their_places.len());
        for ((kind, feature), looked_at) in (1..).zip(places).zip(in_their_places) {
            *feature = both(looked_at, kind);
        }
        for (feature, at) in anywhere.iter_mut().zip(FARTHER) {
            *feature = both(text(at).word, if at < 0 { BEFORE } else { BEHIND });
        }
        Self(features)
    }

    /// The slots of a word with these features, of so many.
    pub fn slots(&self, word: u64, slots: usize) -> impl Iterator<Item = usize> {
        self.0
            .iter()
            .map(move |feature| (mixed(feature ^ word) >> 32) as usize % slots)
    }
}

/// A word in small letters, with its marks.
pub fn hash_of(word: &[u8]) -> u64 {
    word.iter().fold(7, |hash, &letter| mixed(hash ^ u64::from(letter)))
}

fn hash(letters: &[u8]) -> u64 {
    letters
        .iter()
        .fold(1, |hash, &letter| mixed(hash ^ u64::from(alphabet::unmarked(letter))))
}

fn both(one: u64, other: u64) -> u64 {
    mixed(one ^ mixed(other))
}

fn mixed(hash: u64) -> u64 {
    let product = hash.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    product ^ (product >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::restoration::model;

    /// How much dearer `wrong` is than `right` at `_` in a line.
    fn dearer(line: &str, right: &str, wrong: &str) -> f32 {
        let words: Vec<Neighbour> = line
            .split(' ')
            .map(|word| Neighbour::word(&alphabet::symbols(word), false))
            .collect();
        let place = line.split(' ').position(|word| word == "_").unwrap_or(0);
        let features = Features::new(&|step| {
            let at = place.checked_add_signed(step);
            at.and_then(|at| words.get(at))
                .copied()
                .unwrap_or(Neighbour::sign(BOUNDARY))
        });
        let hashes = [right, wrong].map(|word| hash_of(&alphabet::symbols(word)));
        model().map_or(0.0, |model| {
            let costs = model.language.homographs.costs(&features, &hashes);
            costs[1] - costs[0]
        })
    }

    #[test]
    fn words_on_both_sides_tell() {
        for (line, right, wrong) in [
            ("namnden _ beslutat att bevilja bidraget", "har", "här"),
            ("det _ arendet ska beredas vidare", "här", "har"),
            ("forslaget innebar att ett _ senare ska arendet provas", "år", "är"),
            ("ledamoten _ inte narvarande vid beslutet", "är", "år"),
            ("kommunen far ta upp ett _ hos banken", "lån", "län"),
        ] {
            assert!(dearer(line, right, wrong) > 1.0, "{line}: {right}, {wrong}");
        }
    }

    #[test]
    fn all_choices_together_are_sure() {
        let shares: f32 = costs(&[2.0, -1.0, 0.5]).iter().map(|cost| (-cost).exp()).sum();
        assert!((shares - 1.0).abs() < 1e-5);
    }
}
