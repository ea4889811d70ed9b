//! Finds what the words of a document may stand for, by the channels of their pages.

use std::borrow::Cow;

use hashbrown::HashMap;

use super::case::begins_with_sign;
use super::positions::is_abbreviation;
use super::{Place, Position, Unit};
use crate::clean::restoration::alphabet;
use crate::clean::restoration::candidates::{Candidate, Slips, candidates};
use crate::clean::restoration::channel::{Channel, Scope};
use crate::clean::restoration::language::{CAPITAL_START, Language, SMALL_START, UNLISTED};

/// Finds the candidates of words by the channels of their pages.
pub(super) fn find_candidates<'p, 'a: 'p, 'c>(
    language: &Language<'_>,
    positions: impl IntoIterator<Item = &'p mut Position<'a>>,
    channel_of: &impl Fn(usize) -> Option<&'c Channel>,
    slips: Slips,
) {
    // By what was read, and what may stand before it.
    type Known<'a> = HashMap<(Cow<'a, str>, &'static [u8]), Vec<Candidate>>;
    let mut known = Known::new();
    let mut page = usize::MAX;
    for position in positions {
        let Position::Word(unit, found) = position else {
            continue;
        };
        if unit.in_english {
            continue;
        }
        // Pages of one condition share what was found.
        let Some(channel) = channel_of(unit.page) else { continue };
        // Most words of text that was read well are done here.
        if !may_change(channel, unit) || channel.drops_letters() && is_abbreviation(&unit.text) {
            found.clear();
            continue;
        }
        if page != unit.page
            && page != usize::MAX
            && !channel_of(page).is_some_and(|other| std::ptr::eq(other, channel))
        {
            known.clear();
        }
        page = unit.page;
        let starts = starts(unit);
        *found = known
            .entry((unit.text.clone(), starts))
            .or_insert_with(|| {
                let symbols = alphabet::symbols(&unit.text);
                if let Some(digit) = unit.digit {
                    return with_digit(language, channel, &symbols, digit, slips);
                }
                candidates(language, channel, &symbols, starts, slips)
            })
            .clone();
    }
}

/// Scores the candidates anew by the channel as the document bends it, and gives the positions where that may bring others up.
pub(super) fn rescore<'p, 'a, 'c>(
    language: &Language<'_>,
    positions: &'p mut [Position<'a>],
    channels_of: &impl Fn(usize) -> Option<(&'c Channel, &'c Channel)>,
) -> Vec<&'p mut Position<'a>> {
    let mut unsure = Vec::new();
    for position in positions {
        let Position::Word(unit, found) = position else {
            continue;
        };
        let Some((from, to)) = channels_of(unit.page) else {
            continue;
        };
        if found.first().is_some_and(|best| best.is_sure(language)) {
            let symbols = alphabet::symbols(&unit.text);
            for candidate in found.iter_mut() {
                candidate.channel += candidate.dearer(&symbols, from, to);
            }
            // Whatever the document does not make of letters at all.
            found.retain(|candidate| candidate.channel.is_finite());
        } else {
            unsure.push(position);
        }
    }
    unsure
}

/// What may stand before a word in the model of letters: a capital inside a sentence is a name's, at its start it may be any word's.
fn starts(unit: &Unit<'_>) -> &'static [u8] {
    match (unit.text.starts_with(char::is_uppercase), unit.place) {
        (false, _) if begins_with_sign(&unit.text) => &[SMALL_START, CAPITAL_START],
        (false, _) => &[SMALL_START],
        (true, Place::Inside) => &[CAPITAL_START],
        (true, Place::Start | Place::Continued) => &[SMALL_START, CAPITAL_START],
    }
}

/// The common words that something with a digit may stand for, in a document whose letters are read as that digit.
fn with_digit(language: &Language<'_>, channel: &Channel, symbols: &[u8], digit: u8, slips: Slips) -> Vec<Candidate> {
    if !channel.reads_letters_as(digit) {
        return Vec::new();
    }
    let mut found = candidates(language, channel, symbols, &[SMALL_START], slips);
    found.retain(|candidate| candidate.word != UNLISTED && language.unigram(candidate.word) <= COMMON);
    found
}

/// A word that costs more is too rare to stand in the place of what may be a number.
const COMMON: f32 = 10.0;

/// Whether a channel may change a word at all.
fn may_change(channel: &Channel, unit: &Unit<'_>) -> bool {
    unit.digit.is_some() || channel.scope != Scope::UnlistedWords || unit.among_words && may_be_misread(unit)
}

/// Whether something may be a misread word: it is long enough to tell, in no list, and no brand with capitals inside.
fn may_be_misread(unit: &Unit<'_>) -> bool {
    if unit.listed {
        return false;
    }
    let text = &unit.text;
    let inner_capitals = text.chars().skip(1).any(char::is_uppercase) && text.chars().any(char::is_lowercase);
    let symbols = alphabet::symbols(text);
    !inner_capitals && symbols.len() >= LEAST_MISREAD && symbols.iter().all(|symbol| !symbol.is_ascii_digit())
}

/// Least letters of a word that is changed in text that was read with Swedish letters.
const LEAST_MISREAD: usize = 5;
