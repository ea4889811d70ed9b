//! The words that an index holds: which of them are compounds with a word in them, and which is meant where a word that
//! was typed is none of them.

use std::cmp::Reverse;

use frostem::Stemmer;
use rapidfuzz::distance::osa;
use rayon::prelude::*;

use super::forms;

/// More compounds of one word than this, the rarest, are not looked for: each costs time.
const MOST_COMPOUNDS: usize = 24;

/// Letters that a part of a compound has at least.
const LEAST_PART: usize = 3;

/// A word that is shorter is not corrected: too many others are near it.
const LEAST_CORRECTED: usize = 4;

/// All words of an index, and their stems: sorted, each once.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// As written, in small letters.
    words: Vec<Counted>,
    stems: Vec<Counted>,
    /// Each stem backwards, to find those that end alike.
    backwards: Vec<String>,
}

/// A word, or a stem, with the number of texts that have it.
type Counted = (String, u32);

impl Vocabulary {
    /// Of words, each with the number of texts that have it; a word may come more than once.
    pub fn new(words: Vec<Counted>, stemmer: &Stemmer) -> Self {
        let words = summed(words);
        let stem = |(word, texts): &Counted| (forms::stem(word, stemmer).into_owned(), *texts);
        let stems = summed(words.par_iter().map(stem).collect());
        let mut backwards: Vec<String> = stems.par_iter().map(|(stem, _)| reversed(stem)).collect();
        backwards.par_sort_unstable();
        Self {
            words,
            stems,
            backwards,
        }
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
        let beginning = beginning_with(&self.stems, stem)
            .filter(|other| self.is_last_part(&other[stem.len()..]))
            .map(str::to_owned);
        let mut compounds: Vec<String> = ending.chain(beginning).collect();
        compounds.sort_by_cached_key(|compound| (Reverse(texts_with(&self.stems, compound)), compound.clone()));
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
            self.is_first_part(first) && beginning_with(&self.words, &word).next().is_some()
        };
        alike
            .filter(|other| is_compound(&reversed(&other[end.len()..])))
            .map(|other| reversed(other))
            .collect()
    }

    /// Whether a compound may begin with this: a word, with a binding letter (`förvaltnings-`) or without its last vowel
    /// (`skol-`), or with another one (`gatu-`).
    fn is_first_part(&self, part: &str) -> bool {
        let known = |word: &str| {
            [&self.words, &self.stems]
                .iter()
                .any(|known| texts_with(known, word).is_some())
        };
        let without = |letters: &[char]| part.strip_suffix(letters).unwrap_or(part);
        part.chars().count() >= LEAST_PART
            && (known(part)
                || known(without(&['s', '-']))
                || known(&format!("{part}a"))
                || known(&format!("{}a", without(&['u', 'o', 'e']))))
    }

    /// Whether a compound may end with this: the stem of a word, with a binding letter before it.
    fn is_last_part(&self, part: &str) -> bool {
        let known = |part: &str| part.chars().count() >= LEAST_PART && texts_with(&self.stems, part).is_some();
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

/// Sorted, and those that are the same taken together.
fn summed(mut words: Vec<Counted>) -> Vec<Counted> {
    // Stable, since that finds the sorted runs that each part of an index gives.
    words.par_sort();
    words.dedup_by(|(word, texts), (kept, sum)| {
        let same = word == kept;
        if same {
            *sum = sum.saturating_add(*texts);
        }
        same
    });
    words
}

/// How many texts have this, if any has.
fn texts_with(words: &[Counted], sought: &str) -> Option<u32> {
    let found = words.binary_search_by(|(word, _)| word.as_str().cmp(sought));
    found.ok().map(|at| words[at].1)
}

fn beginning_with<'a>(words: &'a [Counted], beginning: &str) -> impl Iterator<Item = &'a str> {
    let from = words.partition_point(|(word, _)| word.as_str() < beginning);
    let alike = words[from..].iter().map(|(word, _)| word.as_str());
    alike.take_while(move |word| word.starts_with(beginning))
}

fn reversed(text: &str) -> String {
    text.chars().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary(words: &[&str]) -> Vocabulary {
        Vocabulary::new(
            words.iter().map(|word| ((*word).to_owned(), 1)).collect(),
            &forms::stemmer(),
        )
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
