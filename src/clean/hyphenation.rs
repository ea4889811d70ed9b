//! Words hyphenated at the end of a line, joined over lines and pages.
//!
//! The halves stay two tokens, each on its line with its own evidence; [`Join`] says how they are read together.

use std::collections::HashSet;

use super::{Join, Role, Text};
use crate::dates;

/// Words after which a hyphen stands for a part that is left out: `personal- och lönekostnader`.
const SUSPENDING: [&str; 6] = ["och", "eller", "samt", "respektive", "resp", "till"];

/// What stands at the end of a line inside a word.
const HYPHENS: [char; 3] = ['-', '\u{ad}', '\u{2010}'];

/// Decides for each body line that ends in a hyphen how it goes on.
pub(super) fn join(text: &mut Text) {
    let body: Vec<usize> = (0..text.lines.len())
        .filter(|&i| text.lines[i].role == Role::Body)
        .collect();
    let pairs = body
        .windows(2)
        .map(|pair| (text.lines[pair[0]].tokens.end - 1, text.lines[pair[1]].tokens.start));
    let hyphenated = pairs.filter(|(last, _)| text.tokens[*last].text.ends_with(HYPHENS));
    let hyphenated: Vec<(usize, usize)> = hyphenated.collect();
    if hyphenated.is_empty() {
        return;
    }
    let vocabulary: HashSet<String> = text.tokens.iter().map(|token| bare(&token.text)).collect();
    for (last, next) in hyphenated {
        text.tokens[last].join = decide(&text.tokens[last].text, &text.tokens[next].text, &vocabulary);
    }
}

fn decide(head: &str, tail: &str, vocabulary: &HashSet<String>) -> Join {
    let Some(stem) = head.strip_suffix(HYPHENS) else {
        return Join::Space;
    };
    let starts_lower = tail.chars().next().is_some_and(char::is_lowercase);
    let ends_in_letter = stem.chars().next_back().is_some_and(char::is_alphabetic);
    if begins_date(head, tail) {
        return Join::KeepHyphen;
    }
    if !ends_in_letter || SUSPENDING.contains(&bare(tail).as_str()) {
        return Join::Space;
    }
    let hyphenated = bare(&format!("{stem}-{tail}"));
    let joined = bare(&format!("{stem}{tail}"));
    let capitals = |word: &str| word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let abbreviation = capitals(stem);
    let known_with_hyphen = vocabulary.contains(&hyphenated) && !vocabulary.contains(&joined);
    // In a line of capitals, a short beginning may be an abbreviation: `VA-TAXA`.
    let goes_on = ends_in_capitals(tail) && (stem.chars().count() > ABBREVIATION || vocabulary.contains(&joined));
    if abbreviation && capitals(tail) && goes_on && !known_with_hyphen {
        return Join::DropHyphen;
    }
    if !starts_lower || abbreviation || stem.chars().count() == 1 || known_with_hyphen {
        Join::KeepHyphen
    } else {
        Join::DropHyphen
    }
}

/// Whether a line ends inside a date: `2018-04-` above `30`.
fn begins_date(head: &str, tail: &str) -> bool {
    let found = dates::find(&[head, tail].concat());
    found
        .iter()
        .any(|(range, _)| range.start < head.len() && head.len() < range.end)
}

/// Abbreviations before a hyphen have no more letters.
const ABBREVIATION: usize = 4;

fn ends_in_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 3
}

/// A word without case and without the punctuation around it.
fn bare(word: &str) -> String {
    super::bare(word).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &str, tail: &str, words: &[&str], expected: Join) {
        let vocabulary = words.iter().map(|word| (*word).to_owned()).collect();
        assert_eq!(decide(head, tail, &vocabulary), expected, "{head} {tail}");
    }

    #[test]
    fn a_split_word_loses_its_hyphen() {
        check("för-", "valtningen", &[], Join::DropHyphen);
        check("samman\u{ad}", "träde", &[], Join::DropHyphen);
        check("BELYSNINGS-", "STOLPAR", &[], Join::DropHyphen);
        check("SAM-", "RÅDET", &["samrådet"], Join::DropHyphen);
    }

    #[test]
    fn a_hyphen_of_the_words_own_stays() {
        check("e-", "nämnden", &[], Join::KeepHyphen);
        check("IT-", "avdelningen", &[], Join::KeepHyphen);
        check("Norr-", "Sverige", &[], Join::KeepHyphen);
        check("kursnära-", "stöd", &["kursnära-stöd"], Join::KeepHyphen);
        check("VA-", "TAXA", &[], Join::KeepHyphen);
        check("2018-04-01--2018-", "04-30", &[], Join::KeepHyphen);
        check("2010-02-", "18,", &[], Join::KeepHyphen);
    }

    #[test]
    fn a_suspended_hyphen_keeps_its_space() {
        check("personal-", "och", &[], Join::Space);
        check("2021-", "2022", &[], Join::Space);
    }
}
