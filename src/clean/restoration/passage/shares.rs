//! How often each of two words that look alike stands in a document: speeches hold more `här` than the texts that the model learned from.
//!
//! What is chosen and how surely tells how many places each has, and that tells what it costs anew (Saerens, Latinne and Decaestecker
//! 2002, "Adjusting the outputs of a classifier to new a priori probabilities"). A place does not vouch for itself.

use std::collections::BTreeMap;

use super::Position;
use crate::clean::restoration::candidates::Candidate;
use crate::clean::restoration::decoder::{Choice, Decision};
use crate::clean::restoration::homographs;
use crate::clean::restoration::language::{Language, MOSTLY_CAPITAL, UNLISTED, WordId};

/// Two words that look alike, the one with the lower number first.
type Two = (WordId, WordId);

/// A place where one of two words that look alike was chosen.
struct Place {
    /// Which of the positions.
    at: usize,
    /// How much likelier the first word is than the second, in nats.
    odds: f32,
}

/// Adds to what words cost that look alike what the document's other places tell of them; whether that was anything.
pub(super) fn weigh(
    language: &Language<'_>,
    positions: &[Position<'_>],
    decisions: &[Decision],
    choices: &mut [Vec<Choice>],
) -> bool {
    let mut any = false;
    for ((one, other), places) in places(language, positions, decisions) {
        let usual = language.unigram(other) - language.unigram(one);
        for (place, shift) in places.iter().zip(shifts(&places, usual)) {
            if shift.abs() < LEAST_SHIFT {
                continue;
            }
            any = true;
            for choice in &mut choices[place.at] {
                if choice.word == one {
                    choice.channel -= shift / 2.0;
                } else if choice.word == other {
                    choice.channel += shift / 2.0;
                }
            }
        }
    }
    any
}

/// The places of each two words that look alike.
fn places(language: &Language<'_>, positions: &[Position<'_>], decisions: &[Decision]) -> BTreeMap<Two, Vec<Place>> {
    let mut places: BTreeMap<Two, Vec<Place>> = BTreeMap::new();
    for (at, (position, decision)) in positions.iter().zip(decisions).enumerate() {
        if let Position::Word(_, found) = position
            && let Some((one, other)) = two(language, found)
            && let Some(chosen) = found.get(decision.choice)
            && (chosen.word == one || chosen.word == other)
        {
            let surer = decision.margin.min(MOST);
            let odds = if chosen.word == one { surer } else { -surer };
            places.entry((one, other)).or_default().push(Place { at, odds });
        }
    }
    places
}

/// The two likeliest words among the candidates of a place that look alike: common ones, and no names.
fn two(language: &Language<'_>, found: &[Candidate]) -> Option<Two> {
    let common = |candidate: &&Candidate| {
        candidate.word != UNLISTED
            && homographs::is_weighed(&candidate.letters, language.unigram(candidate.word))
            && language.capital_share(candidate.word) <= MOSTLY_CAPITAL
    };
    let mut listed = found.iter().filter(common);
    let first = listed.next()?;
    let second = listed.find(|candidate| candidate.only_marks_differ(&first.letters))?;
    let alike = (language.unigram(first.word) - language.unigram(second.word)).abs() <= MOST_UNLIKE;
    alike.then_some((first.word.min(second.word), first.word.max(second.word)))
}

/// For each place, how far the share of the first word in the other places lies from the usual one, in nats of its odds.
fn shifts(places: &[Place], usual: f32) -> Vec<f32> {
    let likely = |odds: f32| 1.0 / (1.0 + f64::from(-odds).exp());
    let shift =
        |one: f64, other: f64| ((one + USUAL * likely(usual)) / (other + USUAL * likely(-usual))).ln() as f32 - usual;
    let (mut one, mut other) = (0.0, 0.0);
    let mut common = 0.0;
    for _ in 0..ROUNDS {
        one = places.iter().map(|place| likely(place.odds + common)).sum();
        other = places.iter().map(|place| likely(-place.odds - common)).sum();
        common = shift(one, other);
    }
    let without = |place: &Place| {
        let own = place.odds + common;
        shift((one - likely(own)).max(0.0), (other - likely(-own)).max(0.0))
    };
    places.iter().map(without).collect()
}

/// Places that count as many as those of the document, with the usual shares.
const USUAL: f64 = 5.0;
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

    fn places(odds: &[(f32, usize)]) -> Vec<Place> {
        let odds = odds.iter().flat_map(|&(odds, times)| vec![odds; times]);
        odds.map(|odds| Place { at: 0, odds }).collect()
    }

    #[test]
    fn sure_places_tell_of_the_unsure_ones() {
        let usual = -3.0;
        let often = shifts(&places(&[(9.0, 20), (-9.0, 20), (-1.0, 5)]), usual);
        let seldom = shifts(&places(&[(9.0, 1), (-9.0, 60), (-1.0, 5)]), usual);
        assert!(often[44] > 1.0 && seldom[65] < 0.5, "{often:?} {seldom:?}");
    }

    #[test]
    fn a_place_does_not_vouch_for_itself() {
        assert!(shifts(&places(&[(9.0, 1)]), -3.0)[0].abs() < 1e-3);
    }
}
