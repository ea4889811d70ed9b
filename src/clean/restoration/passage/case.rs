//! Upper and lower case of words that are put back.

use super::{Place, Position, Unit};
use crate::clean::restoration::alphabet::{self, SIGN_LETTERS};
use crate::clean::restoration::candidates::Candidate;
use crate::clean::restoration::decoder::Decision;
use crate::clean::restoration::language::{CAPITAL_START, Language, MOSTLY_CAPITAL, SMALL_START, UNLISTED};

/// The candidate as it is to be written: a capital for each that was read, as long as it is the same letter.
pub(super) fn with_case(language: &Language<'_>, unit: &Unit<'_>, candidate: &Candidate, initials: Initials) -> String {
    let read: Vec<char> = unit.text.chars().collect();
    let capitals = read.iter().filter(|c| c.is_uppercase()).count();
    let smalls = read.iter().filter(|c| c.is_lowercase()).count();
    let text = alphabet::text(&candidate.letters);
    let sign_and_capitals = begins_with_sign(&unit.text) && capitals > 0 && smalls == 0;
    if capitals >= 2 && capitals > 2 * smalls || sign_and_capitals {
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
        if at == 0 && (SIGN_LETTERS.contains(&c) || is_dropped(candidate, c)) {
            return is_capital(language, unit, candidate);
        }
        let first_of_reading = at == 0 || candidate.sources[at] != candidate.sources[at - 1];
        let kept = if at == 0 {
            !small_initial(language, unit, candidate, initials)
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

/// Whether a word begins with a sign that stands for a letter, of which nothing tells whether it is a capital.
pub(super) fn begins_with_sign(text: &str) -> bool {
    text.starts_with(SIGN_LETTERS)
}

/// Whether å, ä or ö was dropped before the first letter that was read, a small one.
fn is_dropped(candidate: &Candidate, read: char) -> bool {
    let [first, second, ..] = candidate.letters[..] else {
        return false;
    };
    let one_reading = candidate.sources.get(1) == Some(&0);
    one_reading && alphabet::is_swedish(first) && read.is_lowercase() && alphabet::letter(read) == Some(second)
}

/// Whether the first letter of a word is a capital, by its place and by what the word is.
fn is_capital(language: &Language<'_>, unit: &Unit<'_>, candidate: &Candidate) -> bool {
    let spelling = |start| language.spelling(&candidate.letters, start);
    unit.is_first
        || match candidate.word {
            UNLISTED => spelling(CAPITAL_START) < spelling(SMALL_START),
            word => language.capital_share(word) > MOSTLY_CAPITAL,
        }
}

/// Whether small letters that begin words are read as capitals in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Initials {
    /// They are not: it lost nothing but marks.
    AsRead,
    /// Some may be.
    Doubtful,
    /// They are, or nothing tells.
    Bent,
}

/// A small å, ä or ö is often read as a capital (`Over`, `Gr`): behind another word, a word that hardly ever has a capital gets none; at
/// the start of a line, which may start a sentence as well, only in a document that bends such letters.
fn small_initial(language: &Language<'_>, unit: &Unit<'_>, candidate: &Candidate, initials: Initials) -> bool {
    let Some(&letter) = candidate.letters.first() else {
        return false;
    };
    let read = unit.text.chars().next().and_then(alphabet::letter);
    let bent = match initials {
        Initials::AsRead => false,
        Initials::Doubtful => unit.place == Place::Inside && unit.token > 0,
        Initials::Bent => true,
    };
    unit.place != Place::Start
        && alphabet::is_swedish(letter)
        && read.is_none_or(|read| read.is_ascii())
        && (read != Some(alphabet::unmarked(letter)) || bent && is_small(language, candidate))
}

/// Whether a word begins with an ö that is hardly ever a capital.
fn is_small(language: &Language<'_>, candidate: &Candidate) -> bool {
    candidate.letters.first() == Some(&0xF6)
        && candidate.word != UNLISTED
        && language.capital_share(candidate.word) < SELDOM_CAPITAL
}

/// How the small letters that begin words are read in a document that lost more than marks.
pub(super) fn initials(language: &Language<'_>, positions: &[Position<'_>], decisions: &[Decision]) -> Initials {
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
    if capital * SMALL_FOR_CAPITAL >= small {
        Initials::Bent
    } else {
        Initials::Doubtful
    }
}

/// Small letters for each that is read as a capital, in a document that bends them.
const SMALL_FOR_CAPITAL: usize = 20;

/// The share of capitals inside sentences below which a capital vowel is taken for a misread small one.
const SELDOM_CAPITAL: f32 = 0.02;
