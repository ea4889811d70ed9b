//! Dirt that was read as a sign between words or beside one, and words that were read without the space between them.

use super::{ABBREVIATED, WHOLE};
use crate::clean::{Token, restoration};
use crate::vocabulary::{PREPOSITIONS, TITLE_WORDS};

/// So many words ahead or behind a quote may be closed, or may have been opened.
const QUOTED: usize = 30;

/// What strokes and dirt beside a word are read as.
const STROKES: [char; 5] = ['’', '‘', '\'', '`', '´'];

/// `Val.av`: two words that dirt stands between, one of them a small one; `org.nr` is an abbreviation.
pub(super) fn parted(word: &str) -> Option<String> {
    let (first, second) = word.split_once('.')?;
    let letters = |word: &str| word.chars().all(char::is_alphabetic);
    let small = second.chars().all(char::is_lowercase);
    let small_word = [first, second].iter().any(|word| PREPOSITIONS.contains(word));
    let words = small_word
        && first.chars().count() >= 2
        && second.chars().count() >= 2
        && letters(first)
        && small
        && letters(second)
        && restoration::is_word(first)
        && restoration::is_word(second);
    words.then(|| format!("{first} {second}"))
}

/// `till-ersättare`, `att -senast`: a hyphen that dirt made between two words. What `och` joins may begin with one.
pub(super) fn without_hyphen(word: &str, before: &str) -> Option<String> {
    let (first, second) = word.split_once('-')?;
    let core = second.trim_end_matches(['.', ',', ';']);
    let written = core.chars().all(char::is_lowercase) && core.chars().count() >= WHOLE && restoration::is_word(core);
    let joined = ["till", "från", "vid", "med"].contains(&first);
    let within = before.chars().count() >= 2 && before.chars().all(char::is_lowercase);
    let alone = first.is_empty() && within && !["och", "eller", "samt", "som", "resp"].contains(&before);
    // `till-1:e vice ordförande`
    let ordinal = core.split_once(':').is_some_and(|(number, end)| {
        number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty() && matches!(end, "a" | "e")
    });
    if joined && ordinal {
        return Some(format!("{first} {second}"));
    }
    if !written || restoration::is_word(word) {
        return None;
    }
    match (joined, alone) {
        (true, _) => Some(format!("{first} {second}")),
        (_, true) => Some(second.to_owned()),
        _ => None,
    }
}

/// `Valav`: a word that titles begin with and a small one, that stand in no list together.
pub(super) fn run_together(word: &str) -> Option<String> {
    if restoration::is_word(word) {
        return None;
    }
    PREPOSITIONS.iter().find_map(|small| {
        let title = word.strip_suffix(small)?;
        let begins = title.starts_with(char::is_uppercase) && TITLE_WORDS.contains(&title.to_lowercase().as_str());
        begins.then(|| format!("{title} {small}"))
    })
}

/// `att’`, `‘upp`: a stroke beside a word of the list, which no other mark opens or closes.
pub(super) fn without_stroke(tokens: &[Token], at: usize) -> Option<String> {
    let word = tokens[at].text.as_str();
    let core = word.trim_matches(STROKES);
    let plain = core.chars().skip(1).all(char::is_lowercase) && core.starts_with(char::is_alphabetic);
    if core == word || !plain || !restoration::is_word(core) {
        return None;
    }
    let around = at.saturating_sub(QUOTED)..(at + QUOTED + 1).min(tokens.len());
    let marks = around.filter(|other| *other != at && tokens[*other].text.contains(STROKES));
    (marks.count() == 0).then(|| core.to_owned())
}

/// `4:61..`, `personal.:`: a full stop that was read twice, or with dirt behind it.
pub(super) fn one_full_stop(word: &str) -> Option<String> {
    if let Some(core) = word.strip_suffix(".:").or_else(|| word.strip_suffix(".;")) {
        let whole = core.chars().count() > ABBREVIATED && restoration::is_word(core);
        return whole.then(|| format!("{core}."));
    }
    let core = word
        .strip_suffix("..")
        .filter(|core| core.ends_with(char::is_alphanumeric))?;
    Some(format!("{core}."))
}
