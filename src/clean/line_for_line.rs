//! A text file, cleaned with its lines and its spaces kept.

use std::collections::HashMap;

use super::clean;
use crate::scan::{Scan, WordRef};

/// The text of a scan of a text file, cleaned: as many lines out as in, each word in its place. `text` is what the scan was
/// read from, decoded.
pub fn line_for_line(text: &str, scan: &Scan) -> String {
    let cleaned = cleaned_words(scan);
    let words = (0..scan.pages.len())
        .flat_map(|page| (0..scan.pages[page].words.len()).map(move |word| WordRef { page, word }));
    let mut words = words.map(|place| cleaned.get(&place));
    let mut out = String::with_capacity(text.len());
    let mut spaces = String::new();
    for piece in text.split_inclusive(is_space) {
        let word = piece.trim_end_matches(is_space);
        if !word.is_empty() {
            match words.next().flatten() {
                Some(new) => {
                    out.push_str(&spaces);
                    out.push_str(new);
                    spaces.clear();
                }
                // The word was drawn to the one before it, and the space between them goes; the end of a line never.
                None if !spaces.contains('\n') => spaces.clear(),
                None => {}
            }
        }
        spaces.push_str(&piece[word.len()..]);
    }
    out + &spaces
}

/// What stands for each word of the scan; a word that was drawn to the one before it has no entry.
fn cleaned_words(scan: &Scan) -> HashMap<WordRef, String> {
    let mut cleaned: HashMap<WordRef, String> = HashMap::new();
    for token in clean(scan).tokens {
        let Some(&first) = token.words.first() else { continue };
        let word = cleaned.entry(first).or_default();
        if !word.is_empty() {
            word.push(' ');
        }
        word.push_str(&token.text);
    }
    cleaned
}

/// As [`crate::capture::plain_text`] tells words apart.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::plain_text;
    use crate::scan::SourceFile;

    fn cleaned(text: &str) -> String {
        let source = SourceFile {
            path: "text".to_owned(),
            media_type: "text/plain".to_owned(),
            bytes: text.len() as u64,
            sha256: String::new(),
            pages: 1,
        };
        let pages = plain_text::pages(text.as_bytes());
        line_for_line(&plain_text::decode(text.as_bytes()).0, &Scan { source, pages })
    }

    #[test]
    fn lines_and_spaces_stay() {
        let text = "§ 40   Val\n\n  Nämnden väljer\tordförande.  \n$ 41\x0c§ 42\nSlut";
        assert_eq!(cleaned(text), text.replace("$ 41", "§ 41"));
    }

    #[test]
    fn a_section_sign_read_as_a_digit_gets_its_space() {
        assert_eq!(cleaned("§ 11\n812\n§ 13\n"), "§ 11\n§ 12\n§ 13\n");
    }
}
