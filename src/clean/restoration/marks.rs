//! Bullets, quotation marks and dashes that OCR bent.

use super::RawToken;

/// What a bullet is read as, where it stands alone at the start of a line.
const BULLETS: &[&str] = &[
    "e", "o", "¢", "«", "»", ".", "*", "°", "©", "®", "©", "eo", "oe", "¢*", "+", "=", "~", "eS", "'", ":", "\"", "LJ",
];

/// The bullet that the first token of a line was, where it was one: something stands behind it.
pub fn bullet(line: &[RawToken<'_>]) -> Option<&'static str> {
    let follows = line
        .get(1)
        .is_some_and(|next| next.text.chars().next().is_some_and(char::is_alphanumeric));
    line.first()
        .filter(|first| follows && BULLETS.contains(&first.text))
        .map(|_| "•")
}

/// A token that is a dash alone.
pub fn dash(token: &str) -> Option<&'static str> {
    (token == "—").then_some("–")
}
