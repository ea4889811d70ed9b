//! Parts of compounds: which words begin and end other words, and how many.

use super::words::{Counts, List};
use crate::clean::restoration::language::{FIRST_WORD, WordId};

/// Least letters of a part.
const LEAST_PART: usize = 3;
/// Times that a word must be seen to be taken for a part.
const LEAST_SEEN: u32 = 3;
/// What every word counts as a part, in compounds.
const UNSEEN: f64 = 0.05;

/// How productive each word is as a part of compounds.
pub struct Compounds {
    heads: Vec<f64>,
    tails: Vec<f64>,
    /// All compounds, with what words count that are part of none.
    total: f64,
}

/// Counts in how many of the forms each word is a part. A form with several ways to be taken apart counts for each of them alike.
pub fn count(counts: &Counts, list: &List) -> Compounds {
    let words = list.words.len() + FIRST_WORD as usize;
    // In sixtieths, since sums of fractions would depend on their order.
    let (mut heads, mut tails) = (vec![0u32; words], vec![0u32; words]);
    let mut compounds = 0;
    for (word, count) in counts {
        let ways = ways(list, word, count.occurrences);
        let share = WHOLE / (ways.len() as u32).max(1);
        for &(head, tail) in &ways {
            heads[head as usize] += share;
            tails[tail as usize] += share;
        }
        compounds += u32::from(!ways.is_empty());
    }
    let smoothed = |parts: Vec<u32>| {
        parts
            .iter()
            .map(|&part| f64::from(part) / f64::from(WHOLE) + UNSEEN)
            .collect()
    };
    Compounds {
        heads: smoothed(heads),
        tails: smoothed(tails),
        total: f64::from(compounds) + UNSEEN * words as f64,
    }
}

/// A compound, in parts that any small number divides.
const WHOLE: u32 = 60;

/// The pairs of words that a word may consist of, with an s between them or without. What is more frequent than its parts is no
/// compound of them (`för-slag`, `förs-var`).
fn ways(list: &List, word: &[u8], occurrences: u32) -> Vec<(WordId, WordId)> {
    let least = occurrences.max(LEAST_SEEN);
    let common = |letters: &[u8]| list.find(letters).filter(|&id| list.occurrences(id) >= least);
    let mut ways = Vec::new();
    for at in LEAST_PART..word.len().saturating_sub(LEAST_PART - 1) {
        let Some(tail) = common(&word[at..]) else { continue };
        let head = &word[..at];
        let plain = list
            .find(head)
            .filter(|&id| list.occurrences(id) == 0 || list.occurrences(id) >= occurrences);
        let linked = head
            .strip_suffix(b"s")
            .filter(|stem| stem.len() >= LEAST_PART)
            .and_then(common);
        ways.extend(plain.or(linked).map(|head| (head, tail)));
    }
    ways
}

impl Compounds {
    /// What a word costs as the first part of a compound.
    pub fn head(&self, word: WordId) -> f32 {
        -(self.heads[word as usize] / self.total).ln() as f32
    }

    /// What a word costs as the last part of a compound.
    pub fn tail(&self, word: WordId) -> f32 {
        -(self.tails[word as usize] / self.total).ln() as f32
    }
}
