//! The small letters of a document: whether it misses å, ä or ö, and which of its pages do.

use std::collections::BTreeMap;

use super::SWEDISH;
use crate::clean::restoration::RawToken;

/// Letters of a text that tell which are missing from it.
const LEAST_LETTERS: usize = 100;
/// Letters of a text for each å, each ä or each ö: Swedish has one in 106, 51 and 59, no protocol of the fixtures fewer than one in 339.
const MOST_LETTERS: usize = 1_000;

/// The pages that may have lost letters: all of a document that misses some, else those that miss the same ones as most of the pages
/// that do; `None` where no page does.
pub(super) fn looked_at(pages: &[Letters]) -> Option<Vec<bool>> {
    let all = pages.iter().fold(Letters::default(), |all, page| all.with(page));
    if !all.missing().is_empty() {
        return Some(vec![true; pages.len()]);
    }
    let mut by_missing: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    for page in pages {
        *by_missing.entry(page.missing()).or_default() += page.all;
    }
    by_missing.remove(&Vec::new());
    let (most, _) = by_missing.into_iter().max_by_key(|(_, letters)| *letters)?;
    Some(pages.iter().map(|page| page.missing() == most).collect())
}

/// How many small letters a text has, and what they are: OCR may know the capital of a letter that it does not know.
#[derive(Default, Clone, Copy)]
pub(super) struct Letters {
    all: usize,
    /// å, ä and ö.
    swedish: [usize; 3],
    /// Letters of other languages, and two letters that may stand for one.
    others: usize,
}

impl Letters {
    /// Counts those of a page.
    pub(super) fn of(page: &[Vec<RawToken<'_>>]) -> Self {
        let mut letters = Self::default();
        for token in page.iter().flatten() {
            let mut before = ' ';
            for c in token.text.chars() {
                letters.all += usize::from(c.is_lowercase());
                match c {
                    'å' => letters.swedish[0] += 1,
                    'ä' => letters.swedish[1] += 1,
                    'ö' => letters.swedish[2] += 1,
                    'a' if matches!(before, 'a' | 'A') => letters.others += 1,
                    'e' if matches!(before, 'a' | 'A' | 'o' | 'O') => letters.others += 1,
                    'é' => {}
                    c if !c.is_ascii() && c.is_lowercase() => letters.others += 1,
                    _ => {}
                }
                before = c;
            }
        }
        letters
    }

    /// Those of two texts together.
    pub(super) fn with(self, other: &Self) -> Self {
        let [å, ä, ö] = self.swedish;
        Self {
            all: self.all + other.all,
            swedish: [å + other.swedish[0], ä + other.swedish[1], ö + other.swedish[2]],
            others: self.others + other.others,
        }
    }

    /// How many of some letters of å, ä and ö there are.
    pub(super) fn of_these(&self, letters: &[u8]) -> usize {
        let counted = SWEDISH.iter().zip(self.swedish);
        counted
            .filter(|(letter, _)| letters.contains(letter))
            .map(|(_, count)| count)
            .sum()
    }

    /// Those of å, ä and ö that are missing.
    pub(super) fn missing(&self) -> Vec<u8> {
        let is_missing = |count: usize| self.all >= LEAST_LETTERS && count * MOST_LETTERS < self.all;
        let letters = SWEDISH.into_iter().zip(self.swedish);
        letters
            .filter(|(_, count)| is_missing(*count))
            .map(|(letter, _)| letter)
            .collect()
    }

    /// Whether there are more other letters than Swedish text has.
    pub(super) fn has_others(&self) -> bool {
        self.others * MOST_LETTERS >= self.all
    }
}
