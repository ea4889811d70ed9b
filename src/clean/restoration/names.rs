//! Names that a document is sure of in one place, for the other places where they stand: in capitals, with an ending, in a table.

use std::collections::BTreeMap;

use super::alphabet;
use super::candidates::Candidate;
use super::language::{Language, MOSTLY_CAPITAL, UNLISTED, WordId};
use super::passage::Unit;

/// Names that are read as what no list has, without their ending: as they were read, and as they are. Where two places differ, neither counts.
#[derive(Default)]
pub struct Names {
    names: BTreeMap<Vec<u8>, Option<(Vec<u8>, f32)>>,
}

/// Least letters of a name before its ending.
const LEAST: usize = 4;

impl Names {
    /// Learns the name that a word was sure to be, where it got nothing but its marks back.
    pub fn learn(&mut self, language: &Language<'_>, unit: &Unit<'_>, candidate: &Candidate, margin: f32) {
        let Some(read) = unlisted_name(language, unit).filter(|_| is_name(language, candidate.word)) else {
            return;
        };
        if !candidate.only_marks_differ(&read) || candidate.letters.len() != read.len() {
            return;
        }
        let stem = stem(&read);
        let name = &candidate.letters[..stem.len()];
        let known = self
            .names
            .entry(stem.to_vec())
            .or_insert_with(|| Some((name.to_vec(), margin)));
        if known.as_ref().is_some_and(|(known, _)| known != name) {
            *known = None;
        }
    }

    /// The name that a word is, and the margin of the place that it was learned from.
    pub fn of(&self, language: &Language<'_>, unit: &Unit<'_>) -> Option<(Candidate, f32)> {
        let read = unlisted_name(language, unit)?;
        let stem = stem(&read);
        let (name, margin) = self.names.get(stem)?.as_ref()?;
        let candidate = Candidate {
            letters: [name, &read[stem.len()..]].concat(),
            sources: (0..read.len() as u8).collect(),
            word: UNLISTED,
            channel: 0.0,
            spelling: 0.0,
        };
        Some((candidate, *margin))
    }
}

/// Whether no list has a word, or has it as a name.
fn is_name(language: &Language<'_>, word: WordId) -> bool {
    word == UNLISTED || language.capital_share(word) > MOSTLY_CAPITAL
}

/// The symbols of a word with a capital that no list has.
fn unlisted_name(language: &Language<'_>, unit: &Unit<'_>) -> Option<Vec<u8>> {
    let symbols = alphabet::symbols(&unit.text);
    let unlisted = unit.text.starts_with(char::is_uppercase) && language.find(&symbols).is_none();
    (unlisted && stem(&symbols).len() >= LEAST).then_some(symbols)
}

/// A name without the s of its genitive.
fn stem(name: &[u8]) -> &[u8] {
    name.strip_suffix(b"s").unwrap_or(name)
}
