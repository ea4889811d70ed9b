//! Words that consist of two words of the list: compounds, and words that ran together on the page.

use super::candidates::{Candidate, NEAR, listed, listed_heads, rough};
use super::channel::Channel;
use super::language::{Language, SMALL_START, UNLISTED};

/// Least letters of a part of a compound.
const LEAST_PART: usize = 3;
/// Least letters of a first word that an s is put behind: of shorter ones the list has the form with its s.
const LEAST_LINKED: usize = 4;
/// What the s costs.
const LINK: f32 = 0.7;
/// First words that are followed.
const MOST_HEADS: usize = 6;
/// Compounds kept.
const MOST_COMPOUNDS: usize = 4;
/// What it costs a word to be a compound that no list has, besides its parts.
const COMPOUND: f32 = 1.0;
/// What it costs two words to run together.
const RUN_TOGETHER: f32 = 8.0;
/// Words that run together with others are short and common: they cost no more than this.
const COMMON: f32 = 5.5;

/// Two words of the list that take all symbols between them.
pub struct Pair {
    head: Candidate,
    /// Whether an s was read between them.
    linked: bool,
    tail: Candidate,
    /// Where the second begins.
    at: usize,
}

/// The pairs of words that the symbols may stand for, with an s between them or without.
pub fn pairs(language: &Language<'_>, channel: &Channel, symbols: &[u8]) -> Vec<Pair> {
    if symbols.len() < LEAST_PART + 1 {
        return Vec::new();
    }
    let mut heads: Vec<(usize, bool, Candidate)> = Vec::new();
    for (end, head) in listed_heads(language, channel, symbols) {
        let may_link = head.letters.len() >= LEAST_LINKED && head.letters.last() != Some(&b's');
        if may_link && symbols.get(end) == Some(&b's') {
            heads.push((end + 1, true, head.clone()));
        }
        heads.push((end, false, head));
    }
    heads.retain(|(end, ..)| *end < symbols.len());
    heads.sort_by(|a, b| rough(language, &a.2).total_cmp(&rough(language, &b.2)));
    heads.truncate(MOST_HEADS);
    let mut pairs = Vec::new();
    for (at, linked, head) in heads {
        let tails = listed(language, channel, &symbols[at..], NEAR - head.channel);
        pairs.extend(tails.into_iter().map(|tail| Pair {
            head: head.clone(),
            linked,
            tail,
            at,
        }));
    }
    pairs
}

/// The likeliest compounds among the pairs.
pub fn compounds(language: &Language<'_>, pairs: &[Pair]) -> Vec<Candidate> {
    let long = |pair: &&Pair| pair.head.letters.len() >= LEAST_PART && pair.tail.letters.len() >= LEAST_PART;
    let parts = |pair: &Pair| {
        COMPOUND + if pair.linked { LINK } else { 0.0 } + language.head(pair.head.word) + language.tail(pair.tail.word)
    };
    let link = |pair: &Pair| if pair.linked { Some(b's') } else { None };
    let mut compounds: Vec<Candidate> = pairs
        .iter()
        .filter(long)
        .map(|pair| pair.joined(link(pair), parts(pair)))
        .collect();
    compounds.sort_by(|a, b| (a.channel + a.spelling).total_cmp(&(b.channel + b.spelling)));
    compounds.truncate(MOST_COMPOUNDS);
    // Compounds that are as good as their letters: the parts tell which words there are.
    for compound in &mut compounds {
        let letters = language.spelling(&compound.letters, SMALL_START);
        compound.spelling = either(compound.spelling, letters);
    }
    compounds
}

/// The cost of a word that either of two models may have given.
fn either(parts: f32, letters: f32) -> f32 {
    parts.min(letters) + HALF
}

/// Cost of one of two ways.
const HALF: f32 = 0.7;

/// The likeliest two words that ran together.
pub fn run_together(language: &Language<'_>, pairs: &[Pair]) -> Option<Candidate> {
    let common = |pair: &&Pair| {
        let (head, tail) = (language.unigram(pair.head.word), language.unigram(pair.tail.word));
        !pair.linked && pair.tail.letters.len() > 1 && (head <= COMMON || tail <= COMMON)
    };
    let cost = |pair: &Pair| {
        let (head, tail) = (pair.head.word, pair.tail.word);
        RUN_TOGETHER + language.unigram(head) + language.bigram(head, tail, language.pair(head, tail))
    };
    let apart = pairs
        .iter()
        .filter(common)
        .map(|pair| pair.joined(Some(b' '), cost(pair)));
    apart.min_by(|a, b| (a.channel + a.spelling).total_cmp(&(b.channel + b.spelling)))
}

impl Pair {
    /// Both words as one candidate, with what stands between them.
    fn joined(&self, between: Option<u8>, spelling: f32) -> Candidate {
        let mut letters = self.head.letters.clone();
        let mut sources = self.head.sources.clone();
        if let Some(letter) = between {
            letters.push(letter);
            sources.push(self.at as u8 - 1);
        }
        letters.extend(&self.tail.letters);
        sources.extend(self.tail.sources.iter().map(|&source| source + self.at as u8));
        Candidate {
            letters,
            sources,
            word: UNLISTED,
            channel: self.head.channel + self.tail.channel,
            spelling,
        }
    }
}
