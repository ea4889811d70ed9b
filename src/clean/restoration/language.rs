//! What Swedish looks like: a word list with frequencies, word trigrams, and a model of letters for words not in the list.
//!
//! All costs are negative natural logarithms of probabilities.

use std::io::{self, Error, ErrorKind};

use fst::raw::Fst;

use super::diacritics::Diacritics;
use super::homographs::Homographs;
use super::memo::Memo;
use super::table::{Layout, Table, key};

/// Number of a word in the list; the first few stand for no word.
pub type WordId = u32;
/// The start or end of a sentence.
pub const BOUNDARY: WordId = 0;
/// A word that is not in the list.
pub const UNLISTED: WordId = 1;
/// A number, a date, a case number.
pub const NUMBER: WordId = 2;
/// The first word of the list.
pub const FIRST_WORD: WordId = 3;

/// Letters before a letter that the model of letters looks at.
pub const LETTER_CONTEXT: usize = 5;
/// What stands before a word in small letters, in the model of letters.
pub const SMALL_START: u8 = 2;
/// What stands before a word that is written with a capital, as names are.
pub const CAPITAL_START: u8 = 3;
/// What stands behind a word.
pub const WORD_END: u8 = 4;

const MAGIC: &[u8; 8] = b"PGFSWE06";
const SECTIONS: usize = 9;
/// Bytes of the list of words for each word.
const WORD_BYTES: usize = 5;

/// Nats in a step of a word's cost.
const WORD_STEP: f32 = 0.08;
/// Nats in a step of the cost of leaving a context of one word.
const BACKOFF_STEP: f32 = 0.03;
/// Nats in a step of the cost in a cell of a table, seven bits.
const CELL_STEP: f32 = 0.125;
/// Nats in a step of the cost of leaving a context in a cell, five bits.
const CELL_BACKOFF_STEP: f32 = 0.2;

/// The parts of a model file.
#[derive(Default)]
pub struct Parts {
    /// The words, an fst map from letters to position.
    pub words: Vec<u8>,
    /// What is known of each word alone ([`Unigram`]), the special ones included.
    pub unigrams: Vec<u8>,
    /// Table of pairs.
    pub bigrams: Vec<u8>,
    /// Table of triples.
    pub trigrams: Vec<u8>,
    /// Table of letter sequences.
    pub letters: Vec<u8>,
    /// Which letters of names have marks ([`Diacritics`]).
    pub diacritics: Vec<u8>,
    /// Which of words that look alike stands in a place ([`Homographs`]).
    pub homographs: Vec<u8>,
    /// The parts of names, an fst map from letters to costs ([`name_part`](super::name_parts::name_part)).
    pub name_parts: Vec<u8>,
    /// The channels, as text.
    pub channels: Vec<u8>,
}

impl Parts {
    /// The model file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let sections = [
            &self.words,
            &self.unigrams,
            &self.bigrams,
            &self.trigrams,
            &self.letters,
            &self.diacritics,
            &self.homographs,
            &self.name_parts,
            &self.channels,
        ];
        let mut bytes = MAGIC.to_vec();
        for section in sections {
            bytes.extend((section.len() as u32).to_le_bytes());
        }
        sections.iter().for_each(|section| bytes.extend_from_slice(section));
        bytes
    }
}

/// What the model knows of a word alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unigram {
    /// Its cost.
    pub cost: f32,
    /// The cost of leaving it as a context.
    pub backoff: f32,
    /// How often it has a capital inside sentences, 0 to 1.
    pub capital_share: f32,
    /// Its cost as the first part of a compound (förled).
    pub head: f32,
    /// Its cost as the last part of a compound (efterled).
    pub tail: f32,
}

impl Unigram {
    /// The word as it is stored.
    pub fn to_bytes(self) -> [u8; WORD_BYTES] {
        [
            steps(self.cost, WORD_STEP, 255) as u8,
            steps(self.backoff, BACKOFF_STEP, 255) as u8,
            (self.capital_share * 255.0) as u8,
            steps(self.head, WORD_STEP, 255) as u8,
            steps(self.tail, WORD_STEP, 255) as u8,
        ]
    }
}

/// Cells of pairs of words and of sequences of letters.
pub const CELLS: Layout = Layout { value: 12, check: 12 };

/// Cells of sequences of three words: as the pairs in them tell most strangers, less of the key is kept.
pub const TRIPLE_CELLS: Layout = Layout { value: 7, check: 9 };

/// The value of a cell: a cost and the cost of leaving what is in it as a context.
pub fn cell(cost: f32, backoff: f32) -> u32 {
    cost_cell(cost) << 5 | steps(backoff, CELL_BACKOFF_STEP, 31)
}

/// The value of a cell that holds a cost alone.
pub fn cost_cell(cost: f32) -> u32 {
    steps(cost, CELL_STEP, 127)
}

fn steps(nats: f32, step: f32, most: u32) -> u32 {
    ((nats / step).round().max(0.0) as u32).min(most)
}

/// What is known of two words that were seen together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bigram {
    /// What the second costs behind the first.
    pub cost: f32,
    /// The cost of leaving the two as a context.
    pub backoff: f32,
}

/// The model of the language, over the bytes of a model file.
pub struct Language<'a> {
    /// The words, as an fst map from letters to position.
    pub words: Fst<&'a [u8]>,
    unigrams: &'a [u8],
    bigrams: Table<'a>,
    trigrams: Table<'a>,
    letters: Table<'a>,
    memo: Memo,
    /// Which letters of names have marks.
    pub diacritics: Diacritics<'a>,
    /// Which of words that look alike stands in a place.
    pub homographs: Homographs<'a>,
    /// The parts of names, an fst map from letters to costs.
    pub name_parts: Fst<&'a [u8]>,
    /// The channels, as text.
    pub channels: &'a str,
}

impl<'a> Language<'a> {
    /// Reads a model file.
    ///
    /// # Errors
    /// When the bytes are no model of this version.
    pub fn read(bytes: &'a [u8]) -> io::Result<Self> {
        let mut rest = bytes
            .strip_prefix(MAGIC)
            .ok_or_else(|| invalid("not a model of this version"))?;
        let mut lengths = [0usize; SECTIONS];
        for length in &mut lengths {
            let (head, tail) = rest.split_first_chunk::<4>().ok_or_else(|| invalid("cut short"))?;
            *length = u32::from_le_bytes(*head) as usize;
            rest = tail;
        }
        let mut section = |number: usize| {
            let (head, tail) = rest
                .split_at_checked(lengths[number])
                .ok_or_else(|| invalid("cut short"))?;
            rest = tail;
            Ok::<_, Error>(head)
        };
        Ok(Self {
            words: Fst::new(section(0)?).map_err(|_| invalid("its word list is broken"))?,
            unigrams: section(1)?,
            bigrams: Table::read(section(2)?, CELLS)?,
            trigrams: Table::read(section(3)?, TRIPLE_CELLS)?,
            letters: Table::read(section(4)?, CELLS)?,
            memo: Memo::new(),
            diacritics: Diacritics::read(section(5)?)?,
            homographs: Homographs::read(section(6)?)?,
            name_parts: Fst::new(section(7)?).map_err(|_| invalid("its parts of names are broken"))?,
            channels: std::str::from_utf8(section(8)?).map_err(|_| invalid("its channels are no text"))?,
        })
    }

    /// The number of a word given in small letters, where it is in the list.
    pub fn find(&self, word: &[u8]) -> Option<WordId> {
        self.words.get(word).map(|output| FIRST_WORD + output.value() as WordId)
    }

    /// What a word costs without context.
    pub fn unigram(&self, word: WordId) -> f32 {
        f32::from(self.unigrams[word as usize * WORD_BYTES]) * WORD_STEP
    }

    /// What a word costs as the first part of a compound.
    pub fn head(&self, word: WordId) -> f32 {
        f32::from(self.unigrams[word as usize * WORD_BYTES + 3]) * WORD_STEP
    }

    /// What a word costs as the last part of a compound.
    pub fn tail(&self, word: WordId) -> f32 {
        f32::from(self.unigrams[word as usize * WORD_BYTES + 4]) * WORD_STEP
    }

    /// How often the word is written with a capital inside sentences, 0 to 1.
    pub fn capital_share(&self, word: WordId) -> f32 {
        f32::from(self.unigrams[word as usize * WORD_BYTES + 2]) / 255.0
    }

    /// What a rare word costs after two others, where `own` is what was seen of it: that is little, so it is at least as likely as rare
    /// words are altogether, which those that no list has tell. Behind a first name stands a name, whether a list has it or not.
    pub fn rare_trigram(&self, own: f32, word: WordId, unlisted: f32) -> f32 {
        if word == UNLISTED {
            return own;
        }
        own.min(self.unigram(word) + (unlisted - self.unigram(UNLISTED)))
    }

    /// Whether a word is one of those whose neighbours in the texts tell little of it: names sooner than other words.
    pub fn is_rare(&self, word: WordId) -> bool {
        let name = self.capital_share(word) > MOSTLY_CAPITAL;
        self.unigram(word) > if name { RARE_NAME } else { RARE }
    }

    /// What a word costs after two others, by what is known of the first two and of the last two. Three words are in the table
    /// only where both pairs are: that tells most strangers apart, so that a cell holds little of its key.
    pub fn trigram(&self, words: [WordId; 3], first: Option<Bigram>, last: Option<Bigram>) -> f32 {
        let [_, previous, word] = words;
        let (Some(first), Some(last)) = (first, last) else {
            return first.map_or(0.0, |first| first.backoff) + self.bigram(previous, word, last);
        };
        match self.trigrams.get(key(&words)) {
            Some(value) => value as f32 * CELL_STEP,
            None => first.backoff + last.cost,
        }
    }

    /// What a word costs after another, by what is known of the two.
    pub fn bigram(&self, previous: WordId, word: WordId, pair: Option<Bigram>) -> f32 {
        let rare = || {
            let leave = f32::from(self.unigrams[previous as usize * WORD_BYTES + 1]) * BACKOFF_STEP;
            leave + self.unigram(word)
        };
        pair.map_or_else(rare, |pair| pair.cost)
    }

    /// What is known of two words, where they were seen together.
    pub fn pair(&self, previous: WordId, word: WordId) -> Option<Bigram> {
        let value = self.bigrams.get(key(&[previous, word]))?;
        Some(Bigram {
            cost: cost(value),
            backoff: backoff(value),
        })
    }

    /// What a letter costs after those before it.
    pub fn letter(&self, before: Context, letter: u8) -> f32 {
        let key = u64::from(letter) << (8 * LETTER_CONTEXT) | before.0;
        self.memo.get(key, || self.look_up_letter(before, letter))
    }

    fn look_up_letter(&self, before: Context, letter: u8) -> f32 {
        let mut leave = 0.0;
        let mut context = before.0;
        for length in (0..=before.len()).rev() {
            if let Some(value) = self.letters.get(packed_key(context, length, letter)) {
                return leave + cost(value);
            }
            if length > 0 {
                let (front, last) = (context >> 8, context as u8);
                leave += self
                    .letters
                    .get(packed_key(front, length - 1, last))
                    .map_or(0.0, backoff);
                context &= (1 << (8 * (length - 1))) - 1;
            }
        }
        leave + RARE_LETTER
    }

    /// What the letters of a word cost that is not in the list.
    pub fn spelling(&self, word: &[u8], start: u8) -> f32 {
        let mut context = Context::new(start);
        let mut cost = 0.0;
        for &letter in word.iter().chain(&[WORD_END]) {
            cost += self.letter(context, letter);
            context = context.with(letter);
        }
        cost
    }
}

/// The share of capitals inside sentences above which a word is a name.
pub const MOSTLY_CAPITAL: f32 = 0.5;
/// What a word costs at least that is rare, and what a name does.
const RARE: f32 = 14.0;
const RARE_NAME: f32 = 8.0;

/// What a letter costs that was never seen.
const RARE_LETTER: f32 = 12.0;

/// The letters before a letter that the model of letters looks at, the last of them in the lowest byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context(u64);

impl Context {
    /// The start of a word.
    pub fn new(start: u8) -> Self {
        Self(u64::from(start))
    }

    /// The context of the letter behind this one.
    pub fn with(self, letter: u8) -> Self {
        Self((self.0 << 8 | u64::from(letter)) & ((1 << (8 * LETTER_CONTEXT)) - 1))
    }

    /// How many letters there are: none of them is 0.
    fn len(self) -> usize {
        (u64::BITS - self.0.leading_zeros()).div_ceil(8) as usize
    }
}

/// The key of a letter after others in the table of letters.
pub fn letter_key(before: &[u8], letter: u8) -> u64 {
    let context = before.iter().fold(0, |context, &b| context << 8 | u64::from(b));
    packed_key(context, before.len(), letter)
}

fn packed_key(context: u64, length: usize, letter: u8) -> u64 {
    let packed = u64::from(letter) << (8 * length) | context;
    key(&[packed as u32, (packed >> 32) as u32, length as u32])
}

fn cost(value: u32) -> f32 {
    (value >> 5) as f32 * CELL_STEP
}

fn backoff(value: u32) -> f32 {
    (value & 31) as f32 * CELL_BACKOFF_STEP
}

fn invalid(what: &'static str) -> Error {
    Error::new(ErrorKind::InvalidData, what)
}
