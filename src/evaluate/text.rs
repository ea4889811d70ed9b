//! How well the text of a page was read: character and word error rates, and what matters most in protocols.
//!
//! Both texts are brought to Unicode normal form C and each run of white space is folded to one space. Nothing else is
//! changed: case, punctuation, quotes and dashes count.

use std::collections::HashMap;
use std::ops::AddAssign;

use rapidfuzz::distance::levenshtein;
use serde::Serialize;

use super::agreement::fold_space;

/// Counts over a page, or the sum of several. Rates over several pages are of the sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct TextScore {
    /// Characters of the truth.
    pub characters: usize,
    /// Insertions, deletions and substitutions of characters (Levenshtein) between truth and reading.
    pub character_errors: usize,
    /// Words of the truth: characters between white space.
    pub words: usize,
    /// Insertions, deletions and substitutions of words between truth and reading.
    pub word_errors: usize,
    /// Words of the truth that stand in the reading, in whatever order, each as often as it stands in both.
    pub words_found: usize,
    /// Words of the truth with å, ä or ö.
    pub swedish_words: usize,
    /// Those of them that stand in the reading.
    pub swedish_words_found: usize,
    /// `§` in the truth.
    pub section_signs: usize,
    /// `§` in the reading, at most as many as in the truth of the page.
    pub section_signs_found: usize,
}

impl TextScore {
    /// Character error rate; above 1 where the reading is much longer than the truth. `None` without characters.
    pub fn cer(&self) -> Option<f64> {
        rate(self.character_errors, self.characters)
    }

    /// Word error rate, likewise.
    pub fn wer(&self) -> Option<f64> {
        rate(self.word_errors, self.words)
    }

    /// Part of the words that were found, in whatever order.
    pub fn word_recall(&self) -> Option<f64> {
        rate(self.words_found, self.words)
    }

    /// Part of the words with å, ä or ö that were found.
    pub fn swedish_recall(&self) -> Option<f64> {
        rate(self.swedish_words_found, self.swedish_words)
    }
}

fn rate(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

impl AddAssign for TextScore {
    fn add_assign(&mut self, other: Self) {
        self.characters += other.characters;
        self.character_errors += other.character_errors;
        self.words += other.words;
        self.word_errors += other.word_errors;
        self.words_found += other.words_found;
        self.swedish_words += other.swedish_words;
        self.swedish_words_found += other.swedish_words_found;
        self.section_signs += other.section_signs;
        self.section_signs_found += other.section_signs_found;
    }
}

/// Measures the reading of one page against its truth.
pub fn measure(truth: &str, read: &str) -> TextScore {
    let (truth, read) = (fold_space(truth), fold_space(read));
    let (truth_words, read_words): (Vec<&str>, Vec<&str>) = (words(&truth), words(&read));
    let missed = missing(&truth_words, &read_words);
    let swedish_words = truth_words.iter().filter(|word| is_swedish(word)).count();
    let section_signs = truth.matches('§').count();
    TextScore {
        characters: truth.chars().count(),
        character_errors: levenshtein::distance(truth.chars(), read.chars()),
        words: truth_words.len(),
        word_errors: word_distance(&truth_words, &read_words),
        words_found: truth_words.len() - missed.len(),
        swedish_words,
        swedish_words_found: swedish_words - missed.iter().filter(|word| is_swedish(word)).count(),
        section_signs,
        section_signs_found: section_signs.min(read.matches('§').count()),
    }
}

/// The words of the truth that the reading lacks, and those that only the reading has.
pub fn word_differences(truth: &str, read: &str) -> (Vec<String>, Vec<String>) {
    let (truth, read) = (fold_space(truth), fold_space(read));
    let (truth, read) = (words(&truth), words(&read));
    let own = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect();
    (own(missing(&truth, &read)), own(missing(&read, &truth)))
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

fn is_swedish(word: &str) -> bool {
    word.contains(['å', 'ä', 'ö', 'Å', 'Ä', 'Ö'])
}

/// The words of `wanted` that are left when each word of `there` has taken one of its kind away.
fn missing<'a>(wanted: &[&'a str], there: &[&str]) -> Vec<&'a str> {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for word in there {
        *left.entry(word).or_default() += 1;
    }
    let is_missing = |word: &&&str| match left.get_mut(**word) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    wanted.iter().filter(is_missing).copied().collect()
}

/// Levenshtein distance in words. Each distinct word becomes a number, which the fast algorithm can compare.
fn word_distance<'a>(truth: &[&'a str], read: &[&'a str]) -> usize {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut number = |word: &&'a str| {
        let next = numbers.len() as u32;
        *numbers.entry(word).or_insert(next)
    };
    let truth: Vec<u32> = truth.iter().map(&mut number).collect();
    let read: Vec<u32> = read.iter().map(&mut number).collect();
    levenshtein::distance(truth.iter().copied(), read.iter().copied())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_perfect_reading_has_no_errors() {
        let text = "§ 35 Val av\nordförande";
        let score = measure(text, "§ 35  Val av ordförande\n");
        assert_eq!(
            (score.cer(), score.wer(), score.word_recall()),
            (Some(0.0), Some(0.0), Some(1.0))
        );
        assert_eq!((score.characters, score.words), (22, 5));
        assert_eq!((score.swedish_words, score.swedish_words_found), (1, 1));
        assert_eq!((score.section_signs, score.section_signs_found), (1, 1));
    }

    #[test]
    fn an_empty_reading_misses_everything() {
        let score = measure("§ 1 Ja", "");
        assert_eq!(
            (score.cer(), score.wer(), score.word_recall()),
            (Some(1.0), Some(1.0), Some(0.0))
        );
        assert_eq!(score.section_signs_found, 0);
    }

    #[test]
    fn an_empty_truth_has_no_rates() {
        let score = measure(" ", "skräp");
        assert_eq!((score.cer(), score.wer(), score.word_recall()), (None, None, None));
        assert_eq!(score.character_errors, 5);
    }

    #[test]
    fn swapped_columns_cost_character_errors_but_lose_no_words() {
        let score = measure("ett två tre fyra", "tre fyra ett två");
        assert_eq!(score.word_recall(), Some(1.0));
        assert_eq!(score.word_errors, 4);
    }

    #[test]
    fn one_letter_one_word() {
        let score = measure("för alla", "for alla");
        assert_eq!((score.character_errors, score.word_errors), (1, 1));
        assert_eq!((score.swedish_words, score.swedish_words_found), (1, 0));
        assert_eq!(
            word_differences("för alla", "for alla"),
            (vec!["för".to_owned()], vec!["for".to_owned()])
        );
    }

    #[test]
    fn composed_and_decomposed_letters_are_the_same() {
        assert_eq!(measure("åäö", "a\u{30a}a\u{308}o\u{308}").character_errors, 0);
    }

    #[test]
    fn a_word_is_found_as_often_as_it_stands_in_both() {
        let score = measure("att att att", "att och");
        assert_eq!((score.words, score.words_found), (3, 1));
    }

    #[test]
    fn section_signs_that_are_too_many_do_not_help() {
        let score = measure("§ 1", "§ § § 1");
        assert_eq!((score.section_signs, score.section_signs_found), (1, 1));
    }

    #[test]
    fn sums_give_rates_of_sums() {
        let mut sum = measure("abcd", "abcd");
        sum += measure("ab", "xy");
        assert_eq!(sum.cer(), Some(2.0 / 6.0));
    }

    proptest! {
        #[test]
        fn the_fast_distance_is_levenshtein(a in "[aåb §]{0,90}", b in "[aåb §]{0,90}") {
            let (a, b) = (fold_space(&a), fold_space(&b));
            prop_assert_eq!(measure(&a, &b).character_errors, strsim::levenshtein(&a, &b));
            let (x, y): (Vec<&str>, Vec<&str>) = (words(&a), words(&b));
            prop_assert_eq!(word_distance(&x, &y), strsim::generic_levenshtein(&x, &y));
        }
    }
}
