//! Whether text that nobody vouches for can be read at all: the text layer of a PDF, before it is taken for the page's text.
//!
//! The list of Swedish words tells what is Swedish; the model of letters tells what could be a word of any language that is written
//! with Latin letters. What is neither is no text: a font without the meaning of its signs, or one that states a wrong meaning.

use super::alphabet;
use super::condition::has_lost;
use super::language::{CAPITAL_START, Language, SMALL_START};

/// The words of a text, counted by what they tell. Words of one or two letters, numbers and addresses tell nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Legibility {
    /// Words that tell.
    pub words: usize,
    /// That stand in the list of Swedish words.
    pub listed: usize,
    /// With å, ä or ö.
    pub swedish: usize,
    /// That became listed words if some of their letters got back å, ä or ö.
    pub lost: usize,
    /// That are no words of any language that is written with Latin letters.
    pub illegible: usize,
    /// With a sign among their letters that stands in no word: what another table of signs makes of letters (`n„mnd`, `f|rslag`).
    pub with_signs: usize,
}

impl Legibility {
    /// True where a part of the words are none in any language.
    pub fn is_garbage(&self) -> bool {
        self.illegible * 4 > self.words || self.with_signs > 2 + self.words / 25
    }

    /// True where most of the words are none.
    pub fn is_of_no_language(&self) -> bool {
        self.illegible >= 5 && self.illegible * 5 > self.words * 3
    }

    /// True for Swedish that has lost its å, ä and ö: at least one word in so many shows it. Running Swedish text has them in every
    /// fourth word; in other languages one word in fifty looks as if it had lost some, mostly one in a thousand.
    pub fn has_lost_letters(&self, one_in: usize) -> bool {
        self.lost >= 2 && self.lost > 2 * self.swedish && self.lost * one_in >= self.words
    }

    /// True where the words can be those of Swedish text.
    pub fn is_swedish(&self) -> bool {
        self.swedish * 20 >= self.words && self.listed * 3 >= self.words
    }

    /// True where so many words are unknown that OCR must have bent them. One in 20 is unknown in sound text; text of another language
    /// cannot be told in this way, only by words that are none.
    pub fn is_misread(&self) -> bool {
        let unlisted = self.words - self.listed;
        // A few names more than usual make no bad layer of a short page.
        self.illegible > 2 + self.words / 12 || (self.is_swedish() && unlisted > 5 + self.words / 8)
    }
}

/// Letters of the shortest word that tells something.
const LEAST_LETTERS: usize = 3;
/// Letters of a word that may tell of lost letters: many short words are words of other languages too.
const LEAST_TELLING: usize = 4;
/// Nats a letter above which the letters make no word. Unlisted words cost 1 to 3, those of other languages up to 4.5, shifted alphabets 5 to 6.
const NO_WORD: f32 = 4.7;
/// What may stand between the letters of a word, or of two words in a token.
const JOINERS: &[char] = &[
    '-', '/', '.', ',', ':', ';', '(', ')', '&', '+', '\'', '’', '"', '”', '–', '—', '*', '!', '?',
];

/// What may stand between the letters of two words in a token, or of one: quotation marks stand around words.
const JOINERS_INSIDE: &[char] = &[
    '-', '/', '.', ',', ':', ';', '(', ')', '&', '+', '\'', '’', '"', '–', '—', '*', '!', '?', '=', '%', '§', '\u{ad}',
    '\u{2}',
];

/// Counts the words of a text.
pub fn legibility<'t>(language: &Language<'_>, tokens: impl Iterator<Item = &'t str>) -> Legibility {
    let mut counted = Legibility::default();
    for token in tokens.filter(|token| !token.contains(['@', '_']) && !token.contains("www.") && !token.contains("://"))
    {
        for word in token.split(JOINERS) {
            count(language, word, &mut counted);
        }
        counted.with_signs += usize::from(has_sign_inside(token));
    }
    counted
}

/// True where one sign, or two, stand between small letters that no spelling has there.
fn has_sign_inside(token: &str) -> bool {
    let is_sign = |c: char| !c.is_alphanumeric() && !JOINERS_INSIDE.contains(&c);
    let letters: Vec<char> = token.chars().collect();
    let is_small = |at: usize| letters.get(at).is_some_and(|c| c.is_lowercase());
    (1..letters.len()).any(|at| {
        let is_between = letters[at - 1].is_alphabetic() && is_sign(letters[at]);
        is_between && (is_small(at + 1) || (letters.get(at + 1).copied().is_some_and(is_sign) && is_small(at + 2)))
    })
}

fn count(language: &Language<'_>, word: &str, counted: &mut Legibility) {
    let word = crate::clean::bare(word);
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if letters < LEAST_LETTERS || word.chars().any(char::is_numeric) {
        return;
    }
    counted.words += 1;
    let symbols = alphabet::symbols(word);
    if word.chars().all(is_of_other_script) {
        return;
    }
    if symbols.iter().any(|&symbol| alphabet::is_swedish(symbol)) {
        counted.swedish += 1;
    } else if letters >= LEAST_TELLING && has_lost(language, &symbols) {
        counted.lost += 1;
    }
    match alphabet::word(word) {
        Some(small) if language.find(&small).is_some() => counted.listed += 1,
        Some(small) => counted.illegible += usize::from(!is_word(language, word, &small)),
        None => counted.illegible += usize::from(!word.chars().all(is_latin)),
    }
}

/// A letter that Latin-1 lacks and no wrong table of signs brings about by itself.
fn is_of_other_script(c: char) -> bool {
    c.is_alphabetic() && c as u32 >= 0x370 && !matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fb00}'..='\u{ffff}')
}

/// A letter of any language that is written with Latin letters.
fn is_latin(c: char) -> bool {
    c.is_alphabetic() && (c as u32) < 0x250
}

/// Whether the letters could be a word: in its case, and in what follows what.
fn is_word(language: &Language<'_>, word: &str, small: &[u8]) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let starts_capital = word.chars().next().is_some_and(char::is_uppercase);
    let length = word.chars().count();
    if capitals > 1 + usize::from(starts_capital) && capitals < length {
        return false;
    }
    let start = if starts_capital { CAPITAL_START } else { SMALL_START };
    language.spelling(small, start) / (small.len() + 1) as f32 <= NO_WORD
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::restoration::legibility_of;

    const SWEDISH: &str = "Nämnden beslutar att godkänna årsredovisningen och överlämnar den till kommunfullmäktige. \
        Ordföranden frågar om nämnden kan bifalla förslaget och finner att så sker. Kostnaden täcks av årets överskott.";

    fn of(text: &str) -> Legibility {
        legibility_of(text.split_whitespace())
    }

    fn with(change: fn(char) -> char) -> Legibility {
        of(&SWEDISH.chars().map(change).collect::<String>())
    }

    #[test]
    fn sound_text_has_no_fault() {
        for text in [
            SWEDISH,
            "The council decides to accept the report and asks the manager to return with a plan for the harbour in spring.",
            "Die Gemeinde beschließt, den Antrag auf Erweiterung der Schule zu genehmigen, und beauftragt den Vorsitzenden mit der Planung. \
             Die Kosten werden aus dem Haushalt des nächsten Jahres gedeckt.",
            "Lautakunta hyväksyy selvityksen ja lähettää sen valtuuston käsiteltäväksi, koska kustannukset ovat nousseet.",
            "Rada gminy postanawia zatwierdzić wniosek i przekazać sprawę do komisji, która zajmie się nią na wiosnę.",
            "Совет решил утвердить доклад и передать его комиссии для окончательного решения весной этого года.",
        ] {
            let counted = of(text);
            assert!(counted.words >= 10 || !text.is_ascii(), "{text}: {counted:?}");
            let is_sound = !counted.is_garbage() && !counted.has_lost_letters(28) && !counted.is_misread();
            assert!(is_sound, "{text}: {counted:?}");
        }
        assert!(of(SWEDISH).is_swedish());
    }

    #[test]
    fn lost_letters_show() {
        let stripped = with(|letter| match letter {
            'å' | 'ä' => 'a',
            'ö' => 'o',
            other => other,
        });
        assert!(stripped.has_lost_letters(20) && !stripped.is_garbage(), "{stripped:?}");
    }

    #[test]
    fn a_wrong_alphabet_is_garbage() {
        let shifted = with(|letter| match letter {
            'a'..='w' => (letter as u8 + 3) as char,
            other => other,
        });
        assert!(shifted.is_garbage(), "{shifted:?}");
        let braces = with(|letter| match letter {
            'a'..='z' if (letter as u8).is_multiple_of(3) => '|',
            other => other,
        });
        assert!(braces.is_garbage(), "{braces:?}");
    }

    #[test]
    fn numbers_names_and_addresses_tell_nothing_against_a_page() {
        let table = of("KS 2023/118 1 250 000 kr 14b www.skogsnas.example info@skogsnas.example Karin Anna Lars Erik");
        assert!(table.words <= 5 && table.illegible == 0, "{table:?}");
    }
}
