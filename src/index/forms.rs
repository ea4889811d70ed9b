//! The forms under which a word is indexed and looked up: as written, stemmed, and without its diacritics.
//!
//! All forms of a word stand at its position in one field, told apart by a mark that no word begins with.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use frostem::{Algorithm, Stemmer};
use hashbrown::HashMap;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::identity_numbers;

/// Name and version of this analysis: an index that was made by another one is not read.
pub const ANALYSER: &str = "swedish-forms-2";

/// Mark of the stem of a word (Snowball's Swedish stemmer).
const STEM: char = '=';
/// Mark of a word, or its stem, without diacritics.
const FOLDED: char = '~';
/// Mark of a word that is a part of a personal identity number: it is sought apart from others, and not by the public.
const IDENTITY: char = '#';

/// Weight of a word as it was typed, against which the others are set.
const EXACT_WEIGHT: f32 = 1.0;
/// Weight of an inflected form: below the exact one.
const STEM_WEIGHT: f32 = 0.5;
/// Weight of a form that is the typed one only without its diacritics: so low that an exact match of any length wins.
pub const FOLDED_WEIGHT: f32 = 0.03;

/// Words that are Swedish as they stand, and that another word becomes when it loses its diacritics (`val`, `väl`). Who
/// types one of them means it. Drawn from the words of laws and of parliament by their frequency, then read through.
const WORDS_OF_THEIR_OWN: &[&str] = &[
    "akt",
    "akten",
    "and",
    "andra",
    "andras",
    "avsatta",
    "bar",
    "bara",
    "beror",
    "besvaras",
    "black",
    "blanda",
    "bor",
    "bord",
    "bra",
    "dom",
    "ersatt",
    "ersatts",
    "fader",
    "fallande",
    "fallen",
    "faller",
    "falla",
    "fas",
    "fast",
    "fasta",
    "foder",
    "foga",
    "forma",
    "formas",
    "fort",
    "fram",
    "gas",
    "gata",
    "goda",
    "gods",
    "hall",
    "hammar",
    "han",
    "har",
    "havs",
    "horn",
    "inga",
    "kalla",
    "kan",
    "kol",
    "kon",
    "kor",
    "kort",
    "lag",
    "laga",
    "lagen",
    "lager",
    "lagret",
    "lagt",
    "landa",
    "las",
    "last",
    "lov",
    "man",
    "mannen",
    "mannens",
    "mans",
    "mark",
    "marken",
    "marker",
    "massa",
    "massor",
    "mat",
    "mot",
    "motsatta",
    "namn",
    "natt",
    "not",
    "oron",
    "par",
    "part",
    "prov",
    "prova",
    "rad",
    "raden",
    "rollen",
    "saker",
    "sand",
    "sankt",
    "sant",
    "satta",
    "ska",
    "skadat",
    "skap",
    "skara",
    "skarp",
    "skarpa",
    "skarpt",
    "skor",
    "skott",
    "slakt",
    "smarta",
    "son",
    "spar",
    "spara",
    "sparas",
    "stad",
    "stark",
    "starkt",
    "stor",
    "stora",
    "stort",
    "svar",
    "svara",
    "svart",
    "tack",
    "tacka",
    "tag",
    "tagen",
    "taget",
    "takt",
    "takten",
    "tal",
    "tala",
    "talas",
    "tand",
    "tanka",
    "tappa",
    "tar",
    "tillsatta",
    "tomma",
    "trott",
    "utsatta",
    "val",
    "van",
    "vanlig",
    "vanligen",
    "vanligt",
    "var",
    "vara",
    "varas",
    "varde",
    "vardera",
    "varnar",
    "varnat",
    "vart",
    "varv",
];

/// The words of a text in small letters, each with the bytes that it takes: runs of letters and digits.
pub fn words(text: &str) -> impl Iterator<Item = (Range<usize>, String)> {
    word_ranges(text).map(|range| (range.clone(), in_small_letters(&text[range])))
}

/// The bytes that each word of a text takes.
fn word_ranges(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let word = next_word(text, from)?;
        from = word.end;
        Some(word)
    })
}

/// The bytes that the first word of a text takes from a byte on.
fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + text[from..].find(is_part)?;
    let length = text[start..].find(|c| !is_part(c));
    Some(start..length.map_or(text.len(), |length| start + length))
}

fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && (c.is_alphanumeric() || is_combining_mark(c)))
}

fn in_small_letters(word: &str) -> String {
    if word.is_ascii() {
        word.to_ascii_lowercase()
    } else if is_nfc(word) {
        word.to_lowercase()
    } else {
        word.nfc().collect::<String>().to_lowercase()
    }
}

/// The forms that words of this stem are indexed under.
pub fn of_stem(stem: &str) -> [String; 2] {
    [stem.to_owned(), format!("{STEM}{stem}")]
}

/// Among all indexed forms, in their order, where those stand that are words as they were written and begin with a letter:
/// before and after the one mark that stands among letters.
pub fn ranges_of_written() -> [Range<&'static [u8]>; 2] {
    [b"a".as_slice()..b"{", "\u{80}".as_bytes()..&[0xFF]]
}

/// Whether a form finds parts of personal identity numbers.
pub fn is_of_identity_number(form: &str) -> bool {
    form.starts_with(IDENTITY)
}

fn may_be_of_identity_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// All forms that a word is indexed under.
pub fn indexed(word: &str, stemmer: &Stemmer) -> Vec<String> {
    let stem = stem(word, stemmer);
    let mut forms = vec![word.to_owned()];
    if stem != word {
        forms.push(format!("{STEM}{stem}"));
    }
    if !word.is_ascii() {
        let folded = fold(word);
        if folded != word {
            let folded_stem = fold(&stem);
            if folded_stem != folded {
                forms.push(format!("{FOLDED}{folded_stem}"));
            }
            forms.push(format!("{FOLDED}{folded}"));
        }
    }
    forms
}

/// The forms to look a typed word up by, each with its weight.
pub fn looked_up(word: &str, stemmer: &Stemmer) -> Vec<(String, f32)> {
    let stem = stem(word, stemmer);
    let mut forms = vec![(word.to_owned(), EXACT_WEIGHT), (format!("{STEM}{stem}"), STEM_WEIGHT)];
    if stem != word {
        forms.push((stem.to_string(), STEM_WEIGHT));
    }
    if may_be_of_identity_number(word) {
        forms.push((format!("{IDENTITY}{word}"), EXACT_WEIGHT));
    }
    if is_foldable(word) {
        forms.push((format!("{FOLDED}{word}"), FOLDED_WEIGHT));
        if stem != word {
            forms.push((format!("{FOLDED}{stem}"), FOLDED_WEIGHT / 2.0));
        }
    }
    forms
}

/// The forms that stand for a word inside a phrase: as typed, and the folded form of a word with diacritics.
pub fn in_phrase(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if is_foldable(word) {
        forms.push(format!("{FOLDED}{word}"));
    }
    if may_be_of_identity_number(word) {
        forms.push(format!("{IDENTITY}{word}"));
    }
    forms
}

/// Whether a word of a text is one of these forms of [`in_phrase`].
pub fn fits_phrase(word: &str, forms: &[String]) -> bool {
    let fits = |form: &String| match form.strip_prefix(FOLDED) {
        Some(folded) => fold(word) == folded,
        None => form == word,
    };
    forms.iter().any(fits)
}

/// The letter that a form and the words that have it begin with, without diacritics: no form changes it.
pub fn first_letter(form: &str) -> Option<char> {
    let letter = form.trim_start_matches([STEM, FOLDED]).chars().next()?;
    if letter.is_ascii() {
        Some(letter)
    } else {
        fold(letter.encode_utf8(&mut [0; 4])).chars().next()
    }
}

/// Whether a typed word may stand for one with diacritics: not if it has some itself, is a number, or means itself.
fn is_foldable(word: &str) -> bool {
    let has_letters = word.chars().any(char::is_alphabetic);
    has_letters && fold(word) == word && !WORDS_OF_THEIR_OWN.contains(&word)
}

/// Without diacritics: å and ä as a, ö and ø as o, é as e.
pub fn fold(text: &str) -> String {
    let letter = |c| match c {
        'ø' => 'o',
        'æ' => 'a',
        c => c,
    };
    text.nfd().filter(|c| !is_combining_mark(*c)).map(letter).collect()
}

/// The stem of a word in small letters; a number has none but itself.
pub fn stem<'a>(word: &'a str, stemmer: &Stemmer) -> Cow<'a, str> {
    if word.chars().any(|c| c.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    match stemmer.stem(word) {
        Cow::Borrowed(stem) => Cow::Borrowed(without_article(stem)),
        Cow::Owned(stem) => Cow::Owned(without_article(&stem).to_owned()),
    }
}

/// Takes off the definite articles that Snowball leaves on (`skolan`, `ärendet`, `programmet`, `strategin`, `bron`). What it
/// takes off too much (`organ`, `organet`), it takes off all forms of a word, so that they still meet.
fn without_article(stem: &str) -> &str {
    let vowels = ['a', 'e', 'i', 'o', 'u', 'y', 'å', 'ä', 'ö'];
    let after_vowel = |rest: &&str| rest.ends_with(['i', 'o', 'u', 'y', 'å', 'ö']);
    let rest = stem.strip_suffix("et").or_else(|| stem.strip_suffix("an"));
    let rest = rest
        .or_else(|| stem.strip_suffix('n').filter(after_vowel))
        .unwrap_or(stem);
    let is_word = rest.chars().count() >= 3 && rest.contains(vowels);
    let rest = if is_word { rest } else { stem };
    match rest.strip_suffix(['m', 'n']) {
        Some(single) if single.ends_with(&rest[single.len()..]) => single,
        _ => rest,
    }
}

/// The stemmer that all texts and queries go through.
pub fn stemmer() -> Stemmer {
    Stemmer::new(Algorithm::Swedish)
}

/// How many words a tokenizer keeps the forms of. Most words of a text are among those that were there before.
const KNOWN_WORDS: usize = 20_000;

/// Gives tantivy the forms of every word of a text.
#[derive(Clone)]
pub struct FormTokenizer {
    stemmer: Stemmer,
    /// By the word as it is written, so that a known word need not even be put into small letters.
    known: HashMap<String, Arc<[String]>>,
}

impl FormTokenizer {
    /// One that knows no word yet.
    pub fn new() -> Self {
        Self {
            stemmer: stemmer(),
            known: HashMap::new(),
        }
    }

    fn forms(&mut self, written: &str) -> Arc<[String]> {
        if let Some(forms) = self.known.get(written) {
            return Arc::clone(forms);
        }
        let forms: Arc<[String]> = indexed(&in_small_letters(written), &self.stemmer).into();
        if self.known.len() >= KNOWN_WORDS {
            self.known.clear();
        }
        self.known.insert(written.to_owned(), Arc::clone(&forms));
        forms
    }
}

impl Tokenizer for FormTokenizer {
    type TokenStream<'a> = FormStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> FormStream<'a> {
        FormStream {
            text,
            identity_numbers: identity_numbers::find(text),
            tokenizer: self,
            forms: Arc::new([]),
            next: 0,
            token: Token::default(),
        }
    }
}

/// The forms of a text's words, one after the other.
pub struct FormStream<'a> {
    text: &'a str,
    /// Where in the text there are any.
    identity_numbers: Vec<Range<usize>>,
    tokenizer: &'a mut FormTokenizer,
    forms: Arc<[String]>,
    next: usize,
    token: Token,
}

impl FormStream<'_> {
    /// Takes a word that has but one form, if it is one: a number, or a part of one. There are too many of them to keep.
    fn takes_number(&mut self, word: &str) -> bool {
        let start = self.token.offset_from;
        let is_identity = self.identity_numbers.iter().any(|number| number.contains(&start));
        let takes = is_identity || word.bytes().all(|byte| byte.is_ascii_digit());
        if takes {
            self.token.text.clear();
            self.token.text.extend(is_identity.then_some(IDENTITY));
            self.token.text.push_str(word);
        }
        takes
    }
}

impl TokenStream for FormStream<'_> {
    fn advance(&mut self) -> bool {
        if self.next == self.forms.len() {
            let Some(range) = next_word(self.text, self.token.offset_to) else {
                return false;
            };
            let word = &self.text[range.clone()];
            self.token.offset_from = range.start;
            self.token.offset_to = range.end;
            self.token.position = self.token.position.wrapping_add(1);
            if self.takes_number(word) {
                return true;
            }
            self.forms = self.tokenizer.forms(word);
            self.next = 0;
        }
        self.token.text.clear();
        self.token.text.push_str(&self.forms[self.next]);
        self.next += 1;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(typed: &str, written: &str) -> bool {
        let indexed = indexed(written, &stemmer());
        looked_up(typed, &stemmer())
            .iter()
            .any(|(form, _)| indexed.contains(form))
    }

    #[test]
    fn words_are_found_in_their_forms() {
        for (typed, written) in [
            ("luleå", "luleå"),
            ("lulea", "luleå"),
            ("kommun", "kommunen"),
            ("kommunernas", "kommun"),
            ("nämnden", "nämnder"),
            ("namnden", "nämnden"),
            ("forvaltningar", "förvaltningen"),
            ("cafe", "café"),
            ("skola", "skolan"),
            ("skolorna", "skolan"),
            ("ärende", "ärendet"),
            ("program", "programmet"),
            ("strategin", "strategi"),
            ("bron", "bro"),
            ("organ", "organet"),
            ("organen", "organ"),
            ("motioner", "motion"),
            ("planerna", "plan"),
            ("förvaltarna", "förvaltare"),
            ("2022", "2022"),
        ] {
            assert!(finds(typed, written), "{typed} does not find {written}");
        }
    }

    #[test]
    fn other_words_are_not_found() {
        for (typed, written) in [
            ("val", "väl"),
            ("väl", "val"),
            ("här", "har"),
            ("luleå", "lulea"),
            ("råd", "rad"),
            ("rad", "råd"),
        ] {
            assert!(!finds(typed, written), "{typed} finds {written}");
        }
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        let found: Vec<_> = words("E-nämnden (§ 35), Luleå!").map(|(_, word)| word).collect();
        assert_eq!(found, ["e", "nämnden", "35", "luleå"]);
    }
}
