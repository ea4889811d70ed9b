//! Spaces that OCR lost or added beside numbers and the letters of parties. Nothing else in such tokens is changed.

use super::RawToken;
use super::alphabet;
use super::language::Language;

/// The token with the spaces that it lost, where it plainly lost some: `beslut2021-09-27,`, `Sida6av`, `Di` behind `C,`.
pub fn lost(language: &Language<'_>, token: &str, before: Option<&RawToken<'_>>) -> Option<String> {
    word_and_number(language, token).or_else(|| party_and_word(token, before?.text))
}

/// A word and a date, or two words with a number between them.
fn word_and_number(language: &Language<'_>, token: &str) -> Option<String> {
    let start = token.find(|c: char| c.is_ascii_digit())?;
    let (word, rest) = token.split_at(start);
    let length = rest
        .find(|c: char| !c.is_ascii_digit() && c != '-')
        .unwrap_or(rest.len());
    let (number, tail) = rest.split_at(length);
    let is_word = |text: &str| {
        let known = alphabet::word(text).and_then(|word| language.find(&word));
        text.len() >= 2 && known.is_some_and(|word| language.unigram(word) <= COMMON)
    };
    if word.chars().count() < 3 || !is_word(word) {
        return None;
    }
    if is_date(number) && !tail.starts_with(char::is_alphanumeric) {
        Some(format!("{word} {number}{tail}"))
    } else if number.len() <= 3 && !number.contains('-') && is_word(tail) {
        Some(format!("{word} {number} {tail}"))
    } else {
        None
    }
}

/// Words that cost more are too rare to be sure of.
const COMMON: f32 = 11.0;

/// `2021-09-27`
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    parts.len() == 3 && parts.iter().map(|part| part.len()).eq([4, 2, 2])
}

/// The letters of a party and the `i` or `och` behind them, in a list of parties.
fn party_and_word(token: &str, before: &str) -> Option<String> {
    let party = |text: &str| (1..=2).contains(&text.chars().count()) && text.chars().all(char::is_uppercase);
    let in_list = party(before.trim_end_matches(',')) || before == "och";
    let (letters, word) = ["och", "i"]
        .iter()
        .find_map(|word| Some((token.strip_suffix(word)?, word)))?;
    (in_list && party(letters)).then(|| format!("{letters} {word}"))
}

/// The case number that two tokens are the halves of: `SLK-2025-` and `00041`, `KS-` and `2021-00123`.
pub fn halves_of_case_number(first: &str, second: &str) -> bool {
    let Some(stem) = first.strip_suffix('-') else {
        return false;
    };
    let digits = |text: &str, least: usize, most: usize| {
        (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
    };
    let authority = |text: &str| (2..=5).contains(&text.chars().count()) && text.chars().all(char::is_uppercase);
    match (stem.split_once('-'), second.split_once('-')) {
        (Some((letters, year)), None) => authority(letters) && digits(year, 4, 4) && digits(second, 3, 6),
        (None, Some((year, serial))) => authority(stem) && digits(year, 4, 4) && digits(serial, 3, 6),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::restoration::model;

    fn check(token: &str, before: &str, expected: Option<&str>) {
        let before = RawToken {
            text: before,
            confidence: None,
        };
        assert_eq!(
            lost(&model().unwrap().language, token, Some(&before)).as_deref(),
            expected,
            "{token}"
        );
    }

    #[test]
    fn numbers_get_their_spaces_back() {
        check("beslut2021-09-27,", "nämndens", Some("beslut 2021-09-27,"));
        check("Sida6av", "", Some("Sida 6 av"));
        for token in [
            "KS2021-09-27",
            "covid19",
            "A4",
            "2021-09-27",
            "kv2",
            "enämnden_2021-06-16,",
        ] {
            check(token, "den", None);
        }
    }

    #[test]
    fn parties_get_their_spaces_back() {
        check("Loch", "S,", Some("L och"));
        check("KDi", "och", Some("KD i"));
        check("Loch", "sjön", None);
        check("Di", "Lady", None);
    }

    #[test]
    fn case_numbers_are_joined() {
        assert!(halves_of_case_number("SLK-2025-", "00041"));
        assert!(halves_of_case_number("KS-", "2021-00123"));
        assert!(!halves_of_case_number("2025-", "00041"));
        assert!(!halves_of_case_number("SLK-2025-", "41-42"));
        assert!(!halves_of_case_number("personal-", "2021"));
    }
}
