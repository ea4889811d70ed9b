//! Phrases found in running text, with their place.

use std::ops::Range;

use super::{fold, matches};

/// Words shorter than this must be equal but for the folding: one letter makes another word of `yrkade` and `yrkande`.
const LONG_WORD: usize = 8;

/// The first place where one of some phrases stands in a text. Long words are compared with [`matches()`]; a phrase word
/// that ends in `*` stands for all words that begin so (`återremi*`).
pub fn find_phrase(text: &str, phrases: &[&str]) -> Option<Range<usize>> {
    let words = words(text);
    (0..words.len()).find_map(|at| {
        let begins = |phrase: &&&str| begins_with(text, &words[at..], phrase);
        let length = phrases
            .iter()
            .filter(begins)
            .map(|phrase| phrase.split(' ').count())
            .max()?;
        Some(words[at].start..words[at + length - 1].end)
    })
}

/// Whether one of some phrases stands in a text.
pub fn contains_phrase(text: &str, phrases: &[&str]) -> bool {
    find_phrase(text, phrases).is_some()
}

fn begins_with(text: &str, words: &[Range<usize>], phrase: &str) -> bool {
    let parts: Vec<&str> = phrase.split(' ').collect();
    words.len() >= parts.len()
        && parts
            .iter()
            .zip(words)
            .all(|(part, word)| is_word(&text[word.clone()], part))
}

fn is_word(word: &str, part: &str) -> bool {
    match part.strip_suffix('*') {
        Some(stem) => {
            let start: String = word.chars().take(stem.chars().count()).collect();
            is_same(&start, stem)
        }
        None => is_same(word, part),
    }
}

fn is_same(word: &str, part: &str) -> bool {
    if part.chars().count() < LONG_WORD {
        fold(word) == fold(part)
    } else {
        matches(word, part)
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
        let found = find_phrase(text, &["återremi*"]).map(|range| &text[range]);
        assert_eq!(found, Some("återremitteras"));
        let found = find_phrase(text, &["reserverar sig"]).map(|range| &text[range]);
        assert_eq!(found, Some("reserverår sig"));
        assert!(!contains_phrase("på begäran av nämnden", &["begär"]));
        assert!(contains_phrase("Ja-röst för bifall", &["ja röst"]));
        assert!(!contains_phrase("Anna Bergs yrkande", &["yrkade"]));
    }
}
