//! The list of words: which forms there are, how often, and how often with a capital.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;

use fst::raw::Builder;

use super::Material;
use crate::clean::restoration::alphabet;
use crate::clean::restoration::language::{BOUNDARY, FIRST_WORD, NUMBER, UNLISTED, WordId};
use crate::clean::restoration::units::{PieceKind, ends_sentence, pieces};

/// How often a form was seen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Count {
    /// In text, each text by its weight.
    pub seen: u32,
    /// In text, whatever its weight.
    pub occurrences: u32,
    /// Inside sentences with a capital (not all in capitals).
    pub capital: u32,
    /// Inside sentences in small letters.
    pub small: u32,
    /// What lists add, in thousandths of a word seen.
    pub listed: u32,
    /// How many people bear it, by a list of names.
    pub bearers: u32,
    /// Whether a list of names or words has it.
    pub in_list: bool,
}

/// All forms, seen or listed.
pub type Counts = HashMap<Vec<u8>, Count>;

/// What each bearer of a name counts, in thousandths of a word seen.
const NAME_WEIGHT: u32 = 10;
/// Times a form must be seen to enter the list of words, where no list vouches for it.
const LEAST_SEEN: u32 = 3;
/// A form without marks is dirt left by OCR when one with marks is so many times as frequent.
const DIRT_RATIO: u32 = 300;
/// Letters of a name that is no dirt, however much its other marks are in use (`Lage`, `läge`).
const LEAST_NAME: usize = 4;
/// Greatest number of words: what eighteen bits can tell apart.
const MOST_WORDS: usize = (1 << 18) - FIRST_WORD as usize;

/// Counts the words of the material.
pub fn count(material: &Material<'_>) -> Counts {
    let mut counts = Counts::new();
    for &(text, weight) in &material.texts {
        for line in text.lines() {
            let mut inside = false;
            for token in line.split_whitespace() {
                let token = token.replace('\u{AD}', "");
                for piece in pieces(&token) {
                    let word = &token[piece.range.clone()];
                    if piece.kind == PieceKind::Word
                        && let Some(letters) = alphabet::word(word)
                    {
                        note(counts.entry(letters).or_default(), word, weight, inside);
                    }
                    inside = true;
                }
                inside &= !ends_sentence(&token);
            }
        }
    }
    for &(name, bearers) in &material.names {
        for part in name.split([' ', '-']) {
            if let Some(letters) = alphabet::word(part) {
                let count = counts.entry(letters).or_default();
                count.listed += 100 + bearers.min(500_000) * NAME_WEIGHT;
                count.capital += 1 + bearers / 5_000;
                count.bearers = count.bearers.max(bearers);
                count.in_list = true;
            }
        }
    }
    for word in &material.words {
        if let Some(letters) = alphabet::word(word) {
            let count = counts.entry(letters).or_default();
            count.in_list = true;
            count.listed += 200;
        }
    }
    counts
}

fn note(count: &mut Count, word: &str, weight: u32, inside: bool) {
    count.seen += weight;
    count.occurrences += 1;
    let mut letters = word.chars();
    let first_capital = letters.next().is_some_and(char::is_uppercase);
    let rest_small = letters.clone().next().is_none() || letters.any(char::is_lowercase);
    if inside && first_capital && rest_small {
        count.capital += weight;
    } else if inside && !first_capital {
        count.small += weight;
    }
}

/// The words of the model in the order of their letters.
pub struct List {
    /// Each word and its count.
    pub words: Vec<(Vec<u8>, Count)>,
    ids: HashMap<Vec<u8>, WordId>,
    /// Whether the word is easily taken for another of the list.
    ambiguous: Vec<bool>,
}

/// Chooses the words of the model.
pub fn list(counts: &Counts) -> List {
    let families = families(counts);
    let heads = compound_heads(counts);
    let mut words: Vec<(Vec<u8>, Count)> = counts
        .iter()
        .filter(|(word, count)| {
            (count.occurrences >= LEAST_SEEN
                || count.in_list && count.seen + count.listed / 1000 >= 1
                || count.in_list && word.len() > 3)
                && (word.len() > 1 || count.seen > 1000)
                && !is_dirt(word, count, &families)
        })
        .map(|(word, count)| (word.clone(), *count))
        .collect();
    let present: HashSet<&[u8]> = words.iter().map(|(word, _)| word.as_slice()).collect();
    let heads: Vec<(Vec<u8>, Count)> = heads
        .into_iter()
        .filter(|(head, _)| !present.contains(head.as_slice()))
        .collect();
    words.extend(heads);
    words.sort_unstable_by(|a, b| (b.1.seen, b.1.listed, &a.0).cmp(&(a.1.seen, a.1.listed, &b.0)));
    words.truncate(MOST_WORDS);
    words.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    let ids: HashMap<Vec<u8>, WordId> = words
        .iter()
        .enumerate()
        .map(|(at, (word, _))| (word.clone(), FIRST_WORD + at as WordId))
        .collect();
    let mut ambiguous = vec![false; FIRST_WORD as usize];
    ambiguous.extend(words.iter().map(|(word, count)| {
        families.get(&alphabet::skeleton(word)).is_some_and(|family| {
            family.iter().any(|(other, seen)| {
                other != word && ids.contains_key(other) && seen.saturating_mul(20_000) >= count.seen
            })
        })
    }));
    List { words, ids, ambiguous }
}

/// First parts of compounds that are no words by themselves (`tjänste`, `samhällsbyggnads`), from words that end in another word.
fn compound_heads(counts: &Counts) -> Vec<(Vec<u8>, Count)> {
    let mut tails: BTreeMap<&[u8], u32> = BTreeMap::new();
    for (word, count) in counts.iter().filter(|(_, count)| count.occurrences >= LEAST_SEEN) {
        let common = |tail: &[u8]| counts.get(tail).is_some_and(|tail| tail.occurrences >= LEAST_TAIL_SEEN);
        let share = count.small > 0;
        for at in (LEAST_HEAD..word.len().saturating_sub(LEAST_TAIL - 1)).filter(|&at| share && common(&word[at..])) {
            *tails.entry(&word[..at]).or_default() += 1;
        }
    }
    let heads = tails.into_iter().filter(|&(_, tails)| tails >= LEAST_TAILS);
    let count = |tails| Count {
        small: 1,
        listed: HEAD_WEIGHT * tails,
        in_list: true,
        ..Count::default()
    };
    heads.map(|(head, tails)| (head.to_vec(), count(tails))).collect()
}

/// Least letters of the first part of a compound that is no word by itself.
const LEAST_HEAD: usize = 4;
/// Least letters of what stands behind it.
const LEAST_TAIL: usize = 5;
/// Times that what stands behind it must be seen.
const LEAST_TAIL_SEEN: u32 = 20;
/// Different words that must stand behind it.
const LEAST_TAILS: u32 = 8;
/// What each of them counts, in thousandths of a word seen.
const HEAD_WEIGHT: u32 = 300;

type Families = BTreeMap<Vec<u8>, Vec<(Vec<u8>, u32)>>;

/// The forms that look alike without marks.
fn families(counts: &Counts) -> Families {
    let mut families = Families::new();
    for (word, count) in counts.iter().filter(|(_, count)| count.seen > 0 || count.in_list) {
        families
            .entry(alphabet::skeleton(word))
            .or_default()
            .push((word.clone(), count.seen));
    }
    families
}

/// Whether a form stems from OCR or from writers without Swedish keys, and not from the language.
fn is_dirt(word: &[u8], count: &Count, families: &Families) -> bool {
    let marks = |word: &[u8]| word.iter().filter(|&&letter| alphabet::is_swedish(letter)).count();
    // People bear it, and it is no short word of everyday that lost its marks (`pa`, `sa`).
    if count.bearers > 0 && word.len() >= LEAST_NAME {
        return false;
    }
    // Lists of words hold many forms without marks that no text has.
    let only_in_word_list = count.seen == 0 && count.capital == 0;
    families.get(&alphabet::skeleton(word)).is_some_and(|family| {
        family.iter().any(|(other, seen)| {
            marks(other) > marks(word) && (only_in_word_list || *seen >= count.seen.max(1).saturating_mul(DIRT_RATIO))
        })
    })
}

impl List {
    /// The number of a word, as text has it.
    pub fn id(&self, word: &str) -> WordId {
        alphabet::word(word)
            .and_then(|letters| self.find(&letters))
            .unwrap_or(UNLISTED)
    }

    /// The number of a word given in small letters.
    pub fn find(&self, word: &[u8]) -> Option<WordId> {
        self.ids.get(word).copied()
    }

    /// How often a word was seen in text.
    pub fn occurrences(&self, word: WordId) -> u32 {
        self.words[(word - FIRST_WORD) as usize].1.occurrences
    }

    /// Whether the word is easily taken for another.
    pub fn is_ambiguous(&self, word: WordId) -> bool {
        self.ambiguous[word as usize]
    }

    /// The words as an fst map to their position.
    pub fn to_fst(&self) -> io::Result<Vec<u8>> {
        let mut builder = Builder::memory();
        for (at, (word, _)) in self.words.iter().enumerate() {
            builder.insert(word, at as u64).map_err(io::Error::other)?;
        }
        builder.into_inner().map_err(io::Error::other)
    }

    /// The numbers of the words of a text, with boundaries.
    pub fn ids(&self, text: &str) -> Vec<WordId> {
        let mut ids = vec![BOUNDARY];
        for line in text.lines() {
            for token in line.split_whitespace() {
                let token = token.replace('\u{AD}', "");
                for piece in pieces(&token) {
                    ids.push(match piece.kind {
                        PieceKind::Word => self.id(&token[piece.range]),
                        PieceKind::Number | PieceKind::NumberOrWord => NUMBER,
                    });
                }
                if ends_sentence(&token) && ids.last() != Some(&BOUNDARY) {
                    ids.push(BOUNDARY);
                }
            }
            if ids.last() != Some(&BOUNDARY) {
                ids.push(BOUNDARY);
            }
        }
        ids
    }
}
