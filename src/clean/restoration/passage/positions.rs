//! The words of a document in order, with the boundaries of its sentences and the signs between them.

use std::borrow::Cow;

use hashbrown::HashSet;

use super::{Place, Position, Unit};
use crate::clean::restoration::hyphens::{Tails, half_before_hyphen};
use crate::clean::restoration::language::{BOUNDARY, NUMBER, UNLISTED};
use crate::clean::restoration::units::{PieceKind, ends_sentence, look_alike, pieces};
use crate::clean::restoration::{RawToken, marks};
use crate::record::TextCondition;

/// The words of the document, without candidates yet.
pub(super) fn positions<'a>(pages: &[Vec<Vec<RawToken<'a>>>], tails: &Tails) -> Vec<Position<'a>> {
    let behind_hyphens: HashSet<(usize, usize)> = tails.values().map(|tail| (tail.page, tail.line)).collect();
    let mut positions = vec![Position::Sign(BOUNDARY)];
    for (page, lines) in pages.iter().enumerate() {
        let typical = typical_length(lines);
        let mut full = false;
        for (line, tokens) in lines.iter().enumerate() {
            let starts_small = tokens
                .first()
                .is_some_and(|first| first.text.starts_with(char::is_lowercase));
            let bullet = marks::bullet(tokens, TextCondition::WrongLanguage).is_some();
            if bullet || !full && !starts_small {
                boundary(&mut positions);
            }
            let mostly_capitals = mostly_capitals(tokens);
            for (token, raw) in tokens.iter().enumerate().skip(usize::from(bullet)) {
                let tail = tails.get(&(page, line)).filter(|_| token + 1 == tokens.len());
                let head = tail.and_then(|_| half_before_hyphen(raw.text));
                for piece in pieces(raw.text) {
                    let text = &raw.text[piece.range.clone()];
                    let tail = tail.filter(|_| head.as_ref().is_some_and(|(_, range)| *range == piece.range));
                    if token == 0 && piece.range.start == 0 && behind_hyphens.contains(&(page, line)) {
                        continue;
                    }
                    let digit = look_alike(text).filter(|_| piece.kind == PieceKind::NumberOrWord);
                    if piece.kind == PieceKind::Number {
                        positions.push(Position::Sign(NUMBER));
                    } else if is_abbreviation(text) && !mostly_capitals || beside_digits(raw.text, text) {
                        positions.push(Position::Sign(UNLISTED));
                    } else {
                        let place = match positions.last() {
                            Some(Position::Word(..)) if token > 0 => Place::Inside,
                            _ if begins_name(tokens, token) => Place::Inside,
                            Some(Position::Word(..)) if full => Place::Continued,
                            _ => Place::Start,
                        };
                        let behind_boundary = matches!(positions.last(), Some(Position::Sign(BOUNDARY)));
                        let is_first = behind_boundary || token == 0 && piece.range.start == 0 && !full;
                        let text = match tail {
                            Some(tail) => {
                                Cow::Owned(text.to_owned() + &pages[tail.page][tail.line][0].text[tail.range.clone()])
                            }
                            None => Cow::Borrowed(text),
                        };
                        let unit = Unit {
                            page,
                            line,
                            token,
                            range: piece.range,
                            text,
                            tail: tail.cloned(),
                            place,
                            is_first,
                            digit,
                            listed: false,
                            among_words: true,
                            in_english: false,
                        };
                        positions.push(Position::Word(unit, Vec::new()));
                    }
                }
                if ends_sentence(raw.text) {
                    boundary(&mut positions);
                }
            }
            full = length(tokens) * 4 >= typical * 3;
        }
    }
    boundary(&mut positions);
    positions
}

fn boundary(positions: &mut Vec<Position<'_>>) {
    if !matches!(positions.last(), Some(Position::Sign(BOUNDARY))) {
        positions.push(Position::Sign(BOUNDARY));
    }
}

fn length(tokens: &[RawToken<'_>]) -> usize {
    tokens.iter().map(|token| token.text.chars().count() + 1).sum()
}

/// The length that nine lines in ten do not exceed, in letters.
fn typical_length(lines: &[Vec<RawToken<'_>>]) -> usize {
    let mut lengths: Vec<usize> = lines
        .iter()
        .map(|line| length(line))
        .filter(|&length| length > 0)
        .collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0)
}

/// Whether a token and the next are parts of a name: both begin with a capital and go on in small letters.
fn begins_name(tokens: &[RawToken<'_>], at: usize) -> bool {
    let has_form = |token: &RawToken<'_>| {
        let mut letters = token.text.chars().filter(|c| c.is_alphabetic());
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    };
    let name = |token: &RawToken<'_>| has_form(token) && token.text.ends_with(char::is_alphabetic);
    name(&tokens[at]) && tokens.get(at + 1).is_some_and(has_form)
}

/// One to four capitals are an abbreviation, unless the whole line is in capitals.
pub(super) fn is_abbreviation(text: &str) -> bool {
    let letters = text.chars().count();
    letters <= 4 && text.chars().all(char::is_uppercase)
}

/// Whether a word is the letters of a number (`KSN-2007-0655`, `Sbn/2009:877`): it has a capital, and digits in its token.
fn beside_digits(token: &str, text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    text.starts_with(char::is_uppercase) && !text.contains(digit) && token.contains(digit)
}

fn mostly_capitals(tokens: &[RawToken<'_>]) -> bool {
    let count = |test: fn(char) -> bool| {
        tokens
            .iter()
            .flat_map(|token| token.text.chars())
            .filter(|&c| test(c))
            .count()
    };
    count(char::is_uppercase) > 2 * count(char::is_lowercase)
}
