//! Words that a second OCR model read otherwise and more surely than the first.

use super::{Edit, Text, bare, restoration};
use crate::scan::{Scan, SecondReading, Word};

/// A second reading with less confidence is a guess too.
const SURE: f32 = 0.6;
/// One that finds the same letters and other signs around them is to be surer.
const SURE_OF_SIGNS: f32 = 0.85;
/// Shorter words are abbreviations as often as words.
const SHORTEST: usize = 3;
/// So many capitals are one.
const LONGEST_ABBREVIATION: usize = 3;
/// The signs around words that the second model can write.
const SIGNS: &str = ".,:;!?()[]{}|'\"“”»/-";

/// Puts second readings in the place of those first ones that were less sure.
pub(super) fn choose(scan: &Scan, text: &mut Text) {
    let better = text.tokens.iter().enumerate().filter_map(|(at, token)| {
        let [place] = token.words[..] else { return None };
        let first = &scan.pages[place.page].words[place.word];
        let second = first.second.as_ref()?;
        Some(Edit {
            tokens: at..at + 1,
            text: chosen(first, second)?,
            confidence: second.confidence,
        })
    });
    let edits = better.collect();
    text.edit(edits);
}

/// What stands in the place of a word, where its second reading is better.
fn chosen(first: &Word, second: &SecondReading) -> Option<String> {
    let (read, other) = (bare(&first.text), bare(&second.text));
    let surer = second.confidence >= SURE
        && first
            .confidence
            .is_some_and(|confidence| confidence < second.confidence);
    let mut signs = first.text.chars().filter(|c| !c.is_alphanumeric());
    let comparable = is_word(read) && is_word(other) && signs.all(|sign| SIGNS.contains(sign));
    let better = if read == other {
        second.confidence >= SURE_OF_SIGNS && first.text != second.text && !loses_stop(&first.text, &second.text)
    } else {
        let listed = (restoration::is_word(read), restoration::is_word(other));
        let loses_letters = loses_capital(read, other) || loses_ring(read, other) && listed != (false, true);
        !loses_letters && !is_abbreviation(read) && listed != (true, false)
    };
    (surer && comparable && better).then(|| second.text.clone())
}

/// Whether what was read is of letters, also with a hyphen, and not too short.
fn is_word(read: &str) -> bool {
    read.chars().count() >= SHORTEST && read.chars().all(|c| c.is_alphabetic() || c == '-')
}

/// Letters of registers and bodies are in no list, and any may be meant.
fn is_abbreviation(read: &str) -> bool {
    read.chars().count() <= LONGEST_ABBREVIATION && read.chars().all(char::is_uppercase)
}

/// The second model reads first letters as small ones, and hardly ever the other way round.
fn loses_capital(read: &str, other: &str) -> bool {
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    capital(read) && !capital(other)
}

/// It also reads å as a or ä.
fn loses_ring(read: &str, other: &str) -> bool {
    let without_marks = |word: &str| word.to_lowercase().replace(['å', 'ä'], "a");
    let rings = |word: &str| word.chars().filter(|c| matches!(c, 'å' | 'Å')).count();
    rings(other) < rings(read) && without_marks(read) == without_marks(other)
}

/// And full stops as commas.
fn loses_stop(read: &str, other: &str) -> bool {
    read.ends_with('.') && other.ends_with(',')
}

#[cfg(test)]
mod tests {
    use super::super::lines_after;
    use super::*;

    fn chosen_of(first: (&str, f32), second: (&str, f32)) -> String {
        let mut scan = Scan::of_lines(&[first.0]).on_image();
        let word = &mut scan.pages[0].words[0];
        word.confidence = Some(first.1);
        word.second = Some(SecondReading {
            text: second.0.to_owned(),
            confidence: second.1,
        });
        lines_after(&scan, |text| choose(&scan, text)).remove(0)
    }

    #[test]
    fn the_surer_reading_is_taken() {
        assert_eq!(chosen_of(("lågos,", 0.7), ("läggs,", 0.9)), "läggs,");
        assert_eq!(chosen_of(("(Nils-Ake", 0.7), ("(Nils-Åke", 0.9)), "(Nils-Åke");
        assert_eq!(chosen_of(("til!", 0.7), ("till", 0.9)), "till");
        assert_eq!(chosen_of(("lågos,", 0.7), ("läggs,", 0.65)), "lågos,");
        assert_eq!(chosen_of(("lågos,", 0.3), ("läggs,", 0.5)), "lågos,");
    }

    #[test]
    fn no_å_is_lost() {
        assert_eq!(chosen_of(("Ålleberga", 0.6), ("Alleberga", 0.9)), "Ålleberga");
        assert_eq!(chosen_of(("lång", 0.1), ("läng", 0.9)), "lång");
        assert_eq!(chosen_of(("ersåttare", 0.5), ("ersättare", 0.9)), "ersättare");
        assert_eq!(chosen_of(("ändä", 0.5), ("ändå", 0.9)), "ändå");
    }

    #[test]
    fn no_capital_is_lost() {
        assert_eq!(chosen_of(("Wallengård", 0.6), ("wallengård", 0.9)), "Wallengård");
        assert_eq!(chosen_of(("SOU", 0.6), ("sou", 0.9)), "SOU");
        assert_eq!(chosen_of(("ulla-Stina", 0.6), ("Ulla-Stina", 0.9)), "Ulla-Stina");
        assert_eq!(chosen_of(("SEkrETErare", 0.1), ("Sekreterare", 0.9)), "Sekreterare");
    }

    #[test]
    fn a_word_does_not_become_none() {
        assert_eq!(chosen_of(("övrigt", 0.1), ("övridt", 0.9)), "övrigt");
        assert_eq!(chosen_of(("Appeisved", 0.8), ("Appelsved", 0.9)), "Appelsved");
    }

    #[test]
    fn numbers_and_abbreviations_stay() {
        assert_eq!(chosen_of(("LKS", 0.8), ("EKS", 0.9)), "LKS");
        assert_eq!(chosen_of(("KS1", 0.1), ("KSI", 0.9)), "KS1");
        assert_eq!(chosen_of(("Au", 0.8), ("An", 0.9)), "Au");
    }

    #[test]
    fn signs_alone_must_be_surer() {
        assert_eq!(chosen_of(("protokoll!", 0.6), ("protokoll.", 0.9)), "protokoll.");
        assert_eq!(chosen_of(("protokoll!", 0.6), ("protokoll.", 0.8)), "protokoll!");
        assert_eq!(chosen_of(("begärs,", 0.6), ("begärs.", 0.9)), "begärs.");
        assert_eq!(chosen_of(("mars.", 0.6), ("mars,", 0.9)), "mars.");
        assert_eq!(chosen_of(("–protokoll", 0.6), ("-protokoll", 0.9)), "–protokoll");
    }
}
