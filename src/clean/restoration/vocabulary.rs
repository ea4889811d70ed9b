//! The words of the document itself.
//!
//! A word is evidence for another place only when it was read differently there, else an error would vouch for itself.

use std::collections::HashMap;

use super::candidates::Candidate;
use super::decoder::Decision;
use super::passage::Position;

/// The words that a document is sure of.
pub struct Vocabulary {
    /// By word: how often it was read as what.
    words: HashMap<Vec<u8>, HashMap<String, u32>>,
    total: u32,
}

/// The share of words that come from the document's own vocabulary.
const SHARE: f32 = 0.15;
/// Margin of a decision that teaches a word.
const SURE: f32 = 1.5;

impl Vocabulary {
    /// Learns the words that were chosen with some certainty.
    pub fn learn(positions: &[Position<'_>], decisions: &[Decision]) -> Self {
        let mut words: HashMap<Vec<u8>, HashMap<String, u32>> = HashMap::new();
        let mut total = 0;
        for (position, decision) in positions.iter().zip(decisions) {
            if let Position::Word(unit, found) = position
                && let Some(candidate) = found.get(decision.choice)
                && decision.margin >= SURE
            {
                *words
                    .entry(candidate.letters.clone())
                    .or_default()
                    .entry(unit.text.to_lowercase())
                    .or_default() += 1;
                total += 1;
            }
        }
        Self { words, total }
    }

    /// What a word costs that was read as `read`; infinite where the document has no other evidence of it.
    pub fn cost(&self, read: &str, candidate: &Candidate) -> f32 {
        let Some(readings) = self.words.get(&candidate.letters) else {
            return f32::INFINITY;
        };
        let own = read.to_lowercase();
        let others: u32 = readings
            .iter()
            .filter(|(reading, _)| **reading != own)
            .map(|(_, count)| count)
            .sum();
        if others == 0 {
            return f32::INFINITY;
        }
        -(SHARE * others as f32 / self.total as f32).ln()
    }
}
