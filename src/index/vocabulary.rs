//! The words that an index holds: which of them are compounds with a word in them, and which is meant where a word that
//! was typed is none of them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use frostem::Stemmer;
use rapidfuzz::distance::osa;

use super::forms;

/// More compounds of one word than this, the rarest, are not looked for: each costs time.
const MOST_COMPOUNDS: usize = 24;

/// Letters that a part of a compound has at least.
const LEAST_PART: usize = 3;

/// A word that is shorter is not corrected: too many others are near it.
const LEAST_CORRECTED: usize = 4;

/// All words of an index.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// As written, in small letters, with the number of texts that have it.
    words: BTreeMap<String, u32>,
    /// Their stems, with the same.
    stems: BTreeMap<String, u32>,
    /// Each stem backwards, to find those that end alike.
    backwards: Vec<String>,
}

impl Vocabulary {
    /// Of words, each with the number of texts that have it; a word may come more than once.
    pub fn new(words: impl IntoIterator<Item = (String, u32)>, stemmer: &Stemmer) -> Self {
        let mut new = Self::default();
        let is_word = |word: &str| word.chars().all(char::is_alphabetic);
        for (word, texts) in words.into_iter().filter(|(word, _)| is_word(word)) {
            *new.stems.entry(forms::stem(&word, stemmer).into_owned()).or_default() += texts;
            *new.words.entry(word).or_default() += texts;
        }
        new.backwards = new.stems.keys().map(|stem| reversed(stem)).collect();
        new.backwards.sort_unstable();
        new
    }

    /// The stems of the compounds that a word with this stem is the first or the last part of; the most frequent first.
    pub fn compounds(&self, word: &str, stem: &str) -> Vec<String> {
        if stem.chars().count() < LEAST_PART {
            return Vec::new();
        }
        // The stemmer takes more off a long word than off a short one (`plan`, but `skolpl(an)`), or less (`kont(or)`, but
        // `gatukontor`).
        let shortened = stem.strip_suffix("an").or_else(|| stem.strip_suffix("et"));
        let ends = [Some(stem), Some(word).filter(|word| *word != stem), shortened];
        let ending = ends.into_iter().flatten().flat_map(|end| self.ending(end, stem));
        let beginning = self.stems.range(stem.to_owned()..);
        let beginning = beginning
            .map(|(other, _)| other)
            .take_while(|other| other.starts_with(stem))
            .filter(|other| self.is_last_part(&other[stem.len()..]))
            .cloned();
        let mut compounds: Vec<String> = ending.chain(beginning).collect();
        compounds.sort_by_cached_key(|compound| (Reverse(self.stems.get(compound).copied()), compound.clone()));
        compounds.dedup();
        compounds.truncate(MOST_COMPOUNDS);
        compounds
    }

    /// The stems that end like this, of words in which the whole of `part` follows a first part.
    fn ending(&self, end: &str, part: &str) -> Vec<String> {
        let end = reversed(end);
        let from = self.backwards.partition_point(|other| *other < end);
        let alike = self.backwards[from..]
            .iter()
            .take_while(|other| other.starts_with(&end));
        let is_compound = |first: &str| {
            let word = format!("{first}{part}");
            let next = self.words.range(word.clone()..).next();
            self.is_first_part(first) && next.is_some_and(|(next, _)| next.starts_with(&word))
        };
        alike
            .filter(|other| is_compound(&reversed(&other[end.len()..])))
            .map(|other| reversed(other))
            .collect()
    }

    /// Whether a compound may begin with this: a word, with a binding letter (`förvaltnings-`) or without its last vowel
    /// (`skol-`), or with another one (`gatu-`).
    fn is_first_part(&self, part: &str) -> bool {
        let known = |word: &str| self.words.contains_key(word) || self.stems.contains_key(word);
        let without = |letters: &[char]| part.strip_suffix(letters).unwrap_or(part);
        part.chars().count() >= LEAST_PART
            && (known(part)
                || known(without(&['s', '-']))
                || known(&format!("{part}a"))
                || known(&format!("{}a", without(&['u', 'o', 'e']))))
    }

    /// Whether a compound may end with this: the stem of a word, with a binding letter before it.
    fn is_last_part(&self, part: &str) -> bool {
        let known = |part: &str| part.chars().count() >= LEAST_PART && self.stems.contains_key(part);
        known(part) || part.strip_prefix('s').is_some_and(known)
    }

    /// The word that was probably meant by one that is not here.
    pub fn nearest(&self, word: &str) -> Option<&str> {
        let length = word.chars().count();
        if length < LEAST_CORRECTED || !word.chars().all(char::is_alphabetic) {
            return None;
        }
        let most = if length < 8 { 1 } else { 2 };
        let comparator = osa::BatchComparator::new(word.chars());
        let arguments = osa::Args::default().score_cutoff(most);
        let near = self.words.iter().filter_map(|(other, texts)| {
            let distance = comparator.distance_with_args(other.chars(), &arguments)?;
            Some((distance, Reverse(*texts), other.as_str()))
        });
        near.min().map(|(_, _, other)| other)
    }
}

fn reversed(text: &str) -> String {
    text.chars().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary(words: &[&str]) -> Vocabulary {
        Vocabulary::new(words.iter().map(|word| ((*word).to_owned(), 1)), &forms::stemmer())
    }

    fn compounds(typed: &str, words: &[&str]) -> Vec<String> {
        let stemmer = forms::stemmer();
        vocabulary(words).compounds(typed, &forms::stem(typed, &stemmer))
    }

    #[test]
    fn a_word_finds_its_compounds() {
        let stem = |word: &str| forms::stem(word, &forms::stemmer()).into_owned();
        for (typed, compound, known) in [
            ("ledare", "förvaltningsledaren", "förvaltning"),
            ("plan", "skolplanen", "skola"),
            ("kontor", "gatukontoret", "gata"),
            ("social", "socialtjänsten", "tjänst"),
            ("förvaltning", "förvaltningsledare", "ledare"),
        ] {
            assert_eq!(compounds(typed, &[compound, known]), [stem(compound)], "{typed}");
        }
    }

    #[test]
    fn a_word_that_only_looks_like_a_part_finds_nothing() {
        for (typed, word) in [
            ("val", "urval"),
            ("rad", "parad"),
            ("and", "ansökand"),
            ("plan", "planka"),
        ] {
            assert_eq!(compounds(typed, &[word, typed]), Vec::<String>::new(), "{typed}");
        }
    }

    #[test]
    fn the_nearest_and_most_frequent_word_is_meant() {
        let vocabulary = vocabulary(&["detaljplan", "simhall", "simhall", "simhatt", "bro"]);
        assert_eq!(vocabulary.nearest("detlajplan"), Some("detaljplan"));
        assert_eq!(vocabulary.nearest("simhal"), Some("simhall"));
        assert_eq!(vocabulary.nearest("skridskobana"), None);
        assert_eq!(vocabulary.nearest("bru"), None);
    }
}
