//! Which letters of a name have marks, by the letters on both sides of each: the `a` of `-back` at the end of a name, whatever begins it.
//!
//! The model of letters goes from left to right and counts; this one weighs. For each a and o there is a log-linear choice among the letter
//! and its marked forms. What it looks at are the sequences of letters around, without their marks, in names and in all words.

use std::io::{self, Error, ErrorKind};

use super::alphabet;

/// Weights of each marked letter. Sequences share them by their hashes.
pub const SLOTS: usize = 1 << 16;
/// Marked letters, in the order of their weights.
const MARKED: [u8; 3] = [0xE5, 0xE4, 0xF6];
/// Steps of a weight in a nat.
pub const STEPS: f32 = 16.0;

/// Letters that are looked at before a letter, behind it, and on both sides together.
const BEFORE: usize = 4;
const BEHIND: usize = 4;
const AROUND: usize = 5;

/// What stands at either end of a word.
const END: u8 = b'|';

/// The model, over its section of a model file.
pub struct Diacritics<'a> {
    weights: &'a [u8],
}

impl<'a> Diacritics<'a> {
    /// Reads the section.
    ///
    /// # Errors
    /// When it has another length.
    pub fn read(weights: &'a [u8]) -> io::Result<Self> {
        let whole = weights.len() == MARKED.len() * SLOTS;
        let wrong = || Error::new(ErrorKind::InvalidData, "its marks of names are broken");
        whole.then_some(Self { weights }).ok_or_else(wrong)
    }

    /// What the marks of a word in small letters cost, of a name or of another.
    pub fn cost(&self, word: &[u8], is_name: bool) -> f32 {
        let plain = between_ends(word);
        let mut around = Vec::new();
        let costs = (1..).zip(word).filter_map(|(at, &letter)| {
            let (first, forms) = forms(plain[at])?;
            slots(&plain, at, is_name, &mut around);
            let weight = |form: usize, slot: &usize| self.weights[(first + form) * SLOTS + slot] as i8;
            let sum = |form| around.iter().map(|slot| i32::from(weight(form, slot))).sum::<i32>();
            let scores: Vec<f32> = (0..forms.len()).map(|form| sum(form) as f32 / STEPS).collect();
            Some(cost(&scores, forms.iter().position(|&form| form == letter)))
        });
        costs.sum()
    }
}

/// What it costs to be one of the marked forms of a letter, or the letter itself, whose score is none.
fn cost(scores: &[f32], chosen: Option<usize>) -> f32 {
    let all: f32 = scores.iter().map(|score| score.exp()).sum();
    all.ln_1p() - chosen.map_or(0.0, |form| scores[form])
}

/// The marked forms of a letter, and the number of the first of them.
pub fn forms(plain: u8) -> Option<(usize, &'static [u8])> {
    match plain {
        b'a' => Some((0, &MARKED[..2])),
        b'o' => Some((2, &MARKED[2..])),
        _ => None,
    }
}

/// A word without its marks, between its ends.
pub fn between_ends(word: &[u8]) -> Vec<u8> {
    [&[END], alphabet::skeleton(word).as_slice(), &[END]].concat()
}

/// The slots of the sequences around a letter of a word: those of all words, and those of names or of other words.
pub fn slots(word: &[u8], at: usize, is_name: bool, slots: &mut Vec<usize>) {
    slots.clear();
    for before in 0..=BEFORE.min(at) {
        for behind in 0..=BEHIND.min(AROUND - before).min(word.len() - 1 - at) {
            let shape = (before * (BEHIND + 1) + behind) as u64;
            let letters = &word[at - before..=at + behind];
            let all = letters
                .iter()
                .fold(shape + 1, |hash, &letter| mixed(hash ^ u64::from(letter)));
            slots.push(slot(all));
            slots.push(slot(mixed(all ^ (1 + u64::from(is_name)))));
        }
    }
}

fn mixed(hash: u64) -> u64 {
    let product = hash.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    product ^ (product >> 29)
}

fn slot(hash: u64) -> usize {
    (mixed(hash) >> 40) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::restoration::model;

    /// What marks make dearer or cheaper.
    fn dearer(marked: &str, plain: &str) -> f32 {
        let cost = |name| {
            model().map_or(0.0, |model| {
                model.language.diacritics.cost(&alphabet::symbols(name), true)
            })
        };
        cost(marked) - cost(plain)
    }

    #[test]
    fn the_letters_on_both_sides_tell_of_marks() {
        for (right, wrong) in [
            ("klevbäck", "klevback"),
            ("vittsjö", "vittsjo"),
            ("hagmark", "hågmark"),
            ("tranfors", "tranförs"),
        ] {
            assert!(dearer(right, wrong) < -2.0, "{right}");
        }
    }

    #[test]
    fn letters_without_marked_forms_cost_nothing() {
        assert!(dearer("flink", "blixt").abs() < f32::EPSILON);
    }

    #[test]
    fn sequences_end_where_the_word_does() {
        let word = between_ends(
            "ål"
                .chars()
                .filter_map(alphabet::letter)
                .collect::<Vec<u8>>()
                .as_slice(),
        );
        assert_eq!(word, b"|al|");
        let mut found = Vec::new();
        slots(&word, 1, true, &mut found);
        assert_eq!(found.len(), 2 * 2 * 3);
    }
}
