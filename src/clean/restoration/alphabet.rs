//! The letters that words are made of: the small letters of Latin-1, one byte each.

/// A symbol read off the page that stands for nothing in Latin-1.
pub const UNKNOWN: u8 = 1;
/// A sign that stands for letters in a document, whichever it is.
pub const SIGN: u8 = 5;
/// What such signs are written as while words are restored: letters without case that no text of ours has, one for each sign.
pub const SIGN_LETTERS: [char; 4] = ['ƻ', 'ǀ', 'ǁ', 'ǂ'];
/// Longest word that is looked at, in letters: longer ones are digests or debris.
pub const LONGEST: usize = 48;

/// The small letter of Latin-1 for `c`, capital or small; `None` for everything that is no letter of Latin-1.
pub fn letter(c: char) -> Option<u8> {
    let c = if c.is_uppercase() { c.to_lowercase().next()? } else { c };
    match c {
        'a'..='z' | 'à'..='ö' | 'ø'..='ÿ' => Some(c as u8),
        _ => None,
    }
}

/// The word in small letters; `None` where it holds anything but letters of Latin-1, or is too long.
pub fn word(text: &str) -> Option<Vec<u8>> {
    let letters: Vec<u8> = text.chars().map(letter).collect::<Option<_>>()?;
    (!letters.is_empty() && letters.len() <= LONGEST).then_some(letters)
}

/// The text of a word in small letters.
pub fn text(word: &[u8]) -> String {
    word.iter().map(|&b| char::from(b)).collect()
}

/// The symbols of a word as OCR gave it. Case is dropped where it may be an initial's or a whole word's, and kept where it is
/// odd ("fraI"), since it is then a sign of misreading.
pub fn symbols(text: &str) -> Vec<u8> {
    let mut symbols = Vec::with_capacity(text.len());
    let mut after_small = false;
    for c in text.chars() {
        let symbol = match c {
            'ﬁ' => {
                symbols.push(b'f');
                b'i'
            }
            'ﬂ' => {
                symbols.push(b'f');
                b'l'
            }
            c if c.is_uppercase() && after_small && (c as u32) < 256 => c as u8,
            c if SIGN_LETTERS.contains(&c) => SIGN,
            c => match letter(c) {
                Some(letter) => letter,
                None if (c as u32) < 256 => c as u8,
                None => UNKNOWN,
            },
        };
        after_small = c.is_lowercase();
        symbols.push(symbol);
    }
    symbols
}

/// Whether the letter is one that OCR without Swedish loses.
pub fn is_swedish(letter: u8) -> bool {
    matches!(letter, 0xE5 | 0xE4 | 0xF6)
}

/// The word as it looks without the marks on its vowels: words that are alike then are easily taken for each other.
pub fn skeleton(word: &[u8]) -> Vec<u8> {
    word.iter().map(|&b| unmarked(b)).collect()
}

/// Whether two words differ in nothing but the marks on their vowels.
pub fn same_skeleton(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(&a, &b)| unmarked(a) == unmarked(b))
}

/// The letter without its mark.
pub fn unmarked(letter: u8) -> u8 {
    match letter {
        0xE0..=0xE6 => b'a',
        0xE8..=0xEB => b'e',
        0xEC..=0xEF => b'i',
        0xF2..=0xF6 | 0xF8 => b'o',
        0xF9..=0xFC => b'u',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_hold_letters_only() {
        assert_eq!(word("Ärende").map(|w| text(&w)), Some("ärende".to_owned()));
        assert_eq!(word("f6r"), None);
        assert_eq!(word("Wałęsa"), None);
        assert_eq!(word(""), None);
    }

    #[test]
    fn odd_capitals_are_kept() {
        assert_eq!(symbols("Till"), b"till");
        assert_eq!(symbols("TILL"), b"till");
        assert_eq!(symbols("fraI"), b"fraI");
    }
}
