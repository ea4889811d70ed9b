//! How much likelier than what was read a change must be: what is right must not be made wrong, names least of all.

use super::{Place, Unit};
use crate::clean::restoration::alphabet;
use crate::clean::restoration::candidates::Candidate;
use crate::clean::restoration::language::{Language, MOSTLY_CAPITAL, UNLISTED, WordId};
use crate::record::TextCondition;

/// The least margins, in nats, of a change that is made.
pub(super) struct LeastMargins {
    /// Before all other words.
    pub any: f32,
    /// Before what was read: what is right must not be made wrong.
    pub change: f32,
}

/// The margins that a candidate needs where a word stands.
pub(super) fn least_margins(
    language: &Language<'_>,
    unit: &Unit<'_>,
    candidate: &Candidate,
    condition: TextCondition,
) -> LeastMargins {
    let capital = unit.text.starts_with(char::is_uppercase);
    let name = unit.place == Place::Inside && capital;
    let unlisted = candidate.word == UNLISTED;
    let (any, change) = match (condition, candidate.letters.contains(&b' ')) {
        (TextCondition::WrongLanguage, true) => (2.0, 2.0),
        (_, true) => (f32::INFINITY, f32::INFINITY),
        (TextCondition::WrongLanguage, false) => (
            if unlisted && name { 0.2 } else { 0.1 },
            wrong_language_change(language, unit, candidate, name),
        ),
        _ => match (unlisted, name) {
            (false, false) => (4.0, 4.0),
            (false, true) => (7.0, 7.0),
            (true, _) => (9.0, 9.0),
        },
    };
    let change = match known_name(language, unit).filter(|_| capital) {
        Some(symbols) if candidate.only_marks_differ(&symbols) && is_name(language, candidate.word) => {
            change.max(OTHER_MARKS)
        }
        Some(symbols) if candidate.only_marks_differ(&symbols) => change.max(NO_NAME),
        Some(_) => change.max(OTHER_NAME),
        None => change,
    };
    let change = match condition {
        TextCondition::WrongLanguage if adds_accent(unit, candidate) => change.max(ACCENT),
        TextCondition::WrongLanguage if name => change + unlikely_marks(language, unit, candidate),
        _ => change,
    };
    LeastMargins { any, change }
}

/// How much less likely the marks of a name are than those that were read, beyond what context may outweigh.
fn unlikely_marks(language: &Language<'_>, unit: &Unit<'_>, candidate: &Candidate) -> f32 {
    let read = alphabet::symbols(&unit.text);
    let common = candidate.word != UNLISTED && language.unigram(candidate.word) < RARER;
    if !candidate.only_marks_differ(&read) || common {
        return 0.0;
    }
    let dearer = |is_name| {
        let cost = |letters| language.diacritics.cost(letters, is_name);
        cost(&candidate.letters) - cost(&read)
    };
    // What no list has may be a common word with a capital (`Äldrevänliga staden`).
    let dearer = if candidate.word == UNLISTED {
        dearer(true).min(dearer(false))
    } else {
        dearer(true)
    };
    (dearer - UNLIKELY_MARKS).max(0.0)
}

/// A word that costs less is common: it may have a capital wherever it stands.
const RARER: f32 = 9.0;
/// What marks may cost more than those that were read.
const UNLIKELY_MARKS: f32 = 0.5;

/// The margin before what was read, in text that lost its letters; `name` tells of a capital inside a sentence.
fn wrong_language_change(language: &Language<'_>, unit: &Unit<'_>, candidate: &Candidate, name: bool) -> f32 {
    let read = alphabet::symbols(&unit.text);
    let listed = language.find(&read).is_some();
    if candidate.word != UNLISTED {
        let inside_or_first = unit.place != Place::Start || unit.token == 0;
        let capital = unit.text.starts_with(char::is_uppercase);
        let name = is_name(language, candidate.word);
        return match (listed, language.is_rare(candidate.word)) {
            (true, _) if candidate.is_alike(&read) && !candidate.only_marks_differ(&read) => ALIKE,
            (true, _) if capital && unit.token == 0 && !name => FIRST_CAPITAL,
            (true, _) if capital && inside_or_first && !name => CAPITAL,
            (true, _) if name && !capital => CAPITAL,
            (true, true) => RARE,
            (true, false) => OTHER_LISTED,
            (false, true) if capital && inside_or_first && bends_plain(candidate, &read) => PLAIN_LETTER,
            (false, _) => 1.0,
        };
    }
    if listed {
        return FROM_LISTED;
    }
    if name && !candidate.only_marks_differ(&read) {
        OTHER_SHAPE
    } else if replaces_marked(candidate, &read) {
        OTHER_MARKED
    } else {
        UNLISTED_WORD
    }
}

/// Whether a candidate has a mark that is none of å, ä and ö where a letter without marks was read: an é is read as one.
fn adds_accent(unit: &Unit<'_>, candidate: &Candidate) -> bool {
    let is_accented = |&letter: &u8| !letter.is_ascii() && !alphabet::is_swedish(letter);
    let read = alphabet::symbols(&unit.text);
    let mut readings = candidate.readings(&read);
    readings.any(|(read, letters)| read.is_ascii() && letters.iter().any(is_accented))
}

/// Whether letters stand in a candidate, none of them å, ä or ö, that were read as others.
fn bends_plain(candidate: &Candidate, read: &[u8]) -> bool {
    let mut readings = candidate.readings(read);
    readings.any(|(read, letters)| read != letters && !letters.iter().any(|&letter| alphabet::is_swedish(letter)))
}

/// Whether a candidate has å, ä or ö where another of them was read.
fn replaces_marked(candidate: &Candidate, read: &[u8]) -> bool {
    let mut pairs = candidate.letters.iter().zip(read);
    pairs.any(|(&letter, &read)| letter != read && alphabet::is_swedish(letter) && alphabet::is_swedish(read))
}

/// What a word of the list must cost more before it becomes another.
const OTHER_LISTED: f32 = 1.5;
/// The same, in a document where one of å, ä and ö stands for others.
const ALIKE: f32 = 0.75;
/// The same, before it becomes a rare one.
const RARE: f32 = 3.0;
/// The same with a capital inside a sentence: it may be part of a name; and where a word in small letters would become a name (`salen`,
/// `Sälen`).
const CAPITAL: f32 = 5.0;
/// The same with a capital at the start of a line: it may be a heading, or a note in the margin (`Val`).
const FIRST_CAPITAL: f32 = 6.5;
/// What a name that no list has must cost more before it becomes a rare one of the list by letters that no OCR loses (`Forvik`,
/// `Torvik`).
const PLAIN_LETTER: f32 = 8.0;
/// What any word must cost more before one of its letters gets an accent.
const ACCENT: f32 = 7.0;
/// What a word of the list must cost more before it becomes one that no list has.
const FROM_LISTED: f32 = 7.0;
/// What any other must cost more as it was read before it becomes one that no list has.
const UNLISTED_WORD: f32 = 2.0;
/// The same, before another of å, ä and ö stands in it than was read: the one that was read may be right.
const OTHER_MARKED: f32 = 3.0;
/// The same of a name, before it becomes one that differs from it in more than marks: nothing shows that it is damaged.
const OTHER_SHAPE: f32 = 4.0;

/// The symbols of a word that was read as a name of the list.
fn known_name(language: &Language<'_>, unit: &Unit<'_>) -> Option<Vec<u8>> {
    let symbols = alphabet::symbols(&unit.text);
    let found = language.find(&symbols)?;
    is_name(language, found).then_some(symbols)
}

fn is_name(language: &Language<'_>, word: WordId) -> bool {
    language.capital_share(word) > MOSTLY_CAPITAL
}

/// What a known name must cost more before it becomes another that differs from it in marks alone (`Tallberg`, `Tällberg`).
const OTHER_MARKS: f32 = 2.4;
/// The same, before it becomes a word that is no name (`Fors`, `Förs`).
const NO_NAME: f32 = 4.0;
/// The same, before it becomes a word of other letters.
const OTHER_NAME: f32 = 7.0;
