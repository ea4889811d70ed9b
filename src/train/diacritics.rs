//! The marks of names: weights of the letters around an a or o for its being marked, learned word by word.

use super::descent::{Descent, shuffle};
use super::words::{Count, List};
use crate::clean::restoration::diacritics::{SLOTS, STEPS, between_ends, forms, slots};

/// Times that all words are gone through.
const ROUNDS: usize = 3;
/// What draws weights back.
const DECAY: f32 = 1e-6;
/// What words count that are no names.
const OTHER_WORD: f32 = 0.25;
/// Least letters of a word that teaches something.
const LEAST_LETTERS: usize = 3;

/// The weights for the model file.
pub fn learn(list: &List) -> Vec<u8> {
    let words = list.words.iter().filter(|(word, _)| word.len() >= LEAST_LETTERS);
    let mut words: Vec<&(Vec<u8>, Count)> = words.collect();
    shuffle(&mut words);
    let mut weights = Weights::new();
    for _ in 0..ROUNDS {
        for (word, count) in &words {
            weights.learn(word, is_name(count), importance(count));
        }
    }
    weights.0.bytes(STEPS)
}

fn is_name(count: &Count) -> bool {
    count.bearers > 0 || count.capital > count.small
}

/// What a word counts: names by how many bear them, in powers of ten.
fn importance(count: &Count) -> f32 {
    if count.bearers > 0 {
        ((1.0 + (count.bearers as f32).log10()) / 2.0).min(2.0)
    } else if is_name(count) {
        1.0
    } else {
        OTHER_WORD
    }
}

/// The weights of all marked letters.
struct Weights(Descent);

impl Weights {
    fn new() -> Self {
        let count = [b'a', b'o'].iter().filter_map(|&letter| forms(letter));
        let count = count.map(|(_, forms)| forms.len()).sum::<usize>() * SLOTS;
        Self(Descent::new(count, DECAY))
    }

    /// Goes a step towards the marks of a word.
    fn learn(&mut self, word: &[u8], is_name: bool, importance: f32) {
        let plain = between_ends(word);
        let mut around = Vec::new();
        for (at, &letter) in (1..).zip(word) {
            let Some((first, forms)) = forms(plain[at]) else {
                continue;
            };
            slots(&plain, at, is_name, &mut around);
            let place = |form: usize, slot: usize| (first + form) * SLOTS + slot;
            let shares: Vec<f32> = (0..forms.len())
                .map(|form| {
                    around
                        .iter()
                        .map(|&slot| self.0.weights[place(form, slot)])
                        .sum::<f32>()
                })
                .map(f32::exp)
                .collect();
            let all = 1.0 + shares.iter().sum::<f32>();
            for (form, share) in shares.iter().enumerate() {
                let truth = if forms[form] == letter { 1.0 } else { 0.0 };
                let error = (share / all - truth) * importance;
                for &slot in &around {
                    self.0.step(place(form, slot), error);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::restoration::alphabet;
    use crate::clean::restoration::diacritics::Diacritics;

    #[test]
    fn marks_are_learned_from_their_neighbours() {
        let mut weights = Weights::new();
        for _ in 0..20 {
            for name in ["lundbäck", "hedbäck", "strömbäck", "markström", "markdal", "backman"] {
                weights.learn(&alphabet::symbols(name), true, 1.0);
            }
        }
        let bytes = weights.0.bytes(STEPS);
        let diacritics = Diacritics::read(&bytes).unwrap();
        let cost = |name: &str| diacritics.cost(&alphabet::symbols(name), true);
        assert!(cost("sundbäck") + 1.0 < cost("sundback"));
        assert!(cost("sundman") + 1.0 < cost("sundmän"));
    }

    #[test]
    fn the_order_is_always_the_same() {
        let orders: Vec<Vec<usize>> = (0..2)
            .map(|_| {
                let mut order: Vec<usize> = (0..50).collect();
                shuffle(&mut order);
                order
            })
            .collect();
        assert_eq!(orders[0], orders[1]);
        assert_ne!(orders[0], (0..50).collect::<Vec<_>>());
    }
}
