//! Signs that stand for letters in a document: one for each of å, ä and ö that was lost.

use std::collections::BTreeMap;

use hashbrown::HashSet;

use super::super::RawToken;
use super::super::alphabet::{self, SIGN, SIGN_LETTERS};
use super::super::language::{CAPITAL_START, Language, SMALL_START};
use super::super::units::is_address;
use super::{LEAST_SHOWN, with_lost};

/// The signs of a document that stand for letters. Each is written as a letter of its own while words are restored.
#[derive(Debug, Clone, PartialEq)]
pub struct Signs(Vec<char>);

/// Signs that systems put in the place of a letter that they do not have.
const SIGNS: &[char] = &[
    '?', '\u{fffd}', '_', '*', '.', '^', '~', '¤', '□', '▯', '#', '¿', '\u{1a}', '■', '▪', '´', '`', '¨', '°',
];
/// Signs that no text has between letters but in the place of one.
const NEVER_PUNCTUATION: &[char] = &['\u{fffd}', '¤', '□', '▯', '\u{1a}', '■', '▪'];
/// What a word costs with a letter in the place of a sign, beside the word without it, when the sign may be punctuation.
const PUNCTUATION: f32 = 2.0;
/// A word that costs more than this may be no word at all.
const COMMON: f32 = 13.0;

impl Signs {
    /// Finds the signs that stand for one of the lost letters in many words.
    pub fn find(language: &Language<'_>, pages: &[Vec<Vec<RawToken<'_>>>], is_looked_at: &[bool], lost: &[u8]) -> Self {
        let mut seen = HashSet::new();
        let mut counts: BTreeMap<char, (usize, usize)> = BTreeMap::new();
        let looked_at = pages.iter().zip(is_looked_at).filter(|(_, looked_at)| **looked_at);
        for token in looked_at.flat_map(|(page, _)| page.iter().flatten()) {
            let word = token.text.trim_matches(|c: char| !c.is_alphabetic());
            if !word.contains(is_sign) || is_address(token.text) || !seen.insert(word) {
                continue;
            }
            let signs: Vec<char> = SIGNS.iter().copied().filter(|&sign| word.contains(sign)).collect();
            let letters = written(word, &signs);
            let is_word = letters.iter().all(|&symbol| symbol > alphabet::UNKNOWN)
                && with_lost(language, &letters, lost).is_some_and(|(cost, _)| cost <= COMMON);
            for sign in signs {
                let (shown, against) = counts.entry(sign).or_default();
                *if is_word { shown } else { against } += 1;
            }
        }
        let is_shown = |(_, (shown, against)): &(char, (usize, usize))| *shown >= LEAST_SHOWN && shown > against;
        let mut shown: Vec<_> = counts.into_iter().filter(is_shown).collect();
        shown.sort_by_key(|(_, (shown, _))| std::cmp::Reverse(*shown));
        shown.truncate(SIGN_LETTERS.len());
        Self(shown.into_iter().map(|(sign, _)| sign).collect())
    }

    /// Whether no sign stands for a letter.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The tokens of a document with letters in the place of the signs that stand for some.
    pub fn rewritten(
        &self,
        language: &Language<'_>,
        pages: &[Vec<Vec<RawToken<'_>>>],
        is_looked_at: &[bool],
        lost: &[u8],
    ) -> Vec<Vec<Vec<(String, Option<f32>)>>> {
        let pages = pages.iter().zip(is_looked_at);
        pages
            .map(|(page, looked_at)| {
                let text = |text: &str| {
                    if *looked_at && text.contains(|c| self.0.contains(&c)) {
                        self.token(language, text, lost)
                    } else {
                        text.to_owned()
                    }
                };
                let token = |token: &RawToken<'_>| (text(token.text), token.confidence);
                page.iter().map(|line| line.iter().map(token).collect()).collect()
            })
            .collect()
    }

    /// A token with letters in the place of its signs, where they stand for letters.
    fn token(&self, language: &Language<'_>, token: &str, lost: &[u8]) -> String {
        if is_address(token) {
            return token.to_owned();
        }
        let chars: Vec<char> = token.chars().collect();
        let mut rewritten = String::with_capacity(token.len() + 8);
        let mut at = 0;
        while at < chars.len() {
            let end = at
                + chars[at..]
                    .iter()
                    .take_while(|&&c| c.is_alphabetic() || self.0.contains(&c))
                    .count();
            if end == at {
                rewritten.push(chars[at]);
                at += 1;
                continue;
            }
            let beside_digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
            let run = &chars[at..end];
            if beside_digit(at.checked_sub(1)) || beside_digit(Some(end)) {
                rewritten.extend(run);
            } else {
                let range = self.word(language, run, lost);
                let written = run.iter().enumerate().map(|(place, &c)| {
                    let letter = self.0.iter().position(|&sign| sign == c && range.contains(&place));
                    letter.map_or(c, |number| SIGN_LETTERS[number])
                });
                rewritten.extend(written);
            }
            at = end;
        }
        rewritten
    }

    /// The part of a run of letters and signs whose signs stand for letters.
    fn word(&self, language: &Language<'_>, run: &[char], lost: &[u8]) -> std::ops::Range<usize> {
        let letter = |c: &char| c.is_alphabetic();
        let (Some(first), Some(last)) = (run.iter().position(letter), run.iter().rposition(letter)) else {
            return 0..0;
        };
        let cost = |start: usize, end: usize| {
            let text: String = run[start..end].iter().collect();
            cost(language, &written(&text, &self.0), lost)
        };
        let (mut start, mut end) = (first, last + 1);
        if start > 0 && (is_letter_at_start(run[start - 1]) || cost(start - 1, end) + PUNCTUATION < cost(start, end)) {
            start -= 1;
        }
        if end < run.len()
            && (NEVER_PUNCTUATION.contains(&run[end]) || cost(start, end + 1) + PUNCTUATION < cost(start, end))
        {
            end += 1;
        }
        let inside = run[first..=last]
            .iter()
            .any(|c| self.0.contains(c) && !NEVER_PUNCTUATION.contains(c) && *c != '?');
        if inside && start == first && end == last + 1 {
            let parts: f32 = run[first..=last]
                .split(|c| self.0.contains(c))
                .map(|part| part.iter().collect::<String>())
                .map(|part| cost_of(language, &alphabet::symbols(&part)))
                .sum();
            if parts < cost(start, end) {
                return 0..0;
            }
        }
        start..end
    }

    /// A text with its signs, as it was read.
    pub fn as_read(&self, text: &str) -> String {
        let read = |c| {
            let number = SIGN_LETTERS.iter().position(|&letter| letter == c);
            number.and_then(|number| self.0.get(number)).copied().unwrap_or(c)
        };
        text.chars().map(read).collect()
    }
}

fn is_sign(c: char) -> bool {
    SIGNS.contains(&c)
}

/// Whether a sign before a letter stands for another.
fn is_letter_at_start(sign: char) -> bool {
    NEVER_PUNCTUATION.contains(&sign) || matches!(sign, '?' | '^')
}

/// The symbols of a word with signs in it.
fn written(word: &str, signs: &[char]) -> Vec<u8> {
    let symbol = |c: char| if signs.contains(&c) { SIGN_LETTERS[0] } else { c };
    alphabet::symbols(&word.chars().map(symbol).collect::<String>())
}

/// What a word costs with lost letters in the place of its signs, by the list or by its letters.
fn cost(language: &Language<'_>, symbols: &[u8], lost: &[u8]) -> f32 {
    let Some(at) = symbols.iter().position(|&symbol| symbol == SIGN) else {
        return cost_of(language, symbols);
    };
    let costs = lost.iter().map(|&letter| {
        let mut symbols = symbols.to_vec();
        symbols[at] = letter;
        cost(language, &symbols, lost)
    });
    costs.fold(f32::INFINITY, f32::min)
}

fn cost_of(language: &Language<'_>, symbols: &[u8]) -> f32 {
    let spelling = || {
        let start = |start| language.spelling(symbols, start);
        start(SMALL_START).min(start(CAPITAL_START))
    };
    let listed = language.find(symbols).map(|word| language.unigram(word));
    listed.unwrap_or_else(spelling)
}
