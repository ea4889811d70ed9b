//! What kind of text a page holds: read without Swedish letters, read with them, or never read at all.

use hashbrown::HashMap;

use super::alphabet;
use super::language::Language;
use super::units::words_in;
use super::{PageCondition, RawToken};
use crate::record::TextCondition;

/// The words of a page, counted by what they tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Signs {
    words: usize,
    /// With å, ä or ö.
    swedish: usize,
    /// That are no words, or rare ones, and become common ones with å, ä or ö.
    lost: usize,
    /// With the engine's confidence.
    with_confidence: usize,
}

/// Words of a page that must tell something before it is judged by itself and not with the document.
const ENOUGH: usize = 6;
/// The least share of words that have lost their letters in wrong-language text; the share of words with å, ä or ö in Swedish is 0.28,
/// but lists of names and numbers hold few.
pub(super) const LEAST_LOST: f32 = 0.02;
/// Letters of a word that may tell: many short words are words of other languages too.
const LEAST_TELLING: usize = 4;

/// The condition of each page.
pub fn conditions(language: &Language<'_>, pages: &[Vec<Vec<RawToken<'_>>>]) -> Vec<PageCondition> {
    let mut known = HashMap::new();
    let signs: Vec<Signs> = pages.iter().map(|page| signs(language, page, &mut known)).collect();
    let all = signs.iter().fold(Signs::default(), |all, page| Signs {
        words: all.words + page.words,
        swedish: all.swedish + page.swedish,
        lost: all.lost + page.lost,
        with_confidence: all.with_confidence + page.with_confidence,
    });
    signs
        .iter()
        .map(|page| {
            let like_document = page.swedish == 0 && page.lost > 0 && lost_letters(&all);
            judge(if page.swedish + page.lost >= ENOUGH && !like_document {
                page
            } else {
                &all
            })
        })
        .collect()
}

fn lost_letters(signs: &Signs) -> bool {
    signs.lost > 2 * signs.swedish && signs.lost as f32 >= LEAST_LOST * signs.words as f32
}

fn judge(signs: &Signs) -> PageCondition {
    let Signs {
        words,
        swedish,
        lost,
        with_confidence,
    } = *signs;
    let (condition, reason) = if lost_letters(signs) {
        let reason = format!("{lost} of {words} words have lost å, ä or ö, {swedish} have them");
        (TextCondition::WrongLanguage, reason)
    } else if with_confidence > 0 {
        (
            TextCondition::SwedishOcr,
            format!("{swedish} of {words} words have å, ä or ö, and the words come from OCR"),
        )
    } else {
        (
            TextCondition::Clean,
            format!("{swedish} of {words} words have å, ä or ö"),
        )
    };
    PageCondition { condition, reason }
}

/// Whether a document is in the spelling from before 1906, with or without its marks.
pub fn is_in_older_spelling(pages: &[Vec<Vec<RawToken<'_>>>]) -> bool {
    let tokens = || pages.iter().flatten().flatten();
    let older = tokens().filter(|token| OLDER_WORDS.contains(&token.text)).count();
    older >= LEAST_OLDER && older * WORDS_FOR_OLDER >= tokens().count()
}

/// Common words in that spelling, none of them a word of ours.
const OLDER_WORDS: &[&str] = &[
    "af", "hvad", "hvar", "hvarje", "hvilka", "hvilken", "hvilket", "hvilkas", "öfver", "ofver", "äfven", "afven",
    "blifva", "blifvit", "gifva", "gifvit", "hafva", "lemna", "lemnas", "jemte", "jemlikt", "derom", "derför",
    "derfor", "dertill", "deraf", "dervid", "dermed", "qvar",
];
/// Times that such words must stand in a document: one may stand in a quotation.
const LEAST_OLDER: usize = 4;
/// Words of text for each of them.
const WORDS_FOR_OLDER: usize = 150;

/// Whether text without the engine's confidences is OCR after all, by the words in it that look misread.
pub fn is_ocr(misread: usize, words: usize) -> bool {
    misread >= LEAST_MISREAD && misread * WORDS_FOR_MISREAD >= words
}

/// Words that must look misread. Clean text has slips of the pen too.
pub const LEAST_MISREAD: usize = 3;
/// Words of text for each that looks misread: OCR with a Swedish model misreads one in 200 to 300.
const WORDS_FOR_MISREAD: usize = 1_000;

/// What a word tells of the letters of its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Swedish,
    Lost,
    Nothing,
}

/// Counts the words of a page. Most stand in a document more than once: `known` says what they tell.
fn signs<'t>(language: &Language<'_>, page: &[Vec<RawToken<'t>>], known: &mut HashMap<&'t str, Sign>) -> Signs {
    let mut signs = Signs::default();
    for token in page.iter().flatten() {
        signs.with_confidence += usize::from(token.confidence.is_some());
        for word in words_in(token.text) {
            let sign = *known.entry(word).or_insert_with(|| sign(language, word));
            signs.words += 1;
            signs.swedish += usize::from(sign == Sign::Swedish);
            signs.lost += usize::from(sign == Sign::Lost);
        }
    }
    signs
}

fn sign(language: &Language<'_>, word: &str) -> Sign {
    let symbols = alphabet::symbols(word);
    if symbols.iter().any(|&symbol| alphabet::is_swedish(symbol)) {
        Sign::Swedish
    } else if symbols.len() >= LEAST_TELLING && has_lost(language, &symbols) {
        Sign::Lost
    } else {
        Sign::Nothing
    }
}

/// Nats by which the word with its marks must be likelier than the word as it stands.
pub(super) const LIKELIER: f32 = 3.0;

/// What a word costs at least that the list does not have.
pub(super) const UNLISTED: f32 = 16.0;

/// The letters that lose their marks to this one.
fn marked_letters(symbol: u8) -> Option<&'static [u8]> {
    match symbol {
        b'a' => Some(&[0xE5, 0xE4]),
        b'o' | b'6' | 0xE9 => Some(&[0xF6]),
        _ => None,
    }
}

/// Whether a word becomes a much likelier one when some of its a, e and o get marks.
pub(super) fn has_lost(language: &Language<'_>, symbols: &[u8]) -> bool {
    if !symbols.iter().any(|symbol| marked_letters(*symbol).is_some()) {
        return false;
    }
    let (mut own, mut best) = (UNLISTED, f32::INFINITY);
    let mut stack = vec![(0, language.words.root(), 0u64, false)];
    while let Some((at, node, rank, marked)) = stack.pop() {
        let Some(&symbol) = symbols.get(at) else {
            if node.is_final() {
                let word = super::language::FIRST_WORD + (rank + node.final_output().value()) as u32;
                let cost = language.unigram(word);
                if marked {
                    best = best.min(cost);
                } else {
                    own = cost;
                }
            }
            continue;
        };
        let marked_letters = marked_letters(symbol).unwrap_or_default();
        for &letter in [symbol].iter().chain(marked_letters) {
            if let Some(number) = node.find_input(letter) {
                let transition = node.transition(number);
                let next = language.words.node(transition.addr);
                stack.push((at + 1, next, rank + transition.out.value(), marked || letter != symbol));
            }
        }
    }
    best + LIKELIER < own
}
