//! What the candidates of a document's words cost where they stand, for the decoder.

use super::case::begins_with_sign;
use super::{Place, Position, Unit};
use crate::clean::restoration::alphabet;
use crate::clean::restoration::candidates::{Candidate, rough};
use crate::clean::restoration::decoder::{Choice, Decision};
use crate::clean::restoration::homographs::{self, Features, Neighbour};
use crate::clean::restoration::language::{BOUNDARY, Language, UNLISTED};

/// The choices of the decoder; `document` tells what a candidate costs by the vocabulary of the document.
pub(super) fn choices(
    language: &Language<'_>,
    positions: &[Position<'_>],
    neighbours: &[Neighbour],
    document: impl Fn(&Unit<'_>, &Candidate) -> f32,
) -> Vec<Vec<Choice>> {
    let sign = |word| {
        vec![Choice {
            word,
            channel: 0.0,
            spelling: 0.0,
            document: f32::INFINITY,
            as_read: true,
            among_rare: false,
        }]
    };
    let choices = |unit: &Unit<'_>, found: &[Candidate]| {
        let symbols = alphabet::symbols(&unit.text);
        let best = found.iter().filter(|candidate| candidate.word != UNLISTED);
        let best = best.min_by(|a, b| rough(language, a).total_cmp(&rough(language, b)));
        let among_rare = best.is_some_and(|best| language.is_rare(best.word));
        let choice = |candidate: &Candidate| Choice {
            word: candidate.word,
            channel: candidate.channel + case_cost(language, unit, candidate),
            spelling: candidate.spelling,
            document: document(unit, candidate),
            as_read: candidate.letters == symbols,
            among_rare,
        };
        found.iter().map(choice).collect()
    };
    let mut choices: Vec<Vec<Choice>> = positions
        .iter()
        .map(|position| match position {
            Position::Sign(word) => sign(*word),
            Position::Word(_, found) if found.is_empty() => sign(UNLISTED),
            Position::Word(unit, found) => choices(unit, found),
        })
        .collect();
    if !neighbours.is_empty() {
        for at in 0..positions.len() {
            if let Position::Word(unit, found) = &positions[at]
                && !stands_alone(positions, at, unit)
            {
                weigh_homographs(language, neighbours, at, found, &mut choices[at]);
            }
        }
    }
    choices
}

/// Whether no other word is next to a word in its line: a heading, a note in the margin or a cell has no words around that tell of it.
fn stands_alone(positions: &[Position<'_>], at: usize, unit: &Unit<'_>) -> bool {
    let beside = [at.checked_sub(1), at.checked_add(1)];
    !beside.into_iter().flatten().any(|beside| {
        matches!(positions.get(beside), Some(Position::Word(other, _)) if (other.page, other.line) == (unit.page, unit.line))
    })
}

/// Adds what the common words cost that differ in nothing but their marks, by the words around.
fn weigh_homographs(
    language: &Language<'_>,
    neighbours: &[Neighbour],
    at: usize,
    found: &[Candidate],
    choices: &mut [Choice],
) {
    let common = |candidate: &Candidate| {
        candidate.word != UNLISTED && homographs::is_weighed(&candidate.letters, language.unigram(candidate.word))
    };
    let Some(first) = found.iter().find(|candidate| common(candidate)) else {
        return;
    };
    let alike: Vec<usize> = (0..found.len())
        .filter(|&number| common(&found[number]) && found[number].only_marks_differ(&first.letters))
        .collect();
    if alike.len() < 2 {
        return;
    }
    let features = Features::new(&|step| {
        let neighbour = at.checked_add_signed(step).and_then(|at| neighbours.get(at));
        neighbour.copied().unwrap_or(Neighbour::sign(BOUNDARY))
    });
    let word = |&number: &usize| homographs::hash_of(&found[number].letters);
    let words: Vec<u64> = alike.iter().map(word).collect();
    for (number, cost) in alike.into_iter().zip(language.homographs.costs(&features, &words)) {
        choices[number].channel += cost;
    }
}

/// The words as they are chosen, for those beside them.
pub(super) fn neighbours(positions: &[Position<'_>], decisions: &[Decision]) -> Vec<Neighbour> {
    let neighbour = |(position, decision): (&Position<'_>, &Decision)| match position {
        Position::Sign(sign) => Neighbour::sign(*sign),
        Position::Word(unit, found) => {
            let capital = unit.text.starts_with(char::is_uppercase);
            match found.get(decision.choice) {
                Some(candidate) => Neighbour::word(&candidate.letters, capital),
                None => Neighbour::word(&alphabet::symbols(&unit.text), capital),
            }
        }
    };
    positions.iter().zip(decisions).map(neighbour).collect()
}

/// What the case of a word inside a sentence costs a candidate: names have capitals, other words seldom.
fn case_cost(language: &Language<'_>, unit: &Unit<'_>, candidate: &Candidate) -> f32 {
    if unit.place != Place::Inside || candidate.word == UNLISTED || begins_with_sign(&unit.text) {
        return 0.0;
    }
    let share = language
        .capital_share(candidate.word)
        .clamp(LEAST_SHARE, 1.0 - LEAST_SHARE);
    let capital = unit.text.starts_with(char::is_uppercase);
    -(if capital { share } else { 1.0 - share }).ln()
}

/// Share of the words of either kind that are written otherwise all the same, or misread.
const LEAST_SHARE: f32 = 0.03;
