//! What OCR made of letters: counts over pairs of what was read and what stands there.

use std::collections::BTreeMap;

use crate::clean::restoration::alphabet;
use crate::clean::restoration::channel::Rule;
use crate::clean::restoration::units::{PieceKind, pieces};

/// A line as it was read, and the truth.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct Pair {
    /// What OCR read.
    #[serde(rename = "ocr_line")]
    pub read: String,
    /// What stands there.
    #[serde(rename = "truth_line")]
    pub truth: String,
}

/// Times a confusion must be seen.
const LEAST_SEEN: u32 = 2;
/// Words that differ in a greater share of their letters were not aligned rightly, or are lost.
const MOST_WRONG: f64 = 0.5;

/// Learns the rules of a channel.
pub fn learn(pairs: &[Pair]) -> Vec<Rule> {
    let mut seen: BTreeMap<u8, u32> = BTreeMap::new();
    let mut confusions: BTreeMap<(Vec<u8>, Vec<u8>), u32> = BTreeMap::new();
    for pair in pairs {
        let (read, truth): (Vec<_>, Vec<_>) = (
            pair.read.split_whitespace().collect(),
            pair.truth.split_whitespace().collect(),
        );
        if read.len() != truth.len() {
            continue;
        }
        for (read, truth) in read.iter().zip(&truth) {
            let (read_pieces, truth_pieces) = (pieces(read), pieces(truth));
            if read_pieces.len() != truth_pieces.len() {
                continue;
            }
            for (r, t) in read_pieces.iter().zip(&truth_pieces) {
                if let (PieceKind::Word, Some(word)) = (t.kind, alphabet::word(&truth[t.range.clone()])) {
                    note(
                        &alphabet::symbols(&read[r.range.clone()]),
                        &word,
                        &mut seen,
                        &mut confusions,
                    );
                }
            }
        }
    }
    smooth(&seen, &confusions)
}

/// The rules of what was counted.
fn smooth(seen: &BTreeMap<u8, u32>, confusions: &BTreeMap<(Vec<u8>, Vec<u8>), u32>) -> Vec<Rule> {
    let mut shares: BTreeMap<(Vec<u8>, Vec<u8>), f64> = BTreeMap::new();
    for ((read, letters), count) in confusions.iter() {
        let total = letters
            .first()
            .and_then(|letter| seen.get(letter))
            .copied()
            .unwrap_or(0);
        if !read.is_empty() && (*count >= LEAST_SEEN || read == letters) && total > 0 {
            shares.insert(
                (read.clone(), letters.clone()),
                f64::from(*count) / f64::from(total + 5),
            );
        }
    }
    // Marks may be lost from any letter.
    for letter in 0xE0..=0xFFu8 {
        let unmarked = alphabet::unmarked(letter);
        if unmarked != letter {
            *shares.entry((vec![unmarked], vec![letter])).or_default() += MARK_LOST;
        }
    }
    // Other fonts and scanners than those of the pairs give other shapes.
    for &(letter, shapes) in SHAPES {
        for shape in shapes.chars() {
            *shares.entry((vec![shape as u8], vec![letter])).or_default() += SHAPE;
        }
    }
    for &(one, other) in ALIKE {
        for (read, letters) in [(one, other), (other, one)] {
            *shares.entry((read.into(), letters.into())).or_default() += LIKENESS;
        }
    }
    // What happens to å may happen to ä, and the other way round.
    for (letter, like) in [(0xE5u8, 0xE4u8), (0xE4, 0xE5)] {
        let other: Vec<_> = shares
            .iter()
            .filter(|((_, letters), _)| letters == &[like])
            .map(|((read, _), share)| (read.clone(), *share))
            .collect();
        for (read, share) in other {
            *shares.entry((read, vec![letter])).or_default() += SIBLING * share;
        }
    }
    // A marked letter that falls apart is read as two symbols, each of which it may also be read as alone.
    for letter in [0xE5u8, 0xE4, 0xF6] {
        let mut alone: Vec<(u8, f64)> = shares
            .iter()
            .filter(|((read, letters), _)| read.len() == 1 && letters == &[letter])
            .map(|((read, _), share)| (read[0], *share))
            .collect();
        alone.push((b'e', 0.1));
        for &(first, first_share) in &alone {
            for &(second, second_share) in &alone {
                let share = DOUBLED * (first_share * second_share).sqrt();
                if share > LEAST_DOUBLED {
                    *shares.entry((vec![first, second], vec![letter])).or_default() += share;
                }
            }
        }
    }
    shares
        .into_iter()
        .map(|((read, letters), share)| Rule::new(read, letters, -share.min(1.0).ln() as f32))
        .collect()
}

/// Share of marked letters that at least lose nothing but their mark, whatever the pairs show.
const MARK_LOST: f64 = 0.005;
/// Marked letters, and the symbols that a blurred one looks like.
const SHAPES: &[(u8, &str)] = &[(0xE5, "adeio348"), (0xE4, "adeio348"), (0xF6, "adeo035689")];
/// Share of marked letters that at least are read as each of them, whatever the pairs show.
const SHAPE: f64 = 0.0015;
/// Letters that are read for each other where ink has run or faded.
const ALIKE: &[(&str, &str)] = &[
    ("m", "rn"),
    ("w", "vv"),
    ("v", "y"),
    ("f", "t"),
    ("l", "i"),
    ("l", "t"),
    ("i", "t"),
    ("h", "n"),
    ("h", "b"),
    ("c", "e"),
    ("o", "e"),
    ("o", "a"),
    ("n", "u"),
    ("r", "t"),
    ("ll", "il"),
    ("ll", "li"),
];
/// Share of letters that at least are read as those, whatever the pairs show.
const LIKENESS: f64 = 0.0005;
/// Share of what happens to one of two letters that are alike that may happen to the other.
const SIBLING: f64 = 0.1;
/// Share of marked letters that are read as two symbols.
const DOUBLED: f64 = 0.01;
/// Least share of a pair of symbols that is worth a rule.
const LEAST_DOUBLED: f64 = 0.0002;

/// The rules of a Swedish model: its own, and those of shapes that any model confuses. Marks get lost seldom, but they do.
pub fn for_swedish(own: Vec<Rule>, others: &[Rule]) -> Vec<Rule> {
    let mut rules = own;
    let marked = |letters: &[u8]| letters.iter().any(|&letter| letter >= 0xDF);
    for other in others
        .iter()
        .filter(|rule| !marked(&rule.read) && !marked(&rule.letters))
    {
        if !rules
            .iter()
            .any(|rule| rule.read == other.read && rule.letters == other.letters)
        {
            rules.push(Rule {
                cost: other.cost + SELDOM,
                ..other.clone()
            });
        }
    }
    rules
}

/// What a confusion costs more with a Swedish model that only another showed.
const SELDOM: f32 = 1.0;

fn note(read: &[u8], word: &[u8], seen: &mut BTreeMap<u8, u32>, confusions: &mut BTreeMap<(Vec<u8>, Vec<u8>), u32>) {
    let steps = align(read, word);
    let wrong = steps
        .iter()
        .filter(|(r, w)| r.is_empty() || w.is_empty() || r != w)
        .count();
    let plain = steps
        .iter()
        .filter(|(r, w)| alphabet::skeleton(r) != alphabet::skeleton(w))
        .count();
    if plain as f64 > MOST_WRONG * word.len() as f64 || wrong > word.len() {
        return;
    }
    word.iter().for_each(|&letter| *seen.entry(letter).or_default() += 1);
    for (read, letters) in joined(&steps) {
        if read.len() <= 3 && letters.len() <= 2 && !letters.is_empty() {
            *confusions.entry((read, letters)).or_default() += 1;
        }
    }
}

type Step = (Vec<u8>, Vec<u8>);

/// The cheapest alignment; letters that look alike without marks cost half.
fn align(read: &[u8], word: &[u8]) -> Vec<Step> {
    let width = word.len() + 1;
    let mut costs = vec![0u32; (read.len() + 1) * width];
    let swap = |r: u8, w: u8| match r == w {
        true => 0,
        false if alphabet::unmarked(r) == alphabet::unmarked(w) => 2,
        false => 4,
    };
    for i in 0..=read.len() {
        for j in 0..=word.len() {
            costs[i * width + j] = match (i, j) {
                (0, 0) => 0,
                (0, j) => costs[j - 1] + 3,
                (i, 0) => costs[(i - 1) * width] + 3,
                (i, j) => (costs[(i - 1) * width + j - 1] + swap(read[i - 1], word[j - 1]))
                    .min(costs[(i - 1) * width + j] + 3)
                    .min(costs[i * width + j - 1] + 3),
            };
        }
    }
    let (mut i, mut j) = (read.len(), word.len());
    let mut steps = Vec::new();
    while i > 0 || j > 0 {
        let here = costs[i * width + j];
        if i > 0 && j > 0 && here == costs[(i - 1) * width + j - 1] + swap(read[i - 1], word[j - 1]) {
            steps.push((vec![read[i - 1]], vec![word[j - 1]]));
            i -= 1;
            j -= 1;
        } else if i > 0 && here == costs[(i - 1) * width + j] + 3 {
            steps.push((vec![read[i - 1]], Vec::new()));
            i -= 1;
        } else {
            steps.push((Vec::new(), vec![word[j - 1]]));
            j -= 1;
        }
    }
    steps.reverse();
    steps
}

/// Steps that lose or add a symbol, joined with the step beside them that is wrong, else with the one before.
fn joined(steps: &[Step]) -> Vec<Step> {
    let mut joined: Vec<Step> = Vec::new();
    let mut at = 0;
    while at < steps.len() {
        let (read, letters) = &steps[at];
        if !read.is_empty() && !letters.is_empty() {
            joined.push(steps[at].clone());
            at += 1;
            continue;
        }
        let before_is_wrong = joined.last().is_some_and(|(r, w)| r != w);
        let after_is_wrong = steps.get(at + 1).is_some_and(|(r, w)| r != w);
        if let (Some(last), true) = (joined.last_mut(), before_is_wrong || !after_is_wrong) {
            last.0.extend(read);
            last.1.extend(letters);
            at += 1;
        } else if let Some((next_read, next_letters)) = steps.get(at + 1) {
            joined.push((
                [read.as_slice(), next_read].concat(),
                [letters.as_slice(), next_letters].concat(),
            ));
            at += 2;
        } else {
            joined.push(steps[at].clone());
            at += 1;
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::restoration::alphabet::word;

    #[test]
    fn joins_what_was_read_twice() {
        let steps = joined(&align(b"ordfoerande", &word("ordförande").unwrap()));
        assert!(steps.contains(&(b"oe".to_vec(), vec![0xF6])), "{steps:?}");
    }
}
