//! Words that look alike without their marks: weights of the words around for each of them, learned place by place.

use std::collections::HashMap;

use super::descent::{Descent, shuffle};
use super::words::List;
use crate::clean::restoration::alphabet;
use crate::clean::restoration::homographs::{Features, Neighbour, SLOTS, STEPS, costs, hash_of, is_weighed};
use crate::clean::restoration::language::{BOUNDARY, FIRST_WORD, NUMBER, WordId};
use crate::clean::restoration::units::{PieceKind, ends_sentence, pieces};

/// Times that all places are gone through.
const ROUNDS: usize = 3;
/// What draws weights back.
const DECAY: f32 = 1e-5;
/// Times that something must be seen around words that look alike: what is rarer tells of the texts only.
const LEAST_SEEN: u8 = 5;
/// Counts of what is seen, more than there are weights: few share one.
const COUNTS: usize = 1 << 25;
/// Most that a place counts, whatever the weight of its text.
const MOST_WEIGHT: u32 = 4;
/// A place whose right word costs less teaches nothing.
const LEARNED: f32 = 0.005;

/// The weights for the model file; `cost` tells what a word costs alone.
pub fn learn(texts: &[(&str, u32)], list: &List, cost: impl Fn(WordId) -> f32) -> Vec<u8> {
    let classes = Classes::new(list, cost);
    let mut tokens = Tokens::default();
    for &(text, weight) in texts {
        tokens.read(text, weight, list);
    }
    let mut places: Vec<u32> = (0..tokens.tokens.len())
        .filter(|&at| classes.of(tokens.tokens[at].id).is_some())
        .map(|at| at as u32)
        .collect();
    shuffle(&mut places);
    let features = |place: &u32| {
        let truth = tokens.tokens[*place as usize];
        Some((tokens.features(*place as usize), classes.of(truth.id)?, truth))
    };
    let mut weights = Weights::new();
    for (features, class, _) in places.iter().filter_map(features) {
        weights.count(&features, class);
    }
    for _ in 0..ROUNDS {
        for (features, class, truth) in places.iter().filter_map(features) {
            weights.learn(&features, class, truth);
        }
    }
    weights.descent.bytes(STEPS)
}

/// The common words that look alike.
struct Classes {
    /// For each word, its class.
    of: HashMap<WordId, u32>,
    classes: Vec<Vec<(WordId, u64)>>,
}

impl Classes {
    fn new(list: &List, cost: impl Fn(WordId) -> f32) -> Self {
        let mut families: HashMap<Vec<u8>, Vec<(WordId, u64)>> = HashMap::new();
        for (id, (word, _)) in (FIRST_WORD..).zip(&list.words) {
            if is_weighed(word, cost(id)) {
                families
                    .entry(alphabet::skeleton(word))
                    .or_default()
                    .push((id, hash_of(word)));
            }
        }
        let classes: Vec<Vec<(WordId, u64)>> = families.into_values().filter(|class| class.len() > 1).collect();
        let members = (0..).zip(&classes);
        let of = members.flat_map(|(number, class)| class.iter().map(move |&(id, _)| (id, number)));
        Self {
            of: of.collect(),
            classes,
        }
    }

    fn of(&self, word: WordId) -> Option<&[(WordId, u64)]> {
        self.of
            .get(&word)
            .map(|&number| self.classes[number as usize].as_slice())
    }
}

/// A word of the texts, or a sign.
#[derive(Clone, Copy)]
struct Token {
    id: WordId,
    /// Which of the different neighbours it is.
    neighbour: u32,
    capital: bool,
    weight: u8,
}

/// The texts.
#[derive(Default)]
struct Tokens {
    tokens: Vec<Token>,
    known: HashMap<Vec<u8>, u32>,
    neighbours: Vec<Neighbour>,
}

impl Tokens {
    fn read(&mut self, text: &str, weight: u32, list: &List) {
        let weight = weight.min(MOST_WEIGHT) as u8;
        self.sign(BOUNDARY, weight);
        for line in text.lines() {
            for token in line.split_whitespace() {
                let token = token.replace('\u{AD}', "");
                for piece in pieces(&token) {
                    match piece.kind {
                        PieceKind::Word => self.word(&token[piece.range], weight, list),
                        PieceKind::Number | PieceKind::NumberOrWord => self.sign(NUMBER, weight),
                    }
                }
                if ends_sentence(&token) {
                    self.sign(BOUNDARY, weight);
                }
            }
            self.sign(BOUNDARY, weight);
        }
    }

    fn sign(&mut self, id: WordId, weight: u8) {
        if id == BOUNDARY && self.tokens.last().is_some_and(|last| last.id == BOUNDARY) {
            return;
        }
        let neighbour = self.known(vec![id as u8], || Neighbour::sign(id));
        self.tokens.push(Token {
            id,
            neighbour,
            capital: false,
            weight,
        });
    }

    fn word(&mut self, word: &str, weight: u8, list: &List) {
        let letters = alphabet::symbols(word);
        let neighbour = self.known(alphabet::skeleton(&letters), || Neighbour::word(&letters, false));
        self.tokens.push(Token {
            id: list.id(word),
            neighbour,
            capital: word.starts_with(char::is_uppercase),
            weight,
        });
    }

    fn known(&mut self, letters: Vec<u8>, neighbour: impl FnOnce() -> Neighbour) -> u32 {
        let neighbours = &mut self.neighbours;
        *self.known.entry(letters).or_insert_with(|| {
            neighbours.push(neighbour());
            neighbours.len() as u32 - 1
        })
    }

    fn features(&self, at: usize) -> Features {
        Features::new(&|step| {
            let token = at.checked_add_signed(step).and_then(|at| self.tokens.get(at));
            token.map_or(Neighbour::sign(BOUNDARY), |token| {
                self.neighbours[token.neighbour as usize].with_capital(token.capital)
            })
        })
    }
}

/// The weights, and how often what they weigh was seen.
struct Weights {
    descent: Descent,
    seen: Vec<u8>,
}

impl Weights {
    fn new() -> Self {
        Self {
            descent: Descent::new(SLOTS, DECAY),
            seen: vec![0; COUNTS],
        }
    }

    /// Counts what is seen around one of the words that look alike.
    fn count(&mut self, features: &Features, class: &[(WordId, u64)]) {
        for slot in features.slots(class[0].1, COUNTS) {
            self.seen[slot] = self.seen[slot].saturating_add(1);
        }
    }

    /// Goes a step towards the word that stands in a place.
    fn learn(&mut self, features: &Features, class: &[(WordId, u64)], truth: Token) {
        let score =
            |&(_, word): &(WordId, u64)| features.slots(word, SLOTS).map(|slot| self.descent.weights[slot]).sum();
        let costs = costs(&class.iter().map(score).collect::<Vec<f32>>());
        let right = class.iter().zip(&costs).find(|((id, _), _)| *id == truth.id);
        if right.is_none_or(|(_, &cost)| cost < LEARNED) {
            return;
        }
        let often = features
            .slots(class[0].1, COUNTS)
            .map(|slot| self.seen[slot] >= LEAST_SEEN);
        let often: Vec<bool> = often.collect();
        for (&(id, word), cost) in class.iter().zip(&costs) {
            let error = (-cost).exp() - if id == truth.id { 1.0 } else { 0.0 };
            let slots = features.slots(word, SLOTS).zip(&often);
            for (slot, _) in slots.filter(|(_, often)| **often) {
                self.descent.step(slot, error * f32::from(truth.weight));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Material;
    use super::super::words;
    use super::*;
    use crate::clean::restoration::homographs::Homographs;

    #[test]
    fn words_that_look_alike_are_told_apart_by_their_neighbours() {
        let text = "nämnden har beslutat om bidrag\ndet här ärendet bordläggs\n".repeat(40);
        let list = words::list(&words::count(&Material {
            texts: vec![(&text, 1)],
            ..Material::default()
        }));
        let weights = learn(&[(&text, 1)], &list, |_| 5.0);
        let homographs = Homographs::read(&weights).unwrap();
        let mut tokens = Tokens::default();
        tokens.read("nämnden har beslutat\ndet har ärendet", 1, &list);
        let dearer = |at| {
            let words = ["här", "har"].map(|word| hash_of(&alphabet::symbols(word)));
            let costs = homographs.costs(&tokens.features(at), &words);
            costs[0] - costs[1]
        };
        assert!(dearer(2) > 1.0 && dearer(6) < -1.0, "{} {}", dearer(2), dearer(6));
    }
}
