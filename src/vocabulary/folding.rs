//! Words without what OCR and spelling vary, and how like a phrase they are.

use std::iter;
use std::ops::Range;
use std::sync::LazyLock;

use rapidfuzz::distance::levenshtein;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word or phrase without what OCR and spelling vary: lower case, letters and digits only, å ä → a, ö → o, é → e;
/// words with one space between.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_onto(&mut folded, text);
    folded
}

/// Folds a text and puts it behind what is folded already.
fn fold_onto(folded: &mut String, text: &str) {
    separate(folded);
    let mut rest = text;
    loop {
        // Most letters stay as they are, and the tables of Unicode are slow to ask for the others.
        let stay = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let (kept, others) = rest.split_at(rest.bytes().take_while(stay).count());
        folded.push_str(kept);
        let mut others = others.chars();
        let Some(c) = others.next() else { break };
        rest = others.as_str();
        match c {
            'A'..='Z' => folded.push(c.to_ascii_lowercase()),
            'å' | 'ä' | 'Å' | 'Ä' => folded.push('a'),
            'ö' | 'Ö' => folded.push('o'),
            '\0'..='\x7f' => separate(folded),
            _ => fold_rare(folded, c),
        }
    }
    folded.truncate(folded.trim_end_matches(' ').len());
}

fn fold_rare(folded: &mut String, c: char) {
    for c in iter::once(c).nfd().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            folded.push(c);
        } else if !is_combining_mark(c) {
            separate(folded);
        }
    }
}

fn separate(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

/// Words folded together, so that each run of them can be looked at.
pub struct FoldedWords {
    text: String,
    /// Where each word ends in the text; first 0.
    ends: Vec<usize>,
}

impl FoldedWords {
    /// Folds words.
    pub fn of(words: &[&str]) -> Self {
        let mut text = String::with_capacity(words.iter().map(|word| word.len() + 1).sum());
        let mut ends = Vec::with_capacity(words.len() + 1);
        ends.push(0);
        for word in words {
            fold_onto(&mut text, word);
            ends.push(text.len());
        }
        Self { text, ends }
    }

    /// Some words from one on, folded; `None` where there are not as many.
    pub fn run(&self, from: usize, words: usize) -> Option<&str> {
        let end = *self.ends.get(from + words)?;
        let run = &self.text[self.ends[from]..end];
        Some(run.strip_prefix(' ').unwrap_or(run))
    }
}

/// A phrase of the vocabulary, folded once for all comparisons.
pub struct Phrase {
    folded: String,
    letters: usize,
    words: usize,
    counts: LetterCounts,
}

/// A table of phrases, folded when they are first looked for.
pub type Phrases = LazyLock<Vec<Phrase>>;

/// Folds some phrases.
pub fn folded(phrases: &[&str]) -> Vec<Phrase> {
    phrases.iter().map(|phrase| Phrase::of(phrase)).collect()
}

impl Phrase {
    /// Folds a phrase.
    pub fn of(phrase: &str) -> Self {
        let folded = fold(phrase);
        Self {
            letters: folded.chars().count(),
            counts: LetterCounts::of(&folded),
            words: phrase.split_whitespace().count(),
            folded,
        }
    }

    /// The phrase, folded.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// How many letters, digits and spaces it has.
    pub fn letters(&self) -> usize {
        self.letters
    }

    /// How many words it was written with.
    pub fn words(&self) -> usize {
        self.words
    }

    /// Whether a folded text is this phrase: see [`matches()`].
    pub fn is(&self, folded: &str) -> bool {
        self.edits(folded).is_some()
    }

    /// How many edits make a folded text of this phrase; `None` where it is not the phrase.
    pub fn edits(&self, folded: &str) -> Option<usize> {
        if folded == self.folded {
            return Some(0);
        }
        // Most texts are too long or too short, so that their letters need not be counted.
        let near = self.is_as_long(folded);
        near.then(|| self.edits_of(folded, &LetterCounts::of(folded))).flatten()
    }

    /// As [`Self::edits`], of a folded text whose letters were counted before: it meets many phrases.
    pub fn edits_of(&self, folded: &str, counts: &LetterCounts) -> Option<usize> {
        if self.allowed() == 0 {
            return (folded == self.folded).then_some(0);
        }
        // Nearly all texts are too long or too short, or of other letters, and need not be compared.
        let near = self.is_as_long(folded) && self.shares_letters(counts);
        near.then(|| edits_within(self.allowed(), folded, &self.folded))
            .flatten()
    }

    /// How many edits it forgives.
    pub(super) fn allowed(&self) -> usize {
        self.letters / 6
    }

    /// Whether a folded text is not too long or too short to be this phrase after some edits.
    fn is_as_long(&self, folded: &str) -> bool {
        let edits = self.allowed();
        let within = folded.len() >= self.letters - edits;
        edits > 0 && within && (folded.len() <= self.letters + edits || !folded.is_ascii())
    }

    /// Whether a text of such letters may be this phrase after some edits: each takes away one letter and brings one at
    /// most. It answers at a glance for nearly all texts.
    fn shares_letters(&self, counts: &LetterCounts) -> bool {
        self.counts.differences(counts) as usize <= 2 * self.allowed()
    }

    /// Whether words are this phrase, from one of them on.
    pub fn stands_at(&self, words: &FoldedWords, from: usize) -> bool {
        words.run(from, self.words).is_some_and(|run| self.is(run))
    }
}

/// Phrases in the order of their lengths, so that only those are compared with a text that may be it.
pub struct PhraseIndex {
    /// By the number of their words.
    by_words: Vec<PhrasesOfWords>,
}

/// Phrases of so many words.
#[derive(Default)]
struct PhrasesOfWords {
    /// By the number of their letters; each with its place in the list that the index is of.
    phrases: Vec<(Phrase, usize)>,
    /// For each number of letters, which of them a text of so many may be.
    near: Vec<Range<usize>>,
}

impl PhrasesOfWords {
    fn sort(&mut self) {
        self.phrases.sort_by_key(|(phrase, _)| phrase.letters);
        let longest = self
            .phrases
            .last()
            .map_or(0, |(phrase, _)| phrase.letters + phrase.allowed());
        let place = |before: &dyn Fn(&Phrase) -> bool| self.phrases.partition_point(|(phrase, _)| before(phrase));
        let near = (0..=longest).map(|letters| {
            let first = place(&|phrase| phrase.letters + phrase.allowed() < letters);
            first..place(&|phrase| phrase.letters - phrase.allowed() <= letters)
        });
        self.near = near.collect();
    }

    /// Those that a text of so many letters may be.
    fn near(&self, letters: usize) -> &[(Phrase, usize)] {
        self.near.get(letters).map_or(&[], |near| &self.phrases[near.clone()])
    }
}

impl PhraseIndex {
    /// An index of phrases, each with its place in some list.
    pub fn of<'a>(phrases: impl Iterator<Item = (&'a str, usize)>) -> Self {
        let mut by_words: Vec<PhrasesOfWords> = Vec::new();
        for (phrase, place) in phrases {
            let phrase = Phrase::of(phrase);
            if by_words.len() <= phrase.words {
                by_words.resize_with(phrase.words + 1, PhrasesOfWords::default);
            }
            by_words[phrase.words].phrases.push((phrase, place));
        }
        by_words.iter_mut().for_each(PhrasesOfWords::sort);
        Self { by_words }
    }

    /// The places of the phrases that words are, from one of them on.
    pub fn standing_at<'a>(&'a self, words: &'a FoldedWords, from: usize) -> impl Iterator<Item = usize> + 'a {
        (1..self.by_words.len()).flat_map(move |count| self.taking(words, from, count))
    }

    /// How many words the longest phrase takes that stands at a word; 0 where none does.
    pub fn longest_at(&self, words: &FoldedWords, from: usize) -> usize {
        let mut counts = (1..self.by_words.len()).rev();
        counts
            .find(|&count| self.taking(words, from, count).next().is_some())
            .unwrap_or(0)
    }

    /// The places of the phrases that a run of words is.
    pub fn taking<'a>(&'a self, words: &'a FoldedWords, from: usize, count: usize) -> impl Iterator<Item = usize> + 'a {
        let phrases = self.by_words.get(count);
        let (run, near) = match phrases.zip(words.run(from, count)) {
            Some((phrases, run)) => (run, phrases.near(run.chars().count())),
            None => ("", &[][..]),
        };
        let run = if near.is_empty() { "" } else { run };
        let counts = LetterCounts::of(run);
        near.iter()
            .filter(move |(phrase, _)| phrase.edits_of(run, &counts).is_some())
            .map(|(_, place)| *place)
    }
}

/// How often a text holds which letters. Some of them share a place.
#[derive(Default)]
pub struct LetterCounts([u8; 32]);

impl LetterCounts {
    /// The letters of a text.
    pub fn of(text: &str) -> Self {
        let mut counts = Self::default();
        counts.count(text);
        counts
    }

    /// Adds the letters of a text.
    pub fn count(&mut self, text: &str) {
        if text.is_ascii() {
            text.bytes().for_each(|c| self.add(usize::from(c)));
        } else {
            text.chars().for_each(|c| self.add(c as usize));
        }
    }

    /// How many letters stand in one of two texts and not in the other, at least.
    fn differences(&self, other: &Self) -> u32 {
        let both = self.0.iter().zip(&other.0);
        let differences = both.map(|(a, b)| u32::from(a.abs_diff(*b)));
        // It cannot overflow; unchecked, the processor adds many at a time.
        differences.fold(0, u32::wrapping_add)
    }

    fn add(&mut self, letter: usize) {
        let count = &mut self.0[letter % 32];
        *count = count.saturating_add(1);
    }
}

/// So many letters of a folded text, or all where it has fewer.
pub fn first_letters(folded: &str, letters: usize) -> &str {
    match folded.split_at_checked(letters) {
        Some((first, _)) if first.is_ascii() => first,
        _ => folded
            .char_indices()
            .nth(letters)
            .map_or(folded, |(end, _)| &folded[..end]),
    }
}

/// How many edits make one folded text of another, if they are no more than some.
pub fn edits_within(allowed: usize, a: &str, b: &str) -> Option<usize> {
    let limit = levenshtein::Args::default().score_cutoff(allowed);
    if !(a.is_ascii() && b.is_ascii()) {
        levenshtein::distance_with_args(a.chars(), b.chars(), &limit)
    } else if a.len().abs_diff(b.len()) > allowed {
        None
    } else {
        levenshtein::distance_with_args(a.bytes(), b.bytes(), &limit)
    }
}

/// Whether a word of the vocabulary, in lower-case letters, folds to a folded text.
pub fn same_letters(folded: &str, word: &str) -> bool {
    let fold = |c| match c {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        'é' => 'e',
        _ => c,
    };
    folded.chars().eq(word.chars().map(fold))
}

/// Whether a text is a phrase, give or take what OCR does to letters: one edit for each six letters of the folded forms.
/// Short phrases must be equal but for the folding. Where a text meets many phrases, fold each of them once: [`Phrase`].
pub fn matches(text: &str, phrase: &str) -> bool {
    let (text, phrase) = (fold(text), fold(phrase));
    text == phrase || edits_within(phrase.chars().count() / 6, &text, &phrase).is_some()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn folding_forgets_case_and_diacritics() {
        assert_eq!(fold("  Överförmyndar-NÄMNDEN: "), "overformyndar namnden");
        assert_eq!(fold("Café — São Tomé 1"), "cafe sao tome 1");
    }

    proptest! {
        #[test]
        fn rare_and_usual_characters_fold_alike(text in "[a-zA-ZåäöÅÄÖéÉüß0-9 ,.:/§–-]{0,20}") {
            let mut slow = String::new();
            text.chars().for_each(|c| fold_rare(&mut slow, c));
            prop_assert_eq!(fold(&text), slow.trim_end());
        }

        #[test]
        fn runs_of_folded_words_are_the_words_folded(words in prop::collection::vec("[a-zA-ZåÄö,.-]{1,8}", 1..6), from in 0_usize..6) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let from = from.min(words.len());
            let count = words.len() - from;
            let together = fold(&words[from..].join(" "));
            let folded = FoldedWords::of(&words);
            prop_assert_eq!(folded.run(from, count), Some(together.as_str()));
        }

        #[test]
        fn an_index_finds_the_phrases_that_stand_at_a_word(phrases in prop::collection::vec("[a-cå]{1,9}( [a-cå]{1,9}){0,2}", 1..12), words in prop::collection::vec("[A-Ca-cå]{1,9}", 1..6), from in 0_usize..6) {
            let index = PhraseIndex::of(phrases.iter().enumerate().map(|(at, phrase)| (phrase.as_str(), at)));
            let folded = FoldedWords::of(&words.iter().map(String::as_str).collect::<Vec<_>>());
            let mut found: Vec<usize> = index.standing_at(&folded, from).collect();
            found.sort_unstable();
            let standing = (0..phrases.len()).filter(|&at| Phrase::of(&phrases[at]).stands_at(&folded, from));
            prop_assert_eq!(found, standing.collect::<Vec<_>>());
        }

        #[test]
        fn a_phrase_is_itself_with_an_edit_for_each_six_letters(phrase in "[a-zåäö]{1,9}( [a-zåäö]{1,9}){0,3}", text in "[a-zåäö]{1,9}( [a-zåäö]{1,9}){0,3}") {
            prop_assert!(matches(&phrase, &phrase));
            let (a, b) = (fold(&text), fold(&phrase));
            prop_assert_eq!(matches(&text, &phrase), a == b || strsim::levenshtein(&a, &b) <= b.len() / 6);
        }
    }
}
