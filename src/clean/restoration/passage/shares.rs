//! How often each of two words that look alike stands in a document: speeches hold more `här` than the texts that the model learned from.
//!
//! What is chosen and how surely tells how many places each has, and that tells what it costs anew (Saerens, Latinne and Decaestecker
//! 2002, "Adjusting the outputs of a classifier to new a priori probabilities").

use std::collections::BTreeMap;

use super::Position;
use crate::clean::restoration::candidates::Candidate;
use crate::clean::restoration::decoder::{Choice, Decision};
use crate::clean::restoration::homographs;
use crate::clean::restoration::language::{Language, UNLISTED, WordId};

/// Two words that look alike, the one with the lower number first.
type Two = (WordId, WordId);

/// What the first of two words that look alike costs less in a document than in the texts; below 0, what it costs more.
pub(super) struct Shares(BTreeMap<Two, f32>);

impl Shares {
    /// Learns from what was chosen in the places of a document.
    pub fn learn(language: &Language<'_>, positions: &[Position<'_>], decisions: &[Decision]) -> Self {
        let mut places: BTreeMap<Two, Vec<f32>> = BTreeMap::new();
        for (position, decision) in positions.iter().zip(decisions) {
            if let Position::Word(_, found) = position
                && let Some((one, other)) = two(language, found)
                && let Some(chosen) = found.get(decision.choice)
                && (chosen.word == one || chosen.word == other)
            {
                let surer = if chosen.word == one {
                    decision.margin
                } else {
                    -decision.margin
                };
                places.entry((one, other)).or_default().push(surer.clamp(-MOST, MOST));
            }
        }
        let shift = |(two, places): (Two, Vec<f32>)| {
            let usual = language.unigram(two.1) - language.unigram(two.0);
            let shift = shift(&places, usual);
            (shift.abs() >= LEAST_SHIFT).then_some((two, shift))
        };
        Self(places.into_iter().filter_map(shift).collect())
    }

    /// Whether the document is as the texts are.
    pub fn are_usual(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds what words cost less, or more, than in the texts.
    pub fn weigh(&self, language: &Language<'_>, positions: &[Position<'_>], choices: &mut [Vec<Choice>]) {
        for (position, choices) in positions.iter().zip(choices) {
            if let Position::Word(_, found) = position
                && let Some((one, other)) = two(language, found)
                && let Some(shift) = self.0.get(&(one, other))
            {
                for choice in choices
                    .iter_mut()
                    .filter(|choice| choice.word == one || choice.word == other)
                {
                    choice.channel += if choice.word == one { -shift / 2.0 } else { shift / 2.0 };
                }
            }
        }
    }
}

/// The two words of the list that look alike among the candidates of a place, the likeliest of them.
fn two(language: &Language<'_>, found: &[Candidate]) -> Option<Two> {
    let common = |candidate: &&Candidate| {
        candidate.word != UNLISTED && homographs::is_weighed(&candidate.letters, language.unigram(candidate.word))
    };
    let mut listed = found.iter().filter(common);
    let first = listed.next()?;
    let second = listed.find(|candidate| candidate.only_marks_differ(&first.letters))?;
    let alike = (language.unigram(first.word) - language.unigram(second.word)).abs() <= MOST_UNLIKE;
    alike.then_some((first.word.min(second.word), first.word.max(second.word)))
}

/// How far the share of the first word lies from the usual one, in nats of its odds; `places` tells by how much it is likelier in each.
fn shift(places: &[f32], usual: f32) -> f32 {
    let likely = |odds: f32| 1.0 / (1.0 + f64::from(-odds).exp());
    let mut shift = 0.0;
    for _ in 0..ROUNDS {
        let one: f64 = places.iter().map(|odds| likely(odds + shift)).sum();
        let other: f64 = places.iter().map(|odds| likely(-odds - shift)).sum();
        shift = ((one + USUAL * likely(usual)) / (other + USUAL * likely(-usual))).ln() as f32 - usual;
    }
    shift
}

/// Places that count as many as those of the document, with the usual shares.
const USUAL: f64 = 10.0;
/// What one of two words may cost more alone: a document that is to tell of a rarer one must have it often.
const MOST_UNLIKE: f32 = 6.0;
/// Surer than this no place is taken for.
const MOST: f32 = 12.0;
/// Times that shares and places are weighed by one another.
const ROUNDS: usize = 10;
/// A lesser shift changes nothing.
const LEAST_SHIFT: f32 = 0.1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sure_places_tell_of_the_unsure_ones() {
        let usual = -3.0;
        let often = [vec![9.0; 20], vec![-9.0; 20], vec![-1.0; 5]].concat();
        let seldom = [vec![9.0; 1], vec![-9.0; 60], vec![-1.0; 5]].concat();
        assert!(shift(&often, usual) > 1.0);
        assert!(shift(&seldom, usual) < 0.5);
    }

    #[test]
    fn few_places_tell_little() {
        assert!(shift(&[2.0], -3.0).abs() < 0.7 && shift(&[], -3.0).abs() < 1e-3);
    }
}
