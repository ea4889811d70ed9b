//! Sequences of two and three words: interpolated Kneser-Ney smoothing, pruned most where they do not help to choose
//! among words that look alike.

use std::collections::HashMap;
use std::io;

use super::compounds::Compounds;
use super::words::List;
use crate::clean::restoration::language::{
    BOUNDARY, CELLS, NUMBER, TRIPLE_CELLS, UNLISTED, Unigram, WordId, cell, cost_cell,
};
use crate::clean::restoration::table::{self, key};

/// Times a sequence of two words must be seen where neither is easily taken for another.
const LEAST_PAIRS: u32 = 2;
/// Times a sequence of three words must be seen, where one of them is easily taken for another. Its pairs are kept however often they
/// are seen, and must be: the table of triples is asked where that of pairs has both.
const LEAST_USEFUL_TRIPLES: u32 = 3;
/// Times any other sequence of three words must be seen.
const LEAST_TRIPLES: u32 = 10;

/// What is taken off a count for what was never seen.
fn discount(count: u32) -> f64 {
    match count {
        1 => 0.7,
        2 => 1.05,
        _ => 1.35,
    }
}

/// Costs of words alone and in sequences.
pub struct Sequences {
    unigrams: Vec<(f32, f32)>,
    bigrams: Vec<([WordId; 2], f32, f32)>,
    trigrams: Vec<([WordId; 3], f32)>,
}

/// Counts and smooths the sequences of the texts.
pub fn count(texts: &[(&str, u32)], list: &List) -> Sequences {
    let mut triples: Vec<(u64, u32)> = Vec::new();
    for &(text, weight) in texts {
        let ids = list.ids(text);
        triples.extend(
            ids.windows(3)
                .filter(|w| w[1] != BOUNDARY || w[0] != BOUNDARY)
                .map(|w| (pack(w), weight)),
        );
    }
    let triples = merged(triples);
    let pairs = merged(
        triples
            .iter()
            .map(|&(packed, count)| (packed & ((1 << 36) - 1), count))
            .collect(),
    );

    // Lower orders count in how many contexts a word stands, not how often it is seen.
    let mut continuations: HashMap<u64, u32> = HashMap::new();
    for &(packed, _) in &triples {
        *continuations.entry(packed & ((1 << 36) - 1)).or_default() += 1;
    }
    let unigrams = unigram_shares(&pairs, list);
    let (pair_shares, pair_backoffs) = pair_shares(&pairs, &continuations, &unigrams, list);
    let (trigrams, triple_backoffs) = triple_shares(&triples, &pair_shares, &pair_backoffs, &unigrams, list);
    let mut bigrams: Vec<([WordId; 2], f32, f32)> = pair_shares
        .iter()
        .map(|(&packed, &share)| {
            let [_, previous, word] = unpack(packed);
            (
                [previous, word],
                cost(share),
                triple_backoffs.get(&packed).map_or(0.0, |&share| cost(share)),
            )
        })
        .collect();
    bigrams.sort_unstable_by_key(|entry| entry.0);
    let unigrams = unigrams
        .iter()
        .enumerate()
        .map(|(word, &share)| {
            (
                cost(share),
                pair_backoffs.get(&(word as u64)).map_or(0.0, |&share| cost(share)),
            )
        })
        .collect();
    Sequences {
        unigrams,
        bigrams,
        trigrams,
    }
}

/// A sequence helps when one of its words is easily taken for another.
fn useful(list: &List, words: &[WordId]) -> bool {
    words.iter().any(|&word| list.is_ambiguous(word))
}

/// The share of each word: how often it is seen, and a little for those that only lists know.
fn unigram_shares(pairs: &[(u64, u32)], list: &List) -> Vec<f64> {
    let mut shares = vec![0.0; list.words.len() + 3];
    for &(packed, count) in pairs {
        shares[(packed & 0x3FFFF) as usize] += f64::from(count);
    }
    for (share, (_, count)) in shares[3..].iter_mut().zip(&list.words) {
        *share = (*share - 0.5).max(0.05) + f64::from(count.listed) / 1000.0 * 0.3;
    }
    let sum: f64 = shares.iter().sum();
    shares.iter_mut().for_each(|share| *share = (*share / sum).max(1e-9));
    shares
}

type Shares = HashMap<u64, f64>;

fn pair_shares(
    pairs: &[(u64, u32)],
    continuations: &HashMap<u64, u32>,
    unigrams: &[f64],
    list: &List,
) -> (Shares, Shares) {
    let (mut shares, mut backoffs) = (Shares::new(), Shares::new());
    for group in pairs.chunk_by(|a, b| a.0 >> 18 == b.0 >> 18) {
        let previous = group[0].0 >> 18;
        // After a boundary no word stands in more than a few contexts: there the plain count tells more.
        let adjusted = |packed: u64, count: u32| match previous as WordId {
            BOUNDARY | NUMBER | UNLISTED => count,
            _ => continuations.get(&packed).copied().unwrap_or(1),
        };
        let total: f64 = group
            .iter()
            .map(|&(packed, count)| f64::from(adjusted(packed, count)))
            .sum();
        let kept: Vec<(u64, u32)> = group
            .iter()
            .filter(|&&(packed, count)| count >= LEAST_PAIRS || useful(list, &unpack(packed)[1..]))
            .map(|&(packed, count)| (packed, adjusted(packed, count)))
            .collect();
        let held: f64 = kept.iter().map(|&(_, count)| f64::from(count) - discount(count)).sum();
        let left = (total - held) / total;
        for (packed, count) in kept {
            let own = (f64::from(count) - discount(count)).max(0.0) / total;
            shares.insert(packed, own + left * unigrams[(packed & 0x3FFFF) as usize]);
        }
        backoffs.insert(previous, left);
    }
    (shares, backoffs)
}

fn triple_shares(
    triples: &[(u64, u32)],
    pairs: &Shares,
    pair_backoffs: &Shares,
    unigrams: &[f64],
    list: &List,
) -> (Vec<([WordId; 3], f32)>, Shares) {
    let (mut shares, mut backoffs) = (Vec::new(), Shares::new());
    for group in triples.chunk_by(|a, b| a.0 >> 18 == b.0 >> 18) {
        let context = group[0].0 >> 18;
        let kept: Vec<(u64, u32)> = group
            .iter()
            .filter(|&&(packed, count)| {
                let words = unpack(packed);
                let least = if useful(list, &words) {
                    LEAST_USEFUL_TRIPLES
                } else {
                    LEAST_TRIPLES
                };
                count >= least && words[2] != BOUNDARY && pairs.contains_key(&context)
            })
            .copied()
            .collect();
        if kept.is_empty() {
            continue;
        }
        let total: f64 = group.iter().map(|&(_, count)| f64::from(count)).sum();
        let held: f64 = kept.iter().map(|&(_, count)| f64::from(count) - discount(count)).sum();
        let left = (total - held) / total;
        for (packed, count) in kept {
            let [_, previous, word] = unpack(packed);
            let lower = pairs.get(&(packed & ((1 << 36) - 1))).copied().unwrap_or_else(|| {
                pair_backoffs.get(&u64::from(previous)).copied().unwrap_or(1.0) * unigrams[word as usize]
            });
            let own = (f64::from(count) - discount(count)) / total;
            shares.push((unpack(packed), cost(own + left * lower)));
        }
        backoffs.insert(context, left);
    }
    (shares, backoffs)
}

fn cost(share: f64) -> f32 {
    -share.max(1e-12).ln() as f32
}

fn pack(words: &[WordId]) -> u64 {
    words.iter().fold(0, |packed, &word| packed << 18 | u64::from(word))
}

fn unpack(packed: u64) -> [WordId; 3] {
    [
        (packed >> 36) as WordId,
        (packed >> 18 & 0x3FFFF) as WordId,
        (packed & 0x3FFFF) as WordId,
    ]
}

/// Counts of equal keys together, in order.
fn merged(mut counts: Vec<(u64, u32)>) -> Vec<(u64, u32)> {
    counts.sort_unstable();
    counts.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    counts
}

impl Sequences {
    /// What a word costs alone.
    pub fn cost(&self, word: WordId) -> f32 {
        self.unigrams[word as usize].0
    }

    /// What is known of the words alone, for the model file.
    pub fn unigrams(&self, list: &List, compounds: &Compounds) -> Vec<u8> {
        let capital = |word: usize| {
            word.checked_sub(3)
                .and_then(|at| list.words.get(at))
                .map_or(0.0, |(_, count)| {
                    count.capital as f32 / (count.capital + count.small).max(1) as f32
                })
        };
        let unigram = |(word, &(cost, backoff)): (usize, &(f32, f32))| Unigram {
            cost,
            backoff,
            capital_share: capital(word),
            head: compounds.head(word as WordId),
            tail: compounds.tail(word as WordId),
        };
        let unigrams = self.unigrams.iter().enumerate().map(unigram);
        unigrams.flat_map(Unigram::to_bytes).collect()
    }

    /// The table of pairs, for the model file.
    pub fn bigrams(&self) -> io::Result<Vec<u8>> {
        let entries: Vec<_> = self
            .bigrams
            .iter()
            .map(|(words, cost, backoff)| (key(words), cell(*cost, *backoff)))
            .collect();
        table::write(&entries, CELLS)
    }

    /// The table of triples, for the model file.
    pub fn trigrams(&self) -> io::Result<Vec<u8>> {
        let entries: Vec<_> = self
            .trigrams
            .iter()
            .map(|(words, cost)| (key(words), cost_cell(*cost)))
            .collect();
        table::write(&entries, TRIPLE_CELLS)
    }
}
