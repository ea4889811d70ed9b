//! Signs that stand for letters in a document: one for each of å, ä and ö that was lost.

use std::collections::BTreeMap;

use hashbrown::HashSet;

use super::super::RawToken;
use super::super::alphabet::{self, SIGN, SIGN_LETTERS};
use super::super::language::{CAPITAL_START, Language, SMALL_START};
use super::super::units::is_address;
use super::readings::with_lost;
use super::{LEAST_SHOWN, OwnedPage};

/// The signs of a document that stand for letters. Each is written as a letter of its own while words are restored.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Signs(Vec<char>);

/// Signs that systems put in the place of a letter that they do not have, and by how much a letter must make the likelier word, in nats,
/// where the sign stands before all others of a word and behind them: there it may be punctuation.
const SIGNS: &[(char, f32, f32)] = &[
    ('?', NEVER, -4.0),
    ('.', -4.0, 1.5),
    ('*', 0.0, -2.0),
    ('_', 0.0, -2.0),
    ('^', NEVER, -4.0),
    ('~', -4.0, -4.0),
    ('#', -2.0, -4.0),
    ('´', -4.0, -4.0),
    ('`', -4.0, -4.0),
    ('°', -4.0, -2.0),
    ('¿', NEVER, NEVER),
    ('¤', NEVER, NEVER),
    ('□', NEVER, NEVER),
    ('▯', NEVER, NEVER),
    ('■', NEVER, NEVER),
    ('▪', NEVER, NEVER),
    ('\u{fffd}', NEVER, NEVER),
    ('\u{1a}', NEVER, NEVER),
];
/// The sign is no punctuation there.
const NEVER: f32 = f32::NEG_INFINITY;
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
            let signs: Vec<char> = SIGNS
                .iter()
                .map(|(sign, ..)| *sign)
                .filter(|&sign| word.contains(sign))
                .collect();
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
    ) -> Vec<OwnedPage> {
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
        if let [alone] = run {
            return if at_start(*alone) == NEVER { 0..1 } else { 0..0 };
        }
        let (Some(first), Some(last)) = (run.iter().position(letter), run.iter().rposition(letter)) else {
            return 0..0;
        };
        let cost = |start: usize, end: usize| {
            let text: String = run[start..end].iter().collect();
            cost(language, &written(&text, &self.0), lost)
        };
        let (mut start, mut end) = (first, last + 1);
        if start > 0 && is_letter(cost(start - 1, end), cost(start, end), at_start(run[start - 1])) {
            start -= 1;
        }
        if end < run.len() && is_letter(cost(start, end + 1), cost(start, end), at_end(run[end])) {
            end += 1;
        }
        let may_part = |c: &char| self.0.contains(c) && at_end(*c) >= MAY_PART;
        if start == first && end == last + 1 && run[first..end].iter().any(may_part) {
            let parts = run[first..end].split(|c| self.0.contains(c));
            let apart: f32 = parts
                .map(|part| cost_of(language, &alphabet::symbols(&part.iter().collect::<String>())))
                .sum();
            if apart < cost(start, end) {
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
    SIGNS.iter().any(|(sign, ..)| *sign == c)
}

/// What a sign costs before the letters of a word, and behind them.
fn at_start(sign: char) -> f32 {
    SIGNS
        .iter()
        .find(|(other, ..)| *other == sign)
        .map_or(0.0, |(_, start, _)| *start)
}

fn at_end(sign: char) -> f32 {
    SIGNS
        .iter()
        .find(|(other, ..)| *other == sign)
        .map_or(0.0, |(.., end)| *end)
}

/// Signs of which that is less part no words.
const MAY_PART: f32 = 0.0;

/// Whether a sign stands for a letter, by what the word costs with the letter and without.
fn is_letter(with: f32, without: f32, least: f32) -> bool {
    least == NEVER || with + least < without
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::restoration::model;

    fn check(sign: char, token: &str, expected: &str) {
        let lost = [0xE5, 0xE4, 0xF6];
        let language = &model().unwrap().language;
        let written = Signs(vec![sign]).token(language, token, &lost);
        assert_eq!(written.replace(SIGN_LETTERS[0], "Ö"), expected, "{token}");
        assert_eq!(Signs(vec![sign]).as_read(&written), token);
    }

    #[test]
    fn signs_inside_words_are_letters() {
        check('?', "f?r", "fÖr");
        check('?', "(?rendet),", "(Örendet),");
        check('.', "n.mnden.", "nÖmnden.");
        check('_', "____n_mnd____", "____nÖmnd____");
    }

    #[test]
    fn signs_behind_words_are_letters_where_the_word_needs_them() {
        check('?', "kostnad?", "kostnad?");
        check('?', "ocks?", "ocksÖ");
        check('?', "s??", "sÖ?");
        check('?', "?", "Ö");
        check('.', "kommunen.", "kommunen.");
        check('_', "Namn____", "Namn____");
        check('_', "_", "_");
        check('.', ".", ".");
    }

    #[test]
    fn signs_of_numbers_addresses_and_abbreviations_stay() {
        for token in ["12?", "a?3", "www.kommun.se/?f=r"] {
            check('?', token, token);
        }
        for token in ["t.ex.", "bl.a.", "kl.13", "n.n@kommun.se"] {
            check('.', token, token);
        }
    }
}
