//! Phrases found in running text, with their place.

use std::ops::Range;

use super::politics::ABBREVIATIONS;
use super::{FoldedWords, Phrase, same_letters};

/// Words shorter than this must be equal but for the folding: one letter makes another word of `yrkade` and `yrkande`.
const LONG_WORD: usize = 8;

/// The first place where one of some phrases stands in a text. Long words are compared with [`super::matches()`]; a
/// phrase word that ends in `*` stands for all words that begin so (`återremi*`).
pub fn find_phrase(text: &str, phrases: &[&str]) -> Option<Range<usize>> {
    let places = words(text);
    let words: Vec<&str> = places.iter().map(|place| &text[place.clone()]).collect();
    let folded = FoldedWords::of(&words);
    (0..words.len()).find_map(|at| {
        let lengths = phrases.iter().filter_map(|phrase| length_at(&folded, at, phrase));
        let length = lengths.max()?;
        Some(places[at].start..places[at + length - 1].end)
    })
}

/// Whether one of some phrases stands in a text.
pub fn contains_phrase(text: &str, phrases: &[&str]) -> bool {
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

/// How many words a phrase has, if it stands at a word of the text.
fn length_at(words: &FoldedWords, at: usize, phrase: &str) -> Option<usize> {
    let mut length = 0;
    for part in phrase.split(' ') {
        let word = words.run(at + length, 1).filter(|word| is_word(word, part));
        word?;
        length += 1;
    }
    Some(length)
}

fn is_word(folded: &str, part: &str) -> bool {
    match part.strip_suffix('*') {
        Some(stem) => {
            let letters = stem.chars().count();
            let end = folded.char_indices().nth(letters).map_or(folded.len(), |(end, _)| end);
            is_same(&folded[..end], stem)
        }
        None => is_same(folded, part),
    }
}

fn is_same(folded: &str, part: &str) -> bool {
    let letters = part.chars().count();
    same_letters(folded, part)
        || letters >= LONG_WORD && folded.len() + letters / 6 >= letters && Phrase::of(part).is(folded)
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
