//! Words set with a space between their letters (spärrad stil), as typewriters made a word stand out: `b e s l u t a r`.

use super::{Edit, Text, join_texts};
use crate::clean::restoration;
use crate::vocabulary::{self, SET_SPACED};

/// So many letters in a row are no words of one letter.
const LEAST_LETTERS: usize = 4;

/// So many small letters in a row are one word, though a letter of it be misread or lost.
const SURELY_ONE: usize = 6;
/// How sure a word is of which a letter was misread.
const NEARLY: f32 = 0.9;

/// Joins the letters, where they make a word that is known, or can be nothing else.
pub(super) fn close(text: &mut Text) {
    let mut edits = Vec::new();
    for line in &text.lines {
        let mut at = line.tokens.start;
        while at < line.tokens.end {
            let letters = text.tokens[at..line.tokens.end]
                .iter()
                .take_while(|token| is_letter(&token.text))
                .count();
            let tokens = at..at + letters;
            let word = join_texts(&text.tokens[tokens.clone()]).replace(' ', "");
            let known = (letters >= LEAST_LETTERS && restoration::is_word(&word)).then(|| (word.clone(), 1.0));
            let one = letters >= SURELY_ONE && word.chars().all(char::is_lowercase);
            let closed = known.or_else(|| one.then(|| nearly_known(&word)));
            edits.extend(closed.map(|(text, confidence)| Edit {
                tokens: tokens.clone(),
                text,
                confidence,
            }));
            at = tokens.end.max(at + 1);
        }
    }
    text.edit(edits);
}

/// A closed word that is not known, or the word of what bodies do of which one letter was misread.
fn nearly_known(word: &str) -> (String, f32) {
    let near = SET_SPACED
        .iter()
        .find(|known| vocabulary::edits_within(1, word, known).is_some());
    near.map_or_else(|| (word.to_owned(), 1.0), |known| ((*known).to_owned(), NEARLY))
}

/// A closed word with the spaces between its letters that stood there, where `original` is such a word: a text that keeps its lines keeps
/// how its words are set, too.
pub(crate) fn as_set(original: &str, closed: &str) -> Option<String> {
    let letters = original.split_whitespace().count();
    if letters < LEAST_LETTERS || closed.chars().count() != letters || !original.split_whitespace().all(is_letter) {
        return None;
    }
    let mut letters = closed.chars();
    let set = original.chars().map(|c| match c {
        c if c.is_whitespace() => Some(c),
        _ => letters.next(),
    });
    set.collect()
}

fn is_letter(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::as_set;
    use crate::clean::clean;
    use crate::scan::Scan;

    #[test]
    fn a_word_can_be_set_with_its_spaces_again() {
        assert_eq!(as_set("n a m n  d e n", "nämnden").as_deref(), Some("n ä m n  d e n"));
        assert_eq!(as_set("be slut et", "beslutet"), None);
        assert_eq!(as_set("n a m d", "nämnd"), None);
    }

    #[test]
    fn letters_make_a_word_again() {
        let text = clean(&Scan::of_lines(&[
            "P r o t o k o l l fört vid sammanträde. Nämnden b e s l u t a r att",
            "lägga A B C D och i å ö till handlingarna.",
            "Nämnden f ö r e s å r att bron g r a f l i g e n lagas.",
        ]));
        let lines: Vec<&str> = text.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(
            lines,
            [
                "Protokoll fört vid sammanträde. Nämnden beslutar att",
                "lägga A B C D och i å ö till handlingarna.",
                "Nämnden föreslår att bron grafligen lagas."
            ]
        );
        assert_eq!(
            text.tokens[0]
                .correction
                .as_ref()
                .map(|change| change.original.as_str()),
            Some("P r o t o k o l l")
        );
    }
}
