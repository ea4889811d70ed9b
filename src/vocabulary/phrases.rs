//! Phrases found in running text, with their place.

use std::ops::Range;
use std::sync::LazyLock;

use super::politics::ABBREVIATIONS;
use super::{FoldedWords, LetterCounts, Phrase, first_letters};

/// Words shorter than this must be equal but for the folding: one letter makes another word of `yrkade` and `yrkande`.
const LONG_WORD: usize = 8;
/// A long word has as many letters at least, one being lost.
const LEAST_LONG: usize = LONG_WORD - 1;

/// A phrase as it may stand in running text.
pub struct Wording {
    words: Vec<Word>,
    /// The letter that its first word begins with, unless damage is forgiven there.
    initial: Option<u8>,
}

/// A table of phrases, folded when they are first looked for.
pub type Wordings = LazyLock<Vec<Wording>>;

/// A word of such a phrase.
struct Word {
    folded: Phrase,
    /// Whether it stands for all words that begin so.
    is_beginning: bool,
}

/// Takes phrases as they may stand in running text. A word that ends in `*` stands for all words that begin so
/// (`återremi*`).
pub fn worded(phrases: &[&str]) -> Vec<Wording> {
    let word = |word: &str| Word {
        folded: Phrase::of(word),
        is_beginning: word.ends_with('*'),
    };
    let wording = |phrase: &&str| Wording::of(phrase.split(' ').map(word).collect());
    phrases.iter().map(wording).collect()
}

/// A text whose words are folded, to be looked through for several tables of phrases.
pub struct Spoken {
    places: Vec<Range<usize>>,
    folded: FoldedWords,
    /// The letters of each word that a long word may be.
    counts: Vec<LetterCounts>,
}

impl Spoken {
    /// Folds the words of a text.
    pub fn of(text: &str) -> Self {
        let places = words(text);
        let words: Vec<&str> = places.iter().map(|place| &text[place.clone()]).collect();
        let folded = FoldedWords::of(&words);
        let counts = (0..words.len()).filter_map(|at| folded.run(at, 1)).map(|word| {
            let long = word.len() >= LEAST_LONG;
            if long {
                LetterCounts::of(word)
            } else {
                LetterCounts::default()
            }
        });
        Self {
            places,
            counts: counts.collect(),
            folded,
        }
    }

    /// The first place where one of some phrases stands. Long words are compared with [`super::matches()`].
    pub fn find(&self, phrases: &[Wording]) -> Option<Range<usize>> {
        let initials = Initials::of(phrases);
        let words = (0..self.places.len()).map(|at| (at, self.word(at)));
        let mut possible = words.filter(|(_, word)| initials.may_begin_with(word));
        possible.find_map(|(at, word)| {
            let first = word.bytes().next();
            let possible = phrases.iter().filter(|phrase| phrase.may_begin_with(first));
            let standing = possible.filter(|phrase| phrase.stands_at(self, at));
            let length = standing.map(|phrase| phrase.words.len()).max()?;
            Some(self.places[at].start..self.places[at + length - 1].end)
        })
    }

    /// A word of it, folded.
    fn word(&self, at: usize) -> &str {
        self.folded.run(at, 1).unwrap_or_default()
    }

    /// Whether one of some phrases stands in it.
    pub fn holds(&self, phrases: &[Wording]) -> bool {
        self.find(phrases).is_some()
    }
}

/// The first place where one of some phrases stands in a text.
pub fn find_phrase(text: &str, phrases: &[Wording]) -> Option<Range<usize>> {
    Spoken::of(text).find(phrases)
}

/// Whether one of some phrases stands in a text.
pub fn contains_phrase(text: &str, phrases: &[Wording]) -> bool {
    find_phrase(text, phrases).is_some()
}

/// Whether a sentence ends inside a line, and another begins: `… för 1 250 000 kronor. Fastigheten har …`.
pub fn ends_sentence_inside(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    words.windows(2).any(|pair| {
        let letters = pair[0]
            .trim_end_matches('.')
            .chars()
            .filter(|c| c.is_lowercase())
            .count();
        pair[0].ends_with('.')
            && letters >= 3
            && !ABBREVIATIONS.contains(&pair[0].to_lowercase().as_str())
            && pair[1].starts_with(char::is_uppercase)
    })
}

/// What some phrases begin with: few words of a text do, and the others need not be compared with each phrase.
struct Initials {
    /// A bit for each letter that a phrase begins with.
    letters: u128,
    /// Whether a phrase begins with a long word, whose first letter may be damaged.
    long: bool,
}

impl Initials {
    fn of(phrases: &[Wording]) -> Self {
        let letters = phrases.iter().filter_map(|phrase| phrase.initial);
        Self {
            letters: letters.fold(0, |all, letter| all | bit(letter)),
            long: phrases.iter().any(|phrase| phrase.initial.is_none()),
        }
    }

    fn may_begin_with(&self, folded: &str) -> bool {
        let known = folded
            .bytes()
            .next()
            .is_some_and(|first| self.letters & bit(first) != 0);
        known || self.long && folded.len() >= LEAST_LONG
    }
}

/// The bit of a folded letter, which is ASCII; what is not shares one.
fn bit(letter: u8) -> u128 {
    1 << letter.min(127)
}

impl Wording {
    fn of(words: Vec<Word>) -> Self {
        let exact = words.first().filter(|first| first.folded.letters() < LONG_WORD);
        let initial = exact.and_then(|first| first.folded.folded().bytes().next());
        Self { words, initial }
    }

    /// Whether it may begin with a word of this first letter.
    fn may_begin_with(&self, first: Option<u8>) -> bool {
        self.initial.is_none() || self.initial == first
    }

    /// Whether it stands in a text from a word on.
    fn stands_at(&self, spoken: &Spoken, from: usize) -> bool {
        let mut words = self.words.iter().zip(from..);
        self.words.len() <= spoken.places.len() - from
            && words.all(|(word, at)| word.is(spoken.word(at), &spoken.counts[at]))
    }
}

impl Word {
    fn is(&self, folded: &str, counts: &LetterCounts) -> bool {
        let (own, letters) = (self.folded.folded(), self.folded.letters());
        let may_be_damaged = letters >= LONG_WORD && folded.len() >= letters - self.folded.allowed();
        if !self.is_beginning {
            return folded == own || may_be_damaged && self.folded.edits_of(folded, counts).is_some();
        }
        folded.starts_with(own) || may_be_damaged && self.folded.is(first_letters(folded, letters))
    }
}

/// The words of a text, without signs: `ja-röst` is two.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        match words.last_mut() {
            Some(last) if last.end == at => last.end = at + c.len_utf8(),
            _ => words.push(at..at + c.len_utf8()),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_have_a_place_and_forgive_ocr() {
        let text = "Ärendet ska återremitteras. Bo Ek reserverår sig mot beslutet.";
        let found = find_phrase(text, &worded(&["återremi*"])).map(|range| &text[range]);
        assert_eq!(found, Some("återremitteras"));
        let found = find_phrase(text, &worded(&["reserverar sig"])).map(|range| &text[range]);
        assert_eq!(found, Some("reserverår sig"));
        assert!(!contains_phrase("på begäran av nämnden", &worded(&["begär"])));
        assert!(contains_phrase("Ja-röst för bifall", &worded(&["ja röst"])));
        assert!(!contains_phrase("Anna Bergs yrkande", &worded(&["yrkade"])));
    }
}
