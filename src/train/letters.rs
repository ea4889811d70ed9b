//! The model of letters: which letter follows which, learned from the forms in the texts, each once.

use std::collections::BTreeMap;
use std::io;

use super::words::Counts;
use crate::clean::restoration::language::{
    CAPITAL_START, CELLS, LETTER_CONTEXT, SMALL_START, WORD_END, cell, letter_key,
};
use crate::clean::restoration::table;

/// Times a form must be seen to teach spelling.
const LEAST_SEEN: u32 = 2;
/// Times a long sequence of letters must be seen.
const LEAST_LONG: f64 = 3.0;

/// The table of letter sequences, for the model file.
pub fn learn(counts: &Counts) -> io::Result<Vec<u8>> {
    // In hundredths, since sums of fractions would depend on their order.
    let mut sequences: BTreeMap<Vec<u8>, u32> = BTreeMap::new();
    for (word, count) in counts {
        if count.occurrences < LEAST_SEEN && !count.in_list && count.listed == 0 || word.len() < 2 {
            continue;
        }
        let start = if count.capital > count.small {
            CAPITAL_START
        } else {
            SMALL_START
        };
        let weight = if count.occurrences >= LEAST_SEEN { 100 } else { 34 };
        let letters: Vec<u8> = [&[start], word.as_slice(), &[WORD_END]].concat();
        for end in 1..letters.len() {
            for from in end.saturating_sub(LETTER_CONTEXT)..=end {
                *sequences.entry(letters[from..=end].to_vec()).or_default() += weight;
            }
        }
    }
    table::write(&smoothed(&sequences), CELLS)
}

/// Witten-Bell smoothing: what is left for unseen letters grows with the number of different letters seen.
fn smoothed(sequences: &BTreeMap<Vec<u8>, u32>) -> Vec<(u64, u32)> {
    let mut shares: BTreeMap<&[u8], f64> = BTreeMap::new();
    let mut lefts: BTreeMap<&[u8], f64> = BTreeMap::new();
    for length in 1..=LETTER_CONTEXT + 1 {
        let of_length: Vec<(&Vec<u8>, f64)> = sequences
            .iter()
            .filter(|(letters, _)| letters.len() == length)
            .map(|(letters, &count)| (letters, f64::from(count) / 100.0))
            .collect();
        for group in of_length.chunk_by(|a, b| a.0[..length - 1] == b.0[..length - 1]) {
            let context = &group[0].0[..length - 1];
            let total: f64 = group.iter().map(|(_, count)| count).sum();
            let left = group.len() as f64 / (total + group.len() as f64);
            let mut held = 0.0;
            for (letters, count) in group {
                if length <= 3 || *count >= LEAST_LONG {
                    let own = count / (total + group.len() as f64);
                    held += own;
                    let lower = if length == 1 {
                        1.0 / 64.0
                    } else {
                        shares.get(&letters[1..]).copied().unwrap_or(1e-4)
                    };
                    shares.insert(letters, own + left * lower);
                }
            }
            lefts.insert(context, 1.0 - held);
        }
    }
    shares
        .iter()
        .filter_map(|(letters, share)| {
            let (&last, before) = letters.split_last()?;
            let leave = lefts.get(letters).copied().unwrap_or(1.0);
            Some((
                letter_key(before, last),
                cell(-(share.ln()) as f32, -(leave.max(0.002).ln()) as f32),
            ))
        })
        .collect()
}
