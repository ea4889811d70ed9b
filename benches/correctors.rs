//! Correctors of single words: what stands between a token's punctuation, in small letters.

use std::collections::HashMap;
use std::fs;

use fst::Streamer;
use paragraf::clean::restoration::alphabet;
use paragraf::clean::restoration::language::{FIRST_WORD, Language};
use symspell::{SymSpell, UnicodeStringStrategy, Verbosity};

/// Gives the word that it takes for right, where that is another one.
pub type Corrector<'a> = Box<dyn Fn(&str) -> Option<String> + 'a>;

/// Greatest edit distance that SymSpell looks at: its own default.
const DISTANCE: i64 = 2;
/// The words that SymSpell knows, the most frequent of the list: its index of all of them takes gigabytes.
const SYMSPELL_WORDS: usize = 100_000;
/// Where Debian's hunspell-sv lies.
const HUNSPELL: &str = "/usr/share/hunspell/sv_SE";

/// All correctors with their names.
pub fn correctors(language: &Language<'_>) -> Vec<(&'static str, Corrector<'static>)> {
    let words = words_by_frequency(language);
    let mut correctors = vec![
        ("most frequent form", most_frequent_form(&words)),
        ("SymSpell", symspell(&words)),
    ];
    correctors.extend(hunspell().map(|hunspell| ("hunspell, first suggestion", hunspell)));
    correctors
}

/// A token with the word in it corrected. What holds no letter, or digits that are no misread letters, stays.
pub fn token(token: &str, corrector: &Corrector<'_>) -> String {
    let word = token.trim_matches(|c: char| !c.is_alphanumeric());
    let misread = |c: char| c.is_alphabetic() || matches!(c, '6' | '4');
    if !word.contains(char::is_alphabetic) || !word.chars().all(misread) {
        return token.to_owned();
    }
    let Some(new) = corrector(&word.to_lowercase()) else {
        return token.to_owned();
    };
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let mut letters = new.chars();
    let new = match letters.next() {
        _ if capitals > 1 && capitals == word.chars().count() => new.to_uppercase(),
        Some(first) if capitals > 0 => first.to_uppercase().chain(letters).collect(),
        _ => new,
    };
    token.replacen(word, &new, 1)
}

/// The words of the model with their cost, the cheapest first.
fn words_by_frequency(language: &Language<'_>) -> Vec<(String, f32)> {
    let mut words = Vec::new();
    let mut stream = language.words.stream();
    while let Some((letters, number)) = stream.next() {
        let cost = language.unigram(FIRST_WORD + number.value() as u32);
        words.push((alphabet::text(letters), cost));
    }
    words.sort_by(|(_, a), (_, b)| a.total_cmp(b));
    words
}

/// The most frequent of the words that look alike once å, ä and ö are lost and read as OCR without Swedish letters reads them.
fn most_frequent_form(words: &[(String, f32)]) -> Corrector<'static> {
    let mut forms: HashMap<String, String> = HashMap::new();
    for (word, _) in words {
        forms.entry(folded(word)).or_insert_with(|| word.clone());
    }
    Box::new(move |word| forms.get(&folded(word)).cloned())
}

fn folded(word: &str) -> String {
    let fold = |c| match c {
        'å' | 'ä' | '4' => 'a',
        'ö' | 'é' | '6' => 'o',
        c => c,
    };
    word.chars().map(fold).collect()
}

fn symspell(words: &[(String, f32)]) -> Corrector<'static> {
    let mut symspell: SymSpell<UnicodeStringStrategy> = SymSpell::default();
    for (word, cost) in words.iter().take(SYMSPELL_WORDS) {
        let count = (f64::from(-cost).exp() * 1e9).max(1.0) as i64;
        symspell.load_dictionary_line(&format!("{word}\t{count}"), 0, 1, "\t");
    }
    Box::new(move |word| {
        let found = symspell.lookup(word, Verbosity::Top, DISTANCE);
        found.into_iter().next().map(|suggestion| suggestion.term)
    })
}

fn hunspell() -> Option<Corrector<'static>> {
    let read = |ending: &str| fs::read_to_string(format!("{HUNSPELL}.{ending}")).ok();
    let dictionary = spellbook::Dictionary::new(&read("aff")?, &read("dic")?).ok()?;
    Some(Box::new(move |word| {
        if dictionary.check(word) {
            return None;
        }
        let mut suggestions = Vec::new();
        dictionary.suggest(word, &mut suggestions);
        suggestions.into_iter().next()
    }))
}
