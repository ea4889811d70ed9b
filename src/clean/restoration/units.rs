//! Tokens taken apart into words and what stands between them.

use std::ops::Range;

/// A part of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the token, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: PieceKind,
}

/// What a part of a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// A word, or what may have been one.
    Word,
    /// Something with digits: never changed.
    Number,
    /// Small letters with one digit in them that looks like a letter (`4r`, `p4`, `ocks4`): a word only where the document shows that
    /// its letters are read so, else a number.
    NumberOrWord,
}

/// Signs that OCR writes for parts of letters (`{6r`, `&ven`, `|`).
const DEBRIS: &[char] = &['{', '}', '|', '£', '¢', '€', '&', '\\'];

/// Takes a token apart. Words end at hyphens, slashes and all punctuation; what is between the pieces is left as it is.
pub fn pieces(token: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if is_plain(token) {
        let (range, kind) = (0..token.len(), PieceKind::Word);
        pieces.push(Piece { range, kind });
        return pieces;
    }
    if is_address(token) {
        return pieces;
    }
    let mut start = None;
    for (at, c) in token.char_indices().chain(std::iter::once((token.len(), ' '))) {
        let inside = c.is_alphanumeric() && !is_superscript(c) || DEBRIS.contains(&c);
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                pieces.extend(piece(token, from..at));
                start = None;
            }
            _ => {}
        }
    }
    pieces
}

/// Whether a token is one word of Swedish letters, as most are.
fn is_plain(token: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphabetic() || matches!(c, 'å' | 'ä' | 'ö' | 'Å' | 'Ä' | 'Ö');
    !token.is_empty() && token.chars().all(is_letter)
}

/// The words of a token, or what may have been some.
pub fn words_in(token: &str) -> impl Iterator<Item = &str> {
    let words = pieces(token).into_iter().filter(|piece| piece.kind == PieceKind::Word);
    words.map(|piece| &token[piece.range])
}

fn piece(token: &str, range: Range<usize>) -> Option<Piece> {
    let text = &token[range.clone()];
    let has_digit = text.chars().any(|c| c.is_numeric());
    if has_digit && !digits_may_be_letters(text) {
        let kind = if look_alike(text).is_some() {
            PieceKind::NumberOrWord
        } else {
            PieceKind::Number
        };
        return Some(Piece { range, kind });
    }
    if !text.chars().any(char::is_alphabetic) {
        return None;
    }
    Some(Piece {
        range,
        kind: PieceKind::Word,
    })
}

/// Digits that stand among small letters may be misread letters: `f6r`, `I6sning`, `ordf6randen`, `6verens`. A number with a unit or a
/// letter behind it (`14b`, `30kr`), and everything in capitals, may not.
fn digits_may_be_letters(text: &str) -> bool {
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    let letters = text.chars().filter(|c| c.is_lowercase()).count();
    let doubled = text
        .as_bytes()
        .windows(2)
        .any(|pair| pair[0].is_ascii_digit() && pair[1].is_ascii_digit());
    let plain = text.chars().all(|c| !c.is_numeric() || c.is_ascii_digit());
    // At the end of a word only a 6 is taken for a letter (`milj6`): others count something.
    let counts = text
        .chars()
        .next_back()
        .is_some_and(|c| c.is_numeric() && !(c == '6' && digits == 1 && letters >= 3));
    // At its beginning only what looks like a letter is, before a word's length of letters (`6verens`, `4rende`, `16sning`).
    let begins = match text.bytes().take_while(u8::is_ascii_digit).count() {
        0 => true,
        1 => text.starts_with(['6', '0', '4']) && letters >= 3,
        2 => text.starts_with("16") && letters >= 4,
        _ => false,
    };
    plain && begins && !counts && letters >= 1 && letters >= 2 * digits - 1 && !(doubled && letters < 4)
}

/// The one digit among small letters that looks like a letter, where there is one.
pub fn look_alike(text: &str) -> Option<u8> {
    let mut others = text.chars().filter(|c| !c.is_lowercase());
    match (others.next(), others.next()) {
        (Some(digit @ ('4' | '6')), None) if text.len() > 1 => Some(digit as u8),
        _ => None,
    }
}

/// Whether a sentence, or a heading with a colon, ends with this token.
pub fn ends_sentence(token: &str) -> bool {
    token
        .trim_end_matches(['"', '”', '’', ')', '\''])
        .ends_with(['.', '?', '!', ':'])
}

fn is_superscript(c: char) -> bool {
    matches!(c, '²' | '³' | '¹')
}

/// E-mail and web addresses.
pub(super) fn is_address(token: &str) -> bool {
    if !token.bytes().any(|byte| matches!(byte, b'@' | b':' | b'.')) {
        return false;
    }
    let lower = token.to_lowercase();
    lower.contains('@')
        || lower.contains("://")
        || lower.contains("www.")
        || [".se", ".com", ".org", ".nu", ".pdf"].iter().any(|end| {
            lower.match_indices(end).any(|(at, _)| {
                at > 1
                    && lower[at + end.len()..]
                        .chars()
                        .next()
                        .is_none_or(|c| !c.is_alphanumeric())
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(token: &str) -> Vec<&str> {
        words_in(token).collect()
    }

    #[test]
    fn words_end_at_punctuation() {
        assert_eq!(words("(ordforande),"), ["ordforande"]);
        assert_eq!(words("e-ndmnden"), ["e", "ndmnden"]);
        assert_eq!(words("Teamledare/Systemfdrvaltare"), ["Teamledare", "Systemfdrvaltare"]);
        assert_eq!(words("{6r"), ["{6r"]);
        assert_eq!(words("&ven"), ["&ven"]);
        assert!(words("&").is_empty());
    }

    #[test]
    fn numbers_and_addresses_hold_no_words() {
        for token in [
            "2021-09-27",
            "2021/25-2.2.0.1",
            "14b",
            "3c",
            "A4",
            "C9508DEEE886894AC1",
            "65",
            "1a",
            "kl.13",
            "info@kommun.se",
        ] {
            assert!(words(token).iter().all(|w| !w.chars().any(char::is_numeric)), "{token}");
        }
        assert!(words("www.kommun.se").is_empty());
        assert_eq!(pieces("p4")[0].kind, PieceKind::NumberOrWord);
        assert_eq!(words("f6r"), ["f6r"]);
        assert_eq!(words("6verens"), ["6verens"]);
    }
}
