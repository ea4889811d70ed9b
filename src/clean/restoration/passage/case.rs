//! Upper and lower case of words that are put back.

use super::{Place, Position, Unit};
use crate::clean::restoration::alphabet;
use crate::clean::restoration::candidates::Candidate;
use crate::clean::restoration::decoder::Decision;
use crate::clean::restoration::language::{Language, UNLISTED};

/// The candidate as it is to be written: a capital for each that was read, as long as it is the same letter.
pub(super) fn with_case(
    language: &Language<'_>,
    unit: &Unit<'_>,
    candidate: &Candidate,
    bends_initials: bool,
) -> String {
    let read: Vec<char> = unit.text.chars().collect();
    let capitals = read.iter().filter(|c| c.is_uppercase()).count();
    let smalls = read.iter().filter(|c| c.is_lowercase()).count();
    let text = alphabet::text(&candidate.letters);
    if capitals >= 2 && capitals > 2 * smalls {
        return text.to_uppercase();
    }
    let capital = |at: usize, letter: u8| {
        let Some(&c) = candidate
            .sources
            .get(at)
            .and_then(|&source| read.get(usize::from(source)))
        else {
            return false;
        };
        let first_of_reading = at == 0 || candidate.sources[at] != candidate.sources[at - 1];
        let kept = if at == 0 {
            !small_initial(language, unit, candidate, bends_initials)
        } else {
            alphabet::letter(c) == Some(letter)
        };
        c.is_uppercase() && first_of_reading && kept
    };
    text.chars()
        .zip(&candidate.letters)
        .enumerate()
        .flat_map(|(at, (c, &letter))| {
            if capital(at, letter) {
                c.to_uppercase().next()
            } else {
                Some(c)
            }
        })
        .collect()
}

/// A small å, ä or ö is often read as a capital (`Over`, `Gr`): behind another word, a word that hardly ever has a capital gets none; at
/// the start of a line, which may start a sentence as well, only in a document that bends such letters.
fn small_initial(language: &Language<'_>, unit: &Unit<'_>, candidate: &Candidate, bends_initials: bool) -> bool {
    let Some(&letter) = candidate.letters.first() else {
        return false;
    };
    let read = unit.text.chars().next().and_then(alphabet::letter);
    unit.place != Place::Start
        && alphabet::is_swedish(letter)
        && read != Some(letter)
        && (read != Some(alphabet::unmarked(letter))
            || (unit.place == Place::Inside && unit.token > 0 || bends_initials) && is_small(language, candidate))
}

/// Whether a word begins with an ö that is hardly ever a capital.
fn is_small(language: &Language<'_>, candidate: &Candidate) -> bool {
    candidate.letters.first() == Some(&0xF6)
        && candidate.word != UNLISTED
        && language.capital_share(candidate.word) < SELDOM_CAPITAL
}

/// Whether small letters that begin words are read as capitals in a document, or nothing tells.
pub(super) fn bends_initials(language: &Language<'_>, positions: &[Position<'_>], decisions: &[Decision]) -> bool {
    let (mut small, mut capital) = (0, 0);
    for (position, decision) in positions.iter().zip(decisions) {
        if let Position::Word(unit, found) = position
            && unit.place == Place::Inside
            && unit.token > 0
            && found
                .get(decision.choice)
                .is_some_and(|candidate| is_small(language, candidate))
        {
            small += usize::from(unit.text.starts_with('o'));
            capital += usize::from(unit.text.starts_with('O'));
        }
    }
    capital * SMALL_FOR_CAPITAL >= small
}

/// Small letters for each that is read as a capital, in a document that bends them.
const SMALL_FOR_CAPITAL: usize = 20;

/// The share of capitals inside sentences below which a capital vowel is taken for a misread small one.
const SELDOM_CAPITAL: f32 = 0.02;
