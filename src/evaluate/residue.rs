//! What is still wrong after restoration, by class: where the next gain is to be had.

use std::collections::HashMap;

use serde::Serialize;

use super::restoration::words;
use crate::clean::restoration::alphabet;
use crate::clean::restoration::language::Language;

/// A word that is wrong after restoration.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct WordError {
    /// What kind of error it is.
    pub class: Class,
    /// What is right.
    pub truth: String,
    /// What OCR read.
    pub read: String,
    /// What was made of it.
    pub restored: String,
    /// How often this happened.
    pub count: usize,
}

/// A kind of error, in the order in which they are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// The word was lost, split, or drawn to its neighbour.
    Split,
    /// The truth holds a digit.
    Digit,
    /// A sign that is no letter: a bullet, a dash, a quotation mark, `§`.
    Mark,
    /// The letters are right but for their case.
    Case,
    /// The truth is a name: it is written with a capital, and no common word is.
    Name,
    /// Truth and error are both words of the list.
    RealWord,
    /// The truth is no word of the list: a compound, mostly.
    UnlistedWord,
    /// The truth is a word of the list, and what stands for it is none.
    Unrepaired,
}

impl Class {
    /// The class in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Split => "split, drawn together or lost",
            Self::Digit => "with digits",
            Self::Mark => "sign, bullet, punctuation",
            Self::Case => "upper or lower case",
            Self::Name => "name",
            Self::RealWord => "another word",
            Self::UnlistedWord => "word not in the list",
            Self::Unrepaired => "word in the list, not repaired",
        }
    }

    /// The class of an error.
    pub fn of(language: &Language<'_>, truth: &str, restored: &str) -> Self {
        let only = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
        let (right, wrong) = (only(truth), only(restored));
        let listed = |letters: &str| alphabet::word(letters).and_then(|word| language.find(&word));
        if restored.split_whitespace().count() != 1 || right != wrong && restored.starts_with(truth) {
            Self::Split
        } else if right.contains(|c: char| c.is_ascii_digit()) {
            Self::Digit
        } else if right == wrong || right.is_empty() {
            Self::Mark
        } else if right.to_lowercase() == wrong.to_lowercase() {
            Self::Case
        } else if right.starts_with(char::is_uppercase)
            && listed(&right).is_none_or(|word| language.capital_share(word) > MOSTLY_CAPITAL)
        {
            Self::Name
        } else if listed(&right).is_none() {
            Self::UnlistedWord
        } else if listed(&wrong).is_some() {
            Self::RealWord
        } else {
            Self::Unrepaired
        }
    }
}

/// The share of capitals inside sentences above which a word is a name.
const MOSTLY_CAPITAL: f32 = 0.5;

/// The words of some lines (truth, what was read, what was made of it) that are wrong, the most frequent first.
pub fn errors<'a>(
    language: &Language<'_>,
    lines: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>,
) -> Vec<WordError> {
    let mut counts: HashMap<(String, String, String), usize> = HashMap::new();
    for (truth, read, restored) in lines {
        for word in words(truth, read, restored).iter().filter(|word| !word.is_right()) {
            let key = (word.truth.to_owned(), word.before.join(" "), word.after.join(" "));
            *counts.entry(key).or_default() += 1;
        }
    }
    let error = |((truth, read, restored), count): ((String, String, String), usize)| WordError {
        class: Class::of(language, &truth, &restored),
        truth,
        read,
        restored,
        count,
    };
    let mut errors: Vec<WordError> = counts.into_iter().map(error).collect();
    errors.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.cmp(b)));
    errors
}

/// How many words of each class are wrong, the most frequent class first.
pub fn by_class(errors: &[WordError]) -> Vec<(Class, usize)> {
    let mut sums: HashMap<Class, usize> = HashMap::new();
    for error in errors {
        *sums.entry(error.class).or_default() += error.count;
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::restoration::model;

    fn check(truth: &str, restored: &str, class: Class) {
        let language = &model().unwrap().language;
        assert_eq!(Class::of(language, truth, restored), class, "{truth} {restored}");
    }

    #[test]
    fn classes_are_told_apart() {
        check("kommunens", "kommun ens", Class::Split);
        check("beslut", "", Class::Split);
        check("V,", "V,S", Class::Split);
        check("2021–2025.", "2021-2025.", Class::Digit);
        check("”Ja", "\"Ja", Class::Mark);
        check("§", "8", Class::Mark);
        check("över", "Över", Class::Case);
        check("Skaraborg", "Skäraborg", Class::Name);
        check("har", "här", Class::RealWord);
        check("förstudiedirektivsmöte", "forstudiedirektivsmote", Class::UnlistedWord);
        check("öka", "6ka", Class::Unrepaired);
    }

    #[test]
    fn errors_are_counted_by_word_and_class() {
        let language = &model().unwrap().language;
        let lines = [
            ("för alla", "for alla", "for alla"),
            ("för er", "for er", "for er"),
            ("år", "ar", "år"),
        ];
        let found = errors(language, lines);
        assert_eq!((found.len(), found[0].count, found[0].restored.as_str()), (1, 2, "for"));
        assert_eq!(by_class(&found), [(Class::RealWord, 2)]);
    }
}
