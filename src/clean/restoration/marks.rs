//! Bullets and bars: signs that OCR takes for letters, and letters that it takes for signs.

use super::RawToken;
use crate::record::TextCondition;

/// What a bullet is read as, where it stands alone at the start of a line.
const BULLETS: &[&str] = &[
    "e", "ee", "o", "s", "¢", "«", "»", ".", "°", "©", "®", "eo", "oe", "e-", "¢*", "eS", "'", ":", "\"", "LJ",
];
/// What it is read as by models that know other signs of lists, too; a Swedish model reads these where they stand.
const MORE_BULLETS: &[&str] = &["*", "+", "=", "~"];

/// The bullet that the first token of a line was, where it was one: something stands behind it.
pub fn bullet(line: &[RawToken<'_>], condition: TextCondition) -> Option<&'static str> {
    let follows = line
        .get(1)
        .is_some_and(|next| next.text.chars().next().is_some_and(char::is_alphanumeric));
    let is_bullet = |token: &str| {
        BULLETS.contains(&token) || condition == TextCondition::WrongLanguage && MORE_BULLETS.contains(&token)
    };
    line.first()
        .filter(|first| follows && is_bullet(first.text))
        .map(|_| "•")
}

/// A bar alone before a word in small letters is the word `I`; in a date (`den | januari`) it is a 1.
pub fn lone_bar(line: &[RawToken<'_>], at: usize) -> Option<&'static str> {
    let next = line.get(at + 1).map_or("", |next| next.text);
    let day = at > 0 && line[at - 1].text == "den" && MONTHS.iter().any(|month| next.starts_with(month));
    (line[at].text == "|" && next.starts_with(char::is_lowercase)).then_some(if day { "1" } else { "I" })
}

/// How the names of the months begin.
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
];

/// The token with the quotation mark that Swedish opens with, where OCR gave the English one.
pub fn quotation(token: &str) -> Option<String> {
    token.contains('“').then(|| token.replace('“', "”"))
}

/// The token with the party letter S alone, where OCR saw its shape twice (`S$`).
pub fn party_letter(token: &str) -> Option<String> {
    let mut letters = token.chars().filter(|c| c.is_alphanumeric());
    let alone = letters.next() == Some('S') && letters.next().is_none();
    (alone && token.contains("S$")).then(|| token.replace("S$", "S"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letter_of_a_party_is_seen_once() {
        assert_eq!(party_letter("(S$),").as_deref(), Some("(S),"));
        assert_eq!(party_letter("S$").as_deref(), Some("S"));
        for other in ["(S)", "US$", "S$5", "$", "(KD)"] {
            assert_eq!(party_letter(other), None, "{other}");
        }
    }
}
