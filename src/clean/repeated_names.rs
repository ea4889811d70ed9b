//! Names that OCR read the same throughout a document: what no list has is a name of its own then, and not a rare one of the list.

use std::collections::HashMap;

use super::restoration::Change;
use super::{Text, bare};
use crate::vocabulary;

/// So often a name is read in one way by chance no more.
const THROUGHOUT: usize = 3;

/// How often each word stands in a document as it was read.
pub(super) struct Readings(HashMap<String, usize>);

impl Readings {
    /// Counts the words of a document.
    pub(super) fn of(text: &Text) -> Self {
        let mut times = HashMap::new();
        for token in &text.tokens {
            *times.entry(bare(&token.text).to_owned()).or_default() += 1;
        }
        Self(times)
    }

    /// Whether a change makes another name (`Veddö`, `Väddö`) of one that was read so again and again and never as the other. Marks are lost
    /// throughout a document: a change of these alone is none of another name.
    pub(super) fn tell_against(&self, read: &str, change: &Change) -> bool {
        let (read, other) = (bare(read), bare(&change.text));
        let times = |word: &str| self.0.get(word).copied().unwrap_or(0);
        let name = read.starts_with(char::is_uppercase) && read.chars().skip(1).all(char::is_lowercase);
        name && times(read) >= THROUGHOUT && times(other) == 0 && vocabulary::fold(read) != vocabulary::fold(other)
    }
}

#[cfg(test)]
mod tests {
    use super::super::restoration::{Change, Verdict};
    use super::Readings;
    use crate::scan::Scan;

    #[test]
    fn a_name_that_is_read_the_same_throughout_is_one() {
        let text = super::super::lines::lines(&Scan::of_lines(&["Veddö, Veddö och Veddö", "Akersö Akersö Akersö Ek"]));
        let readings = Readings::of(&text);
        let tells = |read: &str, other: &str| {
            let change = Change {
                page: 0,
                line: 0,
                tokens: 0..1,
                text: other.to_owned(),
                confidence: 1.0,
                verdict: Verdict::Applied,
            };
            readings.tell_against(read, &change)
        };
        assert!(tells("Veddö,", "Väddö,"));
        assert!(!tells("Akersö", "Åkersö"));
        assert!(!tells("Ek", "Eka"));
    }
}
