//! How well text is restored: words right, words with å, ä or ö right, right words made wrong.

use std::ops::AddAssign;

use serde::Serialize;

/// What was counted over lines of text. Words are what stands between white space, with their punctuation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Score {
    /// Words of the truth.
    pub words: usize,
    /// Of them right.
    pub right: usize,
    /// Words of the truth with å, ä or ö.
    pub swedish: usize,
    /// Of them right.
    pub swedish_right: usize,
    /// Words that were right before restoration.
    pub right_before: usize,
    /// Of them wrong after it.
    pub harmed: usize,
    /// Words of the truth with a digit that were right before and wrong after.
    pub digits_harmed: usize,
}

impl Score {
    /// Share of words right, 0 to 1.
    pub fn accuracy(&self) -> f64 {
        share(self.right, self.words)
    }

    /// Share of words with å, ä or ö right, 0 to 1.
    pub fn swedish_accuracy(&self) -> f64 {
        share(self.swedish_right, self.swedish)
    }

    /// Share of the words that were right before and are wrong after, 0 to 1.
    pub fn harm(&self) -> f64 {
        share(self.harmed, self.right_before)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        self.words += other.words;
        self.right += other.right;
        self.swedish += other.swedish;
        self.swedish_right += other.swedish_right;
        self.right_before += other.right_before;
        self.harmed += other.harmed;
        self.digits_harmed += other.digits_harmed;
    }
}

/// A word of the truth and what stood for it before and after restoration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    /// What is right.
    pub truth: &'a str,
    /// What was read; several words where one had been split, none where it was lost.
    pub before: Vec<&'a str>,
    /// What was made of it.
    pub after: Vec<&'a str>,
}

impl Word<'_> {
    /// Whether it is right after restoration.
    pub fn is_right(&self) -> bool {
        self.after == [self.truth]
    }

    /// Whether it was right before.
    pub fn was_right(&self) -> bool {
        self.before == [self.truth]
    }
}

/// The words of a line of truth with what stood for them.
pub fn words<'a>(truth: &'a str, before: &'a str, after: &'a str) -> Vec<Word<'a>> {
    let truth: Vec<&str> = truth.split_whitespace().collect();
    let (before, after) = (aligned(&truth, before), aligned(&truth, after));
    let words = truth.into_iter().zip(before).zip(after);
    words
        .map(|((truth, before), after)| Word { truth, before, after })
        .collect()
}

/// Scores a line.
pub fn score(truth: &str, before: &str, after: &str) -> Score {
    let mut score = Score::default();
    for word in words(truth, before, after) {
        let swedish = word.truth.contains(['å', 'ä', 'ö', 'Å', 'Ä', 'Ö']);
        let harmed = word.was_right() && !word.is_right();
        score += Score {
            words: 1,
            right: usize::from(word.is_right()),
            swedish: usize::from(swedish),
            swedish_right: usize::from(swedish && word.is_right()),
            right_before: usize::from(word.was_right()),
            harmed: usize::from(harmed),
            digits_harmed: usize::from(harmed && word.truth.contains(|c: char| c.is_ascii_digit())),
        };
    }
    score
}

/// For each word of the truth, the words of `line` that stand for it, by the cheapest alignment.
fn aligned<'a>(truth: &[&str], line: &'a str) -> Vec<Vec<&'a str>> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let width = words.len() + 1;
    let swap = |i: usize, j: usize| {
        if truth[i] == words[j] {
            0.0
        } else {
            0.2 + 1.6 * unlikeness(truth[i], words[j])
        }
    };
    let mut costs = vec![0.0f64; (truth.len() + 1) * width];
    for i in 0..=truth.len() {
        for j in 0..=words.len() {
            costs[i * width + j] = match (i, j) {
                (0, 0) => 0.0,
                (0, j) => costs[j - 1] + 1.0,
                (i, 0) => costs[(i - 1) * width] + 1.0,
                (i, j) => (costs[(i - 1) * width + j - 1] + swap(i - 1, j - 1))
                    .min(costs[(i - 1) * width + j] + 1.0)
                    .min(costs[i * width + j - 1] + 1.0),
            };
        }
    }
    let mut aligned = vec![Vec::new(); truth.len()];
    let (mut i, mut j) = (truth.len(), words.len());
    while i > 0 || j > 0 {
        let here = costs[i * width + j];
        if i > 0 && j > 0 && here == costs[(i - 1) * width + j - 1] + swap(i - 1, j - 1) {
            aligned[i - 1].insert(0, words[j - 1]);
            i -= 1;
            j -= 1;
        } else if j > 0 && here == costs[i * width + j - 1] + 1.0 {
            if let Some(word) = aligned.get_mut(i.saturating_sub(1)) {
                word.insert(0, words[j - 1]);
            }
            j -= 1;
        } else {
            i -= 1;
        }
    }
    aligned
}

fn unlikeness(a: &str, b: &str) -> f64 {
    1.0 - strsim::normalized_levenshtein(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_right_and_harmed_words() {
        let score = score(
            "nämnden har tre ledamöter",
            "namnden har tre ledamoter",
            "nämnden hår tre ledamöter",
        );
        assert_eq!(
            (score.words, score.right, score.swedish, score.swedish_right),
            (4, 3, 2, 2)
        );
        assert_eq!((score.right_before, score.harmed), (2, 1));
    }

    #[test]
    fn a_split_word_is_wrong_once() {
        let score = score(
            "kommunens beslut 2021-09-27,",
            "kommunens beslut2021-09-27,",
            "kommunens beslut 2021-09-27,",
        );
        assert_eq!((score.words, score.right, score.harmed), (3, 3, 0));
    }
}
